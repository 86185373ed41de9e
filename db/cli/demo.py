"""``muniment demo``: makes the sample archive, says what to try, opens it."""

from __future__ import annotations

import argparse
from pathlib import Path

from db import paths
from db.cli.command import Command, Context

_TO_TRY = """
The sample archive holds {count} statements in {languages} languages. All of them are invented: States,
persons, unions and events do not exist. Things to try, in the window or with
`muniment --archive "{archive}" …`:

  search '"freedom of association" trade union*'     words and a phrase, hits marked in the text
  search 'ilo:C087 AND date:[2020 to 2024]'          statements that cite a Convention, in a range of years
  search 'cites:ilo:CONST#art26'                     article 26 of the ILO Constitution and no other
  search 'speaker:Halvenning'                        what one of the invented experts is quoted with
  search 'свобод* объединения'                       the same archive in Russian, Arabic, Chinese …
  cited-by C190                                      which statements cite the Convention on violence at work

In the window: choose a statement, select words, press N to write a note, then export it (Ctrl+E).
"""


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--screenshot", metavar="PATH", help="draw the window into a PNG file, without a screen"
    )
    parser.add_argument("--fresh", action="store_true", help="make the sample archive anew")
    parser.add_argument("--no-window", action="store_true", help="only make the archive")


def _run(options: argparse.Namespace, context: Context) -> int:
    from db.archive import Archive

    console = context.console
    target = context.archive if context.archive_named else paths.sample_archive()
    with console.progress() as sink:
        if options.fresh and target.exists():
            Archive.discard_sample(target)
        archive = (
            Archive.open(target, progress=sink)
            if target.exists()
            else Archive.make_sample(target, progress=sink)
        )
    with archive:
        info = archive.info()
    if console.as_json:
        console.json({"archive": info.path, "statements": info.statements, "languages": info.languages})
    else:
        console.line(
            _TO_TRY.format(count=info.statements, languages=len(info.languages), archive=info.path).strip()
        )
    if options.no_window:
        return 0
    return context.open_window(target, Path(options.screenshot) if options.screenshot else None)


COMMAND = Command("demo", "make the sample archive, and open it", _configure, _run)
