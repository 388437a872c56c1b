"""What each kind of evidence is worth when two claims may state one fact.

Learnt from pairs of mentions of ECB+'s train topics, and from pairs of claims of the invented
stories that may be read (``benchmarks/reconciling_gold``; the sealed ones are never looked at):
news has hardly any dated, counted or quoted pairs, and hardly any that an outlet tells in words of
its own. How well it does is measured on stories whose own pairs were left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from benchmarks.crossdoc import Item, Subtopic
from benchmarks.reconcilegold import load
from benchmarks.storypairs import READ, Told, counted, story_pairs, told
from secondsource.pipeline import Reader
from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.evidence import weighed
from secondsource.reconciling.pages.lexicon import likeness
from training.logistic import Floats, logistic

#: What we expect of each kind of evidence; the data moves it where it has enough examples.
FACTS = {
    "base": -2.0, "action": 1.0, "action class": 0.4, "action weak": -1.0, "action often": -0.1,
    "action derived": 0.4, "action synonym": 0.4, "action deed": 0.7, "action told": -0.4,
    "deed shared": 0.3, "deed sure": 0.3,
    "content": 1.0, "party": 1.0, "actor": 0.8, "actor side": 0.3, "actor word": 0.5,
    "actor other": -0.8, "actor described": -0.3, "actor untold": -0.1, "object": 1.2,
    "object word": 0.9, "object other": -1.0, "object described": -0.5, "object untold": -0.3,
    "others": 0.4, "slot": 0.6, "figure": 1.4, "figure small": 0.8, "figure untold": -0.3,
    "time": 0.7, "place": 0.6, "place other": -0.8, "words": 0.6, "wording": 0.6,
    "words none": -0.3, "around": 1.0,
    "once": 0.5, "actor near": 0.2, "object near": 0.4, "crossed": 0.6, "meaning": 3.0,
    "action apart": -0.5, "speech apart": -0.3,
}  # fmt: skip
#: Evidence for facts alone: how alike two clauses are in meaning, and what that outweighs.
MEANT = frozenset(name for name in FACTS if name == "meaning" or name.endswith(" apart"))
#: What tells that two claims speak to one question, whatever each says to it.
QUESTIONS = {name: points for name, points in FACTS.items() if name not in MEANT}
TRUST = 0.02  #: how hard the expectation holds
#: Of the weight that all pairs of the stories have together; the rest is ECB+'s, whose pairs share
#: their verbs as a rule and say little of what likeness in meaning is worth.
SHARE = {"facts": 0.85, "questions": 0.4}
THRESHOLDS = tuple(np.round(np.arange(0.0, 1.61, 0.2), 1))

Row = tuple[dict[str, float], bool, float]  #: evidence, whether it is one event, weight


def fact_rows(found: Iterable[Subtopic]) -> Iterator[Row]:
    """Every pair of mentions in two documents that may be one action and that no veto keeps
    apart."""
    for topic in found:
        for one, other in combinations(topic.gold, 2):
            if one.key[0] == other.key[0] or not _may_be_one(one, other):
                continue
            result = compare(one.statement, other.statement, topic.ground)
            if not result.vetoes:
                yield dict(result.evidence), _event(one) == _event(other), 1.0


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
    for (named_values, same), weight in total.items():
        yield dict(named_values), same, weight**0.75  # one much-told event must not decide


def stories(reader: Reader) -> list[Told]:
    """The invented stories that may be read, reconciled with what the package knows now."""
    found = [gold for half in READ for gold in load(half)]
    return [told(gold, list(reader.read_many(gold.reports))) for gold in found]


def story_rows(story: Told) -> list[Row]:
    """Pairs of claims that are compared and that no veto keeps apart, each of equal weight."""
    return [
        (dict(pair.found.evidence), pair.same, 1.0)
        for pair in story_pairs(story)
        if not pair.found.vetoes
    ]


def fit(events: Sequence[Row], facts: Sequence[Row], expected: Mapping[str, float]) -> Floats:
    """Points of FACTS or QUESTIONS (``expected``) from pairs of ECB+ and of stories; either may be
    empty. What is looked up or let through for its meaning alone tells nothing of questions."""
    names = list(expected)[1:]
    share = SHARE["facts" if "meaning" in expected else "questions"]
    if "meaning" not in expected:
        events, facts = ([r for r in rows if not _is_apart(r)] for rows in (events, facts))
    rows = [*events, *facts]
    values = [[row[0].get(name, 0.0) for name in names] for row in rows]
    given = np.array(values, dtype=float).reshape(-1, len(names))
    same = np.array([row[1] for row in rows], dtype=float)
    shares = _shared(events, 1 - share), _shared(facts, share)
    prior = np.array([*expected.values()])
    return logistic(given, same, np.concatenate(shares), prior, TRUST)


def _shared(rows: Sequence[Row], share: float) -> NDArray[np.float64]:
    weight = np.array([row[2] for row in rows], dtype=float)
    return weight * (share / weight.sum()) if len(rows) else weight


def _is_apart(row: Row) -> bool:
    return any(name.endswith(" apart") for name in row[0])


def named(points: Floats, expected: Mapping[str, float]) -> Mapping[str, float]:
    """Points by what they are for, as they are written down."""
    return {name: round(float(value), 2) for name, value in zip(expected, points, strict=True)}


def left_out(events: Sequence[Row], told_in: Sequence[Told]) -> list[tuple[float, float, float]]:
    """For each threshold: it, precision and recall (percent) of the pairs put together in stories
    whose own pairs nothing was learnt from."""
    rows = [story_rows(story) for story in told_in]
    learnt = [
        named(fit(events, [r for other in rows if other is not mine for r in other], FACTS), FACTS)
        for mine in rows
    ]
    return [(float(t), *_shares(told_in, learnt, float(t))) for t in THRESHOLDS]


def _shares(
    told_in: Sequence[Told], learnt: Sequence[Mapping[str, float]], threshold: float
) -> tuple[float, float]:
    rows = []
    for story, points in zip(told_in, learnt, strict=True):
        with weighed(points, threshold):
            rows.append(counted(story))
    made, right, wanted, found = map(sum, zip(*rows, strict=True)) if rows else (0, 0, 0, 0)
    return 100 * right / max(made, 1), 100 * found / max(wanted, 1)
