"""How fast statements are analysed, by stage, and how texts that are made to be slow are borne.

Run: python -m tests.benchmarks.analysis [--rows N] [--runs N] [--hostile [CODE POINTS]]

Rows are taken evenly from the corpus beside the project; one process, warm; processor time, not wall time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from db.analysis import analyse, pipeline
from db.catalogue import shipped
from db.ingest.worker import warm_up
from db.model import RawDocument

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "statements-50k.jsonl.gz"
STAGES = ("detect", "read_structure", "find_references", "find_entities", "find_quotations")
HOSTILE = {
    "brackets": "(", "spaces": " ", "small words": "the ", "straight marks": '"a ', "single marks": "'a ",
    "opened": "“a ", "numbers": "No. 1 ", "dates": "12 May 2020 ", "capital words": "Smith ", "initials": "A.",
    "hyphens": "A-", "apostrophes": "O'", "acronyms": "ILO ", "persons": "Mr. Smith ",
    "speakers": "“We will act now,” said Jane Smith. ", "bodies": "the Union of Miners (UM) and ",
    "offices": "Special Rapporteur on torture, ", "Conventions": "Conventions Nos. 87 and 98 ",
    "articles": "article 33 ", "courts": "icj ", "symbols": "A/HRC/56/65 ", "countries": "Belarus ",
    "paragraphs": "1. Aaa\n\n", "lines": "Aaa bbb\n", "characters": "公约", "dots": "国·", "cases": "Convention No. ",
}  # fmt: skip


def rows(count: int) -> list[dict[str, Any]]:
    """That many rows, spread over the corpus."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        whole = list(lines)
    return [json.loads(line) for line in whole[:: max(1, len(whole) // count)][:count]]


@contextmanager
def by_stage() -> Iterator[dict[str, float]]:
    """Counts the seconds that each stage of the pipeline takes."""
    spent = dict.fromkeys(STAGES, 0.0)
    plain: dict[str, Callable[..., Any]] = {name: getattr(pipeline, name) for name in STAGES}

    def timed(name: str) -> Callable[..., Any]:
        def run(*args: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return plain[name](*args, **named)
            finally:
                spent[name] += time.process_time() - began

        return run

    for name in STAGES:
        setattr(pipeline, name, timed(name))
    try:
        yield spent
    finally:
        for name in STAGES:
            setattr(pipeline, name, plain[name])


def _one(text: str, title: str | None = None, date: str | None = None) -> float:
    raw = RawDocument(text=text, media_type="text/plain", title=title, date=date)
    began = time.process_time()
    analyse(raw, shipped())
    return time.process_time() - began


def speed(count: int, runs: int) -> None:
    """Prints milliseconds a statement and statements a second, and the share of each stage."""
    began = time.process_time()
    warm_up()
    print(f"warming up: {time.process_time() - began:.2f} s")
    chosen = rows(count)
    with by_stage() as spent:
        took = [
            [_one(row["text"], row.get("title"), row.get("date") or None) for row in chosen]
            for _ in range(runs)
        ]
    totals = sorted(sum(times) for times in took)
    each = sorted(min(times) for times in zip(*took, strict=True))
    print(f"{len(chosen)} statements, {sum(len(row['text']) for row in chosen):,} code points")
    print(f"mean {median(totals) / len(chosen) * 1000:.2f} ms ({len(chosen) / median(totals):.0f} a second)")
    print(
        f"median {median(each) * 1000:.2f} ms, 95th in a hundred {each[len(each) * 95 // 100] * 1000:.2f} ms"
    )
    for name, seconds in sorted(spent.items(), key=lambda one: -one[1]):
        print(f"  {name:16} {seconds / runs / len(chosen) * 1000:.2f} ms")


def hostile(size: int) -> None:
    """Prints seconds, the slowest stage and the peak of memory for texts of one thing over and over."""
    warm_up()
    for name, unit in HOSTILE.items():
        with by_stage() as spent:
            took = _one((unit * (size // len(unit) + 1))[:size])
        stage, seconds = max(spent.items(), key=lambda one: one[1])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name:16} {took:6.2f} s   {stage} {seconds:.2f} s   {peak} MiB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--hostile", type=int, nargs="?", const=2_000_000)
    chosen = parser.parse_args()
    if chosen.hostile:
        hostile(chosen.hostile)
    else:
        speed(chosen.rows, chosen.runs)


if __name__ == "__main__":
    main()
