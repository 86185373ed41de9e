"""Files of word processors, made for the tests. The texts are invented."""

from __future__ import annotations

import io
import zipfile

from db.model import RawDocument
from db.readers import Reader, Untrusted

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def zipped(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(name, content, stored)
    return file.getvalue()


def word(inside: str, kind: str = "document", namespace: str = W) -> str:
    return f'<w:{kind} xmlns:w="{namespace}" xmlns:r="{_R}" xmlns:mc="{_MC}">{inside}</w:{kind}>'


def relationships(**targets: str) -> str:
    """Targets by the last word of their type; the type is the id too."""
    inside = "".join(
        f'<Relationship Id="{kind}" Type="{_R}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{inside}</Relationships>'


def docx(body: str, *, namespace: str = W, prologue: str = "", **parts: str) -> bytes:
    """`parts` are the insides of ``word/<name>.xml`` by the name of their root."""
    content = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relationships(officeDocument="word/document.xml"),
        "word/document.xml": prologue + word(f"<w:body>{body}</w:body>", namespace=namespace),
        "word/_rels/document.xml.rels": relationships(**{name: f"{name}.xml" for name in parts}),
    }
    roots = {"header": "hdr"}
    for name, inside in parts.items():
        content[f"word/{name}.xml"] = word(inside, roots.get(name, name), namespace)
    return zipped(content)


def p(text: str = "", properties: str = "", more: str = "") -> str:
    """A paragraph of one run."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{more}</w:p>"


def odf(root: str, inside: str) -> str:
    names = "".join(
        f' xmlns:{prefix}="{_ODF}:{name}:1.0"'
        for prefix, name in {
            "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
            "manifest": "manifest", "meta": "meta",
        }.items()
    )  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{root}{names} xmlns:dc="http://purl.org/dc/elements/1.1/" office:mimetype="{ODT_TYPE}">{inside}</office:{root}>'


def odt(text: str, styles: str = "", meta: str = "", manifest: str = "", common: str = "") -> bytes:
    body = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>"
    return zipped(
        {
            "mimetype": ODT_TYPE,
            "META-INF/manifest.xml": odf("manifest", manifest),
            "meta.xml": odf("document-meta", f"<office:meta>{meta}</office:meta>"),
            "styles.xml": odf("document-styles", common),
            "content.xml": odf("document-content", body),
        }
    )


def read(reader: Reader, data: bytes) -> RawDocument:
    untrusted = Untrusted(data, "paper")
    assert reader.bid(untrusted) == 1.0
    return reader.read(untrusted)


def blocks(document: RawDocument) -> list[tuple[str, str]]:
    """Each block with its role; a level behind it."""
    return [
        (f"{hint.role}{hint.level or ''}", document.text[hint.start : hint.end]) for hint in document.hints
    ]
