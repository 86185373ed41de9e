"""Statements of our own writing, about invented States, and what is done with them in these tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QTextCursor
from pytestqt.qtbot import QtBot

from db.model import (
    Annotation,
    AnnotationId,
    Block,
    BlockRole,
    Colour,
    EntityKind,
    Mention,
    Quotation,
    Reference,
    ReferenceStatus,
    Sha256,
    Source,
    Statement,
    StatementId,
    StatementKind,
)
from viewer.reader.pane import ReaderPane
from viewer.theme import Themes

SOURCE = Source(sha256=Sha256("0" * 64), name="sample.txt", media_type="text/plain")

TEXT = """Skip to main content

Ruritania: experts alarmed by closure of 𝒰nion offices 😀

GENEVA – Independent experts today said that Ruritania\u00a0must respect the freedom of association of all
workers, and of the members of the Free Unions of Ruritania.

“Nobody may be punished for joining a union,” the experts said. They recalled Convention No. 87 and the
cafe\u0301 workers’ complaint, and urged the Government to accept the findings of a Commission of Inquiry.

The experts repeated that freedom of association is a right, and that Convention No. 98 protects bargaining.

For media inquiries please write to the office.
"""

ARABIC = """روريتانيا: خبراء يعربون عن قلقهم

قال الخبراء إن الحرية النقابية حق للجميع في روريتانيا، وإن على الحكومة أن تحترم الاتفاقية رقم 87 لعام 1948.

ودعا الخبراء إلى الحوار.
"""

_ROLES = ("navigation", "title", "dateline", "quote", "paragraph", "contact")


def blocks_of(text: str, roles: Sequence[str]) -> tuple[Block, ...]:
    found = re.finditer(r"[^\n]+(?:\n[^\n]+)*", text)
    return tuple(
        Block(role=BlockRole(role), start=block.start(), end=block.end())
        for role, block in zip(roles, found, strict=True)
    )


def span(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    return list(re.compile(re.escape(words)).finditer(text))[nth].span()


def mention(text: str, words: str, kind: EntityKind, about: str | None = None) -> Mention:
    start, end = span(text, words)
    return Mention(kind=kind, id=about, name=words, start=start, end=end, text=words)


def reference(
    text: str,
    words: str,
    about: str | None,
    *,
    pinpoint: str | None = None,
    candidates: tuple[str, ...] = (),
) -> Reference:
    start, end = span(text, words)
    status = ReferenceStatus.RESOLVED if about else ReferenceStatus.CANDIDATES
    return Reference(
        id=about, start=start, end=end, text=words, status=status, pinpoint=pinpoint, candidates=candidates
    )


def annotation(text: str, words: str, number: int, **more: object) -> Annotation:
    start, end = span(text, words)
    made = Annotation(
        id=AnnotationId(f"a{number}"), statement=StatementId("s1"), start=start, end=end, quote=words
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields of an annotation, by name


def sample(**more: object) -> Statement:
    quotation = span(TEXT, "“Nobody may be punished for joining a union,”")
    made = Statement(
        id=StatementId("s1"),
        title="Ruritania: experts alarmed by closure of 𝒰nion offices 😀",
        date="2031-03-04",
        kind=StatementKind.RELEASE,
        language="en",
        source=SOURCE,
        text=TEXT,
        issuer="Special Procedures",
        place="Geneva",
        blocks=blocks_of(TEXT, _ROLES),
        entities=(
            mention(TEXT, "GENEVA", EntityKind.PLACE),
            mention(TEXT, "Free Unions of Ruritania", EntityKind.ORGANIZATION, "org:free-unions"),
        ),
        quotations=(Quotation(start=quotation[0], end=quotation[1], speaker="the experts"),),
        references=(
            reference(TEXT, "Convention No. 87", "ilo:C087", pinpoint="art2"),
            reference(
                TEXT, "a Commission of Inquiry", None, candidates=("ilo:COI/RUR/2001", "ilo:COI/RUR/2009")
            ),
            reference(TEXT, "Convention No. 98", "ilo:C098"),
        ),
        annotations=(
            annotation(
                TEXT, "punished for joining", 1, note="Reuse this.", tags=("quote",), colour=Colour.VIOLET
            ),
            annotation(TEXT, "complaint", 2, note="Which one? Look it up.", colour=Colour.GREEN),
            annotation(TEXT, "protects bargaining", 3, colour=Colour.AMBER),
        ),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields of a statement, by name


def arabic() -> Statement:
    return Statement(
        id=StatementId("s2"),
        title="روريتانيا: خبراء يعربون عن قلقهم",
        date=None,
        kind=StatementKind.RELEASE,
        language="ar",
        source=SOURCE,
        text=ARABIC,
        blocks=blocks_of(ARABIC, ("title", "paragraph", "paragraph")),
        references=(reference(ARABIC, "الاتفاقية رقم 87", "ilo:C087"),),
        annotations=(annotation(ARABIC, "الحرية النقابية", 1, note="ملاحظة", colour=Colour.BLUE),),
    )


def plain(text: str, **more: object) -> Statement:
    """A statement without any layer."""
    return sample(
        text=text,
        title="A title that the text has not",
        blocks=(),
        entities=(),
        quotations=(),
        references=(),
        annotations=(),
        **more,
    )


def ready(qtbot: QtBot, themes: Themes, width: int, height: int) -> ReaderPane:
    made = ReaderPane(themes)
    qtbot.addWidget(made)
    made.resize(width, height)
    made.show()
    qtbot.waitExposed(made)
    return made


def select(pane: ReaderPane, start: int, end: int) -> None:
    """Selects code points, as the mouse would."""
    units = [pane._offsets.to_utf16(position) for position in (start, end)]
    cursor = pane.view.textCursor()
    cursor.setPosition(units[0])
    cursor.setPosition(units[1], QTextCursor.MoveMode.KeepAnchor)
    pane.view.setTextCursor(cursor)


def where(pane: ReaderPane, start: int, end: int) -> QRect:
    """Where code points stand in the viewport: by Qt's own caret, not by the code that is tested."""
    cursor = pane.view.textCursor()
    cursor.setPosition(pane._offsets.to_utf16(start))
    first = pane.view.cursorRect(cursor)
    cursor.setPosition(pane._offsets.to_utf16(end))
    last = pane.view.cursorRect(cursor)
    left, right = sorted((first.x(), last.x()))
    return QRect(QPoint(left, first.top()), QPoint(right, last.bottom()))


def picture(pane: ReaderPane) -> QImage:
    return pane.view.viewport().grab().toImage()


def has_colour(image: QImage, rect: QRect, colour: str) -> bool:
    """Whether the very colour is seen within a rectangle of the viewport."""
    wanted = QColor(colour).rgb()
    scale = image.devicePixelRatio()
    return any(
        image.pixel(round(x * scale), round(y * scale)) == wanted
        for x in range(max(0, rect.left()), min(rect.right(), image.width() - 1))
        for y in range(max(0, rect.top()), min(rect.bottom(), image.height() - 1))
    )
