"""A researcher's first day with the real release, on the command line."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.helpers.command_line import muniment
from tests.helpers.shared import shared

RELEASE = "releases/ohchr-2025-06-05-belarus-trade-unionists.txt"
EXPERTS = {
    "Gina Romero": "mandate:assembly-association",
    "Mary Lawlor": "mandate:defenders",
    "Nils Muižnieks": "mandate:c-blr",
    "Ben Saul": "mandate:counter-terrorism",
    "Irene Khan": "mandate:expression",
}


@pytest.fixture(scope="module")
def statement() -> dict[str, object]:
    ran = muniment("analyse", shared(RELEASE))
    assert ran.status == 0, ran.err
    analysed: dict[str, object] = ran.json
    return analysed


def _words(statement, layer):  # type: ignore[no-untyped-def]
    return [(span, statement["text"][span["start"] : span["end"]]) for span in statement[layer]]


def test_structure(statement) -> None:  # type: ignore[no-untyped-def]
    assert statement["date"] == "2025-06-05"
    assert statement["title"].startswith("Belarus: UN experts alarmed")
    roles = [block["role"] for block in statement["blocks"]]
    for role in (
        "navigation",
        "title",
        "date",
        "dateline",
        "lead",
        "paragraph",
        "footnote",
        "boilerplate",
        "contact",
    ):
        assert role in roles
    assert roles.count("footnote") == 1
    assert roles[0] == roles[1] == roles[-1] == "navigation"
    dateline = next(words for block, words in _words(statement, "blocks") if block["role"] == "dateline")
    assert "GENEVA" in dateline
    ends = [(block["start"], block["end"]) for block in statement["blocks"]]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
    covered = "".join(words for _, words in _words(statement, "blocks"))
    assert "".join(covered.split()) == "".join(statement["text"].split())


def test_quotations(statement) -> None:  # type: ignore[no-untyped-def]
    assert [quotation["speaker"] for quotation in statement["quotations"]] == ["the experts"] * 4
    assert all(words[0] == "“" and words[-1] == "”" for _, words in _words(statement, "quotations"))


def test_entities(statement) -> None:  # type: ignore[no-untyped-def]
    entities = statement["entities"]
    persons = {e["name"]: e["role"] for e in entities if e["kind"] == "person"}
    assert EXPERTS.keys() <= persons.keys()
    assert all(persons[name].startswith("Special Rapporteur") for name in EXPERTS)
    assert set(EXPERTS.values()) <= {e["id"] for e in entities if e["kind"] == "role"}
    assert "iso:BLR" in {e["id"] for e in entities if e["kind"] == "country"}
    organizations = {e["text"] for e in entities if e["kind"] == "organization"}
    assert {
        "International Labour Organization",
        "ILO Governing Body",
        "International Labour Conference",
    } <= organizations
    assert any("Federation of Trade Unions of Belarus" in name for name in organizations)
    assert "GENEVA" in {e["text"] for e in entities if e["kind"] == "place"}
    assert {"05 June 2025", "2004", "2020", "2024"} <= {e["text"] for e in entities if e["kind"] == "date"}


def test_references(statement) -> None:  # type: ignore[no-untyped-def]
    resolved = [
        (r["id"], r["pinpoint"], r["text"]) for r in statement["references"] if r["status"] == "resolved"
    ]
    ids = [id for id, _, _ in resolved]
    assert {"ilo:C087", "ilo:C098"} <= set(ids)
    assert ("ilo:CONST", "art33") in {(id, pinpoint) for id, pinpoint, _ in resolved}
    assert ids.count("ilo:COI/BLR/2004") == 2
    bracket = statement["text"].index("(failure to carry out")
    end = statement["text"].index(")", bracket)
    inside = [r for r in statement["references"] if bracket < r["start"] < end and r["status"] == "resolved"]
    assert inside == []


@pytest.mark.slow
def test_in_and_out_again(tmp_path: Path) -> None:
    archive = tmp_path / "belarus.muniment"
    assert muniment("init", "--archive", archive).status == 0
    report = muniment("import", shared(RELEASE), "--archive", archive, "--json").json
    assert report["imported"] == 1
    id = report["files"][0]["id"]
    found = muniment("search", '"freedom of association" trade union*', "--archive", archive, "--json").json
    assert [hit["id"] for hit in found["hits"]] == [id]
    quote = "Belarus must end the repression of independent trade unionists"
    made = muniment(
        "annotate", id, "--quote", quote, "--note", "Key quote", "--archive", archive, "--json"
    ).json
    shown = muniment("show", id, "--archive", archive, "--json").json
    assert shown["annotations"] == [made]
    target = tmp_path / "excerpts.md"
    ran = muniment("export", "--format", "markdown", "--output", target, "--archive", archive)
    assert ran.status == 0, ran.err
    text = target.read_text(encoding="utf-8")
    for needed in (quote, "Key quote", shown["source"]["sha256"], "5 June 2025", "para"):
        assert needed in text
    assert json.loads(muniment("cited-by", "ilo:C087", "--archive", archive, "--json").out)["passages"]
