"""The command line, command by command: what it prints, and its exit status (DESIGN §5)."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from db import Archive
from tests.helpers.command_line import Ran, run_here
from tests.helpers.texts import LETTER, RELEASE

Run = Callable[..., Ran]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    return lambda *arguments: run_here(*arguments, capsysbinary=capsysbinary)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files and an archive that has them; made once, for reading its layers takes a worker its time."""
    folder = tmp_path_factory.mktemp("made")
    files = folder / "files"
    files.mkdir()
    (files / "release.txt").write_text(RELEASE, encoding="utf-8")
    (files / "letter.txt").write_text(LETTER, encoding="utf-8")
    with Archive.create(folder / "a.muniment") as archive:
        assert archive.import_paths([files]).imported == 2
    return folder


@pytest.fixture
def files(made: Path) -> Path:
    return made / "files"


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "a.muniment", tmp_path / "a.muniment"))


def ids(run: Run, archive: Path) -> dict[str, str]:
    listed = run("--archive", archive, "list", "--json").json["statements"]
    return {("release" if "Norvania" in s["title"] else "letter"): s["id"] for s in listed}


def test_options_stand_before_or_after_the_command(run: Run, archive: Path) -> None:
    before = run("--archive", archive, "--json", "list")
    after = run("list", "--json", "--archive", archive)
    assert before.status == after.status == 0
    assert before.json == after.json
    assert len(before.json["statements"]) == 2


def test_list_is_newest_first_and_limited_on_demand(run: Run, archive: Path) -> None:
    dates = [s["date"] for s in run("list", "--archive", archive, "--json").json["statements"]]
    assert dates == ["2024-03-12", "2022-05-03"]
    assert len(run("list", "--limit", "1", "--archive", archive, "--json").json["statements"]) == 1


def test_a_piped_list_has_columns_between_tabs(run: Run, archive: Path) -> None:
    lines = run("list", "--archive", archive).out.splitlines()
    assert [line.split("\t")[0] for line in lines] == list(ids(run, archive).values())


def test_show_gives_every_layer(run: Run, archive: Path) -> None:
    shown = run("show", ids(run, archive)["release"], "--archive", archive, "--json").json
    assert {
        "id",
        "title",
        "date",
        "kind",
        "language",
        "source",
        "text",
        "blocks",
        "entities",
        "quotations",
    } <= set(shown)
    assert {"references", "annotations"} <= set(shown)
    assert shown["text"] == RELEASE
    assert shown["date"] == "2024-03-12"
    assert {"ilo:C087", "ilo:C098"} <= {r["id"] for r in shown["references"]}
    for layer in ("entities", "references"):
        for span in shown[layer]:
            assert shown["text"][span["start"] : span["end"]] == span["text"]


def test_show_for_people_names_what_it_shows(run: Run, archive: Path) -> None:
    shown = run("show", ids(run, archive)["release"], "--archive", archive)
    assert "Norvania: UN experts" in shown.out
    assert "SHA-256" in shown.out
    assert "ilo:C087" in shown.out


def test_unknown_statement_is_wrong_use(run: Run, archive: Path) -> None:
    for command in ("show", "references"):
        ran = run(command, "nothing", "--archive", archive)
        assert ran.status == 2
        assert "nothing" in ran.err


def test_search_finds_and_says_where(run: Run, archive: Path) -> None:
    found = run("search", "dockworkers AND cites:C87", "--archive", archive, "--json", "--facets").json
    assert found["total"] == 2
    assert found["facets"]["ilo"]
    hit = next(hit for hit in found["hits"] if "Norvania" in hit["title"])
    words = [RELEASE[span["start"] : span["end"]].lower() for span in hit["spans"]]
    assert words
    assert all(word.startswith("dockworker") for word in words)


def test_concordance_lines_carry_their_hit(run: Run, archive: Path) -> None:
    found = run("search", '"night work"', "--concordance", "--archive", archive, "--json").json
    assert [line["match"].lower() for line in found["concordance"]] == ["night work", "night work"]


@pytest.mark.parametrize("query", ["AND OR", '"night', "colour:red", "(night", "date:[soon to later]"])
def test_unreadable_query_says_where(run: Run, archive: Path, query: str) -> None:
    ran = run("search", query, "--archive", archive)
    assert ran.status == 2
    assert "^" in ran.err
    assert ran.out == ""


def test_references_and_cited_by_are_two_ends_of_one_line(run: Run, archive: Path) -> None:
    release = ids(run, archive)["release"]
    cited = run("references", release, "--archive", archive, "--json").json["references"]
    assert ("ilo:CONST", "art26") in {(r["id"], r["pinpoint"]) for r in cited}
    citing = run("cited-by", "ilo:CONST#art26", "--archive", archive, "--json").json
    assert [s["id"] for s in citing["statements"]] == [release]
    assert citing["document"]["title"]
    both = run("cited-by", "Convention No. 87", "--archive", archive, "--json").json
    assert len(both["statements"]) == 2


def test_wanted_has_the_most_cited_first(run: Run, archive: Path) -> None:
    wanted = run("wanted", "--archive", archive, "--json").json["wanted"]
    counts = [document["statements"] for document in wanted]
    assert wanted[0]["id"] == "ilo:C087"
    assert counts == sorted(counts, reverse=True)


def test_annotate_and_export_in_every_format(run: Run, archive: Path, tmp_path: Path) -> None:
    release = ids(run, archive)["release"]
    made = run(
        "annotate", release, "--quote", "the minutes of a meeting", "--note", "key quote", "--tag", "minutes",
        "--archive", archive, "--json",
    ).json  # fmt: skip
    assert RELEASE[made["start"] : made["end"]] == "the minutes of a meeting"
    for form, suffix in (("markdown", "md"), ("html", "html"), ("docx", "docx")):
        target = tmp_path / f"out.{suffix}"
        ran = run("export", "--format", form, "--output", target, "--archive", archive, "--json")
        assert ran.status == 0, ran.err
        assert ran.json["excerpts"] == 1
        assert target.stat().st_size > 0
    exported = (tmp_path / "out.md").read_text(encoding="utf-8")
    for needed in ("the minutes of a meeting", "key quote", "minutes", "12 March 2024"):
        assert needed in exported


def test_export_by_query_and_by_ids(run: Run, archive: Path, tmp_path: Path) -> None:
    both = ids(run, archive)
    for id, words in ((both["release"], "a year of life"), (both["letter"], "third time")):
        assert run("annotate", id, "--quote", words, "--archive", archive).status == 0
    by_query = run(
        "export", "--query", "Eldra", "--format", "markdown", "--output", tmp_path / "q.md", "--archive", archive,
        "--json",
    )  # fmt: skip
    by_id = run(
        "export", "--ids", both["release"], "--format", "markdown", "--output", tmp_path / "i.md",
        "--archive", archive, "--json",
    )  # fmt: skip
    assert by_query.json["excerpts"] == by_id.json["excerpts"] == 1
    assert "third time" in (tmp_path / "q.md").read_text(encoding="utf-8")
    assert "a year of life" in (tmp_path / "i.md").read_text(encoding="utf-8")


def test_export_of_nothing_says_how_to_mark(run: Run, archive: Path, tmp_path: Path) -> None:
    ran = run("export", "--format", "html", "--output", tmp_path / "x.html", "--archive", archive)
    assert ran.status in {1, 2}
    assert "mark" in ran.err.lower()
    assert not (tmp_path / "x.html").exists()


def test_quote_that_is_not_there(run: Run, archive: Path) -> None:
    ran = run("annotate", ids(run, archive)["release"], "--quote", "words nobody wrote", "--archive", archive)
    assert ran.status in {1, 2}
    assert "words nobody wrote" in ran.err


def test_analyse_prints_a_line_for_every_file_in_order(run: Run, files: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    ran = run("analyse", files / "letter.txt", empty, tmp_path / "missing.txt", files / "release.txt")
    assert ran.status == 1
    lines = ran.json_lines
    assert len(lines) == 4
    assert lines[0]["text"] == LETTER
    assert lines[1]["error"]
    assert lines[2]["error"]
    assert lines[3]["title"].startswith("Norvania")


def test_analyse_takes_date_and_language(run: Run, files: Path) -> None:
    line = run("analyse", files / "letter.txt", "--date", "1999-05", "--language", "fr").json
    assert line["date"] == "1999-05"
    assert line["language"] == "fr"
    assert run("analyse", files / "letter.txt", "--date", "last week").status == 2


def test_import_reports_every_file(run: Run, archive: Path, files: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.txt"
    twin.write_bytes(RELEASE.encode("utf-8").replace(b"\n", b"\r\n"))
    binary = tmp_path / "binary.bin"
    binary.write_bytes(bytes(range(256)) * 40)
    ran = run(
        "import", files / "release.txt", twin, binary, tmp_path / "no.txt", "--archive", archive, "--json"
    )
    assert ran.status == 1
    report = ran.json
    assert [file["status"] for file in report["files"]] == ["duplicate", "duplicate", "failed", "failed"]
    assert report["files"][0]["id"] == report["files"][1]["id"]
    assert all(file["error"] for file in report["files"][2:])
    assert (report["imported"], report["duplicates"], report["failed"]) == (0, 2, 2)
    assert len(run("list", "--archive", archive, "--json").json["statements"]) == 2


def test_archive_that_cannot_be_used(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.write_text("not an archive")
    for target in (file, tmp_path / "nowhere"):
        ran = run("list", "--archive", target)
        assert ran.status == 3
        assert str(target) in ran.err
    assert run("init", "--archive", file).status == 3
    assert file.read_text() == "not an archive"


def test_init_does_not_touch_an_archive_that_exists(run: Run, archive: Path) -> None:
    assert run("init", "--archive", archive).status == 3
    assert len(run("list", "--archive", archive, "--json").json["statements"]) == 2


def test_backup_verify_restore(run: Run, archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.muniment"
    assert run("backup", copy, "--archive", archive).status == 0
    restored = tmp_path / "restored.muniment"
    assert run("restore", copy, "--archive", restored).status == 0
    assert run("verify", "--archive", restored, "--json").json["sound"] is True
    assert run("search", "dockworkers", "--archive", restored, "--json").json["total"] == 2


def test_reindex_from_nothing(run: Run, archive: Path, own_folders: Path) -> None:
    assert run("search", "dockworkers", "--archive", archive, "--json").json["total"] == 2
    shutil.rmtree(own_folders / "cache")
    assert run("reindex", "--archive", archive).status == 0
    assert run("search", "dockworkers", "--archive", archive, "--json").json["total"] == 2


def test_wrong_use(run: Run, archive: Path) -> None:
    assert run("nonsense").status == 2
    assert run("list", "--limit", "-1", "--archive", archive).status == 2
    assert run("export", "--output", "x", "--format", "papyrus", "--archive", archive).status == 2


def test_json_errors_are_json(run: Run, tmp_path: Path) -> None:
    ran = run("list", "--json", "--archive", tmp_path / "nowhere")
    assert ran.status == 3
    assert ran.json["error"]["message"] in ran.err


def test_demo_makes_the_sample_and_opens_the_window(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "s.muniment"
    ran = run("demo", "--archive", target)
    assert ran.status == 99  # what the window gave back
    assert "invented" in ran.out
    assert len(run("list", "--archive", target, "--json").json["statements"]) >= 24
    assert run("demo", "--archive", target, "--no-window").status == 0


def test_a_password_is_asked_for_at_a_terminal_only(
    run: Run, archive: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("secret\n"))
    refused = run("import", files, "--ask-password", "--archive", archive)
    assert refused.status == 2
    assert "no terminal" in refused.err


def test_versions_are_compared_in_their_words(run: Run, archive: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    html = (
        "<html><head><link rel='canonical' href='https://union.example/1'></head><body><h1>Dockers speak</h1>"
        "<p>The union of Arvonia asked {} for a meeting about the quay, the cranes, the ropes and the lamps "
        "there, and about the wages of all who work at night.</p><p>It will wait {} days.</p></body></html>"
    )
    found = []
    for words in (("again", "ten"), ("twice", "ten")):
        page.write_text(html.format(*words), encoding="utf-8")
        (line,) = run("import", page, "--archive", archive, "--json").json["files"]
        found.append((line["status"], line["id"]))
    assert [status for status, _ in found] == ["imported", "updated"]
    said = run("works", "compare", *(id for _, id in found), "--archive", archive).out.splitlines()
    assert said[1] == "[-only in the first-] {+only in the second+}"
    (changed,) = [line for line in said[2:] if line]
    assert "asked [-again-] {+twice+} for a meeting about the quay, the cranes, …" in changed
