import pytest

from db.errors import UsageError
from db.model import AnnotationState, Colour
from db.store import Store
from tests.db.store.making import analysis, annotation, source


@pytest.fixture
def statement(store: Store) -> str:
    with store.writing() as writing:
        return writing.statements.add(analysis(), source())


def test_an_annotation_comes_back_as_it_was_written(store: Store, statement: str) -> None:
    written = annotation(
        statement,
        prefix="before",
        suffix="after",
        colour=Colour.VIOLET,
        created="2025-01-02T03:04:05Z",
        modified="2025-02-03T04:05:06Z",
        state=AnnotationState.REVIEW,
    )
    with store.writing() as writing:
        writing.annotations.add(written)
    with store.reading() as reading:
        assert reading.annotations.get("a1") == written
        assert reading.annotations.of(statement) == reading.annotations.of() == (written,)
        assert reading.annotations.count() == 1


def test_annotations_stand_in_the_order_of_the_text(store: Store, statement: str) -> None:
    with store.writing() as writing:
        for number, start in enumerate((9, 3, 6)):
            writing.annotations.add(annotation(statement, f"a{number}", start=start, end=10))
        assert [one.start for one in writing.annotations.of(statement)] == [3, 6, 9]


def test_changing_one_keeps_when_it_was_made(store: Store, statement: str) -> None:
    with store.writing() as writing:
        writing.annotations.add(annotation(statement, created="2020-01-01T00:00:00Z"))
        writing.annotations.update(annotation(statement, note="answered", tags=("done",)))
        found = writing.annotations.get("a1")
    assert found is not None
    assert (found.note, found.tags, found.created) == ("answered", ("done",), "2020-01-01T00:00:00Z")
    assert found.modified > found.created


def test_the_trash_gives_back_what_was_thrown_away(store: Store, statement: str) -> None:
    with store.writing() as writing:
        writing.annotations.add(annotation(statement))
        before = writing.annotations.get("a1")
        writing.annotations.trash("a1")
        assert writing.annotations.of() == ()
        assert writing.annotations.count() == 0
        assert writing.annotations.trashed() == (before,)
        found = writing.statements.get(statement)
        assert found is not None
        assert found.annotations == ()
        assert writing.annotations.restore("a1") == before
        assert writing.annotations.of() == (before,)


@pytest.mark.parametrize("name", ["trash", "restore"])
def test_an_unknown_annotation_is_told(store: Store, name: str) -> None:
    with pytest.raises(UsageError) as caught, store.writing() as writing:
        getattr(writing.annotations, name)("none")
    assert caught.value.code == "annotation.unknown"


def test_one_in_the_trash_is_not_changed(store: Store, statement: str) -> None:
    with store.writing() as writing:
        writing.annotations.add(annotation(statement))
        writing.annotations.trash("a1")
    with pytest.raises(UsageError) as caught, store.writing() as writing:
        writing.annotations.update(annotation(statement))
    assert caught.value.code == "annotation.unknown"
    with pytest.raises(UsageError) as caught, store.writing() as writing:
        writing.annotations.add(annotation(statement))
    assert caught.value.code == "annotation.exists"


def test_there_is_no_annotation_without_a_statement(store: Store) -> None:
    with pytest.raises(UsageError) as caught, store.writing() as writing:
        writing.annotations.add(annotation("snone"))
    assert caught.value.code == "statement.unknown"
