"""The archive from Python, as scripts and notebooks use it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from db import Archive, ArchiveError, Cancelled, Changes, InputError, Progress, SearchRequest, UsageError
from db.paths import index_dir
from db.progress import CancelToken
from tests.helpers.texts import LETTER, RELEASE


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "release.txt").write_text(RELEASE, encoding="utf-8")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two statements, made once: each test takes a copy."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "release.txt").write_text(RELEASE, encoding="utf-8")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUNIMENT_CACHE_DIR", str(folder / "cache"))
        with Archive.create(folder / "a.muniment") as archive:
            archive.import_paths(sorted(folder.glob("*.txt")))
    return folder / "a.muniment"


@pytest.fixture
def archive(tmp_path: Path, made: Path) -> Iterator[Archive]:
    shutil.copytree(made, tmp_path / "a.muniment")
    with Archive.open(tmp_path / "a.muniment") as archive:
        yield archive


def release(archive: Archive) -> str:
    return next(line.id for line in archive.statements() if line.title.startswith("Norvania"))


def test_what_is_imported_is_listed_found_and_read(archive: Archive) -> None:
    info = archive.info()
    assert (info.statements, info.index_state, info.sample) == (2, "current", False)
    assert info.languages == {"en": 2}
    assert [line.date for line in archive.statements()] == ["2024-03-12", "2022-05-03"]
    assert len(archive.statements(limit=1, offset=1)) == 1
    results = archive.search('"lose a year of life"', facets=True)
    assert [hit.id for hit in results.hits] == [release(archive)]
    assert {value.value for value in results.facets["ilo"]} >= {"ilo:C087", "ilo:C098"}
    statement = archive.statement(release(archive))
    assert statement.text == RELEASE
    span = archive.hits_in(statement.id, "dockworkers")[0]
    assert span.of(statement.text) == "dockworkers"
    assert archive.references(statement.id) == statement.references
    with pytest.raises(UsageError):
        archive.statement("sunknown")


def test_a_request_asks_for_the_same_as_words_and_options(archive: Archive) -> None:
    by_words = archive.search("dockworkers", limit=1, sort="date")
    by_request = archive.search(SearchRequest(query="dockworkers", limit=1))
    assert by_words.total == by_request.total == 2
    assert len(by_words.hits) == len(by_request.hits) == 1


def test_what_is_cited_and_by_whom(archive: Archive) -> None:
    card = archive.document("C87")
    assert card is not None
    assert card.id == "ilo:C087"
    assert card == archive.document("ilo:C087")
    assert archive.document("ilo:C999") is None
    assert len(archive.cited_by("ilo:C087").statements) == 2
    assert "ilo:C098" in {document.id for document in archive.wanted()}


def test_annotations_are_written_found_changed_thrown_away_and_taken_back(archive: Archive) -> None:
    id = release(archive)
    told: list[Changes] = []
    archive.on_change(told.append)
    made = archive.annotate(id, quote="a year of life", note="lantern", tags=["night"])
    assert archive.annotations(id) == (made,)
    assert archive.annotations() == (made,)
    assert archive.search("note:lantern").total == 1
    edited = archive.edit_annotation(made.id, note="harbour", colour="blue")
    assert (edited.note, edited.tags, edited.colour) == ("harbour", ("night",), "blue")
    assert (archive.search("note:lantern").total, archive.search("note:harbour").total) == (0, 1)
    archive.remove_annotation(made.id)
    assert (archive.annotations(id), archive.search("tag:night").total) == ((), 0)
    assert archive.restore_annotation(made.id).note == "harbour"
    assert archive.search("tag:night").total == 1
    assert told == [Changes(annotations=True, index=True, ids=(archive.statement(id).id,))] * 4


def test_a_passage_by_its_place_is_the_same_as_by_its_words(archive: Archive) -> None:
    id = release(archive)
    by_words = archive.annotate(id, quote="a year of life")
    by_place = archive.annotate(id, start=by_words.start, end=by_words.end)
    assert (by_place.quote, by_place.prefix) == (by_words.quote, by_words.prefix)
    assert "2024" in archive.citation(id, by_words.start, by_words.end)


def test_what_cannot_be_annotated_changes_nothing(archive: Archive) -> None:
    id = release(archive)
    with pytest.raises(InputError):
        archive.annotate(id, quote="words that are not there")
    with pytest.raises(UsageError):
        archive.annotate(id)
    with pytest.raises(UsageError):
        archive.annotate(id, start=5, end=2)
    for action in (archive.edit_annotation, archive.remove_annotation, archive.restore_annotation):
        with pytest.raises(UsageError):
            action("aunknown")
    assert archive.info().annotations == 0


def test_observers_hear_of_imports_until_they_leave(archive: Archive, inbox: Path) -> None:
    told: list[Changes] = []
    leave = archive.on_change(told.append)
    (inbox / "new.txt").write_text(LETTER + "once more", encoding="utf-8")
    report = archive.import_paths([str(inbox / "new.txt")])
    assert [(change.statements, change.ids) for change in told] == [(True, (report.files[0].id,))]
    leave()
    archive.annotate(release(archive), quote="a year of life")
    assert len(told) == 1


def test_excerpts_are_exported_and_the_log_says_so(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        archive.export("markdown", tmp_path / "none.md")
    archive.annotate(release(archive), quote="a year of life", note="remember")
    report = archive.export("markdown", tmp_path / "all.md")
    assert (report.excerpts, report.statements) == (1, 1)
    assert "a year of life" in (tmp_path / "all.md").read_text(encoding="utf-8")
    by_query = archive.export(format="html", output=str(tmp_path / "q.html"), query="note:remember", ids=None)
    assert by_query.excerpts == 1
    with pytest.raises(UsageError):
        archive.export("markdown", tmp_path / "x.md", ids=["sunknown"])
    with archive._store.reading() as reading:
        exported = [event.details["sha256"] for event in reading.events.all() if event.action == "exported"]
    assert exported == [report.sha256, by_query.sha256]


def test_a_backup_is_sound_and_becomes_an_archive(archive: Archive, tmp_path: Path) -> None:
    assert archive.verify().sound
    assert archive.backup(tmp_path / "backup").sound
    assert Archive.restore(tmp_path / "backup", tmp_path / "b.muniment").sound
    with Archive.open(tmp_path / "b.muniment") as restored:
        assert restored.search("dockworkers").total == 2


def test_an_archive_opens_again_as_it_was(archive: Archive, tmp_path: Path) -> None:
    made = archive.annotate(release(archive), quote="a year of life")
    archive.close()
    with Archive.open(str(tmp_path / "a.muniment")) as again:
        assert again.annotations() == (made,)
        assert again.info().index_state == "current"


def test_the_second_program_reads_and_says_so(archive: Archive, inbox: Path, tmp_path: Path) -> None:
    id = release(archive)
    with Archive.open(tmp_path / "a.muniment") as second:
        assert second.info().read_only_reason == "archive.in_use"
        assert second.info().index_state == "current"
        assert second.search("dockworkers").total == 2
        for action in (
            lambda: second.import_paths([inbox]),
            lambda: second.annotate(id, quote="a year of life"),
            second.reindex,
        ):
            with pytest.raises(ArchiveError) as caught:
                action()
            assert caught.value.code == "archive.in_use"
        archive.annotate(id, quote="a year of life", tags=["night"])
        assert second.search("tag:night").total == 1


def test_a_reader_says_that_its_index_is_missing(archive: Archive, tmp_path: Path) -> None:
    for file in sorted(index_dir(archive.info().lineage).rglob("*"), reverse=True):
        file.unlink()
    with Archive.open(tmp_path / "a.muniment", read_only=True) as reader:
        assert reader.info().index_state == "missing"
        assert reader.search("dockworkers").total == 0
    archive.reindex()
    assert archive.info().index_state == "current"
    assert archive.search("dockworkers").total == 2


def test_the_sample_is_made_with_progress_and_can_be_made_anew(tmp_path: Path) -> None:
    seen: list[Progress] = []
    with Archive.make_sample(tmp_path / "s.muniment", progress=seen.append) as sample:
        info = sample.info()
    assert info.sample
    assert info.statements >= 24
    assert len(info.languages) == 6
    assert {step.stage for step in seen} == {"importing", "comparing"}
    with pytest.raises(ArchiveError):
        Archive.make_sample(tmp_path / "s.muniment")
    Archive.discard_sample(tmp_path / "s.muniment")
    assert not (tmp_path / "s.muniment").exists()


def test_a_sample_that_was_stopped_leaves_nothing(tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        Archive.make_sample(tmp_path / "s.muniment", cancel=cancel)
    assert not (tmp_path / "s.muniment").exists()


def test_no_other_archive_can_be_discarded(archive: Archive, tmp_path: Path) -> None:
    archive.close()
    with pytest.raises(ArchiveError) as caught:
        Archive.discard_sample(tmp_path / "a.muniment")
    assert caught.value.code == "archive.not_sample"
    assert (tmp_path / "a.muniment" / "archive.db").exists()


def test_a_path_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words")
    with pytest.raises(ArchiveError) as caught:
        Archive.open(tmp_path / "file")
    assert caught.value.code == "archive.is_file"


SCRIPT = """
import sys
from db import Archive
archive = Archive.create(sys.argv[1])
print(archive.import_paths([sys.argv[2]]).imported)
print(archive.search("dockworkers").total)
archive.close()
"""


def test_a_script_without_a_guard_works_from_anywhere(tmp_path: Path, inbox: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    (inbox / "db.py").write_text("raise SystemExit('the wrong db')")
    (inbox / "db.py").rename(tmp_path / "msgspec.py")
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-P", str(script), str(tmp_path / "b.muniment"), str(inbox)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.split() == ["2", "2"], ran.stderr


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = (
        "import sys, db; from db import Progress, Span; "
        "print([m for m in ('sqlalchemy', 'whoosh', 'PySide6', 'docx') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "[]", ran.stderr


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="NoSuchName"):
        _ = db.NoSuchName


def test_a_text_saved_with_other_white_space_is_the_same_text(archive: Archive, tmp_path: Path) -> None:
    again = tmp_path / "again.txt"
    again.write_bytes(RELEASE.replace("\n\n", "\r\n\r\n\r\n").encode() + b"\r\n  \r\n")
    report = archive.import_paths([again])
    assert (report.imported, report.duplicates) == (0, 1)
    statement = archive.statement(release(archive))
    assert [source.name for source in statement.sources] == ["release.txt", "again.txt"]
    assert statement.text == RELEASE
