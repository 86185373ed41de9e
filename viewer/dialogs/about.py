"""What this program is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from viewer.widgets.basics import column, label, row

_WHAT = (
    "Muniment keeps human-rights statements as evidence: the originals untouched, their text searched in "
    "an instant, what they cite of the ILO and the UN resolved, and what you mark in them carried away "
    "with proof of where it came from."
)
_OFFLINE = "It works offline: it opens no connection to anything but itself."


class AboutDialog(QDialog):
    """Name, version, licence, and where the open archive is."""

    def __init__(self, archive: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Muniment")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        where = label(f"Archive: {archive}" if archive else "No archive is open.", "faint", wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.setLayout(
            column(
                label(f"Muniment {_version()}", "heading"),
                label(_WHAT, "muted", wrap=True),
                label(_OFFLINE, "muted", wrap=True),
                label(f"Apache-2.0. Drawn with Qt {qVersion()} (LGPL).", "faint"),
                where,
                row(None, buttons),
                margins=(20, 18, 20, 12),
                spacing=10,
            )
        )
        self.setMinimumWidth(440)


def _version() -> str:
    try:
        return version("muniment")
    except PackageNotFoundError:
        return ""
