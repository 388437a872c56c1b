"""Whether two figures can both hold, and the range a fact's number stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf
from statistics import median
from typing import Literal

from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.predicates import table
from secondsource.reconciling.sources.sources import can_speak
from secondsource.records.story import AssertedValue, FactValue

Policy = Literal["conservative", "latest", "median"]
Agreement = Literal["equal", "entailed", "different", "conflict"]

PERSON = "person"
_BULK = frozenset({"t", "ton", "kg", "L", "gal", "bbl", "m3"})  #: units of mass and volume
VOTES, SCORE = "votes", "score"  #: slots of the two numbers with which a vote or a match ended
TALLIES = frozenset({VOTES, SCORE})
ONLOOKER = "onlooker"  #: scope of a crowd before which something else was done
AHEAD, BEHIND, MARGIN = "ahead", "behind", "margin"  #: their scopes
ON_STRIKE = "on strike"  #: the slot of those who have stopped work
PART = "part of "  #: before the scope of a figure that is a part of another
_WORSENING: tuple[Agreement, ...] = ("equal", "entailed", "different", "conflict")
_FEW = 9  # people up to whom two groups are of one size by chance
_ABOUT = 0.05  # share by which a figure told as approximate may be off
_POINTS = ((10, 2.5), (5, 1.5), (1, 0.5))  # by how many points a round percentage may be off
_ABOUT_POINT = 0.5  # ... and how many more where it is told as approximate
_ROUNDED = 0.5  # between a percentage and the same in whole numbers
_WHOLE = 10  # percent from which it may be told so: a rate of 4 percent is none of 4.5
_LARGE = 100_000  # from which figures are often printed in fewer digits
_ROUNDING = 1.25  # how far a figure may exceed the round bound that stands for it


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of one claim: ``slot`` and ``scope`` say what it counts.

    ``low``/``high`` bound what the words allow (infinite where open); ``sole`` where the report
    counts no other people for the slot, so that "two guards" may be all there were.
    """

    slot: str | None
    scope: str
    unit: str | None
    value: float | None
    low: float
    high: float
    start: int
    end: int
    sole: bool = False
    approximate: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What must be the same before two figures may be compared."""
        return (self.slot or "", self.scope, self.unit or "")

    @property
    def bounded(self) -> bool:
        """Whether the words give an upper bound, unlike "at least" and "dozens"."""
        return self.high < inf


def agreement(one: Count, other: Count) -> Agreement:
    """How two figures of the same scope stand to each other.

    Figures which may both hold but are plainly not one figure ("at least 12" and "at least 14",
    or "19") are ``different``: a reader must see both. "More than 50" is met by "57".
    """
    same_value = one.value is not None and one.value == other.value
    if same_value or (one.low, one.high) == (other.low, other.high):
        return "equal"
    if one.high < other.low or other.high < one.low:
        return "entailed" if _is_about(one, other) or _is_rounded(one, other) else "conflict"
    if one.value is None or other.value is None:
        return "entailed"
    low, high = sorted((one.value, other.value))
    rounded = low % 10 == 0 and high <= _ROUNDING * low
    return "entailed" if rounded and (one.bounded or other.bounded) else "different"


def _is_about(one: Count, other: Count) -> bool:
    """Whether "some 1,200" may be what the other counted as 1,210."""
    if one.value is None or other.value is None or not (one.approximate or other.approximate):
        return False
    if one.unit == other.unit == "%":
        return _is_about_percentage(one, other)
    return abs(one.value - other.value) <= _ABOUT * max(one.value, other.value)


def _is_about_percentage(one: Count, other: Count) -> bool:
    """Whether "some 60 percent" may be 61.4: of shares a point more or less is news."""
    off = abs((one.value or 0.0) - (other.value or 0.0))
    return any(
        off <= points + _ABOUT_POINT
        for count in (one, other)
        for step, points in _POINTS
        if count.approximate and (count.value or 0.0) % step == 0
    )


def _is_rounded(one: Count, other: Count) -> bool:
    """Whether "$1.4 billion" is "$1.375 billion" in fewer digits, or 61 percent 61.4."""
    if one.value is None or other.value is None:
        return False
    if one.unit == other.unit == "%":
        coarse, fine = sorted((one.value, other.value), key=_digits)
        whole = coarse >= _WHOLE and coarse == int(coarse) != fine
        return whole and abs(fine - coarse) <= _ROUNDED
    if min(one.value, other.value) < _LARGE:
        return False
    coarse, fine = sorted((one.value, other.value), key=_digits)
    digits = _digits(coarse)
    shown = float(f"{fine:.{digits - 1}e}")
    return 1 < digits < _digits(fine) and abs(shown - coarse) < coarse * 1e-9


def _digits(value: float) -> int:
    """The digits of a number that are not just zeros behind it."""
    return len(f"{value:.9e}".partition("e")[0].replace(".", "").rstrip("0"))


def telling_figure(count: Count) -> bool:
    """Whether a figure is so uncommon that two claims hardly share it by chance."""
    return count.value is not None and (count.unit is not None or count.value > _FEW)


def is_currency(unit: str) -> bool:
    """Whether a unit is a currency's code."""
    return len(unit) == 3 and unit.isupper()


def _same_people(one: Count, other: Count) -> bool:
    """Whether one number of people is told under two names ("900 dockers", "900 workers"); a small
    one where each report counts only these ("two guards were killed", "the two officers died")."""
    held = {one.slot, other.slot} == {"detained", "arrested"}
    alike = (one.slot == other.slot or held) and one.unit is None and other.unit is None
    same = one.value is not None and one.value == other.value
    telling = same and (one.value or 0) > (1 if one.sole and other.sole else _FEW)
    if not (alike and telling and all(map(are_people, (one, other)))):
        return False
    return not facing(one.scope, other.scope)


@lru_cache(maxsize=1 << 12)
def facing(one: str, other: str) -> bool:
    """Whether two nouns are of people who face each other ("teachers", "pupils")."""
    return any({one, other} <= {*row} and one != other for row in table()["nouns"]["facing"])


def are_people(count: Count) -> bool:
    """Whether a figure counts people, whatever they are called."""
    scope = count.scope
    known = scope in (PERSON, "job") or scope in wording("anybody") or can_speak(scope)
    return known and count.unit is None


def with_soles(counts: Iterable[Count]) -> Iterator[Count]:
    """The figures of one report, those marked that count all the people it counts for their slot:
    of one kind, or of kinds that have one number ("two guards" in the headline, "two prison
    officers" below). Parts, additions and sums over several happenings ("part of person") are no
    other people."""
    counts = tuple(counts)
    kinds: dict[str | None, tuple[set[str], set[float | None]]] = {}
    for count in counts:
        if count.unit is None and " " not in count.scope:
            scopes, values = kinds.setdefault(count.slot, (set(), set()))
            scopes.add(count.scope)
            values.add(count.value)
    for count in counts:
        scopes, values = kinds.get(count.slot, (set(), set()))
        alone = count.scope in scopes and (len(scopes) == 1 or len(values) == 1)
        alone = alone and (count.value != 1 or values == {1})  # "two are dead … one died there"
        yield replace(count, sole=True) if alone and _of_people(count) else count


def _of_people(count: Count) -> bool:
    return count.slot in wording("people_slots")


#: Slots that reports use for one another: who is held has been arrested, what is hit is damaged.
_KINDRED = (
    frozenset({"arrested", "detained"}), frozenset({"attacked", "damaged", "destroyed"}),
    frozenset({"evacuated", "displaced"}), frozenset({"hospitalised", "injured"}),
    frozenset({"evacuated", "rescued"}),
)  # fmt: skip


def _same_strikers(one: Count, other: Count) -> bool:
    """Whether both count people on strike, one of them by their trade and the other just as
    workers, each the only such figure of its report ("900 nurses walked out", "350 staff had
    stopped work")."""
    on_strike = one.slot == other.slot == ON_STRIKE and one.unit == other.unit
    alone = one.unit == "%" or (one.sole and other.sole)
    return on_strike and PERSON in (one.scope, other.scope) and alone


def are_shares_of_strikers(counts: Iterable[Count]) -> bool:
    """Whether it is told how large a share of them was on strike, rather than that they were."""
    return any(count.slot == ON_STRIKE and count.unit == "%" for count in counts)


def _same_things(one: Count, other: Count) -> bool:
    """Whether both count one kind of thing, and only one of the verbs makes a slot of it ("12
    drones were lost", "12 drones were shot down"), or both make slots of one kind."""
    if one.scope != other.scope or one.unit != other.unit:
        return False
    if one.slot is None or other.slot is None:
        return one.slot != other.slot and one.scope not in ("", PERSON)
    return _kindred(one, other)


def _same_kind(one: Count, other: Count) -> bool:
    """Whether both count one kind of people, and only one says that there were others ("both
    drivers died", "the two drivers are among the dead")."""
    kinds = {count.scope.removeprefix(PART) for count in (one, other)}
    return one.slot == other.slot and one.unit == other.unit and len(kinds) == 1 and not kinds & {
        "", PERSON}  # fmt: skip


def _same_money(one: Count, other: Count) -> bool:
    """Whether both are in one money that only one of them has for its unit ("put the damage at
    240,000 florins", "cost the city 240,000 florins")."""
    if (one.unit is None) == (other.unit is None) or not may_fill_one(one, other):
        return False
    return (one.unit or one.scope) == (other.unit or other.scope)


def _is_some(count: Count) -> bool:
    """ "Several of them critically": a part so vague that any part meets it."""
    return count.scope.startswith(PART) and count.value is None


def _same_bulk(one: Count, other: Count) -> bool:
    """Whether both weigh or measure so much, and only one says of what ("900 tonnes of oil have
    escaped", "no more than 300 tonnes have leaked")."""
    bare = (one.scope == "") != (other.scope == "")
    return bare and one.unit == other.unit and one.unit in _BULK and one.slot == other.slot


def _kindred(one: Count, other: Count) -> bool:
    return any({one.slot, other.slot} <= kin for kin in _KINDRED)


def may_fill_one(one: Count, other: Count) -> bool:
    """Whether nothing in their slots, nor in whom they count, keeps two figures apart."""
    if facing(one.scope, other.scope):
        return False
    return one.slot == other.slot or None in (one.slot, other.slot) or _kindred(one, other)


def may_be_one_number(one: Count, other: Count) -> bool:
    """Whether both give one exact number that may be of one thing, since one says less of what it
    is or what becomes of it ("two soldiers died", "two deaths"; "asked for nine percent", "asked
    for nine")."""
    if one.value in (None, 1) or one.value != other.value or not may_fill_one(one, other):
        return False
    bare = any(count.unit is None and count.scope == "" for count in (one, other))
    if one.unit != other.unit:
        return bare and not (one.scope and other.scope)
    people = PERSON in (one.scope, other.scope) and are_people(one) and are_people(other)
    return bare or people or one.scope == other.scope


def same_numbers(
    ones: Sequence[Count], others: Sequence[Count], above: float
) -> Iterator[tuple[Count, Count]]:
    """Pairs of figures that give one exact number above ``above``, whatever they count
    ("12,000 households", "12,000 customers")."""
    telling = [one for one in ones if one.value is not None and one.value > above]
    for one in telling:
        for other in others:
            same = (one.value, one.unit) == (other.value, other.unit)
            if same and (one.key == other.key or all(map(_counts_voters, (one, other)))):
                yield one, other


def _counts_voters(count: Count) -> bool:
    """Whether a figure may count as many of something else: of a vote or a match those who are
    ahead may be told as people ("31 delegates voted for her")."""
    if count.scope == ONLOOKER:
        return False
    return count.slot not in TALLIES or (count.slot == VOTES and count.scope == AHEAD)


def compare_counts(ones: Sequence[Count], others: Sequence[Count]) -> Agreement | None:
    """The worst agreement over scopes that both count, each taken at its best; None where no
    scope is shared."""
    best: dict[tuple[str, str, str], Agreement] = {}
    for one, other in _comparable(ones, others):
        if _is_some(one) or _is_some(other):
            continue
        found = agreement(one, other)
        best[one.key] = min(best.get(one.key, found), found, key=_WORSENING.index)
    return max(best.values(), key=_WORSENING.index, default=None)


def most_apart(ones: Sequence[Count], others: Sequence[Count]) -> tuple[Count, Count] | None:
    """The two figures over one scope that agree least: of "three hospitals cancelled 140
    operations" and "200 operations were called off" those of the operations."""
    return max(
        _comparable(ones, others), key=lambda p: _WORSENING.index(agreement(*p)), default=None
    )


def _comparable(ones: Sequence[Count], others: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    for one in ones:
        for other in others:
            same = one.key == other.key or _same_money(one, other) or _same_kind(one, other)
            same = same or _same_bulk(one, other) or _same_strikers(one, other)
            if same or _same_things(one, other) or _same_people(one, other):
                yield one, other


@dataclass(frozen=True, slots=True)
class Figure:
    """A count as one claim asserts it: ``support`` is how many independent origins give it."""

    count: Count
    report: str
    claim: str
    published: str
    support: int


def value_of(figures: Iterable[Figure], policy: Policy = "conservative") -> FactValue | None:
    """The range of everything asserted over the scope that most claims count."""
    grouped: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in figures:
        grouped.setdefault(figure.count.key, []).append(figure)
    if not grouped:
        return None
    key = min(grouped, key=lambda k: (k[0] == "", -len(grouped[k]), k[1] != PERSON, k))
    chosen = sorted(grouped[key], key=lambda f: (f.published, f.report, f.count.start))
    lows = [f.count.low for f in chosen if f.count.low > -inf]
    highs = [f.count.high for f in chosen]
    return FactValue(
        slot=key[0] or None,
        of=key[1] or None,
        low=min(lows) if lows else None,
        best=_best(chosen, policy),
        high=None if max(highs) == inf else max(highs),
        unit=key[2] or None,
        policy=policy,
        asserted=tuple(_asserted(figure) for figure in chosen),
    )


def _asserted(figure: Figure) -> AssertedValue:
    count = figure.count
    return AssertedValue(
        value=count.value,
        low=None if count.low == -inf else count.low,
        high=None if count.high == inf else count.high,
        report=figure.report,
        claim=figure.claim,
        start=count.start,
        end=count.end,
    )


def _point(figure: Figure) -> float | None:
    if figure.count.value is not None:
        return figure.count.value
    return figure.count.low if figure.count.low > -inf else None


def _best(figures: Sequence[Figure], policy: Policy) -> float | None:
    exact = [f for f in figures if f.count.value is not None] or list(figures)
    points = [(point, figure) for figure in exact if (point := _point(figure)) is not None]
    if not points:
        return None
    if policy == "median":
        return float(median(point for point, _ in points))
    if policy == "latest":
        last = max(figure.published for _, figure in points)
        return min(point for point, figure in points if figure.published == last)
    most = max(figure.support for _, figure in points)
    return min(point for point, figure in points if figure.support == most)
