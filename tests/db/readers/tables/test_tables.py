from __future__ import annotations

import gzip

import pytest

from db.model import ColumnMapping
from db.readers import Options, Untrusted, preview, sort, unpack
from db.readers.registry import Member
from db.readers.tables.mapping import guess
from db.readers.tables.values import clean_language, clean_url, day_comes_first, plain_date
from tests.contracts.test_unpacker import opened
from tests.helpers.containers import SENTENCE


def members(data: bytes, mapping: ColumnMapping | None = None) -> list[Member]:
    return list(unpack(opened(data), "a", Options(mapping=mapping)))


def texts(data: bytes) -> list[str | None]:
    return [member.document.text if member.document else member.code for member in members(data)]


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("2031-05-03", "2031-05-03"),
        ("2031-05-03T23:10:00Z", "2031-05-03"),
        ("2031-5", "2031-05"),
        ("2031", "2031"),
        ("20310503", "2031-05-03"),
        ("2031年5月3日", "2031-05-03"),
        ("3 May 2031", "2031-05-03"),
        ("le 3 mai 2031", "2031-05-03"),
        ("May 3, 2031", "2031-05-03"),
        ("3 de mayo de 2031", "2031-05-03"),
        ("3 мая 2031", "2031-05-03"),
        ("Sat, 03 May 2031 10:00:00 GMT", "2031-05-03"),
        ("25/06/2031", "2031-06-25"),
        ("06/25/2031", "2031-06-25"),
        ("05/06/2031", None),
        ("05.06.2031", "2031-06-05"),
        ("06.25.2031", "2031-06-25"),
        ("31/31/2031", None),
        ("05/06/31", None),
        ("2031-02-30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_only_a_plain_date_is_a_date(cell: str, date: str | None) -> None:
    assert plain_date(cell) == date


def test_the_other_cells_of_a_column_show_the_order_of_its_dates() -> None:
    assert day_comes_first(["05/06/2031", "25/06/2031"]) is True
    assert day_comes_first(["05/06/2031", "06/25/2031"]) is False
    assert day_comes_first(["25/06/2031", "06/25/2031"]) is None
    assert plain_date("05/06/2031", day_first=True) == "2031-06-05"


def test_languages_and_addresses() -> None:
    cells = ["fr", "EN-us", "spa", "Русский", "nonsense", ""]
    assert [clean_language(cell) for cell in cells] == ["fr", "en", "es", "ru", None, None]
    assert [clean_url(cell) for cell in ("https://a.example/1", "javascript:x", "a b")] == [
        "https://a.example/1",
        None,
        None,
    ]


@pytest.mark.parametrize(
    "columns",
    [
        ("id", "title", "date", "text", "language", "url"),
        ("doc_id", "Headline", "Published", "Body", "lang", "source_url"),
        ("identifiant", "titre", "date de publication", "texte intégral", "langue", "lien"),
        ("identificador", "título", "fecha", "contenido", "idioma", "enlace"),
        ("номер", "заголовок", "дата", "текст", "язык", "ссылка"),
        ("المعرف", "العنوان", "التاريخ", "النص", "اللغة", "الرابط"),
        ("编号", "标题", "日期", "正文", "语言", "链接"),
    ],
)
def test_columns_are_known_by_their_names_in_six_languages(columns: tuple[str, ...]) -> None:
    row = ("7", "Arrests in Port Varna", "2031-05-03", SENTENCE, "en", "https://a.example/7")
    found = guess(columns, [row])
    assert found is not None
    assert (found.id, found.title, found.date, found.text, found.language, found.url) == columns


def test_a_text_without_a_known_name_is_known_by_its_length() -> None:
    found = guess(("a", "b", "c"), [("1", SENTENCE, "2031-05-03"), ("2", SENTENCE, "2031-05-04")])
    assert found is not None
    assert (found.text, found.date) == ("b", "c")
    assert guess(("a", "b"), [("1", "2"), ("3", "4")]) is None


@pytest.mark.parametrize(
    "prose",
    [
        "Geneva, 5 June 2031\nDear all, we write to you\nabout the arrests, once more\n",
        "Name, address, telephone\n\nWe met, as agreed, in Varna, and spoke, at length, of it.\n",
        "Text; more text\nand so on; and on\n",
        "A line | with a bar\nanother | line\n",
        f"{SENTENCE}\n{SENTENCE}\n",
    ],
)
def test_prose_with_commas_is_no_table(prose: str) -> None:
    assert sort(Untrusted(prose.encode(), "a.csv")) is None


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_however_it_is_written(delimiter: str, encoding: str) -> None:
    rows = [("id", "title", "text"), ("1", "Un titre", f'"Où est-il ?{delimiter} dit-""elle""\n{SENTENCE}"')]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    (member,) = members(data)
    assert member.document is not None
    assert member.document.text == f'Où est-il ?{delimiter} dit-"elle"\n{SENTENCE}'
    assert (member.key, member.document.title) == ("1", "Un titre")


def test_bytes_of_another_encoding_in_one_row_are_read() -> None:
    data = f'id,text\n1,"{SENTENCE}"\n2,"'.encode() + "Réunion générale à côté.".encode("cp1252") + b'"\n'
    assert texts(data) == [SENTENCE, "Réunion générale à côté."]


def test_rows_that_are_empty_or_broken_are_told_with_their_line_and_the_others_come() -> None:
    lines = f'{{"text": "{SENTENCE}"}}\n{{"text": \n{{"text": ""}}\n[1]\n{{"text": "Half \\ud83d of it."}}\n'
    found = members(lines.encode())
    assert [(member.code, member.params.get("line")) for member in found] == [
        (None, None),
        ("table.row_broken", 2),
        ("table.row_empty", 3),
        ("table.row_broken", 4),
        (None, None),
    ]
    assert found[-1].document is not None
    assert found[-1].document.text == "Half \ufffd of it."
    assert found[-1].document.undecodable == 1


@pytest.mark.parametrize(
    "data",
    [
        '[{"id": 1, "text": "T"}, {"id": 2, "text": "T"}]',
        '{"made": {"by": "x"}, "n": [1, 2], "items": [\n{"id": 1, "text": "T"},\n{"id": 2, "text": "T"}]}',
        '{"id": 1, "date": NaN, "text": "T"}\n\n{"id": 2, "text": "T"}',
        '{\n "id": 1,\n "text": "T"\n}\n{\n "id": 2,\n "text": "T"\n}\n',
        '[{"id": 1, "content": {"rendered": "T"}}, {"id": 2, "content": {"rendered": "T"}}]',
    ],
)
def test_objects_are_found_wherever_they_stand(data: str) -> None:
    found = members(data.replace('"T"', f'"{SENTENCE}"').encode())
    assert [member.key for member in found] == ["1", "2"]
    assert {member.document.text for member in found if member.document} == {SENTENCE}


def test_an_array_larger_than_a_piece_is_read_to_its_end() -> None:
    row = f'{{"id": "%d", "text": "{SENTENCE * 30}"}}'
    data = "[" + ",\n".join(row % number for number in range(300)) + "]"
    assert [member.key for member in members(data.encode())] == [str(number) for number in range(300)]


def test_a_mapping_that_was_given_outranks_the_guess() -> None:
    data = f'id,text,summary\n1,"{SENTENCE}",Short words\n'.encode()
    (member,) = members(data, ColumnMapping(text="summary", id="text"))
    assert member.document is not None
    assert member.document.text == "Short words"
    (missing,) = members(data, ColumnMapping(text="body"))
    assert (missing.code, missing.last) == ("table.column_missing", True)
    assert missing.params == {"name": "a", "column": "body", "columns": "id, text, summary"}


def test_a_table_of_one_row_is_one_where_a_person_names_its_column() -> None:
    data = f"note;says\nshort;{SENTENCE}\n".encode()
    assert sort(Untrusted(data, "a")) is None
    assert sort(Untrusted(data, "a", Options(mapping=ColumnMapping(text="says")))) == "delimited"
    assert sort(Untrusted(data, "a", Options(mapping=ColumnMapping(text="gone")))) is None


def test_a_table_of_numbers_is_none_of_statements() -> None:
    (member,) = members(b"year,arrests,strikes\n2029,1,2\n2030,3,4\n2031,5,6\n")
    assert member.code == "table.no_text"


def test_a_table_that_stops_being_one_is_given_up() -> None:
    data = f'id,text\n1,"{SENTENCE}"\n' + "2,\n" * 5000
    found = members(data.encode())
    assert (found[-1].code, len(found)) == ("table.given_up", 1002)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_table_is_shown_before_it_is_imported(pack: type[bytes]) -> None:
    shown = preview(opened(pack(f'id,text\n1,"{SENTENCE * 9}"\n'.encode())), "a.csv")
    assert shown is not None
    assert shown.columns == ("id", "text")
    assert shown.rows[0][0] == "1"
    assert len(shown.rows[0][1]) == 200
    assert shown.mapping is not None
    assert shown.mapping.text == "text"
    assert preview(opened(pack(SENTENCE.encode())), "a.txt") is None
