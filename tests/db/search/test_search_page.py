"""A page of results: what is found, in which order, and where it is shown to be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.catalogue import shipped
from db.errors import UsageError
from db.model import SearchRequest, SearchResults, SortOrder, Span
from db.search import SearchText, hits_in, search_page
from db.search.snippets import WIDTH, make_snippet
from tests.db.search.statements import Archive, statement, text_of


def search(archive: Archive, query: str, **more: object) -> SearchResults:
    request = replace(SearchRequest(query=query), **more)  # type: ignore[arg-type]  # any of its fields
    return search_page(archive.engine, request, archive.texts, shipped())


def ids(results: SearchResults) -> set[str]:
    return {str(hit.id) for hit in results.hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("unions", {"noravia", "astral"}),
        ("union*", {"noravia", "astral"}),
        ("trade union*", {"noravia"}),
        ('"freedom of association" trade union*', {"noravia"}),
        ("*solution", {"noravia"}),
        ("w?rkers", {"noravia"}),
        ("UNION", {"noravia", "astral"}),
        ("footnot", set()),
        ("experts", {"noravia"}),
        ("liberte", {"syndicats"}),
        ("LIBERTÉS", {"syndicats"}),
        ("ete", {"syndicats"}),
        ('"liberté d\'association"', {"syndicats"}),
        ('"liberté d’association"', {"syndicats"}),
        ("association", {"noravia", "syndicats"}),
        ("asociation~1", {"noravia", "syndicats"}),
        ("asociacion~2", {"noravia", "syndicats"}),
        ("профсоюзы", {"profsoyuz"}),
        ("еще", {"profsoyuz"}),
        ('"свободы ассоциаций"', {"profsoyuz"}),
        ("人权", {"gonghui"}),
        ("权", {"gonghui"}),
        ("工会", {"gonghui"}),
        ("结社自由", {"gonghui"}),
        ("谈论结社", {"gonghui"}),
        ("自由工会", set()),
        ('"人权 理事会"', {"gonghui"}),
        ("النقابات", {"naqabat"}),
        ("نقابة", {"naqabat"}),
        ("الحرية", {"naqabat"}),
        ("bold", {"astral"}),
        ("𠀀𠀁", {"astral"}),
        ("𠀁", {"astral"}),
        ('"unions dissolved"', set()),
        ('"unions dissolved"~4', {"noravia"}),
        ('"dissolved unions"~4', set()),
        ('"association and with"', {"noravia"}),
        ('"force the right"', set()),
        ("title:experts", {"noravia"}),
        ("title:torres", set()),
        ("note:appeal", {"noravia"}),
        ("appeal", set()),
        ('tag:"to check"', {"noravia"}),
        ("tag:check", {"noravia"}),
        ("person:torres", {"noravia"}),
        ('org:"trade unions"', {"noravia"}),
        ("org:union", {"noravia"}),
        ("role:rapporteur", {"noravia"}),
        ('speaker:"the experts"', {"noravia"}),
        ("country:Norway", {"noravia"}),
        ("country:NOR OR iso:FRA", {"noravia", "syndicats"}),
        ("ilo:87", {"noravia"}),
        ('cites:"Convention No. 87"', {"noravia"}),
        ("cites:ilo:CONST", {"noravia"}),
        ("cites:ilo:CONST#art33", {"noravia"}),
        ("cites:ilo:CONST#art24", set()),
        ("ilo:C098", set()),
        ("ilo:C*", {"noravia"}),
        ("kind:news", {"naqabat"}),
        ("language:zh", {"gonghui"}),
        ("date:[2021 to 2022]", {"syndicats", "profsoyuz", "gonghui"}),
        ("date:2021-03", {"profsoyuz", "gonghui"}),
        ("date:2021-03-05", {"gonghui"}),
        ("date:2022-06", set()),
        ("date:[2022-01 to 2022-11]", set()),
        ("date:[2022 to]", {"noravia", "syndicats"}),
        ("NOT date:[to 9999]", {"naqabat"}),
        ("noravia NOT unions", set()),
        ("(noravia OR noravie) ANDNOT syndicats", {"noravia"}),
        ("NOT noravia NOT noravie", {"profsoyuz", "gonghui", "naqabat", "astral"}),
    ],
)
def test_what_a_query_finds(archive: Archive, query: str, expected: set[str]) -> None:
    results = search(archive, query)
    assert ids(results) == expected
    assert results.total == len(expected)


@pytest.mark.parametrize("query", ["", " ", "*"])
def test_nothing_asked_is_everything_newest_first(archive: Archive, query: str) -> None:
    results = search(archive, query)
    assert [hit.id for hit in results.hits] == [
        "noravia", "syndicats", "gonghui", "profsoyuz", "astral", "naqabat",
    ]  # fmt: skip


def test_not_adds_nothing_to_scores(archive: Archive) -> None:
    plain = {hit.id: hit.score for hit in search(archive, "unions").hits}
    with_not = {hit.id: hit.score for hit in search(archive, "unions NOT zebra").hits}
    assert plain == with_not
    assert {hit.score for hit in search(archive, "NOT zebra").hits} == {0.0}


def test_the_title_and_rare_words_weigh_more(archive: Archive) -> None:
    assert next(iter(search(archive, "union OR dissolution").hits)).id == "noravia"
    by_date = search(archive, "union OR letters", sort=SortOrder.DATE)
    assert [hit.id for hit in by_date.hits] == ["noravia", "astral"]


def test_total_counts_all_and_only_the_page_is_fetched(archive: Archive) -> None:
    archive.asked.clear()
    results = search(archive, "*", limit=2, offset=1)
    assert (results.total, len(results.hits)) == (6, 2)
    assert archive.asked == ["syndicats", "gonghui"]


def test_hits_are_spans_of_the_text_and_a_phrase_is_one(archive: Archive) -> None:
    (hit,) = search(archive, '"freedom of association" trade union*').hits
    text = archive.text("noravia")
    assert [span.of(text) for span in hit.spans] == ["trade", "unions", "Freedom of association", "union"]
    assert hit.hit_count == 4
    assert [span.of(hit.title) for span in hit.title_spans] == ["unions"]


def test_snippets_mark_the_same_words(archive: Archive) -> None:
    for query in ("unions", '"freedom of association"', "torres", "union right", "𝐮nion"):
        for hit in search(archive, query).hits:
            shown = [span.of(hit.snippet) for span in hit.snippet_spans]
            text = archive.text(str(hit.id))
            found = [span.of(text).replace("\n", " ") for span in hit.spans]
            assert shown
            assert set(shown) <= set(found)
            assert "\n" not in hit.snippet


def test_astral_signs_do_not_shift_hits(archive: Archive) -> None:
    (hit,) = search(archive, "stood 𠀁").hits
    assert [span.of(archive.text("astral")) for span in hit.spans] == ["stood", "𠀁"]
    assert [span.of(hit.snippet) for span in hit.snippet_spans] == ["stood", "𠀁"]


def test_concordance_lines_join_to_the_text(archive: Archive) -> None:
    results = search(archive, "union", concordance=True)
    assert [(line.id, line.match) for line in results.concordance if line.id == "noravia"] == [
        ("noravia", "unions"),
        ("noravia", "union"),
    ]
    for line in results.concordance:
        text = archive.text(str(line.id)).replace("\n", " ")
        assert line.match == text[line.start : line.end]
        assert f"{line.left}{line.match}{line.right}" in text
        assert len(line.left) <= 60
        assert len(line.right) <= 60
    assert search(archive, "union").concordance == ()


def test_suggestions_only_where_nothing_is_found(archive: Archive) -> None:
    assert search(archive, "disolved").suggestion == "dissolved"
    assert search(archive, "unions").suggestion is None
    assert (
        search(archive, 'trade AND "freedon of asociation"').suggestion
        == 'trade AND "freedom of association"'
    )
    assert search(archive, "title:expirts").suggestion == "title:experts"
    assert search(archive, "qqqqqqqq").suggestion is None


def test_facets_count_within_the_results_and_leave_out_their_own_filter(archive: Archive) -> None:
    facets = search(archive, "*", facets=True).facets
    assert [(value.value, value.label, value.count) for value in facets["country"]] == [
        ("iso:FRA", "France", 1),
        ("iso:NOR", "Norway", 1),
    ]
    assert [(value.value, value.count) for value in facets["year"]] == [
        ("2021", 2), ("2020", 1), ("2022", 1), ("2023", 1),
    ]  # fmt: skip
    assert [value.value for value in facets["ilo"]] == ["ilo:C087", "ilo:CONST"]
    assert "C087" in facets["ilo"][0].label
    narrowed = search(archive, "*", facets=True, filters={"country": ("iso:NOR",)})
    assert ids(narrowed) == {"noravia"}
    assert narrowed.facets["country"] == facets["country"]
    assert [value.value for value in narrowed.facets["language"]] == ["en"]
    both = search(archive, "*", filters={"country": ("iso:NOR", "iso:FRA"), "language": ("fr",)})
    assert ids(both) == {"syndicats"}


def test_an_unknown_facet_is_named(archive: Archive) -> None:
    with pytest.raises(UsageError) as told:
        search(archive, "*", filters={"colour": ("red",)})
    assert told.value.params["facet"] == "colour"


def test_statements_deleted_meanwhile_are_left_out(archive: Archive) -> None:
    request = SearchRequest(query="unions")
    assert search_page(archive.engine, request, lambda _: {}, shipped()).hits == ()


@pytest.mark.parametrize(
    ("query", "text", "language", "expected"),
    [
        ("union NOT dissolved", "unions dissolved", "en", ["unions"]),
        ('"a b"', "a b a b", "en", ["a b", "a b"]),
        ('"a a"', "a a a", "en", ["a a"]),
        ("rights “human rights”", "human rights, rights", "en", ["human rights", "rights"]),
        ("footnoted", "*footnoted", "en", ["footnoted"]),
        ("liberte", "La Liberté\u0301 !", "fr", ["Liberté\u0301"]),
        ("人权", "人 权与人权", "zh", ["人 权", "人权"]),
        ("ilo:C087 union", "union", "en", ["union"]),
        ("title:union", "union", "en", []),
        ("text:union quote:right", "union right", "en", ["union", "right"]),
        ("", "union", "en", []),
    ],
)
def test_hits_in_one_text(query: str, text: str, language: str, expected: list[str]) -> None:
    assert [span.of(text) for span in hits_in(query, text, language, shipped())] == expected


def test_snippets_are_cut_at_the_ends_of_words() -> None:
    text = "Alpha " + "beta gamma " * 60 + "union " + "delta " * 200 + "rights end"
    marked = search_text(text)
    snippet = make_snippet(text, 0, [(span, number) for number, span in enumerate(marked)])
    assert snippet.text.startswith("…")
    assert " … " in snippet.text
    assert {span.of(snippet.text) for span in snippet.spans} == {"union", "rights"}
    assert set(snippet.text.replace("…", " ").split()) <= set(text.split())
    assert len(snippet.text) <= WIDTH + 5


def search_text(text: str) -> list[Span]:
    return [*hits_in("union", text, "en", shipped()), *hits_in("rights", text, "en", shipped())]


def test_without_hits_the_text_proper_is_shown() -> None:
    text = "Skip to content\nThe title\n\nThe lead begins here and goes on."
    snippet = make_snippet(text, text.index("The lead"), [])
    assert snippet.text.startswith("…The lead begins")
    assert snippet.spans == ()
    assert make_snippet("Only", 0, []).text == "Only"
    assert make_snippet("", 0, []).text == ""


@given(st.text(st.sampled_from("ab \n。人权…😀"), max_size=600))
@settings(max_examples=200, deadline=None)
def test_snippets_of_any_text_mark_what_is_hit(text: str) -> None:
    spans = hits_in("a OR ab OR 人权", text, "en", shipped())
    snippet = make_snippet(text, 0, [(span, span.start % 2) for span in spans])
    assert bool(snippet.spans) == bool(spans)
    for span in snippet.spans:
        assert span.of(snippet.text).replace(" ", "") in {"a", "ab", "人权"}


def test_search_texts_keep_their_issuer(archive: Archive) -> None:
    document = statement("x", "t", "union", issuer="Invented Office")
    shown = search_page(
        archive.engine, SearchRequest(query="union"), lambda _: {"noravia": text_of(document)}, shipped()
    )
    assert [hit.issuer for hit in shown.hits] == ["Invented Office"]
    assert isinstance(text_of(document), SearchText)


def test_hits_of_the_text_proper_go_before_those_of_its_title() -> None:
    text = f"Dockers on strike\n\nGENEVA - {'Nothing happens here. ' * 30}At last the dockers came."
    marked = [Span(0, 7), Span(text.index("dockers came"), text.index(" came"))]
    snippet = make_snippet(text, text.index("GENEVA"), [(span, 0) for span in marked])
    assert "the dockers came" in snippet.text
    assert [span.of(snippet.text) for span in snippet.spans] == ["dockers"]
