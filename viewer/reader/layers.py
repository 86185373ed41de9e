"""What is painted over the text: passages in document positions, found quickly by where they lie."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Generic, TypeVar

from db.model import Annotation, Mention, Quotation, Reference, ReferenceStatus, Statement
from viewer.offsets import Offsets

T = TypeVar("T")
S = TypeVar("S", covariant=True)


@dataclass(frozen=True, slots=True)
class Piece(Generic[S]):
    """A passage ``[start, end)`` in document positions (UTF-16) and what it stands for.

    `nested` tells that it lies within another piece of its layer.
    """

    start: int
    end: int
    source: S
    nested: bool = False


class Layer(Generic[T]):
    """Pieces in their order; those near a place are found without looking at the others."""

    def __init__(self, pieces: Iterable[Piece[T]] = ()) -> None:
        self.pieces: list[Piece[T]] = sorted(pieces, key=lambda piece: (piece.start, -piece.end))
        self._starts = [piece.start for piece in self.pieces]
        self._furthest = list(accumulate((piece.end for piece in self.pieces), max))

    def between(self, start: int, end: int) -> list[Piece[T]]:
        """The pieces that share at least one position with ``[start, end)``."""
        first = bisect_right(self._furthest, start)
        last = bisect_left(self._starts, end)
        return [piece for piece in self.pieces[first:last] if piece.end > start]

    def at(self, position: int) -> list[Piece[T]]:
        """The pieces over a position, the innermost first."""
        return sorted(self.between(position, position + 1), key=lambda piece: piece.end - piece.start)

    def __len__(self) -> int:
        return len(self.pieces)


@dataclass(slots=True)
class Layers:
    """All layers of the statement that is shown. `hits` carry their index."""

    quotations: Layer[Quotation] = field(default_factory=Layer)
    references: Layer[Reference] = field(default_factory=Layer)
    mentions: Layer[Mention] = field(default_factory=Layer)
    annotations: Layer[Annotation] = field(default_factory=Layer)
    hits: Layer[int] = field(default_factory=Layer)
    highlighted: Layer[None] = field(default_factory=Layer)


def layers_of(statement: Statement, offsets: Offsets) -> Layers:
    """The extracted layers and the annotations of a statement.

    A mandate that is cited is shown as the role it is, and what stands within a citation as the citation:
    one line under one word.
    """
    references = _pieces((ref for ref in statement.references if _is_shown(ref)), offsets)
    cited = Layer(references)
    mentions = [
        piece
        for piece in _pieces(statement.entities, offsets)
        if not any(_within(piece, over) for over in cited.between(piece.start, piece.end))
    ]
    return Layers(
        quotations=Layer(_pieces(statement.quotations, offsets)),
        references=cited,
        mentions=Layer(_nesting(mentions)),
        annotations=annotation_layer(statement.annotations, offsets),
    )


def annotation_layer(annotations: Sequence[Annotation], offsets: Offsets) -> Layer[Annotation]:
    """The layer of what a person wrote."""
    return Layer(_pieces(annotations, offsets))


def hit_layer(hits: Sequence[tuple[int, int]], offsets: Offsets) -> Layer[int]:
    """The layer of search hits: code points in, the index of each hit as its source."""
    return Layer(
        Piece(offsets.to_utf16(start), offsets.to_utf16(end), index)
        for index, (start, end) in enumerate(hits)
        if start < end
    )


Spanned = TypeVar("Spanned", Annotation, Mention, Quotation, Reference)


def _pieces(spanned: Iterable[Spanned], offsets: Offsets) -> list[Piece[Spanned]]:
    return [
        Piece(offsets.to_utf16(each.start), offsets.to_utf16(each.end), each)
        for each in spanned
        if each.start < each.end
    ]


def _is_shown(reference: Reference) -> bool:
    about = reference.id or ""
    return reference.status is not ReferenceStatus.REJECTED and not about.startswith(("mandate:", "iso:"))


def _within(piece: Piece[Mention], over: Piece[Reference]) -> bool:
    return over.start <= piece.start and piece.end <= over.end


def _nesting(mentions: list[Piece[Mention]]) -> list[Piece[Mention]]:
    ordered = sorted(mentions, key=lambda piece: (piece.start, -piece.end))
    furthest = 0
    marked: list[Piece[Mention]] = []
    for piece in ordered:
        marked.append(Piece(piece.start, piece.end, piece.source, nested=piece.end <= furthest))
        furthest = max(furthest, piece.end)
    return marked
