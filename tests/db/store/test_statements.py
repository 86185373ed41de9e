import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import UsageError
from db.model import BlockRole, Hint, Page, Sha256, StatementId, StatementKind
from db.store import Store
from db.store.fingerprint import row_sha256, statement_id, text_sha256
from tests.db.store.making import analysis, annotation, source


def test_a_statement_comes_back_as_it_went_in(store: Store) -> None:
    given_, from_ = analysis(), source(url="https://example.org/1", encoding="utf-8")
    with store.writing() as writing:
        id = writing.statements.add(given_, from_)
        writing.annotations.add(annotation(id))
    with store.reading() as reading:
        found = reading.statements.get(id)
        assert found is not None
        assert found.annotations == reading.annotations.of(id)
    for name in ("text", "title", "date", "kind", "language", "issuer", "blocks", "entities", "quotations"):
        assert getattr(found, name) == getattr(given_, name)
    assert found.references == given_.references
    assert (found.source.sha256, found.source.url, found.source.encoding) == (
        from_.sha256,
        from_.url,
        "utf-8",
    )
    assert found.source.imported_at
    assert found.version == 1
    assert found.sources == (found.source,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00 in the middle \x00",
        "𐍈 beyond the plane 🕊",
        "e\u0301 stays apart",
        "العربية\u200f",
        "a\r\nb\n",
    ],
)
def test_no_text_is_changed(store: Store, text: str) -> None:
    with store.writing() as writing:
        id = writing.statements.add(analysis(text=text), source())
    with store.reading() as reading:
        found = reading.statements.get(id)
        assert found is not None
        assert found.text == text
        assert reading.statements.by_text(text) == (id if text else None)


def test_what_the_file_told_comes_back(store: Store) -> None:
    hints = (
        Hint(role=BlockRole.HEADING, start=0, end=9, level=2),
        Hint(role=BlockRole.PARAGRAPH, start=11, end=20),
    )
    pages = (Page(label="iv", start=0), Page(label="1", start=11))
    outer = Sha256("ab" * 32)
    from_ = source(captured_at="2031-05-12T08:00:00Z", member="row 7", container=outer)
    with store.writing() as writing:
        told = analysis(hints=hints, pages=pages)
        id = writing.statements.add(told, from_, warnings=("text.undecodable",))
    with store.reading() as reading:
        found = reading.statements.get(id)
        assert reading.statements.by_member(from_.sha256, ["row 6", "row 7"]) == {"row 7": id}
        assert reading.statements.by_originals([from_.sha256, outer]) == {}
        assert reading.statements.by_texts([told.text, "", "other"]) == {told.text: id}
    assert found is not None
    assert (found.hints, found.pages, found.warnings) == (hints, pages, ("text.undecodable",))
    assert (found.source.captured_at, found.source.member, found.source.container) == (
        "2031-05-12T08:00:00Z",
        "row 7",
        outer,
    )


def test_originals_without_a_text_are_kept_apart(store: Store) -> None:
    empty = analysis(text="", title="Scan")
    with store.writing() as writing:
        first = writing.statements.add(empty, source(b"one", "1.pdf"), warnings=("text.none",))
        second = writing.statements.add(empty, source(b"two", "2.pdf"), warnings=("text.none",))
        again = writing.statements.add(empty, source(b"one", "3.pdf"))
        writing.statements.replace_layers(first, analysis(text="", title="Better title"))
        with pytest.raises(ValueError, match="another text"):
            writing.statements.replace_layers(first, analysis(1))
    assert first == again != second
    with store.reading() as reading:
        found = reading.statements.get(first)
        assert [checked.sound for checked in reading.fixity.statements()] == [True, True]
    assert found is not None
    assert (found.title, found.warnings) == ("Better title", ("text.none",))
    assert [one.name for one in found.sources] == ["1.pdf", "3.pdf"]


def test_an_id_is_made_from_the_text_alone(store: Store) -> None:
    text = analysis().text
    with store.writing() as writing:
        id = writing.statements.add(analysis(), source())
    assert id == statement_id(text_sha256(text))
    assert len(id) == 13
    assert id.startswith("s")


def test_a_colliding_id_becomes_longer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.store.repositories.inserting_statements.ID_LENGTH", 1)
    with store.writing() as writing:
        ids = writing.statements.add_many((analysis(n), source()) for n in range(80))
    assert len(set(ids)) == 80
    assert max(map(len, ids)) > 2
    with store.reading() as reading:
        for id, statement in zip(ids, reading.statements.many(ids), strict=True):
            assert statement.id == id
            assert statement_id(text_sha256(statement.text), 52).startswith(id)


def test_equal_text_is_one_statement_with_two_sources(store: Store) -> None:
    with store.writing() as writing:
        first = writing.statements.add(analysis(), source(b"one", "one.txt"))
        again = writing.statements.add(analysis(), source(b"two", "two.txt"))
        writing.statements.add_source(first, source(b"two", "two.txt"))
    with store.reading() as reading:
        found = reading.statements.get(first)
        assert reading.statements.count() == 1
        assert reading.statements.by_original(source(b"two").sha256) == first
    assert again == first
    assert found is not None
    assert [one.name for one in found.sources] == ["one.txt", "two.txt"]
    assert found.source.name == "one.txt"


def test_many_at_once_are_the_same_as_one_by_one(store: Store) -> None:
    batch = [(analysis(n % 150), source(b"%d" % n, f"{n}.txt")) for n in range(250)]
    with store.writing() as writing:
        ids = writing.statements.add_many(batch)
    with store.reading() as reading:
        assert reading.statements.count() == 150
        assert ids[:100] == ids[150:]
        found = reading.statements.get(ids[0])
    assert found is not None
    assert [one.name for one in found.sources] == ["0.txt", "150.txt"]


def test_lists_have_the_newest_first_and_the_undated_last(store: Store) -> None:
    dates = ["2024", None, "2025-06-05", "2025-06", "2024-12-31", None]
    with store.writing() as writing:
        for number, date in enumerate(dates):
            writing.statements.add(analysis(number, date=date), source())
    with store.reading() as reading:
        shown = [(one.date, one.title) for one in reading.statements.summaries()]
        page = [one.title for one in reading.statements.summaries(limit=2, offset=1)]
        ids = [one.id for one in reading.statements.summaries()]
        assert [one.id for one in reading.statements.summaries_of([ids[3], "none", ids[0]])] == [
            ids[3],
            ids[0],
        ]
    assert [date for date, _ in shown] == ["2025-06-05", "2025-06", "2024-12-31", "2024", None, None]
    assert [title for date, title in shown if date is None] == ["Release 1", "Release 5"]
    assert page == [title for _, title in shown[1:3]]


def test_several_are_given_in_the_order_asked_for(store: Store) -> None:
    with store.writing() as writing:
        ids = [
            writing.statements.add(analysis(n, language=lang), source())
            for n, lang in enumerate(["en", "fr", "en"])
        ]
    with store.reading() as reading:
        assert [one.id for one in reading.statements.many((ids[2], "unknown", ids[0]))] == [ids[2], ids[0]]
        assert reading.statements.ids() == tuple(ids)
        assert reading.statements.languages() == {"en": 2, "fr": 1}
        assert reading.statements.get("unknown") is None
        assert reading.statements.by_original("0" * 64) is None


def test_new_layers_keep_what_a_person_wrote(store: Store) -> None:
    with store.writing() as writing:
        id = writing.statements.add(analysis(), source())
        writing.annotations.add(annotation(id))
    with store.writing() as writing:
        changed = analysis(title="Better title", kind=StatementKind.NEWS, references=(), rules="2")
        writing.statements.replace_layers(id, changed)
    with store.reading() as reading:
        found = reading.statements.get(id)
    assert found is not None
    assert (found.title, found.kind, found.references, found.rules) == (
        "Better title",
        StatementKind.NEWS,
        (),
        "2",
    )
    assert found.annotations[0].note == "ask again"
    with store.writing() as writing, pytest.raises(ValueError, match="another text"):
        writing.statements.replace_layers(id, analysis(2))


def test_versions_of_a_work_are_numbered_in_each_language(store: Store) -> None:
    with store.writing() as writing:
        first = writing.statements.add(analysis(1), source())
        found = writing.statements.get(first)
        assert found is not None
        second = writing.statements.add(analysis(2), source(), work=found.work)
        french = writing.statements.add(analysis(3, language="fr"), source(), work=found.work)
    with store.reading() as reading:
        versions = [(one.work, one.version) for one in reading.statements.many((first, second, french))]
    assert versions == [(found.work, 1), (found.work, 2), (found.work, 1)]


def test_a_deleted_statement_takes_its_own_along_and_nothing_else(store: Store) -> None:
    shared = source(b"shared", "table.csv")
    with store.writing() as writing:
        gone = writing.statements.add(analysis(1), shared)
        stays = writing.statements.add(analysis(2), shared)
        writing.annotations.add(annotation(gone))
    with store.writing() as writing:
        writing.statements.delete(gone)
    with store.reading() as reading:
        assert reading.statements.ids() == (stays,)
        assert reading.annotations.count() == 0
        assert reading.fixity.dangling() == {}
        assert [sha for sha, _ in reading.fixity.originals()] == [shared.sha256]
    with store.writing() as writing:
        writing.statements.delete(stays)
        assert writing.statements.count() == 0
    with store.reading() as reading:
        assert reading.fixity.originals() == ()


@pytest.mark.parametrize("name", ["delete", "add_source", "replace_layers"])
def test_an_unknown_statement_is_told(store: Store, name: str) -> None:
    extra = {"add_source": (source(),), "replace_layers": (analysis(),)}.get(name, ())
    with pytest.raises(UsageError) as caught, store.writing() as writing:
        getattr(writing.statements, name)(StatementId("snone"), *extra)
    assert caught.value.code == "statement.unknown"


FIELD = st.one_of(
    st.none(), st.integers(), st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=5)
)


@given(st.lists(FIELD, max_size=4), st.lists(FIELD, max_size=4))
def test_different_rows_have_different_hashes(
    one: list[str | int | None], other: list[str | int | None]
) -> None:
    def stored(row: list[str | int | None]) -> list[str | None]:
        return [None if field is None else str(field) for field in row]

    assert (row_sha256(one) == row_sha256(other)) == (stored(one) == stored(other))
