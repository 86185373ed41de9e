"""Asking for the password of files that are locked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLineEdit, QWidget

from viewer.i18n import counted, number
from viewer.widgets.basics import column, label, row

_MOST_NAMED = 6
_KEPT = "It is used for this attempt alone and never stored. The original stays locked as it came."


class PasswordDialog(QDialog):
    """`given` carries the password as it was typed."""

    given = Signal(str)

    def __init__(self, paths: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Password")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        named = [f"·  {path}" for path in paths[:_MOST_NAMED]]
        if len(paths) > _MOST_NAMED:
            named.append(f"and {number(len(paths) - _MOST_NAMED)} more")
        files = label("\n".join(named), "faint", wrap=True)
        self.box = QLineEdit()
        self.box.setEchoMode(QLineEdit.EchoMode.Password)
        self.box.setAccessibleName("Password")
        self.box.setPlaceholderText("Password")
        self.shown = QCheckBox("Show what is typed")
        self.shown.toggled.connect(self._show_typed)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = buttons.addButton("Try again with it", QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        self.go.setEnabled(False)
        self.box.textChanged.connect(lambda text: self.go.setEnabled(bool(text)))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.given.emit(self.box.text()))
        head = label(f"{counted(len(paths), 'file')} cannot be opened without a password", "heading")
        parts = (head, files, self.box, self.shown, label(_KEPT, "muted", wrap=True), row(None, buttons))
        self.setLayout(column(*parts, margins=(18, 16, 18, 12), spacing=10))
        self.setMinimumWidth(440)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_typed(self, on: bool) -> None:
        self.box.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
