"""How soon the window answers during an import: ``python -m tests.benchmarks.window_during_import [STATEMENTS]``.

The real window, offscreen, over the real core, that imports so many statements (5,000 without) of the JSON Lines
corpus, or invented ones where it is absent. A statement is open and is scrolled, words are typed into the search
and runs of it come back. Printed are median, 95th and 99th percentile and the most, in milliseconds, of: how late a
timer of 5 ms was (the event loop was held up), how long a key typed and a turn of the wheel took until painted;
before the import, and during it.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db import Archive
from tests.helpers.texts import LETTER, RELEASE
from viewer.core import Core
from viewer.main_window import MainWindow
from viewer.preferences import preferences
from viewer.theme import Themes

if TYPE_CHECKING:
    from db.model import ImportReport

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "statements-50k.jsonl.gz"
TARGET_MS = 35
_TICK_MS = 5
_ACTION_MS = 150
_CALM_MS = 5_000
_TYPED = "workers union "


class Stopwatch(QObject):
    """Measures how late a timer comes, and how long keys and turns of the wheel take."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._turn = 0
        self.late: list[float] = []
        self.keys: list[float] = []
        self.wheel: list[float] = []
        self._last = time.perf_counter()
        self._ticks = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._ticks.timeout.connect(self._tick)
        self._actions = QTimer(self, interval=_ACTION_MS)
        self._actions.timeout.connect(self._act)

    def start(self) -> None:
        """Begins anew, with nothing measured."""
        for figures in (self.late, self.keys, self.wheel):
            figures.clear()
        self._last = time.perf_counter()
        self._ticks.start()
        self._actions.start()

    def stop(self) -> None:
        self._ticks.stop()
        self._actions.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - _TICK_MS))
        self._last = now

    def _act(self) -> None:
        self._turn += 1
        if self._turn % 2:
            self.wheel.append(_took(self._scroll))
        else:
            self.keys.append(_took(self._type))

    def _type(self) -> None:
        box = self._window.shell.search.box
        position = self._turn // 2 % len(_TYPED)
        if not position:
            box.clear()
        QTest.keyClicks(box, _TYPED[position])
        box.repaint()

    def _scroll(self) -> None:
        view = self._window.shell.reader.view.viewport()
        step = QPoint(0, -120 if self._turn // 20 % 2 else 120)
        _turn_wheel(view, step)
        view.repaint()


def _turn_wheel(view: QWidget, step: QPoint) -> None:
    middle = QPointF(view.rect().center())
    event = QWheelEvent(
        middle,
        view.mapToGlobal(middle),
        QPoint(),
        step,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def _took(action: object) -> float:
    began = time.perf_counter()
    assert callable(action)
    action()
    return (time.perf_counter() - began) * 1000


def _rows(count: int, path: Path) -> None:
    """The first rows of the corpus, or as many invented ones."""
    with gzip.open(path, "wb") as out:
        if CORPUS.exists():
            with gzip.open(CORPUS, "rb") as lines:
                for _, line in zip(range(count), lines, strict=False):
                    out.write(line)
            return
        for number in range(count):
            text = f"Number {number}.\n\n{RELEASE}\n\n{LETTER}"
            out.write(json.dumps({"id": str(number), "text": text}).encode() + b"\n")


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _print(what: str, figures: list[float]) -> None:
    cuts = statistics.quantiles(figures, n=100, method="inclusive")
    over = sum(figure > TARGET_MS for figure in figures)
    print(
        f"  {what:16} median {statistics.median(figures):5.1f}  p95 {cuts[94]:5.1f}  p99 {cuts[98]:5.1f}  "
        f"max {max(figures):6.1f} ms  ({over} of {len(figures)} over {TARGET_MS})"
    )


def _tell(title: str, watch: Stopwatch) -> None:
    print(title)
    _print("timer late by", watch.late)
    _print("key", watch.keys)
    _print("wheel", watch.wheel)


def _opened(window: MainWindow, core: Core) -> None:
    """Waits until the archive is open, and one of its statements is shown."""
    loop = QEventLoop()
    core.opened.connect(loop.quit)
    core.start()
    window.resize(1280, 800)
    window.show()
    loop.exec()
    core.call("statements", {"limit": 1, "offset": 0}, done=lambda found: window.reading.open(found[0].id))
    window.reading.opened.connect(loop.quit)
    loop.exec()


def main(count: int) -> None:
    """Measures in an archive that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in ("DATA", "CACHE", "CONFIG"):
            os.environ[f"MUNIMENT_{name}_DIR"] = str(home / name.lower())
        _rows(count, home / "rows.jsonl.gz")
        (home / "first.txt").write_text("\n\n".join([RELEASE, LETTER] * 6), encoding="utf-8")
        with Archive.create(home / "a.muniment") as archive:
            archive.import_paths([home / "first.txt"])
        app = QApplication(sys.argv[:1])
        themes = Themes()
        themes.switch("light")
        core = Core(home / "a.muniment")
        window = MainWindow(core, themes, preferences(home / "config"))
        _opened(window, core)
        watch = Stopwatch(window)
        watch.start()
        _wait(_CALM_MS)
        watch.stop()
        _tell("before", watch)
        _measure(window, home / "rows.jsonl.gz", watch)
        window.close()
        core.close()
        app.quit()


def _measure(window: MainWindow, rows: Path, watch: Stopwatch) -> None:
    loop = QEventLoop()
    importing = window.imports.importing
    reports: list[ImportReport] = []
    importing.finished.connect(reports.append)
    importing.finished.connect(loop.quit)
    importing.failed.connect(loop.quit)
    began = time.perf_counter()
    watch.start()
    importing.take([str(rows)])
    loop.exec()
    watch.stop()
    took = time.perf_counter() - began
    imported = sum(report.imported for report in reports)
    _tell(f"while {imported} statements were imported in {took:.1f} s", watch)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
