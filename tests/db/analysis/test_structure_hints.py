"""What a file's markup says of its blocks, and where the text knows better."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from db.analysis.structure import Structure, read_structure
from db.catalogue import shipped
from db.model import BlockRole, Hint, RawDocument, StatementKind

LONG = (
    "The miners of the eastern basin have not been paid since the spring, and their union has been told to leave"
    " the house it built, a clerk said."
)
MENU = "\n".join(["About us", "News", "Press releases", "What we do", "Where we work", "Statements"] * 8)


def read(
    *blocks: tuple[str, str], title: str | None = None, date: str | None = None, issuer: str | None = None
) -> tuple[str, Structure]:
    """The structure of blocks, each a role (``heading2`` has a level, an empty one no hint) and a text."""
    text, hints = "", []
    for role, words in blocks:
        text += "\n\n" if text else ""
        if role:
            name, level = (role[:-1], int(role[-1])) if role[-1].isdigit() else (role, 0)
            hints.append(Hint(role=BlockRole(name), start=len(text), end=len(text) + len(words), level=level))
        text += words
    raw = RawDocument(
        text=text, media_type="text/html", hints=tuple(hints), title=title, date=date, issuer=issuer
    )
    return text, read_structure(raw, shipped(), "en")


def roles(form: Structure) -> list[str]:
    return [block.role.value for block in form.blocks]


def test_the_roles_of_the_markup_are_taken() -> None:
    _, form = read(
        ("title", "Pay the miners"), ("paragraph", LONG), ("heading2", "What was said"), ("list", "Bread"),
        ("quote", LONG), ("table", "Year\tWages\n2024\t0"), ("paragraph", LONG), ("footnote", "1 In the hall."),
        ("paragraph", LONG),
    )  # fmt: skip
    assert roles(form) == [
        "title", "lead", "heading", "list", "quote", "table", "paragraph", "footnote", "paragraph",
    ]  # fmt: skip


def test_a_hinted_paragraph_is_neither_cut_nor_joined() -> None:
    broken = (
        "Dear friends of the mine\n• bread\n\n• roses and more that the union has asked for since the spring"
    )
    text, form = read(
        ("title", "Pay the miners"), ("paragraph", LONG), ("paragraph", broken), ("paragraph", LONG)
    )
    assert [text[one.start : one.end] for one in form.blocks] == ["Pay the miners", LONG, broken, LONG]


def test_a_paragraph_may_be_what_only_the_text_tells() -> None:
    _, form = read(
        ("heading1", "Pay the miners"),
        ("paragraph", "5 June 2025"),
        ("paragraph", "GENEVA (5 June 2025) – " + LONG),
        ("paragraph", LONG),
        ("paragraph", "ENDS"),
        ("paragraph", "Ms. Ada Lindgrove was appointed Special Rapporteur on the right to food in May 2020."),
        ("paragraph", "Special Rapporteurs work on a voluntary basis; they are no UN staff."),
        ("heading2", "Contact"),
        ("paragraph", "For media requests, please contact: Cy Dunmore (press@example.org)"),
    )
    assert roles(form) == [
        "title", "date", "dateline", "lead", "paragraph", "navigation", "biography", "boilerplate", "heading",
        "contact",
    ]  # fmt: skip


def test_menus_before_the_title_spoil_nothing() -> None:
    _, form = read(
        ("navigation", MENU),
        (
            "navigation",
            "This office has a long sentence in its header, about all that it does. It is no text.",
        ),
        ("heading1", "Thoughts on the basin"),
        ("paragraph", LONG),
        ("paragraph", LONG),
        ("navigation", MENU),
    )
    assert roles(form) == ["navigation", "navigation", "title", "lead", "paragraph", "navigation"]
    assert (form.title, form.kind, form.date) == ("Thoughts on the basin", StatementKind.OTHER, None)


def test_title_and_date_among_navigation_are_the_texts_own() -> None:
    menu = "Home\nNews\nMiners of Lorvania ask for wages\n5 June 2025"
    _, form = read(
        ("navigation", menu), ("paragraph", LONG), ("paragraph", LONG),
        title="Miners of Lorvania ask for wages | Office",
    )  # fmt: skip
    assert roles(form) == ["navigation", "title", "date", "lead", "paragraph"]
    assert (form.title, form.date) == ("Miners of Lorvania ask for wages", "2025-06-05")


def test_the_files_own_title_tells_which_heading_is_it() -> None:
    _, form = read(
        ("heading1", "The Office of Halls"), ("heading2", "Miners of Lorvania ask for wages"), ("paragraph", LONG),
        title="Miners of Lorvania ask for wages - The Office of Halls",
    )  # fmt: skip
    assert form.title == "Miners of Lorvania ask for wages"


def test_the_greatest_heading_is_the_title_and_a_later_one_is_not() -> None:
    _, form = read(("heading2", "Mines"), ("heading1", "Pay the miners"), ("paragraph", LONG), ("heading1", "More"),
                   ("paragraph", LONG))  # fmt: skip
    assert form.title == "Pay the miners"
    _, form = read(("paragraph", LONG), ("heading1", "More of it"), ("paragraph", LONG))
    assert roles(form) == ["paragraph", "heading", "paragraph"]


def test_what_no_hint_covers_is_read_by_its_text() -> None:
    _, form = read(
        ("", "Pay the miners\n\n5 June 2025"), ("paragraph", LONG), ("", f"• bread\n• roses\n\n{LONG}")
    )
    assert roles(form) == ["title", "date", "lead", "list", "list", "paragraph"]


def test_what_the_file_says_fills_gaps_only() -> None:
    _, form = read(("paragraph", LONG), title="Note", date="2020-01-02", issuer="Halls")
    assert (form.title, form.date, form.issuer) == ("Note", "2020-01-02", "Halls")
    _, form = read(
        ("title", "Pay"), ("paragraph", "5 June 2025"), ("paragraph", LONG), title="Note", date="2020"
    )
    assert (form.title, form.date) == ("Pay", "2025-06-05")


_TEXT = "Pay \n\n5 June 2025\nGENEVA – " + LONG + "\n\n• a\n* b\nENDS\n \n*The experts: A;\nB.\n\n"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(BlockRole), st.integers(0, 220), st.integers(0, 220)), max_size=8))
def test_any_hints_leave_the_text_covered(made: list[tuple[BlockRole, int, int]]) -> None:
    hints = tuple(Hint(role=role, start=start, end=end) for role, start, end in made)
    raw = RawDocument(text=_TEXT, media_type="", hints=hints)
    at = 0
    for block in read_structure(raw, shipped(), "en").blocks:
        assert at <= block.start < block.end
        assert not _TEXT[at : block.start].strip()
        assert _TEXT[block.start : block.end].strip() == _TEXT[block.start : block.end]
        at = block.end
    assert not _TEXT[at:].strip()
