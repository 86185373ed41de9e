"""Names from outside, made fit to be shown: no control characters, nothing that turns the line around."""

from __future__ import annotations

import unicodedata

_MOST = 500
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Cn"})


def clean_name(untrusted: str) -> str:
    """A name or path for showing: what cannot be seen becomes U+FFFD; a very long one loses its middle."""
    shown = "".join(
        "\ufffd" if unicodedata.category(character) in _HIDDEN else character for character in untrusted
    )
    return shown if len(shown) <= _MOST else f"{shown[: _MOST // 2]}…{shown[-_MOST // 2 :]}"
