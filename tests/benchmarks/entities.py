"""How well entities, quotations and blocks are found, against the releases marked by hand beside the project.

Run as ``python -m tests.benchmarks.entities [--misses]``. Exact spans; what is marked optional counts
neither way.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from db.analysis import analyse
from db.catalogue import shipped
from db.model import Analysis, RawDocument

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold" / "entities.jsonl"
LABELS = {
    "person": "PERSON", "role": "ROLE", "organization": "ORG", "country": "COUNTRY", "place": "PLACE", "date": "DATE",
    "treaty": "INSTRUMENT", "symbol": "SYMBOL",
}  # fmt: skip
BLOCKS = {
    "navigation": "nav", "title": "title", "date": "date", "lead": "lead", "footnote": "foot", "biography": "bio",
    "boilerplate": "boiler", "contact": "contact",
}  # fmt: skip
Found = tuple[str, int, int]


class Tally:
    """Finds, misses and false alarms by label."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.remarks: list[str] = []

    def table(self) -> str:
        lines = [f"{'':12}{'right':>6}{'missed':>7}{'wrong':>6}{'precision':>11}{'recall':>8}{'F1':>6}"]
        for label in sorted({*self.right, *self.missed, *self.wrong}):
            right, missed, wrong = self.right[label], self.missed[label], self.wrong[label]
            precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            lines.append(f"{label:12}{right:6}{missed:7}{wrong:6}{precision:11.2f}{recall:8.2f}{f1:6.2f}")
        return "\n".join(lines)


def _found(analysis: Analysis) -> set[Found]:
    found = {(LABELS[one.kind.value], one.start, one.end) for one in analysis.entities}
    return found | {("QUOTE", one.start, one.end) for one in analysis.quotations}


def _score_entities(document: dict[str, Any], analysis: Analysis, tally: Tally) -> None:
    text, found = document["text"], _found(analysis)
    wanted = {(one["label"], one["start"], one["end"]): one for one in document["spans"]}
    for key, one in wanted.items():
        if key in found:
            tally.right[key[0]] += not one.get("optional")
        elif not one.get("optional"):
            tally.missed[key[0]] += 1
            tally.remarks.append(f"{document['id']} missed {key[0]}: {text[key[1] : key[2]]!r}")
    for key in sorted(found - set(wanted)):
        tally.wrong[key[0]] += 1
        tally.remarks.append(f"{document['id']} wrong  {key[0]}: {text[key[1] : key[2]]!r}")


def _score_speakers(document: dict[str, Any], analysis: Analysis, tally: Tally) -> None:
    spoken = {(one.start, one.end): one.speaker for one in analysis.quotations}
    for one in document["spans"]:
        if one["label"] != "QUOTE" or (one["start"], one["end"]) not in spoken:
            continue
        speaker = spoken[(one["start"], one["end"])]
        same = (speaker or "").lower() == (one.get("speaker") or "").lower()
        tally.right["speaker"] += same
        tally.missed["speaker"] += not same
        if not same:
            tally.remarks.append(f"{document['id']} speaker: {speaker!r} for {one.get('speaker')!r}")


def _score_blocks(document: dict[str, Any], analysis: Analysis, tally: Tally) -> None:
    text = document["text"]
    starts = {one.end: one.start for one in analysis.blocks if one.role.value == "dateline"}
    found: set[Found] = set()
    for one in analysis.blocks:
        if one.role.value != "dateline":
            start = next(
                (
                    first
                    for end, first in starts.items()
                    if not text[end : one.start].strip() and end <= one.start
                ),
                one.start,
            )
            found.add((BLOCKS.get(one.role.value, "body"), start, one.end))
    wanted = {(one["type"], one["start"], one["end"]) for one in document["blocks"]}
    for key in wanted & found:
        tally.right[f"block {key[0]}"] += 1
    for key in wanted - found:
        tally.missed[f"block {key[0]}"] += 1
        tally.remarks.append(f"{document['id']} missed block {key[0]}: {text[key[1] : key[2]][:60]!r}")
    for key in found - wanted:
        tally.wrong[f"block {key[0]}"] += 1


def score(path: Path = GOLD) -> Tally:
    """The tally over all marked releases."""
    tally = Tally()
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        analysis = analyse(RawDocument(text=document["text"], media_type="text/plain"), shipped())
        _score_entities(document, analysis, tally)
        _score_speakers(document, analysis, tally)
        _score_blocks(document, analysis, tally)
    return tally


def main() -> None:
    tally = score()
    print(tally.table())
    if "--misses" in sys.argv[1:]:
        print("\n".join(tally.remarks))


if __name__ == "__main__":
    main()
