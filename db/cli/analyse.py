"""``muniment analyse``: reads and analyses without storing, one JSON object a line."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from db.cli.command import DONE, SOME_FAILED, Command, Context
from db.cli.plain import analysis_plain, failure_plain
from db.model import Failure, ImportOptions

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_LANGUAGE = re.compile(r"[a-z]{2}")


def _date(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"a date is YYYY, YYYY-MM or YYYY-MM-DD, not “{text}”")
    return text


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"a language is two letters (ISO 639-1), such as en, not “{text}”")
    return text


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file")
    parser.add_argument(
        "--date", type=_date, metavar="D", help="the date of the statements, where you know it"
    )
    parser.add_argument(
        "--password", action="append", default=[], metavar="P", help="tried on encrypted files"
    )
    parser.add_argument("--as-text", action="store_true", help="take every file for plain text")
    parser.add_argument("--language", type=_language, metavar="L", help="their language (ISO 639-1)")


def _run(options: argparse.Namespace, context: Context) -> int:
    from db.archive import analyse_files

    console = context.console
    failed = False
    how = ImportOptions(language=options.language, passwords=tuple(options.password), as_text=options.as_text)
    outcomes = analyse_files([Path(file) for file in options.files], date=options.date, options=how)
    for path, outcome in outcomes:
        if isinstance(outcome, Failure):
            failed = True
            plain = failure_plain(outcome)
            console.message(plain["error"], style="red")
            console.json({"path": path, **plain})
        else:
            console.json(analysis_plain(outcome.id, outcome.analysis, outcome.source))
    return SOME_FAILED if failed else DONE


COMMAND = Command(
    "analyse", "read and analyse files without storing them: JSON, a line each", _configure, _run
)
