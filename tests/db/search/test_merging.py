"""Which segments of the index are merged, and that nothing is lost by it; parts of files read without copies."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.catalogue import shipped
from db.model import SearchRequest
from db.search import Engine, merging, open_engine
from db.search.mapped import MappedFile
from tests.db.search.statements import stamp, statement


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> Iterator[Engine]:
    made = open_engine(folder, shipped())
    yield made
    made.close()


def segments(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.seg")}


def add(engine: Engine, numbers: range, seq: int) -> None:
    documents = [statement(f"s{number}", f"Lamp {number}", "A lamp was lit.") for number in numbers]
    engine.apply(documents, (), stamp(seq))


def total(engine: Engine) -> int:
    return engine.search(SearchRequest(query="lamp")).total


def test_many_small_commits_leave_few_segments(engine: Engine, folder: Path) -> None:
    most = 0
    for number in range(40):
        add(engine, range(number, number + 1), number + 1)
        most = max(most, len(segments(folder)))
    assert total(engine) == 40
    assert most <= 2 * 8 + 1  # less than eight of each of two sizes, and the one that is written


def test_a_large_segment_stays_as_it_is(
    engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "LARGE", 20)
    add(engine, range(30), 1)
    large = segments(folder)
    for number in range(30, 45):
        add(engine, range(number, number + 1), number)
    assert large < segments(folder)
    assert total(engine) == 45


def test_a_segment_of_which_most_was_deleted_is_written_anew(
    engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "LARGE", 10)
    add(engine, range(40), 1)
    before = segments(folder)
    engine.apply((), [f"s{number}" for number in range(25)], stamp(2))
    engine.apply((), ["s30"], stamp(3))
    assert total(engine) == 14
    assert not before & segments(folder)


def test_one_commit_merges_no_more_than_a_large_segment(
    engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "LARGE", 64)
    for turn in range(9):
        add(engine, range(16 * turn, 16 * turn + 16), turn + 1)
    assert 3 <= len(segments(folder)) <= 6
    assert total(engine) == 144


def test_a_mapped_file_reads_as_a_file_does() -> None:
    data = bytes(range(256)) * 3 + b"\nsecond\nlast"
    mapped, plain = MappedFile(memoryview(data)), io.BytesIO(data)
    for offset, whence in ((5, 0), (-9, 2), (3, 1), (10_000, 0), (0, 0)):
        assert mapped.seek(offset, whence) == plain.seek(offset, whence)
        assert mapped.read(7) == plain.read(7)
        assert mapped.readline() == plain.readline()
        assert mapped.tell() == plain.tell()
    assert mapped.seek(-3, 2) == plain.seek(-3, 2)
    assert mapped.read() == plain.read() == b"ast"
    assert mapped.read() == b""
