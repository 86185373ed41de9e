"""``muniment imports``: the list of imports, and the report of one, filtered, saved and dropped."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.command_line import Ran, run_here
from tests.helpers.texts import LETTER, RELEASE

Run = Callable[..., Ran]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    return lambda *arguments: run_here(*arguments, capsysbinary=capsysbinary)


@pytest.fixture
def archive(run: Run, tmp_path: Path) -> Path:
    """An archive with one import, of four files of which two failed."""
    files = {"a.txt": RELEASE, "b.txt": LETTER, "c.pdf": "%PDF-1.7\nbroken", "d.txt": ""}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    archive = tmp_path / "a.muniment"
    assert run("init", "--archive", archive).status == 0
    assert run("import", "--archive", archive, *(tmp_path / name for name in files)).status == 1
    return archive


def test_many_paths_are_one_short_line(run: Run, archive: Path) -> None:
    listed = run("imports", "--archive", archive)
    assert listed.status == 0
    (line,) = listed.out.splitlines()
    assert line.endswith("a.txt and 3 more")
    assert "2 imported, 0 updated, 0 known, 2 files failed" in line
    assert len(run("imports", "--archive", archive, "--json").json["runs"][0]["paths"]) == 4


def test_what_was_asked_for_is_what_is_saved(run: Run, archive: Path, tmp_path: Path) -> None:
    def saved(*filters: str) -> list[str]:
        target = tmp_path / "report.csv"
        done = run("imports", "1", *filters, "--save", target, "--archive", archive)
        assert done.status == 0
        assert str(target) in done.err
        with target.open(encoding="utf-8-sig", newline="") as file:
            return [Path(row["path"]).name for row in csv.DictReader(file)]

    assert saved() == ["a.txt", "b.txt", "c.pdf", "d.txt"]
    assert saved("--status", "failed") == ["c.pdf", "d.txt"]
    assert saved("--status", "failed", "--contains", "c.p") == ["c.pdf"]


def test_a_report_that_is_dropped_is_unknown_then(run: Run, archive: Path) -> None:
    assert run("imports", "1", "--forget", "--archive", archive).status == 0
    gone = run("imports", "1", "--archive", archive)
    assert gone.status == 2
    assert "no report of an import with the number 1" in gone.err
    assert len(run("list", "--archive", archive, "--json").json["statements"]) == 2
