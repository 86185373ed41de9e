"""Whether the operators and brackets of a query stand where they can."""

from __future__ import annotations

from collections.abc import Sequence

from db.errors import QueryError

DEEPEST = 50

Lexeme = tuple[str, str, int, int]
"""Kind, text, start and end (code points of the query)."""


def query_error(code: str, query: str, position: int, **params: str | int | None) -> QueryError:
    """A `QueryError`; ``column`` is the position as people count, from 1."""
    return QueryError(code, position=position, column=position + 1, query=query, **params)


def check_order(query: str, lexemes: Sequence[Lexeme]) -> None:
    """Raises `QueryError` for operators without anything to join, and brackets without their like."""
    kinds = {kind for kind, *_ in lexemes}
    if "operator" in kinds and kinds <= {"operator", "open", "close"}:
        first = next(start for kind, _, start, _ in lexemes if kind == "operator")
        raise query_error("query.operators_alone", query, first, suggestion=query.lower())
    _check_brackets(query, lexemes)
    before: Lexeme | None = None
    for lexeme in lexemes:
        if before is None:
            if _is_infix(lexeme):
                raise _dangling(query, lexeme)
        else:
            _check_pair(query, before, lexeme)
        before = lexeme
    if before is not None and before[0] == "operator":
        raise _dangling(query, before)


def _check_brackets(query: str, lexemes: Sequence[Lexeme]) -> None:
    opened: list[int] = []
    for kind, _, start, end in lexemes:
        if kind == "open":
            opened.append(start)
            if len(opened) > DEEPEST:
                raise query_error("query.too_deep", query, start, limit=DEEPEST)
        elif kind == "close":
            if not opened:
                without = _without(query, start, end)
                raise query_error("query.bracket_close", query, start, sign=")", suggestion=without)
            opened.pop()
    if opened:
        raise query_error("query.bracket_open", query, opened[-1], sign="(", suggestion=f"{query})")


def _check_pair(query: str, before: Lexeme, lexeme: Lexeme) -> None:
    kind, text, start, _ = before
    if kind == "field" and lexeme[0] == "operator":
        raise query_error("query.empty_value", query, start, field=text[:-1])
    if kind == "open" and lexeme[0] == "close":
        raise query_error("query.empty_group", query, start)
    if kind == "open" and _is_infix(lexeme):
        raise _dangling(query, lexeme)
    if kind == "operator":
        if _is_infix(lexeme) or lexeme[0] == "close":
            raise _dangling(query, before)
        if text == "NOT" and lexeme[0] == "operator":
            raise _dangling(query, before)


def _is_infix(lexeme: Lexeme) -> bool:
    return lexeme[0] == "operator" and lexeme[1] != "NOT"


def _dangling(query: str, lexeme: Lexeme) -> QueryError:
    _, text, start, end = lexeme
    return query_error(
        "query.operator_dangling", query, start, operator=text, suggestion=_without(query, start, end)
    )


def _without(query: str, start: int, end: int) -> str:
    return " ".join((query[:start] + " " + query[end:]).split())
