from pathlib import Path

import pytest

from db.store import Store
from db.store.chain import canonical, event_hash, genesis


def test_each_event_is_chained_to_the_one_before(store: Store) -> None:
    with store.writing() as writing:
        writing.events.record(
            "imported", "s1", {"name": "Überblick.txt", "size": 3, "share": 0.5, "url": None}
        )
        writing.events.record("annotated", "a1")
    with store.reading() as reading:
        created, imported, annotated = reading.events.all()
        assert reading.events.all(subject="a1") == (annotated,)
        assert reading.fixity.log().broken == ()
    assert [event.seq for event in (created, imported, annotated)] == [1, 2, 3]
    assert imported.details == {"name": "Überblick.txt", "size": 3, "share": 0.5, "url": None}
    assert imported.tool.startswith("muniment ")
    assert created.subject == store.lineage
    before = genesis(store.lineage)
    for event in (created, imported, annotated):
        before = event_hash(
            before,
            seq=event.seq,
            time=event.time,
            action=event.action,
            subject=event.subject,
            details=canonical(event.details),
            tool=event.tool,
        )
        assert event.hash == before


def test_the_canonical_form_is_one_only() -> None:
    assert canonical({"b": 1, "a": "é", "c": None}) == '{"a":"é","b":1,"c":null}'
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": float("nan")})


def test_two_archives_have_two_beginnings(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a") as one, Store.create(tmp_path / "b") as other:
        assert one.lineage != other.lineage
        assert genesis(one.lineage) != genesis(other.lineage)
