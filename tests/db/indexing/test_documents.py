"""What of a statement can be searched and filtered by."""

from __future__ import annotations

from db.catalogue import shipped
from db.indexing import document_of
from db.model import (
    Annotation,
    AnnotationId,
    Block,
    BlockRole,
    EntityKind,
    Mention,
    Quotation,
    Reference,
    ReferenceStatus,
    Sha256,
    Source,
    Span,
    Statement,
    StatementId,
    StatementKind,
)

BODY = (0, 100)
TAIL = (100, 200)


def mention(kind: EntityKind, id: str | None, name: str, at: int = 0) -> Mention:
    return Mention(kind=kind, id=id, name=name, start=at, end=at + 1, text="x")


def reference(
    id: str | None,
    pinpoint: str | None = None,
    status: ReferenceStatus = ReferenceStatus.RESOLVED,
    candidates: tuple[str, ...] = (),
    at: int = 0,
) -> Reference:
    return Reference(
        id=id, pinpoint=pinpoint, status=status, candidates=candidates, start=at, end=at + 1, text="x"
    )


def statement(**layers: object) -> Statement:
    source = Source(
        sha256=Sha256("0" * 64), name="a.txt", media_type="text/plain", url="https://www.union.example/a"
    )
    return Statement(
        id=StatementId("s1"),
        title="Title",
        date="2031-05-03",
        kind=StatementKind.RELEASE,
        language="en",
        source=source,
        issuer="Special Procedures",
        text="x" * 200,
        sources=(source,),
        blocks=(
            Block(role=BlockRole.PARAGRAPH, start=BODY[0], end=BODY[1]),
            Block(role=BlockRole.BOILERPLATE, start=TAIL[0], end=TAIL[1]),
        ),
        **layers,  # type: ignore[arg-type]  # the layers of the one test
    )


def test_entities_are_values_by_id_with_the_name_that_people_read() -> None:
    document = document_of(
        statement(
            entities=(
                mention(EntityKind.COUNTRY, "iso:BLR", "Republic of Belarus"),
                mention(EntityKind.ORGANIZATION, "org:dockers", "Union of Dockers"),
                mention(EntityKind.ORGANIZATION, None, "Port Council"),
                mention(EntityKind.PERSON, "person:ada", "Ada Quillmere"),
                mention(EntityKind.PLACE, "place:geneva", "Geneva"),
                mention(EntityKind.ROLE, "mandate:defenders", "Special Rapporteur"),
                mention(EntityKind.DATE, None, "3 May"),
                mention(EntityKind.COUNTRY, "iso:BLR", "Belarus"),
            )
        ),
        shipped(),
    )
    keywords = document.keywords
    assert keywords["country"] == ("iso:BLR",)
    assert document.labels["iso:BLR"] == "Belarus"
    assert keywords["org"] == ("org:dockers", "Port Council")
    assert document.labels["org:dockers"] == "Union of Dockers"
    assert keywords["person"] == ("person:ada",)
    assert keywords["place"] == ("place:geneva",)
    assert keywords["mandate"] == ("mandate:defenders",)
    assert "defenders" in document.labels["mandate:defenders"]
    assert keywords["role"] == ("Special Rapporteur",)


def test_what_is_resolved_is_cited_with_and_without_its_pinpoint() -> None:
    document = document_of(
        statement(
            references=(
                reference("ilo:C087", "art2;art3"),
                reference("un:ICCPR", "art22(1)"),
                reference("coe:ECHR"),
                reference("un:A/HRC/56/65"),
                reference(None, status=ReferenceStatus.CANDIDATES, candidates=("ilo:C001", "ilo:C002")),
                reference(None, status=ReferenceStatus.REJECTED),
            )
        ),
        shipped(),
    )
    keywords = document.keywords
    assert keywords["ilo"] == ("ilo:C087",)
    assert keywords["un"] == ("un:ICCPR", "un:A/HRC/56/65")
    assert keywords["treaty"] == ("un:ICCPR", "coe:ECHR")
    assert set(keywords["cites"]) == {
        "ilo:C087",
        "ilo:C087#art2",
        "ilo:C087#art3",
        "un:ICCPR",
        "un:ICCPR#art22(1)",
        "coe:ECHR",
        "un:A/HRC/56/65",
    }


def test_what_stands_apart_is_searched_and_no_value() -> None:
    document = document_of(
        statement(
            entities=(mention(EntityKind.COUNTRY, "iso:BLR", "Belarus", at=150),),
            references=(reference("ilo:C087", at=150),),
            quotations=(Quotation(start=120, end=130, speaker="Somebody"),),
        ),
        shipped(),
    )
    assert len(document.text) == 200
    assert not {"country", "ilo", "cites", "speaker"} & set(document.keywords)


def test_what_people_wrote_and_who_spoke() -> None:
    note = Annotation(
        id=AnnotationId("a1"),
        statement=StatementId("s1"),
        start=0,
        end=1,
        quote="x",
        note="look here",
        tags=("wages", "night"),
    )
    document = document_of(
        statement(
            annotations=(note,),
            quotations=(
                Quotation(start=0, end=5, speaker="Ada Quillmere", speaker_id="person:ada"),
                Quotation(start=6, end=9, speaker="the experts"),
                Quotation(start=10, end=12),
            ),
        ),
        shipped(),
    )
    assert document.notes == ("look here",)
    assert document.keywords["tag"] == ("wages", "night")
    assert document.keywords["speaker"] == ("person:ada", "the experts")
    assert document.labels["person:ada"] == "Ada Quillmere"
    assert document.quotes == (Span(0, 5), Span(6, 9), Span(10, 12))


def test_facts() -> None:
    document = document_of(statement(), shipped())
    assert (document.id, document.title, document.date) == ("s1", "Title", "2031-05-03")
    assert document.keywords == {
        "source": ("Special Procedures", "union.example"),
        "kind": ("release",),
        "language": ("en",),
    }
