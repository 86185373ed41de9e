"""PDF: the text of its pages as a person reads them (pypdfium2)."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdf
import pypdfium2.raw as pdfium

from db.errors import InputError
from db.model import Hint, Page, RawDocument
from db.readers.pdf.assembling import blocks_of_document, words_of_sheets, write
from db.readers.pdf.bidi import rtl_letters
from db.readers.pdf.furniture import take_out
from db.readers.pdf.glyphs import read_glyphs
from db.readers.pdf.opening import created, label_of, open_document, rebuilt, title_of
from db.readers.pdf.shapes import Sheet
from db.readers.pdf.streams import size_of_streams
from db.readers.registry import Untrusted

MEDIA_TYPE = "application/pdf"

_MAGIC = b"%PDF-"
_HEADER_WITHIN = 1024
"""Where a reader must look for the header (ISO 32000-1, annex H.3.4.1)."""

_MOST_PAGES = 5_000
_BASE_LETTERS, _LETTERS_PER_BYTE, _MOST_LETTERS = 400_000, 4, 4_000_000
"""A letter takes a byte of a true PDF, packed a third of one; a bomb has thousands for a byte. Each takes
some 150 bytes of memory and 10 microseconds."""

_MOST_ON_PAGE = 200_000
_BASE_SECONDS, _SECONDS_PER_MEBIBYTE = 5.0, 25.0
"""Pages of pictures cost time without any letter: reading ends by then, and says so."""

_HARDLY_ANY = 24
"""Fewer letters than this on a page are a number or a stamp on a picture."""

_GARBLED = 0.02
_STRANGE = frozenset("#$%&*<>=@[]^_`{|}~\\¬®±¶µ‰„†‡")


@dataclass(slots=True)
class _Reading:
    sheets: list[Sheet] = field(default_factory=list)
    damaged: bool = False
    partly: bool = False


class Pdf:
    """Bids for what begins like a PDF, a little rubbish before it allowed."""

    name = "pdf"

    def bid(self, untrusted: Untrusted) -> float:
        beginning = untrusted.data[:_HEADER_WITHIN]
        if beginning.startswith(_MAGIC):
            return 1.0
        at = beginning.find(_MAGIC)
        return 0.9 if at > 0 and b"obj" in untrusted.data[: 1 << 16] else 0.0

    def read(self, untrusted: Untrusted) -> RawDocument:
        """Raises `InputError`: ``pdf.encrypted``, ``pdf.unreadable``, ``pdf.too_large``."""
        document = open_document(untrusted)
        try:
            return _read(document, untrusted)
        finally:
            document.close()


def _read(document: pdf.PdfDocument, untrusted: Untrusted) -> RawDocument:
    reading = _sheets(document, size_of_streams(untrusted))
    if not reading.sheets:
        raise InputError("pdf.unreadable", name=untrusted.name)
    reading.damaged |= rebuilt(document, untrusted.data)
    sheets = reading.sheets
    empty = [sheet for sheet in sheets if sheet.letters < _HARDLY_ANY and sheet.images]
    letters = sum(sheet.letters for sheet in sheets)
    scanned = letters < _HARDLY_ANY * len(sheets) and len(empty) * 2 >= len(sheets)
    text = ""
    hints: tuple[Hint, ...] = ()
    pages: tuple[Page, ...] = ()
    if not scanned and letters:
        rtl = _runs_from_right(sheets)
        take_out(sheets)
        text, hints, pages = write(blocks_of_document(sheets, rtl=rtl), sheets)
    return RawDocument(
        text=text,
        media_type=MEDIA_TYPE,
        title=title_of(document),
        captured_at=created(document),
        hints=hints,
        pages=pages,
        warnings=tuple(_warnings(reading, text, empty)),
        undecodable=0,
    )


def _warnings(reading: _Reading, text: str, empty: list[Sheet]) -> Iterator[str]:
    if not text.strip():
        yield "text.none"
        if any(sheet.images for sheet in reading.sheets):
            yield "pdf.scanned"
    elif empty:
        yield "pdf.pages_without_text"
    if reading.damaged:
        yield "pdf.damaged"
    if reading.partly:
        yield "pdf.partly_read"
    if _is_garbled(reading.sheets, text):
        yield "pdf.garbled"


def _is_garbled(sheets: list[Sheet], text: str) -> bool:
    """Letters without a meaning; or signs inside words, where a font names its letters at random."""
    letters = sum(sheet.letters for sheet in sheets)
    if not letters or not text:
        return False
    if sum(sheet.unmapped for sheet in sheets) > max(2, _GARBLED * letters):
        return True
    inside = sum(
        1
        for before, char, after in zip(text, text[1:], text[2:], strict=False)
        if char in _STRANGE and before.isalpha() and after.isalpha()
    )
    mixed = _mixed_words(text) if rtl_letters(text[:20_000]) > 200 else 0
    return inside + mixed > max(5, _GARBLED / 4 * len(text))


def _mixed_words(text: str) -> int:
    """Words of Arabic and Latin letters at once: no writer makes them, fonts with a false map do."""
    return sum(
        1
        for word in text.split()
        if rtl_letters(word) and any("A" <= char <= "z" or char in "=@" for char in word)
    )


def _runs_from_right(sheets: list[Sheet]) -> bool:
    right = letters = 0
    for word in words_of_sheets(sheets):
        text = "".join(word.clusters)
        right += rtl_letters(text)
        letters += sum(char.isalpha() for char in text)
    return right * 2 > letters


def _sheets(document: pdf.PdfDocument, size: int) -> _Reading:
    """The pages one by one; a page that fails costs itself only. `size` is that of all streams, in bytes."""
    reading = _Reading()
    budget = min(_MOST_LETTERS, _BASE_LETTERS + _LETTERS_PER_BYTE * size)
    end = time.process_time() + _BASE_SECONDS + _SECONDS_PER_MEBIBYTE * size / (1 << 20)
    total = len(document)
    for index in range(min(total, _MOST_PAGES)):
        if budget <= 0 or time.process_time() > end:
            break
        sheet = _sheet(document, index, budget, reading)
        if sheet is not None:
            reading.sheets.append(sheet)
            budget -= sheet.letters
    else:
        reading.partly |= total > _MOST_PAGES
        return reading
    reading.partly = True
    return reading


def _sheet(document: pdf.PdfDocument, index: int, budget: int, reading: _Reading) -> Sheet | None:
    page = pdfium.FPDF_LoadPage(document.raw, index)
    if not page:
        reading.damaged = True
        return None
    text_page = None
    try:
        sheet = _empty_sheet(page, index, label_of(document, index))
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            reading.damaged = True
            return sheet
        count = pdfium.FPDFText_CountChars(text_page)
        limit = min(budget, _MOST_ON_PAGE)
        reading.partly |= count > limit
        address = ctypes.cast(text_page, ctypes.c_void_p).value or 0
        read_glyphs(sheet, address, min(count, limit))
        if sheet.letters < _HARDLY_ANY:
            sheet.images = _has_pictures(page)
        return sheet
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)


def _empty_sheet(page: pdfium.FPDF_PAGE, index: int, label: str | None) -> Sheet:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, box):
        return Sheet(index + 1, 0.0, 0.0, 612.0, 792.0, label=label)
    return Sheet(index + 1, box.left, box.bottom, box.right, box.top, label=label)


_DRAWN = (
    pdfium.FPDF_PAGEOBJ_IMAGE,
    pdfium.FPDF_PAGEOBJ_SHADING,
    pdfium.FPDF_PAGEOBJ_FORM,
    pdfium.FPDF_PAGEOBJ_PATH,
)
_MOST_OBJECTS = 1_000
_MANY_PATHS = 20
"""Letters drawn as outlines are paths: so many and no text is a page of drawn letters."""


def _has_pictures(page: pdfium.FPDF_PAGE) -> bool:
    paths = 0
    for index in range(min(_MOST_OBJECTS, pdfium.FPDFPage_CountObjects(page))):
        kind = pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index))
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif kind in _DRAWN:
            return True
    return paths >= _MANY_PATHS
