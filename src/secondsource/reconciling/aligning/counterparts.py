"""Join what only its counterpart in the other report can be.

A report tells a fact once, as a rule. So two claims that are each other's nearest by far, in two
reports that tell nothing else so near, are one fact on less evidence than two claims picked out of
many: "Police combed the ministry" and "investigators searched it" where neither report has another
search. Of the pairs just below the threshold such ones are mostly right, the others mostly wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from secondsource.reconciling.aligning.compare import (
    UNLIKE,
    compare,
    of_other_things,
    of_two_things,
)
from secondsource.reconciling.aligning.deeds import counted_alike
from secondsource.reconciling.aligning.evidence import Comparison, thresholds
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.parties import of_rival_parties
from secondsource.reconciling.aligning.statements import Statement, are_long
from secondsource.reconciling.figures.numbers import are_people, same_numbers
from secondsource.reconciling.pages.predicates import listed, words

_APART = 0.8  # points by which anything else in the other report has to be further away
_NEAR = -0.6  # points asked where neither the sentences nor the deeds show that it is one
_SAME_TALK = 0.25  # words in common of the sentences that show it
_PLAINLY = 0.8  # likeness of the deeds that shows it
_EVEN = 0.0  # points asked where one veto has to be got over
_SURE = 0.6  # ... where the doers have other names
_LITTLE = -0.2  # points asked of the same verb
_ALIKE = 0.5  # words in common of the sentences with the same verb
_ONE_DEED = 0.4  # likeness of deeds from which an order and what is ordered may be one
#: What keeps two statements apart and may be got over where nothing else comes near.
SOFT = frozenset({"action", "speech", "actor"})

_LARGE = 100_000  # figures that people and things hardly share for being one
_MEANT = 0.6  # likeness in meaning without which that is another thing
_DOUBTED = 0.3  #: points below which the two are read together first
_HARDLY = -2.0  #: log odds of being one fact below which they are none
_FIGURES = frozenset({"figure", "figure small"})
_AGREED = frozenset({"actor", "party", "object", "place", "figure"})
_WORDS, _AROUND = 0.25, 0.35  # overlap of two claims and of their sentences that tells something

_SPARED = "unharmed"  # a deed that is told of as many as met with anything
_BEFORE = 24  # characters before a noun in which "her" stands
_HERS = re.compile(r"\b(?:his|her)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)

Key = tuple[str, str]
Keys = Callable[[Statement], frozenset[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Near:
    """Two statements that were weighed and not put together, what the evidence came to, and the
    vetoes that it gets over (``but``)."""

    score: float
    one: Statement
    other: Statement
    but: frozenset[str] = frozenset({"action"})

    @property
    def order(self) -> tuple[float, Key, Key]:
        """The nearest first; the same whatever order the reports come in."""
        one, other = sorted((self.one.key, self.other.key))
        return -self.score, one, other


class Counterparts:
    """Which statements of two reports are each other's nearest by far."""

    def __init__(self, statements: Iterable[Statement], keys: Keys, ground: Ground) -> None:
        self._told: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            self._told[statement.page.report].append(statement)
        self._keys = keys
        self._ground = ground

    def are(self, near: Near, mine: frozenset[Key], theirs: frozenset[Key]) -> bool:
        """Whether the two are counterparts; ``mine`` and ``theirs`` are what each is told with
        already, which is no rival."""
        there = self._nearest(near.one, near.other, near.score, theirs)
        here = there and self._nearest(near.other, near.one, near.score, mine)
        return here and not (near.score < _DOUBTED and self._is_read_apart(near))

    def _is_read_apart(self, near: Near) -> bool:
        """Whether who reads the two together finds that they are hardly one fact, or can't both
        hold: "rebels took Marn", "Marn remains under government control"."""
        judgements = self._ground.meanings.judgements if self._ground.meanings else None
        if judgements is None:
            return False
        read = judgements.of(near.one.key, near.other.key)
        return read.same < _HARDLY or read.rival >= _EVEN

    def _nearest(
        self, one: Statement, other: Statement, score: float, same: frozenset[Key]
    ) -> bool:
        keys = self._keys(one)
        for rival in self._told[other.page.report]:
            if rival.key not in same and keys & self._keys(rival):
                found = compare(one, rival, self._ground)
                if not found.vetoes - {"action"} and found.score > score - _APART:
                    return False
        return True


def forbidden(
    mine: Sequence[Statement],
    theirs: Sequence[Statement],
    ground: Ground,
    apart: frozenset[str],
) -> bool:
    """Whether anything in one group excludes anything in the other, some vetoes (``apart``)
    aside."""
    return any(compare(one, other, ground).vetoes - apart for one in mine for other in theirs)


def but(found: Comparison) -> frozenset[str]:
    """The vetoes that further claims of both groups may have against one another, where two of them
    are counterparts: those that the two get over. With more, meetings of many pairs become one."""
    return found.vetoes | {"action"}


def may_be_counterparts(one: Statement, other: Statement, found: Comparison) -> bool:
    """Whether two statements may be counterparts by what a comparison found. In long reports
    something always comes near: there something else than the action has to agree, and the clauses
    have to mean much the same."""
    if found.score < thresholds()["counterpart"]:
        return False
    weak = found.score < thresholds()["fact"] and are_long(one, other)
    if weak and not (_agree(found) and found.evidence.get("meaning", 1.0) >= _MEANT):
        return False
    if not found.vetoes:
        if found.score < _NEAR and (_is_somebodys(one) or _is_somebodys(other)):
            return False
        return found.same or (_is_near(found) and _differ_in_words(found))
    if found.vetoes == {"action"}:
        if of_two_things(one, other):
            return False
        return found.question >= _NEAR and (_one_number(one, other, found) or _one_date(one, found))
    if found.vetoes == {"speech"}:
        does = listed((one if one.speech else other).lemma, "speech", "doing")
        deed = found.evidence.get("action deed", 0.0)
        return does and found.question >= _EVEN and deed >= _ONE_DEED
    return found.vetoes == {"actor"} and _other_doer(one, other, found)


def _is_somebodys(statement: Statement) -> bool:
    """ "She died of her injuries": one person's, and none of the 19 that were hurt."""
    page, at = statement.page, statement.claim.predicate.start
    alone = not statement.actors and not statement.objects and page.upos(at) == "NOUN"
    return alone and _HERS.search(page.text, max(0, at - _BEFORE), at) is not None


def _is_near(found: Comparison) -> bool:
    """Whether the points suffice; fewer do in sentences with words in common, or where hardly
    anything else can be told, but not where the reports tell of several such actions."""
    around = found.evidence.get("around", 0.0)
    plainly = found.evidence.get("action deed", 0.0) >= _PLAINLY
    seldom = "action often" not in found.evidence
    return found.score >= _NEAR or (seldom and (around >= _SAME_TALK or plainly))


def _differ_in_words(found: Comparison) -> bool:
    """Whether it is told with another verb, or with the same one in sentences alike. The same verb
    of what doesn't agree otherwise is another happening of its kind; another verb may be other
    words."""
    if "action" not in found.evidence:
        return True
    return found.score >= _LITTLE and found.evidence.get("around", 0.0) >= _ALIKE


def _one_number(one: Statement, other: Statement, found: Comparison) -> bool:
    """One actor may do two unlike things to as many ("hired 20 engineers", "trained 20
    engineers"), 310,000 people are no 310,000 florins, and a currency's 2.1 percent are no
    economy's."""
    if found.evidence.keys() & {"actor", "party"} or not _FIGURES & found.evidence.keys():
        return False
    if of_other_things(found.evidence, one.counts):
        return False
    if counted_alike(one.deeds, other.deeds):
        return False
    if (_SPARED in one.deeds) != (_SPARED in other.deeds):
        return False  # "all sixteen are unhurt", "rescuers lowered 16 people"
    pairs = same_numbers(one.counts, other.counts, _LARGE)
    return not any(are_people(mine) != are_people(theirs) for mine, theirs in pairs)


def _one_date(one: Statement, found: Comparison) -> bool:
    """Whether both tell of one time and place, or of one time that is to come ("will be decorated
    on Thursday", "will pin a medal on her on Thursday"): a story has few of either."""
    if UNLIKE & found.evidence.keys():
        return False
    if found.question < _EVEN or "time" not in found.evidence:
        return False
    return one.modality == "planned" or "place" in found.evidence


def _other_doer(one: Statement, other: Statement, found: Comparison) -> bool:
    """Whether all else is the same though the doers have two names ("Norland let 88 fighters go",
    "the ministry released 88"): who does some harm, or wins, is what accounts differ in."""
    if found.question < _SURE or "action" in found.evidence:
        return False
    blamed = words("harm", "abroad") | words("harm", "causing") | words("harm", "only_one")
    blamed |= words("harm", "responsibility") | words("harm", "blamed")
    if one.kinds & words("harm", "begun") and of_rival_parties(one, other):
        return False  # "the militia started the battle", "the army began the fighting"
    return not (one.kinds | other.kinds) & blamed


def _agree(found: Comparison) -> bool:
    """Whether something that is not the action agrees, in two claims or in their sentences."""
    if found.evidence.keys() & _AGREED:
        return True
    told, around = (found.evidence.get(name, 0.0) for name in ("words", "around"))
    return told >= _WORDS and around >= _AROUND
