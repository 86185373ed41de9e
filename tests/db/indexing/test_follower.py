"""The stamped follower: what it does in each state an index can be found in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.catalogue import shipped
from db.custody import backup
from db.errors import ArchiveError
from db.indexing import Follower, Standing, Step, chosen
from db.paths import index_dir
from db.progress import Progress
from db.search import Engine
from db.store import Store
from tests.db.indexing.making import (
    WORDS,
    add,
    annotate,
    catch_up,
    check_equal,
    delete,
    engine_of,
    found,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "a.muniment") as store:
        for number in range(8):
            add(store, number)
        yield store


@pytest.fixture
def engine(store: Store) -> Iterator[Engine]:
    engine = engine_of(store)
    yield engine
    engine.close()


def test_a_new_archive_is_indexed_whole_and_then_left_alone(store: Store) -> None:
    assert (catch_up(store).step, catch_up(store).step) == (Step.REBUILT, Step.NOTHING)


def test_what_changed_since_is_replayed(store: Store) -> None:
    catch_up(store)
    first = add(store, 100)
    add(store, 101)
    annotate(store, first, "kept")
    with store.reading() as reading:
        delete(store, reading.statements.ids()[0])
    state = catch_up(store)
    assert (state.step, state.statements) == (Step.REPLAYED, 3)


def test_a_statement_that_was_deleted_and_came_back_is_found(store: Store) -> None:
    catch_up(store)
    with store.reading() as reading:
        id = reading.statements.ids()[3]
    delete(store, id)
    catch_up(store)
    assert add(store, 3) == id
    assert catch_up(store).step is Step.REPLAYED


def test_an_index_that_was_deleted_is_made_anew(store: Store) -> None:
    catch_up(store)
    shutil.rmtree(index_dir(store.lineage))
    assert catch_up(store).step is Step.REBUILT


def test_an_index_that_is_damaged_is_made_anew(store: Store) -> None:
    catch_up(store)
    for file in index_dir(store.lineage).iterdir():
        if file.is_file():
            file.write_bytes(file.read_bytes()[:40])
    assert catch_up(store).step is Step.REBUILT


def test_the_index_of_another_archive_is_made_anew(store: Store, tmp_path: Path) -> None:
    catch_up(store)
    with Store.create(tmp_path / "other.muniment") as other:
        for number in range(50, 60):
            add(other, number)
        catch_up(other)
        theirs = index_dir(other.lineage)
    shutil.rmtree(index_dir(store.lineage))
    shutil.copytree(theirs, index_dir(store.lineage))
    assert catch_up(store).step is Step.REBUILT


def test_an_index_ahead_of_a_restored_backup_is_made_anew(store: Store, tmp_path: Path) -> None:
    catch_up(store)
    backup(store, tmp_path / "backup")
    for number in range(20, 25):
        add(store, number)
    catch_up(store)
    store.close()
    with Store.open(tmp_path / "backup") as restored:
        assert restored.lineage == store.lineage
        assert catch_up(restored).step is Step.REBUILT
        for number in range(30, 35):  # as many changes as the lost future had, but others
            add(restored, number)
        assert catch_up(restored).step is Step.REPLAYED


def test_two_histories_of_one_lineage_are_told_apart(store: Store, tmp_path: Path) -> None:
    backup(store, tmp_path / "backup")
    add(store, 40)
    catch_up(store)
    with Store.open(tmp_path / "backup") as branch:
        add(branch, 41)
        with store.reading() as one, branch.reading() as other:
            assert one.changes.latest().seq == other.changes.latest().seq
        assert catch_up(branch).step is Step.REBUILT
    assert catch_up(store).step is Step.REBUILT


def test_how_it_stands_is_told_without_changing_anything(store: Store, engine: Engine) -> None:
    follower = Follower(store, engine, shipped())
    assert follower.standing() is Standing.MISSING
    follower.catch_up()
    assert follower.standing() is Standing.CURRENT
    add(store, 60)
    assert follower.standing() is Standing.BEHIND
    assert follower.standing() is Standing.BEHIND


def test_a_reader_beside_a_writer_leaves_the_index_alone(store: Store, engine: Engine) -> None:
    catch_up(store)
    add(store, 61)
    with Store.open(store.folder) as second:
        follower = Follower(second, engine, shipped())
        follower.keep_up()
        assert follower.standing() is Standing.BEHIND
        assert len(found(engine, "*")) == 8


def test_damage_found_while_searching_is_mended(store: Store, engine: Engine) -> None:
    follower = Follower(store, engine, shipped())
    failures = iter([ArchiveError("search.index_damaged", path="", reason="")])

    def ask() -> set[str]:
        for failure in failures:
            raise failure
        return found(engine, "*")

    assert len(follower.mending(ask)) == 8
    check_equal(store, engine)


def test_an_index_that_cannot_be_written_is_behind_and_nothing_is_lost(
    store: Store, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    index_dir(store.lineage).parent.mkdir(parents=True)
    index_dir(store.lineage).write_text("a file where the folder should be")
    follower = Follower(store, engine, shipped())
    follower.keep_up()
    assert "search.index_unwritable" in caplog.text
    caplog.clear()
    assert follower.standing() is Standing.MISSING
    index_dir(store.lineage).unlink()
    assert catch_up(store).step is Step.REBUILT


def test_progress_goes_to_the_end(store: Store, engine: Engine) -> None:
    seen: list[Progress] = []
    Follower(store, engine, shipped()).rebuild(seen.append)
    assert [step.done for step in seen] == list(range(9))
    assert {(step.stage, step.total, step.unit) for step in seen} == {("indexing", 8, "statements")}


def test_statements_are_chosen_by_query_or_ids_or_annotations(store: Store, engine: Engine) -> None:
    with store.reading() as reading:
        ids = reading.statements.ids()
    annotate(store, ids[5], "kept")
    Follower(store, engine, shipped()).catch_up()
    with store.reading() as reading:
        assert chosen(reading, engine, None, None) == (ids[5],)
        assert set(chosen(reading, engine, WORDS[0], None)) == set(ids[1::2])
        assert chosen(reading, engine, None, [ids[2], ids[0], ids[2]]) == (ids[2], ids[0])
