"""How a container comes through the locked-up worker: piece by piece in, member by member out."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from typing import BinaryIO, cast

import pytest

from db.errors import Cancelled, InputError
from db.model import ColumnMapping, Failure, RawDocument
from db.readers import Options, ReaderPool

WORKER = "tests.db.readers.misbehaving"


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(WORKER, size=1, seconds=20) as pool:
        yield pool


def lines(*orders: str) -> BinaryIO:
    return io.BytesIO("\n".join(orders).encode())


def names(pool: ReaderPool, file: BinaryIO) -> list[str]:
    return [member.untrusted_path for member in pool.unpack(file, "orders")]


def documents(*texts: str) -> list[RawDocument]:
    return [RawDocument(text=text, media_type="text/plain") for text in texts]


class Counting(io.BytesIO):
    """Notes the pieces that are read."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.sizes: list[int] = []

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self.sizes.append(len(piece))
        return piece


def test_members_come_one_by_one_with_what_was_made_of_them(pool: ReaderPool) -> None:
    members = list(pool.unpack(lines("one", "two"), "orders", Options(passwords=("a", "b"))))
    assert [(m.untrusted_path, m.data, m.key) for m in members] == [
        ("one", b"ONE", "a,b"),
        ("two", b"TWO", "a,b"),
    ]


def test_a_large_file_is_read_a_mebibyte_at_a_time_and_only_as_far_as_wanted(pool: ReaderPool) -> None:
    file = Counting(b"line\n" * (1 << 20))
    members = pool.unpack(file, "orders")
    assert next(members).untrusted_path == "line"
    members.close()
    assert file.sizes == [1 << 20]
    assert names(pool, lines("after")) == ["after"]


def test_all_of_a_large_file_is_read_once(pool: ReaderPool) -> None:
    file = Counting(b"a rather long line that is given back\n" * 50_000)
    assert len(names(pool, file)) == 50_000
    assert sum(file.sizes) == len(file.getvalue())


def test_beyond_the_end_there_is_nothing(pool: ReaderPool) -> None:
    assert next(pool.unpack(lines("beyond"), "orders")).data == b""


@pytest.mark.parametrize(
    ("order", "code"),
    [("die", "file.reader_died"), ("blunder", "file.reader_failed"), ("refuse", "file.empty")],
)
def test_what_came_before_the_end_is_kept(pool: ReaderPool, order: str, code: str) -> None:
    seen: list[str] = []
    with pytest.raises(InputError) as caught:
        seen.extend(member.untrusted_path for member in _noting(pool, lines("one", order, "never"), seen))
    assert seen == ["one"]
    assert (caught.value.code, caught.value.params["name"]) == (code, "orders")
    assert names(pool, lines("next")) == ["next"]


def _noting(pool: ReaderPool, file: BinaryIO, seen: list[str]) -> Iterator[str]:
    for member in pool.unpack(file, "orders"):
        seen.append(member.untrusted_path)
    yield from ()


@pytest.mark.parametrize("order", ["hang", "go round"])
def test_a_member_that_takes_too_long_ends_the_work(order: str) -> None:
    with ReaderPool(WORKER, size=1, seconds=0.3) as pool:
        with pytest.raises(InputError) as caught:
            names(pool, lines("one", order))
        assert caught.value.code == "file.reader_timeout"


def test_a_container_in_a_container_does_not_wait_for_the_first(pool: ReaderPool) -> None:
    outer = pool.unpack(lines("one", "two"), "orders")
    next(outer)
    inner = pool.unpack(lines("three"), "orders")
    assert next(inner).untrusted_path == "three"
    assert pool.process(b"four", "order.txt") == b"FOUR"
    assert [member.untrusted_path for member in (*inner, *outer)] == ["two"]


def test_unpacking_can_be_interrupted() -> None:
    with ReaderPool(WORKER, size=1) as pool:
        members = pool.unpack(lines("one", "hang"), "orders")
        next(members)
        caught: list[type[BaseException]] = []
        thread = threading.Thread(target=lambda: caught.append(_kind_raised(members)))
        thread.start()
        pool.interrupt()
        thread.join()
        assert caught == [Cancelled]


def _kind_raised(members: Iterator[object]) -> type[BaseException]:
    with pytest.raises(Exception) as caught:
        next(members)
    return caught.type


def test_a_file_that_cannot_be_read_any_more_is_told(pool: ReaderPool) -> None:
    class Unplugged(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(InputError) as caught:
        names(pool, cast(BinaryIO, Unplugged(b"one\n")))
    assert (caught.value.code, caught.value.params["reason"]) == ("file.unreadable", "Input/output error")


def test_a_file_is_sorted_by_its_beginning(pool: ReaderPool) -> None:
    assert [pool.sort(head, "x") for head in (b"a\nb", b"a")] == ["lines", None]


def test_a_table_is_shown_with_the_mapping_that_was_given(pool: ReaderPool) -> None:
    mapping = ColumnMapping(text="body")
    shown = pool.preview(lines("id", "body"), "t.csv", Options(mapping=mapping))
    assert shown is not None
    assert (shown.columns, shown.mapping) == (("id", "body"), mapping)


def test_many_documents_are_one_job_and_one_that_fails_costs_itself(pool: ReaderPool) -> None:
    assert pool.process_many(documents("one", "blunder", "two"), "rows") == [
        b"ONE",
        Failure(
            code="file.reader_failed",
            params={"name": "rows", "reason": "LookupError, misbehaving.py:" + _line_of_blunder()},
        ),
        b"TWO",
    ]


def _line_of_blunder() -> str:
    from tests.db.readers import misbehaving

    source = (misbehaving.__file__ or "").replace(".pyc", ".py")
    with open(source, encoding="utf-8") as file:
        return str(next(n for n, line in enumerate(file, 1) if "raise LookupError" in line))


def test_a_document_that_kills_the_worker_costs_itself(pool: ReaderPool) -> None:
    answers = pool.process_many(documents("one", "die", "two"), "rows")
    assert answers == [b"ONE", Failure(code="file.reader_died", params={"name": "rows"}), b"TWO"]
    assert pool.process_many([], "rows") == []
