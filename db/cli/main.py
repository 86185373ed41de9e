"""The command line: reads the arguments, runs one command, turns errors into sentences and exit statuses."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from db.cli import (
    analyse,
    annotate,
    backup,
    cited_by,
    compact,
    demo,
    export,
    import_,
    imports,
    init,
    list_,
    reanalyse,
    references,
    reindex,
    restore,
    search,
    show,
    verify,
    wanted,
    works,
)
from db.cli.command import SOME_FAILED, WRONG_USE, Command, Context, OpenWindow, chosen_archive
from db.cli.console import Console
from db.errors import Cancelled, KnownError

COMMANDS: tuple[Command, ...] = (
    init.COMMAND,
    import_.COMMAND,
    imports.COMMAND,
    analyse.COMMAND,
    list_.COMMAND,
    show.COMMAND,
    search.COMMAND,
    references.COMMAND,
    cited_by.COMMAND,
    wanted.COMMAND,
    works.COMMAND,
    annotate.COMMAND,
    export.COMMAND,
    verify.COMMAND,
    reindex.COMMAND,
    reanalyse.COMMAND,
    backup.COMMAND,
    restore.COMMAND,
    compact.COMMAND,
    demo.COMMAND,
)


def _version() -> str:
    try:
        return version("muniment")
    except PackageNotFoundError:
        return "unknown (not installed)"


def _shared_options(*, top: bool) -> argparse.ArgumentParser:
    """Options that may stand before or after the name of the command; below they keep what stood above."""
    default = None if top else argparse.SUPPRESS
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--archive", metavar="DIR", default=default, help="the archive (default: your own archive)"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        default=False if top else argparse.SUPPRESS,
        help="print the result as JSON",
    )
    return parser


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="muniment",
        description="An offline archive of human-rights statements. Without a command the window opens.",
        parents=[_shared_options(top=True)],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"muniment {_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command in COMMANDS:
        sub = commands.add_parser(
            command.name,
            help=command.help,
            description=command.help,
            parents=[_shared_options(top=False)],
            allow_abbrev=False,
        )
        command.configure(sub)
        sub.set_defaults(run=command.run)
    return parser


def _window_or_usage(options: argparse.Namespace, context: Context) -> int:
    """``muniment --archive DIR`` opens the window there; ``muniment --json`` alone means nothing."""
    if context.archive_named and not options.json:
        return context.open_window(context.archive, None)
    build_parser().print_usage(sys.stderr)
    return WRONG_USE


def main(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Runs the command line; gives the exit status. `open_window` opens the window on an archive."""
    options = build_parser().parse_args(arguments)
    console = Console(as_json=options.json)
    context = Context(
        archive=chosen_archive(options.archive),
        archive_named=options.archive is not None,
        console=console,
        open_window=open_window,
    )
    if options.command is None:
        return _window_or_usage(options, context)
    try:
        status: int = options.run(options, context)
    except KnownError as error:
        console.error(error)
        return error.exit_status
    except KeyboardInterrupt:
        console.error(Cancelled())
        return SOME_FAILED
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status
