"""Untrusted XML as a stream of events: no tree, no entities of its own, bounded depth and size.

Expat rather than a tree: what comes before damage is kept, and memory does not grow with the elements.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol
from xml.parsers import expat

from db.errors import InputError
from db.readers.office.blocks import TooManyBlocksError

MOST_DEPTH = 2_000
"""Word nests some 12 elements for each table in a table; nobody reads the tenth."""

MOST_ELEMENTS = 1_500_000
"""The XML of a report of 1,000 pages has half a million. A million takes three seconds."""

MOST_ATTRIBUTES = 5_000_000
_MOST_NAMES = 5_000

Attributes = Mapping[str, str]


class Listener(Protocol):
    """Hears of elements by their short names (``w:p``). `start` answers whether to leave all of it out."""

    def start(self, tag: str, attributes: Attributes) -> bool: ...

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...


@dataclass(slots=True)
class Budget:
    """What all parts of one file may have together."""

    elements: int = MOST_ELEMENTS
    attributes: int = MOST_ATTRIBUTES


class _Names:
    """``namespace local`` to ``prefix:local``, by our own prefixes."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self._namespaces = namespaces
        self._known: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        short = self._known.get(name)
        if short is None:
            namespace, _, local = name.rpartition(" ")
            short = f"{self._namespaces.get(namespace, '?' if namespace else '')}:{local}".lstrip(":")
            if len(self._known) < _MOST_NAMES:
                self._known[name] = short
        return short


class _Walker:
    def __init__(self, listener: Listener, namespaces: Mapping[str, str], name: str, budget: Budget) -> None:
        self._budget = budget
        self._listener = listener
        self._short = _Names(namespaces)
        self._name = name
        self._depth = self._skipping = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._budget.elements -= 1
        self._budget.attributes -= len(attributes)
        if self._depth > MOST_DEPTH:
            raise InputError("office.too_deep", name=self._name)
        if self._budget.elements < 0 or self._budget.attributes < 0:
            raise InputError("office.too_large", name=self._name)
        if self._skipping:
            return
        short = self._short
        known = {short(key): value for key, value in attributes.items()} if attributes else attributes
        if self._listener.start(short(name), known):
            self._skipping = self._depth

    def end(self, name: str) -> None:
        if self._skipping:
            if self._skipping == self._depth:
                self._skipping = 0
        else:
            self._listener.end(self._short(name))
        self._depth -= 1

    def text(self, data: str) -> None:
        if not self._skipping:
            self._listener.text(data)

    def entity(self, *_: object) -> None:
        raise InputError("office.entities", name=self._name)


def walk(
    data: bytes, listener: Listener, namespaces: Mapping[str, str], name: str, budget: Budget | None = None
) -> bool:
    """Tells a listener all of it; gives whether it was whole.

    Args:
        namespaces: URIs to the prefixes that the listener knows; other prefixes become ``?``.
        budget: what is left for this file; without one, all of it.

    Raises `InputError`: ``office.entities``, ``office.too_deep``, ``office.too_large``.
    """
    walker = _Walker(listener, namespaces, name, budget or Budget())
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    parser.CharacterDataHandler = walker.text
    parser.EntityDeclHandler = walker.entity
    try:
        parser.Parse(data, True)
    except TooManyBlocksError as error:
        raise InputError("office.too_large", name=name) from error
    except (expat.ExpatError, ValueError, LookupError):
        parser.buffer_text = False  # gives out the text before the damage
        return False
    return True


def switch(value: str | None) -> bool:
    """An on/off value of OOXML: on unless it says otherwise (ISO/IEC 29500-1, 17.17.4)."""
    return value not in {"0", "false", "off"}


def number(value: str | None, default: int = 0, most: int = 1_000_000) -> int:
    """An attribute that should be a number, from outside: bounded, `default` where it is none."""
    try:
        return max(-most, min(most, int(value))) if value is not None and len(value) < 20 else default
    except ValueError:
        return default


Handler = Callable[[Attributes], bool | None]
