"""The ILO's Constitution and Declarations, its Commissions of Inquiry, and measures under article 33."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from db.catalogue.tables import Row, by_language, marks, number, parts, rows
from db.model import DocumentCard


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstitutionalText:
    """The Constitution, a Declaration, or the proceedings about Convention No. 87 (``icj:191``)."""

    id: str
    names: Mapping[str, str]
    date: str
    amended: str = ""
    articles: int | None = None
    url: str | None = None
    certainty: Mapping[str, str] = field(default_factory=dict)

    def card(self) -> DocumentCard:
        """What is known of it."""
        kinds = {"CONST": "constitution", "DECL": "declaration"}
        facts = {"adopted": self.date, "amended": self.amended, "articles": str(self.articles or "")}
        return DocumentCard(
            id=self.id,
            kind=kinds.get(self.id.removeprefix("ilo:").split("/")[0], "proceedings"),
            title=self.names["en"],
            year=int(self.date[:4]),
            url=self.url,
            facts={key: value for key, value in facts.items() if value},
            certainty=dict(self.certainty),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A Commission of Inquiry under article 26 of the ILO Constitution, and its report.

    Attributes:
        countries: ISO 3166-1 alpha-3 codes.
        conventions: codes of the Conventions in question.
        report_years: the years its report is cited by, earliest first.
        complaint_year: when the complaint was made.
    """

    id: str
    country: str
    countries: tuple[str, ...]
    complaint_year: int
    complainant: str
    conventions: tuple[str, ...]
    subject: str
    report_years: tuple[int, ...]
    report: str
    certainty: Mapping[str, str] = field(default_factory=dict)

    def card(self) -> DocumentCard:
        """What is known of it."""
        facts = {
            "country": self.country,
            "conventions": ", ".join(self.conventions),
            "subject": self.subject,
            "complaint": f"{self.complaint_year}, {self.complainant}",
            "report": self.report,
        }
        return DocumentCard(
            id=self.id,
            kind="commission_of_inquiry",
            title=f"ILO Commission of Inquiry: {self.country} ({self.id[-4:]})",
            year=int(self.id[-4:]),
            facts={key: value for key, value in facts.items() if value},
            certainty=dict(self.certainty),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure that the Conference took under article 33 of the Constitution."""

    id: str
    country: str
    inquiry: str
    date: str
    title: str
    session: str
    documents: str
    content: str
    aftermath: str
    certainty: Mapping[str, str] = field(default_factory=dict)

    def card(self) -> DocumentCard:
        """What is known of it."""
        facts = {
            "adopted": self.date,
            "session": self.session,
            "inquiry": self.inquiry,
            "documents": self.documents,
            "content": self.content,
            "aftermath": self.aftermath,
        }
        return DocumentCard(
            id=self.id,
            kind="article33_measure",
            title=self.title,
            year=int(self.date[:4]),
            facts={key: value for key, value in facts.items() if value},
            certainty=dict(self.certainty),
        )


def load_texts() -> Mapping[str, ConstitutionalText]:
    """The Constitution first, then the Declarations."""
    texts = (
        ConstitutionalText(
            id=row["id"],
            names=by_language(row, "name"),
            date=row["date"],
            amended=row["amended"],
            articles=number(row["articles"]),
            url=row["url"] or None,
            certainty=marks(row),
        )
        for row in rows("ilo/constitution.tsv")
    )
    return MappingProxyType({text.id: text for text in texts})


def _inquiry(row: Row) -> Inquiry:
    return Inquiry(
        id=row["id"],
        country=row["country"],
        countries=parts(row["iso3"]),
        complaint_year=int(row["complaint_year"]),
        complainant=row["complainant"],
        conventions=parts(row["conventions"]),
        subject=row["subject"],
        report_years=tuple(int(year) for year in parts(row["report_years"])),
        report=row["report"],
        certainty=marks(row),
    )


def load_inquiries() -> Mapping[str, Inquiry]:
    """Commissions of Inquiry in the order of their appointment."""
    return MappingProxyType({row["id"]: _inquiry(row) for row in rows("ilo/inquiries.tsv")})


def load_measures() -> Mapping[str, Measure]:
    """Measures under article 33, oldest first."""
    measures = (
        Measure(
            id=row["id"],
            country=row["iso3"],
            inquiry=row["inquiry"],
            date=row["date"],
            title=row["title"],
            session=row["session"],
            documents=row["documents"],
            content=row["content"],
            aftermath=row["aftermath"],
            certainty=marks(row),
        )
        for row in rows("ilo/article33.tsv")
    )
    return MappingProxyType({measure.id: measure for measure in measures})
