"""The page on the screen: Qt's read-only text, with our layers painted under the words."""

from __future__ import annotations

from collections.abc import Callable
from string import Template

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from viewer.reader.document import BODY, font_of
from viewer.reader.geometry import boxes, laid, position_at_height, visible
from viewer.reader.masthead import Masthead
from viewer.reader.overlay import Scene, paint
from viewer.reader.page import page_of
from viewer.theme import Theme

_MEASURE = "The Government must respect the rights of all workers and of their unions"
"""73 characters of English as they come: the width of the column, in any size of text."""

LONG = 300_000
"""Characters: a longer page is put right once the width has stopped changing, not at every step of it."""

BOTTOM = 60
"""Pixels under the last line."""

_SHEET = Template(
    "QTextEdit#statement_text { background: $base; color: $text; border: none;"
    " selection-background-color: $selection; selection-color: $text; }"
    " QScrollBar::handle:vertical:disabled { background: transparent; }"
)
EMPTY_HINT = "Choose a statement to read it here"


class TextView(QTextEdit):
    """Shows a document made by `viewer.reader.document`. Positions here are of the document (UTF-16).

    `true_text(start, end)` gives the canonical words of document positions, for copying.
    """

    moved = Signal()
    """The page was scrolled: what stands beside the words must follow."""

    relaid = Signal()
    """The words stand elsewhere on the page: it was laid out further, or anew."""

    def __init__(self, scene: Scene, parent: QWidget) -> None:
        super().__init__(parent)
        self.scene = scene
        self.masthead: Masthead | None = None
        self._px = 16
        self._mirrored = False
        self._page_document: QTextDocument | None = None
        self._reading = 0
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(150)
        self._settling.timeout.connect(self._settle)
        self.true_text: Callable[[int, int], str] = lambda start, end: ""
        self.setObjectName("statement_text")
        self.setAccessibleName("Statement text")
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().rangeChanged.connect(self._show_handle)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.moved.emit())

    def _show_handle(self, least: int, most: int) -> None:
        """A page that fits keeps the room of the scroll bar, so that lines never break anew: no handle."""
        self.verticalScrollBar().setEnabled(most > least)

    # what is shown

    def show_page(
        self, document: QTextDocument, masthead: Masthead | None, px: int, *, mirrored: bool
    ) -> None:
        """Shows another document; the old one is let go."""
        self._settling.stop()
        self.masthead, self._px, self._mirrored = masthead, px, mirrored
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        )
        self._fit(document)
        self._put_on(document)
        document.documentLayout().documentSizeChanged.connect(lambda _: self.relaid.emit())
        self.relaid.emit()

    def _put_on(self, document: QTextDocument) -> None:
        old, self._page_document = self._page_document, document
        self.setDocument(document)
        if old is not None:
            old.deleteLater()

    def clear_page(self) -> None:
        """Shows nothing but a word on how to go on."""
        self.masthead = None
        self._put_on(QTextDocument(self))
        self.viewport().update()

    def wear(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.scene.theme = theme
        self.setStyleSheet(_SHEET.substitute(base=theme.base, text=theme.text, selection=theme.selection))
        self.viewport().update()

    def _fit(self, document: QTextDocument) -> None:
        """Shares out the width anew and sets the margins of the page."""
        measure = round(QFontMetricsF(font_of(BODY, self._px)).horizontalAdvance(_MEASURE))
        numbered = bool(self.scene.pages)
        page = page_of(self.viewport().width(), measure, mirrored=self._mirrored, numbered=numbered)
        self.scene.page = page
        room = self.masthead.room(page) if self.masthead else 0
        root = document.rootFrame().frameFormat()
        wanted = (float(page.left), float(page.width - page.right), float(room), float(BOTTOM))
        now = (root.leftMargin(), root.rightMargin(), root.topMargin(), root.bottomMargin())
        if wanted != now:
            root.setLeftMargin(wanted[0])
            root.setRightMargin(wanted[1])
            root.setTopMargin(wanted[2])
            root.setBottomMargin(wanted[3])
            document.rootFrame().setFrameFormat(root)

    # places

    @property
    def scrolled(self) -> int:
        """How far down the page the window begins, in pixels."""
        return self.verticalScrollBar().value()

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Where a passage stands in the viewport, line by line; empty where it is out of sight."""
        top, bottom = float(self.scrolled), float(self.scrolled + self.viewport().height())
        block = self.document().findBlock(start)
        found: list[QRectF] = []
        while block.isValid() and block.position() < end:
            if block.isVisible():
                place = laid(self.document(), block)
                if place.rect.top() > bottom:
                    break
                found += [box.rect.translated(0, -top) for box in boxes(place, start, end, top, bottom)]
            block = block.next()
        return found

    def height_of(self, position: int) -> float:
        """The height on the page of the line a position is in; lays the page out as far as there."""
        block = self.document().findBlock(position)
        while block.isValid() and not block.isVisible():
            block = block.next()
        if not block.isValid():
            return 0.0
        place = laid(self.document(), block)
        within = max(0, position - block.position())
        line = block.layout().lineForTextPosition(within)
        return place.origin.y() + (line.y() if line.isValid() else 0.0)

    def position_at(self, point: QPoint | QPointF) -> int | None:
        """The position under a point of the viewport, where there are words."""
        on_page = QPointF(point.x(), point.y() + self.scrolled)
        found = self.document().documentLayout().hitTest(on_page, Qt.HitTestAccuracy.ExactHit)
        if found < 0:
            return None
        for position in (found, found - 1):
            if position >= 0 and any(
                rect.adjusted(0, -2, 0, 5).contains(QPointF(point))
                for rect in self.rects(position, position + 1)
            ):
                return position
        return None

    def top_position(self) -> int:
        """The position of the first line that is seen."""
        top = self.scrolled + 2.0 if self.scrolled else 0.0
        return position_at_height(self.document(), top, self.scene.page.left + 2.0)

    def last_position(self, beyond: int = 0) -> int:
        """The position after the last paragraph that begins in sight, or up to `beyond` pixels below."""
        bottom = self.scrolled + self.viewport().height() + beyond
        end = 0
        for place in visible(self.document(), float(self.scrolled), float(bottom)):
            end = place.end
        return end

    def is_in_sight(self, start: int, end: int) -> bool:
        height = self.viewport().height()
        found = self.rects(start, end)
        return bool(found) and found[0].top() >= 0 and found[-1].bottom() <= height

    def scroll_to(self, position: int, *, part: float = 0.0) -> None:
        """Brings a position to the top of the window, or `part` of the window's height below it."""
        height = self.height_of(position) - part * self.viewport().height()
        self._scroll_value(round(height) if position > 0 else 0)

    def _scroll_value(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value > bar.maximum():
            # the page is laid out bit by bit: asking for its size finishes it and sets the scroll bar
            size = self.document().documentLayout().documentSize()
            bar.setRange(0, max(0, round(size.height()) - self.viewport().height()))
        bar.setValue(value)

    # Qt

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is ever loaded for a document: neither from the network nor from the disk."""
        return None

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(self.true_text(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self.masthead is None:
            painter.setPen(QColor(self.scene.theme.muted))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, EMPTY_HINT)
            painter.end()
            return
        painter.setClipRect(event.rect())
        painter.translate(0, -self.scrolled)
        top = float(self.scrolled + event.rect().top())
        paint(painter, self.document(), self.scene, top, top + event.rect().height())
        self.masthead.paint(painter, self.document(), self.scene.page, self.scene.theme)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self._settling.isActive():
            self._reading = self.top_position()
        self._fit(self.document())
        super().resizeEvent(event)
        if self.document().characterCount() > LONG:
            self._settling.start()
        else:
            self._settle()

    def _settle(self) -> None:
        """After the width changed: what was being read is at the top again."""
        if self._reading > 0:
            self.scroll_to(self._reading)
        self.relaid.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self._leave_empty_lines(event)

    def _leave_empty_lines(self, event: QKeyEvent) -> None:
        """The caret does not rest in the empty lines between paragraphs, which take no room."""
        steps = {
            Qt.Key.Key_Left: QTextCursor.MoveOperation.PreviousCharacter,
            Qt.Key.Key_Right: QTextCursor.MoveOperation.NextCharacter,
        }
        step = steps.get(Qt.Key(event.key()))
        cursor = self.textCursor()
        if step is None or cursor.block().isVisible():
            return
        mode = QTextCursor.MoveMode
        keep = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        while not cursor.block().isVisible():
            if not cursor.movePosition(step, mode.KeepAnchor if keep else mode.MoveAnchor):
                break
        self.setTextCursor(cursor)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()
