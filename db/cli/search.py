"""``muniment search``: full-text search."""

from __future__ import annotations

import argparse

from db.cli.arguments import whole_number
from db.cli.command import DONE, Command, Context, open_archive
from db.cli.console import Console, counted
from db.model import SearchRequest, SearchResults, SortOrder


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help="such as: '\"freedom of association\" cites:C87'")
    parser.add_argument("--limit", type=whole_number, default=50, metavar="N", help="at most so many hits")
    parser.add_argument(
        "--sort", choices=[order.value for order in SortOrder], default="relevance", help="order of the hits"
    )
    parser.add_argument("--facets", action="store_true", help="count countries, instruments, languages ...")
    parser.add_argument("--concordance", action="store_true", help="every hit in its line")


def _run(options: argparse.Namespace, context: Context) -> int:
    request = SearchRequest(
        query=options.query,
        limit=options.limit,
        sort=SortOrder(options.sort),
        facets=options.facets,
        concordance=options.concordance,
    )
    with open_archive(context) as archive:
        results = archive.search(request)
    if context.console.as_json:
        context.console.json(results)
    else:
        _print(context.console, results)
    return DONE


def _print(console: Console, results: SearchResults) -> None:
    console.line(f"{counted(results.total, 'statement')} · {results.elapsed_ms:.0f} ms")
    for hit in results.hits:
        console.line(f"\n{hit.title}", style="bold")
        console.line(f"  {hit.date or 'undated'} · {hit.language} · {hit.id}")
        if hit.snippet:
            console.line(f"  {hit.snippet}")
    for line in results.concordance:
        console.line(f"{line.left:>60.60} [{line.match}] {line.right:.60}")
    for name, values in results.facets.items():
        if values:
            console.line(f"\n{name}", style="bold")
            for value in values:
                console.line(f"  {value.count:>6}  {value.label}")
    if results.suggestion:
        console.line(f"Did you mean: {results.suggestion}")


COMMAND = Command("search", "search the archive in full text", _configure, _run)
