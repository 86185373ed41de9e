"""``python -m db.readers.ocr_worker``: reads pictures of pages, locked up but for starting Tesseract."""

from __future__ import annotations

from db.errors import InputError
from db.readers import wire
from db.readers.host import serve
from db.readers.ocr import Tesseract, find_tesseract, read_scanned_file
from db.readers.registry import Untrusted
from db.readers.sandbox import permit
from db.readers.wire import Known

_found: list[Tesseract] = []


def handle(untrusted: Untrusted, known: Known) -> bytes:
    """A PDF's pages as a `db.model.RawDocument`, encoded as on the wire.

    Raises `InputError`: ``ocr.unavailable``, and those of PDF files.
    """
    if not _found:
        raise InputError("ocr.unavailable", name=untrusted.name)
    return wire.encode(read_scanned_file(untrusted, _found[0]))


def warm_up() -> None:
    """Finds Tesseract while other programs can be started, and asks leave to start it later."""
    tesseract = find_tesseract()
    if tesseract is not None:
        _found.append(tesseract)
        permit(tesseract.programs, tesseract.readable)


if __name__ == "__main__":
    serve(handle, warm_up)
