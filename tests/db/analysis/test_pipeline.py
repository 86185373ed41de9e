from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from db.analysis import RULES_VERSION
from db.analysis.pipeline import MAX_ANALYSED
from db.model import BlockRole, EntityKind
from resources import listing, read_text
from tests.db.analysis.helpers import analysed, mentions, parts, spoken, texts
from tests.helpers.shared import shared


def test_the_real_release() -> None:
    text = shared("releases/ohchr-2025-06-05-belarus-trade-unionists.txt").read_text(encoding="utf-8")
    analysis = analysed(text)
    assert (analysis.date, analysis.place, analysis.language) == ("2025-06-05", "Geneva", "en")
    assert (analysis.kind.value, analysis.issuer) == ("release", "Special Procedures")
    assert parts(analysis, BlockRole.DATELINE) == ["GENEVA –"]
    counts = {role: len(parts(analysis, role)) for role in BlockRole}
    assert counts[BlockRole.NAVIGATION] == 3
    assert (counts[BlockRole.FOOTNOTE], counts[BlockRole.BOILERPLATE], counts[BlockRole.CONTACT]) == (1, 2, 4)
    assert [speaker for _, speaker in spoken(analysis)] == ["the experts"] * 4
    experts = [one for one in mentions(analysis, EntityKind.PERSON) if one.origin != "boilerplate"]
    assert len(experts) == 5
    assert all(one.role and one.role.startswith("Special Rapporteur on") for one in experts)
    assert {one.id for one in mentions(analysis, EntityKind.ROLE)} == {
        "mandate:assembly-association", "mandate:defenders", "mandate:c-blr", "mandate:counter-terrorism",
        "mandate:expression",
    }  # fmt: skip
    assert {one.id for one in mentions(analysis, EntityKind.COUNTRY)} == {"iso:BLR"}
    bodies = {one.id for one in mentions(analysis, EntityKind.ORGANIZATION)}
    assert {"org:ilo", "org:ilo-gb", "org:ilo-conference", "org:un-hrc", "org:un-ohchr", "org:ftub"} <= bodies
    assert {one.name for one in mentions(analysis, EntityKind.DATE)} == {"2025-06-05", "2004", "2020", "2024"}
    assert "Federation of Trade Unions of Belarus" in texts(analysis, EntityKind.ORGANIZATION)


def test_the_samples_in_all_languages_say_the_same() -> None:
    names = [
        name for name in listing("sample/statements", ".txt") if "velmark-trade-union-registration" in name
    ]
    assert len(names) == 6
    for name in names:
        analysis = analysed(read_text(name))
        assert analysis.language == name.split(".")[-2]
        assert (analysis.date, analysis.place) == ("2024-06-05", "Geneva")
        assert (analysis.kind.value, analysis.issuer) == ("release", "Special Procedures")
        assert {one.id for one in mentions(analysis, EntityKind.COUNTRY)} == {"iso:PRT", "iso:URY", "iso:GHA"}
        people = {one.id for one in mentions(analysis, EntityKind.PERSON) if one.origin != "boilerplate"}
        assert len(people) == 3
        assert len(parts(analysis, BlockRole.FOOTNOTE)) == 1
        assert len({speaker for _, speaker in spoken(analysis)}) == 3


def test_layers_lie_within_the_text() -> None:
    for name in listing("sample/statements", ".txt"):
        analysis = analysed(read_text(name))
        assert analysis.title
        assert analysis.rules == RULES_VERSION
        length = len(analysis.text)
        for layer in (analysis.blocks, analysis.entities, analysis.quotations, analysis.references):
            assert all(0 <= one.start < one.end <= length for one in layer)


def test_a_very_long_line_is_analysed_as_far_as_the_limit() -> None:
    analysis = analysed("The workers of Ghana met. " * (MAX_ANALYSED // 26 + 4_000), language="zh")
    assert len(analysis.blocks) == 1
    assert analysis.blocks[0].end == len(analysis.text.rstrip())
    assert analysis.entities
    assert max(one.end for one in analysis.entities) <= MAX_ANALYSED


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("Aa bé.,;:“”«»‘’\"'()*\n–-19é中·说Жж،لقال@/")).map(lambda text: text * 3)
)
def test_any_text_goes_through(text: str) -> None:
    analysis = analysed(text)
    assert analysis.text == text
    assert all(text[one.start : one.end] == one.text for one in analysis.entities)
