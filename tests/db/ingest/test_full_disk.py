"""A disk that becomes full during an import: a short run of `tests.benchmarks.import_full_disk`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.import_full_disk import isolated


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk in memory")
def test_an_import_onto_a_disk_that_is_full_is_told_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    attempt = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", str(tmp_path)]
    if not shutil.which("unshare") or subprocess.run(attempt, capture_output=True, check=False).returncode:
        pytest.skip("name spaces of one's own are not allowed here")
    ran = subprocess.run(isolated("inside", "1", "10", "3"), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
