"""Pairs of statements into groups, keeping to what people decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.model import GroupKind, GroupState, StatementId
from db.store import Proposal

MOST_MEMBERS = 24
"""A group that a person can look through; what resembles more than that is a form, not a work."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements that may be one work, by their ids, with their languages."""

    left: StatementId
    right: StatementId
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class _Group:
    members: set[StatementId]
    scores: list[float]
    reasons: list[str]


class Grouping:
    """Joins pairs, the surest first.

    Args:
        decided: groups a person decided about: works of a rejected one never come together again, those of a
            confirmed one are together already.
        works, languages: of every statement, by its id. Statements of one work are together from the start;
            with `apart_by_language`, no two works with a language in common are joined.
    """

    def __init__(
        self,
        decided: Iterable[tuple[GroupState, frozenset[str]]],
        works: dict[str, str],
        languages: dict[str, str],
        *,
        apart_by_language: bool = False,
    ) -> None:
        self._enemies: dict[str, set[str]] = defaultdict(set)
        for state, members in decided:
            if state is GroupState.REJECTED:
                apart = {works[member] for member in members if member in works}
                for work in apart:
                    self._enemies[work] |= apart - {work}
        self._works = works
        self._languages = languages
        self._apart = apart_by_language
        self._of: dict[str, _Group] = {}

    def join(self, pairs: Iterable[Pair]) -> None:
        """Joins what may be joined."""
        for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.left, pair.right)):
            one, other = self._group(pair.left), self._group(pair.right)
            if one is other:
                one.reasons += [reason for reason in pair.reasons if reason not in one.reasons]
                continue
            if not self._may(one, other):
                continue
            one.members |= other.members
            one.scores += [*other.scores, pair.score]
            one.reasons = list(dict.fromkeys([*one.reasons, *other.reasons, *pair.reasons]))
            for member in other.members:
                self._of[member] = one

    def proposals(self, kind: GroupKind) -> Sequence[Proposal]:
        """Every group of more than one work. A group is as sure as its least sure pair."""
        groups = {id(group): group for group in self._of.values()}.values()
        return [
            Proposal(
                kind=kind,
                statements=tuple(sorted(group.members)),
                score=min(group.scores),
                reasons=tuple(group.reasons),
            )
            for group in groups
            if len({self._works[member] for member in group.members}) > 1
        ]

    def _group(self, id: StatementId) -> _Group:
        if id not in self._of:
            self._of[id] = _Group({id}, [], [])
        return self._of[id]

    def _may(self, one: _Group, other: _Group) -> bool:
        if len(one.members) + len(other.members) > MOST_MEMBERS:
            return False
        ours = {self._works[member] for member in one.members}
        theirs = {self._works[member] for member in other.members}
        if any(not self._enemies[work].isdisjoint(theirs) for work in ours):
            return False
        return not self._apart or self._in_languages(one.members | other.members, len(ours | theirs))

    def _in_languages(self, members: set[StatementId], works: int) -> bool:
        """Whether each language belongs to one work only."""
        by_language: dict[str, set[str]] = defaultdict(set)
        for member in members:
            by_language[self._languages[member]].add(self._works[member])
        return works == 1 or all(len(some) == 1 for some in by_language.values())
