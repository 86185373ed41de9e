"""The real files beside the project, where they are present."""

from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2].parent / "shared"


def shared(name: str) -> Path:
    """The path of a real file; the test is skipped, saying so, where it is absent."""
    path = _ROOT / name
    if not path.exists():
        pytest.skip(f"needs the real file {name}, which is not beside the project")
    return path
