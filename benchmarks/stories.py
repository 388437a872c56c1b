"""Grouping reports into stories: pairwise and B-cubed F1 beside trivial baselines and TF-IDF.

Usage: python benchmarks/stories.py [DATA]

DATA is the shared data folder; without it the environment variable SECONDSOURCE_DATA, or
../shared/data beside the repository. Its ``stories`` folder holds two sets: reports of shooting
incidents, all of one topic, and political stories, which are grouped without their dates too.

The TF-IDF baseline knows no dates and is given its best chance: all pairs by the cosine of
(1 + log count) * log(n / holders) of lower-case words, single or average linkage, whichever with a
threshold of .15, .20 … .70 does better on the stories of one half; scored on all.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from secondsource.extraction.boilerplate import file_report
from secondsource.records.report import Report
from secondsource.story.clusters import components
from secondsource.story.group import group
from secondsource.story.linkage import average_linkage
from secondsource.story.similarity import Edges

SETS = ("gva_dev", "basil_dev")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a set as they stand in its file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def load(path: Path) -> tuple[list[Report], list[str]]:
    """The reports of a set, and the story of each."""
    reports, stories = [], []
    for number, row in enumerate(rows(path)):
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


def tfidf(reports: Sequence[Report], gold: Sequence[str]) -> tuple[str, list[int]]:
    """The baseline's name, and the group it gives each report."""
    alike = _cosines(reports)
    half = [n for n, story in enumerate(gold) if sha256(story.encode()).digest()[0] % 2]
    gold_half = [gold[n] for n in half]

    def groups(places: Sequence[int], threshold: float, single: bool) -> list[int]:
        within = alike[np.ix_(places, places)]
        ones, others = np.nonzero(np.triu(within >= (threshold if single else threshold / 2), 1))
        values = within[ones, others]
        if single:
            edges = Edges(ones.astype(np.uint32), others.astype(np.uint32), values)
            return [int(label) for label in components(len(places), edges, threshold)]
        edges_of = zip(ones.tolist(), others.tolist(), values.tolist(), strict=True)
        found = average_linkage([1] * len(places), edges_of, threshold)
        label = {n: number for number, members in enumerate(found) for n in members}
        return [label[n] for n in range(len(places))]

    _, single, threshold = max(
        (bcubed(gold_half, groups(half, step / 20, single))[2], single, step / 20)
        for single in (False, True)
        for step in range(3, 15)
    )
    kind = "single" if single else "average"
    return f"TF-IDF {kind} {threshold:.2f}", groups(range(len(reports)), threshold, single)


def _cosines(reports: Sequence[Report]) -> npt.NDArray[np.float32]:
    """How alike any two reports are, by the words of title and text."""
    counts = [
        Counter(re.findall(r"\w\w+", f"{report.title} {report.text}".lower())) for report in reports
    ]
    holders = Counter(word for each in counts for word in each)
    column = {word: number for number, word in enumerate(w for w in holders if holders[w] > 1)}
    alike = np.zeros((len(reports), len(reports)), dtype=np.float32)
    vectors: list[dict[int, float]] = []
    for each in counts:
        weights = {
            column[w]: (1 + math.log(n)) * math.log(len(reports) / holders[w])
            for w, n in each.items()
            if w in column
        }
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({word: weight / norm for word, weight in weights.items()})
    postings: dict[int, tuple[list[int], list[float]]] = {}
    for number, weights in enumerate(vectors):
        for word, weight in weights.items():
            numbers, values = postings.setdefault(word, ([], []))
            numbers.append(number)
            values.append(weight)
    for numbers, values in postings.values():
        alike[np.ix_(numbers, numbers)] += np.outer(values, values)
    return alike


def main() -> None:
    """Print one table."""
    default = os.environ.get("SECONDSOURCE_DATA", Path(__file__).parents[2] / "shared" / "data")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else default) / "stories"
    print("set        grouping                pairs P    R    F1   B-cubed P    R    F1   seconds")
    for name in SETS:
        reports, gold = load(folder / f"{name}.jsonl.gz")
        undated = [replace(report, published=None) for report in reports]
        rows: list[tuple[str, Sequence[Hashable]]] = [
            ("all single", range(len(reports))),
            ("one a day", [(report.published or "")[:10] for report in reports]),
            tfidf(reports, gold),
        ]
        started = time.perf_counter()
        rows.append(("secondsource", grouped(reports)))
        taken = time.perf_counter() - started
        rows.append(("without dates", grouped(undated)))
        for label, found in rows:
            scores = (*pairwise(gold, found), *bcubed(gold, found))
            figures = "".join(f"{100 * score:7.1f}" for score in scores)
            print(f"{name:10} {label:20}{figures} {taken if label == 'secondsource' else 0:8.1f}")


if __name__ == "__main__":
    main()
