"""Choosing what is exported, how, and where to; how far it is; where it lies then."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QWidget,
)

from db.model import ExportReport, Failure
from db.progress import Progress
from resources.messages import sentence
from viewer.i18n import counted
from viewer.widgets.basics import column, label, row

FORMATS = (
    ("markdown", "Markdown", ".md"),
    ("html", "HTML", ".html"),
    ("docx", "Word (DOCX)", ".docx"),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be exported: `text` for a person, `query` and `ids` for the core (neither: all)."""

    text: str
    query: str | None = None
    ids: tuple[str, ...] | None = None

    def arguments(self) -> dict[str, object]:
        return {"query": self.query, "ids": list(self.ids) if self.ids is not None else None}


class ExportDialog(QDialog):
    """`export_requested` gives the arguments of the core's operation ``export``."""

    export_requested = Signal(object)

    def __init__(self, scopes: list[Scope], folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export annotated excerpts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._scopes = scopes
        self.scope_group, scope_buttons = _radios([scope.text for scope in scopes])
        self.format_group, format_buttons = _radios([text for _, text, _ in FORMATS])
        self.path = QLineEdit(str(folder / "excerpts.md"))
        self.path.setAccessibleName("File to write")
        self.choose = QPushButton("Choose…")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.hide()
        self.said = label("", "muted", wrap=True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.show_file = QPushButton("Open the file")
        self.show_file.hide()
        self.show_file.clicked.connect(self._open_file)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.go = self.buttons.addButton("Export", QDialogButtonBox.ButtonRole.ApplyRole)
        self.go.setDefault(True)
        self.go.clicked.connect(self._export)
        self.buttons.rejected.connect(self.reject)
        self.format_group.idToggled.connect(self._format_chosen)
        self._lay_out(scope_buttons, format_buttons)

    def show_progress(self, progress: Progress) -> None:
        self.bar.setRange(0, progress.total or 0)
        self.bar.setValue(progress.done)

    def show_report(self, report: ExportReport) -> None:
        """Says what was written and where, with the hash that proves it unchanged."""
        self._set_running(False)
        passages = counted(report.excerpts, "excerpt")
        self.said.setText(
            f"{passages} from {counted(report.statements, 'statement')} written to {report.path}\n"
            f"SHA-256 of the file: {report.sha256}"
        )
        self.show_file.show()

    def show_failure(self, failure: Failure) -> None:
        self._set_running(False)
        self.said.setText(sentence(failure.code, failure.params))

    def _lay_out(self, scopes: list[QRadioButton], formats: list[QRadioButton]) -> None:
        self.setLayout(
            column(
                label("What", "heading"),
                column(*scopes, spacing=4),
                label("Format", "heading"),
                row(*formats, None, spacing=18),
                label("File", "heading"),
                row(self.path, self.choose),
                self.bar,
                self.said,
                row(self.show_file, None, self.buttons),
                margins=(18, 16, 18, 12),
                spacing=9,
            )
        )
        self.setMinimumWidth(560)

    def _chosen_format(self) -> tuple[str, str, str]:
        return FORMATS[self.format_group.checkedId()]

    def _format_chosen(self, _: int, on: bool) -> None:
        if on and self.path.text():
            known = {suffix for _, _, suffix in FORMATS}
            path = Path(self.path.text())
            bare = path.with_suffix("") if path.suffix in known else path
            self.path.setText(str(bare) + self._chosen_format()[2])

    def _choose(self) -> None:
        name, suffix = self._chosen_format()[1:]
        chosen, _ = QFileDialog.getSaveFileName(self, "Export to", self.path.text(), f"{name} (*{suffix})")
        if chosen:
            self.path.setText(chosen if chosen.endswith(suffix) else chosen + suffix)

    def _export(self) -> None:
        output = self.path.text().strip()
        if not output:
            self.said.setText("Say which file is to be written.")
            return
        scope = self._scopes[self.scope_group.checkedId()]
        self._set_running(True)
        self.export_requested.emit(
            {"format": self._chosen_format()[0], "output": output, **scope.arguments()}
        )

    def _set_running(self, running: bool) -> None:
        self.bar.setVisible(running)
        self.go.setEnabled(not running)
        self.show_file.hide()
        if running:
            self.said.setText("")

    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.path.text()))


def _radios(texts: list[str]) -> tuple[QButtonGroup, list[QRadioButton]]:
    group = QButtonGroup()
    buttons = []
    for number, text in enumerate(texts):
        button = QRadioButton(text)
        button.setChecked(number == 0)
        group.addButton(button, number)
        buttons.append(button)
    return group, buttons
