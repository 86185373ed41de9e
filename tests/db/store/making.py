"""Small invented statements, and an archive's contents for comparing."""

import hashlib
from pathlib import Path
from typing import Any

from db.model import (
    Analysis,
    Annotation,
    AnnotationId,
    Block,
    BlockRole,
    EntityKind,
    Mention,
    Quotation,
    Reference,
    ReferenceStatus,
    Sha256,
    Source,
    StatementId,
    StatementKind,
)
from db.store import Store

LEAD = "GENEVA. The experts of Ruritania asked for the release of the harbour workers. "
CITING = "They recalled article 33 of the Constitution of the ILO, and No. 87 above all. "


def analysis(number: int = 1, **changes: Any) -> Analysis:
    """An analysis with every layer; different numbers have different texts."""
    text = changes.pop("text", f"Release {number}\n\n{LEAD}{CITING}They said no more.")
    at = text.find("article 33")
    body = text.find(LEAD)
    facts: dict[str, Any] = {
        "text": text,
        "title": f"Release {number}",
        "date": "2025-06-05",
        "kind": StatementKind.RELEASE,
        "language": "en",
        "issuer": "Office of Ruritania",
        "blocks": (
            Block(role=BlockRole.TITLE, start=0, end=max(body - 2, 0)),
            Block(role=BlockRole.LEAD, start=max(body, 0), end=len(text)),
        ),
        "entities": (
            Mention(
                kind=EntityKind.PLACE, id=None, name="Geneva", start=11, end=17, text="GENEVA", origin="list"
            ),
        ),
        "quotations": (Quotation(start=0, end=7, speaker="the experts"),),
        "references": (
            Reference(
                id="ilo:CONST",
                pinpoint="art33",
                start=at,
                end=at + 10,
                text="article 33",
                status=ReferenceStatus.RESOLVED,
                rule="full",
            ),
            Reference(
                id=None,
                candidates=("ilo:C087", "ilo:R087"),
                start=at,
                end=at + 7,
                text="article",
                status=ReferenceStatus.CANDIDATES,
                rule="bare",
            ),
        ),
        "rules": "1",
    }
    if at < 0:
        facts |= {"references": (), "blocks": (), "entities": (), "quotations": ()}
    return Analysis(**facts | changes)


def source(data: bytes = b"bytes", name: str = "release.txt", **changes: Any) -> Source:
    sha = Sha256(hashlib.sha256(data).hexdigest())
    return Source(sha256=sha, name=name, media_type="text/plain", size=len(data), **changes)


def annotation(statement: str, id: str = "a1", **changes: Any) -> Annotation:
    facts: dict[str, Any] = {
        "start": 0,
        "end": 7,
        "quote": "Release",
        "note": "ask again",
        "tags": ("harbour", "2025"),
    }
    return Annotation(id=AnnotationId(id), statement=StatementId(statement), **facts | changes)


def fill(store: Store, count: int = 3) -> list[StatementId]:
    """Statements with originals, an annotation on the first, and events."""
    ids = []
    for number in range(1, count + 1):
        data = f"original {number}".encode()
        store.originals.put(data)
        with store.writing() as writing:
            ids.append(writing.statements.add(analysis(number), source(data, f"{number}.txt")))
            writing.events.record("imported", ids[-1], {"name": f"{number}.txt"})
    with store.writing() as writing:
        writing.annotations.add(annotation(ids[0]))
        writing.events.record("annotated", "a1")
    return ids


def contents(store: Store) -> object:
    """All that a person would miss: statements with layers and annotations, and the log."""
    with store.reading() as reading:
        return reading.statements.many(reading.statements.ids()), reading.events.all()


def files(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
