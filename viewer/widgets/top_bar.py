"""The bar at the top: whose archive this is, and the actions one needs most."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from db.model import EntityKind
from viewer.actions import Actions
from viewer.theme import Themes
from viewer.widgets.basics import IconButton, label, row

_MENU = (
    ("import_files", "import_folder", "imports"),
    ("groups", "reanalyse"),
    ("source", "compare", "separate"),
    ("export", "open_archive", "sample"),
    ("palette", "shortcuts", "about"),
)


class TopBar(QWidget):
    """Shows actions; does nothing itself."""

    def __init__(self, themes: Themes, actions: Actions) -> None:
        super().__init__()
        self._themes = themes
        name = label("Muniment", "heading")
        name.setStyleSheet("font-size: 14px; font-weight: 700;")
        self.archive = label("", "muted")
        self._offline = label("Offline", "badge")
        self._offline.setToolTip("Nothing leaves this computer: the program opens no network connection.")
        commands = IconButton(themes, "commands", "Commands", text="Commands   Ctrl+Shift+P")
        commands.setObjectName("outlined")
        self.import_button = IconButton(themes, "import", "Import files", text="Import…")
        self.export_button = IconButton(themes, "export", "Export excerpts", text="Export…")
        self.left = IconButton(themes, "panel_left", tint="accent")
        self.right = IconButton(themes, "panel_right", tint="accent")
        self.theme_button = IconButton(themes, "moon")
        self.menu_button = self._menu_button(actions)
        buttons = {
            commands: "palette",
            self.import_button: "import_files",
            self.export_button: "export",
            self.left: "toggle_left",
            self.right: "toggle_right",
            self.theme_button: "theme",
        }
        for button, action in buttons.items():
            button.triggers(actions[action])
        for toggle in (self.left, self.right):
            toggle.setCheckable(True)
        self.setLayout(
            row(
                name,
                self.archive,
                self._offline,
                None,
                *buttons,
                self.menu_button,
                margins=(6, 0, 4, 0),
                spacing=6,
            )
        )
        themes.changed.connect(self._paint)
        self._paint()

    def _menu_button(self, actions: Actions) -> IconButton:
        button = IconButton(self._themes, "menu", "More of this archive")
        menu = QMenu(button)
        for group in _MENU:
            for action in group:
                menu.addAction(actions[action])
            menu.addSeparator()
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def show_panels(self, *, left: bool, right: bool) -> None:
        """Shows which of the side panels are in sight."""
        self.left.setChecked(left)
        self.right.setChecked(right)

    def _paint(self) -> None:
        theme = self._themes.current
        self._offline.setStyleSheet(f"color: {theme.entity[EntityKind.ORGANIZATION]};")
        self.theme_button.show_icon("sun" if theme.name == "dark" else "moon")
