"""International labour Conventions, Protocols and Recommendations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from db.catalogue.tables import by_language, marks, number, rows
from db.model import DocumentCard

_URL = "https://normlex.ilo.org/dyn/nrmlx_en/f?p=NORMLEXPUB:12100:0::NO::P12100_ILO_CODE:{code}"
_NUMBERED = re.compile(r"\s*\((?:No\.|n°|núm\.|№)\s*\d+\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One instrument of the ILO.

    Attributes:
        code: ``C087``, ``P029``, ``R198``.
        kind: ``convention``, ``protocol`` or ``recommendation``.
        number: its own number; of a Protocol, that of its Convention.
        titles: by language, as the ILO writes them; English always there.
        adopted: ``YYYY-MM-DD``, or empty where only the year is known.
        in_force: ``YYYY-MM-DD``, ``not in force``, or empty where not known.
        articles: how many articles it has, where that is known.
        certainty: fact to mark; ``record`` marks the whole.
    """

    id: str
    code: str
    kind: str
    number: int
    year: int
    titles: Mapping[str, str]
    adopted: str = ""
    in_force: str = ""
    status: str = ""
    articles: int | None = None
    certainty: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Its page in NORMLEX."""
        return _URL.format(code=self.code)

    def title(self, language: str = "en") -> str:
        """The title without its number, in that language or in English."""
        return _NUMBERED.sub("", self.titles.get(language) or self.titles["en"])

    def exists_on(self, date: str | None) -> bool:
        """Whether it was adopted by then (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``); without a date, yes.

        A date is compared as far as it goes: in the year of adoption alone, it may be meant.
        """
        adopted = self.adopted or str(self.year)
        return not date or adopted[: len(date)] <= date[: len(adopted)]

    def card(self) -> DocumentCard:
        """What is known of it."""
        facts = {"adopted": self.adopted or str(self.year), "in_force": self.in_force}
        if self.articles:
            facts["articles"] = str(self.articles)
        return DocumentCard(
            id=self.id,
            kind=self.kind,
            title=self.title(),
            number=self.number,
            year=self.year,
            status=self.status or None,
            url=self.url,
            facts={key: value for key, value in facts.items() if value},
            certainty=dict(self.certainty),
        )


def load() -> Mapping[str, Instrument]:
    """All instruments by id, Conventions first."""
    found: dict[str, Instrument] = {}
    for row in rows("ilo/instruments.tsv"):
        id_ = f"ilo:{row['code']}"
        found[id_] = Instrument(
            id=id_,
            code=row["code"],
            kind=row["kind"],
            number=int(row["number"]),
            year=int(row["year"]),
            titles=by_language(row, "title"),
            adopted=row["adopted"],
            in_force=row["in_force"],
            status=row["status"],
            articles=number(row["articles"]),
            certainty=marks(row),
        )
    return MappingProxyType(found)
