"""Versions, groups and re-analysis of the fake core."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from PySide6.QtCore import SignalInstance

from db.errors import UsageError
from db.model import (
    Changes,
    DiffKind,
    DiffPiece,
    GroupKind,
    GroupState,
    LayerChange,
    ReanalysisReport,
    Statement,
    StatementChange,
    StatementSummary,
    TextDiff,
    Version,
    WorkGroup,
)


def summary_of(each: Statement) -> StatementSummary:
    return StatementSummary(
        id=each.id, title=each.title, date=each.date, language=each.language, kind=each.kind
    )


def pieces_of(left: str, right: str) -> tuple[DiffPiece, ...]:
    """The pieces of a comparison word by word; they cover both texts."""
    a, b = left.split(" "), right.split(" ")

    def place(words: list[str], upto: int, text: str) -> int:
        return min(len(text), sum(len(word) + 1 for word in words[:upto]))

    made: list[DiffPiece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        l1, l2, r1, r2 = place(a, i1, left), place(a, i2, left), place(b, j1, right), place(b, j2, right)
        if tag == "equal":
            made.append(
                DiffPiece(kind=DiffKind.SAME, left_start=l1, left_end=l2, right_start=r1, right_end=r2)
            )
            continue
        if l2 > l1:
            made.append(
                DiffPiece(kind=DiffKind.REMOVED, left_start=l1, left_end=l2, right_start=r1, right_end=r1)
            )
        if r2 > r1:
            made.append(
                DiffPiece(kind=DiffKind.ADDED, left_start=l2, left_end=l2, right_start=r1, right_end=r2)
            )
    return tuple(made)


class FakeWorks:
    """`works` maps statements to the name of their work; `groups` are the proposals by id."""

    changed: SignalInstance
    stored: dict[str, Statement]

    def __init__(self) -> None:
        self.works: dict[str, str] = {}
        self.groups: dict[str, WorkGroup] = {}
        self.found: list[WorkGroup] = []

    def add_group(self, *ids: str, score: float = 0.93, kind: GroupKind = GroupKind.TRANSLATION) -> WorkGroup:
        made = WorkGroup(
            id=f"g{len(self.groups) + 1}",
            kind=kind,
            state=GroupState.PROPOSED,
            statements=tuple(summary_of(self.stored[id_]) for id_ in ids),
            score=score,
            reasons=("works.same_date",),
        )
        self.groups[made.id] = made
        return made

    def version_of(self, id: str) -> Version:
        statement = self.stored[id]
        mine = [
            each
            for each in self.stored.values()
            if each.language == statement.language
            and self.works.get(each.id, each.id) == self.works.get(id, id)
        ]
        return Version(
            id=statement.id,
            title=statement.title,
            date=statement.date,
            language=statement.language,
            number=mine.index(statement) + 1,
            captured_at="2031-05-12T09:00:00Z",
        )

    def _works_versions(self, id: str) -> tuple[Version, ...]:
        work = self.works.get(id, id)
        return tuple(self.version_of(each) for each in self.stored if self.works.get(each, each) == work)

    def _works_compare(self, left: str, right: str) -> TextDiff:
        one, other = self.stored[left].text, self.stored[right].text
        pieces = pieces_of(one, other)
        same = sum(p.left_end - p.left_start for p in pieces if p.kind is DiffKind.SAME)
        return TextDiff(
            left=self.version_of(left),
            right=self.version_of(right),
            left_text=one,
            right_text=other,
            pieces=pieces,
            similarity=2 * same / max(1, len(one) + len(other)),
        )

    def _works_separate(self, id: str) -> None:
        self.works.pop(id, None)
        self.changed.emit(Changes(statements=True))

    def _works_proposals(self, state: str | None) -> tuple[WorkGroup, ...]:
        return tuple(each for each in self.groups.values() if state in (None, str(each.state)))

    def _works_find(self) -> int:
        for each in self.found:
            self.groups[each.id] = each
        count, self.found = len(self.found), []
        return count

    def _works_decide(self, group: str, state: str) -> WorkGroup:
        if group not in self.groups:
            raise UsageError("group.unknown", id=group)
        made = self.groups[group] = replace(self.groups[group], state=GroupState(state))
        for each in made.statements:
            if made.state is GroupState.CONFIRMED:
                self.works[each.id] = group
            else:
                self.works.pop(each.id, None)
        self.changed.emit(Changes(statements=True))
        return made

    def _reanalyse(self, ids: list[str] | None, apply: bool) -> ReanalysisReport:
        chosen = [self.stored[id_] for id_ in (ids if ids is not None else self.stored)]
        changed = [
            StatementChange(
                statement=summary_of(each),
                changes=(
                    LayerChange(layer="references", gained=True, what="ilo:C087", text="Convention No. 87"),
                    LayerChange(layer="entities", gained=False, what="Port\nAster", text="PORT ASTER"),
                ),
            )
            for each in chosen
            if "Convention No. 87" in each.text
        ]
        if apply:
            self.changed.emit(Changes(statements=True, index=True))
        return ReanalysisReport(
            statements=len(chosen),
            differing=len(changed),
            gained=len(changed),
            lost=len(changed),
            changed=tuple(changed),
            rules="rules-2",
            applied=apply,
        )
