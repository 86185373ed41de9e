"""Small statements, and whether an index tells the same as its database."""

from __future__ import annotations

import hashlib

from db.catalogue import shipped
from db.indexing import Follower, IndexState
from db.model import (
    Analysis,
    Annotation,
    AnnotationId,
    Block,
    BlockRole,
    EntityKind,
    Mention,
    SearchRequest,
    Sha256,
    Source,
    StatementId,
    StatementKind,
)
from db.paths import index_dir
from db.search import Engine, open_engine
from db.store import Store

WORDS = ("harbour", "lantern", "orchard", "quarry", "signal")


def analysis(number: int) -> Analysis:
    """An invented statement: its words and its country follow from its number."""
    chosen = [word for place, word in enumerate(WORDS) if number >> place & 1]
    text = f"Statement number{number}\n\nAbout {' and '.join(chosen) or 'nothing'} in Norvania."
    country = Mention(
        kind=EntityKind.PLACE,
        id=f"place:port-{number % 3}",
        name=f"Port {number % 3}",
        start=0,
        end=9,
        text="Statement",
    )
    return Analysis(
        text=text,
        title=f"Statement {number}",
        date=f"20{number % 30:02}-01-01",
        kind=StatementKind.STATEMENT,
        language="en",
        blocks=(Block(role=BlockRole.PARAGRAPH, start=0, end=len(text)),),
        entities=(country,),
    )


def add(store: Store, number: int) -> StatementId:
    data = f"original {number}".encode()
    source = Source(
        sha256=Sha256(hashlib.sha256(data).hexdigest()),
        name=f"{number}.txt",
        media_type="text/plain",
        size=len(data),
    )
    store.originals.put(data)
    with store.writing() as writing:
        id = writing.statements.add(analysis(number), source)
        writing.events.record("imported", id, {"sha256": source.sha256})
    return id


def annotate(store: Store, id: str, tag: str) -> None:
    with store.writing() as writing:
        writing.annotations.add(
            Annotation(
                id=AnnotationId(f"a{id}"),
                statement=StatementId(id),
                start=0,
                end=9,
                quote="Statement",
                note=f"noted {tag}",
                tags=(tag,),
            )
        )


def delete(store: Store, id: str) -> None:
    with store.writing() as writing:
        writing.statements.delete(id)


def engine_of(store: Store) -> Engine:
    return open_engine(index_dir(store.lineage), shipped())


def catch_up(store: Store) -> IndexState:
    """Opens the index as the program does, brings it in step, and checks that it tells what the database does."""
    engine = engine_of(store)
    try:
        state = Follower(store, engine, shipped()).catch_up()
        check_equal(store, engine)
        return state
    finally:
        engine.close()


def found(engine: Engine, query: str) -> set[str]:
    answer = engine.search(SearchRequest(query=query, limit=10_000))
    ids = [hit.id for hit in answer.hits]
    assert len(ids) == len(set(ids)) == answer.total
    return set(ids)


def check_equal(store: Store, engine: Engine) -> None:
    """The same statements, words, values and tags in both."""
    with store.reading() as reading:
        statements = reading.statements.many(reading.statements.ids())
        mark = reading.changes.latest()
    stamp = engine.stamp()
    assert stamp is not None
    assert (stamp.lineage, stamp.seq, stamp.nonce) == (store.lineage, mark.seq, mark.nonce)
    assert found(engine, "*") == {statement.id for statement in statements}
    for word in WORDS:
        assert found(engine, word) == {each.id for each in statements if word in each.text}
    for number in range(3):
        port = f"place:port-{number}"
        expected = {each.id for each in statements if each.entities and each.entities[0].id == port}
        assert found(engine, f'place:"{port}"') == expected
    tagged = {each.id for each in statements if each.annotations}
    assert found(engine, "tag:kept") == found(engine, "note:noted") == tagged
