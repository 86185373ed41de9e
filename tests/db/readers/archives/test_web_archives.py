from __future__ import annotations

import gzip

import pytest

from db.readers import Options, unpack
from db.readers.registry import Member
from tests.contracts.test_unpacker import opened
from tests.helpers.containers import SENTENCE, warc, zipped

PAGE = f"<html><p>{SENTENCE}</p></html>".encode()
PAGES = {f"https://union.example/{number}": PAGE for number in range(3)}


def members(data: bytes) -> list[Member]:
    return list(unpack(opened(data), "a.warc", Options()))


@pytest.mark.parametrize("compressed", [False, True])
def test_a_page_comes_with_its_address_and_time(compressed: bool) -> None:
    found = members(warc(PAGES, compressed=compressed))
    assert [member.url for member in found] == list(PAGES)
    assert {member.data for member in found} == {PAGE}
    assert {member.captured_at for member in found} == {"2031-05-03T10:00:00Z"}


@pytest.mark.parametrize(
    ("headers", "sent"),
    [
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE)),
        ({"Transfer-Encoding": "chunked"}, b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)),
    ],
)
def test_a_page_is_decoded_as_it_was_sent(headers: dict[str, str], sent: bytes) -> None:
    (member,) = members(warc({"https://union.example/": sent}, headers=headers))
    assert member.data == PAGE


@pytest.mark.parametrize(
    "data",
    [
        warc(PAGES, status="404 Not Found"),
        warc(PAGES, headers={"Content-Type": "image/png"}),
        warc(PAGES, headers={"Content-Type": "text/css"}),
    ],
    ids=["missing", "pictures", "styles"],
)
def test_what_is_no_page_is_counted(data: bytes) -> None:
    (member,) = members(data)
    assert (member.code, member.params["skipped"]) == ("warc.no_pages", 3)


def test_an_unknown_compression_is_told() -> None:
    member = members(warc({"https://union.example/": b"x"}, headers={"Content-Encoding": "zstd"}))[0]
    assert member.code == "warc.encoding_unknown"


def test_after_a_damaged_record_the_next_is_found() -> None:
    data = bytearray(warc(PAGES))
    second = data.index(b"WARC/1.", data.index(b"WARC/1.") + 1)
    data[second : second + 12] = b"?" * 12
    found = members(bytes(data))
    assert [member.url for member in found if member.data] == [
        "https://union.example/0",
        "https://union.example/2",
    ]
    assert "warc.damaged" in [member.code for member in found]


def test_a_page_that_is_cut_off_is_told() -> None:
    data = warc(PAGES)
    found = members(data[: data.rindex(b"</p>")])
    assert [member.code for member in found] == [None, None, "warc.member_damaged", "warc.damaged"]


def test_a_recorded_session_gives_the_pages_of_its_web_archives() -> None:
    files = {
        "archive/data.warc.gz": warc(PAGES, compressed=True),
        "datapackage.json": "{}",
        "pages/pages.jsonl": "{}",
    }
    found = members(zipped(files))
    assert [member.url for member in found] == list(PAGES)
    assert found[0].untrusted_path == "archive/data.warc.gz!/https://union.example/0"


def test_what_is_left_of_a_compressed_table_is_read() -> None:
    rows = "".join(f'{{"id": {number}, "text": "{SENTENCE} {number}"}}\n' for number in range(2000)).encode()
    packed = gzip.compress(rows, mtime=0)
    found = members(packed[: len(packed) // 2])
    assert [member.key for member in found[:100]] == [str(number) for number in range(100)]
    assert (found[-1].code, found[-1].last) == ("gzip.truncated", True)
    two = members(gzip.compress(rows[:5000]) + gzip.compress(rows[5000:]))
    assert [member.key for member in two] == [str(number) for number in range(2000)]
