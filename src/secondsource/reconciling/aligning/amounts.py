"""What the figures of two statements tell of their being one fact."""

from __future__ import annotations

from secondsource.reconciling.aligning.evidence import Tally
from secondsource.reconciling.aligning.participants import heads
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.figures.numbers import (
    TALLIES,
    are_shares_of_strikers,
    compare_counts,
    may_be_one_number,
    may_fill_one,
    same_numbers,
)
from secondsource.reconciling.figures.people import is_of_one
from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.predicates import words
from secondsource.reconciling.sources.sources import can_speak

_SMALL = 3  # figures up to this recur by chance


def weigh_figures(one: Statement, other: Statement, tally: Tally) -> None:
    """Add what the figures of both tell, and the vetoes of figures that exclude each other."""
    found = compare_counts(one.counts, other.counts)
    if {c.slot for c in one.counts if c.slot} & {c.slot for c in other.counts}:
        tally.add("slot", "the same is counted")
    if found == "equal":
        small = all((c.value or c.low) <= _SMALL for c in one.counts)
        tally.add("figure small" if small else "figure", "same figure")
    elif found == "entailed":
        tally.add("figure small", "figures agree")
        if one.recounted or other.recounted:  # "thousands marched": the rival's figure fits, too
            tally.veto("bound", "only one is a count")
    elif found is not None:
        tally.veto("figure" if found == "conflict" else "bound", "figures differ")
    else:
        _unlike_figures(one, other, tally)


def _unlike_figures(one: Statement, other: Statement, tally: Tally) -> None:
    """What becomes of figures that don't count the same."""
    if any(may_fill_one(*pair) for pair in same_numbers(one.counts, other.counts, _SMALL)):
        tally.add("figure small", "the same number, of what may be the same")
    elif any(may_be_one_number(a, b) for a in one.counts for b in other.counts):
        pass  # too small a number to tell anything, and nothing to keep them apart
    elif one.counts and other.counts:
        tally.veto("scope", "different things are counted")
        if any(same_numbers(one.counts, other.counts, _SMALL)):
            tally.add("figure alone", "the number is the same, whatever it counts")
    elif _tells_of_one(one, other) or _tells_of_one(other, one):
        tally.add("figure small", "one person in both")
    elif one.counts or other.counts:
        _figure_untold(one, other, tally)


def _tells_of_one(one: Statement, other: Statement) -> bool:
    """ "One firefighter died" and "a young firefighter was killed": a single one in either."""
    alone = all(count.value == 1 and count.sole for count in one.counts) and not other.counts
    alone = alone and bool(one.counts)
    return alone and is_of_one(other.page, other.claim, {count.slot for count in one.counts})


def _figure_untold(one: Statement, other: Statement, tally: Tally) -> None:
    slots = {c.slot for c in (*one.counts, *other.counts)}
    if not slots <= TALLIES:  # how a vote ended says no more
        tally.add("figure untold", "only one gives a figure")
    if _are_none(one) != _are_none(other):
        tally.veto("figure", "one says that there were none")
    if are_shares_of_strikers(one.counts) != are_shares_of_strikers(other.counts):
        tally.veto("scope", "only one tells how many of them were on strike")
    if _people_and_things(one, other) or _people_and_things(other, one):
        tally.veto("scope", "people in one, things in the other")


def _people_and_things(one: Statement, other: Statement) -> bool:
    """Whether people are counted in one, and it is done to something else in the other."""
    described = {f[1:] for f in heads(other.patients)}
    people = wording("people") | wording("anybody") | wording("persons") | words("nouns", "general")
    counted = any(c.slot in wording("people_slots") for c in one.counts)
    return counted and bool(described) and not any(h in people or can_speak(h) for h in described)


def _are_none(statement: Statement) -> bool:
    """Whether a claim that is not negative itself counts none ("no arrests made")."""
    none = any(count.slot and count.value == 0 for count in statement.counts)
    return none and statement.polarity == "+"
