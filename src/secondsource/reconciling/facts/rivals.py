"""Two answers to one question told with unlike verbs: other numbers of the same things by other
voices, another doer of some harm, another cause, another winner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondsource.reconciling.aligning.evidence import Comparison
from secondsource.reconciling.aligning.inout import across_a_border, realms
from secondsource.reconciling.aligning.means import by_other_means
from secondsource.reconciling.aligning.namedcauses import (
    excludes_cause,
    happenings_of,
    rival_causes,
)
from secondsource.reconciling.aligning.participants import blames, named
from secondsource.reconciling.aligning.parties import of_rival_parties
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.figures.numbers import (
    ON_STRIKE,
    PERSON,
    Count,
    is_currency,
    most_apart,
    telling_figure,
)
from secondsource.reconciling.origins.independence import surely_one
from secondsource.reconciling.origins.origins import Voice
from secondsource.reconciling.pages.predicates import (
    contrary_states,
    is_state,
    kinds_of,
    listed,
    words,
)
from secondsource.reconciling.pages.timing import days_between
from secondsource.reconciling.sources.ties import Ties

_LOOSE = -1.9  # agreement asked of two numbers of the same things
_SHARES = frozenset(
    {"%", "t", "ton", "kg", "ha", "acre", "km2", "L", "gal", "bbl", "m3"}
)  #: units besides money in which outlets count
RATIO = 2.5  # between two numbers that answer one question
_NEAR_DAYS = 3  # between two days that are given for one deed
_DEFINITE = re.compile(r"\bthe\s", re.IGNORECASE)
_KNOWN = re.compile(r"(?:the|its|his|her|their|this|that)\s", re.IGNORECASE)
_ONE_HARM = 0.5  # words in common of two sentences on what is done to one thing
_SAME_SIDE = frozenset({"actor", "actor side", "actor word", "party"})
_FIRST = re.compile(
    r"\bfirst\s*(?:$|[,.;]|(?:shots?|blows?|strike|stone)\b|(?:at|in|on|near|from)\b)",
    re.IGNORECASE,
)
_FIRST_SHOTS = re.compile(
    r"(?:the\s+)?(?:first|opening)\s+(?:shots?|blows?|shells?|salvos?|fire|strike|volleys?|rockets?)\b",
    re.I,
)
_BEGINS = re.compile(
    r"\b(?:start(?:s|ed|ing)?|beg[aiu]n(?:s|ning)?|initiat\w+|provok\w+|instigat\w+|open(?:s|ed|ing)?)\s+"
    r"(?:the|this|that|these|all|its|their|a)?\s*(?:\w+\s+)?$",
    re.IGNORECASE,
)
_UP_TO_THEN = re.compile(
    r"\b(?:when|until|while|still|then|after|at\s+the\s+time|initially|at\s+first)\b", re.IGNORECASE
)
_SHARED = frozenset({"object", "object word", "others", "place", "around"})
#: vetoes that leave room for one thing told to be in two places
_OF_PLACE = frozenset({"place", "action", "opposite", "scope", "object"})
_TAKING_PART = frozenset({"object", "others", "place", "actor"})


def rival_numbers(one: Draft, other: Draft, found: Comparison, tied: Ties) -> bool:
    """Whether two voices give different numbers of the same things in unlike words ("was carrying
    160 people, its owner said", "210 had squeezed onto the ferry, a survivor said")."""
    unlike = {"figure"} if "action told" in found.evidence else {"action", "figure"}
    if found.objections != unlike or found.question < _LOOSE or "object other" in found.evidence:
        return False
    pair = most_apart(one.counted.counts, other.counted.counts)
    if pair is None or not all(_tells(count) for count in pair):
        return False
    if not (_TAKING_PART if pair[0].scope == PERSON else _SHARED) & found.evidence.keys():
        return False
    low, high = sorted(count.low for count in pair)
    settled = all(d.leader.modality == "actual" and d.leader.polarity == "+" for d in (one, other))
    return settled and high <= RATIO * low and by_others(one, other, tied)


def number_keys(draft: Draft) -> set[tuple[str, ...]]:
    """Keys of which two facts that may give rival numbers share one: the things counted, for people
    with somebody or something else that takes part."""
    keys: set[tuple[str, ...]] = set()
    for statement in draft.limits:
        if any(count.slot == ON_STRIKE for count in statement.counts):
            keys.add(("number", ON_STRIKE))  # by whatever verb, of whatever trade
        anchors = statement.actors | statement.objects | statement.places
        for count in filter(_tells, statement.counts):
            if count.scope == PERSON:
                keys |= {("number", PERSON, anchor) for anchor in anchors}
            elif not count.slot or count.slot == ON_STRIKE:
                keys.add(("number", count.scope, count.unit or ""))
    return keys


def _tells(count: Count) -> bool:
    unit = count.unit or ""
    answers = not unit or is_currency(unit) or unit in _SHARES
    called = bool(count.scope) or (bool(unit) and unit not in _SHARES)
    return answers and called and telling_figure(count)


def by_others(one: Draft, other: Draft, tied: Ties) -> bool:
    """Whether one at least is somebody's word, and nobody gives both."""
    quoted = any(not w.testimony.own for w in (*one.witnesses, *other.witnesses))
    return quoted and not _by_one(one, other, tied)


def _by_one(one: Draft, other: Draft, tied: Ties) -> bool:
    """Whether some voice gives both."""
    pairs = ((mine, theirs) for mine in _told_by(one) for theirs in _told_by(other))
    return any(surely_one(mine, theirs, tied) for mine, theirs in pairs)


def _told_by(draft: Draft) -> Iterator[Voice]:
    for witness in draft.witnesses:
        yield from witness.testimony.voices


def rival_doers(one: Draft, other: Draft, found: Comparison, tied: Ties) -> str | None:
    """What two facts with different actors disagree on: who did some harm, what caused it, who won;
    None where both may be, or where one voice tells both."""
    mine, theirs = one.leader, other.leader
    if mine.modality != "actual" or theirs.modality != "actual" or _by_one(one, other, tied):
        return None
    kinds = mine.kinds & theirs.kinds
    done_to = mine.patients & theirs.patients
    victims = named(done_to)
    if kinds & words("harm", "responsibility") and victims:
        return "who did it"
    harms = words("harm", "responsibility") | words("harm", "blamed") | words("harm", "rammed")
    harmed = kinds & harms or (
        found.evidence.get("action deed", 0.0) >= _ONE_HARM
        and mine.kinds & harms
        and theirs.kinds & harms
    )
    if harmed and _is_one_harm(one, other, done_to, found) and _of_two(one, other, tied):
        return "who did it"
    if {mine.lemma, theirs.lemma} & words("harm", "loose"):
        return None
    if _by_rival_means(one, other):
        return "what caused it"
    if kinds & words("harm", "causing") and (victims or _things(done_to)):
        return "what caused it"
    alone = not (mine.counts or theirs.counts) and bool(victims or _things(done_to))
    won = kinds & words("harm", "only_one") and mine.lemma == theirs.lemma
    return "who won" if won and alone else None


def rival_holders(one: Draft, other: Draft, found: Comparison, tied: Ties) -> str | None:
    """What two voices disagree on who name different owners, buyers or payers of one thing
    ("belongs to the city", "is Sundt's property"); None where both may be."""
    kinds = one.leader.kinds & other.leader.kinds & words("harm", "held")
    told = [s for draft in (one, other) for s in draft.limits]
    settled = one.leader.modality == other.leader.modality and all(s.polarity == "+" for s in told)
    if not kinds or not settled or any(s.counts for s in told) or found.objections != {"actor"}:
        return None
    if not by_others(one, other, tied):
        return None
    named = any(f[0] == "=" for f in one.leader.patients & other.leader.patients)
    the = all(_is_one_thing(s) for s in (one.leader, other.leader))
    shared = {"object", "object word"} & found.evidence.keys()
    alike = found.evidence.get("around", 0.0) >= _ONE_HARM
    if not (named or (the and shared) or ("pay_for" in kinds and alike)):
        return None
    asked = next(kind for kind in ("pay_for", "own", "buy") if kind in kinds)
    return {"pay_for": "who pays for it", "own": "who owns it", "buy": "who bought it"}[asked]


def _is_one_thing(statement: Statement) -> bool:
    """Whether what is owned or bought is one known thing: "the shipyard", "its last mill"."""
    page = statement.page
    things = [a for a in statement.claim.arguments if a.role in ("patient", "theme", "agent")]
    return any(_KNOWN.match(page.text, a.start, a.end) is not None for a in things)


def _of_two(one: Draft, other: Draft, tied: Ties) -> bool:
    """Whether two facts tell of doers of two sides, or two voices of two by name."""
    mine, theirs = one.leader, other.leader
    if of_rival_parties(mine, theirs) or blames(mine, theirs) or blames(theirs, mine):
        return True
    quoted = all(not w.testimony.own for w in (*one.witnesses, *other.witnesses))
    doers = [{f for f in s.actors if f[0] in "=@"} for s in (mine, theirs)]
    the = all(_DEFINITE.search(s.page.text, s.claim.start, s.claim.end) for s in (mine, theirs))
    the = the or (_one_day(mine, theirs) and bool(mine.places & theirs.places))
    return quoted and the and all(doers) and by_others(one, other, tied)


def _one_day(one: Statement, other: Statement) -> bool:
    return one.interval is not None and _days_between(one, other) == 0


def _is_one_harm(one: Draft, other: Draft, done_to: frozenset[str], found: Comparison) -> bool:
    """Whether what is done to something without a name, or to so many people, is told of one place,
    day or sentences much alike: "shelled the school in Karu", "killed two students there"."""
    evidence = found.evidence
    mine, theirs = ({(c.scope, c.value) for c in d.leader.counts} for d in (one, other))
    if (mine or theirs) and not mine & theirs:
        return False
    if not (mine & theirs or _things(done_to)):
        return False
    known = all(d.leader.charged for d in (one, other))  # "the ambush on the convoy"
    alike = evidence.get("around", 0.0) >= _ONE_HARM or (known and "object word" in evidence)
    return alike or bool({"place", "time"} & evidence.keys())


def _by_rival_means(one: Draft, other: Draft) -> bool:
    """Whether somebody's word is that the same thing was hit by other means ("was hit by rebel
    artillery, the army said", beside "an air strike hit the convoy")."""
    mine, theirs = one.leader, other.leader
    quoted = any(not w.testimony.own for w in (*one.witnesses, *other.witnesses))
    return quoted and bool(mine.patients & theirs.patients) and by_other_means(mine, theirs)


def begun_keys(draft: Draft) -> set[tuple[str, ...]]:
    """Keys of which two facts that tell who began something share one: what was begun."""
    return {("begun", kind) for statement in draft.limits for kind in _begun(statement)}


def rival_beginners(one: Draft, other: Draft, found: Comparison, tied: Ties) -> bool:
    """Whether two voices tell of different sides that they began one thing ("Solmar had started the
    shooting", "the Arvenians had shot first")."""
    settled = all(d.leader.modality == "actual" and d.leader.polarity == "+" for d in (one, other))
    free = found.objections <= {"action", "actor", "object", "scope"}
    if not (settled and free) or _SAME_SIDE & found.evidence.keys():
        return False
    told = all(any(s.actors for s in draft.limits) for draft in (one, other))
    shared = {key[1] for key in begun_keys(one)} & {key[1] for key in begun_keys(other)}
    return told and bool(shared) and by_others(one, other, tied)


def _begun(statement: Statement) -> frozenset[str]:
    """The kinds of what a claim says that somebody did first, or began."""
    page, claim = statement.page, statement.claim
    heads = {f[1:] for f in statement.objects | statement.patients if f[0] == "~"}
    told = frozenset(kind for head in heads for kind in kinds_of(head))
    begins = listed(claim.predicate.lemma.lower(), "harm", "beginning")
    begins = begins or _BEGINS.search(page.text, claim.start, claim.predicate.start) is not None
    begins = begins or _FIRST_SHOTS.match(page.text, claim.start, claim.end) is not None
    if not begins and not _FIRST.search(page.text, claim.predicate.start, claim.end):
        return frozenset()
    return (statement.kinds | told) & words("harm", "begun")


def state_keys(draft: Draft) -> set[tuple[str, ...]]:
    """Keys of which two facts that may tell contrary states share one: what is in that state."""
    return {
        ("state", filler)
        for statement in draft.limits
        if any(map(is_state, _state(statement)))
        for filler in _subjects(statement)
    }


def rival_states(one: Draft, other: Draft, found: Comparison, tied: Ties) -> bool:
    """Whether two voices tell contrary states of one thing ("the gate was locked", a survivor said;
    "all gates stood open", the club said)."""
    settled = all(d.leader.modality == "actual" and d.leader.polarity == "+" for d in (one, other))
    free = found.objections <= {"opposite", "action", "scope"}
    if not (settled and free and by_others(one, other, tied)) or one.counted.counts:
        return False
    if _lived_on(one, other) or _lived_on(other, one):
        return False
    return any(
        contrary_states(mine, theirs) and bool(_subjects(a) & _subjects(b)) and _of_one_time(a, b)
        for a in one.limits
        for b in other.limits
        for mine in _state(a)
        for theirs in _state(b)
    )


def _of_one_time(one: Statement, other: Statement) -> bool:
    """Whether the reports that tell two states are of days near each other: what was sealed is open
    twelve days later, though a report of that day tells of both."""
    days = [(s.page.reading.report.published or "")[:10] for s in (one, other)]
    return not all(days) or days_between(*sorted(days)) <= _NEAR_DAYS


def rival_ways(one: Draft, other: Draft, tied: Ties) -> bool:
    """Whether two voices tell of unlike ways in which the same people came free ("escaped from
    their captors", the firm said; "were freed by soldiers", the ministry said)."""
    mine, theirs = one.leader, other.leader
    settled = all(s.modality == "actual" and s.polarity == "+" for s in (mine, theirs))
    if not (settled and by_others(one, other, tied)):
        return False
    alone, others = words("ways", "alone"), words("ways", "by_others")
    apart = (mine.kinds & alone and theirs.kinds & others) or (
        mine.kinds & others and theirs.kinds & alone
    )
    return bool(apart) and bool(_free_people(mine) & _free_people(theirs))


def _free_people(statement: Statement) -> frozenset[str]:
    """Who came free: by name, or by their noun with how many they are."""
    page = statement.page
    told = [a for a in statement.claim.arguments if a.role in ("agent", "patient", "theme")]
    names = named(statement.actors | statement.patients)
    counted = {
        f"{page.head(a.start, a.end)}:{quantity.value}"
        for a in told
        for quantity in page.reading.quantities
        if a.start <= quantity.start < a.end and quantity.value is not None
    }
    return names | counted


def way_keys(draft: Draft) -> set[tuple[str, ...]]:
    """Keys of which two facts that tell how somebody came free share one: who."""
    ways = words("ways", "alone") | words("ways", "by_others")
    return {("way", who) for s in draft.limits if s.kinds & ways for who in _free_people(s)}


def _lived_on(alive: Draft, dead: Draft) -> bool:
    """Whether somebody was alive only up to then ("was alive when they pulled him out"), or as
    reports before those of his death tell."""
    told = [s for s in alive.limits if "alive" in _state(s)]
    if not told:
        return False
    bounded = any(
        _UP_TO_THEN.search(s.page.text, s.claim.start, s.page.sentence(s.claim.start).end)
        for s in told
    )
    last = max(w.published[:10] for w in alive.witnesses)
    return bounded or last < min(w.published[:10] for w in dead.witnesses)


def _state(statement: Statement) -> set[str]:
    """The words for a state that something is in; none where somebody brings it about."""
    claim, page = statement.claim, statement.page
    if any(a.role == "agent" for a in claim.arguments) and any(
        a.role == "patient" for a in claim.arguments
    ):
        return set()
    printed = page.text[claim.predicate.start : claim.predicate.end].lower()
    if printed.endswith("ing") and any(a.role == "patient" for a in claim.arguments):
        return set()  # "twelve days after shutting it"
    return {statement.lemma, claim.predicate.lemma.lower(), printed}


def _subjects(statement: Statement) -> frozenset[str]:
    return frozenset(
        f for f in statement.actors | statement.objects | statement.patients if f[0] in "~="
    )


def border_keys(draft: Draft) -> set[tuple[str, ...]]:
    """Keys of which two facts that tell on which side of a border something was share one."""
    return {("border", realm) for realm in realms(draft.limits)}


def rival_days(one: Draft, other: Draft, found: Comparison, tied: Ties) -> bool:
    """Whether two voices tell of one deed, which somebody by name does once, for two days ("arrived
    on Monday, her office said", "arrived on Tuesday, the airport said")."""
    mine, theirs = one.leader, other.leader
    evidence = found.evidence.keys()
    if (
        found.objections != {"time"}
        or "action" not in evidence
        or not {"actor", "object"} & evidence
    ):
        return False
    once = mine.kinds & theirs.kinds & (words("sides", "once") | words("sides", "dated"))
    settled = all(
        s.modality == "actual" and s.polarity == "+" and not (s.loose or s.old or s.counts)
        for s in (mine, theirs)
    )
    quoted = all(not w.testimony.own for w in (*one.witnesses, *other.witnesses))
    apart = _days_between(mine, theirs)
    near = apart is not None and apart <= _NEAR_DAYS
    return bool(once) and settled and quoted and near and by_others(one, other, tied)


def _days_between(one: Statement, other: Statement) -> int | None:
    """Days between the days of two claims; None where either is not of one day."""
    if one.interval is None or other.interval is None:
        return None
    if any(days_between(*s.interval) > 1 for s in (one, other) if s.interval is not None):
        return None
    return abs(days_between(one.interval[0], other.interval[0]))


def cause_keys(draft: Draft) -> set[tuple[str, ...]]:
    """Keys of which two facts that tell what something came of share one: what it was."""
    return {("came of", kind) for kind in happenings_of(draft.limits)}


def rival_origins(one: Draft, other: Draft, tied: Ties) -> bool:
    """Whether two voices name unlike causes of one happening ("was set deliberately", "began with a
    short circuit")."""
    told = [[w for w in draft.witnesses if happenings_of([w.statement])] for draft in (one, other)]
    pairs = ((a, b) for mine in told[0] for theirs in told[1]
             for a in mine.testimony.voices for b in theirs.testimony.voices)  # fmt: skip
    if any(surely_one(a, b, tied) for a, b in pairs):
        return False
    quoted = any(not w.testimony.own for witnesses in told for w in witnesses)
    unlike = rival_causes(one.limits, other.limits) or excludes_cause(one.limits, other.limits)
    return quoted and unlike


def rival_sides(one: Draft, other: Draft, found: Comparison, tied: Ties) -> bool:
    """Whether two voices put one thing on either side of a border ("was sailing in international
    waters", the navy said; "had entered our waters", the coastguard said)."""
    settled = all(d.leader.modality == "actual" and d.leader.polarity == "+" for d in (one, other))
    free = "place" in found.objections and found.objections <= _OF_PLACE
    told = settled and free and by_others(one, other, tied)
    return told and across_a_border(one.limits, other.limits)


def _things(fillers: frozenset[str]) -> bool:
    return any(f[0] == "~" for f in fillers)


def contradicted(one: Draft, other: Draft) -> bool:
    """Whether what is told as not so is somebody's word, and nothing the outlet found: "“We did not
    pay a cent,” the head of the trust said"."""
    negative = one if one.leader.polarity == "-" else other
    return all(not w.testimony.own and not w.testimony.voice.anonymous for w in negative.witnesses)
