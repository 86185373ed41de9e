"""Which role each paragraph has: the head of the text, its body, and what stands apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from db.analysis.dates import only_date
from db.analysis.lexicon import cue, word_list
from db.analysis.names import NameFinder
from db.analysis.structure.dateline import Dateline, read_dateline
from db.analysis.structure.segments import Segment
from db.analysis.text import ARABIC, UPPER
from db.model import BlockRole

_TITLE_LENGTH = 260
_HEADING_LENGTH = 110
_LONG_TITLE = 450
_SET_IN = 4
_SENTENCE_LENGTH = 160
_SHORT_SENTENCE = 70
_SENTENCE_END = re.compile(
    rf"[.!?…؟][\"”»’')\]*]*(?:\Z|\s+[\"“«(]?[{UPPER}{ARABIC}])|[。！？][\"”»’'）)\]*]*"
)
_NOT_HEADING = re.compile(r"[\w ]{2,30}:\s.*\d")
_ENDED = re.compile(r"[.!?…。！？؟;；,，،:：][\"”»’')\]*]*\Z")
_RULE = re.compile(r"[\s*_=~#·•–—-]{3,}\Z")
_STARRED = re.compile(r"(?:\(\*+\)|\[\*+\]|[*†‡]{1,4})\s*(?=[\w\"“«‘(])")
_NUMBERED_NOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁴-⁹]+)\s*\S")
_BULLET = re.compile(r"(?:[•▪◦●‣·∙■□►➢✓⁃]|[-–—*](?=\s))\s*\S")
_LETTERED = re.compile(r"(?:\(?(?:[a-z]|[ivx]{1,4}|[а-я])\)|\(\d{1,3}\))\s*\S", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,4}\s?[.)]\s*\S|第\s?\d+\s?段")
_MARKDOWN = re.compile(r"#{1,6}\s\S")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w|\[email protected\]|\[at\]")
_STAR_USED = re.compile(r"[\w\"”»)]\s?\*")


@dataclass(slots=True)
class Part:
    """A paragraph on its way to become a block."""

    start: int
    end: int
    segment: Segment
    role: BlockRole | None = None
    dateline: Dateline | None = None


class Reader:
    """Gives roles to the paragraphs of one text, in passes from the surest to the vaguest."""

    def __init__(self, folded: str, parts: Sequence[Segment], language: str, names: NameFinder) -> None:
        self._text = folded
        self._language = language
        self._names = names
        self.parts = [Part(segment.start, segment.end, segment) for segment in parts]
        inner = sum(segment.lines[0].indent >= _SET_IN for segment in parts)
        self._mostly_set_in = inner * 2 >= len(parts)

    def read(self) -> list[Part]:
        """All paragraphs with their roles; a list of experts in several lines becomes one."""
        self._mark_apart()
        body = self._body_start()
        self._mark_head(body)
        self._mark_notes(body)
        self._join_notes()
        self._mark_tail(body)
        self._mark_body()
        return self.parts

    def of(self, part: Part) -> str:
        return self._text[part.start : part.end]

    def _mark_apart(self) -> None:
        navigation, end = cue("navigation", anchored=True), cue("end", anchored=True)
        for part in self.parts:
            if part.end - part.start > 200:
                continue
            text = self.of(part)
            if navigation.match(text) or end.match(text) or _RULE.match(text) or _is_language_list(text):
                part.role = BlockRole.NAVIGATION

    def _body_start(self) -> int:
        """Where the first sentence of the text itself stands."""
        for index, part in enumerate(self.parts):
            if part.role is not None:
                continue
            part.dateline = read_dateline(self._text, part.start, part.end, self._language, self._names)
            if part.dateline is not None and self._is_prose(part, 60):
                return index
            part.dateline = None
        first = True
        for index, part in enumerate(self.parts):
            if part.role is not None:
                continue
            if self._is_prose(part, _SENTENCE_LENGTH if first else _SHORT_SENTENCE) and not (
                first and self._reads_as_title(part)
            ):
                return index
            first = False
        return len(self.parts)

    def _is_prose(self, part: Part, least: int) -> bool:
        text = self.of(part)
        wide = 2.5 if text and "\u3400" <= text[len(text) // 2] <= "\u9fff" else 1
        return len(text) * wide >= least and bool(_SENTENCE_END.search(text))

    def _reads_as_title(self, part: Part) -> bool:
        text = self.of(part)
        return len(text) <= _TITLE_LENGTH and not _ENDED.search(text) and len(self.parts) > 1

    def _mark_head(self, body: int) -> None:
        """Title, dates and headings before the body; without one before it, a short first line is the
        title."""
        titled = False
        body = self._mark_letterhead(body)
        for index, part in enumerate(self.parts[:body]):
            if part.role is not None:
                titled = titled or part.role is BlockRole.TITLE
                continue
            text = self.of(part)
            if only_date(text, self._language) is not None:
                part.role = BlockRole.DATE
            elif not titled and len(text) <= _TITLE_LENGTH and not self._is_salutation(text):
                if self._is_kicker(text, index, body):
                    part.role = BlockRole.NAVIGATION
                    continue
                part.role, titled = BlockRole.TITLE, True
            elif titled and self._is_heading_text(text):
                part.role = BlockRole.HEADING
        if body < len(self.parts) and self.parts[body].role is None and (titled or self.parts[body].dateline):
            self.parts[body].role = BlockRole.LEAD

    def _mark_letterhead(self, body: int) -> int:
        """The printed lines above an institution's paper; what follows them is its title, however long."""
        letterhead = cue("letterhead", anchored=True)
        if body == 0 or not letterhead.match(self.of(self.parts[0])):
            return body
        for index, part in enumerate(self.parts[: body + 1]):
            text = self.of(part)
            if part.role is not None or only_date(text, self._language) is not None:
                continue
            if len(text) < 90 and letterhead.match(text):
                part.role = BlockRole.HEADING
            elif len(text) <= _LONG_TITLE and not _ENDED.search(text):
                part.role = BlockRole.TITLE
                return body + 1 if index == body else body
            else:
                break
        for part in self.parts[:body]:
            part.role = None if part.role is BlockRole.HEADING else part.role
        return body

    def _is_salutation(self, text: str) -> bool:
        return len(text) < 80 and bool(cue("salutation").match(text)) and text.rstrip()[-1:] in ",!，،:"

    def _is_kicker(self, text: str, index: int, body: int) -> bool:
        """A line such as "PRESS RELEASE" or "Statement" above the title that follows."""
        if len(text) > 40 or not any(
            cue(key, anchored=True).match(text) for key in ("release", "statement", "news")
        ):
            return False
        return any(
            part.role is None and only_date(self.of(part), self._language) is None
            for part in self.parts[index + 1 : body]
        )

    def _mark_notes(self, body: int) -> None:
        starred = bool(_STAR_USED.search(self._text[: self.parts[-1].end])) if self.parts else False
        footnote = cue("footnote")
        for index, part in enumerate(self.parts):
            if part.role is not None or index <= body:
                continue
            text = self.of(part)
            star = _STARRED.match(text)
            if (
                (star and (starred or footnote.match(text, star.end())) and not self._in_list(index))
                or footnote.match(text)
                or (_NUMBERED_NOTE.match(text) and index * 2 > len(self.parts))
            ):
                part.role = BlockRole.FOOTNOTE

    def _in_list(self, index: int) -> bool:
        """Whether a starred paragraph stands among several, with a space after the star: a list."""
        spaced = re.compile(r"\*\s")
        near = [self.parts[at] for at in (index - 1, index, index + 1) if 0 <= at < len(self.parts)]
        return sum(bool(spaced.match(self.of(part))) for part in near) >= 2

    def _join_notes(self) -> None:
        """A list of experts broken into lines is one footnote."""
        joined: list[Part] = []
        for part in self.parts:
            before = joined[-1] if joined else None
            if (
                before is not None
                and before.role is BlockRole.FOOTNOTE
                and part.role is None
                and self.of(before).rstrip()[-1:] in ";,:；،؛：，"
                and self._text.count("\n", before.end, part.start) <= 2
            ):
                before.end = part.end
                continue
            joined.append(part)
        self.parts = joined

    def _mark_tail(self, body: int) -> None:
        """Boilerplate, contacts and biographies: after the beginning of the body only."""
        boilerplate, contact, biography = cue("boilerplate"), cue("contact"), cue("biography")
        last = max(
            (index for index, part in enumerate(self.parts) if part.role is BlockRole.FOOTNOTE), default=-1
        )
        for index, part in enumerate(self.parts):
            if part.role is not None or index <= min(body, len(self.parts) - 2):
                continue
            text = self.of(part)
            late = index > last >= 0 or index * 2 >= len(self.parts)
            if boilerplate.search(text[:1500]) and (late or len(self.parts) < 8):
                part.role = BlockRole.BOILERPLATE
            elif (len(text) < 700 and contact.search(text) and (late or _MAIL.search(text))) or (
                len(text) < 200 and _MAIL.search(text) and late
            ):
                part.role = BlockRole.CONTACT
            elif late and biography.search(text[:400]) and index > last:
                part.role = BlockRole.BIOGRAPHY

    def _mark_body(self) -> None:
        for index, part in enumerate(self.parts):
            if part.role is None:
                part.role = self._body_role(index, part)
        self._mark_closing_date()

    def _body_role(self, index: int, part: Part) -> BlockRole:
        text = self.of(part)
        if text.startswith(">") or self._is_set_in(part):
            return BlockRole.QUOTE
        if _BULLET.match(text) and (text[0] not in "-–—*" or self._dashed_neighbour(index)):
            return BlockRole.LIST
        if _LETTERED.match(text) or (
            _NUMBERED.match(text) and len(text) < 160 and self._listed_neighbour(index)
        ):
            return BlockRole.LIST
        later = (self.parts[at] for at in range(index + 1, len(self.parts)))
        follows = next((other for other in later if other.role is not BlockRole.NAVIGATION), None)
        leads_on = follows is not None and follows.role not in {BlockRole.BOILERPLATE, BlockRole.CONTACT}
        if leads_on and (_MARKDOWN.match(text) or self._is_heading_text(text)):
            return BlockRole.HEADING
        return BlockRole.PARAGRAPH

    def _is_heading_text(self, text: str) -> bool:
        if len(text) > _HEADING_LENGTH or "\n" in text or text[:1] in "“\"«‘'„([{—–-":
            return False
        if text.rstrip().endswith((":", "：")):
            return len(text) < 40 and len(text.split()) <= 4 and text[:1].isupper() and text.isupper()
        if _NOT_HEADING.match(text) or len(text.split()) > 16:
            return False
        return not _ENDED.search(text) and not self._is_salutation(text)

    def _is_set_in(self, part: Part) -> bool:
        """A paragraph all of whose lines stand in, while most of the text's do not."""
        if not part.segment.lines or min(line.indent for line in part.segment.lines) < _SET_IN:
            return False
        return not self._mostly_set_in

    def _dashed_neighbour(self, index: int) -> bool:
        near = [self.parts[at] for at in (index - 1, index + 1) if 0 <= at < len(self.parts)]
        return any(_BULLET.match(self.of(part)) for part in near)

    def _listed_neighbour(self, index: int) -> bool:
        near = [self.parts[at] for at in (index - 1, index + 1) if 0 <= at < len(self.parts)]
        return any(_NUMBERED.match(text) and len(text) < 160 for text in map(self.of, near))

    def _mark_closing_date(self) -> None:
        """A line with nothing but place and date, above or below the text."""
        for part in self.parts:
            if part.role in {BlockRole.PARAGRAPH, BlockRole.HEADING} and part.end - part.start < 90:
                date = only_date(self.of(part), self._language)
                if date is not None and date.month is not None:
                    part.role = BlockRole.DATE


_LANGUAGE_NAMES = word_list("language_names")


def _is_language_list(text: str) -> bool:
    """A line that names languages and nothing else."""
    words = [word for word in re.split(r"[\s|/,·•:;–—-]+", text.lower()) if word]
    return 1 <= len(words) <= 14 and all(word in _LANGUAGE_NAMES for word in words) and len(text) > 3
