"""Who cites a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.errors import UsageError
from db.model import CitedBy

if TYPE_CHECKING:
    from db.catalogue import Catalogue
    from db.store import Reading

_IDENTIFIER = re.compile(r"(?:ilo|un|coe|eu|icj|mandate|iso):[^\s#]+")
_EXAMPLES = "ilo:C087, C87, “Convention No. 87”, ilo:CONST#art33, un:ICCPR, un:A/HRC/56/65"
_MOST_NAMED = 8


def cited_by(reading: Reading, catalogue: Catalogue, ref: str) -> CitedBy:
    """A document and all that cites it.

    Args:
        reading: a snapshot of the archive.
        catalogue: what is known of documents.
        ref: the document as a person names it, a pinpoint after ``#`` narrowing it to a part.

    Returns:
        The document under its one identifier, with the statements that cite it (newest first) and the
        passages; `document` is None where the catalogue does not list it.

    Raises:
        UsageError: ``research.unknown_reference`` or ``research.ambiguous_reference``.
    """
    known = normalised(catalogue, ref)
    passages = reading.citations.passages(known)
    ids = tuple(dict.fromkeys(passage.id for passage in passages))
    return CitedBy(
        ref=known,
        document=catalogue.document(known),
        statements=reading.statements.summaries_of(ids),
        passages=passages,
    )


def normalised(catalogue: Catalogue, ref: str) -> str:
    """The one identifier of what a person names, its pinpoint kept: ``C87#art2`` is ``ilo:C087#art2``.

    Raises:
        UsageError: ``research.unknown_reference`` with examples, or ``research.ambiguous_reference`` with
            what it may be.
    """
    named, _, pinpoint = ref.strip().partition("#")
    named = named.strip()
    found = catalogue.identify("cites", named)
    if not found and _IDENTIFIER.fullmatch(named):
        found = (named,)
    if not found:
        raise UsageError("research.unknown_reference", ref=ref, examples=_EXAMPLES)
    if len(found) > 1:
        more = "" if len(found) <= _MOST_NAMED else " …"
        raise UsageError(
            "research.ambiguous_reference", ref=ref, candidates=", ".join(found[:_MOST_NAMED]) + more
        )
    part = "".join(pinpoint.split())
    return f"{found[0]}#{part}" if part else found[0]
