"""Scores the references found against the worked examples beside the project, and prints what was missed.

Run: python -m tests.benchmarks.citations [FILE]
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from db.analysis.references import find_references
from db.catalogue import shipped
from db.model import Reference

_DEFAULT = Path(__file__).resolve().parents[2].parent / "shared" / "gold" / "citations.tsv"


def at_span(text: str, span: str, references: Sequence[Reference]) -> list[Reference]:
    """References that overlap the words that are marked; where these cannot be found, all."""
    start = text.find(span)
    if start < 0:
        return list(references)
    return [one for one in references if one.start < start + len(span) and start < one.end]


def judge(row: dict[str, str]) -> tuple[str, str]:
    """``right``, ``missed``, ``wrong``, ``trap``, ``linked`` (a trap that was linked), and what was found."""
    text, wanted = row["text_in_context"], row["canonical_id"]
    references = at_span(
        text,
        row["matched_span"],
        find_references(text, [], language=row["lang"], date=None, catalogue=shipped()),
    )
    resolved = {one.id for one in references if one.id}
    shown = "; ".join(
        f"{one.id or '|'.join(one.candidates)}{'#' + one.pinpoint if one.pinpoint else ''} "
        f"[{one.status} {one.rule}] {one.text!r}"
        for one in references
    )
    if wanted in {"NONE", "AMBIGUOUS"}:
        return ("linked" if resolved else "trap"), shown
    if "|" in wanted or "?" in wanted:
        offered = {id_ for one in references for id_ in one.candidates}
        fits = not resolved and offered == set(wanted.split("|"))
    else:
        fits = resolved == set(wanted.split(";")) and (
            not row["pinpoint"] or any(one.pinpoint == row["pinpoint"] for one in references)
        )
    if fits:
        return "right", shown
    return ("wrong" if resolved else "missed"), shown


def main(path: Path) -> None:
    """Prints precision, recall, traps, and every row that is not right."""
    counts = dict.fromkeys(("right", "missed", "wrong", "trap", "linked"), 0)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            verdict, shown = judge(row)
            counts[verdict] += 1
            if verdict not in {"right", "trap"}:
                print(f"{verdict}: {row['matched_span']!r} wants {row['canonical_id']}: {shown or 'nothing'}")
    right, missed, wrong = counts["right"], counts["missed"], counts["wrong"]
    print(f"precision {right / max(1, right + wrong + counts['linked']):.3f}")
    print(f"recall {right / max(1, right + missed + wrong):.3f}")
    print(f"traps refused {counts['trap']} of {counts['trap'] + counts['linked']}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _DEFAULT)
