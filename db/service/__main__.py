"""``python -m db.service``: the core, spoken to over standard input and output."""

from __future__ import annotations

import logging
import os
import signal
import sys
from logging.handlers import RotatingFileHandler

from db import paths


def _log_to_file() -> None:
    """The log holds places in the program and kinds of errors, never the text of a statement."""
    target = paths.log_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(target, maxBytes=1_000_000, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def main() -> int:
    """Serves until standard input ends."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl+C in the terminal is for the window, which then leaves
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not spoil the protocol
    _log_to_file()

    from db.service.server import Server

    with os.fdopen(os.dup(sys.stdin.fileno()), "rb") as requests, answers:
        Server(requests, answers).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
