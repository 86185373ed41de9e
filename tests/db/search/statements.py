"""A small archive of invented statements, for the tests of search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from db.search import Engine, IndexDocument, SearchText, Stamp


def statement(identity: str, title: str, text: str, language: str = "en", **more: object) -> IndexDocument:
    known: dict[str, object] = {"date": None, "kind": "release", "keywords": {}, "labels": {}}
    return IndexDocument(id=identity, title=title, text=text, language=language, **(known | more))  # type: ignore[arg-type]  # tests may give any of its fields


def stamp(seq: int = 1) -> Stamp:
    return Stamp(lineage="lineage", seq=seq, nonce=f"nonce-{seq}")


def text_of(document: IndexDocument) -> SearchText:
    return SearchText(
        id=document.id,
        title=document.title,
        text=document.text,
        language=document.language,
        date=document.date,
        kind=document.kind,
        issuer=document.issuer,
    )


class Archive:
    """Statements in an engine, and their texts as the store would give them."""

    def __init__(self, engine: Engine, documents: Sequence[IndexDocument]) -> None:
        self.engine = engine
        self.asked: list[str] = []
        self._texts = {document.id: text_of(document) for document in documents}
        engine.rebuild(documents, stamp())

    def texts(self, ids: Sequence[str]) -> Mapping[str, SearchText]:
        self.asked.extend(ids)
        return {identity: self._texts[identity] for identity in ids if identity in self._texts}

    def text(self, identity: str) -> str:
        return self._texts[identity].text


DOCUMENTS = (
    statement(
        "noravia",
        "Noravia: experts alarmed by dissolution of unions",
        "GENEVA (5 June 2023) – Experts* said today that the trade unions of Noravia were dissolved by force.\n\n"
        "“The right of workers to organise is not a gift,” Ilva Torres said. “Freedom of association, and with "
        "it every union, is protected.”\n\n*The experts: Ilva Torres, Special Rapporteur.",
        date="2023-06-05",
        keywords={
            "country": ("iso:NOR", "Norway"),
            "ilo": ("ilo:C087", "ilo:CONST#art33"),
            "person": ("Ilva Torres",),
            "org": ("Federation of Trade Unions of Noravia",),
            "role": ("Special Rapporteur on invented rights",),
            "speaker": ("Ilva Torres", "the experts"),
            "tag": ("to check",),
        },
        labels={"iso:NOR": "Norway"},
        notes=("compare with the earlier appeal",),
    ),
    statement(
        "syndicats",
        "Noravie : des syndicats dissous",
        "Les libertés syndicales, dont la liberté d’association, ne sont plus garanties. Été comme hiver.",
        "fr",
        date="2022",
        keywords={"country": ("iso:FRA", "France")},
        labels={"iso:FRA": "France"},
    ),
    statement(
        "profsoyuz",
        "Норавия: роспуск профсоюзов",
        "Ещё один профсоюз распущен; свобода ассоциации под угрозой.",
        "ru",
        date="2021-03",
    ),
    statement("gonghui", "关于工会的声明", "人权理事会谈论\n结社自由。工会被解散。", "zh", date="2021-03-05"),
    statement("naqabat", "بيان", "حقوق العمال والنقابات في خطر. حُرِّيَّة التجمع.", "ar", kind="news"),
    statement(
        "astral",
        "𝐁old 😀 letters",
        "Before 😀😀 the 𝐮nion stood, and the 𠀀𠀁 signs.",
        "en",
        date="2020-02-29",
    ),
)
