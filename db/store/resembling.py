"""How much two texts resemble each other, by their MinHash signatures."""

from __future__ import annotations

from array import array

RULES_BYTES = 2
"""A signature begins with the name of the rules it was made by; then lanes of two bytes follow."""


def rules_of(signature: bytes) -> str:
    """The name of the rules a signature was made by."""
    return signature[:RULES_BYTES].decode("ascii")


def resemblance(left: bytes, right: bytes) -> float:
    """An estimate of the Jaccard similarity of two texts, 0 to 1: of 128 lanes, within 0.09 nineteen times
    of twenty. 0 where the signatures were made by different rules.
    """
    if left[:RULES_BYTES] != right[:RULES_BYTES] or len(left) != len(right) or len(left) <= RULES_BYTES:
        return 0.0
    one, other = array("H", left[RULES_BYTES:]), array("H", right[RULES_BYTES:])
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
