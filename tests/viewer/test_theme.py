"""Colours that can be read, and icons that are there."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from db.model import Colour, EntityKind
from viewer.icons import icon, names
from viewer.theme import DARK, LIGHT, Theme, Themes, reading_font, ui_font


def _luminance(colour: str) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    c = QColor(colour)
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _pairs(theme: Theme) -> list[tuple[str, str, str]]:
    grounds = {name: getattr(theme, name) for name in ("window", "panel", "base", "alternate")}
    readable = {name: getattr(theme, name) for name in ("text", "muted", "faint", "accent", "danger")}
    pairs = [(f"{t}/{g}", readable[t], grounds[g]) for t in readable for g in grounds]
    marked = {"hit": theme.hit, "hit_current": theme.hit_current, "selection": theme.selection}
    marked |= {f"annotation {c}": theme.annotation[c].fill for c in Colour}
    marked |= {"accent_soft": theme.accent_soft, "chip": theme.chip, "warning": theme.warning_soft}
    pairs += [(f"text/{name}", theme.text, ground) for name, ground in marked.items()]
    pairs += [
        ("muted/chip", theme.muted, theme.chip),
        ("muted/accent_soft", theme.muted, theme.accent_soft),
        ("accent/accent_soft", theme.accent, theme.accent_soft),
        ("on_accent/accent", theme.on_accent, theme.accent),
        ("concordance/panel", theme.concordance, theme.panel),
        ("concordance/alternate", theme.concordance, theme.alternate),
        ("dimmed/base", theme.dimmed, theme.base),
        ("reference/base", theme.reference, theme.base),
    ]
    return pairs + [(f"entity {kind}/panel", theme.entity[kind], theme.panel) for kind in EntityKind]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_all_text_has_a_contrast_of_at_least_four_and_a_half(theme: Theme) -> None:
    weak = {name: round(contrast(a, b), 2) for name, a, b in _pairs(theme) if contrast(a, b) < 4.5}
    assert weak == {}


def test_switching_dresses_the_application_and_tells(qtbot, qapp: QApplication) -> None:
    themes = Themes()
    with qtbot.waitSignal(themes.changed, timeout=2000):
        themes.switch("dark")
    assert themes.current is DARK
    assert qapp.palette().base().color() == QColor(DARK.base)
    assert DARK.panel in qapp.styleSheet()
    themes.switch("light")
    assert qapp.palette().base().color() == QColor(LIGHT.base)


def test_every_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    for name in names():
        image = icon(name, "#ff0000").pixmap(18, 18).toImage()
        drawn = {
            image.pixelColor(x, y).name()
            for x in range(18)
            for y in range(18)
            if image.pixelColor(x, y).alpha() > 200
        }
        assert drawn == {"#ff0000"}, name


def test_fonts_have_the_size_asked_for(qapp: QApplication) -> None:
    assert ui_font(12).pixelSize() == 12
    assert reading_font(20, 600).weight() == 600
