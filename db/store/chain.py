"""The provenance log's chain: each event's hash covers the event and the hash before it.

    hash(n) = SHA-256( hash(n-1) LF canonical(event n) ),  hash(0) = SHA-256( "muniment" LF lineage )

The canonical form is JSON in UTF-8: keys sorted, no white space, nothing escaped that need not be. The chain
begins with the lineage, so that the log of one archive cannot be laid into another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from db.errors import Parameter


def canonical(details: Mapping[str, Parameter] | Mapping[str, object]) -> str:
    """Canonical JSON of plain values. Raises `ValueError` for a number that JSON has no form for."""
    return json.dumps(details, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def genesis(lineage: str) -> str:
    """What stands where the first event's predecessor would."""
    return hashlib.sha256(f"muniment\n{lineage}".encode()).hexdigest()


def event_hash(
    before: str, *, seq: int, time: str, action: str, subject: str | None, details: str, tool: str
) -> str:
    """The hash of an event after the one with hash `before`; `details` are canonical JSON already."""
    event = canonical(
        {"seq": seq, "time": time, "action": action, "subject": subject, "details": details, "tool": tool}
    )
    return hashlib.sha256(f"{before}\n{event}".encode()).hexdigest()


@cache
def tool() -> str:
    """This program and its version, as the log names it."""
    try:
        return f"muniment {version('muniment')}"
    except PackageNotFoundError:
        return "muniment (not installed)"
