"""Layers lie on their words, in the theme's colours, and lead somewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from db.model import Annotation, AnnotationState, Colour, EntityKind, Mention, ReferenceStatus
from tests.viewer.reader.samples import (
    ARABIC,
    TEXT,
    annotation,
    arabic,
    has_colour,
    mention,
    picture,
    plain,
    ready,
    reference,
    sample,
    span,
    where,
)
from viewer.offsets import Offsets
from viewer.reader.layers import Layer, Piece, layers_of
from viewer.reader.overlay import BAR_DASHES, ENTITY_DASHES
from viewer.reader.pane import ReaderPane
from viewer.theme import DARK, LIGHT, Theme, Themes


def _below(rect: QRect) -> QRect:
    return rect.adjusted(0, rect.height() - 6, 0, 8)


def test_boxes_agree_with_the_caret(pane: ReaderPane) -> None:
    pane.show_statement(sample())
    for words in ("GENEVA", "complaint", "cafe\u0301", "punished", "Convention No. 98", "😀"):
        start, end = span(TEXT, words)
        boxes = pane.view.rects(*pane._units(start, end))
        caret = where(pane, start, end)
        assert len(boxes) == 1
        assert abs(boxes[0].left() - caret.left()) <= 1.5
        assert abs(boxes[0].right() - caret.right()) <= 1.5
        assert caret.top() - 3 <= boxes[0].center().y() <= caret.bottom() + 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_layers_are_painted_on_their_words(pane: ReaderPane, themes: Themes, theme: Theme) -> None:
    hits = [span(TEXT, "freedom of association", nth) for nth in range(2)]
    pane.show_statement(sample(), hits)
    themes.switch("dark" if theme is DARK else "light")
    image = picture(pane)
    assert has_colour(image, where(pane, *hits[0]), theme.hit_current)
    assert has_colour(image, where(pane, *hits[1]), theme.hit)
    assert not has_colour(image, where(pane, *hits[1]), theme.hit_current)
    marked = where(pane, *span(TEXT, "punished for joining"))
    assert has_colour(image, marked, theme.annotation[Colour.VIOLET].fill)
    assert has_colour(image, _below(where(pane, *span(TEXT, "Convention No. 87"))), theme.reference)
    assert has_colour(image, _below(where(pane, *span(TEXT, "GENEVA"))), theme.entity[EntityKind.PLACE])
    empty = where(pane, *span(TEXT, "is a right"))
    for colour in (theme.hit, theme.reference, theme.annotation[Colour.VIOLET].fill):
        assert not has_colour(image, _below(empty).united(empty), colour)


def test_a_bar_stands_beside_a_marked_passage(pane: ReaderPane) -> None:
    pane.show_statement(sample())
    rect = where(pane, *span(TEXT, "protects bargaining"))
    page = pane.view.scene.page
    beside = QRect(QPoint(round(page.bar_x()) - 1, rect.top()), QPoint(page.left - 6, rect.bottom()))
    assert has_colour(picture(pane), beside, LIGHT.annotation[Colour.AMBER].bar)


def test_kinds_are_told_apart_without_colour() -> None:
    assert len(set(ENTITY_DASHES.values())) == len(EntityKind)
    assert len(set(BAR_DASHES.values())) == len(Colour)


def test_text_from_the_right_is_mirrored(qtbot: QtBot, themes: Themes) -> None:
    pane = ready(qtbot, themes, 900, 500)
    pane.show_statement(arabic(), [span(ARABIC, "روريتانيا", 1)])
    page = pane.view.scene.page
    first = where(pane, *span(ARABIC, "قال"))
    assert abs(first.right() - page.right) < 4
    assert page.bar_x() > page.right
    card = pane.margin.card_of("a1")
    assert card is not None
    assert card.isVisible()
    assert card.geometry().right() < page.left
    assert pane.strip.x() < pane.view.x()
    image = picture(pane)
    assert has_colour(image, where(pane, *span(ARABIC, "روريتانيا", 1)), LIGHT.hit_current)
    assert has_colour(
        image, where(pane, *span(ARABIC, "الحرية النقابية")), LIGHT.annotation[Colour.BLUE].fill
    )
    cited = span(ARABIC, "الاتفاقية")
    assert has_colour(image, _below(where(pane, *cited)).adjusted(0, 0, 0, 4), LIGHT.reference)


def test_a_statement_from_the_left_follows_one_from_the_right(pane: ReaderPane) -> None:
    pane.show_statement(arabic())
    pane.show_statement(sample())
    page = pane.view.scene.page
    assert abs(where(pane, *span(TEXT, "GENEVA")).left() - page.left) < 4
    assert pane.strip.x() > pane.view.x()


def test_a_click_on_a_citation_opens_the_work(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    with qtbot.waitSignal(pane.reference_activated) as opened:
        place = where(pane, *span(TEXT, "Convention No. 87")).center()
        qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == ["ilo:C087", "art2"]


def test_an_unsure_citation_opens_nothing_and_offers_its_candidates(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    start = span(TEXT, "a Commission of Inquiry")[0]
    place = where(pane, start, start + 8).center()
    with qtbot.assertNotEmitted(pane.reference_activated):
        qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    menu = next(menu for menu in pane.view.findChildren(QMenu) if menu.isVisible())
    offered = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.text() for action in offered] == [
        "COI/RUR/2001 (ilo:COI/RUR/2001)",
        "COI/RUR/2009 (ilo:COI/RUR/2009)",
    ]
    with qtbot.waitSignal(pane.reference_activated) as opened:
        offered[1].trigger()
    assert opened.args == ["ilo:COI/RUR/2009", ""]
    menu.close()


def test_a_click_on_an_entity_tells_it(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    for words, told in (
        ("GENEVA", ["place", "GENEVA"]),
        ("Free Unions of Ruritania", ["organization", "org:free-unions"]),
    ):
        start, _ = span(TEXT, words)
        place = where(pane, start, start + 4).center()
        with qtbot.waitSignal(pane.entity_activated) as chosen:
            qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert chosen.args == told


def test_a_click_beside_the_words_does_nothing(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    page = pane.view.scene.page
    y = where(pane, *span(TEXT, "Convention No. 98")).center().y()
    with qtbot.assertNotEmitted(pane.reference_activated), qtbot.assertNotEmitted(pane.annotation_activated):
        qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(page.right + 12, y + 60))


def test_tab_steps_through_citations_and_enter_opens(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.show_statement(sample())
    pane.view.setFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(pane.reference_activated) as opened:
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert opened.args == ["ilo:C087", "art2"]
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(pane.reference_activated) as opened:
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert opened.args == ["ilo:C098", ""]
    qtbot.keyClick(pane.view, Qt.Key.Key_Backtab)
    assert pane.view.scene.focused is not None
    assert pane.view.scene.focused.source.status is ReferenceStatus.CANDIDATES
    qtbot.keyClick(pane.view, Qt.Key.Key_Escape)
    assert pane.view.scene.focused is None


def test_what_is_said_under_the_pointer(pane: ReaderPane) -> None:
    hostile = Mention(
        kind=EntityKind.PERSON, id=None, name="<img src=x>", start=0, end=4, text="Skip", role="<b>clown</b>"
    )
    pane.show_statement(sample(entities=(*sample().entities, hostile)))
    pane.set_labels({"ilo:C098": "C098 Right to Organise & Bargain"})

    def said(words: str) -> str:
        return pane.view.describe(pane.view.targets_at(pane._units(*span(TEXT, words))[0]))

    assert "ILO Convention No. 87" in said("Convention No. 87")
    assert "article 2" in said("Convention No. 87")
    assert "C098 Right to Organise &amp; Bargain" in said("Convention No. 98")
    assert "COI/RUR/2009" in said("a Commission of Inquiry")
    assert "Place" in said("GENEVA")
    assert "Reuse this." in said("punished for joining")
    assert "the experts" in said("Nobody")
    assert "<img" not in said("Skip")
    assert "<b>clown" not in said("Skip")
    assert said("is a right") == ""


def test_one_line_under_one_word() -> None:
    statement = plain("The Special Rapporteur cites Convention No. 87 of Geneva.")
    text = statement.text
    layers = layers_of(
        sample(
            text=text,
            blocks=(),
            annotations=(),
            quotations=(),
            entities=(
                mention(text, "Special Rapporteur", EntityKind.ROLE, "mandate:x"),
                mention(text, "Convention No. 87", EntityKind.TREATY),
            ),
            references=(
                reference(text, "Special Rapporteur", "mandate:x"),
                reference(text, "Convention No. 87", "ilo:C087"),
            ),
        ),
        Offsets(text),
    )
    assert [piece.source.text for piece in layers.references.pieces] == ["Convention No. 87"]
    assert [piece.source.text for piece in layers.mentions.pieces] == ["Special Rapporteur"]


def test_pieces_are_found_where_they_lie() -> None:
    layer = Layer([Piece(0, 100, "long"), Piece(10, 12, "short"), Piece(200, 210, "late")])
    assert [piece.source for piece in layer.between(50, 60)] == ["long"]
    assert [piece.source for piece in layer.at(11)] == ["short", "long"]
    assert layer.between(100, 200) == []
    assert [piece.source for piece in layer.between(150, 201)] == ["late"]


def test_an_annotation_without_certain_place_is_not_filled(pane: ReaderPane) -> None:
    unsure: Annotation = annotation(
        TEXT, "is a right", 9, note="n", colour=Colour.BLUE, state=AnnotationState.REVIEW
    )
    pane.show_statement(sample(annotations=(unsure,)))
    rect = where(pane, *span(TEXT, "is a right"))
    assert not has_colour(picture(pane), rect, LIGHT.annotation[Colour.BLUE].fill)
