"""Words, dates and numbers as a person reads them. Words stand in resources/i18n/<language>/ui.toml."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale

from resources import read_toml

_LOCALE = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def word(group: str, key: str) -> str:
    """The word for a value of the model (``kind``, ``release``); an unknown one is shown as it is."""
    words = read_toml("i18n/en/ui.toml").get(group, {})
    return str(words.get(key) or key.replace("_", " "))


def date_text(date: str | None, *, short: bool = False) -> str:
    """``2025-06-05`` as "5 June 2025", ``2025-06`` as "June 2025": never more precise than it is."""
    if not date:
        return "no date"
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return date
    day = QDate(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    month = "MMM" if short else "MMMM"
    return _LOCALE.toString(day, f"d {month} yyyy" if len(parts) > 2 else f"{month} yyyy")


def moment_text(moment: str) -> str:
    """An ISO 8601 moment as its day."""
    return date_text(moment[:10] or None, short=True)


def number(value: int) -> str:
    """12345 as "12,345"."""
    return _LOCALE.toString(value)


def counted(value: int, one: str, many: str | None = None) -> str:
    """ "1 statement", "2 statements"."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is one of a script written from the right."""
    return next((_direction(char) for char in text if _direction(char) is not None), False) is True


def _direction(char: str) -> bool | None:
    if "\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc":
        return True
    return False if char.isalpha() else None


def size_text(size: int) -> str:
    """12345678 bytes as "11.8 MB"."""
    return _LOCALE.formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def percent_text(share: float) -> str:
    """0.957 as "95 %": rounded down, so that only what is whole is 100."""
    return f"{int(100 * share)} %"
