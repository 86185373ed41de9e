"""Treaties and other instruments by name, and documents by symbol; references lend them their identifiers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from db.analysis.entities.layers import Found, Spans
from db.analysis.entities.words import Run, Words
from db.analysis.inflection import russian_cases
from db.analysis.lexicon import lexicon, with_english, word_list
from db.analysis.names import Case, Name, NameFinder
from db.catalogue import Catalogue
from db.model import EntityKind, Reference, ReferenceStatus

_TREATY_IDS = re.compile(r"(?:ilo:(?:[CPR]\d|CONST|DECL)|coe:|eu:)")
_PINPOINT = re.compile(
    r"^.{0,60}?\b(?:art(?:icle|icles|ículo|ículos)?s?\.?|paragraphs?|standards?|regulations?"
    r"|стать\w+|ст\.|第.{1,6}条)[^:;]{0,50}?"
    r"\b(?:of|de|del|du|des)\b (?:the |la |le |l'|el )?|^(?:стать\w+|ст\.|пункт\w*) \d[\d,и() -]*",
    re.IGNORECASE,
)
_PINPOINT_AFTER = re.compile(r"》?第[\d一二三四五六七八九十百]{1,5}条.*\Z|》\Z")
_ARTICLE = re.compile(r"^(?:the|la|le|les|l'|el|los|las) ?(?=\w)", re.IGNORECASE)
_TAIL = re.compile(r"(?:,? (?:of )?\d{4})?(?: \((?:No|núm|n°|№)\.? ?\d{1,3}\))?(?:, as amended)?")
_SMALL = frozenset(
    [
        "of",
        "for",
        "on",
        "against",
        "in",
        "the",
        "and",
        "to",
        "from",
        "by",
        "with",
        "or",
        "its",
        "all",
        "relating",
        "concerning",
    ]
)
_STARTERS = word_list("instrument_openers")
_LAWS = word_list("laws")
_SYMBOL = re.compile(
    r"(?<![\w/.])(?:(?:A|E|S|ST|CCPR|CERD|CEDAW|CRC|CAT|CED|CMW|CRPD|HRI)(?:/(?:[A-Z]{1,8}"
    r"(?:\.\d+)?|\d{1,4}[A-Z]?"
    r"|(?:Add|Rev|Corr|INF|CRP|WP|PV|SR|NGO|Res|RES|CN|AC|WG|GC|Sub)\.?\d*)){1,7}"
    r"(?:\([A-Z]+\))?)(?: \(\d{4}\))?(?![\w/])"
)
_LETTER = re.compile(r"(?<![\w/])(?:(?:JUA|JAL|UA|AL|OL) )?[A-Z]{3} \d{1,3}/(?:19|20)\d\d(?![\w/])")
_OPINION = re.compile(
    r"\b(?i:opinions?|avis|opini[oó]n(?:es)?|мнени\w+) (?P<number>(?:(?:No\.|Nos\.|n°|núm\."
    r"|№) ?)?\d{1,3}/\d{4})"
)
_RESOLUTION = re.compile(
    r"\b(?i:resolutions?|résolutions?|resoluci[oó]n(?:es)?|резолюци\w+"
    r"|decisions?)\b[^.;\d/]{0,60}? (?P<list>(?:S/|A/)?\d{1,4}(?:/\d{1,3})?(?: ?\((?:19"
    r"|20)\d\d\)|(?!\w))"
    r"(?:(?:, | and |, and | et | y | и )\d{1,4}/\d{1,3}(?: \((?:19|20)\d\d\))?)*)"
)
_ONE_RESOLUTION = re.compile(r"(?:[SA]/)?\d{1,4}(?:/\d{1,3}(?: \(\d{4}\))?| ?\(\d{4}\))")
_ILO_PAPER = re.compile(
    r"\b(?:GB\.\d{2,3}(?:/[A-Z]{2,5})*(?:/[\w().]+)*|ILC\.\d{2,3}(?:/[\w().]+)+)(?<![.,)])\)?"
)
_NEAR = 200
_NOT_LETTERS = frozenset({"ISO", "CIA", "FBI"})


@cache
def _names(catalogue: Catalogue) -> NameFinder:
    names = []
    for treaty in catalogue.treaties.values():
        label = treaty.names["en"]
        written = [*treaty.names.values(), *treaty.aliases]
        written += russian_cases(re.sub(r" \(.*\)\Z", "", treaty.names.get("ru", "")))
        for name in {re.sub(r" \(.*\)\Z", "", part).strip() for part in written}:
            if name.count(" ") >= 1 and not name.lower().startswith(("the ", "(", "un ")):
                names.append(Name(name, treaty.id, label, "treaty", Case.CAPITAL))
        for short in treaty.abbreviations:
            if len(short) > 3 or short == "CRC":
                names.append(Name(short, treaty.id, label, "treaty", Case.EXACT))
    return NameFinder(names)


def _is_treaty(id: str, catalogue: Catalogue) -> bool:
    return bool(_TREATY_IDS.match(id)) or id in catalogue.treaties


def _carved(folded: str, reference: Reference) -> tuple[int, int]:
    """The instrument's own words within a reference: without articles before it."""
    start, end = reference.start, reference.end
    for pattern in (_PINPOINT, _ARTICLE):
        match = pattern.match(folded[start:end])
        if match and end - start - match.end() >= 3:
            start += match.end()
    after = _PINPOINT_AFTER.search(folded[start:end])
    return start, start + after.start() if after and after.start() > 2 else end


def from_references(folded: str, references: Sequence[Reference], catalogue: Catalogue) -> Iterator[Found]:
    """Treaties that references point to."""
    for reference in references:
        ids = [reference.id] if reference.id else []
        if reference.status is not ReferenceStatus.RESOLVED or not ids or not _is_treaty(ids[0], catalogue):
            continue
        start, end = _carved(folded, reference)
        if _names_it(folded[start:end]):
            yield Found(
                kind=EntityKind.TREATY,
                start=start,
                end=end,
                id=ids[0],
                name=catalogue.label(ids[0]),
                confidence=0.97,
                origin="reference",
            )


def _names_it(words: str) -> bool:
    """Whether the words name an instrument, rather than point back to one ("the two Conventions", "article
    2")."""
    if re.match(r"(?:articles?|art|arts|artículos?|стать\w+|المادة|第)\b\.? ?", words, re.IGNORECASE):
        return False
    if any(char.isdigit() for char in words) or re.search(r"\b[A-Z]{3,}", words):
        return True
    capitals = [word for word in words.split() if word[0].isupper()]
    plain = words.split()
    return (
        (len(capitals) >= 2 and capitals[0].lower() not in _POINTING)
        or (not words[0].isupper() and len(plain) >= 4)
        or (not words.isascii() and (len(plain) >= 4 or (len(plain) == 1 and len(words) >= 7)))
    )


_POINTING = frozenset(
    {"this", "the", "these", "both", "that", "those", "all", "cette", "este", "esta", "its"}
)


def listed(folded: str, low: str, catalogue: Catalogue) -> Iterator[Found]:
    """Treaties by their names and abbreviations; an abbreviation that names a committee is none."""
    for hit in _names(catalogue).find(folded, low):
        if re.match(r" Committee\b", folded[hit.end : hit.end + 12]):
            continue
        start, end = hit.start, hit.end
        if match := re.search(r"(?<!\w)(?:UN|United Nations) \Z", folded[max(0, start - 16) : start]):
            start -= len(match[0])
        if hit.name.written.count(" ") and (tail := _TAIL.match(folded, end)):
            end = tail.end()
        yield Found(
            kind=EntityKind.TREATY,
            start=start,
            end=end,
            id=hit.name.id,
            name=hit.name.label,
            confidence=0.95,
            origin="treaty-list",
        )


@cache
def _heads(language: str) -> frozenset[str]:
    return frozenset(
        head for one in with_english(language) for head in lexicon(one).words["instrument_heads"]
    )


def patterned(
    folded: str, words: Words, language: str, countries: Spans, bodies: frozenset[int]
) -> Iterator[Found]:
    """Instruments that no list holds, by the form of their names: "… Convention", "Declaration on …"."""
    heads = _heads(language)
    for whole in words.runs(_SMALL):
        if not any(word.text in heads for word in whole):
            continue
        run = _before_body(whole, bodies)
        at = next((index for index, word in enumerate(run) if word.text in heads), None)
        if at is None or any(word.text in _LAWS for word in run[: at + 1]):
            continue
        first = _first(run, at, countries)
        before = [word for word in run[first:at] if word.capital]
        after = run[at + 1 :]
        if not after and (
            len(before) < 1
            or run[at].text not in {"Convention", "Covenant", "Protocol", "Statute", "Charter"}
        ):
            continue
        if after and after[0].text not in _SMALL:
            continue
        if not any(word.capital for word in after) and not before:
            continue
        end = run[-1].end
        tail = _TAIL.match(folded, end)
        end = tail.end() if tail else end
        yield Found(
            kind=EntityKind.TREATY,
            start=run[first].start,
            end=end,
            name=folded[run[first].start : end],
            confidence=0.75,
            origin="instrument-pattern",
        )


def _before_body(run: Run, bodies: frozenset[int]) -> Run:
    """A run up to an "and" that a listed body follows."""
    for index in range(1, len(run)):
        if run[index].start in bodies and run[index - 1].text in {"and", "or"}:
            return run[: index - 1]
    return run


def _first(run: Run, at: int, countries: Spans) -> int:
    """Where the instrument's name begins: after words that only begin the sentence, and after a country."""
    first = 0
    for index, word in enumerate(run[:at]):
        if word.text in _STARTERS or not countries.free(word.start, word.end):
            first = index + 1
    while first < at and not run[first].capital:
        first += 1
    return first


def symbols(folded: str, references: Sequence[Reference]) -> Iterator[Found]:
    """Documents by symbol, letters of the Special Procedures, resolutions and opinions by number."""
    by_span = sorted(
        (ref for ref in references if ref.id and ref.id.startswith(("un:", "ilo:"))),
        key=lambda ref: ref.start,
    )
    starts = [ref.start for ref in by_span]
    for start, end in _symbol_spans(folded):
        at = bisect_left(starts, start - _NEAR)
        near = by_span[at : bisect_left(starts, end)]
        ids = {ref.id for ref in near if _within((ref.start, ref.end), (start, end))}
        id = ids.pop() if len(ids) == 1 else None
        yield Found(
            kind=EntityKind.SYMBOL,
            start=start,
            end=end,
            id=id,
            name=(id or folded[start:end]).partition(":")[2] or folded[start:end],
            confidence=0.95,
            origin="symbol",
        )


def _within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether one of two spans lies in the other."""
    return (one[0] <= other[0] and other[1] <= one[1]) or (other[0] <= one[0] and one[1] <= other[1])


def _symbol_spans(folded: str) -> Iterator[tuple[int, int]]:
    slash = "/" in folded
    if slash:
        yield from (match.span() for match in _SYMBOL.finditer(folded))
    if "GB." in folded or "ILC." in folded:
        yield from (match.span() for match in _ILO_PAPER.finditer(folded))
    if slash:
        for match in _LETTER.finditer(folded):
            if match[0][:3] not in _NOT_LETTERS:
                yield match.span()
        for match in _OPINION.finditer(folded):
            yield match.span("number")
    for match in _RESOLUTION.finditer(folded):
        offset = match.start("list")
        for one in _ONE_RESOLUTION.finditer(match["list"]):
            yield offset + one.start(), offset + one.end()
