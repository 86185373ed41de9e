"""Statements analysed anew by the rules of today: what is gained and lost, first to look at, then to keep.

Texts never change, and what people decided is apart from what is extracted (DESIGN §1, laws 1 and 4).
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from db.analysis import RULES_VERSION
from db.errors import Cancelled
from db.ingest.workshop import Workshop
from db.model import (
    Analysis,
    BlockRole,
    Failure,
    LayerChange,
    RawDocument,
    ReanalysisReport,
    Statement,
    StatementChange,
    StatementId,
    StatementSummary,
)
from db.progress import CancelToken, Progress, ProgressSink, ignore
from db.store import Store

MOST_LISTED = 500
"""Statements whose changes a report lists; it counts over all."""

_AT_ONCE = 16
_PLAIN = "text/plain"

_Answers = Sequence[tuple[Statement, Analysis | None]]


def reanalyse(
    store: Store,
    workshop: Workshop,
    ids: Sequence[str] | None = None,
    *,
    apply: bool,
    progress: ProgressSink = ignore,
    cancel: CancelToken | None = None,
    stored: Callable[[Sequence[StatementId]], None] | None = None,
) -> ReanalysisReport:
    """Analyses statements anew, all or some; with `apply` the new layers take the place of the old.

    A statement that cannot be analysed keeps its layers. Told to stop, it keeps what was stored. Raises
    `ArchiveError` where the archive cannot be written, `UsageError` ``statement.unknown``.
    """
    with store.reading() as reading:
        chosen = tuple(ids) if ids is not None else reading.statements.ids()
    token = cancel or CancelToken()
    tally = _Tally(apply)
    threads = ThreadPoolExecutor(workshop.size, "analysing")
    try:
        for answers in _answers(store, workshop, chosen, threads, token):
            _take(store, answers, tally, stored if apply else None)
            progress(Progress(stage="analysing", done=tally.statements, total=len(chosen), unit="statements"))
    except Cancelled:
        tally.cancelled = True
    finally:
        workshop.interrupt()
        threads.shutdown(wait=True, cancel_futures=True)
        workshop.resume()
        workshop.rest()
    return tally.report()


def _answers(
    store: Store,
    workshop: Workshop,
    ids: Sequence[str],
    threads: ThreadPoolExecutor,
    cancel: CancelToken,
) -> Iterator[_Answers]:
    """Statements in their order, each with its new analysis; some are begun ahead."""
    begun: deque[Future[_Answers]] = deque()
    for first in range(0, len(ids), _AT_ONCE):
        cancel.check()
        chunk = ids[first : first + _AT_ONCE]
        begun.append(threads.submit(_analysed, store, workshop, chunk))
        if len(begun) > 2 * workshop.size:
            yield begun.popleft().result()
    for future in begun:
        cancel.check()
        yield future.result()


def _analysed(store: Store, workshop: Workshop, ids: Sequence[str]) -> _Answers:
    with store.reading() as reading:
        statements = reading.statements.many(ids)
    spoken = [statement for statement in statements if statement.text]
    answers = workshop.analyse_read([_raw(statement) for statement in spoken], "") if spoken else ()
    made: dict[str, Analysis | None] = {
        statement.id: None if isinstance(answer, Failure) else answer.analysis
        for statement, answer in zip(spoken, answers, strict=True)
    }
    return [(statement, made.get(statement.id)) for statement in statements]


def _raw(statement: Statement) -> RawDocument:
    """The statement as a reader gave it. Plain text says nothing of itself: all is found in the text.

    Nor does the row of a table without such a column: a title that is a block of the text was found there.
    """
    told = statement.source.media_type != _PLAIN
    found = any(
        block.role is BlockRole.TITLE and statement.text[block.start : block.end] == statement.title
        for block in statement.blocks
    )
    return RawDocument(
        text=statement.text,
        media_type=statement.source.media_type,
        title=statement.title if told and not found else None,
        date=statement.date if told else None,
        issuer=statement.issuer if told else None,
        url=statement.source.url,
        hints=statement.hints,
        pages=statement.pages,
    )


def _take(
    store: Store,
    answers: _Answers,
    tally: _Tally,
    stored: Callable[[Sequence[StatementId]], None] | None,
) -> None:
    changed: list[tuple[Statement, Analysis]] = []
    for statement, analysis in answers:
        changes = compared(statement, analysis) if analysis is not None else ()
        tally.add(statement, changes)
        if analysis is not None and (changes or statement.rules != analysis.rules):
            changed.append((statement, analysis))
    if not tally.apply or not changed:
        return
    with store.writing() as writing:
        for statement, analysis in changed:
            writing.statements.replace_layers(statement.id, analysis)
            writing.events.record(
                "analysed anew", statement.id, {"rules": analysis.rules, "before": statement.rules}
            )
    if stored is not None:
        stored([statement.id for statement, _ in changed])


class _Tally:
    """Counts, and the first of the changes."""

    def __init__(self, apply: bool) -> None:
        self.apply = apply
        self.statements = 0
        self.cancelled = False
        self._differing = 0
        self._gained = 0
        self._lost = 0
        self._changed: list[StatementChange] = []

    def add(self, statement: Statement, changes: Sequence[LayerChange]) -> None:
        self.statements += 1
        if not changes:
            return
        self._differing += 1
        gained = sum(change.gained for change in changes)
        self._gained += gained
        self._lost += len(changes) - gained
        if len(self._changed) < MOST_LISTED:
            summary = StatementSummary(
                id=statement.id,
                title=statement.title,
                date=statement.date,
                language=statement.language,
                kind=statement.kind,
            )
            self._changed.append(StatementChange(statement=summary, changes=tuple(changes)))

    def report(self) -> ReanalysisReport:
        return ReanalysisReport(
            statements=self.statements,
            differing=self._differing,
            gained=self._gained,
            lost=self._lost,
            changed=tuple(self._changed),
            rules=RULES_VERSION,
            applied=self.apply,
            cancelled=self.cancelled,
        )


def compared(before: Statement, after: Analysis) -> tuple[LayerChange, ...]:
    """What a new analysis gains and loses, in the order of facts, then of the text."""
    old, new = Counter(_items(before)), Counter(_items(after))
    lost = [replace(item, gained=False) for item in (old - new).elements()]
    gained = list((new - old).elements())
    return tuple(sorted([*lost, *gained], key=lambda item: (item.layer != "facts", item.start, item.gained)))


def _items(layered: Statement | Analysis) -> Iterator[LayerChange]:
    """Everything that was found, each thing as a change that gains it."""
    text = layered.text
    for fact in ("title", "date", "kind", "language", "issuer", "place"):
        value = getattr(layered, fact)
        if value is not None:
            yield LayerChange(layer="facts", gained=True, what=f"{fact}: {value}")

    def item(layer: str, what: str, start: int, end: int) -> LayerChange:
        return LayerChange(layer=layer, gained=True, what=what, text=text[start:end], start=start, end=end)

    for block in layered.blocks:
        yield item("blocks", block.role.value, block.start, block.end)
    for mention in layered.entities:
        yield item("entities", mention.id or mention.name, mention.start, mention.end)
    for quotation in layered.quotations:
        yield item("quotations", quotation.speaker or "", quotation.start, quotation.end)
    for reference in layered.references:
        what = "|".join((reference.id or "", *reference.candidates)) + (
            f"#{reference.pinpoint}" if reference.pinpoint else ""
        )
        yield item("references", f"{reference.status.value} {what}".strip(), reference.start, reference.end)
