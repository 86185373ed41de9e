"""Reads pictures of pages with Tesseract, where it is installed.

Tesseract is a program of its own. It is started inside a locked-up worker (`db.readers.ocr_worker`), gets
pictures over its standard input and answers over its standard output; it inherits the worker's confinement.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdf

from db.errors import InputError
from db.model import BlockRole, Hint, Page, RawDocument
from db.readers.pdf.furniture import page_number
from db.readers.pdf.hyphens import Vocabulary
from db.readers.pdf.lines import joins_without_space
from db.readers.pdf.opening import created, label_of, open_document, title_of
from db.readers.registry import Options, Untrusted

MOST_PAGES = 300
PAGE_SECONDS = 60
"""Seconds of processor time for a page; a dense one of print takes five."""

_DOTS_PER_INCH = 300
_MOST_PIXELS = 24_000_000
"""A page of A3 at 300 dots; larger ones are drawn coarser."""

_FEWEST_PIXELS = 40
_START_SECONDS = 20
_MOST_ANSWER = 8 << 20
_LOADED = re.compile(r"(?:=> )?(/\S+) \(0x")
_SCRIPTS = {
    "Latin": ("eng", "fra", "spa"),
    "Cyrillic": ("rus",),
    "Arabic": ("ara",),
    "Han": ("chi_sim", "chi_tra"),
    "HanS": ("chi_sim",),
    "HanT": ("chi_tra",),
}
_SCRIPT_PAGES = 3
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_USUAL = ("eng", "fra", "spa", "rus", "ara", "chi_sim")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tesseract:
    """Where Tesseract is, and what it may read.

    Attributes:
        program: the file that is started.
        languages: those installed, as Tesseract names them.
        tessdata: the folder of its languages.
        programs: what the system starts for it: itself, and the loader of its libraries.
        readable: files and folders it needs, beside `programs`.
    """

    program: str
    languages: frozenset[str]
    tessdata: str
    programs: tuple[str, ...] = ()
    readable: tuple[str, ...] = ()


def find_tesseract() -> Tesseract | None:
    """Looks for Tesseract on the path; None where it is absent or does not answer."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    program = os.path.realpath(program)
    try:
        done = _ask(program, ["--list-langs"])
    except (OSError, subprocess.SubprocessError):
        return None
    head, *languages = done.splitlines() or [""]
    folder = re.search(r'"([^"]+)"', head)
    if not languages or folder is None:
        return None
    libraries = _libraries(program)
    loaders = tuple(path for path in libraries if Path(path).name.startswith(("ld-", "ld.")))
    return Tesseract(
        program=program,
        languages=frozenset(language.strip() for language in languages),
        tessdata=folder[1],
        programs=(program, *loaders),
        readable=(folder[1], *libraries, "/etc/ld.so.cache"),
    )


def _ask(program: str, arguments: Sequence[str], **variables: str) -> str:
    done = subprocess.run(
        [program, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=_START_SECONDS,
        check=False,
        env=os.environ | variables,
    )
    return done.stdout.decode(errors="replace")


def _libraries(program: str) -> tuple[str, ...]:
    """The libraries the system loads for a program, so that it may read these and no others (Linux)."""
    if platform.system() != "Linux":
        return ()
    try:
        listed = _ask(program, [], LD_TRACE_LOADED_OBJECTS="1")
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(dict.fromkeys(match[1] for match in _LOADED.finditer(listed)))


def choose_languages(script: str | None, installed: frozenset[str]) -> tuple[str, ...]:
    """Languages to read with, of those installed: the script's; of an unknown script the usual ones, at last
    any. None for a known script without a language: in another's letters nothing can be read."""
    if script in _SCRIPTS and script != "Latin":
        return tuple(language for language in _SCRIPTS[script] if language in installed)
    for wanted in (_SCRIPTS.get(script or "", ()), _USUAL, sorted(installed - {"osd", "equ"})):
        chosen = tuple(language for language in wanted if language in installed)
        if chosen:
            return chosen
    return ()


def read_scanned(data: bytes, name: str, tesseract: Tesseract, languages: Sequence[str] = ()) -> RawDocument:
    """The words of a PDF's pages, read from their pictures.

    `languages` as Tesseract names them; without, they are chosen by the script of the first pages.
    Raises `InputError`: ``pdf.encrypted``, ``pdf.unreadable``, ``ocr.unavailable``.
    """
    return read_scanned_file(Untrusted(data, name), tesseract, languages)


def read_scanned_file(
    untrusted: Untrusted, tesseract: Tesseract, languages: Sequence[str] = ()
) -> RawDocument:
    """As `read_scanned`, with the passwords of the file's options."""
    document = open_document(Untrusted(untrusted.data, untrusted.name, untrusted.options or Options()))
    try:
        reading = _Reading(document, untrusted.name, tesseract, tuple(languages))
        return reading.document()
    finally:
        document.close()


class _Reading:
    """Reads a document page by page; a page that fails costs itself only."""

    def __init__(
        self, document: pdf.PdfDocument, name: str, tesseract: Tesseract, languages: tuple[str, ...]
    ) -> None:
        self._document = document
        self._name = name
        self._tesseract = tesseract
        self._languages = languages
        self._partly = len(document) > MOST_PAGES

    def document(self) -> RawDocument:
        pages = [(label, list(found)) for label, found in self._pages()]
        text, hints, places = _write(pages)
        warnings = ("text.ocr",) if text else ("text.none", "pdf.scanned")
        if not self._languages:
            warnings = (*warnings, "ocr.no_language")
        return RawDocument(
            text=text,
            media_type="application/pdf",
            title=title_of(self._document),
            captured_at=created(self._document),
            hints=hints,
            pages=places if text else (),
            warnings=(*warnings, "ocr.partly") if self._partly else warnings,
        )

    def _choose(self) -> None:
        """By the script of most of the first pages: a cover alone may show another one, or hardly any."""
        scripts: Counter[str] = Counter()
        for index in range(min(len(self._document), _SCRIPT_PAGES)):
            picture = _picture(self._document, index)
            script = _script(self._start(picture, "osd", ["--psm", "0"])) if picture else None
            scripts.update([script] if script else [])
        script = scripts.most_common(1)[0][0] if scripts else None
        self._languages = choose_languages(script, self._tesseract.languages)

    def _pages(self) -> Iterator[tuple[str, list[list[str]]]]:
        if not self._languages:
            self._choose()
        if not self._languages:
            return
        for index in range(min(len(self._document), MOST_PAGES)):
            label = label_of(self._document, index) or str(index + 1)
            picture = _picture(self._document, index)
            if picture is None:
                self._partly = True
                yield label, []
                continue
            wanted = ["--psm", "1" if "osd" in self._tesseract.languages else "3"]
            answer = self._start(picture, "+".join(self._languages), [*wanted, "-c", "tessedit_create_tsv=1"])
            self._partly |= answer is None
            yield _without_number(whole(paragraphs_of(answer or "")), label)

    def _start(self, picture: bytes, languages: str, arguments: Sequence[str]) -> str | None:
        """Tesseract's answer; None where it failed on this picture. Raises `InputError` where it cannot be
        started at all."""
        command = [self._tesseract.program, "stdin", "stdout", "-l", languages, "--dpi", str(_DOTS_PER_INCH)]
        try:
            done = subprocess.run(
                [*command, *arguments],
                input=picture,
                stdout=subprocess.PIPE,
                check=False,
                env={"TESSDATA_PREFIX": self._tesseract.tessdata, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"},
                preexec_fn=_limit if os.name == "posix" else None,
                timeout=None if platform.system() == "Linux" else PAGE_SECONDS,
            )
        except subprocess.TimeoutExpired:
            return None
        except OSError:
            raise InputError("ocr.unavailable", name=self._name) from None
        if done.returncode != 0 or len(done.stdout) > _MOST_ANSWER:
            return None
        return done.stdout.decode("utf-8", errors="replace")


def _limit() -> None:
    """In the process that becomes Tesseract: its time, and its end when the worker ends (Linux).

    A worker that is locked up may send no signals, not even to what it started.
    """
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (PAGE_SECONDS, PAGE_SECONDS))
    if platform.system() == "Linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, 9, 0, 0, 0)  # PR_SET_PDEATHSIG, SIGKILL


def _picture(document: pdf.PdfDocument, index: int) -> bytes | None:
    """A page in grey, as a portable grey map; None where it cannot be drawn."""
    try:
        page = document[index]
        width, height = page.get_size()
        scale = _DOTS_PER_INCH / 72
        if width * height * scale * scale > _MOST_PIXELS:
            scale = (_MOST_PIXELS / (width * height)) ** 0.5
        if min(width, height) * scale < _FEWEST_PIXELS:
            return None
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
        rows = memoryview(bitmap.buffer).cast("B")
        packed = b"".join(
            bytes(rows[row * bitmap.stride : row * bitmap.stride + bitmap.width])
            for row in range(bitmap.height)
        )
        head = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
        page.close()
    except (pdf.PdfiumError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return head + packed


def _without_number(paragraphs: list[list[str]], label: str) -> tuple[str, list[list[str]]]:
    """A page's number at its foot or head becomes its label."""
    for place in (-1, 0):
        number = page_number(paragraphs[place][0]) if paragraphs and len(paragraphs[place]) == 1 else None
        if number is not None:
            del paragraphs[place]
            return number, paragraphs
    return label, paragraphs


def _script(answer: str | None) -> str | None:
    found = re.search(r"^Script: (\w+)", answer or "", re.MULTILINE)
    return found[1] if found else None


def paragraphs_of(table: str) -> list[list[str]]:
    """Tesseract's table of words as paragraphs, each of lines."""
    paragraphs: list[list[str]] = []
    place: tuple[str, ...] = ()
    row = ""
    for line in table.splitlines()[1:]:
        columns = line.split("\t")
        if len(columns) != 12 or columns[0] != "5" or not columns[11].strip():
            continue
        word = columns[11].strip()
        if tuple(columns[2:4]) != place:
            paragraphs.append([])
            place, row = tuple(columns[2:4]), ""
        if columns[4] != row:
            paragraphs[-1].append(word)
            row = columns[4]
        else:
            before = paragraphs[-1][-1]
            gap = "" if joins_without_space(before[-1], word[0]) else " "
            paragraphs[-1][-1] = before + gap + word
    return paragraphs


def whole(paragraphs: Sequence[list[str]]) -> list[list[str]]:
    """Paragraphs that were cut within a sentence are one: Tesseract ends one where lines stand wide apart."""
    joined: list[list[str]] = []
    for lines in paragraphs:
        if joined and lines[0][:1].islower() and not _ENDED.search(joined[-1][-1]):
            joined[-1] += lines
        else:
            joined.append(list(lines))
    return joined


def _write(
    pages: Sequence[tuple[str, list[list[str]]]],
) -> tuple[str, tuple[Hint, ...], tuple[Page, ...]]:
    vocabulary = Vocabulary(line for _, found in pages for lines in found for line in lines)
    pieces: list[str] = []
    hints: list[Hint] = []
    places: list[Page] = []
    length = 0
    for label, found in pages:
        gap = 2 if pieces and found else 0
        places.append(Page(label=label, start=length + gap))
        for lines in found:
            if pieces:
                pieces.append("\n\n")
                length += 2
            text = _joined(lines, vocabulary)
            pieces.append(text)
            hints.append(Hint(role=BlockRole.PARAGRAPH, start=length, end=length + len(text)))
            length += len(text)
    return "".join(pieces), tuple(hints), tuple(places)


def _joined(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    text = lines[0]
    for line in lines[1:]:
        joined = vocabulary.join(text, line)
        if joined is not None:
            text = joined
        elif joins_without_space(text[-1], line[0]):
            text += line
        else:
            text = f"{text} {line}"
    return text
