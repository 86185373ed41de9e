"""Kills a program that stores and indexes, and looks whether index and database agree afterwards.

    python tests/benchmarks/kills.py random 200     at instants nobody chose
    python tests/benchmarks/kills.py calls          at every system call that changes a file (needs strace)
    python tests/benchmarks/kills.py full           as if the disk were full from that call on (needs strace)

Run from the project's folder. Prints how many trials there were, how many went wrong, and how long the index
took to be in step again.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from db.custody import verify  # noqa: E402 - the path comes first
from db.store import Store  # noqa: E402
from tests.db.indexing.making import WORDS, add, annotate, catch_up, delete  # noqa: E402

CALLS = (
    "write", "pwrite64", "rename", "unlink", "ftruncate", "fsync", "fdatasync", "mkdir", "link", "chmod",
)  # fmt: skip
WRITER = "tests.db.indexing.writer_program"


class Trial:
    """A fresh copy of a small archive with its index, and what a killed program said it had stored."""

    def __init__(self, template: Path, place: Path) -> None:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(template, place)
        self.folder = place / "a.muniment"
        self.environment = {**os.environ, "MUNIMENT_CACHE_DIR": str(place / "cache")}
        os.environ["MUNIMENT_CACHE_DIR"] = str(place / "cache")

    def run(self, command: list[str]) -> tuple[bool, set[str]]:
        """Whether it ended by itself, and the ids it said were stored."""
        ran = subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=False,
        )
        said = [line.split() for line in ran.stdout.splitlines() if line.count(" ") == 1]
        stored = {words[1] for words in said if words[0] == "stored"}
        return ran.returncode == 0, stored - {words[1] for words in said if words[0] == "deleting"}

    def check(self, stored: set[str]) -> tuple[str | None, float]:
        """What is wrong, or None; seconds until the index was in step."""
        try:
            with Store.open(self.folder) as store:
                began = time.perf_counter()
                catch_up(store)
                seconds = time.perf_counter() - began
                with store.reading() as reading:
                    lost = stored - set(reading.statements.ids())
                if lost:
                    return f"lost {sorted(lost)}", seconds
                return (None if verify(store).sound else "not sound"), seconds
        except Exception as error:  # noqa: BLE001 - every failure is a finding
            return f"{type(error).__name__}: {error}", 0.0


def make_template(place: Path) -> Path:
    place.mkdir()
    os.environ["MUNIMENT_CACHE_DIR"] = str(place / "cache")
    with Store.create(place / "a.muniment") as store:
        for number in range(2 ** len(WORDS)):
            add(store, number)
        catch_up(store)
    return place


def once(folder: Path) -> None:
    """What the program does that is killed at a system call: each kind of change, the index after each."""
    with Store.open(folder) as store:
        first = add(store, 1000)
        print(f"stored {first}", flush=True)
        catch_up(store)
        annotate(store, first, "kept")
        catch_up(store)
        with store.reading() as reading:
            victim = reading.statements.ids()[0]
        delete(store, victim)
        print(f"stored {add(store, 1001)}", flush=True)
        catch_up(store)


def at_random(template: Path, place: Path, trials: int) -> Iterator[tuple[str, str | None, float]]:
    for seed in range(1, trials + 1):
        trial = Trial(template, place)
        program = f"from pathlib import Path; from {WRITER} import write; write(Path({str(trial.folder)!r}), {seed})"
        _, stored = trial.run([sys.executable, "-c", program])
        yield f"seed {seed}", *trial.check(stored)


def at_calls(template: Path, place: Path, fault: str) -> Iterator[tuple[str, str | None, float]]:
    for call in CALLS:
        number = 0
        ended = False
        while not ended:
            number += 1
            trial = Trial(template, place)
            inject = f"inject={call}:{fault.format(n=number)}"
            command = ["strace", "-f", "-qq", "-o", os.devnull, "-e", "trace=" + call, "-e", inject]
            ended, stored = trial.run([*command, sys.executable, __file__, "once", str(trial.folder)])
            yield f"{call} {number}", *trial.check(stored)


def main() -> int:
    what = sys.argv[1] if len(sys.argv) > 1 else "random"
    if what == "once":
        once(Path(sys.argv[2]))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        template = make_template(Path(scratch) / "template")
        place = Path(scratch) / "trial"
        if what == "random":
            trials = at_random(template, place, int(sys.argv[2]) if len(sys.argv) > 2 else 200)
        else:
            fault = "signal=SIGKILL:when={n}" if what == "calls" else "error=ENOSPC:when={n}+"
            trials = at_calls(template, place, fault)
        return summary(trials)


def summary(trials: Iterator[tuple[str, str | None, float]]) -> int:
    wrong, times = 0, []
    for name, trouble, seconds in trials:
        times.append(seconds)
        if trouble is not None:
            wrong += 1
            print(f"{name}: {trouble}", flush=True)
    slowest = max(times)
    print(
        f"{len(times)} trials, {wrong} wrong; in step after {statistics.median(times) * 1000:.0f} ms", end=""
    )
    print(f" (median), {slowest * 1000:.0f} ms (slowest)")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
