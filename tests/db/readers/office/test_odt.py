"""OpenDocument text is read as a person sees it."""

from __future__ import annotations

import pytest

from db.errors import InputError
from db.readers.office import Odt
from tests.db.readers.office.build import blocks, odf, odt, read


def level(depth: int, form: str, suffix: str) -> str:
    return f'<text:list-level-style-number text:level="{depth}" style:num-format="{form}" style:num-suffix="{suffix}"/>'


def test_headings_styles_notes_and_white_space() -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/><style:style style:name="P2" style:parent-style-name="Quotations"/>'
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Its source.</text:p></text:note-body></text:note>"
    text = (
        '<text:p text:style-name="P1">The union\n   is banned</text:p>'
        '<text:h text:outline-level="2">What <text:span>happened</text:span></text:h>'
        f'<text:p>A<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d{note} e\u00a0f</text:p>'
        '<text:p text:style-name="P2">“No.”</text:p>'
    )
    meta = "<dc:title>About the union</dc:title>"
    document = read(Odt(), odt(text, styles, meta))
    assert blocks(document) == [
        ("title", "The union is banned"),
        ("heading2", "What happened"),
        ("paragraph", "A  b\tc\nd[1] e\u00a0f"),
        ("quote", "“No.”"),
        ("footnote", "[1] Its source."),
    ]
    assert document.title == "About the union"


def test_lists_are_counted_and_nested() -> None:
    styles = f'<text:list-style style:name="L1">{level(1, "1", ".")}{level(2, "a", ")")}</text:list-style>'
    styles += (
        '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    )
    inner = "<text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list>"
    text = (
        f'<text:list text:style-name="L1"><text:list-item><text:p>one</text:p>{inner}</text:list-item>'
        "<text:list-item><text:p>two</text:p></text:list-item></text:list>"
        '<text:list text:style-name="L2"><text:list-item><text:p>dot</text:p></text:list-item></text:list>'
        '<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>three</text:p></text:list-item></text:list>'
    )
    assert blocks(read(Odt(), odt(text, styles))) == [
        ("list1", "1. one"),
        ("list2", "a) inner"),
        ("list1", "2. two"),
        ("list1", "dot"),
        ("list1", "3. three"),
    ]


def test_tables_with_merged_cells_and_boxes() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    covered = "<table:covered-table-cell><text:p>covered</text:p></table:covered-table-cell>"
    table = (
        f"<table:table><table:table-row>{cell.format('a')}{covered}{cell.format('b')}</table:table-row>"
        f"<table:table-row>{cell.format('c')}{cell.format('d')}</table:table-row></table:table>"
    )
    box = "<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>"
    assert blocks(read(Odt(), odt(f"{table}<text:p>Words{box} go on</text:p>"))) == [
        ("table", "a\tb\nc\td"),
        ("paragraph", "Words go on"),
        ("paragraph", "boxed"),
    ]


def test_deleted_text_comments_and_hidden_text_go() -> None:
    changes = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    hidden = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    text = f'{changes}<text:p>Words<office:annotation><text:p>comment</text:p></office:annotation><text:span text:style-name="T1">hidden</text:span></text:p>'
    document = read(Odt(), odt(text, hidden))
    assert document.text == "Words"
    assert set(document.warnings) == {"odt.comments", "odt.tracked_changes"}


def test_the_flat_form_is_read_too() -> None:
    body = "<office:body><office:text>\n  <text:h>Heading</text:h>\n  <text:p>Words</text:p></office:text></office:body>"
    meta = "<office:meta><dc:title>A title</dc:title></office:meta>"
    document = read(Odt(), odf("document", meta + body).encode())
    assert blocks(document) == [("heading1", "Heading"), ("paragraph", "Words")]
    assert document.title == "A title"


def test_an_encrypted_file_is_reported() -> None:
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    with pytest.raises(InputError) as raised:
        read(Odt(), odt("<text:p>x</text:p>", manifest=manifest))
    assert raised.value.code == "office.encrypted"


def test_spaces_that_are_counted_have_a_limit() -> None:
    text = read(Odt(), odt('<text:p>a<text:s text:c="2000000000"/>b</text:p>')).text
    assert text.split() == ["a", "b"]
    assert len(text) < 200
