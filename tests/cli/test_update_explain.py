"""``update`` keeps a story in a file, ``explain`` finds the fact that is meant."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import secondsource
from secondsource.cli import main
from secondsource.reconciling.explain import explain
from secondsource.reconciling.story import reconcile
from secondsource.records.copies import CopyMap
from secondsource.records.forms import story_from_dict
from secondsource.records.reading import Reading, Sentence, Token
from tests.reconcile.newsroom import Paper


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def _read(text: str, source: str | None) -> Reading:
    """What a reader finds in "Ada Lind bought …" """
    paper = Paper(text, source=source, outlet=text.partition(".")[0])
    thing = text.rpartition("bought ")[2].strip().rstrip(".")
    paper.who("Ada Lind").who(thing, "organisation")
    found = paper.claim(f"Ada Lind bought {thing}", "bought", "buy", agent="Ada Lind",
                        patient=thing).reading()  # fmt: skip
    token = Token(start=0, end=1, lemma="x", upos="X", head=0, deprel="root")
    whole = Sentence(start=0, end=len(text), tokens=(token,))
    return Reading(
        report=found.report, entities=found.entities, claims=found.claims, sentences=(whole,)
    )


@pytest.fixture(autouse=True)
def newsroom(monkeypatch: pytest.MonkeyPatch, pipeline: None) -> Iterator[None]:
    fake = sys.modules["secondsource.pipeline"]
    monkeypatch.setattr(
        fake, "read_many", lambda rs, *, workers=1: (_read(r.text, r.source) for r in rs)
    )
    monkeypatch.setattr(fake, "copy_map", lambda readings: CopyMap(), raising=False)
    monkeypatch.setattr(fake, "stories", lambda rs, *, one_story=False: [reconcile(rs)])
    monkeypatch.setattr(fake, "explain", explain, raising=False)
    monkeypatch.delitem(sys.modules, "secondsource.living", raising=False)
    monkeypatch.delattr(secondsource, "living", raising=False)
    yield
    sys.modules.pop("secondsource.living", None)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    lines = {
        "post": "Post. This morning Ada Lind bought Oster Mill.",
        "anchor": "Anchor. It became known that Ada Lind bought Oster Mill.",
        "ledger": "Ledger. And then the neighbours heard that Ada Lind bought Tarn Yard.",
    }
    for name, text in lines.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return {name: str(tmp_path / f"{name}.txt") for name in lines}


def test_a_story_in_a_file_takes_reports_in_and_tells_what_changed(
    files: dict[str, str], tmp_path: Path
) -> None:
    kept = str(tmp_path / "kept.story")
    first = run("update", kept, files["post"])
    assert "The story is new: 1 report, 1 fact." in first.stdout
    second = run("update", kept, files["anchor"], "--json")
    changes = json.loads(second.stdout)
    assert changes["schema"] == "secondsource/changes@1"
    [grade] = [change for change in changes["changes"] if change["kind"] == "grade"]
    assert (grade["before"], grade["after"]) == ("single source", "corroborated")
    story = story_from_dict(json.loads(Path(kept).read_text(encoding="utf-8")))
    assert len(story.readings) == 2
    assert "No report came in." in run("update", kept, files["post"]).stdout


def test_what_changed_stands_first_on_every_kind_of_sheet(
    files: dict[str, str], tmp_path: Path
) -> None:
    start = tmp_path / "start.story"
    assert run("update", str(start), files["post"]).exit_code == 0
    page = tmp_path / "sheet.html"
    shown: dict[str, str] = {}
    for option in ("", "--sheet", "--markdown", "--html"):
        kept = tmp_path / f"kept{option}.story"
        kept.write_bytes(start.read_bytes())
        extra = [option, str(page)] if option == "--html" else [option] if option else []
        result = run("update", str(kept), files["anchor"], *extra)
        assert result.exit_code == 0, result.stderr
        shown[option] = result.stdout
    shown["page"] = re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))
    for name, text in shown.items():
        assert "1 report came in: Anchor" in text, name
        assert "Single source → Corroborated" in text, name
    for name in ("--sheet", "--markdown", "page"):
        told = shown[name].lower()
        assert told.index("came in") < told.index("two or more independent origins"), name


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"schema": "secondsource/story@2"}', "[" * 9000]
)
def test_a_file_that_is_no_story_is_named_and_left_alone(
    files: dict[str, str], tmp_path: Path, content: str
) -> None:
    kept = tmp_path / "kept.story"
    kept.write_text(content, encoding="utf-8")
    result = run("update", str(kept), files["post"])
    assert result.exit_code == 1
    assert "kept.story" in result.stderr
    assert kept.read_text(encoding="utf-8") == content


def test_a_piece_of_its_line_is_enough_to_explain_a_fact(files: dict[str, str]) -> None:
    result = run("explain", "oster mill", *files.values())
    assert result.exit_code == 0
    assert "Corroborated: Two independent origins" in result.stdout
    assert "→ Corroborated: 2 independent origins; two are needed" in result.stdout
    together, apart = result.stdout.split("What came close")
    assert "same action: buy" in together
    assert "veto: different objects" in apart
    assert "told in 2. Ada Lind bought Tarn Yard" in apart


def test_a_sample_can_be_kept_and_explained(
    files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = {"mill": [Path(files["post"]), Path(files["anchor"])]}
    monkeypatch.setattr("secondsource.samples.sample_paths", lambda name: paths[name])
    explained = run("explain", "oster mill", "--sample", "mill")
    assert "2 independent origins" in explained.stdout
    kept = run("update", str(tmp_path / "kept.story"), "--sample", "mill")
    assert "The story is new: 2 reports, 1 fact." in kept.stdout


def test_a_piece_that_fits_several_facts_or_none_is_a_usage_error(files: dict[str, str]) -> None:
    several = run("explain", "bought", *files.values())
    assert several.exit_code == 2
    assert "2 facts fit" in several.stderr
    none = run("explain", "sold", *files.values())
    assert none.exit_code == 2
    assert "no fact 'sold'" in none.stderr
    near = run("explain", "who bought it", *files.values())
    assert near.exit_code == 2
    assert "There is:" in near.stderr
    assert "Ada Lind bought Tarn Yard" in near.stderr


def test_the_number_on_the_sheet_names_a_fact(files: dict[str, str]) -> None:
    result = run("explain", "2", *files.values())
    assert result.exit_code == 0
    assert result.stdout.startswith("2. Ada Lind bought Tarn Yard [")
    assert "not corroborated: 1 independent origin; two are needed" in result.stdout
    assert "There is only one claim." in result.stdout
