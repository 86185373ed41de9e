"""A researcher's day: the real window over the real core, from the empty archive to the exported excerpt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from db import Archive
from tests.helpers.texts import LETTER, RELEASE
from viewer.core import Core
from viewer.main_window import MainWindow
from viewer.preferences import preferences
from viewer.theme import Themes

LONG = 30_000
QUOTE = "having taken the minutes of a meeting"


class Day:
    """One start of the program on one archive."""

    def __init__(self, qtbot: QtBot, archive: Path | None, settings: Path) -> None:
        self.qtbot = qtbot
        self.core = Core(archive)
        themes = Themes()
        themes.switch("light")
        self.window = MainWindow(self.core, themes, preferences(settings))
        qtbot.addWidget(self.window)
        with qtbot.waitSignal(self.core.opened, timeout=LONG):
            self.core.start()
        self.window.show()

    def drop(self, *paths: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        event = QDropEvent(
            QPointF(QPoint(200, 200)),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self.window.dropEvent(event)

    def read(self, title: str) -> None:
        self.qtbot.waitUntil(lambda: self.shown_title().startswith(title), timeout=LONG)

    def shown_title(self) -> str:
        statement = self.window.shell.reader.statement
        return statement.title if statement is not None else ""

    def end(self) -> None:
        self.window.close()
        self.core.close()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "release.txt").write_text(RELEASE, encoding="utf-8")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    Archive.create(tmp_path / "day.muniment").close()
    return tmp_path / "day.muniment"


def test_from_the_empty_archive_to_a_note_that_is_still_there_tomorrow(
    qtbot: QtBot, archive: Path, files: Path, tmp_path: Path
) -> None:
    day = Day(qtbot, archive, tmp_path / "config")
    window = day.window
    assert window.shell.start.empty.isVisible()

    day.drop(files)
    qtbot.waitUntil(
        lambda: window.archive.info is not None and window.archive.info.statements == 2, timeout=LONG
    )
    qtbot.waitUntil(lambda: not window.shell.start.empty.isVisible(), timeout=LONG)

    with qtbot.waitSignal(window.searched, timeout=LONG):
        qtbot.keyClicks(window.shell.search.box, '"minutes of a meeting"')
    qtbot.keyClick(window.shell.search.box, Qt.Key.Key_Return)
    day.read("Norvania")

    start = RELEASE.index(QUOTE)
    reader = window.shell.reader
    reader.annotate_requested.emit(start, start + len(QUOTE), "green", False)
    stack = window.annotating.marking.stack
    qtbot.waitUntil(stack.canUndo, timeout=LONG)
    assert _annotations(archive) == [QUOTE]
    stack.undo()
    qtbot.waitUntil(lambda: _annotations(archive) == [], timeout=LONG)
    qtbot.waitUntil(stack.canRedo, timeout=LONG)
    stack.redo()
    qtbot.waitUntil(lambda: _annotations(archive) == [QUOTE], timeout=LONG)
    day.end()

    tomorrow = Day(qtbot, archive, tmp_path / "config")
    with qtbot.waitSignal(tomorrow.window.searched, timeout=LONG):
        tomorrow.window.searching.ask("minutes")
    qtbot.keyClick(tomorrow.window.shell.search.box, Qt.Key.Key_Return)
    tomorrow.read("Norvania")
    statement = tomorrow.window.shell.reader.statement
    assert statement is not None
    assert [annotation.quote for annotation in statement.annotations] == [QUOTE]
    tomorrow.end()


def _annotations(archive: Path) -> list[str]:
    """What another program sees: it may read while the window has the archive."""
    with Archive.open(archive) as other:
        return [annotation.quote for annotation in other.annotations()]


def test_from_the_instrument_to_the_passage_that_cites_it(
    qtbot: QtBot, archive: Path, files: Path, tmp_path: Path
) -> None:
    with Archive.open(archive) as before:
        before.import_paths([files])
    day = Day(qtbot, archive, tmp_path / "config")
    with qtbot.waitSignal(day.window.searched, timeout=LONG):
        day.window.searching.ask("minutes")
    qtbot.keyClick(day.window.shell.search.box, Qt.Key.Key_Return)
    day.read("Norvania")
    with qtbot.waitSignal(day.window.citing.cited, timeout=LONG) as cited:
        day.window.shell.reader.reference_activated.emit("ilo:C087", "")
    citing = cited.args[0]
    assert citing.document.title.startswith("Freedom of Association")
    passage = next(passage for passage in citing.passages if "Eldra" in passage.title)
    day.window.shell.side.references.statement_requested.emit(passage.id, passage.start, passage.end)
    day.read("Open letter")
    with qtbot.waitSignal(day.window.reading.opened, timeout=LONG):
        day.window.shell.reader.back_requested.emit()
    day.read("Norvania")
    day.end()


@pytest.fixture
def screen() -> Iterator[str]:
    """A screen of its own (Xvfb), where that and xdotool are installed."""
    for program in ("Xvfb", "xdotool"):
        if shutil.which(program) is None:
            pytest.skip(f"needs {program}, which is not installed")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    yield display
    server.terminate()
    server.wait()


def test_the_program_opens_on_a_screen_and_leaves_in_good_order(screen: str, archive: Path) -> None:
    environment = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    program = subprocess.Popen(
        [sys.executable, "-m", "viewer", "--archive", str(archive)], env=environment, stderr=subprocess.PIPE
    )
    found = subprocess.run(
        ["timeout", "60", "xdotool", "search", "--sync", "--onlyvisible", "--name", "Muniment"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    window = found.stdout.split()[0]
    deadline = time.monotonic() + 60
    while program.poll() is None and time.monotonic() < deadline:
        # without a window manager the first keys may come before the window takes any
        subprocess.run(["xdotool", "windowfocus", window], env=environment, check=False, capture_output=True)
        subprocess.run(["xdotool", "key", "ctrl+q"], env=environment, check=False)
        try:
            program.wait(timeout=1)
        except subprocess.TimeoutExpired:
            continue
    assert program.stderr is not None
    errors = program.stderr.read().decode()
    program.stderr.close()
    assert program.returncode == 0, errors
    assert "Traceback" not in errors
