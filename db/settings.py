"""What a person prefers, kept in a small file; a damaged file means the defaults, never a failure."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from db import paths

FILE_NAME = "settings.json"
SMALLEST_TEXT, LARGEST_TEXT = 8, 40

Theme = Literal["system", "light", "dark"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Preferences.

    Attributes:
        theme: follow the system, or always one.
        language: of the program's own words (ISO 639-1).
        text_size: of the reader, in points.
        last_archive: the folder opened last, or None.
        extra: what parts of the window want to remember, by name; plain text.
    """

    theme: Theme = "system"
    language: str = "en"
    text_size: int = 12
    last_archive: str | None = None
    extra: dict[str, str] = {}


def settings_file() -> Path:
    """Where the settings lie."""
    return paths.config_dir() / FILE_NAME


def load() -> Settings:
    """The settings. What is missing, damaged or unknown has its default; the other values still count."""
    try:
        plain = msgspec.json.decode(settings_file().read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Settings()
    if not isinstance(plain, dict):
        return Settings()
    settings = Settings()
    for field in msgspec.structs.fields(Settings):
        if field.name in plain:
            with suppress(msgspec.ValidationError):
                value = msgspec.convert(plain[field.name], field.type)
                settings = msgspec.structs.replace(settings, **{field.name: value})
    size = min(LARGEST_TEXT, max(SMALLEST_TEXT, settings.text_size))
    return msgspec.structs.replace(settings, text_size=size)


def save(settings: Settings) -> None:
    """Writes the settings, whole or not at all. Raises `OSError` where that cannot be done."""
    target = settings_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=FILE_NAME)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(settings)))
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
