import pytest

from db.errors import UsageError
from db.model import ColumnMapping, Failure, FileOutcome, FileStatus, ImportOptions, RunState
from db.store import Store

LINES = (
    FileOutcome(path="a/one.html", status=FileStatus.IMPORTED, id="s1", statements=1, warnings=("text.undecodable",)),
    FileOutcome(path="a/two.zip!/x%.txt", status=FileStatus.IMPORTED, id="s2", statements=1),
    FileOutcome(path="a/two.zip", status=FileStatus.IMPORTED, statements=3),
    FileOutcome(path="b/three.pdf", status=FileStatus.FAILED, error=Failure(code="file.broken", params={"name": "three.pdf", "at": 7})),
    FileOutcome(path="b/Four.txt", status=FileStatus.DUPLICATE, id="s1", statements=1, undecodable=2),
)  # fmt: skip
OPTIONS = ImportOptions(
    mapping=ColumnMapping(text="body", id="no"), passwords=("hunter2",), ocr=False, language="fr"
)


def begun(store: Store) -> int:
    with store.writing() as writing:
        run = writing.runs.begin(["/papers", "b"], OPTIONS)
        writing.runs.add(run, LINES[:3], [(10, 100), None, (20, 200)])
        writing.runs.add(run, LINES[3:])
        return run


def test_a_report_is_kept_line_by_line(store: Store) -> None:
    run = begun(store)
    with store.reading() as reading:
        assert reading.runs.outcomes(run) == LINES
        assert reading.runs.outcomes(run, (FileStatus.FAILED, FileStatus.DUPLICATE)) == LINES[3:]
        assert reading.runs.outcomes(run, ["failed"]) == LINES[3:4]
        assert reading.runs.outcomes(run, limit=2, offset=1) == LINES[1:3]
        assert reading.runs.outcomes(run, contains="FOUR") == LINES[4:]
        assert reading.runs.outcomes(run, contains="%") == LINES[1:2]
        assert reading.runs.count(run, contains="a/") == 3
        (kept,) = reading.runs.all()
    assert (kept.imported, kept.duplicates, kept.updated, kept.failed, kept.outcomes) == (4, 1, 0, 1, 5)
    assert (kept.state, kept.finished, kept.paths) == (RunState.RUNNING, None, ("/papers", "b"))


def test_counts_may_be_told_apart_from_the_lines(store: Store) -> None:
    with store.writing() as writing:
        run = writing.runs.begin([], ImportOptions())
        writing.runs.add(run, (), counted={FileStatus.IMPORTED: 200, FileStatus.UPDATED: 3})
        writing.runs.add(run, LINES[2:3], counted={FileStatus.DUPLICATE: 1})
        kept = writing.runs.get(run)
    assert (kept.imported, kept.updated, kept.duplicates, kept.outcomes) == (200, 3, 1, 1)


def test_options_are_kept_without_passwords(store: Store) -> None:
    run = begun(store)
    with store.reading() as reading:
        options = reading.runs.options(run)
    assert options == ImportOptions(mapping=OPTIONS.mapping, ocr=False, language="fr")
    store.close()
    assert b"hunter2" not in b"".join(path.read_bytes() for path in store.folder.glob("archive.db*"))


def test_what_is_done_is_known_when_an_import_goes_on(store: Store) -> None:
    run = begun(store)
    with store.reading() as reading:
        done = reading.runs.done(run)
    assert [line.path in done for line in LINES] == [True, False, True, True, True]
    assert len(done) == 4
    assert done.unchanged("a/one.html", 10, 100)
    assert not done.unchanged("a/one.html", 10, 101)
    assert not done.unchanged("b/three.pdf", 0, 0)
    assert "odd\udcff" not in done


def test_an_import_that_was_running_was_cut_off(store: Store) -> None:
    first = begun(store)
    with store.writing() as writing:
        second = writing.runs.begin(["c"], ImportOptions())
        writing.runs.finish(second, RunState.FINISHED)
        third = writing.runs.begin(["d"], ImportOptions())
        writing.runs.finish(third, RunState.CANCELLED)
    with Store.open(store.folder, read_only=True) as looking, looking.reading() as reading:
        assert reading.runs.get(first).state is RunState.RUNNING
    store.close()
    with Store.open(store.folder) as opened:
        with opened.reading() as reading:
            assert [run.run for run in reading.runs.unfinished()] == [third, first]
            assert reading.runs.get(first).state is RunState.CUT_OFF
            assert reading.runs.get(second).finished
        with opened.writing() as writing:
            writing.runs.go_on(first)
            writing.runs.add(first, LINES[:1])
            assert writing.runs.get(first).state is RunState.RUNNING
            assert writing.runs.get(first).outcomes == 6


def test_a_report_can_be_forgotten(store: Store) -> None:
    run = begun(store)
    with store.writing() as writing:
        writing.runs.forget(run)
        assert writing.runs.all() == ()
        assert writing.runs.outcomes(run) == ()
        for ask in (writing.runs.get, writing.runs.options, writing.runs.go_on, writing.runs.forget):
            with pytest.raises(UsageError) as caught:
                ask(run)
            assert caught.value.code == "import.unknown"
