"""References in sentences of our own: what must be linked, and what must not."""

from __future__ import annotations

import pytest

from db.analysis.references import find_references
from db.catalogue import shipped
from db.model import Block, BlockRole, Reference, ReferenceStatus


def find(text: str, date: str | None = None) -> tuple[Reference, ...]:
    return find_references(text, [], language="en", date=date, catalogue=shipped())


def linked(text: str, date: str | None = None) -> list[str]:
    return [f"{one.id}#{one.pinpoint}" if one.pinpoint else one.id for one in find(text, date) if one.id]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Velmark told the ILO that Convention No. 87 is law.", ["ilo:C087"]),
        ("The ILO looked at Conventions Nos. 29, 105 and 182.", ["ilo:C029", "ilo:C105", "ilo:C182"]),
        ("ILO Conventions 100 and 111 and 14 reports", ["ilo:C100", "ilo:C111"]),
        ("the Home Work Convention, 1996 (No. 177)", ["ilo:C177"]),
        ("the 1996 Home Work Convention", ["ilo:C177"]),
        ("the Right to Organize & Collective Bargaining Convention", ["ilo:C098"]),
        ("the Maternity Protection Convention (Revised), 1952", ["ilo:C103"]),
        ("the Asbestos Convention, 1986 (No. 162), and Recommendation No. 172", ["ilo:C162", "ilo:R172"]),
        ("the Protocol of 1995 to the Labour Inspection Convention, 1947", ["ilo:P081"]),
        (
            "The ILO cites C.29, C-105, C087/C098 and R206.",
            ["ilo:C029", "ilo:C105", "ilo:C087", "ilo:C098", "ilo:R206"],
        ),
        ("Standard A2.3 of the Maritime Labour Convention, 2006", ["ilo:C186#Standard A2.3"]),
        ("la convention n° 182 de l’OIT sur les pires formes de travail des enfants", ["ilo:C182"]),
        ("los Convenios núms. 138 y 182 de la OIT", ["ilo:C138", "ilo:C182"]),
        ("Конвенция МОТ № 105 и Конвенция 1930 года о принудительном труде", ["ilo:C105", "ilo:C029"]),
        ("国际劳工组织第29号和第105号公约", ["ilo:C029", "ilo:C105"]),
        ("الاتفاقية رقم 111 لمنظمة العمل الدولية", ["ilo:C111"]),
        ("article 24 of the ILO Constitution", ["ilo:CONST#art24"]),
        ("articles 24 and 26 of the Constitution of the ILO", ["ilo:CONST#art24;art26"]),
        ("el artículo 19 de la Constitución de la OIT", ["ilo:CONST#art19"]),
        ("the Commission of Inquiry of the ILO on Zimbabwe", ["ilo:COI/ZWE/2009"]),
        ("la Comisión de Encuesta de la OIT sobre Venezuela", ["ilo:COI/VEN/2019"]),
        ("Special Rapporteur on the right to privacy", ["mandate:privacy"]),
        ("the Special Rapporteurs on slavery and on torture", ["mandate:slavery", "mandate:torture"]),
        ("article 8(1)(a) of the ICESCR", ["un:ICESCR#art8(1)(a)"]),
        ("paragraph 3 of article 22 of the ICCPR", ["un:ICCPR#art22(3)"]),
        ("see A/HRC/41/41/Add.2, para. 12", ["un:A/HRC/41/41/Add.2#para12"]),
        ("Human Rights Council resolutions 15/21 and 24/5", ["un:A/HRC/RES/15/21", "un:A/HRC/RES/24/5"]),
        ("Security Council resolution 2250 (2015)", ["un:S/RES/2250"]),
        ("CEDAW general recommendation No. 26", ["un:CEDAW/C/GC/26"]),
        ("a letter (UA PER 4/2021)", ["un:SPCOMM/PER/4/2021"]),
        ("GB.310/LILS/3(Rev.), paragraph 9", ["ilo:GB.310/LILS/3(Rev.)#para9"]),
        ("Committee on Freedom of Association, Case No. 9001 (Velmark)", ["ilo:CFA/9001"]),
        ("the fundamental Conventions on child labour", ["ilo:C138", "ilo:C182"]),
    ],
)
def test_a_citation_is_linked(text: str, ids: list[str]) -> None:
    assert linked(text) == ids


@pytest.mark.parametrize(
    "text",
    [
        "Velmark joined Convention No. 190 last year.",
        "Convention No. 108 of the Council of Europe guards data, the ILO was told.",
        "The ILO heard that Convention 108 governs personal data.",
        "Hague Convention No. 28 came up at the ILO.",
        "Law No. 87, Order No. 98 and article 105 of the Labour Code, said the ILO.",
        "In Case C-87/20 the Court spoke of the ILO.",
        "A C-130 aircraft brought the ILO mission to room C29 with vitamin C 100.",
        "FATF Recommendation 8; UPR recommendations 110.29 and 110.98 on work",
        "article 26 of the Constitution of Velmark, which the ILO cites",
        "Article 33 of the Constitution was suspended.",
        "the Independent International Commission of Inquiry on Ukraine",
        "a parliamentary commission of inquiry, the ILO said",
        "recommendations of a Commission of Inquiry may be ignored by a member of the ILO",
        "The Committee for the CAT and the cat sat on resolution.",
        "UN General Assembly resolution 98/87",
        "a European Social Security Convention",
        "the forced labour convention of 12 unions was noisy",
        "Criminal case No. 2090",
        "the four Geneva Conventions",
        "Al Jazeera 24/7 and CNN 12/2020",
    ],
)
def test_what_only_looks_like_one_is_not_linked(text: str) -> None:
    assert linked(text) == []


def test_two_that_fit_are_both_shown_and_none_is_linked() -> None:
    (one,) = find("the Holidays with Pay Recommendation")

    assert one.status is ReferenceStatus.CANDIDATES
    assert set(one.candidates) == {"ilo:R047", "ilo:R098"}


def test_a_title_and_a_number_that_disagree_are_both_shown() -> None:
    (one,) = find("the Forced Labour Convention (No. 105)")

    assert one.status is ReferenceStatus.CANDIDATES
    assert set(one.candidates) == {"ilo:C029", "ilo:C105"}


def test_an_article_that_does_not_exist_is_refused() -> None:
    (one,) = find("article 99 of the ICCPR")

    assert (one.status, one.id, one.pinpoint) == (ReferenceStatus.REJECTED, None, "art99")


def test_the_date_shuts_out_what_did_not_exist_yet() -> None:
    text = "the ILO and its Convention No. 193"

    assert linked(text, "2026-07") == ["ilo:C193"]
    assert linked(text, "2025-06-05") == []
    assert linked("the Maternity Protection Convention", "1950") == ["ilo:C003"]
    assert linked("the ILO Commission of Inquiry on Myanmar", "2005") == ["ilo:COI/MMR/1998"]


def test_two_conventions_stand_for_the_two_before_them() -> None:
    text = "Velmark ratified ILO Convention No. 29 and Convention No. 105. The two Conventions forbid it."

    assert linked(text) == ["ilo:C029", "ilo:C105", "ilo:C029", "ilo:C105"]


def test_the_latter_is_the_second_of_two() -> None:
    text = "Velmark ratified ILO Convention No. 29 and Convention No. 105. The latter prohibits it."

    assert linked(text)[-1] == "ilo:C105"


def test_the_convention_takes_its_article_where_only_one_was_named() -> None:
    assert linked("The ILO spoke of Convention No. 29. Article 2 of the Convention is clear.") == [
        "ilo:C029",
        "ilo:C029#art2",
    ]


def test_the_convention_is_not_linked_where_another_may_be_meant() -> None:
    both = (
        "ILO Convention No. 29 and the Convention on the Rights of the Child apply. The Convention is clear."
    )
    committee = (
        "The CEDAW Committee praised ILO Convention No. 189. It spoke of article 11 of the Convention."
    )

    assert find(both)[-1].status is ReferenceStatus.CANDIDATES
    assert find(committee)[-1].status is ReferenceStatus.CANDIDATES


def test_nothing_reaches_over_a_paragraph() -> None:
    assert linked("The ILO wrote of Convention No.\n\n87 people came.") == []


def test_a_line_break_inside_a_title_does_not_hide_it() -> None:
    (one,) = find("the Worst Forms\n  of Child Labour\nConvention, 1999 (No. 182).")

    assert one.id == "ilo:C182"
    assert one.text == "Worst Forms\n  of Child Labour\nConvention, 1999 (No. 182)"


def test_boilerplate_contacts_and_navigation_cite_nothing() -> None:
    text = "ILO Convention No. 29"

    for role in BlockRole:
        blocks = [Block(role=role, start=0, end=len(text))]
        found = find_references(text, blocks, language="en", date=None, catalogue=shipped())
        apart = role in {BlockRole.BOILERPLATE, BlockRole.CONTACT, BlockRole.NAVIGATION}
        assert bool(found) is not apart


def test_every_reference_names_its_rule() -> None:
    text = "ILO: C87, GB.291/6, an independent commission of inquiry, the Special Rapporteur on torture"

    assert all(one.rule for one in find(text))
