"""Hostile files through the very workers that an import uses."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from db.ingest.discovery import Found
from db.ingest.prepared import Closed, Ready, Told
from db.ingest.shelf import EmptyShelf
from db.ingest.walking import Walker
from db.ingest.workshop import Workshop
from db.model import ImportOptions
from resources.messages import codes

MOST_TASKS = 300
"""Members of one container that are looked at."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one file: seconds of its longest task, statements, and the codes of errors."""

    name: str
    seconds: float
    statements: int
    errors: tuple[str, ...]

    @property
    def told(self) -> bool:
        """Whether something was read, or it is told why not, in a sentence that exists."""
        return bool(self.statements or self.errors) and set(self.errors) <= codes()


def attempt(workshop: Workshop, folder: Path, name: str, data: bytes) -> Trial:
    """Puts a file through reading and analysis, without storing."""
    path = folder / "untrusted"
    path.write_bytes(data)
    walker = Walker(workshop, EmptyShelf(), ImportOptions(ocr=False))
    statements, errors, longest = 0, [], 0.0
    begun = time.perf_counter()
    for number, task in enumerate(walker.tasks(Found(path, name, len(data)))):
        for prepared in task.run():
            statements += isinstance(prepared, Ready)
            if isinstance(prepared, Told) and prepared.outcome.error is not None:
                errors.append(prepared.outcome.error.code)
            if isinstance(prepared, Closed) and not prepared.opened.members:
                errors.append("container.nothing_in_it")
        ended = time.perf_counter()
        longest, begun = max(longest, ended - begun), ended
        if number >= MOST_TASKS:
            break
    return Trial(name, longest, statements, tuple(errors))
