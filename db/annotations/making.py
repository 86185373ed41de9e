"""Making and changing annotations: pure, nothing is stored here."""

from __future__ import annotations

import base64
import re
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from db.annotations.selectors import selectors_of
from db.errors import InputError, UsageError
from db.model import Annotation, AnnotationId, Colour, Span, Statement

_ID_LENGTH = 12
_WHITE = re.compile(r"\s+")


def make(
    statement: Statement,
    span: Span,
    note: str = "",
    tags: Iterable[str] = (),
    colour: Colour | str = Colour.AMBER,
    now: datetime | None = None,
) -> Annotation:
    """A new annotation on a passage of a statement.

    Args:
        statement: what is annotated.
        span: the passage, in code points of the statement's text.
        note: what the person says of it, kept as written.
        tags: cleaned by `clean_tags`.
        colour: one of `Colour`, or its name.
        now: when; the present time by default.

    Raises:
        InputError: ``annotation.outside`` (the passage ends behind the text) or ``annotation.blank``.
        UsageError: ``annotation.unknown_colour``.
    """
    if span.end > len(statement.text):
        raise InputError("annotation.outside", end=span.end, length=len(statement.text), id=statement.id)
    if not span.of(statement.text).strip():
        raise InputError("annotation.blank", id=statement.id)
    quote, position = selectors_of(statement.text, span)
    time = _time(now)
    return Annotation(
        id=_new_id(),
        statement=statement.id,
        start=position.start,
        end=position.end,
        quote=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        note=note,
        tags=clean_tags(tags),
        colour=colour_of(colour),
        created=time,
        modified=time,
    )


def edited(
    annotation: Annotation,
    note: str | None = None,
    tags: Iterable[str] | None = None,
    colour: Colour | str | None = None,
    now: datetime | None = None,
) -> Annotation:
    """An annotation with what is given changed, and the rest as it was.

    Raises:
        UsageError: ``annotation.unknown_colour``.
    """
    return replace(
        annotation,
        note=annotation.note if note is None else note,
        tags=annotation.tags if tags is None else clean_tags(tags),
        colour=annotation.colour if colour is None else colour_of(colour),
        modified=_time(now),
    )


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: white space made single, no leading ``#``, none empty, none twice.

    Tags that differ only in case are one: the first spelling stays.
    """
    kept: dict[str, str] = {}
    for tag in tags:
        clean = _WHITE.sub(" ", tag).strip().lstrip("#").strip()
        if clean:
            kept.setdefault(clean.casefold(), clean)
    return tuple(kept.values())


def colour_of(name: Colour | str) -> Colour:
    """The colour of that name.

    Raises:
        UsageError: ``annotation.unknown_colour``, with the names that exist.
    """
    try:
        return Colour(name)
    except ValueError:
        known = ", ".join(colour.value for colour in Colour)
        raise UsageError("annotation.unknown_colour", colour=str(name), known=known) from None


def _new_id() -> AnnotationId:
    return AnnotationId("a" + base64.b32encode(uuid.uuid4().bytes).decode()[:_ID_LENGTH].lower())


def _time(now: datetime | None) -> str:
    moment = now or datetime.now(UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
