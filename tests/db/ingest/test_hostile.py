"""Hostile files do no harm: a short run of `tests.benchmarks.hostile`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.ingest import Workshop
from tests.helpers.hostile.bombs import BOMBS
from tests.helpers.hostile.mutations import mutations
from tests.helpers.hostile.seeds import seeds
from tests.helpers.hostile.trial import attempt

OF_EACH = 6
QUICK_BOMBS = (
    "html-attributes", "html-deep", "html-comments", "zip-nested", "zip-overlapping", "docx-laughs",
    "xml-laughs-rss", "rtf-bin", "rtf-deep", "mail-nested", "mail-words", "json-deep", "pdf-cycle", "pdf-box",
    "warc-length", "gz-nested", "csv-columns", "text-spaces", "text-one-byte", "html-comment-run", "odt-deep",
)  # fmt: skip


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop(size=1) as workshop:
        yield workshop


def test_the_honest_files_are_read(workshop: Workshop, tmp_path: Path) -> None:
    for name, data in seeds().items():
        trial = attempt(workshop, tmp_path, name, data)
        assert trial.statements >= 1, name
        assert not trial.errors, name


@pytest.mark.parametrize("name", seeds())
def test_a_damaged_file_is_read_or_told_why_not(workshop: Workshop, tmp_path: Path, name: str) -> None:
    for data in mutations(seeds()[name], OF_EACH, 7):
        assert attempt(workshop, tmp_path, name, data).told


@pytest.mark.parametrize("name", QUICK_BOMBS)
def test_a_bomb_is_read_or_told_why_not(workshop: Workshop, tmp_path: Path, name: str) -> None:
    trial = attempt(workshop, tmp_path, name, BOMBS[name]())
    assert trial.told
    assert not {"file.reader_timeout", "file.reader_died", "file.reader_failed"} & set(trial.errors)


def test_there_are_many_bombs() -> None:
    assert len(BOMBS) >= 40
