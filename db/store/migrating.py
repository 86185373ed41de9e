"""Bringing the database of an older archive up to date: a verified backup first, then one transaction.

The migrations themselves are Alembic's, in `db.store.migrations`; Alembic is loaded only when one must run.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from db.errors import ArchiveError
from db.store.copying import copy_database
from db.store.driver import Access, connect
from db.store.engine import make_engine
from db.store.schema import HEAD
from db.store.trouble import told, told_system

if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Migrations:
    """A set of migrations: the newest, and the folders in which they lie."""

    head: str = HEAD
    versions: tuple[Path, ...] = field(default=(_SCRIPTS / "versions",))

    def config(self, connection: Connection | None = None) -> Config:
        """Alembic's configuration: no ini file, and over our own connection."""
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
        config.set_main_option("path_separator", "newline")
        locations = "\n".join(str(folder) for folder in self.versions)
        config.set_main_option("version_locations", locations.replace("%", "%%"))
        config.attributes["connection"] = connection
        return config

    def check(self, found: str, folder: Path) -> None:
        """Raises `ArchiveError` ``archive.newer`` for a revision that this version does not know."""
        if found == self.head:
            return
        from alembic.script import ScriptDirectory

        known = {script.revision for script in ScriptDirectory.from_config(self.config()).walk_revisions()}
        if found not in known:
            raise ArchiveError("archive.newer", path=str(folder), schema=found, known=self.head)


SHIPPED = Migrations()


def bring_up_to_date(file: Path, found: str, migrations: Migrations) -> None:
    """Migrates a database from revision `found`. The backup stays beside it, named after that revision.

    Killed at any instant, the database is either as it was or up to date. Raises `ArchiveError`.
    """
    folder = file.parent
    with told(folder), told_system(folder):
        backup = file.with_name(f"{file.stem}.before-{found}.db")
        with closing(connect(file, Access.WRITE)) as connection:
            copy_database(connection, backup)
        migrate(file, migrations)


def migrate(file: Path, migrations: Migrations, target: str = "head") -> None:
    """Runs migrations up, or down to `target` (``base`` or a revision), in one transaction.

    Foreign keys are looked at once, at the end: while a table is made anew, they point nowhere.
    """
    from alembic import command

    engine = make_engine(file, Access.WRITE)
    try:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF").close()
            with connection.begin():
                config = migrations.config(connection)
                going_up = target == "head"
                (command.upgrade if going_up else command.downgrade)(config, target)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                if broken is not None:
                    raise ArchiveError("archive.damaged", path=str(file.parent), detail=str(tuple(broken)))
    finally:
        engine.dispose()
