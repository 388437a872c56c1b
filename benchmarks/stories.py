"""Grouping reports into stories: pairwise and B-cubed F1 beside trivial baselines.

Usage: python benchmarks/stories.py [DATA]

DATA is the shared data folder; without it the environment variable SECONDSOURCE_DATA, or
../shared/data beside the repository. Its ``stories`` folder holds two sets: reports of shooting
incidents, all of one topic, and political stories, which are grouped without their dates too.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace
from pathlib import Path

from secondsource.extraction.boilerplate import file_report
from secondsource.records.report import Report
from secondsource.story.group import group

SETS = ("gva_dev", "basil_dev")


def load(path: Path) -> tuple[list[Report], list[str]]:
    """The reports of a set, and the story of each."""
    reports, stories = [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            stories.append(str(row["story"]))
            reports.append(
                Report(
                    id=f"{number:05d}",
                    text=row["text"],
                    title=row["title"],
                    published=row["published"],
                    outlet=row["outlet"],
                )
            )
    return reports, stories


def pairwise(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of reports put together."""

    def pairs(counts: Counter[Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    right = pairs(Counter(zip(gold, found, strict=True)))
    precision = right / (pairs(Counter(found)) or 1)
    recall = right / (pairs(Counter(gold)) or 1)
    return precision, recall, _f1(precision, recall)


def bcubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of each report's own group, averaged over reports."""
    of_gold, of_found = Counter(gold), Counter(found)
    both = Counter(zip(gold, found, strict=True))
    precision = sum(n * n / of_found[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / of_gold[g] for (g, _), n in both.items()) / len(gold)
    return precision, recall, _f1(precision, recall)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def grouped(reports: Sequence[Report]) -> list[str]:
    """The story that ``secondsource`` gives each report."""
    found = group(map(file_report, reports))
    story = {name: each.id for each in found for name in each.reports}
    return [story[report.id] for report in reports]


def main() -> None:
    """Print one table."""
    default = os.environ.get("SECONDSOURCE_DATA", Path(__file__).parents[2] / "shared" / "data")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else default) / "stories"
    print("set        grouping          pairs P    R    F1   B-cubed P    R    F1   seconds")
    for name in SETS:
        reports, gold = load(folder / f"{name}.jsonl.gz")
        undated = [replace(report, published=None) for report in reports]
        started = time.perf_counter()
        rows: list[tuple[str, Sequence[Hashable]]] = [
            ("all single", range(len(reports))),
            ("one a day", [(report.published or "")[:10] for report in reports]),
            ("secondsource", grouped(reports)),
        ]
        taken = time.perf_counter() - started
        rows.append(("without dates", grouped(undated)))
        for label, found in rows:
            scores = (*pairwise(gold, found), *bcubed(gold, found))
            figures = "".join(f"{100 * score:7.1f}" for score in scores)
            print(f"{name:10} {label:14}{figures} {taken if label == 'secondsource' else 0:8.1f}")


if __name__ == "__main__":
    main()
