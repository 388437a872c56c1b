"""Do two statements say the same thing? A score, the vetoes, and the reasons for both.

Precision comes first: agreement has to be shown by participants, figures, time or place, and one
veto is enough to keep two claims apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from secondsource.reconciling.aligning.amounts import weigh_figures
from secondsource.reconciling.aligning.deeds import (
    LACKING,
    alike,
    as_positive,
    contrary,
    distinct,
    things,
)
from secondsource.reconciling.aligning.distances import far_apart
from secondsource.reconciling.aligning.earlier import is_day, of_old, set_later
from secondsource.reconciling.aligning.evidence import Comparison, Tally
from secondsource.reconciling.aligning.gauges import TOLD_OTHERWISE, is_one_sum, of_one_gauge
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.inout import in_or_out, on_other_soil
from secondsource.reconciling.aligning.participants import heads, inside, named, participants
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.figures.numbers import (
    PERSON,
    Count,
    is_currency,
    telling_figure,
)
from secondsource.reconciling.pages.clock import meet
from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.lexicon import Likeness, likeness
from secondsource.reconciling.pages.phrasing import is_apposition
from secondsource.reconciling.pages.predicates import (
    listed,
    noun_of,
    opposed,
    phrases,
    stem,
    table,
    weak,
    words,
)
from secondsource.reconciling.sources.owning import CLAIMING
from secondsource.reconciling.sources.sources import can_speak

_WITH = re.compile(
    r"\bwith\s+(?:(?:all|about|some|around|nearly|almost|over|roughly|at\s+least|up\s+to|more\s+than|as\s+many\s+as"
    r"|an\s+estimated)\s+)*$",
    re.IGNORECASE,
)
_RETOLD = 0.4  # overlap of what was said where the same action is told
_WORD_FOR_WORD = 0.6  # ... and where only the words can show it
_PLAIN = 0.55  # cosine of two clauses beyond which more tells nothing
#: Cosine of two clauses from which it outweighs other verbs, other things that it is done to
#: ("shut its works", "closed a plant"), or that one is told as said.
_OUTWEIGHED = {"action": 0.6, "object": 0.55, "speech": 0.3}
_SAME_WORDS = 0.5  # words in common that make clauses alike though the verb is another
UNLIKE = frozenset({"actor other", "actor described", "object other", "object described"})
_ALIKE = 0.55  # cosine from which two words are much alike
_COMPANY = 0.15  # cosine from which two words may be one action where all else is the same
_LARGE = 1000  # number that hardly counts two things of one story
_SAID_ALIKE = 0.4  # words in common, of two claims or of their sentences, beside such a number
_SAME_DEED = 0.8  # likeness of deeds from which saying it is doing it
_SURE = 0.5  # likeness of deeds from which they are hardly two
_AGREED = frozenset({"actor", "party", "actor side", "object", "time", "place"})
_MANY = 6  # claims of one action in two reports, beyond which more tell nothing


def compare(one: Statement, other: Statement, ground: Ground) -> Comparison:
    """Weigh two statements; the same in either order."""
    if ground.known is None:
        return _compared(one, other, ground)
    found = ground.known.get(one, other)
    if found is None:
        found = ground.known.keep(one, other, _compared(one, other, ground))
    return found


def _compared(one: Statement, other: Statement, ground: Ground) -> Comparison:
    tally = Tally()
    _action(one, other, ground, tally)
    _status(one, other, tally)
    participants(one, other, ground, tally)
    weigh_figures(one, other, tally)
    _time_and_place(one, other, ground, tally)
    _wording(one, other, tally)
    _once(one, other, tally)
    _deed_shared(tally)
    company = _in_company(one, other, tally) or _one_figure(one, other, tally)
    company = company and _counts_aside(one) == _counts_aside(other)
    known = distinct(one.deeds, other.deeds)
    if tally.vetoes == {"action"} and company and not known and not _told_of_fates(one, other):
        tally.lift("action", "action class", "the rest is the same, the actions may be")
    level = tally.vetoes <= TOLD_OTHERWISE and {"figure", "figure small"} & tally.found.keys()
    if tally.vetoes and level and of_one_gauge(one, other):
        tally.clear("action class", "one level of one measure")
    _meaning(one, other, ground, tally)
    return tally.compared()


def _meaning(one: Statement, other: Statement, ground: Ground, tally: Tally) -> None:
    """How alike the clauses are in meaning, and which single veto that gets over."""
    if ground.meanings is None:
        return
    alike = ground.meanings.alike(one.key, other.key)
    tally.add("meaning", f"clauses alike in meaning ({alike:.2f})", min(max(alike / _PLAIN, 0), 1))
    unlike = {*UNLIKE, "figure untold"} & tally.found.keys()
    if tally.vetoes == {"object"}:
        if "action" in tally.found:  # "damaged the church" is like "damaged the lighthouse"
            return
        unlike -= {"object other", "object described"}
    if unlike or tally.found.get("words", 0.0) >= _SAME_WORDS:
        return  # "hired 25 engineers" is like "trained 25 engineers" in all but what counts
    for veto, least in _OUTWEIGHED.items():
        if tally.vetoes == {veto} and alike >= least:
            tally.outweigh(veto)


def _once(one: Statement, other: Statement, tally: Tally) -> None:
    """Whether both tell of one what happens to it only once ("resigned", "stepped down"), or what
    one cause brought about."""
    causes = one.kinds & other.kinds & words("harm", "causing") and one.lemma == other.lemma
    if causes and heads(one.actors) & heads(other.actors) and "object other" not in tally.found:
        tally.add("once", "one thing that something came of")
        return
    if one.kinds & other.kinds & words("sides", "sole"):
        tally.add("once", "what a story has one of")
        return
    told_once = one.lemma == other.lemma and one.lemma in words("sides", "once_by_word")
    if told_once or one.kinds & other.kinds & words("sides", "once"):
        shared = named(one.actors) & named(other.actors) or named(one.patients) & named(
            other.patients
        )
        if shared:
            tally.add("once", "what happens to anybody only once")


def _counts_aside(statement: Statement) -> bool:
    """Whether a claim's figure is told beside what happened ("broke out with 243 people aboard"):
    what else is said of as many is no such happening."""
    text = statement.page.text
    return any(_WITH.search(text, max(0, c.start - 40), c.start) for c in statement.counts)


def _told_of_fates(one: Statement, other: Statement) -> bool:
    """Whether one counts dead, held or the like and the other those who did something else ("16
    soldiers were killed in fighting"), or both are words of one report."""
    people = wording("people_slots")
    mine, theirs = ({c.slot for c in s.counts} & people for s in (one, other))
    return mine != theirs or one.page.report == other.page.report


def _in_company(one: Statement, other: Statement, tally: Tally) -> bool:
    """Whether two different actions may be one because so much beside them is: the same number of
    the same things, or the same actor and object at one time."""
    if one.speech or other.speech or weak(one.lemma) or weak(other.lemma):
        return False
    found = tally.found
    object_ = "object" in found or "object word" in found
    actor = "actor" in found or "party" in found or "actor side" in found or "actor word" in found
    figure = "figure" in found or "figure small" in found
    alike = found.get("action alike", 0.0)
    if "actor other" in found or "object other" in found:
        return False
    things = {c.scope for c in one.counts} & {c.scope for c in other.counts} - {"", PERSON}
    if figure and (object_ or things):
        return alike >= (2 * _COMPANY if actor else _COMPANY)  # "hired 20", "trained 20"
    return actor and object_ and ("time" in found or "place" in found) and alike >= 2 * _COMPANY


def _one_figure(one: Statement, other: Statement, tally: Tally) -> bool:
    """Whether both give one figure that is hardly told twice ("was carrying 40 pupils", "forty
    pupils were on the bus"), with somebody or something else in common. One actor may well do two
    things to as many ("hired 20 engineers", "trained 20 engineers"), but hardly with one sum of
    money, one share or one large number ("paid 3.4 million euros", "got 3.4 million euros")."""
    found = tally.found
    if "figure" not in found:
        return False
    theirs = {(c.scope, c.unit, c.value) for c in other.counts}
    shared = [c for c in one.counts if telling_figure(c) and (c.scope, c.unit, c.value) in theirs]
    if of_other_things(found, shared):
        return False
    if any(c.unit is not None or (c.value or 0) >= _LARGE for c in shared):
        if of_two_things(one, other):
            return False
        return found.get("words", 0) >= _SAID_ALIKE or found.get("around", 0) >= _SAID_ALIKE
    if {"actor", "actor word"} & found.keys():
        return False
    return bool(shared) and bool({"object", "object word", "others", "place"} & found.keys())


def of_other_things(found: Mapping[str, float], shared: Iterable[Count]) -> bool:
    """Whether figures that are measures are of things described otherwise: a wind of 110
    kilometres an hour is no bus that drives so fast."""
    measured = any(c.unit is not None and not is_currency(c.unit) for c in shared)
    return measured and bool({"actor other", "object other"} & found.keys())


def of_two_things(one: Statement, other: Statement) -> bool:
    """Whether each gives a share and says of what, and not of one thing: a currency that gained 2.1
    percent is no growth of 2.1 percent."""
    if not all(any(c.unit == "%" for c in s.counts) for s in (one, other)):
        return False
    mine, theirs = ({stem(word) for word in _measured(s)} for s in (one, other))
    return bool(mine and theirs) and not (
        mine & {*theirs, stem(other.lemma)} or theirs & {stem(one.lemma)}
    )


def _measured(statement: Statement) -> frozenset[str]:
    """Nouns for what a share may be of."""
    told = {f[1:] for f in statement.actors | statement.objects if f[0] == "~"}
    own = "@measure" in things().get(stem(statement.lemma), ())
    rows = [row for row in table()["nouns"]["measured"] if {statement.lemma, *told} & {*row}]
    return frozenset(told.union({statement.lemma} if own else (), *rows))


def _action(one: Statement, other: Statement, ground: Ground, tally: Tally) -> None:
    shared = one.kinds & other.kinds
    words = likeness(one.lemma, other.lemma)
    if shared or words.same:
        kind = min(shared, key=lambda k: (len(k), k), default=one.lemma)
        plain = stem(one.lemma) == stem(other.lemma) or words.same
        if plain or CLAIMING in shared or _one_phrase(one, other):
            tally.add("action", f"same action: {kind.removeprefix('slot:')}")
        else:
            tally.add("action class", f"actions of one kind: {kind.removeprefix('slot:')}")
        if CLAIMING in shared and named(one.actors & other.actors):
            tally.add("party", "one owns up to what is laid to it")
        if weak(one.lemma) and weak(other.lemma) and shared <= {one.lemma, other.lemma}:
            tally.add("action weak", "which says little by itself")
        if listed(one.lemma, "speech", "mere") and listed(other.lemma, "speech", "mere"):
            tally.add("action saying", "which is only that somebody spoke")
        often = min(_MANY, one.page.told(shared) * other.page.told(shared))
        if often > 1:
            tally.add("action often", "which the reports tell of several times", often - 1)
    if _is_office_and_deed(one, other) or _is_office_and_deed(other, one):
        tally.veto("object", "one says who somebody is, the other what was done")
    if _quits_otherwise(one, other):
        tally.veto("object", "what is left is not one thing")
    _words(one, other, words, tally)
    _deeds(one, other, words, tally)
    if not (shared or words.same):
        _different(one, other, words, tally)


def _is_office_and_deed(one: Statement, other: Statement) -> bool:
    """ "Harold Stent, the head of the company" and "Stent has gone"; not "the owner of the mill,
    Kell" and "Kell bought the mill"."""
    return _is_office(one) and _is_deed(other) and not one.objects & other.objects


@lru_cache(maxsize=1 << 12)
def _is_office(statement: Statement) -> bool:
    """Whether it says who somebody is, beside his name."""
    page, claim = statement.page, statement.claim
    if not can_speak(claim.predicate.lemma.lower()) or not is_apposition(page, claim):
        return False
    return not page.is_clause(statement.told) and not page.happens(statement.told)


@lru_cache(maxsize=1 << 12)
def _is_deed(statement: Statement) -> bool:
    """Whether it tells what somebody did, without a figure."""
    page, at = statement.page, statement.claim.predicate.start
    return page.upos(at) == "VERB" and page.is_past(at) and not statement.counts


def _quits_otherwise(one: Statement, other: Statement) -> bool:
    """Whether one leaves talks, a treaty or a coalition and the other something else, or takes
    something out ("pulled its troops out of the valley")."""
    mine, theirs = ({k for k in s.kinds if k.startswith("quit_")} for s in (one, other))
    if mine and theirs:
        return not mine & theirs
    rest = other if mine else one
    taken = any(f[0] == "~" for f in rest.patients) and listed(rest.lemma, "quitting", "verbs")
    return bool(mine or theirs) and taken


def _different(one: Statement, other: Statement, words: Likeness, tally: Tally) -> None:
    """What becomes of two actions that no class calls one."""
    apart = (
        words.opposite
        or _lacks(one, other)
        or contrary(one.deeds, other.deeds)
        or opposed(one.kinds, other.kinds)
    )
    told = one.polarity != other.polarity and _says_so_by_denial(one, other)
    if apart and not told:  # "did not sign the law" is no contrary of "vetoed it"
        tally.veto("opposite", f"contrary actions: {one.lemma}, {other.lemma}")
    elif "action deed" in tally.found:
        tally.add("action told", "in words which are not always used for one thing")
    elif not (words.derived or words.synonym):
        tally.veto("action", f"different action: {one.lemma}, {other.lemma}")


def _lacks(one: Statement, other: Statement) -> bool:
    """Whether something is in a state in one and out of it in the other ("under control", "out of
    control"), or lacks two things ("without power", "without water")."""
    bare = [s.lemma.removeprefix("out_of_").removeprefix("without_") for s in (one, other)]
    lack = [s.lemma.startswith(LACKING) for s in (one, other)]
    if all(lack):
        return noun_of(bare[0]) != noun_of(bare[1])
    return any(lack) and bare[0] == bare[1]


def _deeds(one: Statement, other: Statement, words: Likeness, tally: Tally) -> None:
    """How far both tell of the same deeds, where their words don't show it."""
    if words.same or stem(one.lemma) == stem(other.lemma):
        return
    found = round(alike(one.deeds, other.deeds), 3)
    if found:
        shared = one.deeds.keys() & other.deeds.keys()
        deed = min(shared, key=lambda d: (-one.deeds[d] * other.deeds[d], d))
        tally.add("action deed", f"ways to tell of one deed: {deed}", found)


def _deed_shared(tally: Tally) -> None:
    """One deed that the same is told of: who does it, to whom, when or where."""
    deed = tally.found.get("action deed", 0.0)
    agreed = len(_AGREED & tally.found.keys())
    if deed and agreed:
        tally.add("deed shared", "one deed, told of the same", round(deed * min(agreed, 2), 3))
    if deed > _SURE:
        tally.add("deed sure", "in words that hardly tell anything else", round(deed - _SURE, 3))


def _one_phrase(one: Statement, other: Statement) -> bool:
    """Whether both actions are verbs with their nouns, which mean one thing ("set a date"), or one
    is such a verb and the other the noun's own ("made a promise", "promised")."""
    said = one.kinds & other.kinds & words("sides", "uttered")
    if said and (stem(one.lemma) in one.kinds) != (stem(other.lemma) in other.kinds):
        return True
    return one.kinds == other.kinds and bool(one.kinds & phrases())


def _words(one: Statement, other: Statement, words: Likeness, tally: Tally) -> None:
    """What the two actions' words alone say."""
    told = f"{one.lemma}, {other.lemma}"
    if words.same:
        return
    if words.derived:
        tally.add("action derived", f"words of one root: {told}")
    if words.synonym:
        tally.add("action synonym", f"words of one meaning: {told}")
    if words.cosine > 0:
        tally.add("action alike", f"words of like use: {told}", words.cosine)
    if words.cosine > _ALIKE:
        tally.add("action near", "very much alike", round(words.cosine - _ALIKE, 3))


def _status(one: Statement, other: Statement, tally: Tally) -> None:
    if one.modality != other.modality and not _settled(one, other):
        tally.veto("modality", f"one is {one.modality}, the other {other.modality}")
    if one.polarity != other.polarity and not _says_so_by_denial(one, other):
        tally.veto("polarity", "one says it is so, the other that it is not")
    one_deed = alike(one.deeds, other.deeds) >= _SAME_DEED  # "declared him unwelcome"
    if one.speech != other.speech and not (one.kinds & other.kinds or one_deed):
        tally.veto("speech", "one is the saying, the other what is said")
    if one.another != other.another and not (one.old and other.old):
        tally.veto("occurrence", "one speaks of another than the one named before")
    if one.again != other.again and _is_of_before(*((one, other) if one.again else (other, one))):
        tally.veto("occurrence", "one is of the days after")
    if one.ordinals and other.ordinals and not one.ordinals & other.ordinals:
        tally.veto("occurrence", "different occurrences of a repeated event")
    if one.speech and other.speech and one.content and other.content:
        overlap = len(one.content & other.content) / min(len(one.content), len(other.content))
        told = heads(one.patients) & heads(other.patients) or _is_of_one_thing(one, other)
        if overlap < (_RETOLD if _acts(one) & _acts(other) else _WORD_FOR_WORD) and not told:
            tally.veto("content", "different things were said")
        else:
            tally.add("content", "the same was said", overlap)


def _is_of_one_thing(one: Statement, other: Statement) -> bool:
    """ "The UN condemned the bombardment of the market", "criticised the attack on the market"."""
    who = bool(named(one.actors & other.actors))
    content = {word for word in one.content & other.content if word[0] != "#"}
    return who and bool(one.kinds & other.kinds & words("speech", "judging") and content)


def _is_of_before(later: Statement, other: Statement) -> bool:
    """Whether something is of a day before that of which ``later`` says that it happened again."""
    published = (later.page.reading.report.published or "")[:10]
    if other.interval is None or not published:
        return False
    last = other.interval[1][:10]
    return not meet(later.interval, other.interval) if later.interval else last <= published


def _says_so_by_denial(one: Statement, other: Statement) -> bool:
    """Whether the negative one tells the deed of the positive one ("did nothing wrong", "is
    innocent")."""
    negative, positive = (one, other) if one.polarity == "-" else (other, one)
    return as_positive(negative.deeds, negative.turned, positive.deeds)


def _settled(one: Statement, other: Statement) -> bool:
    """Whether it is done by being announced, and one tells of that, the other of the plan; or is
    imposed by a sentence ("must serve seven years"); or is what won't be ("will not take place",
    "has been cancelled"); or is under way or arranged ("is leaving", "leaves on Monday")."""
    both = {one.modality, other.modality}
    planned = one if one.modality == "planned" else other
    if both == {"actual", "planned"} and planned.polarity == "-" and one.polarity != other.polarity:
        return _says_so_by_denial(one, other)
    if both == {"actual", "planned"} and _names_who_will(one if planned is other else other):
        return bool(one.deeds.keys() & other.deeds.keys() & words("sides", "succeeding"))
    deeds = one.deeds.keys() & other.deeds.keys()
    if both == {"actual", "planned"} and (deeds or one.kinds & other.kinds):
        done = other if planned is one else one
        at = done.claim.predicate.start
        if done.page.is_under_way(at) or done.page.is_arranged(at):
            return True  # "is pulling out", "will withdraw"; "pays 640 million", "will pay"
    if both == {"actual", "planned"} and deeds & words("sides", "agreed"):
        return "~deal" in (other if planned is one else one).actors  # "the accord gives them more"
    if both == {"actual", "requested"}:
        return bool(one.deeds.keys() & other.deeds.keys() & words("sides", "imposed"))
    return both == {"actual", "planned"} and bool(
        one.kinds & other.kinds & words("sides", "settled")
    )


def _names_who_will(statement: Statement) -> bool:
    """Whether a noun says who takes a place ("her successor is Jon Falk")."""
    return bool(statement.actors) and statement.page.upos(statement.told) == "NOUN"


def _acts(statement: Statement) -> frozenset[str]:
    return frozenset(word for word in statement.content if word[0] == "#")


def _time_and_place(one: Statement, other: Statement, ground: Ground, tally: Tally) -> None:
    _times(one, other, tally)
    if {in_or_out(one), in_or_out(other)} == {"inside", "outside"} or on_other_soil(one, other):
        tally.veto("place", "inside in one, outside in the other")
    if one.places & other.places or inside(one, other):
        tally.add("place", "same place")
    elif one.places and other.places and not ground.nested(one.places, other.places):
        if far_apart(one.sites, other.sites):
            tally.veto("place", "different places")
        else:
            tally.add("place other", "another place named")


def _times(one: Statement, other: Statement, tally: Tally) -> None:
    if "through" in (one.loose, other.loose) and one.loose != other.loose and is_day(one, other):
        tally.veto("time", "one tells of weeks, the other of a day")
    if one.interval and other.interval:
        if meet(one.interval, other.interval):
            tally.add("time", "same time")
        elif one.loose == other.loose != "clock":
            tally.veto("time", "different times")
    elif (of_old(one, other) or of_old(other, one)) and not is_one_sum(one, tally.found):
        tally.veto("time", "one is told of long before the other was reported")
    elif set_later(one, other) or set_later(other, one):
        tally.veto("time", "one is of days long before those that the other tells of")


def _wording(one: Statement, other: Statement, tally: Tally) -> None:
    smaller = min(len(one.words), len(other.words))
    if smaller:
        overlap = len(one.words & other.words) / smaller
        larger = max(len(one.words), len(other.words))
        if overlap:
            tally.add("words", "shared words", round(overlap * min(smaller, 4) / 4, 3))
            tally.add("wording", "alike in length and words", round(overlap * smaller / larger, 3))
        else:
            tally.add("words none", "no word in common beside the action")
    mine, theirs = one.around, other.around
    around = len(mine & theirs) / (min(len(mine), len(theirs)) or 1)
    if around:
        tally.add("around", "sentences with words in common", round(around, 3))
