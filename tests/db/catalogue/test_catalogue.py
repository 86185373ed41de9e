"""The catalogue: what it holds, how it is asked, what it calls things."""

from __future__ import annotations

import pytest

from db.catalogue import shipped

CATALOGUE = shipped()


def test_it_holds_all_instruments_with_their_marks() -> None:
    kinds = [one.kind for one in CATALOGUE.instruments.values()]

    assert kinds.count("convention") == 193
    assert kinds.count("protocol") == 6
    assert kinds.count("recommendation") == 209
    allowed = {"high", "medium", "low", "conflict"}
    assert all(set(one.certainty.values()) <= allowed for one in CATALOGUE.instruments.values())
    assert all("record" in one.certainty for one in CATALOGUE.instruments.values())


def test_every_listed_id_has_a_card_of_its_own_and_a_label() -> None:
    ids = [
        *CATALOGUE.instruments,
        *CATALOGUE.texts,
        *CATALOGUE.inquiries,
        *CATALOGUE.measures,
        *CATALOGUE.treaties,
        *(one.id for one in CATALOGUE.mandates),
        *(one.id for one in CATALOGUE.countries),
    ]

    assert len(ids) == len(set(ids))
    for id_ in ids:
        card = CATALOGUE.document(id_)
        assert card is not None
        assert card.id == id_
        assert CATALOGUE.label(id_) != id_


def test_references_within_the_tables_hold() -> None:
    isos = {one.iso3 for one in CATALOGUE.countries}
    for inquiry in CATALOGUE.inquiries.values():
        assert set(inquiry.countries) <= isos
        assert all(f"ilo:{code}" in CATALOGUE.instruments for code in inquiry.conventions)
        assert inquiry.complaint_year < inquiry.report_years[-1]
    assert all(one.inquiry in CATALOGUE.inquiries for one in CATALOGUE.measures.values())
    assert set(CATALOGUE.aliases.values()) <= {*CATALOGUE.instruments, *CATALOGUE.texts}


def test_a_card_says_how_sure_each_fact_is() -> None:
    card = CATALOGUE.document("ilo:C044")

    assert card is not None
    assert card.certainty["adopted"] == "conflict"
    assert card.facts["adopted"].startswith("1934")


def test_an_unlisted_id_is_shown_as_it_is() -> None:
    assert CATALOGUE.document("un:A/HRC/99/1") is None
    assert CATALOGUE.label("un:A/HRC/99/1") == "un:A/HRC/99/1"


def test_labels_follow_the_language_where_a_name_is_known() -> None:
    assert CATALOGUE.label("ilo:C029") == "C029 Forced Labour Convention, 1930"
    assert CATALOGUE.label("ilo:C029", "fr") == "C029 Convention sur le travail forcé, 1930"
    assert CATALOGUE.label("ilo:C044", "ru") == CATALOGUE.label("ilo:C044")
    assert CATALOGUE.label("iso:DEU", "es") == "Alemania"
    assert CATALOGUE.label("ilo:CONST#art33").endswith(", art33")


@pytest.mark.parametrize(
    ("field", "text", "ids"),
    [
        ("ilo", "87", ("ilo:C087",)),
        ("ilo", "c87", ("ilo:C087",)),
        ("ilo", "C.087", ("ilo:C087",)),
        ("ilo", "Convention No. 87", ("ilo:C087",)),
        ("ilo", "convention n° 87", ("ilo:C087",)),
        ("ilo", "Convenio núm. 169", ("ilo:C169",)),
        ("ilo", "Конвенция МОТ № 87", ("ilo:C087",)),
        ("ilo", "R198", ("ilo:R198",)),
        ("ilo", "Recommendation 198", ("ilo:R198",)),
        ("ilo", "forced labour convention", ("ilo:C029",)),
        ("ilo", "MLC, 2006", ("ilo:C186",)),
        ("ilo", "gb.347/ins/14(rev.1)", ("ilo:GB.347/INS/14(Rev.1)",)),
        ("ilo", "999", ()),
        ("ilo", "ilo:", ()),
        ("un", "ICCPR", ("un:ICCPR",)),
        ("un", "a/hrc/56/65/add.1", ("un:A/HRC/56/65/Add.1",)),
        ("un", "nothing", ()),
        ("treaty", "CEDAW", ("un:CEDAW",)),
        ("treaty", "C87", ("ilo:C087",)),
        ("cites", "ilo:CONST#art33", ("ilo:CONST",)),
        ("cites", "coe:ECHR", ("coe:ECHR",)),
        ("cites", "mandate:torture", ("mandate:torture",)),
        ("country", "by", ("iso:BLR",)),
        ("country", "iso:BLR", ("iso:BLR",)),
        ("country", "白俄罗斯", ("iso:BLR",)),
        ("country", "Cote d'Ivoire", ("iso:CIV",)),
        ("country", "Turkey", ("iso:TUR",)),
        ("country", "Atlantis", ()),
        ("mandate", "assembly-association", ("mandate:assembly-association",)),
        ("mandate", "Special Rapporteur on torture", ("mandate:torture",)),
        ("tag", "87", ()),
        ("ilo", "", ()),
    ],
)
def test_what_a_person_types_is_identified(field: str, text: str, ids: tuple[str, ...]) -> None:
    assert CATALOGUE.identify(field, text) == ids


def test_a_title_of_several_instruments_gives_them_all() -> None:
    assert len(CATALOGUE.identify("ilo", "Night Work (Women) Convention")) >= 1
    assert set(CATALOGUE.identify("ilo", "Holidays with Pay Recommendation")) == {"ilo:R047", "ilo:R098"}


def test_instruments_exist_from_the_day_of_their_adoption() -> None:
    platform = CATALOGUE.instruments["ilo:C193"]

    assert not platform.exists_on("2025-06-05")
    assert not platform.exists_on("2026-06-11")
    assert platform.exists_on("2026-06-12")
    assert platform.exists_on("2026")
    assert platform.exists_on(None)


def test_holders_are_people_and_chairs_are_marked() -> None:
    group = CATALOGUE.mandate("mandate:arbitrary-detention")

    assert group is not None
    assert len(group.holders) == 5
    assert [one.chair for one in group.holders].count(True) == 1
    assert all("(" not in name for one in CATALOGUE.mandates for name in one.holder_names)
