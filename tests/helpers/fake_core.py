"""A core in the test's own process: answers from a few invented statements, with the signals of `viewer.core`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from db.model import (
    Annotation,
    AnnotationId,
    ArchiveInfo,
    Block,
    BlockRole,
    Changes,
    CitedBy,
    CitingPassage,
    Colour,
    DocumentCard,
    EntityKind,
    ExportReport,
    FacetValue,
    Failure,
    Hit,
    Mention,
    Reference,
    ReferenceStatus,
    SearchRequest,
    SearchResults,
    Sha256,
    SortOrder,
    Source,
    Span,
    Statement,
    StatementId,
    StatementKind,
    StatementSummary,
)
from db.progress import Progress
from db.service.protocol import OPERATIONS, result_of
from tests.helpers.fake_imports import FakeImports
from tests.helpers.fake_works import FakeWorks

TEXTS: tuple[tuple[str, str, str, str], ...] = (
    (
        "en",
        "2025-06-05",
        "Norland: experts call for the release of dockers’ leaders",
        "PORT ASTER – A group of independent experts today called on Norland to release eleven leaders of "
        "the dockers’ union, who have been held since the strike of March.\n\n“Freedom of association is not "
        "a favour that Norland grants,” the experts said. “It is owed under Convention No. 87 and under "
        "article 33 of the ILO Constitution, and freedom of association cannot wait.”\n\nThe leaders, among "
        "them Ada Quill of the Federation of Port Workers, were charged with “extremism” after a strike over "
        "wages. Ada Quill told the court that the strike was lawful.\n\nThe International Labour Organization "
        "has asked Norland for its comments. It recalled the Protocol, which Norland has not ratified.\n\n"
        "For more information, write to the press office of the experts.",
    ),
    (
        "en",
        "2024-02-14",
        "Norland: sentences against union leaders must be quashed",
        "Experts said that the sentences of February against the union’s leaders breach freedom of "
        "association and Convention No. 87.\n\nNorland must let the union work.",
    ),
    (
        "ar",
        "2025-06-06",
        "نورلاند: خبراء يدعون إلى الإفراج عن قادة النقابة",
        "دعا خبراء مستقلون نورلاند إلى الإفراج عن قادة النقابة. وقالوا إن حرية تكوين الجمعيات ليست منحة.\n\n"
        "وأشاروا إلى الاتفاقية رقم 87.",
    ),
    (
        "fr",
        "2023-11",
        "Sudrie : des experts demandent la fin des poursuites",
        "Des experts indépendants demandent à la Sudrie de mettre fin aux poursuites contre les "
        "syndicalistes. La liberté syndicale est un droit.",
    ),
    ("zh", "2022", "诺兰：专家呼吁释放工会领袖", "专家今天呼吁诺兰释放工会领袖。结社自由不是恩赐。"),
)

CARDS = {
    "ilo:C087": DocumentCard(
        id="ilo:C087",
        kind="convention",
        title="Freedom of Association and Protection of the Right to Organise Convention, 1948",
        number=87,
        year=1948,
        status="fundamental",
        facts={"adopted": "1948-07-09", "in_force": "1950-07-04", "articles": "21"},
        certainty={"adopted": "high", "in_force": "medium", "status": "high"},
    ),
    "ilo:CONST": DocumentCard(
        id="ilo:CONST",
        kind="constitution",
        title="Constitution of the International Labour Organisation",
        year=1919,
        facts={"adopted": "1919"},
    ),
    "ilo:P029": DocumentCard(
        id="ilo:P029", kind="protocol", title="Protocol to the Forced Labour Convention"
    ),
    "ilo:P155": DocumentCard(id="ilo:P155", kind="protocol", title="Protocol to the Safety Convention"),
}
_CITED = {
    "Convention No. 87": ("ilo:C087", None),
    "الاتفاقية رقم 87": ("ilo:C087", None),
    "article 33 of the ILO Constitution": ("ilo:CONST", "art33"),
}
_NAMED = {
    "Norland": (EntityKind.COUNTRY, "iso:NOR", None),
    "Ada Quill": (EntityKind.PERSON, None, "Federation of Port Workers"),
    "Federation of Port Workers": (EntityKind.ORGANIZATION, None, None),
    "International Labour Organization": (EntityKind.ORGANIZATION, "org:ilo", None),
    "PORT ASTER": (EntityKind.PLACE, None, None),
    "March": (EntityKind.DATE, None, None),
}


def found(text: str, words: str) -> list[Span]:
    """All places of some words, without regard to case."""
    low, sought = text.lower(), words.lower()
    spans, at = [], low.find(sought) if sought else -1
    while at >= 0:
        spans.append(Span(at, at + len(sought)))
        at = low.find(sought, at + len(sought))
    return spans


def _blocks(text: str, title: str) -> tuple[Block, ...]:
    blocks, at = [Block(role=BlockRole.TITLE, start=0, end=len(title))], len(title) + 2
    for part in text[at:].split("\n\n"):
        role = BlockRole.CONTACT if part.startswith("For more information") else BlockRole.PARAGRAPH
        blocks.append(Block(role=role, start=at, end=at + len(part)))
        at += len(part) + 2
    return tuple(blocks)


def _mentions(text: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(kind=kind, id=id_, name=name, start=span.start, end=span.end, text=span.of(text), role=role)
        for name, (kind, id_, role) in _NAMED.items()
        for span in found(text, name)
    )


def _references(text: str) -> tuple[Reference, ...]:
    resolved = [
        Reference(
            id=id_, pinpoint=pin, start=s.start, end=s.end, text=s.of(text), status=ReferenceStatus.RESOLVED
        )
        for words, (id_, pin) in _CITED.items()
        for s in found(text, words)
    ]
    unsure = [
        Reference(
            id=None,
            candidates=("ilo:P029", "ilo:P155"),
            start=s.start,
            end=s.end,
            text=s.of(text),
            status=ReferenceStatus.CANDIDATES,
        )
        for s in found(text, "the Protocol")
    ]
    return (*resolved, *unsure)


def make_statements() -> dict[str, Statement]:
    """The invented statements by id."""
    made = {}
    for number, (language, date, title, body) in enumerate(TEXTS, 1):
        text = f"{title}\n\n{body}"
        source = Source(sha256=Sha256("0" * 64), name=f"{number}.txt", media_type="text/plain")
        made[f"s{number}"] = Statement(
            id=StatementId(f"s{number}"),
            title=title,
            date=date,
            kind=StatementKind.RELEASE,
            language=language,
            source=source,
            text=text,
            issuer="Special Procedures" if language == "en" else None,
            blocks=_blocks(text, title),
            entities=_mentions(text),
            references=_references(text),
        )
    return made


class FakeCore(FakeImports, FakeWorks, QObject):
    """Answers in the next turn of the event loop, in order. `calls` keeps what was asked.

    `failures` maps an operation to the failure it answers with. `held` operations are answered by `release`.
    """

    changed = Signal(object)
    opened = Signal(object)
    failed = Signal(object)
    restarted = Signal()
    lost = Signal()

    def __init__(self, statements: dict[str, Statement] | None = None) -> None:
        QObject.__init__(self)
        FakeImports.__init__(self)
        FakeWorks.__init__(self)
        self.stored = make_statements() if statements is None else statements
        self.annotations: dict[str, Annotation] = {}
        self.trash: dict[str, Annotation] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.failures: dict[str, Failure] = {}
        self.held: set[str] = set()
        self.waiting: list[Callable[[], None]] = []
        self.progress: Callable[[Progress], None] | None = None
        self.cancelled: list[int] = []
        self.paused: list[int] = []
        self.resumed: list[int] = []
        self.read_only_reason: str | None = None
        self.path = "archives/test.muniment"
        self.closed = False
        self._newest: dict[str, int] = {}

    def start(self) -> None:
        self.call("open", {"path": None}, done=self.opened.emit)

    def open_archive(self, path: Path) -> None:
        self.path = str(path)
        self.start()

    def make_sample(
        self,
        done: Callable[[Any], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self.path, self.stored = "archives/sample.muniment", make_statements()

        def use(info: ArchiveInfo) -> None:
            self.opened.emit(info)
            if done is not None:
                done(info)

        self.call("open", {"path": None}, done=use)

    def close(self) -> None:
        self.closed = True

    def cancel(self, number: int) -> None:
        self.cancelled.append(number)

    def pause(self, number: int) -> None:
        self.paused.append(number)

    def resume(self, number: int) -> None:
        self.resumed.append(number)

    def release(self) -> None:
        """Answers what was held."""
        waiting, self.waiting = self.waiting, []
        for answer in waiting:
            answer()

    def asked(self, operation: str) -> list[dict[str, Any]]:
        """The arguments of all calls of an operation so far."""
        return [arguments for name, arguments in self.calls if name == operation]

    def call(
        self,
        operation: str,
        arguments: dict[str, Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[Failure], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        channel: str | None = None,
    ) -> int:
        self.calls.append((operation, arguments))
        number = len(self.calls)
        if channel:
            self._newest[channel] = number

        def answer() -> None:
            if channel and self._newest[channel] != number:
                return
            if operation in self.failures:
                (failed or self.failed.emit)(self.failures[operation])
                return
            taken = {
                name: msgspec.convert(msgspec.json.decode(msgspec.json.encode(arguments[name])), kind)
                for name, kind in OPERATIONS[operation].arguments.items()
                if name in arguments
            }
            result = getattr(self, f"_{operation.replace('.', '_')}")(**taken)
            done(result_of(operation, msgspec.to_builtins(result)))

        if operation in self.held:
            self.progress = progress
            self.waiting.append(answer)
        else:
            QTimer.singleShot(0, self, answer)
        return number

    # the operations

    def info(self) -> ArchiveInfo:
        languages: dict[str, int] = {}
        for each in self.stored.values():
            languages[each.language] = languages.get(each.language, 0) + 1
        return ArchiveInfo(
            path=self.path,
            lineage=self.path.replace("/", "-"),
            statements=len(self.stored),
            annotations=len(self.annotations),
            languages=languages,
            read_only_reason=self.read_only_reason,
            sample="sample" in self.path,
        )

    def _open(self, path: str | None) -> ArchiveInfo:
        return self.info()

    def _info(self) -> ArchiveInfo:
        return self.info()

    def _statement(self, id: str) -> Statement:
        mine = tuple(each for each in self.annotations.values() if each.statement == id)
        return replace(self.stored[id], annotations=mine)

    def _search(self, request: SearchRequest) -> SearchResults:
        words = "" if request.query == "*" else request.query.strip('"')
        cites = words.removeprefix("cites:") if words.startswith("cites:") else ""
        matching = [
            each
            for each in self.stored.values()
            if (any(r.id == cites for r in each.references) if cites else words.lower() in each.text.lower())
            and _passes(each, request)
        ]
        if request.sort == SortOrder.DATE:
            matching.sort(key=lambda each: each.date or "", reverse=True)
        page = matching[request.offset : request.offset + request.limit]
        return SearchResults(
            total=len(matching),
            elapsed_ms=3.2,
            hits=tuple(_hit(each, "" if cites else words) for each in page),
            facets=_facets(matching) if request.facets else {},
            suggestion="strike" if words == "strkie" else None,
        )

    def _hits_in(self, id: str, query: str) -> tuple[Span, ...]:
        return tuple(found(self.stored[id].text, query.strip('"')))

    def _document(self, ref: str) -> DocumentCard | None:
        return CARDS.get(ref)

    def _cited_by(self, ref: str) -> CitedBy:
        passages = [
            CitingPassage(
                id=each.id,
                title=each.title,
                date=each.date,
                language=each.language,
                start=r.start,
                end=r.end,
                text=r.text,
                pinpoint=r.pinpoint,
                sentence=each.text[r.start : r.end],
            )
            for each in self.stored.values()
            for r in each.references
            if r.id == ref
        ]
        citing = [self.stored[id_] for id_ in dict.fromkeys(p.id for p in passages)]
        summaries = tuple(
            StatementSummary(id=s.id, title=s.title, date=s.date, language=s.language, kind=s.kind)
            for s in citing
        )
        return CitedBy(ref=ref, document=CARDS.get(ref), statements=summaries, passages=tuple(passages))

    def _annotations(self, id: str | None) -> tuple[Annotation, ...]:
        return tuple(each for each in self.annotations.values() if id in (None, each.statement))

    def _annotate(self, id: str, start: int, end: int, note: str, tags: list[str], colour: str) -> Annotation:
        made = Annotation(
            id=AnnotationId(f"a{len(self.annotations) + len(self.trash) + 1}"),
            statement=StatementId(id),
            start=start,
            end=end,
            quote=self.stored[id].text[start:end],
            note=note,
            tags=tuple(tags),
            colour=Colour(colour),
            created="2025-06-07T10:00:00Z",
            modified="2025-06-07T10:00:00Z",
        )
        self.annotations[made.id] = made
        self._tell(id)
        return made

    def _edit_annotation(
        self, annotation: str, note: str | None, tags: list[str] | None, colour: str | None
    ) -> Annotation:
        old = self.annotations[annotation]
        made = replace(
            old,
            note=old.note if note is None else note,
            tags=old.tags if tags is None else tuple(tags),
            colour=old.colour if colour is None else Colour(colour),
        )
        self.annotations[annotation] = made
        self._tell(made.statement)
        return made

    def _remove_annotation(self, annotation: str) -> None:
        self.trash[annotation] = self.annotations.pop(annotation)
        self._tell(self.trash[annotation].statement)

    def _restore_annotation(self, annotation: str) -> Annotation:
        self.annotations[annotation] = self.trash.pop(annotation)
        self._tell(self.annotations[annotation].statement)
        return self.annotations[annotation]

    def _export(self, format: str, output: str, query: str | None, ids: list[str] | None) -> ExportReport:
        return ExportReport(path=output, format=format, excerpts=2, statements=1, sha256="ab" * 32)

    def _citation(self, id: str, start: int, end: int) -> str:
        return f"Special Procedures, {self.stored[id].title}, para. 2"

    def _tell(self, statement: str) -> None:
        self.changed.emit(Changes(annotations=True, ids=(StatementId(statement),)))


def _passes(statement: Statement, request: SearchRequest) -> bool:
    own = {
        "language": {statement.language},
        "country": {m.id for m in statement.entities if m.kind == EntityKind.COUNTRY},
        "ilo": {r.id for r in statement.references},
        "year": {(statement.date or "")[:4]},
        "kind": {str(statement.kind)},
    }
    return all(own.get(facet, set()) & set(values) for facet, values in request.filters.items())


def _hit(statement: Statement, words: str) -> Hit:
    spans = found(statement.text, words)
    begin = max(0, (spans[0].start if spans else len(statement.title) + 2) - 30)
    snippet = f"…{statement.text[begin : begin + 160]}…"
    return Hit(
        id=statement.id,
        title=statement.title,
        date=statement.date,
        language=statement.language,
        score=1.0,
        snippet=snippet,
        spans=tuple(spans),
        snippet_spans=tuple(found(snippet, words)),
        title_spans=tuple(found(statement.title, words)),
        hit_count=len(spans),
        kind=str(statement.kind),
        issuer=statement.issuer,
    )


def _facets(statements: list[Statement]) -> dict[str, tuple[FacetValue, ...]]:
    counts: dict[str, dict[tuple[str, str], int]] = {}
    for each in statements:
        values = {("language", each.language, each.language), ("year", (each.date or "")[:4], "")}
        values |= {("kind", str(each.kind), "")}
        values |= {("country", m.id or "", m.name) for m in each.entities if m.kind == EntityKind.COUNTRY}
        values |= {("ilo", r.id, r.id.removeprefix("ilo:")) for r in each.references if r.id}
        for facet, value, name in values:
            facet_counts = counts.setdefault(facet, {})
            key = (value, name or value)
            facet_counts[key] = facet_counts.get(key, 0) + 1
    return {
        facet: tuple(
            FacetValue(value=value, label=name, count=count)
            for (value, name), count in sorted(found_.items(), key=lambda item: (-item[1], item[0]))
        )
        for facet, found_ in counts.items()
    }
