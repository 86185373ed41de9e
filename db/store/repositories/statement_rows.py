"""The rows of a new statement, as they are inserted."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from db.model import Analysis, Source, StatementId
from db.store.clock import now
from db.store.fingerprint import row_sha256
from db.store.repositories.layer_hashes import NO_LAYERS
from db.store.repositories.rows import (
    FACTS,
    SOURCE_FIELDS,
    SOURCE_LATER,
    Values,
    codes_text,
    fields,
    hashed_source,
    hashed_statement,
    layer_values,
)
from db.store.resembling import rules_of

Rows = MutableMapping[str, list[Values]]
"""Rows by the names of their tables."""


@dataclass(slots=True, kw_only=True)
class NewStatement:
    """A statement to be added, with its place among the versions of its work."""

    analysis: Analysis
    source: Source
    sha: str
    id: StatementId
    work: str
    version: int = 1
    warnings: tuple[str, ...] = ()
    signature: bytes | None = None


def add_rows(rows: Rows, new: NewStatement, key: int, change_seq: int) -> None:
    """Adds all rows of one new statement to `rows`."""
    facts = analysed(new.analysis) | {
        "id": new.id,
        "work_id": new.work,
        "version": new.version,
        "document_id": None,
        "added": now(),
    }
    warnings = codes_text(new.warnings)
    rows["work"].append({"id": new.work, "created": facts["added"]})
    rows["original"].append(original_values(new.source))
    rows["statement"].append(
        facts
        | {
            "key": key,
            "change_seq": change_seq,
            "row_sha256": statement_hash(facts, warnings, new.analysis.text),
            "layers_sha256": NO_LAYERS,
            "warnings": warnings,
        }
    )
    rows["statement_text"].append(
        {"statement_key": key, "text_sha256": new.sha, "text": new.analysis.text},
    )
    rows["source"].append(source_values(key, 0, new.source))
    if new.signature:
        signature = {"rules": rules_of(new.signature), "minhash": new.signature}
        rows["signature"].append({"statement_key": key, **signature})
    for table, values in layer_values(key, new.analysis).items():
        rows[table] += values


def statement_hash(facts: Values, warnings: str | None, text: str) -> str:
    """The hash over a statement's facts, warnings and text."""
    return row_sha256(hashed_statement(fields(facts, FACTS), warnings, text))


def analysed(analysis: Analysis) -> dict[str, Any]:
    """The columns that an analysis gives."""
    return {
        "language": analysis.language,
        "kind": analysis.kind.value,
        "title": analysis.title,
        "date": analysis.date,
        "issuer": analysis.issuer,
        "place": analysis.place,
        "url": analysis.url,
        "rules": analysis.rules,
    }


def original_values(source: Source) -> Values:
    """The row of the file itself."""
    return {"sha256": source.sha256, "size": source.size}


def source_values(key: int, ordinal: int, source: Source) -> Values:
    """The row that says that a statement came in a file."""
    values: Values = {name: getattr(source, name) for name in (*SOURCE_FIELDS, *SOURCE_LATER)}
    values["imported_at"] = source.imported_at or now()
    hash_ = row_sha256(hashed_source(fields(values, SOURCE_FIELDS), fields(values, SOURCE_LATER)))
    return values | {"statement_key": key, "ordinal": ordinal, "row_sha256": hash_}
