"""A program that writes to an archive until it is killed, and says what was committed.

Run as ``python -m tests.db.store.writer_program FOLDER MODE`` from the project's folder. ``hold`` opens the
archive, says so, and waits for the end of its standard input; ``write`` writes without end, ``import`` so in
batches, as imports do; ``again`` starts a process that writes for every line of its standard input (the line is
its mode), says its number, and says ``dead`` at its end.
"""

import itertools
import os
import sys
from pathlib import Path

from db.model import BlockRole, FileOutcome, Hint, ImportOptions
from db.store import NewDocument, Store
from tests.db.store.making import analysis, annotation, source

BATCH = 6


def main() -> None:
    folder, mode = Path(sys.argv[1]), sys.argv[2]
    if mode == "again":
        again(folder)
    else:
        work(folder, mode)


def again(folder: Path) -> None:
    for mode in sys.stdin:
        number = os.fork()
        if number == 0:
            print(os.getpid(), flush=True)
            work(folder, mode.strip())
        os.waitpid(number, 0)
        print("dead", flush=True)


def work(folder: Path, mode: str) -> None:
    with Store.open(folder) as store:
        print(store.read_only_reason or "writing", flush=True)
        if mode == "hold":
            sys.stdin.read()
            return
        if mode == "import":
            import_batches(store)
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


def import_batches(store: Store) -> None:
    with store.writing() as writing:
        run = writing.runs.begin(["papers"], ImportOptions())
        first = writing.statements.count()
    for number in itertools.count(first, BATCH):
        batch = [document(n) for n in range(number, number + BATCH)]
        for n in range(number, number + BATCH):
            store.originals.put(b"original %d" % n)
        with store.writing() as writing:
            stored = writing.add_documents(batch)
            writing.events.record_many(("imported", one.id, {}) for one in stored)
            lines = [
                FileOutcome(path=f"{one.id}.txt", status=one.status, id=one.id, statements=1)
                for one in stored
            ]
            writing.runs.add(run, lines)
        for one in stored:
            print(one.id, flush=True)


def document(number: int) -> NewDocument:
    """Every other one is a new version of the one before it."""
    return NewDocument(
        analysis=analysis(number, hints=(Hint(role=BlockRole.PARAGRAPH, start=0, end=7),)),
        source=source(b"original %d" % number, f"{number}.txt"),
        keys=(f"url:https://example.org/{number // 2}",),
        warnings=("text.undecodable",),
        signature=b"m2" + bytes(256),
    )


if __name__ == "__main__":
    main()
