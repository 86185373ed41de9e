"""Word files are read as a person sees them."""

from __future__ import annotations

import io

import pytest
from docx import Document

from db.errors import InputError
from db.readers import Untrusted
from db.readers.office import Docx, Ole
from tests.db.readers.office.build import STRICT, blocks, docx, p, read

NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
NUMBERS = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
)


def item(text: str, level: int) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')


def test_what_a_library_writes_is_read_with_its_form() -> None:
    made = Document()
    made.core_properties.title = "The union is banned"
    made.add_heading("The union is banned", 0)
    made.add_heading("What happened", 2)
    made.add_paragraph("The court of Velmark\tdissolved it.")
    made.add_paragraph("Free the members", style="List Bullet")
    made.add_paragraph("Open the offices", style="List Number")
    made.add_paragraph("“We shall not be silent.”", style="Quote")
    table = made.add_table(2, 2)
    for place, text in enumerate(("Year", "Arrests", "2030", "12")):
        table.cell(place // 2, place % 2).text = text
    file = io.BytesIO()
    made.save(file)
    document = read(Docx(), file.getvalue())
    assert blocks(document) == [
        ("title", "The union is banned"),
        ("heading2", "What happened"),
        ("paragraph", "The court of Velmark\tdissolved it."),
        ("list1", "Free the members"),
        ("list1", "1. Open the offices"),
        ("quote", "“We shall not be silent.”"),
        ("table", "Year\tArrests\n2030\t12"),
    ]
    assert document.title == "The union is banned"
    assert document.date is None
    assert document.warnings == ()


def test_merged_cells_stand_once() -> None:
    made = Document()
    table = made.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(0, 2).merge(table.cell(1, 2)).text = "tall"
    table.cell(1, 0).text, table.cell(1, 1).text = "a", "b"
    file = io.BytesIO()
    made.save(file)
    assert read(Docx(), file.getvalue()).text == "wide\ttall\na\tb"


def test_a_table_in_a_table_is_one_cell_and_a_table_that_lays_out_the_page_is_none() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('in')}</w:tc><w:tc>{p('ner')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{p('a')}{inner}{p()}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    page = f"<w:tbl><w:tr><w:tc>{p('First.')}{p('Second.')}</w:tc></w:tr></w:tbl>"
    assert blocks(read(Docx(), docx(outer + page))) == [
        ("table", "a in ner\tb"),
        ("paragraph", "First."),
        ("paragraph", "Second."),
    ]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("heading 3", "heading3"),
        ("Überschrift 1", "heading1"),
        ("Заголовок 2", "heading2"),
        ("标题 1", "heading1"),
        ("Título 4", "heading4"),
        ("Titre", "title"),
        ("Citation", "quote"),
        ("toc 2", "navigation"),
        ("Normal", "paragraph"),
        ("Body Heading", "paragraph"),
    ],
)
def test_styles_are_known_by_their_names_and_what_they_are_based_on(name: str, role: str) -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="x1"><w:name w:val="{name}"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="x2"><w:name w:val="Own"/><w:basedOn w:val="x1"/></w:style>'
    )
    document = read(Docx(), docx(p("Words", '<w:pStyle w:val="x2"/>'), styles=styles))
    assert blocks(document) == [(role, "Words")]


def test_an_outline_level_makes_a_heading() -> None:
    assert blocks(read(Docx(), docx(p("Words", '<w:outlineLvl w:val="1"/>')))) == [("heading2", "Words")]


def test_numbers_that_word_counts_itself_are_written() -> None:
    long = "The Committee recalls that " + "the right to organise is for all workers. " * 10
    body = item(long, 0) + item("one", 1) + item("two", 1) + item("dot", 2) + item("next", 0) + item("one", 1)
    found = blocks(read(Docx(), docx(body, numbering=NUMBERS)))
    assert found[0] == ("paragraph", f"4. {long.strip()}")
    assert found[1:] == [
        ("list2", "(a) one"),
        ("list2", "(b) two"),
        ("list3", "dot"),
        ("list1", "5. next"),
        ("list2", "(a) one"),
    ]


def test_notes_stand_at_the_end_and_their_marks_in_the_text() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{p("line")}</w:footnote>'
        f'<w:footnote w:id="2">{p("Second note.")}</w:footnote>'
        f'<w:footnote w:id="3">{p("First note.")}{p("Its end.")}</w:footnote>'
    )
    ends = f'<w:endnote w:id="1">{p("Last note.")}</w:endnote>'
    more = NOTE.format(3) + "<w:r><w:t> and after</w:t></w:r>" + NOTE.format(2)
    more += '<w:r><w:endnoteReference w:id="1"/></w:r>'
    document = read(Docx(), docx(p("Before", more=more), footnotes=notes, endnotes=ends))
    assert blocks(document) == [
        ("paragraph", "Before[1] and after[2][i]"),
        ("footnote", "[1] First note.\nIts end."),
        ("footnote", "[2] Second note."),
        ("footnote", "[i] Last note."),
    ]


def test_of_tracked_changes_the_inserted_stays() -> None:
    more = (
        "<w:ins><w:r><w:t>kept</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
        '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )
    row = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('gone')}</w:tc></w:tr></w:tbl>"
    document = read(Docx(), docx(p("Words ", more=more) + row))
    assert document.text == "Words kept"
    assert set(document.warnings) == {"docx.tracked_changes", "docx.comments"}


def test_fields_show_their_results_and_links_their_words() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>HYPERLINK</w:instrText><w:t>code</w:t></w:r>"
    more = mark("begin") + code + mark("separate") + "<w:r><w:t>shown</w:t></w:r>" + mark("end")
    more += "<w:fldSimple><w:r><w:t> simple</w:t></w:r></w:fldSimple>"
    more += "<w:hyperlink><w:r><w:t> link</w:t></w:r></w:hyperlink>"
    assert read(Docx(), docx(p("A ", more=more) + p("unclosed", more=mark("begin")) + p("next"))).text == (
        "A shown simple link\n\nunclosed\n\nnext"
    )


def test_signs_hidden_text_and_content_controls() -> None:
    more = (
        "<w:r><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t><w:tab/>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>'
    )
    control = (
        f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{p('inside')}</w:sdtContent></w:sdt>"
    )
    assert read(Docx(), docx(p("a", more=more) + control)).text == "a\u2011bc\nd\t✓seen\n\ninside"


def test_a_text_box_stands_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    more = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent><w:t> goes on.</w:t></w:r>"
    assert read(Docx(), docx(p("The text", more=more))).text == "The text goes on.\n\nIn the box."


def test_the_letterhead_of_the_first_page_is_kept_apart() -> None:
    section = '<w:sectPr><w:headerReference w:type="first" r:id="header"/><w:titlePg/></w:sectPr>'
    document = read(Docx(), docx(p("Words") + section, header=p("Union of Velmark")))
    assert blocks(document) == [("navigation", "Union of Velmark"), ("paragraph", "Words")]
    running = section.replace("first", "default")
    assert read(Docx(), docx(p("Words") + running, header=p("Union of Velmark"))).text == "Words"


def test_the_strict_form_is_read_too() -> None:
    assert blocks(
        read(Docx(), docx(p("Words", '<w:outlineLvl w:val="0"/>'), namespace=STRICT))
    ) == [("heading1", "Words")]  # fmt: skip


def test_a_document_of_pictures_says_that_it_has_no_text() -> None:
    assert read(Docx(), docx(p())).warnings == ("text.none",)


def test_a_document_that_breaks_off_is_read_so_far() -> None:
    body = p("Whole.") + f"<w:tbl><w:tr><w:tc>{p('cell')}</w:tc><w:tc><w:p><w:r><w:t>cut"
    data = docx(body)
    document = read(Docx(), data)
    assert document.text == "Whole.\n\ncell\tcut"
    assert document.warnings == ("office.incomplete",)


@pytest.mark.parametrize("share", [0.6, 0.8, 0.95])
def test_a_truncated_file_is_reported(share: float) -> None:
    data = docx(p("Words"))
    with pytest.raises(InputError) as raised:
        read(Docx(), data[: int(len(data) * share)])
    assert (raised.value.code, raised.value.params) == ("office.damaged", {"name": "paper"})


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        ("EncryptedPackage", "office.encrypted"),
        ("WordDocument", "office.old_word"),
        ("__properties_version1.0", "mail.outlook_message"),
    ],
)
def test_older_and_encrypted_files_are_refused_by_name(stream: str, code: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(100)
    with pytest.raises(InputError) as raised:
        read(Ole(), data)
    assert raised.value.code == code


def test_other_packages_are_not_bid_for() -> None:
    for data in (
        b"",
        b"PK\x03\x04" + bytes(100),
        b"PK\x05\x06" + bytes(18),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ):
        assert Docx().bid(Untrusted(data, "x.docx")) == 0
        assert Ole().bid(Untrusted(data, "x.doc")) == 0


BOMBS = {
    "entities": (
        docx(p("&b;"), prologue='<!DOCTYPE d [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'),
        "office.entities",
    ),
    "outside": (docx(p("&a;"), prologue='<!DOCTYPE d [<!ENTITY a SYSTEM "file:///x">]>'), "office.entities"),
    "deep": (docx("<w:tbl>" * 100_000), "office.too_deep"),
    "blank": (docx(" " * (65 << 20)), "office.too_large"),
    "blocks": (docx("<w:p/>" * 300_001), "office.too_large"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_is_made_to_do_harm_is_set_aside(name: str) -> None:
    data, code = BOMBS[name]
    with pytest.raises(InputError) as raised:
        read(Docx(), data)
    assert raised.value.code == code


def test_300_000_attributes_and_a_million_spaces_are_read() -> None:
    attributes = " ".join(f'a{number}="1"' for number in range(300_000))
    assert read(Docx(), docx(f"<w:p {attributes}/>" + p("a" + " " * 1_000_000 + "b"))).text[-1] == "b"
