"""Tables, headings, lists, pages, remarks, and originals without a text."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor

from db.model import Block, BlockRole, Hint, Page, Statement
from tests.viewer.reader.samples import SOURCE, picture, plain, sample, where
from viewer.reader.document import TABLE_ROW
from viewer.reader.page import page_of
from viewer.reader.page_marks import marks_of
from viewer.reader.pane import ReaderPane

_PARTS = (
    ("The ports", BlockRole.HEADING, 1),
    ("What was seen", BlockRole.HEADING, 3),
    ("Port\tStrikers\tHeld\nPort Aster\t1,204\t11\nEldra\t310\t2", BlockRole.TABLE, 0),
    ("• Release them.", BlockRole.LIST, 1),
    ("– And pay them.", BlockRole.LIST, 2),
    ("Article\t" + "The Government answered at length. " * 5 + "\tNo.", BlockRole.TABLE, 0),
    ("1  The report was a draft.", BlockRole.FOOTNOTE, 0),
)


def _formed() -> Statement:
    text, blocks, hints = "", [], []
    for words, role, level in _PARTS:
        text += "\n\n" if text else ""
        span = {"start": len(text), "end": len(text) + len(words)}
        blocks.append(Block(role=role, **span))
        hints.append(Hint(role=role, level=level, **span))
        text += words
    return replace(plain(text), blocks=tuple(blocks), hints=tuple(hints))


def _left(pane: ReaderPane, words: str) -> int:
    assert pane.statement is not None
    at = pane.statement.text.index(words)
    return where(pane, at, at + 1).left()


def test_cells_of_a_table_stand_in_columns_and_the_text_stays(pane: ReaderPane) -> None:
    statement = _formed()
    pane.show_statement(statement)
    assert _left(pane, "Strikers") == _left(pane, "1,204") == _left(pane, "310")
    assert _left(pane, "Held") == _left(pane, "11") > _left(pane, "1,204")
    assert pane.view.toPlainText() == statement.text


def test_cells_too_long_for_columns_are_parted_otherwise(pane: ReaderPane) -> None:
    pane.show_statement(_formed())
    document = pane.view.document()
    rows = {
        document.findBlockByNumber(n).text()[:7]: document.findBlockByNumber(n).blockFormat()
        for n in range(document.blockCount())
    }
    assert rows["Eldra\t3"].intProperty(TABLE_ROW) == 1
    assert len(rows["Eldra\t3"].tabPositions()) == 2
    assert rows["Article"].intProperty(TABLE_ROW) == 2
    assert rows["• Relea"].intProperty(TABLE_ROW) == 0


def test_levels_of_headings_and_lists_are_seen(pane: ReaderPane) -> None:
    pane.show_statement(_formed())
    cursor = pane.view.textCursor()
    sizes = []
    for words in ("The ports", "What was seen"):
        assert pane.statement is not None
        cursor.setPosition(pane.statement.text.index(words) + 1)
        sizes.append(cursor.charFormat().font().pixelSize())
    assert sizes[0] > sizes[1] > pane.text_size - 1
    assert _left(pane, "– And") > _left(pane, "• Release")


def test_pages_are_numbered_where_they_begin(pane: ReaderPane) -> None:
    text = "First words of a page.\n\nMore words, and then the next page begins here.\n\n\nLast."
    at = text.index("the next")
    pages = (
        Page(label="7", start=0),
        Page(label="8", start=at),
        Page(label="9", start=text.index("\n\n\nLast")),
    )
    statement = replace(plain(text), pages=pages)
    pane.show_statement(statement)
    marks = pane.view.scene.pages
    assert [(mark.label, text[mark.position :][:4]) for mark in marks] == [
        ("7", "Firs"),
        ("8", "the "),
        ("9", "Last"),
    ]
    beside = QRect(0, where(pane, at, at + 1).top(), pane.view.scene.page.left - 18, 20)
    with_number = picture(pane).copy(beside)
    pane.show_statement(replace(statement, pages=()))
    without = picture(pane).copy(beside)
    base = QColor(pane._themes.current.base).rgb()

    def inked(image: object) -> bool:
        return any(
            image.pixel(x, y) != base
            for x in range(image.width())
            for y in range(image.height())  # type: ignore[attr-defined]
        )

    assert inked(with_number)
    assert not inked(without)


def test_marks_stay_right_beyond_the_first_plane(pane: ReaderPane) -> None:
    statement = replace(plain("😀😀 one two"), pages=(Page(label="2", start=3),))
    pane.show_statement(statement)
    assert [mark.position for mark in marks_of(statement, pane._offsets)] == [5]


def test_numbered_pages_have_room_for_the_numbers_in_a_narrow_window() -> None:
    assert page_of(420, 600, mirrored=False, numbered=True).lead > page_of(420, 600, mirrored=False).lead


def test_an_original_without_text_says_what_can_be_done(pane: ReaderPane) -> None:
    empty = replace(
        plain(""), source=replace(SOURCE, name="scan.pdf", size=4096), warnings=("text.none",), title="Scan"
    )
    pane.show_statement(empty)
    assert pane.notice.isVisible()
    assert "Tesseract" in pane.notice.said.text()
    assert pane.notice.what.text().startswith("scan.pdf")
    assert pane.view.isHidden() or not pane.view.isVisible()
    assert pane.remarks.isHidden()
    pane.show_statement(sample())
    assert pane.notice.isHidden()
    assert pane.view.isVisible()


def test_remarks_are_a_quiet_line_that_unfolds(pane: ReaderPane) -> None:
    pane.show_statement(sample(warnings=("text.undecodable", "text.partly_analysed")))
    remarks = pane.remarks
    assert remarks.isVisible()
    assert remarks.first.accessibleName().startswith("2 remarks: Some bytes")
    assert not remarks.whole.isVisible()
    remarks.more.click()
    assert remarks.whole.isVisible()
    assert len(remarks.whole.text().splitlines()) == 2
    pane.show_statement(sample())
    assert remarks.isHidden()
