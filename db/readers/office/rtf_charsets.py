"""Code pages of RTF: of the document, and of its fonts (RTF 1.9.1, "Character Set" and "Font Table")."""

from __future__ import annotations

_BY_CHARSET = {
    77: "mac_roman",
    78: "shift_jis",
    79: "euc_kr",
    80: "gb2312",
    81: "big5",
    83: "hebrew",
    84: "arabic",
    85: "mac_greek",
    86: "mac_turkish",
    87: "cp874",
    88: "mac_latin2",
    89: "mac_cyrillic",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5hkscs",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    179: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_MAC = {83: "cp1255", 84: "mac_arabic"}
_BY_PAGE = {
    708: "iso8859_6",
    709: "iso8859_6",
    710: "iso8859_6",
    711: "iso8859_6",
    932: "cp932",
    936: "gb18030",
    949: "cp949",
    950: "big5hkscs",
    1361: "johab",
    10000: "mac_roman",
    10001: "shift_jis",
    10004: "mac_arabic",
    10006: "mac_greek",
    10007: "mac_cyrillic",
    10029: "mac_latin2",
    10081: "mac_turkish",
    20127: "cp1252",
    20866: "koi8_r",
    21866: "koi8_u",
    54936: "gb18030",
    65001: "utf-8",
}
_BY_NAME = (
    (" cyr", "cp1251"),
    (" ce", "cp1250"),
    (" greek", "cp1253"),
    (" tur", "cp1254"),
    (" baltic", "cp1257"),
    (" (arabic)", "cp1256"),
    (" (hebrew)", "cp1255"),
    (" (vietnamese)", "cp1258"),
)
"""Ends of the names that Windows gave to fonts of one script before fonts had character sets."""

DEFAULT_CHARSETS = frozenset({0, 1})
SYMBOLS = 2


def by_page(number: int) -> str | None:
    """The codec for a code page of Windows; None where there is none."""
    if number in _BY_PAGE:
        return _BY_PAGE[number]
    if number in {437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874}:
        return f"cp{number}"
    if 1250 <= number <= 1258:
        return f"cp{number}"
    return f"iso8859_{number - 28590}" if 28591 <= number <= 28606 and number != 28602 else None


def by_charset(number: int) -> str | None:
    """The codec for the character set of a font; None for the default one, and for those not known."""
    return _MAC.get(number) or _BY_CHARSET.get(number)


def by_font_name(name: str) -> str | None:
    low = name.strip().lower()
    return next((codec for end, codec in _BY_NAME if low.endswith(end)), None)


def is_symbol_font(name: str) -> bool:
    return name.strip().lower().startswith(("symbol", "wingdings", "webdings"))
