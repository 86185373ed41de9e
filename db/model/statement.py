"""A statement with its layers (DESIGN §3, §5). Field names are those of the JSON and do not change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from db.model.annotation import Annotation
from db.model.ids import Sha256, StatementId


class BlockRole(StrEnum):
    """What a block of text is for."""

    NAVIGATION = "navigation"
    TITLE = "title"
    DATE = "date"
    DATELINE = "dateline"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST = "list"
    HEADING = "heading"
    TABLE = "table"
    FOOTNOTE = "footnote"
    BIOGRAPHY = "biography"
    BOILERPLATE = "boilerplate"
    CONTACT = "contact"


APART = frozenset({BlockRole.NAVIGATION, BlockRole.BOILERPLATE, BlockRole.CONTACT})
"""Roles that are kept and dimmed in the reader, and left out of facets."""

NUMBERED = frozenset(
    {BlockRole.DATELINE, BlockRole.LEAD, BlockRole.PARAGRAPH, BlockRole.QUOTE, BlockRole.LIST}
)
"""Roles that count as paragraphs when a passage is cited by paragraph number."""


class StatementKind(StrEnum):
    """What sort of text it is."""

    RELEASE = "release"
    STATEMENT = "statement"
    NEWS = "news"
    ILO_DOCUMENT = "ilo_document"
    UN_DOCUMENT = "un_document"
    OTHER = "other"


class EntityKind(StrEnum):
    """What sort of thing is named."""

    PERSON = "person"
    ROLE = "role"
    ORGANIZATION = "organization"
    COUNTRY = "country"
    PLACE = "place"
    DATE = "date"
    TREATY = "treaty"
    SYMBOL = "symbol"


class ReferenceStatus(StrEnum):
    """How sure a reference is: only a resolved one is a link."""

    RESOLVED = "resolved"
    CANDIDATES = "candidates"
    UNRESOLVED = "unresolved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes a statement came from, as they came.

    Attributes:
        sha256: of the original: a file, a file out of a container, or the table a row stands in.
        name: the file's name, cleaned for showing; of a member ``crawl.warc!/page.html``.
        captured_at: when the page was saved, the message sent (ISO 8601), where the file tells.
        member: the row's id or number, where the original holds several statements.
        container: SHA-256 of the outermost container that the original was taken out of.
    """

    sha256: Sha256
    name: str
    media_type: str
    url: str | None = None
    size: int = 0
    encoding: str | None = None
    imported_at: str | None = None
    captured_at: str | None = None
    member: str | None = None
    container: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of the text with one role. Blocks do not nest; together they cover all but white space."""

    role: BlockRole
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What a file's own markup says of a part of the text, before any analysis.

    Hints are in the order of the text, do not overlap and do not nest. `role` is PARAGRAPH where the markup
    tells only that a block begins and ends here; `level` is that of a heading or of a nested list, from 1.
    """

    role: BlockRole
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a paged document begins at `start`; `label` is the number printed on it, else its place."""

    label: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An entity named at one place.

    Attributes:
        id: the entity (``iso:BLR``, ``mandate:defenders``), or None where it is only a name.
        name: the entity's name in full; ``text`` are the words as written.
        role: of a person, the words of the role; else None.
        confidence: 0 to 1.
        origin: the rule or list that found it.
    """

    kind: EntityKind
    id: str | None
    name: str
    start: int
    end: int
    text: str
    role: str | None = None
    confidence: float = 1.0
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Attributed direct speech, quotation marks included. `speaker` is None where nobody is named."""

    start: int
    end: int
    speaker: str | None = None
    speaker_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A citation of a document of the ILO or the UN.

    Attributes:
        id: the document where `status` is resolved; else None.
        candidates: the documents it may be, where there is more than one or a part is unknown.
        pinpoint: such as ``art33`` or ``art21;art22``, or None.
        in_archive: whether the archive holds the document itself.
        rule: the rule that made it, for showing and for testing.
    """

    id: str | None
    candidates: tuple[str, ...] = ()
    pinpoint: str | None = None
    start: int
    end: int
    text: str
    status: ReferenceStatus
    in_archive: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What analysis makes of one document: canonical text, facts about it, and layers over it.

    Attributes:
        date: ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or None: never more precise than what is written.
        language: ISO 639-1, or ``und``.
        issuer: who published it, where the text tells ("Special Procedures"); else None.
        rules: version of the rules that made the layers.
    """

    text: str
    title: str
    date: str | None
    kind: StatementKind
    language: str
    issuer: str | None = None
    place: str | None = None
    url: str | None = None
    blocks: tuple[Block, ...] = ()
    entities: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    references: tuple[Reference, ...] = ()
    hints: tuple[Hint, ...] = ()
    pages: tuple[Page, ...] = ()
    rules: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement of the archive, whole. `sources` are all the files it came in, `source` the first.

    `text` is empty for an original without a text, such as a scanned page; `warnings` then says so.
    """

    id: StatementId
    title: str
    date: str | None
    kind: StatementKind
    language: str
    source: Source
    text: str
    issuer: str | None = None
    place: str | None = None
    work: str = ""
    version: int = 1
    rules: str = ""
    sources: tuple[Source, ...] = ()
    blocks: tuple[Block, ...] = ()
    entities: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    references: tuple[Reference, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    hints: tuple[Hint, ...] = ()
    pages: tuple[Page, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSummary:
    """A line of a list of statements."""

    id: StatementId
    title: str
    date: str | None
    language: str
    kind: StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """What a reader makes of bytes, before any analysis.

    Attributes:
        text: what a person reads, in reading order; of plain text the decoded file, where only line ends may
            differ. Empty only where the document has no text at all (``text.none`` is then in `warnings`).
        encoding: how the bytes were decoded, as Python names it.
        title, date, url, language, issuer: what the file says of itself; they fill gaps, and never overrule
            the text.
        captured_at: when the page was saved or the message sent (ISO 8601, as precise as the file tells).
        hints: the form that the file's markup tells; without any, the text alone tells its form.
        pages: where each page begins, of paged formats.
        warnings: codes of what may have been lost (``text.undecodable`` ...).
        undecodable: places where bytes could not be decoded and are U+FFFD in the text.
    """

    text: str
    media_type: str
    encoding: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    issuer: str | None = None
    captured_at: str | None = None
    hints: tuple[Hint, ...] = ()
    pages: tuple[Page, ...] = ()
    warnings: tuple[str, ...] = ()
    undecodable: int = 0
