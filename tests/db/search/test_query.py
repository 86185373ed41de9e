"""The query language: what is understood, and what is told about a query that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.catalogue import shipped
from db.errors import QueryError
from db.search import parse
from db.search.tree import And, Dates, Everything, Keyword, Match, Node, Not, Or, Unit, Words
from resources.messages import codes, sentence


def understood(query: str) -> Node:
    return parse(query, shipped())


def texts(node: Node) -> Iterable[str]:
    assert isinstance(node, Words)
    return [unit.text for unit in node.units]


def refused(query: str) -> QueryError:
    with pytest.raises(QueryError) as told:
        understood(query)
    return told.value


@pytest.mark.parametrize(
    ("query", "code", "position", "suggestion"),
    [
        ("AND OR", "operators_alone", 0, "and or"),
        ("  NOT", "operators_alone", 2, "  not"),
        ("union AND", "operator_dangling", 6, "union"),
        ("OR union", "operator_dangling", 0, "union"),
        ("a AND OR b", "operator_dangling", 2, "a OR b"),
        ("(AND a)", "operator_dangling", 1, "( a)"),
        ("(a OR) b", "operator_dangling", 3, "(a ) b"),
        ("NOT NOT a", "operator_dangling", 0, "NOT a"),
        ('union "freedom of', "quote_open", 6, 'union "freedom of"'),
        ("😀 “freedom", "quote_open", 2, '😀 “freedom"'),
        ("(a OR (b)", "bracket_open", 0, "(a OR (b))"),
        ("a) b", "bracket_close", 1, "a b"),
        ("[a", "bracket_open", 0, "a"),
        ("a]", "bracket_close", 1, "a"),
        ("titel:union", "unknown_field", 0, "title:union"),
        ("a contry:Norway", "unknown_field", 2, "a country:Norway"),
        ("a cites:b xcites:ilo:C087", "unknown_field", 10, "a cites:b cites:ilo:C087"),
        ("Geneva: experts", "no_such_field", 0, '"Geneva" experts'),
        ("iso:*", "unknown_field", 0, "country:*"),
        ("title: union", "empty_value", 0, None),
        ("(a title:)", "empty_value", 3, None),
        ("title:", "empty_value", 0, None),
        ("()", "empty_group", 0, None),
        ('"a b"~0', "distance", 5, None),
        ('"a b"~x', "distance", 5, None),
        ("union~3", "fuzziness", 5, None),
        ("un*n~1", "fuzzy_pattern", 0, None),
        ("date:[2020]", "range", 5, None),
        ("date:[2020 until 2021]", "range", 5, None),
        ("date:[2020 to 2021-13]", "date", 14, None),
        ("date:2023-02-31", "date", 5, None),
        ("a year:soon", "date", 7, None),
        ("date:[2023 to 2020]", "range_reversed", 5, "date:[2020 to 2023]"),
        ("org:[a to b]", "range_field", 4, None),
        ("a [2020 to 2021]", "range_field", 2, "a date:[2020 to 2021]"),
        ("…!", "no_words", 0, None),
        ("(" * 51 + "a" + ")" * 51, "too_deep", 50, None),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    query: str, code: str, position: int, suggestion: str | None
) -> None:
    error = refused(query)
    assert error.code == f"query.{code}"
    assert error.params["position"] == position
    assert error.params["query"] == query
    assert error.params.get("suggestion") == suggestion
    assert error.code in codes()
    assert "{" not in sentence(error.code, error.params)


@pytest.mark.parametrize(
    "query",
    ["AND OR", "union AND", '"a', "(a", "a)", "titel:x", "Geneva: experts", "date:[2023 to 2020]"],
)
def test_what_is_suggested_can_be_read(query: str) -> None:
    repaired = refused(query).params["suggestion"]
    assert isinstance(repaired, str)
    understood(repaired)


def test_a_query_without_end_is_refused() -> None:
    error = refused("union " * 2_000)
    assert (error.code, error.params["position"]) == ("query.too_long", 4_000)
    assert sentence(error.code, error.params).startswith("The query has 12000 characters")


@given(
    st.text(st.sampled_from('ab "()[]{}:~^*?\\AND OR NOT 人é😀-/.,:#“”to2023ilo:title:\u200f'), max_size=40)
)
@settings(max_examples=600, deadline=None)
def test_any_query_is_understood_or_refused_with_a_place(query: str) -> None:
    error = _refusal(query)
    if error is not None:
        assert error.code in codes()
        assert error.params["position"] in range(len(query) + 1)


def _refusal(query: str) -> QueryError | None:
    try:
        understood(query)
    except QueryError as error:
        return error
    return None


@pytest.mark.parametrize("query", ["", "   ", "*", "*:*"])
def test_nothing_and_a_star_find_everything(query: str) -> None:
    assert understood(query) == Everything()


def test_words_are_joined_by_and() -> None:
    tree = understood('"freedom of association" trade union*')
    assert isinstance(tree, And)
    phrase, trade, union = tree.parts
    assert texts(phrase) == ["freedom", "of", "association"]
    assert texts(trade) == ["trade"]
    assert isinstance(union, Words)
    assert union.units == (Unit("union*", Match.PATTERN),)
    assert union.fields == ("title", "text", "quote")


def test_small_operators_are_words() -> None:
    tree = understood("and or not")
    assert isinstance(tree, And)
    assert [list(texts(part)) for part in tree.parts] == [["and"], ["or"], ["not"]]


def test_and_binds_closer_than_or() -> None:
    tree = understood("a OR b AND NOT c")
    assert isinstance(tree, Or)
    assert isinstance(tree.parts[1], And)
    assert isinstance(tree.parts[1].parts[1], Not)


def test_andnot_is_and_with_not() -> None:
    tree = understood("a ANDNOT b")
    assert isinstance(tree, And)
    assert isinstance(tree.parts[1], Not)


def test_operators_may_touch_brackets() -> None:
    assert isinstance(understood("(a)AND(b)"), And)
    assert isinstance(understood("NOT(a)"), Not)


@pytest.mark.parametrize("query", ['"union dissolved"~3', "“union dissolved”~3", "«union dissolved»~3"])
def test_phrases_have_a_distance(query: str) -> None:
    tree = understood(query)
    assert isinstance(tree, Words)
    assert tree.gaps == (3,)


def test_what_is_written_together_stays_together() -> None:
    tree = understood('"trade-union rights"~4')
    assert isinstance(tree, Words)
    assert tree.gaps == (1, 4)
    assert texts(understood("trade‑union")) == ["trade", "union"]


def test_fuzzy_words_and_boosts() -> None:
    fuzzy = understood("asociation~")
    assert isinstance(fuzzy, Words)
    assert fuzzy.units == (Unit("asociation", Match.FUZZY, 1),)
    boosted = understood("union^2.5")
    assert isinstance(boosted, Words)
    assert (boosted.boost, texts(boosted)) == (2.5, ["union"])


def test_fields_hold_for_groups_and_may_be_capital() -> None:
    tree = understood("Title:(union OR note:rights)")
    assert isinstance(tree, Or)
    assert [part.fields for part in tree.parts if isinstance(part, Words)] == [("title",), ("note",)]


@pytest.mark.parametrize("query", ["10:30", "http://example.org/a:b", "a~b^c", "[sic] text", "a {b} c"])
def test_signs_that_only_look_like_ours_are_punctuation(query: str) -> None:
    assert not isinstance(understood(query), Everything)


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("ilo:C087", "ilo", "ilo:c087"),
        ("ilo:87", "ilo", "ilo:c087"),
        ("ILO:c87", "ilo", "ilo:c087"),
        ("cites:C87", "cites", "ilo:c087"),
        ('cites:"Convention No. 87"', "cites", "ilo:c087"),
        ("cites:“Convention No. 87”", "cites", "ilo:c087"),
        ("cites:ilo:C087", "cites", "ilo:c087"),
        ("cites:un:A/HRC/56/65", "cites", "un:a/hrc/56/65"),
        ("un:A/HRC/56/65", "un", "un:a/hrc/56/65"),
        ("ilo:GB.347/INS/14(Rev.1)", "ilo", "ilo:gb.347/ins/14(rev.1)"),
        ("(ilo:GB.347/INS/14(Rev.1))", "ilo", "ilo:gb.347/ins/14(rev.1)"),
        ("cites:ilo:CONST#art33", "cites", "ilo:const#art33"),
        ("cites:C87#art2", "cites", "ilo:c087#art2"),
        ("coe:ECHR", "cites", "coe:echr"),
        ("iso:BLR", "country", "iso:blr"),
        ("country:Belarus", "country", "iso:blr"),
        ("country:BLR", "country", "iso:blr"),
        ('country:"Belarus"', "country", "iso:blr"),
        ("mandate:assembly-association", "mandate", "mandate:assembly-association"),
    ],
)
def test_identifiers_are_normalised(query: str, field: str, value: str) -> None:
    assert understood(query) == Keyword(field, (value,))


def test_identifiers_stand_among_words() -> None:
    tree = understood("union ilo:C087^2 AND NOT cites:un:A/HRC/56/65")
    assert isinstance(tree, And)
    assert Keyword("ilo", ("ilo:c087",)) in _all(tree)
    assert Keyword("cites", ("un:a/hrc/56/65",)) in _all(tree)


def _all(node: Node) -> list[Node]:
    parts = node.parts if isinstance(node, And | Or) else (node.part,) if isinstance(node, Not) else ()
    return [node, *(inner for part in parts for inner in _all(part))]


def test_names_are_looked_for_whole_and_by_words() -> None:
    tree = understood('org:"Trade  Unions"')
    assert isinstance(tree, Or)
    assert tree.parts[0] == Keyword("org", ("trade unions",))
    assert texts(tree.parts[1]) == ["trade", "unions"]


def test_any_value_of_a_field() -> None:
    assert understood("country:*") == Keyword("country", ("*",), pattern=True)
    assert understood("note:*") == Words(("note",), (Unit("*", Match.PATTERN),))


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("date:2021", "2021-01-01", "2021-12-31"),
        ("year:2021", "2021-01-01", "2021-12-31"),
        ("date:2024-02", "2024-02-01", "2024-02-29"),
        ("date:2023-05-01", "2023-05-01", "2023-05-01"),
        ("date:[2020 to 2023]", "2020-01-01", "2023-12-31"),
        ("date:[2020-03 TO 2023-05-01]", "2020-03-01", "2023-05-01"),
        ("date:[2020 to]", "2020-01-01", None),
        ("date:[to 2020-02]", None, "2020-02-29"),
        ("date:{2020 to 2023}", "2021-01-01", "2022-12-31"),
        ("date:{2020-02-28 to 2020-03-01}", "2020-02-29", "2020-02-29"),
        ("year:[2019 to 2021]", "2019-01-01", "2021-12-31"),
    ],
)
def test_dates_are_spans_of_days(query: str, first: str | None, last: str | None) -> None:
    assert understood(query) == Dates(first, last)
