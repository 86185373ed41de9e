"""Writes to an archive and its index until the clock kills it; started once, it forks a new writer for each line.

``SIGALRM`` is left at its default: it ends a process at once, as ``SIGKILL`` does, at an instant nobody chose.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
from pathlib import Path

from db.catalogue import shipped
from db.indexing import Follower
from db.store import Store
from tests.db.indexing.making import add, annotate, delete, engine_of


def say(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())  # whole or not at all, wherever it is killed


def write(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    store = Store.open(folder)
    follower = Follower(store, engine_of(store), shipped())
    held: list[str] = []
    signal.setitimer(signal.ITIMER_REAL, chance.uniform(0.002, 0.25))
    for number in itertools.count(seed * 1000):
        id = add(store, number)
        say(f"stored {id}")
        held.append(id)
        if chance.random() < 0.3:
            annotate(store, id, "kept")
        if len(held) > 3 and chance.random() < 0.3:
            victim = held.pop(chance.randrange(len(held)))
            say(f"deleting {victim}")
            delete(store, victim)
        if chance.random() < 0.7:
            follower.catch_up()


def main() -> None:
    folder = Path(sys.argv[1])
    shipped().label("ilo:C087")  # loads the tables once for all that are forked
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            write(folder, int(line))
        os.waitpid(child, 0)
        say("killed")


if __name__ == "__main__":
    main()
