"""OpenDocument text: ODT, OTT, and the flat form in one XML file (ODF 1.3, ISO/IEC 26300)."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.errors import InputError
from db.model import BlockRole, RawDocument
from db.readers.office.blocks import Piece, clean, compose
from db.readers.office.odt_body import Body
from db.readers.office.odt_styles import Spaces, Styles
from db.readers.office.xml import Attributes, Listener, walk
from db.readers.registry import Untrusted
from db.readers.zipped import Parts

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = {f"{_OASIS}:{name}:1.0": name for name in ("office", "text", "table", "style", "meta")} | {
    f"{_OASIS}:drawing:1.0": "draw",
    f"{_OASIS}:svg-compatible:1.0": "svg",
    f"{_OASIS}:manifest:1.0": "manifest",
    f"{_OASIS}:xsl-fo-compatible:1.0": "fo",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1998/Math/MathML": "math",
}
_MIME_MARK = b"mimetype" + MEDIA_TYPE.encode()
_EDGE = 1 << 16
_HEAD = 1 << 13
_MOST_TITLE = 500


@dataclass(slots=True)
class _Meta:
    """Listens to ``meta.xml``."""

    texts: dict[str, str] = field(default_factory=dict)
    _open: str = ""

    def start(self, tag: str, attributes: Attributes) -> bool:
        self._open = tag
        return tag == "office:body"

    def end(self, tag: str) -> None:
        self._open = ""

    def text(self, data: str) -> None:
        if self._open in {"dc:title", "dc:language", "dc:publisher"}:
            self.texts[self._open] = (self.texts.get(self._open, "") + data)[:_MOST_TITLE]


@dataclass(slots=True)
class _Manifest:
    """Listens to the list of parts, which says whether they are encrypted."""

    encrypted: bool = False

    def start(self, tag: str, attributes: Attributes) -> bool:
        self.encrypted = self.encrypted or tag == "manifest:encryption-data"
        return False

    def end(self, tag: str) -> None:
        """Only beginnings tell."""

    def text(self, data: str) -> None:
        """There is none."""


@dataclass(slots=True)
class _Letterhead:
    """Listens to ``styles.xml``: the header of a first page that differs from the others."""

    styles: Styles
    lines: list[str] = field(default_factory=list)
    _inside: bool = False
    _spaces: Spaces = field(default_factory=Spaces)

    def start(self, tag: str, attributes: Attributes) -> bool:
        if tag == "style:header-first":
            self._inside = not self.lines and attributes.get("style:display") != "false"
        elif tag in {"text:p", "text:h"}:
            self._spaces = Spaces()
        elif tag in {"text:tab", "text:line-break", "text:s"}:
            self._spaces.sign("\n" if tag == "text:line-break" else "\t" if tag == "text:tab" else " ")
        return tag == "office:body" or self.styles.start(tag, attributes)

    def end(self, tag: str) -> None:
        if tag == "style:header-first":
            self._inside = False
        elif tag in {"text:p", "text:h"} and self._inside:
            self.lines.append(clean("".join(self._spaces.parts)))

    def text(self, data: str) -> None:
        if self._inside:
            self._spaces.add(data)

    def pieces(self) -> list[Piece]:
        text = "\n".join(line for line in self.lines if line)
        return [Piece(BlockRole.NAVIGATION, text)] if text else []


@dataclass(slots=True)
class _Flat:
    """Listens to a file in one part: the body hears of the text alone, the others of what is before it."""

    meta: _Meta
    letterhead: _Letterhead
    body: Body
    _in_body: bool = False

    def start(self, tag: str, attributes: Attributes) -> bool:
        if self._in_body:
            return self.body.start(tag, attributes)
        self._in_body = tag == "office:body"
        self.meta.start(tag, attributes)
        self.letterhead.start(tag, attributes)
        return tag in {"office:scripts", "office:settings"}

    def end(self, tag: str) -> None:
        if self._in_body:
            self.body.end(tag)
        else:
            self.meta.end(tag)
            self.letterhead.end(tag)

    def text(self, data: str) -> None:
        if self._in_body:
            self.body.text(data)
        else:
            self.meta.text(data)
            self.letterhead.text(data)


class Odt:
    """Reads OpenDocument text: what a person sees with all changes accepted and comments hidden."""

    name = "odt"

    def bid(self, untrusted: Untrusted) -> float:
        data = untrusted.data
        if data.startswith(b"PK\x03\x04"):
            if _MIME_MARK in data[:_HEAD]:
                return 1.0
            tail = data[-_EDGE:]
            named = b"content.xml" in tail and b"META-INF/manifest.xml" in tail
            return 0.7 if named and b"mimetype" not in data[:_HEAD] else 0.0
        return 1.0 if _is_flat(data) else 0.0

    def read(self, untrusted: Untrusted) -> RawDocument:
        """Raises `InputError`: ``office.damaged``, ``office.encrypted``, ``office.too_large``,
        ``office.too_deep``, ``office.entities``."""
        meta, styles = _Meta(), Styles()
        letterhead = _Letterhead(styles)
        body = Body(styles)
        if _is_flat(untrusted.data):
            whole = _walk(untrusted.data, _Flat(meta, letterhead, body), untrusted.name)
        else:
            whole = self._unpacked(untrusted, meta, letterhead, body)
        text, hints = compose(letterhead.pieces() + body.finish(), untrusted.name)
        warnings = dict(body.warnings)
        if not whole:
            warnings["office.incomplete"] = None
        if not text:
            warnings["text.none"] = None
        return RawDocument(
            text=text,
            media_type=MEDIA_TYPE,
            title=meta.texts.get("dc:title", "").strip() or None,
            language=meta.texts.get("dc:language", "").strip()[:2].lower() or None,
            issuer=meta.texts.get("dc:publisher", "").strip() or None,
            hints=hints,
            warnings=tuple(warnings),
        )

    def _unpacked(self, untrusted: Untrusted, meta: _Meta, letterhead: _Letterhead, body: Body) -> bool:
        parts = Parts(untrusted.data, untrusted.name)
        manifest = _Manifest()
        _walk(parts.read("META-INF/manifest.xml") or b"", manifest, untrusted.name)
        if manifest.encrypted or ("encrypted-package" in parts):
            raise InputError("office.encrypted", name=untrusted.name)
        _walk(parts.read("meta.xml") or b"", meta, untrusted.name)
        _walk(parts.read("styles.xml") or b"", letterhead, untrusted.name)
        content = parts.read("content.xml")
        if content is None:
            raise InputError("office.damaged", name=untrusted.name)
        return _walk(content, body, untrusted.name) and not parts.damaged


def _is_flat(data: bytes) -> bool:
    head = data[:_HEAD]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and (
        b":document" in head and b"opendocument:xmlns:office" in head and MEDIA_TYPE.encode() in head
    )


def _walk(data: bytes, listener: Listener, name: str) -> bool:
    return walk(data, listener, _NAMESPACES, name)
