from __future__ import annotations

import random

import pytest

from db.errors import InputError
from db.model import BlockRole, RawDocument
from db.readers.pdf import Pdf
from db.readers.pdf.bidi import to_speech
from db.readers.pdf.glyphs import characters
from db.readers.pdf.hyphens import Vocabulary
from db.readers.pdf.streams import size_of_streams
from db.readers.registry import Options, Untrusted
from resources.messages import codes
from tests.db.readers.pdf.making import Put, column, drawn, locked, make
from tests.helpers.hostile.bombs import BOMBS
from tests.helpers.shared import shared

LEFT = [
    "The Committee notes that the dock work-",
    "ers of Veridia were forbidden to meet",
    "from March on, and that their union was",
    "dissolved without any hearing. The Com-",
    "mittee has asked for the reasons twice",
    "but no answer had come when it met for",
]
RIGHT = [
    "its third session. It asks the Government",
    "to let the workers meet again, and to give",
    "back what was taken from their offices. It",
    "also asks that the courts be heard on",
    "the matter before the end of the year, so",
    "that the dock workers know where they are.",
]


def read(data: bytes, **options: object) -> RawDocument:
    return Pdf().read(Untrusted(data, "a.pdf", Options(**options)))  # type: ignore[arg-type]  # by name


def read_or_refuse(data: bytes) -> RawDocument | InputError:
    try:
        return read(data)
    except InputError as error:
        return error


def blocks(document: RawDocument) -> list[tuple[BlockRole, str]]:
    return [(hint.role, document.text[hint.start : hint.end]) for hint in document.hints]


def test_columns_are_read_one_after_another_below_their_heading() -> None:
    heading: Put = (70, 760, 18, "Report on the dock workers of the coast", "Helvetica-Bold")
    document = read(make([[heading, *column(70, 720, LEFT), *column(320, 720, RIGHT)]]))
    found = blocks(document)
    assert found[0] == (BlockRole.HEADING, "Report on the dock workers of the coast")
    joined = " ".join(LEFT + RIGHT).replace("work- ers", "workers").replace("Com- mittee", "Committee")
    assert found[1:] == [(BlockRole.PARAGRAPH, joined)]


def test_a_paragraph_goes_on_over_the_page_and_its_note_comes_after_it() -> None:
    first = [*column(70, 700, LEFT), (70.0, 90.0, 7.0, "1 See the first report."), (300.0, 40.0, 9.0, "11")]
    second = [*column(70, 760, RIGHT), (300.0, 40.0, 9.0, "12")]
    third = [*column(70, 760, ["A new matter was raised."]), (300.0, 40.0, 9.0, "13")]
    document = read(make([first, second, third]))
    roles = [role for role, _ in blocks(document)]
    assert roles == [BlockRole.PARAGRAPH, BlockRole.FOOTNOTE, BlockRole.PARAGRAPH]
    assert "met for its third session" in document.text
    assert [page.label for page in document.pages] == ["11", "12", "13"]
    assert document.text[document.pages[1].start :].startswith("its third session")
    assert document.text[document.pages[2].start :] == "A new matter was raised."


def test_running_heads_go_and_roman_numbers_become_labels() -> None:
    words = ["One matter", "Another matter", "A third matter", "A fourth matter"]
    pages = [
        [
            (70.0, 800.0, 9.0, "VER/2031/12"),
            (70.0, 700.0, 11.0, f"{word} was raised."),
            (300.0, 40.0, 9.0, label),
        ]
        for word, label in zip(words, ("iii", "iv", "v", "vi"), strict=True)
    ]
    document = read(make(pages))
    assert document.text == "\n\n".join(f"{word} was raised." for word in words)
    assert [page.label for page in document.pages] == ["iii", "iv", "v", "vi"]


def test_rows_of_a_table_stay_rows() -> None:
    rows = [("Case", "Year", "Outcome"), ("2090", "2001", "Pending"), ("3141", "2014", "Closed")]
    puts: list[Put] = [
        (70.0 + 120 * place, 700.0 - 14 * index, 10.0, cell)
        for index, row in enumerate(rows)
        for place, cell in enumerate(row)
    ]
    document = read(make([puts]))
    assert document.text == "\n".join("\t".join(row) for row in rows)
    assert {role for role, _ in blocks(document)} == {BlockRole.TABLE}


def test_a_raised_mark_does_not_change_a_number() -> None:
    document = read(
        make([[(70, 700, 12, "in the year 2019"), (158, 705, 7, "3"), (70, 686, 12, "and later.")]])
    )
    assert "2019 3" in document.text


@pytest.mark.parametrize("passwords", [(), ("wrong",)])
def test_a_locked_file_asks_for_its_password(passwords: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as caught:
        read(locked("A secret meeting.", "key"), passwords=passwords)
    assert (caught.value.code, caught.value.params) == ("pdf.encrypted", {"name": "a.pdf"})


def test_a_locked_file_opens_with_its_password() -> None:
    document = read(locked("A secret meeting.", "key"), passwords=("wrong", "key"))
    assert document.text == "A secret meeting."
    assert read(locked("An open meeting.", "")).text == "An open meeting."


def test_a_picture_is_kept_and_said_to_have_no_text() -> None:
    document = read(drawn())
    assert (document.text, document.warnings[:2]) == ("", ("text.none", "pdf.scanned"))


def test_damage_is_told() -> None:
    data = make([column(70, 700, LEFT)])
    assert "pdf.damaged" not in read(data).warnings
    document = read(data[: data.rindex(b"startxref")])
    assert "pdf.damaged" in document.warnings
    assert "dock workers of Veridia" in document.text
    with pytest.raises(InputError) as caught:
        read(b"%PDF-1.7\n%nothing")
    assert caught.value.code == "pdf.unreadable"


def test_bids_by_content() -> None:
    bid = Pdf().bid
    assert bid(Untrusted(b"%PDF-1.4\n", "a.txt")) == 1.0
    assert bid(Untrusted(b"\n\n%PDF-1.4\n1 0 obj", "a.txt")) == 0.9
    assert bid(Untrusted(b"Words about PDF", "a.pdf")) == 0.0


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("ةيقافتالا", "الاتفاقية"),
        ("1948 ماعل 87 مقر", "رقم 87 لعام 1948"),
        ("(2024) نوناقلا", "القانون (2024)"),
        ("«لامعلا»", "«العمال»"),
        ("12/3/2031 موي ILO 87 تلاق", "قالت ILO 87 يوم 12/3/2031"),
    ],
)
def test_what_the_eye_sees_from_the_right_is_put_as_it_is_said(seen: str, said: str) -> None:
    assert to_speech(seen, rtl=True) == said


def test_forms_of_letters_become_letters() -> None:
    assert [characters(ord(char)) for char in "ﬁﻼﻢ"] == ["fi", "لا", "م"]
    assert characters(0xF0B7) == "•"
    assert characters(0xE123) == "\ufffd"


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the human-", "rights groups", "the human-rights groups"),
        ("the govern-", "ment said", "the government said"),
        ("non-", "discrimination", "non-discrimination"),
        ("in Addis-", "Abeba", "in Addis-Abeba"),
        ("from 2019-", "2021", "from 2019-2021"),
        ("an idea -", "which", None),
    ],
)
def test_words_divided_at_a_line_end_are_joined(before: str, after: str, joined: str | None) -> None:
    vocabulary = Vocabulary(["Of human-rights law and of the government"])
    assert vocabulary.join(before, after) == joined


def test_mutations_are_read_or_refused_with_a_reason() -> None:
    chance = random.Random(20310503)
    data = make([[*column(70, 720, LEFT), *column(320, 720, RIGHT)]])
    for _ in range(60):
        damaged = bytearray(data)
        for _ in range(chance.randrange(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        del damaged[chance.randrange(len(damaged) // 2, len(damaged)) :]
        document = read_or_refuse(bytes(damaged))
        if isinstance(document, InputError):
            assert document.code in codes()
        else:
            assert bool(document.text.strip()) != ("text.none" in document.warnings)
            assert set(document.warnings) <= codes()
            ends = [0, *(place for hint in document.hints for place in (hint.start, hint.end))]
            assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("name", "words", "pages"),
    [
        ("at_en", "there cannot be any negotiations about Ukraine without Ukraine", 8),
        ("ad_fr", "son élection en tant que Président", 9),
        ("by_ru", "Группу друзей в защиту", 12),
        ("bo_es", "afectan a las comunidades", 7),
    ],
)
def test_real_files_are_read(name: str, words: str, pages: int) -> None:
    document = read(shared(f"corpus/files/{name}.pdf").read_bytes())
    assert len(document.pages) == pages
    assert len(document.text) > 5_000
    assert document.warnings == ()
    assert words in document.text


def test_a_real_scan_and_a_font_without_a_map_are_told() -> None:
    assert read(shared("corpus/files/scanned_rw_en.pdf").read_bytes()).warnings == (
        "text.none",
        "pdf.scanned",
    )
    assert read(shared("corpus/files/bh_ar.pdf").read_bytes()).warnings == ("pdf.garbled",)


def test_a_page_that_takes_all_memory_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(InputError) as caught:
        read(BOMBS["pdf-stream"]())
    assert caught.value.code == "pdf.too_large"
    assert caught.value.code in codes()


def test_a_large_picture_is_no_such_page() -> None:
    picture = BOMBS["pdf-stream"]().replace(b"<< /Filter", b"<< /Subtype /Image /Filter")
    assert size_of_streams(Untrusted(picture, "a.pdf")) > 100_000


def test_streams_without_an_end_are_counted_in_one_go() -> None:
    assert size_of_streams(Untrusted(b"stream\n" * 500_000, "a.pdf")) == 7 * 500_000 - 6
