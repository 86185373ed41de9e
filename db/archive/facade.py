"""What can be done with an open archive: the methods only compose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from db import custody, exporters, research
from db.annotations import edited, make, place
from db.archive.opening import AnyPath, OpenArchive
from db.errors import UsageError
from db.indexing import chosen, search_text_of, searched
from db.ingest import Import, reanalyse
from db.model import (
    Annotation,
    Changes,
    CitedBy,
    Colour,
    DocumentCard,
    ExportReport,
    ImportOptions,
    ImportReport,
    ReanalysisReport,
    Reference,
    SearchRequest,
    SearchResults,
    SortOrder,
    Span,
    Statement,
    StatementSummary,
    VerifyReport,
    WantedDocument,
)
from db.progress import CancelToken, ProgressSink, ignore
from db.search import SearchText, hits_in, search_page
from db.store import Writing


class Archive(OpenArchive):
    """An archive of statements. Safe to use from several threads: one writes at a time, others read.

    Made by `create`, `open` and `make_sample`; close it, or use it as a context manager::

        with Archive.open("wages.muniment") as archive:
            archive.import_paths(["releases/"])
            for hit in archive.search('"freedom of association" ilo:C087').hits:
                print(hit.date, hit.title)

    Where another program has the archive open for writing it is opened for reading (`info` says so), and
    what would write raises `ArchiveError` ``archive.in_use``.
    """

    # statements

    def import_paths(
        self,
        paths: Iterable[AnyPath],
        options: ImportOptions | None = None,
        *,
        listed: int | None = None,
        progress: ProgressSink = ignore,
        cancel: CancelToken | None = None,
    ) -> ImportReport:
        """Imports files and folders; no file stops the others, and each is told of in the report.

        The report holds the first `listed` lines, without it all; `imports` keeps them all under the report's
        `run`. Told to stop, it keeps what was stored. Raises `ArchiveError` where the archive cannot be
        written.
        """
        self._check_writable()
        what = Import(paths=[Path(path) for path in paths], options=options or ImportOptions(), listed=listed)
        return self.imports.carry_out(what, progress=progress, cancel=cancel)

    def reanalyse(
        self,
        ids: Sequence[str] | None = None,
        *,
        apply: bool = False,
        progress: ProgressSink = ignore,
        cancel: CancelToken | None = None,
    ) -> ReanalysisReport:
        """Analyses statements anew, all or some: what is gained and lost; with `apply` it is kept.

        Texts, annotations and decisions stay as they are. Raises `UsageError`, `ArchiveError`.
        """
        if apply:
            self._check_writable()
        return reanalyse(
            self._store,
            self._workshop,
            ids,
            apply=apply,
            progress=progress,
            cancel=cancel,
            stored=self._statements_changed,
        )

    def statements(self, limit: int | None = None, offset: int = 0) -> tuple[StatementSummary, ...]:
        """A list of the statements, newest first, undated last."""
        with self._store.reading() as reading:
            return reading.statements.summaries(limit, offset)

    def statement(self, id: str) -> Statement:
        """A statement with all its layers. Raises `UsageError` ``statement.unknown``."""
        with self._store.reading() as reading:
            found = reading.statements.get(id)
        if found is None:
            raise UsageError("statement.unknown", id=id)
        return found

    # searching

    def search(
        self,
        request: str | SearchRequest,
        *,
        limit: int = 50,
        sort: SortOrder | str = SortOrder.RELEVANCE,
        facets: bool = False,
        concordance: bool = False,
    ) -> SearchResults:
        """Searches in full text. Takes a query with options, or a `SearchRequest`, which has more of them.

        Raises `QueryError` for a query that cannot be read.
        """
        if isinstance(request, str):
            request = SearchRequest(
                query=request,
                limit=limit,
                sort=SortOrder(sort),
                facets=facets,
                concordance=concordance,
            )
        asked = request
        return self._follower.mending(lambda: search_page(self._engine, asked, self._texts, self._catalogue))

    def hits_in(self, id: str, query: str) -> tuple[Span, ...]:
        """Where a query hits in the text of one statement. Raises `QueryError`, `UsageError`."""
        statement = self.statement(id)
        return hits_in(query, searched(statement.text), statement.language, self._catalogue)

    # references

    def references(self, id: str) -> tuple[Reference, ...]:
        """What a statement cites."""
        return self.statement(id).references

    def document(self, ref: str) -> DocumentCard | None:
        """What the catalogue knows of a document, by its id or another name (``C87``)."""
        known = self._catalogue.identify("cites", ref.partition("#")[0])
        return self._catalogue.document(known[0] if len(known) == 1 else ref)

    def cited_by(self, ref: str) -> CitedBy:
        """A document, by its id or another name, and all that cite it."""
        with self._store.reading() as reading:
            return research.cited_by(reading, self._catalogue, ref)

    def wanted(self) -> tuple[WantedDocument, ...]:
        """What is cited and not held, most cited first."""
        with self._store.reading() as reading:
            return research.wanted(reading, self._catalogue)

    # annotations

    def annotations(self, id: str | None = None) -> tuple[Annotation, ...]:
        """The annotations of a statement, or of all; without the trash."""
        with self._store.reading() as reading:
            return reading.annotations.of(id)

    def annotate(
        self,
        id: str,
        *,
        quote: str | None = None,
        start: int | None = None,
        end: int | None = None,
        note: str = "",
        tags: Iterable[str] = (),
        colour: Colour | str = Colour.AMBER,
    ) -> Annotation:
        """Marks a passage of a statement: its words, or its `start` and `end` (code points).

        Raises `InputError` where the words are missing or stand there twice, `UsageError`, `ArchiveError`.
        """
        statement = self.statement(id)
        if quote is not None:
            span = place(statement, quote)
        elif start is not None and end is not None and 0 <= start <= end:
            span = Span(start, end)
        else:
            raise UsageError("annotation.no_passage", id=id)
        annotation = make(statement, span, note, tags, colour)
        with self._store.writing() as writing:
            writing.annotations.add(annotation)
            writing.events.record("annotated", id, {"annotation": annotation.id})
        self._annotated(annotation)
        return annotation

    def edit_annotation(
        self,
        annotation: str,
        *,
        note: str | None = None,
        tags: Iterable[str] | None = None,
        colour: Colour | str | None = None,
    ) -> Annotation:
        """Changes what is given of an annotation. Raises `UsageError` ``annotation.unknown``."""
        with self._store.writing() as writing:
            before = _held(writing, annotation)
            after = edited(before, note, tags, colour)
            writing.annotations.update(after)
            writing.events.record("annotation edited", after.statement, {"annotation": annotation})
        self._annotated(after)
        return after

    def remove_annotation(self, annotation: str) -> None:
        """Moves an annotation to the trash. Raises `UsageError` ``annotation.unknown``."""
        with self._store.writing() as writing:
            before = _held(writing, annotation)
            writing.annotations.trash(annotation)
            writing.events.record("annotation removed", before.statement, {"annotation": annotation})
        self._annotated(before)

    def restore_annotation(self, annotation: str) -> Annotation:
        """Takes an annotation back from the trash. Raises `UsageError` ``annotation.unknown``."""
        with self._store.writing() as writing:
            restored = writing.annotations.restore(annotation)
            writing.events.record("annotation restored", restored.statement, {"annotation": annotation})
        self._annotated(restored)
        return restored

    # taking away and looking after

    def citation(self, id: str, start: int, end: int) -> str:
        """The full citation of a passage, on one line."""
        return exporters.citation(self.statement(id), start, end)

    def export(
        self,
        format: str,
        output: AnyPath,
        query: str | None = None,
        ids: Sequence[str] | None = None,
        *,
        progress: ProgressSink = ignore,
    ) -> ExportReport:
        """Writes annotated excerpts to a file: of the statements a query finds, of some, or of all.

        `format` is one of `db.exporters.FORMATS`. Raises `UsageError`, `InputError`, `QueryError`.
        """
        with self._store.reading() as reading:
            statements = reading.statements.many(chosen(reading, self._engine, query, ids))
        context = exporters.ExportContext(
            made_at=datetime.now().astimezone(),
            lineage=self._store.lineage,
            query=query,
            scope="all annotations" if query is None and ids is None else "chosen statements",
        )
        excerpts = exporters.excerpts_of(statements, self._catalogue)
        report = exporters.export(excerpts, format, Path(output), progress=progress, context=context)
        if not self._store.read_only:
            with self._store.writing() as writing:
                writing.events.record(
                    "exported", None, {"format": report.format, "sha256": report.sha256, "query": query}
                )
        return report

    def verify(self, *, progress: ProgressSink = ignore) -> VerifyReport:
        """Looks for damage; repairs nothing."""
        return custody.verify(self._store, progress)

    def backup(self, path: AnyPath, *, progress: ProgressSink = ignore) -> VerifyReport:
        """Writes a verified copy of the archive to a folder that does not exist yet."""
        return custody.backup(self._store, Path(path), progress)

    def compact(self) -> int:
        """Gives the space of what was deleted back to the disk; how many bytes. Raises `ArchiveError`."""
        return self._store.compact()

    def reindex(self, *, progress: ProgressSink = ignore) -> None:
        """Makes the full-text index anew. Raises `ArchiveError` where that cannot be done."""
        if not self._follower.may_write:
            self._check_writable()
        self._follower.rebuild(progress)
        self._tell(Changes(index=True))

    def _texts(self, ids: Sequence[str]) -> dict[str, SearchText]:
        with self._store.reading() as reading:
            return {found.id: search_text_of(found) for found in reading.statements.many(ids)}

    def _annotated(self, annotation: Annotation) -> None:
        self._follower.keep_up()
        self._tell(Changes(annotations=True, index=True, ids=(annotation.statement,)))


def _held(writing: Writing, annotation: str) -> Annotation:
    found = writing.annotations.get(annotation)
    if found is None:
        raise UsageError("annotation.unknown", id=annotation)
    return found
