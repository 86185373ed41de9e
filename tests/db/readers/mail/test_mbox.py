"""A mailbox gives its messages one by one."""

from __future__ import annotations

import io
import mailbox
from pathlib import Path

import pytest

from db.readers import Untrusted
from db.readers.limits import MOST_FILE_BYTES
from db.readers.mail import Mbox
from db.readers.registry import Member, Options
from tests.db.readers.mail.build import message, written

LINE = b"From ana@union.example Sat May  3 10:00:00 2031\n"


def members(data: bytes) -> list[Member]:
    assert Mbox().bid(Untrusted(data[:65536], "x")) == 1.0
    return list(Mbox().unpack(io.BytesIO(data), "box", Options()))


def test_what_a_library_writes_comes_back_message_by_message(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    texts = ["First words.\n", "From here on it is quoted.\n\nFrom there too.\n", "Third.\n"]
    for number, text in enumerate(texts):
        box.add(message(text, Subject=f"Letter {number}: a/b"))
    box.close()
    found = members((tmp_path / "box").read_bytes())
    assert [member.untrusted_path for member in found] == [f"000{n + 1}-Letter {n} a b" for n in range(3)]
    for member, text in zip(found, texts, strict=True):
        assert written(member.data or b"").text.endswith(text.strip())


def test_a_line_that_looks_like_a_separator_does_not_part_a_text() -> None:
    letter = b"From: a@b.example\nSubject: One\n\nText\n\nFrom 2031 on there was a union.\nMore\n\n"
    found = members(LINE + letter + LINE + b"From: b@c.example\n\nTwo\n")
    assert [member.data for member in found] == [letter, b"From: b@c.example\n\nTwo\n"]


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_separators_of_other_programs(ends: bytes) -> None:
    lines = (b"From - Sat May 03 10:00:00 2031", b"From MAILER-DAEMON Sat May  3 10:00:00 +0200 2031")
    data = b"".join(line + ends + b"Subject: x" + ends * 2 + b"Text" + ends * 2 for line in lines)
    assert len(members(data)) == 2


def test_a_message_that_is_too_large_is_told_and_the_next_still_comes() -> None:
    large = b"Subject: large\n\n" + b"x" * MOST_FILE_BYTES + b"\n\n"
    found = members(LINE + large + LINE + b"Subject: small\n\nText\n")
    assert [(m.untrusted_path, m.code) for m in found] == [("0001", "file.too_large"), ("0002-small", None)]


def test_text_is_no_mailbox() -> None:
    for data in (
        b"From 2031 on there was a union.\nIt was free.\n",
        b"From: a\n",
        b"",
        LINE + b"words of no header\n",
    ):
        assert Mbox().bid(Untrusted(data, "x.mbox")) == 0
