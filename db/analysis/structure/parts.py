"""The paragraphs of a text on their way to become blocks, and what several passes ask of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from db.analysis.dates import Date, only_date
from db.analysis.lexicon import word_list
from db.analysis.names import NameFinder
from db.analysis.structure.cues import Cue, cue
from db.analysis.structure.dateline import Dateline
from db.analysis.structure.segments import Segment
from db.analysis.text import ARABIC, UPPER, lower
from db.model import BlockRole

TITLE_LENGTH = 260
LONG_TITLE = 450
_HEADING_LENGTH = 110
_SENTENCE_END = re.compile(
    rf"[.!?…؟][\"”»’')\]*]*(?:\Z|\s+[\"“«(]?[{UPPER}{ARABIC}])|[。！？][\"”»’'）)\]*]*"
)
_NOT_HEADING = re.compile(r"[\w ]{2,30}:\s.*\d")
_ENDED = re.compile(r"[.!?…。！？؟;；,，،:：][\"”»’')\]*]*\Z")
_LONG_LINE = 90
_FRAGMENT = 5
"""A longer line that begins with a small letter is a piece of a sentence."""
_WORD_BREAK = re.compile(r"[\s|/,·•:;،、–—()-]+")


@dataclass(slots=True)
class Part:
    """A paragraph on its way to become a block."""

    start: int
    end: int
    segment: Segment
    role: BlockRole | None = None
    dateline: Dateline | None = None

    @property
    def hint(self) -> BlockRole | None:
        """What the markup says of it."""
        return self.segment.hint.role if self.segment.hint else None

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(slots=True)
class Form:
    """A text, folded and in small letters, with its parts in order."""

    text: str
    language: str
    names: NameFinder
    parts: list[Part]
    title: str | None = None
    low: str = field(init=False)

    def __post_init__(self) -> None:
        self.low = lower(self.text)

    def of(self, part: Part) -> str:
        return self.text[part.start : part.end]

    def cue(self, key: str) -> Cue:
        return cue(key, self.language)

    def begins(self, key: str, part: Part, reach: int = 300) -> bool:
        """Whether a part begins with a cue."""
        end = min(part.end, part.start + reach)
        return self.cue(key).begins(self.low, part.start, end) is not None

    def within(self, key: str, part: Part, reach: int) -> bool:
        """Whether a cue stands in the first `reach` code points of a part."""
        return self.cue(key).within(self.low, part.start, min(part.end, part.start + reach))

    def is_all(self, key: str, part: Part, longest: int = 200) -> bool:
        """Whether a short part is one cue and nothing else."""
        return part.length <= longest and self.cue(key).is_all(self.low, part.start, part.end)

    def date(self, part: Part) -> Date | None:
        """The date that a part consists of."""
        return only_date(self.of(part), self.language) if part.length <= 2 * _LONG_LINE else None

    def is_prose(self, part: Part, least: int) -> bool:
        """Whether a part is long enough and ends a sentence."""
        text = self.text[part.start : min(part.end, part.start + 4_000)]
        wide = 2.5 if text and "\u3400" <= text[len(text) // 2] <= "\u9fff" else 1
        return len(text) * wide >= least and bool(_SENTENCE_END.search(text))

    def is_salutation(self, part: Part) -> bool:
        """Whether a part is an address such as "Excellency,"."""
        if part.length >= 100 or not self.begins("salutation", part):
            return False
        return self.text[part.end - 1] in ",!，،:：；;" or self.is_all("salutation", part, 60)

    def ends_sentence(self, part: Part) -> bool:
        return bool(_ENDED.search(self.text, max(part.start, part.end - 12), part.end))

    def is_heading(self, part: Part) -> bool:
        """Whether a part has the form of a heading: a short line that is no sentence."""
        if part.length > _HEADING_LENGTH:
            return False
        text = self.of(part)
        if "\n" in text or text[:1] in "“\"«‘'„([{—–-":
            return False
        if text.endswith((":", "：")):
            return len(text) < 40 and len(text.split()) <= 4 and text.isupper()
        words = len(text.split())
        if _NOT_HEADING.match(text) or words > 16 or (words > _FRAGMENT and text[0].islower()):
            return False
        return not self.ends_sentence(part) and not self.is_salutation(part)


def is_language_list(text: str) -> bool:
    """A line that names languages and nothing else."""
    if len(text) <= 3:
        return False
    words = [word for word in _WORD_BREAK.split(text.lower()) if word]
    known = word_list("language_names")
    return 1 <= len(words) <= 16 and all(word in known for word in words)


def form_of(folded: str, cut: Sequence[Segment], language: str, names: NameFinder, title: str | None) -> Form:
    """A text's form before any part has a role. `title` is what the file says is its title."""
    parts = [Part(segment.start, segment.end, segment) for segment in cut]
    return Form(folded, language, names, parts, title)
