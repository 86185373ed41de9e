import pytest
from sqlalchemy import update

from db.model import Reference, ReferenceStatus
from db.store import CitationCount, Store
from db.store.driver import Access
from db.store.engine import make_engine
from db.store.repositories.pinpoints import covers
from db.store.repositories.sentences import sentence_around
from db.store.schema import StatementRow
from tests.db.store.making import CITING, analysis, source


def test_a_document_knows_the_passages_that_cite_it(store: Store) -> None:
    with store.writing() as writing:
        older = writing.statements.add(analysis(1, date="2020"), source())
        newer = writing.statements.add(analysis(2), source())
    with store.reading() as reading:
        passages = reading.citations.passages("ilo:CONST")
        assert reading.citations.passages("ilo:C087") == ()
    assert [one.id for one in passages] == [newer, older]
    assert passages[0].text == "article 33"
    assert passages[0].pinpoint == "art33"
    assert passages[0].sentence == CITING.strip()


def test_a_pinpoint_narrows(store: Store) -> None:
    with store.writing() as writing:
        id = writing.statements.add(analysis(), source())
    with store.reading() as reading:
        for pinpoint, found in {"art33": [id], "art26-34": [id], "art3": [], "art33(1)": []}.items():
            assert [one.id for one in reading.citations.passages(f"ilo:CONST#{pinpoint}")] == found


@pytest.mark.parametrize(
    ("asked", "cited", "expected"),
    [
        ("art33", "art33", True),
        ("art33", "art33(1)(a)", True),
        ("art33(1)", "art33", False),
        ("art3", "art33", False),
        ("art1(c)", "art1(a);art1(c)", True),
        ("art33", "art26-34", True),
        ("art25", "art26-34", False),
        ("art20-27", "art26-34", True),
        ("para12", "art12", False),
        ("report352", "report352#para10", True),
        ("report352#para10", "report352#para11", False),
        ("ART33", "art33", True),
        ("preamble", "preamble", True),
        ("preamble", "art1", False),
        ("art3", "art3bis", False),
    ],
)
def test_what_a_pinpoint_covers(asked: str, cited: str, expected: bool) -> None:
    assert covers(asked, cited) is expected


def test_documents_are_counted_by_statements_and_places(store: Store) -> None:
    def citing(*ids: str) -> tuple[Reference, ...]:
        return tuple(
            Reference(id=id, start=n, end=n + 1, text="x", status=ReferenceStatus.RESOLVED)
            for n, id in enumerate(ids)
        )

    with store.writing() as writing:
        writing.statements.add(analysis(1, references=citing("ilo:C087", "ilo:C087", "ilo:C098")), source())
        writing.statements.add(analysis(2, references=citing("ilo:C098")), source())
    with store.reading() as reading:
        assert reading.citations.counts() == (
            CitationCount(id="ilo:C098", statements=2, citations=2),
            CitationCount(id="ilo:C087", statements=1, citations=2),
        )


def test_a_reference_knows_whether_the_archive_holds_the_document(store: Store) -> None:
    with store.writing() as writing:
        id = writing.statements.add(analysis(1), source())
        other = writing.statements.add(analysis(2), source())
    engine = make_engine(store.folder / "archive.db", Access.WRITE)
    with engine.begin() as connection:
        connection.execute(
            update(StatementRow).where(StatementRow.id == other).values(document_id="ilo:CONST")
        )
    engine.dispose()
    with store.reading() as reading:
        found = reading.statements.get(id)
        assert found is not None
        assert [one.in_archive for one in found.references] == [True, False]
        assert reading.citations.counts()[0].held


@pytest.mark.parametrize(
    ("text", "cited", "sentence"),
    [
        ("One. Two cites C87 here. Three.", "C87", "Two cites C87 here."),
        (
            "See Convention No. 87, art. 3, of J. P. Adal. Next.",
            "87",
            "See Convention No. 87, art. 3, of J. P. Adal.",
        ),
        ("前面。《第87号公约》规定了。后面。", "87", "《第87号公约》规定了。"),
        ("“It stops!” He cited C87. End", "C87", "He cited C87."),
        ("A heading\n\nThe text on C87\nover two lines", "C87", "The text on C87 over two lines"),
        ("no end at all C87", "C87", "no end at all C87"),
    ],
)
def test_the_sentence_around_a_passage(text: str, cited: str, sentence: str) -> None:
    start = text.index(cited)
    assert sentence_around(text, start, start + len(cited), 0, len(text)) == sentence
