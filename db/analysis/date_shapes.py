"""The shapes of dates, language by language, as regular expressions over folded text.

Every shape names its parts: `day`, `name` (a month's name) or `month` (its number), `year`; of a range also
`day2` and `year2`, and `month2` for the name of the *first* month where both are named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from db.analysis.lexicon import LANGUAGES, lexicon
from db.analysis.text import alternatives, lower
from resources import read_toml

_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?!\d)"
_DAY = r"(?P<day>\d{1,2})"
_UNTIL = r"(?:-|–|—|to|and|until|through|au|et|al?|y|e|и|по|до|по|i|bis|und|الى|حتى|و)"
_TO_DAY = rf"(?:\s?{_UNTIL}\s?(?P<day2>\d{{1,2}}))"
_FIGURES = (
    r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?![\d-])",
    r"(?<![\d/.])(?P<day>[0-3]?\d)\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)(?![\d.]\d)(?!\d)",
    r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)(?P<sign>[./])(?P<month>0?[1-9]|1[0-2])(?P=sign)(?P<day>[0-3]?\d)(?![\d./-])",
    r"(?<![\w/.])(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/(?P<year>(?:19|20)\d\d)(?![\d/])",
)
_NUMERAL = "〇○零一二三四五六七八九"
_ONES = _NUMERAL[3:]
_CHINESE_DAY = rf"(?P<{{}}>[12]\d|3[01]|0?[1-9]|[二三]?十[{_ONES}]?|廿[{_ONES}]?|[{_ONES}])\s?[日号號]"
_CHINESE = (
    rf"(?<![\d{_NUMERAL}])(?P<year>(?:1[6-9]|20)\d\d|[一二][{_NUMERAL}]{{3}})\s?年(?:\s?"
    rf"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[{_ONES}])\s?月(?:\s?{_CHINESE_DAY.format('day')}"
    rf"(?:\s?[至到—–-]\s?(?:\d{{1,2}}月)?{_CHINESE_DAY.format('day2')})?)?)?",
    r"(?<![\d年])(?P<month>1[0-2]|[1-9])月(?P<day>[12]\d|3[01]|[1-9])[日号號]",
)
_RUSSIAN_YEAR = r"(?:\s?(?:годах|годов|годами|годы|годом|годзе|года|году|год|гг?\.|року|році|рік|рр?\.))"


@dataclass(frozen=True, slots=True)
class Shapes:
    """The compiled shapes of a language and of English.

    Attributes:
        figures: shapes that begin with a figure; to be tried where a run of figures begins.
        words: shapes that begin with a word; to be searched.
    """

    figures: tuple[re.Pattern[str], ...]
    words: tuple[re.Pattern[str], ...]


def _extra() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = read_toml("languages/dates.toml")["months"]
    return found


@cache
def _months(language: str) -> tuple[tuple[str, ...], ...]:
    own = lexicon(language).months if language in LANGUAGES else ((),) * 12
    more = _extra().get(language) or [[]] * 12
    return tuple((*names, *others) for names, others in zip(own, more, strict=True))


def _spoken(language: str) -> tuple[str, ...]:
    known = language in LANGUAGES or language in read_toml("languages/dates.toml")["like"]
    return ("en",) if not known or language == "en" else (language, "en")


@cache
def month_numbers(language: str) -> dict[str, int]:
    """Month names of a language and of English in small letters, with their numbers."""
    return {
        lower(name): number
        for one in reversed(_spoken(language))
        for number, names in enumerate(_months(one), start=1)
        for name in names
    }


def _english(month: str, second: str) -> tuple[list[str], list[str]]:
    day = rf"{_DAY}(?:st|nd|rd|th|[.\"'*°])?"  # a raised "th" is read from a picture as a sign
    figures = [
        rf"{day}(?:\s{second}\.?)?{_TO_DAY}?(?:st|nd|rd|th|\.)?\s(?:of\s|day\sof\s)?{month}\.?(?:,?\s{_YEAR})?",
        rf"{_DAY}-{month}\.?\s{{0,2}}-(?:{_YEAR}|(?P<short>\d\d)(?!\d))",
    ]
    words = [
        rf"{second}\.?\s{_DAY}\s?{_UNTIL}\s?{month}\.?\s(?P<day2>\d{{1,2}})(?:,?\s{_YEAR})(?![\d/])",
        rf"{month}\.?\s{day}{_TO_DAY}?(?:,?\s{_YEAR})?(?![\d/])",
        rf"{month}\.?,?\s(?:of\s)?{_YEAR}",
    ]
    return figures, words


def _french(month: str, second: str) -> tuple[list[str], list[str]]:
    figures = [
        rf"{_DAY}(?:er)?(?:\s{second}\.?)?{_TO_DAY}?(?:er)?\s{month}\.?(?:\s{_YEAR})?",
        rf"{_DAY}-{month}\.?\s{{0,2}}-(?:{_YEAR}|(?P<short>\d\d)(?!\d))",
    ]
    return figures, [rf"{month}\.?\s{_YEAR}"]


def _spanish(month: str, second: str) -> tuple[list[str], list[str]]:
    day = rf"{_DAY}(?:er|ro|º|°)?"
    figures = [
        rf"{day}(?:\s(?:de\s)?{second}\.?)?{_TO_DAY}?\s(?:de\s)?{month}\.?(?:,?\s(?:del?\s)?(?:año\s)?{_YEAR})?",
        rf"{_DAY}-{month}\.?\s{{0,2}}-(?:{_YEAR}|(?P<short>\d\d)(?!\d))",
    ]
    return figures, [rf"{month}\.?\s(?:del?\s)?{_YEAR}"]


def _russian(month: str, second: str) -> tuple[list[str], list[str]]:
    year = rf"{_YEAR}{_RUSSIAN_YEAR}?"
    figures = [
        rf"{_DAY}(?:\s{second})?{_TO_DAY}?\s{month}(?:\s{year})?",
        rf"{_YEAR}(?:\s?[-–]\s?(?P<year2>(?:19|20)\d\d))?(?:-[а-я]{{1,3}})?{_RUSSIAN_YEAR}",
    ]
    return figures, [rf"{month}\s{year}"]


def _arabic(month: str, second: str) -> tuple[list[str], list[str]]:
    other = month.replace("(?P<name>", "(?:")
    twice = rf"{month}(?:\s?(?:/|\(|-)\s?{other}\)?)?"
    first = rf"{second}(?:\s?(?:/|\()\s?{other}\)?)?"
    year = rf"(?:\s?،?\s?(?:من\s)?(?:عام\s|سنة\s|لعام\s)?{_YEAR}م?)"
    return (
        [rf"{_DAY}(?:\s{first})?{_TO_DAY}?\s?(?:من\s)?(?:شهر\s)?{twice}{year}?"],
        [rf"{twice}{year}"],
    )


_MAKERS = {"en": _english, "fr": _french, "es": _spanish, "ru": _russian, "ar": _arabic}


def _of_language(language: str) -> tuple[list[str], list[str]]:
    names = alternatives(re.escape(name) for month in _months(language) for name in month)
    month, second = rf"(?P<name>{names})(?!\w)", rf"(?P<month2>{names})"
    like = read_toml("languages/dates.toml")["like"].get(language, language)
    if language == "ar":
        month = month.replace(r"(?!\w)", "(?![\u0620-\u064a])")
    figures, words = _MAKERS[like](month, second)
    before = r"(?<![\w/])" if language != "ar" else r"(?<!\d)"
    if language in LANGUAGES and (cues := lexicon(language).words.get("year_before")):
        words.append(
            rf"(?<!-){alternatives(cues)}[\s-]{_YEAR}(?P<bare>)(?![\d/]|-\d|\s?%|[.,]\d)"
            r"(?:\s?[-–]\s?(?P<year2>(?:19|20)\d\d)(?!\d))?"
        )
    return [before + shape for shape in figures], [before + shape for shape in words]


@cache
def shapes(language: str) -> Shapes:
    """The shapes of a language (English ones with them, and those of figures)."""
    figures: list[str] = []
    words: list[str] = []
    for one in _spoken(language):
        if one == "zh":
            figures += _CHINESE
            continue
        more, others = _of_language(one)
        figures += more
        words += others
    made = [
        tuple(re.compile(shape, re.IGNORECASE) for shape in some) for some in ([*figures, *_FIGURES], words)
    ]
    return Shapes(made[0], made[1])
