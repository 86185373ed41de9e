"""Statements analysed anew: nothing differs without a reason, and what differs is kept only when told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import Archive
from db.model import Analysis, StatementId
from db.store import Store
from tests.helpers.containers import SENTENCE
from tests.helpers.texts import LETTER, RELEASE

PAGE = f"""<!doctype html><html lang="en"><head><title>Dockers of Eldra | News</title></head>
<body><main><h1>Dockers of Eldra</h1><p>{SENTENCE}</p></main></body></html>"""
QUOTE = "having taken the minutes of a meeting"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    files = tmp_path / "files"
    files.mkdir()
    (files / "release.txt").write_text(RELEASE, encoding="utf-8")
    (files / "letter.txt").write_text(LETTER, encoding="utf-8")
    (files / "page.html").write_text(PAGE, encoding="utf-8")
    (files / "untitled.csv").write_text(
        "No,When,What was said\n"
        '1,2031-05-06,"The quay of Eldra was closed on Monday, and nobody told the union of dockers why."\n'
        '2,2031-05-07,"The quay of Eldra stayed closed on Tuesday; the union of dockers was not heard."\n'
    )
    (files / "titled.csv").write_text(
        "id,title,date,text\n1,A strike,2031-05-06,The union of dockers was not heard.\n"
    )
    with Archive.create(tmp_path / "a.muniment") as archive:
        report = archive.import_paths([files])
        assert (report.imported, report.failed) == (6, 0)
        yield archive


def statement(archive: Archive, title: str) -> StatementId:
    return next(line.id for line in archive.statements() if line.title.startswith(title))


def analyse_poorly(archive: Archive, id: StatementId) -> None:
    """As if the rules of long ago had found nothing in it."""
    found = archive.statement(id)
    poor = Analysis(
        title=found.title,
        language=found.language,
        kind=found.kind,
        text=found.text,
        date=found.date,
        rules="of long ago",
    )
    path = archive.info().path
    archive.close()
    with Store.open(Path(path)) as store, store.writing() as writing:
        writing.statements.replace_layers(id, poor)


def test_what_was_just_imported_does_not_differ(archive: Archive) -> None:
    report = archive.reanalyse()
    assert report.statements == 6
    assert [(change.statement.title, change.changes) for change in report.changed] == []
    assert (report.differing, report.gained, report.lost) == (0, 0, 0)


def test_a_look_changes_nothing_and_what_is_applied_leaves_alone_what_people_decided(
    archive: Archive,
) -> None:
    release = statement(archive, "Norvania")
    note = archive.annotate(release, quote=QUOTE, note="for the brief", tags=["minutes"])
    before = archive.statement(release)
    path = archive.info().path
    analyse_poorly(archive, release)
    with Archive.open(path) as later:
        look = later.reanalyse()
        assert (look.differing, look.applied) == (1, False)
        assert look.gained > 0
        assert later.statement(release).references == ()
        assert later.reanalyse([release], apply=True).applied
        after = later.statement(release)
        assert (after.blocks, after.entities, after.references) == (
            before.blocks,
            before.entities,
            before.references,
        )
        assert after.rules == before.rules
        assert [(one.id, one.quote, one.note) for one in after.annotations] == [(note.id, QUOTE, note.note)]
        assert later.reanalyse().differing == 0
