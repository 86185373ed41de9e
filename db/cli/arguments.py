"""Kinds of arguments that several commands take."""

from __future__ import annotations

import argparse


def whole_number(text: str) -> int:
    """A number of things: 0 or more."""
    try:
        number = int(text)
    except ValueError:
        number = -1
    if number < 0:
        raise argparse.ArgumentTypeError(f"a whole number is wanted here, not “{text}”")
    return number
