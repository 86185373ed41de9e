"""PDFium's characters with their places, as words. Its own order is not used: it often mistakes Arabic.

The calls are made thousands of times a page, so they go by plain prototypes over PDFium's functions.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pypdfium2.raw as pdfium

from db.readers.pdf.bidi import has_rtl
from db.readers.pdf.shapes import Sheet, Word, row_tolerance

SPACE_GAP = 0.17
"""A gap of this many ems is a space: justified text goes down to a fifth of an em, tracking up to a tenth."""

BACKWARD_SPACE_GAP = 0.13
"""The same in Arabic, whose spaces are narrower."""

_NARROW_GAP, _NARROW_BACKWARD_GAP = 0.07, 0.12
"""Where PDFium found a space, this is enough; in Arabic it is often mistaken about the place."""

_FAR_EAST = "\u2e80"
_COMPATIBLE = ((0xFB00, 0xFDFB), (0xFE70, 0xFEFC), (0x2000, 0x200A), (0x2F00, 0x2FD5))
"""Ligatures and forms of letters, spaces of many widths, and radicals that stand for their characters."""

_SPACE, _HINT = 0x20, "\u2063"
_SLANT = 5.0
_BULLETS = {0xF0B7, 0xF0A7, 0xF076, 0xF0D8, 0xF0FC, 0xF06E, 0xF06F, 0xF0A8, 0xF071, 0xF0D2, 0xF077}
_SYMBOLS = {0x02: "-", 0xAD: "\u00ad", 0xF02D: "–", 0xF0BE: "–", 0xA0: " ", 0x09: " ", 0x0A: " ", 0x0D: " "}
_ZERO_WIDTH = {0x200B, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0xFEFF, 0x2060}
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_BOLD_WEIGHT = 600


class Glyph(NamedTuple):
    """One character of PDFium, turned upright.

    `apart_from` is the character before which PDFium found a space between; `serial` is its own number.
    """

    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    text: str
    origin: float
    owner: int
    serial: int = 0
    apart_from: int = -1


class _Rect(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_float) for name in ("left", "top", "right", "bottom"))


class _Matrix(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_float) for name in "abcdef")


def _plain(function: object, result: type | None, *arguments: type) -> Callable[..., int]:
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]  # a foreign function
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]  # as above


_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_unicode = _plain(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
_object = _plain(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_origin = _plain(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
_box = _plain(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_matrix = _plain(pdfium.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
_font_size = _plain(pdfium.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
_font = _plain(pdfium.FPDFTextObj_GetFont, _POINTER, _POINTER)
_font_name = _plain(
    pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, _POINTER, ctypes.c_char_p, ctypes.c_size_t
)
_font_weight = _plain(pdfium.FPDFFont_GetWeight, _INT, _POINTER)


class _Styles:
    """Size, boldness and direction of the text objects of a page; each is asked for once."""

    def __init__(self, text_page: int) -> None:
        self._text_page = text_page
        self.known: dict[int, tuple[float, bool, int]] = {}
        self._bold: dict[int, bool] = {}
        self._buffer = ctypes.create_string_buffer(200)
        self._place = _Matrix()

    def look(self, owner: int, index: int) -> tuple[float, bool, int]:
        """Size, whether bold, and quarter turns against the clock (-1: slanted); `known` then has it."""
        found = self.known[owner] = self._look(owner, index)
        return found

    def _look(self, owner: int, index: int) -> tuple[float, bool, int]:
        place = self._place
        place.a, place.b, place.c, place.d = 1.0, 0.0, 0.0, 1.0
        _matrix(self._text_page, index, ctypes.byref(place))
        size = abs(_font_size(self._text_page, index)) * math.hypot(place.c, place.d)
        angle = math.degrees(math.atan2(place.b, place.a))
        turns = round(angle / 90)
        if abs(angle - 90 * turns) > _SLANT:
            return size, False, -1
        font = _font(owner)
        bold = self._bold.get(font)
        if bold is None:
            bold = self._bold[font] = self._is_bold(font)
        return size, bold, turns % 4

    def _is_bold(self, font: int) -> bool:
        if not font:
            return False
        length = _font_name(font, self._buffer, 200)
        name = self._buffer.raw[: min(length, 200)].lower()
        return any(word.encode() in name for word in _BOLD_NAMES) or _font_weight(font) >= _BOLD_WEIGHT


def _turned(turns: int, x: float, y: float) -> tuple[float, float]:
    """A point of the page as it lies where text of so many quarter turns is upright."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turns]


@cache
def characters(code: int) -> str:
    """What one of PDFium's codes stands for; U+FFFD where the font does not tell."""
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    if code in _BULLETS:
        return "•"
    if code in _ZERO_WIDTH:
        return ""
    if code < 0x20 or 0x7F <= code < 0xA0 or code in (0xFFFD, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
        return "\ufffd"
    if 0xE000 <= code < 0xF900 or code >= 0xF0000:
        return "\ufffd"
    if any(first <= code <= last for first, last in _COMPATIBLE):
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code)


def read_glyphs(sheet: Sheet, text_page: int, count: int) -> None:
    """Puts the words of a page on its sheet, upright; the sheet's box turns with them."""
    rect, x, y = _Rect(), ctypes.c_double(), ctypes.c_double()
    rect_at, x_at, y_at = ctypes.byref(rect), ctypes.byref(x), ctypes.byref(y)
    styles = _Styles(text_page)
    turned: dict[int, list[Glyph]] = {-1: [], 0: [], 1: [], 2: [], 3: []}
    before, apart, turns = -1, -1, 0
    left, right, bottom, top = sheet.left - 2, sheet.right + 2, sheet.bottom - 2, sheet.top + 2
    known = styles.known
    for index in range(count):
        owner = _object(text_page, index)
        if not owner:  # a space or line end that PDFium made up
            if _unicode(text_page, index) == _SPACE and _origin(text_page, index, x_at, y_at):
                apart = before
                ox, oy = _turned(max(0, turns), x.value, y.value)
                turned[turns].append(Glyph(ox, ox, oy, 0.0, False, _HINT, ox, 0))
            continue
        text = characters(_unicode(text_page, index))
        if not text or not _origin(text_page, index, x_at, y_at) or not _box(text_page, index, rect_at):
            continue
        size, bold, turns = known.get(owner) or styles.look(owner, index)
        ox, oy = x.value, y.value
        if not (left <= ox <= right and bottom <= oy <= top):
            continue  # beyond the edge of the paper
        if turns > 0:
            across = (rect.bottom, rect.top) if turns % 2 else (rect.left, rect.right)
            ends = [value if turns in (0, 1) else -value for value in across]
            ox, oy = _turned(turns, ox, oy)
            glyph = Glyph(min(ends), max(ends), oy, size, bold, text, ox, owner, index, apart)
        else:
            start = min(ox, rect.left)
            glyph = Glyph(start, rect.right, oy, size, bold, text, ox, owner, index, apart)
        before, apart = index, -1
        sheet.letters += 1
        sheet.unmapped += text == "\ufffd"
        turned[turns].append(glyph)
    _lay_out(sheet, turned)


def _lay_out(sheet: Sheet, turned: dict[int, list[Glyph]]) -> None:
    """The direction most text has is the page's; what is turned otherwise comes after it."""
    slanted = turned.pop(-1, [])
    order = sorted((turns for turns in turned if turned[turns]), key=lambda turns: -len(turned[turns]))
    for turns in order[:1]:
        sheet.words = list(words_of(turned[turns]))
        corners = [_turned(turns, sheet.left, sheet.bottom), _turned(turns, sheet.right, sheet.top)]
        sheet.left, sheet.right = sorted(corner[0] for corner in corners)
        sheet.bottom, sheet.top = sorted(corner[1] for corner in corners)
    for turns in order[1:]:
        sheet.slanted += words_of(turned[turns])
    sheet.slanted += words_of(slanted)


def words_of(glyphs: list[Glyph]) -> Iterable[Word]:
    """Words of all rows, rows from above to below, words from left to right."""
    glyphs.sort(key=lambda glyph: -glyph.y)
    row: list[Glyph] = []
    size = 0.0
    for glyph in glyphs:
        if row and row[-1].y - glyph.y > row_tolerance(min(glyph.size or size, size or glyph.size)):
            yield from _words_of_row(row)
            row = []
        row.append(glyph)
        size = glyph.size or size
    if row:
        yield from _words_of_row(row)


_LAM, _ALEFS = "ل", "اأإآ"


def _words_of_row(row: list[Glyph]) -> Iterable[Word]:
    spaces = sorted(glyph.origin for glyph in row if glyph.text == _HINT)
    row = [glyph for glyph in row if glyph.text != _HINT]
    if not row:
        return
    backwards = any(glyph.text > "\u0590" and has_rtl(glyph.text) for glyph in row)
    row = _clustered(row)
    gaps = sorted((b.x0 - a.x1) / (a.size or 1) for a, b in pairwise(row) if a.text != " " != b.text)
    tracking = gaps[len(gaps) // 2] if gaps else 0.0
    limit = (BACKWARD_SPACE_GAP if backwards else SPACE_GAP) + (
        tracking if 0.08 < tracking < 0.6 and len(gaps) > 3 else 0.0
    )
    told = backwards and bool(spaces)
    word: list[Glyph] = []
    end = 0.0
    for glyph in row:
        blank = glyph.text.isspace()
        if word and (
            blank
            or glyph.x0 - end > limit * glyph.size
            or (
                (told or glyph.apart_from >= 0 or word[-1].apart_from >= 0)
                and _space_between(word[-1], glyph, spaces, backwards, tracking)
            )
        ):
            yield _word(word, end, spaced=blank or glyph.x0 - end <= limit * glyph.size)
            word = []
        elif word and abs(glyph.size - word[-1].size) > 0.2 * glyph.size:
            yield _word(word, end, spaced=False)
            word = []
        if not blank:
            end = glyph.x1 if not word or glyph.x1 > end else end
            word.append(glyph)
    if word:
        yield _word(word, end, spaced=False)


def _space_between(left: Glyph, right: Glyph, spaces: list[float], backwards: bool, tracking: float) -> bool:
    """Whether PDFium found a space between two neighbours, by its order or, in Arabic, by place."""
    gap = right.x0 - left.x1
    if left.text >= _FAR_EAST or right.text >= _FAR_EAST:
        return False
    if left.serial == right.apart_from or right.serial == left.apart_from:
        return gap > (_NARROW_BACKWARD_GAP if backwards else _NARROW_GAP + max(0.0, tracking)) * right.size
    if not backwards or gap <= _NARROW_BACKWARD_GAP * right.size:
        return False
    near = bisect_left(spaces, left.x1 - 0.01)
    return near < len(spaces) and spaces[near] <= right.x0 + 0.01


def _word(glyphs: list[Glyph], end: float, *, spaced: bool) -> Word:
    first = glyphs[0]
    parts = [glyph.text for glyph in glyphs]
    text = "".join(parts)
    clusters = text if text.isascii() or len(text) == len(parts) else tuple(parts)
    bold = sum(glyph.bold for glyph in glyphs) * 2 > len(glyphs)
    size = max(glyph.size for glyph in glyphs)
    return Word(first.x0, end, first.y, size, bold, clusters, spaced)


def _clustered(row: list[Glyph]) -> list[Glyph]:
    """From left to right; characters of one glyph together in the order of speech, marks after their base."""
    if all(glyph.text < "\u0590" for glyph in row):
        return sorted(row, key=lambda glyph: glyph.origin)
    marks = [glyph for glyph in row if unicodedata.category(glyph.text[0]) == "Mn"]
    bases: list[Glyph] = []
    for glyph in row:
        if unicodedata.category(glyph.text[0]) == "Mn":
            continue
        if bases and glyph.owner == bases[-1].owner and abs(glyph.origin - bases[-1].origin) < 0.01:
            bases[-1] = _ligature(bases[-1], glyph)
        else:
            bases.append(glyph)
    bases.sort(key=lambda glyph: (glyph.x0 + glyph.x1) / 2)
    return _with_marks(bases, marks) if marks else bases


def _ligature(first: Glyph, second: Glyph) -> Glyph:
    """One glyph of several letters; lam and alef are always said in this order."""
    text = first.text + second.text
    if second.text == _LAM and first.text[-1] in _ALEFS:
        text = first.text[:-1] + _LAM + first.text[-1]
    return first._replace(text=text, x0=min(first.x0, second.x0), x1=max(first.x1, second.x1))


def _with_marks(bases: list[Glyph], marks: list[Glyph]) -> list[Glyph]:
    texts = [glyph.text for glyph in bases]
    centres = [(glyph.x0 + glyph.x1) / 2 for glyph in bases]
    letters = [index for index, text in enumerate(texts) if text[0].isalpha()]
    for mark in marks if letters else ():
        centre = (mark.x0 + mark.x1) / 2
        place = bisect_left(letters, centre, key=centres.__getitem__)
        nearest = min(letters[max(0, place - 1) : place + 1], key=lambda index: abs(centres[index] - centre))
        texts[nearest] += mark.text
    return [glyph._replace(text=text) for glyph, text in zip(bases, texts, strict=True)]
