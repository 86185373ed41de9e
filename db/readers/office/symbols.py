"""Signs of symbol fonts, which stand in files under private numbers."""

from __future__ import annotations

_BULLETS = {0xA7: "▪", 0xA8: "◻", 0xB7: "•", 0x6C: "●", 0x6E: "■", 0x71: "❑", 0x75: "◆", 0x76: "❖"}
_WINGDINGS = _BULLETS | {
    0x28: "☎",
    0x2A: "✉",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    0x4A: "☺",
}
_GREEK = dict(
    zip(
        range(0x61, 0x7B),
        "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
) | dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_SYMBOL = _GREEK | {
    0xA3: "≤",
    0xB3: "≥",
    0xB1: "±",
    0xB4: "×",
    0xB7: "•",
    0xA7: "♣",
    0xB0: "°",
    0xB9: "≠",
    0xBB: "≈",
    0xAE: "→",
    0xAC: "←",
    0xD2: "®",
    0xD3: "©",
    0xD4: "™",
    0xE2: "®",
    0xE3: "©",
    0xE4: "™",
    0x2D: "−",
    0xBE: "—",
    0xBC: "…",
}


def symbol(code: int, font: str) -> str:
    """The character for a number in a symbol font: U+FFFD where it is not known.

    Numbers U+F000 to U+F0FF stand for 0 to 255 of the font (Microsoft's use of the private area).
    """
    private = 0xF000 <= code <= 0xF0FF
    small = code - 0xF000 if private else code
    low = font.lower()
    if "wingdings" in low or "webdings" in low:
        return _WINGDINGS.get(small, "\ufffd")
    if low == "symbol" or (private and not low):
        return _SYMBOL.get(small) or (chr(small) if 0x20 <= small < 0x7F else "\ufffd")
    if private:
        return chr(small) if 0x20 <= small < 0x7F else _BULLETS.get(small, "\ufffd")
    if 0xE000 <= code <= 0xF8FF or 0xD800 <= code < 0xE000 or not 0x20 <= code <= 0x10FFFF:
        return "\ufffd"
    return chr(code)
