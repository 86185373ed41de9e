#!/usr/bin/env python3
"""Sets Muniment up on a fresh machine and runs it: ``python3 run.py demo``, ``python3 run.py test``.

Needs Python 3.11 or newer and nothing else. Makes a virtual environment beside this file, installs the
program into it, and looks whether the system libraries that Qt needs are there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLDEST = (3, 11)
FONTS = ("fonts-noto-core", "fonts-noto-cjk")
USAGE = """Usage:
    python3 run.py demo [--screenshot window.png]   open the program on the sample archive
    python3 run.py test [ARGUMENTS OF PYTEST]       run the tests
    python3 run.py muniment [ARGUMENTS]             run the program itself
    python3 run.py check                            linter, type checker and import contracts"""


def main(arguments: list[str]) -> int:
    """Runs one of the commands above; gives its exit status."""
    if sys.version_info < OLDEST:
        print(
            f"Muniment needs Python 3.11 or newer; this is Python {sys.version.split()[0]}.", file=sys.stderr
        )
        return 2
    command, *rest = arguments or ["help"]
    if command == "demo":
        return set_up() or libraries(rest) or run("muniment", "demo", *rest)
    if command == "muniment":
        return set_up() or run("muniment", *rest)
    if command == "test":
        return set_up("test") or libraries(["--screenshot"]) or run("python", "-m", "pytest", *rest)
    if command == "check":
        return set_up("test") or check()
    print(USAGE, file=sys.stderr)
    return 0 if command in {"help", "-h", "--help"} else 2


def environment() -> Path:
    """The virtual environment for this Python: several can stand side by side."""
    return HERE / f".venv-{sys.version_info.major}.{sys.version_info.minor}"


def tool(name: str) -> Path:
    """A program of the virtual environment."""
    folder, suffix = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return environment() / folder / f"{name}{suffix}"


def run(name: str, *arguments: str) -> int:
    """Runs a program of the virtual environment."""
    try:
        return subprocess.run([str(tool(name)), *arguments], cwd=HERE, check=False).returncode
    except KeyboardInterrupt:
        return 130


def set_up(extra: str = "") -> int:
    """Makes the virtual environment and installs the program into it, unless that was done already."""
    wanted = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    stamp = environment() / f"muniment{extra and '-' + extra}.stamp"
    if stamp.exists() and stamp.read_text() == wanted and tool("python").exists():
        return 0
    print(f"Setting up in {environment().name} (once; a minute or so) ...", file=sys.stderr)
    try:
        if not tool("python").exists():
            venv.create(environment(), with_pip=True, clear=environment().exists())
    except subprocess.CalledProcessError:
        shutil.rmtree(environment(), ignore_errors=True)
        print(
            "Python could not make a virtual environment. On Debian or Ubuntu:\n"
            "    sudo apt-get install python3-venv\nThen run the same command again.",
            file=sys.stderr,
        )
        return 1
    what = f".[{extra}]" if extra else "."
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", what)
    if status := run("python", *pip):
        print(
            "pip could not install what Muniment needs (see above). This one step needs the\n"
            "package index: run the same command again when it can be reached.",
            file=sys.stderr,
        )
        return status
    stamp.write_text(wanted)
    return 0


def libraries(arguments: list[str]) -> int:
    """Looks for the system libraries of Qt; installs them where that is possible without asking."""
    sys.path.insert(0, str(HERE))
    from viewer.display import missing_packages

    packages = [*missing_packages(offscreen="--screenshot" in " ".join(arguments)), *missing_fonts()]
    if not packages or not sys.platform.startswith("linux"):
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print(f"Installing system packages: {' '.join(packages)}", file=sys.stderr)
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
        installed = subprocess.run(
            ["apt-get", "install", "-y", "-qq", *packages],
            check=False,
            **quiet,  # type: ignore[call-overload]
        )
        if installed.returncode == 0:
            return 0
    print(
        "Muniment can go on only with these system packages (Debian's and Ubuntu's names):\n"
        f"    sudo apt-get install {' '.join(packages)}\nThen run the same command again.",
        file=sys.stderr,
    )
    return 1 if missing_packages(offscreen=True) else 0


def missing_fonts() -> list[str]:
    """Fonts for the six languages; the program runs without them, but shows boxes for some scripts."""
    if not shutil.which("fc-list"):
        return list(FONTS)
    known = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
    wanted = {"fonts-noto-core": "Noto Naskh Arabic", "fonts-noto-cjk": "Noto Sans CJK"}
    return [package for package, family in wanted.items() if family not in known]


def check() -> int:
    """The checks beside the tests; all run, so that one sees all that is wrong at once."""
    results = [
        run("ruff", "check", "."),
        run("ruff", "format", "--check", "."),
        run("mypy"),
        run("lint-imports", "--no-cache"),
    ]
    return max(results)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
