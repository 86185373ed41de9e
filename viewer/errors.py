"""How errors are told: what a person can act on in a quiet bar, a fault of the program with its details."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from db.model import Failure
from resources.messages import sentence
from viewer.widgets.banners import Banners

log = logging.getLogger(__name__)

BUG_CODES = frozenset({"service.internal", "service.unknown_operation"})
_FAULT = "Something went wrong in the window. Nothing in the archive was changed by it."
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


class ErrorPresenter(QObject):
    """The one place where errors are shown."""

    _fault = Signal(str)

    def __init__(self, banners: Banners, parent: QWidget) -> None:
        super().__init__(parent)
        self._banners = banners
        self._window = parent
        self.dialog: QMessageBox | None = None
        self._fault.connect(lambda details: self._show_details(_FAULT, details))

    def show(self, failure: Failure) -> None:
        """Shows a failure of the core in words."""
        said = sentence(failure.code, failure.params)
        if failure.code not in BUG_CODES:
            self._banners.tell("error", said, icon_name="warning")
            return
        details = "\n".join(f"{key}: {value}" for key, value in failure.params.items())
        self._offer_details(said, details)

    def tell(self, text: str) -> None:
        """Shows a sentence in the bar."""
        self._banners.tell("error", text, icon_name="warning")

    def watch(self) -> None:
        """Shows exceptions that nothing in the window caught; they are bugs."""
        before: Hook = sys.excepthook

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if not issubclass(kind, Exception):
                before(kind, error, trace)
                return
            log.error("uncaught in the window", exc_info=(kind, error, trace))
            self._fault.emit("".join(traceback.format_exception(kind, error, trace)))

        sys.excepthook = hook

    def _offer_details(self, said: str, details: str) -> None:
        self._banners.tell(
            "error",
            said,
            icon_name="warning",
            action="Details",
            then=lambda: self._show_details(said, details),
        )

    def _show_details(self, said: str, details: str) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            return
        box = QMessageBox(self._window)
        box.setWindowTitle("A fault in Muniment")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(said)
        box.setInformativeText("The details help whoever mends it; they may name documents of yours.")
        box.setDetailedText(details)
        box.setModal(False)
        box.show()
        self.dialog = box
