"""What stands in a cell, made fit to be a fact: never more than is written, nothing where it is unclear."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ].*)?)?)?")
_JOINED = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d.*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?: .*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})(?:,? .*)?")
_CHINESE = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日.*)?)?")
_DAY_MONTH = re.compile(
    r"(?:[^\W\d_]+\.?,? )?(\d{1,2})(?:st|nd|rd|th|er|\.)? (?:de |of )?"
    r"([^\W\d_]+)\.?,? (?:de |del )?(\d{4})\b.*"
)
_MONTH_DAY = re.compile(r"(?:[^\W\d_]+\.?, )?([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b.*")
_MONTH = re.compile(r"([^\W\d_]+)\.?,? (?:de |del )?(\d{4})")
_MONTHS = (
    "jan january janvier enero января январь janeiro",
    "feb february février fevrier febrero февраля февраль fevereiro",
    "mar march mars marzo марта март março",
    "apr april avril abril апреля апрель",
    "may mai mayo мая май maio",
    "jun june juin junio июня июнь junho",
    "jul july juillet julio июля июль julho",
    "aug august août aout agosto августа август",
    "sep sept september septembre septiembre setiembre сентября сентябрь setembro",
    "oct october octobre octubre октября октябрь outubro",
    "nov november novembre noviembre ноября ноябрь novembro",
    "dec december décembre decembre diciembre декабря декабрь dezembro",
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_LANGUAGES = {
    name: code
    for code, names in {
        "en": "eng english anglais inglés ingles английский 英文 英语 الإنجليزية",
        "fr": "fra fre french français francais francés frances французский 法文 法语 الفرنسية",
        "es": "spa spanish espagnol español espanol castellano испанский 西班牙文 西班牙语 الإسبانية",
        "ru": "rus russian russe ruso русский 俄文 俄语 الروسية",
        "ar": "ara arabic arabe árabe арабский العربية عربي 阿拉伯文 阿拉伯语",
        "zh": "zho chi cmn chinese chinois chino китайский 中文 汉语 الصينية",
        "pt": "por portuguese portugais portugués português",
        "de": "deu ger german allemand alemán deutsch",
    }.items()
    for name in names.split()
}
_LANGUAGE_TAG = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9-_]{2,12})?")
_URL = re.compile(r"https?://[^\s<>\"]{3,2000}", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff]")
_FIRST_YEAR, _LAST_YEAR = 1800, 2199


def plain_date(cell: str, *, day_first: bool | None = None) -> str | None:
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` where the cell says so plainly; else None.

    "05/06/2025" is no plain date, unless `day_first` tells what the column's other cells show; where full
    stops stand between the numbers, the day comes first (nowhere the month).
    """
    cell = " ".join(cell.split())
    if not cell or len(cell) > 60:
        return None
    for pattern in (_ISO, _JOINED, _YEAR_FIRST, _CHINESE):
        if (match := pattern.fullmatch(cell)) is not None:
            return _checked(*match.groups())
    if (match := _YEAR_LAST.fullmatch(cell)) is not None:
        if day_first is None and match[2] == ".":
            day_first = True
        return _year_last(int(match[1]), int(match[3]), match[4], day_first)
    return _in_words(cell)


def day_comes_first(cells: Iterable[str]) -> bool | None:
    """Whether the dates of a column begin with the day: told by one whose first or second part is over 12."""
    first = second = False
    for cell in cells:
        match = _YEAR_LAST.fullmatch(cell.strip())
        if match is not None:
            first |= int(match[1]) > 12
            second |= int(match[3]) > 12
    return None if first == second else first


def _year_last(one: int, two: int, year: str, day_first: bool | None) -> str | None:
    if one > 12 or two > 12:
        day_first = one > 12
    elif one == two:
        day_first = True
    elif day_first is None:
        return None
    day, month = (one, two) if day_first else (two, one)
    return _checked(year, str(month), str(day))


def _in_words(cell: str) -> str | None:
    for pattern, order in ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2)), (_MONTH, (2, 1, 0))):
        match = pattern.fullmatch(cell)
        if match is None:
            continue
        year, month, day = order
        number = _MONTH_NUMBERS.get(match[month].casefold())
        if number is not None:
            return _checked(match[year], str(number), match[day] if day else None)
    return None


def _checked(year: str, month: str | None = None, day: str | None = None) -> str | None:
    try:
        date = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if not _FIRST_YEAR <= date.year <= _LAST_YEAR:
        return None
    return date.isoformat()[: 10 if day else 7 if month else 4]


def clean_language(cell: str) -> str | None:
    """ISO 639-1 for a code or a name of a language; None where it is neither."""
    cell = cell.strip()
    named = _LANGUAGES.get(cell.casefold())
    if named is not None:
        return named
    tag = _LANGUAGE_TAG.fullmatch(cell)
    return tag[1].lower() if tag is not None else None


def clean_url(cell: str) -> str | None:
    """The address of a page, or None for what is none."""
    cell = cell.strip()
    return cell if _URL.fullmatch(cell) else None


def clean_line(cell: str, most: int) -> str | None:
    """One line of at most `most` characters; None for nothing."""
    line = " ".join(whole(cell)[0].split())
    return (line if len(line) <= most else line[: most - 1] + "…") or None


def whole(cell: str) -> tuple[str, int]:
    """The cell as text that can be stored, and in how many places it could not be decoded."""
    if cell.isascii():
        return cell, 0
    return _SURROGATES.subn("\ufffd", cell)
