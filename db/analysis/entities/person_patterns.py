"""Where persons are named: after honorifics, beside offices and verbs of saying, in lists of experts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from db.analysis.entities.layers import Found
from db.analysis.lexicon import cue, lexicon, with_english
from db.analysis.text import ARABIC, HAN, LOWER, UPPER, alternatives
from db.model import Block, BlockRole

_PARTICLE = "(?:al|el|bin|ibn|van|von|der|den|de|da|di|do|dos|das|del|della|la|le|ben|bint|abu|ould|y|e|ter|du|af|zu)"
_TOKEN = (
    rf"(?:(?:al|el|as|at|ar|ad|an|ash|ben|bin)-)?[{UPPER}](?:'[{UPPER}])?(?:[{LOWER}]+[\w]*(?:['-]\w+)*|\.(?:[{UPPER}]\.)*|(?=[ -]))"
    rf"(?:-[{UPPER}][\w'-]*)?"
)
_NICK = r"(?:\s[“\"«][^”\"»\n]{2,20}[”\"»])?"
NAME = rf"{_TOKEN}(?:{_NICK} (?:{_PARTICLE} ){{0,2}}{_TOKEN}){{0,5}}"
FULL = rf"{_TOKEN}(?:{_NICK} (?:{_PARTICLE} ){{0,2}}{_TOKEN}){{1,5}}"
_EDGE = rf"(?<![\w'-])"
_CHINESE_NAME = rf"[{HAN}]{{1,6}}(?:[·•‧][{HAN}]{{1,8}}(?:-[{HAN}]{{1,6}})?)+?"
_CHINESE_AFTER = rf"(?=说|表示|注意|指出|提到|强调|警告|补充|认为|呼吁|告诉|回顾|欢迎|重申|是|在|和|与|及|[^{HAN}·-]|\Z)"
_BETWEEN = r"(?:,? (?:(?:also|the|as|a|an|former|then|current|newly appointed|UN|United Nations|and|la|le|el|is|was|our|nuestra|nuestro|notre|sa|son) )*|, | \()"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may be a person's. `short` where one word is enough; `role` are the words of an office beside it."""

    start: int
    end: int
    rule: str
    confidence: float
    short: bool = False
    role: str | None = None


@cache
def _honorific(language: str) -> re.Pattern[str]:
    titles = [part for one in with_english(language) for part in lexicon(one).words["honorifics"]]
    return re.compile(rf"(?<![\w-]){alternatives(titles)}\.? (?:(?:Dr|Prof)\.? )?(?P<name>{NAME})")


@cache
def _saying(language: str) -> tuple[re.Pattern[str], ...]:
    verbs = alternatives(part for one in with_english(language) for part in lexicon(one).words["say"] if one != "zh")
    titles = alternatives(part for one in with_english(language) for part in lexicon(one).words["honorifics"])
    return (
        re.compile(rf"(?<!\w){verbs} (?:{titles}\.? )?(?P<name>{FULL})"),
        re.compile(rf"{_EDGE}(?P<name>{FULL}) (?:has |have |also |today |a |ont |ha )?{verbs}(?!\w)"),
    )


_CONTACT = re.compile(rf"{_EDGE}(?P<name>{FULL}) ?\((?:[\w.+-]+@|\+?\d[\d ]|\[e|Tel|T\.|E-?mail)")
_LISTED = re.compile(rf"(?:(?<=[:;,(] )|(?<=\band )|(?<=\bet )|(?<=\by )|(?<=\bи )|(?<=\) , )|(?<=\A))(?P<name>{FULL})(?= ?(?:[,;.(]|and\b|et\b|y\b|и\b|\Z))")
_MEMBERS = re.compile(r"\b(?:comprised|composed|consists|composé|integrado|compuesto|состоит) ", re.IGNORECASE)
_ARABIC_HONORIFIC = re.compile(rf"(?<![{ARABIC}])(?:السيدة?|الدكتورة?|الاستاذة?) (?P<name>[{ARABIC}]+(?: [{ARABIC}]+){{1,2}})")
_ARABIC_BEFORE = re.compile(rf"(?:\A|[\s:؛*،])(?P<name>[{ARABIC}]+(?: [{ARABIC}]+){{1,4}})، ?\Z")
_CHINESE_DOTTED = re.compile(_CHINESE_NAME + _CHINESE_AFTER)
_CHINESE_PLAIN = re.compile(rf"(?P<name>[{HAN}]{{2,4}}?){_CHINESE_AFTER}")


def _groups(pattern: re.Pattern[str], folded: str, rule: str, confidence: float, short: bool = False) -> Iterator[Candidate]:
    for match in pattern.finditer(folded):
        yield Candidate(*match.span("name"), rule, confidence, short)


def candidates(folded: str, language: str, blocks: Sequence[Block], roles: Sequence[Found]) -> Iterator[Candidate]:
    """All names that stand where persons are named."""
    yield from _groups(_honorific(language), folded, "honorific", 0.95, short=True)
    yield from beside_roles(folded, roles, language)
    for pattern in _saying(language):
        yield from _groups(pattern, folded, "saying", 0.85)
    yield from _groups(_CONTACT, folded, "contact", 0.85)
    yield from _in_lists(folded, blocks)
    if language == "ar":
        yield from _groups(_ARABIC_HONORIFIC, folded, "honorific", 0.85)
    if language == "zh":
        yield from _chinese(folded)


def _in_lists(folded: str, blocks: Sequence[Block]) -> Iterator[Candidate]:
    footnote = cue("footnote")
    for block in blocks:
        if block.role not in {BlockRole.FOOTNOTE, BlockRole.BIOGRAPHY}:
            continue
        text = folded[block.start : block.end]
        if not (footnote.match(text.lstrip("*()† ")) or _MEMBERS.search(text[:400])):
            continue
        for match in _LISTED.finditer(text):
            yield Candidate(block.start + match.start("name"), block.start + match.end("name"), "list", 0.9)


@cache
def _after_role() -> re.Pattern[str]:
    titles = alternatives(part for one in ("en", "fr", "es", "ru") for part in lexicon(one).words["honorifics"])
    return re.compile(rf"(?:,? (?:(?:is|are|was) )?|\) ?:? ?)(?:{titles}\.? )?(?P<name>{FULL})")


@cache
def _before_role() -> re.Pattern[str]:
    return re.compile(rf"{_EDGE}(?P<name>{FULL}){_BETWEEN}\Z")


def beside_roles(folded: str, roles: Sequence[Found], language: str) -> Iterator[Candidate]:
    """Names right before or right after the words of an office."""
    for role in roles:
        words = folded[role.start : role.end]
        if language == "zh" and (match := _CHINESE_PLAIN.match(folded, role.end)):
            yield Candidate(*match.span("name"), "role-name", 0.85, short=True, role=words)
        window = max(0, role.start - 90)
        before = folded[window : role.start]
        if language == "ar" and (match := _ARABIC_BEFORE.search(before)):
            start = _after_verb(folded, window + match.start("name"), window + match.end("name"))
            yield Candidate(start, window + match.end("name"), "name-role", 0.9, role=words)
        match = _before_role().search(before)
        if match:
            span = (window + match.start("name"), window + match.end("name"))
            yield Candidate(*span, "name-role", 0.93, role=words)
        elif after := _after_role().match(folded, role.end):
            yield Candidate(*after.span("name"), "role-name", 0.93, role=words)


def _after_verb(folded: str, start: int, end: int) -> int:
    """Arabic puts the verb first: "said Name, …" """
    verbs = re.compile(rf"[وف]?{alternatives(lexicon('ar').words['say'])}(?: ايضا)? ")
    match = verbs.match(folded, start, end)
    if match:
        return match.end()
    words = folded[start:end].split(" ")
    return start + len(words[0]) + 1 if len(words) > 2 and words[0].startswith(("و", "ف")) and words[0].endswith("ت") else start


def _chinese(folded: str) -> Iterator[Candidate]:
    for match in _CHINESE_DOTTED.finditer(folded):
        start = match.start()
        head = re.search(r"(?:特别报告员|独立专家|主席|女士|先生|专家|包括|和|与|及|由)", match[0].split("·")[0])
        yield Candidate(start + (head.end() if head else 0), match.end(), "dotted", 0.85)
