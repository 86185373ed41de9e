"""Facets: what the found statements have in common, to narrow them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from db.model import FacetValue
from viewer.i18n import number, word
from viewer.theme import Theme, Themes, ui_font
from viewer.widgets.basics import IconButton, column, row

SHOWN = ("country", "ilo", "language", "kind", "year")
"""Facets in the order in which they are shown; others the core may give come after them."""
OPEN_AT_FIRST = 2
FEW = 4
"""Values shown of a facet before one asks for all."""
MOST = 60
_TICK = (QPointF(2.8, 6.2), QPointF(5.2, 8.8), QPointF(9.4, 3.6))


class FacetRow(QCheckBox):
    """One value: box, label, bar, count. A check box to the keyboard and to screen readers."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes = themes
        self._share = 0.0
        self.value = FacetValue(value="", label="", count=0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, value: FacetValue, label: str, most: int, chosen: bool) -> None:
        self.value = value
        self._share = value.count / most if most else 0.0
        self.setText(label)
        self.setToolTip(label)
        self.setAccessibleName(f"{label}, {value.count}")
        self.blockSignals(True)
        self.setChecked(chosen)
        self.blockSignals(False)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 22)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._themes.current
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
        self._paint_box(painter, theme)
        self._paint_words(painter, theme)
        painter.end()

    def _x(self, left: float, width: float) -> float:
        """The x of a part that begins `left` from the leading edge."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return -left - width if rtl else left

    def _paint_box(self, painter: QPainter, theme: Theme) -> None:
        on = self.isChecked()
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self._x(0.5, self.width() - 1), 0.5, self.width() - 1, 21), 4, 4)
        painter.setPen(QPen(QColor(theme.accent if on else theme.faint), 1.4))
        painter.setBrush(QColor(theme.accent) if on else Qt.BrushStyle.NoBrush)
        box = QRectF(self._x(3, 12), 5, 12, 12)
        painter.drawRoundedRect(box, 3, 3)
        if on:
            painter.setPen(QPen(QColor(theme.on_accent), 1.8))
            painter.drawPolyline([box.topLeft() + point for point in _TICK])

    def _paint_words(self, painter: QPainter, theme: Theme) -> None:
        width = self.width()
        name_width, bar_width = width * 0.55 - 22, width * 0.28
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        trailing = Qt.AlignmentFlag.AlignRight
        leading = Qt.AlignmentFlag.AlignLeft
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            leading, trailing = trailing, leading
        painter.setPen(QColor(theme.text))
        painter.setFont(ui_font(12))
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(name_width))
        painter.drawText(QRectF(self._x(23, name_width), 0, name_width, 22), middle | leading, name)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.bar))
        bar = max(3.0, bar_width * self._share)
        painter.drawRoundedRect(QRectF(self._x(width * 0.58, bar), 8, bar, 6), 3, 3)
        painter.setPen(QColor(theme.muted))
        painter.setFont(ui_font(11))
        counted = QRectF(self._x(width - 46, 42), 0, 42, 22)
        painter.drawText(counted, middle | trailing, number(self.value.count))


class FacetGroup(QWidget):
    """One facet. Emits `chosen` with facet, value and whether it was chosen."""

    chosen = Signal(str, str, bool)

    def __init__(self, themes: Themes, facet: str) -> None:
        super().__init__()
        self._themes = themes
        self.facet = facet
        self._values: Sequence[FacetValue] = ()
        self._chosen: Sequence[str] = ()
        self._labels: dict[str, str] = {}
        self._all = False
        self.rows: list[FacetRow] = []
        title = word("facet", facet)
        self._head = IconButton(themes, "down", title, text=title, px=14)
        self._head.setObjectName("section")
        self._body = QWidget()
        self._head.clicked.connect(lambda: self.set_open(self._body.isHidden()))
        self._rows = column(spacing=0)
        self._more = QPushButton()
        self._more.setObjectName("link")
        self._more.clicked.connect(self._show_all)
        self._body.setLayout(column(self._rows, row(self._more, None), spacing=0))
        self.setLayout(column(row(self._head, None), self._body, spacing=0))

    def set_open(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        self._head.show_icon("down" if is_open else "right")

    def show_values(self, values: Sequence[FacetValue], chosen: Sequence[str]) -> None:
        """Shows values, most frequent first; chosen ones are always shown."""
        self._labels |= {value.value: self._label(value) for value in values}
        missing = [each for each in chosen if each not in {value.value for value in values}]
        extra = [FacetValue(value=each, label=self.label_of(each), count=0) for each in missing]
        self._values, self._chosen = [*values, *extra], chosen
        self._fill()

    def label_of(self, value: str) -> str:
        """What a person reads for a value; also for one that the present answer lacks."""
        return self._labels.get(value, value)

    def _fill(self) -> None:
        shown = list(self._values[: MOST if self._all else FEW])
        shown += [value for value in self._values if value.value in self._chosen and value not in shown]
        while len(self.rows) < len(shown):
            self._add_row()
        most = max((value.count for value in self._values), default=0)
        for each, value in zip(self.rows, shown, strict=False):
            each.show_value(value, self._label(value), most, value.value in self._chosen)
        for index, each in enumerate(self.rows):
            each.setVisible(index < len(shown))
        rest = min(MOST, len(self._values)) - len(shown)
        self._more.setVisible(rest > 0)
        self._more.setText(f"{rest} more")
        self._more.setAccessibleName(f"Show {rest} more of {word('facet', self.facet)}")

    def _label(self, value: FacetValue) -> str:
        if self.facet in ("kind", "language") and value.label in ("", value.value):
            return word(self.facet, value.value)
        return value.label or value.value

    def _add_row(self) -> None:
        made = FacetRow(self._themes)
        made.toggled.connect(lambda on, made=made: self.chosen.emit(self.facet, made.value.value, on))
        self.rows.append(made)
        self._rows.addWidget(made)

    def _show_all(self) -> None:
        self._all = True
        self._fill()


class Facets(QWidget):
    """All facets of an answer, one under the other."""

    chosen = Signal(str, str, bool)

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes = themes
        self.groups: dict[str, FacetGroup] = {}
        self._layout = column(None, margins=(8, 4, 8, 4), spacing=2)
        self.setLayout(self._layout)
        self.setAccessibleName("Facets")

    def show_facets(
        self, facets: Mapping[str, Sequence[FacetValue]], chosen: Mapping[str, Sequence[str]]
    ) -> None:
        """Shows the facets of an answer; one without values is hidden."""
        for name in [*SHOWN, *(each for each in facets if each not in SHOWN)]:
            values, picked = facets.get(name, ()), chosen.get(name, ())
            if name not in self.groups and (values or picked):
                self._add_group(name)
            if name in self.groups:
                self.groups[name].setVisible(bool(values or picked))
                self.groups[name].show_values(values, picked)

    def label_of(self, facet: str, value: str) -> str:
        """What a person reads for a value that is, or was, shown."""
        group = self.groups.get(facet)
        return group.label_of(value) if group else value

    def _add_group(self, name: str) -> None:
        group = FacetGroup(self._themes, name)
        group.chosen.connect(self.chosen)
        order = [*SHOWN, *(each for each in self.groups if each not in SHOWN), name]
        before = sum(1 for each in self.groups if order.index(each) < order.index(name))
        group.set_open(name in SHOWN[:OPEN_AT_FIRST])
        self.groups[name] = group
        self._layout.insertWidget(before, group)
