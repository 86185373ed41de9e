"""Countries and territories of ISO 3166-1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from db.catalogue.tables import by_language, parts, rows
from db.model import DocumentCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or territory.

    Attributes:
        id: ``iso:BLR``.
        names: everyday names by language (ten languages).
        un_names: the UN's names in its six languages.
        aliases: other English names.
        demonym_en: such as ``Belarusian``, or empty.
    """

    id: str
    iso2: str
    iso3: str
    numeric: str
    un_member: bool
    names: Mapping[str, str]
    un_names: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    demonym_en: str = ""
    region: str = ""
    subregion: str = ""

    def name(self, language: str = "en") -> str:
        """The name the UN uses in that language, else the everyday name, else the English one."""
        return self.un_names.get(language) or self.names.get(language) or self.names["en"]

    def card(self) -> DocumentCard:
        """What is known of it."""
        facts = {"iso2": self.iso2, "iso3": self.iso3, "region": self.subregion or self.region}
        return DocumentCard(
            id=self.id,
            kind="country",
            title=self.name(),
            facts={key: value for key, value in facts.items() if value},
        )


def load() -> tuple[Country, ...]:
    """All countries, by code."""
    return tuple(
        Country(
            id=row["id"],
            iso2=row["iso2"],
            iso3=row["iso3"],
            numeric=row["numeric"],
            un_member=row["un_member"] == "yes",
            names=by_language(row, "name"),
            un_names=by_language(row, "un_name"),
            aliases=parts(row["aliases_en"]),
            demonym_en=row["demonym_en"],
            region=row["region"],
            subregion=row["subregion"],
        )
        for row in rows("un/countries.tsv")
    )
