"""Which slot a figure of a claim fills, by its verb, the state it is counted in or its toll."""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondsource.reconciling.figures.fates import fate_of
from secondsource.reconciling.figures.numbers import ON_STRIKE, PERSON
from secondsource.reconciling.figures.scopes import FATALLY, is_among, is_part
from secondsource.reconciling.figures.strikers import are_on_strike
from secondsource.reconciling.pages.actions import kinds_told, lemma_of_action, phrase_of
from secondsource.reconciling.pages.lemmas import lemma_of, wording
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import kinds_of, listed
from secondsource.reconciling.sources.sources import can_speak
from secondsource.records.reading import Argument, Claim, Quantity, Span
from secondsource.slots import met_with, slot_of

TOLLS = frozenset({"toll", "number", "count", "figure", "tally", "total"})  #: they count
#: what somebody gives a figure of, or another one than before
MEASURES = TOLLS | {"estimate", "forecast", "turnout", "projection", "assessment"}
#: of what a body or an office gives a figure when it expects it
FORETOLD = MEASURES | {
    "growth", "inflation", "unemployment", "deficit", "surplus", "contraction", "loss", "profit",
    "redundancy", "layoff", "revenue", "sale", "increase", "rise", "fall", "decline", "drop", "cut",
}  # fmt: skip
_TOLL = re.compile(rf"(?:the\s+)?(?:\w+\s+)?(?:{'|'.join(sorted(TOLLS))})\b", re.IGNORECASE)
_AT = re.compile(r"\bat\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_TOLLED = ("killed", "injured", "missing")
_BESIDE = re.compile(
    r"\b(?:and|but|while|,)\s+(?P<word>\w+)\s+(?:(?:at\s+least|about|some|around|nearly|almost|over"
    r"|more\s+than|as\s+many\s+as|up\s+to|another)\s+)?$",
    re.IGNORECASE,
)
_WITH = re.compile(r"\bwith\s+$", re.IGNORECASE)
_HOSPITAL = r"(?:\w+\s+){0,3}?(?:hospitals?|clinics?)\b"
#: what becomes of people, behind their number or from the verb on
_FREE = re.compile(r"(?i)\b(?:free|at\s+liberty)\b")  #: behind "set"
_IDIOMS = tuple(
    (slot, re.compile(told, re.IGNORECASE))
    for slot, told in (
        (
            "displaced",
            r"\b(?:left|made|been|are|were|was|is|be)\s+(?:\w+\s+)?"
            r"(?:without\s+(?:an?\s+|their\s+)?(?:homes?|roofs?|shelter)\b|homeless\b)",
        ),
        (
            "defrauded",
            r"\b(?:lost|lose|losing)\s+(?:all\s+|much\s+of\s+)?(?:(?:of\s+)?their|his|her)\s+"
            r"(?:life[’']?s?\s+)?(?:money|savings?|deposits?|pensions?|investments?|nest\s+eggs?|capital)\b",
        ),
        (
            "jobs cut",
            r"\b(?:(?:out\s+of|without)\s+(?:a\s+|any\s+)?(?:work|jobs?)|on\s+the\s+dole"
            r"|(?:lost|lose|losing)\s+(?:their|his|her)\s+(?:jobs?|posts?|livelihoods?|positions?))\b",
        ),
        ("displaced", r"\b(?:lost|lose|losing)\s+(?:all\s+)?(?:their|his|her)\s+homes?\b"),
        (
            "hospitalised",
            r"\b(?:taken|brought|rushed|sent|flown|airlifted|carried|moved|admitted|transferred"
            rf"|transported)\s+(?:by\s+\w+\s+)?to\s+{_HOSPITAL}",
        ),
        (
            "hospitalised",
            r"\b(?:being\s+treated\b|(?:are|were|remain(?:ed|s|ing)?)\s+(?:still\s+)?in\s+hospitals?\b"
            rf"|(?:treated|kept)\s+(?:\w+\s+)?(?:in|at)\s+{_HOSPITAL})",
        ),
        (
            "rescued",
            r"\b(?:pull(?:ed|ing)?|dug|pluck(?:ed|ing)?|lift(?:ed|ing)?|haul(?:ed|ing)?|brought|bringing)"
            r"\s[^,;.]*?(?:\balive\b|\bto\s+safety\b)",
        ),
        (
            "attended",
            r"\b(?:fill(?:ed|ing)?|pack(?:ed|ing)?|throng(?:ed|ing)?|crowd(?:ed|ing)?|flood(?:ed|ing)?"
            r"|jamm(?:ed|ing)|(?:pour|stream|spill)(?:ed|ing)?\s+(?:into|onto|through)|(?:took|taken|taking)\s+to)"
            r"\s+(?:\w+\s+){0,4}?(?:squares?|streets?|avenues?|boulevards?|plaza|parks?|stadium|bridge)\b",
        ),
        (
            "attended",
            r"\b(?:came|come|turned\s+up|showed\s+up|were\s+(?:there|present|on\s+the\s+streets?))"
            r"\s*(?:$|(?:on|last|this)\s+\w+day\b|[.,;])",
        ),
        (
            "attended",
            r"\bwatch(?:ed|ing)?\s+(?:the\s+|a\s+)?(?:\w+\s+){0,2}?"
            r"(?:games?|match|final|race|bout|fight|parade|concert|show|launch|derby)\b"
            r"(?![^.;]*\b(?:television|TV|screens?|online|stream\w*|home)\b)",
        ),
        (
            "attended",
            r"^[^,;]*?\b(?:spectators|fans|visitors|onlookers)\s+(?:were\s+there|watched|attended)\b",
        ),
        (
            "trapped",
            r"\b(?:remain(?:ed|s|ing)?|stayed)\s+(?:\w+\s+)?(?:trapped|stranded|stuck|marooned|holed\s+up)\b",
        ),
        (
            "infected",
            r"\b(?:(?:fell|fallen|falling|taken|took)\s+(?:\w+\s+)?(?:ill|sick)\b"
            r"|test(?:ed|s)?\s+positive\b|(?:contracted|caught)\s+(?:the\s+)?(?:disease|virus|infection"
            r"|illness|measles|cholera|flu|influenza|dengue|malaria|ebola|plague|polio|typhoid|mpox)\b)",
        ),
    )
)
#: "1,200 job losses"
_JOB_LOSSES = re.compile(r"\s+(?:job|post)\s+(?:cuts?|loss(?:es)?|reductions?)\b", re.IGNORECASE)
_DRAWING = frozenset({"draw", "attract", "pull_in", "bring_out", "lure"})
_ONLOOKERS = frozenset(
    {
        "spectator",
        "fan",
        "visitor",
        "person",
        "people",
        "onlooker",
        "supporter",
        "viewer",
        "protester",
        "marcher",
    }
)
_REMAINS = re.compile(r"\b(?:bod(?:y|ies)|corpses?|remains)\b", re.IGNORECASE)
_NEAR = 30  # characters between a figure and its noun
_FATAL = re.compile(r"\b(?:fatally|mortally)\s+$", re.IGNORECASE)
# "Five others wounded", "two were found dead", "three were shot and killed"
_STATE = re.compile(
    r"\s+(?:(?:was|were|is|are|has\s+been|have\s+been)\s+)?(?:found\s+)?"
    r"(?:(?:shot|stabbed|beaten|hacked|trampled|crushed)\s+(?:and\s+)?)?"
    r"(?P<state>to\s+death|[a-z]+)\b",
    re.IGNORECASE,
)


def gives_figure(page: Page, claim: Claim) -> bool:
    """Whether whoever acts in a claim gives a figure as his own word: "put the toll at nine",
    "lowered its estimate to nine"."""
    lemma = claim.predicate.lemma.lower()
    if not claim.quantities:
        return False
    things = [page.head(a.start, a.end) for a in claim.arguments if a.role in ("patient", "theme")]
    measured = any(thing in MEASURES | wording("worth") for thing in things)
    if listed(lemma, "speech", "placed"):  # "put the crowd at 300", but not "put up 90 tents"
        told = (page.reading.quantities[index].start for index in claim.quantities)
        return measured or any(_AT.search(page.text, claim.predicate.end, at) for at in told)
    if listed(lemma, "speech", "counts"):
        return True
    if listed(lemma, "speech", "foretells") and any(thing in FORETOLD for thing in things):
        return True
    if listed(lemma, "speech", "publishes") and any(thing in MEASURES for thing in things):
        return True
    if listed(lemma, "speech", "registers"):
        return any(slot_of("", thing) in wording("people_slots") for thing in things)
    return listed(lemma.partition("_")[0], "speech", "revises") and measured  # "revise_down"


def is_cost(page: Page, claim: Claim) -> bool:
    """Whether a claim gives a figure of what something is worth, cost or destroyed."""
    things = (a for a in claim.arguments if a.role in ("patient", "theme"))
    told = frozenset[str]().union(*(page.words(a.start, a.end) for a in things))
    return gives_figure(page, claim) and bool(told & wording("worth"))


def is_turnout(page: Page, claim: Claim, counted: str) -> bool:
    """Whether a percentage is of those who voted ("54 percent of voters went to the polls")."""
    heads = {page.head(a.start, a.end) for a in claim.arguments}
    for argument in claim.arguments if heads & MEASURES else ():  # "its final figure for turnout"
        heads |= page.words(argument.start, argument.end)
    told = heads | {counted, claim.predicate.lemma.lower()}
    cast = {"poll", "vote", "ballot", "turnout", "participation"}
    voters = told & {"voter", "electorate", "elector"} and told & (cast | {"turn_out", "take_part"})
    return bool(voters) or bool(told & {"turnout", "participation"})


def slot_of_figure(
    page: Page, claim: Claim, quantity: Quantity, argument: Argument | None, counted: str
) -> str | None:
    """The slot that a figure of a claim fills; ``counted``: lemma of what it counts, if that is
    known."""
    slot = _slot_told(page, claim, quantity, argument, counted)
    done_to = argument is not None and argument.role != "agent"
    met = claim.predicate.lemma.lower() in met_with() and done_to
    people = slot == "attacked" and _may_be_people(counted or PERSON)
    return None if met and (people or slot == slot_of("", counted)) else slot


def _slot_told(
    page: Page, claim: Claim, quantity: Quantity, argument: Argument | None, counted: str
) -> str | None:
    printed = _slot_printed(page, claim, quantity, counted)
    if printed is not None:
        return printed
    if claim.predicate.lemma.lower() == "hold" and _is_room(page, claim):
        return None
    behind = slot_behind(page, quantity)
    lemma = claim.predicate.lemma.lower()
    if behind is not None and lemma == "leave":
        return behind[0]
    if lemma == "set" and _FREE.search(page.text, claim.predicate.end, claim.end):
        return "released"
    if counted in wording("supplied") and "outage" in kinds_told(page, claim, lemma):
        return "without power"
    slot = (
        _slot_before(page, argument, quantity)
        or (_slot(lemma, counted, None) if is_among(page, quantity) else None)
        or _slot_in(page, claim, argument, counted)
        or _slot_of_state(page, claim, argument)
        or _slot_of_measured(page, claim, counted or _who(argument))
    )
    if slot == "missing" and lemma == "miss" and _misses(claim, argument):
        slot = None  # "will miss a game"
    if lemma in _DRAWING and counted in _ONLOOKERS:
        slot = "attended"  # "the match drew 23,400 spectators"
    anybody = not counted or counted in wording("anybody")
    if anybody or (is_part(page, quantity) and _may_be_people(counted)):
        slot = _slot_in(page, claim, argument, PERSON) or slot
    if slot is None and behind is not None and behind[1] not in page.predicates:
        return behind[0]
    return (
        slot
        or _slot_between(page, quantity)
        or _slot_of_idiom(page, claim, quantity, counted)
        or (
            fate_of(page, claim, quantity, argument, counted)
            if slot_of("", counted) is None
            else None
        )
    )


def _misses(claim: Claim, argument: Argument | None) -> bool:
    """Whether somebody misses what is counted, and nobody is missing."""
    missed = argument is not None and argument.role == "patient"
    return missed and any(a.role == "agent" for a in claim.arguments)


def _slot_printed(page: Page, claim: Claim, quantity: Quantity, counted: str) -> str | None:
    """The slot that the words at a figure tell whatever the verb: "1,200 job losses"."""
    if FATALLY.match(page.text, quantity.end):
        return "killed"
    if _JOB_LOSSES.match(page.text, quantity.end):
        return "jobs cut"
    return ON_STRIKE if are_on_strike(page, claim, quantity, counted) else None


def _may_be_people(counted: str) -> bool:
    """Whether those of whom some are counted are people: "40 of the marchers", not "of the 160
    seats"."""
    return counted in wording("people") | wording("persons") or can_speak(counted)


def _slot_of_idiom(page: Page, claim: Claim, quantity: Quantity, counted: str) -> str | None:
    """What becomes of people where no single verb tells it: "were left without a home", "were taken
    to hospital", "were pulled alive from the rubble"."""
    anybody = not counted or counted in wording("people") | wording("anybody") | wording("persons")
    anybody = anybody or can_speak(counted) or counted in wording("pronouns")
    if not anybody or slot_of("", counted) is not None:
        return None
    if _REMAINS.search(page.text, claim.start, claim.predicate.start):
        return None
    told_at = min(quantity.end, claim.predicate.start)
    said = page.text[told_at : max(claim.end, quantity.end)]
    return next((slot for slot, told in _IDIOMS if told.search(said)), None)


def _is_room(page: Page, claim: Claim) -> bool:
    """Whether what "holds" so many people has room for them and keeps nobody ("the ground holds
    30,000")."""
    holder = next((a for a in claim.arguments if a.role == "agent"), None)
    if holder is None or holder.start > claim.predicate.start:
        return False
    head = page.head(holder.start, holder.end)
    entity = page.entity_by_id.get(holder.entity or "")
    keeps = can_speak(head) or head in wording("pronouns") or page.upos(holder.start) == "PRON"
    return not keeps and (entity is None or entity.kind in ("place", "product", "other"))


def slot_of_person(page: Page, claim: Claim, argument: Argument) -> str | None:
    """The slot that a claim makes of a person in one of its arguments."""
    return _slot_in(page, claim, argument, PERSON) or _slot_of_state(page, claim, argument)


def is_of_state(page: Page, claim: Claim, quantity: Quantity) -> bool:
    """Whether a claim about the state behind a figure gives it ("left two dead and five
    wounded", "one was killed and four others wounded")."""
    behind = slot_behind(page, quantity)
    if behind is None or behind[1] == claim.predicate.start or behind[1] not in page.predicates:
        return False
    own = any(a.start <= quantity.start < a.end for a in claim.arguments)
    return claim.predicate.lemma.lower() == "leave" or not own


def _slot_between(page: Page, quantity: Quantity) -> str | None:
    """``27 wounded people had been admitted``: the slot of the state between a figure and its
    noun; none of "several of the freed soldiers", of whom something else is told."""
    if quantity.of is None or quantity.of.start < quantity.end or is_part(page, quantity):
        return None
    words = page.text[quantity.end : quantity.of.start].lower().split()
    found = (slot for word in words if (slot := slot_of("", word)))
    return next((slot for slot in found if slot in wording("people_slots")), None)


def _slot_in(page: Page, claim: Claim, argument: Argument | None, counted: str) -> str | None:
    """The slot that a claim's verb makes of what is counted in one of its arguments; "fatally
    wounded" is killed. Lemmatizers leave off a final "e" ("fre")."""
    role, lemma = argument.role if argument else "other", lemma_of_action(page, claim)
    slot = _slot(lemma, counted, role)
    fatal = _FATAL.search(page.text, max(0, claim.predicate.start - 12), claim.predicate.start)
    return "killed" if slot == "injured" and fatal else slot


def slot_behind(page: Page, quantity: Quantity) -> tuple[str, int] | None:
    """The slot of the state right behind what is counted ("five others wounded"), and where the
    state stands."""
    what = quantity.of
    near = what is not None and 0 <= what.start - quantity.end <= _NEAR
    told = _STATE.match(page.text, what.end if what is not None and near else quantity.end)
    if told is None:
        return None
    word = " ".join(told["state"].lower().split())
    slot = slot_of("", "dead" if word == "to death" else word)
    return (slot, told.start("state")) if slot in wording("people_slots") else None


def _slot_of_measured(page: Page, claim: Claim, counted: str) -> str | None:
    """``put the crowd at 20,000``: the slot of what a figure is put to, and of "took part"."""
    lemma = claim.predicate.lemma.lower()
    things = [page.head(a.start, a.end) for a in claim.arguments if a.role in ("patient", "theme")]
    if listed(lemma, "speech", "counts"):
        return next((slot for thing in things if (slot := slot_of("", thing))), None)
    if counted not in wording("people") | wording("anybody") | wording("persons"):
        return None
    if any(_is_harm(page, claim, argument) for argument in claim.arguments):
        return "injured"
    phrase = phrase_of(page, claim)
    return slot_of(phrase, PERSON, "patient") if phrase else None


def _who(argument: Argument | None) -> str:
    """ "About 20,000 joined the march": people, where a bare figure acts."""
    return "people" if argument is not None and argument.role == "agent" else ""


def _is_harm(page: Page, claim: Claim, argument: Argument) -> bool:
    """Whether a claim says of somebody that he has a wound ("suffered burns", "taken to hospital
    with injuries"); who is treated for something may be no wounded."""
    if page.head(argument.start, argument.end) not in wording("harms") | {"injury"}:
        return False
    suffers = claim.predicate.lemma.lower() in wording("suffering")
    before = page.text[max(0, argument.start - 6) : argument.start]
    return (suffers and argument.role in ("patient", "theme")) or bool(_WITH.search(before))


def _slot_before(page: Page, argument: Argument | None, quantity: Quantity) -> str | None:
    """The slot of a verb that the reader left in an argument ("killed three and wounded 20")."""
    if argument is None:
        return None
    words = page.words(argument.start, quantity.start)
    found = sorted({slot for word in words if (slot := slot_of(word, None, "patient"))})
    return found[0] if found and page.text[argument.start : quantity.start].strip() else None


def is_of_next_verb(page: Page, claim: Claim, quantity: Quantity) -> bool:
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


def _slot(lemma: str, counted: str, role: str | None) -> str | None:
    """The slot of a count; lemmatizers leave off a final "e" ("fre")."""
    return slot_of(lemma, counted, role) or slot_of(f"{lemma}e", counted, role)


def _slot_of_state(page: Page, claim: Claim, argument: Argument | None) -> str | None:
    """``left 30 people dead``, ``five others were hurt``, ``two were found dead``: the slot of what
    they are said to be."""
    states = [other for other in claim.arguments if other.role == "attribute"]
    if argument is None or argument in states or not states:
        return None
    lemma = claim.predicate.lemma.lower()
    if lemma not in wording("states_told") and states[0].start != claim.predicate.start:
        return None
    words = page.text[states[0].start : states[0].end].lower().split()
    return next((slot for word in words if (slot := slot_of("", word))), None)


def slot_of_toll(page: Page, claim: Claim) -> str | None:
    """The slot of the toll that a claim speaks of; "nine counts" of a charge are none."""
    spans: list[Argument | Span] = [*claim.arguments, *_toll_before(page, claim)]
    for argument in spans:
        head = page.head(argument.start, argument.end)
        if head in TOLLS and not _is_counted(page, argument, head):
            told = page.words(argument.start, max(argument.end, claim.predicate.start))
            words = sorted(told - {head})
            if {"power", "electricity"} & told and wording("supplied") & told:
                return "without power"
            if {"leave", "home"} <= told:  # "the number of people who had to leave their homes"
                return "evacuated"
            found = [slot_of(word, PERSON, "patient") or slot_of(head, word) for word in words]
            if head == "toll":  # of whom it isn't said: of the dead
                return next((slot for slot in found if slot in _TOLLED), "killed")
            behind = page.words(argument.end, claim.end)  # "the number of people | killed to 16"
            found += [slot_of(word, PERSON, "patient") for word in sorted(behind)]
            people = [slot for slot in found if slot in wording("people_slots")]
            return next(iter(people), next((slot for slot in found if slot), None))
    return None


def _is_counted(page: Page, span: Argument | Span, head: str) -> bool:
    return any(
        quantity.of is not None and quantity.of.lemma.lower() == head
        for quantity in page.reading.quantities
        if span.start <= quantity.start < span.end
    )


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
