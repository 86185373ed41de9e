import ast
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import db.store.migrations
from db.custody import verify
from db.errors import ArchiveError
from db.store import Originals, Store
from db.store.driver import Access
from db.store.engine import make_engine
from db.store.migrating import SHIPPED, Migrations, migrate
from db.store.schema import HEAD, Base
from tests.db.store.making import analysis, contents, files, fill, source

VERSIONS = Path(db.store.migrations.__file__).parent / "versions"
OURS = Path(__file__).parent / "revisions"
WIDENED = Migrations("t003", (VERSIONS, OURS / "widened"))
BROKEN = Migrations("t003", (VERSIONS, OURS / "broken"))
REVISIONS = [script.revision for script in ScriptDirectory.from_config(SHIPPED.config()).walk_revisions()]


def schema(file: Path) -> dict[str, list[str]]:
    """Every table and index with its words, sorted: constraints may stand in any order."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return {name: sorted(re.split(r"[\s,()]+", sql)) for name, sql in rows}


def archive_of(revision: str, folder: Path) -> Path:
    """An archive that the program of that time wrote: its database, and the originals it speaks of."""
    folder.mkdir()
    words = (Path(__file__).parent / "archives" / f"{revision}.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        connection.executescript(words)
    for number in (1, 2, 3):
        Originals(folder / "originals").put(b"original %d" % number)
    Originals(folder / "originals").put(b"seven")
    return folder


def stamp(folder: Path, revision: str) -> None:
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    file = tmp_path / "archive.db"
    file.touch()
    return file


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    script = ScriptDirectory.from_config(SHIPPED.config())
    assert script.get_heads() == [HEAD]
    assert script.get_bases() == ["0001"]


def test_the_head_equals_the_models(empty: Path, store: Store) -> None:
    migrate(empty, SHIPPED)
    engine = make_engine(empty, Access.READ)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()
    assert schema(empty) == schema(store.folder / "archive.db")


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_revision_runs_up_and_down_and_up(empty: Path, revision: str) -> None:
    migrate(empty, SHIPPED)
    expected = schema(empty)
    migrate(empty, SHIPPED, "base" if revision == "0001" else f"{revision}-1")
    assert len(schema(empty)) < len(expected)
    migrate(empty, SHIPPED)
    assert schema(empty) == expected


def test_the_first_goes_down_with_data(store: Store) -> None:
    fill(store)
    store.close()
    migrate(store.folder / "archive.db", SHIPPED, "base")
    assert list(schema(store.folder / "archive.db")) == ["alembic_version"]


def test_an_older_archive_is_brought_up_to_date_after_a_backup(store: Store) -> None:
    fill(store)
    expected = contents(store)
    before = schema(store.folder / "archive.db")
    store.close()
    with Store.open(store.folder, migrations=WIDENED) as opened:
        assert opened.schema == "t003"
        assert contents(opened) == expected
        with opened.reading() as reading:
            assert reading.fixity.dangling() == {}
    with closing(sqlite3.connect(store.folder / "archive.db")) as connection:
        assert connection.execute("SELECT count(*) FROM work WHERE series = 'of ' || id").fetchone() == (3,)
    backup = store.folder / "archive.before-0002.db"
    assert schema(backup) == before
    shutil.copy(backup, store.folder / "archive.db")
    with Store.open(store.folder) as older:
        assert contents(older) == expected


def test_a_real_archive_of_the_first_migration_is_kept_whole(folder: Path) -> None:
    with Store.open(archive_of("0001", folder)) as opened:
        assert opened.schema == HEAD
        assert verify(opened).sound
        with opened.reading() as reading:
            found = reading.statements.many(reading.statements.ids())
            log = [event.action for event in reading.events.all()]
            notes = [one.note for statement in found for one in statement.annotations]
        assert [(one.title, one.language, one.version) for one in found] == [
            ("Release 1", "en", 1),
            ("Release 2", "en", 1),
            ("Release 3", "en", 1),
            ("Release 7", "fr", 1),
        ]
        assert found[3].work == found[0].work
        assert found[3].source.url == "https://example.org/7"
        assert {(one.hints, one.pages, one.warnings, one.source.captured_at) for one in found} == {
            ((), (), (), None)
        }
        assert (log, notes) == (["created", *["imported"] * 3, "annotated"], ["ask again"])
        with opened.writing() as writing:
            writing.statements.add(analysis(8), source(b"eight", member="8"), warnings=("text.undecodable",))
        opened.originals.put(b"eight")
        assert verify(opened).sound
    assert (folder / "archive.before-0001.db").is_file()


def test_a_migration_goes_down_with_data(store: Store) -> None:
    fill(store)
    expected, before = contents(store), schema(store.folder / "archive.db")
    store.close()
    migrate(store.folder / "archive.db", WIDENED)
    migrate(store.folder / "archive.db", WIDENED, "0002")
    assert schema(store.folder / "archive.db").keys() == before.keys()
    with Store.open(store.folder) as opened:
        assert contents(opened) == expected


def test_a_migration_that_fails_leaves_the_archive_as_it_was(store: Store) -> None:
    fill(store)
    expected = contents(store)
    store.close()
    with pytest.raises(ArchiveError):
        Store.open(store.folder, migrations=BROKEN)
    with Store.open(store.folder) as opened:
        assert not opened.read_only
        assert contents(opened) == expected


def test_an_older_archive_is_not_migrated_by_who_only_reads(store: Store) -> None:
    fill(store)
    store.close()
    before = files(store.folder)
    with pytest.raises(ArchiveError) as caught:
        Store.open(store.folder, read_only=True, migrations=WIDENED)
    assert caught.value.code == "archive.older"
    assert files(store.folder) == before


def test_a_newer_archive_is_refused_untouched(store: Store) -> None:
    fill(store)
    store.close()
    stamp(store.folder, "9999")
    before = files(store.folder)
    for read_only in (False, True):
        with pytest.raises(ArchiveError) as caught:
            Store.open(store.folder, read_only=read_only)
        assert caught.value.code == "archive.newer"
        assert caught.value.params["schema"] == "9999"
    assert files(store.folder) == before


def test_a_newer_archive_whose_program_was_killed_is_refused_untouched(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy.muniment"
    fill(store)
    with closing(sqlite3.connect(store.folder / "archive.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        shutil.copytree(store.folder, copy, ignore=shutil.ignore_patterns("*-shm"))
    before = files(copy)
    assert "archive.db-wal" in before
    with pytest.raises(ArchiveError) as caught:
        Store.open(copy)
    assert caught.value.code == "archive.newer"
    assert {name: sha for name, sha in files(copy).items() if not name.endswith("-shm")} == before


@pytest.mark.parametrize("path", sorted(VERSIONS.parent.rglob("*.py")), ids=lambda path: path.name)
def test_migrations_never_import_the_project(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = (
            [name.name for name in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "."]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        assert not {name.split(".")[0] for name in names} & {"db", "viewer", "resources", ""}
