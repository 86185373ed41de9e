"""Quotations: direct speech that somebody is said to have spoken, quotation marks included."""

from __future__ import annotations

import re
from collections.abc import Sequence

from db.analysis.quotations.attribution import Attribution, after_quote, before_quote, inset
from db.analysis.quotations.marks import Quoted, find_quoted
from db.analysis.quotations.speakers import Resolver, Speaker
from db.analysis.text import fold_blocks
from db.model import Block, Mention, Quotation

__all__ = ["find_quotations"]

_FEWEST = 3
_FEWEST_FRAGMENT = 5
_ENDED = re.compile(r"[.,!?…。！？，؟]\Z")
_ENDS_AFTER = re.compile(r"\s?[.,،，。!?]|\s*\Z|\s*\n")


def find_quotations(
    text: str, blocks: Sequence[Block], mentions: Sequence[Mention], *, language: str
) -> tuple[Quotation, ...]:
    """All attributed direct speech in a text, in order.

    Speech that its attribution interrupts is two quotations; what is quoted within is a part of it. Words
    in marks
    that nobody is said to have spoken (titles, scare quotes) are none.
    """
    quoted = list(find_quoted(text, blocks))
    if not quoted:
        return ()
    return tuple(_Attributor(text, blocks, quoted, mentions, language).run())


def _word_count(words: str) -> int:
    """Words; of scripts without spaces, two characters count as one."""
    han = sum("\u3400" <= char <= "\u9fff" for char in words)
    return len(words.split()) if han * 2 < len(words) else han // 2


class _Attributor:
    """Goes through the quoted spans of one text and asks of each who spoke it."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        quoted: Sequence[Quoted],
        mentions: Sequence[Mention],
        language: str,
    ) -> None:
        self._text, self._folded, self._language = text, fold_blocks(text, blocks), language
        self._blocks, self._quoted = blocks, quoted
        self._resolver = Resolver(text, mentions, language)
        self._last: Speaker | None = None
        self._here: tuple[int, Speaker | None] = (-1, None)

    def run(self) -> list[Quotation]:
        found: list[Quotation] = []
        for index, quoted in enumerate(self._quoted):
            speaker = self._speaker_of(index, quoted)
            if speaker is None:
                continue
            self._last = speaker
            self._here = (quoted.last_block, speaker)
            found.append(
                Quotation(start=quoted.start, end=quoted.end, speaker=speaker.name, speaker_id=speaker.id)
            )
        return found

    def _speaker_of(self, index: int, quoted: Quoted) -> Speaker | None:
        told = self._attribution(index, quoted)
        here = self._here[1] if self._here[0] == quoted.block else None
        if told is not None and self._is_speech(quoted, told=True):
            paragraph = self._blocks[quoted.block].start
            return self._resolver.resolve(told, paragraph, self._last, here)
        if told is None and self._is_speech(quoted, told=False):
            if here is not None:
                return here
            if not self._is_whole(quoted):
                return None
            if self._fills_block(quoted) and self._last is not None and self._follows_speech(quoted):
                return self._last
            return self._next_speaker(index, quoted)
        return None

    def _attribution(self, index: int, quoted: Quoted) -> Attribution | None:
        """After the quotation first, then set into it, then before it."""
        block = self._blocks[quoted.last_block]
        until = self._quoted[index + 1].start if index + 1 < len(self._quoted) else block.end
        after = after_quote(self._folded, quoted.end, min(until, block.end), self._language)
        before = self._before(index, quoted)
        if before is not None and self._led_on(quoted.start):
            return before
        if after is not None:
            return after
        return inset(self._folded, quoted.start, quoted.end, self._language) or before

    def _before(self, index: int, quoted: Quoted) -> Attribution | None:
        block = self._blocks[quoted.block]
        start = block.start
        if index and self._quoted[index - 1].end > start:
            start = self._quoted[index - 1].end
        found = before_quote(self._folded, start, quoted.start, self._language)
        if found is None and quoted.start == block.start and quoted.block:
            before = self._blocks[quoted.block - 1]
            if self._text[before.end - 1] in ":：":
                return before_quote(self._folded, before.start, before.end, self._language)
        return found

    def _led_on(self, at: int) -> bool:
        """Whether a colon, or nothing at all, stands before a place."""
        while at and self._text[at - 1].isspace():
            at -= 1
        return not at or self._text[at - 1] in ":："

    def _is_speech(self, quoted: Quoted, *, told: bool) -> bool:
        """Whether the words are speech: a sentence; where a speaker is told, a piece of one that is long
        enough."""
        inside = quoted.inside(self._text)
        if not inside:
            return False
        count = _word_count(inside)
        starts = inside[0].isupper() or inside[0] in "¿¡“‘„«…[(0123456789" or not (inside[0].islower())
        ended = bool(_ENDED.search(inside)) or bool(_ENDS_AFTER.match(self._text, quoted.end))
        sentence = starts and ended and count >= _FEWEST
        if told:
            return sentence or (
                count >= _FEWEST_FRAGMENT and (bool(_ENDED.search(inside)) or count > _FEWEST_FRAGMENT)
            )
        return sentence and (count > _FEWEST or bool(_ENDED.search(inside)))

    def _is_whole(self, quoted: Quoted) -> bool:
        return bool(_ENDED.search(quoted.inside(self._text))) or self._fills_block(quoted)

    def _fills_block(self, quoted: Quoted) -> bool:
        first, last = self._blocks[quoted.block], self._blocks[quoted.last_block]
        return quoted.start == first.start and not self._text[quoted.end : last.end].strip(" .")

    def _follows_speech(self, quoted: Quoted) -> bool:
        return quoted.block - self._here[0] <= 1

    def _next_speaker(self, index: int, quoted: Quoted) -> Speaker | None:
        """The speaker of a quotation that follows at once, for two in a row with one attribution."""
        if index + 1 >= len(self._quoted):
            return None
        following = self._quoted[index + 1]
        if self._text[quoted.end : following.start].strip() or following.block != quoted.block:
            return None
        told = self._attribution(index + 1, following)
        return (
            self._resolver.resolve(told, self._blocks[quoted.block].start, self._last, None) if told else None
        )
