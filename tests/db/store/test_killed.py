import os
import random
import signal
from functools import partial
from pathlib import Path

import pytest

from db.custody import verify
from db.model import RunState
from db.store import Store
from tests.db.store.programs import program, said
from tests.db.store.writer_program import BATCH

KILLS = 12


FORKED = pytest.mark.skipif(
    os.name != "posix", reason="the processes to be killed are forked, to have many of them"
)


@FORKED
def test_what_was_told_to_be_stored_is_there_after_every_kill(folder: Path) -> None:
    """The program is killed without warning in the midst of one of its steps, again and again."""
    dice = random.Random(20250605)
    Store.create(folder).close()
    told: list[str] = []
    with program(folder, "again") as starter:
        assert starter.stdin is not None
        for _ in range(KILLS):
            print("write", file=starter.stdin, flush=True)
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


@FORKED
def test_no_document_of_an_import_is_half_there_after_any_kill(folder: Path) -> None:
    dice = random.Random(20310512)
    Store.create(folder).close()
    told: list[str] = []
    with program(folder, "again") as starter:
        assert starter.stdin is not None
        for kill in range(1, KILLS // 2 + 1):
            print("import", file=starter.stdin, flush=True)
            victim = int(said(starter))
            assert said(starter) == "writing"
            told += [said(starter) for _ in range(dice.randint(1, 3 * BATCH))]
            os.kill(victim, signal.SIGKILL)
            told += iter(partial(said, starter), "dead")
            told = _whole_batches(folder, told, kill)
    with Store.open(folder) as store:
        report = verify(store)
        assert report.sound
        assert report.statements == len(told)


def _whole_batches(folder: Path, told: list[str], kills: int) -> list[str]:
    with Store.open(folder) as store, store.reading() as reading:
        ids = reading.statements.ids()
        found = reading.statements.many(ids)
        runs = reading.runs.all()
        lines = [line.id for run in runs for line in reading.runs.outcomes(run.run)]
        assert set(told) <= set(ids)
        assert len(ids) % BATCH == 0
        assert [run.state for run in runs] == [RunState.CUT_OFF] * kills
        assert sorted(map(str, lines)) == sorted(ids)
        assert [one.version for one in found] == [1, 2] * (len(ids) // 2)
        assert {(len(one.hints), one.warnings) for one in found} == {(1, ("text.undecodable",))}
        assert len(reading.likeness.signatures_of(range(1, len(ids) + 1))) == len(ids)
        assert len(reading.events.all()) == 1 + len(ids)
    return list(ids)
