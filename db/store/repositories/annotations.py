"""Annotations, their tags and their trash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from db.errors import UsageError
from db.model import Annotation
from db.store.clock import now
from db.store.fingerprint import Field, row_sha256
from db.store.repositories.changes import ChangeWriter
from db.store.repositories.rows import (
    ANNOTATION_FIELDS,
    AnyRow,
    Values,
    annotation_of,
    annotation_values,
    fields,
)
from db.store.schema import AnnotationRow, AnnotationTagRow, StatementRow

_ORDER = (AnnotationRow.statement_key, AnnotationRow.start, AnnotationRow.end, AnnotationRow.key)


class Annotations:
    """Reads annotations through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, statement: str | None = None) -> tuple[Annotation, ...]:
        """The annotations of a statement, or of all, in the texts' order; none from the trash."""
        query = _annotations().where(AnnotationRow.trashed.is_(None)).order_by(*_ORDER)
        if statement is not None:
            query = query.where(StatementRow.id == statement)
        return tuple(annotation for _, annotation in self._read(query))

    def of_many(self, keys: Sequence[int]) -> dict[int, list[Annotation]]:
        """The annotations of several statements, by the statement's key."""
        query = _annotations().where(AnnotationRow.trashed.is_(None), AnnotationRow.statement_key.in_(keys))
        found: dict[int, list[Annotation]] = defaultdict(list)
        for row, annotation in self._read(query.order_by(*_ORDER)):
            found[row.statement_key].append(annotation)
        return found

    def get(self, id: str) -> Annotation | None:
        """One annotation that is not in the trash, or None."""
        query = _annotations().where(AnnotationRow.id == id, AnnotationRow.trashed.is_(None))
        return next((annotation for _, annotation in self._read(query)), None)

    def trashed(self) -> tuple[Annotation, ...]:
        """What lies in the trash, last thrown away first."""
        query = _annotations().where(AnnotationRow.trashed.is_not(None))
        order = (AnnotationRow.trashed.desc(), AnnotationRow.key.desc())
        return tuple(annotation for _, annotation in self._read(query.order_by(*order)))

    def count(self) -> int:
        """How many there are, without the trash."""
        query = select(func.count()).select_from(AnnotationRow).where(AnnotationRow.trashed.is_(None))
        return int(self._connection.execute(query).scalar_one())

    def _read(self, query: Select[Any]) -> list[tuple[AnyRow, Annotation]]:
        rows = self._connection.execute(query).all()
        tags = self._tags([row.key for row in rows])
        return [(row, annotation_of(row, tuple(tags[row.key]))) for row in rows]

    def _tags(self, keys: Sequence[int]) -> dict[int, list[str]]:
        tags: dict[int, list[str]] = defaultdict(list)
        for first in range(0, len(keys), 500):
            query = select(AnnotationTagRow.annotation_key, AnnotationTagRow.tag)
            query = query.where(AnnotationTagRow.annotation_key.in_(keys[first : first + 500]))
            query = query.order_by(AnnotationTagRow.annotation_key, AnnotationTagRow.position)
            for key, tag in self._connection.execute(query):
                tags[key].append(tag)
        return tags


class AnnotationWriter(Annotations):
    """Writes annotations. Each change marks its statement for indexing: notes and tags are searched."""

    def __init__(self, connection: Connection, changes: ChangeWriter) -> None:
        super().__init__(connection)
        self._changes = changes

    def add(self, annotation: Annotation) -> None:
        """Adds an annotation; empty times are filled in.

        Raises `UsageError` ``statement.unknown`` or ``annotation.exists``.
        """
        query = select(StatementRow.key).where(StatementRow.id == annotation.statement)
        statement_key = self._connection.execute(query).scalar()
        if statement_key is None:
            raise UsageError("statement.unknown", id=annotation.statement)
        taken = select(AnnotationRow.key).where(AnnotationRow.id == annotation.id)
        if self._connection.execute(taken).first() is not None:
            raise UsageError("annotation.exists", id=annotation.id)
        values = annotation_values(annotation) | {"trashed": None}
        values["created"] = annotation.created or now()
        values["modified"] = annotation.modified or values["created"]
        row = values | {"statement_key": statement_key, "row_sha256": _hash(values, annotation)}
        key = self._connection.execute(insert(AnnotationRow).values(row)).inserted_primary_key
        assert key is not None
        self._write_tags(key[0], annotation.tags)
        self._changes.touch((statement_key,))

    def update(self, annotation: Annotation) -> None:
        """Puts the annotation in the place of the one of its id; its statement and `created` stay.

        Raises `UsageError` ``annotation.unknown`` (also for one in the trash).
        """
        row = self._row(annotation.id, trashed=False)
        values = annotation_values(annotation) | {"trashed": None, "created": row.created}
        values["modified"] = annotation.modified or now()
        self._store(row, values, annotation)

    def trash(self, id: str) -> None:
        """Throws an annotation away; `restore` takes it back. Raises `UsageError` ``annotation.unknown``."""
        self._move(self._row(id, trashed=False), now())

    def restore(self, id: str) -> Annotation:
        """Takes an annotation out of the trash. Raises `UsageError` ``annotation.unknown``."""
        row = self._row(id, trashed=True)
        return self._move(row, None)

    def _row(self, id: str, *, trashed: bool) -> AnyRow:
        where = AnnotationRow.trashed.is_not(None) if trashed else AnnotationRow.trashed.is_(None)
        row = self._connection.execute(_annotations().where(AnnotationRow.id == id, where)).first()
        if row is None:
            raise UsageError("annotation.unknown", id=id)
        return row

    def _move(self, row: AnyRow, trashed: str | None) -> Annotation:
        annotation = annotation_of(row, tuple(self._tags([row.key])[row.key]))
        self._store(row, annotation_values(annotation) | {"trashed": trashed}, annotation)
        return annotation

    def _store(self, row: AnyRow, values: Values, annotation: Annotation) -> None:
        if annotation.statement != row.statement_id:
            raise ValueError(f"annotation {annotation.id} belongs to statement {row.statement_id}")
        values["row_sha256"] = _hash(values, annotation)
        self._connection.execute(update(AnnotationRow).where(AnnotationRow.key == row.key).values(values))
        self._connection.execute(delete(AnnotationTagRow).where(AnnotationTagRow.annotation_key == row.key))
        self._write_tags(row.key, annotation.tags)
        self._changes.touch((row.statement_key,))

    def _write_tags(self, key: int, tags: Sequence[str]) -> None:
        if tags:
            rows = [{"annotation_key": key, "position": n, "tag": tag} for n, tag in enumerate(tags)]
            self._connection.execute(insert(AnnotationTagRow), rows)


def annotation_fields(values: Values, statement: Field, tags: Sequence[Field]) -> list[Field]:
    """What an annotation's hash covers, in order: its fields, its statement's id, its tags."""
    return [*fields(values, ANNOTATION_FIELDS), statement, *tags]


def _hash(values: Values, annotation: Annotation) -> str:
    return row_sha256(annotation_fields(values, annotation.statement, annotation.tags))


def _annotations() -> Select[Any]:
    columns = select(AnnotationRow.__table__, StatementRow.id.label("statement_id"))
    return columns.join(StatementRow, StatementRow.key == AnnotationRow.statement_key)
