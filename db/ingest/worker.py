"""``python -m db.ingest.worker``: reads and analyses hostile files, locked up."""

from __future__ import annotations

from db.analysis import analyse, language
from db.analysis.signature import signature
from db.catalogue import shipped
from db.ingest import parsed
from db.ingest.long_texts import analyse_any
from db.model import RawDocument
from db.readers import Untrusted, read_untrusted, wire
from db.readers.host import serve
from db.readers.wire import Known

_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", None)
_WARM_UP = (
    "GENEVA (12 May 2031) – The Special Rapporteur on freedom of association and the ILO said on Monday: "
    "“Convention No. 87 must be respected in Switzerland, under article 33 of the ILO Constitution.”\n\n*Ends"
)


def read(untrusted: Untrusted, known: Known) -> bytes:
    """One file as a `RawDocument`. Its analysis is another job: its text may be much longer, or shorter."""
    return wire.encode(read_untrusted(untrusted))


def analysed(raw: RawDocument, known: Known) -> bytes:
    """A document that was read already, with its layers."""
    analysis, warnings = analyse_any(raw, shipped(), date=known.date, language=known.language)
    return parsed.encode(
        parsed.Parsed(
            analysis=analysis,
            media_type=raw.media_type,
            encoding=raw.encoding,
            captured_at=raw.captured_at,
            warnings=warnings,
            undecodable=raw.undecodable,
            signature=signature(raw.text, analysis.language) if raw.text else None,
        )
    )


def warm_up() -> None:
    """Loads tables and models, once for each language, while files can be opened."""
    for known in _LANGUAGES:
        analyse(RawDocument(text=_WARM_UP, media_type="text/plain"), shipped(), language=known)
    language.warm_up()
    signature(_WARM_UP, "en")


if __name__ == "__main__":
    serve(read, warm_up, analyse=analysed)
