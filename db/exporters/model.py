"""What is exported, and what every exporter must be able to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import metadata
from typing import BinaryIO, Protocol

from db.model import Annotation, Statement
from db.progress import ProgressSink


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """A document that the passage, or the paragraph it stands in, cites.

    Attributes:
        id: the document (``ilo:C087``); None where it may be one of several.
        title: what a person reads for it.
        pinpoint: such as ``art33``, or None.
        within: it is cited in the passage itself, not only in its paragraph.
        candidates: ids and titles of what it may be, where that is uncertain.
    """

    id: str | None
    title: str
    pinpoint: str | None = None
    within: bool = True
    candidates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """An annotated passage with what is needed to quote it.

    Attributes:
        statement: the statement it stands in, for its facts.
        pinpoint: where in the statement, such as ``para. 3``; None where that cannot be said.
        cites: the documents cited there.
        speaker: who says it, where the passage lies in a quotation.
    """

    annotation: Annotation
    statement: Statement
    pinpoint: str | None = None
    cites: tuple[CitedDocument, ...] = ()
    speaker: str | None = None


@cache
def this_tool() -> str:
    """Name and version of the program."""
    return f"Muniment {metadata.version('muniment')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportContext:
    """What an export says of itself.

    Attributes:
        made_at: when it is made, with its time zone.
        lineage: the archive it comes from.
        scope: what was chosen, in words; `query` is given too where a query chose.
    """

    made_at: datetime
    lineage: str
    tool: str = field(default_factory=this_tool)
    query: str | None = None
    scope: str = "all annotations"


class Exporter(Protocol):
    """Writes excerpts in one format. The same excerpts and context give the same document."""

    @property
    def name(self) -> str:
        """The format's name, as the user gives it."""

    @property
    def suffix(self) -> str:
        """What file names of the format end with, the dot included."""

    @property
    def media_type(self) -> str:
        """The format's media type."""

    def write(
        self,
        excerpts: Sequence[Excerpt],
        context: ExportContext,
        stream: BinaryIO,
        progress: ProgressSink = ...,
    ) -> None:
        """Writes the whole document. The excerpts may be in any order."""
