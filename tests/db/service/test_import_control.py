"""A real import in the real core: paused, resumed, stopped, gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.service.test_service import Talk
from tests.helpers.mixed_folder import make_mixed_folder

ROUNDS = 40


@pytest.fixture
def talk(own_folders: Path) -> Iterator[Talk]:
    talk = Talk()
    yield talk
    assert talk.close() == 0


def progress(talk: Talk) -> list[dict[str, object]]:
    return [notice["progress"] for notice in talk.notices if notice["progress"]]


def paused(talk: Talk) -> bool:
    told = progress(talk)
    return bool(told and told[-1]["paused"])


@pytest.mark.slow
def test_an_import_pauses_resumes_stops_and_goes_on(talk: Talk, tmp_path: Path) -> None:
    folder = make_mixed_folder(tmp_path / "folder", rows=300, files=4)
    talk.ask("open", path=None)
    importing = talk.send("import_paths", paths=[str(folder)])
    while not any(step["statements"] for step in progress(talk)):
        talk.ask("info")
    talk.ask("pause", number=importing)
    while not paused(talk):
        talk.ask("info")
    stored, told = talk.ask("info")["statements"], len(progress(talk))
    assert stored > 0
    for _ in range(ROUNDS):
        assert talk.ask("info")["statements"] == stored
        assert talk.ask("search", request={"query": "dockworkers", "limit": 1})["total"] <= stored
    assert len(progress(talk)) == told
    assert talk.ask("imports.runs")[0]["state"] == "running"

    talk.ask("resume", number=importing)
    while paused(talk):
        talk.ask("info")
    talk.ask("cancel", number=importing)
    report = talk.answer(importing)["result"]
    assert report["cancelled"] is True
    assert stored <= report["imported"] == talk.ask("info")["statements"]

    run = report["run"]
    done = talk.ask("imports.go_on", run=run)
    assert done["cancelled"] is False
    assert (
        done["imported"]
        == talk.ask("info")["statements"]
        == len(talk.ask("statements", limit=None, offset=0))
    )
    lines = talk.ask("imports.outcomes", run=run)
    assert len({line["path"] for line in lines}) == len(lines)
    assert talk.ask("search", request={"query": "dockworkers", "limit": 1})["total"] == done["imported"]


def test_a_paused_import_can_be_stopped(talk: Talk, tmp_path: Path) -> None:
    folder = make_mixed_folder(tmp_path / "folder", rows=5, files=2)
    talk.ask("open", path=None)
    importing = talk.send("import_paths", paths=[str(folder)])
    talk.ask("pause", number=importing)
    talk.ask("cancel", number=importing)
    assert talk.answer(importing)["result"]["cancelled"] is True
    run = talk.ask("imports.runs")[0]
    assert run["state"] == "cancelled"
    assert talk.ask("imports.go_on", run=run["run"])["cancelled"] is False
