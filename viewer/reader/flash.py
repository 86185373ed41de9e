"""A passage that was gone to glows for a moment."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from viewer.reader.view import TextView

MILLISECONDS = 1200


class Flash(QObject):
    """Fades the glow of one passage; a new one takes the place of the old."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self._span = (0, 0)
        self._fading = QVariantAnimation(self)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.setDuration(MILLISECONDS)
        self._fading.setEasingCurve(QEasingCurve.Type.InQuad)
        self._fading.valueChanged.connect(self._glow)
        self._fading.finished.connect(self._end)

    def begin(self, start: int, end: int) -> None:
        """Lets the document positions ``[start, end)`` glow."""
        self._fading.stop()
        self._span = (start, end)
        self._glow(1.0)
        self._fading.start()

    def _glow(self, strength: float) -> None:
        self._view.scene.flash = (*self._span, float(strength))
        self._view.viewport().update()

    def _end(self) -> None:
        self._view.scene.flash = None
        self._view.viewport().update()
