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
from secondsource.reconciling.aligning.counterparts import are_long
from secondsource.reconciling.aligning.evidence import Comparison, rival_weights, thresholds
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.negatives import is_denial
from secondsource.reconciling.facts.rivals import by_others
from secondsource.reconciling.facts.windows import apart, of_other_times, same_window

_NEAREST = 8  # facts that are looked at for each
_LEAST = 0.05  # cosine of clauses from which two facts may speak to one question
_EXEMPLARS = 2  # wordings of each fact that are compared
_READ = 0.7  # log odds of being rivals that reading together has to give
_IN_LONG = -1.0  # points asked in long reports before two facts are read together
#: What rules look into with more care: contrary states ("was alive when she was found", "died").
_RULED = frozenset({"opposite"})
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
    pairs = [compare(a, b, ground) for a, b in _wordings(one, other)]
    return min(pairs, key=lambda found: (len(found.objections), -found.question, found.reasons))


def contraries(pairs: Iterable[Two], ground: Ground) -> Iterator[Contrary]:
    """Those of some pairs of facts that can't both hold."""
    judgements = ground.meanings.judgements if ground.meanings is not None else None
    if judgements is None:
        return
    told = [(one, other, compared(one, other, ground)) for one, other in pairs]
    likely = [
        (a, b, f)
        for a, b, f in told
        if not _RULED & f.objections and _worth(f, _told(a, b)) >= _asked(a, b)
    ]
    judgements.prepare(
        (mine.key, theirs.key) for a, b, _ in likely for mine, theirs in _wordings(a, b)
    )
    for one, other, found in likely:
        evidence = {**_told(one, other), **together(one, other, ground)}
        if evidence["read as rivals"] >= _READ and _worth(found, evidence) >= thresholds()["rival"]:
            yield Contrary(one, other, found, _reasons(found, evidence))


def _asked(one: Draft, other: Draft) -> float:
    """The points, reading together aside, from which two facts are worth being read together."""
    wordings = _wordings(one, other)
    return _IN_LONG if any(are_long(a, b) for a, b in wordings) else thresholds()["read"]


def _worth(found: Comparison, evidence: Mapping[str, float]) -> float:
    return rival_weights()["base"] + sum(points for _, points in _points(found, evidence))


def _points(found: Comparison, evidence: Mapping[str, float]) -> list[tuple[str, float]]:
    """What each kind of evidence is worth."""
    points = rival_weights()
    given = {**found.evidence, **{f"not {name}": 1.0 for name in found.objections}, **evidence}
    return [(name, points[name] * given[name]) for name in sorted(given) if name in points]


def _reasons(found: Comparison, evidence: Mapping[str, float]) -> tuple[str, ...]:
    """The points in words, the weightiest first."""
    told = sorted(_points(found, evidence), key=lambda pair: (-abs(pair[1]), pair[0]))
    base = f"{rival_weights()['base']:+.2f} asked of any two facts"
    return base, *(f"{points:+.2f} {_said(name, found)}" for name, points in told if points)


def _said(name: str, found: Comparison) -> str:
    """A kind of evidence in words."""
    if name.startswith("not ") and name not in _WORDS:
        return f"not one fact, by {name.removeprefix('not ')}"
    return _WORDS.get(name) or found.told.get(name, name)


def evidence_of(one: Draft, other: Draft, found: Comparison, ground: Ground) -> dict[str, float]:
    """All that is weighed of two facts, by the names of ``weights.toml``."""
    given = {**found.evidence, **{f"not {name}": 1.0 for name in found.objections}}
    return {**given, **_told(one, other), **together(one, other, ground)}


def _told(one: Draft, other: Draft) -> dict[str, float]:
    """How the two are told: as denied, as background, as figures, by whom."""
    found: dict[str, float] = {}
    if is_denial(one) != is_denial(other):
        found["denied"] = 1.0
    if one.leader.claim.background or other.leader.claim.background:
        found["background"] = 1.0
    counting = [any(s.counts for s in draft.limits) for draft in (one, other)]
    if any(counting):
        found["figures" if all(counting) else "figure of one"] = 1.0
    if one.leader.modality != "actual" or other.leader.modality != "actual":
        found["not actual"] = 1.0
    if set(one.reports) & set(other.reports):
        found["one report"] = 1.0
    return found


def together(one: Draft, other: Draft, ground: Ground) -> dict[str, float]:
    """What a network that reads both takes one to be to the other, on the average of their
    wordings."""
    judgements = ground.meanings.judgements if ground.meanings is not None else None
    if judgements is None:
        return {}
    found = [judgements.of(mine.key, theirs.key) for mine, theirs in _wordings(one, other)]
    return {
        "read as rivals": round(sum(j.rival for j in found) / len(found), 2),
        "read as one": round(sum(j.same for j in found) / len(found), 2),
    }


def _wordings(one: Draft, other: Draft) -> list[tuple[Statement, Statement]]:
    return [(a, b) for a in one.limits[:_EXEMPLARS] for b in other.limits[:_EXEMPLARS]]
