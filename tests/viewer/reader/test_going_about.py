"""Hits, jumps, sizes, themes, the strip, and long texts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from db.model import BlockRole
from tests.viewer.reader.samples import TEXT, has_colour, picture, plain, sample, select, span, where
from viewer.reader.hits import Hits
from viewer.reader.masthead import meta_text
from viewer.reader.page import page_of
from viewer.reader.pane import SIZES, ReaderPane
from viewer.theme import DARK, Themes

_LONG = "\n\n".join(
    f"Paragraph {number} says that workers 😀 may organise freely." * 3 for number in range(400)
)


def _hits() -> list[tuple[int, int]]:
    return [span(_LONG, f"Paragraph {number} ") for number in (0, 200, 399)]


def test_hits_go_round_in_both_directions(pane: ReaderPane) -> None:
    pane.show_statement(plain(_LONG), _hits())
    seen = [pane.current_hit]
    for _ in range(3):
        pane.next_hit()
        seen.append(pane.current_hit)
        first, last = pane._units(*_hits()[pane.current_hit])
        assert pane.view.is_in_sight(first, last)
    pane.previous_hit()
    assert [*seen, pane.current_hit] == [0, 1, 2, 0, 2]
    assert pane.header.hits.text() == "3 / 3 hits"


def test_without_hits_nothing_moves(pane: ReaderPane) -> None:
    pane.show_statement(plain(_LONG))
    pane.next_hit()
    assert (pane.view.scrolled, pane.current_hit) == (0, -1)
    assert not pane.header.hits.isVisible()


def test_the_first_step_begins_where_one_reads() -> None:
    spans = [(10, 12), (50, 52), (90, 92)]
    hits = Hits(spans)
    assert hits.step(1, reading=40) == (50, 52)
    hits = Hits(spans)
    assert hits.step(-1, reading=40) == (10, 12)
    assert Hits(spans).step(-1, reading=0) == (90, 92)


def test_a_statement_opens_at_its_first_hit(pane: ReaderPane) -> None:
    hits = _hits()[1:]
    pane.show_statement(plain(_LONG), hits)
    assert pane.view.is_in_sight(*pane._units(*hits[0]))
    assert pane.header.hits.text() == "1 / 2 hits"


def test_a_statement_opens_at_a_passage_and_glows_there(pane: ReaderPane) -> None:
    place = span(_LONG, "Paragraph 300 ")
    pane.show_statement(plain(_LONG), _hits(), place)
    rect = where(pane, *place)
    assert 0.2 * pane.view.viewport().height() < rect.center().y() < 0.6 * pane.view.viewport().height()
    assert pane.view.scene.flash is not None
    assert pane.view.scene.flash[:2] == pane._units(*place)


def test_a_passage_that_is_a_hit_is_the_current_one(pane: ReaderPane) -> None:
    pane.show_statement(plain(_LONG), _hits(), _hits()[1])
    assert pane.current_hit == 1


def test_a_new_statement_begins_at_its_top(pane: ReaderPane) -> None:
    pane.show_statement(plain(_LONG), at=span(_LONG, "Paragraph 399 "))
    pane.show_statement(plain(_LONG + "!"))
    assert pane.view.scrolled == 0


def test_f3_and_the_header_step_too(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(plain(_LONG), _hits())
    qtbot.keyClick(pane.view, Qt.Key.Key_F3)
    assert pane.current_hit == 1
    qtbot.mouseClick(pane.header.previous, Qt.MouseButton.LeftButton)
    assert pane.current_hit == 0


def test_mentions_are_lit_up_until_escape(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(plain(_LONG))
    place = span(_LONG, "Paragraph 250 ")
    pane.highlight_mentions([place])
    assert pane.view.is_in_sight(*pane._units(*place))
    assert has_colour(picture(pane), where(pane, *place), pane._themes.current.accent_soft)
    qtbot.keyClick(pane.view, Qt.Key.Key_Escape)
    assert not has_colour(picture(pane), where(pane, *place), pane._themes.current.accent_soft)


def test_history_is_asked_for_where_there_is_one(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.set_history(True, False)
    with qtbot.waitSignal(pane.back_requested):
        qtbot.mouseClick(pane.header.back, Qt.MouseButton.LeftButton)
    assert not pane.header.forward.isEnabled()


@pytest.mark.parametrize("larger", [True, False])
def test_another_size_keeps_the_place_and_the_selection(pane: ReaderPane, larger: bool) -> None:
    place = span(_LONG, "Paragraph 200 ")
    pane.show_statement(plain(_LONG), at=place)
    select(pane, *place)
    top = pane.view.top_position()
    before = where(pane, *place).height()
    (pane.larger_text if larger else pane.smaller_text)()
    assert (where(pane, *place).height() > before) is larger
    assert pane.selection() == place
    assert abs(pane.view.top_position() - top) < 200


def test_sizes_end_somewhere(pane: ReaderPane) -> None:
    for _ in range(20):
        pane.larger_text()
    assert pane.text_size == SIZES[-1]
    for _ in range(20):
        pane.smaller_text()
    assert pane.text_size == SIZES[0]


def test_another_width_keeps_the_place(pane: ReaderPane) -> None:
    pane.show_statement(plain(_LONG), at=span(_LONG, "Paragraph 200 "))
    top = pane.view.top_position()
    pane.resize(520, 640)
    assert abs(pane.view.top_position() - top) < 100


def test_another_theme_is_put_on_at_once(pane: ReaderPane, themes: Themes) -> None:
    pane.show_statement(sample())
    pane.view.verticalScrollBar().setValue(20)
    themes.switch("dark")
    image = picture(pane)
    assert image.pixelColor(image.width() - 4, image.height() - 4).name() == DARK.base
    assert has_colour(image, where(pane, *span(TEXT, "repeated that")), DARK.text)
    contact = pane.view.document().findBlock(pane._units(*span(TEXT, "For media"))[0])
    assert contact.begin().fragment().charFormat().foreground().color().name() == DARK.dimmed


def test_the_strip_leads_to_its_marks(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(plain(_LONG), _hits())
    unit = pane._units(*_hits()[2])[0]
    y = round(pane.strip.y_of(unit))
    assert pane.strip.position_of(y + 2) == unit
    qtbot.mouseClick(pane.strip, Qt.MouseButton.LeftButton, pos=QPoint(5, y))
    assert pane.view.is_in_sight(*pane._units(*_hits()[2]))
    image = pane.strip.grab().toImage()
    assert image.pixelColor(4, y) != image.pixelColor(4, y // 2 + 40)


def test_the_facts_stand_under_the_title(pane: ReaderPane) -> None:
    statement = sample()
    assert meta_text(statement) == "Press release  ·  Special Procedures  ·  4 March 2031  ·  Geneva"
    assert meta_text(sample(issuer=None, date=None, place=None)) == "Press release"
    pane.show_statement(statement)
    title = where(pane, *span(TEXT, "offices"))
    below = where(pane, *span(TEXT, "GENEVA"))
    assert below.top() - title.bottom() >= 20  # room for the line


def test_a_title_that_the_text_has_not_stands_above_it(pane: ReaderPane) -> None:
    pane.show_statement(plain("Only this."))
    assert where(pane, 0, 4).top() > 60
    with_title = sample()
    assert any(block.role is BlockRole.TITLE for block in with_title.blocks)
    pane.show_statement(with_title)
    assert where(pane, 0, 4).top() < 40


def test_nothing_open_says_what_to_do_and_does_nothing(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample(), [span(TEXT, "Skip")])
    pane.clear()
    assert (pane.statement, pane.selection(), pane.current_hit) == (None, None, -1)
    pane.next_hit()
    pane.jump_to(3, 9)
    pane.larger_text()
    assert pane.view.toPlainText() == ""
    assert picture(pane).width() > 0


def test_long_text_opens_anywhere(pane: ReaderPane) -> None:
    paragraph = "The workers of Ruritania 😀 may organise, said the experts, and bargain together. " * 8
    text = "\n\n".join([paragraph] * (2_000_000 // len(paragraph)))
    last = len(text) - len(paragraph)
    end = (last, last + 11)
    pane.show_statement(plain(text), [(0, 11), end])
    assert pane.current_hit == 0
    pane.jump_to(*end)
    assert pane.view.is_in_sight(*pane._units(*end))
    assert where(pane, *end).width() > 40
    assert pane.selection() is None


def test_the_width_is_shared_out() -> None:
    wide = page_of(1400, 600, mirrored=False)
    assert wide.column == 600
    assert wide.note_x(wide.notes) + wide.notes < 1400
    narrow = page_of(420, 600, mirrored=False)
    assert narrow.notes == 0
    assert narrow.right + 30 <= 420
    mirrored = page_of(900, 500, mirrored=True)
    plain_page = page_of(900, 500, mirrored=False)
    assert mirrored.left == 900 - plain_page.right
    assert mirrored.note_x(100) == 900 - plain_page.note_x(100) - 100
    assert page_of(40, 600, mirrored=False).column == 60


def test_readers_of_the_screen_are_told_what_is_there(pane: ReaderPane) -> None:
    pane.show_statement(sample())
    assert pane.view.accessibleName() == "Statement text"
    assert "Ruritania" in pane.view.accessibleDescription()
    assert pane.header.next.accessibleName() == "Next hit (F3)"
    assert "3 annotations" in pane.strip.accessibleDescription()
