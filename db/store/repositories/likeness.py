"""What statements are compared by, for a whole archive a piece at a time: signatures, addresses, mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from db.model import ReferenceStatus, StatementId
from db.store.resembling import rules_of
from db.store.schema import CitationRow, MentionRow, SignatureRow, SourceRow, StatementRow, TextRow

_AT_ONCE = 500
_TELLING = ("country", "organization", "role", "symbol", "treaty", "person")
"""Kinds of mentions whose ids are the same in every language."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a statement is known by, apart from its words."""

    key: int
    id: StatementId
    work: str
    language: str
    date: str | None


class Likeness:
    """Reads what is compared, through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unsigned(self, rules: str, limit: int) -> tuple[tuple[int, str, str], ...]:
        """Key, text and language of some statements without a signature by these rules."""
        signed = (SignatureRow.statement_key == StatementRow.key) & (SignatureRow.rules == rules)
        query = select(StatementRow.key, TextRow.text, StatementRow.language)
        query = query.join(TextRow, TextRow.statement_key == StatementRow.key)
        query = query.outerjoin(SignatureRow, signed).where(SignatureRow.statement_key.is_(None))
        rows = self._connection.execute(query.where(TextRow.text != "").limit(limit))
        return tuple((row.key, row.text, row.language) for row in rows)

    def signatures(self, rules: str) -> Iterator[Sequence[tuple[int, bytes]]]:
        """All signatures by these rules, some thousand at a time, by key."""
        query = select(SignatureRow.statement_key, SignatureRow.minhash)
        query = query.where(SignatureRow.rules == rules, func.length(SignatureRow.minhash) > len(rules))
        yield from self._pieces(query.order_by(SignatureRow.statement_key))

    def signatures_of(self, keys: Sequence[int]) -> dict[int, bytes]:
        """The signatures of these statements."""
        query = select(SignatureRow.statement_key, SignatureRow.minhash)
        return dict(self._of(query, SignatureRow.statement_key, keys))

    def addresses(self) -> Iterator[Sequence[tuple[int, str, str]]]:
        """Key, language and every URL of all statements, some thousand at a time."""
        query = select(SourceRow.statement_key, StatementRow.language, SourceRow.url)
        query = query.join(StatementRow, StatementRow.key == SourceRow.statement_key)
        yield from self._pieces(query.where(SourceRow.url.is_not(None)))
        own = select(StatementRow.key, StatementRow.language, StatementRow.url)
        yield from self._pieces(own.where(StatementRow.url.is_not(None)))

    def heads(self, within: int) -> Iterator[Sequence[tuple[int, str, str]]]:
        """Key, language and symbol of the documents named in the first `within` code points of each text."""
        query = select(CitationRow.statement_key, StatementRow.language, CitationRow.document_id)
        query = query.join(StatementRow, StatementRow.key == CitationRow.statement_key).where(
            CitationRow.start < within,
            CitationRow.status == ReferenceStatus.RESOLVED.value,
            CitationRow.document_id.like("%/%"),
        )
        yield from self._pieces(query.order_by(CitationRow.statement_key, CitationRow.start))

    def days(self) -> tuple[str, ...]:
        """The days of which there are statements in more than one language."""
        query = select(StatementRow.date).where(func.length(StatementRow.date) == len("2031-05-12"))
        query = query.group_by(StatementRow.date).having(func.count(StatementRow.language.distinct()) > 1)
        return tuple(day for day in self._connection.execute(query).scalars() if day is not None)

    def of_day(self, day: str) -> tuple[Marks, ...]:
        """The statements of one day."""
        rows = self._connection.execute(_marks().where(StatementRow.date == day).order_by(StatementRow.key))
        return tuple(Marks(*row) for row in rows)

    def marks(self, keys: Sequence[int]) -> dict[int, Marks]:
        """What these statements are known by."""
        return {row[0]: Marks(*row) for row in self._of(_marks(), StatementRow.key, keys)}

    def traits(self, keys: Sequence[int]) -> dict[int, frozenset[str]]:
        """The ids of what these statements speak of and cite: the same in every language."""
        found: dict[int, set[str]] = defaultdict(set)
        mentions = select(MentionRow.statement_key, MentionRow.entity_id).distinct()
        mentions = mentions.where(MentionRow.entity_id.is_not(None), MentionRow.kind.in_(_TELLING))
        cited = select(CitationRow.statement_key, CitationRow.document_id).distinct()
        cited = cited.where(CitationRow.status == ReferenceStatus.RESOLVED.value)
        for key, trait in self._of(mentions, MentionRow.statement_key, keys):
            found[key].add(trait)
        for key, trait in self._of(cited, CitationRow.statement_key, keys):
            found[key].add(trait)
        return {key: frozenset(found[key]) for key in keys}

    def texts(self, keys: Sequence[int]) -> dict[int, str]:
        """The texts of these statements: ask for a few at a time."""
        return dict(self._of(select(TextRow.statement_key, TextRow.text), TextRow.statement_key, keys))

    def _of(self, query: Select[Any], column: Any, keys: Sequence[int]) -> Iterator[Any]:
        for first in range(0, len(keys), _AT_ONCE):
            for row in self._connection.execute(query.where(column.in_(keys[first : first + _AT_ONCE]))):
                yield tuple(row)

    def _pieces(self, query: Select[Any]) -> Iterator[Sequence[Any]]:
        yield from self._connection.execution_options(yield_per=5000).execute(query).partitions()


class LikenessWriter(Likeness):
    """Writes signatures through one connection."""

    def sign(self, signatures: Sequence[tuple[int, bytes, str]]) -> None:
        """Stores signatures (key, signature, rules); one without bytes says that there is none to be had."""
        row = upsert(SignatureRow)
        rows = [
            {"statement_key": key, "rules": rules_of(made) or rules, "minhash": made}
            for key, made, rules in signatures
        ]
        if rows:
            self._connection.execute(
                row.on_conflict_do_update(
                    index_elements=["statement_key"],
                    set_={"rules": row.excluded.rules, "minhash": row.excluded.minhash},
                ),
                rows,
            )


def _marks() -> Select[Any]:
    columns = (StatementRow.key, StatementRow.id, StatementRow.work_id, StatementRow.language)
    return select(*columns, StatementRow.date)
