"""Makes the page: a `QTextDocument` whose positions are the UTF-16 positions of the canonical text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from db.model import BlockRole, Statement
from viewer.i18n import is_right_to_left
from viewer.offsets import Offsets
from viewer.reader.columns import columns_of
from viewer.reader.shown import shown_text
from viewer.theme import Theme, reading_font, ui_font

META_ROOM = 30
"""Pixels under the title, for the line with kind, issuer, date and place."""

_LINE_HEIGHT = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_RTL_LANGUAGES = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class RoleStyle:
    """How a role is set. `scale` is of the reading size; `above`, `below`, `indent`, `hang` are pixels."""

    scale: float = 1.0
    weight: int = 400
    below: int = 11
    above: int = 0
    indent: int = 0
    hang: int = 0
    colour: str = ""
    sans: bool = False
    leading: int = 118


STYLES: dict[BlockRole, RoleStyle] = {
    BlockRole.TITLE: RoleStyle(scale=25 / 16, weight=600, below=10 + META_ROOM, above=8),
    BlockRole.HEADING: RoleStyle(scale=18 / 16, weight=600, below=8, above=10),
    BlockRole.DATE: RoleStyle(scale=13 / 16, below=12, colour="muted", sans=True),
    BlockRole.QUOTE: RoleStyle(indent=26),
    BlockRole.LIST: RoleStyle(indent=24, hang=16, below=7),
    BlockRole.TABLE: RoleStyle(scale=14 / 16, below=5, above=4, sans=True, leading=112),
    BlockRole.FOOTNOTE: RoleStyle(scale=14 / 16, above=8, indent=16, hang=16),
    BlockRole.BIOGRAPHY: RoleStyle(scale=14 / 16, above=8),
    BlockRole.NAVIGATION: RoleStyle(scale=12 / 16, below=5, colour="dimmed", sans=True, leading=110),
    BlockRole.BOILERPLATE: RoleStyle(scale=14 / 16, below=9, colour="dimmed"),
    BlockRole.CONTACT: RoleStyle(scale=14 / 16, below=9, colour="dimmed"),
}
"""Roles that are not here are set as the body text is."""

BODY = RoleStyle()

_HEADING_SCALES = (20 / 16, 18 / 16, 16.5 / 16, 1.0)
"""Of headings of the first, second, third level, and of all below."""

_DEEPEST_LIST = 5
TABLE_ROW = QTextFormat.Property.UserProperty.value + 1
"""Marks the lines of tables for the overlay: 1 where cells stand in columns, 2 where they do not fit."""


def style_of(role: BlockRole, level: int = 0) -> RoleStyle:
    """How a role is set; `level` is that of a heading or of a nested list, 0 where nobody tells."""
    style = STYLES.get(role, BODY)
    if role is BlockRole.HEADING and level:
        return replace(style, scale=_HEADING_SCALES[min(level, len(_HEADING_SCALES)) - 1])
    if role is BlockRole.LIST and level > 1:
        return replace(style, indent=style.indent * min(level, _DEEPEST_LIST))
    return style


def is_rtl(statement: Statement) -> bool:
    """Whether the statement as a whole is written from the right."""
    return statement.language in _RTL_LANGUAGES or (
        statement.language == "und" and is_right_to_left(statement.text[:500])
    )


def font_of(style: RoleStyle, px: int) -> QFont:
    """The font of a role at a reading size of `px` pixels."""
    size = max(9, round(px * style.scale))
    return ui_font(size, style.weight) if style.sans else reading_font(size, style.weight)


def build(statement: Statement, theme: Theme, px: int, parent: QObject) -> QTextDocument:
    """The page of a statement at a reading size of `px` pixels, coloured for `theme`."""
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font_of(BODY, px))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setPlainText(shown_text(statement.text, statement.blocks))
    _Styling(document, statement, theme, px).apply()
    return document


class _Styling:
    """One pass over the paragraphs. Body text takes the document's own style and costs nothing more."""

    def __init__(self, document: QTextDocument, statement: Statement, theme: Theme, px: int) -> None:
        self._document = document
        self._theme = theme
        self._px = px
        self._rtl = is_rtl(statement)
        offsets = Offsets(statement.text)
        blocks = sorted(statement.blocks, key=lambda block: block.start)
        self._roles = [block.role for block in blocks]
        self._starts = [offsets.to_utf16(block.start) for block in blocks]
        self._ends = [offsets.to_utf16(block.end) for block in blocks]
        self._hints = [hint for hint in statement.hints if hint.level]
        self._hint_starts = [offsets.to_utf16(hint.start) for hint in self._hints]
        self._columns = {
            index: columns_of(statement.text[block.start : block.end], font_of(style_of(block.role), px), px)
            for index, block in enumerate(blocks)
            if block.role is BlockRole.TABLE
        }

    def apply(self) -> None:
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(self._block_format(BODY))
        block, before = self._document.begin(), BODY
        while block.isValid():
            before = self._set(cursor, block, before)
            block = block.next()
        cursor.endEditBlock()

    def _set(self, cursor: QTextCursor, block: QTextBlock, before: RoleStyle) -> RoleStyle:
        """Sets one line, the style before it given; returns its own."""
        if not block.text().strip("\u2028 \t\u00a0\u3000"):
            self._hide(cursor, block, before)
            return before
        index = self._covering(block)
        style = self._style(index, block) if index is not None else BODY
        goes_on = index is not None and self._ends[index] > block.position() + block.length()
        if style is BODY and not goes_on and not self._needs_direction(block):
            return style
        cursor.setPosition(block.position())
        cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        made = self._block_format(style, block, goes_on=goes_on)
        if index in self._columns:
            stops = self._columns[index]
            made.setProperty(TABLE_ROW, 1 if stops else 2)
            made.setTabPositions([QTextOption.Tab(at, QTextOption.TabType.LeftTab) for at in stops])
        cursor.setBlockFormat(made)
        if style is not BODY:
            cursor.setCharFormat(self._char_format(style))
        return style

    def _style(self, index: int, block: QTextBlock) -> RoleStyle:
        """The style of the block's role, with the level that the file's own markup gives to this line."""
        role = self._roles[index]
        at = bisect_right(self._hint_starts, block.position()) - 1
        hint = self._hints[at] if at >= 0 else None
        within = hint is not None and hint.role is role and self._hint_starts[at] >= self._starts[index]
        return style_of(role, hint.level if within and hint is not None else 0)

    def _hide(self, cursor: QTextCursor, block: QTextBlock, before: RoleStyle) -> None:
        """Empty lines stay in the text and take no room: the distance between blocks is the role's."""
        if self._document.blockCount() == 1:
            return
        if before.below != BODY.below:  # Qt takes the margin of the line before, even of a hidden one
            cursor.setPosition(block.position())
            cursor.setBlockFormat(self._block_format(before))
        block.setVisible(False)

    def _covering(self, block: QTextBlock) -> int | None:
        """The block of the statement with the largest part of this line."""
        start, end = block.position(), block.position() + block.length() - 1
        best, most = None, 0
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._starts) and self._starts[index] < end:
            shared = min(end, self._ends[index]) - max(start, self._starts[index])
            if shared > most:
                best, most = index, shared
            index += 1
        return best

    def _needs_direction(self, block: QTextBlock) -> bool:
        return self._rtl and block.textDirection() != Qt.LayoutDirection.RightToLeft and _neutral(block)

    def _block_format(
        self, style: RoleStyle, block: QTextBlock | None = None, *, goes_on: bool = False
    ) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setLineHeight(style.leading - (10 if self._rtl else 0), _LINE_HEIGHT)
        made.setBottomMargin(2 if goes_on else style.below)
        made.setTopMargin(style.above)
        side = made.setRightMargin if self._rtl else made.setLeftMargin
        side(style.indent)
        made.setTextIndent(-style.hang)
        if block is not None and self._needs_direction(block):
            made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        return made

    def _char_format(self, style: RoleStyle) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(font_of(style, self._px))
        if style.colour:
            made.setForeground(QColor(getattr(self._theme, style.colour)))
        return made


def _neutral(block: QTextBlock) -> bool:
    return not any(char.isalpha() for char in block.text())
