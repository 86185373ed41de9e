"""Styles, lists and letterheads of OpenDocument text (ODF 1.3, part 3, chapters 16 and 17)."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.model import BlockRole
from db.readers.office.counters import MOST_LEVELS, Level
from db.readers.office.names import role_of
from db.readers.office.xml import Attributes, number

_MOST_PARENTS = 20
_LIST_LEVELS = frozenset(
    {
        "text:list-level-style-number",
        "text:list-level-style-bullet",
        "text:list-level-style-image",
        "text:outline-level-style",
    }
)
OUTLINE = "\0outline"
"""Key of the list style that numbers headings."""


@dataclass(slots=True)
class _Style:
    shown: str = ""
    parent: str = ""
    list_style: str = ""
    hidden: bool = False


@dataclass(slots=True)
class Styles:
    """Hears of the styles in ``styles.xml`` and ``content.xml``, then answers for them."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    _known: dict[str, _Style] = field(default_factory=dict)
    _style: _Style = field(default_factory=_Style)
    _levels: dict[int, Level] = field(default_factory=dict)
    _roles: dict[str, tuple[BlockRole, int] | None] = field(default_factory=dict)

    def start(self, tag: str, attributes: Attributes) -> bool:
        """Whether all of the element is to be left out: never."""
        if tag == "style:style":
            self._style = _Style(
                shown=attributes.get("style:display-name", ""),
                parent=attributes.get("style:parent-style-name", ""),
                list_style=attributes.get("style:list-style-name", ""),
            )
            self._known[attributes.get("style:name", "")] = self._style
        elif tag == "style:text-properties":
            self._style.hidden = attributes.get("text:display") == "none"
        elif tag in {"text:list-style", "text:outline-style"}:
            key = OUTLINE if tag == "text:outline-style" else attributes.get("style:name", "")
            self._levels = self.lists.setdefault(key, {})
        elif tag in _LIST_LEVELS:
            self._level(tag, attributes)
        return False

    def _level(self, tag: str, attributes: Attributes) -> None:
        depth = number(attributes.get("text:level"), 1) - 1
        if not 0 <= depth < MOST_LEVELS:
            return
        form = attributes.get("style:num-format", "")
        if tag.endswith(("bullet", "image")):
            self._levels[depth] = Level(form="bullet")
            return
        shown = max(1, min(number(attributes.get("text:display-levels"), 1), depth + 1))
        places = ".".join(f"%{place}" for place in range(depth + 2 - shown, depth + 2))
        prefix, suffix = attributes.get("style:num-prefix", ""), attributes.get("style:num-suffix", "")
        self._levels[depth] = Level(
            form=form or "none",
            pattern=f"{prefix[:20]}{places}{suffix[:20]}" if form else "",
            start=number(attributes.get("text:start-value"), 1),
        )

    def _chain(self, key: str) -> list[tuple[str, _Style]]:
        found: list[tuple[str, _Style]] = []
        while (style := self._known.get(key)) is not None and len(found) < _MOST_PARENTS:
            found.append((key, style))
            key = style.parent
        return found

    def role(self, key: str) -> tuple[BlockRole, int] | None:
        """What paragraphs of this style are for, where a name tells: its own, or of what it is based on.

        To be asked when all styles are known: answers are kept.
        """
        if key not in self._roles:
            self._roles[key] = self._told(key)
        return self._roles[key]

    def _told(self, key: str) -> tuple[BlockRole, int] | None:
        chain = self._chain(key)
        names = [style.shown or key for key, style in chain]
        names.append(chain[-1][1].parent if chain else key)  # of a style that is described nowhere
        return next((told for name in names if (told := role_of(name.replace("_20_", " ")))), None)

    def hidden(self, key: str) -> bool:
        return any(style.hidden for _, style in self._chain(key)[:1])

    def list_style(self, key: str) -> str:
        return next((style.list_style for _, style in self._chain(key) if style.list_style), "")


@dataclass(slots=True)
class Spaces:
    """White space as ODF has it: runs of it are one space, and none stands at a paragraph's beginning."""

    parts: list[str] = field(default_factory=list)
    after_space: bool = True

    def add(self, data: str) -> None:
        """Text of the file."""
        words = data.split()
        if not words:
            gap = bool(data) and not self.after_space
            if gap:
                self.parts.append(" ")
                self.after_space = True
            return
        front = " " if data[0].isspace() and not self.after_space else ""
        back = " " if data[-1].isspace() else ""
        self.parts.append(front + _single(data, words) + back)
        self.after_space = bool(back)

    def sign(self, shown: str) -> None:
        """A sign that stands for itself: a tab, a line break, the mark of a note."""
        self.parts.append(shown)
        self.after_space = shown == "\n"


def _single(data: str, words: list[str]) -> str:
    """`str.split` knows more white space than XML does: a no-break space stays as it is."""
    if not any(sign in data for sign in "\xa0\u2002\u2003\u2009\u202f\u3000\u2028\x85"):
        return " ".join(words)
    for sign in "\t\r\n":
        data = data.replace(sign, " ")
    return " ".join(word for word in data.split(" ") if word)
