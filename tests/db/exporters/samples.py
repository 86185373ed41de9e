"""Invented statements with layers laid by hand, and excerpts of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from db.annotations import make
from db.catalogue import shipped
from db.exporters import Excerpt, ExportContext, excerpts_of
from db.model import (
    Annotation,
    AnnotationId,
    Block,
    BlockRole,
    Colour,
    Quotation,
    Reference,
    ReferenceStatus,
    Sha256,
    Source,
    Span,
    Statement,
    StatementId,
    StatementKind,
)

NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
CONTEXT = ExportContext(
    made_at=NOON,
    lineage="0f0e0d0c-1111-4222-8333-444455556666",
    tool="Muniment 9.9.9",
    query='unions AND "the quay"',
    scope="the annotations of what a query finds",
)

PARTS = (
    (BlockRole.NAVIGATION, "Skip to the text"),
    (BlockRole.TITLE, "Velmark: the quay must stay open, say experts"),
    (BlockRole.DATE, "5 June 2025"),
    (BlockRole.DATELINE, "PORT ELDRA (5 June 2025) –"),
    (BlockRole.LEAD, "The harbour unions of Velmark may meet again, a group of experts* said today."),
    (BlockRole.PARAGRAPH, "“Whoever loads the ships may also speak,” said Marit Halvenning. It was late."),
    (BlockRole.HEADING, "What the law asks"),
    (BlockRole.PARAGRAPH, "They recalled article 2 of Convention No. 87 and an older report."),
    (BlockRole.FOOTNOTE, "*The experts: Marit Halvenning, Tomasz Wierleski."),
)

ARABIC = (
    (BlockRole.TITLE, "فيلمارك: الرصيف يبقى مفتوحاً"),
    (BlockRole.LEAD, "قال الخبراء إن نقابات الميناء تجتمع من جديد في عام 2025."),
)


def built(parts: tuple[tuple[BlockRole, str], ...]) -> tuple[str, tuple[Block, ...]]:
    """A text of paragraphs, and its blocks; what follows a dateline stands on its line."""
    text = ""
    blocks: list[Block] = []
    for role, words in parts:
        if text:
            text += " " if blocks[-1].role is BlockRole.DATELINE else "\n\n"
        blocks.append(Block(role=role, start=len(text), end=len(text) + len(words)))
        text += words
    return text + "\n", tuple(blocks)


def statement(**changes: Any) -> Statement:
    text, blocks = built(changes.pop("parts", PARTS))
    quote = text.find("“Whoever")
    return replace(
        Statement(
            id=StatementId("svelmark"),
            title=PARTS[1][1],
            date="2025-06-05",
            kind=StatementKind.RELEASE,
            language="en",
            source=Source(
                sha256=Sha256("ab" * 32),
                name="velmark.txt",
                media_type="text/plain",
                url="https://example.org/news/1?a=b&c=d",
            ),
            text=text,
            issuer="Harbour Rights Office",
            place="Port Eldra",
            blocks=blocks,
            quotations=(Quotation(start=quote, end=quote + 41, speaker="Marit Halvenning"),)
            if quote >= 0
            else (),
            references=references(text),
        ),
        **changes,
    )


def references(text: str) -> tuple[Reference, ...]:
    found = []
    for words, id, pinpoint, candidates in (
        ("article 2 of Convention No. 87", "ilo:C087", "art2", ()),
        ("an older report", None, None, ("ilo:COI/BLR/2004", "un:A/HRC/99/9")),
        ("experts", "mandate:defenders", None, ()),
    ):
        start = text.find(words)
        if start >= 0:
            status = ReferenceStatus.RESOLVED if id else ReferenceStatus.CANDIDATES
            found.append(
                Reference(
                    id=id,
                    candidates=candidates,
                    pinpoint=pinpoint,
                    start=start,
                    end=start + len(words),
                    text=words,
                    status=status,
                )
            )
    return tuple(found)


def marked(on: Statement, words: str, note: str = "", **changes: Any) -> Statement:
    """The statement with one more annotation, on these words; ids are counted."""
    start = on.text.index(words)
    made = make(on, Span(start, start + len(words)), note, now=NOON)
    number = AnnotationId(f"a{len(on.annotations) + 1}")
    annotation: Annotation = replace(made, id=number, **changes)
    return replace(on, annotations=(*on.annotations, annotation))


def excerpts(*statements: Statement) -> tuple[Excerpt, ...]:
    return excerpts_of(statements, shipped())


def collection() -> tuple[Excerpt, ...]:
    """Several statements, of several languages and dates, marked in several ways."""
    english = marked(
        statement(), "may also speak", "Compare with 2024.\n\n# not a heading", tags=("speech", "quay")
    )
    english = marked(english, "recalled article 2 of Convention No. 87", colour=Colour.BLUE)
    english = marked(english, "Whoever loads the ships may also speak,” said Marit", colour=Colour.GREEN)
    arabic = statement(
        parts=ARABIC,
        id=StatementId("sarabic"),
        title=ARABIC[0][1],
        language="ar",
        date="2025",
        source=Source(sha256=Sha256("cd" * 32), name="فيلمارك.txt", media_type="text/plain"),
        issuer=None,
        place=None,
    )
    arabic = marked(arabic, "نقابات الميناء", "ملاحظة قصيرة", tags=("ميناء",), colour=Colour.VIOLET)
    undated = statement(
        id=StatementId("sundated"),
        date=None,
        source=Source(sha256=Sha256("ef" * 32), name="undated.txt", media_type="text/plain"),
    )
    return excerpts(marked(undated, "an older report", "Which one?"), english, arabic)
