import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.custody import backup, compact, restore, verify
from db.errors import ArchiveError, Cancelled
from db.progress import CancelToken, Progress
from db.store import Store
from resources import messages
from tests.db.store.making import analysis, contents, files, fill, source


def statements(store: Store) -> object:
    return contents(store)[0]  # type: ignore[index]


def test_a_backup_is_a_whole_archive(store: Store, tmp_path: Path) -> None:
    fill(store)
    expected = contents(store)
    seen: list[Progress] = []
    report = backup(store, tmp_path / "copy.muniment", seen.append)
    assert report.sound
    assert (report.statements, report.originals, report.annotations) == (3, 3, 1)
    assert Progress(stage="copying", done=3, total=3) in seen
    assert sorted(files(tmp_path / "copy.muniment")) == sorted(
        name for name in files(store.folder) if name.split(".")[0] != "writer" and "-" not in name
    )
    with Store.open(tmp_path / "copy.muniment") as copy:
        assert copy.lineage == store.lineage
        assert contents(copy) == expected
        for sha in store.originals.all():
            assert copy.originals.read(sha) == store.originals.read(sha)
    with store.reading() as reading:
        assert reading.events.all()[-1].action == "backed_up"


def test_an_archive_in_use_by_another_can_be_backed_up(store: Store, tmp_path: Path) -> None:
    fill(store)
    with store.writing() as writing:
        writing.statements.add(analysis(50), source(b"original 1"))
        with Store.open(store.folder) as second:
            assert second.read_only
            assert backup(second, tmp_path / "copy.muniment").statements == 3
    assert verify(store).statements == 4


def test_restoring_brings_back_what_was(store: Store, tmp_path: Path) -> None:
    ids = fill(store)
    expected = statements(store)
    backup(store, tmp_path / "copy.muniment")
    before = files(tmp_path / "copy.muniment")
    with store.writing() as writing:
        writing.statements.delete(ids[0])
    store.close()
    report = restore(tmp_path / "copy.muniment", tmp_path / "again.muniment")
    assert report.sound
    assert files(tmp_path / "copy.muniment") == before
    with Store.open(tmp_path / "again.muniment") as again:
        assert statements(again) == expected
        assert verify(again).sound
        with again.reading() as reading:
            assert reading.events.all()[-1].action == "restored"


def test_histories_part_after_a_backup_was_restored(store: Store, tmp_path: Path) -> None:
    fill(store)
    backup(store, tmp_path / "copy.muniment")
    restore(tmp_path / "copy.muniment", tmp_path / "again.muniment")
    with store.writing() as writing:
        writing.statements.add(analysis(50), source())
    with Store.open(tmp_path / "again.muniment") as again:
        with again.writing() as writing:
            writing.statements.add(analysis(51), source())
        with store.reading() as reading:
            mark = reading.changes.latest()
        with again.reading() as reading:
            assert reading.changes.latest().seq == mark.seq
            assert not reading.changes.knows(mark)


def test_a_damaged_backup_is_not_restored(store: Store, tmp_path: Path) -> None:
    fill(store)
    backup(store, tmp_path / "copy.muniment")
    with closing(sqlite3.connect(tmp_path / "copy.muniment" / "archive.db")) as connection:
        connection.execute("UPDATE annotation SET note = 'other'")
        connection.commit()
    with pytest.raises(ArchiveError) as caught:
        restore(tmp_path / "copy.muniment", tmp_path / "again.muniment")
    assert caught.value.code == "backup.damaged"
    assert "a1" in messages.sentence(caught.value.code, caught.value.params)
    assert {path.name for path in tmp_path.iterdir()} == {"notes.muniment", "copy.muniment"}


def test_damage_of_the_archive_is_reported_and_what_is_left_is_saved(store: Store, tmp_path: Path) -> None:
    fill(store)
    sha = next(iter(store.originals.all()))
    store.originals.path(sha).unlink()
    report = backup(store, tmp_path / "copy.muniment")
    assert [damage.code for damage in report.damages] == ["damage.original_missing"]
    with Store.open(tmp_path / "copy.muniment") as copy:
        assert statements(copy) == statements(store)


def test_nothing_is_overwritten_and_nothing_left_behind(store: Store, tmp_path: Path) -> None:
    fill(store)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    token = CancelToken()
    token.cancel()
    for target, code in {
        store.folder: "backup.inside",
        store.folder / "sub.muniment": "backup.inside",
        tmp_path / "full": "archive.folder_not_empty",
        tmp_path / "none" / "copy.muniment": "archive.parent_missing",
    }.items():
        with pytest.raises(ArchiveError) as caught:
            backup(store, target)
        assert caught.value.code == code
    with pytest.raises(Cancelled):
        backup(store, tmp_path / "copy.muniment", cancel=token)
    with pytest.raises(ArchiveError) as caught:
        restore(tmp_path / "nowhere.muniment", tmp_path / "again.muniment")
    assert caught.value.code == "archive.missing"
    assert {path.name for path in tmp_path.iterdir()} == {"notes.muniment", "full"}
    assert (tmp_path / "full" / "letter.txt").read_text() == "dear"


def test_compacting_changes_nothing_but_the_size(store: Store) -> None:
    fill(store)
    with store.writing() as writing:
        writing.statements.delete(writing.statements.add(analysis(text="long " * 100_000), source()))
    expected = contents(store)
    assert compact(store) > 100_000
    assert contents(store) == expected
    assert verify(store).sound
