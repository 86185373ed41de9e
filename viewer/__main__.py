"""The command ``muniment``: with a command, the command line; without, the window."""

from __future__ import annotations

import sys
from pathlib import Path

_DRAWN, _NO_SCREEN = 0, 3


def main() -> int:
    """Runs the program; gives the exit status."""
    arguments = sys.argv[1:]
    if arguments:
        from db.cli.main import main as command_line

        return command_line(arguments, open_window)
    return open_window(None, None)


def open_window(archive: Path | None, screenshot: Path | None) -> int:
    """Opens the window, or draws it into a PNG file; without a screen, says what is missing."""
    from viewer.display import missing_for_window

    missing = missing_for_window(offscreen=screenshot is not None)
    if missing is not None:
        print(missing, file=sys.stderr)
        return _NO_SCREEN
    from viewer.app import open_window as run

    return run(archive, screenshot)


if __name__ == "__main__":
    sys.exit(main())
