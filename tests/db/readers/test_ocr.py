from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2 as pdf
import pytest

from db.errors import InputError
from db.model import RawDocument
from db.readers import ReaderPool, wire
from db.readers.landlock import version
from db.readers.ocr import (
    Tesseract,
    choose_languages,
    find_tesseract,
    paragraphs_of,
    read_scanned,
    whole,
)
from db.readers.seccomp import supported
from tests.db.readers.pdf.making import HEIGHT, WIDTH, column, make

WORDS = ["The dock workers of Veridia", "were forbidden to meet."]

needs_linux = pytest.mark.skipif(
    not supported() or not version(), reason="the profile needs Linux with Landlock and a known machine"
)


@pytest.fixture(scope="module")
def tesseract() -> Tesseract:
    found = find_tesseract()
    if found is None or "eng" not in found.languages:
        pytest.skip("Tesseract with English is not installed")
    return found


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool("tests.db.readers.ocr_misbehaving", size=1, seconds=60) as pool:
        yield pool


@pytest.fixture(scope="module")
def scan() -> bytes:
    """A page that is a picture of words."""
    source = pdf.PdfDocument(make([column(72, 720, WORDS, size=20, step=30)]))
    bitmap = source[0].render(scale=2.5, rev_byteorder=False)
    document = pdf.PdfDocument.new()
    page = document.new_page(WIDTH, HEIGHT)
    image = pdf.PdfImage.new(document)
    image.set_bitmap(bitmap)
    image.set_matrix(pdf.PdfMatrix().scale(WIDTH, HEIGHT))
    page.insert_obj(image)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    document.close()
    source.close()
    return out.getvalue()


def test_a_scanned_page_is_read_in_the_locked_up_worker(
    tesseract: Tesseract, pool: ReaderPool, scan: bytes
) -> None:
    document = wire.decode(pool.process(scan, "a.pdf"), type=RawDocument)
    assert " ".join(document.text.split()) == " ".join(WORDS)
    assert document.warnings == ("text.ocr",)
    assert [page.label for page in document.pages] == ["1"]


@needs_linux
@pytest.mark.parametrize(
    "order", ["ls", "shell", "loader", "internet", "local socket", "read", "write", "kill"]
)
def test_nothing_but_tesseract_may_be_done(tesseract: Tesseract, pool: ReaderPool, order: str) -> None:
    assert pool.process(order.encode(), "order.txt").startswith(b"denied ")


@needs_linux
def test_the_confinement_is_full(tesseract: Tesseract, pool: ReaderPool) -> None:
    pool.process(b"ls", "order.txt")
    assert pool.confinement is not None
    assert pool.confinement.full


def test_a_tesseract_that_is_gone_is_told(scan: bytes) -> None:
    gone = Tesseract(program="/nowhere/tesseract", languages=frozenset({"eng"}), tessdata="/nowhere")
    with pytest.raises(InputError) as caught:
        read_scanned(scan, "a.pdf", gone, ("eng",))
    assert (caught.value.code, caught.value.params) == ("ocr.unavailable", {"name": "a.pdf"})


def test_languages_are_those_of_the_script_that_are_installed() -> None:
    installed = frozenset({"eng", "fra", "rus", "osd", "deu"})
    assert choose_languages("Latin", installed) == ("eng", "fra")
    assert choose_languages("Cyrillic", installed) == ("rus",)
    assert choose_languages("Arabic", installed) == ()
    assert choose_languages("Fraktur", installed) == ("eng", "fra", "rus")
    assert choose_languages(None, frozenset({"deu", "osd"})) == ("deu",)


def test_the_table_of_words_becomes_paragraphs() -> None:
    places = [(1, 1, 1, "One"), (1, 1, 1, "line"), (1, 1, 2, "more"), (1, 2, 1, "Two"), (2, 1, 1, "Three")]
    rows = [f"5\t1\t{block}\t{par}\t{line}\t1\t0\t0\t1\t1\t90\t{word}" for block, par, line, word in places]
    table = "\n".join(["level\tpage", *rows, "5\tbroken", "4\t1\t1\t1\t1\t0\t0\t0\t1\t1\t-1\t"])
    assert paragraphs_of(table) == [["One line", "more"], ["Two"], ["Three"]]


def test_a_paragraph_that_was_cut_within_a_sentence_is_one() -> None:
    cut = [["The wages that were", "promised to the"], ["miners are late."], ["They wait."], ["and so on"]]
    assert whole(cut) == [
        ["The wages that were", "promised to the", "miners are late."],
        ["They wait."],
        ["and so on"],
    ]
