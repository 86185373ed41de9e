"""Earlier imports as an item model, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.model import ImportRun, RunState
from viewer.i18n import counted, moment_text, number, word

Index = QModelIndex | QPersistentModelIndex


def sources_text(run: ImportRun) -> str:
    """What was imported: the last part of the first path, and how many others."""
    first = run.paths[0].replace("\\", "/").rstrip("/").rpartition("/")[2] if run.paths else "Import"
    return first + (f" and {number(len(run.paths) - 1)} more" if len(run.paths) > 1 else "")


def run_line(run: ImportRun) -> str:
    """What an import did, in one line."""
    counts = (
        (run.imported, "imported"),
        (run.updated, "updated"),
        (run.duplicates, "already here"),
        (run.failed, "failed"),
    )
    parts = [f"{number(count)} {what}" for count, what in counts if count]
    return " · ".join([word("run_state", run.state), *parts, counted(run.outcomes, "file")])


class RunsModel(QAbstractListModel):
    """Two lines a run: what and when, and what became of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs: list[ImportRun] = []

    def show(self, runs: Sequence[ImportRun]) -> None:
        self.beginResetModel()
        self._runs = sorted(runs, key=lambda run: run.run, reverse=True)
        self.endResetModel()

    def row_of(self, run: int) -> int:
        """The row of a run; -1 where it is not here."""
        return next((row for row, each in enumerate(self._runs) if each.run == run), -1)

    def run(self, row: int) -> ImportRun:
        return self._runs[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._runs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        run = self._runs[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            when = f"{moment_text(run.started)}, {run.started[11:16]}"
            whole = run.state is RunState.FINISHED
            outcome = f"{number(run.failed)} failed" if whole and run.failed else word("run_state", run.state)
            return f"{sources_text(run)}\n{when} · {outcome}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(run.paths[:20])
        return None
