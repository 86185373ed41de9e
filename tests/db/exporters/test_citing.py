"""Pinpoints, dates, citations, and what an excerpt gathers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.exporters import citation
from db.exporters.citing import quoted
from db.exporters.dates import date_in_words
from db.exporters.pinpoints import pinpoint
from db.exporters.wording import isolated, web_address
from db.model import Block, BlockRole, Page, ReferenceStatus, Source, Statement, StatementId
from tests.db.exporters.samples import PARTS, excerpts, marked, statement


def at(on: Statement, words: str) -> tuple[int, int]:
    start = on.text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("Skip to", "page navigation"),
        ("the quay must", "title"),
        ("5 June 2025", "date line"),
        ("PORT ELDRA", "para. 1"),
        ("may meet again", "para. 1"),
        ("–\u0020The harbour", "para. 1"),
        ("It was late.", "para. 2"),
        ("What the law", "heading"),
        ("an older report", "para. 3"),
        ("*The experts", "footnote"),
        ("said today.\n\n“Whoever", "paras. 1–2"),
        ("said today.\n\n", "para. 1"),
        ("experts\n\n5 June 2025\n\nPORT", "title, date line, para. 1"),
        ("late.\n\nWhat the law asks\n\nThey", "paras. 2–3, heading"),
        ("older report.\n\n*The", "para. 3, footnote"),
    ],
)
def test_a_passage_is_cited_by_its_paragraph(words: str, where: str) -> None:
    assert pinpoint(statement(), *at(statement(), words)) == where


def test_one_footnote_of_several_is_numbered() -> None:
    parts = (*PARTS, (BlockRole.FOOTNOTE, "**With a second note."), (BlockRole.CONTACT, "Press: nobody"))
    made = statement(parts=parts)
    assert pinpoint(made, *at(made, "second note")) == "footnote 2"
    assert pinpoint(made, *at(made, "nobody")) == "contact details"


def test_every_role_has_a_name_or_a_number() -> None:
    for role in BlockRole:
        made = statement(parts=((role, "Some words"),))
        assert pinpoint(made, 0, 4)


def test_where_no_block_is_known_there_is_no_pinpoint() -> None:
    assert pinpoint(replace(statement(), blocks=()), 5, 9) is None
    assert pinpoint(statement(), *at(statement(), "\n\n")) is None


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("the quay must", "title"),
        ("PORT ELDRA", "p. 7, para. 1"),
        ("said today.\n\n“Whoever", "pp. 7–viii, paras. 1–2"),
        ("said today.\n\n", "p. 7, para. 1"),
        ("It was late.", "p. viii, para. 2"),
        ("*The experts", "p. 9 bis, footnote"),
        ("experts\n\n5 June 2025\n\nPORT", "p. 7, title, date line, para. 1"),
    ],
)
def test_a_passage_of_a_paged_original_is_cited_by_its_page_too(words: str, where: str) -> None:
    text = statement().text
    starts = {"7": text.index("5 June 2025"), "viii": text.index("“Whoever"), "9 bis": text.index("*The")}
    made = replace(statement(), pages=tuple(Page(label=label, start=at) for label, at in starts.items()))
    assert pinpoint(made, *at(made, words)) == where


def test_a_table_is_cited_as_one() -> None:
    assert pinpoint(statement(parts=((BlockRole.TABLE, "Year\tCases\n2031\t4"),)), 0, 4) == "table"


def test_blocks_that_hold_their_line_ends_are_numbered_alike() -> None:
    text = "First.\n\nSecond.\n"
    blocks = (
        Block(role=BlockRole.PARAGRAPH, start=0, end=8),
        Block(role=BlockRole.PARAGRAPH, start=8, end=16),
    )
    made = replace(statement(), text=text, blocks=blocks)
    assert pinpoint(made, 8, 14) == "para. 2"
    assert pinpoint(made, 0, 8) == "para. 1"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2025-06-05", "5 June 2025"),
        ("2025-06", "June 2025"),
        ("2025", "2025"),
        (None, "undated"),
        ("", "undated"),
        ("1919-10-29", "29 October 1919"),
        ("2025-02-30", "2025-02-30"),
        ("spring 2025", "spring 2025"),
    ],
)
def test_a_date_is_no_more_precise_than_it_is_known(written: str | None, words: str) -> None:
    assert date_in_words(written) == words


def test_a_citation_is_one_line_with_everything_known() -> None:
    made = statement()
    assert citation(made, *at(made, "may also speak")) == (
        "“may also speak” — Harbour Rights Office, “Velmark: the quay must stay open, say experts”,"
        " 5 June 2025, para. 2. https://example.org/news/1?a=b&c=d"
    )


def test_a_citation_leaves_out_what_is_not_known() -> None:
    source = Source(sha256=statement().source.sha256, name="scan.txt", media_type="text/plain")
    made = replace(statement(), issuer=None, date=None, title=" ", source=source, blocks=())
    start, _ = at(made, "“Whoever")
    assert citation(made, start, start + 41) == (
        "“Whoever loads the ships may also speak,” — “scan.txt”, undated."
    )


def test_a_citation_of_several_lines_is_one_line() -> None:
    made = statement()
    line = citation(made, *at(made, "today.\n\n“Whoever"))
    assert "\n" not in line
    assert line.startswith("“today. “Whoever” — ")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("plain", "“plain”"),
        ("“said”", "“said”"),
        ("«dit»", "«dit»"),
        ("“one” and “two”", "““one” and “two””"),
        ("“open", "““open”"),
        ("”", "“””"),
    ],
)
def test_words_that_are_quoted_already_get_no_second_marks(words: str, shown: str) -> None:
    assert quoted(words) == shown


def test_only_what_turns_the_direction_is_set_apart() -> None:
    assert isolated("plain “words” – 2025") == "plain “words” – 2025"
    assert isolated("حقوق") == "\u2068حقوق\u2069"
    assert isolated("a\u202eb") == "\u2068a\u202eb\u202c\u2069"
    assert isolated("\u2067x") == "\u2068\u2067x\u2069\u2069"


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://example.org/a?b=c&d=e#f", True),
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("https://example.org/\njavascript:", False),
        ('https://example.org/"onclick', False),
        ("https://[broken", False),
        ("//example.org", False),
        ("file:///etc/passwd", False),
        ("https:example.org", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, allowed: bool) -> None:
    assert web_address(url) == (url if allowed else None)


def test_an_excerpt_gathers_the_documents_of_passage_and_paragraph() -> None:
    [excerpt] = excerpts(marked(statement(), "recalled article 2 of Convention"))
    first, second = excerpt.cites
    assert (first.id, first.pinpoint, first.within) == ("ilo:C087", "art2", True)
    assert first.title.startswith("C087 Freedom of Association")
    assert (second.id, second.title, second.within) == (None, "an older report", False)
    assert [id for id, _ in second.candidates] == ["ilo:COI/BLR/2004", "un:A/HRC/99/9"]


def test_what_is_cited_in_another_paragraph_and_who_is_no_document_are_left_out() -> None:
    [excerpt] = excerpts(marked(statement(), "a group of experts"))
    assert excerpt.cites == ()


def test_a_rejected_reference_is_not_cited() -> None:
    made = statement()
    rejected = tuple(replace(one, status=ReferenceStatus.REJECTED) for one in made.references)
    [excerpt] = excerpts(marked(replace(made, references=rejected), "They recalled"))
    assert excerpt.cites == ()


def test_the_speaker_is_named_only_inside_the_quotation() -> None:
    inside, around = excerpts(
        marked(statement(), "“Whoever loads the ships may also speak,”"),
        replace(marked(statement(), "may also speak,” said"), id=StatementId("other")),
    )
    assert {inside.speaker, around.speaker} == {"Marit Halvenning", None}
