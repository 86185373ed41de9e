"""The form a page's markup tells: titles, headings, lists, tables, notes, and what is a page's furniture."""

from __future__ import annotations

import pytest

from db.model import RawDocument
from db.readers.html import read_html

PROSE = (
    "The union asks the Government of Norland to release all those who were arrested in May and since, and to"
    " let nobody be punished for a strike that the law allows."
)


def blocks(page: str) -> list[tuple[str, int, str]]:
    document = read_html(page, "page.html")
    check(document)
    return [(hint.role.value, hint.level, document.text[hint.start : hint.end]) for hint in document.hints]


def roles(page: str) -> dict[str, str]:
    return {words: role for role, _, words in blocks(page)}


def check(document: RawDocument) -> None:
    """Hints are in order, do not overlap, begin and end with words, and leave out nothing but white space."""
    at = 0
    for hint in document.hints:
        assert at <= hint.start < hint.end
        assert not document.text[at : hint.start].strip()
        assert document.text[hint.start : hint.end].strip() == document.text[hint.start : hint.end]
        at = hint.end
    assert not document.text[at:].strip()


def test_headings_and_title() -> None:
    assert blocks(
        f"<h1>Wages</h1><h2>In May</h2><p>{PROSE}</p><div role=heading aria-level=4>Later</div><p>x</p>"
    ) == [
        ("title", 0, "Wages"),
        ("heading", 2, "In May"),
        ("paragraph", 0, PROSE),
        ("heading", 4, "Later"),
        ("paragraph", 0, "x"),
    ]


def test_lists_keep_their_levels_and_stand_close() -> None:
    page = "<ul><li>one<ol><li>inner</li></ol><li><p>two</p><p>more</p></ul><p>after</p>"
    assert blocks(page) == [
        ("list", 1, "one"),
        ("list", 2, "inner"),
        ("list", 1, "two"),
        ("list", 1, "more"),
        ("paragraph", 0, "after"),
    ]
    assert read_html(page, "a").text == "one\ninner\ntwo\nmore\n\nafter"


def test_terms_and_their_definitions() -> None:
    assert blocks("<dl><dt>Union<dd>A body of workers<dt>Strike<dd>A stop</dl>") == [
        ("list", 1, "Union"),
        ("list", 2, "A body of workers"),
        ("list", 1, "Strike"),
        ("list", 2, "A stop"),
    ]


def test_a_table_of_data_is_one_block_with_its_caption() -> None:
    page = (
        "<table><caption>Strikes</caption><thead><tr><th></th><th>Men</th><th>Women</th></tr></thead>"
        "<tr><td>2030</td><td><p>4</p></td><td>5</td></tr><tr><td>2031</td><td></td><td>7<br>(est.)</td></tr></table>"
    )
    assert blocks(page) == [("table", 0, "Strikes\n\tMen\tWomen\n2030\t4\t5\n2031\t\t7 (est.)")]


def test_a_table_that_lays_out_a_page_is_none() -> None:
    page = (
        "<TITLE>Union of Norland - On the strike</TITLE><TABLE><TR><TD><FONT><A HREF=a>Home</A><BR><A HREF=b>News</A></FONT>"
        f"<TD><FONT size=5><B>On the strike</B></FONT><P>{PROSE}<BR><BR>Second.<TABLE border=1><TR><TD>Year<TD>Strikes"
        "<TR><TD>2029<TD>4</TABLE></TABLE>"
    )
    assert blocks(page) == [
        ("navigation", 0, "Home\nNews"),
        ("title", 0, "On the strike"),
        ("paragraph", 0, PROSE),
        ("paragraph", 0, "Second."),
        ("table", 0, "Year\tStrikes\n2029\t4"),
    ]


@pytest.mark.parametrize(
    "note",
    [
        "<div id=ftn1><p>[1] Adopted in 1948.</p></div>",
        "<ol class=references><li id=cite_note-1>[1] Adopted in 1948.</li></ol>",
        "<section role=doc-endnotes><ol><li>[1] Adopted in 1948.</li></ol></section>",
        "<p class=MsoFootnoteText>[1] Adopted in 1948.</p>",
    ],
)
def test_notes(note: str) -> None:
    assert blocks(f"<p>{PROSE}<sup>[1]</sup></p>{note}") == [
        ("paragraph", 0, PROSE + "[1]"),
        ("footnote", 0, "[1] Adopted in 1948."),
    ]


def test_a_quotation_and_its_source() -> None:
    page = (
        f"<p>{PROSE}</p><p>{PROSE}</p><blockquote><p>Let them go.</p><footer>A. Quill</footer></blockquote>"
    )
    assert blocks(page)[2:] == [("quote", 0, "Let them go."), ("quote", 0, "A. Quill")]


def test_a_page_indented_as_a_quotation_is_none() -> None:
    assert blocks(f"<blockquote><p>{PROSE}</p></blockquote>") == [("paragraph", 0, PROSE)]


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><a href=a>News</a> of today</nav>",
        "<header>News of today</header>",
        "<footer><p>News of today</p></footer>",
        "<aside>News of today</aside>",
        "<div role=navigation>News of today</div>",
        "<div role=contentinfo>News of today</div>",
        "<div class='breadcrumb'>News of today</div>",
        "<div id=siteSidebar>News of today</div>",
        "<div class='cookie-banner'>News of today</div>",
        "<ul class='miga migas-de-pan'><li>News of today</ul>",
        "<div class='barre partager'>News of today</div>",
        "<form><label>News of today</label><input></form>",
    ],
)
def test_furniture_by_name(furniture: str) -> None:
    found = blocks(f"{furniture}<p>{PROSE}</p><p>{PROSE}</p>")
    assert [role for role, _, _ in found] == ["navigation", "paragraph", "paragraph"]
    assert found[0][2] == "News of today"


@pytest.mark.parametrize(
    "page",
    [
        "<header><h2>Preamble</h2><p>{0}</p></header><p>{0}</p>",
        "<div class='page-with-sidebar'><p>{0}</p><p>{0}</p></div>",
        "<form id=aspnetForm><p>{0}</p><p>{0}</p></form>",
        "<footer><p>{0}</p><p>{0}</p></footer>",
        "<aside><p>{0}</p></aside>",
        "<h2 id='informed-cookie-consent'>On consent</h2><p>{0}</p>",
        "<div class=social-security><p>{0}</p></div>",
    ],
)
def test_the_text_proper_is_no_furniture_whatever_its_name(page: str) -> None:
    assert "navigation" not in roles(page.format(PROSE)).values()


def test_links_around_the_text_are_menus_but_not_those_in_it() -> None:
    links = "<ul><li><a href=a>Home</a></li><li><a href=b>All news</a></li></ul>"
    found = blocks(f"{links}<h1>Wages</h1><p>{PROSE}</p>{links}<p>{PROSE}</p><h3>More</h3>{links}")
    assert [role for role, _, _ in found] == (
        ["navigation"] * 2 + ["title", "paragraph"] + ["list"] * 2 + ["paragraph"] + ["navigation"] * 3
    )


def test_a_page_of_a_common_template() -> None:
    found = roles(
        "<title>Wages – Union of Norland</title><meta property='og:site_name' content='Union of Norland'>"
        "<body class='single has-sidebar'><header class=site-header><h1><a href='/'>Union of Norland</a></h1></header>"
        "<main><article><header><h2>Wages</h2><time datetime=2031-05-03>3 May 2031</time></header>"
        f"<p>{PROSE}</p><footer>Filed under <a href=c>News and statements</a></footer></article></main>"
        "<div class=widget-area><aside><h2>Latest</h2><ul><li><a href=q>Another</a></ul></aside></div>"
        f"<footer class=site-footer><h2>Who we are</h2><p>{PROSE.replace('May', 'June')}</p></footer>"
    )
    assert found["Wages"] == "title"
    assert found["3 May 2031"] == "date"
    assert found[PROSE] == "paragraph"
    for words in ("Union of Norland", "Filed under News and statements", "Latest", "Another", "Who we are"):
        assert found[words] == "navigation"
