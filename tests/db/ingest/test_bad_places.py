"""Names, links, folders and files that would lead an import astray."""

from __future__ import annotations

import os
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from db.ingest import Import, Workshop, carry_out, import_paths
from db.ingest.discovery import Found, discover
from db.ingest.prepared import Told
from db.ingest.shelf import StoreShelf
from db.ingest.walking import Walker
from db.model import FileStatus, ImportOptions, ImportReport
from db.store import Store
from resources.messages import sentence
from tests.helpers.containers import zipped
from tests.helpers.mixed_folder import text

BAD_NAMES = (
    "../../up.txt", "/etc/absolute.txt", "C:\\Windows\\drive.txt", "CON", "aux.txt", "bell\x07\x1b[31m.txt",
    "turned\u202etxt.exe", "trailing. ", "deep/" * 40 + "x.txt",
)  # fmt: skip
DEVICES = {"con", "aux"}


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop(size=1) as workshop:
        yield workshop


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "a.muniment") as store:
        yield store


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def told(report: ImportReport) -> list[tuple[str, str | None]]:
    """Names with the error's code; every code has a sentence that names the file."""
    for line in report.files:
        if line.error is not None:
            assert str(line.error.params["name"]) in sentence(line.error.code, line.error.params)
    return [(Path(line.path).name, line.error.code if line.error else None) for line in report.files]


def test_names_in_a_zip_are_shown_clean_and_written_nowhere(
    store: Store, workshop: Workshop, inbox: Path, tmp_path: Path
) -> None:
    path = inbox / "names.zip"
    path.write_bytes(zipped({name: text("named", number) for number, name in enumerate(BAD_NAMES)}))
    before = {found for found in tmp_path.rglob("*") if store.folder not in found.parents}
    report = import_paths(store, [path], workshop=workshop)
    assert report.imported == len(BAD_NAMES)
    shown = [line.path.removeprefix(f"{path}!/") for line in report.files[:-1]]
    assert len(set(shown)) == len(BAD_NAMES)
    for name in shown:
        parts = PurePosixPath(name).parts
        assert not {"..", "/"}.intersection(parts), name
        assert not any(character in name for character in "\\:\x07\x1b\u202e"), name
        assert parts[-1].partition(".")[0].lower() not in DEVICES, name
    assert {found for found in tmp_path.rglob("*") if store.folder not in found.parents} == before
    assert {len(name.name) for name in (store.folder / "originals").rglob("*") if name.is_file()} == {62}


def test_links_that_lead_in_circles_end(store: Store, workshop: Workshop, inbox: Path) -> None:
    (inbox / "a" / "b").mkdir(parents=True)
    (inbox / "a" / "b" / "up").symlink_to(inbox)
    (inbox / "a" / "here").symlink_to(".")
    (inbox / "self.txt").symlink_to("self.txt")
    (inbox / "ping.txt").symlink_to("pong.txt")
    (inbox / "pong.txt").symlink_to("ping.txt")
    (inbox / "letter.txt").write_text(text("linked", 1), encoding="utf-8")
    report = import_paths(store, [inbox], workshop=workshop)
    assert told(report) == [
        ("up", None),
        ("here", None),
        ("letter.txt", None),
        ("ping.txt", "file.link_loop"),
        ("pong.txt", "file.link_loop"),
        ("self.txt", "file.link_loop"),
    ]
    assert [line.warnings for line in report.files[:2]] == [("file.folder_again",)] * 2


def test_a_file_that_vanishes_after_it_was_found_is_told(
    store: Store, workshop: Workshop, inbox: Path
) -> None:
    for number in range(3):
        (inbox / f"{number}.txt").write_text(text("vanishing", number), encoding="utf-8")
    (inbox / "2.zip").write_bytes(zipped({"x.txt": text("vanishing", 9)}))

    found = list(discover([inbox]))
    (inbox / "1.txt").unlink()
    (inbox / "2.zip").unlink()
    walker = Walker(workshop, StoreShelf(store), ImportOptions())
    codes = [
        prepared.outcome.error.code
        for item in found
        if isinstance(item, Found) and not item.path.exists()
        for task in walker.tasks(item)
        for prepared in task.run()
        if isinstance(prepared, Told) and prepared.outcome.error
    ]
    assert codes == ["file.missing", "file.missing"]


def test_a_name_longer_than_the_system_takes_is_told(store: Store, workshop: Workshop, inbox: Path) -> None:
    report = import_paths(store, [inbox / ("x" * 300)], workshop=workshop)
    assert [line.status for line in report.files] == [FileStatus.FAILED]
    assert report.files[0].error is not None
    assert report.files[0].error.code == "file.unreadable"


def test_very_many_files_that_are_no_files_are_listed_in_flat_memory(
    store: Store, workshop: Workshop, inbox: Path
) -> None:
    for number in range(12_000):
        os.symlink("nowhere", inbox / f"{number:05}")
    tracemalloc.start()
    try:
        report = carry_out(store, Import(paths=[inbox], listed=10), workshop=workshop)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (report.failed, len(report.files)) == (12_000, 10)
    assert most < 8 << 20, most
    with store.reading() as reading:
        assert reading.runs.count(report.run) == 12_000


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be made")
def test_names_of_files_with_control_characters_are_not_printed(
    store: Store, workshop: Workshop, inbox: Path
) -> None:
    (inbox / "a\nb\x1b]0;x\x07.txt").write_text(text("control", 1), encoding="utf-8")
    (line,) = import_paths(store, [inbox], workshop=workshop).files
    assert not any(ord(character) < 32 for character in line.path)
    assert line.status is FileStatus.IMPORTED
