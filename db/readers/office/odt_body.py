"""The text of OpenDocument text: paragraphs, lists, tables, notes, as blocks (ODF 1.3, part 3)."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.model import BlockRole
from db.readers.office.blocks import Cell, Piece, Tally, clean, joined, table
from db.readers.office.counters import Counter
from db.readers.office.odt_styles import OUTLINE, Spaces, Styles
from db.readers.office.xml import Attributes, number

_MOST_TABLES = 6
_MOST_SPACES = 100
_LONG_ITEM = 300
_LEFT_OUT_NAMES = (
    "office:scripts office:forms office:settings office:font-face-decls svg:title svg:desc text:ruby-text "
    "table:covered-table-cell text:hidden-text office:event-listeners office:binary-data "
    "text:sequence-decls text:variable-decls text:user-field-decls text:alphabetical-index-auto-mark-file "
    "table:shapes office:dde-source text:table-of-content-source text:illustration-index-source "
    "text:alphabetical-index-source text:bibliography-source text:user-index-source math:math"
)
_LEFT_OUT = frozenset(_LEFT_OUT_NAMES.split())
_INDEX_NAMES = (
    "text:table-of-content text:illustration-index text:table-index text:object-index text:user-index "
    "text:alphabetical-index text:bibliography"
)
_INDEXES = frozenset(_INDEX_NAMES.split())


@dataclass(slots=True)
class _Paragraph:
    style: str
    heading: int = 0
    number_hidden: bool = False
    restart: int | None = None
    spaces: Spaces = field(default_factory=Spaces)
    after: list[Piece] = field(default_factory=list)
    hidden: bool = False


@dataclass(slots=True)
class _List:
    """An open list, or one inside it. `label` is what stands before the item's first paragraph."""

    counter: Counter
    depth: int
    label: str = ""
    bullet: bool = True
    fresh: bool = False
    inside_item: bool = False


@dataclass(slots=True)
class _Frame:
    """What stands still while a text box or a note inside a paragraph is read."""

    tag: str
    sink: list[Piece]
    lists: list[_List]
    mark: str = ""


class Body:
    """Listens to ``content.xml`` or a flat file; `finish` then gives its blocks.

    Attributes:
        warnings: codes of what was left out.
        notes: footnotes and endnotes, in the order of the text.
    """

    def __init__(self, styles: Styles) -> None:
        self.pieces: list[Piece] = []
        self.notes: list[Piece] = []
        self.warnings: dict[str, None] = {}
        self._styles = styles
        self._sink = self.pieces
        self._tally = Tally()
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[list[list[Cell]]] = []
        self._outer: list[list[Piece]] = []
        self._lists: list[_List] = []
        self._counters: dict[str, Counter] = {}
        self._by_id: dict[str, Counter] = {}
        self._frames: list[_Frame] = []
        self._deeper = 0
        self._tally = Tally()
        self._index = 0
        self._spans: list[bool] = []
        self._hidden = 0
        self._citing = False
        self._in_text = False

    def start(self, tag: str, attributes: Attributes) -> bool:
        if not self._in_text:
            if tag == "office:text":
                self._in_text = True
                return False
            return self._styles.start(tag, attributes) or tag in _LEFT_OUT
        if tag in _LEFT_OUT:
            return True
        if tag in {"office:annotation", "text:tracked-changes"}:
            return self._reviewed(tag)
        if tag.startswith("table:"):
            self._start_table(tag)
        elif tag.startswith("text:list"):
            self._start_list(tag, attributes)
        elif tag in {"text:p", "text:h"}:
            self._start_paragraph(tag, attributes)
        elif tag in {"text:note", "text:note-body", "draw:text-box", "draw:custom-shape"}:
            self._start_frame(tag)
        elif tag in _INDEXES:
            self._index += 1
        elif tag == "text:section" and attributes.get("text:display") == "none":
            return True
        elif tag == "draw:object":
            self.warnings["odt.objects"] = None
        else:
            self._inline(tag, attributes)
        return False

    def _reviewed(self, tag: str) -> bool:
        self.warnings["odt.comments" if tag == "office:annotation" else "odt.tracked_changes"] = None
        return True

    def _inline(self, tag: str, attributes: Attributes) -> None:
        match tag:
            case "text:span":
                hidden = self._styles.hidden(attributes.get("text:style-name", ""))
                self._spans.append(hidden)
                self._hidden += hidden
            case "text:s":
                self._sign(" " * max(1, min(number(attributes.get("text:c"), 1), _MOST_SPACES)))
            case "text:tab":
                self._sign("\t")
            case "text:line-break":
                self._sign("\n")
            case "text:note-citation":
                self._citing = True
            case "text:hidden-paragraph" if self._paragraphs:
                self._paragraphs[-1].hidden = attributes.get("text:is-hidden") == "true"

    def _sign(self, shown: str) -> None:
        if self._paragraphs and not self._hidden:
            self._paragraphs[-1].spaces.sign(shown)

    def text(self, data: str) -> None:
        if self._citing and self._frames:
            self._frames[-1].mark += data.strip()[:20]
        elif self._in_text and self._paragraphs and not self._hidden:
            self._paragraphs[-1].spaces.add(data)

    def end(self, tag: str) -> None:
        if not self._in_text:
            return
        if tag == "office:text":
            self._in_text = False
        elif tag.startswith("table:"):
            self._end_table(tag)
        elif tag.startswith("text:list"):
            self._end_list(tag)
        elif tag in {"text:p", "text:h"} and self._paragraphs:
            self._end_paragraph(self._paragraphs.pop())
        elif tag in {"text:note", "draw:text-box", "draw:custom-shape"}:
            self._end_frame(tag)
        elif tag == "text:note-citation":
            self._citing = False
            if self._frames and len(self._paragraphs) > 0:
                self._sign(f"[{self._frames[-1].mark}]")
        elif tag == "text:span" and self._spans:
            self._hidden -= self._spans.pop()
        elif tag in _INDEXES:
            self._index -= 1

    def finish(self) -> list[Piece]:
        """All blocks, the notes last; also where the file broke off in the middle of one."""
        self._deeper = 0
        self._tally = Tally()  # what is left open is little
        while self._paragraphs or self._frames or self._tables:
            if self._frames:
                self._end_frame(self._frames[-1].tag)
            elif self._paragraphs:
                self._end_paragraph(self._paragraphs.pop())
            else:
                for tag in ("table:table-cell", "table:table"):
                    self._end_table(tag)
        return self.pieces + self.notes

    def _start_paragraph(self, tag: str, attributes: Attributes) -> None:
        paragraph = _Paragraph(attributes.get("text:style-name", ""))
        if tag == "text:h":
            paragraph.heading = max(1, min(number(attributes.get("text:outline-level"), 1), 10))
            paragraph.number_hidden = attributes.get("text:is-list-header") == "true"
            if attributes.get("text:restart-numbering") == "true":
                paragraph.restart = number(attributes.get("text:start-value"), 1)
        self._paragraphs.append(paragraph)

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        self._tally.add()
        text = clean("".join(paragraph.spaces.parts))
        if text and not paragraph.hidden and not self._styles.hidden(paragraph.style):
            role, level, label = self._role(paragraph, len(text))
            self._sink.append(Piece(role, f"{label} {text}" if label else text, level))
        self._sink += paragraph.after

    def _role(self, paragraph: _Paragraph, length: int) -> tuple[BlockRole, int, str]:
        """Role, level, and the number that is written before it."""
        if self._index:
            return BlockRole.NAVIGATION, 0, ""
        told = self._styles.role(paragraph.style)
        current = self._lists[-1] if self._lists else None
        label = ""
        if current is not None and current.fresh:
            label, current.fresh = current.label, False
        if paragraph.heading:
            if current is None and not paragraph.number_hidden and OUTLINE in self._styles.lists:
                label = self._counter(OUTLINE).advance(paragraph.heading - 1, paragraph.restart)
            title = told is not None and told[0] is BlockRole.TITLE
            return (BlockRole.TITLE, 0, label) if title else (BlockRole.HEADING, paragraph.heading, label)
        if told is not None and told[0] is not BlockRole.LIST:
            return *told, label
        if current is not None and current.inside_item:
            long = label and current.depth == 0 and length > _LONG_ITEM
            return (BlockRole.PARAGRAPH, 0, label) if long else (BlockRole.LIST, current.depth + 1, label)
        return *(told or (BlockRole.PARAGRAPH, 0)), label

    def _counter(self, style: str) -> Counter:
        return self._counters.setdefault(style, Counter(self._styles.lists.get(style, {})))

    def _start_list(self, tag: str, attributes: Attributes) -> None:
        if tag == "text:list":
            if self._lists:
                outer = self._lists[-1]
                depth = min(outer.depth + 1, 9)
                self._lists.append(_List(self._own(attributes) or outer.counter, depth))
            else:
                self._lists.append(_List(self._first(attributes), 0))
        elif tag in {"text:list-item", "text:list-header"} and self._lists:
            current = self._lists[-1]
            current.inside_item = True
            current.label = ""
            if tag == "text:list-item":
                start = attributes.get("text:start-value")
                current.label = current.counter.advance(current.depth, number(start) if start else None)
                current.fresh = True

    def _own(self, attributes: Attributes) -> Counter | None:
        """A list inside another that has a style of its own is counted by itself."""
        style = attributes.get("text:style-name", "")
        return Counter(self._styles.lists[style]) if style in self._styles.lists else None

    def _first(self, attributes: Attributes) -> Counter:
        """The counter of a list: its own, or that of the list it goes on with."""
        style = attributes.get("text:style-name", "")
        before = self._by_id.get(attributes.get("text:continue-list", ""))
        if before is None and attributes.get("text:continue-numbering") == "true":
            before = self._counters.get(style)
        counter = before or Counter(self._styles.lists.get(style, {}))
        self._counters[style] = counter
        if key := attributes.get("xml:id"):
            self._by_id[key] = counter
        return counter

    def _end_list(self, tag: str) -> None:
        if tag == "text:list" and self._lists:
            self._lists.pop()

    def _start_table(self, tag: str) -> None:
        if tag == "table:table" and (self._deeper or len(self._tables) >= _MOST_TABLES):
            self._deeper += 1
        if self._deeper:
            return
        if tag == "table:table":
            self._tables.append([])
            self._outer.append(self._sink)
        elif tag == "table:table-row" and self._tables:
            self._tables[-1].append([])
        elif tag == "table:table-cell" and self._tables:
            self._sink = []

    def _end_table(self, tag: str) -> None:
        if self._deeper:
            self._deeper -= tag == "table:table"
            return
        if not self._tables:
            return
        if tag == "table:table-cell" and self._tables[-1] and self._sink is not self._outer[-1]:
            self._tables[-1][-1].append(self._sink)
            self._sink = self._outer[-1]
        elif tag == "table:table":
            self._sink = self._outer.pop()
            self._sink += table(self._tables.pop())

    def _start_frame(self, tag: str) -> None:
        if tag == "text:note-body":
            return
        self._frames.append(_Frame(tag, self._sink, self._lists))
        self._sink, self._lists = [], []

    def _end_frame(self, tag: str) -> None:
        if not self._frames or self._frames[-1].tag != tag:
            return
        frame = self._frames.pop()
        inside, self._sink, self._lists = self._sink, frame.sink, frame.lists
        if tag == "text:note":
            text = joined(inside)
            if text:
                mark = f"[{frame.mark}] " if frame.mark else ""
                self.notes.append(Piece(BlockRole.FOOTNOTE, mark + text))
        elif self._paragraphs:
            self._paragraphs[-1].after += inside
        else:
            self._sink += inside
