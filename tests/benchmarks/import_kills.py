"""Kills imports: ``python -m tests.benchmarks.import_kills [KILLS]`` (200 without), ``... full`` for a full disk.

A folder of many kinds of files is imported by ``muniment import`` in a process of its own, which is killed
with all its workers at an instant that nobody chose, often again while it goes on. After every kill the archive is
opened and looked through; when the import has gone on to its end, the archive must hold just what that of an
import holds which nobody disturbed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.helpers.mixed_folder import differences, half_there, held, make_mixed_folder

AGAIN = 0.85
"""How likely it is that what goes on is killed too."""


@dataclass
class Finding:
    """What kills came to: in which stages they hit, what was wrong, and how long opening took after them."""

    kills: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    trials: int = 0


class Trials:
    """An import that is known, and others like it that are killed."""

    def __init__(self, place: Path, *, rows: int = 100, files: int = 10) -> None:
        self.place = place
        self.folder = make_mixed_folder(place / "folder", rows, files)
        self.template = place / "template.muniment"
        self.environment = {
            **os.environ,
            "MUNIMENT_CACHE_DIR": str(place / "cache"),
            "MUNIMENT_TRIAL": str(place),
        }
        os.environ["MUNIMENT_CACHE_DIR"] = str(place / "cache")
        self._muniment("init")
        whole = self._copy("whole")
        began = time.perf_counter()
        self._muniment("import", str(self.folder), archive=whole)
        self.seconds = time.perf_counter() - began
        self.expected: dict[str, Any] = held(whole)

    def trial(self, number: int, dice: random.Random, finding: Finding) -> None:
        """One import, killed at least once unless it was done before, and gone on with to its end."""
        archive = self._copy("trial")
        finding.trials += 1
        arguments = ["import", str(self.folder)]
        after = dice.uniform(0, 1.05) * self.seconds
        while self._killed(arguments, archive, after):
            finding.kills += 1
            finding.stages[self._stage(archive)] += 1
            wrong = half_there(archive) + self._left_running()
            finding.wrong += [f"{number}, after {after:.2f} s: {one}" for one in wrong]
            if self._state(archive) == "finished":
                break
            arguments = self._onwards(archive)
            after = dice.uniform(0, 1.05) * self.seconds if dice.random() < AGAIN else 600.0
        wrong = half_there(archive) + differences(self.expected, held(archive))
        finding.wrong += [f"{number}, at the end: {one}" for one in wrong]

    def _killed(self, arguments: list[str], archive: Path, after: float) -> bool:
        """Runs ``muniment`` and kills it after so many seconds; False where it ended before."""
        command = [sys.executable, "-m", "viewer", *arguments, "--archive", str(archive)]
        with subprocess.Popen(
            command,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                process.wait(after)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                return True
        if process.returncode > 1:
            raise RuntimeError(f"{arguments} gave {process.returncode}")
        return False

    def _onwards(self, archive: Path) -> list[str]:
        """How a researcher goes on: with the import that was begun, or by beginning it."""
        return ["import", "--go-on"] if self._state(archive) else ["import", str(self.folder)]

    def _state(self, archive: Path) -> str | None:
        """The state of the import; None where it was not begun."""
        runs = held(archive)["runs"]
        return str(runs[-1][0]) if runs else None

    def _stage(self, archive: Path) -> str:
        """How far it came. Opening notes that the import was cut off."""
        now = held(archive)
        if not now["runs"]:
            return "before it began"
        if now["runs"][-1][0] == "finished":
            return "after it was done"
        share = len(now["statements"]) / len(self.expected["statements"])
        if share in (0, 1):
            return "nothing stored yet" if share == 0 else "all stored, not ended"
        return f"{int(share * 4) * 25} % stored and more"

    def _left_running(self) -> list[str]:
        """Processes of the killed program that live on."""
        mark = f"MUNIMENT_TRIAL={self.place}".encode()
        found = []
        for file in Path("/proc").glob("[0-9]*/environ"):
            try:
                alive = mark in file.read_bytes()
            except OSError:
                continue
            if alive:
                found.append(f"left running: {file.parent.name}")
        return found

    def _copy(self, name: str) -> Path:
        target = self.place / f"{name}.muniment"
        shutil.rmtree(target, ignore_errors=True)
        shutil.rmtree(self.place / "cache", ignore_errors=True)
        shutil.copytree(self.template, target)
        return target

    def _muniment(self, *arguments: str, archive: Path | None = None) -> None:
        command = [sys.executable, "-m", "viewer", *arguments, "--archive", str(archive or self.template)]
        ran = subprocess.run(command, env=self.environment, capture_output=True, check=False)
        if ran.returncode > 1:
            raise RuntimeError(ran.stderr.decode())


def run(kills: int, seed: int = 20310512) -> Finding:
    """So many kills; prints what is wrong as it is found."""
    dice, finding = random.Random(seed), Finding()
    with tempfile.TemporaryDirectory() as scratch:
        trials = Trials(Path(scratch))
        print(f"undisturbed: {trials.seconds:.1f} s, {len(trials.expected['statements'])} statements")
        while finding.kills < kills:
            said = len(finding.wrong)
            trials.trial(finding.trials + 1, dice, finding)
            for wrong in finding.wrong[said:]:
                print(wrong, flush=True)
            print(f"{finding.kills} kills, {len(finding.wrong)} wrong: {dict(finding.stages)}", flush=True)
    return finding


def main() -> int:
    finding = run(
        int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 1
    )
    print(f"{finding.kills} kills in {finding.trials} imports, {len(finding.wrong)} things wrong")
    for stage, number in sorted(finding.stages.items()):
        print(f"  {stage}: {number}")
    return 1 if finding.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
