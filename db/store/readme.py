"""The README.txt in every archive folder."""

from __future__ import annotations

TEXT = """\
This folder is an archive of Muniment: statements on human rights, collected by a researcher.

  archive.db    an SQLite database with the texts, what was found in them, and the annotations
  originals/    the files that were imported, byte for byte, each named by its SHA-256:
                the first two digits are the folder, the other 62 the file
  writer.lock   empty; it tells two programs apart, and need never be removed by hand

Copy or move the folder as a whole, while no program has it open; `muniment backup` makes a copy at any time.
Beside archive.db there may lie archive.db-wal and archive.db-shm: they belong to it.

How to read it without Muniment
  Any program for SQLite 3 opens archive.db. The texts are in the table statement_text, their titles, dates
  and languages in statement (joined by statement.key = statement_text.statement_key). The table source
  says which original a statement came from, annotation what was noted on it: start and end count Unicode
  code points from the beginning of the text. The table event is the log of what was done, each row's hash
  covering the row before it.
  `sha256sum` of a file in originals/ must give the file's own name.

The full-text index is not kept here: it can be made again from the database at any time.
"""
