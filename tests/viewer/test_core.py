"""The window's client with the real core behind it: a process, pipes, an archive on disk."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from db.model import ArchiveInfo, Failure, ImportReport, SearchRequest, SearchResults
from db.progress import Progress
from tests.helpers.texts import RELEASE
from viewer.core import Core

Ask = Callable[..., Any]


@pytest.fixture
def core(qtbot: QtBot, own_folders: Path) -> Iterator[Core]:
    core = Core()
    with qtbot.waitSignal(core.opened, timeout=20_000):
        core.start()
    yield core
    core.close()


@pytest.fixture
def ask(qtbot: QtBot, core: Core) -> Ask:
    def asking(operation: str, **arguments: Any) -> Any:
        answers: list[Any] = []
        core.call(operation, arguments, done=answers.append, failed=answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
        return answers[0]

    return asking


@pytest.fixture
def release(tmp_path: Path) -> str:
    file = tmp_path / "release.txt"
    file.write_text(RELEASE, encoding="utf-8")
    return str(file)


def test_answers_are_dataclasses(ask: Ask, release: str) -> None:
    assert isinstance(ask("info"), ArchiveInfo)
    assert isinstance(ask("import_paths", paths=[release]), ImportReport)
    results = ask("search", request=SearchRequest(query="minutes", facets=True))
    assert isinstance(results, SearchResults)
    assert results.total == 1


def test_progress_and_changes_are_told(qtbot: QtBot, core: Core, release: str) -> None:
    steps: list[Progress] = []
    with qtbot.waitSignal(core.changed, timeout=20_000):
        core.call("import_paths", {"paths": [release]}, done=lambda _: None, progress=steps.append)
    qtbot.waitUntil(lambda: bool(steps))


def test_failures_go_to_who_asked_or_to_everybody(qtbot: QtBot, core: Core, ask: Ask) -> None:
    failure = ask("statement", id="nothing")
    assert isinstance(failure, Failure)
    assert failure.code == "statement.unknown"
    with qtbot.waitSignal(core.failed) as told:
        core.call("statement", {"id": "nothing"}, done=lambda _: None)
    assert told.args[0].code == "statement.unknown"


def test_only_the_newest_of_many_searches_is_answered(qtbot: QtBot, core: Core) -> None:
    answered: list[int] = []
    for n in range(10):
        core.call(
            "search",
            {"request": SearchRequest(query="w" * (n + 1))},
            done=lambda _, n=n: answered.append(n),
            channel="search",
        )
    qtbot.waitUntil(lambda: 9 in answered, timeout=20_000)
    assert answered == sorted(answered)


def test_a_core_that_falls_is_told_and_started_again(
    qtbot: QtBot, core: Core, ask: Ask, release: str, caplog: pytest.LogCaptureFixture
) -> None:
    ask("import_paths", paths=[release])
    lost: list[Failure] = []
    first = core.process_id
    with qtbot.waitSignals([core.restarted, core.opened], timeout=20_000):
        os.kill(first, signal.SIGKILL)
        core.call("info", {}, done=lambda _: None, failed=lost.append)
    assert core.process_id != first
    assert [failure.code for failure in lost] in ([], ["service.stopped"])
    assert ask("info").statements == 1
    assert ask("search", request=SearchRequest(query="minutes")).total == 1


def test_a_core_that_falls_again_and_again_is_given_up(qtbot: QtBot, core: Core) -> None:
    with qtbot.waitSignal(core.lost, timeout=40_000):
        core.restarted.connect(lambda: os.kill(core.process_id, signal.SIGKILL))
        os.kill(core.process_id, signal.SIGKILL)
    answers: list[Failure] = []
    core.call("info", {}, done=lambda _: None, failed=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0].code == "service.stopped"
