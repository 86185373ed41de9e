"""The forms of statements in many languages; the texts in `forms/` are invented."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from db.analysis.language import detect
from db.analysis.structure import Structure, read_structure
from db.catalogue import shipped
from db.model import BlockRole, RawDocument

FORMS = Path(__file__).parent / "forms"


def read(name: str) -> tuple[str, str, Structure]:
    text = (FORMS / f"{name}.txt").read_text(encoding="utf-8")
    language = detect(text)
    return text, language, read_structure(RawDocument(text=text, media_type=""), shipped(), language)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("release_fr", ("fr", "2025-06-05", "Geneva", "release", "Special Procedures")),
        ("release_es", ("es", "2025-06-05", "Geneva", "release", "Special Procedures")),
        ("release_ru", ("ru", "2025-06-05", "Geneva", "release", "Special Procedures")),
        ("release_ar", ("ar", "2025-06-05", "Geneva", "release", "Special Procedures")),
        ("release_zh", ("zh", "2025-06-05", "Geneva", "release", "Special Procedures")),
        ("release_pt", ("pt", "2025-06-05", "Genebra", "release", "Special Procedures")),
        ("ceacr_fr", ("fr", "2022", None, "ilo_document", "ILO")),
        ("ceacr_es", ("es", "2022", None, "ilo_document", "ILO")),
        ("cas", ("en", "2022", None, "ilo_document", "ILO")),
        ("cfa", ("en", "2008-11", None, "ilo_document", "ILO")),
        ("cfa_fr", ("fr", "2008-11", None, "ilo_document", "ILO")),
        ("cfa_es", ("es", "2008-11", None, "ilo_document", "ILO")),
        ("observations", ("en", "2023-11-03", None, "un_document", "Treaty bodies")),
        ("council_report", ("en", "2024-04-30", None, "un_document", "Special Procedures")),
        ("communication", ("en", "2025-06-05", None, "un_document", "Special Procedures")),
        ("union", ("en", "2025-06-05", None, "statement", "Federation of Mine Workers of Lorvania (FMWL)")),
        ("joint", ("en", "2025-06-05", None, "statement", None)),
        ("speech", ("en", "2025-06-05", None, "statement", "Ada Lindgrove")),
        ("answers", ("en", "2025-06-05", None, "news", None)),
        ("ilo_news", ("en", "2025-06-05", "Geneva", "news", "ILO")),
        ("biography", ("en", "2025-06-05", "Geneva", "release", "Special Procedures")),
        ("two_cities", ("en", "2025-06-05", "Geneva", "release", None)),
    ],
)
def test_facts_of_a_form(name: str, facts: tuple[str, ...]) -> None:
    _, language, form = read(name)
    assert (language, form.date, form.place, form.kind.value, form.issuer) == facts


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        *[
            (
                f"release_{language}",
                "navigation title date dateline lead paragraph navigation footnote boilerplate contact",
            )
            for language in ("es", "ru", "ar", "zh")
        ],
        (
            "release_fr",
            "navigation title date dateline lead paragraph navigation footnote boilerplate contact navigation",
        ),
        ("release_pt", "navigation title date dateline lead navigation"),
        ("ceacr_fr", "title heading navigation lead paragraph"),
        ("ceacr_es", "title heading lead"),
        ("cfa", "title heading navigation heading lead list"),
        ("observations", "heading date heading title heading lead paragraph heading paragraph list footnote"),
        ("council_report", "heading date heading date heading title heading lead"),
        ("communication", "title lead heading navigation date paragraph"),
        ("union", "heading navigation title date paragraph lead paragraph"),
        ("joint", "title date lead paragraph heading list"),
        ("speech", "navigation title heading date paragraph lead paragraph"),
        ("answers", "navigation title date lead paragraph navigation"),
        ("ilo_news", "title heading date dateline lead paragraph"),
        ("biography", "title dateline lead paragraph navigation biography boilerplate contact navigation"),
        ("two_cities", "dateline lead paragraph navigation"),
    ],
)
def test_roles_of_a_form(name: str, roles: str) -> None:
    _, _, form = read(name)
    assert [role for role, _ in groupby(block.role.value for block in form.blocks)] == roles.split()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("observations", "Concluding observations on the fourth periodic report of Lorvania*"),
        ("council_report", "Visit to Lorvania"),
        ("union", "Pay the miners now"),
        ("answers", "Why the miners of Lorvania are not paid"),
        ("release_zh", "洛瓦尼亚：联合国专家要求支付工资"),
    ],
)
def test_title_of_a_form(name: str, title: str) -> None:
    assert read(name)[2].title == title


def test_a_communication_is_told_by_its_mandates() -> None:
    assert read("communication")[2].title.startswith(
        "Mandates of the Special Rapporteur on the right to food;"
    )


def test_a_list_of_experts_with_bullets_is_one_footnote() -> None:
    note = "*The experts:\n• Ada Lindgrove, Special Rapporteur on the right to food\n• Bo Marchetti, Chair"
    text = (FORMS / "two_cities.txt").read_text(encoding="utf-8").replace("-30-", note)
    form = read_structure(RawDocument(text=text, media_type=""), shipped(), "en")
    assert [text[one.start : one.end] for one in form.blocks if one.role is BlockRole.FOOTNOTE] == [note]


@pytest.mark.parametrize(
    "mark",
    ["ENDS", "***", "*****", "[ENDS]", "// ENDS //", "###", "-30-", "FIN", "КОНЕЦ", "انتهى", "完", "（完）"],
)
def test_end_marks(mark: str) -> None:
    text = (FORMS / "two_cities.txt").read_text(encoding="utf-8").replace("-30-", mark)
    language = {"F": "fr", "К": "ru", "ا": "ar", "完": "zh", "（": "zh"}.get(mark[0], "en")
    form = read_structure(RawDocument(text=text, media_type=""), shipped(), language)
    assert form.blocks[-1].role is BlockRole.NAVIGATION


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("NAIROBI, Kenya (5 June 2025) – ", "Nairobi", "2025-06-05"),
        ("(Geneva, 5 June 2025) – ", "Geneva", "2025-06-05"),
        ("[Geneva, 5 June 2025] ", "Geneva", "2025-06-05"),
        ("GENEVA | 5 June 2025 | ", "Geneva", "2025-06-05"),
        ("PARIS (AFP) – ", "Paris", None),
        ("GENEVA and NEW YORK (5 June 2025) – ", "Geneva", "2025-06-05"),
        ("GENEVA (2-13 June 2025) – ", "Geneva", "2025-06"),
    ],
)
def test_more_datelines(line: str, place: str, date: str | None) -> None:
    body = (FORMS / "two_cities.txt").read_text(encoding="utf-8").partition("– ")[2]
    form = read_structure(RawDocument(text=f"Pay the miners\n\n{line}{body}", media_type=""), shipped(), "en")
    assert form.blocks[1].role is BlockRole.DATELINE
    assert (form.place, form.date) == (place, date)
