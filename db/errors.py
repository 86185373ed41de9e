"""What can go wrong, split by blame.

A `KnownError` is something the user can act on. It carries a code and parameters, never a sentence:
the faces (window and command line) make the sentence from `resources/i18n/<language>/errors/*.toml`.
Everything else that is raised is a bug.
"""

from __future__ import annotations

from typing import ClassVar

Parameter = str | int | float | None


class KnownError(Exception):
    """An error the user can act on.

    Attributes:
        code: key of the sentence, such as ``file.missing``.
        params: what the sentence needs (names, numbers, positions); plain values only, so that the
            error can cross a process boundary.
    """

    exit_status: ClassVar[int] = 1

    def __init__(self, code: str, **params: Parameter) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.code, self.params))

    def __str__(self) -> str:
        shown = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
        return f"{self.code}({shown})"


def _rebuild(kind: type[KnownError], code: str, params: dict[str, Parameter]) -> KnownError:
    return kind(code, **params)


class InputError(KnownError):
    """A file or text given by the user could not be used (exit status 1)."""


class UsageError(KnownError):
    """The request itself is wrong: an unknown id, option or format (exit status 2)."""

    exit_status = 2


class QueryError(UsageError):
    """A query that cannot be read.

    Parameters always hold ``position`` (code points from the start of the query) and ``query``;
    they may hold ``suggestion``.
    """


class ArchiveError(KnownError):
    """The archive could not be used (exit status 3)."""

    exit_status = 3


class Cancelled(KnownError):  # noqa: N818  # not an error, but what the user wanted
    """The user stopped the work; what was finished before is kept."""

    def __init__(self, code: str = "work.cancelled", **params: Parameter) -> None:
        super().__init__(code, **params)
