"""Who is said to speak a quotation: words of saying before it, after it or set into it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from db.analysis.lexicon import lexicon, with_english
from db.analysis.text import alternatives

_REACH = 220


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where the speaker stands: `[start, end)` of the text; `first` where the speaker is at its beginning."""

    start: int
    end: int
    first: bool


@dataclass(frozen=True, slots=True)
class _Patterns:
    after_verb: re.Pattern[str]
    after_subject: re.Pattern[str]
    before: re.Pattern[str]
    inset: re.Pattern[str]


_MARKS = '“”"«»„「」'
_SUBJECT = (
    rf"(?:[^,.;:{_MARKS}\n]|(?<=\bM[rs])\.|(?<=\b[DS][rt])\.|(?<=\bM)\.|(?<=\bMrs)\.|(?<=\bSra)\.|"
    rf"(?<=\b[A-Z])\.)"
)
"""A character of a subject: the dots of honorifics and initials end no sentence."""


@cache
def _patterns(language: str) -> _Patterns:
    languages = with_english(language)
    verbs = alternatives(part for one in languages for part in lexicon(one).words["say"])
    asides = alternatives(part for one in languages for part in lexicon(one).words["say_aside"])
    turned = alternatives(part for one in languages for part in lexicon(one).words.get("turned", ()))
    that = alternatives(part for one in languages for part in lexicon(one).words["that"])
    edge = r"(?!\w)" if language not in {"zh"} else ""
    start = r"(?<!\w)" if language not in {"zh", "ar"} else ""
    clitic = r"[وف]?" if language == "ar" else ""
    lead = r"\s*[,.;،，]?\s*[–—-]?\s*"
    said = rf"{start}{clitic}(?:{turned}|{verbs}{edge})"
    return _Patterns(
        after_verb=re.compile(
            rf"{lead}(?:(?:{asides})\s+)?(?P<verb>{said})[ \t]*(?P<who>[^{_MARKS}\n]{{0,200}})", re.IGNORECASE
        ),
        after_subject=re.compile(
            rf"{lead}(?P<who>{_SUBJECT}{{1,90}}?)\s*(?P<beside>,(?:[^.;:{_MARKS}\n]|"
            rf"(?<=\bM[rs])\.|(?<=\bDr)\.){{3,220}}?,\s*)?(?:(?:{asides})\s*)*{said}",
            re.IGNORECASE,
        ),
        before=re.compile(
            rf"{said}(?P<after>[^{_MARKS}\n]{{0,170}}?)\s*(?:[:：,，]|,? (?:{that})|[–—]|(?<='))\s*\Z",
            re.IGNORECASE,
        ),
        inset=re.compile(
            rf"[,.!?…][“”„»\"]?\s*[–—]?\s*(?P<verb>{said})[ \t]*(?P<who>(?:[^.;{_MARKS}\n–—]|"
            rf"(?<=\bMme)\.|(?<=\bM)\.){{0,130}})?",
            re.IGNORECASE,
        ),
    )


def after_quote(folded: str, start: int, end: int, language: str) -> Attribution | None:
    """The speaker in the words after a quotation, up to `end`."""
    piece = folded[start : min(end, start + _REACH)]
    patterns = _patterns(language)
    new_sentence = _begins_sentence(folded, start, piece)
    match = patterns.after_verb.match(piece)
    if (
        match
        and not new_sentence
        and (_spoken_of(match["who"]) or _is_turned(match["verb"]) or language in _PRONOUN_FREE)
    ):
        first = match.start("verb") if _is_turned(match["verb"]) else match.start("who")
        end = match.end("who") if _is_turned(match["verb"]) or _spoken_of(match["who"]) else first
        return Attribution(start + first, start + end, True)
    match = patterns.after_subject.match(piece)
    if match and _is_subject(match["who"]) and not (new_sentence and not _CLOSES.match(piece, match.end())):
        end = match.end("beside") if match["beside"] else match.end("who")
        return Attribution(start + match.start("who"), start + end, False)
    return None


_CLOSES = re.compile(r"\s*(?:[.,;:]|\Z|today\b|hoy\b|aujourd'hui\b)")


def _begins_sentence(folded: str, start: int, piece: str) -> bool:
    """Whether the quotation ended its sentence and a new one begins after it."""
    after = piece.lstrip()
    inside = folded[max(0, start - 6) : start - 1].rstrip()
    return inside[-1:] in {".", "!", "?", "…"} and after[:1].isupper() and not piece.startswith(",")


def _spoken_of(who: str) -> bool:
    """Whether words after the verb go on to name somebody."""
    return bool(who.strip()) and who.lstrip()[0] not in ".,;:)"


_PRONOUN_FREE = frozenset({"es", "ar", "zh"})
"""Languages in which "said" alone may stand for "he said"."""


def _is_turned(verb: str) -> bool:
    return bool(re.search(r"-(?:ils?|elles?)\b", verb))


_NO_SUBJECT = re.compile(
    r"^(?:and|but|which|that|as|in|to|for|with|is|was|et|qui|que|y|и|а|но)\b", re.IGNORECASE
)


def _is_subject(who: str) -> bool:
    return len(who.split()) <= 14 and not _NO_SUBJECT.match(who.strip())


def before_quote(folded: str, start: int, quote: int, language: str) -> Attribution | None:
    """The speaker in the sentence before a quotation that words of saying lead up to."""
    window = max(start, quote - _REACH - 60)
    piece = folded[window:quote]
    matches = list(_iterate(_patterns(language).before, piece))
    if not matches:
        return None
    match = matches[-1]
    sentence = _sentence_start(piece, match.start())
    if language in {"ar"} or (
        match["after"].strip(" ,:") and not piece[sentence : match.start()].strip(" ,.:–—-«»")
    ):
        return Attribution(window + match.start("after"), window + match.end("after"), True)
    return Attribution(window + sentence, window + match.start(), False)


def _iterate(pattern: re.Pattern[str], piece: str) -> list[re.Match[str]]:
    """Matches at every beginning: the pattern is bound to the end, so that the last is the nearest verb."""
    found: list[re.Match[str]] = []
    at = 0
    while match := pattern.search(piece, at):
        found.append(match)
        at = match.start() + 1
    return found


def _sentence_start(piece: str, end: int) -> int:
    last = 0
    for match in re.finditer(
        r"(?<!\bMs)(?<!\bMr)(?<!\bDr)(?<!\bMrs)[.!?…。！？”»\n]\s+|[。！？]", piece[:end]
    ):
        last = match.end()
    return last


_INTERRUPTED = frozenset({"fr", "ru", "es"})
"""Languages that put the speaker within the marks."""


def inset(folded: str, start: int, end: int, language: str) -> Attribution | None:
    """The speaker named within the marks, as French and Russian do (", a-t-elle dit, " and ", – said Name.
    – ")."""
    if language not in _INTERRUPTED:
        return None
    match = _patterns(language).inset.search(folded, start, end)
    if match is None:
        return None
    if _is_turned(match["verb"]):
        return Attribution(match.start("verb"), match.end("verb"), True)
    if match["who"] and (
        folded[match.start() : match.start() + 4].count("–")
        or folded[match.start() : match.start() + 4].count("—")
        or language == "fr"
    ):
        return Attribution(match.start("who"), match.end("who"), True)
    return None
