"""The locked-up workers of one import: some analyse, one unpacks containers, one may start Tesseract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
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

_WANT_OCR = frozenset({"pdf.scanned", "pdf.garbled"})
"""Codes of warnings of documents whose pages may tell more as pictures than as text."""

_OCR_SECONDS = 3600.0
"""Some 8 seconds a page; each page has a limit of its own."""


class Workshop:
    """Three kinds of workers, started when they are needed; used from several threads. Close it.

    Analysers hold tables and models; the unpacker is small, so that it can go on beside them; the third kind
    alone may start a program.
    """

    def __init__(self, size: int | None = None) -> None:
        self.analysers = ReaderPool(ANALYSER, size=size)
        self._unpackers = ReaderPool(UNPACKER, size=2)
        self._ocr = ReaderPool(OCR, size=1, seconds=_OCR_SECONDS)
        self._pools = (self.analysers, self._unpackers, self._ocr)

    def __enter__(self) -> Workshop:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def size(self) -> int:
        """How many documents can be analysed at once."""
        return self.analysers.size

    @property
    def locked_up(self) -> bool:
        """Whether the workers could lock themselves up wholly, as far as any were started.

        Only Linux has what it takes (`db.readers.sandbox`).
        """
        known = [pool.confinement for pool in self._pools if pool.confinement is not None]
        return all(confinement.full for confinement in known)

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
        raw = _read(self.analysers, data, name, options)
        if options.ocr and not _WANT_OCR.isdisjoint(raw.warnings):
            raw = self._read_pictures(data, name, options, raw)
        answer = self.analyse_read((raw,), name, date=date, language=options.language)[0]
        if isinstance(answer, Failure):
            raise InputError(answer.code, **answer.params)
        return answer

    def analyse_read(
        self,
        documents: Sequence[RawDocument],
        shown: str,
        *,
        date: str | None = None,
        language: str | None = None,
    ) -> tuple[Parsed | Failure, ...]:
        """Documents that were read already (such as rows of a table), analysed."""
        answers = self.analysers.process_many(documents, shown, date=date, language=language)
        return tuple(
            answer if isinstance(answer, Failure) else _believed(answer, shown) for answer in answers
        )

    def _read_pictures(
        self, data: bytes, name: str, options: ImportOptions, without: RawDocument
    ) -> RawDocument:
        """What Tesseract reads; the document as it is where it is missing, reads nothing or fails."""
        from db.readers.ocr import find_tesseract  # loads a library that is not needed before

        if find_tesseract() is None:
            return without
        try:
            raw = _read(self._ocr, data, name, options)
        except InputError:
            return without
        if 2 * len(raw.text) > len(without.text):
            return raw
        lacking = tuple(code for code in raw.warnings if code == "ocr.no_language")
        return replace(without, warnings=(*without.warnings, *lacking)) if lacking else without

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


def _read(pool: ReaderPool, data: bytes, name: str, options: ImportOptions) -> RawDocument:
    try:
        return msgspec.msgpack.decode(pool.process(data, name, _for_readers(options)), type=RawDocument)
    except (msgspec.DecodeError, ValueError) as error:
        raise InputError("file.reader_died", name=name) from error


def _believed(result: bytes, shown: str) -> Parsed | Failure:
    try:
        return parsed.decode(result)
    except (msgspec.DecodeError, ValueError):
        return Failure(code="file.reader_died", params={"name": shown})
