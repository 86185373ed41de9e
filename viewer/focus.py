"""Going from pane to pane with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QWidget


@dataclass(frozen=True, slots=True)
class Stop:
    """A pane, and how it takes the focus."""

    pane: QWidget
    focus: Callable[[], object]


class FocusRing:
    """The panes in their order; those that cannot be seen are passed over."""

    def __init__(self, stops: list[Stop]) -> None:
        self._stops = stops

    def step(self, by: int) -> None:
        """Gives the focus to the next (1) or previous (-1) pane in sight."""
        visible = [stop for stop in self._stops if stop.pane.isVisible()]
        if not visible:
            return
        present = next((i for i, stop in enumerate(visible) if _has_focus(stop.pane)), -1 if by > 0 else 0)
        visible[(present + by) % len(visible)].focus()


def _has_focus(pane: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is pane or pane.isAncestorOf(focused))
