"""Facts that cannot both hold: figures that exclude each other, yes against no, rival doers.

More detail is not a conflict, and neither are two figures that one voice gives side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secondsource.reconciling.aligning.align import block_keys, nearest
from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.evidence import Comparison
from secondsource.reconciling.aligning.gauges import are_forecasts
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.parties import losers
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.aligning.warned import of_warned_bodies, received_none
from secondsource.reconciling.facts.corrections import corrections
from secondsource.reconciling.facts.developments import developments
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.forewarned import forewarned_keys, rival_warnings
from secondsource.reconciling.facts.intentions import rival_plans, turn_keys, turned_plan
from secondsource.reconciling.facts.jobs import rival_jobs
from secondsource.reconciling.facts.levels import levels_of_one, levels_of_two, of_part_of_firm
from secondsource.reconciling.facts.negatives import answers as negative_answers
from secondsource.reconciling.facts.negatives import is_bare_none, is_denial
from secondsource.reconciling.facts.outcomes import outcomes
from secondsource.reconciling.facts.questions import question_of
from secondsource.reconciling.facts.rivals import (
    RATIO,
    begun_keys,
    border_keys,
    by_others,
    cause_keys,
    contradicted,
    number_keys,
    rival_beginners,
    rival_days,
    rival_doers,
    rival_holders,
    rival_numbers,
    rival_origins,
    rival_sides,
    rival_states,
    rival_ways,
    state_keys,
    way_keys,
)
from secondsource.reconciling.facts.runningtolls import waned
from secondsource.reconciling.facts.updates import (
    Update,
    grows_past,
    named_updates,
    overtaken,
    renamed_updates,
    reversal,
    update_between,
)
from secondsource.reconciling.facts.windows import apart, is_elsewhen, of_other_times, same_window
from secondsource.reconciling.figures.numbers import (
    ON_STRIKE,
    TALLIES,
    Count,
    most_apart,
    telling_figure,
)
from secondsource.reconciling.figures.terms import SLOTS
from secondsource.reconciling.pages.predicates import kinds_of, words

_SAME_QUESTION = -1.5  # agreement asked of two claims that count the same slot
_SAME_THING = -0.7  # ... of two that count the same things outside any slot
_ABOUT_ONE = frozenset(
    {
        "actor",
        "actor side",
        "actor word",
        "party",
        "object",
        "object word",
        "others",
        "place",
        "time",
    }
)
_OTHERS = frozenset({"actor other", "actor described", "object other"})
_ANSWERED = -0.5  # ... of what somebody says is not so
_TURNED = 0.5  # ... of what one origin takes back
_NEVER = -1.0  # ... of what he says never was so
_UNSHARED = -0.2  # ... of what he denies, where nothing that takes part is the same
_NONE = -0.8  # ... of what somebody says there was none of
_SMALL_BLOCK = 12  # claims of one action of which a negative one may answer any
_COMPARED = re.compile(
    r"\b(?:compared\s+(?:with|to)|against|after)\s+(?:(?:the|about|some)\s+)?$", re.IGNORECASE
)
_NATIONWIDE = re.compile(
    r"\bnation-?wide\b|\bcountry-?wide\b|\bnationally\b|\bacross\s+the\s+(?:country|nation)\b",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(
    r"\b(?:in|at|across)\s+(?:the\s+)?(?:capital|city|town|province|district|region|county|north|south|east|west"
    r"|countryside|[A-Z]\w+)\b"
)
_NAMED = re.compile(
    r"(?<!^)\b[A-Z][\w’'-]{2,}|^[A-Z]\w+$|^(?!(?:The|A|An|Its|His|Her|Their|Some|About)\b)[A-Z]\w{2,}"
)
_INITIALS = 4  # letters by which two names of one party are told to be one
_NAME = re.compile(r"[A-Z]\w+")
_EXEMPLARS = 6
#: keys of facts that may answer one question in unlike words
_QUESTIONS = (state_keys, begun_keys, border_keys, cause_keys, forewarned_keys, turn_keys, way_keys)


@dataclass(frozen=True, slots=True, eq=False)
class Clash:
    """Two facts in conflict, and over what. ``figures``: it is about a number."""

    one: Draft
    other: Draft
    about: str
    figures: bool = False

    def figure_of(self, draft: Draft) -> Count:
        """The figure that one of the two sets against the other's."""
        return _rival_figures(self.one, self.other)[draft is self.other]


@dataclass(frozen=True, slots=True, eq=False)
class Tensions:
    """What stands against what, what has been revised, and pairs of figures that differ without
    excluding each other ("at least 12", "at least 14")."""

    clashes: tuple[Clash, ...]
    updates: tuple[Update, ...]
    kin: tuple[tuple[Draft, Draft], ...] = ()


def find_tensions(drafts: Sequence[Draft], ground: Ground) -> Tensions:
    """All conflicts and updates among the facts of one story."""
    clashes: list[Clash] = []
    updates: list[Update] = []
    kin: list[tuple[Draft, Draft]] = []
    for one, other in _candidates(drafts, ground):
        if not _may_clash(one, other) or _of_two_sides(one, other):
            continue
        if _of_two_doers(one, other, ground):
            continue
        found = _nearest(one, other, ground)
        updated, settled = _revised(one, other, found, ground)
        updates += updated
        if settled and not updated and found.vetoes == {"bound"} and not of_other_times(one, other):
            kin.append((one, other))
        about = None if settled else _about(one, other, found, ground)
        if about is not None:
            clashes.append(Clash(one, other, about, figures="figure" in found.vetoes))
    updates += [u for u in named_updates(drafts, ground.ties) if not _is_known(u, updates)]
    updates += overtaken(updates)
    updates += [u for u in outcomes(drafts) if not _is_known(u, updates)]
    updates += [u for u in developments(drafts, ground.ties) if not _is_known(u, updates)]
    retired = {update.older.id for update in updates}
    updates += [u for u in corrections(drafts) if u.older.id not in retired]
    return Tensions(clashes=tuple(_live(clashes, updates)), updates=tuple(updates), kin=tuple(kin))


def _revised(
    one: Draft, other: Draft, found: Comparison, ground: Ground
) -> tuple[list[Update], bool]:
    """The updates that two facts make, and whether that settles it: then they are no rivals."""
    rivals = found.vetoes in ({"figure"}, {"bound"}, {"figure", "bound"})
    if rivals and _asks_same(one, other, found) or levels_of_one(one, other, found):
        if of_other_times(one, other):
            return [], True
        update = None if apart(one, other) else update_between(one, other, ground.ties)
        settled = update is not None or found.vetoes == {"bound"} or grows_past(one, other)
        return [update] if update is not None else [], settled
    if found.vetoes == {"scope"} and not apart(one, other):
        return list(renamed_updates(one, other, ground.ties)), False
    turned = turned_plan(one, other, found, ground.ties)
    if turned is None and _is_turned(found):
        turned = reversal(one, other, ground.ties)
    return ([turned], True) if turned is not None else ([], False)


def _is_turned(found: Comparison) -> bool:
    """Whether one fact plainly is the other, told as not so."""
    told = {"object", "object word", "actor"} & found.evidence.keys()
    return found.vetoes == {"polarity"} and bool(told) and found.score >= _TURNED


def _is_known(update: Update, updates: Sequence[Update]) -> bool:
    return any(u.newer is update.newer and u.older is update.older for u in updates)


def _may_clash(one: Draft, other: Draft) -> bool:
    """Whether two facts give figures, are told as so and not so, or name a doer of some harm: of
    all others no comparison makes a conflict or an update."""
    if one.leader.polarity != other.leader.polarity:
        return True
    if any(keys(one) & keys(other) for keys in _QUESTIONS):
        return True
    blamed = words("harm", "responsibility") | words("harm", "causing") | words("harm", "only_one")
    blamed |= words("harm", "blamed") | words("harm", "sole")
    blamed |= words("sides", "once") | words("sides", "dated")
    blamed &= one.leader.kinds & other.leader.kinds
    return bool(blamed) or all(any(s.counts for s in draft.limits) for draft in (one, other))


def _of_two_sides(one: Draft, other: Draft) -> bool:
    """Whether the people whom two figures count are known to be of two sides, each by some report
    of its fact: "two Solmari soldiers" and the four that Arvenia lost."""
    mine, theirs = ({f for s in d.limits for f in s.patients if f[0] == "@"} for d in (one, other))
    counted = all(any(s.counts for s in draft.limits) for draft in (one, other))
    lost = [frozenset[str]().union(*map(losers, draft.limits)) for draft in (one, other)]
    own = all(lost) and not lost[0] & lost[1]
    return counted and (own or (bool(mine and theirs) and not mine & theirs))


def _of_two_doers(one: Draft, other: Draft, ground: Ground) -> bool:
    """Whether some report gives both figures and tells of two who did it: "the rebels freed 31
    soldiers", "the government freed 45 fighters". Then the figures answer two questions, also
    where others leave out who did it ("45 were let go")."""
    if one.leader.kinds & other.leader.kinds & words("harm", "sole"):
        return False  # two who are said to own one thing
    return any(
        mine.page.report == theirs.page.report
        and _OTHERS - {"object other"} & compare(mine, theirs, ground).evidence.keys()
        | {"actor"} & compare(mine, theirs, ground).vetoes
        for mine in _counting(one)
        for theirs in _counting(other)
        if mine.actors and theirs.actors and mine.kinds & theirs.kinds
    )


def _live(clashes: Sequence[Clash], updates: Sequence[Update]) -> Iterator[Clash]:
    """Clashes between facts that are still standing."""
    retired = {update.older.id for update in updates}
    for clash in clashes:
        if clash.one.id not in retired and clash.other.id not in retired:
            yield clash


def _candidates(drafts: Sequence[Draft], ground: Ground) -> Iterator[tuple[Draft, Draft]]:
    index: dict[tuple[str, ...], list[int]] = {}
    ordered = sorted((d for d in drafts if not d.detail), key=lambda draft: draft.id)
    for number, draft in enumerate(ordered):
        found = set().union(*(block_keys(s, ground) for s in draft.limits[:_EXEMPLARS]))
        found |= number_keys(draft).union(*(keys(draft) for keys in _QUESTIONS))
        keys = {key for key in found if len(key) > 1}
        partners = set(nearest([index.get(key, []) for key in sorted(keys)]))
        sweeping = _is_sweeping(draft)  # "nobody threw anything" has no name to be found by
        for key in found - keys:
            held = index.get(key, ())
            partners |= {o for o in held if sweeping or _is_sweeping(ordered[o])}
            if len(held) <= _SMALL_BLOCK:  # "we did not pay", of which no more is said
                partners |= {o for o in held if _is_negative(ordered[o]) != _is_negative(draft)}
        for other in sorted(partners):
            yield ordered[other], draft
        for key in found:
            index.setdefault(key, []).append(number)


def _is_sweeping(draft: Draft) -> bool:
    return draft.leader.sweeping


def _is_negative(draft: Draft) -> bool:
    return draft.leader.polarity == "-"


def _nearest(one: Draft, other: Draft, ground: Ground) -> Comparison:
    ones, others = one.limits[:_EXEMPLARS], other.limits[:_EXEMPLARS]
    if one.counted.counts and other.counted.counts:  # figures answer figures
        ones, others = (_counting(draft) for draft in (one, other))
        ones, others = ones[:_EXEMPLARS], others[:_EXEMPLARS]
    pairs = [compare(mine, theirs, ground) for mine in ones for theirs in others]
    best = min(_rank(found) for found in pairs)
    return min((f for f in pairs if _rank(f) == best), key=lambda found: found.reasons)


def _rank(found: Comparison) -> tuple[int, float]:
    return len(found.vetoes), -found.score


def _counting(draft: Draft) -> tuple[Statement, ...]:
    """The statements whose figures stand for a fact's: the exact ones where there are any."""
    counted = tuple(s for s in draft.limits if s.counts) or (draft.counted,)
    exact = tuple(s for s in counted if all(c.value is not None for c in s.counts))
    return exact or counted


def _asks_same(one: Draft, other: Draft, found: Comparison) -> bool:
    """Whether the two answer one question, apart from the figure."""
    if is_elsewhen(one, other):
        return False
    mine, theirs = one.counted.counts, other.counted.counts
    slots = {c.slot for c in mine if c.slot} & {c.slot for c in theirs}
    same_slot = bool(slots)
    if same_slot and levels_of_two(one, other):
        return False
    scopes = {c.scope for c in mine} & {c.scope for c in theirs}
    priced = {one.counted.lemma, other.counted.lemma} == {"cost"}
    if not same_slot and (scopes <= {""} or priced) and _OTHERS & found.evidence.keys():
        return False  # the speeds of two trains, the prices of two schools
    if slots and slots <= TALLIES and not _is_one_tally(found):
        return False
    if not slots and _of_two_holders(one, other, scopes):
        return False
    if _of_land_and_part(one, other) or of_part_of_firm(one, other):
        return False
    if _by_two_rescuers(one, other):
        return False
    if _of_two_crowds(mine, theirs, found) or _of_two_workplaces(one, other):
        return False
    asked = _SAME_QUESTION if same_slot else _SAME_THING if scopes - {""} else 0.0
    return found.score >= asked


def _is_one_tally(found: Comparison) -> bool:
    """Whether two results are of one vote or match: a day may see several."""
    evidence = found.evidence.keys()
    same = {"object", "object word", "actor", "actor word", "others"} & evidence
    return bool(same) and not _OTHERS & evidence and found.score >= _SAME_THING


def _of_two_holders(one: Draft, other: Draft, scopes: set[str]) -> bool:
    """Whether two figures are of what two parties or teams have each their own number of ("the
    Greens got 64 seats", "the Liberals fell to 58")."""
    mine, theirs = _holders(one), _holders(other)
    return bool(scopes & words("tallies", "held")) and bool(mine and theirs) and not mine & theirs


def _holders(draft: Draft) -> set[str]:
    """The first letters of the names in what takes part: "the Greens" may be the Green Alliance."""
    return {
        name[:_INITIALS].lower()
        for s in draft.limits
        for a in s.claim.arguments
        if a.role in ("agent", "patient", "theme", "recipient")
        for name in _NAMED.findall(s.page.text[a.start : a.end])
    }


def _of_land_and_part(one: Draft, other: Draft) -> bool:
    """Whether one figure is of a whole country and the other of some place in it ("turnout in the
    capital")."""
    whole = [
        any(_NATIONWIDE.search(s.page.text, s.claim.start, s.claim.end) for s in draft.limits)
        for draft in (one, other)
    ]
    part = [
        any(_SOMEWHERE.search(s.page.text, s.claim.start, s.claim.end) for s in draft.limits)
        for draft in (one, other)
    ]
    return whole[0] != whole[1] and part[whole[0]]


def _by_two_rescuers(one: Draft, other: Draft) -> bool:
    """Whether two ships or crews saved people, each so many ("our ship took 41 people on board",
    "the navy picked up 64")."""
    saved = all(any(c.slot == "rescued" for c in d.counted.counts) for d in (one, other))
    mine, theirs = (draft.counted.actors for draft in (one, other))
    return saved and bool(mine and theirs) and not mine & theirs


def _has_spread(one: Draft, other: Draft) -> bool:
    """Whether more people are ill by reports of later days: an outbreak grows, and neither number
    is wrong."""
    if not all(any(c.slot == "infected" for c in d.counted.counts) for d in (one, other)):
        return False
    pair = _rival_figures(one, other)
    fewer, more = (one, other) if pair[0].low < pair[1].low else (other, one)
    days = [sorted(w.published[:10] for w in draft.witnesses) for draft in (fewer, more)]
    return all(d and d[0] for d in days) and days[0][-1] < days[1][0]


def _of_two_workplaces(one: Draft, other: Draft) -> bool:
    """Whether people on strike are told to work for, or at, two that have names ("150 workers
    walked out at the Sund mine", "at the Korrel mine 400 had stopped work")."""
    if not all(any(c.slot == ON_STRIKE for c in d.counted.counts) for d in (one, other)):
        return False
    mine, theirs = map(_workplaces, (one, other))
    return bool(mine and theirs) and not mine & theirs


def _workplaces(draft: Draft) -> frozenset[str]:
    """The words of the names that take part in a fact, or of where it was: "Lund" and "the Lund
    brewery" may be one place."""
    return frozenset(
        word
        for s in draft.limits
        for f in s.actors | s.objects | s.patients | s.places
        if f[0] == "=" and f[1:] in s.page.cast.entities
        for word in _NAME.findall(s.page.cast.name(f[1:]))
    )


def _of_two_crowds(mine: Sequence[Count], theirs: Sequence[Count], found: Comparison) -> bool:
    """Whether people gathered in two towns ("20,000 marched in Marn", "8,000 in Vik"): one day's
    marches are in many."""
    gathered = all(any(c.slot == "attended" for c in counts) for counts in (mine, theirs))
    shared = {"place", "object", "object word", "others", "actor"} & found.evidence.keys()
    return gathered and "place other" in found.evidence and not shared


def _by_what(one: Draft, other: Draft) -> bool:
    """Whether a firm by name did it to so many in one, and what befell all did so in the other
    ("the airline Norjet cancelled 46 flights", "the strike cancelled 120 flights")."""
    for named, told in ((one, other), (other, one)):
        causes = {f[1:] for s in told.limits for f in s.actors if f[0] in "=~@"}
        if _doers(named) and causes and all(_befalls(f) for f in causes):
            return True
    return False


def _befalls(noun: str) -> bool:
    return bool(kinds_of(noun) & words("harm", "befalling"))


def _one_measure(one: Draft, other: Draft) -> bool:
    """Whether two figures that no slot holds together measure one thing: the points of two players
    are no rivals, nor are one's of a match and of a career, and small numbers that outlets tell in
    passing ("seven points", "14 points") may be any part of it."""
    pair = _rival_figures(one, other)
    if pair[0].slot and pair[0].slot == pair[1].slot or not pair[0].scope:
        return True
    quoted = any(not w.testimony.own for w in (*one.witnesses, *other.witnesses))
    if _by_what(one, other):
        return False
    mine, theirs = (_doers(draft) for draft in (one, other))
    low, high = sorted(count.low for count in pair)
    apart = bool(mine and theirs) and (not mine & theirs or high > RATIO * low)
    return not apart and (quoted or all(map(telling_figure, pair)))


def _doers(draft: Draft) -> frozenset[str]:
    """Who by name is told to do it."""
    return frozenset(f for s in draft.limits for f in s.actors if f[0] == "=")


def _is_of_anybody(draft: Draft) -> bool:
    """ "You're only getting 30 percent in some places": no one place is meant."""
    agents = (
        s.page.text[a.start : a.end].lower()
        for s in draft.limits
        for a in s.claim.arguments
        if a.role == "agent"
    )
    return "you" in agents


def _of_two(one: Draft, other: Draft) -> bool:
    """Whether two prison terms or bans are those of two people, both named."""
    if not {c.slot for d in (one, other) for c in d.counted.counts} <= SLOTS:
        return False
    mine, theirs = (
        {f for s in d.limits for f in s.actors | s.objects | s.patients if f[0] == "="}
        for d in (one, other)
    )
    return bool(mine and theirs) and not mine & theirs


def _compared(one: Draft, other: Draft) -> bool:
    """ "Six were arrested on Wednesday, compared with 47 the night before": whoever writes so sets
    the other's figure apart himself."""
    values = {count.value for s in other.limits for count in s.counts} - {None}
    return any(
        _COMPARED.search(s.page.text, s.claim.predicate.start, quantity.start) is not None
        for s in one.limits
        for quantity in s.page.reading.quantities
        if quantity.value in values
        and s.claim.predicate.start < quantity.start < s.page.sentence(s.claim.start).end
    )


def _about(one: Draft, other: Draft, found: Comparison, ground: Ground) -> str | None:
    if "polarity" in found.vetoes and rival_jobs(one, other):
        return "whether it is so" if by_others(one, other, ground.ties) else None
    if "figure" in found.vetoes:
        told = found.vetoes == {"figure"} and _asks_same(one, other, found)
        told = told and _one_measure(one, other)
        told = told or _rival_counts(one, other, found, ground)
        told = told or levels_of_one(one, other, found)
        foretold = levels_of_one(one, other, found) and are_forecasts(one.leader, other.leader)
        told = told and not _side_by_side(one, other)
        told = told and (foretold or same_window(one, other))
        told = told and not any(map(_is_of_anybody, (one, other))) and not _of_two(one, other)
        told = told and not _compared(one, other) and not _compared(other, one)
        told = told and not waned(one, other) and not _has_spread(one, other)
        return question_of(one, _rival_figures(one, other)[0]) if told else None
    if rival_warnings(one, other, ground.ties) and not of_other_times(one, other):
        return "whether there was a warning" if same_window(one, other) else None
    if found.vetoes == {"polarity"} or _denies_own(one, other, found):
        told = "object other" not in found.evidence and found.score >= _asked_of_denial(
            one, other, found
        )
        asked = "requested" in (one.leader.modality, other.leader.modality)
        told = told and not asked and negative_answers(one, other, found)  # a call and a refusal
        excluded = rival_origins(one, other, ground.ties) and same_window(one, other)
        return "whether it is so" if told else "what caused it" if excluded else None
    if rival_beginners(one, other, found, ground.ties):
        return "who began it" if not apart(one, other) and same_window(one, other) else None
    if rival_days(one, other, found, ground.ties):
        return "on which day it was"
    if rival_states(one, other, found, ground.ties):
        alike = same_window(one, other) and not of_other_times(one, other)
        return "which of the two it was" if alike and not apart(one, other) else None
    if rival_plans(one, other, found, ground.ties):
        return "which of the two it is to be" if not apart(one, other) else None
    if rival_ways(one, other, ground.ties):
        return "which of the two it was" if same_window(one, other) else None
    if rival_origins(one, other, ground.ties) and not apart(one, other):
        return "what caused it" if same_window(one, other) else None
    if rival_sides(one, other, found, ground.ties):
        return "which side of the border it was on" if same_window(one, other) else None
    holders = rival_holders(one, other, found, ground.ties)
    if holders is not None:
        return holders if same_window(one, other) and not apart(one, other) else None
    return rival_doers(one, other, found, ground.ties) if found.vetoes == {"actor"} else None


def _asked_of_denial(one: Draft, other: Draft, found: Comparison) -> float:
    """The agreement asked of what is so and what is not so: less where somebody denies it in so
    many words, and where all that is said is that there was none ("there was no warning")."""
    negative = one if _is_negative(one) else other
    if received_none(one.leader, other.leader):
        return _SAME_QUESTION
    if is_denial(negative):
        explicit = any(w.statement.denied for w in negative.witnesses)
        shared = negative.leader.sweeping or bool(_ABOUT_ONE & found.evidence.keys())
        shared = shared or (explicit and of_warned_bodies(one.leader, other.leader))
        return (_SAME_QUESTION if explicit else _NEVER) if shared else _UNSHARED
    if is_bare_none(negative.leader):
        return _NONE if contradicted(one, other) else _ANSWERED
    return _ANSWERED if contradicted(one, other) else 0.0


def _denies_own(one: Draft, other: Draft, found: Comparison) -> bool:
    """Whether somebody denies to have done what is told of his side: "Ruvia hit houses", "the
    Ruvian army denied that it had hit houses"."""
    if (
        found.vetoes != {"polarity", "actor"}
        or not {"object", "object word"} & found.evidence.keys()
    ):
        return False
    negative, positive = (one, other) if _is_negative(one) else (other, one)
    doers = {f for s in positive.limits for f in s.actors if f[0] == "="}
    return (
        any(
            w.statement.denied
            and not doers & {f"={v.entity}" for v in w.testimony.voices}
            and all(f[1:] == w.testimony.voice.entity for f in w.statement.actors if f[0] == "=")
            for w in negative.witnesses
        )
        and "action" in found.evidence
    )


def _rival_counts(one: Draft, other: Draft, found: Comparison, ground: Ground) -> bool:
    scopes = {c.scope for d in (one, other) for c in d.counted.counts}
    elsewhere = apart(one, other) or of_other_times(one, other)
    elsewhere = elsewhere or _of_two_holders(one, other, scopes)
    return not (elsewhere or is_elsewhen(one, other)) and rival_numbers(
        one, other, found, ground.ties
    )


def _rival_figures(one: Draft, other: Draft) -> tuple[Count, Count]:
    mine, theirs = one.counted.counts, other.counted.counts
    return most_apart(mine, theirs) or (mine[0], theirs[0])


def _side_by_side(one: Draft, other: Draft) -> bool:
    """Whether one report gives both figures as the word of one voice: two things are counted."""
    told = {(w.report, w.testimony.voice.id) for w in one.witnesses}
    return any((w.report, w.testimony.voice.id) in told for w in other.witnesses)
