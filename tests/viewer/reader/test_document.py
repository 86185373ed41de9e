"""The page holds the text, character for character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.model import Block, BlockRole
from tests.viewer.reader.samples import TEXT, plain, sample, select, span
from viewer.reader.document import build
from viewer.reader.pane import ReaderPane
from viewer.reader.shown import shown_text
from viewer.theme import LIGHT

_STRANGE = "a\u2029b\x00c\x0cd\ufdd0e\ufffcf\x85g\u2028h\u00a0i\ud800j😀k\tl"


@given(st.text(max_size=200))
def test_what_is_shown_is_as_long_as_the_text(text: str) -> None:
    blocks = (Block(role=BlockRole.PARAGRAPH, start=0, end=len(text)),)
    shown = shown_text(text, blocks)
    assert len(shown) == len(text)
    assert [ord(char) > 0xFFFF for char in shown] == [ord(char) > 0xFFFF for char in text]


def test_a_paragraph_wrapped_by_a_machine_flows_and_a_list_keeps_its_lines() -> None:
    line = "x" * 60
    text = f"{line}\n{line}\nend\n\n• one\n• two"
    second = text.index("•")
    blocks = (
        Block(role=BlockRole.PARAGRAPH, start=0, end=second - 2),
        Block(role=BlockRole.LIST, start=second, end=len(text)),
    )
    assert shown_text(text, blocks) == f"{line} {line} end\n\n• one\n• two"


def test_short_lines_and_ideographs_are_joined_as_their_writers_meant() -> None:
    address = "The Office\nGeneva"
    assert shown_text(address, (Block(role=BlockRole.PARAGRAPH, start=0, end=len(address)),)) == address
    chinese = "专" * 45 + "\n" + "家" * 5
    shown = shown_text(chinese, (Block(role=BlockRole.PARAGRAPH, start=0, end=len(chinese)),))
    assert shown == "专" * 45 + "\u200b" + "家" * 5


@pytest.mark.parametrize("text", [TEXT, _STRANGE, "", "\n\n", "one line"])
def test_positions_on_the_page_are_positions_in_the_text(qtbot: QtBot, text: str) -> None:
    statement = sample() if text == TEXT else plain(text)
    parent = ReaderPane.staticMetaObject and QApplication.instance()
    document = build(statement, LIGHT, 16, parent)
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert document.characterCount() - 1 == units
    assert document.toRawText().replace("\u2029", "\n")[:4] == shown_text(text, statement.blocks)[:4]


def test_copying_gives_the_true_words(pane: ReaderPane) -> None:
    pane.show_statement(sample())
    start = span(TEXT, "must respect")[0] - 1  # the space before it may not be broken
    end = span(TEXT, "cafe\u0301")[1]
    select(pane, start, end)
    pane.view.copy()
    assert QApplication.clipboard().text() == TEXT[start:end]


def test_strange_characters_are_copied_as_they_are(pane: ReaderPane) -> None:
    text = "a\x0cb\ufdd0c\u2029d"
    pane.show_statement(plain(text))
    select(pane, 0, len(text))
    mime = pane.view.createMimeDataFromSelection()
    assert mime.text() == text
    assert not mime.hasHtml()


def test_nothing_is_loaded_for_a_document(pane: ReaderPane) -> None:
    assert pane.view.loadResource(2, "file:///etc/hostname") is None
    pane.show_statement(plain('<img src="file:///etc/hostname"><b>not bold</b>'))
    assert pane.view.toPlainText().startswith("<img")
