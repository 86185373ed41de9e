"""Imports as a person follows them: queue, report page by page, tables, passwords, going on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.model import ColumnMapping, FileOutcome, FileStatus, ImportReport, RunState
from db.progress import Progress
from tests.helpers.fake_core import FakeCore
from tests.helpers.fake_imports import PASSWORD, outcome_of, preview_of
from viewer.dialogs.imports import ImportsDialog
from viewer.dialogs.mapping import MappingDialog
from viewer.importing import Importing
from viewer.main_window import MainWindow
from viewer.models.outcomes_model import PAGE, OutcomesModel, is_locked, remarks
from viewer.models.runs_model import RunsModel
from viewer.theme import Themes

MANY = 1234


def _report(qtbot: QtBot, window: MainWindow, run: int | None = None) -> ImportsDialog:
    window.imports.reports.open(run)
    dialog = window.imports.reports.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.run is not None and dialog.files.rowCount() > 0, timeout=5000)
    return dialog


def _many(core: FakeCore) -> None:
    core.add_run(["/media/ports"], [outcome_of(f"ports/{n:05}.html") for n in range(MANY)])


# models


def test_files_are_asked_for_page_by_page(qapp: QApplication) -> None:
    model, asked = OutcomesModel(), []
    model.wanted.connect(asked.append)
    model.begin()
    assert not model.canFetchMore(model.index(-1, -1))
    model.add([outcome_of(f"{n}.txt") for n in range(PAGE)])
    assert model.canFetchMore(model.index(-1, -1))
    model.fetchMore(model.index(-1, -1))
    model.fetchMore(model.index(-1, -1))
    model.add([outcome_of("last.txt")])
    assert asked == [0, PAGE]
    assert model.rowCount() == PAGE + 1
    assert not model.canFetchMore(model.index(-1, -1))


def test_remarks_say_why_and_what_may_be_lost() -> None:
    assert "“missing.txt”" in remarks(outcome_of("missing.txt"))[0]
    said = remarks(outcome_of("torn.txt"))
    assert "�" in said[0]
    assert said[1].startswith("3 places")
    assert is_locked(outcome_of("locked.pdf"))
    assert not is_locked(outcome_of("missing.txt"))


def test_the_newest_run_comes_first(core: FakeCore) -> None:
    core.add_run(["/x/first"], [outcome_of("a")])
    core.add_run(["/x/second", "/x/third"], [outcome_of("missing")], RunState.CUT_OFF)
    model = RunsModel()
    model.show(list(core.runs.values()))
    assert model.index(0).data() == "second and 1 more\n12 May 2031, 02:30 · Cut off"
    assert model.row_of(1) == 1
    assert model.row_of(9) == -1


# queue


def test_imports_are_paused_and_wait_for_each_other(qtbot: QtBot, core: FakeCore) -> None:
    importing, waiting = Importing(core), []
    importing.waiting_changed.connect(waiting.append)
    core.held.add("import_paths")
    importing.toggle_pause()
    assert not importing.is_paused
    importing.take(["a"])
    importing.take(["b"])
    importing.retry(1)
    assert waiting[-1] == 2
    importing.toggle_pause()
    assert (core.paused, importing.is_paused) == ([1], True)
    importing.toggle_pause()
    assert (core.resumed, importing.is_paused) == ([1], False)
    core.add_run(["a"], [outcome_of("missing")])
    core.held.clear()
    with qtbot.waitSignals([importing.finished] * 3, timeout=5000):
        core.release()
    assert [name for name, _ in core.calls] == ["import_paths", "import_paths", "imports.retry"]
    assert not importing.running


def test_the_bar_says_how_many_wait_and_when_it_is_paused(window: MainWindow, core: FakeCore) -> None:
    core.held.add("import_paths")
    window.imports.take(["a.txt"])
    window.imports.take(["b.txt"])
    panel = window.shell.import_panel
    assert core.progress is not None
    core.progress(Progress(stage="importing", done=1, total=None, failed=2))
    assert panel.item.accessibleName() == "2 failed · 1 import waiting"
    assert panel.percent.text() == ""
    core.progress(Progress(stage="importing", done=1, total=None, paused=True))
    assert panel.what.text() == "Paused"
    window.commands["stop_import"].trigger()
    assert len(core.cancelled) == 1
    core.release()
    assert not window.commands["stop_import"].isEnabled()


# the report


def test_a_large_report_is_never_loaded_at_once(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    _many(core)
    dialog = _report(qtbot, window)
    assert dialog.files.rowCount() == PAGE
    dialog.table.scrollToBottom()
    qtbot.waitUntil(lambda: dialog.files.rowCount() == 2 * PAGE, timeout=5000)
    assert [each["offset"] for each in core.asked("imports.outcomes")] == [0, PAGE]
    with qtbot.waitSignal(dialog.files.rowsInserted, timeout=5000):
        dialog.contains.setText("01233")
    assert dialog.files.rowCount() == 1
    assert dialog.files.outcome(0).path == "ports/01233.html"
    dialog.contains.setText("nowhere")
    qtbot.waitUntil(dialog.nothing.isVisible, timeout=5000)


def test_a_late_page_of_another_run_is_passed_over(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    core.add_run(["/x/first"], [outcome_of("first.txt")])
    core.add_run(["/x/second"], [outcome_of("second.txt")])
    dialog = _report(qtbot, window)
    core.held.add("imports.outcomes")
    dialog.list.setCurrentIndex(dialog.runs.index(1))
    dialog.list.setCurrentIndex(dialog.runs.index(0))
    core.held.clear()
    core.release()
    assert [dialog.files.outcome(n).path for n in range(dialog.files.rowCount())] == ["second.txt"]


def test_enter_opens_the_statement_of_a_file(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    core.add_run(["/x"], [outcome_of("x/torn.txt"), outcome_of("x/missing.txt")])
    dialog = _report(qtbot, window)
    assert "�" in dialog.remark.text()
    with qtbot.waitSignal(window.read, timeout=5000):
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert window.reading.statement is not None
    assert window.reading.statement.id == "s2"
    dialog.table.selectRow(1)
    assert not dialog.open_button.isEnabled()
    assert dialog.retry_button.isEnabled()


def test_what_failed_is_tried_again(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    core.add_run(["/x"], [outcome_of("x/a.txt"), outcome_of("x/missing.txt")])
    dialog = _report(qtbot, window)
    dialog.table.selectRow(1)
    with qtbot.waitSignal(window.imports.importing.finished, timeout=5000):
        dialog.retry_button.click()
    with qtbot.waitSignal(window.imports.importing.finished, timeout=5000):
        dialog.retry_all_button.click()
    assert core.asked("imports.retry") == [{"run": 1, "paths": ["x/missing.txt"]}, {"run": 1, "paths": None}]


def test_a_report_is_copied_saved_and_forgotten(
    qtbot: QtBot, window: MainWindow, core: FakeCore, monkeypatch: pytest.MonkeyPatch
) -> None:
    core.add_run(["/x"], [outcome_of("x/a.txt"), outcome_of("x/missing.txt")])
    dialog = _report(qtbot, window)
    dialog.table.selectAll()
    dialog.copy_action.trigger()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["x/a.txt", "Imported", "1"]
    assert lines[1].startswith("x/missing.txt\tFailed\t\tThere is no file")
    monkeypatch.setattr("viewer.dialogs.imports.QFileDialog.getSaveFileName", lambda *_: ("out", ""))
    dialog.save_action.trigger()
    qtbot.waitUntil(lambda: core.saved == [(1, "out.csv")], timeout=5000)
    dialog.forget_action.trigger()
    qtbot.waitUntil(dialog.nothing.isVisible, timeout=5000)
    assert core.runs == {}
    assert "Nothing was imported" in dialog.nothing.text()


def test_the_bar_says_what_the_system_cannot_do(window: MainWindow) -> None:
    panel = window.shell.import_panel
    report = ImportReport(imported=1, duplicates=0, updated=0, failed=0, files=(), run=1)
    panel.show_report(replace(report, notices=("import.not_locked_up",)))
    assert "shut off" in panel.item.toolTip()
    assert panel.item.isVisibleTo(panel)
    panel.show_report(report)
    assert not panel.item.isVisibleTo(panel)


def test_an_empty_archive_has_no_imports(qtbot: QtBot, window: MainWindow) -> None:
    window.commands["imports"].trigger()
    dialog = window.imports.reports.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.nothing.isVisible, timeout=5000)
    assert not dialog.more.isEnabled()
    dialog.close()
    qtbot.waitUntil(lambda: window.imports.reports.dialog is None, timeout=5000)


# cut off


def test_an_import_that_was_cut_off_goes_on(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    core.add_run(["/media/ports"], [outcome_of("a"), outcome_of("b")], RunState.CUT_OFF)
    core.start()
    banners = window.shell.banners
    qtbot.waitUntil(lambda: bool(banners.text("cut_off")), timeout=5000)
    assert banners.text("cut_off").startswith("The import of ports was cut off after 2 files.")
    banner = banners._made["cut_off"]
    with qtbot.waitSignal(window.imports.importing.finished, timeout=5000):
        banner.button.click()
    assert core.runs[1].state is RunState.FINISHED
    assert banner.isHidden()


def test_not_now_is_an_answer(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    core.add_run(["/media/ports"], [outcome_of("a")], RunState.CUT_OFF)
    core.start()
    qtbot.waitUntil(lambda: bool(window.shell.banners.text("cut_off")), timeout=5000)
    window.shell.banners._made["cut_off"].decline.click()
    assert window.shell.banners.text("cut_off") == ""
    assert core.asked("imports.go_on") == []


# passwords


def test_locked_files_are_opened_with_a_password(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    with qtbot.waitSignal(window.imports.importing.finished, timeout=5000):
        window.imports.take(["locked.pdf", "b.txt"])
    panel = window.shell.import_panel
    assert panel.password_button.isVisible()
    panel.password_button.click()
    asking = window.imports.reports.password
    assert asking is not None
    assert not asking.go.isEnabled()
    qtbot.keyClicks(asking.box, PASSWORD)
    with qtbot.waitSignal(window.imports.importing.finished, timeout=5000):
        asking.go.click()
    assert core.asked("imports.retry")[0]["paths"] == ["locked.pdf"]
    assert core.options[-1] is not None
    assert core.options[-1].passwords == (PASSWORD,)
    assert panel.password_button.isHidden()
    assert core.runs[1].failed == 0


def test_locked_files_beyond_the_first_are_found_too(
    qtbot: QtBot, window: MainWindow, core: FakeCore
) -> None:
    paths = [f"{n}.txt" for n in range(600)]
    with qtbot.waitSignal(window.imports.importing.finished, timeout=5000):
        window.imports.take([*paths, "locked.pdf"])
    qtbot.waitUntil(window.shell.import_panel.password_button.isVisible, timeout=5000)


# tables


@pytest.fixture
def asked_table(qtbot: QtBot, window: MainWindow, core: FakeCore) -> Callable[[float], MappingDialog]:
    def ask(confidence: float, *, guessed: bool = True) -> MappingDialog:
        core.previews["t.csv"] = preview_of("t.csv", confidence, guessed=guessed)
        window.imports.take(["/x/t.csv", "/x/a.txt"])
        qtbot.waitUntil(lambda: window.imports.mapping is not None, timeout=5000)
        assert window.imports.mapping is not None
        return window.imports.mapping

    return ask


def test_the_columns_of_a_table_are_confirmed(
    qtbot: QtBot, asked_table: Callable[..., MappingDialog], core: FakeCore
) -> None:
    dialog = asked_table(0.95)
    assert dialog.warning.isHidden()
    heads = [dialog.table.horizontalHeaderItem(at).text() for at in range(dialog.table.columnCount())]
    assert heads[2] == "body\nText of the statement"
    dialog.boxes["url"].setCurrentIndex(dialog.boxes["url"].findData("nr"))
    dialog.boxes["id"].setCurrentIndex(0)
    dialog.go.click()
    qtbot.waitUntil(lambda: len(core.options) == 2, timeout=5000)
    assert core.asked("import_paths")[0] == {"paths": ["/x/a.txt"]}
    assert core.asked("import_paths")[1]["paths"] == ["/x/t.csv"]
    assert core.options[1] is not None
    assert core.options[1].mapping == ColumnMapping(
        text="body", title="headline", date="day", language="lang", url="nr", id=None
    )


def test_a_doubtful_guess_is_said_in_words(asked_table: Callable[..., MappingDialog]) -> None:
    dialog = asked_table(0.3)
    assert dialog.warning.isVisible()
    dialog.reject()


def test_without_a_text_column_nothing_is_imported(
    qtbot: QtBot, asked_table: Callable[..., MappingDialog], window: MainWindow, core: FakeCore
) -> None:
    dialog = asked_table(1.0, guessed=False)
    assert dialog.warning.isVisible()
    assert not dialog.go.isEnabled()
    dialog.boxes["text"].setCurrentIndex(3)
    assert dialog.go.isEnabled()
    dialog.skip.click()
    qtbot.waitUntil(lambda: window.imports.mapping is None, timeout=5000)
    assert core.asked("import_paths") == [{"paths": ["/x/a.txt"]}]


def test_what_is_no_table_is_imported_without_asking(
    qtbot: QtBot, window: MainWindow, core: FakeCore
) -> None:
    with qtbot.waitSignal(window.imports.importing.finished, timeout=5000):
        window.imports.take(["/x/odd.tsv"])
    assert core.asked("imports.preview") == [{"path": "/x/odd.tsv"}]
    assert core.asked("import_paths") == [{"paths": ["/x/odd.tsv"]}]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_report_is_drawn_in_a_small_window(
    qtbot: QtBot, window: MainWindow, core: FakeCore, themes: Themes, theme: str
) -> None:
    core.add_run(["/x"], [FileOutcome(path="x" * 300, status=FileStatus.SKIPPED)], RunState.CANCELLED)
    themes.switch(theme)  # type: ignore[arg-type]  # one of the names
    dialog = _report(qtbot, window)
    dialog.resize(800, 480)
    assert dialog.minimumSizeHint().width() <= 800
    assert dialog.go_on_button.isVisible()
    assert not dialog.retry_all_button.isVisible()
