"""Statements for the tests: invented."""

from db.model import Sha256, Source, Statement, StatementId, StatementKind


def statement(text: str) -> Statement:
    return Statement(
        id=StatementId("stest"),
        title="An invented statement",
        date=None,
        kind=StatementKind.STATEMENT,
        language="en",
        source=Source(sha256=Sha256("0" * 64), name="invented.txt", media_type="text/plain"),
        text=text,
    )
