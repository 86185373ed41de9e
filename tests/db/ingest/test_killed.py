"""Imports that are killed with all their workers: a short run of `tests.benchmarks.import_kills`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db.archive import Archive
from tests.helpers.command_line import muniment
from tests.helpers.mixed_folder import differences, half_there, held, make_mixed_folder

ROWS, FILES = 40, 4

_PROGRAM = """
import sys
from db.archive import Archive
from db.ingest import pipeline
pipeline.BATCH = 5
def tell(step):
    print(step.stage, step.statements, flush=True)
with Archive.open(sys.argv[1]) as archive:
    if archive.imports.runs():
        archive.imports.go_on(archive.imports.last_unfinished(), progress=tell)
    else:
        archive.import_paths([sys.argv[2]], progress=tell)
print("ended", flush=True)
"""


def killed(archive: Path, folder: Path, stage: str, statements: int) -> None:
    """Imports, or goes on, and kills the program when it tells that it came so far."""
    command = [sys.executable, "-c", _PROGRAM, str(archive), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            now, number = line.split()
            if now == stage and int(number) >= statements:
                break
        os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="whole groups of processes are killed")
def test_an_import_that_was_killed_four_times_ends_as_if_it_had_not_been(
    tmp_path: Path, own_folders: Path
) -> None:
    folder = make_mixed_folder(tmp_path / "folder", ROWS, FILES)
    with Archive.create(tmp_path / "whole.muniment") as whole:
        whole.import_paths([folder])
    expected = held(tmp_path / "whole.muniment")
    everything = len(expected["statements"])
    archive = tmp_path / "killed.muniment"
    Archive.create(archive).close()
    # among its first files, in its ZIP, in its table, and when all is stored but its end not noted
    for stored in (1, FILES + 6, everything - FILES - 20, everything):
        killed(archive, folder, "importing", stored)
        assert half_there(archive) == []
        assert [run[0] for run in held(archive)["runs"]] == ["cut_off"]
    ran = muniment("import", "--go-on", "--archive", archive)
    assert ran.status == 1, ran.err  # some files failed, as they must
    assert half_there(archive) == []
    assert differences(expected, held(archive)) == []
