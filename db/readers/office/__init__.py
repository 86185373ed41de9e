"""Word processors' files to `RawDocument`: DOCX, OpenDocument text, RTF; and why the older ones cannot be."""

from __future__ import annotations

from db.readers.office.docx import Docx
from db.readers.office.odt import Odt
from db.readers.office.ole import Ole
from db.readers.office.rtf import Rtf

__all__ = ["Docx", "Odt", "Ole", "Rtf"]
