"""``muniment verify``: looks for damage."""

from __future__ import annotations

import argparse

from db.cli.command import DONE, UNUSABLE, Command, Context, open_archive
from resources.messages import sentence


def _configure(_: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def _run(_: argparse.Namespace, context: Context) -> int:
    console = context.console
    with open_archive(context) as archive, console.progress() as sink:
        report = archive.verify(progress=sink)
    if console.as_json:
        console.json(
            {
                "sound": report.sound,
                "statements": report.statements,
                "originals": report.originals,
                "annotations": report.annotations,
                "events": report.events,
                "damages": [
                    {"code": d.code, "message": sentence(d.code, d.params), **d.params}
                    for d in report.damages
                ],
            }
        )
    else:
        console.line(
            f"Looked at {report.statements} statements, {report.originals} originals, "
            f"{report.annotations} annotations and {report.events} events."
        )
        for damage in report.damages:
            console.line(sentence(damage.code, damage.params), style="red")
        console.line("Everything is as it was stored." if report.sound else "The archive is damaged.")
    return DONE if report.sound else UNUSABLE


COMMAND = Command("verify", "check that nothing in the archive has changed or is damaged", _configure, _run)
