"""The laws of the house (DESIGN §2, STYLE) as tests."""

import ast
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("db", "viewer", "resources")
MODULES = sorted(chain.from_iterable((ROOT / package).rglob("*.py") for package in PACKAGES))
MOST_LINES = 400
MOST_FUNCTION_LINES = 60

pytestmark = pytest.mark.architecture


def _functions() -> list[tuple[int, str]]:
    found = []
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append((lines, f"{module.relative_to(ROOT)}:{node.lineno} {node.name}"))
    return found


def test_imports_keep_the_contracts() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_modules_are_small_rooms() -> None:
    sizes = {m.relative_to(ROOT): len(m.read_text(encoding="utf-8").splitlines()) for m in MODULES}
    assert {str(name): size for name, size in sizes.items() if size > MOST_LINES} == {}
    assert sorted(sizes.values())[len(sizes) // 2] <= 150


def test_functions_fit_a_screen() -> None:
    sizes = sorted(_functions())
    assert [entry for entry in sizes if entry[0] > MOST_FUNCTION_LINES] == []
    assert sizes[int(len(sizes) * 0.9)][0] <= 30


def test_every_package_is_in_the_wheel() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
        "packages"
    ]
    present = {
        ".".join(folder.relative_to(ROOT).parts)
        for package in PACKAGES
        for folder in chain([ROOT / package], (ROOT / package).rglob("*"))
        if folder.is_dir()
        and (folder / "__init__.py").exists()
        and not folder.is_relative_to(ROOT / "resources" / "sample")
    }
    assert present == set(listed)


def test_no_path_of_a_machine_and_no_private_remark() -> None:
    for module in MODULES:
        text = module.read_text(encoding="utf-8")
        assert "/home/" not in text, module
        assert "TODO" not in text, module


def test_every_error_code_has_a_sentence() -> None:
    from resources.messages import codes

    known = codes()
    missing = []
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            if node.func.id in {
                "InputError",
                "UsageError",
                "ArchiveError",
                "QueryError",
                "Damage",
                "KnownError",
            }:
                code = node.args[0]
                if isinstance(code, ast.Constant) and code.value not in known:
                    missing.append(f"{module.relative_to(ROOT)}:{node.lineno} {code.value}")
    assert missing == []


def test_the_window_imports_no_database_and_no_index() -> None:
    program = (
        "import sys, viewer.app, viewer.core\n"
        "heavy = {'sqlalchemy', 'whoosh', 'alembic', 'docx', 'numpy', 'db.archive'} & set(sys.modules)\n"
        "sys.exit(' '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
