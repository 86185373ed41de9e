import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db.errors import ArchiveError
from db.store import Store
from db.store.driver import Access
from db.store.engine import make_engine
from db.store.opening import file_system
from db.store.session import Writing
from db.store.trouble import told
from resources import messages
from tests.db.store.making import analysis, contents, files, fill, source

NOBODY = 65534
POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")


def code(folder: Path, *, create: bool = False) -> str:
    with pytest.raises(ArchiveError) as caught:
        (Store.create if create else Store.open)(folder)
    error = caught.value
    shown = messages.sentence(error.code, error.params)
    assert str(folder) in shown or str(folder.parent) in shown
    assert error.code not in shown
    return error.code


@contextmanager
def without_privileges() -> Iterator[None]:
    """Root may do everything: as another user for a while, where the tests run as root."""
    if not (hasattr(os, "setresuid") and os.getuid() == 0):
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def open_path(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that every user may enter."""
    tops = {Path("/"), Path("/tmp"), Path("/dev/shm"), tmp_path_factory.getbasetemp().parent.parent}
    for folder in (tmp_path, *tmp_path.parents):
        if folder in tops:
            break
        folder.chmod(0o755)
    return tmp_path


def test_a_new_archive_says_what_it_is(folder: Path) -> None:
    with Store.create(folder, sample=True) as store:
        assert store.sample
        assert not store.read_only
        lineage = store.lineage
    assert "archive of Muniment" in (folder / "README.txt").read_text(encoding="utf-8")
    assert sorted(files(folder)) == ["README.txt", "archive.db", "writer.lock"]
    with Store.open(folder) as store:
        assert (store.lineage, store.sample) == (lineage, True)
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_the_settings_are_those_that_were_measured(store: Store) -> None:
    engine = make_engine(store.folder / "archive.db", Access.WRITE)
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
    engine.dispose()
    assert found == expected


def test_what_is_not_an_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "foreign").mkdir()
    with closing(sqlite3.connect(tmp_path / "foreign" / "archive.db")) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.commit()
    assert code(tmp_path / "none") == "archive.missing"
    assert code(tmp_path / "file") == "archive.is_file"
    assert code(tmp_path / "empty") == "archive.not_an_archive"
    assert code(tmp_path / "foreign") == "archive.not_an_archive"


@pytest.mark.parametrize("left", [0, 50, 5000])
def test_a_torn_database_is_named(store: Store, left: int) -> None:
    fill(store)
    store.close()
    file = store.folder / "archive.db"
    file.write_bytes(file.read_bytes()[:left])
    before = files(store.folder)
    assert code(store.folder) == "archive.damaged"
    assert files(store.folder) == before


def test_an_archive_is_never_made_over_something(store: Store, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    (tmp_path / "file").write_text("x")
    assert code(store.folder, create=True) == "archive.exists"
    assert code(tmp_path / "full", create=True) == "archive.folder_not_empty"
    assert code(tmp_path / "file", create=True) == "archive.is_file"
    assert code(tmp_path / "none" / "a.muniment", create=True) == "archive.parent_missing"
    assert (tmp_path / "full" / "letter.txt").read_text() == "dear"


def test_an_empty_folder_becomes_an_archive(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    Store.create(tmp_path / "new").close()
    with Store.open(tmp_path / "new") as store, store.reading() as reading:
        assert reading.statements.count() == 0


@pytest.mark.parametrize(
    "name", ["a?mode=memory#x%20.muniment", "ثقة 文件 é.muniment", "with space'.muniment"]
)
def test_any_name_of_a_folder_will_do(tmp_path: Path, name: str) -> None:
    with Store.create(tmp_path / name) as store:
        fill(store, 1)
    with Store.open(tmp_path / name, read_only=True) as store, store.reading() as reading:
        assert reading.statements.count() == 1


@POSIX
def test_a_folder_that_may_not_be_written_is_read(open_path: Path) -> None:
    folder = open_path / "theirs.muniment"
    with Store.create(folder) as store:
        fill(store)
        expected = contents(store)
    _lock_up(folder)
    before = files(folder)
    with without_privileges(), Store.open(folder) as store:
        assert store.read_only_reason == "archive.folder_read_only"
        assert contents(store) == expected
        assert store.originals.read(next(iter(store.originals.all())))
    _unlock(folder)
    assert files(folder) == before


@POSIX
def test_an_unfinished_archive_that_may_not_be_written_is_not_read_wrongly(open_path: Path) -> None:
    with Store.create(open_path / "live.muniment") as store:
        fill(store)
        folder = open_path / "copy.muniment"
        shutil.copytree(store.folder, folder, ignore=shutil.ignore_patterns("*-shm"))
    assert (folder / "archive.db-wal").stat().st_size > 0
    _lock_up(folder)
    with without_privileges():
        assert code(folder) in {"archive.unfinished", "archive.no_permission"}
    _unlock(folder)
    with Store.open(folder) as store, store.reading() as reading:
        assert reading.statements.count() == 3


@POSIX
def test_a_folder_without_permission_is_told(open_path: Path) -> None:
    (open_path / "closed").mkdir()
    Store.create(open_path / "closed" / "a.muniment").close()
    (open_path / "closed").chmod(0o000)
    with without_privileges():
        opening = code(open_path / "closed" / "a.muniment")
        creating = code(open_path / "closed" / "b.muniment", create=True)
    (open_path / "closed").chmod(0o700)
    assert (opening, creating) == ("archive.no_permission", "archive.no_permission")


def test_a_full_disk_undoes_the_last_step_only(store: Store) -> None:
    fill(store)
    expected = contents(store)
    with pytest.raises(ArchiveError) as caught:
        _add_with_no_page_left(store)
    assert caught.value.code == "archive.disk_full"
    assert contents(store) == expected
    with store.writing() as writing:
        writing.statements.add(analysis(99), source())


def _add_with_no_page_left(store: Store) -> None:
    engine = make_engine(store.folder / "archive.db", Access.WRITE)
    with closing(engine.raw_connection()) as raw:
        raw.cursor().execute("PRAGMA max_page_count=1")  # SQLite takes it as: not one page more than now
    with told(store.folder), engine.begin() as connection:
        Writing(connection).statements.add(analysis(text="long " * 100_000), source())


def test_an_error_of_the_caller_is_not_taken_for_one_of_the_archive(store: Store) -> None:
    with pytest.raises(FileNotFoundError), store.reading():
        Path("no such file").read_bytes()
    with pytest.raises(UnicodeDecodeError), store.reading():
        b"\xff".decode()


def test_compacting_gives_space_back(store: Store) -> None:
    with store.writing() as writing:
        id = writing.statements.add(analysis(text="long " * 100_000), source())
    with store.writing() as writing:
        writing.statements.delete(id)
    fill(store)
    expected = contents(store)
    assert store.compact() > 100_000
    assert contents(store) == expected


MOUNTS = """\
22 1 8:1 / / rw - ext4 /dev/sda1 rw
30 22 0:30 / /mnt/office rw,relatime shared:5 - cifs //server/share rw
31 30 8:2 / /mnt/office/local\\040disk rw - ext4 /dev/sdb1 rw
not a line of mounts
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the table of mounts is Linux's")
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a", "ext4"),
        ("/mnt/office/b", "cifs"),
        ("/mnt/office/local disk/c", "ext4"),
        ("/mnt/officer", "ext4"),
    ],
)
def test_a_network_drive_is_known_by_its_mount(path: str, kind: str) -> None:
    assert file_system(MOUNTS, Path(path)) == kind


def _lock_up(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)


def _unlock(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
