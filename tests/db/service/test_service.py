"""The core as a process: requests in, answers out, over pipes as the window does it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.texts import LETTER, RELEASE


class Talk:
    """One core, spoken to line by line."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "db.service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.number = 0
        self.notices: list[dict[str, Any]] = []
        self.answers: dict[int, dict[str, Any]] = {}

    def send(self, operation: str, channel: str | None = None, **arguments: Any) -> int:
        assert self.process.stdin is not None
        self.number += 1
        request = {"number": self.number, "operation": operation, "arguments": arguments, "channel": channel}
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        return self.number

    def answer(self, number: int) -> dict[str, Any]:
        assert self.process.stdout is not None
        while number not in self.answers:
            line = self.process.stdout.readline()
            assert line, "the core ended without an answer"
            message: dict[str, Any] = json.loads(line)
            if "result" in message:
                self.answers[message["number"]] = message
            else:
                self.notices.append(message)
        return self.answers.pop(number)

    def ask(self, operation: str, **arguments: Any) -> Any:
        answer = self.answer(self.send(operation, **arguments))
        assert answer["failure"] is None, answer
        return answer["result"]

    def close(self) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.read()
        self.process.stdout.close()
        return self.process.wait(30)


@pytest.fixture
def talk(own_folders: Path) -> Iterator[Talk]:
    talk = Talk()
    yield talk
    assert talk.close() == 0


@pytest.fixture
def release(tmp_path: Path) -> Path:
    file = tmp_path / "release.txt"
    file.write_text(RELEASE, encoding="utf-8")
    return file


def test_the_users_own_archive_is_made_on_first_use(talk: Talk, own_folders: Path) -> None:
    info = talk.ask("open", path=None)
    assert info["statements"] == 0
    assert Path(info["path"]).is_relative_to(own_folders)


def test_import_tells_progress_and_changes(talk: Talk, release: Path) -> None:
    talk.ask("open", path=None)
    report = talk.ask("import_paths", paths=[str(release)])
    assert report["imported"] == 1
    assert any(notice["progress"] for notice in talk.notices)
    assert any(notice["changes"] and notice["changes"]["statements"] for notice in talk.notices)
    found = talk.ask("search", request={"query": "minutes"})
    assert found["total"] == 1
    assert talk.ask("hits_in", id=found["hits"][0]["id"], query="minutes")


def test_requests_before_the_archive_is_open_wait_for_it(talk: Talk) -> None:
    opening = talk.send("open", path=None)
    asking = talk.send("info")
    assert talk.answer(opening)["failure"] is None
    assert talk.answer(asking)["result"]["statements"] == 0


def test_an_archive_that_cannot_be_opened_fails_what_waits_for_it(talk: Talk, release: Path) -> None:
    opening = talk.send("open", path=str(release))
    asking = talk.send("info")
    assert talk.answer(opening)["failure"]["code"] == "archive.is_file"
    assert talk.answer(asking)["failure"]["code"] == "archive.not_open"


def test_known_errors_come_as_codes(talk: Talk) -> None:
    talk.ask("open", path=None)
    answer = talk.answer(talk.send("search", request={"query": '"open'}))
    assert answer["failure"]["params"]["position"] == 0
    answer = talk.answer(talk.send("statement", id="nothing"))
    assert answer["failure"]["code"] == "statement.unknown"
    answer = talk.answer(talk.send("dance"))
    assert answer["failure"]["code"] == "service.unknown_operation"


def test_a_newer_search_supersedes_older_ones(talk: Talk) -> None:
    talk.ask("open", path=None)
    numbers = [talk.send("search", channel="search", request={"query": f"wor{'d' * n}"}) for n in range(12)]
    failures = []
    for number in numbers:
        failure = talk.answer(number)["failure"]
        failures.append(None if failure is None else failure["code"])
    assert failures[-1] is None
    assert set(failures[:-1]) <= {None, "work.superseded"}


def test_an_import_can_be_cancelled_and_keeps_what_was_done(talk: Talk, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(300):
        (folder / f"{n:03}.txt").write_text(f"{LETTER}\nCopy number {n}.\n", encoding="utf-8")
    talk.ask("open", path=None)
    importing = talk.send("import_paths", paths=[str(folder)])
    talk.send("cancel", number=importing)
    report = talk.answer(importing)["result"]
    assert report["cancelled"] is True
    assert report["imported"] < 300
    assert talk.ask("info")["statements"] == report["imported"]


def test_annotations_can_be_taken_back(talk: Talk, release: Path) -> None:
    talk.ask("open", path=None)
    id = talk.ask("import_paths", paths=[str(release)])["files"][0]["id"]
    start = RELEASE.index("the minutes")
    made = talk.ask("annotate", id=id, start=start, end=start + 11, note="n", tags=["t"], colour="green")
    assert made["quote"] == "the minutes"
    changed = talk.ask("edit_annotation", annotation=made["id"], note="other", tags=None, colour=None)
    assert (changed["note"], changed["tags"], changed["colour"]) == ("other", ["t"], "green")
    talk.ask("remove_annotation", annotation=made["id"])
    assert talk.ask("annotations", id=id) == []
    assert talk.ask("restore_annotation", annotation=made["id"])["note"] == "other"
    assert len(talk.ask("annotations", id=None)) == 1


def test_the_sample_is_made_and_taken(talk: Talk) -> None:
    talk.ask("open", path=None)
    info = talk.ask("make_sample", path=None)
    assert info["sample"] is True
    assert info["statements"] >= 24
    assert len(talk.ask("statements", limit=None, offset=0)) == info["statements"]
