"""Where persons are named: after honorifics, beside offices and verbs of saying, in lists of experts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from db.analysis.entities.layers import Found
from db.analysis.lexicon import cue, lexicon, with_english, word_list
from db.analysis.text import ARABIC, HAN, LOWER, UPPER, alternatives
from db.model import Block, BlockRole

NO_NAME = word_list("not_names")

_PARTICLE = (
    "(?:al|el|bin|ibn|van|von|der|den|de|da|di|do|dos|das|del|della|la|le|ben|bint|abu|ould|y|e|ter|du|af|zu)"
)
_TOKEN = (
    rf"(?:(?:al|el|as|at|ar|ad|an|ash|ben|bin)-)?[{UPPER}](?:'[{UPPER}])?(?:[{LOWER}]\w*+"
    rf"(?:['-]\w++)*+|\.(?:[{UPPER}]\.){{0,12}}|(?=[ -]))"
    rf"(?:-[{UPPER}][\w'-]*)?"
)
_NICK = r"(?:\s[“\"«][^”\"»\n]{2,20}[”\"»])?"
NAME = rf"{_TOKEN}(?:{_NICK} (?:{_PARTICLE} ){{0,2}}{_TOKEN}){{0,5}}"
FULL = rf"{_TOKEN}(?:{_NICK} (?:{_PARTICLE} ){{0,2}}{_TOKEN}){{1,5}}"
_EDGE = r"(?<![\w'-])"
_CHINESE_NAME = rf"[{HAN}]{{1,6}}(?:[·•‧][{HAN}]{{1,8}}?(?:-[{HAN}]{{1,6}}?)?){{1,8}}?"
_CHINESE_AFTER = (
    rf"(?=说|表示|注意|指出|提到|强调|警告|补充|认为|呼吁|告诉|回顾|欢迎|重申|是|在|和|与|及|[^{HAN}·-]|\Z)"
)
_BETWEEN = (
    r"(?:,? (?:(?:also|the|as|a|an|former|then|current|newly appointed|UN|United Nations|and|la|le"
    r"|el|is|was|our|nuestra|nuestro|notre|sa|son) )*|, | \()"
)


class Candidate(NamedTuple):
    """A name that may be a person's. `short` where one word is enough; `role` are the words of an office
    beside it."""

    start: int
    end: int
    rule: str
    confidence: float
    short: bool = False
    role: str | None = None


@cache
def _honorifics(language: str) -> re.Pattern[str]:
    titles = [part for one in with_english(language) for part in lexicon(one).words["honorifics"]]
    return re.compile(rf"(?:{alternatives(titles)}\.? )+")


@cache
def _verbs(language: str) -> re.Pattern[str]:
    return re.compile(
        alternatives(
            part for one in with_english(language) for part in lexicon(one).words["say"] if one != "zh"
        )
    )


_BEGINS = re.compile(rf"[{UPPER}aeb](?<![\w'-].)(?:(?<=[{UPPER}])|(?:l|s|t|r|d|n|sh|en|in)-[{UPPER}])")
"""Where names may begin. Looking for these letters first is several times as fast as for names at once."""


def each_name(pattern: re.Pattern[str], folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives, for a pattern that begins with `NAME` or `FULL` at a word's edge."""
    done = start
    for first in _BEGINS.finditer(folded, start, end):
        if first.start() >= done and (match := pattern.match(folded, first.start(), end)):
            done = match.end()
            yield match


_RUN = re.compile(rf"{_EDGE}{NAME}")
_AUXILIARY = re.compile(r" (?:has |have |also |today |a |ont |ha )?")


_REACHABLE = re.compile(r" ?\((?:[\w.+-]+@|\+?\d[\d ]|\[e|Tel|T\.|E-?mail)")
_LISTED = re.compile(
    rf"(?:(?<=[:;,(] )|(?<=\band )|(?<=\bet )|(?<=\by )|(?<=\bи )|(?<=\) , )|(?<=\A))"
    rf"(?P<name>{FULL})(?= ?(?:[,;.(]|and\b|et\b|y\b|и\b|\Z))"
)
_MEMBERS = re.compile(
    r"\b(?:comprised|composed|consists|composé|integrado|compuesto|состоит) ", re.IGNORECASE
)
_ARABIC_HONORIFIC = re.compile(
    rf"(?<![{ARABIC}])(?:السيدة?|الدكتورة?|الاستاذة?) (?P<name>[{ARABIC}]+(?: [{ARABIC}]+){{1,2}})"
)
_ARABIC_BEFORE = re.compile(rf"(?:\A|[\s:؛*،])(?P<name>[{ARABIC}]+(?: [{ARABIC}]+){{1,4}})، ?\Z")
_CHINESE_DOTTED = re.compile(_CHINESE_NAME + _CHINESE_AFTER)
_CHINESE_PLAIN = re.compile(rf"(?P<name>{_CHINESE_NAME}|[{HAN}]{{2,4}}?){_CHINESE_AFTER}")


def _groups(
    pattern: re.Pattern[str], folded: str, rule: str, confidence: float, short: bool = False
) -> Iterator[Candidate]:
    for match in pattern.finditer(folded):
        yield Candidate(*match.span("name"), rule, confidence, short)


def candidates(
    folded: str, language: str, blocks: Sequence[Block], roles: Sequence[Found]
) -> Iterator[Candidate]:
    """All names that stand where persons are named."""
    yield from _by_neighbours(folded, language)
    yield from beside_roles(folded, roles, language)
    yield from _in_lists(folded, blocks)
    if language == "ar":
        yield from _groups(_ARABIC_HONORIFIC, folded, "honorific", 0.85)
    if language == "zh":
        yield from _chinese(folded)


def _by_neighbours(folded: str, language: str) -> Iterator[Candidate]:
    """Names after an honorific, and full names beside a verb of saying."""
    honorifics, verbs = _honorifics(language), _verbs(language)
    for match in each_name(_RUN, folded, 0, len(folded)):
        start, end = match.span()
        if inside := honorifics.match(folded, start, end):
            if inside.end() < end:
                yield Candidate(inside.end(), end, "honorific", 0.95, short=True)
            continue
        before = folded[max(0, start - 30) : start]
        if before.endswith(" ") and honorifics.fullmatch(before.split("\n")[-1].split(" ")[-2] + " "):
            yield Candidate(start, end, "honorific", 0.95, short=True)
        elif " " in match[0] and (_says_before(before, verbs) or _says_after(folded, end, verbs)):
            yield Candidate(start, end, "saying", 0.85)
        elif " " in match[0] and _REACHABLE.match(folded, end):
            yield Candidate(start, end, "contact", 0.85)


def _says_before(before: str, verbs: re.Pattern[str]) -> bool:
    words = before.split()[-2:]
    if not words or not before.endswith(" "):
        return False
    return bool(verbs.fullmatch(words[-1].lstrip('"”»“«,')) or verbs.fullmatch(" ".join(words)))


def _says_after(folded: str, end: int, verbs: re.Pattern[str]) -> bool:
    gap = _AUXILIARY.match(folded, end)
    said = gap and verbs.match(folded, gap.end())
    return bool(said) and not folded[said.end() : said.end() + 1].isalnum() if said else False


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
    titles = alternatives(
        part for one in ("en", "fr", "es", "ru") for part in lexicon(one).words["honorifics"]
    )
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
        if match and not any(word in NO_NAME for word in match["name"].split()[1:]):
            span = (window + match.start("name"), window + match.end("name"))
            yield Candidate(*span, "name-role", 0.93, role=words)
        elif after := _after_role().match(folded, role.end):
            yield Candidate(*after.span("name"), "role-name", 0.93, role=words)


def beside_bodies(folded: str, bodies: Sequence[Found]) -> Iterator[Candidate]:
    """Names before the body that a person comes from: "Jane Doe, of the Union"."""
    for body in bodies:
        if not folded.endswith(_FROM, 0, body.start - (folded[body.start - 1 : body.start] == " ")):
            continue
        window = max(0, body.start - 90)
        match = _FROM_BODY.search(folded[window : body.start])
        if match:
            yield Candidate(window + match.start("name"), window + match.end("name"), "name-body", 0.86)


_FROM = ("of", "from", "with", "de", "del", "du", "des", "l'", " the", " la", " los", " las")
_FROM_BODY = re.compile(
    rf"{_EDGE}(?P<name>{FULL})(?:, (?:of|from|with)|,? (?:of|from)|, (?:del?|du|des|de l'"
    rf"|de la))(?: the| la| los| las)? ?\Z"
)


def _after_verb(folded: str, start: int, end: int) -> int:
    """Arabic puts the verb first: "said Name, …" """
    verbs = re.compile(rf"[وف]?{alternatives(lexicon('ar').words['say'])}(?: ايضا)? ")
    match = verbs.match(folded, start, end)
    if match:
        return match.end()
    words = folded[start:end].split(" ")
    return (
        start + len(words[0]) + 1
        if len(words) > 2 and words[0].startswith(("و", "ف")) and words[0].endswith("ت")
        else start
    )


def _chinese(folded: str) -> Iterator[Candidate]:
    for match in _CHINESE_DOTTED.finditer(folded):
        start = match.start()
        head = re.search(
            r"(?:报告员|专家|主席|女士|先生|包括|请联系|联系|和|与|及|由)", match[0].split("·")[0]
        )
        yield Candidate(start + (head.end() if head else 0), match.end(), "dotted", 0.85)
