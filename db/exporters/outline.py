"""What every export says, whatever its format: composed once, and only drawn by the formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby

from db.exporters.citing import address, title_of, where_from
from db.exporters.dates import date_in_words
from db.exporters.gathering import in_order
from db.exporters.model import CitedDocument, Excerpt, ExportContext
from db.exporters.wording import Cleaner, counted, isolated, lines_of, one_line, word
from db.model import AnnotationState, Source, Statement
from db.progress import Progress, ProgressSink
from resources import read_toml

_PINPOINT_WORD = re.compile(r"(?<![a-z])(art|para|section|paragraph)s?(?=[0-9IVXA-Z])")
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One excerpt, in clean text. `source` lacks the address and the full stop."""

    heading: str
    quote: tuple[str, ...]
    speaker: str | None
    source: str
    url: str | None
    fingerprint: str
    note: tuple[str, ...]
    tags: tuple[str, ...]
    cites: tuple[str, ...]
    place: str
    colour: str
    review: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A statement with its excerpts. `language` is a language tag, or None where it is not known."""

    title: str
    facts: str
    language: str | None
    right_to_left: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A whole document. `facts` and `originals` are pairs of a label and a value."""

    title: str
    facts: tuple[tuple[str, str], ...]
    releases: tuple[Release, ...]
    originals: tuple[tuple[str, str], ...]
    check: tuple[str, ...]


def outline(excerpts: Sequence[Excerpt], context: ExportContext) -> Outline:
    """Composes the document: statements by date, their excerpts by place."""
    clean = Cleaner()
    ordered = in_order(excerpts)
    numbered = groupby(enumerate(ordered, 1), key=lambda pair: pair[1].statement.id)
    releases = tuple(_release(tuple(group), clean) for _, group in numbered)
    originals = tuple(dict.fromkeys(_originals(ordered, clean)))
    facts = tuple((label, clean(value)) for label, value in _facts(ordered, len(releases), context))
    check = list(read_toml("templates/export.toml")["check"]["lines"])
    if clean.lost:
        check.append(counted("check", "lost", clean.lost))
    return Outline(
        title=word("document", "title"),
        facts=facts,
        releases=releases,
        originals=originals,
        check=tuple(check),
    )


def told(releases: Sequence[Release], progress: ProgressSink) -> Iterator[Release]:
    """The releases one by one, telling how far the work is."""
    for done, release in enumerate(releases):
        progress(
            Progress(stage="exporting", done=done, total=len(releases), item=release.title, unit="statements")
        )
        yield release


def _facts(excerpts: Sequence[Excerpt], statements: int, context: ExportContext) -> Iterator[tuple[str, str]]:
    yield word("document", "made"), context.made_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    yield word("document", "archive"), one_line(context.lineage)
    yield word("document", "tool"), one_line(context.tool)
    yield word("document", "choice"), isolated(one_line(context.scope))
    if context.query is not None:
        yield word("document", "query"), isolated(one_line(context.query))
    yield (
        word("document", "holds"),
        word(
            "document",
            "holds_value",
            excerpts=counted("document", "excerpt", len(excerpts)),
            statements=counted("document", "statement", statements),
        ),
    )


def _release(numbered: Sequence[tuple[int, Excerpt]], clean: Cleaner) -> Release:
    statement = numbered[0][1].statement
    known = (
        isolated(one_line(statement.issuer or "")),
        date_in_words(statement.date, word("release", "undated")),
        isolated(one_line(statement.place or "")),
    )
    return Release(
        title=clean(title_of(statement)),
        facts=clean(" · ".join(fact for fact in known if fact)),
        language=statement.language if statement.language not in {"", "und"} else None,
        right_to_left=statement.language in _RIGHT_TO_LEFT,
        items=tuple(_item(number, excerpt, clean) for number, excerpt in numbered),
    )


def _item(number: int, excerpt: Excerpt, clean: Cleaner) -> Item:
    statement, annotation = excerpt.statement, excerpt.annotation
    review = annotation.state is AnnotationState.REVIEW
    speaker = isolated(one_line(excerpt.speaker)) if excerpt.speaker else None
    url = address(statement)
    return Item(
        heading=_heading(number, excerpt.pinpoint),
        quote=tuple(clean(line) for line in lines_of(annotation.quote)),
        speaker=clean(word("excerpt", "speaker", speaker=speaker)) if speaker else None,
        source=clean(where_from(statement, excerpt.pinpoint)),
        url=clean(one_line(url)) if url else None,
        fingerprint=word("excerpt", "fingerprint", sha256=statement.source.sha256),
        note=tuple(clean(line) for line in lines_of(annotation.note)),
        tags=tuple(clean(one_line(tag)) for tag in annotation.tags),
        cites=tuple(clean(_cited(document)) for document in excerpt.cites),
        place=clean(_place(excerpt)),
        colour=annotation.colour.value,
        review=word("excerpt", "review") if review else None,
    )


def _heading(number: int, pinpoint: str | None) -> str:
    if pinpoint is None:
        return word("excerpt", "heading", number=number)
    return word("excerpt", "heading_at", number=number, pinpoint=pinpoint)


def _place(excerpt: Excerpt) -> str:
    annotation = excerpt.annotation
    return word(
        "excerpt",
        "place",
        statement=excerpt.statement.id,
        start=annotation.start,
        end=annotation.end,
        annotation=annotation.id,
        colour=annotation.colour.value,
        modified=annotation.modified,
    )


def _cited(document: CitedDocument) -> str:
    if document.candidates:
        either = word("excerpt", "either").join(_named(id, title) for id, title in document.candidates)
        name = f"{isolated(one_line(document.title))}: {word('excerpt', 'uncertain', documents=either)}"
    else:
        name = _named(document.id or "", document.title)
    pinpoint = _PINPOINT_WORD.sub(r"\1. ", document.pinpoint or "").replace(";", ", ").replace("#", ", ")
    where = word("excerpt", "in_passage" if document.within else "in_paragraph")
    return f"{name}, {pinpoint} – {where}" if pinpoint else f"{name} – {where}"


def _named(id: str, title: str) -> str:
    return id if title == id else f"{isolated(one_line(title))} ({id})"


def _originals(excerpts: Sequence[Excerpt], clean: Cleaner) -> Iterator[tuple[str, str]]:
    for statement in {excerpt.statement.id: excerpt.statement for excerpt in excerpts}.values():
        for source in _sources(statement):
            yield source.sha256, clean(_source_name(statement, source))


def _sources(statement: Statement) -> tuple[Source, ...]:
    others = (source for source in statement.sources if source.sha256 != statement.source.sha256)
    return (statement.source, *others)


def _source_name(statement: Statement, source: Source) -> str:
    name = isolated(one_line(source.name))
    return word("originals", "of", name=name, title=isolated(title_of(statement)))
