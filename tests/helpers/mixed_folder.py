"""A folder with files of many kinds, and all that an archive holds of it in a form that can be compared."""

from __future__ import annotations

import json
import mailbox
from collections import Counter
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from db.archive import Archive
from db.store import Store
from tests.helpers.containers import zipped

WORD = "dockworkers"
"""Stands in every text."""

_PLACES = ("Eldra", "Varna Minor", "Port Ostland", "Quill Bay", "Norhaven")


def text(kind: str, number: int) -> str:
    """A short statement of our own; no two are alike."""
    place = _PLACES[number % len(_PLACES)]
    return (
        f"Statement {kind} {number} on the arrests in {place}\n\n{number % 27 + 1} May 2031\n\n"
        f"The union of {WORD} of {place} asked the Government for the {number}th time in its {kind} "
        f"to free the {number + 2} members who were taken from their homes.\n\n"
        f"“Convention No. 87 binds Ostland,” said Ada Quillmere {number} times.\n"
    )


def page(kind: str, number: int) -> str:
    title, *paragraphs = text(kind, number).split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<!doctype html><html lang=en><title>{title}</title><body><h1>{title}</h1>{body}</body></html>"


def make_mixed_folder(folder: Path, rows: int = 200, files: int = 16) -> Path:
    """Text, pages, a ZIP with a ZIP in it, a table of `rows` rows, a mailbox, and files that fail."""
    folder.mkdir()
    for number in range(files):
        (folder / f"a{number:03}.txt").write_text(text("letter", number), encoding="utf-8")
        (folder / f"h{number:03}.html").write_text(page("page", number), encoding="utf-8")
    (folder / "b again.txt").write_text(text("letter", 0), encoding="utf-8")
    (folder / "b broken.pdf").write_bytes(b"%PDF-1.7\nbroken")
    (folder / "b empty.txt").touch()
    (folder / ".hidden").touch()
    (folder / "z pictures.zip").write_bytes(zipped({"1.png": b"\x89PNG\r\n\x1a\n" + bytes(40)}))
    inner: dict[str, str | bytes] = {f"i{number}.txt": text("inner", number) for number in range(files // 2)}
    outer: dict[str, str | bytes] = {f"{number:03}.txt": text("zipped", number) for number in range(files)}
    outer |= {"known.txt": text("letter", 1), "empty.txt": "", "same.html": page("page", 2)}
    outer |= {"broken.pdf": b"%PDF-1.7\nbroken", "inner.zip": zipped(inner)}
    outer |= {f"z{number:03}.html": page("zipped page", number) for number in range(files)}
    (folder / "d members.zip").write_bytes(zipped(outer))
    with (folder / "k table.jsonl").open("w", encoding="utf-8") as table:
        for number in range(rows):
            words = text("letter", 3) if number == rows // 2 else text("row", number)
            row = {"id": f"r{number}", "title": f"Row {number}", "text": words if number != 7 else ""}
            print(json.dumps(row), file=table)
    box = mailbox.mbox(folder / "m mails.mbox")
    for number in range(files):
        mail = EmailMessage()
        mail["Subject"], mail["From"] = f"Letter {number}", "Ada Quillmere <ada@eldra.example>"
        mail["Date"] = f"Mon, 12 May 2031 10:{number % 60:02}:00 +0000"
        mail.set_content(text("mail", number))
        if number % 4 == 0:
            mail.add_attachment(text("attached", number).encode(), "text", "plain", filename=f"{number}.txt")
        box.add(mail)
    box.close()
    return folder


def held(archive: Path) -> dict[str, Any]:
    """What an archive holds, by kinds of things: equal for equal imports, whatever interrupted them."""
    with Store.open(archive) as store, store.reading() as reading:
        statements = {
            one.id: (
                one.text,
                one.title,
                one.version,
                one.blocks,
                one.references,
                sorted((s.sha256, s.name, s.member or "") for s in one.sources),
            )
            for one in reading.statements.stream(reading.statements.ids())
        }
        runs = reading.runs.all()
        lines = [
            (line.path, line.status.value, line.id, line.statements, repr(line.error), line.warnings)
            for run in runs
            for line in reading.runs.outcomes(run.run)
        ]
        return {
            "statements": statements,
            "lines": Counter(lines),
            "runs": [
                (one.state.value, one.imported, one.duplicates, one.updated, one.failed, one.outcomes)
                for one in runs
            ],
            "events": Counter(
                (event.action, event.subject, *map(event.details.get, ("name", "sha256", "member")))
                for event in reading.events.all()
                if event.action.startswith("imported")
            ),
            "originals": tuple(store.originals.all()),
        }


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """In what two of `held` differ, in few words."""
    found = []
    for kind in one:
        if one[kind] == other[kind]:
            continue
        left, right = one[kind], other[kind]
        if isinstance(left, Counter):
            found.append(
                f"{kind}: without {list((left - right).items())[:3]}, too many {list((right - left).items())[:3]}"
            )
        elif kind == "runs":
            found.append(f"{kind}: {right} for {left}")
        else:
            found.append(f"{kind}: {len(right)} for {len(left)}")
    return found


def half_there(archive: Path) -> list[str]:
    """What is unsound in an archive that was opened after a kill; empty where all is well."""
    with Archive.open(archive) as opened:
        report = opened.verify()
        found = [] if report.sound else [f"not sound: {report.damages[:2]}"]
        total = opened.search(WORD, limit=1).total
        ids = [one.id for one in opened.statements()]
        with_text = 0
        for id in ids:
            one = opened.statement(id)
            with_text += WORD in one.text
            in_blocks = "".join(one.text[block.start : block.end] for block in one.blocks)
            whole = "".join(in_blocks.split()) == "".join(one.text.split())
            if not (one.text and whole and one.sources and one.rules):
                found.append(f"half there: {id}")
    with Store.open(archive) as store, store.reading() as reading:
        subjects = {event.subject for event in reading.events.all()}
        found += [f"without an event: {id}" for id in ids if id not in subjects]
        state = [run.state.value for run in reading.runs.all()]
    if total != with_text:
        found.append(f"the index finds {total} of {with_text}")
    if "running" in state:
        found.append("an import seems to be running")
    return found
