"""A message as a document: subject, header lines, body."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC

from db.errors import InputError
from db.model import BlockRole, Hint, RawDocument
from db.readers.encoding import Decoded
from db.readers.html import read_html
from db.readers.mail import decoding, plain_body
from db.readers.mail.contents import BodyPart, Contents, Problem
from db.readers.mail.headers import Headers
from db.readers.mail.mime import Part

_SHOWN = ("From", "To", "Cc", "Date")
_MOST_LINE = 2_000
_PGP = "-----BEGIN PGP MESSAGE-----"
_INSTEAD = 2
"""Plain text that is more than twice as long as the HTML beside it holds what the HTML does not."""


@dataclass(slots=True)
class _Text:
    """Blocks put together, and what became of their bytes."""

    parts: list[str] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    at: int = 0
    undecodable: int = 0
    encoding: str | None = None
    warnings: dict[str, None] = field(default_factory=dict)

    def block(self, role: BlockRole, text: str) -> None:
        stripped = text.strip()
        if stripped:
            self.add(stripped, (Hint(role=role, start=0, end=len(stripped)),))

    def add(self, text: str, hints: tuple[Hint, ...]) -> None:
        """Text with hints of its own, counted from its beginning."""
        gap = "\n\n" if self.parts else ""
        self.at += len(gap)
        self.parts += gap, text
        for hint in hints:
            # the subject is the title already
            role, level = (
                (hint.role, hint.level) if self.at == 0 or hint.role is not _TITLE else (_HEADING, 1)
            )
            start, end = self.at + hint.start, self.at + hint.end
            self.hints.append(Hint(role=role, start=start, end=end, level=level))
        self.at += len(text)


_TITLE, _HEADING = BlockRole.TITLE, BlockRole.HEADING


def document(headers: Headers, contents: Contents, name: str, warnings: tuple[str, ...]) -> RawDocument:
    """What a person reads of a message, and what its header tells."""
    text = _Text()
    text.warnings.update(dict.fromkeys(warnings))
    text.block(BlockRole.TITLE, headers.text("subject"))
    lines = [f"{shown}: {value[:_MOST_LINE]}" for shown in _SHOWN if (value := headers.text(shown))]
    text.block(BlockRole.NAVIGATION, "\n".join(lines))
    for body in contents.bodies:
        _add_body(text, body, contents, name)
    if text.undecodable:
        text.warnings["text.undecodable"] = None
    if not text.parts:
        text.warnings["text.none"] = None
    sent = headers.sent
    moment = sent.astimezone(UTC) if sent is not None and sent.tzinfo is not None else sent
    return RawDocument(
        text="".join(text.parts),
        media_type="message/rfc822",
        encoding=text.encoding,
        title=headers.text("subject") or None,
        date=sent.date().isoformat() if sent is not None else None,
        url=_address(headers.text("archived-at")),
        language=headers.text("content-language")[:2].lower() or None,
        issuer=headers.sender or None,
        captured_at=moment.isoformat() if moment is not None else None,
        hints=tuple(text.hints),
        warnings=tuple(text.warnings),
        undecodable=text.undecodable,
    )


def _address(untrusted: str) -> str | None:
    """The address of the message in a list's archive (RFC 5064)."""
    shown = untrusted.strip("<> ")
    return shown if shown.startswith(("https://", "http://")) and " " not in shown else None


def _add_body(text: _Text, body: BodyPart, contents: Contents, name: str) -> None:
    plain = _plain(body.plain, contents) if body.plain is not None else None
    if body.is_html:
        decoded = _decoded(body.part, contents)
        try:
            page = read_html(decoded.text, name)
        except InputError:
            text.warnings["mail.html_unread"] = None
        else:
            if plain is None or len(page.text) * _INSTEAD >= len(plain.text):
                text.undecodable += decoded.undecodable
                text.encoding = text.encoding or decoded.encoding
                text.warnings.update(dict.fromkeys(w for w in page.warnings if not w.startswith("text.")))
                if page.text.strip():
                    text.add(page.text, page.hints)
                return
        if plain is None:
            return
    _add_plain(text, plain or _plain(body.part, contents), contents)


def _plain(part: Part, contents: Contents) -> Decoded:
    decoded = _decoded(part, contents)
    if part.headers.parameter("format").lower() == "flowed":
        delete = part.headers.parameter("delsp").lower() == "yes"
        shown = plain_body.unflowed(decoded.text, delete)
        return Decoded(shown, decoded.encoding, decoded.undecodable)
    return decoded


def _decoded(part: Part, contents: Contents) -> Decoded:
    data, _ = contents.decoded(part)
    return decoding.text(data, part.headers.parameter("charset") or None)


def _add_plain(text: _Text, decoded: Decoded, contents: Contents) -> None:
    text.undecodable += decoded.undecodable
    text.encoding = text.encoding or decoded.encoding
    for role, block in plain_body.blocks(decoded.text):
        text.block(role, block)
    if _PGP in decoded.text:
        contents.attached.append(Problem("", "mail.encrypted"))
