"""Imports that go on and that are tried again: each file is told of once, and none is forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.ingest import Import, Imports, Workshop
from db.model import ColumnMapping, FileOutcome, FileStatus, ImportOptions, RunState
from db.progress import CancelToken, Progress
from db.store import Store
from tests.helpers.containers import SENTENCE, zipped
from tests.helpers.mixed_folder import text

TEXTS, MEMBERS, ROWS = 12, 40, 120


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop(size=1) as workshop:
        yield workshop


@pytest.fixture
def imports(tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Imports]:
    monkeypatch.setattr("db.ingest.pipeline.BATCH", 5)
    with Store.create(tmp_path / "a.muniment") as store:
        yield Imports(store, workshop, lambda _: None, lambda *_: None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """It is called as if it were a container."""
    folder = tmp_path / "urgent!"
    folder.mkdir()
    for number in range(TEXTS):
        (folder / f"a{number:02}.txt").write_text(text("urgent", number), encoding="utf-8")
    (folder / "a bad.pdf").write_bytes(b"%PDF-1.7\nbroken")
    (folder / "a gone.txt").symlink_to(tmp_path / "nowhere")
    members: dict[str, str | bytes] = {
        f"{number:03}.txt": text("packed", number) for number in range(MEMBERS)
    }
    members |= {"000 bad.pdf": b"%PDF-1.7\nbroken", "001 same.txt": text("packed", 0)}
    (folder / "packed.zip").write_bytes(zipped(dict(sorted(members.items()))))
    with (folder / "rows.jsonl").open("w", encoding="utf-8") as rows:
        for number in range(ROWS):
            row = {"id": f"r{number}", "title": f"Row {number}", "text": text("row", number)}
            print(json.dumps(row), file=rows)
    return folder


class Stopping:
    """Stops an import when so many statements are stored."""

    def __init__(self, statements: int) -> None:
        self.cancel = CancelToken()
        self.items: list[str] = []
        self._statements = statements

    def __call__(self, step: Progress) -> None:
        self.items.append(Path(step.item).name)
        if step.stage == "importing" and step.statements >= self._statements:
            self.cancel.cancel()


def told(imports: Imports, run: int) -> dict[str, FileOutcome]:
    """The lines of a report by the names of the files; each has one."""
    lines = imports.outcomes(run)
    by_name = {Path(line.path).name: line for line in lines}
    assert len(by_name) == len(lines)
    (kept,) = (one for one in imports.runs() if one.run == run)
    assert kept.outcomes == len(lines)
    assert kept.failed == sum(line.status is FileStatus.FAILED for line in lines)
    return by_name


@pytest.mark.slow
def test_an_import_that_was_stopped_again_and_again_ends_as_if_it_had_not_been(
    imports: Imports, folder: Path
) -> None:
    at_texts, in_zip, in_table = Stopping(5), Stopping(TEXTS + 10), Stopping(TEXTS + MEMBERS + 10)
    run = imports.carry_out(Import(paths=[folder]), progress=at_texts, cancel=at_texts.cancel).run
    assert 5 <= len(told(imports, run)) < TEXTS + 2

    report = imports.go_on(run, progress=in_zip, cancel=in_zip.cancel)
    assert "a00.txt" not in in_zip.items  # it is done with, and not looked at again
    assert report.imported >= TEXTS + 10
    line = told(imports, run)["packed.zip"]
    assert line.error is not None
    assert (line.error.code, line.id) == ("container.unfinished", None)
    assert 10 <= line.statements < MEMBERS

    report = imports.go_on(run, progress=in_table, cancel=in_table.cancel)
    lines = told(imports, run)
    assert (lines["packed.zip"].status, lines["packed.zip"].statements) == (FileStatus.IMPORTED, MEMBERS + 1)
    line = lines["rows.jsonl"]
    assert line.error is not None
    assert line.error.code == "container.unfinished"
    assert line.statements == report.imported - TEXTS - MEMBERS < ROWS

    report = imports.go_on(run)
    assert (report.imported, report.duplicates, report.failed) == (TEXTS + MEMBERS + ROWS, 1, 3)
    (kept,) = imports.runs()
    assert (kept.state, kept.imported, kept.duplicates) == (RunState.FINISHED, report.imported, 1)
    lines = told(imports, run)
    assert len(lines) == TEXTS + 2 + MEMBERS + 3 + 1
    assert lines["000 bad.pdf"].status is FileStatus.FAILED
    assert lines["001 same.txt"].status is FileStatus.DUPLICATE
    assert {lines[f"{number:03}.txt"].status for number in range(MEMBERS)} == {FileStatus.IMPORTED}
    assert lines["rows.jsonl"].statements == ROWS
    assert not any(line.error for line in lines.values() if line.status is not FileStatus.FAILED)


def test_what_failed_is_tried_again_whatever_its_folder_is_called(imports: Imports, tmp_path: Path) -> None:
    folder = tmp_path / "urgent!"
    folder.mkdir()
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7\nbroken")
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    run = imports.carry_out(Import(paths=[folder])).run
    (folder / "bad.pdf").write_text(SENTENCE, encoding="utf-8")
    again = imports.retry(run)
    assert [(Path(line.path).name, line.status) for line in again.files] == [
        ("bad.pdf", FileStatus.IMPORTED),
        ("gone.txt", FileStatus.FAILED),
    ]


def test_a_folder_that_was_not_there_is_tried_again_with_all_that_is_in_it(
    imports: Imports, tmp_path: Path
) -> None:
    folder = tmp_path / "stick" / "papers"
    report = imports.carry_out(Import(paths=[folder]))
    assert [line.error.code for line in report.files if line.error] == ["file.missing"]
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.txt").write_text(text("stick", 1), encoding="utf-8")
    assert imports.retry(report.run).imported == 1


def test_tried_again_a_table_has_the_columns_it_had(imports: Imports, tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    rows = "".join(f"{number};2031-05-0{number};{SENTENCE * 4} {number}\n" for number in range(1, 7))
    table.write_text(f"id;date;says\n{rows}", encoding="utf-8")
    options = ImportOptions(mapping=ColumnMapping(text="gone"))
    run = imports.carry_out(Import(paths=[table], options=options)).run
    for options in (None, ImportOptions(passwords=("open",))):
        report = imports.retry(run, options=options)
        assert [line.error and line.error.code for line in report.files] == ["table.column_missing"]
        assert report.failed == 1
    right = ImportOptions(mapping=ColumnMapping(text="says"))
    assert imports.retry(run, options=right).imported == 6


def test_stopped_before_its_first_file_it_goes_on_from_there(imports: Imports, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text("never", 1), encoding="utf-8")
    cancel = CancelToken()
    cancel.cancel()
    report = imports.carry_out(Import(paths=[file]), cancel=cancel)
    assert (report.cancelled, report.imported) == (True, 0)
    assert imports.go_on(report.run).imported == 1
