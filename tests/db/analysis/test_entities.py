from __future__ import annotations

import pytest

from db.model import EntityKind
from tests.db.analysis.helpers import analysed, mentions, texts


def test_listed_bodies_take_their_prefix_and_have_ids() -> None:
    analysis = analysed(
        "The UN Human Rights Council, the ILO Governing Body, the International Labour Organization (ILO) and the"
        " European Union met. The ILO agreed with the Council of Europe and OSCE."
    )
    found = {mention.text: mention.id for mention in mentions(analysis, EntityKind.ORGANIZATION)}
    assert found == {
        "UN Human Rights Council": "org:un-hrc",
        "ILO Governing Body": "org:ilo-gb",
        "International Labour Organization": "org:ilo",
        "ILO": "org:ilo",
        "European Union": "org:eu",
        "Council of Europe": "org:coe",
        "OSCE": "org:osce",
    }


def test_organisations_by_the_form_of_their_names() -> None:
    analysis = analysed(
        "The Federation of Kiln Workers of Ubaranda (FKWU) wrote to the Ministry of Brick and Tile and the National"
        " Centre for Safe Work. The FKWU got no answer. It cited the Labour Relations Act and World Kiln Day."
    )
    found = [(mention.text, mention.id) for mention in mentions(analysis, EntityKind.ORGANIZATION)]
    federation = "org:federation-of-kiln-workers-of-ubaranda"
    assert found == [
        ("Federation of Kiln Workers of Ubaranda", federation),
        ("FKWU", federation),
        ("Ministry of Brick and Tile", "org:ministry-of-brick-and-tile"),
        ("National Centre for Safe Work", "org:national-centre-for-safe-work"),
        ("FKWU", federation),
    ]


def test_no_country_inside_a_name_but_inside_its_government() -> None:
    analysis = analysed(
        "The Federation of Trade Unions of Norway and the Special Rapporteur on the situation of human rights in"
        " Belarus thanked the Government of Ghana. Uruguay was there."
    )
    assert texts(analysis, EntityKind.COUNTRY) == ["Ghana", "Uruguay"]
    assert "Government of Ghana" in texts(analysis, EntityKind.ORGANIZATION)


@pytest.mark.parametrize(
    ("language", "text", "ids"),
    [
        ("en", "Workers of Côte d’Ivoire, Türkiye and the DPRK; a Finnish ship; US$5; Nigerian docks",
         ["iso:CIV", "iso:TUR", "iso:PRK", "iso:FIN", "iso:NGA"]),
        ("fr", "des ouvriers du Brésil, de l’Uruguay et du Cameroun", ["iso:BRA", "iso:URY", "iso:CMR"]),
        ("es", "obreros del Uruguay, de Noruega y de Túnez", ["iso:URY", "iso:NOR"]),
        ("ru", "рабочие Уругвая, Норвегии и Республики Корея", ["iso:URY", "iso:NOR", "iso:KOR"]),
        ("ar", "عمال من أوروغواي وغانا ولبنان", ["iso:URY", "iso:GHA", "iso:LBN"]),
        ("zh", "来自乌拉圭和加纳的工人", ["iso:URY", "iso:GHA"]),
    ],
)  # fmt: skip
def test_countries(language: str, text: str, ids: list[str]) -> None:
    found = [mention.id for mention in mentions(analysed(text, language=language), EntityKind.COUNTRY)]
    assert [one for one in found if one != "iso:TUN"] == ids


NOTE = """A title of the release

GENEVA – The experts* spoke of wages in the basin at some length, and nobody in the hall had an answer. Ms. Lindgrove left.

*The experts: Ada Lindgrove, Special Rapporteur on the right to food; Bo Marchetti (Chair-Rapporteur), Ilse van Dorn
(Vice-Chair) and Rui Ramalheira, Working Group on Arbitrary Detention; Céline N'Dour-Azoulay, Special Rapporteur on
violence against women and girls, its causes and consequences.
"""


def test_experts_with_their_mandates() -> None:
    analysis = analysed(NOTE)
    people = {mention.text: mention for mention in mentions(analysis, EntityKind.PERSON)}
    assert set(people) == {
        "Lindgrove", "Ada Lindgrove", "Bo Marchetti", "Ilse van Dorn", "Rui Ramalheira", "Céline N'Dour-Azoulay",
    }  # fmt: skip
    assert people["Lindgrove"].id == people["Ada Lindgrove"].id == "person:ada-lindgrove"
    assert people["Lindgrove"].name == "Ada Lindgrove"
    assert people["Ada Lindgrove"].role == "Special Rapporteur on the right to food"
    assert people["Bo Marchetti"].role == "Chair-Rapporteur"
    roles = {mention.text: mention.id for mention in mentions(analysis, EntityKind.ROLE)}
    assert roles["Special Rapporteur on the right to food"] == "mandate:food"
    assert "mandate:violence-against-women" in roles.values()
    groups = {mention.text: mention.id for mention in mentions(analysis, EntityKind.ORGANIZATION)}
    assert groups["Working Group on Arbitrary Detention"] == "mandate:arbitrary-detention"


@pytest.mark.parametrize(
    ("language", "sentence", "name"),
    [
        ("en", "The Special Rapporteur on the right to food, Ada Lindgrove, spoke.", "Ada Lindgrove"),
        ("en", "It was Ada Lindgrove, President of the Kiln Workers Union, who spoke.", "Ada Lindgrove"),
        (
            "fr",
            "Mme Ada Lindgrove, Rapporteuse spéciale sur le droit à l’alimentation, a parlé.",
            "Ada Lindgrove",
        ),
        ("es", "Habló Ada Lindgrove, Relatora Especial sobre el derecho a la alimentación.", "Ada Lindgrove"),
        (
            "ru",
            "На встрече Ада Линдгрув, Специальный докладчик по вопросу о праве на питание.",
            "Ада Линдгрув",
        ),
        ("ar", "وقالت آدا ليندغروف، المقررة الخاصة المعنية بالحق في الغذاء: «لا».", "آدا ليندغروف"),
        ("zh", "食物权问题特别报告员阿达·林德格罗夫说：“工资不是恩惠。”", "阿达·林德格罗夫"),
    ],
)
def test_persons_beside_their_office(language: str, sentence: str, name: str) -> None:
    people = mentions(analysed(sentence, language=language), EntityKind.PERSON)
    assert [person.text for person in people if person.role] == [name]


def test_an_office_and_the_body_in_it_are_both_meant() -> None:
    analysis = analysed(
        "It was in the spring, and in the rain, that Ada Lindgrove, President of the Kiln Workers Union of Ubaranda, met ILO Director-General Bo Marchetti."
    )
    assert texts(analysis, EntityKind.ROLE) == [
        "President of the Kiln Workers Union of Ubaranda",
        "ILO Director-General",
    ]
    assert texts(analysis, EntityKind.ORGANIZATION) == ["Kiln Workers Union of Ubaranda", "ILO"]


def test_instruments_and_symbols() -> None:
    analysis = analysed(
        "Under article 33 of the ILO Constitution and the Freedom of Association and Protection of the Right to Organise"
        " Convention, 1948 (No. 87), see A/HRC/56/65 and the letter (AL VLM 2/2024). The Convention is clear; so are the"
        " Declaration on the Protection of All Persons from Enforced Disappearance and Human Rights Council resolution 24/5."
    )
    treaties = [(mention.text, mention.id) for mention in mentions(analysis, EntityKind.TREATY)]
    assert treaties == [
        ("ILO Constitution", "ilo:CONST"),
        (
            "Freedom of Association and Protection of the Right to Organise Convention, 1948 (No. 87)",
            "ilo:C087",
        ),
        ("Declaration on the Protection of All Persons from Enforced Disappearance", None),
    ]
    assert texts(analysis, EntityKind.SYMBOL) == ["A/HRC/56/65", "AL VLM 2/2024", "24/5"]
    assert texts(analysis, EntityKind.DATE) == []


def test_what_stands_apart_is_marked() -> None:
    analysis = analysed(NOTE + "\nFor media requests, please contact: Cy Dunmore (press@example.org)\n")
    (contact,) = [
        mention for mention in mentions(analysis, EntityKind.PERSON) if mention.text == "Cy Dunmore"
    ]
    assert contact.origin == "boilerplate"
    assert contact.confidence < 0.5


def test_spans_hold_their_words() -> None:
    analysis = analysed(NOTE)
    for mention in analysis.entities:
        assert analysis.text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    "sentence",
    [
        "The courts of Alta Brumaria have closed the case, and Alta Brumaria has been told.",
        "The Convention has been in force for Alta Brumaria since 2017.",
        "Workers came from Saint Brumar to the harvest.",
    ],
)
def test_unlisted_lands_are_no_persons(sentence: str) -> None:
    assert texts(analysed(sentence), EntityKind.PERSON) == []
