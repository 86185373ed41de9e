from collections.abc import Callable

import pytest

from db.store import ChangeMark, Store, Writing
from tests.db.store.making import analysis, annotation, fill, source


def latest(store: Store) -> ChangeMark:
    with store.reading() as reading:
        return reading.changes.latest()


def test_a_new_archive_has_a_mark_already(store: Store) -> None:
    mark = latest(store)
    assert mark.seq == 0
    with store.reading() as reading:
        assert reading.changes.knows(mark)
        assert not reading.changes.knows(ChangeMark(0, "another"))
        assert not reading.changes.knows(ChangeMark(1, mark.nonce))


def test_a_transaction_gets_one_mark_and_its_statements_with_it(store: Store) -> None:
    before = latest(store)
    with store.writing() as writing:
        first = writing.statements.add(analysis(1), source())
        second = writing.statements.add(analysis(2), source())
    after = latest(store)
    assert after.seq == before.seq + 1
    assert after.nonce != before.nonce
    with store.reading() as reading:
        assert reading.changes.knows(before)
        assert reading.changes.since(before.seq).upserted == (first, second)
        assert reading.changes.since(after.seq).upserted == ()


CHANGES: dict[str, Callable[[Writing, str], object]] = {
    "annotation": lambda w, id: w.annotations.add(annotation(id, "a2")),
    "edit": lambda w, id: w.annotations.update(annotation(id, note="new")),
    "trash": lambda w, id: w.annotations.trash("a1"),
    "source": lambda w, id: w.statements.add_source(id, source(b"more", "more.txt")),
    "layers": lambda w, id: w.statements.replace_layers(id, analysis(1)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_searched_is_marked(store: Store, name: str) -> None:
    id = fill(store, 2)[0]
    before = latest(store)
    with store.writing() as writing:
        CHANGES[name](writing, id)
    with store.reading() as reading:
        assert reading.changes.since(before.seq).upserted == (id,)


def test_what_is_not_searched_is_not_marked(store: Store) -> None:
    id = fill(store, 1)[0]
    before = latest(store)
    with store.writing() as writing:
        writing.events.record("exported", id)
        writing.statements.add(analysis(1), source(b"original 1", "1.txt"))
    assert latest(store) == before


def test_deleted_statements_leave_tombstones_until_they_come_back(store: Store) -> None:
    id = fill(store, 1)[0]
    before = latest(store)
    with store.writing() as writing:
        writing.statements.delete(id)
    with store.reading() as reading:
        changed = reading.changes.since(before.seq)
    assert (changed.upserted, changed.deleted) == ((), (id,))
    with store.writing() as writing:
        assert writing.statements.add(analysis(1), source()) == id
    with store.reading() as reading:
        changed = reading.changes.since(before.seq)
    assert (changed.upserted, changed.deleted) == ((id,), ())


def test_nothing_is_left_of_a_transaction_that_failed(store: Store) -> None:
    before = latest(store)
    with pytest.raises(LookupError):
        _write_and_fail(store)
    assert latest(store) == before
    with store.reading() as reading:
        assert reading.statements.count() == 0
        assert [event.action for event in reading.events.all()] == ["created"]


def _write_and_fail(store: Store) -> None:
    with store.writing() as writing:
        writing.statements.add(analysis(), source())
        writing.events.record("imported")
        raise LookupError
