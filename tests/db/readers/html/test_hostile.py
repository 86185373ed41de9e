"""Pages made to break a parser, and damaged ones: each is read within its bounds, or refused with a reason."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from db.errors import InputError
from db.readers.html import read_html
from db.readers.html.bounds import MOST_MARKS

BOMBS: dict[str, Callable[[], str]] = {
    "nested": lambda: "<div>" * 20_000 + "The text",
    "nested tables": lambda: "<table><tr><td>" * 5_000 + "The text",
    "attributes": lambda: "<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">The text",
    "bare attributes": lambda: "<p " + "a " * 300_000 + ">The text",
    "attributes of many": lambda: ("<i " + "a " * 190 + "></i>") * 5_000 + "The text",
    "comments in comments": lambda: "<!-- x --" * 100_000 + "><p>The text",
    "formatting never closed": lambda: (
        "".join(f"<b id=a{n}>" for n in range(2_000)) + "<p>" * 2_000 + "The text"
    ),
    "a tag never closed": lambda: "The text" + '<a href="' * 20_000,
    "a long number": lambda: "&#" + "9" * 100_000 + ";The text",
    "equals signs": lambda: "<p " + "=" * 1_000_000 + ">The text",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_text_survives_what_would_break_the_parser(bomb: str) -> None:
    document = read_html(BOMBS[bomb](), "page.html")
    assert "The text" in document.text
    assert set(document.warnings) <= {"web.simplified", "web.cut_off"}


def test_structure_survives_where_a_page_is_only_partly_too_deep() -> None:
    page = (
        "<h1>Wages</h1><ul><li>one<li>two</ul><table><tr><th>a<th>b<tr><td>1<td>2</table>"
        + "<div>" * 1000
        + "deep"
    )
    document = read_html(page, "page.html")
    found = [(hint.role.value, document.text[hint.start : hint.end]) for hint in document.hints]
    assert found == [
        ("title", "Wages"),
        ("list", "one"),
        ("list", "two"),
        ("table", "a\tb\n1\t2"),
        ("paragraph", "deep"),
    ]


@pytest.mark.parametrize("part", ["<b>x</b>", "<!--", "<"])
def test_too_many_tags_are_refused(part: str) -> None:
    with pytest.raises(InputError) as caught:
        read_html(part * (MOST_MARKS + 1), "page.html")
    assert caught.value.code == "web.too_many_tags"
    assert caught.value.params["name"] == "page.html"


SEED = (
    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Wages | Union</title></head><body><nav><a href=a>Home</a></nav>"
    "<h1>Wages</h1><p>The <b>union</b> &amp; its <i>members</i> ask for more.<br>Now.</p><ul><li>one<li>two</ul>"
    "<table><caption>c</caption><tr><th>a<th>b<tr><td>1<td>2</table><blockquote><p>q</p></blockquote><pre> x\n y</pre>"
    "<script type='application/ld+json'>{\"@type\": \"Article\"}</script><!-- c --><p style='display:none'>h</p></body></html>"
)


def test_damaged_pages_are_read_or_refused() -> None:
    chance = random.Random(20310503)
    signs = "<>/\"'=&;!-\0\1\2 \n"
    refused: list[InputError] = []
    for _ in range(400):
        page = list(SEED)
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(page))
            what = chance.randrange(4)
            if what == 0:
                page[at] = chance.choice(signs)
            elif what == 1:
                del page[at : at + chance.randrange(1, 40)]
                page = page or ["x"]
            elif what == 2:
                page[at:at] = page[at : at + chance.randrange(1, 200)]
            else:
                page[at] = (
                    chr(chance.randrange(0x110000)) if chance.random() < 0.3 else chr(chance.randrange(256))
                )
        data = "".join(page).encode("utf-8", "surrogatepass")
        try:
            document = read_html(data, "page.html")
        except InputError as error:
            refused.append(error)
            continue
        assert "\r" not in document.text
        assert bool(document.text) != ("text.none" in document.warnings)
        assert bool(document.undecodable) == ("text.undecodable" in document.warnings)
        at = 0
        for hint in document.hints:
            assert at <= hint.start < hint.end <= len(document.text)
            assert not document.text[at : hint.start].strip()
            at = hint.end
        document.text.encode()
    assert len(refused) < 40
    assert all(error.params["name"] == "page.html" for error in refused)
