"""Human rights treaties and declarations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from db.catalogue.tables import by_language, marks, number, parts, rows
from db.model import DocumentCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Treaty:
    """A treaty or declaration.

    Attributes:
        names: by language; English always there.
        abbreviations: in all languages.
        aliases: other English names.
        adopted, in_force: ``YYYY-MM-DD`` or empty.
        resolution: what adopted it, as a UN symbol or other series.
        n_articles: how many articles (principles, rules) it has, where that is known.
    """

    id: str
    names: Mapping[str, str]
    abbreviations: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    adopted: str = ""
    in_force: str = ""
    resolution: str = ""
    n_articles: int | None = None
    certainty: Mapping[str, str] = field(default_factory=dict)

    def name(self, language: str = "en") -> str:
        """Its name in that language, or in English."""
        return self.names.get(language) or self.names["en"]

    def exists_on(self, date: str | None) -> bool:
        """Whether it was adopted by then; dates are compared as far as both go."""
        return not date or self.adopted[: len(date)] <= date[: len(self.adopted)]

    def card(self) -> DocumentCard:
        """What is known of it."""
        facts = {
            "adopted": self.adopted,
            "in_force": self.in_force,
            "resolution": self.resolution,
            "articles": str(self.n_articles or ""),
            "abbreviations": ", ".join(self.abbreviations),
        }
        return DocumentCard(
            id=self.id,
            kind="treaty",
            title=self.names["en"],
            year=int(self.adopted[:4]) if self.adopted else None,
            facts={key: value for key, value in facts.items() if value},
            certainty=dict(self.certainty),
        )


def load() -> Mapping[str, Treaty]:
    """All treaties by id."""
    treaties = (
        Treaty(
            id=row["id"],
            names=by_language(row, "name"),
            abbreviations=parts(row["abbreviations"]),
            aliases=parts(row["aliases_en"]),
            adopted=row["adopted"],
            in_force=row["in_force"],
            resolution=row["resolution"],
            n_articles=number(row["articles"]),
            certainty=marks(row),
        )
        for row in rows("un/treaties.tsv")
    )
    return MappingProxyType({treaty.id: treaty for treaty in treaties})
