"""Which encoding a text is in: byte order mark, then UTF-16 by its zeros, strict UTF-8, evidence."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from db.readers import legacy

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))
_SAMPLE = 1 << 16
_COMMON = re.compile("[\n \u3000\u3001\u3002\uff0c]")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_CONTROL_CHARACTERS = re.compile(
    "[\x00-\x08\x0e-\x19\x1c-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff\ufdd0-\ufdef]"
)
_HIGH = bytes(range(0x80, 0x100))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text; `undecodable` counts the places where bytes were replaced by U+FFFD."""

    text: str
    encoding: str
    undecodable: int = 0


def is_binary(data: bytes) -> bool:
    """Whether bytes are text in no encoding: too many control characters, and no UTF-16 or UTF-32."""
    if marked(data) is not None:
        return False
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls * 50 > len(data) and wide(data) is None


def marked(data: bytes) -> str | None:
    """The encoding told by a byte order mark."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: only the right one gives spaces and no control characters."""
    sample = data[:_SAMPLE]
    if b"\0" not in sample:
        return None
    best, most = None, 0
    for name, width in _WIDE:
        try:
            text = sample[: len(sample) // width * width].decode(name)
        except UnicodeDecodeError as error:
            if error.end < len(sample) - width:
                continue
            text = sample[: error.start].decode(name)
        common = len(_COMMON.findall(text))
        if common > most and len(_CONTROL_CHARACTERS.findall(text)) * 100 <= len(text):
            best, most = name, common
    return best


def decode(data: bytes) -> Decoded:
    """Bytes as text. Never fails: what cannot be decoded is replaced, and counted."""
    name = marked(data) or wide(data)
    if name is None:
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            name = _by_evidence(data)
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        return _replacing(data, name)


def _by_evidence(data: bytes) -> str:
    """Damaged UTF-8, where most characters beyond ASCII are sound UTF-8; else what came before Unicode."""
    read = data.decode("utf-8", "replace")
    damaged = read.count("\ufffd")
    sound = len(read) - damaged - len(data.translate(None, _HIGH))
    if sound > damaged:
        return "utf-8"
    return legacy.detect(data) or "utf-8"


def _replacing(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    already = data.count("\ufffd".encode()) if name.startswith("utf-8") else 0
    return Decoded(text, name, max(1, text.count("\ufffd") - already))
