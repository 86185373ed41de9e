"""Code points and UTF-16 units of one text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.offsets import Offsets

_TEXTS = st.text(alphabet=st.sampled_from("aé\u00a0\u0301م中\n😀𝒜𠀀"), max_size=60)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(_TEXTS)
def test_every_position_is_where_utf_16_has_it(text: str) -> None:
    offsets = Offsets(text)
    for position in range(len(text) + 1):
        unit = offsets.to_utf16(position)
        assert unit == _units(text[:position])
        assert offsets.to_code_point(unit) == position


def test_the_middle_of_a_pair_counts_as_the_start_of_its_character() -> None:
    offsets = Offsets("a😀b")
    assert [offsets.to_code_point(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


def test_positions_outside_are_brought_back_to_the_ends() -> None:
    offsets = Offsets("😀")
    assert (offsets.to_utf16(-3), offsets.to_utf16(9)) == (0, 2)
    assert (offsets.to_code_point(-3), offsets.to_code_point(9)) == (0, 1)
