"""PDF to text as it is read: glyphs, words, lines, columns, paragraphs."""

from db.readers.pdf.reader import Pdf

__all__ = ["Pdf"]
