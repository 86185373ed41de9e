"""Mailboxes (RFC 4155; mboxo, mboxrd, mboxcl), read message by message in memory that does not grow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from db.errors import Parameter
from db.readers.limits import MEBIBYTE, MOST_FILE_BYTES
from db.readers.mail.headers import subject_of
from db.readers.names import clean_name
from db.readers.registry import Member, Options, Sequential, Untrusted

_STEP = MEBIBYTE
_MOST_LINE = 1 << 16
"""A longer line is taken in pieces: none that matters here is longer."""

_FROM = re.compile(rb"From (?:\S|- ).{0,300}?\b(?:\d{1,2}:\d{2}|\d{4})\b")
_HEADER = re.compile(rb"[!-9;-~]{1,76}:|From |>From ")
_QUOTED = re.compile(rb">+From ")
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|\s\ufffd]+')
_MOST_NAME = 60


class Mbox:
    """Takes a mailbox apart; each message is then read as one."""

    name = "mbox"
    media_type = "application/mbox"

    def bid(self, untrusted: Untrusted) -> float:
        """A separator line, and the header of a message behind it."""
        first, _, rest = untrusted.data[: 1 << 12].lstrip(b"\r\n").partition(b"\n")
        return 1.0 if _FROM.match(first) and _HEADER.match(rest) else 0.0

    def unpack(self, file: Sequential, name: str, options: Options) -> Iterator[Member]:
        """Never raises for bad content; a message that is too large is left out with ``file.too_large``."""
        number = 0
        for message, size in _messages(file):
            if not size:
                continue
            number += 1
            if message is None:
                limit = MOST_FILE_BYTES // MEBIBYTE
                params: dict[str, Parameter] = {
                    "name": f"{name}!/{number:04}", "size": -(-size // MEBIBYTE), "limit": limit,
                }  # fmt: skip
                yield Member(untrusted_path=f"{number:04}", code="file.too_large", params=params)
            elif message.strip():
                yield Member(untrusted_path=_path(number, message), data=message)


def _path(number: int, message: bytes) -> str:
    subject = _NOT_IN_NAMES.sub(" ", clean_name(subject_of(message))).strip(" .")[:_MOST_NAME].strip()
    return f"{number:04}-{subject}" if subject else f"{number:04}"


def _messages(file: Sequential) -> Iterator[tuple[bytes | None, int]]:
    """Each message, and its size; None for one that is too large.

    A line ``From …`` begins a message only behind an empty line and before a header, so that those which some
    programs leave unquoted in a text do no harm.
    """
    message = _Message()
    separator: bytes | None = None  # a line that may begin a message: the next one tells
    after_blank = True
    for line in _lines(file):
        if separator is not None:
            if _HEADER.match(line):
                yield message.take()
            else:
                message.add(separator)
            separator = None
        if after_blank and _FROM.match(line):
            separator = line
        else:
            message.add(line[1:] if _QUOTED.match(line) else line)
        after_blank = line in {b"\n", b"\r\n"}
    if separator is not None:
        message.add(separator)
    yield message.take()


class _Message:
    """One that is being gathered."""

    def __init__(self) -> None:
        self._kept = bytearray()
        self._size = 0

    def add(self, line: bytes) -> None:
        self._size += len(line)
        if self._size > MOST_FILE_BYTES:
            self._kept.clear()
        else:
            self._kept += line

    def take(self) -> tuple[bytes | None, int]:
        taken = None if self._size > MOST_FILE_BYTES else bytes(self._kept), self._size
        self._kept, self._size = bytearray(), 0
        return taken


def _lines(file: Sequential) -> Iterator[bytes]:
    """Lines with their ends; a very long one in pieces."""
    left = b""
    while piece := file.read(_STEP):
        lines = (left + piece).split(b"\n")
        left = lines.pop()
        for line in lines:
            yield line + b"\n"
        if len(left) > _MOST_LINE:
            yield left
            left = b""
    if left:
        yield left
