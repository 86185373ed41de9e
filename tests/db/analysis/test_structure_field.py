"""Forms met in the field: cover pages, headers of institutions, what mail and office programs add."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.analysis.language import detect
from db.analysis.structure import Structure, read_structure
from db.catalogue import shipped
from db.model import BlockRole, Hint, RawDocument, StatementKind

_BODY = {
    "en": "The miners of Lorvania have waited since the spring for the wages that the owners of the eastern "
    "basin promised to pay them, and this assembly should hear of it before the winter comes.",
    "fr": "Les mineurs de Lorvanie attendent depuis le printemps les salaires que les propriétaires du bassin "
    "oriental leur avaient promis, et cette assemblée doit l’entendre avant que l’hiver ne vienne.",
    "es": "Los mineros de Lorvania esperan desde la primavera los salarios que los dueños de la cuenca oriental "
    "les prometieron, y esta asamblea debe saberlo antes de que llegue el invierno.",
    "ru": "Горняки Лорвании с весны ждут заработной платы, которую обещали им владельцы восточного бассейна, "
    "и эта ассамблея должна услышать об этом прежде, чем наступит зима.",
}


def read(*paragraphs: str, role: BlockRole | None = None, title: str | None = None) -> tuple[str, Structure]:
    """The form of paragraphs; `role` is what the markup calls each of them."""
    text = "\n\n".join(paragraphs)
    hints: list[Hint] = []
    at = 0
    for paragraph in paragraphs:
        if role is not None:
            hints.append(Hint(role=role, start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    raw = RawDocument(text=text, media_type="", hints=tuple(hints), title=title)
    return text, read_structure(raw, shipped(), detect(text))


def blocks(text: str, form: Structure, role: BlockRole) -> list[str]:
    return [text[block.start : block.end] for block in form.blocks if block.role is role]


@pytest.mark.parametrize("role", [None, BlockRole.PARAGRAPH])
@pytest.mark.parametrize(
    ("lines", "language", "title"),
    [
        (
            ("Statement by", "H.E. Ms. Ada Lindgrove", "Minister of Mines of Lorvania", "6 May 2031"),
            "en",
            "Statement by H.E. Ms. Ada Lindgrove Minister of Mines of Lorvania",
        ),
        (
            ("STATEMENT", "The Honourable Ada Lindgrove", "Prime Minister of Lorvania", "6 May 2031"),
            "en",
            "STATEMENT The Honourable Ada Lindgrove Prime Minister of Lorvania",
        ),
        (
            ("LORVANIA STATEMENT BY AMBASSADOR PABLO RUANO AT THE", "Conference on Mines", "6 May 2031"),
            "en",
            "LORVANIA STATEMENT BY AMBASSADOR PABLO RUANO AT THE Conference on Mines",
        ),
        (
            ("Discours de", "M. Paul Ruan", "Ministre des mines de la Lorvanie", "Genève, le 6 mai 2031"),
            "fr",
            "Discours de M. Paul Ruan Ministre des mines de la Lorvanie",
        ),
        (
            ("79e session de l’Assemblée générale", "Intervention du Ministre des mines, M. Paul Ruan"),
            "fr",
            "Intervention du Ministre des mines, M. Paul Ruan",
        ),
        (
            ("79 período de sesiones de la Asamblea General", "Discurso de la Ministra de Minas, Ada Ruano"),
            "es",
            "Discurso de la Ministra de Minas, Ada Ruano",
        ),
        (
            ("ВЫСТУПЛЕНИЕ", "Министра горной промышленности", "Республики Лорвания", "6 мая 2031 года"),
            "ru",
            "ВЫСТУПЛЕНИЕ Министра горной промышленности Республики Лорвания",
        ),
    ],
)
def test_a_cover_page_in_several_lines(
    lines: tuple[str, ...], language: str, title: str, role: BlockRole | None
) -> None:
    text, form = read(*lines, _BODY[language], _BODY[language], role=role)
    assert form.title == title
    assert form.kind is StatementKind.STATEMENT
    assert len(blocks(text, form, BlockRole.TITLE)) == 1
    assert blocks(text, form, BlockRole.LEAD) == [_BODY[language]]


def test_a_statement_above_its_own_title_stays_apart() -> None:
    _, form = read("STATEMENT", "Lorvania must free the miners' leaders", "6 May 2031", _BODY["en"])
    assert form.title == "Lorvania must free the miners' leaders"


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Déclaration universelle des droits des mineurs", "fr"),
        ("Declaración universal de los derechos de los mineros", "es"),
    ],
)
def test_a_proclaimed_declaration_is_no_statement(title: str, language: str) -> None:
    assert read(title, _BODY[language], _BODY[language])[1].kind is StatementKind.OTHER


def test_social_questions_are_no_contact() -> None:
    paragraph = (
        "Le Conseil institue des commissions pour les questions économiques et sociales de la Lorvanie."
    )
    text, form = read("Charte de la Lorvanie", _BODY["fr"], *[paragraph] * 8)
    assert blocks(text, form, BlockRole.CONTACT) == []
    assert form.kind is StatementKind.OTHER


def test_the_text_begins_after_the_salutation() -> None:
    first = "Today we all stand at the edge of the mine."
    text, form = read(
        "Statement by the miners of Lorvania", "6 May 2031", "Mr. President,", first, _BODY["en"]
    )
    assert blocks(text, form, BlockRole.LEAD) == [first]


def test_pieces_of_a_sentence_are_no_headings() -> None:
    piece = "bearing in mind that it is essential to pay the miners their wages; and"
    text, form = read("Charter of the mines", _BODY["en"], "Mr President", _BODY["en"], piece, _BODY["en"])
    assert blocks(text, form, BlockRole.HEADING) == []


@pytest.mark.parametrize(
    "head",
    [
        ("United Nations\tCEDAW/C/LOR/CO/4", "Distr.: General\n3 May 2031\nOriginal: English"),
        ("United Nations CCPR/C/LOR/CO/2", "Distr.: General 3 May 2031"),
    ],
)
@pytest.mark.parametrize("role", [None, BlockRole.PARAGRAPH])
def test_the_printed_head_of_a_paper(head: tuple[str, ...], role: BlockRole | None) -> None:
    title = "Concluding observations on the fourth periodic report of Lorvania"
    _, form = read(*head, title, f"1. {_BODY['en']}", f"2. {_BODY['en']}", role=role)
    facts = (form.title, form.kind, form.issuer, form.date)
    assert facts == (title, StatementKind.UN_DOCUMENT, "Treaty bodies", "2031-05-03")


@pytest.mark.parametrize(
    ("head", "case"),
    [
        ("Definitive Report - Report No 66, 1963", "Case No 299 (Lorvania) - Complaint date: 12-MAR-62 - Closed"),
        ("Rapport définitif - Rapport No 66, 1963", "Cas no 299 (Lorvanie) - Date de la plainte: 12-MARS -62 - Clos"),
        ("Informe definitivo - Informe núm. 66, 1963", "Caso núm. 299 (Lorvania) - Fecha de presentación de la queja: 12-MAR-62"),
    ],
)  # fmt: skip
def test_an_old_case_has_the_year_of_its_report(head: str, case: str) -> None:
    language = {"De": "en", "Ra": "fr", "In": "es"}[head[:2]]
    _, form = read(head, case, f"40. {_BODY[language]}", f"41. {_BODY[language]}")
    assert (form.date, form.kind) == ("1963", StatementKind.ILO_DOCUMENT)


def test_the_source_in_the_dateline_tells_the_issuer_below_a_summary() -> None:
    summary = "The agreement ends a strike of four months in the eastern basin."
    text, form = read(
        "News", "Lorvania signs", "6 May 2031", summary, f"GENEVA (ILO News) – {_BODY['en']}",
        role=BlockRole.PARAGRAPH,
    )  # fmt: skip
    assert (form.issuer, form.kind, form.place) == ("ILO", StatementKind.NEWS, "Geneva")
    assert blocks(text, form, BlockRole.DATELINE) == ["GENEVA (ILO News) –"]


@pytest.mark.parametrize("prefix", ["Fwd: ", "FW: ", "RE: Fwd: ", "TR : ", "RV: "])
def test_what_mail_programs_add_is_no_part_of_a_title(prefix: str) -> None:
    _, form = read(f"{prefix}Free our five colleagues", _BODY["en"], _BODY["en"])
    assert form.title == "Free our five colleagues"


def test_a_signature_below_a_greeting_is_no_heading() -> None:
    text, form = read(
        "ЗАЯВЛЕНИЕ", "Свободу горнякам", _BODY["ru"], "С солидарностью,", "Павел Руанов", "председатель",
        role=BlockRole.PARAGRAPH,
    )  # fmt: skip
    assert blocks(text, form, BlockRole.HEADING) == []


def test_a_day_whose_raised_letters_became_a_sign() -> None:
    _, form = read("Statement by the miners", 'Port Lorva, 30" September 2031', _BODY["en"], _BODY["en"])
    assert form.date == "2031-09-30"


def test_a_short_release_in_spanish_without_de_in_its_date() -> None:
    text, form = read(
        "CONFEDERACIÓN DE TRABAJADORES DE LORVANIA",
        "COMUNICADO DE PRENSA",
        "Exigimos la libertad de nuestros cinco compañeros",
        "Puerto Lorva, 6 mayo 2031.- La Confederación de Trabajadores de Lorvania condena la detención de cinco "
        "de sus dirigentes, sacados de sus casas el 12 de marzo sin orden judicial.",
        "FIN DEL COMUNICADO",
    )
    assert detect(text) == "es"
    assert (form.date, form.kind) == ("2031-05-06", StatementKind.RELEASE)
    assert blocks(text, form, BlockRole.DATELINE) == ["Puerto Lorva, 6 mayo 2031.-"]


def test_a_sentence_is_no_title_where_the_file_has_one() -> None:
    text = "The union of dockers was not heard. It asks for a meeting."
    raw = RawDocument(text=text, media_type="text/csv", title="A strike at the quay")
    form = read_structure(raw, shipped(), "en")
    assert form.title == "A strike at the quay"
    assert [block.role for block in form.blocks] == [BlockRole.PARAGRAPH]
    assert read_structure(replace(raw, title=None), shipped(), "en").title.startswith("The union of dockers")
