"""Texts beyond all measure: bounded work, and nothing lost."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from db.catalogue import shipped
from db.errors import InputError
from db.indexing import searched
from db.indexing.documents import MAX_SEARCHED
from db.ingest import long_texts
from db.ingest.loading import load
from db.ingest.long_texts import PARTLY, analyse_any
from db.model import RawDocument
from db.readers import MOST_FILE_BYTES
from resources.messages import codes
from tests.helpers.texts import LETTER, RELEASE


@pytest.fixture
def short_limit(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(long_texts, "MAX_ANALYSED", 4000)
    return 4000


def raw(text: str) -> RawDocument:
    return RawDocument(text=text, media_type="text/plain")


def test_an_ordinary_text_is_analysed_whole() -> None:
    analysis, warnings = analyse_any(raw(RELEASE), shipped())
    assert (analysis.text, warnings) == (RELEASE, ())


def test_the_rest_of_a_long_text_is_cut_into_paragraphs(short_limit: int) -> None:
    text = RELEASE + "\n\n" + (LETTER + "\n \n  indented last\n\n") * 20
    analysis, warnings = analyse_any(raw(text), shipped())
    assert (analysis.text, warnings) == (text, (PARTLY,))
    assert PARTLY in codes()
    assert analysis.title.startswith("Norvania")
    assert max(reference.end for reference in analysis.references) <= short_limit
    covered = "".join(text[block.start : block.end] for block in analysis.blocks)
    assert "".join(covered.split()) == "".join(text.split())
    ends = [(block.start, block.end) for block in analysis.blocks]
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(ends))
    assert text[ends[-1][0] : ends[-1][1]] == "indented last"


def test_a_long_text_without_any_border_is_cut_all_the_same(short_limit: int) -> None:
    analysis, _ = analyse_any(raw("x" * 10_000), shipped())
    assert (analysis.blocks[0].start, analysis.blocks[-1].end) == (0, 10_000)


def test_of_a_text_full_of_names_less_is_analysed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_texts, "_MOST_SIGNS", 1000)
    text = RELEASE + "\n\n" + "Ghana, " * 2000
    analysis, warnings = analyse_any(raw(text), shipped())
    assert (analysis.text, warnings) == (text, (PARTLY,))
    assert len(RELEASE) < max(entity.end for entity in analysis.entities) < len(RELEASE) + 7_100
    assert analysis.blocks[-1].end == len(text.rstrip())


def test_very_many_paragraphs_become_few(short_limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_texts, "_MOST_PARAGRAPHS", 10)
    text = RELEASE + "\n\n" + "word\n\n" * 5000
    analysis, _ = analyse_any(raw(text), shipped())
    assert analysis.blocks[-1].end == len(text.rstrip())
    beyond = [block for block in analysis.blocks if block.start >= short_limit]
    assert len(beyond) <= 10


def test_what_is_searched_is_bounded() -> None:
    assert searched(RELEASE) == RELEASE
    assert len(searched("x" * (MAX_SEARCHED + 1))) == MAX_SEARCHED


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MOST_FILE_BYTES + 1)
    with pytest.raises(InputError) as caught:
        load(path, "large.txt")
    assert caught.value.code == "file.too_large"
    assert caught.value.params == {"name": "large.txt", "size": 65, "limit": 64}
