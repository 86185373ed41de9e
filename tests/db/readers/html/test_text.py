"""What of a page is text, and how its words stand together."""

from __future__ import annotations

import pytest

from db.readers.html import read_html
from tests.helpers.shared import shared


def text(page: str) -> str:
    return read_html(page, "page.html").text


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>free<b>dom</b> of <i>asso</i>ciation</p>", "freedom of association"),
        ("<p>one\n   two\t three</p>", "one two three"),
        ("<p>No.&nbsp;87, &nbsp;adopted</p>", "No.\u00a087, \u00a0adopted"),
        (
            "<p>co&shy;operation, zero\u200bwidth, long<wbr>word</p>",
            "co\u00adoperation, zero\u200bwidth, longword",
        ),
        ("<p>one<br>two<br/>three</p>", "one\ntwo\nthree"),
        ("<p>one<br><br>two<br>&nbsp;<br>three</p>", "one\n\ntwo\n\nthree"),
        ("<div>one<div>two</div>three</div>", "one\n\ntwo\n\nthree"),
        ("<span style='display: block'>one</span><span style='display:block'>two</span>", "one\n\ntwo"),
        ("<div><p style='display:inline'>one </p><p style='display:inline'>two</p></div>", "one two"),
        ("<p><a href=a>Home</a><a href=b>News</a></p>", "Home News"),
        ("<p>law<sup><a href=#1>1</a></sup><sup><a href=#2>2</a></sup>.</p>", "law12."),
        (
            "<p><span style='display:inline-block'>one</span><span style='display:inline-block'>two</span></p>",
            "one two",
        ),
        ("<p><span style='display:inline-block;float:left'>T</span>he union</p>", "The union"),
        ("<ruby>組合<rp>(</rp><rt>くみあい</rt><rp>)</rp></ruby>です", "組合(くみあい)です"),
        ("<p>She said: <q>No.</q></p>", "She said: “No.”"),
        ("<pre>one\n  two\n\nthree</pre>", "one\n  two\n\nthree"),
        ("<p>a &amp; b &lt;c&gt; &#1072;&#x436;</p>", "a & b <c> аж"),
        ("<p>one&#13;two&#0;three</p>", "one two\ufffdthree"),
        ("<p>الاتحاد <b>قال</b></p>", "الاتحاد قال"),
        ("<td>one</td><td>two</td>", "one\n\ntwo"),
    ],
)
def test_words_stand_as_a_person_reads_them(page: str, expected: str) -> None:
    assert text(page) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>secret()</script>",
        "<style>.secret {}</style>",
        "<template><p>secret</p></template>",
        "<noscript><p>secret</p></noscript>",
        "<p hidden>secret</p>",
        "<p style='color:red; DISPLAY : none'>secret</p>",
        "<p style='visibility:hidden'>secret</p>",
        "<a style='position:absolute;top:-3000px'>secret</a>",
        "<i aria-hidden='true'>secret</i>",
        "<span class='visually-hidden'>secret</span>",
        "<dialog><p>secret</p></dialog>",
        "<iframe src='https://a.example' srcdoc='secret'>secret</iframe>",
        "<select><option>secret</option></select>",
        "<textarea>secret</textarea>",
        "<button>secret</button>",
        "<input value=secret>",
        "<img alt=secret src=a.png>",
        "<svg><text>secret</text></svg>",
        "<object><p>secret</p></object>",
        "<!-- secret -->",
        "<head><meta name=description content=secret></head>",
    ],
)
def test_what_nobody_sees_is_no_text(hidden: str) -> None:
    shown = "The union asks for the release of all who were arrested in May, and for an inquiry into it."
    assert text(f"<p>{shown}</p>{hidden}<p>End.</p>") == f"{shown}\n\nEnd."


def test_a_button_that_opens_a_part_is_its_heading() -> None:
    assert text("<h2><button>Wages</button></h2><p>They fell.</p>") == "Wages\n\nThey fell."


def test_a_page_that_is_hidden_until_its_script_runs_is_shown_and_reported() -> None:
    document = read_html(
        "<body style='visibility:hidden'><div id=app style='display:none'>"
        + "<p>The union's statement is long enough to be one.</p>" * 9
        + "</div></body>",
        "page.html",
    )
    assert document.text.count("statement") == 9
    assert document.warnings == ("web.hidden_shown",)


def test_a_page_without_text_says_so() -> None:
    document = read_html("<html><head><title>App</title></head><body><div id=root></div></body></html>", "a")
    assert (document.text, document.hints, document.title) == ("", (), "App")
    assert document.warnings == ("text.none",)


def test_frames_are_reported_and_their_substitute_is_read() -> None:
    document = read_html(
        "<html><frameset cols='*,*'><frame src=a.htm><noframes><p>See <a href=b>the text</a>.</p></noframes>"
        "</frameset></html>",
        "a",
    )
    assert (document.text, document.warnings) == ("See the text.", ("web.frames",))


def test_a_page_that_ends_in_a_script_says_that_it_is_cut_off() -> None:
    document = read_html("<p>Words</p><script>" + "x = 1;\n" * 200, "a")
    assert (document.text, document.warnings) == ("Words", ("web.cut_off",))


@pytest.mark.parametrize("code", ["arb", "bel", "cmn_hans", "eng", "fra", "rus"])
def test_real_pages_come_out_whole(code: str) -> None:
    data = shared(f"corpus/files/html/{code}.html").read_bytes()
    document = read_html(data, "page.html")
    assert document.warnings == ()
    assert sum(hint.role == "heading" for hint in document.hints) >= 30
    assert not any(hint.role == "navigation" for hint in document.hints)
    assert document.hints[0].role == "title"


def test_a_real_page_of_a_ministry_keeps_text_and_menus_apart() -> None:
    folder = shared("corpus/files/html")
    pages = sorted(folder.glob("2019-*.html"))
    assert pages
    for page in pages:
        document = read_html(page.read_bytes(), page.name)
        assert document.title is not None
        assert document.title in page.name
        roles = {document.text[hint.start : hint.end]: hint.role for hint in document.hints}
        assert roles[document.title] == "title"
        assert roles["首页"] == "navigation"
        assert any(role == "paragraph" and len(words) > 60 for words, role in roles.items())
