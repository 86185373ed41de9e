"""Hostile files by the thousand: ``python -m tests.benchmarks.hostile [MUTATIONS]`` (10,000 without).

Damaged copies of every format, and all bombs, through the locked-up workers of an import. Prints how many were
read and how many refused, the slowest, the most memory any worker took, and everything that went wrong: a file
over 10 seconds, a worker over 1 GiB, an error without a sentence.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from db.ingest.workshop import Workshop
from tests.helpers.hostile.bombs import BOMBS
from tests.helpers.hostile.mutations import mutations
from tests.helpers.hostile.seeds import seeds
from tests.helpers.hostile.trial import Trial, attempt

MOST_SECONDS = 10.0
MOST_MEMORY = 1 << 30
_SURPRISES = frozenset({"file.reader_died", "file.reader_failed"})
"""A reason, but not what a person would call one."""


def _inputs(count: int) -> Iterator[tuple[str, bytes]]:
    formats = seeds()
    each = -(-count // len(formats))
    for number, (name, seed) in enumerate(formats.items()):
        for at, data in enumerate(mutations(seed, each, number)):
            yield f"{name} {at}", data
    for name, make in BOMBS.items():
        yield f"bomb {name}", make()


def main() -> int:
    """Runs it; gives 1 where something went wrong."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    trials: list[Trial] = []
    wrong: list[str] = []
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, Workshop(size=2) as workshop:
        for name, data in _inputs(count):
            try:
                trials.append(attempt(workshop, Path(folder), name, data))
            except Exception as error:  # noqa: BLE001 - what gets here would have brought the program down
                wrong.append(f"{name}: {type(error).__name__}: {error}")
                continue
            last = trials[-1]
            if last.seconds > MOST_SECONDS:
                wrong.append(f"{name}: {last.seconds:.1f} s")
            if not _SURPRISES.isdisjoint(last.errors):
                print(f"to be looked at: {name}: {', '.join(sorted(set(last.errors)))}", flush=True)
            if not last.told:
                wrong.append(f"{name}: no reason told {last.errors[:3]}")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    if memory > MOST_MEMORY:
        wrong.append(f"a worker took {memory >> 20} MiB")
    refused = Counter(code for trial in trials for code in set(trial.errors))
    print(
        f"{len(trials)} files in {time.perf_counter() - begun:.0f} s; {sum(t.statements > 0 for t in trials)} read"
    )
    print(f"most memory of a worker: {memory >> 20} MiB")
    for trial in sorted(trials, key=lambda trial: -trial.seconds)[:12]:
        print(
            f"  {trial.seconds:6.2f} s  {trial.name}  {trial.statements} read  {', '.join(sorted(set(trial.errors)))}"
        )
    print("reasons:", ", ".join(f"{code} {n}" for code, n in refused.most_common()))
    print(*wrong, sep="\n")
    print("wrong:", len(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
