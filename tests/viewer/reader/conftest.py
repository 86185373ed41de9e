"""A real reader on an invented statement."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from tests.viewer.reader.samples import ready
from viewer.reader.pane import ReaderPane
from viewer.theme import Themes


@pytest.fixture
def themes(qtbot: QtBot) -> Themes:
    # what earlier tests left to be deleted goes now: the style sheet would be worked out for it too
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made = Themes()
    made.switch("light")
    return made


@pytest.fixture
def pane(qtbot: QtBot, themes: Themes) -> ReaderPane:
    return ready(qtbot, themes, 900, 640)
