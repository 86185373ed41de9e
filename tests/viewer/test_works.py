"""Versions, comparing, groups, re-analysis and sources as a person uses them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.model import DiffKind, Failure, GroupKind, GroupState, Sha256, StatementId, Version
from db.progress import Progress
from tests.helpers.fake_core import FakeCore
from tests.helpers.fake_works import pieces_of
from viewer.comparing import Side, across, changes_of, page_of
from viewer.dialogs.compare import CompareDialog
from viewer.dialogs.groups import GroupsDialog
from viewer.dialogs.source import SourceDialog, facts_of
from viewer.main_window import MainWindow
from viewer.works import pair_to_compare


def _open(qtbot: QtBot, window: MainWindow, statement: str) -> None:
    with qtbot.waitSignals([window.read, window.desk.works.versions_changed], timeout=5000):
        window.reading.open(statement)


def _second_version(core: FakeCore) -> None:
    """``s1b`` is a later capture of ``s1``; ``s3`` and ``s4`` are it in other languages."""
    first = core.stored["s1"]
    text = first.text.replace("eleven leaders", "eleven leaders 😀 and two members")
    text = text.replace("over wages", "over pay")
    core.stored["s1b"] = replace(
        first, id=StatementId("s1b"), text=text, blocks=(), entities=(), references=()
    )
    core.works = dict.fromkeys(("s1", "s1b", "s3", "s4"), "w1")


def _version(id_: str, language: str, number: int) -> Version:
    return Version(
        id=StatementId(id_), title=id_, date=None, language=language, number=number, captured_at=None
    )


# what a comparison shows, without windows


def test_the_pages_of_a_comparison_hold_both_texts_whole(core: FakeCore) -> None:
    _second_version(core)
    diff = core._works_compare("s1", "s1b")
    for side, text in ((Side.LEFT, diff.left_text), (Side.RIGHT, diff.right_text)):
        runs, places = page_of(diff, side)
        assert "".join(run.text for run in runs) == text
        assert len(places) == len(diff.pieces)
        assert runs[-1].end == len(text.encode("utf-16-le")) // 2
    both, _ = page_of(diff, Side.BOTH)
    assert "".join(run.text for run in both if run.kind is not DiffKind.ADDED) == diff.left_text
    assert "".join(run.text for run in both if run.kind is not DiffKind.REMOVED) == diff.right_text
    assert {run.kind for run in page_of(diff, Side.BOTH, marked=False)[0]} == {DiffKind.SAME}


def test_what_was_removed_and_what_came_instead_are_one_change() -> None:
    pieces = pieces_of("a b c d e", "a x c d e f")
    assert [pieces[at].kind for at in changes_of(pieces)] == [DiffKind.REMOVED, DiffKind.ADDED]
    assert changes_of(pieces_of("a b", "a b")) == []


def test_places_are_found_on_the_other_page() -> None:
    left, right = [0, 10, 14], [0, 10, 20]
    assert across(5, left, right) == 5
    assert across(16, left, right) == 22
    assert across(13, left, right) == 13
    assert across(3, [], []) == 0


def test_the_version_before_is_compared_first() -> None:
    versions = [_version("a", "en", 1), _version("b", "en", 2), _version("c", "fr", 1)]
    assert pair_to_compare(versions, "b") == ("a", "b")
    assert pair_to_compare(versions, "a") == ("a", "b")
    assert pair_to_compare(versions, "c") == ("c", "a")
    assert pair_to_compare(versions[:1], "a") is None
    assert pair_to_compare(versions, "x") is None


# languages and versions over the page


def test_languages_are_chips_and_a_click_opens_one(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    _second_version(core)
    _open(qtbot, window, "s1")
    siblings = window.shell.reader.header.siblings
    assert [chip.text() for chip in siblings.chips] == ["EN", "AR", "FR"]
    assert siblings.menu_button is not None
    assert siblings.menu_button.text() == "v1 / 2"
    assert window.shell.reader.header.language.isHidden()
    with qtbot.waitSignal(window.read, timeout=5000):
        siblings.chips[1].click()
    assert window.reading.statement is not None
    assert window.reading.statement.id == "s3"
    qtbot.waitUntil(lambda: [chip.text() for chip in siblings.chips] == ["AR", "EN", "FR"], timeout=5000)


def test_keys_go_round_the_versions(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    _second_version(core)
    _open(qtbot, window, "s1")
    seen = []
    for _ in range(4):
        with qtbot.waitSignals([window.read, window.desk.works.versions_changed], timeout=5000):
            window.commands["next_version"].trigger()
        assert window.reading.statement is not None
        seen.append(window.reading.statement.id)
    assert seen == ["s3", "s4", "s1b", "s1"]


def test_a_statement_that_stands_alone_shows_its_language(qtbot: QtBot, window: MainWindow) -> None:
    _open(qtbot, window, "s2")
    header = window.shell.reader.header
    assert header.language.isVisible()
    assert header.siblings.isHidden()
    for action in ("compare", "separate", "next_version"):
        assert not window.commands[action].isEnabled()


def test_in_a_narrow_bar_the_chips_fold_into_a_menu(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    _second_version(core)
    _open(qtbot, window, "s1")
    siblings = window.shell.reader.header.siblings
    siblings.fit(400)
    assert siblings.chips == []
    assert siblings.menu_button is not None
    assert siblings.menu_button.text() == "EN +3"
    entries = [action.text() for action in siblings.menu_button.menu().actions()]
    assert entries[0] == "English · version 1 · captured 12 May 2031"


def test_a_statement_is_taken_out_of_its_work(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    _second_version(core)
    _open(qtbot, window, "s3")
    window.commands["separate"].trigger()
    qtbot.waitUntil(lambda: not window.commands["separate"].isEnabled(), timeout=5000)
    assert "s3" not in core.works


# comparing


def _compare(qtbot: QtBot, window: MainWindow) -> CompareDialog:
    qtbot.waitUntil(lambda: window.desk.works.compare_dialog is not None, timeout=5000)
    dialog = window.desk.works.compare_dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: "…" not in dialog.said.text(), timeout=5000)
    return dialog


def test_two_versions_are_compared_change_by_change(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    _second_version(core)
    _open(qtbot, window, "s1b")
    window.commands["compare"].trigger()
    dialog = _compare(qtbot, window)
    qtbot.waitUntil(lambda: dialog.left_page.is_whole and dialog.right_page.is_whole, timeout=5000)
    assert dialog.left_page.toPlainText() == core.stored["s1"].text
    assert dialog.right_page.toPlainText() == core.stored["s1b"].text
    assert dialog.place.text() == "2 changes"
    qtbot.keyClick(dialog, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert dialog.place.text() == "1 / 2 changes"
    cursor = dialog.right_page.textCursor()
    cursor.setPosition(cursor.position() + 2)
    assert cursor.charFormat().fontUnderline()
    qtbot.keyClick(dialog, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert dialog.change == 1
    dialog.one_column.click()
    assert dialog.is_unified
    qtbot.waitUntil(lambda: dialog.both_page.is_whole, timeout=5000)
    shown = dialog.both_page.toPlainText()
    assert "over wages" in shown
    assert "pay" in shown
    dialog.close()
    qtbot.waitUntil(lambda: window.desk.works.compare_dialog is None, timeout=5000)


def test_what_was_removed_is_struck_out_in_both_themes(
    qtbot: QtBot, window: MainWindow, core: FakeCore
) -> None:
    _second_version(core)
    window.desk.works.compare("s1b", "s1")
    dialog = _compare(qtbot, window)
    for theme in ("light", "dark"):
        window.themes.switch(theme)
        qtbot.waitUntil(lambda: dialog.left_page.is_whole and dialog.right_page.is_whole, timeout=5000)
        dialog.step(1)
        cursor = dialog.left_page.textCursor()
        cursor.setPosition(cursor.position() + 2)
        assert cursor.charFormat().fontStrikeOut()
        assert cursor.charFormat().foreground().color().name() == window.themes.current.danger
    dialog.close()


def test_two_languages_are_put_beside_each_other_unmarked(
    qtbot: QtBot, window: MainWindow, core: FakeCore
) -> None:
    window.desk.works.compare("s1", "s3")
    dialog = _compare(qtbot, window)
    assert dialog.said.text().startswith("Two languages")
    assert dialog.place.isHidden()
    assert not dialog.is_unified
    assert dialog.right_page.layoutDirection() == Qt.LayoutDirection.RightToLeft
    dialog.close()


def test_a_long_comparison_is_laid_out_bit_by_bit(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    text = " ".join(f"docker{n}" + "\n\n" * (n % 9 == 0) for n in range(12_000))
    for id_, words in (("s1", text), ("s2", text + " They wait.")):
        core.stored[id_] = replace(core.stored[id_], text=words)
    window.desk.works.compare("s1", "s2")
    dialog = _compare(qtbot, window)
    assert len(text) > 100_000
    assert not dialog.left_page.is_whole
    qtbot.waitUntil(lambda: dialog.right_page.is_whole, timeout=10_000)
    assert dialog.right_page.toPlainText().endswith("They wait.")
    dialog.close()


def test_a_comparison_that_fails_says_why(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    _second_version(core)
    _open(qtbot, window, "s1")
    core.failures["works.compare"] = Failure(code="statement.unknown", params={"id": "s1b"})
    window.commands["compare"].trigger()
    dialog = _compare(qtbot, window)
    assert "“s1b”" in dialog.said.text()
    dialog.close()


# groups


def _groups(qtbot: QtBot, window: MainWindow) -> GroupsDialog:
    window.commands["groups"].trigger()
    dialog = window.desk.works.groups_dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.groups.rowCount() or dialog.nothing.text()), timeout=5000)
    return dialog


def test_proposals_are_counted_quietly(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    core.add_group("s1", "s3")
    with qtbot.waitSignal(window.desk.works.proposals_changed, timeout=5000):
        core.start()
    assert window.commands["groups"].text() == "Possible duplicates and translations (1)…"
    assert window.desk.works.groups_dialog is None


def test_a_group_is_confirmed_and_the_decision_taken_back(
    qtbot: QtBot, window: MainWindow, core: FakeCore
) -> None:
    core.add_group("s1", "s3", "s4", score=0.95)
    core.add_group("s1", "s2", score=0.8, kind=GroupKind.NEAR_DUPLICATE)
    dialog = _groups(qtbot, window)
    assert dialog.group is not None
    assert dialog.group.id == "g1"
    assert dialog.heading.text() == "The same text in other languages · 95 % sure"
    dialog.confirm.click()
    qtbot.waitUntil(lambda: dialog.groups.rowCount() == 1, timeout=5000)
    assert core.groups["g1"].state is GroupState.CONFIRMED
    assert dialog.said.text() == "Kept: they belong together."
    dialog.undo.click()
    qtbot.waitUntil(lambda: dialog.groups.rowCount() == 2, timeout=5000)
    assert core.groups["g1"].state is GroupState.PROPOSED
    assert core.works == {}


def test_a_rejected_group_can_be_decided_again(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    core.add_group("s1", "s2")
    dialog = _groups(qtbot, window)
    dialog.reject_button.click()
    qtbot.waitUntil(lambda: dialog.groups.rowCount() == 0, timeout=5000)
    assert dialog.nothing.isVisible()
    dialog.state.setCurrentIndex(2)
    qtbot.waitUntil(lambda: dialog.groups.rowCount() == 1, timeout=5000)
    assert dialog.reject_button.isHidden()
    dialog.reopen.click()
    qtbot.waitUntil(lambda: core.groups["g1"].state is GroupState.PROPOSED, timeout=5000)


def test_more_is_looked_for_and_can_be_stopped(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    core.found = [core.add_group("s1", "s3")]
    core.groups.clear()
    dialog = _groups(qtbot, window)
    assert dialog.nothing.isVisible()
    core.held.add("works.find")
    dialog.find_button.click()
    assert core.progress is not None
    core.progress(Progress(stage="comparing", done=1, total=4, unit="statements"))
    assert dialog.bar.value() == 250
    dialog.find_button.click()
    assert len(core.cancelled) == 1
    core.held.clear()
    core.release()
    qtbot.waitUntil(lambda: dialog.groups.rowCount() == 1, timeout=5000)
    assert dialog.said.text() == "1 group found."
    assert dialog.find_button.text() == "Look for more"


def test_members_of_a_group_are_opened_and_compared(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    core.add_group("s1", "s2")
    dialog = _groups(qtbot, window)
    buttons = {b.accessibleName(): b for b in dialog.findChildren(type(dialog.undo))}
    with qtbot.waitSignal(window.read, timeout=5000):
        buttons[f"Open {core.stored['s2'].title}"].click()
    buttons[f"Compare {core.stored['s2'].title} with the first"].click()
    _compare(qtbot, window).close()
    dialog.close()


# analysing again


def test_one_looks_before_one_analyses_again(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    _open(qtbot, window, "s1")
    window.commands["reanalyse"].trigger()
    dialog = window.desk.reanalysing.dialog
    assert dialog is not None
    dialog.look.click()
    qtbot.waitUntil(lambda: dialog.changes.rowCount() == 1, timeout=5000)
    assert dialog.said.text() == "1 of 1 statement would change: 1 found anew, 1 no longer found."
    assert dialog.details.toPlainText().splitlines() == [
        "+  Citations: ilo:C087  “Convention No. 87”",
        "−  Names: Port Aster  “PORT ASTER”",
    ]
    dialog.all.click()
    assert dialog.changes.rowCount() == 0
    dialog.apply.click()
    qtbot.waitUntil(lambda: dialog.said.text().startswith("2 of 5 statements changed"), timeout=5000)
    assert not dialog.apply.isEnabled()
    assert core.asked("reanalyse") == [{"ids": ["s1"], "apply": False}, {"ids": None, "apply": True}]


def test_a_new_analysis_is_stopped(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    core.held.add("reanalyse")
    window.commands["reanalyse"].trigger()
    dialog = window.desk.reanalysing.dialog
    assert dialog is not None
    assert dialog.this.isHidden()
    dialog.apply.click()
    assert core.progress is not None
    core.progress(Progress(stage="analysing", done=2, total=5, unit="statements"))
    assert dialog.said.text() == "Analysing 2 of 5 statements"
    dialog.stop.click()
    assert len(core.cancelled) == 1
    core.failures["reanalyse"] = Failure(code="work.cancelled", params={})
    core.release()
    assert dialog.said.text().startswith("Stopped, as you asked")
    assert dialog.look.isEnabled()
    dialog.close()
    qtbot.waitUntil(lambda: window.desk.reanalysing.dialog is None, timeout=5000)


# where it came from


def test_the_source_is_told_and_copied(qtbot: QtBot, window: MainWindow, core: FakeCore) -> None:
    first = core.stored["s1"]
    source = replace(
        first.source,
        url="https://experts.example/1",
        captured_at="2031-05-12T09:30:00Z",
        container=Sha256("ab" * 32),
        size=2048,
    )
    core.stored["s1"] = replace(first, source=source, sources=(source, first.source))
    _open(qtbot, window, "s1")
    window.commands["source"].trigger()
    dialog = window.desk.source
    assert isinstance(dialog, SourceDialog)
    assert len(dialog.sources) == 2
    facts = dict(facts_of(source))
    assert facts["Captured"] == "2031-05-12 09:30:00 UTC"
    assert facts["Taken out of"] == "ab" * 32
    dialog.copy.click()
    assert f"SHA-256: {'0' * 64}" in QApplication.clipboard().text()
    assert QApplication.clipboard().text().count("File: 1.txt") == 2


@pytest.mark.parametrize("action", ["imports", "groups", "reanalyse"])
def test_a_read_only_archive_offers_to_look_only(
    qtbot: QtBot, window: MainWindow, core: FakeCore, action: str
) -> None:
    core.read_only_reason = "archive.in_use"
    core.add_group("s1", "s2")
    core.add_run(["/x"], [])
    with qtbot.waitSignal(window.archive.opened, timeout=5000):
        core.start()
    window.commands[action].trigger()
    desk = window.desk
    if action == "imports":
        dialog = window.imports.reports.dialog
        assert dialog is not None
        qtbot.waitUntil(lambda: dialog.run is not None, timeout=5000)
        assert not dialog.forget_action.isEnabled()
    elif action == "groups":
        groups = desk.works.groups_dialog
        assert groups is not None
        qtbot.waitUntil(lambda: groups.groups.rowCount() == 1, timeout=5000)
        assert not groups.confirm.isEnabled()
    else:
        assert desk.reanalysing.dialog is not None
        assert desk.reanalysing.dialog.look.isEnabled()
        assert not desk.reanalysing.dialog.apply.isEnabled()
