"""Facts that can't both hold though no rule says so: read together, and weighed.

"The club had paid the inspector" and "the inspector received no money" answer one question, and no
table of words says so. Clauses that are near in meaning are read two at a time by a network that
has learnt what contradicts what (``training/clauses.py``); what it finds is weighed with all other
evidence (``rivals`` in ``weights.toml``, learnt by ``training/contraries.py``). It decides where
nothing else does: never against a rule, and never within one voice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.evidence import (
    Comparison,
    least_opposed,
    rival_weights,
    thresholds,
    worth,
)
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.meanings import Judgements
from secondsource.reconciling.aligning.statements import Statement, are_long
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.negatives import is_denial
from secondsource.reconciling.facts.rivals import by_others
from secondsource.reconciling.facts.windows import apart, of_other_times, same_window

_NEAREST = 8  # facts that are looked at for each
_LEAST = 0.05  # cosine of clauses from which two facts may speak to one question
_EXEMPLARS = 2  # wordings of each fact that are compared
_READ = 0.7  # log odds of being rivals that reading together has to give
_IN_LONG = -1.0  # points asked in long reports before two facts are read together
#: What rules look into with more care: contrary states ("was alive when she was found", "died") and
#: figures, which may be of a part or of another day.
_RULED = frozenset({"figure", "opposite"})
_NOT_TOLD = frozenset({"requested", "hypothetical"})

#: What evidence is called that no comparison names.
_WORDS = {
    "read as rivals": "read together, not both so",
    "read as one": "read together, one fact",
    "denied": "one is denied",
    "background": "one is background",
    "figures": "both give a figure",
    "figure of one": "one gives a figure",
    "not actual": "one is not told as done",
    "one report": "told in one report",
}

Two = tuple[Draft, Draft]


@dataclass(frozen=True, slots=True, eq=False)
class Contrary:
    """Two facts that can't both hold, the comparison of their wordings, and the points in words."""

    one: Draft
    other: Draft
    found: Comparison
    reasons: tuple[str, ...]


def near_pairs(drafts: Sequence[Draft], ground: Ground) -> list[Two]:
    """Facts of other voices that are near in meaning. O(n²) products of vectors, and as many pairs
    as facts times ``_NEAREST``."""
    if ground.meanings is None:
        return []
    told = [[s.key for s in draft.limits[:_EXEMPLARS]] for draft in drafts]
    found = ground.meanings.neighbours(told, _NEAREST, _LEAST)
    return [(drafts[a], drafts[b]) for a, b in found if _may_be(drafts[a], drafts[b], ground)]


def _may_be(one: Draft, other: Draft, ground: Ground) -> bool:
    """Whether two facts are told as so, of one time, by two voices in two texts."""
    texts = {w.text for draft in (one, other) for w in draft.witnesses}
    if len(texts) == 1:
        return False
    if {one.leader.modality, other.leader.modality} & _NOT_TOLD:
        return False
    if not by_others(one, other, ground.ties) or not same_window(one, other):
        return False
    return not apart(one, other) and not of_other_times(one, other)


def compared(one: Draft, other: Draft, ground: Ground) -> Comparison:
    """The comparison of two facts' wordings that has least against them and most in common."""
    return least_opposed([compare(a, b, ground) for a, b in _wordings(one, other)])


def contraries(pairs: Iterable[Two], ground: Ground) -> Iterator[Contrary]:
    """Those of some pairs of facts that can't both hold."""
    judgements = ground.meanings.judgements if ground.meanings is not None else None
    if judgements is None:
        return
    likely: list[tuple[Draft, Draft, Comparison, dict[str, float]]] = []
    for one, other in pairs:
        found = compared(one, other, ground)
        told = told_of(one, other, found)
        if not _RULED & found.objections and worth(rival_weights(), told) >= _asked(one, other):
            likely.append((one, other, found, told))
    judgements.prepare(
        (mine.key, theirs.key) for a, b, *_ in likely for mine, theirs in _wordings(a, b)
    )
    for one, other, found, told in likely:
        read = read_together(one, other, judgements)
        evidence = {**told, **read}
        enough = worth(rival_weights(), evidence) >= thresholds()["rival"]
        if enough and read["read as rivals"] >= _READ:
            yield Contrary(one, other, found, _reasons(found, evidence))


def _asked(one: Draft, other: Draft) -> float:
    """The points, reading together aside, from which two facts are worth being read together."""
    wordings = _wordings(one, other)
    return _IN_LONG if any(are_long(a, b) for a, b in wordings) else thresholds()["read"]


def _reasons(found: Comparison, evidence: Mapping[str, float]) -> tuple[str, ...]:
    """The points in words, the weightiest first."""
    table = rival_weights()
    points = {name: table[name] * value for name, value in evidence.items() if name in table}
    told = sorted(points.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    base = f"{table['base']:+.2f} asked of any two facts"
    return base, *(f"{worth_:+.2f} {_said(name, found)}" for name, worth_ in told if worth_)


def _said(name: str, found: Comparison) -> str:
    """A kind of evidence in words."""
    if name.startswith("not ") and name not in _WORDS:
        return f"not one fact, by {name.removeprefix('not ')}"
    return _WORDS.get(name) or found.told.get(name, name)


def told_of(one: Draft, other: Draft, found: Comparison) -> dict[str, float]:
    """All that is weighed of two facts but how they are read together, by the names of
    ``weights.toml``: what a comparison found, and how they are told (as denied, as background, as
    figures, by whom)."""
    given = {**found.evidence, **{f"not {name}": 1.0 for name in found.objections}}
    if is_denial(one) != is_denial(other):
        given["denied"] = 1.0
    if one.leader.claim.background or other.leader.claim.background:
        given["background"] = 1.0
    counting = [any(s.counts for s in draft.limits) for draft in (one, other)]
    if any(counting):
        given["figures" if all(counting) else "figure of one"] = 1.0
    if one.leader.modality != "actual" or other.leader.modality != "actual":
        given["not actual"] = 1.0
    if set(one.reports) & set(other.reports):
        given["one report"] = 1.0
    return given


def read_together(one: Draft, other: Draft, judgements: Judgements) -> dict[str, float]:
    """What a network that reads both takes one to be to the other, on the average of their
    wordings."""
    found = [judgements.of(mine.key, theirs.key) for mine, theirs in _wordings(one, other)]
    return {
        "read as rivals": round(sum(j.rival for j in found) / len(found), 2),
        "read as one": round(sum(j.same for j in found) / len(found), 2),
    }


def _wordings(one: Draft, other: Draft) -> list[tuple[Statement, Statement]]:
    return [(a, b) for a in one.limits[:_EXEMPLARS] for b in other.limits[:_EXEMPLARS]]
