"""The citator's side of the store: which passages cite a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, select

from db.model import CitingPassage, ReferenceStatus, StatementId
from db.store.repositories.pinpoints import covers
from db.store.repositories.sentences import sentence_around
from db.store.schema import BlockRow, CitationRow, StatementRow, TextRow

_RESOLVED = CitationRow.status == ReferenceStatus.RESOLVED.value
_CHUNK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationCount:
    """In how many statements and places a document is cited. `held`: the archive has it."""

    id: str
    statements: int
    citations: int
    held: bool = False


class Citations:
    """Reads resolved references through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def passages(self, ref: str) -> tuple[CitingPassage, ...]:
        """The passages that cite a document (``ilo:C087``), or a part of one (``ilo:CONST#art33``).

        Newest statement first, undated last; within one in the text's order.
        """
        where = self._where(ref)
        if where is None:
            return ()
        columns = (CitationRow.pinpoint, CitationRow.start, CitationRow.end, CitationRow.text)
        query = (
            select(StatementRow.key, StatementRow.id, StatementRow.title, StatementRow.date)
            .add_columns(StatementRow.language, *columns)
            .join(CitationRow, CitationRow.statement_key == StatementRow.key)
            .where(_RESOLVED, where)
            .order_by(StatementRow.date.desc(), StatementRow.title, StatementRow.id, CitationRow.start)
        )
        rows = self._connection.execute(query).all()
        sentences = self._sentences([(row.key, row.start, row.end) for row in rows])
        return tuple(
            CitingPassage(
                id=StatementId(row.id),
                title=row.title,
                date=row.date,
                language=row.language,
                start=row.start,
                end=row.end,
                text=row.text,
                pinpoint=row.pinpoint,
                sentence=sentences[row.key, row.start, row.end],
            )
            for row in rows
        )

    def counts(self) -> tuple[CitationCount, ...]:
        """Every document that is cited, held or not: in most statements first."""
        statements = func.count(func.distinct(CitationRow.statement_key))
        places = func.count()
        query = (
            select(CitationRow.document_id, statements, places)
            .where(_RESOLVED, CitationRow.document_id.is_not(None))
            .group_by(CitationRow.document_id)
            .order_by(statements.desc(), places.desc(), CitationRow.document_id)
        )
        documents = held(self._connection)
        return tuple(
            CitationCount(id=id, statements=in_, citations=n, held=id in documents)
            for id, in_, n in self._connection.execute(query)
        )

    def _where(self, ref: str) -> ColumnElement[bool] | None:
        document, _, pinpoint = ref.partition("#")
        if not pinpoint:
            return CitationRow.document_id == document
        query = select(CitationRow.pinpoint).distinct()
        query = query.where(CitationRow.document_id == document, CitationRow.pinpoint.is_not(None))
        found = [cited for cited in self._connection.execute(query).scalars() if cited is not None]
        covered = [cited for cited in found if covers(pinpoint, cited)]
        if not covered:
            return None
        return and_(CitationRow.document_id == document, CitationRow.pinpoint.in_(covered))

    def _sentences(self, places: Sequence[tuple[int, int, int]]) -> dict[tuple[int, int, int], str]:
        by_key: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for place in places:
            by_key[place[0]].append(place)
        sentences: dict[tuple[int, int, int], str] = {}
        keys = list(by_key)
        for first in range(0, len(keys), _CHUNK):
            chunk = keys[first : first + _CHUNK]
            blocks = self._blocks(chunk)
            texts = select(TextRow.statement_key, TextRow.text).where(TextRow.statement_key.in_(chunk))
            for key, text in self._connection.execute(texts):
                for place in by_key[key]:
                    low, high = _around(blocks[key], place[1], place[2], len(text))
                    sentences[place] = sentence_around(text, place[1], place[2], low, high)
        return sentences

    def _blocks(self, keys: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
        query = select(BlockRow.statement_key, BlockRow.start, BlockRow.end)
        blocks: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for key, start, end in self._connection.execute(query.where(BlockRow.statement_key.in_(keys))):
            blocks[key].append((start, end))
        return blocks


def _around(blocks: Sequence[tuple[int, int]], start: int, end: int, length: int) -> tuple[int, int]:
    """The block that holds the passage whole; the whole text where none does."""
    return next(((low, high) for low, high in blocks if low <= start and end <= high), (0, length))


def held(connection: Connection) -> frozenset[str]:
    """The documents of the ILO and the UN that are in the archive themselves."""
    query = select(StatementRow.document_id).where(StatementRow.document_id.is_not(None))
    return frozenset(id for id in connection.execute(query).scalars() if id is not None)
