"""The composition root of the window: puts application, core and window together and runs them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from viewer.core import Core
from viewer.main_window import MainWindow
from viewer.preferences import preferences
from viewer.snapshot import Snapshot
from viewer.theme import ThemeName, Themes

SIZE_OF_PICTURE = (1680, 1050)
_DRAWN, _NOT_DRAWN = 0, 1


def open_window(
    archive: Path | None,
    screenshot: Path | None,
    *,
    theme: ThemeName | None = None,
    query: str = "",
    statement: str | None = None,
    size: tuple[int, int] | None = None,
) -> int:
    """Opens the window and runs until it is closed; gives the exit status.

    Args:
        archive: the folder of the archive; None is the user's own.
        screenshot: a PNG file to draw the window into instead, without a screen.
        theme: ``light``, ``dark`` or ``system``; None is what was chosen last.
        query: what is searched for at first. statement: the statement that is opened at first.
        size: width and height of the window in pixels.
    """
    if screenshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    _introduce(app)
    with TemporaryDirectory() as nowhere:
        # a picture neither shows nor changes what the window remembers
        settings = preferences(Path(nowhere) if screenshot is not None else None)
        return _run(
            app, settings, archive, screenshot, theme=theme, query=query, statement=statement, size=size
        )


def _run(
    app: QApplication,
    settings: QSettings,
    archive: Path | None,
    screenshot: Path | None,
    *,
    theme: ThemeName | None,
    query: str,
    statement: str | None,
    size: tuple[int, int] | None,
) -> int:
    remembered = str(settings.value("theme", "system"))
    themes = Themes()
    themes.switch(theme or _theme_of(remembered))
    core = Core(archive)
    core.start()
    window = MainWindow(core, themes, settings)
    window.errors.watch()
    if screenshot is not None:
        window.resize(*(size or SIZE_OF_PICTURE))
    elif size is not None:
        window.resize(*size)
    _begin(window, query, statement)
    app.aboutToQuit.connect(core.close)
    window.show()
    if screenshot is not None:
        snapshot = Snapshot(window, core, screenshot)
        snapshot.done.connect(lambda drawn: app.exit(_DRAWN if drawn else _NOT_DRAWN))
    status = app.exec()
    core.close()
    return status


def _introduce(app: QApplication) -> None:
    app.setApplicationName("muniment")
    app.setApplicationDisplayName("Muniment")
    app.setDesktopFileName("muniment")


def _theme_of(name: str) -> ThemeName:
    return name if name in get_args(ThemeName) else "system"  # type: ignore[return-value]  # checked


def _begin(window: MainWindow, query: str, statement: str | None) -> None:
    """What is shown at first, as soon as the archive is open."""
    once = Qt.ConnectionType.SingleShotConnection
    if query:
        window.archive.opened.connect(lambda *_: window.searching.ask(query), once)
    if statement:
        window.archive.opened.connect(lambda *_: window.reading.open(statement), once)
