"""Folding keeps the way back to the text; references stand where they say, in any text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.analysis.references import find_references
from db.analysis.references.folding import fold
from db.catalogue import shipped

PIECES = (
    "ILO Convention No. 87", "Convention", "article 3(1) of", "the", "Conventions Nos. 87, 98", "\n\n", "\n", "  ",
    "\u00ad", "\u200b", "e\u0301", "№ 29", "Конвенция МОТ", "第87号公约", "اتفاقية رقم 87", "A/HRC/1/2", "GB.1/2",
    "a Commission of Inquiry", "Special Rapporteurs on torture and food", "the two Conventions", "(", ")", "C87", "İ",
    "ﬁ", "the latter protects", "resolution 1/2", "Myanmar", "ICCPR", "the Covenant", "ILO Constitution", "33",
)  # fmt: skip


@given(st.text(max_size=200))
def test_every_folded_character_leads_back_to_its_own(text: str) -> None:
    folded = fold(text, [(0, len(text))])

    assert len(folded.cased) == len(folded.lower)
    places = [folded.origin(at) for at in range(len(folded.cased))]
    assert places == sorted(places)
    for at, char in enumerate(folded.cased[:-1]):
        if char.isascii() and char.isalpha():
            assert unicodedata.normalize("NFD", text[places[at]])[0] in {char, text[places[at]]}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_the_words_of_a_reference_are_those_at_its_place(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find_references(text, [], language="en", date=None, catalogue=shipped())

    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert one.text == one.text.strip()
        assert (one.id is not None) == (one.status == "resolved")
    places = sorted({(one.start, one.end) for one in found})
    assert all(left[1] <= right[0] for left, right in pairwise(places))


@pytest.mark.parametrize(
    "piece",
    [
        " ", "\n", "\n ", '"', "(", "article 1, 2, 3, ", "Conventions Nos. 87, ", "A/", "A. B. ",
        "the ILO Commission of Inquiry Belarus ", "Recommendation 1 of the ILO Commission of Inquiry on Belarus ",
        "ILO Convention No. 87. The Convention ", "Special Rapporteurs on torture and the environment and ",
        "complaint (article 26) - 2003 - ", "e\u0301", "International Court of Justice ", "Forced Labour ",
    ],
)  # fmt: skip
def test_a_long_text_made_to_be_slow_goes_through(piece: str) -> None:
    text = piece * (60_000 // len(piece))

    found = find_references(text, [], language="en", date=None, catalogue=shipped())

    assert all(one.text == text[one.start : one.end] for one in found)
