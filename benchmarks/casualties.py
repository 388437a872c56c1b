"""Killed and injured against the record, on incidents with two reports or more.

``python -m benchmarks.casualties DATA [--incidents N]`` reconciles the reports of each incident and
compares the figure of the best supported fact with the registry's (the Gun Violence Archive). A
baseline takes the commonest figure that a regular expression finds. Figures are scored only where
one was found; the share of the incidents with one (of those whose record isn't zero) stands beside.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from secondsource.pipeline import Reader, reconcile
from secondsource.reconciling.figures.numbers import PERSON
from secondsource.records.reading import Reading
from secondsource.records.report import Report
from secondsource.records.story import Fact, Story

SLOTS = ("killed", "injured")
_GRADES = ("acknowledged", "corroborated", "contested", "widely reported", "single source")
_NUMERALS = "one two three four five six seven eight nine ten eleven twelve"
_WORDS = {word: number for number, word in enumerate(_NUMERALS.split(), 1)}
_FIGURE = rf"\b(\d{{1,3}}|{'|'.join(_WORDS)})\s+(?:other\s+)?"
_WHO = r"(?:people|persons|men|women|others|victims|teens|teenagers|man|woman|person)?\s*"
_PATTERNS = {
    "killed": rf"{_FIGURE}{_WHO}(?:were\s+|was\s+)?(?:shot\s+)?(?:killed|dead|died|fatally)",
    "injured": rf"{_FIGURE}{_WHO}(?:were\s+|was\s+)?(?:injured|wounded|hurt)",
}


@dataclass(slots=True)
class Tally:
    """Counts of one slot and one system."""

    wanted: int = 0
    found: int = 0
    equal: int = 0
    inside: int = 0
    graded: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, record: int, low: float, best: float, high: float, grade: str) -> None:
        """One incident with a figure."""
        self.found += 1
        self.equal += best == record
        self.inside += low <= record <= high
        self.graded[grade] += 1
        self.right[grade] += best == record

    def row(self, title: str) -> str:
        """A line of the table."""
        grades = "  ".join(
            f"{grade} {100 * self.right[grade] / self.graded[grade]:.0f} % of {self.graded[grade]}"
            for grade in _GRADES
            if self.graded[grade]
        )
        found = self.found or 1
        return (
            f"{title:22}{self.wanted:9}{100 * self.found / (self.wanted or 1):8.1f}"
            f"{100 * self.inside / found:8.1f}{100 * self.equal / found:8.1f}   {grades}"
        )


def load(folder: Path) -> tuple[dict[str, list[Report]], dict[str, Any]]:
    """Reports by incident, and the records; only incidents with two reports or more."""
    with gzip.open(folder / "gva_dev_counts.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = {str(row["story"]): row for row in map(json.loads, lines)}
    reports: dict[str, list[Report]] = defaultdict(list)
    with gzip.open(folder / "gva_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            if str(row["story"]) in records:
                reports[str(row["story"])].append(
                    Report(id=f"{number:05d}", text=row["text"], title=row["title"],
                           published=row["published"], outlet=row["outlet"])
                )  # fmt: skip
    return {name: found for name, found in reports.items() if len(found) > 1}, records


def chosen(story: Story, slot: str) -> Fact | None:
    """The live fact that says how many: most origins' word first, then most reports."""
    facts = [
        fact
        for fact in story.facts
        if fact.value is not None
        and fact.value.slot == slot
        and fact.value.of == PERSON
        and fact.value.best is not None
        and fact.grade != "superseded"
    ]
    return min(
        facts,
        key=lambda f: (-len(f.reports), _GRADES.index(f.grade), -len(f.origins), f.id),
        default=None,
    )


def baseline(reports: Iterable[Report], slot: str) -> list[int]:
    """Every figure that the expression finds."""
    found = []
    for report in reports:
        for match in re.finditer(_PATTERNS[slot], report.text, re.IGNORECASE):
            word = match[1].lower()
            found.append(_WORDS.get(word) or int(word))
    return found


def score(
    stories: Sequence[tuple[dict[str, Any], Sequence[Reading]]],
) -> dict[tuple[str, str], Tally]:
    """Tallies by slot and system."""
    tallies = {(slot, name): Tally() for slot in SLOTS for name in ("secondsource", "expression")}
    for record, readings in stories:
        told = reconcile(readings)
        for slot in SLOTS:
            wanted = int(record[slot])
            if not wanted:
                continue
            ours, plain = tallies[slot, "secondsource"], tallies[slot, "expression"]
            ours.wanted += 1
            plain.wanted += 1
            fact = chosen(told, slot)
            if fact is not None and fact.value is not None and fact.value.best is not None:
                value, best = fact.value, fact.value.best
                high = float("inf") if value.high is None else value.high
                ours.add(wanted, value.low or 0.0, best, high, fact.grade)
            figures = baseline((r.report for r in readings), slot)
            if figures:
                common = Counter(figures).most_common(1)[0][0]
                plain.add(wanted, min(figures), common, max(figures), "")
    return tallies


def table(tallies: dict[tuple[str, str], Tally]) -> list[str]:
    """All rows."""
    head = f"{'':22}{'incidents':>9}{'found':>8}{'inside':>8}{'equal':>8}   equal by grade"
    return [head, *(tally.row(f"{slot}, {name}") for (slot, name), tally in tallies.items())]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--incidents", type=int, default=200, help="the first so many; 0 for all")
    options = parser.parse_args()
    reports, records = load(options.data / "stories")
    reader = Reader()
    names = sorted(reports)[: options.incidents or None]
    stories = [(records[name], list(reader.read_many(reports[name]))) for name in names]
    print("\n".join(table(score(stories))))


if __name__ == "__main__":
    main()
