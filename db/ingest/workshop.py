"""The locked-up workers of one import: some analyse, one unpacks containers, one may start Tesseract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import msgspec

from db.errors import InputError
from db.ingest import parsed
from db.ingest.parsed import Parsed
from db.model import Failure, ImportOptions, RawDocument, TablePreview
from db.readers import Member, Options, ReaderPool

ANALYSER = "db.ingest.worker"
UNPACKER = "db.readers.unpacking"
OCR = "db.readers.ocr_worker"
SCANNED = "pdf.scanned"
"""Code of the warning that goes with a document of pictures only."""


class Workshop:
    """Three kinds of workers, started when they are needed; used from several threads. Close it.

    Analysers hold tables and models; the unpacker is small, so that it can go on beside them; the third kind
    alone may start a program.
    """

    def __init__(self, size: int | None = None) -> None:
        self.analysers = ReaderPool(ANALYSER, size=size)
        self._unpackers = ReaderPool(UNPACKER, size=2)
        self._ocr = ReaderPool(OCR, size=1)
        self._pools = (self.analysers, self._unpackers, self._ocr)

    def __enter__(self) -> Workshop:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def size(self) -> int:
        """How many documents can be analysed at once."""
        return self.analysers.size

    def container_kind(self, head: bytes, name: str, options: ImportOptions) -> str | None:
        """Which unpacker the beginning of a file is for, or None where it is one document."""
        return self._unpackers.sort(head, name, _for_readers(options))

    def unpack(self, file: BinaryIO, name: str, options: ImportOptions) -> Iterator[Member]:
        """What is in a container, one after another; `file` must stay open meanwhile. Raises `InputError`."""
        with closing(self._unpackers.unpack(file, name, _for_readers(options))) as members:
            yield from members

    def preview(self, file: BinaryIO, name: str, options: ImportOptions) -> TablePreview | None:
        """The beginning of a table; None for what is no table. Raises `InputError`."""
        return self._unpackers.preview(file, name, _for_readers(options))

    def analyse(self, data: bytes, shown: str, options: ImportOptions, *, date: str | None = None) -> Parsed:
        """One document, read and analysed. Raises `InputError` for one that cannot be used."""
        name = Path(shown).name or shown
        result = self._believed(
            self.analysers.process(data, name, _for_readers(options), date=date, language=options.language),
            shown,
        )
        if SCANNED in result.warnings and options.ocr:
            return self._read_pictures(data, name, result)
        return result

    def analyse_read(self, documents: Sequence[RawDocument], shown: str) -> tuple[Parsed | Failure, ...]:
        """Documents that were read already (rows of a table), analysed."""
        return tuple(
            answer if isinstance(answer, Failure) else self._believed(answer, shown)
            for answer in self.analysers.process_many(documents, shown)
        )

    def _read_pictures(self, data: bytes, name: str, without: Parsed) -> Parsed:
        """What Tesseract reads; the document without a text where it is missing, reads nothing or fails."""
        from db.readers.ocr import find_tesseract

        if find_tesseract() is None:
            return without
        try:
            raw = msgspec.msgpack.decode(self._ocr.process(data, name, Options()), type=RawDocument)
        except (InputError, msgspec.DecodeError, ValueError):
            return without
        if not raw.text.strip():
            return without
        answer = self.analyse_read((raw,), name)[0]
        return without if isinstance(answer, Failure) else answer

    def _believed(self, result: bytes, shown: str) -> Parsed:
        try:
            return parsed.decode(result)
        except (msgspec.DecodeError, ValueError) as error:
            raise InputError("file.reader_died", name=shown) from error

    def interrupt(self) -> None:
        """Ends all work that is going on, until `resume`."""
        for pool in self._pools:
            pool.interrupt()

    def resume(self) -> None:
        for pool in self._pools:
            pool.resume()

    def rest(self) -> None:
        """Ends idle workers, but for one analyser and one unpacker: the next file need not wait."""
        for pool in self._pools:
            pool.shrink(0 if pool is self._ocr else 1)

    def close(self) -> None:
        for pool in self._pools:
            pool.close()


def _for_readers(options: ImportOptions) -> Options:
    return Options(
        mapping=options.mapping, passwords=options.passwords, ocr=options.ocr, as_text=options.as_text
    )
