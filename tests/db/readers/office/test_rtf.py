"""RTF is read in every code page, and as a person sees it."""

from __future__ import annotations

import pytest

from db.errors import InputError
from db.readers import Untrusted
from db.readers.office import Rtf
from tests.db.readers.office.build import blocks, read


def rtf(text: str, head: str = r"\ansi\ansicpg1252\deff0") -> bytes:
    return f"{{\\rtf1{head} {text}}}".encode("latin-1")


def escaped(text: str, codec: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(codec))


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [
        (204, "cp1251", "Женева, 3 мая"),
        (178, "cp1256", "دعا الخبراء السلطات"),
        (134, "gb18030", "专家们呼吁当局"),
        (136, "big5", "專家們呼籲當局"),
        (128, "cp932", "専門家は訴えた"),
        (129, "cp949", "전문가들은"),
        (238, "cp1250", "Związek żąda"),
        (161, "cp1253", "Οι ειδικοί"),
        (162, "cp1254", "görüştü, İstanbul"),
        (177, "cp1255", "המומחים קראו"),
        (186, "cp1257", "Ekspertai ragina išlaisvinti"),
    ],
)
def test_bytes_are_in_the_character_set_of_their_font(charset: int, codec: str, text: str) -> None:
    fonts = rf"{{\fonttbl{{\f0\fcharset0 Times;}}{{\f5\fnil\fcharset{charset} Serif;}}}}"
    document = read(Rtf(), rtf(rf"{fonts}\f0 caf\'e9 {{\f5 {escaped(text, codec)}}} \'e9"))
    assert document.text == f"café {text} é"
    assert document.undecodable == 0


def test_bytes_are_in_the_code_page_of_the_document_where_no_font_tells() -> None:
    text = "Женева зовёт"
    assert read(Rtf(), rtf(escaped(text, "cp1251"), r"\ansi\ansicpg1251")).text == text
    raw = b"{\\rtf1\\ansi\\ansicpg1251 " + text.encode("cp1251") + b"}"
    assert read(Rtf(), raw).text == text
    assert read(Rtf(), rtf(r"{\fonttbl{\f0 Arial Cyr;}}\f0 " + escaped(text, "cp1251"))).text == text
    assert read(Rtf(), rtf(escaped("naïve", "mac_roman"), r"\mac")).text == "naïve"


def test_a_character_of_two_bytes_may_be_written_in_two_ways() -> None:
    lead, trail = "ア".encode("cp932")
    assert trail < 0x80
    raw = b"{\\rtf1\\ansi\\ansicpg932 \\'%02x%c\\par}" % (lead, trail)
    assert read(Rtf(), raw).text == "ア"


def test_unicode_with_and_without_what_old_readers_show_instead() -> None:
    text = r"\u1046?\u1077\'e5 \uc0\u1085 x\uc2\u1072??y \uc1\u-10179?\u-8704? {\uc0\u233}\u-1?"
    assert read(Rtf(), rtf(text)).text == "Же нxаy 😀 é\uffff"


def test_what_cannot_be_decoded_is_marked_and_told() -> None:
    document = read(Rtf(), rtf(r"a\'81b"))
    assert document.text == "a\ufffdb"
    assert (document.undecodable, document.warnings) == (1, ("text.undecodable",))


def test_headings_lists_tables_and_notes() -> None:
    text = (
        r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s2 Title;}}{\info{\title About}{\author X}}"
        r"\pard\s2 The union\par\pard\s1 What happened\par\pard Words{\super\chftn}{\footnote\pard {\super\chftn} Its source.} on.\par"
        r"{\listtext 1.\tab}\ls1\ilvl0 first\par{\listtext\'95\tab}\ilvl1 dot\par"
        r"\pard\trowd\intbl a\cell b\par b2\cell\row\trowd\intbl c\cell d\cell\row\pard After\par"
    )
    document = read(Rtf(), rtf(text))
    assert blocks(document) == [
        ("title", "The union"),
        ("heading1", "What happened"),
        ("paragraph", "Words[1] on."),
        ("list1", "1. first"),
        ("list2", "dot"),
        ("table", "a\tb b2\nc\td"),
        ("paragraph", "After"),
        ("footnote", "[1] Its source."),
    ]
    assert document.title == "About"


def test_what_nobody_sees_goes() -> None:
    text = (
        r"{\fonttbl{\f0 Times;}}{\colortbl;\red1;}{\*\generator Writer;}{\header Running}Words"
        r"{\v hidden}{\*\unknown x}{\pict 0102}{\object{\*\objdata 0102}{\result  seen}}"
        r"{\field{\*\fldinst HYPERLINK}{\fldrslt  link}}{\deleted gone}{\*\annotation comment}"
        r" a\~b\_c\-d\emdash e\line f\{g\}\\"
    )
    document = read(Rtf(), rtf(text))
    assert document.text == "Words seen link a\xa0b\u2011cd—e\nf{g}\\"
    assert set(document.warnings) == {"rtf.comments", "rtf.tracked_changes"}


def test_binary_data_is_stepped_over_however_long_it_says_it_is() -> None:
    assert read(Rtf(), b"{\\rtf1 a{\\pict\\bin4 }}{{}b}").text == "ab"
    assert read(Rtf(), b"{\\rtf1 a\\bin99999999999999999 b}").warnings == ("office.incomplete",)


def test_text_boxes_and_the_letterhead() -> None:
    text = r"\titlepg{\headerf Union of Velmark}{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt\pard In the box.\par}}{\shprslt again}}Words\par"
    assert blocks(read(Rtf(), rtf(text))) == [
        ("navigation", "Union of Velmark"),
        ("paragraph", "In the box."),
        ("paragraph", "Words"),
    ]


def test_a_file_that_breaks_off_is_read_so_far_and_one_without_end_of_groups_refused() -> None:
    document = read(Rtf(), b"{\\rtf1 {\\b Words")
    assert (document.text, document.warnings) == ("Words", ("office.incomplete",))
    with pytest.raises(InputError) as raised:
        read(Rtf(), b"{\\rtf1" + b"{" * 100_000)
    assert raised.value.code == "office.too_deep"


def test_only_rtf_is_bid_for() -> None:
    assert Rtf().bid(Untrusted(b"text with {\\rtf1 in it", "x.rtf")) == 0
