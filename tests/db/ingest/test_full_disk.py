"""A disk that becomes full during an import: a short run of `tests.benchmarks.import_full_disk`."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.benchmarks.import_full_disk import isolated


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk in memory")
def test_an_import_onto_a_disk_that_is_full_is_told_and_goes_on_when_there_is_room() -> None:
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("name spaces are not allowed here")
    ran = subprocess.run(isolated("inside", "1", "10", "3"), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
