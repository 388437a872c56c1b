"""Learns what each kind of evidence is worth when two claims are compared.

``python -m training.pairs DATA`` reads ECB+'s train topics, takes every pair of event mentions in
two reports of one topic that no veto keeps apart, and fits a logistic model over the evidence that
``reconciling.compare`` names. Reports of a topic's other happening give the hard negatives. The
points are written to ``reconciling/weights.toml``; evidence keeps the sign we expect of it.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.crossdoc import Item, Subtopic, subtopics
from benchmarks.ecb import Document, load
from secondsource.pipeline import Reader
from secondsource.reconciling import compare as comparing
from secondsource.records.reading import Reading

WEIGHTS = Path(comparing.__file__).with_name("weights.toml")
#: What we expect of each kind of evidence; the data moves it where it has enough examples. ECB+ has
#: hardly any dated, counted or quoted statements.
PRIOR = {
    "base": -2.0, "action": 1.0, "action class": 0.4, "action weak": -1.0, "action often": -0.1,
    "content": 1.0, "party": 1.0, "actor": 0.8, "actor side": 0.3, "actor word": 0.5,
    "actor other": -0.8, "actor described": -0.3, "actor untold": -0.1, "object": 1.2,
    "object word": 0.9, "object other": -1.0, "object described": -0.5, "object untold": -0.3,
    "others": 0.4, "slot": 0.6, "figure": 1.4, "figure small": 0.8, "figure untold": -0.3,
    "time": 0.7, "place": 0.6, "place other": -0.8, "words": 0.6, "wording": 0.6,
    "words none": -0.3, "around": 1.0,
}  # fmt: skip
_STEPS, _RATE, _TRUST = 3000, 0.3, 0.01  # trust: how hard the expectation holds

_HEAD = """# What each kind of evidence is worth when two claims are compared (log odds): two claims
# state the same thing from 0 upwards (compare.py says when each applies). Written by
# `python -m training.pairs DATA` from ECB+'s train topics. `base` is asked of any two claims with
# one action: learnt, less `caution`.
"""

Row = tuple[dict[str, float], bool, float]  #: evidence, whether it is one event, weight


def rows(found: Iterable[Subtopic]) -> Iterator[Row]:
    """Every pair of mentions in two documents that no veto keeps apart."""
    for topic in found:
        for one, other in combinations(topic.gold, 2):
            if one.key[0] == other.key[0]:
                continue
            weighed = comparing.compare(one.statement, other.statement, topic.ground)
            if not weighed.vetoes:
                yield dict(weighed.evidence), _event(one) == _event(other), 1.0


def _event(item: Item) -> str:
    return item.gold.event if item.gold else ""


def weighted(found: Sequence[Row]) -> Iterator[Row]:
    """Rows of one evidence and answer added up."""
    total: dict[tuple[tuple[tuple[str, float], ...], bool], float] = defaultdict(float)
    for evidence, same, weight in found:
        total[tuple(sorted(evidence.items())), same] += weight
    for (evidence, same), weight in total.items():
        yield dict(evidence), same, weight**0.75  # one much-told event must not decide


def fit(found: Sequence[Row], names: Sequence[str]) -> NDArray[np.float64]:
    """Points for ``base`` and each name, by projected gradient descent."""
    given = np.array([[1.0, *(row[0].get(name, 0.0) for name in names)] for row in found])
    same = np.array([row[1] for row in found], dtype=float)
    weight = np.array([row[2] for row in found])
    weight /= weight.sum()
    prior = np.array([PRIOR["base"], *(PRIOR[name] for name in names)])
    sign = np.sign(prior)
    sign[0] = 0
    points = prior.copy()
    speed = np.zeros_like(points)
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-np.clip(given @ points, -30, 30)))
        gradient = given.T @ (weight * (odds - same)) + _TRUST * (points - prior)
        speed = 0.9 * speed + gradient
        points -= _RATE * speed
        points[sign * points < 0] = 0.0
    return points


def write(points: NDArray[np.float64], names: Sequence[str], caution: float) -> None:
    """Put the points where the package reads them."""
    lines = [f"base = {points[0] - caution:.2f}"]
    lines += [f'"{n}" = {p:.2f}' for n, p in zip(names, points[1:], strict=True)]
    told = f"caution = {caution}\n\n[points]\n"
    WEIGHTS.write_text(_HEAD + told + "\n".join(lines) + "\n", encoding="utf-8")


def by_topic(documents: Sequence[Document]) -> list[Document]:
    """The documents as if a topic were one story: its other happening is in it too."""
    return [replace(document, subtopic=document.topic) for document in documents]


def learn(documents: Sequence[Document], readings: Sequence[Reading], caution: float) -> None:
    """From readings to weights."""
    found = list(weighted(list(rows(subtopics(by_topic(documents), readings)))))
    names = [name for name in PRIOR if name != "base"]
    points = fit(found, names)
    write(points, names, caution)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--caution", type=float, default=0.0)
    options = parser.parse_args()
    documents = load(options.data / "ecbplus", "train")
    readings = list(Reader().read_many(document.report for document in documents))
    learn(documents, readings, options.caution)


if __name__ == "__main__":
    main()
