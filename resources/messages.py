"""Sentences for codes. A code is ``group.name``; its sentence stands in ``i18n/<language>/errors/*.toml``.

A sentence says what happened, where, and what to do. Parameters stand in braces.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from resources import listing, read_toml

_LANGUAGE = "en"


@cache
def _sentences(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in listing(f"i18n/{language}/errors", ".toml"):
        for group, entries in read_toml(path).items():
            for name, sentence in entries.items():
                found[f"{group}.{name}"] = sentence
    return found


def codes(language: str = _LANGUAGE) -> frozenset[str]:
    """All codes that have a sentence."""
    return frozenset(_sentences(language))


def sentence(code: str, params: Mapping[str, object], language: str = _LANGUAGE) -> str:
    """The sentence for a code, its parameters filled in. An unknown code is shown as it is, never hidden."""
    template = _sentences(language).get(code)
    if template is None:
        shown = ", ".join(f"{key}: {value}" for key, value in params.items())
        return f"{code} ({shown})" if shown else code
    return template.format_map({key: "" if value is None else value for key, value in params.items()})
