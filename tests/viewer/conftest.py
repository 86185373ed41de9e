"""The window's tests run without a screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest  # Qt looks at the platform when it is imported
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from tests.helpers.fake_core import FakeCore
from viewer.main_window import MainWindow
from viewer.preferences import preferences
from viewer.theme import Themes


@pytest.fixture
def core(qapp: QApplication) -> FakeCore:
    return FakeCore()


@pytest.fixture
def themes(qapp: QApplication) -> Themes:
    # what earlier tests left to be deleted goes now: the style sheet would be worked out for it too
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    themes = Themes()
    themes.switch("light")
    return themes


@pytest.fixture
def window(qtbot, core: FakeCore, themes: Themes, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(core, themes, preferences(tmp_path))
    qtbot.addWidget(window)
    window.resize(1400, 900)
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(window.searched, timeout=5000):
        core.start()
    yield window
    QApplication.instance().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
