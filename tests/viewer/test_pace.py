"""Time left is said only when it is known, and never jumps."""

from __future__ import annotations

import pytest

from db.progress import Progress
from viewer.pace import Pace, share_of, time_text


class _Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _step(done: int, total: int | None = 1000, **more: object) -> Progress:
    return Progress(stage="importing", done=0, total=5, bytes_done=done, bytes_total=total, **more)  # type: ignore[arg-type]


def _run(pace: Pace, clock: _Clock, seconds: int, speed: int, at: int = 0) -> int:
    for _ in range(seconds):
        clock.now += 1
        at += speed
        pace.step(_step(at))
    return at


def test_bytes_say_more_than_files() -> None:
    assert share_of(_step(250)) == 0.25
    assert share_of(Progress(stage="importing", done=1, total=4)) == 0.25
    assert share_of(Progress(stage="finding", done=7)) is None
    assert share_of(_step(2000)) == 1.0


def test_nothing_is_said_before_it_is_known() -> None:
    clock = _Clock()
    pace = Pace(clock)
    at = _run(pace, clock, 3, 10)
    assert pace.left is None
    _run(pace, clock, 7, 10, at)
    assert pace.left == pytest.approx(90, rel=0.02)


def test_one_slow_file_moves_it_only_a_little() -> None:
    clock = _Clock()
    pace = Pace(clock)
    at = _run(pace, clock, 60, 10)
    before = pace.left
    _run(pace, clock, 2, 0, at)
    assert before is not None
    assert pace.left is not None
    assert before < pace.left < 1.3 * before


def test_a_pause_does_not_count() -> None:
    clock = _Clock()
    pace = Pace(clock)
    at = _run(pace, clock, 30, 10)
    before = pace.left
    pace.step(_step(at, paused=True))
    clock.now += 3600
    pace.step(_step(at))
    assert pace.left == before


def test_another_stage_begins_anew() -> None:
    clock = _Clock()
    pace = Pace(clock)
    _run(pace, clock, 30, 10)
    pace.step(Progress(stage="indexing", done=1, total=2))
    assert pace.left is None


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (3, "a few seconds"),
        (30, "less than a minute"),
        (70, "about a minute"),
        (185, "about 3 minutes"),
        (1630, "about 25 minutes"),
        (3700, "about an hour"),
        (5300, "about 1.5 hours"),
    ],
)
def test_time_is_told_roughly(seconds: float, said: str) -> None:
    assert time_text(seconds) == said
