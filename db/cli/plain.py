"""Values of `db.model` as the JSON of DESIGN §5, where the two are not the same to the letter."""

from __future__ import annotations

from typing import Any

import msgspec

from db.model import Analysis, Failure, FileOutcome, Source
from resources.messages import sentence


def failure_plain(failure: Failure) -> dict[str, str]:
    """An error as a sentence, and its code for programs."""
    return {"error": sentence(failure.code, failure.params), "error_code": failure.code}


def outcome_plain(outcome: FileOutcome) -> dict[str, Any]:
    """One line of an import's report."""
    failed = failure_plain(outcome.error) if outcome.error else {"error": None}
    return {
        "path": outcome.path,
        "status": outcome.status,
        "id": outcome.id,
        "statements": outcome.statements,
        **failed,
        "warnings": [sentence(code, {"name": outcome.path}) for code in outcome.warnings],
        "warning_codes": outcome.warnings,
        "undecodable": outcome.undecodable,
    }


def analysis_plain(id: str, analysis: Analysis, source: Source) -> dict[str, Any]:
    """A document that was analysed without being stored, in the form of a statement."""
    plain: dict[str, Any] = msgspec.to_builtins(analysis)
    return {"id": id, "source": msgspec.to_builtins(source), **plain, "annotations": []}
