"""Of whom or what a figure is the number: everybody, a part, more of them, the sum of several
happenings."""

from __future__ import annotations

import re
from itertools import pairwise
from math import inf

from secondsource.reconciling.figures.numbers import ON_STRIKE, PART, PERSON
from secondsource.reconciling.figures.strikers import trade_of
from secondsource.reconciling.pages.lemmas import lemma_of, wording
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import noun_of
from secondsource.reconciling.sources.sources import can_speak
from secondsource.records.reading import Claim, Quantity
from secondsource.slots import JOBS, slot_of

_BACK = 2  # sentences in which those stand of whom some are a part
MORE = "more "  #: before the scope of an addition
GLIMPSED = "seen of "  #: before the scope of what a witness saw or one house held
SEVERAL = "of several times "  #: before the scope of a sum over several happenings
# "Two of the dead" is a part of another count.
_PART = re.compile(
    r"\s+of\s+(?:the|them|those|these|whom|which|its|his|her|their)\b", re.IGNORECASE
)
# "Nine of them were freed" is the whole number of the freed.
_OF_THEM = re.compile(
    r"\s+of\s+(?:them|those|these|whom|which)\s+(?:was|were|is|are|has|have|had|will|died)\b",
    re.IGNORECASE,
)
# "One of the dead guards" is one of those who are counted as dead.
_OF_THE_HURT = re.compile(
    r"\s+of\s+(?:the|its|their|his|her|these|those)\s+(?:\w+\s+)?"
    r"(?:dead|killed|deceased|injured|wounded)\s+\w",
    re.IGNORECASE,
)
_OF_WHOLE = r"\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her|these|those)\s+(?:[\w-]+[’']s?\s+)?)?"
_OF_ALL = re.compile(f"{_OF_WHOLE}$", re.IGNORECASE)
_OF_ALL_AHEAD = re.compile(_OF_WHOLE, re.IGNORECASE)
_MORE = re.compile(r"\s+(?:more|additional|further)\b", re.IGNORECASE)
_NEW = re.compile(r"\s+new\s+(?:\w+\s+)?(?:cases?|infections?|deaths?|fatalities)\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|additional|further)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s+(?:other|previous|earlier|similar|unsolved|unrelated)\s+$", re.I)
#: "three embassy officials", "six members of its embassy" are envoys
_EMBASSY = re.compile(r"\b(?:embassy|consulate|consular|diplomatic)\b", re.IGNORECASE)
_POSTED = frozenset({"official", "staff", "staffer", "employee", "member", "worker", "officer"})
_AMONG = re.compile(r"\b(?:among\s+(?:them|whom)|including)\s+(?:\w+\s+)?$", re.IGNORECASE)
#: "Nine children were among the dead", "among the missing are two crew"
_COUNTED_AMONG = re.compile(
    r"\bamong\s+(?:the|those|its|their)\s+(?:\w+\s+)?"
    r"(?P<state>dead|killed|injured|wounded|hurt|missing|fatalities|survivors|rescued"
    r"|evacuees|evacuated|displaced|arrested|detained|hostages|infected|hospitali[sz]ed|trapped)\b",
    re.IGNORECASE,
)
_SOME = re.compile(r"\s+of\s+(?:them|whom)\s+(?!\w+ly\b)", re.IGNORECASE)
_ALONE = re.compile(r"[^,;\d]{0,80}\balone\b", re.IGNORECASE)
# "20 were wounded, two critically"
_HOW = re.compile(
    r"(?:\s+of\s+(?:them|whom))?\s+(?:critically|seriously|severely|badly|gravely|slightly|lightly)"
    r"\b(?!\s+\w+(?:ed|en|t)\b)",
    re.IGNORECASE,
)
# "One had serious injuries", "one was hit in the leg" are some of the injured where the report has
# more of them.
_CLASS = re.compile(
    r"\b(?:(?:non[-\s]?)?life[-\s]?threatening|serious(?:ly)?|critical(?:ly)?|severe(?:ly)?|minor"
    r"|slight(?:ly)?|grave(?:ly)?"
    r"|in\s+(?:the|his|her|their)\s+(?:\w+\s+)?(?:head|face|jaw|neck|throat|shoulder|arm|elbow|wrist|hand"
    r"|chest|torso|abdomen|stomach|back|side|hip|groin|buttocks?|thigh|leg|knee|calf|ankle|foot|feet"
    r"|legs|arms|hands))\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\s+others\b", re.IGNORECASE)
_HIT = r"(?:shot|stabbed|injured|wounded|hurt|struck|hit)"
_WERE_HIT = re.compile(rf"\s+(?:[\w-]+\s+){{0,3}}?(?:(?:was|were|been)\s+)?{_HIT}\b", re.IGNORECASE)
_HITTING = re.compile(rf"\b(?:{_HIT}|injur\w+|wound\w*|shooting)\s+(?:at\s+least\s+)?$", re.I)
FATALLY = re.compile(r"(?:\s+of\s+(?:them|whom))?\s+(?:fatally|mortally)\b(?!\s+\w+ed\b)", re.I)
# "The three others", "the other three": what is left of a number told before.
_REST = re.compile(
    r"\b(?:the|his|her|their|its)\s+(?:(?:other|remaining)\s+\w+|[\w-]+\s+(?:others?|remaining)\b)",
    re.IGNORECASE,
)
#: "I saw one man lying there": not all that there were.
_SEEN = re.compile(
    r"\b(?:I|we|he|she|they)\s+(?:(?:also|just|then|only)\s+)?(?:saw|noticed|spotted|could\s+see)\s+$",
    re.IGNORECASE,
)
_FOUND = re.compile(r"\b(?:found|discovered)\s+(?:the\s+bod(?:y|ies)\s+of\s+)?$", re.IGNORECASE)
_DEAD = re.compile(
    r"\s+(?:[\w-]+\s+){0,5}?(?:(?:were|was|are|have|had|been)\s+)*(?:found\s+)?(?:killed|dead|died|slain|bodies)\b",
    re.IGNORECASE,
)
_BEFORE_CROWD = re.compile(
    r"\b(?:before|in\s+front\s+of|watched\s+by|cheered\s+(?:on\s+)?by)\s+(?:(?:a|an|the)\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:crowd|audience|attendance)\s+of\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_OTHER_PEOPLE = re.compile(r"\s+other\b", re.IGNORECASE)
_DYING = re.compile(
    r"\b(?:killed|killing|died|dead|deadly|murder\w*|slain|fatally|body|bodies)\b", re.IGNORECASE
)
#: "eleven in Marun and six in Holt": what stands before, and behind, the second of two figures
_BY_PLACE = re.compile(
    r"(?:\s+[\w-]+){0,3}?\s+(?:in|at|near)\s+(?!all\b)[^,;.]{2,60}?(?:,|,?\s+and)\s+(?:\w+\s+)?"
)
_IN_PLACE = re.compile(
    r"(?:\s+(?:others|people|more))?\s+(?:in|at|near)\s+(?:the\s+)?(?:[a-z]+\s+){0,4}[A-Z]"
)
_SEPARATE = re.compile(r"\b(?:separate|unrelated|different)\s+(?:\w+\s+)?(?P<what>\w+s)\b", re.I)
_PLURAL = re.compile(r"\bin\s+(?:\w+\s+){0,2}?(?P<what>\w+s)\b", re.IGNORECASE)
_SO_FAR = re.compile(
    r"\b(?:since|overnight|this\s+(?:year|month|week)"
    r"|(?:over|throughout|during)\s+the\s+(?:day|night|week(?:end)?|month))\b",
    re.IGNORECASE,
)
_SINCE_LONG = re.compile(
    r"\bsince\s+(?:(?:early|late|mid|the\s+(?:spring|summer|autumn|winter|start|beginning)\s+of)[-\s]+)?"
    r"(?:\d{4}|last\s+(?:year|spring|summer|autumn|winter)|the\s+(?:year|war|conflict)\b"
    r"|(?:the\s+)?(?:\w+\s+){1,3}(?:began|started|broke\s+out|erupted)\b)"
    r"(?!\s*,\s*when)",
    re.IGNORECASE,
)
# "The worst accident since 2024" is one.
_WORST = re.compile(r"\b(?:\w{3,}est|worst|first|most\s+\w+)\b[^,;]{0,60}$", re.IGNORECASE)
_IN_WHICH = re.compile(r"\b(?P<what>\w+s)\s+in\s+which\s+[^,;]{0,20}$", re.IGNORECASE)


def is_part(page: Page, quantity: Quantity) -> bool:
    """Whether "of the", "of them" follows a figure."""
    return _PART.match(page.text, quantity.end) is not None


def is_among(page: Page, quantity: Quantity) -> bool:
    """Whether "including" or "among them" stands before a figure, or "of them" behind one that a
    comma parts from all of them ("164 persons, six of them crew")."""
    before = max(page.sentence(quantity.start).start, quantity.start - 30)
    parted = page.text[before : quantity.start].rstrip().endswith(",")
    if parted and _SOME.match(page.text, quantity.end):
        return True
    return _AMONG.search(page.text, before, quantity.start) is not None


def counted_among(page: Page, claim: Claim) -> str | None:
    """The slot of those of whom a clause says who is one of them: "four women were among the dead",
    "among the missing are two crew members"."""
    sentence = page.sentence(claim.start).start
    opened = page.text.startswith("Among", sentence)
    told = _COUNTED_AMONG.search(page.text, sentence if opened else claim.start, claim.end)
    if told is None:
        return None
    state = told["state"].lower()
    noun = "fatality" if state == "fatalities" else lemma_of(state)
    return slot_of("", state) or slot_of("", noun)


def share(page: Page, claim: Claim, quantity: Quantity, slot: str | None) -> str:
    """Whether the figure counts a part ("two of the dead", "three in Marra alone", "the other
    three"), an addition ("three more") or several happenings together ("in separate attacks")."""
    if FATALLY.match(page.text, quantity.end):
        return ""
    if quantity.unit is None and is_part(page, quantity):
        if _ALONE.match(page.text, quantity.end, claim.end):
            return PART
        whole = _is_all_it_counts(page, claim, quantity, slot)
        return "" if whole and not _is_class(page, claim, quantity) else PART
    by_place = quantity.unit is None and _is_by_place(page, quantity)
    if by_place or _ALONE.match(page.text, quantity.end, claim.end):
        return PART
    rest = _is_rest(page, quantity) or (slot != "killed" and _is_class(page, claim, quantity))
    if slot in wording("people_slots") and rest:
        return PART
    added = _MORE.match(page.text, quantity.end) or _ANOTHER.search(
        page.text[max(0, quantity.start - 12) : quantity.start + 10]
    )
    if slot in wording("people_slots") and _NEW.match(page.text, quantity.end):
        return MORE
    if slot in wording("people_slots") and _is_glimpse(page, quantity, slot):
        return GLIMPSED
    if quantity.unit == "%":
        added = None  # "8 percent more" is a rise of 8 percent
    beside = slot is None and _OTHERS.match(page.text, quantity.end) is not None
    beside = beside or (slot == "killed" and _is_besides(page, quantity))
    if added or beside or _of_others(page, quantity):
        return MORE
    return SEVERAL if slot in wording("people_slots") and _over_several(page, quantity) else ""


def _is_glimpse(page: Page, quantity: Quantity, slot: str | None) -> bool:
    """ "I saw one man with a wound"; "officers found one person dead inside", where the report has
    more dead."""
    first = page.sentence(quantity.start).start
    before = page.text[max(first, quantity.start - 40) : quantity.start]
    if _SEEN.search(before):
        return True
    return (
        slot == "killed"
        and _FOUND.search(before) is not None
        and any(
            _DEAD.match(page.text, other.end)
            for other in page.reading.quantities
            if other.unit is None and (other.value or 0) > (quantity.value or inf)
        )
    )


def _is_besides(page: Page, quantity: Quantity) -> bool:
    """ "Lori Doole was killed. Four other relatives died": four besides those just told of."""
    if not _OTHER_PEOPLE.match(page.text, quantity.end):
        return False
    here = page.sentence_index(quantity.start)
    first, start = page.sentences[max(0, here - _BACK)].start, page.sentences[here].start
    return _DYING.search(page.text, first, start) is not None


def _is_by_place(page: Page, quantity: Quantity) -> bool:
    """Whether a figure and one beside it count what was in two places ("eleven died in Marun and
    six in Holt"): neither is the number of all."""
    sentence = page.sentence(quantity.start)
    beside = sorted(
        (q for q in page.reading.quantities if sentence.start <= q.start < sentence.end),
        key=lambda q: q.start,
    )
    return any(
        quantity in (one, other)
        and one.unit is None is other.unit
        and _BY_PLACE.fullmatch(page.text, one.end, other.start) is not None
        and _IN_PLACE.match(page.text, other.end) is not None
        for one, other in pairwise(beside)
    )


def is_onlooking(page: Page, start: int) -> bool:
    """Whether a figure counts those before whom something else was done ("scored twice before a
    crowd of 61,000")."""
    return _BEFORE_CROWD.search(page.text[max(0, start - 60) : start]) is not None


def counted_in(page: Page, quantity: Quantity) -> str:
    """Lemma of what a figure counts, empty where that is not told; of "two of the mill's five
    furnaces" the furnace."""
    rest = _OF_ALL_AHEAD.match(page.text, quantity.end)
    whole = (q.of for q in page.reading.quantities if rest is not None and q.start == rest.end())
    of = next(whole, None) or quantity.of
    if of is None:
        return ""
    if _EMBASSY.search(page.text, quantity.end, of.end + 24) and of.lemma.lower() in _POSTED:
        return "diplomat"
    word = page.text[of.start : of.end].lower()
    if word == "shot" and (quantity.value or quantity.low or 1) > 1:
        return PERSON  # "16 shot outside a club": so many people
    return f"{word.removesuffix('men')}man" if word.endswith("men") else of.lemma.lower()


def is_number_of_all(page: Page, quantity: Quantity) -> bool:
    """Whether it is the number of all, after that of some: the five of "two of the five"."""
    before = page.text[max(0, quantity.start - 40) : quantity.start]
    opened = _OF_ALL.search(before)
    at = quantity.start - len(before) + (opened.start() if opened else 0)
    return opened is not None and any(q.end == at for q in page.reading.quantities)


def _is_all_it_counts(page: Page, claim: Claim, quantity: Quantity, slot: str | None) -> bool:
    """Whether "two of the five terminals were closed" is the number of the closed: it is, unless
    those of whom they are a part are counted for something else ("three of the dead", "two of the
    injured died") or they are only described ("two of them are children", "six of them badly")."""
    if _HOW.match(page.text, quantity.end) or _OF_THE_HURT.match(page.text, quantity.end):
        return False
    if slot in wording("people_slots") and _OF_THEM.match(page.text, quantity.end):
        return not _is_counted_before(page, quantity, slot)
    counted = counted_in(page, quantity)
    if slot_of("", counted) is not None or counted in wording("counted_already"):
        return False
    return slot is not None or not any(a.role == "attribute" for a in claim.arguments)


def _is_counted_before(page: Page, quantity: Quantity, slot: str | None) -> bool:
    """Whether more people are said to have met with the same just before ("killed 57 people. Twelve
    of them died in a school"): those are a part."""
    first = page.sentences[max(0, page.sentence_index(quantity.start) - _BACK)].start
    for claim in page.reading.claims:
        for other in (page.reading.quantities[index] for index in claim.quantities):
            more = other.unit is None and (other.value or 0) > (quantity.value or inf)
            if more and first <= other.start < quantity.start:
                counted = other.of.lemma.lower() if other.of is not None else None
                if slot_of(claim.predicate.lemma.lower(), counted) == slot:
                    return True
    return False


def scope(counted: str, slot: str | None) -> str:
    """What is counted, in one word; everybody is a person."""
    if slot == "without power" and (not counted or counted in wording("supplied")):
        return "customer"  # households, homes and subscribers are one count
    if slot in JOBS:
        return "job"  # a worker who is laid off is a job that goes
    if slot == ON_STRIKE:
        return trade_of(counted)
    people = counted in wording("people") or slot_of("", counted) is not None
    people = people or (slot in wording("people_slots") and _is_anybody(counted))
    if people or (not counted and slot is not None):
        return PERSON
    return noun_of(counted)


def _is_anybody(counted: str) -> bool:
    """Whether people are only called by what they do ("climbers"), so that their number is that of
    all; soldiers, reporters and the like may be counted apart from others."""
    if counted in wording("anybody"):
        return True
    return counted not in wording("apart") | wording("persons") and can_speak(counted)


def _is_rest(page: Page, quantity: Quantity) -> bool:
    """ "Two critically", "the three others": part of a number that the text gives elsewhere."""
    if _HOW.match(page.text, quantity.end):
        return True
    end = quantity.of.end if quantity.of and quantity.of.start >= quantity.end else quantity.end
    first = page.sentence(quantity.start).start
    told = page.text[max(first, quantity.start - 16) : end + 8]
    found = _REST.search(told)
    return found is not None and max(first, quantity.start - 16) + found.end() >= quantity.end


def _is_class(page: Page, claim: Claim, quantity: Quantity) -> bool:
    """ "Two had serious injuries", where more were hit."""
    if not _CLASS.search(page.text, claim.start, page.sentence(claim.start).end):
        return False
    return any(
        _WERE_HIT.match(page.text, other.end)
        or _HITTING.search(page.text, max(0, other.start - 20), other.start)
        for other in page.reading.quantities
        if other.unit is None and (other.value or 0) > (quantity.value or inf)
    )


def _of_others(page: Page, quantity: Quantity) -> bool:
    """ "Two other murders": not the ones that the story is about."""
    what = quantity.of
    if what is None or what.start < quantity.end or what.lemma.lower() in wording("people"):
        return False
    happened = slot_of("", what.lemma.lower()) in wording("people_slots")
    between = page.text[quantity.end : what.start]
    return happened and _ELSEWHERE.fullmatch(between) is not None


def _over_several(page: Page, quantity: Quantity) -> bool:
    """ "In separate shootings", "in shootings across the city since Friday", "raids in which",
    "16 have been killed there since 2024"."""
    first = page.sentence(quantity.start).start
    since = _SINCE_LONG.search(page.text, first, page.sentence(quantity.start).end)
    if since is not None and not _WORST.search(page.text, first, since.start()):
        return True
    before = _IN_WHICH.search(page.text, first, quantity.start)
    if before is not None and lemma_of(before["what"]) in wording("happenings"):
        return True
    words = page.text[quantity.end : page.sentence(quantity.start).end]
    plural = _PLURAL if _SO_FAR.search(words) else _SEPARATE
    return any(
        lemma_of(found["what"]) in wording("happenings")
        for pattern in {plural, _SEPARATE}
        for found in pattern.finditer(words)
    )
