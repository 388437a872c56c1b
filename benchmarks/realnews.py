"""Which statements of real news are put together, against marks made by reading them.

``python -m benchmarks.realnews DATA`` reconciles BASIL's stories (three outlets each). It prints,
of all pairs of statements in two reports, precision and recall; of the facts that the sheet gives
as corroborated, and as told by two reports at all, how many hold statements of one fact only; how
many of the facts that two reports tell are found; and conflicts. ``--part ecb`` does the same on
the stories of ECB+ that the vectors learn from. Statements that the reader did not make
when the marks were made count neither for nor against.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import get_args

from benchmarks import ecb, stories
from benchmarks.realgold import Mark, Part, RealStory, load
from benchmarks.reconciling import Score
from secondsource.pipeline import Reader, reconcile
from secondsource.records.reading import Reading
from secondsource.records.report import Report
from secondsource.records.story import Fact, Story

_FIELDS = ("id", "title", "text", "published", "url", "outlet")
MEASURES = ("pairs", "corroborated", "shared", "found", "conflicts")


def reports_of(part: Part, data: Path) -> dict[str, Report]:
    """The texts of a part, by id; ``data`` is the folder of the data sets."""
    if part == "ecb":
        found = [document.report for document in ecb.load(data / "ecbplus", "train")]
    else:
        rows = stories.rows(data / "stories" / "basil_dev.jsonl.gz")
        found = [Report(**{name: row[name] for name in _FIELDS}) for row in rows]
    return {report.id: report for report in found}


@dataclass(slots=True)
class Sheet:
    """A story's sheet beside its marks: for each fact of the sheet, the marks of its claims."""

    real: RealStory
    facts: list[tuple[Fact, frozenset[Mark]]] = field(default_factory=list)
    fact_of: dict[Mark, int] = field(default_factory=dict)  #: which fact of the annotation

    def one_fact(self, one: Mark, other: Mark) -> bool:
        """Whether two marks are annotated as one fact."""
        return one in self.fact_of and self.fact_of[one] == self.fact_of.get(other)


def sheet(real: RealStory, told: Story, readings: Sequence[Reading]) -> Sheet:
    """Lay the marks beside the sheet. Parts that a fact shows under its total aren't its claims."""
    found = Sheet(real, fact_of=real.fact_of())
    claims = {(r.report.id, c.id): c.predicate.start for r in readings for c in r.claims}
    for fact in told.facts:
        keys = [(c.report, c.claim) for c in fact.claims if c.relation != "part of"]
        marks = frozenset((key[0], claims[key]) for key in keys)
        found.facts.append((fact, marks & real.judged))
    return found


def score(found: Sheet) -> dict[str, Score]:
    """Right, made and wanted of each measure."""
    scores = {name: Score() for name in MEASURES}
    _pairs(found, scores["pairs"])
    for fact, marks in found.facts:
        pairs = [*_across(marks)]
        if not pairs:
            continue
        whole = all(found.one_fact(*pair) for pair in pairs)
        for name in ("shared", *(("corroborated",) if fact.grade == "corroborated" else ())):
            scores[name].made += 1
            scores[name].right += whole
    _found(found, scores["found"])
    _conflicts(found, scores["conflicts"])
    return scores


def _across(marks: frozenset[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Pairs of marks in two reports."""
    return ((a, b) for a, b in combinations(sorted(marks), 2) if a[0] != b[0])


def _is_shared(marks: frozenset[Mark]) -> bool:
    """Whether marks are of two reports."""
    return len({report for report, _ in marks}) > 1


def _pairs(found: Sheet, tally: Score) -> None:
    made = {pair for _, marks in found.facts for pair in _across(marks)}
    wanted = {pair for marks in found.real.facts for pair in _across(marks & found.real.judged)}
    tally.made, tally.wanted = len(made), len(wanted)
    tally.right = sum(found.one_fact(*pair) for pair in made)


def _found(found: Sheet, tally: Score) -> None:
    """Of facts that two reports tell, those of which the sheet has two reports on one line."""
    for marks in found.real.facts:
        if _is_shared(marks):
            tally.made += 1
            tally.wanted += 1
            tally.right += any(_is_shared(marks & others) for _, others in found.facts)


def _conflicts(found: Sheet, tally: Score) -> None:
    """Pairs of facts of the sheet that contest each other, and marked pairs in conflict."""
    by_id = {fact.id: marks for fact, marks in found.facts}
    wanted = {frozenset(pair) for pair in found.real.conflicts}
    made = {
        frozenset({fact.id, conflict.fact})
        for fact, _ in found.facts
        for conflict in fact.conflicts
        if conflict.fact in by_id
    }
    for ids in made:
        sides = [by_id[identity] for identity in ids]
        tally.right += any(all(pair & side for side in sides) for pair in wanted)
    tally.made, tally.wanted = len(made), len(wanted)


def sheets(part: Part, data: Path) -> Iterator[Sheet]:
    """All annotated stories of a part, reconciled."""
    reader, reports = Reader(), reports_of(part, data)
    for real in load(part):
        readings = list(reader.read_many(reports[report] for report in real.prints))
        yield sheet(real, reconcile(readings), readings)


def totals(scored: Sequence[Mapping[str, Score]]) -> dict[str, Score]:
    """Added up over stories."""
    found = {name: Score() for name in MEASURES}
    for scores in scored:
        for name, one in scores.items():
            found[name].add(one)
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", choices=get_args(Part), default="basil")
    options = parser.parse_args()
    found = totals([score(one) for one in sheets(options.part, options.data)])
    for name, one in found.items():
        told = f"{name:14}P {one.precision:5.1f} of {one.made:5}"
        print(told, f"  R {one.recall:5.1f} of {one.wanted:5}" if one.wanted else "")


if __name__ == "__main__":
    main()
