import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import UsageError
from db.model import DiffKind, DiffPiece
from db.store import Store
from db.works import Works, diff
from tests.db.store.making import analysis, source

WORDS = st.lists(
    st.sampled_from(["the", "port", "union", "国", "é", ".", " ", "\n\n", ", "]), max_size=40
).map("".join)


def shown(left: str, right: str) -> list[tuple[str, str]]:
    return [
        (
            piece.kind.value,
            left[piece.left_start : piece.left_end] or right[piece.right_start : piece.right_end],
        )
        for piece in diff(left, right)
    ]


def covers(left: str, right: str, pieces: tuple[DiffPiece, ...]) -> bool:
    at = (0, 0)
    for piece in pieces:
        if (piece.left_start, piece.right_start) != at:
            return False
        at = (piece.left_end, piece.right_end)
        ours, theirs = left[piece.left_start : piece.left_end], right[piece.right_start : piece.right_end]
        wanted = {
            DiffKind.SAME: ours == theirs != "",
            DiffKind.REMOVED: ours and not theirs,
            DiffKind.ADDED: theirs and not ours,
        }
        if not wanted[piece.kind]:
            return False
    return at == (len(left), len(right))


@given(WORDS, WORDS)
def test_the_pieces_make_both_texts(left: str, right: str) -> None:
    assert covers(left, right, diff(left, right))


def test_changed_words_are_told() -> None:
    assert shown(
        "The men were set free on Monday, they said.", "The men were released on Tuesday, they said."
    ) == [
        ("same", "The men were "),
        ("removed", "set free "),
        ("added", "released "),
        ("same", "on "),
        ("removed", "Monday"),
        ("added", "Tuesday"),
        ("same", ", they said."),
    ]


def test_marks_between_changes_are_no_islands() -> None:
    assert shown("It ended, on Monday.", "It began, in May.") == [
        ("same", "It "),
        ("removed", "ended, on Monday."),
        ("added", "began, in May."),
    ]


def test_a_paragraph_that_is_new_leaves_the_others_whole() -> None:
    left = "One stays.\n\nTwo stays too.\n\nThree."
    right = "One stays.\n\nThis came between.\n\nTwo stays too.\n\nThree."
    assert shown(left, right) == [
        ("same", "One stays.\n\n"),
        ("added", "This came between.\n\n"),
        ("same", "Two stays too.\n\nThree."),
    ]


def test_characters_of_chinese_are_told_apart() -> None:
    assert shown("工人昨天获释", "工人今天获释") == [
        ("same", "工人"),
        ("removed", "昨"),
        ("added", "今"),
        ("same", "天获释"),
    ]


@pytest.mark.parametrize("paragraph", [40, 10**9])
def test_long_texts_are_compared_too(paragraph: int) -> None:
    dice = random.Random(3)
    words = [f"word{dice.randrange(3000)}" for _ in range(20_000)]
    other = [f"other{n}" if n % 97 == 5 else word for n, word in enumerate(words)]

    def text(some: list[str]) -> str:
        return "".join(
            word + ("\n\n" if n % paragraph == paragraph - 1 else " ") for n, word in enumerate(some)
        )

    pieces = diff(text(words), text(other))
    assert covers(text(words), text(other), pieces)
    added = [piece for piece in pieces if piece.kind is DiffKind.ADDED]
    assert len(added) == len([n for n in range(20_000) if n % 97 == 5])


def test_two_statements_are_compared(store: Store) -> None:
    with store.writing() as writing:
        left = writing.statements.add(
            analysis(1), source(url="https://example.org/1", captured_at="2031-05-12")
        )
        right = writing.statements.add(analysis(2), source(b"2"))
    works = Works(store, lambda: None)
    found = works.compare(left, right)
    assert covers(found.left_text, found.right_text, found.pieces)
    assert 0.9 < found.similarity < 1
    assert (found.left.id, found.left.url, found.left.captured_at) == (
        left,
        "https://example.org/1",
        "2031-05-12",
    )
    assert found.right.captured_at
    assert works.compare(left, left).similarity == 1
    with pytest.raises(UsageError) as caught:
        works.compare(left, "snone")
    assert caught.value.code == "statement.unknown"
