from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.analysis.structure import read_structure
from db.catalogue import shipped
from db.model import BlockRole, RawDocument, StatementKind
from tests.db.analysis.helpers import analysed, parts

BODY = (
    "The miners of the eastern basin have not been paid since the spring, and their union has been told to leave"
    " the house it built, a group of UN experts* said today."
)
RELEASE = f"""Skip to main content

Press releases Special Procedures

Utopia: UN experts ask for wages to be paid

12 May 2023

GENEVA (12 May 2023) – {BODY}

“Wages are not a favour,” the experts said.

Background

The union was founded in 1991.

ENDS

*The experts: Ada Lindgrove, Special Rapporteur on the right to food; Bo Marchetti, Special Rapporteur on the right to
education.

Special Rapporteurs are independent; they work on a voluntary basis and are no UN staff.

For media requests, please contact: Cy Dunmore (press@example.org)

English | Français | 中文
"""


def test_the_parts_of_a_release() -> None:
    analysis = analysed(RELEASE)
    roles = [block.role.value for block in analysis.blocks]
    assert roles == [
        "navigation", "navigation", "title", "date", "dateline", "lead", "paragraph", "heading", "paragraph",
        "navigation", "footnote", "boilerplate", "contact", "navigation",
    ]  # fmt: skip
    assert parts(analysis, BlockRole.DATELINE) == ["GENEVA (12 May 2023) –"]
    assert parts(analysis, BlockRole.LEAD) == [BODY]
    assert analysis.title == "Utopia: UN experts ask for wages to be paid"
    assert (analysis.date, analysis.place, analysis.issuer) == ("2023-05-12", "Geneva", "Special Procedures")
    assert analysis.kind is StatementKind.RELEASE


@pytest.mark.parametrize(
    ("dateline", "place", "date"),
    [
        ("GENEVA – ", "Geneva", None),
        ("GENEVA (5 June 2025) – ", "Geneva", "2025-06-05"),
        ("GENEVA (June 2025) – ", "Geneva", "2025-06"),
        ("GENEVA/NEW YORK (5 June 2025) — ", "Geneva", "2025-06-05"),
        ("Geneva, 5 June 2025 – ", "Geneva", "2025-06-05"),
        ("MINSK, Belarus – ", "Minsk", None),
        ("PORT VARN (12 May 2023) – ", "Port Varn", "2023-05-12"),
        ("GENÈVE (3 mai 2023) – ", "Geneva", "2023-05-03"),
        ("GINEBRA (14 de marzo de 2022) – ", "Geneva", "2022-03-14"),
        ("ЖЕНЕВА (7 апреля 2021 года) – ", "Geneva", "2021-04-07"),
        ("جنيف (5 حزيران/يونيو 2024) – ", "Geneva", "2024-06-05"),
        ("日内瓦（2024年6月5日）——", "Geneva", "2024-06-05"),
    ],
)
def test_datelines(dateline: str, place: str, date: str | None) -> None:
    language = {"GENÈ": "fr", "GINE": "es", "ЖЕНЕ": "ru", "جنيف": "ar", "日内瓦（": "zh"}.get(
        dateline[:4], "en"
    )
    analysis = analysed(f"Wages owed in the basin\n\n{dateline}{BODY}\n\nMore.", language=language)
    assert parts(analysis, BlockRole.DATELINE) == [dateline.strip()]
    assert parts(analysis, BlockRole.LEAD) == [BODY]
    assert (analysis.place, analysis.date) == (place, date)


def test_a_dash_in_a_sentence_is_no_dateline() -> None:
    analysis = analysed(f"A title\n\nThe union – which has met since the spring – is poor. {BODY}")
    assert parts(analysis, BlockRole.DATELINE) == []


def test_the_callers_date_overrules_and_the_hint_fills() -> None:
    assert analysed(RELEASE, day="2020-01-02", date="1999").date == "2020-01-02"
    assert analysed(RELEASE, date="1999-01-01").date == "2023-05-12"
    assert analysed(f"A title\n\n{BODY}", date="1999-01-01").date == "1999-01-01"
    assert analysed(f"A title\n\n{BODY}", date="yesterday").date is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"A short first line\n\n{BODY}", "A short first line"),
        (BODY, BODY[:88].rsplit(" ", 1)[0] + "…"),
        ("We thank you. " + BODY, "We thank you"),
        ("", "note.txt"),
        (" \n \n", "note.txt"),
    ],
)
def test_a_title_is_never_empty(text: str, title: str) -> None:
    hint = "note.txt" if not text.strip() else None
    found = analysed(text, title=hint).title
    assert found == title or (found.endswith("…") and BODY.startswith(found[:-1]))


def test_nothing_at_all() -> None:
    analysis = analysed("")
    assert (analysis.title, analysis.blocks, analysis.language, analysis.date) == ("…", (), "und", None)


def test_lines_that_are_paragraphs() -> None:
    lines = [
        "Union asks for talks",
        "3 March 2020",
        BODY,
        "The second paragraph stands in one line as well, and is long. " * 3,
    ]
    analysis = analysed("\n".join(lines))
    assert [block.role.value for block in analysis.blocks] == ["title", "date", "lead", "paragraph"]


def test_lines_broken_at_a_margin_are_one_paragraph() -> None:
    broken = "\n".join([BODY[:70], BODY[70:140], BODY[140:]])
    analysis = analysed(
        f"Union asks for talks\n\n{broken}\n\nA last word was said by nobody at all in this long sentence."
    )
    assert parts(analysis, BlockRole.LEAD) == [broken]


def test_lists_and_numbered_paragraphs() -> None:
    text = (
        f"Our demands\n\n{BODY}\n\n• bread\n\n• roses\n\n(a) rest\n\n1. {BODY}\n\n2. {BODY}\n\n    {BODY}\n"
    )
    analysis = analysed(text)
    assert parts(analysis, BlockRole.LIST) == ["• bread", "• roses", "(a) rest"]
    assert [part[:2] for part in parts(analysis, BlockRole.PARAGRAPH)] == ["1.", "2."]
    assert parts(analysis, BlockRole.QUOTE) == [BODY]


def test_experts_in_several_lines_are_one_footnote() -> None:
    note = "*The experts:\nAda Lindgrove, Special Rapporteur on the right to food;\nBo Marchetti, Chair."
    analysis = analysed(
        f"A title\n\nGENEVA – {BODY}\n\nMore was said by the experts in the hall.\n\n{note}\n\nENDS"
    )
    assert parts(analysis, BlockRole.FOOTNOTE) == [note]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("GENEVA (ILO News) – ", StatementKind.NEWS),
        ("Joint statement on wages\n\n", StatementKind.STATEMENT),
        ("Utopia: open letter on wages\n\nDear Minister,\n\n", StatementKind.STATEMENT),
        ("GB.390/INS/9\n\nThe wages of miners\n\n", StatementKind.ILO_DOCUMENT),
        ("A/HRC/98/12\n\nThe wages of miners\n\n", StatementKind.UN_DOCUMENT),
        ("Thoughts on the basin\n\n", StatementKind.OTHER),
    ],
)
def test_kinds(head: str, kind: StatementKind) -> None:
    body = BODY.replace("UN experts*", "clerks")
    assert analysed(head + body).kind is kind


_PIECES = st.sampled_from(
    ["GENEVA – ", "“", "”", "\n", "\n\n", " ", "\t", "* ", "*The experts: ", "1. ", "ENDS", "5 June 2020", "word ", "Word. ",
     "\u2028", "\r", "，", "日内瓦（2024年6月5日）——", "جنيف – ", "«", "»", "'", '"', "a@b.c", "(", ")", "😀", "\x00"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=60).map("".join))
def test_blocks_cover_the_text_and_nothing_is_moved(text: str) -> None:
    blocks = read_structure(RawDocument(text=text, media_type="text/plain"), shipped(), "en").blocks
    at = 0
    for block in blocks:
        assert at <= block.start < block.end
        assert not text[at : block.start].strip()
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        at = block.end
    assert not text[at:].strip()
