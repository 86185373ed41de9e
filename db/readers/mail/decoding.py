"""Bytes of a message as text: transfer encodings, and character sets that may be wrong or missing."""

from __future__ import annotations

import binascii
import re

from db.readers import encoding
from db.readers.encoding import Decoded

_NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
)
_ALIASES = {
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "iso-8859-8-i": "iso-8859-8",
    "cp-850": "cp850",
    "unicode-1-1-utf-7": "utf-7",
    "x-mac-roman": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
}
"""Names that stand for more than they say, as mail programs use them (WHATWG Encoding, 4.2)."""

_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs"})
"""Codecs of Python that no message can mean; some take time that grows with the square."""

_NAME = re.compile(r"[A-Za-z0-9_.:+-]{1,40}")
_UUENCODED = re.compile(rb"^begin [0-7]{3,4} [^\n]*\n", re.MULTILINE)


def untransferred(data: bytes, form: str) -> tuple[bytes, bool]:
    """The bytes that were sent, and whether all of them could be told."""
    match form.strip().lower():
        case "base64":
            return _base64(data)
        case "quoted-printable":
            return binascii.a2b_qp(data), True
        case "x-uuencode" | "uuencode" | "uue" | "x-uue":
            return _uuencoded(data)
        case _:
            return data, True


def _base64(data: bytes) -> tuple[bytes, bool]:
    """What stands behind the filling, such as a mailing list's footer, is none of it."""
    end = data.find(b"=")
    plain = (data if end < 0 else data[:end]).translate(None, _NOT_BASE64)
    odd = len(plain) % 4
    whole = odd != 1
    if odd == 1:
        plain = plain[:-1]
    return binascii.a2b_base64(plain + b"=" * (-len(plain) % 4)), whole


def _uuencoded(data: bytes) -> tuple[bytes, bool]:
    found = _UUENCODED.search(data)
    if found is None:
        return data, False
    pieces, whole = [], b"\nend" in data
    end = data.find(b"\nend", found.end() - 1)
    for line in data[found.end() : end if end >= 0 else len(data)].splitlines():
        try:
            pieces.append(binascii.a2b_uu(line))
        except binascii.Error:
            whole = False
    return b"".join(pieces), whole


def codec(charset: str | None) -> str | None:
    """Python's name for a character set that a message names; None where it is not known."""
    name = (charset or "").strip().strip("\"'").lower()
    if not _NAME.fullmatch(name):
        return None
    name = _ALIASES.get(name, name)
    if name.replace("-", "_") in _NO_CHARSETS:
        return None
    try:
        bytes(4).decode(name)  # of nothing at all no name would be looked up
    except (LookupError, ValueError):
        return None
    return name


def text(data: bytes, charset: str | None) -> Decoded:
    """As the message says, unless the bytes say otherwise; line ends made alike."""
    name = codec(charset)
    decoded = _as_said(data, name) if name is not None else None
    decoded = decoded or encoding.decode(data)
    shown = decoded.text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return Decoded(shown, decoded.encoding, decoded.undecodable)


def _as_said(data: bytes, name: str) -> Decoded | None:
    if name.startswith(("cp125", "iso-8859")) and not data.isascii():
        try:  # UTF-8 that is named wrongly: bytes of Western text are hardly ever UTF-8 by chance
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    try:
        return Decoded(data.decode(name), name)
    except (UnicodeDecodeError, ValueError):
        return None
