"""An export is written whole, or not at all."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from db.errors import Cancelled, InputError, KnownError, UsageError
from db.exporters import FORMATS, export
from db.progress import Progress
from resources.messages import codes, sentence
from tests.db.exporters.samples import CONTEXT, collection

posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")


def told(raised: pytest.ExceptionInfo[KnownError], code: str) -> str:
    """The sentence of an error; it must exist."""
    assert raised.value.code == code
    assert code in codes()
    return sentence(code, raised.value.params)


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_the_report_says_what_was_written(fmt: str, tmp_path: Path) -> None:
    output = tmp_path / "case file.out"
    steps: list[Progress] = []
    report = export(collection(), fmt, output, context=CONTEXT, progress=steps.append)
    assert (report.format, report.excerpts, report.statements) == (fmt, 5, 3)
    assert report.path == str(output)
    assert report.sha256 == hashlib.sha256(output.read_bytes()).hexdigest()
    assert [path.name for path in tmp_path.iterdir()] == ["case file.out"]
    assert (steps[-1].done, steps[-1].total) == (3, 3)


def test_a_file_that_is_there_is_replaced(tmp_path: Path) -> None:
    output = tmp_path / "a.md"
    output.write_text("older and much longer " * 10_000)
    export(collection(), "markdown", output, context=CONTEXT)
    assert output.read_text(encoding="utf-8").startswith("# Annotated excerpts")


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_work_that_is_stopped_leaves_what_was_there(fmt: str, tmp_path: Path) -> None:
    def stop(step: Progress) -> None:
        if step.done == 1:
            raise Cancelled()

    output = tmp_path / "a"
    output.write_text("older")
    with pytest.raises(Cancelled):
        export(collection(), fmt, output, context=CONTEXT, progress=stop)
    assert output.read_text() == "older"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_an_unknown_format_names_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        export(collection(), "pdf", tmp_path / "a.pdf", context=CONTEXT)
    assert "markdown, html, docx" in told(raised, "export.unknown_format")


def test_nothing_to_export_says_how_to_mark_something(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        export((), "html", tmp_path / "a.html", context=CONTEXT)
    assert "muniment annotate" in told(raised, "export.nothing")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        export(collection(), "html", tmp_path / "absent" / "a.html", context=CONTEXT)
    assert str(tmp_path / "absent") in told(raised, "export.no_folder")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError) as raised:
        export(collection(), "html", tmp_path / "file" / "a.html", context=CONTEXT)
    told(raised, "export.no_folder")


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        export(collection(), "html", tmp_path, context=CONTEXT)
    assert str(tmp_path) in told(raised, "export.is_folder")


@pytest.mark.parametrize("name", ["x" * 300, "nul\0byte"])
def test_an_impossible_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        export(collection(), "html", tmp_path / name, context=CONTEXT)
    assert "\0" not in told(raised, "export.bad_name")


@posix
def test_the_longest_name_that_is_possible_is_possible(tmp_path: Path) -> None:
    output = tmp_path / ("x" * 250 + ".html")
    export(collection(), "html", output, context=CONTEXT)
    assert output.exists()


@posix
def test_what_is_not_a_file_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError) as raised:
        export(collection(), "html", tmp_path / "pipe", context=CONTEXT)
    told(raised, "export.not_a_file")
    assert (tmp_path / "pipe").is_fifo()


@posix
def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder / "a.md")
    export(collection(), "markdown", tmp_path / "link", context=CONTEXT)
    assert (tmp_path / "link").is_symlink()
    assert (folder / "a.md").is_file()
    assert len(list(folder.iterdir())) == 1


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InputError) as raised:
            export(collection(), "html", tmp_path / "a.html", context=CONTEXT)
    finally:
        tmp_path.chmod(0o700)
    told(raised, "export.no_permission")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a file system that refuses")
def test_a_system_folder_is_told_as_one_without_permission() -> None:
    with pytest.raises(InputError) as raised:
        export(collection(), "html", Path("/proc/1/muniment.html"), context=CONTEXT)
    assert raised.value.code in {"export.no_permission", "export.no_folder"}


@posix
@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_a_disk_that_fills_up_leaves_what_was_there(fmt: str, tmp_path: Path) -> None:
    import resource
    import signal

    output = tmp_path / "a"
    output.write_text("older")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, before[1]))
    try:
        with pytest.raises(InputError) as raised:
            export(collection(), fmt, output, context=CONTEXT)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert "full" in told(raised, "export.disk_full")
    assert output.read_text() == "older"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
