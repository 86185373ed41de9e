"""The text of a DOCX's parts: body, notes, headers, as blocks (ISO/IEC 29500-1, 17)."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.model import BlockRole
from db.readers.office.blocks import Cell, Piece, Tally, clean, joined, table
from db.readers.office.counters import written
from db.readers.office.docx_styles import BODY_LEVEL, Numbering, Styles
from db.readers.office.symbols import symbol
from db.readers.office.xml import Attributes, number, switch

MOST_TABLES = 6
"""Tables in tables: those deeper are read as if they were not there, their text being kept."""

_MOST_FIELDS = 100
"""Fields in fields: each character is checked against them."""

_LONG_ITEM = 300
"""A numbered paragraph of more characters is no item of a list, but a paragraph that is numbered."""

_LEFT_OUT_NAMES = (
    "w:pPrChange w:rPrChange w:tblPrChange w:trPrChange w:tcPrChange w:sectPrChange w:numberingChange "
    "w:tblPrExChange w:tblGridChange w:sdtPr w:instrText w:delInstrText w:delText w:rt w:moveFrom "
    "w:comment wp:docPr pic:pic w:tblPr w:tblGrid w:binData"
)
_LEFT_OUT = frozenset(_LEFT_OUT_NAMES.split())
_OUTSIDE = frozenset({"w:altChunk", "w:subDoc", "dgm:relIds", "c:chart", "w:control"})
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}


@dataclass(slots=True)
class _Paragraph:
    parts: list[str] = field(default_factory=list)
    after: list[Piece] = field(default_factory=list)
    style: str = ""
    outline: int | None = None
    numbering: str | None = None
    depth: int | None = None


@dataclass(slots=True)
class _Table:
    rows: list[list[Cell]] = field(default_factory=list)
    row_deleted: bool = False
    cell_continued: bool = False


@dataclass(slots=True)
class _Box:
    """What stands still while a text box inside a paragraph is read."""

    sink: list[Piece]
    fields: list[bool]
    hidden: bool
    paragraphs: int


@dataclass(slots=True)
class Notes:
    """Footnotes or endnotes: their texts by id, and those that the text refers to, in its order."""

    texts: dict[str, str] = field(default_factory=dict)
    form: str = "decimal"
    used: list[tuple[str, str]] = field(default_factory=list)

    def mark(self, key: str, custom: bool) -> str:
        """What stands in the text for a note; a mark that its author set stands there already."""
        shown = "" if custom else f"[{written(len(self.used) + 1, self.form)}]"
        self.used.append((key, shown))
        return shown

    def pieces(self) -> list[Piece]:
        found = [(mark, self.texts.pop(key, "")) for key, mark in self.used]
        found += [("", text) for text in self.texts.values()]
        return [Piece(BlockRole.FOOTNOTE, f"{mark} {text}".strip()) for mark, text in found if text]


class Body:
    """Listens to one part; `pieces` is then what it says.

    Attributes:
        warnings: codes of what was left out.
        notes: the texts of the notes where the part is one of notes.
        first_header: id of the relationship of the header of the first page, where that page has its own.
    """

    def __init__(self, styles: Styles, numbering: Numbering, footnotes: Notes, endnotes: Notes) -> None:
        self.pieces: list[Piece] = []
        self.warnings: dict[str, None] = {}
        self.notes: dict[str, str] = {}
        self.first_header: str | None = None
        self._styles, self._numbering = styles, numbering
        self._footnotes, self._endnotes = footnotes, endnotes
        self._sink = self.pieces
        self._tally = Tally()
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._outer: list[list[Piece]] = []
        self._boxes: list[_Box] = []
        self._fields: list[bool] = []  # for each open field, whether its result has begun
        self._choices: list[bool] = []
        self._hidden = self._taking = self._in_properties = self._in_row = False
        self._placeholders: list[bool] = []
        self._sections = 0
        self._section_header: str | None = None
        self._deeper = 0
        self._tally = Tally()
        self._note: tuple[str, list[Piece]] | None = None

    def start(self, tag: str, attributes: Attributes) -> bool:
        if tag in _LEFT_OUT:
            return self._leave_out(tag)
        match tag:
            case "w:t" | "m:t":
                self._taking = True
            case "w:r" | "m:r":
                self._hidden = False
            case "w:p":
                self._paragraphs.append(_Paragraph())
                self._hidden = False
            case "w:pPr":
                self._in_properties = True
            case "w:tbl" | "w:tr" | "w:tc" | "w:trPr" | "w:vMerge":
                self._start_table(tag, attributes)
            case "w:ins" | "w:del" | "w:moveTo" | "w:cellDel":
                return self._changed(tag)
            case "w:txbxContent":
                self._start_box()
            case "mc:AlternateContent":
                self._choices.append(False)
            case "mc:Choice" if self._choices:
                self._choices[-1] = True
            case "mc:Fallback":
                return bool(self._choices and self._choices[-1])
            case "w:footnote" | "w:endnote":
                return self._start_note(attributes)
            case _ if self._in_properties:
                self._property(tag, attributes)
            case _:
                self._inline(tag, attributes)
        return False

    def _leave_out(self, tag: str) -> bool:
        if tag in {"w:moveFrom", "w:delText"}:
            self.warnings["docx.tracked_changes"] = None
        return True

    def _inline(self, tag: str, attributes: Attributes) -> None:
        if tag in _SIGNS:
            self._put(_SIGNS[tag])
        elif tag in _OUTSIDE:
            self.warnings["docx.objects"] = None
        elif tag == "w:vanish":
            self._hidden = switch(attributes.get("w:val"))
        elif tag == "w:rStyle":
            self._hidden = self._hidden or self._styles.hidden(attributes.get("w:val", ""))
        elif tag == "w:sym":
            self._symbol(attributes)
        elif tag == "w:fldChar":
            self._field(attributes.get("w:fldCharType", ""))
        elif tag in {"w:footnoteReference", "w:endnoteReference"}:
            notes = self._footnotes if tag == "w:footnoteReference" else self._endnotes
            custom = switch(attributes.get("w:customMarkFollows", "0"))
            if not self._hidden:
                self._put(notes.mark(attributes.get("w:id", ""), custom))
        elif tag == "w:commentReference":
            self.warnings["docx.comments"] = None
        elif tag == "w:headerReference" and attributes.get("w:type") == "first":
            self._section_header = attributes.get("r:id")
        elif tag == "w:titlePg" and self._sections == 0 and switch(attributes.get("w:val")):
            self.first_header = self._section_header

    def _property(self, tag: str, attributes: Attributes) -> None:
        paragraph = self._paragraphs[-1] if self._paragraphs else _Paragraph()
        value = attributes.get("w:val")
        if tag == "w:pStyle":
            paragraph.style = value or ""
        elif tag == "w:outlineLvl":
            paragraph.outline = number(value, BODY_LEVEL)
        elif tag == "w:numId":
            paragraph.numbering = value
        elif tag == "w:ilvl":
            paragraph.depth = number(value)
        elif tag in {"w:headerReference", "w:titlePg"}:
            self._inline(tag, attributes)

    def _symbol(self, attributes: Attributes) -> None:
        try:
            code = int(attributes.get("w:char", "")[:6], 16)
        except ValueError:
            return
        shown = symbol(code, attributes.get("w:font", ""))
        if shown == "\ufffd":
            self.warnings["docx.symbols"] = None
        self._put(shown)

    def _field(self, kind: str) -> None:
        if kind == "begin" and len(self._fields) < _MOST_FIELDS:
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _changed(self, tag: str) -> bool:
        self.warnings["docx.tracked_changes"] = None
        if tag == "w:del" and self._in_row:
            if self._tables:
                self._tables[-1].row_deleted = True
            return True
        return tag == "w:del"

    def text(self, data: str) -> None:
        if self._taking:
            self._put(data)

    def _put(self, shown: str) -> None:
        if self._paragraphs and not self._hidden and False not in self._fields:
            self._paragraphs[-1].parts.append(shown)

    def end(self, tag: str) -> None:
        match tag:
            case "w:t" | "m:t":
                self._taking = False
            case "w:p" if self._paragraphs:
                self._end_paragraph(self._paragraphs.pop())
            case "w:pPr":
                self._in_properties = False
            case "w:tbl" | "w:tr" | "w:tc" | "w:trPr":
                self._end_table(tag)
            case "w:txbxContent" if self._boxes:
                self._end_box(self._boxes.pop())
            case "mc:AlternateContent" if self._choices:
                self._choices.pop()
            case "w:sectPr":
                self._sections += 1
            case "w:footnote" | "w:endnote" if self._note is not None:
                self.notes[self._note[0]] = joined(self._note[1])
                self._sink, self._note = self.pieces, None

    def finish(self) -> list[Piece]:
        """All blocks, also where the part broke off in the middle of one."""
        self._deeper = 0
        self._tally = Tally()  # what is left open is little
        while self._paragraphs or self._tables or self._boxes:
            if self._paragraphs and (not self._boxes or self._boxes[-1].paragraphs < len(self._paragraphs)):
                self._end_paragraph(self._paragraphs.pop())
            elif self._tables:
                for tag in ("w:tc", "w:tr", "w:tbl"):
                    self._end_table(tag)
            else:
                self._end_box(self._boxes.pop())
        return self.pieces

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        self._tally.add()
        self._fields = [begun for begun in self._fields if begun]  # a code never goes beyond its paragraph
        text = clean("".join(paragraph.parts))
        style = paragraph.style or self._styles.default
        label, item = self._numbered(paragraph, style) if text else ("", None)
        shown = f"{label} {text}" if label else text
        if text:
            role, level = self._role(paragraph, style, item, len(text))
            self._sink.append(Piece(role, shown, level))
        self._sink += paragraph.after

    def _numbered(self, paragraph: _Paragraph, style: str) -> tuple[str, tuple[bool, int] | None]:
        """What is written before a paragraph of a list; whether that is a bullet, and its level from 1."""
        key, depth = self._styles.numbering(style)
        if paragraph.numbering is not None:
            key, depth = paragraph.numbering, paragraph.depth
        if key is None or key == "0":
            return "", None
        if depth is None:
            depth = self._numbering.depth_of(key, style)
        counted = self._numbering.count(key, depth)
        if counted is None:
            return "", (True, depth + 1)
        label, level = counted
        return label, (level.is_bullet or not label, depth + 1)

    def _role(
        self, paragraph: _Paragraph, style: str, item: tuple[bool, int] | None, length: int
    ) -> tuple[BlockRole, int]:
        if paragraph.outline is not None and paragraph.outline < BODY_LEVEL:
            return BlockRole.HEADING, paragraph.outline + 1
        told = self._styles.role(style)
        if told is not None and told[0] is not BlockRole.LIST and paragraph.outline != BODY_LEVEL:
            return told
        if item is not None:
            bullet, level = item
            long = not bullet and level == 1 and length > _LONG_ITEM
            return (BlockRole.PARAGRAPH, 0) if long else (BlockRole.LIST, min(level, 9))
        return told if told is not None and told[0] is BlockRole.LIST else (BlockRole.PARAGRAPH, 0)

    def _start_table(self, tag: str, attributes: Attributes) -> None:
        if tag == "w:tbl" and (len(self._tables) >= MOST_TABLES or self._deeper):
            self._deeper += 1
        if self._deeper:
            return
        if tag == "w:tbl":
            self._tables.append(_Table())
            self._outer.append(self._sink)
        if not self._tables:
            return
        current = self._tables[-1]
        if tag == "w:tr":
            current.rows.append([])
            current.row_deleted = False
        elif tag == "w:tc":
            current.cell_continued = False
            self._sink = []
        elif tag == "w:trPr":
            self._in_row = True
        elif tag == "w:vMerge":
            current.cell_continued = attributes.get("w:val", "continue") != "restart"

    def _end_table(self, tag: str) -> None:
        if self._deeper:
            self._deeper -= tag == "w:tbl"
            return
        if tag == "w:trPr":
            self._in_row = False
        if not self._tables:
            return
        current = self._tables[-1]
        if tag == "w:tc" and current.rows and self._sink is not self._outer[-1]:
            current.rows[-1].append([] if current.cell_continued else self._sink)
            self._sink = self._outer[-1]
        elif tag == "w:tr" and current.row_deleted and current.rows:
            current.rows.pop()
            current.row_deleted = False
        elif tag == "w:tbl":
            self._tables.pop()
            self._sink = self._outer.pop()
            self._sink += table(current.rows)

    def _start_box(self) -> None:
        self._boxes.append(_Box(self._sink, self._fields, self._hidden, len(self._paragraphs)))
        self._sink, self._fields = [], []

    def _end_box(self, box: _Box) -> None:
        inside, self._sink = self._sink, box.sink
        self._fields, self._hidden = box.fields, box.hidden
        if self._paragraphs:
            self._paragraphs[-1].after += inside
        else:
            self._sink += inside

    def _start_note(self, attributes: Attributes) -> bool:
        if attributes.get("w:type", "normal") != "normal":
            return True
        self._note = (attributes.get("w:id", ""), [])
        self._sink = self._note[1]
        return False
