"""What lies in a container and may itself be taken apart, without being held in memory as a whole."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import cast

from db.readers.registry import Member, Options, Reader, Sequential, Unpacker, Untrusted, choose_unpacker

HEAD_BYTES = 1 << 16
Formats = Callable[[], tuple[Sequence[Reader], Sequence[Unpacker]]]
"""The readers, and the unpackers that can take apart what is read from beginning to end only."""


def beginning(file: Sequential) -> bytes:
    """The first 64 KiB of a file, or all of it."""
    head = b""
    while len(head) < HEAD_BYTES:
        piece = file.read(HEAD_BYTES - len(head))
        if not piece:
            break
        head += piece
    file.seek(0)
    return head


def unpacker_inside(formats: Formats, file: Sequential, name: str, options: Options) -> Unpacker | None:
    """The unpacker for what is in a stream; None for one document, or what must be read at many places."""
    readers, unpackers = formats()
    return choose_unpacker(readers, unpackers, Untrusted(beginning(file), name, options))


def whole(file: io.BufferedIOBase, most: int) -> bytes | None:
    """All bytes of a stream, or None where there are more than `most`."""
    data = file.read(most + 1)
    return data if len(data) <= most else None


def as_sequential(file: io.BufferedIOBase) -> Sequential:
    return cast(Sequential, file)


def below(path: str, members: Iterator[Member]) -> Iterator[Member]:
    """Members of what lies at `path`, with paths that say so; its end is not the end of all."""
    for member in members:
        inner = f"{path}!/{member.untrusted_path}" if member.untrusted_path else path
        yield Member(
            untrusted_path=inner,
            data=member.data,
            document=member.document,
            key=member.key,
            url=member.url,
            captured_at=member.captured_at,
            code=member.code,
            params=member.params,
        )
