"""First paint of the window, warm: seconds from the start of the process until the shell is on the screen.

``python -m tests.benchmarks.start [RUNS]`` prints the median and the worst; offscreen where no screen is set.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_PROGRAM = """
import sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from viewer.core import Core
from viewer.main_window import MainWindow
from viewer.preferences import preferences
from viewer.theme import Themes
from pathlib import Path

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(time.time(), flush=True)
            QApplication.exit(0)
        return False

app = QApplication(sys.argv[:1])
themes = Themes()
themes.switch("light")
core = Core(None)
core.start()
window = MainWindow(core, themes, preferences(Path(sys.argv[1])))
painted = Painted()
window.shell.installEventFilter(painted)
window.show()
app.exec()
core.close()
"""


def first_paint(home: Path) -> float:
    """Seconds to the first paint of a new process."""
    names = ("DATA", "CACHE", "CONFIG")
    environment = {**os.environ, **{f"MUNIMENT_{name}_DIR": str(home / name.lower()) for name in names}}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(home)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[0]) - began


def main(runs: int) -> None:
    """Prints the figures of so many starts; one before them warms the machine."""
    with tempfile.TemporaryDirectory() as home:
        first_paint(Path(home))
        seconds = [first_paint(Path(home)) for _ in range(runs)]
    median, worst = statistics.median(seconds), max(seconds)
    print(f"first paint, {runs} warm starts: median {median * 1000:.0f} ms, worst {worst * 1000:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
