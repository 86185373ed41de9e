"""What the parts of a message are: its body, what is attached to it, and what nobody reads."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.readers.mail import decoding
from db.readers.mail.mime import Part
from db.readers.names import clean_name

_SIGNATURES = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_BODIES = _HTML | {"text/plain", "text/enriched", "text", "text/markdown"}
_ENDINGS = {
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/rtf": "rtf",
    "application/zip": "zip",
    "message/rfc822": "eml",
    "text/html": "html",
    "text/plain": "txt",
    "text/calendar": "ics",
    "text/csv": "csv",
}
_MOST_NAME = 120
_DELIVERY = frozenset(
    {
        "message/delivery-status",
        "message/disposition-notification",
        "text/rfc822-headers",
        "message/external-body",
    }
)


@dataclass(slots=True)
class BodyPart:
    """A part of the text; `plain` is the same in plain text, where the message has it."""

    part: Part
    plain: Part | None = None

    @property
    def is_html(self) -> bool:
        return self.part.kind in _HTML


@dataclass(slots=True)
class Attached:
    """A file, by a name that no other has."""

    name: str
    part: Part


@dataclass(slots=True)
class Problem:
    """A part that cannot be read, and why."""

    name: str
    code: str


@dataclass(slots=True)
class Contents:
    """Sorted by `sort`."""

    data: bytes
    bodies: list[BodyPart] = field(default_factory=list)
    attached: list[Attached | Problem] = field(default_factory=list)
    damaged: bool = False
    _names: dict[str, int] = field(default_factory=dict)

    def decoded(self, part: Part) -> tuple[bytes, bool]:
        """The bytes of a part as they were before they were sent; whether they were whole."""
        return decoding.untransferred(self.data[part.start : part.end], part.headers.transfer)

    def sort(self, part: Part, plain: Part | None = None) -> None:
        """Takes a part and all within it (their depth is bounded). `plain` says the same in plain text."""
        if not part.parts:
            self._leaf(part, plain)
        elif part.kind == "multipart/alternative":
            self._alternative(part)
        elif part.kind == "multipart/related":
            root = self._root(part)
            self.sort(root, plain)
            for other in part.parts:
                if other is not root:
                    self._related(other)
        elif part.kind == "multipart/signed":
            self.sort(part.parts[0], plain)
        elif part.kind == "multipart/encrypted":
            self._problem(part, "mail.encrypted")
        else:
            for inner in part.parts:
                self.sort(inner, plain)
                plain = None  # it stands in once

    def _alternative(self, part: Part) -> None:
        """HTML has the form; plain text stands in where it cannot be read."""
        plain = next((inner for inner in part.parts if inner.kind == "text/plain"), None)
        rich = next((inner for inner in reversed(part.parts) if _holds_html(inner)), None)
        chosen = rich or plain or part.parts[-1]
        self.sort(chosen, plain if rich is not None else None)
        for inner in part.parts:
            if inner is not chosen and inner.kind not in _BODIES and not _holds_html(inner):
                self.sort(inner)

    def _root(self, part: Part) -> Part:
        """The part that `start` names, else the first (RFC 2387)."""
        start = part.headers.parameter("start").strip("<> ")
        named = (inner for inner in part.parts if inner.headers.text("content-id").strip("<> ") == start)
        return next(named, part.parts[0]) if start else part.parts[0]

    def _related(self, part: Part) -> None:
        """Pictures and styles of the body go; a file that was put in beside it stays."""
        if part.parts or part.headers.attached or part.family in {"application", "message"}:
            self.sort(part)

    def _leaf(self, part: Part, plain: Part | None) -> None:
        kind, headers = part.kind, part.headers
        name = headers.file_name
        if kind in _SIGNATURES or kind in _DELIVERY:
            return
        if kind in _SMIME:
            opaque = headers.parameter("smime-type").lower() == "signed-data"
            self._problem(part, "mail.signed_opaque" if opaque else "mail.encrypted")
        elif kind in _TNEF or name.lower() == "winmail.dat":
            self._problem(part, "mail.winmail")
        elif kind == "application/pgp-encrypted":
            self._problem(part, "mail.encrypted")
        elif part.family == "multipart" or (kind in _BODIES and not headers.attached and not name):
            self.bodies.append(BodyPart(part, plain))
        elif part.family == "image" and (not headers.attached or "content-id" in headers):
            return
        else:
            self.attached.append(Attached(self._unique(_file_name(name, part.kind)), part))

    def _problem(self, part: Part, code: str) -> None:
        name = part.headers.file_name
        self.attached.append(Problem(_file_name(name, part.kind) if name else "", code))

    def _unique(self, name: str) -> str:
        key = name.casefold()
        count = self._names[key] = self._names.get(key, 0) + 1
        if count == 1:
            return name
        stem, dot, ending = name.rpartition(".")
        return f"{stem} ({count}){dot}{ending}" if dot and stem else f"{name} ({count})"


def _holds_html(part: Part) -> bool:
    return part.kind in _HTML or any(_holds_html(inner) for inner in part.parts)


def _file_name(untrusted: str, kind: str) -> str:
    """The last piece of a path, fit for showing; by its kind where there is no name."""
    last = _last_piece(untrusted)
    shown = clean_name(last).strip(" .\ufffd")
    if len(shown) > _MOST_NAME:
        shown = f"{shown[: _MOST_NAME - 20]}…{shown[-16:]}"
    if shown:
        return shown
    ending = _ENDINGS.get(kind)
    return f"attachment.{ending}" if ending else "attachment"


def _last_piece(untrusted: str) -> str:
    return untrusted.replace("\\", "/").rpartition("/")[2]
