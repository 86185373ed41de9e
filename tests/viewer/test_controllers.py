"""Search, reading and annotating between core and panes, without windows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal

from db.model import Failure, SortOrder
from tests.helpers.fake_core import FakeCore
from viewer.actions import ACTIONS
from viewer.importing import Importing
from viewer.marking import Marking
from viewer.reading import History, Place, Reading
from viewer.searching import Asked, Searching
from viewer.working import scopes_of


@pytest.fixture
def core(qapp) -> FakeCore:
    return FakeCore()


def test_every_action_has_a_text_of_its_own_and_shortcuts_are_unique() -> None:
    texts = [spec.text for spec in ACTIONS]
    ids = [spec.id for spec in ACTIONS]
    shortcuts = [keys for spec in ACTIONS for keys in spec.shortcuts]
    assert len(set(texts)) == len(texts)
    assert len(set(ids)) == len(ids)
    assert len(set(shortcuts)) == len(shortcuts)
    assert all(texts)


def test_typing_asks_once_after_a_pause(qtbot, core: FakeCore) -> None:
    searching = Searching(core)
    with qtbot.waitSignal(searching.arrived, timeout=3000) as arrived:
        for end in range(1, 7):
            searching.type("strike"[:end])
    assert [arguments["request"].query for arguments in core.asked("search")] == ["strike"]
    assert arrived.args[0].total == 1


def test_only_the_newest_answer_is_shown(qtbot, core: FakeCore) -> None:
    searching = Searching(core)
    totals: list[int] = []
    searching.arrived.connect(lambda results: totals.append(results.total))
    core.held.add("search")
    searching.ask("strike")
    searching.ask("*")
    core.release()
    assert totals == [5]


def test_an_empty_query_lists_everything_newest_first(qtbot, core: FakeCore) -> None:
    searching = Searching(core)
    with qtbot.waitSignal(searching.arrived, timeout=3000) as arrived:
        searching.ask_now()
    request = core.asked("search")[0]["request"]
    assert (request.query, request.sort, request.facets) == ("*", SortOrder.DATE, True)
    assert arrived.args[0].hits[0].date == "2025-06-06"


def test_further_pages_are_asked_for_without_facets(qtbot, core: FakeCore) -> None:
    searching = Searching(core)
    with qtbot.waitSignal(searching.arrived, timeout=3000):
        searching.ask_now()
    searching._total = 500
    with qtbot.waitSignal(searching.continued, timeout=3000):
        searching.more()
    request = core.asked("search")[1]["request"]
    assert (request.offset, request.facets) == (5, False)


def test_filters_become_part_of_an_exported_query() -> None:
    asked = Asked(query="a OR b").toggled("country", "iso:NOR", True).toggled("country", "iso:SUD", True)
    assert asked.as_query() == '(a OR b) AND (country:"iso:NOR" OR country:"iso:SUD")'
    assert asked.toggled("country", "iso:NOR", False).filters == {"country": ("iso:SUD",)}
    assert Asked().as_query() == "*"


def test_history_goes_back_and_forward_and_forgets_what_lay_ahead() -> None:
    history = History()
    for name in ("a", "b", "b", "c"):
        history.visit(Place(name))
    assert history.move(-1) == Place("b")
    assert history.move(-1) == Place("a")
    assert history.move(-1) is None
    assert history.can_forward
    history.visit(Place("d"))
    assert not history.can_forward
    assert history.move(-1) == Place("a")


def test_a_statement_opens_with_the_hits_of_the_query(qtbot, core: FakeCore) -> None:
    reading = Reading(core)
    reading.search_is("freedom of association")
    with qtbot.waitSignal(reading.opened, timeout=3000) as opened:
        reading.open("s1")
    statement, at, hits = opened.args
    assert at is None
    assert [statement.text[a:z].lower() for a, z in hits] == ["freedom of association"] * 2


def test_only_what_was_asked_for_last_opens(qtbot, core: FakeCore) -> None:
    reading = Reading(core)
    opened: list[str] = []
    reading.opened.connect(lambda statement, *_: opened.append(statement.id))
    core.held.add("statement")
    reading.open("s1")
    reading.open("s2")
    core.release()
    assert opened == ["s2"]


def test_a_passage_of_the_open_statement_is_gone_to_without_fetching(qtbot, core: FakeCore) -> None:
    reading = Reading(core)
    with qtbot.waitSignal(reading.opened, timeout=3000):
        reading.open("s1")
    with qtbot.waitSignal(reading.moved, timeout=3000) as moved:
        reading.open("s1", (10, 20))
    assert moved.args == [10, 20]
    assert len(core.asked("statement")) == 1
    reading.open("s1", (30, 40))
    with qtbot.waitSignal(reading.moved, timeout=3000) as back:
        reading.back()
    assert back.args == [10, 20]


def test_marking_can_be_undone_and_done_again(qtbot, core: FakeCore) -> None:
    marking = Marking(core)
    with qtbot.waitSignal(marking.added, timeout=3000):
        marking.add("s1", 0, 7, "green")
    assert marking.stack.undoText() == "marking a passage"
    with qtbot.waitSignal(core.changed, timeout=3000):
        marking.stack.undo()
    assert core.annotations == {}
    with qtbot.waitSignal(core.changed, timeout=3000):
        marking.stack.redo()
    assert list(core.annotations) == ["a1"]


def test_a_changed_note_can_be_undone(qtbot, core: FakeCore) -> None:
    marking = Marking(core)
    made = core._annotate("s1", 0, 7, "first", ["x"], "amber")
    with qtbot.waitSignal(core.changed, timeout=3000):
        marking.change(made, note="second", tags=["x"])
    assert core.annotations["a1"].note == "second"
    with qtbot.waitSignal(core.changed, timeout=3000):
        marking.stack.undo()
    assert core.annotations["a1"].note == "first"


def test_what_stays_the_same_is_no_step(qtbot, core: FakeCore) -> None:
    marking = Marking(core)
    made = core._annotate("s1", 0, 7, "first", ["x"], "amber")
    marking.change(made, note="first", tags=["x"])
    assert core.asked("edit_annotation") == []


def test_removing_can_be_undone(qtbot, core: FakeCore) -> None:
    marking = Marking(core)
    made = core._annotate("s1", 0, 7, "", [], "amber")
    with qtbot.waitSignal(core.changed, timeout=3000):
        marking.remove(made)
    qtbot.waitUntil(marking.stack.canUndo, timeout=3000)
    with qtbot.waitSignal(core.changed, timeout=3000):
        marking.stack.undo()
    assert "a1" in core.annotations


def test_a_failed_step_is_told_and_leaves_no_way_back(qtbot, core: FakeCore) -> None:
    core.failures["annotate"] = Failure(code="archive.in_use", params={})
    marking = Marking(core)
    with qtbot.waitSignal(core.failed, timeout=3000):
        marking.add("s1", 0, 7, "green")
    assert not marking.stack.canUndo()


def test_imports_wait_for_their_turn_and_stop_when_told(qtbot, core: FakeCore) -> None:
    importing = Importing(core)
    core.held.add("import_paths")
    importing.take(["a"])
    importing.take(["b"])
    assert len(core.asked("import_paths")) == 1
    importing.cancel()
    assert core.cancelled == [1]
    with qtbot.waitSignal(importing.finished, timeout=3000):
        core.release()
    assert not importing.running
    assert len(core.asked("import_paths")) == 1


def test_export_offers_what_there_is(core: FakeCore) -> None:
    statement = core.stored["s1"]
    assert [scope.arguments() for scope in scopes_of(None, Asked(), 5)] == [{"query": None, "ids": None}]
    offered = scopes_of(statement, Asked(query="strike"), 1)
    assert [scope.arguments() for scope in offered] == [
        {"query": None, "ids": ["s1"]},
        {"query": "(strike)", "ids": None},
        {"query": None, "ids": None},
    ]


class _Bell(QObject):
    rung = Signal()


def test_ten_thousand_calls_that_return_nothing_do_not_abort(qapp) -> None:
    """PySide6 6.12.0 dropped a reference to None with each of them, until Python aborted."""
    bell, heard = _Bell(), []
    bell.rung.connect(lambda: heard.append(None))
    for _ in range(10_000):
        bell.rung.emit()
        bell.setObjectName("bell")
        QCoreApplication.processEvents()
    assert len(heard) == 10_000
