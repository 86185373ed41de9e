"""The catalogue: one face over all tables, each read when it is first wanted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Protocol

from db.catalogue import countries, instruments, mandates, procedures, tables, treaties
from db.catalogue.countries import Country
from db.catalogue.identify import Identifier
from db.catalogue.instruments import Instrument
from db.catalogue.mandates import Mandate
from db.catalogue.procedures import ConstitutionalText, Inquiry, Measure
from db.catalogue.treaties import Treaty
from db.model import DocumentCard


class _Listed(Protocol):
    def card(self) -> DocumentCard: ...


class Catalogue:
    """What is known offline. Reads the tables of `resources` and nothing else; never changes."""

    @cached_property
    def instruments(self) -> Mapping[str, Instrument]:
        """Conventions, Protocols and Recommendations by id (``ilo:C087``)."""
        return instruments.load()

    @cached_property
    def texts(self) -> Mapping[str, ConstitutionalText]:
        """The ILO Constitution and Declarations by id (``ilo:CONST``)."""
        return procedures.load_texts()

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Other names of instruments and Declarations of the ILO, to their ids."""
        return MappingProxyType({row["name"]: row["id"] for row in tables.rows("ilo/aliases.tsv")})

    @cached_property
    def inquiries(self) -> Mapping[str, Inquiry]:
        """Commissions of Inquiry by id (``ilo:COI/BLR/2004``)."""
        return procedures.load_inquiries()

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Measures under article 33 by id (``ilo:ART33/BLR/2023``)."""
        return procedures.load_measures()

    @cached_property
    def treaties(self) -> Mapping[str, Treaty]:
        """Treaties and declarations by id (``un:ICCPR``, ``coe:ECHR``)."""
        return treaties.load()

    @cached_property
    def mandates(self) -> tuple[Mandate, ...]:
        """Mandates of the Special Procedures."""
        return mandates.load()

    @cached_property
    def countries(self) -> tuple[Country, ...]:
        """Countries and territories."""
        return countries.load()

    @cached_property
    def _mandates_by_id(self) -> Mapping[str, Mandate]:
        return MappingProxyType({mandate.id: mandate for mandate in self.mandates})

    @cached_property
    def _countries_by_id(self) -> Mapping[str, Country]:
        return MappingProxyType({country.id: country for country in self.countries})

    @cached_property
    def _identifier(self) -> Identifier:
        return Identifier(self)

    def country(self, id: str) -> Country | None:
        """A country by its id (``iso:BLR``)."""
        return self._countries_by_id.get(id)

    def mandate(self, id: str) -> Mandate | None:
        """A mandate by its id (``mandate:defenders``)."""
        return self._mandates_by_id.get(id)

    def _listed(self, id: str) -> _Listed | None:
        if id.startswith("iso:"):
            return self.country(id)
        if id.startswith("mandate:"):
            return self.mandate(id)
        if id.startswith("ilo:"):
            return (
                self.instruments.get(id)
                or self.texts.get(id)
                or self.inquiries.get(id)
                or self.measures.get(id)
            )
        return self.treaties.get(id) or self.texts.get(id)

    def document(self, id: str) -> DocumentCard | None:
        """What is known of a document, mandate or country by its id, a pinpoint after `#` set aside.

        None where the catalogue does not list it: a well-formed symbol may exist all the same.
        """
        listed = self._listed(id.partition("#")[0])
        return None if listed is None else listed.card()

    def label(self, id: str, language: str = "en") -> str:
        """What a person reads for an id: ``Belarus``, ``C029 Forced Labour…``; else the id."""
        plain, _, pinpoint = id.partition("#")
        listed = self._listed(plain)
        if isinstance(listed, Instrument):
            label = f"{listed.code} {listed.title(language)}"
        elif isinstance(listed, ConstitutionalText):
            label = listed.names.get(language) or listed.names["en"]
        elif isinstance(listed, Country | Mandate | Treaty):
            label = listed.name(language)
        elif listed is not None:
            label = listed.card().title
        else:
            return id
        return f"{label}, {pinpoint}" if pinpoint else label

    def identify(self, field: str, text: str) -> tuple[str, ...]:
        """The ids that a person means by `text` in a field of a query.

        `field` is one of ``ilo un treaty cites country mandate``. Where a name belongs to several, all are
        given; where it is unknown, none.
        """
        return self._identifier(field, text)


@cache
def shipped() -> Catalogue:
    """The catalogue that is shipped with the program; one for the whole process."""
    return Catalogue()
