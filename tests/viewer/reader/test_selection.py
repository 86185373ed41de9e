"""What a person selects, and what is offered for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.viewer.reader.samples import TEXT, plain, sample, select, span, where
from viewer.reader.pane import ReaderPane


def _in_pane(pane: ReaderPane, rect: QRect) -> QRect:
    return rect.translated(pane.view.viewport().mapTo(pane, QPoint(0, 0)))


def test_a_selection_is_told_in_code_points(pane: ReaderPane) -> None:
    pane.show_statement(sample())
    assert pane.selection() is None
    start, end = span(TEXT, "recalled")  # behind two characters that are two units each
    select(pane, start, end)
    assert pane.selection() == (start, end)
    assert pane.view.textCursor().selectedText() == "recalled"


def test_a_double_click_selects_the_word(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    start, end = span(TEXT, "recalled")
    qtbot.mouseDClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=where(pane, start, end).center())
    assert pane.selection() == (start, end)


def test_the_keyboard_selects_and_never_rests_in_hidden_lines(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    start = span(TEXT, "content")[0]
    select(pane, start, start)
    pane.view.setFocus()
    for _ in range(9):
        qtbot.keyClick(pane.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert pane.view.textCursor().block().isVisible()
    chosen = pane.selection()
    assert chosen is not None
    assert TEXT[slice(*chosen)] == "content\n\nR"


@pytest.mark.parametrize(
    ("key", "colour", "noted"),
    [
        (Qt.Key.Key_1, "amber", False),
        (Qt.Key.Key_2, "green", False),
        (Qt.Key.Key_3, "blue", False),
        (Qt.Key.Key_4, "violet", False),
        (Qt.Key.Key_N, "amber", True),
        (Qt.Key.Key_T, "amber", True),
    ],
)
def test_keys_ask_for_an_annotation(
    qtbot: QtBot, pane: ReaderPane, key: Qt.Key, colour: str, noted: bool
) -> None:
    pane.show_statement(sample())
    start, end = span(TEXT, "urged the Government")
    select(pane, start, end)
    with qtbot.waitSignal(pane.annotate_requested) as asked:
        qtbot.keyClick(pane.view, key)
    assert asked.args == [start, end, colour, noted]
    assert pane.selection() is None
    assert not pane.popup.isVisible()


def test_without_a_selection_the_keys_ask_for_nothing(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    with qtbot.assertNotEmitted(pane.annotate_requested):
        qtbot.keyClick(pane.view, Qt.Key.Key_N)


def test_copy_with_citation_is_asked_for(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    start, end = span(TEXT, "union,”")
    select(pane, start, end)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(pane.copy_citation_requested) as asked:
        qtbot.keyClick(pane.view, Qt.Key.Key_C, both)
    assert asked.args == [start, end]


@pytest.mark.parametrize("words", ["Skip to", "recalled", "For media inquiries please write to the office."])
def test_the_popup_is_beside_the_words_never_on_them(pane: ReaderPane, words: str) -> None:
    pane.show_statement(sample())
    start, end = span(TEXT, words)
    select(pane, start, end)
    assert pane.popup.isVisible()
    assert not pane.popup.geometry().intersects(_in_pane(pane, where(pane, start, end)))
    assert pane.rect().contains(pane.popup.geometry())


def test_the_popup_is_not_on_the_words_even_if_they_fill_the_window(pane: ReaderPane) -> None:
    pane.show_statement(plain("All of it is selected. " * 400))
    pane.view.selectAll()
    pane.view.verticalScrollBar().setValue(300)
    assert pane.popup.isVisible()
    assert not pane.popup.geometry().intersects(_in_pane(pane, pane.view.viewport().rect()))


def test_the_popup_goes_on_escape_and_on_copy(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    for key, modifier in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
    ):
        select(pane, *span(TEXT, "recalled"))
        assert pane.popup.isVisible()
        qtbot.keyClick(pane.view, key, modifier)
        assert not pane.popup.isVisible()
        assert pane.selection() == span(TEXT, "recalled")
        select(pane, 0, 0)


def test_the_popup_can_be_switched_off(pane: ReaderPane) -> None:
    pane.show_statement(sample())
    pane.header.popup_action.setChecked(False)
    select(pane, *span(TEXT, "recalled"))
    assert not pane.popup.isVisible()


def test_the_popup_waits_until_the_mouse_is_let_go(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    viewport = pane.view.viewport()
    words = where(pane, *span(TEXT, "recalled"))
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(words.left(), words.center().y()))
    QTest.mouseMove(viewport, QPoint(words.right() + 1, words.center().y()))
    select(pane, *span(TEXT, "recalled"))
    assert not pane.popup.isVisible()
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(words.right() + 1, words.center().y()))
    assert pane.view.textCursor().hasSelection() == pane.popup.isVisible()


def test_buttons_of_the_popup_ask_too(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    start, end = span(TEXT, "recalled")
    select(pane, start, end)
    with qtbot.waitSignal(pane.annotate_requested) as asked:
        pane.popup.command.emit("blue")
    assert asked.args == [start, end, "blue", False]
