from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest

from db.readers import Options
from db.readers.formats import unpack
from db.readers.registry import Member
from tests.contracts.test_unpacker import opened
from tests.helpers.containers import SENTENCE, zipped


def members(data: bytes, *passwords: str) -> list[Member]:
    return list(unpack(opened(data), "a.zip", Options(passwords=passwords)))


def told(data: bytes, *passwords: str) -> list[tuple[str, str | None]]:
    return [(member.untrusted_path, member.code) for member in members(data, *passwords)]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/absolute.txt", "absolute.txt"),
        ("C:\\evil\\CON.txt", "evil/CON_.txt"),
        ("a/../NUL", "a/NUL_"),
        ("line\nend.txt", "line\ufffdend.txt"),
        ("txt.\u202eexe", "txt.\ufffdexe"),
        ("..", "?"),
    ],
)
def test_a_name_is_shown_as_a_path_below_the_file(name: str, shown: str) -> None:
    assert told(zipped({name: SENTENCE})) == [(shown, None)]


def test_what_systems_leave_behind_and_folders_are_passed_over() -> None:
    files = {
        "__MACOSX/._a.txt": "x",
        "a/.DS_Store": "x",
        "Thumbs.db": "x",
        "folder/": "",
        "a/b.txt": SENTENCE,
    }
    assert told(zipped(files)) == [("a/b.txt", None)]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("заявление профсоюза.txt", "cp866"),
        ("déclaration générale.txt", "cp437"),
        ("关于工会的声明.txt", "gb18030"),
        ("こうじょうのくみあい.txt", "cp932"),
    ],
)
def test_names_from_before_unicode_are_read(name: str, encoding: str) -> None:
    raw = name.encode(encoding)
    placeholder = "x" * len(raw)
    data = zipped({placeholder: SENTENCE}).replace(placeholder.encode(), raw)
    assert told(data) == [(name, None)]


def test_a_link_is_told() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert told(buffer.getvalue()) == [("link.txt", "zip.link")]


def test_one_damaged_file_costs_only_itself() -> None:
    data = bytearray(zipped({"a.txt": SENTENCE, "b.txt": SENTENCE}, zipfile.ZIP_STORED))
    data[data.index(b"dockers")] ^= 1
    assert told(bytes(data)) == [("a.txt", "zip.member_damaged"), ("b.txt", None)]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_of_a_file_that_is_cut_off_the_whole_ones_are_kept(method: int) -> None:
    data = zipped({f"{number}.txt": SENTENCE for number in range(5)}, method)
    third = data.index(b"3.txt")
    assert told(data[: third + 20]) == [
        ("0.txt", None),
        ("1.txt", None),
        ("2.txt", None),
        ("", "zip.truncated"),
    ]


def test_files_that_lie_over_one_another_are_not_all_unpacked() -> None:
    data = zipped({"a.txt": SENTENCE * 100})
    listed = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[listed:end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, 1000 * len(entry), listed, 0)
    found = told(data[:listed] + entry * 1000 + tail)
    assert found[-1] == ("", "zip.overlapping")
    assert len(found) < 5


def test_a_file_of_zeros_is_left_out() -> None:
    assert told(zipped({"a.txt": bytes(30 << 20), "b.txt": SENTENCE})) == [
        ("a.txt", "zip.bomb"),
        ("b.txt", None),
    ]


def test_a_true_size_beyond_the_told_one_is_damage() -> None:
    data = zipped({"a.txt": bytes(100_000)})
    false = data.replace(struct.pack("<L", 100_000), struct.pack("<L", 100))
    assert told(false) == [("a.txt", "zip.member_damaged")]


ENCRYPTED = bytes.fromhex(
    "504b0304140009000800ad03785d0000ad03000000001000000006001c0065312e747874555409000365da046b65da04"
    "6b75780b000104000000000400000000f320fe0bb53e978bd3f3c2b9d0874006befe0393d9120d20b2781489ecc4504b"
    "070826d17dde1e00000010000000504b01021e03140009000800ad03785d26d17dde1e00000010000000060018000000"
    "000001000000a4810000000065312e747874555405000365da046b75780b000104000000000400000000504b05060000"
    "0000010001004c0000006e0000000000"
)
"""Made with Info-ZIP 3: one file, its password is "secret"."""


@pytest.mark.parametrize(
    ("passwords", "code"),
    [((), "zip.encrypted"), (("wrong", "Wrong"), "zip.encrypted"), (("wrong", "secret"), None)],
)
def test_an_encrypted_file_is_opened_by_its_password(passwords: tuple[str, ...], code: str | None) -> None:
    (member,) = members(ENCRYPTED, *passwords)
    assert member.code == code
    assert member.data == (None if code else b"The union asked.")
