"""The figures of a claim, each with its slot and scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from math import inf

from secondsource.reconciling.figures.fates import toll_of_things
from secondsource.reconciling.figures.forces import MAGNITUDE, force_of
from secondsource.reconciling.figures.measures import measure_of, measures
from secondsource.reconciling.figures.numbers import ON_STRIKE, ONLOOKER, PART, PERSON, Count
from secondsource.reconciling.figures.people import added_up
from secondsource.reconciling.figures.scopes import (
    counted_among,
    counted_in,
    is_among,
    is_number_of_all,
    is_onlooking,
    is_part,
    scope,
    share,
)
from secondsource.reconciling.figures.slotting import (
    MEASURES,
    TOLLS,
    is_cost,
    is_of_next_verb,
    is_of_state,
    is_turnout,
    slot_of_figure,
    slot_of_person,
    slot_of_toll,
)
from secondsource.reconciling.figures.strikers import is_turnout_of_strike
from secondsource.reconciling.figures.tallies import tally_of, without_sides
from secondsource.reconciling.figures.terms import terms_of
from secondsource.reconciling.pages.lemmas import lemma_of, wording
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import kinds_of, listed, noun_of
from secondsource.reconciling.sources.sources import can_speak
from secondsource.records.reading import Claim, Quantity
from secondsource.slots import slot_of

_MUCH = 100_000  # from which a bare figure of damage is money
_COUNTED = ("agent", "patient", "theme")
_ANYBODY = frozenset({"person", "people", "other", "victim", "body", "death", "dead", "life"})
_MEASURES = frozenset({"cost", "turnout"})  #: slots that measure, whatever is counted
_UP_FROM = re.compile(r"\b(?:up|down|increase|rise|fall|drop)\s+from\s+(?:\w+\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:\w+\s+)?$", re.IGNORECASE)
#: "50.4 percent, after 52 percent the day before"
_AFTER = re.compile(r"\bafter\s+(?:\w+\s+)?$", re.IGNORECASE)
#: "300, far more than the 184 confirmed cases", "almost twice the official figure of 23"
_COMPARED = re.compile(
    r"\b(?:more|fewer|less|higher|lower|larger|smaller)\s+than\s+(?:the|its|their)\s+(?:\w+\s+){0,2}$"
    r"|\b(?:twice|double|half)\s+the\s+(?:\w+\s+){1,3}of\s+$",
    re.IGNORECASE,
)
#: "at 4,000, organisers at (12,000)"
_GAPPED = re.compile(
    r"\b(?P<at>at|of|to)\s+(?:[a-z]+\s+){0,3}[\d.,]*\d(?:\s+[a-z]+){0,2}\s*[,;]\s*(?:(?:and|but|while)\s+)?"
    r"(?:[\w’'-]+\s+){1,5}?(?P=at)\s+(?:[a-z]+\s+){0,3}$"
)
_DAY_BEFORE = re.compile(
    r"(?:\s+\w+)?\s+(?:the\s+(?:day|week|evening|night|morning|month|year)\s+before|on\s+the\s+eve|yesterday)\b",
    re.IGNORECASE,
)
#: "to 90,000 from 40,000", whatever verb it hangs on
_TO_FROM = re.compile(
    r"\bto\s+[\d.,]+(?:\s*%|\s+\w+)?,?\s+(?:up\s+|down\s+)?from\s+$", re.IGNORECASE
)
_TO = re.compile(r"\bto\s+(?:about\s+|some\s+|at\s+least\s+|more\s+than\s+)?$", re.IGNORECASE)
#: "Raising an earlier toll of six"
_EARLIER = re.compile(
    r"\b(?:earlier|previous|initial|preliminary|prior)\s+(?:\w+\s+)?(?:toll|count|figure|tally|total"
    r"|number|estimate|report)s?\s+(?:of|that)\s+$",
    re.IGNORECASE,
)
#: "three flats, not four": what it is not
_REJECTED = re.compile(
    r"(?:,|\band|\bbut|[-–—])\s*(?:and\s+|but\s+)?(?:not|never|instead\s+of|rather\s+than)\s+(?:the\s+)?$"
    r"|\b(?:instead\s+of|rather\s+than)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
#: "damage of 40 million", "losses estimated at more than 3 billion"
_DAMAGE = re.compile(
    r"\b(?:damages?|losses|repairs?|bill)\s+(?:(?:worth|put|estimated|valued)\s+)?"
    r"(?:of|at|worth|totall?ing)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"(?:more|less|fewer|only|just|even|quite|all)\b", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\b(?:number|count|total)\s+of\s+(?:the\s+)?(\w+)", re.IGNORECASE)
_CHARGES = re.compile(r"\s+(?:counts?|charges?|degrees?)\b", re.IGNORECASE)
_ONE = re.compile(r"(?:(?:only|just)\s+)?(?P<one>one|a\s+single)\b\s*(?!of\b)", re.IGNORECASE)
# "The two leaders" names them, it does not count them.
_DEFINITE = re.compile(r"\b(?:the|these|those|both|his|her|its|their|our|my)\s+$", re.IGNORECASE)
# "60 were injured": the figure before a verb and its auxiliaries is its subject.
_LEADS = re.compile(
    r"\s+(?:(?:others?|people|more)\s+)?"
    r"(?P<be>(?:was|were|is|are|has\s+been|have\s+been|had\s+been)\s+)(?:also\s+|\w+ly\s+)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[^\S\n]+[A-Z][a-z]+")  # "on 11700 Robertson": a house, but no new line
_NAMES = re.compile(
    r"\b(?:numbers|numbered|nos?\.|lots?|batch(?:es)?|flight|route|platform|article|paragraph|room"
    r"|gate|highway|channel)\s+(?:\d+\s+(?:to|and)\s+)?$",
    re.IGNORECASE,
)
#: "Two summers ago", "at ten past six", "at seven on Tuesday morning"
_AGO = re.compile(
    r"\s+(?:(?:summers?|winters?|springs?|autumns?|seasons?|harvests?|generations?)\s+(?:ago|before|later)"
    r"|past\s|o[’']clock)",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:minutes|quarter|half|ten|twenty|five)\s+(?:past|to)\s+$", re.IGNORECASE)
_AT = re.compile(r"\b(?:at|by|until|since)\s+$", re.IGNORECASE)
_AGED = re.compile(
    r"\b(?:an?|another|the|his|her)\s+(?:[\w-]+\s+)?(?P<who>\w+)\s+(?:of|aged)\s+$", re.I
)
_MANY_OF = frozenset({"crew", "people", "folk", "staff"})  #: "a crew of 22" are so many
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d")
_PRICED = re.compile(r"\b(?:clos|trad|stand|stood|end|open|quot|fix)\w*\s+at\s+$", re.IGNORECASE)
_HOURS = 24  #: of a day
_OF_DAY = re.compile(
    r"\s+(?:on\s+(?:\w+day|the\s+morning)|in\s+the\s+(?:morning|afternoon|evening)|this\s+(?:morning|evening)"
    r"|that\s+(?:morning|evening|night))\b",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r"\s+of\s+(?:the\s+|alleged\s+|suspected\s+|domestic\s+|sexual\s+)?(\w+)")
_OPEN = frozenset({"other", "more", "further", "new", "additional", "reported", "confirmed"})


def counts_of(page: Page, claim: Claim) -> tuple[Count, ...]:
    """The figures of a claim, each with its slot and scope."""
    found = []
    raised = _revises(page, claim)
    for index in _figures(page, claim):
        quantity = page.reading.quantities[index]
        beside = quantity.start == claim.predicate.end + 1 or (
            _led(page, quantity) == claim.predicate.start
        )
        if not (beside or raised or page.governs(claim, quantity.start)):
            continue  # what stands beside a verb is its own, whatever the tree says
        if quantity.value is None and quantity.low is None and quantity.high is None:
            continue
        if _is_anothers(page, claim, quantity):
            continue
        if is_of_state(page, claim, quantity) or _counts_nothing(page, quantity):
            continue
        if is_number_of_all(page, quantity) or _picked_out(page, claim, quantity):
            continue
        count = _count(page, claim, quantity)
        if count.value == 0 and count.slot is None:
            continue  # "there were no talks" denies, it does not count
        if count.slot or not _DEFINITE.search(page.text[max(0, count.start - 8) : count.start]):
            found.append(count)
    slots = {count.slot for count in found}
    found += [count for count in _single(page, claim) if count.slot not in slots]
    found += _pairs(page, claim)
    if sum(_CHARGES.match(page.text, count.end) is not None for count in found) > 1:
        found = [c for c in found if not _CHARGES.match(page.text, c.end)]  # of several crimes
    found = added_up(page, claim, without_sides(page, claim, _moved(claim, found)))
    found = [*found, *tally_of(page, claim), *terms_of(page, claim)]
    return tuple(sorted(set(found), key=lambda count: (count.start, count.end)))


def _moved(claim: Claim, found: list[Count]) -> list[Count]:
    """ "Unemployment, now at 5 percent, would climb to 7": the level that is told is the later."""
    at = claim.predicate
    first = [c for c in found if c.slot in measures() and c.end <= at.start]
    later = [c for c in found if c.slot is None and c.unit is not None and c.start >= at.end]
    if not first or not later or first[0].unit != later[0].unit:
        return found
    others = [c for c in found if c not in (*first, later[0])]
    return [*others, replace(later[0], slot=first[0].slot, scope="")]


def _picked_out(page: Page, claim: Claim, quantity: Quantity) -> bool:
    """Whether a claim only tells of whom some are counted, for another verb: "six of the passengers
    held on the bus were released" does not say that six are held."""
    behind = claim.predicate.start > quantity.end
    held = page.deprel(claim.predicate.start).startswith("acl")
    return behind and held and is_part(page, quantity)


def _is_anothers(page: Page, claim: Claim, quantity: Quantity) -> bool:
    """Whether it was given before, by somebody else, or is what the next verb counts."""
    former = _is_former(page, claim, quantity) or _is_of_another(page, claim, quantity)
    return former or is_of_next_verb(page, claim, quantity)


def _is_of_another(page: Page, claim: Claim, quantity: Quantity) -> bool:
    """Whether somebody else gives it, for whom the verb is left out ("police put the crowd at
    4,000, organisers at 12,000")."""
    if not listed(claim.predicate.lemma.lower(), "speech", "counts"):
        return False
    return _GAPPED.search(page.text, claim.predicate.end, quantity.start) is not None


def _is_former(page: Page, claim: Claim, quantity: Quantity) -> bool:
    """Whether it is the figure from which another has risen or fallen, or in whose place another
    is given."""
    lemma = claim.predicate.lemma.lower().partition("_")[0]
    moves = kinds_of(lemma) & {"rise", "fall"} or listed(lemma, "speech", "revises")
    before = page.text[max(0, quantity.start - 40) : quantity.start]
    earlier = _UP_FROM.search(before) or _EARLIER.search(before) or _TO_FROM.search(before)
    if _REJECTED.search(before) and not _COMPARES.match(page.text, quantity.start):
        return True
    behind = page.text[quantity.end : quantity.end + 40]
    if _COMPARED.search(before):
        return True
    if _AFTER.search(before) and _DAY_BEFORE.match(behind):
        return True
    return earlier is not None or bool(moves and _FROM.search(before))


def _counts_nothing(page: Page, quantity: Quantity) -> bool:
    """ "No serious injuries": there may be others; "on 11700 Robertson": a house; "lot numbers 330
    to 345" names them."""
    if _is_age(page, quantity):
        return True
    if quantity.of is None and _NUMBERED.match(page.text, quantity.end):
        return True
    if _NAMES.search(page.text, max(0, quantity.start - 24), quantity.start):
        return True
    if _is_hour(page, quantity):
        return True
    if quantity.value != 0 or quantity.of is None or quantity.of.start < quantity.end:
        return False
    between = page.text[quantity.end : quantity.of.start].lower().split()
    return bool(set(between) - _OPEN)


def _is_age(page: Page, quantity: Quantity) -> bool:
    """ "A girl of seven", "the driver, a man of 44"."""
    told = _AGED.search(page.text, max(0, quantity.start - 40), quantity.start)
    noun = told["who"].lower() if told is not None else ""
    one = wording("people") | wording("persons") | wording("anybody")
    return noun in one - _MANY_OF


def _is_hour(page: Page, quantity: Quantity) -> bool:
    """Whether it is an hour, or says how long ago."""
    before = page.text[max(0, quantity.start - 20) : quantity.start]
    clock = quantity.unit is None and _CLOCK.fullmatch(page.text, quantity.start, quantity.end)
    if clock and _AT.search(before) and not _PRICED.search(before):
        return True
    if _AGO.match(page.text, quantity.end) or _PAST.search(before):
        return True
    level = (quantity.value or 0) > _HOURS or _PRICED.search(before)  # "stood at 40 on Friday"
    return bool(not level and _AT.search(before) and _OF_DAY.match(page.text, quantity.end))


def _single(page: Page, claim: Claim) -> Iterator[Count]:
    """One person, where that fills a slot ("one woman was killed", "left one dead")."""
    for argument in claim.arguments:
        told = _ONE.match(page.text, argument.start, argument.end)
        if told is None or argument.role not in _COUNTED:
            continue
        noun = page.head(argument.start, argument.end)
        anybody = noun in wording("people") | wording("anybody")
        slot = slot_of_person(page, claim, argument)
        if slot in wording("people_slots") and (anybody or told.end() == argument.end):
            yield Count(slot=slot, scope=PERSON, unit=None, value=1.0, low=1.0, high=1.0,
                        start=told.start("one"), end=told.end("one"))  # fmt: skip


def _pairs(page: Page, claim: Claim) -> Iterator[Count]:
    """Two of a kind, where that fills a slot ("both pilots died"): no number of all the dead."""
    for index in claim.quantities:
        told = page.reading.quantities[index]
        if told.of is None or page.text[told.start : told.end].lower() != "both":
            continue
        noun, at = told.of.lemma.lower(), told.of.start
        argument = next((a for a in claim.arguments if a.start <= at < a.end), None)
        slot = slot_of_figure(page, claim, told, argument, noun)
        if can_speak(noun) and slot in wording("people_slots"):
            yield Count(slot=slot, scope=noun_of(noun), unit=None, value=2.0, low=2.0, high=2.0,
                        start=told.start, end=told.of.end)  # fmt: skip


def _figures(page: Page, claim: Claim) -> Iterator[int]:
    """The claim's quantities, and those that open one of its participants ("17 were missing"). A
    figure right before the verb is all that it counts, and no other verb counts it."""
    quantities = page.reading.quantities
    led = [_led(page, quantity) for quantity in quantities]
    at = claim.predicate.start
    own = led.index(at) if at in led else None
    if own is not None and not any(
        a.start <= quantities[own].start < a.end for a in claim.arguments
    ):
        yield own  # the tree gives the verb another subject
        yield from (i for i in claim.quantities if quantities[i].start >= claim.predicate.end)
        return
    opening = {a.start for a in claim.arguments if a.role in _COUNTED}
    if not any(a.role in _COUNTED[1:] for a in claim.arguments):
        opening.add(claim.predicate.end + 1)  # "wounded as many as four": hung elsewhere
    raised = _revises(page, claim)
    for index, quantity in enumerate(quantities):
        if raised and at < quantity.start < claim.end:  # wherever the tree hangs "to 90,000"
            if _is_raised_to(page, quantity) or _TO.search(
                page.text, claim.predicate.end, quantity.start
            ):
                yield index
            continue
        if _TO.search(page.text, max(0, quantity.start - 20), quantity.start) and any(
            other.predicate.start < at < other.end and quantity.start < other.end
            for other in page.reading.claims
            if _revises(page, other)
        ):
            continue  # "raised the number of packs called back to 90,000"
        if index in claim.quantities or quantity.start in opening:
            words = page.text[quantity.start : quantity.end].lower()
            if words != "both" and led[index] in (None, at):
                yield index


def _revises(page: Page, claim: Claim) -> bool:
    """Whether a claim gives another figure than before ("raised the number of packs to 90,000")."""
    lemma = claim.predicate.lemma.lower().partition("_")[0]
    revises = listed(lemma, "speech", "revises")
    if not (revises or listed(lemma, "speech", "brings")):
        return False
    things = (page.head(a.start, a.end) for a in claim.arguments if a.role in ("patient", "theme"))
    return any(thing in (MEASURES if revises else TOLLS) for thing in things)


def _led(page: Page, quantity: Quantity) -> int | None:
    """Where the verb begins that a figure stands before as its subject, if a claim has it."""
    told = _LEADS.match(page.text, quantity.end)
    ends = (told.end(), told.end("be")) if told is not None else ()
    return next((end for end in ends if end in page.predicates), None)


def _count(page: Page, claim: Claim, quantity: Quantity) -> Count:
    slot, counted, among = _told_of(page, claim, quantity)
    unit = quantity.unit
    if unit == "%" and is_turnout(page, claim, counted):
        slot, counted = ON_STRIKE if is_turnout_of_strike(page, claim) else "turnout", ""
    if (is_cost(page, claim) or _is_damage(page, quantity)) and _is_much(quantity):
        slot, counted, unit = "cost", "", unit or counted or _money_before(page, quantity)
    force = force_of(page, claim, quantity)
    if force is not None:  # of whatever it is told: the quake, the tremor, "had a magnitude of"
        slot, unit = force[0], MAGNITUDE if force[0] == MAGNITUDE else unit
    name = measure_of(page, claim, quantity) if slot is None else None
    over = share(page, claim, quantity, slot) + ("" if slot in _MEASURES else scope(counted, slot))
    over = force[1] if force is not None else over
    if unit == "%" and over == noun_of("pay"):
        over = ""  # "9 percent more pay", "a pay rise of 9 percent", "9 percent"
    if name is not None:  # "5 percent of output" is no share of a production
        slot, over, unit = name, "", unit or counted or _money_before(page, quantity)
    over = _as_part(page, quantity, over, counted if among else PERSON)
    if slot == "attended" and is_onlooking(page, quantity.start):
        slot, over = None, ONLOOKER
    exceeded = slot is not None and _is_exceeded(claim, quantity)
    value, low, high = _bounds(page, claim, quantity, exceeded)
    if name is not None and measures()[name].fall:  # what shrinks grows by less than 0
        slot = measures()[name].fall
        value, low, high = (None if n is None else -n for n in (value, high, low))
    return Count(
        slot=slot,
        scope=over,
        unit=unit,
        value=None if value is None else _plain(value),
        low=-inf if low is None else _plain(low),
        high=inf if high is None else _plain(high),
        start=quantity.start,
        end=quantity.end,
        approximate=quantity.approximate or _is_fraction(page, quantity),
    )


def _told_of(page: Page, claim: Claim, quantity: Quantity) -> tuple[str | None, str, bool]:
    """The slot of a figure by what is told of those it counts, the lemma of what it counts, and
    whether they are told to be among others."""
    holding = [a for a in claim.arguments if a.start <= quantity.start and quantity.end <= a.end]
    argument = min(holding, key=lambda a: a.end - a.start, default=None)
    counted = counted_in(page, quantity) or _left_out(page, claim, quantity)
    counted = "" if counted.endswith("ly") and counted != "family" else counted  # "one critically"
    among = counted_among(page, claim)
    things = toll_of_things(page, claim, quantity) if among is None else None
    slot: str | None
    if things is not None:
        slot, counted = things
    else:
        slot = among or slot_of_figure(page, claim, quantity, argument, counted)
    of_strike = slot == ON_STRIKE and quantity.unit == "%"
    if (quantity.unit is not None and not of_strike) or _CHARGES.match(page.text, quantity.end):
        slot = None  # years, money and charges are nobody
    elif counted in wording("harms") or _names_no_people(page, quantity, counted):
        slot = None  # nor are wounds
    elif slot == "rescued" and (quantity.value or quantity.low or 0) >= _MUCH:
        slot = None  # "the merger should save 200 million crowns": nobody
    elif slot is None:
        slot = slot_of_toll(page, claim)
        counted = "household" if slot == "without power" else PERSON if slot else counted
    return slot, counted, bool(among)


def _is_fraction(page: Page, quantity: Quantity) -> bool:
    """ "Four out of five", "two thirds": a share in few words, which stands for one in figures."""
    printed = page.text[quantity.start : quantity.end].lower()
    return quantity.unit == "%" and "cent" not in printed and "%" not in printed


def _as_part(page: Page, quantity: Quantity, over: str, counted: str) -> str:
    """The scope of a figure of people, as a part where others are counted with them ("including
    two", "two women were among the dead")."""
    if over != PERSON or (counted == PERSON and not is_among(page, quantity)):
        return over
    general = _ANYBODY | wording("pronouns")
    return PART + (PERSON if counted in general or not counted else noun_of(counted))


def _bounds(
    page: Page, claim: Claim, quantity: Quantity, exceeded: bool
) -> tuple[float | None, float | None, float | None]:
    """The value of a figure, and between what it lies; what is ``exceeded`` has no upper bound."""
    low = quantity.low
    if low is None and quantity.high is None:
        low = quantity.value
    high = quantity.high
    if high is None and quantity.low is None:
        high = quantity.value
    if _is_raised_to(page, quantity) and (
        _revises(page, claim) or _is_gone_up(page, claim, quantity)
    ):
        return high, high, high
    return quantity.value, low, None if exceeded else high


def _is_raised_to(page: Page, quantity: Quantity) -> bool:
    """ "Up to 45", which of a toll that is revised is no upper bound."""
    return page.text[quantity.start : quantity.end].lower().startswith("up to ")


def _is_gone_up(page: Page, claim: Claim, quantity: Quantity) -> bool:
    """ "The toll has gone up to six": to six, not to at most six."""
    goes = claim.predicate.lemma.lower().partition("_")[0] in (
        "go",
        "shoot",
        "creep",
        "edge",
        "push",
    )
    return goes and not page.text[claim.predicate.end : quantity.start].strip()


def _is_exceeded(claim: Claim, quantity: Quantity) -> bool:
    """ "The number of cases has passed 1,000": at least so many."""
    behind = quantity.start > claim.predicate.end
    return behind and listed(claim.predicate.lemma.lower(), "speech", "exceeds")


def _names_no_people(page: Page, quantity: Quantity, counted: str) -> bool:
    """ "19 legislative bodies", "200 cases of violence", "three court cases"."""
    if quantity.of is None or counted not in ("body", "case"):
        return False
    before = set(page.text[quantity.end : quantity.of.start].lower().split())
    behind = _OF_WHAT.match(page.text, quantity.of.end)
    if counted == "body":
        return bool(before & wording("lawful_bodies"))
    of = behind is not None and behind[1].lower() in wording("crimes")
    return of or bool(before & wording("court_cases"))


def _is_damage(page: Page, quantity: Quantity) -> bool:
    """ "Caused damage of 40 million crowns": what it cost."""
    before = page.text[max(0, quantity.start - 40) : quantity.start]
    return _DAMAGE.search(before) is not None


def _is_much(quantity: Quantity) -> bool:
    return quantity.unit is not None or (quantity.value or quantity.low or 0) >= _MUCH


def _money_before(page: Page, quantity: Quantity) -> str | None:
    """The money of the figure before, which "34 million" leaves out after "20 million euros"."""
    first = page.sentences[max(0, page.sentence_index(quantity.start) - 1)].start
    before = [
        other.unit
        for other in page.reading.quantities
        if first <= other.start < quantity.start and other.unit is not None
    ]
    return before[-1] if before else None


def _left_out(page: Page, claim: Claim, quantity: Quantity) -> str:
    """What a bare figure counts ("only 12 had been shot down"): what the figure before it counted,
    in the same sentence or the one before."""
    if _revises(page, claim):
        told = (_NUMBER_OF.search(page.text, a.start, a.end) for a in claim.arguments)
        return next((lemma_of(found[1].lower()) for found in told if found), "")
    bare = quantity.unit is None and any(
        argument.start <= quantity.start and quantity.end == argument.end
        for argument in claim.arguments
    )
    first = page.sentences[max(0, page.sentence_index(quantity.start) - 1)].start
    before = [
        other.of.lemma.lower()
        for other in page.reading.quantities
        if bare and first <= other.start < quantity.start and other.of is not None
        and other.unit is None and not is_among(page, other)
    ]  # fmt: skip
    thing = before[-1] if before else ""
    slot = slot_of(claim.predicate.lemma.lower(), thing, "patient")
    return thing if slot and slot_of("", thing) is None else ""


def _plain(value: float) -> float:
    """A figure without the noise of binary fractions ("4.1 billion")."""
    return float(f"{value:.12g}")
