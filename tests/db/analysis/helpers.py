"""Analysing a text in a test, and looking at what was found."""

from __future__ import annotations

from db.analysis import analyse
from db.catalogue import shipped
from db.model import Analysis, BlockRole, EntityKind, Mention, RawDocument


def analysed(text: str, **hints: str | None) -> Analysis:
    """The analysis of a plain text; hints are `title` and `date` of the reader, `language` and `day` of the caller."""
    raw = RawDocument(text=text, media_type="text/plain", title=hints.get("title"), date=hints.get("date"))
    return analyse(raw, shipped(), date=hints.get("day"), language=hints.get("language"))


def parts(analysis: Analysis, role: BlockRole) -> list[str]:
    """The texts of all blocks of a role."""
    return [analysis.text[block.start : block.end] for block in analysis.blocks if block.role is role]


def mentions(analysis: Analysis, kind: EntityKind) -> list[Mention]:
    return [mention for mention in analysis.entities if mention.kind is kind]


def texts(analysis: Analysis, kind: EntityKind) -> list[str]:
    return [mention.text for mention in mentions(analysis, kind)]


def spoken(analysis: Analysis) -> list[tuple[str, str | None]]:
    """Quotations without their marks, each with its speaker."""
    return [(analysis.text[one.start + 1 : one.end - 1].strip(), one.speaker) for one in analysis.quotations]
