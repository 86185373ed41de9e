"""The real release and the worked examples, where they are beside the project."""

from __future__ import annotations

import csv

from db.analysis.references import find_references
from db.catalogue import shipped
from db.model import ReferenceStatus
from tests.benchmarks.citations import judge
from tests.helpers.shared import shared


def test_the_real_release_gives_its_citations_and_no_others() -> None:
    path = shared("releases/ohchr-2025-06-05-belarus-trade-unionists.txt")
    text = path.read_text(encoding="utf-8")

    found = find_references(text, [], language="en", date="2025-06-05", catalogue=shipped())

    ilo = [(one.id, one.pinpoint, one.text) for one in found if one.id and one.id.startswith("ilo:")]
    assert [one[0] for one in ilo] == [
        "ilo:COI/BLR/2004",
        "ilo:C087",
        "ilo:C098",
        "ilo:CONST",
        "ilo:COI/BLR/2004",
    ]
    assert ilo[0][2] == "a Commission of Inquiry established by the ILO Governing Body"
    assert ilo[3][1:] == ("art33", "article 33 of the ILO Constitution")
    generic = [one for one in found if one.status is not ReferenceStatus.RESOLVED]
    assert [one.text for one in generic] == ["a Commission of Inquiry"]
    mandates = [one.id for one in found if one.id and one.id.startswith("mandate:")]
    assert mandates.count("mandate:c-blr") == 2
    assert set(mandates) == {
        "mandate:c-blr",
        "mandate:assembly-association",
        "mandate:defenders",
        "mandate:counter-terrorism",
        "mandate:expression",
    }


def test_the_worked_examples_come_out_and_no_trap_is_linked() -> None:
    path = shared("gold/citations.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        verdicts = [(row["matched_span"], *judge(row)) for row in csv.DictReader(file, delimiter="\t")]

    assert [one for one in verdicts if one[1] in {"wrong", "linked"}] == []
    assert sum(one[1] in {"right", "trap"} for one in verdicts) >= 0.95 * len(verdicts)
