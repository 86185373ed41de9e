import hashlib
import stat

import pytest

from db.errors import ArchiveError
from db.store import Originals, Store


def test_bytes_are_kept_as_they_came(store: Store) -> None:
    data = bytes(range(256)) * 10
    sha = store.originals.put(data)
    path = store.originals.path(sha)
    assert sha == hashlib.sha256(data).hexdigest()
    assert path == store.folder / "originals" / sha[:2] / sha[2:]
    assert store.originals.read(sha) == path.read_bytes() == data
    assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_the_same_bytes_are_written_once(store: Store) -> None:
    sha = store.originals.put(b"once")
    written = store.originals.path(sha).stat()
    assert store.originals.put(b"once") == sha
    assert store.originals.path(sha).stat() == written
    assert list(store.originals.all()) == [sha]


def test_a_damaged_original_is_made_whole_by_importing_it_again(store: Store) -> None:
    sha = store.originals.put(b"whole")
    path = store.originals.path(sha)
    path.chmod(0o600)
    path.write_bytes(b"hole!")
    assert not store.originals.sound(sha)
    store.originals.put(b"whole")
    assert store.originals.read(sha) == b"whole"


def test_unfinished_files_are_passed_over_and_swept_at_opening(store: Store) -> None:
    sha = store.originals.put(b"whole")
    unfinished = store.originals.path(sha).with_name("tmpx.unfinished")
    unfinished.write_bytes(b"ha")
    assert list(store.originals.all()) == [sha]
    store.close()
    with Store.open(store.folder):
        assert not unfinished.exists()


def test_a_missing_original_is_told(store: Store) -> None:
    with pytest.raises(ArchiveError) as caught:
        store.originals.read("0" * 64)
    assert caught.value.code == "original.missing"
    assert list(Originals(store.folder / "none").all()) == []


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_only_a_sha256_names_an_original(store: Store, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.originals.path(name)
    assert not store.originals.holds(name)
