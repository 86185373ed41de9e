"""From what a person types to identifiers: ``C87``, ``Convention No. 87``, ``BLR``, ``Беларусь``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from db.catalogue.countries import Country
    from db.catalogue.instruments import Instrument
    from db.catalogue.mandates import Mandate
    from db.catalogue.procedures import ConstitutionalText
    from db.catalogue.treaties import Treaty
    from db.model import DocumentCard


class Tables(Protocol):
    """What is looked through: the catalogue, which offers this identifier in its turn."""

    @property
    def instruments(self) -> Mapping[str, Instrument]: ...
    @property
    def aliases(self) -> Mapping[str, str]: ...
    @property
    def texts(self) -> Mapping[str, ConstitutionalText]: ...
    @property
    def treaties(self) -> Mapping[str, Treaty]: ...
    @property
    def countries(self) -> tuple[Country, ...]: ...
    @property
    def mandates(self) -> tuple[Mandate, ...]: ...
    def document(self, id: str, /) -> DocumentCard | None: ...


_CODE = re.compile(r"^([cpr])[.\s-]?0{0,2}(\d{1,3})$")
_NUMBERED = re.compile(
    r"^(?:ilo |oit |мот )?"
    r"(?:(?P<c>convention|convenio|конвенци[яию])|(?P<r>recommendation|recommandation|recomendacion|рекомендаци[яию])"
    r"|(?P<p>protocol|protocole|protocolo|протокол))?"
    r"\s?(?:мот )?\(?(?:no|n°|nr|num)?\.?\s?(?P<number>\d{1,3})\)?$"
)
_PINPOINT = re.compile(r"#.*$")
_ILO_SERIES = re.compile(
    r"^(?:GB\.\d{1,3}|ILC[./]\d{1,3}|CFA|CEACR|CAS|REP24|COMPL26|FFCC|MISSION|CONST|DECL|COI|ART33)(?:/.*)?$"
)
_SUFFIX = re.compile(r"(?<=[/(])(?:ADD|AMEND|CORR|REV|SUMMARY|DECISION|SUB)(?=[./)]|$)")
_UN_SYMBOL = re.compile(
    r"^(?:A|S|E|ST|T|CCPR|CAT|CERD|CEDAW|CRC|CRPD|CMW|CED|HRI|DP|TD|UNEP|SPCOMM|UPR)/[A-Z0-9][\w./()-]*$"
)


def fold(text: str) -> str:
    """Small letters without marks, plain apostrophes and hyphens, single spaces."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join("-" if char in "‐‑‒–—" else char for char in text if not unicodedata.combining(char))
    return " ".join(text.replace("’", "'").replace("`", "'").split())


def normal_symbol(text: str) -> str:
    """A document symbol in its one spelling: capitals, but ``Add. Rev. Corr.`` and the like; no spaces."""
    symbol = re.sub(r"\s+", "", text).upper()
    return _SUFFIX.sub(lambda match: match[0].capitalize(), symbol)


class Identifier:
    """Looks up what was typed in a field of a query. Each table is made when it is first wanted."""

    def __init__(self, catalogue: Tables) -> None:
        self._catalogue = catalogue
        self._names: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self._fields: Mapping[str, Callable[[str], tuple[str, ...]]] = {
            "ilo": self._ilo,
            "un": self._un,
            "treaty": lambda text: self._treaty(text) or self._ilo(text),
            "cites": lambda text: (
                self._ilo(text) or self._un(text) or self._mandate(text) or self._country(text)
            ),
            "country": self._country,
            "mandate": self._mandate,
        }

    def __call__(self, field: str, text: str) -> tuple[str, ...]:
        """The ids that `text` names in a field of a query; none where it is unknown."""
        look = self._fields.get(field)
        text = _PINPOINT.sub("", text.strip())
        if look is None or not text:
            return ()
        return look(text)

    def _ilo(self, text: str) -> tuple[str, ...]:
        plain = text[4:] if text[:4].lower() == "ilo:" else text
        if not plain.strip():
            return ()
        code = self._code(fold(plain))
        if code:
            return code
        known = self._known(f"ilo:{plain.upper()}") or self._by_name("ilo", plain)
        if known:
            return known
        if text[:4].lower() == "icj:":
            return self._known(text.lower())
        symbol = normal_symbol(plain)
        return (f"ilo:{symbol}",) if _ILO_SERIES.match(symbol) else ()

    def _code(self, folded: str) -> tuple[str, ...]:
        match = _CODE.match(folded)
        if match:
            return self._known(f"ilo:{match[1].upper()}{int(match[2]):03d}")
        match = _NUMBERED.match(folded)
        if match is None:
            return ()
        letter = "R" if match["r"] else "P" if match["p"] else "C"
        return self._known(f"ilo:{letter}{int(match['number']):03d}")

    def _un(self, text: str) -> tuple[str, ...]:
        treaty = self._treaty(text)
        if treaty:
            return treaty
        symbol = normal_symbol(text[3:] if text[:3].lower() == "un:" else text)
        return (f"un:{symbol}",) if _UN_SYMBOL.match(symbol) else ()

    def _treaty(self, text: str) -> tuple[str, ...]:
        ids = {key.lower(): key for key in self._catalogue.treaties}
        folded = text.lower()
        found = ids.get(folded) or ids.get(f"un:{folded}")
        return (found,) if found else self._by_name("treaty", text)

    def _country(self, text: str) -> tuple[str, ...]:
        plain = text[4:] if text[:4].lower() == "iso:" else text
        return self._by_name("country", plain)

    def _mandate(self, text: str) -> tuple[str, ...]:
        plain = text.lower().removeprefix("mandate:")
        found = self._known(f"mandate:{plain}")
        return found or self._by_name("mandate", text)

    def _known(self, id_: str) -> tuple[str, ...]:
        return (id_,) if self._catalogue.document(id_) is not None else ()

    def _by_name(self, table: str, text: str) -> tuple[str, ...]:
        if table not in self._names:
            self._names[table] = _index(_SOURCES[table](self._catalogue))
        return self._names[table].get(fold(text), ())


def _index(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name, id_ in pairs:
        if name:
            found.setdefault(fold(name), {})[id_] = None
    return {name: tuple(ids) for name, ids in found.items()}


def _ilo_names(catalogue: Tables) -> Iterable[tuple[str, str]]:
    for instrument in catalogue.instruments.values():
        for language in instrument.titles:
            title = instrument.title(language)
            yield title, instrument.id
            yield re.sub(r", \d{4}.*$", "", title), instrument.id
    yield from catalogue.aliases.items()
    yield "MLC", "ilo:C186"
    for text in catalogue.texts.values():
        for name in text.names.values():
            yield name, text.id
    yield "ILO Constitution", "ilo:CONST"
    yield "Constitution", "ilo:CONST"


def _treaty_names(catalogue: Tables) -> Iterable[tuple[str, str]]:
    for treaty in catalogue.treaties.values():
        for name in (*treaty.names.values(), *treaty.abbreviations, *treaty.aliases):
            yield name, treaty.id


def _country_names(catalogue: Tables) -> Iterable[tuple[str, str]]:
    for country in catalogue.countries:
        for name in (*country.names.values(), *country.un_names.values(), *country.aliases):
            yield name, country.id
        yield country.iso2, country.id
        yield country.iso3, country.id


def _mandate_names(catalogue: Tables) -> Iterable[tuple[str, str]]:
    for mandate in catalogue.mandates:
        for name in (*mandate.names.values(), *mandate.aliases):
            yield name, mandate.id


_SOURCES: Mapping[str, Callable[[Tables], Iterable[tuple[str, str]]]] = {
    "ilo": _ilo_names,
    "treaty": _treaty_names,
    "country": _country_names,
    "mandate": _mandate_names,
}
