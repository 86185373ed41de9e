"""Mandates of the Special Procedures of the UN Human Rights Council, and who held them when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from db.catalogue.tables import Row, by_language, marks, parts, rows
from db.model import DocumentCard

_PREVIOUS = re.compile(r"^(?P<name>.+?) \((?P<since>\d{4}(?:-\d\d)?)?-(?P<until>\d{4}(?:-\d\d)?)\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person who holds or held a mandate; `since` and `until` are ``YYYY`` or ``YYYY-MM``, or empty."""

    name: str
    since: str = ""
    until: str = ""
    chair: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A mandate.

    Attributes:
        id: ``mandate:defenders``.
        kind: ``thematic`` or ``country``.
        type: ``Special Rapporteur``, ``Independent Expert`` or ``Working Group``.
        names: by language; English always there.
        aliases: short and former names, English ones first.
        holders: who held it on 5 June 2025.
        previous: who held it before, newest first.
        certainty: mark of the holders and their dates, as ``record``.
    """

    id: str
    kind: str
    type: str
    names: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    holders: tuple[Holder, ...] = ()
    previous: tuple[Holder, ...] = ()
    established: str = ""
    term_ends: str = ""
    certainty: Mapping[str, str] = field(default_factory=dict)

    @property
    def holder_names(self) -> tuple[str, ...]:
        """The names of those who held it on 5 June 2025."""
        return tuple(holder.name for holder in self.holders)

    @property
    def previous_holder_names(self) -> tuple[str, ...]:
        """The names of those who held it before, newest first."""
        return tuple(holder.name for holder in self.previous)

    def name(self, language: str = "en") -> str:
        """Its name in that language, or in English."""
        return self.names.get(language) or self.names["en"]

    def card(self) -> DocumentCard:
        """What is known of it."""
        facts = {
            "holders": ", ".join(self.holder_names),
            "previous_holders": ", ".join(self.previous_holder_names),
            "established": self.established,
            "term_ends": self.term_ends,
        }
        return DocumentCard(
            id=self.id,
            kind="mandate",
            title=self.names["en"],
            year=int(self.established) if self.established else None,
            facts={key: value for key, value in facts.items() if value},
            certainty=dict(self.certainty),
        )


def _holders(row: Row) -> tuple[Holder, ...]:
    found = []
    for name in parts(row["holders"]):
        plain = name.removesuffix("(Chair)").strip()
        found.append(Holder(name=plain, since=row["holders_since"], chair=plain != name))
    return tuple(found)


def _previous(row: Row) -> tuple[Holder, ...]:
    found = []
    for cell in parts(row["previous"]):
        match = _PREVIOUS.match(cell)
        if match is None:
            raise ValueError(f"un/mandates.tsv: {row['id']}: {cell!r}")
        found.append(Holder(name=match["name"], since=match["since"] or "", until=match["until"]))
    return tuple(found)


def load() -> tuple[Mandate, ...]:
    """All mandates, thematic ones first."""
    return tuple(
        Mandate(
            id=row["id"],
            kind=row["kind"],
            type=row["type"],
            names=by_language(row, "name"),
            aliases=(*parts(row["aliases_en"]), *parts(row["aliases_other"])),
            holders=_holders(row),
            previous=_previous(row),
            established=row["established"],
            term_ends=row["term_ends"],
            certainty=marks(row),
        )
        for row in rows("un/mandates.tsv")
    )
