import random

import pytest
from rensa import RMinHash

from db.analysis.signature import LANES, RULES, signature
from db.store.resembling import resemblance, rules_of

DICE = random.Random(7)
WORDS = ["".join(DICE.choices("abcdefghijklmnop", k=6)) for _ in range(500)]


def test_only_words_count() -> None:
    one = signature("The harbour workers of Ruritania were set free on Monday.", "en")
    assert one == signature("  the HARBOUR workers of Ruritania\n\nwere — set free, on Monday", "en")
    assert one != signature("The harbour workers of Ruritania were set free on Tuesday.", "en")
    assert len(one) == 2 + 2 * LANES


@pytest.mark.parametrize("text", ["", " \n", "* * *"])
def test_without_words_there_is_none(text: str) -> None:
    assert signature(text, "en") == b""


@pytest.mark.parametrize(
    ("changed", "low", "high"), [(0, 1, 1), (50, 0.6, 0.95), (250, 0.2, 0.47), (500, 0, 0.03)]
)
def test_the_share_of_equal_lanes_is_about_the_share_of_shingles(
    changed: int, low: float, high: float
) -> None:
    other = WORDS[: 500 - changed] + [f"other{n}" for n in range(changed)]
    found = resemblance(signature(" ".join(WORDS), "en"), signature(" ".join(other), "en"))
    assert low <= found <= high


@pytest.mark.parametrize("language", ["zh", "und"])
def test_a_language_without_spaces_is_taken_by_characters(language: str) -> None:
    text = "港口工人昨天在首都获释，专家们对此表示欢迎，并呼吁政府遵守第87号公约。"
    found = resemblance(signature(text, language), signature(text.replace("昨天", "今天"), language))
    assert 0.3 < found < 1


def test_signatures_stay_what_they_were() -> None:
    """Stored signatures are compared with new ones: where the library makes others, the rules need a new name."""
    assert (RULES, RMinHash.ALGORITHM_VERSION) == (b"m2", 2)
    made = signature("The harbour workers of Ruritania were set free on Monday.", "en")
    assert made[:10].hex() == "6d32f4036aacc715fe53"
    assert rules_of(made) == "m2"
    assert resemblance(made, b"m1" + made[2:]) == 0
    assert resemblance(made, b"") == 0
