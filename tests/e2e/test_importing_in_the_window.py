"""A researcher gives the real window a folder of everything, and puts right by hand what did not come in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from db import Archive
from db.model import FileStatus
from tests.db.readers.pdf.making import locked
from tests.e2e.test_a_day_in_the_window import LONG, Day
from tests.helpers.containers import zipped
from tests.helpers.mixed_folder import page, text
from viewer.main_window import MainWindow

PASSWORD = "Quill Bay 1931"
SECRET = "The union of dockworkers of Quill Bay asked where its two missing members are held."


@pytest.fixture
def day(qtbot: QtBot, tmp_path: Path) -> Day:
    Archive.create(tmp_path / "day.muniment").close()
    return Day(qtbot, tmp_path / "day.muniment", tmp_path / "config")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "collected"
    folder.mkdir()
    for number in range(6):
        (folder / f"letter {number}.txt").write_text(text("letter", number), encoding="utf-8")
    (folder / "page.html").write_text(_page(page("page", 7)), encoding="utf-8")
    (folder / "locked.pdf").write_bytes(locked(SECRET, PASSWORD))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nbroken")
    (folder / "members.zip").write_bytes(zipped({"inner.txt": text("zipped", 3), "empty.txt": ""}))
    return folder


def _page(html: str) -> str:
    return html.replace("<title>", '<link rel=canonical href="https://unions.example/page/7"><title>')


def _statements(window: MainWindow) -> int:
    return window.archive.info.statements if window.archive.info is not None else -1


def test_what_is_locked_is_opened_and_what_is_broken_is_told(qtbot: QtBot, day: Day, folder: Path) -> None:
    window, panel = day.window, day.window.shell.import_panel
    day.drop(folder)
    qtbot.waitUntil(panel.report_button.isVisible, timeout=LONG)
    qtbot.waitUntil(lambda: _statements(window) == 8, timeout=LONG)
    qtbot.waitUntil(panel.password_button.isVisible, timeout=LONG)

    panel.report_button.click()
    reports = window.imports.reports
    qtbot.waitUntil(lambda: reports.dialog is not None and reports.dialog.files.rowCount() == 3, timeout=LONG)
    dialog = reports.dialog
    assert dialog is not None
    failed = {each.path.rpartition("/")[2]: each for each in map(dialog.files.outcome, range(3))}
    assert set(failed) == {"locked.pdf", "broken.pdf", "empty.txt"}
    assert all(each is not None and each.status is FileStatus.FAILED for each in failed.values())

    panel.password_button.click()
    password = reports.password
    assert password is not None
    assert not password.go.isEnabled()
    qtbot.keyClicks(password.box, PASSWORD)
    password.go.click()
    qtbot.waitUntil(lambda: _statements(window) == 9, timeout=LONG)
    with qtbot.waitSignal(window.searched, timeout=LONG):
        window.searching.ask("missing")
    qtbot.keyClick(window.shell.search.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.shell.reader.statement is not None, timeout=LONG)
    statement = window.shell.reader.statement
    assert statement is not None
    assert SECRET in " ".join(statement.text.split())
    day.end()


def test_the_columns_of_a_table_are_asked_for_and_what_is_told_is_kept(
    qtbot: QtBot, day: Day, tmp_path: Path
) -> None:
    table = tmp_path / "rows.jsonl"
    rows = [{"id": f"r{n}", "title": f"Row {n}", "text": text("row", n)} for n in range(30)]
    table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    window = day.window
    day.drop(table)
    qtbot.waitUntil(lambda: window.imports.mapping is not None, timeout=LONG)
    mapping = window.imports.mapping
    assert mapping is not None
    qtbot.waitUntil(mapping.isVisible, timeout=LONG)
    mapping.go.click()
    qtbot.waitUntil(lambda: _statements(window) == 30, timeout=LONG)
    day.end()


def test_a_page_captured_anew_is_compared_with_what_it_was(qtbot: QtBot, day: Day, folder: Path) -> None:
    window = day.window
    day.drop(folder / "page.html")
    qtbot.waitUntil(lambda: _statements(window) == 1, timeout=LONG)
    later = folder / "page later.html"
    later.write_text(_page(page("page", 7)).replace("free the 9", "free all of the 9"), encoding="utf-8")
    day.drop(later)
    qtbot.waitUntil(lambda: _statements(window) == 2, timeout=LONG)
    with qtbot.waitSignal(window.searched, timeout=LONG):
        window.searching.ask("dockworkers")
    qtbot.keyClick(window.shell.search.box, Qt.Key.Key_Return)
    works = window.desk.works
    qtbot.waitUntil(lambda: len(works.versions) == 2, timeout=LONG)
    window.commands["compare"].trigger()
    qtbot.waitUntil(lambda: works.compare_dialog is not None, timeout=LONG)
    compare = works.compare_dialog
    assert compare is not None
    qtbot.waitUntil(compare.isVisible, timeout=LONG)
    with Archive.open(window.archive.info.path) as other:  # type: ignore[union-attr]  # it was asserted
        one, two = (each.id for each in other.statements())
        assert other.statement(one).work == other.statement(two).work

    window.commands["source"].trigger()
    source = window.desk.source
    assert source is not None
    qtbot.waitUntil(source.isVisible, timeout=LONG)
    source.close()

    window.commands["reanalyse"].trigger()
    reanalyse = next(each for each in window.findChildren(QRadioButton) if each.text().startswith("All of"))
    reanalyse.setChecked(True)
    again = reanalyse.window()
    again.look.click()  # type: ignore[attr-defined]  # it is the dialog
    qtbot.waitUntil(lambda: bool(again.said.text()), timeout=LONG)  # type: ignore[attr-defined]
    works.open_groups()
    qtbot.waitUntil(lambda: works.groups_dialog is not None, timeout=LONG)
    day.end()
