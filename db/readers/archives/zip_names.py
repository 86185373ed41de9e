"""Names in a ZIP file: which encoding they are in, and which ones are nothing of the user's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from db.readers import plausible
from db.readers.archives.zip_list import Entry
from db.readers.names import clean_name
from db.readers.plausible import Letters

_SINGLE: dict[str, Letters] = {
    "cp437": plausible.WESTERN,
    "cp1252": plausible.WESTERN_MAC,
    "cp866": plausible.CYRILLIC,
    "cp1251": plausible.CYRILLIC,
    "cp852": plausible.CENTRAL,
    "cp720": plausible.ARABIC,
    "cp1256": plausible.ARABIC,
}
_DOUBLE = ("gb18030", "big5", "euc_kr")
_WORDS = re.compile(r"[^\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")
_KANA = re.compile("[\u3041-\u30ff]")
_UTF_8 = 0x800
_JUNK = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_DRIVE = re.compile(r"^[A-Za-z]:")
_DEVICE = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)


def is_junk(path: str) -> bool:
    """What systems leave in a ZIP file by themselves."""
    return _JUNK.search(path) is not None


def shown_path(name: str) -> str:
    """A name for showing: a path below the ZIP file, whatever it would have been on a disk.

    No drive, no root, no way up, no control characters, nothing that turns the line around; the names of
    devices get an underscore.
    """
    parts = _DRIVE.sub("", name.replace("\\", "/")).split("/")
    kept = [_DEVICE.sub(lambda found: f"{found[0]}_", part.strip()) for part in parts]
    return clean_name("/".join(part for part in kept if part.strip(". "))) or "?"


def decoded(entry: Entry, legacy: str) -> str:
    """The name of an entry; `legacy` is the encoding of those that do not say theirs."""
    if entry.unicode_name:
        return entry.unicode_name
    try:
        return entry.raw_name.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return entry.raw_name.decode("utf-8" if entry.flags & _UTF_8 else legacy, "replace")


def legacy_encoding(names: Sequence[bytes]) -> str:
    """The likeliest encoding of names that are not UTF-8; that of old DOS where nothing tells."""
    strange = [name for name in names if not name.isascii() and not _is_utf_8(name)]
    if not strange:
        return "cp437"
    joined = b" ".join(strange)
    high = sum(byte >= 0x80 for byte in joined)
    scores = {
        name: plausible.of_letters(_WORDS.findall(joined.decode(name, "replace")), letters) / high
        for name, letters in _SINGLE.items()
    }
    for name in _DOUBLE:
        text = _strictly(joined, name)
        if text is not None:
            scores[name] = plausible.of_double_bytes(text, name) / high
    japanese = _strictly(joined, "cp932")
    if japanese is not None and len(_KANA.findall(japanese)) * 6 > sum(c >= "\x80" for c in japanese):
        return "cp932"
    return max(scores, key=lambda name: scores[name])


def _is_utf_8(name: bytes) -> bool:
    return _strictly(name, "utf-8") is not None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
