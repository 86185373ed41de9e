"""``muniment reindex``: makes the full-text index anew."""

from __future__ import annotations

import argparse

from db.cli.command import DONE, Command, Context, open_archive
from db.cli.console import counted


def _configure(_: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def _run(_: argparse.Namespace, context: Context) -> int:
    console = context.console
    with open_archive(context) as archive, console.progress() as sink:
        archive.reindex(progress=sink)
        info = archive.info()
    if console.as_json:
        console.json({"statements": info.statements, "index_state": info.index_state})
    else:
        console.line(f"Indexed {counted(info.statements, 'statement')}.")
    return DONE


COMMAND = Command("reindex", "make the full-text index anew", _configure, _run)
