"""The Whoosh engine as a keeper of files: hostile, damaged, foreign and interrupted indexes, threads, locks."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.catalogue import shipped
from db.errors import ArchiveError
from db.model import SearchRequest
from db.search import Engine, open_engine, storage, whoosh_engine
from db.search.storage import DurableStorage
from db.search.whoosh_guard import ForeignPickle, restricted_load, restricted_loads, whoosh
from tests.db.search.statements import DOCUMENTS, stamp, statement


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> Iterator[Engine]:
    made = open_engine(folder, shipped())
    made.rebuild(DOCUMENTS, stamp())
    yield made
    made.close()


def total(engine: Engine, query: str = "*") -> int:
    return engine.search(SearchRequest(query=query)).total


def total_or_damage(engine: Engine, query: str) -> int | str:
    try:
        return total(engine, query)
    except ArchiveError as error:
        return error.code


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "MAIN_WRITELOCK"}


class Trap:
    """Leaves a file behind when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (self._mark,))


def test_opening_writes_nothing(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "nowhere", shipped())
    assert engine.stamp() is None
    assert total(engine) == 0
    assert not (tmp_path / "nowhere").exists()
    engine.close()


def test_reopened_it_is_the_same(engine: Engine, folder: Path) -> None:
    again = open_engine(folder, shipped())
    assert again.stamp() == stamp()
    assert total(again) == len(DOCUMENTS)
    again.close()


def test_another_process_or_engine_sees_commits(engine: Engine, folder: Path) -> None:
    reader = open_engine(folder, shipped())
    assert total(reader, "comet") == 0
    engine.apply([statement("new", "A comet", "was seen")], ["astral"], stamp(2))
    assert total(reader, "comet") == 1
    assert total(reader) == len(DOCUMENTS)
    assert reader.stamp() == stamp(2)
    reader.close()


# hostile indexes


def test_the_trap_springs_where_nothing_guards(tmp_path: Path) -> None:
    pickle.loads(pickle.dumps(Trap(tmp_path / "mark")))
    assert (tmp_path / "mark").exists()


def _table_of_contents(folder: Path) -> Path:
    return next(folder.glob("_MAIN_*.toc"))


def _swap(path: Path, put: bytes, at: int) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:at] + put + data[at:])


def test_a_pickle_in_the_table_of_contents_does_not_run(engine: Engine, folder: Path, tmp_path: Path) -> None:
    engine.close()
    toc = _table_of_contents(folder)
    data = toc.read_bytes()
    # the list of segments is the last pickle of the file: what comes before it stays as it is
    start = next(at for at in range(len(data) - 1, 0, -1) if _is_pickle(data[at:]))
    toc.write_bytes(data[:start] + pickle.dumps([Trap(tmp_path / "mark")]))
    opened = open_engine(folder, shipped())
    assert opened.stamp() is None
    assert total(opened) == 0
    assert not (tmp_path / "mark").exists()
    opened.rebuild(DOCUMENTS, stamp(2))
    assert (opened.stamp(), total(opened)) == (stamp(2), len(DOCUMENTS))
    opened.close()


def _is_pickle(data: bytes) -> bool:
    try:
        return data[:1] == b"\x80" and isinstance(restricted_loads(data), list)
    except Exception:  # noqa: BLE001  anything may come of reading pieces of a file
        return False


def test_a_pickled_schema_is_never_read(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    storage = DurableStorage(folder)
    with storage.create_file("_MAIN_3.toc") as stream:
        for size in (4, 8, 4):
            stream.write_varint(size)
        stream.write_int(-12345)
        stream.write_int(whoosh.index._CURRENT_TOC_VERSION)
        for number in (2, 7, 4):
            stream.write_varint(number)
        stream.write_string(pickle.dumps(Trap(tmp_path / "mark")))
        stream.write_int(3)
        stream.write_int(0)
        stream.write_pickle([])
    opened = open_engine(folder, shipped())
    assert opened.stamp() is None
    assert not (tmp_path / "mark").exists()
    opened.close()


def test_pickles_in_segments_do_not_run(engine: Engine, folder: Path, tmp_path: Path) -> None:
    """Every pickle of a segment in turn: the directory, the blocks of postings, the cards."""
    engine.close()
    segment = next(folder.glob("MAIN_*.seg"))
    whole = segment.read_bytes()
    trap = pickle.dumps(Trap(tmp_path / "mark"), 2)
    starts = [
        at
        for at in range(len(whole))
        if whole[at : at + 2] in {b"\x80\x03", b"\x80\x02", b"\x80\x04", b"\x80\x05"}
    ]
    assert len(starts) > 20
    for start in starts[:: max(1, len(starts) // 40)]:
        segment.write_bytes(whole[:start] + trap + whole[start + len(trap) :])
        opened = open_engine(folder, shipped())
        for query in ("union", '"trade unions"', "country:*", "u*"):
            found = total_or_damage(opened, query)
            assert isinstance(found, int) or found == "search.index_damaged"
        opened.close()
        assert not (tmp_path / "mark").exists()


def test_every_way_of_whoosh_to_unpickle_is_guarded(tmp_path: Path) -> None:
    trap = pickle.dumps(Trap(tmp_path / "mark"))
    ways = [
        restricted_loads,
        lambda data: restricted_load(io.BytesIO(data)),
        whoosh.codec.whoosh3.loads,
        whoosh.columns.loads,
        whoosh.formats.loads,
        whoosh.compat.loads,
        whoosh.compat.pickle.loads,
        whoosh.index.pickle.loads,
        lambda data: whoosh.compat.load(io.BytesIO(data)),
        lambda data: whoosh.externalsort.load(io.BytesIO(data)),
        lambda data: whoosh.filedb.structfile.StructFile(io.BytesIO(data)).read_pickle(),
        lambda data: whoosh.util.loading.RenamingUnpickler(io.BytesIO(data), {}).load(),
        lambda data: whoosh.legacy.RenamingUnpickler(io.BytesIO(data), {}).load(),
    ]
    for way in ways:
        with pytest.raises(ForeignPickle):
            way(trap)
    assert not (tmp_path / "mark").exists()


def test_no_module_of_whoosh_kept_the_open_pickle() -> None:
    unpicklers = {pickle.load, pickle.loads, pickle.Unpickler}
    held = [
        f"{name}.{attribute}"
        for name, module in sys.modules.items()
        if name.startswith("whoosh")
        for attribute, value in vars(module).items()
        if value is pickle or (callable(value) and any(value is unpickler for unpickler in unpicklers))
    ]
    # the module that defines the old unpickler still names `pickle`; the class itself is replaced
    assert held == ["whoosh.util.loading.pickle"]


# damaged, foreign and older indexes


@pytest.mark.parametrize("keep", [0, 1, 30, -10])
def test_a_torn_table_of_contents_is_an_empty_index(engine: Engine, folder: Path, keep: int) -> None:
    engine.close()
    toc = _table_of_contents(folder)
    toc.write_bytes(toc.read_bytes()[:keep])
    opened = open_engine(folder, shipped())
    assert opened.stamp() is None
    assert total(opened) == 0
    opened.apply(DOCUMENTS[:2], [], stamp(5))
    assert (opened.stamp(), total(opened)) == (stamp(5), 2)
    opened.close()


def test_a_missing_segment_is_an_empty_index(engine: Engine, folder: Path) -> None:
    engine.close()
    next(folder.glob("MAIN_*.seg")).unlink()
    opened = open_engine(folder, shipped())
    assert opened.stamp() is None
    opened.rebuild(DOCUMENTS, stamp(2))
    assert total(opened) == len(DOCUMENTS)
    opened.close()


def test_zeros_in_a_segment_are_told_or_empty_and_a_rebuild_mends(engine: Engine, folder: Path) -> None:
    engine.close()
    segment = next(folder.glob("MAIN_*.seg"))
    whole = segment.read_bytes()
    segment.write_bytes(whole[:100] + bytes(len(whole) - 200) + whole[-100:])
    opened = open_engine(folder, shipped())
    assert total_or_damage(opened, "union") in {0, "search.index_damaged"}
    assert opened.stamp() is None
    opened.rebuild(DOCUMENTS, stamp(2))
    assert total(opened, "unions") == 2
    opened.close()


def test_an_index_of_other_rules_is_empty_and_untouched_until_written(
    engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.close()
    before = contents(folder)
    monkeypatch.setattr(whoosh_engine, "RULES_FINGERPRINT", "other rules")
    opened = open_engine(folder, shipped())
    assert opened.stamp() is None
    assert total(opened) == 0
    assert contents(folder) == before
    opened.apply(DOCUMENTS[:1], [], stamp(9))
    assert (opened.stamp(), total(opened)) == (stamp(9), 1)
    opened.close()


def test_files_of_others_are_left_alone(engine: Engine, folder: Path) -> None:
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "MAINLAND.txt").write_text("mine", encoding="utf-8")
    _table_of_contents(folder).write_bytes(b"nonsense")
    engine.rebuild(DOCUMENTS, stamp(2))
    assert (folder / "notes.txt").exists()
    assert (folder / "MAINLAND.txt").exists()


# interrupted and simultaneous writing


def test_leftovers_of_a_dead_writer_are_swept(engine: Engine, folder: Path) -> None:
    (folder / "_MAIN_2.toc.1700000000.5").write_bytes(b"half")
    (folder / "MAIN_0123456789abcdef.pst").write_bytes(b"half")
    (folder / "MAIN.tmp").mkdir()
    (folder / "MAIN.tmp" / "run").write_bytes(b"half")
    engine.apply([], [], stamp(2))
    names = {path.name for path in folder.iterdir()}
    assert len([name for name in names if name.endswith(".toc")]) == 1
    assert not {"_MAIN_2.toc.1700000000.5", "MAIN_0123456789abcdef.pst", "MAIN.tmp"} & names
    assert total(engine) == len(DOCUMENTS)


_DIE = """
import os, sys
from pathlib import Path
from db.catalogue import shipped
from db.search import open_engine
from db.search.storage import DurableStorage
from tests.db.search.statements import DOCUMENTS, stamp
def die(*_, **__): os._exit(9)
setattr(DurableStorage, sys.argv[2], die)
open_engine(Path(sys.argv[1]), shipped()).rebuild(DOCUMENTS[:1], stamp(7))
"""


@pytest.mark.parametrize("moment", ["create_file", "rename_file"])
def test_a_writer_killed_before_the_renaming_changes_nothing(
    engine: Engine, folder: Path, moment: str
) -> None:
    root = Path(__file__).resolve().parents[3]
    ended = subprocess.run(
        [sys.executable, "-c", _DIE, str(folder), moment], cwd=root, check=False, timeout=60
    )
    assert ended.returncode == 9
    assert (engine.stamp(), total(engine)) == (stamp(), len(DOCUMENTS))
    engine.apply([], ["astral"], stamp(8))
    assert (engine.stamp(), total(engine)) == (stamp(8), len(DOCUMENTS) - 1)


def test_a_second_writer_is_told(engine: Engine, folder: Path) -> None:
    lock = DurableStorage(folder).lock("MAIN_WRITELOCK")
    assert lock.acquire()
    with pytest.raises(ArchiveError) as told:
        engine.apply([], [], stamp(2))
    assert told.value.code == "search.index_locked"
    lock.release()
    engine.apply([], [], stamp(2))
    assert engine.stamp() == stamp(2)


def test_a_full_disk_is_told_and_nothing_is_lost(
    engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(DurableStorage, "rename_file", full)
        with pytest.raises(ArchiveError) as told:
            engine.apply(DOCUMENTS[:1], ["astral"], stamp(2))
    assert told.value.code == "search.index_unwritable"
    assert (engine.stamp(), total(engine)) == (stamp(), len(DOCUMENTS))
    engine.apply([], ["astral"], stamp(3))
    assert total(engine) == len(DOCUMENTS) - 1


def test_a_path_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    engine = open_engine(tmp_path / "file", shipped())
    assert engine.stamp() is None
    with pytest.raises(ArchiveError) as told:
        engine.apply([], [], stamp())
    assert told.value.code == "search.index_unwritable"


def test_files_are_synced_before_the_renaming_and_the_folder_after(
    engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync_file, sync_folder = storage._sync_file, storage._sync_folder

    def file(path: Path) -> None:
        done.append(path.suffix)
        sync_file(path)

    def directory(path: Path) -> None:
        done.append(f"folder, {len(list(path.glob('*.toc')))} tables")
        sync_folder(path)

    monkeypatch.setattr(storage, "_sync_file", file)
    monkeypatch.setattr(storage, "_sync_folder", directory)
    engine.apply(DOCUMENTS[:1], [], stamp(2))
    files = {suffix for suffix in done if not suffix.startswith("folder")}
    assert ".seg" in files
    assert done[-2:] == ["folder, 1 tables", "folder, 2 tables"]


def test_readers_and_a_writer_at_once(engine: Engine) -> None:
    stop = threading.Event()
    wrong: list[object] = []

    def read() -> None:
        while not stop.is_set():
            found = engine.search(SearchRequest(query='noravia OR "trade unions" OR u*', facets=True))
            if found.total not in {2, 3}:
                wrong.append(found)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for seq in range(2, 14):
            extra = [statement("extra", "Noravia again", "union")] if seq % 2 else []
            engine.apply(extra, [] if seq % 2 else ["extra"], stamp(seq))
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert wrong == []
    assert engine.stamp() == stamp(13)


def test_many_commits_keep_counts_right(engine: Engine) -> None:
    for seq in range(2, 40):
        engine.apply([statement("same", f"Comet {seq}", "seen again and again")], [], stamp(seq))
    assert total(engine, "comet") == 1
    assert total(engine, '"again and again"') == 1
    assert total(engine, "39") == 1
    assert total(engine) == len(DOCUMENTS) + 1


def test_importing_search_warns_of_nothing_on_a_fresh_install(tmp_path: Path) -> None:
    """Whoosh's modules warn when they are compiled: so they are compiled here, as on the first start."""
    root = Path(__file__).resolve().parents[3]
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-X", f"pycache_prefix={tmp_path}", "-c", "import db.search"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
