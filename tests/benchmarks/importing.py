"""How fast many statements are imported: ``python -m tests.benchmarks.importing [STATEMENTS]`` (all without).

Reads the JSON Lines corpus as it is: read, analysed and stored, the index apart. Prints statements a second
over all and the median over windows of 500, and the most memory of program and workers together (Linux).
"""

from __future__ import annotations

import gzip
import itertools
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from db.ingest import Import, Workshop, carry_out
from db.progress import Progress
from db.store import Store

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "statements-50k.jsonl.gz"
WINDOW = 500


class Memory(threading.Thread):
    """Looks now and then at the resident memory of this process and those it started."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self.parts: list[int] = []
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(0.5):
            parts = [_resident(pid) for pid in (os.getpid(), *_children())]
            if sum(parts) > self.most:
                self.most, self.parts = sum(parts), parts

    def end(self) -> None:
        self._ended.set()
        self.join()


def _children() -> list[int]:
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return [int(pid) for task in tasks for pid in _read(task).split()]


def _resident(pid: int) -> int:
    """Bytes of a process's own: shared pages are counted for each of those that share them only in part."""
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def main() -> None:
    """Imports into an archive that is thrown away."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder:
        source = CORPUS
        if count is not None:
            source = Path(folder) / "part.jsonl.gz"
            with gzip.open(CORPUS, "rb") as lines, gzip.open(source, "wb") as part:
                for _, line in zip(range(count), lines, strict=False):
                    part.write(line)
        marks: list[tuple[int, float]] = []

        def note(progress: Progress) -> None:
            if not marks or progress.statements - marks[-1][0] >= WINDOW:
                marks.append((progress.statements, time.perf_counter()))

        memory = Memory()
        memory.start()
        with Store.create(Path(folder) / "a.muniment") as store, Workshop() as workshop:
            begun = time.perf_counter()
            report = carry_out(store, Import(paths=[source], listed=10), progress=note, workshop=workshop)
            took = time.perf_counter() - begun
        memory.end()
    rates = [(b[0] - a[0]) / (b[1] - a[1]) for a, b in itertools.pairwise(marks) if b[1] > a[1]]
    print(f"{report.imported} imported, {report.duplicates} known, {report.failed} failed in {took:.1f} s")
    print(f"{report.imported / took:.0f} statements a second; median {statistics.median(rates or [0]):.0f}")
    print(f"most memory {memory.most >> 20} MiB: {', '.join(str(part >> 20) for part in memory.parts)}")


if __name__ == "__main__":
    main()
