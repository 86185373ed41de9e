from __future__ import annotations

import platform
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Cancelled, InputError
from db.readers import ReaderPool, Untrusted
from db.readers.seccomp import supported
from db.readers.wire import Known
from resources.messages import codes
from tests.db.readers.misbehaving import handle

WORKER = "tests.db.readers.misbehaving"

needs_linux = pytest.mark.skipif(not supported(), reason="the filter is for Linux on x86_64 and aarch64")


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(WORKER, size=1, seconds=20) as pool:
        yield pool


def ask(pool: ReaderPool, order: str, path: str | None = None) -> bytes:
    return pool.process(f"{order}\n{path}".encode() if path else order.encode(), "order.txt")


def test_work_is_done_and_stray_prints_do_no_harm(pool: ReaderPool) -> None:
    assert [ask(pool, word) for word in ("one", "two")] == [b"ONE", b"TWO"]


def test_a_worker_stays_for_the_next_file(pool: ReaderPool) -> None:
    ask(pool, "one")
    worker = pool._idle[0]
    ask(pool, "two")
    assert pool._idle == [worker]


@needs_linux
def test_on_linux_the_confinement_is_full(pool: ReaderPool) -> None:
    ask(pool, "hello")
    assert pool.confinement is not None
    assert pool.confinement.full, pool.confinement


@needs_linux
@pytest.mark.parametrize(
    "order",
    [
        "read",
        "list",
        "write",
        "remove",
        "rename",
        "chmod",
        "mkdir",
        "symlink",
        "socket",
        "unix socket",
        "exec",
        "subprocess",
        "fork",
        "kill the parent",
        "look into the parent",
        "memory file",
        "raise a limit of the parent",
    ],
)
def test_no_way_out(pool: ReaderPool, tmp_path: Path, order: str) -> None:
    target = tmp_path / ("new" if order in {"mkdir", "symlink"} else "secret.txt" if order != "list" else "")
    (tmp_path / "secret.txt").write_text("kept")
    assert ask(pool, order, str(target)).startswith(b"denied")
    assert [path.name for path in tmp_path.iterdir()] == ["secret.txt"]
    assert (tmp_path / "secret.txt").read_text() == "kept"


@pytest.mark.parametrize("order", ["read", "write", "chmod", "rename", "socket", "subprocess", "memory file"])
def test_the_same_attempts_succeed_without_the_lock(tmp_path: Path, order: str) -> None:
    target = tmp_path / "secret.txt"
    target.write_text("open to all")
    if supported():
        assert handle(Untrusted(f"{order}\n{target}".encode(), "order.txt"), Known()) == b"done"


def test_threads_still_work(pool: ReaderPool) -> None:
    assert ask(pool, "thread") == b"done"


def test_what_cannot_be_used_is_told_by_code(pool: ReaderPool) -> None:
    with pytest.raises(InputError) as caught:
        ask(pool, "refuse")
    assert (caught.value.code, caught.value.params) == ("file.empty", {"name": "order.txt"})


def test_a_bug_costs_one_file_and_betrays_no_words(pool: ReaderPool) -> None:
    with pytest.raises(InputError) as caught:
        ask(pool, "blunder")
    assert caught.value.code == "file.reader_failed"
    assert "secret" not in str(caught.value)
    assert "LookupError, misbehaving.py" in str(caught.value)
    assert ask(pool, "next") == b"NEXT"


def test_a_worker_that_dies_costs_one_file(pool: ReaderPool) -> None:
    with pytest.raises(InputError) as caught:
        ask(pool, "die")
    assert caught.value.code == "file.reader_died"
    assert ask(pool, "next") == b"NEXT"


def test_a_worker_that_died_idle_costs_nothing(pool: ReaderPool) -> None:
    ask(pool, "one")
    pool._idle[0].end()
    pool._idle[0]._process.wait()
    assert ask(pool, "next") == b"NEXT"


@pytest.mark.skipif(platform.system() != "Linux", reason="only Linux keeps the limit on memory")
def test_too_much_memory_costs_one_file(pool: ReaderPool) -> None:
    with pytest.raises(InputError) as caught:
        ask(pool, "eat memory")
    assert caught.value.code == "file.reader_memory"
    assert ask(pool, "next") == b"NEXT"


def test_a_worker_that_hangs_costs_one_file() -> None:
    with ReaderPool(WORKER, size=1, seconds=0.3) as pool:
        with pytest.raises(InputError) as caught:
            ask(pool, "hang")
        assert caught.value.code == "file.reader_timeout"
        assert ask(pool, "next") == b"NEXT"


@pytest.mark.skipif(platform.system() == "Windows", reason="there only the clock on the wall counts")
def test_processor_time_is_what_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.readers.pool.seconds_for", lambda size: 0.5)
    monkeypatch.setattr("db.readers.pool._WALL", 1000.0)
    with ReaderPool(WORKER, size=1) as pool:
        with pytest.raises(InputError) as caught:
            ask(pool, "hang")
        assert caught.value.code == "file.reader_timeout"
        assert ask(pool, "next") == b"NEXT"


def test_work_can_be_interrupted_and_taken_up_again() -> None:
    with ReaderPool(WORKER, size=2) as pool:
        ask(pool, "hello")
        caught: list[BaseException] = []
        thread = threading.Thread(target=lambda: caught.append(_raised(pool, "hang")))
        thread.start()
        while not pool._busy:
            thread.join(0.001)
        pool.interrupt()
        thread.join()
        assert isinstance(caught[0], Cancelled)
        with pytest.raises(Cancelled):
            ask(pool, "more")
        pool.resume()
        assert ask(pool, "more") == b"MORE"


def _raised(pool: ReaderPool, order: str) -> BaseException:
    with pytest.raises(Exception) as caught:
        ask(pool, order)
    return caught.value


def test_several_threads_share_the_workers() -> None:
    with ReaderPool(WORKER, size=2) as pool:
        results: list[bytes] = []
        threads = [
            threading.Thread(target=lambda n=n: results.append(ask(pool, f"file {n}"))) for n in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(results) == sorted(f"FILE {n}".encode() for n in range(8))
        pool.shrink()
        assert len(pool._idle) == 1


def test_a_worker_that_cannot_start_is_told() -> None:
    with ReaderPool("tests.db.readers.no_such_module", size=1) as pool, pytest.raises(InputError) as caught:
        ask(pool, "hello")
    assert caught.value.code == "file.reader_unstartable"


def test_every_code_has_a_sentence() -> None:
    told = {"empty", "binary", "unsupported", "too_large", "reader_died", "reader_timeout"}
    told |= {"reader_memory", "reader_failed", "reader_unstartable"}
    assert {f"file.{name}" for name in told} <= codes()
