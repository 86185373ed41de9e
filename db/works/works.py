"""Works for the faces: what is proposed to belong together, decisions about it, versions, comparisons."""

from __future__ import annotations

from collections.abc import Callable

from db.errors import UsageError
from db.model import GroupKind, GroupState, TextDiff, Version, WorkGroup
from db.progress import CancelToken, ProgressSink, ignore
from db.store import Moves, Proposal, Store, Writing
from db.works import comparing
from db.works.grouping import Grouping, Pair
from db.works.near import near_pairs, sign_missing
from db.works.translations import translation_pairs


def find_groups(store: Store, progress: ProgressSink = ignore, cancel: CancelToken | None = None) -> int:
    """Looks through the whole archive, and puts what it finds in the place of what was merely proposed.

    Gives the number of groups that are proposed now. What a person decided stays. Raises `Cancelled` (then
    nothing is changed but signatures), `ArchiveError`.
    """
    token = cancel or CancelToken()
    sign_missing(store, progress, token)
    with store.reading() as reading:
        near = list(near_pairs(reading, progress, token))
        translated = list(translation_pairs(reading, progress, token))
        decided = reading.groups.decided()
        ids = sorted({id for pair in [*near, *translated] for id in (pair.left, pair.right)})
        rejected = {id for state, some in decided if state is GroupState.REJECTED for id in some}
        works = reading.works.of(sorted({*ids, *rejected}))
        languages = {str(line.id): line.language for line in reading.statements.summaries_of(ids)}
    token.check()
    kinds: list[tuple[GroupKind, list[Pair], bool]] = [
        (GroupKind.NEAR_DUPLICATE, near, False),
        (GroupKind.TRANSLATION, translated, True),
    ]
    proposals: list[Proposal] = []
    for kind, pairs, apart in kinds:
        grouping = Grouping(decided, works, languages, apart_by_language=apart)
        grouping.join(pairs)
        proposals += grouping.proposals(kind)
    with store.writing() as writing:
        return writing.groups.propose(proposals)


def decide(store: Store, group: str, state: GroupState) -> WorkGroup:
    """Notes what a person decided about a group, and moves its statements accordingly.

    CONFIRMED makes them one work, each a version of it in its language; every statement stays. From there,
    REJECTED and PROPOSED put them back where they were. Raises `UsageError` ``group.unknown``.
    """
    with store.writing() as writing:
        found = writing.groups.get(group)
        if found.state is state:
            return found
        ids = [str(line.id) for line in found.statements]
        moves = writing.groups.moves(group)
        if moves is not None:
            writing.works.restore(moves, ids)
        made = _joined(writing, ids) if state is GroupState.CONFIRMED else None
        writing.groups.decide(group, state, made)
        action = {
            GroupState.CONFIRMED: "group confirmed",
            GroupState.REJECTED: "group rejected",
            GroupState.PROPOSED: "group decision undone",
        }[state]
        details = {"kind": found.kind.value, "statements": " ".join(ids), "before": found.state.value}
        writing.events.record(action, group, details)
        return writing.groups.get(group)


def _joined(writing: Writing, ids: list[str]) -> Moves:
    """All works of these statements made one: that of the statement which came first."""
    works = list(dict.fromkeys(writing.works.of(ids).values()))
    return writing.works.merge(works[0], works[1:])


def separate(store: Store, id: str) -> bool:
    """Makes a statement a work of its own, for good: it is not proposed with its former fellows again.

    Gives whether it had any. Raises `UsageError` ``statement.unknown``.
    """
    with store.writing() as writing:
        fellows = writing.works.separate(id)
        if not fellows:
            return False
        lines = {line.id: line for line in writing.statements.summaries_of([id, *fellows])}
        (own,) = (line for line in lines.values() if line.id == id)
        for fellow in fellows:
            same = lines[fellow].language == own.language
            kind = GroupKind.NEAR_DUPLICATE if same else GroupKind.TRANSLATION
            both = Proposal(kind=kind, statements=(own.id, fellow), score=0, reasons=("group.separated",))
            writing.groups.reject(both)
        writing.events.record("separated", id, {"from": " ".join(fellows)})
        return True


class Works:
    """All works of one archive.

    Args:
        changed: called after works were changed.
    """

    def __init__(self, store: Store, changed: Callable[[], None]) -> None:
        self._store = store
        self._changed = changed

    def proposals(self, state: str | None = None) -> tuple[WorkGroup, ...]:
        """Groups, the surest first; those in one state (``proposed``, ``confirmed``, ``rejected``) or all.

        Raises `UsageError` ``group.unknown_state``.
        """
        with self._store.reading() as reading:
            return reading.groups.all(None if state is None else _state(state))

    def find(self, progress: ProgressSink = ignore, cancel: CancelToken | None = None) -> int:
        """See `find_groups`."""
        return find_groups(self._store, progress, cancel)

    def decide(self, group: str, state: str) -> WorkGroup:
        """See `decide`. Raises `UsageError` ``group.unknown``, ``group.unknown_state``."""
        decided = decide(self._store, group, _state(state))
        self._changed()
        return decided

    def versions(self, id: str) -> tuple[Version, ...]:
        """All versions of the work a statement is of. Raises `UsageError` ``statement.unknown``."""
        with self._store.reading() as reading:
            return reading.works.versions(id)

    def compare(self, left: str, right: str) -> TextDiff:
        """Two statements compared. Raises `UsageError` ``statement.unknown``."""
        with self._store.reading() as reading:
            return comparing.compare(reading, left, right)

    def separate(self, id: str) -> None:
        """See `separate`. Raises `UsageError` ``statement.unknown``."""
        if separate(self._store, id):
            self._changed()


def _state(word: str) -> GroupState:
    try:
        return GroupState(word)
    except ValueError as error:
        raise UsageError("group.unknown_state", state=word) from error
