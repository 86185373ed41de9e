"""``python -m db.ingest.worker``: reads and analyses hostile files, locked up."""

from __future__ import annotations

from collections.abc import Mapping

from db.analysis import analyse
from db.catalogue import shipped
from db.ingest import parsed
from db.ingest.long_texts import analyse_any
from db.model import RawDocument
from db.readers import read
from db.readers.host import serve

_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", None)
_WARM_UP = (
    "GENEVA (12 May 2031) – The Special Rapporteur on freedom of association and the ILO said on Monday: "
    "“Convention No. 87 must be respected in Switzerland, under article 33 of the ILO Constitution.”\n\n*Ends"
)


def handle(untrusted: bytes, name: str, options: Mapping[str, str | None]) -> bytes:
    """One file, read and analysed; ``date`` and ``language`` may be given as options."""
    raw = read(untrusted, name)
    known = {"date": options.get("date"), "language": options.get("language")}
    analysis, warnings = analyse_any(raw, shipped(), **known)
    return parsed.encode(
        parsed.Parsed(
            analysis=analysis,
            media_type=raw.media_type,
            encoding=raw.encoding,
            warnings=warnings,
            undecodable=raw.undecodable,
        )
    )


def warm_up() -> None:
    """Loads tables and models, once for each language, while files can be opened."""
    for language in _LANGUAGES:
        analyse(RawDocument(text=_WARM_UP, media_type="text/plain"), shipped(), language=language)


if __name__ == "__main__":
    serve(handle, warm_up)
