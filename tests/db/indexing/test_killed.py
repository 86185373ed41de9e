"""Killed at any instant, the archive opens again with all it acknowledged, and the index tells what it holds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.custody import verify
from db.indexing import Step
from db.store import Store
from tests.db.indexing.making import catch_up

KILLS = 25


@pytest.fixture
def writers(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.db.indexing.writer_program", str(tmp_path / "a.muniment")]
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        yield running
        running.kill()


@pytest.mark.skipif(os.name != "posix", reason="the writers are forked, to have many of them")
def test_index_and_database_agree_after_every_kill(tmp_path: Path, writers: subprocess.Popen[str]) -> None:
    folder = tmp_path / "a.muniment"
    Store.create(folder).close()
    assert writers.stdin is not None
    assert writers.stdout is not None
    steps: set[Step] = set()
    stored: set[str] = set()
    deleting: set[str] = set()
    for seed in range(1, KILLS + 1):
        print(seed, file=writers.stdin, flush=True)
        for line in iter(writers.stdout.readline, "killed\n"):
            assert line, "the writers have ended"
            what, id = line.split()
            (stored if what == "stored" else deleting).add(id)
        with Store.open(folder) as store:
            steps.add(catch_up(store).step)
            with store.reading() as reading:
                ids = set(reading.statements.ids())
            assert stored - deleting <= ids
    assert len(stored) > KILLS
    assert Step.REPLAYED in steps
    with Store.open(folder) as store:
        assert verify(store).sound
