"""One committed state of the index, open for reading: segments, their cards as columns, their postings."""

from __future__ import annotations

import sys
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Any

from db.search.dates import days
from db.search.document import Stamp
from db.search.fields import FACETS
from db.search.schema import CARD_FIELD, VALUE, WORD
from db.search.whoosh_guard import whoosh

TermNotFound = whoosh.reading.TermNotFound


@dataclass(slots=True)
class Columns:
    """What is known of each statement of one segment, by its number there. Made once a segment."""

    ids: list[str | None] = field(default_factory=list)
    dates: list[str | None] = field(default_factory=list)
    spans: list[tuple[str, str] | None] = field(default_factory=list)
    analysers: list[str] = field(default_factory=list)
    facets: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: {name: [] for name in FACETS})
    labels: dict[str, str] = field(default_factory=dict)
    stamps: dict[int, dict[str, Any]] = field(default_factory=dict)
    lengths: dict[str, list[int]] = field(default_factory=dict)
    lexicons: dict[str, list[str]] = field(default_factory=dict)

    def add(self, number: int, card: dict[str, Any]) -> None:
        """The card of the next statement; the stamp has a card, too, and is no statement."""
        date = card.get("date")
        self.ids.append(card.get("id"))
        self.dates.append(date)
        self.spans.append(days(date) if date else None)
        self.analysers.append(card.get("analyser", ""))
        values = card.get("facets", {})
        for name, column in self.facets.items():
            given = ((date[:4],) if date else ()) if name == "year" else values.get(name, ())
            # the same value of many statements is one string: counting compares by identity first
            column.append(tuple(map(sys.intern, given)))
        self.labels.update(card.get("labels", {}))
        if "id" not in card:
            self.stamps[number] = card


def read_columns(reader: Any) -> Columns:
    """The columns of a segment. Cards of deleted statements are read as well: they keep their numbers."""
    columns = Columns()
    for number in range(reader.doc_count_all()):
        columns.add(number, reader.stored_fields(number).get(CARD_FIELD, {"deleted": True}))
    return columns


class Segment:
    """A segment within a snapshot. Statements are numbered through: `base` is the number of its first."""

    def __init__(self, reader: Any, base: int, columns: Columns) -> None:
        self._reader = reader
        # the terms themselves: the reader's own way wraps each in a slow filter as soon as one is deleted
        self._terms = reader._terms
        self._formats = reader.schema
        self.base = base
        self.columns = columns
        self.live = [
            number
            for number, statement in enumerate(columns.ids)
            if statement is not None and not reader.is_deleted(number)
        ]
        self._dead = frozenset(range(len(columns.ids))).difference(self.live)

    def postings(self, name: str, term: str) -> list[tuple[int, float]]:
        """The statements that have a term, by number, and how often they have it."""
        dead = self._dead
        found = chain.from_iterable(zip(*block, strict=True) for block in _blocks(self._matcher(name, term)))
        return [posting for posting in found if posting[0] not in dead] if dead else list(found)

    def positions(
        self, name: str, term: str, among: Container[int] | None = None
    ) -> Iterator[tuple[int, Sequence[int]]]:
        """Where a term stands in the statements that have it; only in those `among`, if given."""
        decode = self._formats[name].format.decode_positions
        for numbers, values in _blocks(self._matcher(name, term), positions=True):
            for number, value in zip(numbers, values, strict=True):
                if (among is None or number in among) and number not in self._dead:
                    yield number, decode(value)

    def frequency(self, name: str, term: str) -> int:
        """How many statements have a term; deleted ones count until Whoosh merges them away."""
        try:
            return int(self._terms.doc_frequency(name, term.encode()))
        except (TermNotFound, KeyError):
            return 0

    def has(self, name: str, term: str) -> bool:
        """Whether any statement has a term."""
        return self._matcher(name, term) is not None

    def _matcher(self, name: str, term: str) -> Any:
        try:
            return self._terms.matcher(name, term.encode(), self._formats[name].format)
        except (TermNotFound, KeyError):
            return None

    def lengths(self, name: str) -> list[int]:
        """How many words a field has, by number."""
        found = self.columns.lengths.get(name)
        if found is None:
            count = range(self._reader.doc_count_all())
            found = [self._reader.doc_field_length(number, name) or 0 for number in count]
            self.columns.lengths[name] = found
        return found

    def lexicon(self, name: str) -> list[str]:
        """The words of a field as written (folded), sorted."""
        found = self.columns.lexicons.get(name)
        if found is None:
            terms = self._reader.expand_prefix(name, WORD)
            found = [term.decode()[len(WORD) :] for term in terms]
            self.columns.lexicons[name] = found
        return found

    def values(self, name: str) -> list[str]:
        """The whole values of a keyword field, as they are compared."""
        return [term.decode()[len(VALUE) :] for term in self._reader.expand_prefix(name, VALUE)]

    def is_deleted(self, number: int) -> bool:
        """Whether a later commit took a statement (or a stamp) away."""
        return bool(self._reader.is_deleted(number))


def _blocks(matcher: Any, positions: bool = False) -> Iterator[tuple[Sequence[int], Sequence[Any]]]:
    """Numbers of statements, and weights or positions still encoded, by blocks as they are stored.

    Much quicker than Whoosh's own way, one by one.
    """
    if not isinstance(matcher, whoosh.codec.whoosh3.W3LeafMatcher):
        while matcher is not None and matcher.is_active():
            yield (matcher.id(),), (matcher.value() if positions else matcher.weight(),)
            matcher.next()
        return
    while matcher.is_active():
        matcher._read_ids()
        if positions:
            matcher._read_values()
            yield matcher._ids, matcher._values
        else:
            matcher._read_weights()
            yield matcher._ids, matcher._weights
        matcher._next_block()


class Snapshot:
    """All segments of one generation. Close it when a newer one takes its place."""

    def __init__(self, reader: Any, segments: list[Segment], generation: int) -> None:
        self._reader = reader
        self._means: dict[str, float] = {}
        self.segments = segments
        self.generation = generation

    @cached_property
    def count(self) -> int:
        """How many statements there are."""
        return sum(len(segment.live) for segment in self.segments)

    @cached_property
    def documents(self) -> frozenset[int]:
        """The numbers of all statements."""
        return frozenset(segment.base + number for segment in self.segments for number in segment.live)

    @cached_property
    def analysers(self) -> tuple[str, ...]:
        """Which analysers the statements were made with."""
        found = {segment.columns.analysers[number] for segment in self.segments for number in segment.live}
        return tuple(sorted(found))

    @cached_property
    def labels(self) -> dict[str, str]:
        """What people read for the ids of facets."""
        return {key: label for segment in self.segments for key, label in segment.columns.labels.items()}

    def stamp(self, fingerprint: str) -> Stamp | None:
        """The stamp, if the index was made under these rules."""
        for segment in self.segments:
            for number, card in segment.columns.stamps.items():
                if not segment.is_deleted(number) and card.get("fingerprint") == fingerprint:
                    lineage, seq, nonce = card["stamp"]
                    return Stamp(lineage=lineage, seq=seq, nonce=nonce)
        return None

    @cached_property
    def ids(self) -> dict[int, str]:
        """The ids of all statements by number: newest first, undated last, then by id."""
        known = [
            (segment.columns.dates[number] or "", segment.columns.ids[number] or "", segment.base + number)
            for segment in self.segments
            for number in segment.live
        ]
        known.sort(key=itemgetter(1))
        known.sort(key=itemgetter(0), reverse=True)
        return {document: identity for _, identity, document in known}

    @cached_property
    def ranks(self) -> dict[int, int]:
        """The place of each statement in the order of `ids`."""
        return {document: rank for rank, document in enumerate(self.ids)}

    def mean_length(self, name: str) -> float:
        """Words of a field, on average over all statements."""
        found = self._means.get(name)
        if found is None:
            found = self._means[name] = self._mean(name)
        return found

    def _mean(self, name: str) -> float:
        total = sum(sum(segment.lengths(name)) for segment in self.segments)
        return max(1.0, total / max(1, self.count))

    def close(self) -> None:
        self._reader.close()


def open_snapshot(index: Any, generation: int, known: dict[str, Columns]) -> Snapshot:
    """Opens the newest state of an index. `known` keeps columns by segment between snapshots."""
    reader = index.reader()
    try:
        segments: list[Segment] = []
        seen: dict[str, Columns] = {}
        if reader.doc_count_all():
            for leaf, base in reader.leaf_readers():
                identity = leaf.segment().segment_id()
                seen[identity] = known.get(identity) or read_columns(leaf)
                segments.append(Segment(leaf, base, seen[identity]))
    except BaseException:
        reader.close()
        raise
    known.clear()
    known.update(seen)
    return Snapshot(reader, segments, generation)
