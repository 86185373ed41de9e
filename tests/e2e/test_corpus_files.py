"""Every real file beside the project, as a researcher would bring it: the right language, the whole text.

What another program reads of the same file is the measure: `pdftotext` of PDF files, the standard library's
parser of HTML pages, the bytes themselves of text files.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from rapidfuzz.distance import LCSseq

from db.ingest import Analysed, analyse_files
from db.model import Failure, ImportOptions, StatementKind
from tests.helpers.shared import shared

FILES = "corpus/files"
SPEECHES = {
    "ad_fr.pdf": "2024-09-27",
    "ag_en.pdf": "2024-09-27",
    "ar_es.pdf": "2024-09-24",
    "at_en.pdf": "2024-09-26",
    "bo_es.pdf": "2024-09-25",
    "br_pt.pdf": "2024-09-24",
    "by_ru.pdf": None,
}
PAGES = {
    "arb.html": "ar",
    "bel.html": "be",
    "cmn_hans.html": "zh",
    "eng.html": "en",
    "fra.html": "fr",
    "rus.html": "ru",
}
CHARTERS = {
    "un_charter_ar.cp1256.txt": "cp1256",
    "un_charter_en.utf-8-sig.txt": "utf-8-sig",
    "un_charter_es.latin-1.txt": "latin-1",
    "un_charter_fr.cp1252.txt": "cp1252",
    "un_charter_fr.latin-1.txt": "latin-1",
    "un_charter_ru.cp1251.txt": "cp1251",
    "un_charter_ru.koi8-r.txt": "koi8-r",
    "un_charter_ru.utf-16.txt": "utf-16",
    "un_charter_zh.gb18030.txt": "gb18030",
}
MARKS = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0640]")
BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ol",
        "ul",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "br",
        "hr",
        "section",
        "article",
    ]
)


@cache
def outcome(folder: str, names: tuple[str, ...]) -> dict[str, Analysed | Failure]:
    """What the locked-up workers make of files, by name; no pictures are read."""
    paths = [shared(f"{FILES}/{folder}{name}") for name in names]
    found = dict(analyse_files(paths, options=ImportOptions(ocr=False)))
    return {Path(path).name: one for path, one in found.items()}


def analysed(folder: str, name: str, names: dict[str, object]) -> Analysed:
    one = outcome(folder, tuple(names))[name]
    assert isinstance(one, Analysed), one
    return one


def words(text: str) -> list[str]:
    """Words of letters; of a Chinese text its characters."""
    return re.findall(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+", MARKS.sub("", text).casefold())


def bare(text: str) -> str:
    """A text without spaces and signs: so words cut at a line's end are the same as whole ones."""
    return "".join(re.findall(r"[^\W_]", MARKS.sub("", text).casefold()))


def compare(seen: str, independent: str) -> None:
    """Ninety-nine of a hundred words that the other program sees are there, in order, and none twice."""
    ours, theirs = Counter(words(seen)), Counter(words(independent))
    assert (theirs & ours).total() >= 0.99 * theirs.total(), (theirs - ours).most_common(20)
    assert (ours - theirs).total() <= 0.01 * ours.total(), (ours - theirs).most_common(20)
    assert LCSseq.normalized_similarity(words(seen), words(independent)) >= 0.97


class Visible(HTMLParser):
    """What stands between tags, with a space where a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"script", "style", "title", "head"}
        self.pieces.append(" " if tag in BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style", "title", "head"}
        self.pieces.append(" " if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if self.hidden <= 0:
            self.pieces.append(data)


def visible(page: Path) -> str:
    parser = Visible()
    parser.feed(page.read_text(encoding="utf-8"))
    return "".join(parser.pieces)


def printed(path: Path) -> Iterator[str]:
    """The pages of a PDF as `pdftotext` reads them: without the numbers that stand alone in a line, cut words
    joined."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext")
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    text = re.sub(r"(?m)^[ \t]*[-–]?[ \t]*\d{1,3}[ \t]*[-–]?[ \t]*$", "", done.stdout.decode("utf-8"))
    yield from re.sub(r"(?<=\w)[-\u00ad]\n\s*(?=[^\W\d_])", "", text).split("\f")


@pytest.mark.parametrize("name", SPEECHES)
def test_speeches_in_pdf(name: str) -> None:
    read = analysed("", name, dict(SPEECHES))
    analysis = read.analysis
    pages = [page for page in printed(shared(f"{FILES}/{name}")) if page.strip()]
    compare(analysis.text, "\n".join(pages))
    assert analysis.language == Path(name).stem[-2:]
    assert analysis.date == SPEECHES[name]
    assert analysis.kind is StatementKind.STATEMENT
    assert len(analysis.pages) == len(pages)
    assert not [warning for warning in read.warnings if warning.startswith(("text.", "pdf."))]
    alone = [line for line in analysis.text.splitlines() if re.fullmatch(r"\W*\d{1,3}\W*", line)]
    assert alone == []


@pytest.mark.parametrize("name", SPEECHES)
def test_pages_of_a_pdf_begin_where_they_are_printed(name: str) -> None:
    analysis = analysed("", name, dict(SPEECHES)).analysis
    theirs = [words(page) for page in printed(shared(f"{FILES}/{name}")) if page.strip()]
    ends = [*(page.start for page in analysis.pages[1:]), len(analysis.text)]
    for page, end, expected in zip(analysis.pages, ends, theirs, strict=True):
        ours = Counter(words(analysis.text[page.start : end]))
        # a word that is cut between two pages, and a note, may stand on either
        assert (Counter(expected) & ours).total() >= 0.95 * len(expected) - 2, page


@pytest.mark.parametrize("name", SPEECHES)
def test_a_cover_page_gives_a_title_that_tells_who_speaks(name: str) -> None:
    analysis = analysed("", name, dict(SPEECHES)).analysis
    persons = [entity.text for entity in analysis.entities if entity.kind.value == "person"]
    assert len(analysis.title.split()) > 4
    assert persons or analysis.title
    head = bare(analysis.text[:800])
    assert bare(analysis.title.rstrip("…")) in head


@pytest.mark.parametrize("name", PAGES)
def test_saved_pages(name: str) -> None:
    analysis = analysed("html/", name, dict(PAGES)).analysis
    compare(analysis.text, visible(shared(f"{FILES}/html/{name}")))
    assert analysis.language == PAGES[name]
    assert analysis.kind is StatementKind.OTHER
    headings = [block for block in analysis.blocks if block.role.value == "heading"]
    assert len(headings) >= 30
    assert analysis.blocks[0].role.value == "title"


def test_articles_of_a_ministry_between_its_menus() -> None:
    folder = shared(f"{FILES}/html")
    names = sorted(path.name for path in folder.iterdir() if path.name[:4].isdecimal())
    assert names
    for name in names:
        date, _, title = Path(name).stem.split(" - ")
        analysis = analysed("html/", name, dict.fromkeys(names)).analysis
        assert (analysis.language, analysis.date, analysis.title) == ("zh", date, title)
        blocks = [(block.role.value, analysis.text[block.start : block.end]) for block in analysis.blocks]
        body = [text for role, text in blocks if role in {"lead", "paragraph"}]
        menu = [text for role, text in blocks if role == "navigation"]
        assert len(menu) > len(body) >= 2
        apart = " ".join([*menu, *(text for role, text in blocks if role in {"contact", "boilerplate"})])
        assert "ICP" in apart
        page = bare(visible(folder / name))
        assert all(bare(text) in page for text in body)


@pytest.mark.parametrize("name", CHARTERS)
def test_encoded_texts(name: str) -> None:
    read = analysed("txt/", name, dict(CHARTERS))
    data = shared(f"{FILES}/txt/{name}").read_bytes()
    lines = data.decode(CHARTERS[name]).splitlines()
    assert read.analysis.text.splitlines() == lines
    assert read.analysis.language == name.removeprefix("un_charter_")[:2]
    assert read.analysis.kind is StatementKind.OTHER


def test_texts_in_several_encodings_are_one_text() -> None:
    def text(name: str) -> str:
        return analysed("txt/", name, dict(CHARTERS)).analysis.text

    russian = text("un_charter_ru.utf-16.txt")
    assert text("un_charter_ru.cp1251.txt") == russian
    # KOI8-R has no dashes and no angle quotes: whoever wrote the file put question marks for them
    assert text("un_charter_ru.koi8-r.txt") == russian.encode("koi8-r", "replace").decode("koi8-r")
    french = text("un_charter_fr.cp1252.txt")
    assert text("un_charter_fr.latin-1.txt") == french


@pytest.mark.parametrize(
    ("name", "warnings"),
    [("scanned_rw_en.pdf", {"text.none", "pdf.scanned"}), ("bh_ar.pdf", {"pdf.garbled"})],
)
def test_files_without_a_sound_text_say_so(name: str, warnings: set[str]) -> None:
    one = outcome("", (name,))[name]
    assert isinstance(one, Analysed)
    assert warnings <= set(one.warnings)


@pytest.mark.slow
def test_a_long_report_is_read_whole() -> None:
    """In this process, for its analysis alone takes longer than a test should."""
    from db.readers import Untrusted, read_untrusted

    path = shared(f"{FILES}/long_report_en.pdf")
    raw = read_untrusted(Untrusted(data=path.read_bytes(), name=path.name))
    pages = [page for page in printed(path) if page.strip()]
    theirs, ours = Counter(words("\n".join(pages))), Counter(words(raw.text))
    running = {word for word, times in (theirs - ours).items() if times >= len(pages) // 3}
    lost = {word: times for word, times in (theirs - ours).items() if word not in running}
    assert sum(lost.values()) <= 0.01 * theirs.total(), sorted(lost.items(), key=lambda x: -x[1])[:20]
    assert (ours - theirs).total() <= 0.01 * ours.total()
    assert abs(len(raw.pages) - len(pages)) <= 1
    assert all(a.start <= b.start for a, b in pairwise(raw.pages))
