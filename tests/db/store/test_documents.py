import hashlib
from typing import Any

import pytest

from db.analysis.signature import signature
from db.custody import verify
from db.model import FileStatus, StatementId
from db.store import NewDocument, Store, Stored
from db.store.keys import normalised, url_key
from tests.db.store.making import analysis, source

URL = "url:https://example.org/en/news/harbour"
FILE = f"file:{hashlib.sha256(b'/papers/1.html').hexdigest()}"
BODY = (
    "The harbour workers of Ruritania were set free on Monday after eleven days in custody, their union said. "
    "Its general secretary thanked all who had written to the ministry, and asked for the charges to be dropped. "
)
OTHER = (
    "Teachers in Borduria began a strike over unpaid wages this week, closing schools in nine of twelve districts. "
    "The ministry of finance promised to look for money, but named no day on which it would be paid out. "
)


def document(text: str, *keys: str, data: bytes | None = None, **changes: Any) -> NewDocument:
    facts = {"language": "en", "title": ""} | {
        k: changes.pop(k) for k in ("language", "title") if k in changes
    }
    made = analysis(text=text, **facts)
    from_ = source(data or text.encode(), changes.pop("name", "1.html"), **changes)
    return NewDocument(analysis=made, source=from_, keys=keys, signature=signature(text, "en"))


def put(store: Store, *documents: NewDocument) -> list[str]:
    with store.writing() as writing:
        stored = writing.add_documents(documents)
    for one in documents:
        store.originals.put(one.analysis.text.encode())
    return [one.status.value for one in stored]


def versions(store: Store) -> list[tuple[int, str, int]]:
    """Of each statement: the number of its work in the order of coming, its language and its version."""
    with store.reading() as reading:
        found = reading.statements.many(reading.statements.ids())
    works = list(dict.fromkeys(one.work for one in found))
    return [(works.index(one.work), one.language, one.version) for one in found]


def test_a_new_text_at_a_known_address_is_a_new_version(store: Store) -> None:
    assert put(store, document(BODY, URL)) == ["imported"]
    assert put(
        store, document(BODY + "More.", "url:http://www.EXAMPLE.org/en/news/harbour/?utm_source=x#top")
    ) == ["updated"]
    assert put(store, document("Autre texte.", URL, language="fr"), document(OTHER, URL)) == [
        "updated",
        "updated",
    ]
    assert versions(store) == [(0, "en", 1), (0, "en", 2), (0, "fr", 1), (0, "en", 3)]
    assert [one.code for one in verify(store).damages] == []


def test_versions_are_found_within_a_batch_too(store: Store) -> None:
    assert put(store, document(BODY, URL), document(BODY + "More.", URL), document(BODY, URL)) == [
        "imported",
        "updated",
        "duplicate",
    ]
    assert versions(store) == [(0, "en", 1), (0, "en", 2)]


def test_equal_texts_are_one_statement_with_all_sources(store: Store) -> None:
    one, other = document(BODY, URL, data=b"1"), document(BODY, FILE, data=b"2", name="2.html")
    assert put(store, one, other, one) == ["imported", "duplicate", "duplicate"]
    assert put(store, other) == ["duplicate"]
    with store.reading() as reading:
        (found,) = reading.statements.many(reading.statements.ids())
    assert [file.name for file in found.sources] == ["1.html", "2.html"]
    assert put(store, document(BODY + "More.", FILE)) == ["updated"]


def test_a_file_that_was_saved_again_is_a_version_only_where_it_resembles(store: Store) -> None:
    assert put(
        store, document(BODY * 2, FILE), document(OTHER, FILE), document(BODY * 2 + "More.", FILE)
    ) == [
        "imported",
        "imported",
        "imported",
    ]
    assert put(store, document(BODY * 2 + "And more.", FILE)) == ["updated"]
    assert versions(store) == [(0, "en", 1), (1, "en", 1), (2, "en", 1), (2, "en", 2)]


def test_a_file_of_the_same_title_is_a_version(store: Store) -> None:
    assert put(store, document(BODY, FILE, title="Harbour"), document(OTHER, FILE, title=" HARBOUR")) == [
        "imported",
        "updated",
    ]


def test_the_address_of_a_whole_site_makes_no_versions_of_different_pages(store: Store) -> None:
    home = "url:https://www.example.org/"
    assert put(store, document(BODY * 2, home), document(OTHER, home)) == ["imported", "imported"]
    assert put(store, document(OTHER + "More.", home)) == ["updated"]


def test_the_row_of_a_table_is_known_by_its_id(store: Store) -> None:
    first = [document(f"{BODY} {n}", f"row:news.csv#{n}", data=b"table", member=str(n)) for n in range(3)]
    assert put(store, *first) == ["imported"] * 3
    second = [document(f"{BODY} {n}{n}", f"row:news.csv#{n}", data=b"later", member=str(n)) for n in range(2)]
    assert put(store, *second, document(BODY, "row:other.csv#0")) == ["updated", "updated", "imported"]
    assert versions(store)[3:] == [(0, "en", 2), (1, "en", 2), (3, "en", 1)]


def test_a_text_that_comes_later_is_the_second_version_of_its_original(store: Store) -> None:
    scan = document("", data=b"scan", name="scan.pdf")
    assert put(store, scan, document("", data=b"other scan")) == ["imported", "imported"]
    assert put(store, scan) == ["duplicate"]
    with store.reading() as reading:
        before = reading.statements.by_original(scan.source.sha256)
    assert put(store, document(BODY, data=b"scan", name="scan.pdf")) == ["updated"]
    assert versions(store) == [(0, "en", 1), (1, "en", 1), (0, "en", 2)]
    with store.reading() as reading:
        after = reading.statements.by_original(scan.source.sha256)
        found = reading.statements.get(str(after))
    assert before != after
    assert found is not None
    assert found.text == BODY


def test_a_file_is_no_row_of_it(store: Store) -> None:
    put(store, document(BODY, data=b"table", member="7"))
    with store.reading() as reading:
        assert reading.statements.by_original(source(b"table").sha256) is None
        assert list(reading.statements.by_member(source(b"table").sha256, ["7"])) == ["7"]


def test_what_became_of_each_is_told(store: Store) -> None:
    with store.writing() as writing:
        one, again = writing.add_documents([document(BODY), document(BODY, data=b"2")])
        assert writing.add_documents([]) == ()
        assert not writing.statements.add_source_again(one.id, document(BODY, data=b"2").source)
        assert writing.statements.add_source_again(one.id, source(b"3"))
    assert one == Stored(StatementId(one.id), FileStatus.IMPORTED)
    assert again == Stored(one.id, FileStatus.DUPLICATE)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/a/b?x=1&y=2",
        "http://www.Example.ORG:80/a/b/?y=2&x=1&utm_medium=mail&fbclid=9#part",
        "https://user:secret@example.org:443/a/%62?x=1&y=2",
    ],
)
def test_spellings_of_one_address_are_alike(other: str) -> None:
    assert url_key(other) == "url:example.org/a/b?x=1&y=2"


def test_different_addresses_stay_apart() -> None:
    ways = [
        "/#/a",
        "/#!/b",
        "/en/a",
        "/fr/a",
        "/A",
        "/a?id=1",
        "/a?id=2",
        "/%E9",
        "/%E8",
        "/a?q=%E9",
        "/a?q=%E8",
    ]
    keys = {url_key(f"https://example.org{way}") for way in ways}
    assert len(keys) == len(ways)
    assert url_key("https://example.org:8080/a") == "url:example.org:8080/a"


@pytest.mark.parametrize(
    "url", ["", "mailto:a@example.org", "https://", "https://[bad", "https://x:port/", "file:///a"]
)
def test_what_is_no_address_in_the_web_is_no_key(url: str) -> None:
    assert normalised((f"url:{url}", "row:a#1", "row:a#1")) == ("row:a#1",)


def test_endless_keys_are_cut_and_stay_apart() -> None:
    one, other = normalised(
        (f"url:https://example.org/{'a' * 9000}1", f"url:https://example.org/{'a' * 9000}2")
    )
    assert one != other
    assert len(one) < 2100
