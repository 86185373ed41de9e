"""``muniment show``: one statement with all its layers."""

from __future__ import annotations

import argparse

from db.cli.command import DONE, Command, Context, open_archive
from db.cli.console import Console
from db.model import Statement


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the statement's id, as `list` shows it")


def _run(options: argparse.Namespace, context: Context) -> int:
    with open_archive(context) as archive:
        statement = archive.statement(options.id)
    if context.console.as_json:
        context.console.json(statement)
    else:
        _print(context.console, statement)
    return DONE


def _print(console: Console, statement: Statement) -> None:
    console.line(statement.title, style="bold")
    facts = (statement.issuer, statement.date or "undated", statement.place, statement.language, statement.id)
    console.line(" · ".join(fact for fact in facts if fact))
    console.line(f"{statement.source.name}  SHA-256 {statement.source.sha256}\n")
    console.line(statement.text)
    _section(
        console,
        "Entities",
        sorted({f"{m.kind}: {m.name}" + (f" ({m.role})" if m.role else "") for m in statement.entities}),
    )
    _section(
        console,
        "Quotations",
        [f"{q.speaker or 'unknown'}: {statement.text[q.start : q.end]}" for q in statement.quotations],
    )
    _section(
        console,
        "References",
        [f"{r.id or ' | '.join(r.candidates)} {r.pinpoint or ''} — {r.text}" for r in statement.references],
    )
    _section(console, "Annotations", [f"“{a.quote}” {a.note}".rstrip() for a in statement.annotations])


def _section(console: Console, name: str, lines: list[str]) -> None:
    if lines:
        console.line(f"\n{name}", style="bold")
        for line in lines:
            console.line(f"  {line}")


COMMAND = Command("show", "show one statement with all its layers", _configure, _run)
