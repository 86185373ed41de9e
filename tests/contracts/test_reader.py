"""What every reader promises (`db.readers.registry.Reader`)."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from db.errors import InputError
from db.model import RawDocument
from db.readers import MOST_FILE_BYTES, READERS, Reader, Untrusted, read
from db.readers.registry import choose
from resources.messages import codes, sentence

TEXTS = {
    "words": b"The union's statement.\n\nIts second paragraph.\n",
    "markdown": b"# Statement\n\n* a point\n* another <b>point</b>\n",
    "html": b"<!DOCTYPE html>\n<html><body>Words</body></html>",
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "zip": b"PK\x03\x04" + bytes(40),
    "nothing": b"",
    "white": b" \n\t\r\n",
    "noise": bytes(range(256)),
    "nul": b"\0",
    "wide": "\ufeffWords".encode("utf-16"),
}


@pytest.fixture(params=READERS, ids=lambda reader: reader.name)
def reader(request: pytest.FixtureRequest) -> Reader:
    found: Reader = request.param
    return found


def _files() -> list[bytes]:
    """The examples, and a hundred damaged ones of each."""
    chance = random.Random(20310503)
    files = list(TEXTS.values())
    for data in TEXTS.values():
        for _ in range(100):
            damaged = bytearray(data or b"x")
            for _ in range(chance.randrange(1, 4)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            files.append(bytes(damaged[: chance.randrange(len(damaged) + 1)]))
    return files


def test_bids_lie_between_0_and_1_and_are_the_same_each_time(reader: Reader) -> None:
    for data in _files():
        bid = reader.bid(Untrusted(data, "name"))
        assert 0 <= bid <= 1
        assert reader.bid(Untrusted(data, "name")) == bid


def test_a_name_is_never_asked(reader: Reader) -> None:
    for data in TEXTS.values():
        assert len({reader.bid(Untrusted(data, name)) for name in ("a.txt", "a.pdf", "", "../x.exe")}) == 1


def test_a_reader_reads_what_it_bid_for_or_says_why_not(reader: Reader) -> None:
    for data in _files():
        untrusted = Untrusted(data, "name")
        if reader.bid(untrusted) == 0:
            continue
        found = _read_or_error(lambda untrusted=untrusted: reader.read(untrusted))
        if isinstance(found, InputError):
            assert found.code in codes()
            assert found.params["name"] == "name"
        else:
            assert bool(found.text.strip()) != ("text.none" in found.warnings)
            assert "\r" not in found.text
            assert bool(found.undecodable) == ("text.undecodable" in found.warnings)


def _read_or_error(action: Callable[[], RawDocument]) -> RawDocument | InputError:
    try:
        return action()
    except InputError as error:
        return error


def test_every_file_is_read_or_refused_with_a_sentence() -> None:
    for data in _files():
        found = _read_or_error(lambda data=data: read(data, "name"))
        if isinstance(found, InputError):
            assert "{" not in sentence(found.code, found.params)


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b"<?xml version='1.0'?>\n<akomaNtoso/>", "XML"),
        (b"\x1f\x8b\x08" + bytes(30), "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "Microsoft Office (97-2003)"),
    ],
)
def test_known_formats_that_cannot_be_read_are_named(data: bytes, format: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "statement.txt")
    assert (caught.value.code, caught.value.params["format"]) == ("file.unsupported", format)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXTS["words"], "text"),
        (TEXTS["html"], "html"),
        ("<HTML lang='ru'>Слово".encode("cp1251"), "html"),
        ("\ufeff<html>".encode("utf-16"), "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'/>", "html"),
        (TEXTS["pdf"], "pdf"),
        (b"{\\rtf1\\ansi words}", "rtf"),
    ],
)
def test_a_file_goes_to_the_reader_of_its_format_whatever_its_name(data: bytes, name: str) -> None:
    chosen = choose(READERS, Untrusted(data, "statement.dat"))
    assert chosen is not None
    assert chosen.name == name


@pytest.mark.parametrize(
    "text",
    [
        "[Geneva, 3 May 2031] Words.\n",
        "{ In brackets } words\n",
        "<3 May 2031> The <html> tag is for pages.\n",
        "Subject: Arrests\nDate: 3 May 2031\n\nWords.\n",
        "From: the General Council\nTo: all members\n\nWords.\n",
        "PK is a union. %PDF- too.\n",
    ],
)
def test_words_that_look_a_little_like_a_format_are_words(text: str) -> None:
    document = read(text.encode(), "a.html")
    assert (document.text, document.media_type) == (text, "text/plain")


def test_only_line_ends_are_changed() -> None:
    text = "  Title \r\n\r\n\tone\rtwo\u2028three\u0085four\f five\u00a0six  \n\n\n"
    document = read(text.encode(), "a.txt")
    assert document.text == "  Title \n\n\tone\ntwo\u2028three\u0085four\f five\u00a0six  \n\n\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b" \r\n\t\n", "file.empty"),
        ("\ufeff".encode(), "file.empty"),
        ("\ufeff \n".encode("utf-16"), "file.empty"),
        (bytes(range(256)), "file.binary"),
        (b"\x00" * 100, "file.binary"),
    ],
)
def test_what_holds_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "a.txt")
    assert (caught.value.code, caught.value.params) == (code, {"name": "a.txt"})


def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(InputError) as caught:
        read(bytes(MOST_FILE_BYTES + 1), "a.txt")
    assert caught.value.code == "file.too_large"
    assert (caught.value.params["size"], caught.value.params["limit"]) == (65, 64)


def test_the_highest_bid_wins() -> None:
    chosen = choose(READERS, Untrusted(TEXTS["pdf"], "a.txt"))
    assert chosen is not None
    assert chosen.name == "pdf"
    assert choose(READERS, Untrusted(bytes(range(256)), "a.txt")) is None
