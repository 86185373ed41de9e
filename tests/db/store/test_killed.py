import os
import random
import signal
from functools import partial
from pathlib import Path

import pytest

from db.custody import verify
from db.store import Store
from tests.db.store.programs import program, said

KILLS = 12


@pytest.mark.skipif(os.name != "posix", reason="the processes to be killed are forked, to have many of them")
def test_what_was_told_to_be_stored_is_there_after_every_kill(folder: Path) -> None:
    """The program is killed without warning in the midst of one of its steps, again and again."""
    dice = random.Random(20250605)
    Store.create(folder).close()
    told: list[str] = []
    with program(folder, "again") as starter:
        assert starter.stdin is not None
        for _ in range(KILLS):
            print("go", file=starter.stdin, flush=True)
            victim = int(said(starter))
            assert said(starter) == "writing"
            told += [said(starter) for _ in range(dice.randint(1, 4))]
            os.kill(victim, signal.SIGKILL)
            told += iter(partial(said, starter), "dead")
            told = _reopened(folder, told)
    with Store.open(folder) as store:
        report = verify(store)
        assert report.sound
        assert report.statements == len(told)


def _reopened(folder: Path, told: list[str]) -> list[str]:
    with Store.open(folder) as store:
        assert not store.read_only
        with store.reading() as reading:
            ids = reading.statements.ids()
            assert set(told) <= set(ids)
            assert len(ids) <= len(told) + 1
            assert reading.changes.latest().seq == len(ids)
            assert reading.annotations.count() == len(ids)
    return list(ids)
