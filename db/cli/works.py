"""``muniment works``: versions and languages of a release; what may belong together, to be decided on."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from db.cli.command import DONE, Command, Context, open_archive
from db.cli.console import Console, counted
from db.errors import UsageError
from db.model import DiffKind, GroupState, TextDiff, Version, WorkGroup
from resources.messages import sentence

if TYPE_CHECKING:
    from db.archive import Archive

_DECISIONS = {
    "confirm": GroupState.CONFIRMED,
    "reject": GroupState.REJECTED,
    "undo": GroupState.PROPOSED,
}


_AROUND = 8
"""Words shown before and after what was changed."""

_NEEDS = {"find": 0, "list": 0, "versions": 1, "compare": 2, "separate": 1} | dict.fromkeys(_DECISIONS, 1)
"""Actions, and how many ids each wants."""


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        choices=list(_NEEDS),
        metavar="ACTION",
        help="find: look for near-duplicates and translations; list: what is proposed; confirm, reject, undo"
        " GROUP; versions ID: its versions and languages; compare ID ID: two texts; separate ID: take it out"
        " of its work",
    )
    parser.add_argument("ids", nargs="*", metavar="ID", help="a group, or statements")
    parser.add_argument("--state", choices=[state.value for state in GroupState], help="of groups to list")


def _run(options: argparse.Namespace, context: Context) -> int:
    if len(options.ids) != _NEEDS[options.action]:
        raise UsageError("works.ids_needed", action=options.action, count=_NEEDS[options.action])
    with open_archive(context) as archive:
        _act(archive, options, context.console)
    return DONE


def _act(archive: Archive, options: argparse.Namespace, console: Console) -> None:
    works = archive.works
    if options.action == "find":
        with console.progress() as sink:
            found = works.find(progress=sink)
        _say(console, {"found": found}, f"{counted(found, 'new group')} proposed")
    elif options.action == "list":
        groups = works.proposals(options.state)
        _say(console, {"groups": groups}, "\n".join(map(_group, groups)) or "Nothing is proposed.")
    elif options.action in _DECISIONS:
        group = works.decide(options.ids[0], _DECISIONS[options.action].value)
        _say(console, group, _group(group))
    elif options.action == "versions":
        versions = works.versions(options.ids[0])
        _say(console, {"versions": versions}, "\n".join(map(_version, versions)))
    elif options.action == "compare":
        diff = works.compare(*options.ids)
        _say(console, diff, _compared(diff))
    else:
        works.separate(options.ids[0])


def _say(console: Console, plain: object, text: str) -> None:
    if console.as_json:
        console.json(plain)
    else:
        console.line(text)


def _group(group: WorkGroup) -> str:
    head = f"{group.id}  {group.kind.value.replace('_', ' ')}  {group.state.value}  {group.score:.0%}"
    reasons = [f"    {sentence(code, {})}" for code in group.reasons]
    members = [f"    {one.id}  {one.date or '—':10}  {one.language}  {one.title}" for one in group.statements]
    return "\n".join([head, *reasons, *members])


def _version(version: Version) -> str:
    when = version.captured_at or ""
    return f"{version.id}  {version.language}  version {version.number}  {when}  {version.title}"


def _compared(diff: TextDiff) -> str:
    """The changed passages with some words around each, with signs and not colours: a pipe has none."""
    lines = [f"{diff.left.id} and {diff.right.id} are alike to {diff.similarity:.0%}"]
    if any(piece.kind is not DiffKind.SAME for piece in diff.pieces):
        lines.append("[-only in the first-] {+only in the second+}")
    passage: list[str] = []
    last = len(diff.pieces) - 1
    for number, piece in enumerate(diff.pieces):
        if piece.kind is DiffKind.REMOVED:
            passage.append(f"[-{' '.join(diff.left_text[piece.left_start : piece.left_end].split())}-]")
        elif piece.kind is DiffKind.ADDED:
            passage.append(f"{{+{' '.join(diff.right_text[piece.right_start : piece.right_end].split())}+}}")
        else:
            words = diff.right_text[piece.right_start : piece.right_end].split()
            if number in (0, last) or len(words) > 2 * _AROUND:
                if passage:
                    lines += ["", " ".join([*passage, *_beginning(words)])]
                passage = _ending(words) if number != last else []
            else:
                passage += words
    if passage:
        lines += ["", " ".join(passage)]
    return "\n".join(lines)


def _beginning(words: list[str]) -> list[str]:
    return words if len(words) <= _AROUND else [*words[:_AROUND], "…"]


def _ending(words: list[str]) -> list[str]:
    return words if len(words) <= _AROUND else ["…", *words[-_AROUND:]]


COMMAND = Command("works", "versions, languages, near-duplicates and translations", _configure, _run)
