"""What is counted, whether two figures can both hold, and the range a fact's number stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median
from typing import Literal

from secondsource.reconciling.page import Page, lemma_of, wording
from secondsource.reconciling.predicates import kinds_of, listed, noun_of, pair_of
from secondsource.records.reading import Argument, Claim, Quantity, Span
from secondsource.records.story import AssertedValue, FactValue
from secondsource.slots import slot_of

Policy = Literal["conservative", "latest", "median"]
Agreement = Literal["equal", "entailed", "different", "conflict"]

PERSON = "person"
PART = "part of "  #: before the scope of a figure that is a part of another
_WORSENING: tuple[Agreement, ...] = ("equal", "entailed", "different", "conflict")
TOLLS = frozenset({"toll", "number", "count", "figure", "tally", "total"})  #: they count
_COUNTED = ("agent", "patient", "theme")
_TOLL = re.compile(rf"(?:the\s+)?(?:\w+\s+)?(?:{'|'.join(sorted(TOLLS))})\b", re.IGNORECASE)
_ROUNDING = 1.25  # how far a figure may exceed the round bound that stands for it
# "Two of the dead" is a part of another count.
_PART = re.compile(
    r"\s+of\s+(?:the|them|those|these|whom|which|its|his|her|their)\b", re.IGNORECASE
)
# "Nine of them were freed" is the whole number of the freed.
_OF_THEM = re.compile(
    r"\s+of\s+(?:them|those|these|whom|which)\s+(?:was|were|is|are|has|have|had|will|died)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s+(?:more|additional|further)\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|additional|further)\b", re.IGNORECASE)
_UP_FROM = re.compile(r"\b(?:up|down|increase|rise|fall|drop)\s+from\s+(?:\w+\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:\w+\s+)?$", re.IGNORECASE)
_ALONE = re.compile(r"[^,;\d]{0,80}\balone\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:and|but|while|,)\s+(?P<word>\w+)\s+(?:(?:at\s+least|about|some|around|nearly|almost|over"
    r"|more\s+than|as\s+many\s+as|up\s+to|another)\s+)?$",
    re.IGNORECASE,
)
_CHARGES = re.compile(r"\s+(?:counts?|charges?|degrees?)\b", re.IGNORECASE)
_ONE = re.compile(r"(?:(?:only|just)\s+)?(?P<one>one|a\s+single)\s+(?!of\b)", re.IGNORECASE)
# "The two leaders" names them, it does not count them.
_DEFINITE = re.compile(r"\b(?:the|these|those|both|his|her|its|their|our|my)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of one claim: ``slot`` and ``scope`` say what it counts.

    ``low``/``high`` bound what the words allow (infinite where open).
    """

    slot: str | None
    scope: str
    unit: str | None
    value: float | None
    low: float
    high: float
    start: int
    end: int

    @property
    def key(self) -> tuple[str, str, str]:
        """What must be the same before two figures may be compared."""
        return (self.slot or "", self.scope, self.unit or "")

    @property
    def bounded(self) -> bool:
        """Whether the words give an upper bound, unlike "at least" and "dozens"."""
        return self.high < inf


def counts_of(page: Page, claim: Claim) -> tuple[Count, ...]:
    """The figures of a claim, each with its slot and scope."""
    found = []
    for index in _figures(page, claim):
        quantity = page.reading.quantities[index]
        if not page.governs(claim, quantity.start):
            continue
        if quantity.value is None and quantity.low is None and quantity.high is None:
            continue
        if _is_former(page, claim, quantity) or _is_of_next_verb(page, claim, quantity):
            continue
        count = _count(page, claim, quantity)
        if count.slot or not _DEFINITE.search(page.text[max(0, count.start - 8) : count.start]):
            found.append(count)
    found += _single(page, claim)
    return tuple(sorted(set(found), key=lambda count: (count.start, count.end)))


def _is_former(page: Page, claim: Claim, quantity: Quantity) -> bool:
    """Whether it is the figure from which another has risen or fallen."""
    moves = kinds_of(claim.predicate.lemma.lower()) & {"rise", "fall"}
    before = page.text[max(0, quantity.start - 20) : quantity.start]
    return bool(_UP_FROM.search(before)) or bool(moves and _FROM.search(before))


def _single(page: Page, claim: Claim) -> Iterator[Count]:
    """One person, where that fills a slot ("one woman was killed")."""
    for argument in claim.arguments:
        told = _ONE.match(page.text, argument.start, argument.end)
        if told is None or argument.role not in _COUNTED:
            continue
        noun = page.head(argument.start, argument.end)
        slot = _slot(claim.predicate.lemma.lower(), PERSON, argument.role)
        if slot in wording("people_slots") and noun in wording("people") | wording("anybody"):
            yield Count(slot=slot, scope=PERSON, unit=None, value=1.0, low=1.0, high=1.0,
                        start=told.start("one"), end=told.end("one"))  # fmt: skip


def _figures(page: Page, claim: Claim) -> Iterator[int]:
    """The claim's quantities, and those that open one of its participants ("17 were missing")."""
    opening = {a.start for a in claim.arguments if a.role in _COUNTED}
    for index, quantity in enumerate(page.reading.quantities):
        if index in claim.quantities or quantity.start in opening:
            words = page.text[quantity.start : quantity.end].lower()
            if words != "both":
                yield index


def _count(page: Page, claim: Claim, quantity: Quantity) -> Count:
    holding = [a for a in claim.arguments if a.start <= quantity.start and quantity.end <= a.end]
    argument = min(holding, key=lambda a: a.end - a.start, default=None)
    counted = quantity.of.lemma.lower() if quantity.of else _left_out(page, claim, quantity)
    role, lemma = argument.role if argument else "other", claim.predicate.lemma.lower()
    slot = (
        _slot_before(page, argument, quantity)
        or _slot(lemma, counted, role)
        or _slot_of_state(page, claim, argument, counted)
        or _slot_of_measured(page, claim, counted)
    )
    if not counted or counted in wording("anybody") or _PART.match(page.text, quantity.end):
        slot = _slot(lemma, PERSON, role) or slot
    if quantity.unit is not None or _CHARGES.match(page.text, quantity.end):
        slot = None  # years, money and charges are nobody
    elif slot is None:
        slot = _slot_of_toll(page, claim)
        counted = PERSON if slot else counted
    low = quantity.low if quantity.low is not None else quantity.value
    high = quantity.high
    if high is None and quantity.low is None:
        high = quantity.value
    return Count(
        slot=slot,
        scope=_share(page, claim, quantity, slot) + _scope(counted, slot),
        unit=quantity.unit,
        value=None if quantity.value is None else _plain(quantity.value),
        low=-inf if low is None else _plain(low),
        high=inf if high is None else _plain(high),
        start=quantity.start,
        end=quantity.end,
    )


def _left_out(page: Page, claim: Claim, quantity: Quantity) -> str:
    """What a bare figure counts ("only 12 had been shot down"): what the figure before it counted,
    in the same sentence or the one before."""
    bare = quantity.unit is None and any(
        argument.start <= quantity.start and quantity.end == argument.end
        for argument in claim.arguments
    )
    first = page.sentences[max(0, page.sentence_index(quantity.start) - 1)].start
    before = [
        other.of.lemma.lower()
        for other in page.reading.quantities
        if bare and first <= other.start < quantity.start and other.of is not None
        and other.unit is None
    ]  # fmt: skip
    thing = before[-1] if before else ""
    return thing if slot_of(claim.predicate.lemma.lower(), thing, "patient") else ""


def _slot_of_measured(page: Page, claim: Claim, counted: str) -> str | None:
    """``put the crowd at 20,000``: the slot of what a figure is put to, and of "took part"."""
    lemma = claim.predicate.lemma.lower()
    things = [page.head(a.start, a.end) for a in claim.arguments if a.role in ("patient", "theme")]
    if listed(lemma, "speech", "counts"):
        return next((slot for thing in things if (slot := slot_of("", thing))), None)
    if counted not in wording("people") | wording("anybody"):
        return None
    pairs = (pair_of(lemma, thing) for thing in things)
    return next((slot for pair in pairs if pair and (slot := slot_of(pair, PERSON))), None)


def _plain(value: float) -> float:
    """A figure without the noise of binary fractions ("4.1 billion")."""
    return float(f"{value:.12g}")


def _slot_before(page: Page, argument: Argument | None, quantity: Quantity) -> str | None:
    """The slot of a verb that the reader left in an argument ("killed three and wounded 20")."""
    if argument is None:
        return None
    words = page.words(argument.start, quantity.start)
    found = sorted({slot for word in words if (slot := slot_of(word, None, "patient"))})
    return found[0] if found and page.text[argument.start : quantity.start].strip() else None


def _is_of_next_verb(page: Page, claim: Claim, quantity: Quantity) -> bool:
    """Whether a verb right before a figure counts others than the claim's own ("killed three and
    wounded 20"), whatever the tree hangs it on."""
    own = _slot(claim.predicate.lemma.lower(), PERSON, "patient")
    beside = _slot_beside(page, claim, quantity)
    return own is not None and beside is not None and own != beside


def _slot_beside(page: Page, claim: Claim, quantity: Quantity) -> str | None:
    """The slot of the word right before a figure, behind the claim's verb."""
    told = _BESIDE.search(page.text, claim.predicate.end, quantity.start)
    if told is None:
        return None
    word = told["word"].lower()
    stems = (word, lemma_of(word), word.removesuffix("ed"), word.removesuffix("d"),
             word.removesuffix("ing"), f"{word.removesuffix('ing')}e")  # fmt: skip
    return next((slot for stem in stems if (slot := slot_of(stem, None, "patient"))), None)


def _slot(lemma: str, counted: str, role: str) -> str | None:
    """The slot of a count; lemmatizers leave off a final "e" ("fre")."""
    return slot_of(lemma, counted, role) or slot_of(f"{lemma}e", counted, role)


def _slot_of_state(page: Page, claim: Claim, argument: Argument | None, counted: str) -> str | None:
    """``left 30 people dead``, ``five others were hurt``: the slot of what they are said to be."""
    states = [other for other in claim.arguments if other.role == "attribute"]
    if argument is None or argument in states or not states:
        return None
    if claim.predicate.lemma.lower() != "leave" and states[0].start != claim.predicate.start:
        return None
    words = page.text[states[0].start : states[0].end].lower().split()
    return next((slot for word in words if (slot := slot_of("", word))), None)


def _share(page: Page, claim: Claim, quantity: Quantity, slot: str | None) -> str:
    """Whether the figure counts a part ("two of the dead", "three in Marra alone") or an addition
    ("three more"). "Nine of them were freed" is the whole number of the freed."""
    if quantity.unit is None and _PART.match(page.text, quantity.end):
        whole = slot in wording("people_slots") and _OF_THEM.match(page.text, quantity.end)
        return "" if whole else PART
    if _ALONE.match(page.text, quantity.end, claim.end):
        return PART
    added = _MORE.match(page.text, quantity.end) or _ANOTHER.search(
        page.text[max(0, quantity.start - 12) : quantity.start + 10]
    )
    return "more " if added else ""


def _scope(counted: str, slot: str | None) -> str:
    people = counted in wording("people") or slot_of("", counted) is not None
    people = people or (slot in wording("people_slots") and counted in wording("anybody"))
    if people or (not counted and slot is not None):
        return PERSON
    return noun_of(counted)


def _slot_of_toll(page: Page, claim: Claim) -> str | None:
    spans: list[Argument | Span] = [*claim.arguments, *_toll_before(page, claim)]
    for argument in spans:
        head = page.head(argument.start, argument.end)
        if head in TOLLS:
            told = page.words(argument.start, max(argument.end, claim.predicate.start))
            words = sorted(told - {head})
            found = [slot_of(word, PERSON, "patient") or slot_of(head, word) for word in words]
            people = [slot for slot in found if slot in wording("people_slots")]
            return next(iter(people), next((slot for slot in found if slot), None))
    return None


def _toll_before(page: Page, claim: Claim) -> Iterator[Span]:
    """ "The number of people killed …" at the head of the sentence, where the reader took a later
    word for the subject of "has risen"."""
    if kinds_of(claim.predicate.lemma.lower()) & {"rise", "fall"}:
        opening = _TOLL.match(page.text, page.sentence(claim.start).start)
        if opening is not None and opening.end() <= claim.predicate.start:
            yield Span(start=opening.start(), end=opening.end())


def toll_start(page: Page, claim: Claim) -> int:
    """Where a claim about a toll begins: before the claim itself where the toll stands outside."""
    return min([claim.start, *(span.start for span in _toll_before(page, claim))])


def agreement(one: Count, other: Count) -> Agreement:
    """How two figures of the same scope stand to each other.

    Figures which may both hold but are plainly not one figure ("at least 12" and "at least 14",
    or "19") are ``different``: a reader must see both. "More than 50" is met by "57".
    """
    same_value = one.value is not None and one.value == other.value
    if same_value or (one.low, one.high) == (other.low, other.high):
        return "equal"
    if one.high < other.low or other.high < one.low:
        return "conflict"
    if one.value is None or other.value is None:
        return "entailed"
    low, high = sorted((one.value, other.value))
    rounded = low % 10 == 0 and high <= _ROUNDING * low
    return "entailed" if rounded and (one.bounded or other.bounded) else "different"


def _same_things(one: Count, other: Count) -> bool:
    """Whether both count one kind of thing, and only one of the verbs makes a slot of it ("12
    drones were lost", "12 drones were shot down")."""
    named = one.scope == other.scope not in ("", PERSON)
    return named and one.unit == other.unit and (one.slot is None) != (other.slot is None)


def compare_counts(ones: Sequence[Count], others: Sequence[Count]) -> Agreement | None:
    """The worst agreement over scopes that both count, each taken at its best; None where no
    scope is shared."""
    best: dict[tuple[str, str, str], Agreement] = {}
    for one in ones:
        for other in others:
            if one.key == other.key or _same_things(one, other):
                found = agreement(one, other)
                best[one.key] = min(best.get(one.key, found), found, key=_WORSENING.index)
    return max(best.values(), key=_WORSENING.index, default=None)


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
