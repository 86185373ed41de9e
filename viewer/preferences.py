"""What the window remembers between two runs: an INI file in the user's folder of settings."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import PlatformDirs
from PySide6.QtCore import QSettings

FILE_NAME = "window.ini"


def preferences(folder: Path | None = None) -> QSettings:
    """The settings of the window, in `folder` (default: where ``MUNIMENT_CONFIG_DIR`` or the system says)."""
    chosen = folder or Path(
        os.environ.get("MUNIMENT_CONFIG_DIR") or PlatformDirs("muniment", appauthor=False).user_config_dir
    )
    return QSettings(str(chosen / FILE_NAME), QSettings.Format.IniFormat)
