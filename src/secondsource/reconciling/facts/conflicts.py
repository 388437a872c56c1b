"""Facts that cannot both hold: figures that exclude each other, yes against no, rival doers.

More detail is not a conflict, and neither are two figures that one voice gives side by side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from secondsource.reconciling.aligning.align import block_keys, nearest
from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.evidence import Comparison, least_opposed
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.parties import losers
from secondsource.reconciling.aligning.statements import Statement, are_long
from secondsource.reconciling.aligning.warned import of_warned_bodies, received_none
from secondsource.reconciling.facts.contraries import contraries, near_pairs
from secondsource.reconciling.facts.corrections import corrections
from secondsource.reconciling.facts.developments import developments
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.figureclash import (
    OTHERS,
    SAME_QUESTION,
    are_rival_figures,
    asks_same,
    rival_figures,
)
from secondsource.reconciling.facts.forewarned import forewarned_keys, rival_warnings
from secondsource.reconciling.facts.intentions import (
    Key,
    may_turn,
    plan_keys,
    rival_plans,
    turned_keys,
    turned_plan,
)
from secondsource.reconciling.facts.jobs import rival_jobs
from secondsource.reconciling.facts.levels import levels_of_one
from secondsource.reconciling.facts.negatives import answers as negative_answers
from secondsource.reconciling.facts.negatives import (
    is_bare_none,
    is_denial,
    is_of_only_one,
    may_answer,
    may_contradict,
    sides,
)
from secondsource.reconciling.facts.outcomes import outcomes
from secondsource.reconciling.facts.questions import question_of
from secondsource.reconciling.facts.rivals import (
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
    rival_origins,
    rival_sides,
    rival_states,
    rival_ways,
    state_keys,
    way_keys,
)
from secondsource.reconciling.facts.updates import (
    Update,
    grows_past,
    named_updates,
    overtaken,
    renamed_updates,
    reversal,
    update_between,
)
from secondsource.reconciling.facts.windows import apart, of_other_times, same_window
from secondsource.reconciling.figures.numbers import Count
from secondsource.reconciling.pages.predicates import weak, words

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
#: what two have in common besides who does it
_BESIDES = frozenset(
    {"object", "object word", "others", "place", "time", "figure", "content", "words", "once"}
)
_ANSWERED = -0.5  # agreement asked of what somebody says is not so
_TURNED = 0.5  # ... of what one origin takes back
_NEVER = -1.0  # ... of what he says never was so
_UNSHARED = -0.2  # ... of what he denies, where nothing that takes part is the same
_NONE = -0.8  # ... of what somebody says there was none of
_MEANT = 0.2  # likeness of clauses without which a no in a long report answers something else
_SMALL_BLOCK = 12  # claims of one action of which a negative one may answer any
_EXEMPLARS = 6
#: keys of facts that may answer one question in unlike words
_QUESTIONS = (state_keys, begun_keys, border_keys, cause_keys, forewarned_keys, way_keys)


@dataclass(frozen=True, slots=True, eq=False)
class Clash:
    """Two facts in conflict, and over what. ``figures``: it is about a number. ``reasons``: what
    shows it, in words."""

    one: Draft
    other: Draft
    about: str
    figures: bool = False
    reasons: tuple[str, ...] = ()

    def figure_of(self, draft: Draft) -> Count:
        """The figure that one of the two sets against the other's."""
        return rival_figures(self.one, self.other)[draft is self.other]


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
    known = _told_once(drafts)
    ruled: set[frozenset[str]] = set()  # pairs about which rules have decided
    for one, other in _candidates(drafts, ground):
        if not _may_clash(one, other):
            continue
        pair = frozenset({one.id, other.id})
        if _of_two_sides(one, other) or _of_two_doers(one, other, ground):
            ruled.add(pair)
            continue
        found = _nearest(one, other, ground)
        updated, settled = _revised(one, other, found, ground)
        updates += updated
        if (
            settled
            and not updated
            and found.objections == {"bound"}
            and not of_other_times(one, other)
        ):
            kin.append((one, other))
        settled = settled or _of_other_meaning(one, other, found, ground)
        about = None if settled else _about(one, other, found, ground, known)
        if settled or about is not None:
            ruled.add(pair)
        if about is not None:
            figures = "figure" in found.objections and "polarity" not in found.objections
            shown = tuple(reason.removeprefix("veto: ") for reason in found.barred)
            clashes.append(Clash(one, other, about, figures=figures, reasons=shown))
    clashes += _read_together(drafts, ruled, ground)
    updates += [u for u in named_updates(drafts, ground.ties) if not _is_known(u, updates)]
    updates += overtaken(updates)
    updates += [u for u in outcomes(drafts) if not _is_known(u, updates)]
    updates += [u for u in developments(drafts, ground.ties) if not _is_known(u, updates)]
    retired = {update.older.id for update in updates}
    updates += [u for u in corrections(drafts) if u.older.id not in retired]
    return Tensions(clashes=tuple(_live(clashes, updates)), updates=tuple(updates), kin=tuple(kin))


def _read_together(
    drafts: Sequence[Draft], ruled: AbstractSet[frozenset[str]], ground: Ground
) -> Iterator[Clash]:
    """Facts about which no rule decides and that can't both hold."""
    near = near_pairs(_whole(drafts), ground)
    for pair in contraries([(a, b) for a, b in near if {a.id, b.id} not in ruled], ground):
        so = "polarity" in pair.found.objections
        if so and not may_contradict(pair.one, pair.other, pair.found):
            continue  # "not in letters about family matters", "in the letters to the board"
        about = "whether it is so" if so else "which of the two it was"
        yield Clash(pair.one, pair.other, about, reasons=pair.reasons)


def _of_other_meaning(one: Draft, other: Draft, found: Comparison, ground: Ground) -> bool:
    """Whether one of two facts is told as not so, and no clause of it means anything like one of
    the other's: in long reports somebody always did not do something ("he did not serve" there,
    "serve as an assistant")."""
    if "polarity" not in found.objections or ground.meanings is None:
        return False
    ones, others = one.limits[:_EXEMPLARS], other.limits[:_EXEMPLARS]
    if not all(are_long(mine, theirs) for mine in ones for theirs in others):
        return False
    alike = (ground.meanings.alike(a.key, b.key) for a in ones for b in others)
    return max(alike) < _MEANT


def _revised(
    one: Draft, other: Draft, found: Comparison, ground: Ground
) -> tuple[list[Update], bool]:
    """The updates that two facts make, and whether that settles it: then they are no rivals."""
    rivals = found.objections in ({"figure"}, {"bound"}, {"figure", "bound"})
    if rivals and asks_same(one, other, found) or levels_of_one(one, other, found):
        if of_other_times(one, other):
            return [], True
        update = None if apart(one, other) else update_between(one, other, ground.ties)
        settled = update is not None or found.objections == {"bound"} or grows_past(one, other)
        return [update] if update is not None else [], settled
    if found.objections == {"scope"} and not apart(one, other):
        return list(renamed_updates(one, other, ground.ties)), False
    turned = turned_plan(one, other, found, ground.ties)
    if turned is None and _is_turned(found):
        turned = reversal(one, other, ground.ties)
    return ([turned], True) if turned is not None else ([], False)


def _is_turned(found: Comparison) -> bool:
    """Whether one fact plainly is the other, told as not so."""
    told = {"object", "object word", "actor"} & found.evidence.keys()
    return found.objections == {"polarity"} and bool(told) and found.question >= _TURNED


def _is_known(update: Update, updates: Sequence[Update]) -> bool:
    return any(u.newer is update.newer and u.older is update.older for u in updates)


def _may_clash(one: Draft, other: Draft) -> bool:
    """Whether two facts give figures, are told as so and not so, or name a doer of some harm: of
    all others no comparison makes a conflict or an update."""
    if one.leader.polarity != other.leader.polarity:
        return True
    if _asked(one) & _asked(other) or may_turn(one, other):
        return True
    blamed = words("harm", "responsibility") | words("harm", "causing") | words("harm", "only_one")
    blamed |= words("harm", "blamed") | words("harm", "held")
    blamed |= words("sides", "once") | words("sides", "dated")
    blamed &= one.leader.kinds & other.leader.kinds
    return bool(blamed) or all(any(s.counts for s in draft.limits) for draft in (one, other))


@lru_cache(maxsize=1 << 12)
def _asked(draft: Draft) -> frozenset[tuple[str, ...]]:
    """Keys of the questions that a fact answers."""
    return frozenset[tuple[str, ...]]().union(*(keys(draft) for keys in _QUESTIONS))


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
    if one.leader.kinds & other.leader.kinds & words("harm", "held"):
        return False  # two who are said to own one thing
    return any(
        mine.page.report == theirs.page.report
        and OTHERS - {"object other"} & compare(mine, theirs, ground).evidence.keys()
        | {"actor"} & compare(mine, theirs, ground).objections
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
    ordered = _whole(drafts)
    meant = frozenset[Key]().union(*map(plan_keys, ordered))  # what goes against no plan is no key
    for number, draft in enumerate(ordered):
        found = set().union(*(block_keys(s, ground) for s in draft.limits[:_EXEMPLARS]))
        found |= (
            number_keys(draft) | _asked(draft) | plan_keys(draft) | (turned_keys(draft) & meant)
        )
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


def _whole(drafts: Sequence[Draft]) -> list[Draft]:
    """The facts without what only adds to them, in an order that no report's place decides."""
    return sorted((draft for draft in drafts if not draft.detail), key=lambda draft: draft.id)


def _is_sweeping(draft: Draft) -> bool:
    return draft.leader.sweeping


def _is_negative(draft: Draft) -> bool:
    return draft.leader.polarity == "-"


def _nearest(one: Draft, other: Draft, ground: Ground) -> Comparison:
    ones, others = one.limits[:_EXEMPLARS], other.limits[:_EXEMPLARS]
    if one.counted.counts and other.counted.counts:  # figures answer figures
        ones, others = (_counting(draft) for draft in (one, other))
        ones, others = ones[:_EXEMPLARS], others[:_EXEMPLARS]
    return least_opposed([compare(mine, theirs, ground) for mine in ones for theirs in others])


def _counting(draft: Draft) -> tuple[Statement, ...]:
    """The statements whose figures stand for a fact's: the exact ones where there are any."""
    counted = tuple(s for s in draft.limits if s.counts) or (draft.counted,)
    exact = tuple(s for s in counted if all(c.value is not None for c in s.counts))
    return exact or counted


def _told_once(drafts: Sequence[Draft]) -> frozenset[str]:
    """Kinds of action that a single happening of the story is told as."""
    cores = {
        (kind, draft.core)
        for draft in drafts
        if draft.leader.polarity == "+" and draft.leader.modality == "actual"
        for kind in draft.leader.kinds
        if not weak(kind)
    }
    told = Counter(kind for kind, _ in cores)
    return frozenset(kind for kind, count in told.items() if count == 1)


def _about(
    one: Draft, other: Draft, found: Comparison, ground: Ground, known: frozenset[str]
) -> str | None:
    """What two facts disagree about, if they do; the first question that both answer decides."""
    if "polarity" in found.objections and rival_jobs(one, other):
        return "whether it is so" if by_others(one, other, ground.ties) else None
    if found.objections == {"polarity", "figure"}:  # "12 arrests", "there were no arrests"
        answered = same_window(one, other) and not of_other_times(one, other)
        return "whether it is so" if answered and _is_answered(one, other, found) else None
    if "figure" in found.objections:
        told = are_rival_figures(one, other, found, ground)
        return question_of(one, rival_figures(one, other)[0]) if told else None
    if rival_warnings(one, other, ground.ties) and not of_other_times(one, other):
        return "whether there was a warning" if same_window(one, other) else None
    if _is_none_of_it(one, other, found, known):
        return "whether it is so" if may_answer(*sides(one, other), found) else None
    if found.objections == {"polarity"} or _denies_own(one, other, found):
        if _is_answered(one, other, found):
            return "whether it is so"
        excluded = rival_origins(one, other, ground.ties) and same_window(one, other)
        return "what caused it" if excluded else None
    return _about_whom_or_what(one, other, found, ground)


def _is_none_of_it(one: Draft, other: Draft, found: Comparison, known: frozenset[str]) -> bool:
    """Whether somebody says that there was none of the only such happening: "There was no raid"."""
    if found.objections not in ({"polarity"}, {"polarity", "doer"}):
        return False
    negative, positive = sides(one, other)
    return is_of_only_one(negative.leader, positive.leader, known)


def _is_answered(one: Draft, other: Draft, found: Comparison) -> bool:
    """Whether one says that what the other tells is not so."""
    if "object other" in found.evidence or found.question < _asked_of_denial(one, other, found):
        return False
    told = {one.leader.modality, other.leader.modality}
    if "requested" in told or told == {"hypothetical"}:
        return False  # a call and a refusal; "if they say that they have no time"
    explicit = any(w.statement.denied for d in (one, other) for w in d.witnesses)
    if not (explicit or "action" in found.evidence or _BESIDES & found.evidence.keys()):
        return False  # "failed to fight", "pushed for a compromise": of one party, no more
    return negative_answers(one, other, found)


def _about_whom_or_what(one: Draft, other: Draft, found: Comparison, ground: Ground) -> str | None:
    """Which of two days, states, plans, ways, causes, sides, holders or doers it was."""
    ties = ground.ties
    if rival_beginners(one, other, found, ties):
        return "who began it" if _at_once(one, other) else None
    if rival_days(one, other, found, ties):
        return "on which day it was"
    if rival_states(one, other, found, ties):
        alike = _at_once(one, other) and not of_other_times(one, other)
        return "which of the two it was" if alike else None
    if rival_plans(one, other, found, ties):
        return "which of the two it is to be" if not apart(one, other) else None
    if rival_ways(one, other, ties):
        return "which of the two it was" if same_window(one, other) else None
    if rival_origins(one, other, ties) and not apart(one, other):
        return "what caused it" if same_window(one, other) else None
    if rival_sides(one, other, found, ties):
        return "which side of the border it was on" if same_window(one, other) else None
    holders = rival_holders(one, other, found, ties)
    if holders is not None:
        return holders if _at_once(one, other) else None
    return rival_doers(one, other, found, ties) if found.objections == {"actor"} else None


def _at_once(one: Draft, other: Draft) -> bool:
    """Whether both are of one day as far as they tell, and of reports of the same days."""
    return same_window(one, other) and not apart(one, other)


def _asked_of_denial(one: Draft, other: Draft, found: Comparison) -> float:
    """The agreement asked of what is so and what is not so: less where somebody denies it in so
    many words, and where all that is said is that there was none ("there was no warning")."""
    negative = one if _is_negative(one) else other
    if received_none(one.leader, other.leader):
        return SAME_QUESTION
    if is_denial(negative):
        explicit = any(w.statement.denied for w in negative.witnesses)
        shared = negative.leader.sweeping or bool(_ABOUT_ONE & found.evidence.keys())
        shared = shared or (explicit and of_warned_bodies(one.leader, other.leader))
        return (SAME_QUESTION if explicit else _NEVER) if shared else _UNSHARED
    if is_bare_none(negative.leader):
        return _NONE if contradicted(one, other) else _ANSWERED
    return _ANSWERED if contradicted(one, other) else 0.0


def _denies_own(one: Draft, other: Draft, found: Comparison) -> bool:
    """Whether somebody denies to have done what is told of his side: "Ruvia hit houses", "the
    Ruvian army denied that it had hit houses"."""
    if (
        found.objections != {"polarity", "actor"}
        or not {"object", "object word"} & found.evidence.keys()
    ):
        return False
    negative, positive = sides(one, other)
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
