"""``muniment compact``: gives the space of what was deleted back to the disk."""

from __future__ import annotations

import argparse

from db.cli.command import DONE, Command, Context, open_archive


def _configure(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments of its own."""


def _run(options: argparse.Namespace, context: Context) -> int:
    with open_archive(context) as archive:
        freed = archive.compact()
    if context.console.as_json:
        context.console.json({"bytes": freed})
    else:
        context.console.line(f"{freed / 1_000_000:.1f} MB were given back to the disk")
    return DONE


COMMAND = Command("compact", "give the space of what was deleted back to the disk", _configure, _run)
