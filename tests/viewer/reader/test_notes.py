"""Notes beside the text."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.model import Annotation, StatementId
from tests.viewer.reader.samples import TEXT, annotation, plain, ready, sample, select, span, where
from viewer.reader.note_card import NoteCard, tags_of
from viewer.reader.pane import ReaderPane
from viewer.theme import Themes

_CTRL = Qt.KeyboardModifier.ControlModifier


def _card(pane: ReaderPane, annotation_id: str) -> NoteCard:
    card = pane.margin.card_of(annotation_id)
    assert card is not None
    return card


def test_a_note_stands_beside_its_passage(pane: ReaderPane) -> None:
    pane.show_statement(sample())
    card = _card(pane, "a1")
    words = where(pane, *span(TEXT, "punished for joining"))
    assert card.isVisible()
    assert card.geometry().left() > pane.view.scene.page.right
    assert abs(card.geometry().top() - words.top()) < 16
    assert "Reuse this." in card.accessibleName()
    assert pane.margin.card_of("a3") is None  # marked without a word: the bar is enough


def test_notes_never_lie_over_each_other(pane: ReaderPane) -> None:
    words = ("Nobody", "may", "be", "punished", "for", "joining")
    notes = tuple(
        annotation(TEXT, word, number, note="A note of a certain length, to take two lines or three. " * 2)
        for number, word in enumerate(words)
    )
    pane.show_statement(sample(annotations=notes))
    pane.view.verticalScrollBar().setValue(pane.view.verticalScrollBar().maximum())
    cards = [_card(pane, note.id) for note in notes if pane.margin.card_of(note.id)]
    assert len(cards) == len(words)
    for one, other in combinations(cards, 2):
        assert not one.geometry().intersects(other.geometry())


def test_notes_move_with_the_page(pane: ReaderPane) -> None:
    pane.resize(900, 300)
    pane.show_statement(sample())
    card, before = _card(pane, "a1"), _card(pane, "a1").y()
    pane.view.verticalScrollBar().setValue(70)
    assert card.y() == before - 70


def test_a_note_is_changed_in_place(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    card = _card(pane, "a1")
    with qtbot.waitSignal(pane.annotation_activated) as chosen:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert chosen.args == ["a1"]
    assert card.editor is not None
    assert card.height() >= card.editor.height() > 100
    card.editor.note.setPlainText("Another note")
    card.editor.tags.setText("#inquiry, press inquiry")
    with qtbot.waitSignal(pane.note_changed) as changed:
        qtbot.keyClick(card.editor.note, Qt.Key.Key_Return, _CTRL)
    assert changed.args == ["a1", "Another note", ["inquiry", "press"]]
    assert not card.is_editing


def test_escape_gives_up(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    card = _card(pane, "a1")
    card.begin()
    assert card.editor is not None
    card.editor.note.setPlainText("Never mind")
    with qtbot.assertNotEmitted(pane.note_changed):
        qtbot.keyClick(card.editor.note, Qt.Key.Key_Escape)
    assert not card.is_editing


def test_saving_what_did_not_change_tells_nothing(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    card = _card(pane, "a1")
    card.begin()
    with qtbot.assertNotEmitted(pane.note_changed):
        card.finish()


def test_turning_to_another_statement_keeps_what_was_typed(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    card = _card(pane, "a1")
    card.begin()
    assert card.editor is not None
    card.editor.note.setPlainText("Half a thought")
    with qtbot.waitSignal(pane.note_changed) as changed:
        pane.show_statement(plain("Something else."))
    assert changed.args == ["a1", "Half a thought", ["quote"]]


def test_colour_and_removal_are_asked_for(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    card = _card(pane, "a1")
    card.begin()
    assert card.editor is not None
    with qtbot.waitSignal(pane.colour_changed) as coloured:
        card.editor.colour_chosen.emit("green")
    assert coloured.args == ["a1", "green"]
    with qtbot.waitSignal(pane.remove_requested) as removed:
        card.editor.remove_asked.emit()
    assert removed.args == ["a1"]


def test_a_note_that_was_asked_for_opens_for_writing(pane: ReaderPane) -> None:
    pane.show_statement(sample())
    start, end = span(TEXT, "urged the Government")
    select(pane, start, end)
    pane.request_annotation(note=True)
    made: Annotation = annotation(TEXT, "urged the Government", 7)
    pane.set_annotations((*sample().annotations, made))
    assert _card(pane, "a7").is_editing
    pane.set_annotations(())
    assert pane.margin.card_of("a7") is None


def test_a_change_elsewhere_does_not_disturb_writing(pane: ReaderPane) -> None:
    pane.show_statement(sample())
    card = _card(pane, "a1")
    card.begin()
    assert card.editor is not None
    card.editor.note.setPlainText("in the middle of")
    pane.set_annotations(sample().annotations[:2])
    assert _card(pane, "a1").editor is card.editor
    assert card.editor.note.toPlainText() == "in the middle of"


def test_a_click_on_a_marked_passage_opens_its_empty_note(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    place = where(pane, *span(TEXT, "protects bargaining")).center()
    with qtbot.waitSignal(pane.annotation_activated) as chosen:
        qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["a3"]
    assert _card(pane, "a3").isVisible()


def test_without_room_notes_fold_into_markers(qtbot: QtBot, themes: Themes) -> None:
    pane = ready(qtbot, themes, 480, 640)
    pane.show_statement(sample())
    marker = pane.margin.marker_of("a1")
    assert marker is not None
    assert marker.isVisible()
    assert "Reuse this." in marker.toolTip()
    assert pane.margin.card_of("a1") is None
    qtbot.mouseClick(marker, Qt.MouseButton.LeftButton)
    card = _card(pane, "a1")
    assert card.isVisible()
    assert pane.view.viewport().rect().contains(card.geometry())
    assert not card.geometry().intersects(where(pane, *span(TEXT, "punished for joining")))
    qtbot.keyClick(pane.view, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_folding_and_unfolding_with_the_width(pane: ReaderPane) -> None:
    pane.show_statement(sample())
    pane.resize(480, 640)
    marker = pane.margin.marker_of("a1")
    assert marker is not None
    assert marker.isVisible()
    assert not _card(pane, "a1").isVisible()
    pane.resize(900, 640)
    assert _card(pane, "a1").isVisible()
    assert not marker.isVisible()


def test_annotations_of_another_statement_are_passed_over(pane: ReaderPane) -> None:
    pane.show_statement(sample())
    late = annotation(TEXT, "recalled", 8, note="Late", statement=StatementId("other"))
    pane.set_annotations((*sample().annotations, late))
    assert pane.margin.card_of("a8") is None
    assert len(pane.view.scene.layers.annotations) == 3


def test_tags_as_they_are_typed() -> None:
    assert tags_of(" #inquiry, press،نقابة  inquiry ") == ["inquiry", "press", "نقابة"]
    assert tags_of(" , ") == []
