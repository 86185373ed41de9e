"""Colours and fonts of the window, light and dark. Text has a contrast of at least 4.5 on its ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from string import Template
from types import MappingProxyType
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from db.model import Colour, EntityKind
from resources import read_text

ThemeName = Literal["light", "dark", "system"]

_SANS = ("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", "Segoe UI", "Helvetica Neue", "DejaVu Sans")
_SERIF = (
    "Noto Serif",
    "Noto Naskh Arabic",
    "Noto Serif CJK SC",
    "Georgia",
    "Times New Roman",
    "DejaVu Serif",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """How an annotated passage looks: the ground behind the words, and the bar in the margin."""

    fill: str
    bar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """All colours, as ``#rrggbb`` (`shadow` as ``#aarrggbb``).

    Attributes:
        window, panel, base, alternate: grounds, from the outermost to the page that is read.
        text, muted, faint: text, from strong to quiet; all readable on every ground but `selection`.
        accent, accent_soft, on_accent: what is active; its quiet ground; text upon it.
        hit, hit_current: grounds of search hits.
        concordance: the hit in a line of the concordance. `dimmed`: text of boilerplate.
        entity: colours of the underlines and dots of entities; `reference` those of citations.
    """

    name: str
    window: str
    panel: str
    base: str
    alternate: str
    border: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_soft: str
    on_accent: str
    hit: str
    hit_current: str
    selection: str
    chip: str
    bar: str
    shadow: str
    concordance: str
    dimmed: str
    danger: str
    warning_soft: str
    reference: str
    annotation: Mapping[Colour, Mark]
    entity: Mapping[EntityKind, str]


LIGHT = Theme(
    name="light",
    window="#eef1f5",
    panel="#f8f9fb",
    base="#ffffff",
    alternate="#f3f5f9",
    border="#dde2e9",
    text="#18202c",
    muted="#525e6f",
    faint="#5e6979",
    accent="#0a66b0",
    accent_soft="#e3f0fb",
    on_accent="#ffffff",
    hit="#ffdf80",
    hit_current="#ffb84d",
    selection="#cfe4fb",
    chip="#e9edf3",
    bar="#c9d5e4",
    shadow="#46000000",
    concordance="#a33c00",
    dimmed="#667181",
    danger="#b3261e",
    warning_soft="#fff1d6",
    reference="#0a66b0",
    annotation=MappingProxyType(
        {
            Colour.AMBER: Mark("#ffecc2", "#e09a1f"),
            Colour.GREEN: Mark("#d3efd6", "#2e9e58"),
            Colour.BLUE: Mark("#d3e6fa", "#0a6ebd"),
            Colour.VIOLET: Mark("#e6dcfb", "#8257d6"),
        }
    ),
    entity=MappingProxyType(
        {
            EntityKind.PERSON: "#8a4fd3",
            EntityKind.ROLE: "#8a4fd3",
            EntityKind.ORGANIZATION: "#0b7468",
            EntityKind.COUNTRY: "#a8500c",
            EntityKind.PLACE: "#a8500c",
            EntityKind.DATE: "#5e6979",
            EntityKind.TREATY: "#0a66b0",
            EntityKind.SYMBOL: "#0a66b0",
        }
    ),
)

DARK = Theme(
    name="dark",
    window="#12151b",
    panel="#181c24",
    base="#1c212a",
    alternate="#222834",
    border="#2d3542",
    text="#e3e8f0",
    muted="#a3afc0",
    faint="#97a3b3",
    accent="#62b0f5",
    accent_soft="#1d3650",
    on_accent="#0c1a28",
    hit="#6a5210",
    hit_current="#845c08",
    selection="#28496b",
    chip="#2a313d",
    bar="#3a4658",
    shadow="#96000000",
    concordance="#ffb27d",
    dimmed="#8d99aa",
    danger="#ff9d94",
    warning_soft="#453712",
    reference="#7cc0ff",
    annotation=MappingProxyType(
        {
            Colour.AMBER: Mark("#55430f", "#e0a93c"),
            Colour.GREEN: Mark("#1f4a30", "#4cc47e"),
            Colour.BLUE: Mark("#1d4166", "#62b0f5"),
            Colour.VIOLET: Mark("#3c2f60", "#a98af2"),
        }
    ),
    entity=MappingProxyType(
        {
            EntityKind.PERSON: "#c3a0ff",
            EntityKind.ROLE: "#c3a0ff",
            EntityKind.ORGANIZATION: "#58cfc0",
            EntityKind.COUNTRY: "#f2a968",
            EntityKind.PLACE: "#f2a968",
            EntityKind.DATE: "#97a3b3",
            EntityKind.TREATY: "#7cc0ff",
            EntityKind.SYMBOL: "#7cc0ff",
        }
    ),
)


def _font(families: tuple[str, ...], px: int, weight: int) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def ui_font(px: int = 13, weight: int = 400) -> QFont:
    """The font of labels and lists: Noto Sans where present, else a sans of the system. `weight` 100–900."""
    return _font(_SANS, px, weight)


def reading_font(px: int = 16, weight: int = 400) -> QFont:
    """The font of statements: Noto Serif where present, else a serif of the system."""
    return _font(_SERIF, px, weight)


def palette_of(theme: Theme) -> QPalette:
    """The palette that makes Qt's own controls fit the theme."""
    role = QPalette.ColorRole
    palette = QPalette()
    pairs = {
        role.Window: theme.window,
        role.Base: theme.base,
        role.AlternateBase: theme.alternate,
        role.Text: theme.text,
        role.WindowText: theme.text,
        role.Button: theme.panel,
        role.ButtonText: theme.text,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.text,
        role.PlaceholderText: theme.faint,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.base,
        role.ToolTipText: theme.text,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Light: theme.panel,
        role.Accent: theme.accent,
    }
    for which, colour in pairs.items():
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.dimmed))
    return palette


def style_sheet_of(theme: Theme) -> str:
    """The style sheet in resources/styles/window.qss with the theme's colours filled in."""
    colours = {each.name: getattr(theme, each.name) for each in fields(theme)}
    return Template(read_text("styles/window.qss")).substitute(
        {name: value for name, value in colours.items() if isinstance(value, str)}
    )


class Themes(QObject):
    """The theme in use. `changed` is emitted after the application wears another one."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choice: ThemeName = "light"
        self._current = LIGHT

    @property
    def current(self) -> Theme:
        return self._current

    def switch(self, name: ThemeName) -> None:
        """Puts on the light or the dark theme, or the one the system asks for, and tells with `changed`."""
        self.choice = name
        self._current = DARK if (name == "dark" or (name == "system" and _system_is_dark())) else LIGHT
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._dress(app)
        self.changed.emit()

    def _dress(self, app: QApplication) -> None:
        if app.style().objectName() != "fusion":
            app.setStyle("Fusion")
        app.setPalette(palette_of(self._current))
        app.setFont(ui_font())
        app.setStyleSheet(style_sheet_of(self._current))


def _system_is_dark() -> bool:
    return QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
