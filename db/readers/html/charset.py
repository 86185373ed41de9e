"""Which encoding a page is in: byte order mark, sound UTF-8, what it declares, else evidence."""

from __future__ import annotations

import codecs
import re

from db.readers import encoding
from db.readers.encoding import Decoded

_HEAD = 4096
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_XML = re.compile(rb"""\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_ALIASES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "ansi": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso8859_8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "windows-31j": "cp932",
    "x-euc-jp": "euc_jp",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "koi8": "koi8_r",
    "unicode": "utf-8",
    "utf8": "utf-8",
}
_KNOWN = re.compile(
    r"(?:cp\d{3,4}|iso8859[-_]\d{1,2}|koi8[-_][rtu]|gb18030|big5hkscs|euc_(?:jp|kr)|iso2022_jp|mac[-_]\w+|utf-8)\Z"
)
"""Names of Python's codecs that pages may name: `idna` or `unicode_escape` would be something else."""

_HIGH = bytes(range(0x80, 0x100))
_MOST_WRONG = 200
"""One byte in so many beyond ASCII may be wrong in a page that is in the encoding it declares."""


def decode(data: bytes, charset: str | None = None) -> Decoded:
    """The page as text. `charset` is what the message or server around it says; it outranks the page's own.

    Sound UTF-8 is UTF-8 whatever is declared: text in another encoding is never sound by chance, and browsers
    save pages in UTF-8 without changing the declaration in them.
    """
    if encoding.marked(data) or encoding.wide(data):
        return encoding.decode(data)
    names = [name for name in (codec(charset), declared(data)) if name]
    if "iso2022_jp" not in names or b"\x1b" not in data:
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    for name in names:
        read = _try(data, name)
        if read is not None:
            return read
    return encoding.decode(data)


def declared(data: bytes) -> str | None:
    """The encoding the page itself names in its first 4 KiB, as Python names it."""
    head = data[:_HEAD]
    found = _XML.match(head) or _DECLARED.search(head)
    return codec(found[1].decode("ascii")) if found else None


def codec(label: str | None) -> str | None:
    """Python's name of an encoding that a page may be in; None for others."""
    if not label:
        return None
    name = label.strip().strip("\"'").lower()
    try:
        known = codecs.lookup(_ALIASES.get(name, name)).name
    except (LookupError, ValueError):
        return None
    return known if _KNOWN.match(known) else None


def _try(data: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        if name == "utf-8":
            return None
    text = data.decode(name, "replace")
    wrong = text.count("\ufffd")
    beyond = len(data) - len(data.translate(None, _HIGH))
    return Decoded(text, name, wrong) if 0 < wrong * _MOST_WRONG <= beyond else None
