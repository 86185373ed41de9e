"""What every exporter must do: nothing is lost, nothing runs, and the document is valid."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from typing import ClassVar
from xml.etree import ElementTree

import docx
import pytest
from markdown_it import MarkdownIt

from db.exporters import FORMATS, Excerpt, ExportContext
from db.model import AnnotationState, Quotation, Sha256, Source, Statement, StatementId
from db.progress import Progress
from tests.db.exporters.samples import CONTEXT, collection, excerpts, marked, statement

HOSTILE = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "closing": "</p></blockquote></body>--><!-- ]]> </style><script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)" \' onload=\'alert(2)',
    "entity": "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "link": "[click](javascript:alert(1)) ![x](http://example.org/x.png) <javascript:alert(1)>",
    "reference": "[a]: http://example.org 'b'",
    "heading": "# not a heading",
    "underline": "====",
    "rule": "***",
    "list": "1. not a list",
    "letters": "i) not a list",
    "bullet": "- not a list",
    "quote": "> > not a quotation",
    "code": "``` `not code` ~~~",
    "table": "| a | b |",
    "emphasis": "*a* _b_ **c** __d__ ~~e~~ $f$ ^g^",
    "backslash": "C:\\new\\*folder\\",
    "template": "$title {number} %s ${style} {{x}}",
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1+cmd()",
    "at": "@SUM(1+1)",
    "override": "\u202egnp.exe\u202c and \u202eno end",
    "isolate": "\u2069\u202e turned",
    "arabic": "حقوق الإنسان 2025",
    "astral": "𝒜 👩🏽‍🏭 🇧🇾",
    "combining": "e\u0301 a" + "\u0301" * 40,
    "zero width": "a\u200bb\ufeffc",
    "unbroken": "x" * 5000,
}
UNFIT = "nul \x00, escape \x1b[2J, bell \x07, c1 \x9b, surrogate \udc80, nonchar \uffff end"
FIT = "nul �, escape �[2J, bell �, c1 �, surrogate �, nonchar � end"


def written(fmt: str, chosen: tuple[Excerpt, ...], context: ExportContext = CONTEXT) -> bytes:
    stream = io.BytesIO()
    FORMATS[fmt].write(chosen, context, stream)
    return stream.getvalue()


class Page(HTMLParser):
    """Reads a page strictly: every element closed in its turn, only what a document needs."""

    VOID: ClassVar = {"meta", "!doctype"}
    TAGS: ClassVar = frozenset(
        [
            "html",
            "head",
            "title",
            "style",
            "body",
            "header",
            "main",
            "footer",
            "section",
            "article",
            "h1",
            "h2",
            "h3",
            "h4",
            "p",
            "dl",
            "dt",
            "dd",
            "ul",
            "li",
            "blockquote",
            "div",
            "a",
            "code",
            "meta",
        ]
    )
    ATTRIBUTES: ClassVar = {"lang", "dir", "class", "cite", "href", "rel"}

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.links: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.TAGS
        if tag in self.VOID:
            return
        assert {name for name, _ in attrs} <= self.ATTRIBUTES
        self.links += [value or "" for name, value in attrs if name in {"href", "cite"}]
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


def html_text(data: bytes) -> str:
    page = Page(data.decode("utf-8"))
    assert all(link.startswith(("https://", "http://")) for link in page.links)
    return "".join(page.text)


def markdown_text(data: bytes) -> str:
    """The text as a renderer of CommonMark, with the common extensions, shows it."""
    renderer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    shown: list[str] = []
    for token in renderer.parse(data.decode("utf-8")):
        assert token.type not in {
            "html_block",
            "fence",
            "code_block",
            "hr",
            "table_open",
            "ordered_list_open",
        }
        for child in token.children or ():
            assert child.type not in {"html_inline", "image", "s_open"}
            if child.type == "link_open":
                assert str(child.attrs["href"]).startswith(("https://", "http://"))
            shown.append(child.content)
        shown.append("\n")
    return "".join(shown)


def docx_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                content = package.read(name)
                ElementTree.fromstring(content)
                assert b'TargetMode="External"' not in content
                assert b"instrText" not in content
            assert "vba" not in name.lower()
    document = docx.Document(io.BytesIO(data))
    assert document.tables == []
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


TEXT_OF = {"html": html_text, "markdown": markdown_text, "docx": docx_text}


def shown(fmt: str, chosen: tuple[Excerpt, ...], context: ExportContext = CONTEXT) -> str:
    """All the document says, white space made single."""
    return " ".join(TEXT_OF[fmt](written(fmt, chosen, context)).split())


every_format = pytest.mark.parametrize("fmt", sorted(FORMATS))


def test_there_is_a_reader_for_every_format() -> None:
    assert set(TEXT_OF) == set(FORMATS)
    assert all(exporter.name == name for name, exporter in FORMATS.items())
    assert len({exporter.suffix for exporter in FORMATS.values()}) == len(FORMATS)


def with_everywhere(words: str) -> Statement:
    """A statement in which everything that can be, is these words."""
    source = Source(sha256=Sha256("12" * 32), name=words, media_type="text/plain", url=words)
    text = words + "\n"
    made = replace(
        statement(),
        title=words,
        issuer=words,
        place=words,
        source=source,
        text=text,
        blocks=(),
        references=(),
        quotations=(Quotation(start=0, end=len(words), speaker=words),),
    )
    return marked(made, words.strip(), words, tags=(words,))


@every_format
def test_hostile_words_are_shown_as_they_are(fmt: str) -> None:
    everything = " ".join(HOSTILE.values())
    context = replace(CONTEXT, query=everything, scope=everything, lineage=everything)
    statements = [replace(with_everywhere(words), id=StatementId(kind)) for kind, words in HOSTILE.items()]
    text = shown(fmt, excerpts(*statements), context)
    # query, scope, lineage, title, issuer, place, quotation, speaker, source, address, note, tag, file name
    found = {kind: text.count(" ".join(words.split())) for kind, words in HOSTILE.items()}
    assert {kind: number for kind, number in found.items() if number < 13} == {}


@every_format
def test_what_no_document_can_hold_is_replaced_and_said(fmt: str) -> None:
    text = shown(fmt, excerpts(with_everywhere(UNFIT)))
    assert text.count(FIT) >= 9
    assert "control characters" in text
    assert "control character" not in shown(fmt, collection())


@every_format
def test_a_very_long_note_is_whole(fmt: str) -> None:
    words = " ".join(f"word{number}" for number in range(12_000))
    assert len(words) > 100_000
    assert words in shown(fmt, excerpts(marked(statement(), "may also speak", words)))


@every_format
def test_line_ends_of_all_kinds_keep_paragraphs_apart(fmt: str) -> None:
    note = "one\ntwo\r\nthree\u2028four\x0bfive\x0csix\n\n\n  seven"
    text = TEXT_OF[fmt](written(fmt, excerpts(marked(statement(), "may also speak", note))))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    place = lines.index("one")
    assert lines[place : place + 7] == ["one", "two", "three", "four", "five", "six", "seven"]


@every_format
def test_an_excerpt_without_note_and_tags_says_nothing_of_them(fmt: str) -> None:
    text = shown(fmt, excerpts(marked(statement(), "It was late")))
    assert "It was late" in text
    assert "Note" not in text
    assert "Tags" not in text
    assert "Documents cited" not in text


@every_format
def test_the_document_says_where_it_comes_from_and_how_to_check(fmt: str) -> None:
    text = shown(fmt, collection())
    for said in (
        "2026-03-01 12:00:00 UTC",
        CONTEXT.lineage,
        "Muniment 9.9.9",
        'unions AND "the quay"',
        "5 excerpts from 3 statements",
        "sha256sum",
        *(digits * 32 for digits in ("ab", "cd", "ef")),
    ):
        assert said in text


@every_format
def test_each_excerpt_carries_what_a_quotation_needs(fmt: str) -> None:
    text = shown(fmt, collection())
    assert (
        "Harbour Rights Office, “Velmark: the quay must stay open, say experts”, 5 June 2025, para. 2."
        " https://example.org/news/1?a=b&c=d SHA-256 of the original: " + "ab" * 32
    ) in text
    assert "Said by Marit Halvenning." in text
    assert "(ilo:C087), art. 2 – in the passage" in text
    assert "one of these, uncertain which" in text
    assert "undated, para. 3" in text


@every_format
def test_statements_stand_by_date_and_excerpts_by_place(fmt: str) -> None:
    text = shown(fmt, tuple(reversed(collection())))
    places = [
        text.index(f"Excerpt {number}, {where}")
        for number, where in enumerate(["para. 1", "para. 2", "para. 2", "para. 3", "para. 3"], 1)
    ]
    assert places == sorted(places)
    assert text == shown(fmt, collection())


@every_format
def test_a_passage_that_was_lost_is_exported_with_a_warning(fmt: str) -> None:
    chosen = excerpts(marked(statement(), "may also speak", state=AnnotationState.REVIEW))
    text = shown(fmt, chosen)
    assert "may also speak" in text
    assert "To be checked" in text
    assert "para." not in text


@every_format
def test_an_address_that_is_no_web_address_is_text(fmt: str) -> None:
    urls = ("javascript:alert(1)", "file:///etc/passwd", "https://", "http://a b/", "data:text/html,x")
    sources = [replace(statement().source, url=url) for url in urls]
    statements = [
        replace(marked(statement(), "It was late"), source=source, id=StatementId(f"s{number}"))
        for number, source in enumerate(sources)
    ]
    text = shown(fmt, excerpts(*statements))
    assert all(url in text for url in urls)


@every_format
def test_progress_is_told(fmt: str) -> None:
    steps: list[Progress] = []
    FORMATS[fmt].write(collection(), CONTEXT, io.BytesIO(), steps.append)
    assert [(step.done, step.total) for step in steps] == [(0, 3), (1, 3), (2, 3)]


def test_the_page_forbids_everything_but_its_own_style() -> None:
    page = written("html", collection()).decode()
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert '<blockquote lang="ar" dir="rtl">' in page
    assert 'cite="https://example.org/news/1?a=b&amp;c=d"' in page
    assert "url(" not in page
    assert "@import" not in page


def test_the_word_document_has_styles_languages_and_directions() -> None:
    data = written("docx", collection())
    document = docx.Document(io.BytesIO(data))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2", "Caption", "List Bullet", "Excerpt Quote Amber"} <= set(styles)
    arabic = next(one for one in document.paragraphs if one.text == "نقابات الميناء")
    assert "<w:bidi/>" in arabic._p.xml
    assert arabic.runs[0].font.rtl
    assert 'w:lang w:bidi="ar"' in arabic._p.xml
    note = next(one for one in document.paragraphs if one.text == "ملاحظة قصيرة")
    assert "<w:bidi/>" in note._p.xml
    assert document.core_properties.title == "Annotated excerpts"
    assert document.core_properties.author == "Muniment 9.9.9"
    assert document.core_properties.created == CONTEXT.made_at
