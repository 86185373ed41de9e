"""Styles and numbering of a DOCX: what a paragraph is for, and the number written before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.model import BlockRole
from db.readers.office.counters import MOST_LEVELS, Counter, Level
from db.readers.office.names import role_of
from db.readers.office.xml import Attributes, number, switch

_MOST_PARENTS = 20
BODY_LEVEL = 9
"""The outline level that stands for no heading (ISO/IEC 29500-1, 17.3.1.20)."""


@dataclass(slots=True)
class Style:
    """A style as far as reading needs it; None where it says nothing itself."""

    name: str = ""
    parent: str = ""
    outline: int | None = None
    numbering: str | None = None
    depth: int | None = None
    hidden: bool | None = None


@dataclass(slots=True)
class Styles:
    """Listens to ``styles.xml``, then answers for styles with all that they inherit."""

    known: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    _style: Style = field(default_factory=Style)
    _roles: dict[str, tuple[BlockRole, int] | None] = field(default_factory=dict)

    def start(self, tag: str, attributes: Attributes) -> bool:
        value = attributes.get("w:val")
        match tag:
            case "w:style":
                self._style = Style()
                key = attributes.get("w:styleId", "")
                self.known[key] = self._style
                if attributes.get("w:type") == "paragraph" and switch(attributes.get("w:default", "0")):
                    self.default = key
            case "w:name":
                self._style.name = value or ""
            case "w:basedOn":
                self._style.parent = value or ""
            case "w:outlineLvl":
                self._style.outline = number(value, BODY_LEVEL)
            case "w:numId":
                self._style.numbering = value
            case "w:ilvl":
                self._style.depth = number(value)
            case "w:vanish":
                self._style.hidden = switch(value)
        return tag in {"w:docDefaults", "w:latentStyles", "w:tblStylePr"}

    def end(self, tag: str) -> None:
        if tag == "w:style":
            self._style = Style()

    def text(self, data: str) -> None:
        """There is none in styles."""

    def chain(self, key: str) -> list[Style]:
        """A style and those it is based on, nearest first."""
        found: list[Style] = []
        while (style := self.known.get(key)) is not None and len(found) < _MOST_PARENTS:
            found.append(style)
            key = style.parent
        return found

    def role(self, key: str) -> tuple[BlockRole, int] | None:
        """What paragraphs of this style are for, where its name or outline level tells.

        To be asked when all styles are known: answers are kept.
        """
        if key not in self._roles:
            self._roles[key] = self._told(key)
        return self._roles[key]

    def _told(self, key: str) -> tuple[BlockRole, int] | None:
        for style in self.chain(key) or [Style(name=key)]:
            told = role_of(style.name)
            if told is not None:
                return told
            if style.outline is not None and style.outline < BODY_LEVEL:
                return BlockRole.HEADING, style.outline + 1
        return None

    def numbering(self, key: str) -> tuple[str | None, int | None]:
        """The list that paragraphs of this style belong to, and their level in it."""
        for style in self.chain(key):
            if style.numbering is not None:
                return style.numbering, style.depth
        return None, None

    def hidden(self, key: str) -> bool:
        return next((style.hidden for style in self.chain(key) if style.hidden is not None), False)


@dataclass(slots=True)
class Numbering:
    """Listens to ``numbering.xml``, then counts the paragraphs of each list."""

    _abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    _lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    _counters: dict[str, Counter] = field(default_factory=dict)
    _levels: dict[int, Level] = field(default_factory=dict)
    _level: Level = field(default_factory=Level)
    _number: str = ""
    _depth: int = 0
    _started: set[str] = field(default_factory=set)

    def start(self, tag: str, attributes: Attributes) -> bool:
        value = attributes.get("w:val", "")
        match tag:
            case "w:abstractNum":
                self._levels = self._abstract.setdefault(attributes.get("w:abstractNumId", ""), {})
            case "w:num":
                self._number, self._levels = attributes.get("w:numId", ""), {}
                self._lists[self._number] = ("", self._levels, {})
            case "w:abstractNumId" if self._number in self._lists:
                self._lists[self._number] = (value, *self._lists[self._number][1:])
            case "w:lvlOverride":
                self._depth = number(attributes.get("w:ilvl"))
            case "w:startOverride" if self._number in self._lists:
                self._lists[self._number][2][self._depth] = number(value, 1)
            case "w:lvl":
                self._depth = number(attributes.get("w:ilvl"))
                self._level = Level()
                if 0 <= self._depth < MOST_LEVELS:
                    self._levels[self._depth] = self._level
            case _:
                self._describe(tag, value)
        return False

    def _describe(self, tag: str, value: str) -> None:
        match tag:
            case "w:start":
                self._level.start = number(value, 1)
            case "w:numFmt":
                self._level.form = value
            case "w:lvlText":
                self._level.pattern = value[:100]
            case "w:isLgl":
                self._level.legal = True
            case "w:pStyle":
                self._level.style = value

    def end(self, tag: str) -> None:
        if tag == "w:num":
            self._number = ""

    def text(self, data: str) -> None:
        """There is none in numbering."""

    def depth_of(self, key: str, style: str) -> int:
        """The level of a list that is tied to a style; the first where none is."""
        levels = self._counter(key).levels if key in self._lists else {}
        return next((depth for depth, level in levels.items() if level.style and level.style == style), 0)

    def count(self, key: str, depth: int) -> tuple[str, Level] | None:
        """Counts a paragraph: what is written before it, and its level; None where the list is unknown."""
        if key not in self._lists:
            return None
        depth = max(0, min(depth, MOST_LEVELS - 1))
        starts = self._lists[key][2]
        place = f"{key} {depth}"
        first = starts.get(depth) if place not in self._started else None
        self._started.add(place)
        counter = self._counter(key)
        return counter.advance(depth, first), counter.levels.get(depth) or Level()

    def _counter(self, key: str) -> Counter:
        """Lists of one abstract list are counted together, as Word does, unless they change its levels."""
        abstract, own, _ = self._lists[key]
        shared = key if own else f"abstract {abstract}"
        if shared not in self._counters:
            self._counters[shared] = Counter(self._abstract.get(abstract, {}) | own)
        return self._counters[shared]
