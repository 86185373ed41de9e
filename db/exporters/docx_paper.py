"""A DOCX document that paragraphs are put on: styles, languages, directions. The only user of python-docx."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO, cast

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.parfmt import CT_PPr
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from db.exporters.wording import word
from db.model import Colour

_AFTER_LANGUAGE = ("w:eastAsianLayout", "w:specVanish", "w:oMath")
_AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)
_AFTER_BORDER = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:bidi", *_AFTER_BIDI)
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
_INK = RGBColor(0x1D, 0x21, 0x29)
_QUIET = RGBColor(0x59, 0x60, 0x70)
# Each colour with a kind of line beside it: colour is never the only sign.
_BORDERS = {
    Colour.AMBER: ("A86400", "single"),
    Colour.GREEN: ("2E7D4F", "double"),
    Colour.BLUE: ("2563A8", "dashed"),
    Colour.VIOLET: ("7446B0", "dotted"),
}


class Paper:
    """An empty A4 document with the styles of an export."""

    def __init__(self, title: str, facts: Sequence[tuple[str, str]], made_at: datetime) -> None:
        self._document = Document()
        self._end = self._document.element.body.get_or_add_sectPr()
        self._styles: dict[str, ParagraphStyle] = {}
        self._set_page()
        self._set_styles()
        self._set_properties(title, facts, made_at)

    def add(
        self,
        style: str,
        text: str,
        *,
        label: str = "",
        language: str | None = None,
        right_to_left: bool | None = False,
    ) -> None:
        """Puts a paragraph below the others.

        Args:
            style: name of a paragraph style.
            text: clean text without line ends.
            label: words in bold before it.
            language: ISO 639-1, where it is not the document's own.
            right_to_left: the direction; None to take it from the first letter that has one.
        """
        paragraph = self._next_paragraph()
        paragraph._p.style = self._style(style).style_id
        if right_to_left is None:
            right_to_left = _begins_right_to_left(text)
        if right_to_left:
            properties = paragraph._p.get_or_add_pPr()
            properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
        if label:
            paragraph.add_run(label).bold = True
        run = paragraph.add_run(text)
        if right_to_left:
            run.font.rtl = True
        if language or right_to_left:
            _set_language(run, language or "ar", right_to_left=right_to_left)

    def save(self, stream: BinaryIO) -> None:
        """Writes the document."""
        # Not at once: a ZIP file that fails while it is written complains again when it is collected.
        whole = BytesIO()
        self._document.save(whole)
        stream.write(whole.getbuffer())

    def _next_paragraph(self) -> Paragraph:
        # `Document.add_paragraph` looks for the end anew each time: a minute for a thousand excerpts.
        element = cast(CT_P, OxmlElement("w:p"))
        self._end.addprevious(element)
        return Paragraph(element, self._document._body)

    def _style(self, name: str) -> ParagraphStyle:
        # python-docx looks a name up from the beginning each time.
        if name not in self._styles:
            self._styles[name] = cast(ParagraphStyle, self._document.styles[name])
        return self._styles[name]

    def _set_page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(25)
        section.top_margin = section.bottom_margin = Mm(22)
        footer = section.footer.paragraphs[0]
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        footer._p.append(field)

    def _set_styles(self) -> None:
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
            self._style(name).font.color.rgb = _INK
        caption = self._style("Caption")
        caption.font.bold = False
        caption.font.size = Pt(9)
        caption.font.color.rgb = _QUIET
        self._style("Heading 1").paragraph_format.space_before = Pt(24)
        self._style("Heading 2").paragraph_format.space_before = Pt(14)
        fact = self._new_style("Excerpt Fact", "Normal")
        fact.font.size = Pt(10)
        fact.paragraph_format.space_after = Pt(2)
        for colour, (ink, line) in _BORDERS.items():
            quote = self._new_style(f"Excerpt Quote {colour.value.capitalize()}", "Quote")
            quote.font.italic = False
            quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Mm(6)
            _set_border(quote, ink, line)

    def _new_style(self, name: str, base: str) -> ParagraphStyle:
        style = cast(ParagraphStyle, self._document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = self._style(base)
        return style

    def _set_properties(self, title: str, facts: Sequence[tuple[str, str]], made_at: datetime) -> None:
        known = dict(facts)
        moment = made_at.astimezone(UTC).replace(tzinfo=None)
        properties = self._document.core_properties
        properties.title = title
        properties.author = properties.last_modified_by = known[word("document", "tool")][:255]
        properties.subject = f"{word('document', 'archive')} {known[word('document', 'archive')]}"[:255]
        properties.comments = known[word("document", "holds")]
        properties.created = properties.modified = moment
        properties.language = word("document", "language")
        properties.revision = 1


def _begins_right_to_left(text: str) -> bool:
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in directions if way in {"L", "R", "AL"}), "L") != "L"


def _set_border(style: ParagraphStyle, ink: str, line: str) -> None:
    """A line on the side where reading begins."""
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in {"val": line, "sz": "18", "space": "8", "color": ink}.items():
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    properties = cast(CT_PPr, style.element.get_or_add_pPr())
    properties.insert_element_before(borders, *_AFTER_BORDER)


def _set_language(run: Run, language: str, *, right_to_left: bool) -> None:
    """Says in which language a run is, so that a word processor spells and breaks it rightly."""
    script = "bidi" if right_to_left else "eastAsia" if language in _EAST_ASIAN else "val"
    element = OxmlElement("w:lang")
    element.set(qn(f"w:{script}"), language)
    properties = run._r.get_or_add_rPr()
    properties.insert_element_before(element, *_AFTER_LANGUAGE)
