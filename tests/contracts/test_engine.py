"""What every engine has to do, tried against the oracle: the same statements, the same totals, the same facets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from db.catalogue import shipped
from db.errors import QueryError
from db.model import SearchRequest, SortOrder
from db.search import Engine, EngineAnswer, IndexDocument, Stamp, hits_in, open_engine
from tests.contracts.engine_cases import make_document, make_query, make_word
from tests.helpers.naive_engine import NaiveEngine

STATEMENTS = 120
QUERIES = 400


def _stamp(seq: int) -> Stamp:
    return Stamp(lineage="lineage", seq=seq, nonce=f"nonce-{seq}")


@pytest.fixture(scope="module", params=["whoosh"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Engine, NaiveEngine]]:
    """An engine and the oracle, after the same life: built, added to, changed, cut down."""
    random = Random(20_250_605)
    engine = open_engine(tmp_path_factory.mktemp(request.param) / "index", shipped())
    oracle = NaiveEngine(shipped())
    documents = [make_document(random, f"s{number}") for number in range(STATEMENTS)]
    for each in (engine, oracle):
        each.rebuild(documents[:100], _stamp(1))
        each.apply(documents[100:], [], _stamp(2))
    changed = [make_document(random, f"s{number}") for number in range(0, STATEMENTS, 7)]
    removed = [f"s{number}" for number in range(3, STATEMENTS, 11)]
    for each in (engine, oracle):
        each.apply([document for document in changed if document.id not in removed], removed, _stamp(3))
    yield engine, oracle
    engine.close()


def _answer(engine: Engine, request: SearchRequest) -> EngineAnswer | tuple[str, object]:
    """What an engine answers, or how it refuses a query."""
    try:
        return engine.search(request)
    except QueryError as error:
        return error.code, error.params


def _same(engine: Engine, oracle: NaiveEngine, request: SearchRequest) -> int:
    """Both find the same for a request of everything, or refuse it alike; how many statements that are."""
    expected, best = _answer(oracle, request), _answer(engine, request)
    if not isinstance(expected, EngineAnswer) or not isinstance(best, EngineAnswer):
        assert best == expected
        return 0
    dated = engine.search(replace(request, sort=SortOrder.DATE))
    assert (best.total, best.facets) == (expected.total, expected.facets), request
    assert {hit.id for hit in best.hits} == {hit.id for hit in expected.hits}, request
    assert [hit.id for hit in dated.hits] == [hit.id for hit in expected.hits], request
    return expected.total


def test_generated_queries_find_the_same(filled: tuple[Engine, NaiveEngine]) -> None:
    random = Random(7)
    queries = [make_query(random) for _ in range(QUERIES)]
    found = [_same(*filled, SearchRequest(query=query, limit=STATEMENTS, facets=True)) for query in queries]
    assert sum(map(bool, found)) > QUERIES // 2


def test_what_is_found_in_a_text_is_marked_in_it(filled: tuple[Engine, NaiveEngine]) -> None:
    """Search, snippet and reader agree: a text is found if and only if a hit is marked in it."""
    engine, oracle = filled
    random = Random(11)
    everything = oracle.documents()
    for _ in range(QUERIES):
        query = f"text:{make_word(random)}"
        found = {hit.id for hit in engine.search(SearchRequest(query=query, limit=STATEMENTS)).hits}
        marked = {
            document.id
            for document in everything
            if hits_in(query, document.text, document.language, shipped())
        }
        assert found == marked, query


@pytest.mark.parametrize(
    "filters",
    [
        {"country": ("iso:BLR",)},
        {"country": ("iso:BLR", "iso:FRA")},
        {"country": ("iso:BLR",), "year": ("2021", "2020"), "language": ("en", "fr", "zh")},
        {"tag": ("strike",), "kind": ("news",)},
        {"org": ("nobody",)},
        {"ilo": ("ilo:C087",), "person": ()},
    ],
)
@pytest.mark.parametrize("query", ["*", "", "union OR liberté", "NOT 自由", "country:*"])
def test_filters_narrow_the_same(
    filled: tuple[Engine, NaiveEngine], query: str, filters: dict[str, tuple[str, ...]]
) -> None:
    _same(*filled, SearchRequest(query=query, limit=STATEMENTS, facets=True, filters=filters))


def test_pages_join_without_gap_or_overlap(filled: tuple[Engine, NaiveEngine]) -> None:
    engine, _ = filled
    for sort in SortOrder:
        whole = engine.search(SearchRequest(query="union OR droit", limit=STATEMENTS, sort=sort)).hits
        pages = [
            hit
            for offset in range(0, STATEMENTS, 7)
            for hit in engine.search(
                SearchRequest(query="union OR droit", limit=7, offset=offset, sort=sort)
            ).hits
        ]
        assert pages == list(whole)


def test_scores_fall(filled: tuple[Engine, NaiveEngine]) -> None:
    engine, _ = filled
    hits = engine.search(SearchRequest(query="rights freedom", limit=STATEMENTS)).hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_stamp_is_that_of_the_last_commit(filled: tuple[Engine, NaiveEngine]) -> None:
    assert filled[0].stamp() == _stamp(3)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path / "index", shipped())
    yield engine
    engine.close()


def test_a_new_index_has_no_stamp_and_finds_nothing(empty: Engine) -> None:
    assert empty.stamp() is None
    assert empty.search(SearchRequest(query="anything", facets=True)).total == 0


def _write(engine: Engine, documents: Iterable[IndexDocument], rebuilt: bool) -> None:
    if rebuilt:
        engine.rebuild(documents, _stamp(2))
    else:
        engine.apply(documents, ["s1"], _stamp(2))


def test_a_commit_that_fails_changes_nothing(empty: Engine) -> None:
    random = Random(1)
    empty.apply([make_document(random, "s1")], [], _stamp(1))

    def broken() -> Iterator[IndexDocument]:
        yield make_document(random, "s2")
        raise RuntimeError("the store failed")

    for rebuilt in (False, True):
        with pytest.raises(RuntimeError, match="the store failed"):
            _write(empty, broken(), rebuilt)
        assert empty.stamp() == _stamp(1)
        assert [hit.id for hit in empty.search(SearchRequest(query="*")).hits] == ["s1"]
    empty.apply([make_document(random, "s3")], [], _stamp(3))
    assert empty.search(SearchRequest(query="*")).total == 2


def test_the_old_index_serves_while_a_new_one_is_made(empty: Engine) -> None:
    random = Random(2)
    empty.rebuild([make_document(random, "s1")], _stamp(1))
    seen: list[int] = []

    def slow() -> Iterator[IndexDocument]:
        for number in range(3):
            seen.append(empty.search(SearchRequest(query="*")).total)
            yield make_document(random, f"n{number}")

    empty.rebuild(slow(), _stamp(2))
    assert seen == [1, 1, 1]
    assert {hit.id for hit in empty.search(SearchRequest(query="*")).hits} == {"n0", "n1", "n2"}


def test_everything_can_be_deleted(empty: Engine) -> None:
    empty.rebuild([make_document(Random(3), "s1")], _stamp(1))
    empty.apply([], ["s1", "never there"], _stamp(2))
    assert empty.search(SearchRequest(query="NOT nothing")).total == 0
    assert empty.stamp() == _stamp(2)
