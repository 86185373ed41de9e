"""Where the command line writes: results to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from rich.console import Console as RichConsole
from rich.progress import BarColumn, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table

from db.errors import KnownError
from db.progress import Progress, ProgressSink, ignore
from resources import read_toml
from resources.messages import sentence


def counted(number: int, noun: str) -> str:
    """``1 statement``, ``2 statements``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class Console:
    """Prints for people or, with `as_json`, for programs."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        # A piped result must not depend on the width of somebody's terminal.
        self._out = RichConsole(highlight=False, soft_wrap=not sys.stdout.isatty())
        self._err = RichConsole(stderr=True, highlight=False, soft_wrap=True)

    def json(self, value: Any) -> None:
        """One JSON value on one line of standard output."""
        sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
        sys.stdout.buffer.flush()

    def line(self, text: str = "", style: str | None = None) -> None:
        """A line for people on standard output; nothing in it is taken for markup."""
        self._out.print(text, style=style, markup=False)

    def table(self, columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
        """A table on a terminal; lines of tabs where the output goes to a file or another program."""
        if not self._out.is_terminal:
            for row in rows:
                # not through rich, which turns tabs into spaces
                print("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row))
            return
        table = Table(box=None, pad_edge=False)
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*(cell.replace("[", "\\[") for cell in row))
        self._out.print(table)

    def message(self, text: str, style: str | None = None) -> None:
        """A message on standard error."""
        self._err.print(text, style=style, markup=False)

    def error(self, error: KnownError) -> None:
        """The sentence of an error on standard error; with `--json` also the error as JSON."""
        text = sentence(error.code, error.params)
        self.message(text, style="red")
        position = error.params.get("position")
        query = error.params.get("query")
        if isinstance(position, int) and isinstance(query, str):
            self.message(f"    {query}\n    {' ' * position}^")
        if self.as_json:
            self.json({"error": {"code": error.code, "message": text, **error.params}})

    @contextmanager
    def progress(self) -> Iterator[ProgressSink]:
        """A bar on standard error while it is a terminal; silence elsewhere."""
        if not self._err.is_terminal:
            yield ignore
            return
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        with Bar(*columns, console=self._err, transient=True) as bar:
            tasks: dict[str, TaskID] = {}

            def show(progress: Progress) -> None:
                name = read_toml("i18n/en/ui.toml")["stage"].get(progress.stage, progress.stage)
                task = tasks.get(progress.stage)
                if task is None:
                    task = tasks[progress.stage] = bar.add_task(name, total=progress.total)
                if progress.bytes_total:  # a truer percentage than files are
                    bar.update(task, completed=progress.bytes_done, total=progress.bytes_total)
                else:
                    bar.update(task, completed=progress.done, total=progress.total)
                bar.update(task, description=_told(name, progress))

            yield show


def _told(name: str, progress: Progress) -> str:
    """``Importing: 12 of 300 files, 40 statements, 2 failed``."""
    of = f" of {progress.total:,}" if progress.total else ""
    told = f"{name}: {progress.done:,}{of} {progress.unit}"
    if progress.statements:
        told += f", {progress.statements:,} statements"
    return told + (f", {progress.failed:,} failed" if progress.failed else "")
