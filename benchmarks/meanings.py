"""How well likeness of clauses tells which claims state one fact.

``python -m benchmarks.meanings`` ranks all pairs of marked claims in two texts of the annotated
stories that may be read, and prints the average precision of three rankings: by words in common,
by the learnt vectors of the clauses, and by the points of ``compare``, which counts both. The
vectors have learnt nothing from these stories.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from benchmarks.reconcilegold import load
from benchmarks.storypairs import READ, Told, told, two_texts
from secondsource.pipeline import Reader
from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.statements import Statement

RANKINGS = ("words in common", "vectors of clauses", "points of all evidence")
_VETOED = -10.0  #: points of a pair that a veto keeps apart


def ranked(story: Told) -> Iterator[tuple[bool, tuple[float, float, float]]]:
    """For each pair of marked claims in two texts whether they state one fact, and what each
    ranking says."""
    claims = [s for s in story.statements if s.key in story.of and not story.of[s.key].optional]
    for one, other in combinations(claims, 2):
        if not two_texts(story.gold, one.key[0], other.key[0]) or story.ground.meanings is None:
            continue
        found = compare(one, other, story.ground)
        points = found.score + (_VETOED if found.vetoes else 0.0)
        alike = story.ground.meanings.alike(one.key, other.key)
        same = story.of[one.key].fact == story.of[other.key].fact
        yield same, (_words_in_common(one, other), alike, points)


def _words_in_common(one: Statement, other: Statement) -> float:
    mine, theirs = ({*re.findall(r"\w+", s.clause.lower())} for s in (one, other))
    return len(mine & theirs) / max(1, len(mine | theirs))


def average_precision(scores: Sequence[float], same: Sequence[bool]) -> float:
    """In percent; of equal scores the order is left as it is."""
    right = np.array(same)[np.argsort(-np.array(scores), kind="stable")]
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    return float(100 * (precision * right).sum() / max(1, right.sum()))


def main() -> None:
    """Command line."""
    reader = Reader()
    rows = [
        row
        for half in READ
        for gold in load(half)
        for row in ranked(told(gold, list(reader.read_many(gold.reports))))
    ]
    same = [row[0] for row in rows]
    print(f"{len(rows)} pairs of marked claims, {sum(same)} of one fact")
    for number, name in enumerate(RANKINGS):
        print(f"{name:24}{average_precision([row[1][number] for row in rows], same):6.1f}")


if __name__ == "__main__":
    main()
