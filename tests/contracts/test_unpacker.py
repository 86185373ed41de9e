"""What every unpacker promises (`db.readers.registry.Unpacker`)."""

from __future__ import annotations

import bz2
import gzip
import io
import random
from typing import cast

import pytest

from db.readers import UNPACKERS, Options, Unpacker, Untrusted, sort
from db.readers.registry import Member, Sequential
from resources.messages import codes, sentence
from tests.helpers.containers import SENTENCE, warc, zipped

CSV = f'id,title,text\n1,One,"{SENTENCE}"\n2,Two,"{SENTENCE}"\n'.encode()
JSON_LINES = f'{{"id": 1, "text": "{SENTENCE}"}}\n{{"id": 2, "text": "{SENTENCE}"}}\n'.encode()
FILES: dict[str, tuple[str | None, bytes]] = {
    "csv": ("delimited", CSV),
    "tsv": ("delimited", CSV.replace(b",", b"\t")),
    "json lines": ("json", JSON_LINES),
    "json": ("json", f'[{{"id": 1, "text": "{SENTENCE}"}}]'.encode()),
    "gzip": ("gzip", gzip.compress(JSON_LINES, mtime=0)),
    "bzip2": ("gzip", bz2.compress(CSV)),
    "zip": ("zip", zipped({"a.txt": SENTENCE, "b/c.csv": CSV})),
    "warc": ("warc", warc({"https://a.example/": b"<html><p>Words</p></html>"})),
    "warc.gz": ("gzip", warc({"https://a.example/": b"<html><p>Words</p></html>"}, compressed=True)),
    "wacz": (
        "wacz",
        zipped({"archive/a.warc.gz": warc({"https://a.example/": b"<p>Words"}, compressed=True)}),
    ),
    "words": (None, SENTENCE.encode()),
    "docx": (None, zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})),
    "nothing": (None, b""),
}


@pytest.fixture(params=UNPACKERS, ids=lambda unpacker: unpacker.name)
def unpacker(request: pytest.FixtureRequest) -> Unpacker:
    found: Unpacker = request.param
    return found


def opened(data: bytes) -> Sequential:
    return cast(Sequential, io.BufferedReader(cast(io.RawIOBase, io.BytesIO(data))))


def damaged_files() -> list[bytes]:
    chance = random.Random(20310503)
    files = [data for _, data in FILES.values()]
    for _, data in FILES.values():
        for _ in range(40):
            damaged = bytearray(data or b"x")
            for _ in range(chance.randrange(1, 5)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            files.append(bytes(damaged[: chance.randrange(len(damaged) + 1)]))
    return files


@pytest.mark.parametrize("kind", FILES)
def test_a_file_goes_to_the_unpacker_of_its_format(kind: str) -> None:
    expected, data = FILES[kind]
    for name in ("a.txt", "a.zip", "", "../x"):
        assert sort(Untrusted(data[: 1 << 16], name)) == expected


@pytest.mark.parametrize("kind", FILES)
def test_what_a_person_wants_taken_for_text_is_no_container(kind: str) -> None:
    assert sort(Untrusted(FILES[kind][1], "a", Options(as_text=True))) is None


def test_bids_lie_between_0_and_1(unpacker: Unpacker) -> None:
    assert all(0 <= unpacker.bid(Untrusted(data, "name")) <= 1 for data in damaged_files())


def test_an_unpacker_never_raises_and_tells_what_is_wrong(unpacker: Unpacker) -> None:
    for data in damaged_files():
        if unpacker.bid(Untrusted(data, "name")) == 0:
            continue
        for member in unpacker.unpack(opened(data), "name", Options(passwords=("secret",))):
            check(member)


def check(member: Member) -> None:
    assert [member.data is not None, member.document is not None, member.code is not None].count(True) == 1
    if member.code is not None:
        assert member.code in codes()
        assert member.params["name"]
        assert "{" not in sentence(member.code, member.params)
    if member.document is not None:
        assert member.document.text.strip()
        assert "\r" not in member.document.text
        member.document.text.encode()


@pytest.mark.parametrize("kind", [kind for kind, (expected, _) in FILES.items() if expected])
def test_a_sound_file_gives_all_it_holds(kind: str) -> None:
    expected, data = FILES[kind]
    unpacker = next(unpacker for unpacker in UNPACKERS if unpacker.name == expected)
    members = list(unpacker.unpack(opened(data), "name", Options()))
    assert members
    assert [member.code for member in members if member.code] == []
