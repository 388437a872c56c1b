"""Learns what each kind of evidence is worth when two claims are compared.

``python -m training.pairs DATA`` reads ECB+'s train topics and fits two logistic models over the
evidence that ``reconciling.compare`` names; evidence keeps the sign we expect of it.

Facts: pairs in two reports of one topic that no veto keeps apart; the topic's other happening gives
the hard negatives. Events: all pairs of a subtopic, vetoes among the evidence; their threshold is
even odds. What other thresholds would give is printed, for train topics that are each grouped with
points learnt from the others. All is written to ``reconciling/weights.toml``; with ``--keep-facts``
the points for facts stay, as they do now (docs/decisions.md says why).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.corefscores import conll, tallies
from benchmarks.crossdoc import Item, Key, Subtopic, subtopics, support
from benchmarks.ecb import Document, load
from secondsource.pipeline import Reader
from secondsource.reconciling import align
from secondsource.reconciling.compare import compare
from secondsource.reconciling.evidence import weights
from secondsource.reconciling.happenings import APART, MOST, average_link
from secondsource.reconciling.lexicon import likeness
from secondsource.records.reading import Reading

WEIGHTS = Path(align.__file__).with_name("weights.toml")
#: What we expect of each kind of evidence; the data moves it where it has enough examples. ECB+ has
#: hardly any dated, counted or quoted statements.
FACTS = {
    "base": -2.0, "action": 1.0, "action class": 0.4, "action weak": -1.0, "action often": -0.1,
    "action derived": 0.4, "action synonym": 0.4,
    "content": 1.0, "party": 1.0, "actor": 0.8, "actor side": 0.3, "actor word": 0.5,
    "actor other": -0.8, "actor described": -0.3, "actor untold": -0.1, "object": 1.2,
    "object word": 0.9, "object other": -1.0, "object described": -0.5, "object untold": -0.3,
    "others": 0.4, "slot": 0.6, "figure": 1.4, "figure small": 0.8, "figure untold": -0.3,
    "time": 0.7, "place": 0.6, "place other": -0.8, "words": 0.6, "wording": 0.6,
    "words none": -0.3, "around": 1.0,
}  # fmt: skip
#: Words that are merely alike, who said something, and a figure of what is called otherwise ("23
#: pirates", "23 suspects") count for events alone.
EVENTS = {
    **FACTS, "action": 2.0, "action class": 1.0, "action derived": 0.8, "action synonym": 0.8,
    "action saying": -1.0, "action alike": 1.0, "action near": 1.0, "figure alone": 1.0,
}  # fmt: skip
#: The same for vetoes, where only the event is asked for.
AGAINST = {
    "action": -2.0, "opposite": -2.0, "modality": -0.5, "polarity": -0.5, "speech": -1.0,
    "occurrence": -2.0, "content": -1.5, "participants": -1.0, "actor": -1.0, "object": -1.0,
    "scope": -0.3, "figure": -0.7, "bound": -0.3, "time": -1.0, "place": -1.0,
}  # fmt: skip
NAMES = (*(name for name in EVENTS if name != "base"), *(f"veto {name}" for name in AGAINST))
THRESHOLDS = tuple(np.round(np.arange(-3, 2.01, 0.25), 2))
_TRUST_FACTS, _TRUST_EVENTS = 0.01, 0.002  #: how hard the expectation holds
_STEPS, _CLOSE = 25, 1e-4
_FOLDS = 5
EVENT = 0.0  #: threshold for events: as likely as not
FACT = -0.2  #: threshold for facts: chosen on the open stories of benchmarks/reconciling_gold

_HEAD = """# What each kind of evidence is worth when two claims are compared (log odds; compare.py
# says when each applies). Written by `python -m training.pairs DATA` from ECB+'s train topics.
# `facts`: two claims state the same thing from the threshold upwards, where no veto forbids it.
# `events`: two mentions tell of one event from the threshold upwards, vetoes `against` it counted
# (happenings.py).
"""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """All pairs of mentions of a subtopic: ``given`` [pairs, NAMES], ``same`` [pairs]; ``left`` and
    ``right`` are numbers of ``items``."""

    topic: str
    items: tuple[Item, ...]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    given: Floats
    same: Floats

    @property
    def weight(self) -> Floats:
        """Weight of each pair: a much-told happening must not decide."""
        return np.full(len(self.same), max(len(self.same), 1) ** -0.5)


def pairs(found: Iterable[Subtopic]) -> Iterator[Pairs]:
    """Subtopics with what is found when their gold mentions are compared."""
    for topic in found:
        numbered = list(combinations(range(len(topic.gold)), 2))
        rows = [_row(topic.gold[i], topic.gold[j], topic) for i, j in numbered]
        left, right = np.array(numbered, dtype=np.int64).reshape(-1, 2).T
        events = np.array([item.gold.event if item.gold else "" for item in topic.gold])
        yield Pairs(
            topic=topic.topic,
            items=topic.gold,
            left=left,
            right=right,
            given=np.array(rows, dtype=float).reshape(-1, len(NAMES)),
            same=(events[left] == events[right]).astype(float),
        )


def _row(one: Item, other: Item, topic: Subtopic) -> list[float]:
    found = compare(one.statement, other.statement, topic.ground)
    told = {**found.evidence, **{f"veto {name}": 1.0 for name in found.vetoes}}
    return [told.get(name, 0.0) for name in NAMES]


Row = tuple[dict[str, float], bool, float]  #: evidence, whether it is one event, weight


def fact_rows(found: Iterable[Subtopic]) -> Iterator[Row]:
    """Every pair of mentions in two documents that may be one action and that no veto keeps
    apart."""
    for topic in found:
        for one, other in combinations(topic.gold, 2):
            if one.key[0] == other.key[0] or not _may_be_one(one, other):
                continue
            weighed = compare(one.statement, other.statement, topic.ground)
            if not weighed.vetoes:
                yield dict(weighed.evidence), _event(one) == _event(other), 1.0


def _may_be_one(one: Item, other: Item) -> bool:
    words = likeness(one.statement.lemma, other.statement.lemma)
    related = words.same or words.derived or words.synonym
    return related or bool(one.statement.kinds & other.statement.kinds)


def _event(item: Item) -> str:
    return item.gold.event if item.gold else ""


def weighted(found: Iterable[Row]) -> Iterator[Row]:
    """Rows of one evidence and answer added up."""
    total: dict[tuple[tuple[tuple[str, float], ...], bool], float] = defaultdict(float)
    for evidence, same, weight in found:
        total[tuple(sorted(evidence.items())), same] += weight
    for (evidence, same), weight in total.items():
        yield dict(evidence), same, weight**0.75  # one much-told event must not decide


def fit_facts(found: Sequence[Row]) -> Floats:
    """Points of FACTS."""
    names = list(FACTS)[1:]
    given = np.array([[row[0].get(name, 0.0) for name in names] for row in found])
    same = np.array([row[1] for row in found], dtype=float)
    weight = np.array([row[2] for row in found])
    return logistic(given, same, weight, np.array([*FACTS.values()]), _TRUST_FACTS)


def fit_events(found: Sequence[Pairs]) -> Floats:
    """Points of EVENTS and then of AGAINST."""
    return logistic(
        np.concatenate([p.given for p in found]),
        np.concatenate([p.same for p in found]),
        np.concatenate([p.weight for p in found]),
        np.array([*EVENTS.values(), *AGAINST.values()]),
        _TRUST_EVENTS,
    )


def logistic(given: Floats, same: Floats, weight: Floats, prior: Floats, trust: float) -> Floats:
    """Points for the base and each column of ``given``: Newton's method on the logistic loss,
    drawn to ``prior``; what would change its sign is 0."""
    given = np.insert(given, 0, 1.0, axis=1)
    weight = weight / weight.sum()
    sign = np.sign(prior)
    sign[0] = 0
    points, free = prior.copy(), np.ones(len(prior), dtype=bool)
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-np.clip(given @ points, -30, 30)))
        slope = given.T @ (weight * (odds - same)) + trust * (points - prior)
        bend = (given.T * (weight * odds * (1 - odds))) @ given + trust * np.eye(len(prior))
        step = np.linalg.solve(bend[np.ix_(free, free)], slope[free])
        points[free] -= step
        wrong = free & (sign * points < 0)
        points[wrong], free[wrong] = 0.0, False
        if not wrong.any() and np.abs(step).max() < _CLOSE:
            break
    return points


def grouped(found: Pairs, points: Floats, threshold: float) -> list[list[Key]]:
    """Keys of the mentions of a subtopic, an event a group."""
    scores = np.zeros((len(found.items), len(found.items)))
    told = np.clip(points[0] + found.given @ points[1:], -MOST, MOST)
    barred = [NAMES.index(f"veto {name}") for name in sorted(APART)]
    told[found.given[:, barred].any(axis=1)] = -np.inf
    scores[found.left, found.right] = scores[found.right, found.left] = told
    groups = average_link(scores, threshold)
    return [[found.items[number].key for number in group] for group in groups]


def key(found: Pairs) -> list[list[Key]]:
    """The annotated events of a subtopic."""
    events: dict[str, list[Key]] = {}
    for item in found.items:
        events.setdefault(item.gold.event if item.gold else "", []).append(item.key)
    return list(events.values())


def held_out(found: Sequence[Pairs]) -> list[tuple[float, float, float, float]]:
    """For each threshold: it, CoNLL F1, support F1 and share of false supporters, every topic
    grouped with points learnt from topics of other folds."""
    topics = sorted({p.topic for p in found})
    fold = {topic: number % _FOLDS for number, topic in enumerate(topics)}
    points = [fit_events([p for p in found if fold[p.topic] != number]) for number in range(_FOLDS)]
    rows = []
    for threshold in THRESHOLDS:
        both = [(key(p), grouped(p, points[fold[p.topic]], threshold)) for p in found]
        score = support(both)
        rows.append((threshold, conll(tallies(both, singletons=True)), score.f1, score.false))
    return rows


def write(facts: Floats, events: Floats) -> None:
    """Put the points where the package reads them."""
    told = [_HEAD, f"\n[thresholds]\nfact = {FACT}\nevent = {EVENT}\n"]
    told += _table("facts", dict(zip(FACTS, facts, strict=True)))
    told += _table("events", dict(zip(EVENTS, events, strict=False)))
    told += _table("against", dict(zip(AGAINST, events[len(EVENTS) :], strict=True)))
    WEIGHTS.write_text("".join(told), encoding="utf-8")


def _table(name: str, points: dict[str, float]) -> list[str]:
    return [f"\n[{name}]\n", *(f'"{key}" = {value:.2f}\n' for key, value in points.items())]


def learn(documents: Sequence[Document], readings: Sequence[Reading], *, facts_too: bool) -> None:
    """From readings to points; those for facts only where they are asked for."""
    facts = np.array([weights()[name] for name in FACTS])
    if facts_too:
        whole = [replace(document, subtopic=document.topic) for document in documents]
        facts = fit_facts(list(weighted(fact_rows(subtopics(whole, readings)))))
    found = [p for p in pairs(subtopics(documents, readings)) if len(p.same)]
    for row in held_out(found):
        print("{:6.2f} CoNLL {:.1f} support F1 {:.1f} false {:.1f}".format(*row))
    write(facts, fit_events(found))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--keep-facts", action="store_true", help="learn points for events alone")
    options = parser.parse_args()
    documents = load(options.data / "ecbplus", "train")
    readings = list(Reader().read_many(document.report for document in documents))
    learn(documents, readings, facts_too=not options.keep_facts)


if __name__ == "__main__":
    main()
