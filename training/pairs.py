"""Learns what each kind of evidence is worth when two claims are compared.

``python -m training.pairs DATA`` reads ECB+'s train topics and the invented stories that may be
read, and fits three logistic models over the evidence that ``reconciling.compare`` names; evidence
keeps the sign we expect of it.

Facts (``training.factpairs``): pairs in two reports of one topic or story that no veto keeps apart;
a topic's other happening gives hard negatives. What thresholds give is printed, each story grouped
with points learnt without it. Questions: the same without likeness in meaning. Events: pairs of a
subtopic, vetoes among the evidence; their threshold is even odds. What other thresholds would give
is printed, for train topics that are each grouped with points learnt from the others. All is
written to ``reconciling/aligning/weights.toml``; ``--keep-facts`` and ``--keep-events`` leave one
half.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.corefscores import conll, tallies
from benchmarks.crossdoc import Item, Key, Subtopic, subtopics, support
from benchmarks.ecb import Document, load
from secondsource.pipeline import Reader
from secondsource.reconciling.aligning import align
from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.evidence import tables
from secondsource.reconciling.aligning.happenings import APART, MOST, average_link
from secondsource.records.reading import Reading
from training import factpairs
from training.factpairs import FACTS, QUESTIONS, Row, fact_rows, weighted
from training.logistic import Floats, logistic

WEIGHTS = Path(align.__file__).with_name("weights.toml")
#: Words that are merely alike, who said something, and a figure of what is called otherwise ("23
#: pirates", "23 suspects") count for events alone.
EVENTS = {
    **QUESTIONS, "action": 2.0, "action class": 1.0, "action derived": 0.8, "action synonym": 0.8,
    "action saying": -1.0, "action alike": 1.0, "action near": 1.0, "figure alone": 1.0,
}  # fmt: skip
#: The same for vetoes, where only the event is asked for.
AGAINST = {
    "action": -2.0, "opposite": -2.0, "modality": -0.5, "polarity": -0.5, "speech": -1.0,
    "occurrence": -2.0, "content": -1.5, "participants": -1.0, "actor": -1.0, "doer": -0.1,
    "object": -1.0,
    "scope": -0.3, "figure": -0.7, "bound": -0.3, "time": -1.0, "place": -1.0,
}  # fmt: skip
NAMES = (*(name for name in EVENTS if name != "base"), *(f"veto {name}" for name in AGAINST))
THRESHOLDS = tuple(np.round(np.arange(-3, 2.01, 0.25), 2))
_TRUST = 0.002  #: how hard the expectation holds
_FOLDS = 5
EVENT = 0.0  #: threshold for events: as likely as not
#: What likeness in meaning is worth for one event, and the likeness that tells nothing. Chosen on
#: the development topics: the vectors of clauses know the train topics, and seem worth more there.
MEANING, UNTELLING = 0.6, 0.35
#: Points from which two facts can't both hold: two in three of them by the annotation.
RIVAL = -0.4
READ_FROM = -2.0  #: points, reading together aside, from which two facts are read together
#: Points from which two claims are one fact. Of those that the points for facts put together on
#: the stories that are read, eight in ten are one by the annotation, and every second of the rest.
FACT = 1.5
#: Points from which two claims that nothing else in either report comes near are one fact.
COUNTERPART = -0.7

_HEAD = """# What each kind of evidence is worth when two claims are compared (log odds; compare.py
# says when each applies). Written by `python -m training.pairs DATA` from ECB+'s train topics and,
# for facts, the invented stories that may be read.
# `facts`: two claims state the same thing from the threshold upwards, where no veto forbids it;
# counterparts (counterparts.py) from a lower one.
# `questions`: two claims speak to one question, whatever they say to it (conflicts).
# `events`: two mentions tell of one event from the threshold upwards, vetoes `against` it counted
# (happenings.py).
# `rivals`: two facts can't both hold from the threshold upwards, where no rule says so
# (contraries.py); learnt by `python -m training.contraries`.
"""


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
    told = {**found.evidence, **{f"veto {name}": 1.0 for name in found.objections}}
    return [told.get(name, 0.0) for name in NAMES]


def fit_events(found: Sequence[Pairs]) -> Floats:
    """Points of EVENTS and then of AGAINST."""
    return logistic(
        np.concatenate([p.given for p in found]),
        np.concatenate([p.same for p in found]),
        np.concatenate([p.weight for p in found]),
        np.array([*EVENTS.values(), *AGAINST.values()]),
        _TRUST,
    )


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


def write(points: Mapping[str, Mapping[str, float]]) -> None:
    """Put the points and thresholds where the package reads them."""
    limits = {
        "fact": FACT, "counterpart": COUNTERPART, "event": EVENT, "read": READ_FROM, "rival": RIVAL,
    }  # fmt: skip
    told = [_HEAD, "\n[thresholds]\n", *(f"{name} = {least}\n" for name, least in limits.items())]
    for name in ("facts", "questions", "events", "against", "rivals"):
        told += _table(name, points[name])
    WEIGHTS.write_text("".join(told), encoding="utf-8")


def _table(name: str, points: Mapping[str, float]) -> list[str]:
    return [f"\n[{name}]\n", *(f'"{key}" = {value:.2f}\n' for key, value in points.items())]


def learn_facts(
    documents: Sequence[Document], readings: Sequence[Reading], reader: Reader
) -> Mapping[str, Mapping[str, float]]:
    """Points for facts and for questions, from readings of ECB+ and from the stories."""
    whole = [replace(document, subtopic=document.topic) for document in documents]
    rows: list[Row] = list(weighted(fact_rows(subtopics(whole, readings))))
    stories = factpairs.stories(reader)
    measured = factpairs.left_out(rows, stories)
    for row in measured:
        print("{:6.2f} pairs put together: P {:.1f} R {:.1f}".format(*row))
    every = [row for story in stories for row in factpairs.story_rows(story)]
    return {
        name: factpairs.named(factpairs.fit(rows, every, expected), expected)
        for name, expected in (("facts", FACTS), ("questions", QUESTIONS))
    }


def learn_events(
    documents: Sequence[Document], readings: Sequence[Reading]
) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Points for and against one event, from readings of ECB+."""
    found = [p for p in pairs(subtopics(documents, readings)) if len(p.same)]
    for row in held_out(found):
        print("{:6.2f} CoNLL {:.1f} support F1 {:.1f} false {:.1f}".format(*row))
    points = [float(value) for value in fit_events(found)]
    events = dict(zip(EVENTS, points, strict=False))
    events |= {"base": events["base"] - MEANING * UNTELLING, "meaning": MEANING}
    return events, dict(zip(AGAINST, points[len(EVENTS) :], strict=True))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    kept = parser.add_mutually_exclusive_group()
    kept.add_argument("--keep-facts", action="store_true", help="learn points for events alone")
    kept.add_argument("--keep-events", action="store_true", help="learn points for facts alone")
    options = parser.parse_args()
    reader = Reader()
    documents = load(options.data / "ecbplus", "train")
    readings = list(reader.read_many(document.report for document in documents))
    points = dict(tables())
    if not options.keep_facts:
        points |= learn_facts(documents, readings, reader)
    if not options.keep_events:
        events, against = learn_events(documents, readings)
        points |= {"events": events, "against": against}
    write(points)


if __name__ == "__main__":
    main()
