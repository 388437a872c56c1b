"""Learns how much each kind of evidence says when two names are compared.

``python -m training.names DATA`` reads the tuning half of the pairs of ``benchmarks/names.py``,
people, bodies and groups, and fits two logistic models over what ``names.likelihood.evidence``
finds; no pair of the other half is read. Bodies
have the rules' score among their evidence; the rules for people were written on these very pairs
and would be believed too much. The same input gives the same file. It is written to
``names/likelihood.toml``.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.names import SETS, Pair, pairs
from secondsource.names import are_people, likelihood, words_compared
from secondsource.names.bodies import compare_bodies

Floats = NDArray[np.float64]

POINTS = Path(likelihood.__file__).with_name("likelihood.toml")
#: Evidence for one actor: what comes out against it is noise and gets no points.
FOR = ("words", "worst", "first", "last", "letters", "bones", "sorted", "part", "spelled")
EITHER = ("surplus", "crossed", "initials", "length")  #: may speak for or against
PEOPLE = (*FOR, *EITHER)
BODIES = (*PEOPLE, "rules")
_TRUST = 1e-4  #: in no evidence at all, against the mean loss of all pairs
_STEPS, _CLOSE = 60, 1e-9
HEADER = """\
# What each kind of evidence adds to the log odds that two names denote one actor
# (names/likelihood.py says what it means). Written by training/names.py: do not edit by hand.
"""


def fit(found: Sequence[Pair], names: Sequence[str], people: bool) -> dict[str, float]:
    """Points of one model from its pairs; pairs with a name of one word are the rules' business."""
    given, same = [], []
    for a, b, one, _ in found:
        words = words_compared(a, b)
        if are_people(a, b) != people or min(map(len, words)) < 2:
            continue
        evidence = likelihood.evidence(*words) | {"rules": compare_bodies(a, b)}
        given.append([1.0, *(evidence[name] for name in names)])
        same.append(one)
    told = dict.fromkeys(["base", *names], 0.0)
    kept = list(told)
    while True:
        columns = [list(told).index(name) for name in kept]
        points = logistic(np.array(given)[:, columns], np.array(same, dtype=float))
        found_points = dict(zip(kept, points.round(3).tolist(), strict=True))
        wrong = {name for name in FOR if found_points.get(name, 0.0) < 0}
        if not wrong:
            return told | found_points
        kept = [name for name in kept if name not in wrong]


def logistic(given: Floats, same: Floats) -> Floats:
    """Points for each column: Newton's method on the logistic loss, drawn to 0, from 0."""
    points = np.zeros(given.shape[1])
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-given @ points))
        slope = given.T @ (odds - same) / len(same) + _TRUST * points
        bend = (given.T * (odds * (1 - odds))) @ given / len(same)
        step = np.linalg.solve(bend + _TRUST * np.eye(len(points)), slope)
        points -= step
        if np.abs(step).max() < _CLOSE:
            break
    return points


def main() -> None:
    """Fit and write both models."""
    parser = argparse.ArgumentParser(description="Learn to weigh the evidence of names")
    parser.add_argument("data", type=Path)
    folder = parser.parse_args().data / "plover" / "petrarch2"
    found = [pair for files in SETS.values() for pair in pairs(folder, files)["tune"]]
    lines = [HEADER]
    for label, names in (("people", PEOPLE), ("bodies", BODIES)):
        points = fit(found, names, label == "people")
        lines += [f"[{label}]", *(f"{name} = {value}" for name, value in points.items()), ""]
    POINTS.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
