"""Commands keep their word: data out, words aside, every input accounted for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from secondsource.cli import main
from tests.cli.conftest import TEXT


def run(*arguments: str, **options) -> Result:
    return CliRunner().invoke(main, list(arguments), **options)


def last_line(result: Result) -> str:
    return result.stderr.rstrip("\n").rpartition("\n")[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"{name.upper()}. {TEXT}", encoding="utf-8")
    return tmp_path


def test_extract_writes_a_reading_a_line(folder: Path) -> None:
    result = run("extract", str(folder))
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["schema"] for row in rows] == ["secondsource/reading@1"] * 2
    assert [row["report"]["language"] for row in rows] == ["en", "en"]
    assert last_line(result) == "2 inputs: 2 read, 0 other language, 0 failed"
    assert result.exit_code == 0


def test_every_input_is_accounted_for(folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"\xff\x00\xfe")
    (folder / "d.txt").write_text(
        "Eine Fähre mit vierzig Menschen an Bord ist vor dem Hafen auf Grund gelaufen, wie die"
        " Küstenwache am Donnerstag mitteilte. Alle Fahrgäste wurden an Land gebracht."
    )
    (folder / "e.txt").write_text(f"UNREADABLE. {TEXT}")
    result = run("extract", str(folder), "missing\x1b[31m.txt")
    assert last_line(result) == "6 inputs: 2 read, 1 other language, 3 failed"
    assert result.exit_code == 1
    assert "c.txt: " in result.stderr and "d.txt: " in result.stderr
    assert r"missing\x1b[31m.txt: no file matches" in result.stderr
    assert "\x1b" not in result.stderr


def test_failures_go_to_their_file(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "failures.jsonl"
    result = run("extract", str(folder), "missing.txt", "--failures", str(log))
    assert json.loads(log.read_text()) == {
        "source": "missing.txt",
        "place": None,
        "reason": "no such file or folder",
    }
    assert result.stderr == "3 inputs: 2 read, 0 other language, 1 failed\n"
    assert result.exit_code == 1


@pytest.mark.parametrize("command", ["read", "extract", "stories"])
def test_the_account_adds_up_and_its_file_names_all_that_was_not_read(
    folder: Path, tmp_path: Path, command: str
) -> None:
    german = (
        "Eine Fähre mit vierzig Menschen an Bord ist vor dem Hafen auf Grund gelaufen, wie die"
        " Küstenwache am Donnerstag mitteilte. Alle Fahrgäste wurden an Land gebracht."
    )
    rows = [{"text": f"Row. {TEXT}"}, {"text": german}, {"title": "no text"}, {"text": german}]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    log = tmp_path / "log"
    result = run(command, str(folder), "nowhere.txt", "--failures", str(log))
    assert last_line(result) == "7 inputs: 3 read, 2 other language, 2 failed"
    named = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(Path(row["source"]).name, row["place"]) for row in named] == [
        ("rows.jsonl", "line 2"),
        ("rows.jsonl", "line 3"),
        ("rows.jsonl", "line 4"),
        ("nowhere.txt", None),
    ]
    assert [set(row) for row in named] == [{"source", "place", "reason"}] * 4
    told = run(command, str(folder), "nowhere.txt").stderr.splitlines()
    for row in named:
        place = f", {row['place']}" if row["place"] else ""
        assert told.count(f"{row['source']}{place}: {row['reason']}") == 1


def test_copies_are_counted_among_what_was_read(folder: Path) -> None:
    (folder / "c.txt").write_text(f"A. {TEXT}", encoding="utf-8")
    told = run("stories", str(folder)).stderr.splitlines()
    assert told == [
        "2 of the 3 that were read are copies of others",
        "3 inputs: 3 read, 0 other language, 0 failed",
    ]
    one = run("stories", str(folder / "a.txt"), str(folder / "c.txt")).stderr.splitlines()
    assert one[0] == "1 of the 2 that were read is a copy of another"


def test_standard_input(folder: Path) -> None:
    result = run("extract", "-", input=json.dumps({"id": "x", "text": TEXT}) + "\nbad\n")
    assert json.loads(result.stdout)["report"]["id"] == "x"
    assert "-, line 2: not JSON" in result.stderr
    assert result.exit_code == 1


def test_read_json_is_the_object_for_one_story_and_an_array_for_several(folder: Path) -> None:
    one = json.loads(run("read", "--json", "--one-story", str(folder)).stdout)
    assert one["schema"] == "secondsource/story@1" and "readings" not in one
    several = run("read", "--json", "--full", str(folder))
    assert [len(story["readings"]) for story in json.loads(several.stdout)] == [1, 1]
    assert "2 stories" in several.stderr
    nothing = run("read", "--json", "missing.txt")
    assert json.loads(nothing.stdout) == [] and nothing.exit_code == 1


def test_read_prints_sheets_without_colour(folder: Path) -> None:
    result = run("read", str(folder))
    assert "A." in result.stdout and "B." in result.stdout
    assert "\x1b" not in result.stdout
    assert result.exit_code == 0


def test_read_writes_one_page(folder: Path) -> None:
    page = folder / "sheet.html"
    result = run("read", "--one-story", str(folder), "--html", str(page))
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert result.stdout == ""
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt", "sheet.html"]


def test_open_opens_the_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert run("read", "--open", str(folder)).exit_code == 0
    assert Path(opened[0].removeprefix("file://")).is_file()


def test_read_a_sample() -> None:
    result = run("read", "--one-story", "--json", "--sample", "ferry-fire")
    assert len(json.loads(result.stdout)["reports"]) == 4
    assert "ferry-fire" in run("read").stderr  # where there is nothing to read, a way out


@pytest.mark.parametrize("command", ["extract", "stories"])
def test_a_sample_stands_beside_other_sources(command: str, folder: Path) -> None:
    result = run(command, str(folder / "a.txt"), "--sample", "lake-talks")
    assert result.stderr.endswith("5 inputs: 5 read, 0 other language, 0 failed\n")


@pytest.mark.parametrize("command", ["read", "extract", "stories", "explain", "update"])
def test_a_sample_that_is_not_there_is_a_usage_error(command: str, tmp_path: Path) -> None:
    first = {"explain": ["1"], "update": [str(tmp_path / "kept.story")]}.get(command, [])
    wrong = run(command, *first, "--sample", "none-such")
    assert wrong.exit_code == 2
    assert "no such sample; there are ferry-fire, lake-talks" in wrong.stderr


def test_published_fills_gaps_in_any_clear_form(folder: Path) -> None:
    result = run("extract", "--published", "17 October 2025", str(folder))
    assert json.loads(result.stdout.splitlines()[0])["report"]["published"] == "2025-10-17"
    assert run("extract", "--published", "soon", str(folder)).exit_code == 2


def test_stories_are_a_line_each_with_their_copies(folder: Path) -> None:
    (folder / "b.txt").write_text(f"A. {TEXT}\n")
    (folder / "c.txt").write_text(
        "Painters had left a lamp in the attic of the customs house in Brenna, and the fire that"
        " it started has destroyed the roof, mayor Jon Riske said."
    )
    result = run("stories", str(folder))
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert sorted(len(row["reports"]) for row in rows) == [1, 2]
    assert sorted(len(row["copies"]) for row in rows) == [0, 1]
    assert last_line(result) == "3 inputs: 3 read, 0 other language, 0 failed"


def test_out_is_whole_or_not_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = folder / "out.jsonl"
    assert run("extract", str(folder), "--out", str(target)).exit_code == 0
    assert len(target.read_text().splitlines()) == 2
    target.unlink()

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("secondsource.records.forms.reading_to_dict", broken)
    assert run("extract", str(folder), "--out", str(target)).exit_code == 130
    assert not list(folder.glob("out*"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["extract"],
        ["none-such"],
        ["read", "--none-such", "x"],
        ["extract", "x", "--layers", "none-such"],
        ["extract", "x", "--out", "/none/such/file"],
        ["extract", "x", "--failures", "/"],
        ["read", "x", "--html", "/none/such/file"],
        ["schema", "none-such"],
    ],
)
def test_wrong_use_is_status_two_and_nothing_on_standard_output(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2, result.stderr
    assert result.stdout == "" and "Traceback" not in result.stderr


@pytest.mark.parametrize("record", ["reading", "story"])
def test_schema(record: str) -> None:
    schema = json.loads(run("schema", record).stdout)
    assert f"{record}@1" in json.dumps(schema)


def test_json_has_no_raw_control_characters(folder: Path) -> None:
    row = {"text": TEXT + "\x1b[31m \x9b31m \u202egpj \x7f", "title": "\u2028"}
    result = run("extract", "-", input=json.dumps(row))
    assert json.loads(result.stdout)["report"]["text"] == row["text"]
    assert not any(c in result.stdout for c in "\x1b\x9b\u202e\x7f\u2028")
