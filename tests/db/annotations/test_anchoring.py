"""An annotation stays on its words or goes to review; it never drifts in silence."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from db.annotations import anchor, make
from db.model import Annotation, AnnotationState, Span
from tests.db.annotations.samples import statement

REFRAIN = "Let the harbour workers of this town organise freely, say the unions of the whole coast.\n\n"
OPENING = "On the quay of Port Eldra a short meeting was held in the rain before the morning shift.\n\n"
CLOSING = "Nobody answered from the town hall, and the meeting ended without a vote being taken at all.\n"
TEXT = OPENING + REFRAIN + CLOSING


def on(text: str, words: str) -> Annotation:
    start = text.index(words)
    return make(statement(text), Span(start, start + len(words)))


def placed(text: str, annotation: Annotation) -> str | None:
    again = anchor(text, annotation)
    if again.state is AnnotationState.REVIEW:
        assert again == replace(annotation, state=AnnotationState.REVIEW)
        return None
    assert again.quote == text[again.start : again.end]
    return again.quote


def test_an_unchanged_text_changes_nothing() -> None:
    annotation = on(TEXT, "organise freely")
    assert anchor(TEXT, annotation) == annotation


def test_words_that_moved_are_found_with_their_new_context() -> None:
    again = anchor("A new heading\n\n" + TEXT, on(TEXT, "organise freely"))
    assert again.start == TEXT.index("organise") + 15
    assert again.state is AnnotationState.PLACED


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace("organise", "orga\u00adnise"),
        lambda text: text.replace(OPENING, "Gone. "),
        lambda text: text.replace("say the unions", "say all the unions"),
    ],
)
def test_white_space_and_one_changed_side_do_not_matter(change: object) -> None:
    assert callable(change)
    found = placed(change(TEXT), on(TEXT, "organise freely"))
    assert found is not None
    assert found.replace("\u00ad", "").split() == ["organise", "freely"]


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("organise", "organize"),
        TEXT.replace(REFRAIN, ""),
        TEXT.replace(" town ", " city ").replace("say the", "say all the"),
        TEXT + REFRAIN,
        "",
    ],
)
def test_changed_words_and_two_places_go_to_review(changed: str) -> None:
    moved = "New first line.\n\n" + changed if changed else changed
    assert placed(moved, on(TEXT, "organise freely")) is None


def test_a_twin_is_not_taken_for_the_words_that_were_destroyed() -> None:
    text = OPENING + REFRAIN + CLOSING + REFRAIN
    start = text.rindex("organise")
    annotation = make(statement(text), Span(start, start + 8))
    only_the_twin = OPENING + REFRAIN + CLOSING
    assert placed("x\n\n" + only_the_twin, annotation) is None


def test_what_was_in_review_is_placed_when_its_words_come_back() -> None:
    annotation = on(TEXT, "organise freely")
    lost = anchor(CLOSING, annotation)
    assert lost.state is AnnotationState.REVIEW
    assert anchor(TEXT, lost) == annotation


def test_white_space_at_the_ends_of_the_passage_is_kept() -> None:
    annotation = on(TEXT, " organise freely, ")
    assert placed("Heading\n\n" + TEXT, annotation) == " organise freely, "


WORDS = ["the", "experts", "said", "unions", "of", "Velmark", "“no”", "–", "must", "\n\n"]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60)


@dataclass
class Edited:
    """Code points with an identity each, through edits: fresh ones have none."""

    letters: list[tuple[str, int | None]]

    @property
    def text(self) -> str:
        return "".join(letter for letter, _ in self.letters)

    def replace(self, start: int, end: int, fresh: str) -> None:
        self.letters[start:end] = [(letter, None) for letter in fresh]

    def identities(self, start: int, end: int) -> list[int | None]:
        """Of all but white space."""
        return [identity for letter, identity in self.letters[start:end] if not letter.isspace()]


@given(st.data(), sentences)
def test_after_random_edits_the_words_are_the_same_or_a_person_decides(
    data: st.DataObject, words: list[str]
) -> None:
    """Texts of few words, full of repetitions.

    Each edit leaves a mark of its own behind: the words' twin cannot be made anew by closing a gap, which
    nobody could tell from the words marked. Beyond that anything may happen, to the words and around them.
    """
    text = " ".join(words)
    assume(text.strip())
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end] == text[start:end].strip())
    annotation = make(statement(text), Span(start, end))
    edited = Edited([(letter, place) for place, letter in enumerate(text)])
    for _ in range(data.draw(st.integers(1, 4))):
        low = data.draw(st.integers(0, len(edited.letters)))
        high = data.draw(st.integers(low, min(len(edited.letters), low + 40)))
        edited.replace(low, high, data.draw(st.sampled_from(["#", "# #", "#" * 30])))
    again = anchor(edited.text, annotation)
    event(again.state.value)
    if again.state is AnnotationState.PLACED:
        assert edited.text[again.start : again.end] == again.quote
        assert again.quote.split() == annotation.quote.split()
        marked = [place for place in range(start, end) if not text[place].isspace()]
        assert edited.identities(again.start, again.end) == marked


@given(st.data(), sentences, st.integers(0, 300))
def test_words_with_untouched_surroundings_are_never_lost(
    data: st.DataObject, words: list[str], marks: int
) -> None:
    text = " ".join(words)
    assume(text.strip())
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end] == text[start:end].strip())
    annotation = make(statement(text), Span(start, end))
    again = anchor("#" * marks + text + "#" * marks, annotation)
    assert again.state is AnnotationState.PLACED
    assert (again.start, again.end) == (start + marks, end + marks)
