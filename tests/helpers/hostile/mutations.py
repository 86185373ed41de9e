"""Damaged copies of a file, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

_DICTIONARY = (
    b"\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"<", b">", b"</", b"<!--", b"]]>", b"&#x110000;", b"&",
    b"stream", b"endstream", b"endobj", b"/Length 999999999", b"obj <<", b"PK\x03\x04", b"PK\x05\x06",
    b"{\\rtf1", b"\\bin99999999 ", b"\\u-1?", b"{", b"}", b"\r\n\r\n", b"--boundary", b"=?utf-8?B?", b"From ",
    b"Content-Length: -1\r\n", b"WARC/1.0\r\n", b'"', b"\\", b"[", b",", b"\n", b"\xd8\x00", b"\xef\xbb\xbf",
    b"%s%n", b"../../../etc/passwd", b"\x1f\x8b\x08", b"9" * 40, b"-1", b"<table>" * 50, b"(" * 200,
)  # fmt: skip


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 16)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _overwrite(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at : at + chance.randrange(1, 64)] = chance.randbytes(chance.randrange(1, 64))


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _drop(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.randrange(1, max(2, len(data) // 4))]


def _repeat(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    piece = bytes(data[at : at + chance.randrange(1, 400)])
    data[at:at] = piece * chance.randrange(2, 200)


def _insert(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(data) + 1)
        data[at:at] = chance.choice(_DICTIONARY)


def _number(data: bytearray, chance: random.Random) -> None:
    """Puts another number where one stands: lengths, offsets, counts."""
    digits = [at for at, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    if digits:
        at = chance.choice(digits)
        data[at : at + 1] = chance.choice((b"0", b"-1", b"4294967295", b"99999999999999999999"))


_WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip, _overwrite, _cut, _drop, _repeat, _insert, _number,
)  # fmt: skip


def mutations(seed: bytes, count: int, number: int) -> Iterator[bytes]:
    """`count` damaged copies of `seed`; `number` sets the chance. None is empty or longer than 1 MB."""
    chance = random.Random(f"{number}:{len(seed)}")
    made = 0
    while made < count:
        data = bytearray(seed)
        for _ in range(chance.randrange(1, 4)):
            if data:
                chance.choice(_WAYS)(data, chance)
        if data:
            made += 1
            yield bytes(data[:1_000_000])
