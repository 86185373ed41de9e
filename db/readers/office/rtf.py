"""RTF (Microsoft's specification 1.9.1)."""

from __future__ import annotations

import re

from db.errors import InputError
from db.model import RawDocument
from db.readers.office.blocks import TooManyBlocksError, compose
from db.readers.office.rtf_body import KNOWN, Body
from db.readers.office.rtf_words import Kind, words
from db.readers.registry import Untrusted

_BEGINNING = re.compile(rb"[\s\xef\xbb\xbf]{0,20}\{\s*\\rtf")


class Rtf:
    """Reads RTF: what a person sees with all tracked changes accepted and comments hidden."""

    name = "rtf"

    def bid(self, untrusted: Untrusted) -> float:
        return 1.0 if _BEGINNING.match(untrusted.data[:64]) else 0.0

    def read(self, untrusted: Untrusted) -> RawDocument:
        """Raises `InputError`: ``office.too_large``, ``office.too_deep``."""
        begins = _BEGINNING.match(untrusted.data[:64])
        if begins is None:
            raise InputError("office.damaged", name=untrusted.name)
        body = Body()
        open_groups = 0
        try:
            for token in words(untrusted.data[untrusted.data.index(b"{") :], untrusted.name, KNOWN):
                open_groups += (token[0] is Kind.OPEN) - (token[0] is Kind.CLOSE)
                body.take(token)
            pieces = body.finish()
        except TooManyBlocksError as error:
            raise InputError("office.too_large", name=untrusted.name) from error
        text, hints = compose(pieces, untrusted.name)
        warnings = dict(body.warnings)
        if open_groups > 0:
            warnings["office.incomplete"] = None
        if body.undecodable:
            warnings["text.undecodable"] = None
        if not text:
            warnings["text.none"] = None
        return RawDocument(
            text=text,
            media_type="application/rtf",
            encoding=body.codec,
            title=body.title.strip() or None,
            hints=hints,
            warnings=tuple(warnings),
            undecodable=body.undecodable,
        )
