"""Importing files and folders: what is stored, what is reported, what is survived."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from db.errors import ArchiveError
from db.ingest import Workshop, analyse_files, import_paths
from db.ingest.analysing import Analysed
from db.ingest.loading import load
from db.model import Failure, FileOutcome, FileStatus, ImportOptions, ImportReport, StatementId
from db.progress import CancelToken, Progress
from db.readers import Confinement
from db.store import Store
from resources.messages import codes
from tests.helpers.texts import LETTER, RELEASE


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop(size=2) as workshop:
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


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines(report: ImportReport) -> list[tuple[str, str, str | None]]:
    return [
        (Path(file.path).name, file.status.value, file.error.code if file.error else None)
        for file in report.files
    ]


def test_a_release_is_stored_with_its_original_and_its_event(
    store: Store, workshop: Workshop, inbox: Path
) -> None:
    path = put(inbox, "release.txt", RELEASE.replace("\n", "\r\n"))
    report = import_paths(store, [path], workshop=workshop)
    assert (report.imported, report.failed, report.cancelled) == (1, 0, False)
    id = report.files[0].id
    assert id is not None
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    assert store.originals.read(sha) == path.read_bytes()
    with store.reading() as reading:
        statement = reading.statements.get(id)
        events = reading.events.all()
    assert statement is not None
    assert statement.text == RELEASE
    assert (statement.source.sha256, statement.source.name) == (sha, "release.txt")
    assert statement.source.size == path.stat().st_size
    assert statement.date == "2024-03-12"
    assert {reference.id for reference in statement.references} >= {"ilo:C087", "ilo:C098"}
    event = next(event for event in events if event.action == "imported")
    assert (event.subject, event.details["sha256"]) == (id, sha)


def test_the_same_file_twice_is_a_duplicate_and_changes_nothing(
    store: Store, workshop: Workshop, inbox: Path
) -> None:
    path = put(inbox, "release.txt", RELEASE)
    first = import_paths(store, [path], workshop=workshop)
    with store.reading() as reading:
        events, mark = len(reading.events.all()), reading.changes.latest()
    again = import_paths(store, [path, path], workshop=workshop)
    assert [(file.status, file.id) for file in again.files] == [("duplicate", first.files[0].id)] * 2
    assert (again.imported, again.duplicates) == (0, 2)
    with store.reading() as reading:
        assert (len(reading.events.all()), reading.changes.latest()) == (events, mark)


def test_the_same_bytes_under_another_name_are_one_more_source(
    store: Store, workshop: Workshop, inbox: Path
) -> None:
    first = import_paths(store, [put(inbox, "a.txt", RELEASE)], workshop=workshop)
    again = import_paths(store, [put(inbox, "b.txt", RELEASE)], workshop=workshop)
    assert again.files[0].status is FileStatus.DUPLICATE
    assert again.files[0].id == first.files[0].id
    with store.reading() as reading:
        statement = reading.statements.get(str(first.files[0].id))
    assert statement is not None
    assert [source.name for source in statement.sources] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("at_once", [True, False])
def test_the_same_text_in_other_bytes_is_one_statement_with_two_originals(
    store: Store, workshop: Workshop, inbox: Path, at_once: bool
) -> None:
    paths = [put(inbox, "a.txt", RELEASE), put(inbox, "b.txt", RELEASE.encode("utf-16"))]
    if at_once:
        files = import_paths(store, paths, workshop=workshop).files
    else:
        files = tuple(import_paths(store, [path], workshop=workshop).files[0] for path in paths)
    assert [file.status for file in files] == [FileStatus.IMPORTED, FileStatus.DUPLICATE]
    assert files[0].id == files[1].id
    with store.reading() as reading:
        statement = reading.statements.get(str(files[0].id))
    assert statement is not None
    assert [source.encoding for source in statement.sources] == ["utf-8", "utf-16"]
    assert sorted(store.originals.all()) == sorted(source.sha256 for source in statement.sources)


def test_a_damaged_original_is_made_whole_by_importing_again(
    store: Store, workshop: Workshop, inbox: Path
) -> None:
    path = put(inbox, "a.txt", RELEASE)
    import_paths(store, [path], workshop=workshop)
    original = store.originals.path(hashlib.sha256(path.read_bytes()).hexdigest())
    original.chmod(0o600)
    original.write_bytes(b"rot")
    import_paths(store, [path], workshop=workshop)
    assert original.read_bytes() == path.read_bytes()


def test_bad_files_are_named_with_their_reason_and_stop_nothing(
    store: Store, workshop: Workshop, inbox: Path
) -> None:
    put(inbox, "1 empty.txt", "")
    put(inbox, "2 binary.txt", bytes(range(256)))
    put(inbox, "3 letter.txt", LETTER)
    put(inbox, "4 picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(40))
    put(inbox, "5 broken.txt", RELEASE.encode() + b"\xff\xfe")
    report = import_paths(store, [inbox, inbox / "6 gone.txt"], workshop=workshop)
    assert lines(report) == [
        ("1 empty.txt", "failed", "file.empty"),
        ("2 binary.txt", "failed", "file.binary"),
        ("3 letter.txt", "imported", None),
        ("4 picture.txt", "failed", "file.unsupported"),
        ("5 broken.txt", "imported", None),
        ("6 gone.txt", "failed", "file.missing"),
    ]
    assert (report.imported, report.failed) == (2, 4)
    assert (report.files[4].warnings, report.files[4].undecodable) == (("text.undecodable",), 2)
    assert all(file.error is None or file.error.code in codes() for file in report.files)
    with store.reading() as reading:
        assert reading.statements.count() == 2
    assert len(tuple(store.originals.all())) == 2


def test_folders_are_gone_through_in_order_without_hidden_files_and_loops(
    store: Store, workshop: Workshop, inbox: Path
) -> None:
    put(inbox, "b/2.txt", LETTER + "second")
    put(inbox, "b/1.txt", LETTER + "first")
    put(inbox, "a.txt", LETTER)
    put(inbox, ".secret/x.txt", LETTER + "hidden")
    put(inbox, ".hidden.txt", LETTER + "hidden too")
    (inbox / "b" / "loop").symlink_to(inbox)
    (inbox / "c.txt").symlink_to(inbox / "nowhere.txt")
    report = import_paths(store, [inbox], workshop=workshop)
    assert lines(report) == [
        (".hidden.txt", "skipped", None),
        (".secret", "skipped", None),
        ("a.txt", "imported", None),
        ("1.txt", "imported", None),
        ("2.txt", "imported", None),
        ("loop", "skipped", None),
        ("c.txt", "failed", "file.missing"),
    ]
    told = {code for file in report.files for code in file.warnings}
    assert told == {"file.hidden", "file.folder_again"}
    assert told <= codes()
    named = import_paths(store, [inbox / ".hidden.txt"], workshop=workshop)
    assert named.imported == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_channel_between_programs_is_not_waited_for(store: Store, workshop: Workshop, inbox: Path) -> None:
    os.mkfifo(inbox / "pipe.txt")
    assert lines(import_paths(store, [inbox], workshop=workshop)) == [("pipe.txt", "failed", "file.special")]


_AS_NOBODY = """
import os, sys
from pathlib import Path
from db.ingest.discovery import Found, discover
from db.ingest.loading import load
from db.errors import InputError
if os.geteuid() == 0:  # root may read everything
    os.setuid(65534)
for item in discover([Path(sys.argv[1])]):
    if isinstance(item, Found):
        try:
            load(item.path, item.shown)
        except InputError as error:
            print(item.path.name, error.code)
    else:
        print(Path(item.path).name, item.error.code)
"""


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    put(folder, "closed.txt", LETTER).chmod(0)
    put(folder, "shut/inside.txt", LETTER)
    (folder / "shut").chmod(0)
    for above in (tmp_path, *tmp_path.parents):
        if above.owner() == folder.owner() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o755)
    ran = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, str(folder)], capture_output=True, text=True, check=False
    )
    (folder / "shut").chmod(0o755)
    assert ran.stdout.split() == ["closed.txt", "file.no_permission", "shut", "file.no_permission"], (
        ran.stderr
    )


def test_names_are_cleaned_before_they_are_shown(store: Store, workshop: Workshop, inbox: Path) -> None:
    put(inbox, "a\x1b[31m\u202etxt.exe\n.txt", "")
    file = import_paths(store, [inbox], workshop=workshop).files[0]
    assert Path(file.path).name == "a\ufffd[31m\ufffdtxt.exe\ufffd.txt"
    assert file.error is not None
    assert file.error.params["name"] == Path(file.path).name


def test_a_name_that_is_no_text_is_imported_all_the_same(
    store: Store, workshop: Workshop, inbox: Path
) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux lets names be any bytes")
    Path(os.fsdecode(os.fsencode(inbox) + b"/caf\xe9.txt")).write_text(LETTER)
    report = import_paths(store, [inbox], workshop=workshop)
    assert lines(report) == [("caf\ufffd.txt", "imported", None)]


def test_a_file_that_grows_while_it_is_read_is_not_taken(inbox: Path) -> None:
    path = put(inbox, "log.txt", "x" * 10_000_000)
    stop, began = threading.Event(), threading.Event()

    def write() -> None:
        with path.open("ab", buffering=0) as file:
            while not stop.is_set():
                file.write(b"more")
                began.set()

    writer = threading.Thread(target=write)
    writer.start()
    began.wait()
    try:
        # One reading may fall between two writes when the writer gets no turn; never all of them.
        caught = {_raised(path) for _ in range(50)}
    finally:
        stop.set()
        writer.join()
    assert "file.changing" in caught
    assert caught <= {"file.changing", None}


def _raised(path: Path) -> str | None:
    from db.errors import InputError

    try:
        load(path, path.name)
    except InputError as error:
        return error.code
    return None


def test_progress_counts_files_and_bytes_to_the_end(store: Store, workshop: Workshop, inbox: Path) -> None:
    for number in range(5):
        put(inbox, f"{number}.txt", f"{LETTER}\n{number}\n")
    put(inbox, ".hidden", "")
    seen: list[Progress] = []
    import_paths(store, [inbox], workshop=workshop, progress=seen.append)
    assert {step.total for step in seen} == {6}
    assert [step.done for step in seen] == sorted(step.done for step in seen)
    last = seen[-1]
    assert (last.done, last.bytes_done) == (6, last.bytes_total)
    assert last.bytes_total == sum(path.stat().st_size for path in inbox.glob("[0-9]*"))


def test_workers_that_could_not_lock_themselves_up_are_told_of(store: Store, inbox: Path) -> None:
    put(inbox, "a.txt", "One statement.\n")
    with Workshop(size=1) as workshop:
        report = import_paths(store, [inbox], workshop=workshop)
        confinement = workshop.analysers.confinement
        assert confinement is not None
        assert report.notices == (() if confinement.full else ("import.not_locked_up",))
        workshop.analysers.confinement = Confinement(memory=True, detail="limits only")
        put(inbox, "b.txt", "Another statement.\n")
        report = import_paths(store, [inbox], workshop=workshop)
        assert report.notices == ("import.not_locked_up",)


def test_stopping_keeps_what_was_stored(store: Store, workshop: Workshop, inbox: Path) -> None:
    for number in range(20):
        put(inbox, f"{number:02}.txt", f"{LETTER}\n{number}\n")
    cancel = CancelToken()

    def stop_after_three(step: Progress) -> None:
        if step.done == 3:
            cancel.cancel()

    told: list[int] = []
    report = import_paths(
        store,
        [inbox],
        workshop=workshop,
        progress=stop_after_three,
        cancel=cancel,
        stored=lambda _: told.append(1),
    )
    assert report.cancelled
    assert 3 <= report.imported == len(report.files) < 20
    assert told == [1]
    with store.reading() as reading:
        assert reading.statements.count() == report.imported
    assert import_paths(store, [inbox], workshop=workshop).imported == 20 - report.imported


def test_the_index_is_told_in_batches(
    store: Store, workshop: Workshop, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.ingest.pipeline.BATCH", 1)
    monkeypatch.setattr("db.ingest.pipeline.TOLD_FIRST", 4)
    monkeypatch.setattr("db.ingest.pipeline.TOLD_EVERY", 4)
    for number in range(10):
        put(inbox, f"{number}.txt", f"{LETTER}\n{number}\n")
    counts: list[int] = []
    told: list[str] = []

    def stored(ids: Sequence[StatementId]) -> None:
        told.extend(ids)
        with store.reading() as reading:
            counts.append(reading.statements.count())

    import_paths(store, [inbox], workshop=workshop, stored=stored)
    assert counts == [4, 8, 10]
    assert len(set(told)) == len(told) == 10


def test_an_archive_that_is_in_use_is_not_written(store: Store, workshop: Workshop, inbox: Path) -> None:
    path = put(inbox, "a.txt", LETTER)
    with Store.open(store.folder) as second, pytest.raises(ArchiveError) as caught:
        import_paths(second, [path], workshop=workshop)
    assert caught.value.code == "archive.in_use"


def test_analysing_stores_nothing_and_keeps_the_order(inbox: Path) -> None:
    paths = [put(inbox, "b.txt", RELEASE), inbox / "gone.txt", put(inbox, "a.txt", LETTER)]
    found = list(analyse_files(paths, date="1999-01-02", options=ImportOptions(language="en")))
    assert [Path(path).name for path, _ in found] == ["b.txt", "gone.txt", "a.txt"]
    first, second, third = (outcome for _, outcome in found)
    assert isinstance(second, Failure)
    assert second.code == "file.missing"
    assert isinstance(first, Analysed)
    assert isinstance(third, Analysed)
    assert (first.analysis.text, third.analysis.text) == (RELEASE, LETTER)
    assert {first.analysis.date, third.analysis.date} == {"1999-01-02"}


def test_an_analysed_file_has_the_id_it_gets_when_it_is_stored(
    store: Store, workshop: Workshop, inbox: Path
) -> None:
    path = put(inbox, "a.txt", LETTER)
    (_, analysed), *_ = analyse_files([path])
    stored: FileOutcome = import_paths(store, [path], workshop=workshop).files[0]
    assert isinstance(analysed, Analysed)
    assert analysed.id == stored.id
