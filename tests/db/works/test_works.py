import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import db.works
from db.analysis.signature import signature
from db.custody import verify
from db.errors import Cancelled, UsageError
from db.model import EntityKind, GroupKind, Mention, Reference, ReferenceStatus, StatementId, WorkGroup
from db.progress import CancelToken
from db.store import NewDocument, Store
from db.works import Works
from resources.messages import codes
from tests.db.store.making import analysis, source

LONG = " ".join(
    f"On day {n} the union of the harbour of Ruritania wrote to minister number {n} about worker {n * 7} in cell {n}."
    for n in range(11, 41)
)
OTHER = " ".join(
    f"Teachers of district {n} in Borduria walked out over wages owed since month {n}." for n in range(20)
)


class Changes:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


@pytest.fixture
def changes() -> Changes:
    return Changes()


@pytest.fixture
def works(store: Store, changes: Changes) -> Iterator[Works]:
    yield Works(store, changes)
    assert [damage.code for damage in verify(store).damages] == []


def put(
    store: Store,
    text: str,
    *,
    url: str | None = None,
    traits: tuple[str, ...] = (),
    signed: bool = True,
    **facts: Any,
) -> StatementId:
    mentions = tuple(
        Mention(kind=EntityKind.COUNTRY, id=trait, name=trait, start=0, end=3, text=text[:3], origin="list")
        for trait in traits
    )
    made = analysis(text=text, entities=mentions, **facts)
    keys = (f"url:{url}",) if url else ()
    sign = signature(text, made.language) if signed else None
    store.originals.put(text.encode())
    with store.writing() as writing:
        (stored,) = writing.add_documents(
            [NewDocument(analysis=made, source=source(text.encode(), url=url), keys=keys, signature=sign)]
        )
    return stored.id


def ids(group: WorkGroup) -> set[str]:
    return {line.id for line in group.statements}


def places(store: Store) -> list[tuple[str, str, int]]:
    with store.reading() as reading:
        return [
            (one.work, one.language, one.version) for one in reading.statements.many(reading.statements.ids())
        ]


@pytest.mark.parametrize("signed", [True, False])
def test_texts_that_are_nearly_the_same_are_proposed(store: Store, works: Works, signed: bool) -> None:
    one = put(store, LONG, signed=signed)
    two = put(store, LONG.replace("day 20", "the day after"), signed=signed)
    put(store, OTHER, signed=signed)
    put(store, "", signed=False)
    assert works.find() == 1
    (group,) = works.proposals()
    assert (group.kind, ids(group)) == (GroupKind.NEAR_DUPLICATE, {one, two})
    assert 0.8 < group.score < 1
    assert group.reasons == ("group.same_words", "group.other_numbers")
    assert works.proposals("confirmed") == ()


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ({"url": "https://example.org/en/news/harbour-free"}, {"url": "https://example.org/fr/news/harbour-free"}, "group.same_address"),
        ({"traits": ("iso:AAA", "iso:BBB", "mandate:x", "un:Q")}, {"traits": ("iso:AAA", "iso:BBB", "mandate:x")}, "group.same_mentions"),
    ],
    ids=["address", "mentions"],
)  # fmt: skip
def test_translations_are_proposed(store: Store, works: Works, left: Any, right: Any, reason: str) -> None:
    one = put(store, "The 87 harbour workers are free.", **left)
    two = put(store, "Les 87 dockers sont libres.", language="fr", **right)
    put(store, "Los maestros siguen en huelga.", language="es", traits=("iso:CCC",))
    put(
        store,
        "Another day, of the same.",
        date="2030-01-01",
        language="it",
        traits=("iso:AAA", "iso:BBB", "mandate:x"),
    )
    assert works.find() == 1
    (group,) = works.proposals("proposed")
    assert (group.kind, ids(group)) == (GroupKind.TRANSLATION, {one, two})
    assert reason in group.reasons


def test_papers_with_one_symbol_at_their_heads_are_proposed(store: Store, works: Works) -> None:
    def paper(text: str, symbol: str, language: str) -> str:
        at = text.index(symbol.removeprefix("un:"))
        cited = Reference(
            id=symbol, start=at, end=at + 5, text=text[at : at + 5], status=ReferenceStatus.RESOLVED
        )
        return put(store, text, language=language, date=None, references=(cited,))

    one = paper("A/HRC/99/7\n\nReport on the harbour.", "un:A/HRC/99/7", "en")
    two = paper("A/HRC/99/7\n\nRapport sur le port.", "un:A/HRC/99/7", "fr")
    paper("A/HRC/99/8\n\nInforme sobre otra cosa.", "un:A/HRC/99/8", "es")
    paper("Lo dijo." + " Y más." * 90 + " A/HRC/99/7", "un:A/HRC/99/7", "es")
    assert works.find() == 1
    (group,) = works.proposals()
    assert ids(group) == {one, two}
    assert group.reasons == ("group.same_symbol",)


def test_every_reason_has_a_sentence() -> None:
    package = Path(db.works.__file__).parent
    words = "".join(path.read_text(encoding="utf-8") for path in package.glob("*.py"))
    found = set(re.findall(r'"(group\.\w+)"', words))
    assert len(found) > 6
    assert found - codes() == set()


def test_two_that_speak_of_the_same_are_not_chosen_between(store: Store, works: Works) -> None:
    traits = ("iso:AAA", "iso:BBB", "mandate:x")
    put(store, "The first release.", traits=traits)
    put(store, "A second release.", traits=traits)
    put(store, "Le communiqué.", language="fr", traits=traits)
    assert works.find() == 0


def test_a_confirmed_group_is_one_work_and_can_be_undone(
    store: Store, works: Works, changes: Changes
) -> None:
    one = put(store, LONG, url="https://example.org/a")
    put(store, LONG.replace("day 20", "night 20"), url="https://example.org/b")
    put(store, "Version française.", language="fr", url="https://example.org/b")
    before = places(store)
    works.find()
    (group,) = works.proposals()
    assert works.decide(group.id, "confirmed").state == "confirmed"
    after = places(store)
    assert after == [(before[0][0], "en", 1), (before[0][0], "en", 2), (before[0][0], "fr", 1)]
    assert [(one.language, one.number) for one in works.versions(one)] == [("en", 1), ("en", 2), ("fr", 1)]
    put(store, LONG + " And more.", url="https://example.org/b")
    assert places(store)[3] == (before[0][0], "en", 3)
    assert works.decide(group.id, "confirmed").state == "confirmed"
    assert works.decide(group.id, "proposed").state == "proposed"
    assert places(store)[:3] == before
    put(store, "Encore du français.", language="fr", url="https://example.org/b")
    assert places(store)[4] == (before[1][0], "fr", 2)
    assert changes.count == 3
    with store.reading() as reading:
        assert [event.action for event in reading.events.all(group.id)] == [
            "group confirmed",
            "group decision undone",
        ]


def test_what_was_decided_is_never_proposed_again(store: Store, works: Works) -> None:
    one, two = put(store, LONG), put(store, LONG.replace("day 20", "night 20"))
    works.find()
    (group,) = works.proposals()
    works.decide(group.id, "rejected")
    assert works.find() == 0
    three = put(store, LONG.replace("day 30", "night 30"))
    assert works.find() == 1
    (other,) = works.proposals("proposed")
    assert three in ids(other)
    assert len(ids(other) & {one, two}) == 1
    assert [kept.id for kept in works.proposals("rejected")] == [group.id]
    works.decide(other.id, "confirmed")
    assert works.find() == 0
    assert len({work for work, _, _ in places(store)}) == 2


def test_groups_that_are_no_longer_found_go(store: Store, works: Works) -> None:
    put(store, LONG)
    gone = put(store, LONG.replace("day 20", "night 20"))
    assert works.find() == 1
    with store.writing() as writing:
        writing.statements.delete(gone)
    assert works.proposals() == ()
    assert works.find() == 0


def test_a_statement_can_be_taken_out_of_its_work(store: Store, works: Works, changes: Changes) -> None:
    one = put(store, LONG, url="https://example.org/a")
    two = put(store, LONG.replace("day 20", "night 20"), url="https://example.org/a")
    assert len(works.versions(one)) == 2
    works.separate(one)
    assert [version.id for version in works.versions(one)] == [one]
    assert [version.id for version in works.versions(two)] == [two]
    assert works.find() == 0
    works.separate(one)
    assert changes.count == 1
    with store.reading() as reading:
        assert [event.action for event in reading.events.all(one)] == ["separated"]


def test_what_was_moved_elsewhere_since_stays_there(store: Store, works: Works) -> None:
    one, two = put(store, LONG), put(store, LONG.replace("day 20", "night 20"))
    works.find()
    (group,) = works.proposals()
    works.decide(group.id, "confirmed")
    works.separate(two)
    own = places(store)[1]
    works.decide(group.id, "proposed")
    assert places(store)[1] == own
    assert [version.id for version in works.versions(one)] == [one]


def test_finding_can_be_stopped(store: Store, works: Works) -> None:
    put(store, LONG)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        works.find(cancel=token)


def test_what_is_unknown_is_told(works: Works) -> None:
    for ask, code in (
        (lambda: works.decide("gnone", "confirmed"), "group.unknown"),
        (lambda: works.decide("gnone", "merged"), "group.unknown_state"),
        (lambda: works.proposals("merged"), "group.unknown_state"),
        (lambda: works.versions("snone"), "statement.unknown"),
        (lambda: works.separate("snone"), "statement.unknown"),
    ):
        with pytest.raises(UsageError) as caught:
            ask()
        assert caught.value.code == code
