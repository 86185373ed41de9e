"""Word files (DOCX, DOCM, DOTX; ISO/IEC 29500, transitional and strict)."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from db.errors import InputError
from db.model import BlockRole, RawDocument
from db.readers.office.blocks import Piece, compose, joined
from db.readers.office.docx_body import Body, Notes
from db.readers.office.docx_styles import Numbering, Styles
from db.readers.office.xml import Attributes, Budget, Listener, walk
from db.readers.registry import Untrusted
from db.readers.zipped import Parts

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_EDGE = 1 << 18
"""Bytes at both ends of the file in which the names of its parts are looked for."""

_TRANSITIONAL = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_NAMESPACES = {
    f"{_TRANSITIONAL}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_TRANSITIONAL}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    f"{_TRANSITIONAL}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_TRANSITIONAL}/drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}/drawingml/wordprocessingDrawing": "wp",
    f"{_TRANSITIONAL}/drawingml/2006/picture": "pic",
    f"{_STRICT}/drawingml/picture": "pic",
    f"{_TRANSITIONAL}/drawingml/2006/diagram": "dgm",
    f"{_STRICT}/drawingml/diagram": "dgm",
    f"{_TRANSITIONAL}/drawingml/2006/chart": "c",
    f"{_STRICT}/drawingml/chart": "c",
    f"{_TRANSITIONAL}/markup-compatibility/2006": "mc",
    f"{_TRANSITIONAL}/package/2006/relationships": "rel",
    f"{_TRANSITIONAL}/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_NO_TITLE = re.compile(
    r"\s*(?:microsoft word\b.*|document ?\d*|untitled.*|.*\.(?:docx?|dotx?|rtf|odt|wpd|pdf)|[\W\d_]*)\s*",
    re.I,
)
_MOST_TITLE = 500


@dataclass(slots=True)
class _Relationships:
    """Listens to a part of relationships: targets by the last word of their type, and by id."""

    by_type: dict[str, str] = field(default_factory=dict)
    by_id: dict[str, str] = field(default_factory=dict)

    def start(self, tag: str, attributes: Attributes) -> bool:
        if tag == "rel:Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            self.by_type.setdefault(attributes.get("Type", "").rpartition("/")[2], target)
            self.by_id[attributes.get("Id", "")] = target
        return False

    def end(self, tag: str) -> None:
        """Relationships hold nothing."""

    def text(self, data: str) -> None:
        """There is none."""


@dataclass(slots=True)
class _Properties:
    """Listens to ``core.xml``: its plain texts by name."""

    texts: dict[str, str] = field(default_factory=dict)
    _open: str = ""

    def start(self, tag: str, attributes: Attributes) -> bool:
        self._open = tag
        return False

    def end(self, tag: str) -> None:
        self._open = ""

    def text(self, data: str) -> None:
        if self._open in {"dc:title", "dc:language", "dc:publisher"} and data.strip():
            self.texts[self._open] = (self.texts.get(self._open, "") + data)[:_MOST_TITLE]


@dataclass(slots=True)
class _NoteForms:
    """Listens to ``settings.xml``: how notes are numbered."""

    forms: dict[str, str] = field(default_factory=dict)
    _inside: str = ""

    def start(self, tag: str, attributes: Attributes) -> bool:
        if tag in {"w:footnotePr", "w:endnotePr"}:
            self._inside = tag
        elif tag == "w:numFmt" and self._inside:
            self.forms[self._inside] = attributes.get("w:val", "decimal")
        return False

    def end(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def text(self, data: str) -> None:
        """There is none."""


class _Package:
    """The parts of one file, found by their relationships."""

    def __init__(self, untrusted: Untrusted) -> None:
        self.name = untrusted.name
        self.parts = Parts(untrusted.data, untrusted.name)
        self.whole = True
        self._budget = Budget()
        top = self._relationships("_rels/.rels")
        self.main = top.by_type.get("officeDocument", "word/document.xml").lstrip("/")
        folder, base = posixpath.split(self.main)
        self._folder = folder
        self._related = self._relationships(f"{folder}/_rels/{base}.rels")
        self._core = top.by_type.get("core-properties", "docProps/core.xml")

    def _relationships(self, part: str) -> _Relationships:
        found = _Relationships()
        self._listen(part, found)
        return found

    def _listen(self, part: str, listener: Listener) -> bool:
        """Whether there is such a part."""
        data = self.parts.read(part)
        if data is None:
            return False
        self.whole = walk(data, listener, _NAMESPACES, self.name, self._budget) and self.whole
        return True

    def body(self, listener: Listener) -> None:
        """Raises `InputError` ``office.damaged`` where there is no document."""
        if not self._listen(self.main, listener):
            raise InputError("office.damaged", name=self.name)

    def properties(self, listener: Listener) -> None:
        self._listen(self._core, listener)

    def related(self, kind: str, listener: Listener) -> bool:
        return self._target(self._related.by_type.get(kind, f"{kind}.xml"), listener)

    def by_id(self, key: str, listener: Listener) -> bool:
        return self._target(self._related.by_id.get(key, ""), listener)

    def _target(self, target: str, listener: Listener) -> bool:
        path = target if target.startswith("/") else posixpath.join(self._folder, target)
        return bool(target) and self._listen(posixpath.normpath(path).lstrip("/"), listener)


class Docx:
    """Reads Word files: what a person sees with all tracked changes accepted and comments hidden."""

    name = "docx"

    def bid(self, untrusted: Untrusted) -> float:
        data = untrusted.data
        if not data.startswith(b"PK\x03\x04"):
            return 0.0
        edges = data[:_EDGE] + data[-_EDGE:]
        if b"[Content_Types].xml" not in edges and b"_rels/.rels" not in edges:
            return 0.0
        if b"word/" in edges or b"word\\" in edges:
            return 1.0
        # of a beginning alone: other packages name their folder as early as Word does
        return 0.0 if b"PK\x05\x06" in edges or b"xl/" in edges or b"ppt/" in edges else 0.5

    def read(self, untrusted: Untrusted) -> RawDocument:
        """Raises `InputError`: ``office.damaged``, ``office.encrypted``, ``office.too_large``,
        ``office.too_deep``, ``office.entities``."""
        package = _Package(untrusted)
        styles, numbering, forms = Styles(), Numbering(), _NoteForms()
        package.related("styles", styles)
        package.related("numbering", numbering)
        package.related("settings", forms)
        footnotes = Notes(form=forms.forms.get("w:footnotePr", "decimal"))
        endnotes = Notes(form=forms.forms.get("w:endnotePr", "lowerRoman"))
        warnings: dict[str, None] = {}
        for kind, notes in (("footnotes", footnotes), ("endnotes", endnotes)):
            part = Body(styles, Numbering(), Notes(), Notes())
            package.related(kind, part)
            notes.texts = part.notes
            warnings |= part.warnings
        body = Body(styles, numbering, footnotes, endnotes)
        package.body(body)
        pieces = body.finish()
        head = self._letterhead(package, body.first_header, styles)
        text, hints = compose(head + pieces + footnotes.pieces() + endnotes.pieces(), untrusted.name)
        warnings |= body.warnings
        if package.parts.damaged or not package.whole:
            warnings["office.incomplete"] = None
        if not text:
            warnings["text.none"] = None
        properties = _Properties()
        package.properties(properties)
        title = properties.texts.get("dc:title", "").strip()
        return RawDocument(
            text=text,
            media_type=MEDIA_TYPE,
            title=None if _NO_TITLE.fullmatch(title) else title,
            language=properties.texts.get("dc:language", "").strip()[:2].lower() or None,
            issuer=properties.texts.get("dc:publisher", "").strip() or None,
            hints=hints,
            warnings=tuple(warnings),
        )

    def _letterhead(self, package: _Package, key: str | None, styles: Styles) -> list[Piece]:
        """The header of the first page, where it has its own: other headers run over every page."""
        if key is None:
            return []
        header = Body(styles, Numbering(), Notes(), Notes())
        package.by_id(key, header)
        text = joined(header.finish())
        return [Piece(BlockRole.NAVIGATION, text)] if text else []
