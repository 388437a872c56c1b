"""Invented stories from text to sheet: what an editor expects, and what must not be there.

A story is a folder of ``stories``: its reports, and ``expected.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from secondsource.encoder import runtime
from secondsource.ingest.plaintext import read
from secondsource.pipeline import Reader, reconcile
from secondsource.records.reading import Reading
from secondsource.records.report import Report
from secondsource.records.story import Fact, Story
from secondsource.samples import sample_paths

STORIES = sorted(path.parent for path in Path(__file__).parent.glob("stories/*/expected.toml"))
SAMPLES = sorted({path.parent for path in sample_paths()})
FOLDERS = [*STORIES, *SAMPLES]
NAMES = [path.name for path in FOLDERS]
WEIGHTS = Path(runtime.__file__).parent / "weights" / "reader.onnx"

pytestmark = pytest.mark.skipif(not WEIGHTS.exists(), reason="the reader's weights are not there")


@cache
def reader() -> Reader:
    return Reader(threads=1)


@cache
def reports(folder: Path) -> tuple[Report, ...]:
    return tuple(_report(path) for path in sorted(folder.glob("*.txt")))


def _report(path: Path) -> Report:
    with path.open("rb") as stream:
        [report] = read(stream, path.name)
    assert isinstance(report, Report)
    return report


@cache
def readings(folder: Path) -> tuple[Reading, ...]:
    return tuple(reader().read_many(reports(folder)))


@cache
def story(folder: Path) -> Story:
    return reconcile(readings(folder))


def expectations() -> list[Any]:
    rows = []
    for folder in STORIES:
        table = tomllib.loads((folder / "expected.toml").read_text("utf-8"))
        rows += [pytest.param(folder, row, id=f"{folder.name}: {row['words'][0]}")
                 for row in table["fact"]]  # fmt: skip
    return rows


def origins(told: Story, fact: Fact) -> list[str]:
    return sorted(origin.name for origin in told.origins if origin.id in fact.origins)


def modalities(folder: Path, fact: Fact) -> set[str]:
    claims = {(r.report.id, c.id): c for r in readings(folder) for c in r.claims}
    return {claims[claim.report, claim.claim].modality for claim in fact.claims}


@pytest.mark.parametrize(("folder", "row"), expectations())
def test_an_expected_fact(folder: Path, row: dict[str, Any]) -> None:
    if "fails" in row:
        pytest.xfail(row["fails"])
    told = story(folder)
    found = [f for f in told.facts if all(words in f.summary for words in row["words"])]
    assert len(found) == 1, [f.summary for f in told.facts]
    [fact] = found
    assert fact.grade == row["grade"], fact.why
    if "origins" in row:
        assert origins(told, fact) == row["origins"]
    if "figures" in row:
        assert fact.value is not None
        assert sorted(a.value or 0.0 for a in fact.value.asserted) == row["figures"]
    assert modalities(folder, fact) == {row.get("modality", "actual")}


@pytest.mark.parametrize("folder", STORIES, ids=NAMES[: len(STORIES)])
def test_no_line_is_wrong_in_a_known_way(folder: Path) -> None:
    told = story(folder)
    table = tomllib.loads((folder / "expected.toml").read_text("utf-8"))
    lines = [f.summary for f in told.facts] + [o.name for o in told.origins]
    for pattern in table["never"]:
        assert not [line for line in lines if re.search(pattern, line)], pattern


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_why_names_every_origin(folder: Path) -> None:
    told = story(folder)
    for fact in told.facts:
        assert all(name in fact.why for name in origins(told, fact)), (fact.summary, fact.why)


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_every_line_stands_once(folder: Path) -> None:
    """But for "The company denied this": what was denied stands in the sentence before, and is
    not the same in two reports."""
    lines = [fact.summary for fact in story(folder).facts]
    own = [line for line in lines if not line.endswith(" denied this")]
    assert len(own) == len(set(own))


def graded(told: Story) -> list[tuple[str, str]]:
    return sorted((fact.summary, fact.grade) for fact in told.facts)


def printed(report: Report, outlets: Sequence[str | None]) -> list[Report]:
    return [Report(text=report.text, outlet=outlet, published=report.published, id=f"r{number}")
            for number, outlet in enumerate(outlets)]  # fmt: skip


@pytest.mark.parametrize("outlets", [(None, None, None), ("Post", "Anchor", "Ledger")])
@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_identical_reports_never_corroborate_one_another(
    folder: Path, outlets: tuple[str | None, ...]
) -> None:
    """Through the whole pipeline, whether the outlets are named or not."""
    for report in reports(folder):
        read_alone = [reader().read(copy) for copy in printed(report, outlets)]
        alone, together = reconcile(read_alone[:1]), reconcile(read_alone)
        assert graded(together) == graded(alone)
        assert len(together.origins) == len(alone.origins)


def sample(name: str) -> Story:
    return story(next(path for path in SAMPLES if path.name == name))


def test_a_value_holds_only_figures_of_its_own_slot_and_scope() -> None:
    """ "Killed at least four and injured 31", "four were killed and 17 are missing"."""
    slots = {
        fact.value.slot: {a.value for a in fact.value.asserted}
        for fact in sample("ferry-fire").facts
        if fact.value is not None and fact.value.slot and fact.grade != "superseded"
        and not (fact.value.of or "").startswith(("part of", "more"))
    }  # fmt: skip
    assert slots["injured"] == {31.0}
    assert slots["missing"] == {14.0}  # revised from 17
    assert 31.0 not in slots["killed"]
    assert 17.0 not in slots["killed"]


def test_the_credited_report_is_the_original_and_its_copy_has_no_voice() -> None:
    told = sample("ferry-fire")
    copies = {r.report.outlet: len(r.copies) for r in told.reports}
    assert copies["Pelagos Press"] == 1
    assert copies["Harbour and Coast"] == 0
    shared = [f for f in told.facts if len(f.reports) > 1]
    kept = next(r.report.id for r in told.reports if r.copies)
    names = {n for f in shared if kept in f.reports for n in origins(told, f)}
    assert "Harbour and Coast" not in names


@pytest.mark.parametrize("name", ["ferry-fire", "lake-talks"])
def test_no_origin_of_a_sample_is_a_fragment(name: str) -> None:
    names = {origin.name.lower() for origin in sample(name).origins}
    assert not names & {"it", "guard", "any exit", "ministry"}
    assert not [n for n in names if " says " in n or n.startswith("the number")]


def test_who_somebody_is_comes_behind_what_happened() -> None:
    text = "The operator, Norfax, said little. The ferry sank off Harnvik on Monday. "
    others = ("Two men drowned.", "Divers will search the wreck.")
    found = [
        reader().read(Report(text=text + more, outlet=more[:3], published="2033-03-08"))
        for more in others
    ]
    lines = [fact.summary for fact in reconcile(found).facts if len(fact.reports) == 2]
    assert lines[-1] == "Norfax [is] the operator"
    assert any("sank" in line for line in lines[:-1])
