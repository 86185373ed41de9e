"""The citator and the wanted list over a real archive."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.catalogue import shipped
from db.errors import UsageError
from db.model import (
    Analysis,
    Block,
    BlockRole,
    CitedBy,
    Reference,
    ReferenceStatus,
    Sha256,
    Source,
    StatementKind,
    WantedDocument,
)
from db.research import cited_by, wanted
from db.store import Store
from resources.messages import sentence

CITED = {
    "Convention No. 87": ("ilo:C087", None),
    "its article 2": ("ilo:C087", "art2"),
    "article 33": ("ilo:CONST", "art33"),
    "article 26": ("ilo:CONST", "art26"),
    "the Covenant": ("un:ICCPR", "art22"),
    "report 9": ("un:A/HRC/99/9", None),
    "the Special Rapporteur": ("mandate:defenders", None),
    "an unnamed case": ("ilo:CFA/?", None),
}


def analysis(title: str, date: str | None, *surfaces: str) -> Analysis:
    text = f"{title}\n\nThe unions of Velmark recalled {', '.join(surfaces)}."
    references = []
    for surface in surfaces:
        document, pinpoint = CITED[surface]
        start = text.index(surface)
        references.append(
            Reference(
                id=document,
                pinpoint=pinpoint,
                start=start,
                end=start + len(surface),
                text=surface,
                status=ReferenceStatus.RESOLVED,
            )
        )
    return Analysis(
        text=text,
        title=title,
        date=date,
        kind=StatementKind.RELEASE,
        language="en",
        blocks=(Block(role=BlockRole.PARAGRAPH, start=len(title) + 2, end=len(text)),),
        references=tuple(references),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "a.muniment") as opened:
        with opened.writing() as w:
            for number, made in enumerate(
                [
                    analysis("Undated", None, "Convention No. 87", "the Special Rapporteur"),
                    analysis("Old", "2020", "Convention No. 87", "its article 2", "article 26", "report 9"),
                    analysis("New", "2025-06-05", "Convention No. 87", "article 33", "the Covenant"),
                    analysis("Other", "2024", "an unnamed case", "the Covenant"),
                ]
            ):
                sha = Sha256(f"{number:064x}")
                w.statements.add(made, Source(sha256=sha, name=f"{number}.txt", media_type="text/plain"))
        yield opened


def asked(store: Store, ref: str) -> CitedBy:
    with store.reading() as reading:
        return cited_by(reading, shipped(), ref)


def list_of(store: Store) -> tuple[WantedDocument, ...]:
    with store.reading() as reading:
        return wanted(reading, shipped())


@pytest.mark.parametrize("ref", ["ilo:C087", "C87", " c087 ", "Convention No. 87", "ilo:87"])
def test_a_document_is_found_however_it_is_named(store: Store, ref: str) -> None:
    found = asked(store, ref)
    assert found.ref == "ilo:C087"
    assert found.document is not None
    assert found.document.year == 1948
    assert [statement.title for statement in found.statements] == ["New", "Old", "Undated"]
    assert [passage.text for passage in found.passages] == [
        "Convention No. 87",
        "Convention No. 87",
        "its article 2",
        "Convention No. 87",
    ]


def test_a_pinpoint_narrows(store: Store) -> None:
    found = asked(store, "ILO Constitution#art33")
    assert found.ref == "ilo:CONST#art33"
    assert found.document is not None
    assert [passage.pinpoint for passage in found.passages] == ["art33"]
    assert [statement.title for statement in found.statements] == ["New"]


def test_a_well_formed_symbol_that_the_catalogue_does_not_list_is_no_error(store: Store) -> None:
    found = asked(store, "A/HRC/99/9")
    assert found.ref == "un:A/HRC/99/9"
    assert found.document is None
    assert [statement.title for statement in found.statements] == ["Old"]


def test_a_document_that_nobody_cites_has_no_passages(store: Store) -> None:
    found = asked(store, "ilo:C189")
    assert found.document is not None
    assert (found.statements, found.passages) == ((), ())


@pytest.mark.parametrize("ref", ["", "#art3", "the treaty of nowhere", "ilo:"])
def test_what_names_nothing_is_refused_with_examples(store: Store, ref: str) -> None:
    with pytest.raises(UsageError) as raised:
        asked(store, ref)
    assert raised.value.code == "research.unknown_reference"
    assert "ilo:C087" in sentence(raised.value.code, raised.value.params)


def test_what_may_be_several_is_refused_with_all_of_them(store: Store) -> None:
    with pytest.raises(UsageError) as raised:
        asked(store, "Maternity Protection Convention")
    assert raised.value.code == "research.ambiguous_reference"
    assert raised.value.params["candidates"] == "ilo:C003, ilo:C183"


def test_wanted_are_documents_most_cited_first(store: Store) -> None:
    found = list_of(store)
    assert [(document.id, document.statements, document.citations) for document in found] == [
        ("ilo:C087", 3, 4),
        ("ilo:CONST", 2, 2),
        ("un:ICCPR", 2, 2),
        ("un:A/HRC/99/9", 1, 1),
    ]
    by_id = {document.id: document for document in found}
    assert "Freedom of Association" in by_id["ilo:C087"].title
    assert (by_id["ilo:C087"].url or "").startswith("https://")
    assert by_id["un:A/HRC/99/9"].title == "un:A/HRC/99/9"
    assert by_id["un:A/HRC/99/9"].url is None


def test_what_the_archive_holds_itself_is_not_wanted(store: Store) -> None:
    with sqlite3.connect(store.folder / "archive.db") as connection:
        connection.execute("UPDATE statement SET document_id = 'ilo:C087' WHERE title = 'Other'")
    connection.close()
    assert "ilo:C087" not in {document.id for document in list_of(store)}
