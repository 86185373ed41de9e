"""Imports onto a disk that is too small: ``python -m tests.benchmarks.import_full_disk [STEPS]`` (8 without).

Linux only, in a name space of its own: a small disk in memory is mounted there, which no other program sees. The disk
is full at other places in the import each time. What is looked for: a message that says so, an archive that is
sound, and an import that goes on when there is room again and ends as if nothing had been.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.helpers.mixed_folder import differences, half_there, held, make_mixed_folder

MEBIBYTE = 1 << 20
_ROOM = "512m"


def isolated(*arguments: str) -> list[str]:
    """The command that runs this program where it may mount."""
    return ["unshare", "-rm", sys.executable, "-m", "tests.benchmarks.import_full_disk", *arguments]


def trial(place: Path, folder: Path, kibibytes: int, *, index_too: bool) -> tuple[list[str], bool]:
    """One import on a disk with so much room left for it; what went wrong, and whether the disk was full."""
    disk = place / "disk"
    disk.mkdir(exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={_ROOM}", "none", str(disk))
    try:
        shutil.copytree(place / "template.muniment", disk / "a.muniment")
        os.environ["MUNIMENT_CACHE_DIR"] = str((disk if index_too else place) / "cache")
        used = shutil.disk_usage(disk).used // 1024
        _mount("-o", f"remount,size={used + kibibytes}k", str(disk))
        ran = _muniment("import", str(folder), "--archive", str(disk / "a.muniment"))
        full = "is full" in ran.stderr
        wrong = []
        if ran.returncode not in (1, 3) or full != (ran.returncode == 3):
            wrong.append(f"status {ran.returncode}: {ran.stderr[-600:]}")
        if "Traceback" in ran.stderr:
            wrong.append(f"a traceback: {ran.stderr[-900:]}")
        _mount("-o", f"remount,size={_ROOM}", str(disk))
        wrong += half_there(disk / "a.muniment")
        runs = held(disk / "a.muniment")["runs"]
        if not runs or runs[-1][0] != "finished":
            onwards = ["--go-on"] if runs else [str(folder)]
            ran = _muniment("import", *onwards, "--archive", str(disk / "a.muniment"))
            if ran.returncode > 1:
                wrong.append(f"going on: {ran.stderr[-600:]}")
        wrong += half_there(disk / "a.muniment")
        wrong += differences(held(place / "whole.muniment"), held(disk / "a.muniment"))
        return wrong, full
    finally:
        _mount("-l", str(disk), program="umount")


def run(steps: int, rows: int = 60, files: int = 6) -> int:
    """Imports with ever more room; how many went wrong, or none of which found the disk full."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        os.environ["MUNIMENT_CACHE_DIR"] = str(place / "cache")
        folder = make_mixed_folder(place / "folder", rows, files)
        _muniment("init", "--archive", str(place / "template.muniment"))
        shutil.copytree(place / "template.muniment", place / "whole.muniment")
        _muniment("import", str(folder), "--archive", str(place / "whole.muniment"))
        wanted = (_size(place / "whole.muniment") - _size(place / "template.muniment")) // 1024
        wrong = fulls = 0
        for step in range(steps):
            kibibytes = (2 * step + 1) * wanted // (2 * steps)
            found, full = trial(place, folder, kibibytes, index_too=bool(step % 2))
            fulls += full
            wrong += bool(found)
            print(
                f"{kibibytes} KiB: {'full' if full else 'enough'}; {'; '.join(found) or 'as it should be'}",
                flush=True,
            )
        print(f"{steps} imports, {fulls} found the disk full, {wrong} went wrong")
        return wrong + (not fulls)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _muniment(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "viewer", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _mount(*arguments: str, program: str = "mount") -> None:
    subprocess.run([program, *arguments], check=True, capture_output=True)


def main() -> int:
    if sys.argv[1:2] == ["inside"]:
        return run(*map(int, sys.argv[2:]))
    steps = sys.argv[1] if len(sys.argv) > 1 else "8"
    return subprocess.run(isolated("inside", steps), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
