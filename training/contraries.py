"""Learns what tells that two facts can't both hold, where no rule says so.

``python -m training.contraries`` reconciles the invented stories that may be read, takes the pairs
of facts that are near in meaning and that no rule settles, and fits a logistic model over the
evidence that ``facts/contraries.py`` names. What thresholds give is printed, each story judged with
points learnt from others. The points go into ``rivals`` in ``reconciling/aligning/weights.toml``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.reconcilegold import GoldStory, load
from benchmarks.storypairs import READ, Told, told
from secondsource.pipeline import Reader
from secondsource.reconciling.aligning.evidence import instead, tables
from secondsource.reconciling.facts.contraries import (
    compared,
    near_pairs,
    read_together,
    told_of,
)
from secondsource.reconciling.facts.drafts import Draft
from training.logistic import Floats, logistic
from training.pairs import write

#: What we expect; nought leaves the sign to the data.
RIVALS = {
    "base": -4.0, "read as rivals": 0.6, "read as one": 0.0, "denied": 0.5, "background": -0.3,
    "figures": 0.0, "figure of one": -0.3, "not actual": 0.0, "one report": -0.3,
    "not polarity": 1.0, "not action": -0.5, "not opposite": 0.3, "not modality": -0.3,
    "not figure": 0.0, "not bound": -0.5, "not scope": -0.5, "not actor": 0.0, "not doer": 0.0,
    "not object": 0.0, "not speech": -0.3, "not content": -0.3, "not occurrence": -0.5,
    "not time": -0.5, "not place": -0.3, "not participants": 0.0,
    "meaning": 0.5, "action": 0.3, "action deed": 0.2, "action often": -0.1, "object": 0.5,
    "object word": 0.4, "object other": -0.3, "actor": 0.3, "actor word": 0.3, "actor side": 0.2,
    "actor other": 0.0, "party": 0.3, "others": 0.2, "time": 0.2, "place": 0.2, "slot": 0.2,
    "words": 0.5, "wording": 0.3, "words none": -0.2, "around": 0.3, "once": 0.3,
}  # fmt: skip
TRUST = 0.004  #: how hard the expectation holds
_FOLDS = 8
_COUNTS = (10, 20, 30, 40, 60, 80)


@dataclass(frozen=True, slots=True)
class Row:
    """Two facts: their evidence, whether they are rivals by the annotation, and which they are."""

    story: str
    evidence: Mapping[str, float]
    rival: bool
    names: tuple[str, str]
    lines: tuple[str, str]


def rows_of(gold: GoldStory, reader: Reader) -> Iterator[Row]:
    """Pairs of facts of a story that are near in meaning and that no rule settles; none of which
    one takes the other's place."""
    story = told(gold, list(reader.read_many(gold.reports)))
    drafts = [draft for draft in story.drafts if not draft.detail]
    tensions = story.tensions
    settled = {frozenset({c.one.id, c.other.id}) for c in tensions.clashes}
    settled |= {frozenset({u.newer.id, u.older.id}) for u in tensions.updates}
    rivals = {frozenset({f.name, n}) for f in gold.facts.values() for n in f.against}
    revised = {frozenset({f.name, n}) for f in gold.facts.values() for n in f.supersedes}
    meanings = story.ground.meanings
    assert meanings is not None
    assert meanings.judgements is not None
    for one, other in near_pairs(drafts, story.ground):
        names = _fact(one, story), _fact(other, story)
        if frozenset({one.id, other.id}) in settled or {*names} in revised:
            continue
        found = compared(one, other, story.ground)
        read = read_together(one, other, meanings.judgements)
        evidence = {**told_of(one, other, found), **read}
        lines = one.leader.clause, other.leader.clause
        yield Row(gold.name, evidence, {*names} in rivals, names, lines)


def _fact(draft: Draft, story: Told) -> str:
    """The annotated fact that a draft tells; its own id where it tells none."""
    marks = (story.of.get(witness.statement.key) for witness in draft.witnesses)
    found = Counter(mark.fact for mark in marks if mark is not None)
    return min(found, key=lambda name: (-found[name], name), default=draft.id)


def fit(rows: Sequence[Row]) -> Floats:
    """Points of RIVALS."""
    names = list(RIVALS)[1:]
    given = np.array([[row.evidence.get(name, 0.0) for name in names] for row in rows])
    rival = np.array([row.rival for row in rows], dtype=float)
    return logistic(given, rival, np.ones(len(rows)), np.array([*RIVALS.values()]), TRUST)


def worth(points: Floats, row: Row) -> float:
    """The points of a pair."""
    return float(points[0] + points[1:] @ [row.evidence.get(n, 0.0) for n in list(RIVALS)[1:]])


def left_out(rows: Sequence[Row]) -> list[tuple[float, Row]]:
    """Every pair with the points that other stories teach, the likeliest first; of pairs of the
    same two facts the likeliest."""
    stories = sorted({row.story for row in rows})
    fold = {story: number % _FOLDS for number, story in enumerate(stories)}
    found = []
    for number in range(_FOLDS):
        points = fit([row for row in rows if fold[row.story] != number])
        found += [(worth(points, row), row) for row in rows if fold[row.story] == number]
    found.sort(key=lambda pair: -pair[0])
    first: dict[tuple[str, ...], tuple[float, Row]] = {}
    for points_, row in found:
        first.setdefault((row.story, *sorted(row.names)), (points_, row))
    return [*first.values()]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--show", type=int, default=0, help="print so many of the likeliest")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    options = parser.parse_args()
    reader = Reader()
    shipped = tables()
    quiet = {**shipped, "thresholds": {**shipped["thresholds"], "rival": np.inf}}
    with instead(quiet):
        rows = [row for half in READ for gold in load(half) for row in rows_of(gold, reader)]
    ranked = left_out(rows)
    print(f"{len(rows)} pairs, {sum(row.rival for _, row in ranked)} rivals that no rule finds")
    for most in _COUNTS:
        right = sum(row.rival for _, row in ranked[:most])
        print(f"first {most:3}: {right} right, from {ranked[most - 1][0]:+.2f} points")
    for points, row in ranked[: options.show]:
        print(
            f"{points:+.2f} {'right' if row.rival else '     '} {row.story}", *row.lines, sep=" | "
        )
    points = dict(zip(RIVALS, (round(float(p), 2) for p in fit(rows)), strict=True))
    if not options.dry:
        write({**shipped, "rivals": points})


if __name__ == "__main__":
    main()
