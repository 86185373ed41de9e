"""Exports are compared with the files in `tests/golden`.

With ``MUNIMENT_WRITE_GOLDEN=1`` they are written anew instead, to be looked at before they are committed.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import docx
import pytest

from db.exporters import FORMATS
from tests.db.exporters.samples import CONTEXT, collection

GOLDEN = Path(__file__).resolve().parents[2] / "golden"


def exported(fmt: str) -> str:
    stream = io.BytesIO()
    FORMATS[fmt].write(collection(), CONTEXT, stream)
    if fmt != "docx":
        return stream.getvalue().decode("utf-8")
    document = docx.Document(io.BytesIO(stream.getvalue()))
    return "".join(
        f"[{paragraph.style.name if paragraph.style else ''}] {paragraph.text}\n"
        for paragraph in document.paragraphs
    )


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_an_export_is_what_it_was(fmt: str) -> None:
    golden = GOLDEN / f"excerpts{FORMATS[fmt].suffix}{'.txt' if fmt == 'docx' else ''}"
    if os.environ.get("MUNIMENT_WRITE_GOLDEN"):
        golden.write_text(exported(fmt), encoding="utf-8")
    assert exported(fmt) == golden.read_text(encoding="utf-8")
