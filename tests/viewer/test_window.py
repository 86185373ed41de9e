"""The window as a person uses it, over a core in the test's own process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from db.model import Colour, Failure
from db.progress import Progress
from tests.helpers.fake_core import FakeCore
from viewer.dialogs.palette import CommandPalette
from viewer.dialogs.shortcuts import ShortcutsDialog
from viewer.main_window import MainWindow
from viewer.preferences import preferences
from viewer.theme import Themes

PHRASE = '"freedom of association"'


def _search(qtbot, window: MainWindow, query: str) -> None:
    with qtbot.waitSignal(window.searched, timeout=5000):
        window.shell.search.box.setText(query)


def _open(qtbot, window: MainWindow, statement: str) -> None:
    with qtbot.waitSignal(window.read, timeout=5000):
        window.reading.open(statement)


def test_at_first_everything_is_listed_newest_first(window: MainWindow) -> None:
    search = window.shell.search
    assert search.model.rowCount() == 5
    assert search.count.text() == "5 statements"
    assert window.status.text().startswith("5 statements · 0 annotations")
    assert window.shell.start.isVisible()
    assert window.shell.start.ready.isVisible()


def test_typing_finds_and_enter_opens_at_the_hit(qtbot, window: MainWindow) -> None:
    _search(qtbot, window, PHRASE)
    assert window.shell.search.model.rowCount() == 2
    with qtbot.waitSignal(window.read, timeout=5000):
        qtbot.keyClick(window.shell.search.box, Qt.Key.Key_Return)
    assert window.reading.statement.id == "s1"
    assert window.shell.reader.isVisible()
    assert window.shell.reader.current_hit == 0


def test_enter_before_the_answer_opens_what_was_typed(qtbot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.read, timeout=5000):
        window.shell.search.box.setText("sentences")
        qtbot.keyClick(window.shell.search.box, Qt.Key.Key_Return)
    assert window.reading.statement.id == "s2"


def test_arrows_in_the_box_move_in_the_results(qtbot, window: MainWindow) -> None:
    search = window.shell.search
    qtbot.keyClick(search.box, Qt.Key.Key_Down)
    qtbot.keyClick(search.box, Qt.Key.Key_Down)
    assert search.view.currentIndex().row() == 1
    assert search.box.text() == ""


def test_a_facet_narrows_and_its_chip_takes_it_away(qtbot, window: MainWindow) -> None:
    search = window.shell.search
    group = search.facets.groups["country"]
    with qtbot.waitSignal(window.searched, timeout=5000):
        qtbot.mouseClick(group.rows[0], Qt.MouseButton.LeftButton)
    assert search.model.rowCount() == 2
    assert group.rows[0].isChecked()
    assert search.chips.buttons[0].text().startswith("Norland")
    with qtbot.waitSignal(window.searched, timeout=5000):
        search.chips.buttons[0].click()
    assert search.model.rowCount() == 5
    assert not group.rows[0].isChecked()


def test_an_unreadable_query_says_where_and_offers_another(qtbot, window: MainWindow, core: FakeCore) -> None:
    params = {"query": '"strike', "position": 0, "suggestion": "strike"}
    core.failures["search"] = Failure(code="statement.unknown", params={**params, "id": "x"})
    with qtbot.waitSignal(window.searching.failed, timeout=5000):
        window.shell.search.box.setText('"strike')
    trouble = window.shell.search.trouble
    assert trouble.isVisible()
    assert "<u>" in trouble.place.text()
    assert window.shell.search.model.rowCount() == 5
    core.failures.clear()
    with qtbot.waitSignal(window.searched, timeout=5000):
        trouble.instead.click()
    assert window.shell.search.box.text() == "strike"
    assert not trouble.isVisible()


def test_nothing_found_says_so_and_suggests(qtbot, window: MainWindow) -> None:
    _search(qtbot, window, "strkie")
    nothing = window.shell.search.nothing
    assert nothing.isVisible()
    with qtbot.waitSignal(window.searched, timeout=5000):
        nothing.instead.click()
    assert window.shell.search.box.text() == "strike"
    assert window.shell.search.view.isVisible()


def test_an_entity_steps_through_its_mentions(qtbot, window: MainWindow) -> None:
    _open(qtbot, window, "s1")
    entities = window.shell.side.entities
    entities.setCurrentIndex(entities.entities.find("Ada Quill"))
    places: list[tuple[int, int]] = []
    entities.passage_requested.connect(lambda start, end: places.append((start, end)))
    for _ in range(3):
        qtbot.keyClick(entities, Qt.Key.Key_Return)
    assert places[0] != places[1]
    assert places[0] == places[2]


def test_an_instrument_shows_what_is_known_and_who_cites_it(qtbot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.citing.cited, timeout=5000):
        _open(qtbot, window, "s1")
    card = window.shell.side.references.cards[0]
    assert card.is_open
    assert card.document == "ilo:C087"
    assert "Freedom of Association" in card.header.text()
    texts = [button.accessibleName() for button in card.findChildren(QAbstractButton)]
    citing = [text for text in texts if text.startswith("14 February 2024")]
    assert len(citing) == 1


def test_a_citing_statement_opens_at_the_passage_and_back_returns(qtbot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.citing.cited, timeout=5000):
        _open(qtbot, window, "s1")
    card = window.shell.side.references.cards[0]
    link = next(b for b in card.findChildren(QAbstractButton) if b.accessibleName().startswith("14 Feb"))
    with qtbot.waitSignal(window.reading.opened, timeout=5000) as opened:
        link.click()
    statement, at, _ = opened.args
    assert statement.text[slice(*at)] == "Convention No. 87"
    with qtbot.waitSignal(window.read, timeout=5000):
        window.commands["back"].trigger()
    assert window.reading.statement.id == "s1"
    assert window.commands["forward"].isEnabled()


def test_all_citing_statements_become_results(qtbot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.citing.cited, timeout=5000):
        _open(qtbot, window, "s1")
    card = window.shell.side.references.cards[0]
    with qtbot.waitSignal(window.searched, timeout=5000):
        next(b for b in card.findChildren(QAbstractButton) if b.text().startswith("Show all")).click()
    assert window.shell.search.box.text() == "cites:ilo:C087"
    assert window.shell.search.model.rowCount() == 3


def test_an_unsure_reference_names_both_and_links_none(qtbot, window: MainWindow) -> None:
    _open(qtbot, window, "s1")
    card = window.shell.side.references.cards[-1]
    qtbot.waitUntil(lambda: len(card.candidates) == 2, timeout=5000)
    card.header.click()
    assert "P029" in card._about.text()
    assert "P155" in card._about.text()
    assert card.document is None


def test_annotating_shows_in_both_places_and_undo_takes_it_away(
    qtbot, window: MainWindow, core: FakeCore
) -> None:
    _open(qtbot, window, "s1")
    pane = window.shell.side.annotations
    with qtbot.waitSignal(window.annotating.lists.of_statement, timeout=5000):
        window.shell.reader.annotate_requested.emit(10, 20, "violet", False)
    assert pane.annotations.rowCount() == 1
    assert core.annotations["a1"].colour == Colour.VIOLET
    assert window.commands["undo"].text() == "Undo marking a passage"
    with qtbot.waitSignal(window.annotating.lists.of_statement, timeout=5000):
        window.commands["undo"].trigger()
    assert pane.annotations.rowCount() == 0
    with qtbot.waitSignal(window.annotating.lists.of_statement, timeout=5000):
        window.commands["redo"].trigger()
    assert pane.annotations.rowCount() == 1


def test_delete_in_the_list_removes_and_undo_restores(qtbot, window: MainWindow, core: FakeCore) -> None:
    core._annotate("s1", 10, 20, "keep this", [], "green")
    _open(qtbot, window, "s1")
    pane = window.shell.side.annotations
    pane.choose("a1")
    with qtbot.waitSignal(window.annotating.lists.of_statement, timeout=5000):
        qtbot.keyClick(pane.list, Qt.Key.Key_Delete)
    assert core.annotations == {}
    with qtbot.waitSignal(window.annotating.lists.of_statement, timeout=5000):
        window.commands["undo"].trigger()
    assert core.annotations["a1"].note == "keep this"


def test_an_annotation_of_another_statement_opens_it_for_writing(
    qtbot, window: MainWindow, core: FakeCore
) -> None:
    core._annotate("s2", 10, 20, "there", [], "green")
    _open(qtbot, window, "s1")
    pane = window.shell.side.annotations
    with qtbot.waitSignal(window.annotating.lists.of_archive, timeout=5000):
        pane.all_button.click()
    assert pane.annotations.rowCount() == 1
    pane.choose("a1")
    with qtbot.waitSignal(window.read, timeout=5000):
        qtbot.keyClick(pane.list, Qt.Key.Key_E)
    assert window.reading.statement.id == "s2"


def _drop(window: MainWindow, *paths: Path | str) -> QDropEvent:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(p)) if isinstance(p, Path) else QUrl(p) for p in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), copy, mime, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    drop = QDropEvent(QPointF(20, 20), copy, mime, left, none, QEvent.Type.Drop)
    drop.ignore()
    if enter.isAccepted():
        QApplication.sendEvent(window, drop)
    return drop


def test_dropped_files_are_imported_and_reported(
    qtbot, window: MainWindow, core: FakeCore, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.imports.importing.finished, timeout=5000):
        assert _drop(window, tmp_path / "missing.txt", tmp_path / "b.txt").isAccepted()
    assert core.asked("import_paths") == [{"paths": [str(tmp_path / "missing.txt"), str(tmp_path / "b.txt")]}]
    panel = window.shell.import_panel
    assert panel.isVisible()
    assert panel.figures.accessibleName() == "1 statement imported · 1 file failed"
    panel.report_button.click()
    dialog = window.imports.reports.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.files.rowCount() == 1, timeout=5000)
    assert "There is no file or folder" in dialog.remark.text()
    dialog.status.setCurrentIndex(0)
    qtbot.waitUntil(lambda: dialog.files.rowCount() == 2, timeout=5000)
    dialog.close()


def test_what_is_not_on_this_machine_is_not_taken(window: MainWindow, core: FakeCore) -> None:
    assert not _drop(window, "https://example.org/a.txt").isAccepted()
    assert core.asked("import_paths") == []


def test_an_import_shows_how_far_it_is_and_can_be_stopped(qtbot, window: MainWindow, core: FakeCore) -> None:
    core.held.add("import_paths")
    window.imports.take(["a.txt"])
    panel = window.shell.import_panel
    half = Progress(
        stage="importing", done=3, total=12, item="c.txt", bytes_done=500, bytes_total=1000, statements=2
    )
    core.progress(half)
    assert panel.figures.accessibleName() == "3 of 12 files · 500 bytes of 1,000 bytes"
    assert panel.bar.value() == 500
    assert panel.percent.text() == "50 %"
    assert panel.left.text() == ""
    assert panel.item.accessibleName() == "2 statements stored · c.txt"
    window.commands["pause_import"].trigger()
    assert len(core.paused) == 1
    assert panel.pause_button.text() == "Go on"
    panel.pause_button.click()
    assert core.resumed == core.paused
    panel.cancel_button.click()
    assert len(core.cancelled) == 1
    assert not panel.cancel_button.isEnabled()
    with qtbot.waitSignal(window.imports.importing.finished, timeout=5000):
        core.release()
    assert panel.cancel_button.isHidden()


def test_an_empty_archive_says_what_to_do(qtbot, core: FakeCore, themes: Themes, tmp_path: Path) -> None:
    core.stored = {}
    window = MainWindow(core, themes, preferences(tmp_path))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.searched, timeout=5000):
        core.start()
    start = window.shell.start
    assert start.empty.isVisible()
    assert start.import_button.isEnabled()
    with qtbot.waitSignal(window.archive.opened, timeout=5000):
        start.sample_button.click()
    assert start.ready.isVisible()
    assert window.shell.top.archive.text() == "Sample archive"


def test_an_archive_that_cannot_be_opened_says_why(
    qtbot, core: FakeCore, themes: Themes, tmp_path: Path
) -> None:
    core.failures["open"] = Failure(code="statement.unknown", params={"id": "s9"})
    window = MainWindow(core, themes, preferences(tmp_path))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(core.failed, timeout=5000):
        core.start()
    assert window.shell.start.failed.isVisible()
    assert "“s9”" in window.shell.start.reason.text()
    assert not window.commands["export"].isEnabled()


def test_a_read_only_archive_says_so_and_takes_nothing(
    qtbot, core: FakeCore, themes: Themes, tmp_path: Path
) -> None:
    core.read_only_reason = "archive.in_use"
    window = MainWindow(core, themes, preferences(tmp_path))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.searched, timeout=5000):
        core.start()
    assert "Another program" in window.shell.banners.text("read_only")
    assert not window.commands["import_files"].isEnabled()
    assert not _drop(window, tmp_path / "a.txt").isAccepted()


def test_a_core_that_fell_is_told_and_the_view_is_asked_for_again(
    qtbot, window: MainWindow, core: FakeCore
) -> None:
    _open(qtbot, window, "s1")
    core.calls.clear()
    with qtbot.waitSignals([window.searched, window.read], timeout=5000):
        core.restarted.emit()
        core.start()
    assert "started again" in window.shell.banners.text("core")
    assert window.reading.statement.id == "s1"
    assert core.asked("statement") == [{"id": "s1"}]


def test_known_errors_are_told_in_words_and_faults_with_details(window: MainWindow) -> None:
    window.errors.show(Failure(code="statement.unknown", params={"id": "s9"}))
    assert "“s9”" in window.shell.banners.text("error")
    assert window.errors.dialog is None
    window.errors.show(Failure(code="service.internal", params={"summary": "oops", "log": "core.log"}))
    banner = window.shell.banners._made["error"]
    banner.button.click()
    assert window.errors.dialog is not None
    assert "oops" in window.errors.dialog.detailedText()
    window.errors.dialog.close()


def test_export_asks_for_what_was_chosen_and_says_what_was_written(
    qtbot, window: MainWindow, core: FakeCore, tmp_path: Path
) -> None:
    _open(qtbot, window, "s1")
    window.commands["export"].trigger()
    dialog = window.exports.dialog
    assert dialog is not None
    dialog.path.setText(str(tmp_path / "out.md"))
    dialog.format_group.button(2).click()
    assert dialog.path.text().endswith("out.docx")
    dialog.go.click()
    qtbot.waitUntil(dialog.show_file.isVisible, timeout=5000)
    assert core.asked("export") == [
        {"format": "docx", "output": str(tmp_path / "out.docx"), "query": None, "ids": ["s1"]}
    ]
    assert "2 excerpts from 1 statement" in dialog.said.text()
    dialog.close()


def test_copying_brings_the_citation_along(qtbot, window: MainWindow) -> None:
    _open(qtbot, window, "s1")
    window.shell.reader.copy_citation_requested.emit(0, 7)
    clipboard = QApplication.clipboard()
    qtbot.waitUntil(lambda: "para. 2" in clipboard.text(), timeout=5000)
    assert clipboard.text().startswith("“Norland”")


def test_the_side_column_folds_away_in_a_narrow_window(qtbot, window: MainWindow) -> None:
    side = window.shell.side
    assert side.isVisible()
    window.resize(960, 700)
    qtbot.waitUntil(side.isHidden, timeout=3000)
    window.commands["toggle_right"].trigger()
    assert side.isVisible()
    window.resize(1400, 900)
    qtbot.waitUntil(lambda: window.width() == 1400, timeout=3000)
    assert side.isVisible()


def test_the_window_remembers_what_was_read_and_its_panels(
    qtbot, window: MainWindow, themes: Themes, tmp_path: Path
) -> None:
    _open(qtbot, window, "s2")
    window.commands["toggle_left"].trigger()
    window.close()
    again = FakeCore()
    second = MainWindow(again, themes, preferences(tmp_path))
    qtbot.addWidget(second)
    second.show()
    with qtbot.waitSignal(second.read, timeout=5000):
        again.start()
    assert second.reading.statement.id == "s2"
    assert second.shell.search.isHidden()


def test_f6_goes_round_the_panes(qtbot, window: MainWindow) -> None:
    _open(qtbot, window, "s1")
    window.activateWindow()
    window.shell.focus_search()
    visited = []
    for _ in range(5):
        window.commands["next_pane"].trigger()
        focused = QApplication.focusWidget()
        panes = {
            "reader": window.shell.reader,
            "entities": window.shell.side.entities,
            "references": window.shell.side.references,
            "annotations": window.shell.side.sections[2],
            "search": window.shell.search,
        }
        visited += [name for name, pane in panes.items() if pane is focused or pane.isAncestorOf(focused)]
    assert visited == ["reader", "entities", "references", "annotations", "search"]


def test_a_command_is_found_and_run(qtbot, window: MainWindow, themes: Themes) -> None:
    palette = CommandPalette(window.commands, window)
    palette.open_at_top_of(window)
    qtbot.keyClicks(palette.box, "light dark")
    with qtbot.waitSignal(themes.changed, timeout=3000):
        qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert themes.current.name == "dark"


def test_the_overview_names_every_shortcut(qtbot, window: MainWindow) -> None:
    dialog = ShortcutsDialog(window)
    shown = " ".join(label.text() for label in dialog.findChildren(QWidget) if hasattr(label, "text"))
    assert all(action.shortcuts()[0].toString() in shown for action in window.commands if action.shortcuts())


def test_another_archive_forgets_what_was_read(qtbot, window: MainWindow, core: FakeCore) -> None:
    _open(qtbot, window, "s1")
    with qtbot.waitSignal(window.searched, timeout=5000):
        core.open_archive(Path("other.muniment"))
    assert window.reading.statement is None
    assert not window.commands["back"].isEnabled()
    assert window.windowTitle().startswith("other")


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(900, 640), (1680, 1050), (2560, 1200)])
def test_it_is_drawn_at_every_width_in_both_directions(
    qtbot,
    window: MainWindow,
    themes: Themes,
    direction: Qt.LayoutDirection,
    theme: str,
    size: tuple[int, int],
) -> None:
    QApplication.instance().setLayoutDirection(direction)
    themes.switch(theme)
    window.resize(*size)
    _open(qtbot, window, "s1")
    qtbot.waitUntil(lambda: window.width() == size[0], timeout=3000)
    image = window.grab().toImage()
    search_side = image.width() - 40 if direction == Qt.LayoutDirection.RightToLeft else 40
    assert window.childAt(search_side, image.height() // 2) is not None
    shell = window.shell
    assert shell.search.geometry().right() <= window.width()
    first_left = shell.search.x() < shell.middle.x()
    assert first_left == (direction == Qt.LayoutDirection.LeftToRight)
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 9) for y in range(0, 600, 9)}
    assert themes.current.panel in colours
    assert themes.current.base in colours


def test_everything_that_takes_the_focus_has_a_name(qtbot, window: MainWindow) -> None:
    _open(qtbot, window, "s1")
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
    nameless = [
        widget
        for kind in kinds
        for widget in window.findChildren(kind)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
    ]
    assert nameless == []


def test_the_window_imports_no_database_and_no_search_engine() -> None:
    code = (
        "import sys, viewer.app\n"
        "heavy = {'sqlalchemy', 'whoosh', 'docx', 'alembic', 'py3langid', 'babel'} & set(sys.modules)\n"
        "own = [m for m in sys.modules if m.startswith(('db.store', 'db.search', 'db.readers', 'db.archive'))]\n"
        "print(sorted(heavy), own)"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[] []"
