"""The whole window over a real archive and a real core, drawn into a picture."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from db import Archive

ROOT = Path(__file__).resolve().parents[2]
RELEASE = """Norland: experts call for the release of dockers’ leaders

05 June 2025

PORT ASTER – A group of independent experts today called on Norland to release eleven leaders of the
dockers’ union. “Freedom of association is not a favour,” the experts said. They recalled ILO Convention
No. 87.
"""


def _draw(archive: Path, picture: Path, config: Path) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys; from pathlib import Path; from viewer.app import open_window; "
        "sys.exit(open_window(Path(sys.argv[1]), Path(sys.argv[2]), theme='light', query='freedom', "
        "size=(1200, 800)))"
    )
    return subprocess.run(
        [sys.executable, "-c", code, str(archive), str(picture)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "MUNIMENT_CONFIG_DIR": str(config), "MUNIMENT_CACHE_DIR": str(config)},
        check=False,
    )


def test_a_picture_of_a_real_archive_is_drawn_and_nothing_is_remembered(tmp_path: Path) -> None:
    file = tmp_path / "release.txt"
    file.write_text(RELEASE, encoding="utf-8")
    with Archive.create(tmp_path / "a.muniment") as archive:
        archive.import_paths([str(file)])
    done = _draw(tmp_path / "a.muniment", tmp_path / "pictures" / "window.png", tmp_path / "config")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    image = QImage(str(tmp_path / "pictures" / "window.png"))
    assert (image.width(), image.height()) == (1200, 800)
    colours = {image.pixelColor(x, y).name() for x in range(0, 1200, 2) for y in range(0, 800, 2)}
    assert "#ffb84d" in colours  # the hit the statement was opened at
    assert not (tmp_path / "config" / "window.ini").exists()
