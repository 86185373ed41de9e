"""Reading statements: whole with their layers, as lines of a list, or by what they are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, FromClause, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from db.model import (
    Annotation,
    Reference,
    Source,
    Statement,
    StatementId,
    StatementKind,
    StatementSummary,
)
from db.store.fingerprint import text_sha256
from db.store.repositories.annotations import Annotations
from db.store.repositories.citations import held
from db.store.repositories.rows import (
    AnyRow,
    block_of,
    codes_of,
    hint_of,
    mention_of,
    page_of,
    quotation_of,
    reference_of,
    source_of,
    summary_of,
)
from db.store.schema import (
    BlockRow,
    CandidateRow,
    CitationRow,
    HintRow,
    MentionRow,
    PageRow,
    QuotationRow,
    SourceRow,
    StatementRow,
    TextRow,
)

_CHUNK = 200
"""Values named in one query."""
_Item = TypeVar("_Item")
_SUMMARY = (StatementRow.id, StatementRow.title, StatementRow.date, StatementRow.language, StatementRow.kind)


class Statements:
    """Reads statements through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, id: str) -> Statement | None:
        """One statement with all its layers, or None."""
        return next(iter(self.many((id,))), None)

    def many(self, ids: Sequence[str]) -> tuple[Statement, ...]:
        """Statements with all their layers, in the order asked for; unknown ids are passed over."""
        return tuple(self.stream(ids))

    def stream(self, ids: Sequence[str]) -> Iterator[Statement]:
        """As `many`, a few at a time, for going through a whole archive."""
        for first in range(0, len(ids), _CHUNK):
            yield from self._whole(ids[first : first + _CHUNK])

    def summaries(self, limit: int | None = None, offset: int = 0) -> tuple[StatementSummary, ...]:
        """Lines of a list: newest date first, undated last, then by title."""
        query = select(*_SUMMARY).order_by(StatementRow.date.desc(), StatementRow.title, StatementRow.id)
        query = query.limit(-1 if limit is None else limit).offset(offset)
        return tuple(summary_of(row) for row in self._connection.execute(query))

    def summaries_of(self, ids: Sequence[str]) -> tuple[StatementSummary, ...]:
        """The lines of these statements, in the order asked for; unknown ids are passed over."""
        found: dict[str, StatementSummary] = {}
        for first in range(0, len(ids), _CHUNK):
            chunk = ids[first : first + _CHUNK]
            for row in self._connection.execute(select(*_SUMMARY).where(StatementRow.id.in_(chunk))):
                found[row.id] = summary_of(row)
        return tuple(found[id] for id in ids if id in found)

    def ids(self) -> tuple[StatementId, ...]:
        """All ids, in the order in which the statements came."""
        rows = self._connection.execute(select(StatementRow.id).order_by(StatementRow.key)).scalars()
        return tuple(StatementId(id) for id in rows)

    def count(self) -> int:
        return int(self._connection.execute(select(func.count()).select_from(StatementRow)).scalar_one())

    def languages(self) -> dict[str, int]:
        """How many statements there are in each language, most first."""
        number = func.count()
        query = select(StatementRow.language, number).group_by(StatementRow.language)
        rows = self._connection.execute(query.order_by(number.desc(), StatementRow.language))
        return {row[0]: row[1] for row in rows}

    def by_original(self, sha: str) -> StatementId | None:
        """The statement that is the whole of the file of that SHA-256 (no row of it), or None."""
        return self.by_originals((sha,)).get(sha)

    def by_originals(self, shas: Sequence[str]) -> dict[str, StatementId]:
        """The statements that are the whole of those files that are known, by their SHA-256.

        Where there are several readings of one file, the newest that has a text.
        """
        query = select(SourceRow.sha256, StatementRow.id).join(
            StatementRow, SourceRow.statement_key == StatementRow.key
        )
        query = query.join(TextRow, TextRow.statement_key == StatementRow.key)
        query = query.where(SourceRow.member.is_(None))
        return self._firsts(query, SourceRow.sha256, shas, (TextRow.text == "", StatementRow.key.desc()))

    def comes_from(self, sha: str) -> bool:
        """Whether a statement came from the file of that SHA-256: it is it, or was in it."""
        query = select(SourceRow.statement_key).where(
            or_(SourceRow.sha256 == sha, SourceRow.container == sha)
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def by_member(self, sha: str, members: Sequence[str]) -> dict[str, StatementId]:
        """The first statement of each of the known members of the file of that SHA-256."""
        query = select(SourceRow.member, StatementRow.id).join(
            StatementRow, SourceRow.statement_key == StatementRow.key
        )
        return self._firsts(query.where(SourceRow.sha256 == sha), SourceRow.member, members)

    def by_text(self, text: str) -> StatementId | None:
        """The statement of exactly that text, or None; always None for an empty one."""
        return self.by_texts((text,)).get(text)

    def by_texts(self, texts: Sequence[str]) -> dict[str, StatementId]:
        """The statements of those of the texts that are known; an empty text is never known."""
        shas = {text: text_sha256(text) for text in texts if text}
        query = select(TextRow.text_sha256, StatementRow.id).join(
            StatementRow, TextRow.statement_key == StatementRow.key
        )
        found = self._firsts(query, TextRow.text_sha256, tuple(shas.values()))
        return {text: found[sha] for text, sha in shas.items() if sha in found}

    def _firsts(
        self, query: Any, column: Any, values: Sequence[str], order: Sequence[Any] = (StatementRow.key,)
    ) -> dict[str, StatementId]:
        found: dict[str, StatementId] = {}
        for first in range(0, len(values), _CHUNK):
            chunk = query.where(column.in_(values[first : first + _CHUNK])).order_by(*order)
            for value, id in self._connection.execute(chunk):
                found.setdefault(value, StatementId(id))
        return found

    def _whole(self, ids: Sequence[str]) -> Iterator[Statement]:
        query = select(StatementRow.__table__, TextRow.text).join(
            TextRow, TextRow.statement_key == StatementRow.key
        )
        rows = {row.id: row for row in self._connection.execute(query.where(StatementRow.id.in_(ids)))}
        keys = [row.key for row in rows.values()]
        sources = self._layer(SourceRow, SourceRow.statement_key, keys, source_of)
        blocks = self._layer(BlockRow, BlockRow.statement_key, keys, block_of)
        mentions = self._layer(MentionRow, MentionRow.statement_key, keys, mention_of)
        quotations = self._layer(QuotationRow, QuotationRow.statement_key, keys, quotation_of)
        hints = self._layer(HintRow, HintRow.statement_key, keys, hint_of)
        pages = self._layer(PageRow, PageRow.statement_key, keys, page_of)
        references = self._references(keys)
        annotations = Annotations(self._connection).of_many(keys)
        for id in ids:
            if (row := rows.get(id)) is None:
                continue
            yield _statement(
                row,
                tuple(sources[row.key]),
                blocks=tuple(blocks[row.key]),
                entities=tuple(mentions[row.key]),
                quotations=tuple(quotations[row.key]),
                references=tuple(references[row.key]),
                annotations=tuple(annotations[row.key]),
                hints=tuple(hints[row.key]),
                pages=tuple(pages[row.key]),
            )

    def _layer(
        self,
        table: Any,
        statement_key: InstrumentedAttribute[int],
        keys: Sequence[int],
        item_of: Callable[[AnyRow], _Item],
    ) -> dict[int, list[_Item]]:
        columns: FromClause = table.__table__
        query = select(columns).where(statement_key.in_(keys)).order_by(statement_key, table.ordinal)
        items: dict[int, list[_Item]] = defaultdict(list)
        for row in self._connection.execute(query):
            items[row.statement_key].append(item_of(row))
        return items

    def _references(self, keys: Sequence[int]) -> dict[int, list[Reference]]:
        candidates: dict[tuple[int, int], tuple[str, ...]] = defaultdict(tuple)
        query = select(CandidateRow.__table__).where(CandidateRow.statement_key.in_(keys))
        order = (CandidateRow.statement_key, CandidateRow.ordinal, CandidateRow.position)
        for row in self._connection.execute(query.order_by(*order)):
            candidates[row.statement_key, row.ordinal] += (row.document_id,)
        documents = held(self._connection)
        return self._layer(
            CitationRow,
            CitationRow.statement_key,
            keys,
            lambda row: reference_of(
                row, candidates[row.statement_key, row.ordinal], held=row.document_id in documents
            ),
        )


def _statement(row: AnyRow, sources: tuple[Source, ...], **layers: Any) -> Statement:
    annotations: tuple[Annotation, ...] = layers.pop("annotations")
    return Statement(
        id=StatementId(row.id),
        title=row.title,
        date=row.date,
        kind=StatementKind(row.kind),
        language=row.language,
        source=sources[0],
        text=row.text,
        issuer=row.issuer,
        place=row.place,
        work=row.work_id,
        version=row.version,
        rules=row.rules,
        sources=sources,
        annotations=annotations,
        warnings=codes_of(row.warnings),
        **layers,
    )
