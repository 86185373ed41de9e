from __future__ import annotations

from tests.benchmarks.entities import score
from tests.helpers.shared import shared


def test_what_is_found_in_the_marked_releases_stays_as_good() -> None:
    tally = score(shared("gold/entities.jsonl"))
    for label in {*tally.right, *tally.missed, *tally.wrong}:
        right, missed, wrong = tally.right[label], tally.missed[label], tally.wrong[label]
        assert 2 * right / (2 * right + missed + wrong) >= 0.9, label
