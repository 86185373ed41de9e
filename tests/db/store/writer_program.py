"""A program that writes to an archive until it is killed, and says what was committed.

Run as ``python -m tests.db.store.writer_program FOLDER MODE`` from the project's folder. ``hold`` opens the
archive, says so, and waits for the end of its standard input; ``write`` writes without end; ``again`` starts
a process that writes for every line of its standard input, says its number, and says ``dead`` at its end.
"""

import itertools
import os
import sys
from pathlib import Path

from db.store import Store
from tests.db.store.making import analysis, annotation, source


def main() -> None:
    folder, mode = Path(sys.argv[1]), sys.argv[2]
    if mode == "again":
        again(folder)
    else:
        work(folder, mode)


def again(folder: Path) -> None:
    for _ in sys.stdin:
        number = os.fork()
        if number == 0:
            print(os.getpid(), flush=True)
            work(folder, "write")
        os.waitpid(number, 0)
        print("dead", flush=True)


def work(folder: Path, mode: str) -> None:
    with Store.open(folder) as store:
        print(store.read_only_reason or "writing", flush=True)
        if mode == "hold":
            sys.stdin.read()
            return
        with store.reading() as reading:
            first = reading.statements.count() + 1
        for number in itertools.count(first):
            data = b"original %d" % number
            store.originals.put(data)
            with store.writing() as writing:
                id = writing.statements.add(analysis(number), source(data, f"{number}.txt"))
                writing.annotations.add(annotation(id, f"a{number}"))
                writing.events.record("imported", id)
            print(id, flush=True)


if __name__ == "__main__":
    main()
