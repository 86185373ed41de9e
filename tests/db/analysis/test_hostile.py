"""Texts of one thing over and over: the layers stay whole, and what is long is found as what is short."""

from __future__ import annotations

import pytest

from db.analysis.entities.words import Words
from db.analysis.quotations.marks import find_quoted
from db.model import Block, BlockRole, EntityKind
from tests.db.analysis.helpers import analysed, spoken, texts

_UNITS = (
    "(", '"', '"a ', "'a ", "“", "“a ", "«a ", "A.", "A-", "O'", "Al-A", "Smith ", "Mr. Smith ", "No. 1 ", "12 May 2020 ",
    "ILO ", "UN ", "icj ", "article 33 ", "Conventions Nos. 87 and 98 ", "Special Rapporteur on torture, ",
    "the Union of Miners (UM) and ", "A/HRC/56/65 ", "公约", "国·", "特别报告员", "“We will act now,” said Jane Smith. ",
)  # fmt: skip


@pytest.mark.parametrize("unit", _UNITS)
def test_repeated_text_keeps_its_layers_within_it(unit: str) -> None:
    analysis = analysed(unit * (6_000 // len(unit)))
    text = analysis.text
    for mention in analysis.entities:
        assert text[mention.start : mention.end] == mention.text != ""
    for reference in analysis.references:
        assert text[reference.start : reference.end] == reference.text != ""
    for quotation in analysis.quotations:
        assert 0 <= quotation.start < quotation.end <= len(text)


def test_a_speaker_is_found_in_every_one_of_many_quotations() -> None:
    found = spoken(analysed("“We will act on it now,” said Jane Smithson. " * 150))
    assert [speaker for _, speaker in found] == ["Jane Smithson"] * 150


def test_far_marks_do_not_close() -> None:
    block = Block(role=BlockRole.PARAGRAPH, start=0, end=9_010)
    text = "“" + "a" * 9_008 + "”"
    assert list(find_quoted(text, [block])) == []
    assert [
        (one.start, one.end)
        for one in find_quoted("“a” b", [Block(role=BlockRole.PARAGRAPH, start=0, end=5)])
    ] == [(0, 3)]


def test_a_quotation_that_each_paragraph_opens_with_a_closing_guillemet() -> None:
    first, second = "« Nous le dirons encore", "» et nous le ferons demain. »"
    text = f"{first}\n\n{second}"
    blocks = [
        Block(role=BlockRole.PARAGRAPH, start=0, end=len(first)),
        Block(role=BlockRole.PARAGRAPH, start=len(first) + 2, end=len(text)),
    ]
    assert [(one.start, one.end, one.last_block) for one in find_quoted(text, blocks)] == [(0, len(text), 1)]


def test_runs_of_capitalised_words() -> None:
    joins = frozenset({"of", "the", "and"})

    def runs(text: str) -> list[str]:
        return [text[run[0].start : run[-1].end] for run in Words(text).runs(joins)]

    assert runs("Today the Union of the Miners and J. Doe, of Arlen, met.") == [
        "Today the Union of the Miners and J. Doe",
        "Arlen",
    ]
    assert runs("a non-State B of the and of C") == ["B", "C"]
    assert runs("The Miners' Union  East & West") == ["The Miners' Union  East & West"]
    assert runs("Over. Next") == ["Over", "Next"]
    assert runs("Ä1 ǅ é É_b") == ["Ä1", "É_b"]
    assert sum(len(run) for run in Words("Aa " * 200).runs(joins)) == 200


def test_many_short_names_belong_to_their_persons() -> None:
    text = " ".join(f"Mr. Aran Vel{chr(97 + i)}on spoke." for i in range(20)) + " Then Velcon left."
    assert texts(analysed(text), EntityKind.PERSON).count("Velcon") == 1
