"""Opens a PDF with PDFium, and asks it what the document says of itself."""

from __future__ import annotations

import ctypes
import re

import pypdfium2 as pdf
import pypdfium2.raw as pdfium

from db.errors import InputError
from db.readers.registry import Untrusted

_MOST_LABEL = 40
_JUNK = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|sans titre.*|document\d*|slide \d+|\W*|"
    r".*\.(?:docx?|rtf|odt|qxp|qxd|indd|pdf|pptx?|xlsx?|pub|p65|pm\d|wpd|tmp|html?|txt)|\d+|[0-9a-f-]{16,})$",
    re.IGNORECASE,
)
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?'?|(Z))?")


def open_document(untrusted: Untrusted) -> pdf.PdfDocument:
    """Raises `InputError`: ``pdf.encrypted``, ``pdf.unreadable``."""
    for password in (None, *untrusted.options.passwords, ""):
        try:
            return pdf.PdfDocument(untrusted.data, password=password)
        except pdf.PdfiumError:
            if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
                encrypted = True
                continue
            raise InputError("pdf.unreadable", name=untrusted.name) from None
        except ValueError:  # a password that PDFium cannot be given
            encrypted = True
    assert encrypted
    raise InputError("pdf.encrypted", name=untrusted.name)


def rebuilt(document: pdf.PdfDocument, data: bytes) -> bool:
    """Whether the file is cut off, or its table of objects had to be made anew."""
    if b"%%EOF" not in data[-2048:] or b"startxref" not in data[-4096:]:
        return True
    return not pdfium.FPDF_DocumentHasValidCrossReferenceTable(document.raw)


def title_of(document: pdf.PdfDocument) -> str | None:
    """The title, unless it is the name of a file or what a program put there."""
    title = " ".join(_meta(document, "Title").split())
    return None if _JUNK.match(title) or len(title) > 500 else title


def created(document: pdf.PdfDocument) -> str | None:
    """When the file was made, in ISO 8601."""
    found = _DATE.match(_meta(document, "CreationDate"))
    if found is None:
        return None
    year, month, day, hour, minute, second, sign, hours, minutes, zulu = found.groups()
    if not (month and day and "01" <= month <= "12" and "01" <= day <= "31"):
        return str(year)
    date = f"{year}-{month}-{day}"
    if not (hour and minute) or hour > "23" or minute > "59":
        return date
    zone = "Z" if zulu else f"{sign}{hours}:{minutes or '00'}" if sign else ""
    return f"{date}T{hour}:{minute}:{min(second or '00', '59')}{zone}"


def label_of(document: pdf.PdfDocument, index: int) -> str | None:
    """What the document calls the page, where it says so."""
    length = pdfium.FPDF_GetPageLabel(document.raw, index, None, 0)
    if not 2 < length <= 2 * _MOST_LABEL:
        return None
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_GetPageLabel(document.raw, index, buffer, length)
    label = buffer.raw[: length - 2].decode("utf-16-le", errors="ignore").strip()
    return label or None


def _meta(document: pdf.PdfDocument, key: str) -> str:
    return document.get_metadata_value(key).replace("\0", "") or ""
