"""Makes PDF files for tests, with PDFium itself; and locks one, as ISO 32000-1, 7.6 says for 40-bit keys."""

from __future__ import annotations

import ctypes
import hashlib
import io
from collections.abc import Sequence

import pypdfium2 as pdf
import pypdfium2.raw as pdfium

Put = tuple[float, float, float, str] | tuple[float, float, float, str, str]
"""Where a text begins (points from the left and from below), its size, its words, and its font."""

WIDTH, HEIGHT = 595.0, 842.0


def make(pages: Sequence[Sequence[Put]]) -> bytes:
    """A file of pages of A4."""
    document = pdf.PdfDocument.new()
    for puts in pages:
        page = document.new_page(WIDTH, HEIGHT)
        for x, y, size, text, *font in puts:
            item = pdfium.FPDFPageObj_NewTextObj(
                document.raw, (font[0] if font else "Helvetica").encode(), ctypes.c_float(size)
            )
            wide = (text + "\0").encode("utf-16-le")
            buffer = ctypes.create_string_buffer(wide, len(wide))
            pdfium.FPDFText_SetText(item, ctypes.cast(buffer, pdfium.FPDF_WIDESTRING))
            pdfium.FPDFPageObj_Transform(item, 1, 0, 0, 1, x, y)
            pdfium.FPDFPage_InsertObject(page.raw, item)
        pdfium.FPDFPage_GenerateContent(page.raw)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def column(
    x: float, top: float, lines: Sequence[str], *, size: float = 10.0, step: float = 12.0
) -> list[Put]:
    """Lines below each other."""
    return [(x, top - step * index, size, line) for index, line in enumerate(lines)]


def drawn() -> bytes:
    """A page that is one picture."""
    document = pdf.PdfDocument.new()
    page = document.new_page(WIDTH, HEIGHT)
    image = pdf.PdfImage.new(document)
    bitmap = pdf.PdfBitmap.new_native(40, 40, pdfium.FPDFBitmap_BGR)
    bitmap.fill_rect((90, 90, 90, 255), 0, 0, 40, 40)
    image.set_bitmap(bitmap)
    image.set_matrix(pdf.PdfMatrix().scale(400, 400))
    page.insert_obj(image)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def locked(text: str, password: str) -> bytes:
    """A page with a text, that needs a password."""
    padded = (password.encode() + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    file_id = bytes(16)
    permissions = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(padded + owner + permissions + file_id).digest()[:5]
    user = _rc4(key, _PADDING)
    own = hashlib.md5(key + (4).to_bytes(3, "little") + bytes(2)).digest()[:10]
    stream = _rc4(own, f"BT /F 12 Tf 72 700 Td ({text}) Tj ET".encode())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (owner.hex().encode(), user.hex().encode()),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    start = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    name = file_id.hex().encode()
    out += b"trailer<</Size 7/Root 1 0 R/Encrypt 6 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n" % (
        name,
        name,
        start,
    )
    return bytes(out)
