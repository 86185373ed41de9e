import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from db.errors import ArchiveError
from db.store import Store
from tests.db.store.making import analysis, contents, fill, source
from tests.db.store.programs import program, said


def test_the_second_program_reads_only_and_says_so(folder: Path) -> None:
    with Store.create(folder) as store:
        ids = fill(store)
    with program(folder, "hold") as holder:
        assert said(holder) == "writing"
        with Store.open(folder) as second:
            assert second.read_only
            assert second.read_only_reason == "archive.in_use"
            with second.reading() as reading:
                assert reading.statements.ids() == tuple(ids)
            with pytest.raises(ArchiveError) as caught, second.writing():
                pass
            assert caught.value.code == "archive.in_use"
            with pytest.raises(ArchiveError):
                second.originals.put(b"new")
        holder.communicate()
    with Store.open(folder) as alone:
        assert alone.read_only_reason is None


def test_the_second_program_sees_what_the_first_commits(folder: Path) -> None:
    Store.create(folder).close()
    with program(folder, "write") as writer:
        assert said(writer) == "writing"
        with Store.open(folder) as second:
            for _ in range(5):
                id = said(writer)
                with second.reading() as reading:
                    assert reading.statements.get(id) is not None


def test_no_lock_is_left_by_a_program_that_was_killed(folder: Path) -> None:
    Store.create(folder).close()
    with program(folder, "hold") as holder:
        assert said(holder) == "writing"
        holder.kill()
        holder.wait()
        with Store.open(folder) as after:
            assert not after.read_only


def test_nothing_at_all_is_written_when_reading_was_asked_for(store: Store) -> None:
    fill(store)
    store.close()
    with Store.open(store.folder, read_only=True) as opened, Store.open(store.folder) as other:
        assert (opened.read_only, opened.read_only_reason) == (True, None)
        assert not other.read_only
        with pytest.raises(ArchiveError) as caught, opened.writing():
            pass
        assert caught.value.code == "archive.read_only"
        with pytest.raises(ArchiveError) as caught:
            opened.compact()
        assert caught.value.code == "archive.read_only"


def test_a_reader_keeps_its_snapshot_while_another_writes(store: Store) -> None:
    fill(store, 1)
    with store.reading() as reading:
        assert reading.statements.count() == 1
        with store.writing() as writing:
            writing.statements.add(analysis(2), source())
        assert reading.statements.count() == 1
    with store.reading() as reading:
        assert reading.statements.count() == 2


def test_many_threads_read_and_write(store: Store) -> None:
    stop = threading.Event()

    def write(worker: int) -> None:
        for number in range(12):
            with store.writing() as writing:
                writing.statements.add(analysis(worker * 100 + number), source())
                writing.events.record("imported")

    def read() -> int:
        seen = 0
        while not stop.is_set():
            with store.reading() as reading:
                count = reading.statements.count()
                assert len(reading.statements.many(reading.statements.ids())) == count >= seen
                seen = count
        return seen

    with ThreadPoolExecutor(6) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            list(pool.map(write, range(3)))
        finally:
            stop.set()
        assert all(reader.result() <= 36 for reader in readers)
    with store.reading() as reading:
        assert reading.statements.count() == 36
        assert reading.changes.latest().seq == 36
        assert reading.fixity.log().broken == ()


def test_writing_within_writing_is_a_bug_and_not_a_standstill(store: Store) -> None:
    with store.writing() as writing:
        writing.statements.add(analysis(), source())
        with pytest.raises(RuntimeError, match="within"), store.writing():
            pass
    assert len(contents(store)[0]) == 1  # type: ignore[index]
