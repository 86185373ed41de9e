import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db.custody import verify
from db.errors import ArchiveError, Cancelled
from db.model import VerifyReport
from db.progress import CancelToken, Progress
from db.store import Store
from resources import messages
from tests.db.store.making import fill


def tamper(store: Store, *statements: str) -> None:
    """Changes the database with another program, as one would who knows SQL."""
    with closing(sqlite3.connect(store.folder / "archive.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def codes(report: VerifyReport) -> list[str]:
    for damage in report.damages:
        assert damage.code not in messages.sentence(damage.code, damage.params)
    return [damage.code for damage in report.damages]


def test_a_sound_archive_is_found_sound(store: Store) -> None:
    fill(store, 3)
    seen: list[Progress] = []
    report = verify(store, seen.append)
    assert report == VerifyReport(statements=3, originals=3, annotations=1, events=5, damages=())
    assert report.sound
    assert seen[-1] == Progress(stage="verifying", done=3, total=3, unit="originals")


TEXT = "UPDATE statement_text SET text = replace(text, 'released', 'relaxed') || '!' WHERE statement_key = 2"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (TEXT, "damage.statement"),
        (
            "UPDATE statement_text SET text = CAST(X'5265FF6C' AS TEXT) WHERE statement_key = 2",
            "damage.statement",
        ),
        ("UPDATE statement SET date = '2025-06-04' WHERE key = 2", "damage.statement"),
        ("UPDATE statement SET issuer = NULL WHERE key = 2", "damage.statement"),
        ("DELETE FROM statement_text WHERE statement_key = 2", "damage.statement"),
        ("UPDATE block SET role = 'paragrapi' WHERE statement_key = 2", "damage.layers"),
        ("UPDATE mention SET confidence = 0.9 WHERE statement_key = 2", "damage.layers"),
        ("DELETE FROM quotation WHERE statement_key = 2", "damage.layers"),
        ("UPDATE citation SET pinpoint = NULL WHERE statement_key = 2", "damage.layers"),
        ("UPDATE citation_candidate SET document_id = 'ilo:C088' WHERE statement_key = 2", "damage.layers"),
        ("UPDATE source SET url = 'https://example.org' WHERE statement_key = 2", "damage.source"),
        ("UPDATE source SET member = '8' WHERE statement_key = 2", "damage.source"),
        ("UPDATE statement SET warnings = '[]' WHERE key = 2", "damage.statement"),
        ("UPDATE statement SET title = CAST(title AS BLOB) WHERE key = 2", "damage.statement"),
        ("INSERT INTO hint VALUES (2, 0, 'paragraph', 0, 9, 0)", "damage.layers"),
        ("INSERT INTO page VALUES (2, 0, '1', 0)", "damage.layers"),
        ("UPDATE annotation SET note = 'never mind'", "damage.annotation"),
        ("UPDATE annotation SET start = 1", "damage.annotation"),
        ("UPDATE annotation SET statement_key = 2", "damage.annotation"),
        ("UPDATE annotation SET trashed = '2025-01-01T00:00:00Z'", "damage.annotation"),
        ("UPDATE annotation_tag SET tag = 'other' WHERE position = 0", "damage.annotation"),
        ("DELETE FROM annotation_tag WHERE position = 1", "damage.annotation"),
        ("DELETE FROM statement WHERE key = 3", "damage.dangling"),
    ],
)
def test_a_change_behind_the_programs_back_is_found(store: Store, change: str, code: str) -> None:
    fill(store)
    tamper(store, change)
    assert set(codes(verify(store))) >= {code}
    assert not verify(store).sound


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (["UPDATE event SET time = '1999-01-01T00:00:00Z' WHERE seq = 3"], ["damage.event_changed"]),
        (["UPDATE event SET details = '{}' WHERE seq = 2"], ["damage.event_changed"]),
        (["UPDATE event SET action = 'exported' WHERE seq = 5"], ["damage.event_changed"]),
        (["DELETE FROM event WHERE seq = 3"], ["damage.event_changed", "damage.events_missing"]),
        (["DELETE FROM event WHERE seq = 5"], ["damage.events_missing"]),
        (
            [
                "UPDATE event SET seq = 99 WHERE seq = 2",
                "UPDATE event SET seq = 2 WHERE seq = 3",
                "UPDATE event SET seq = 3 WHERE seq = 99",
            ],
            ["damage.event_changed"],
        ),
        (["UPDATE archive SET events_head = 'x'"], ["damage.events_head"]),
    ],
    ids=["time", "details", "last", "dropped", "last dropped", "moved", "head"],
)
def test_an_event_edited_dropped_or_moved_is_found(
    store: Store, changes: list[str], expected: list[str]
) -> None:
    fill(store)
    tamper(store, *changes)
    assert sorted(set(codes(verify(store)))) == expected


def _remove(path: Path) -> None:
    path.unlink()


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[3] ^= 1
    path.chmod(0o600)
    path.write_bytes(data)


def _cut(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (_remove, "damage.original_missing"),
        (_flip, "damage.original_changed"),
        (_cut, "damage.original_changed"),
    ],
)
def test_a_damaged_original_is_found_and_named(store: Store, harm: Callable[[Path], None], code: str) -> None:
    fill(store)
    with store.reading() as reading:
        sha, name = reading.fixity.originals()[1]
    harm(store.originals.path(sha))
    report = verify(store)
    assert codes(report) == [code]
    assert report.damages[0].params == {"sha256": sha, "name": name}


def test_layers_can_be_passed_over(store: Store) -> None:
    fill(store)
    tamper(store, "DELETE FROM mention", TEXT)
    assert codes(verify(store)).count("damage.layers") == 3
    assert codes(verify(store, layers=False)) == ["damage.statement"]


def test_verifying_can_be_stopped(store: Store) -> None:
    fill(store)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        verify(store, cancel=token)


@pytest.mark.slow
def test_no_flipped_bit_goes_unseen(store: Store) -> None:
    """After any single flipped bit the archive is refused, found damaged, or holds the same as before."""
    fill(store, 4)
    expected = _kept(store)
    store.close()
    file = store.folder / "archive.db"
    whole = file.read_bytes()
    written = [place for place, byte in enumerate(whole) if byte]
    dice = random.Random(33)
    found = 0
    for _ in range(90):
        harmed = bytearray(whole)
        harmed[dice.choice(written)] ^= 1 << dice.randrange(8)
        file.write_bytes(harmed)
        found += _damage_is_seen(store.folder, expected)
    assert found > 40


def _damage_is_seen(folder: Path, expected: object) -> bool:
    try:
        opened = Store.open(folder, read_only=True)
    except ArchiveError as refused:
        return refused.code in {"archive.damaged", "archive.not_an_archive", "archive.newer"}
    with opened:
        if not verify(opened).sound:
            return True
        assert _kept(opened) == expected
    return False


def _kept(store: Store) -> object:
    """Everything that cannot be made again from something else."""
    with store.reading() as reading:
        statements = reading.statements.many(reading.statements.ids())
        return [
            (
                one.id,
                one.title,
                one.date,
                one.kind,
                one.language,
                one.issuer,
                one.text,
                one.sources,
                one.annotations,
            )
            for one in statements
        ], reading.events.all()
