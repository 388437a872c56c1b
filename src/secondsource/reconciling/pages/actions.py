"""What a claim's action is called, beyond the lemma of its verb.

"Broke out of prison" is an escape, "left the rails" a crash, "an explosion shook the plant" an
explosion, "were taken to schools" an evacuation, and "on strike" is no attack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from secondsource.reconciling.pages.lemmas import lemma_of
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import (
    is_class_word,
    kinds_of,
    listed,
    nominal_kinds,
    pair_of,
    stem,
    table,
    words,
)
from secondsource.records.reading import Argument, Claim

_PARTICLE = re.compile(
    r"\s+(out|off|up|down|away|back|forward|over|in|ashore|home|free|apart)\b(?:\s+(of|from|to)\b)?",
    re.IGNORECASE,
)
_NOT_GUILTY = re.compile(r"\s+(?:not\s+guilty|innocent)\b", re.IGNORECASE)
_NEXT = re.compile(r"\s+([a-z]+)\b", re.IGNORECASE)
_OUT_OF = re.compile(r"\s+(?:out\s+of|from)\s+((?:[\w’'-]+\s+){0,3}[\w’'-]+)", re.IGNORECASE)
_WITHOUT = re.compile(r"\bwithout\s+(?:any\s+)?(?:power|electricity)\b", re.IGNORECASE)
_THIS = re.compile(r"(?:the|this|that|his|her|its|their)\s", re.IGNORECASE)
_MATTERS = ("patient", "theme", "attribute")
_BESIDE = ("goal", "source", "place", "other", "instrument", "topic", "recipient")


def lemma_of_action(page: Page, claim: Claim) -> str:
    """Lemma of a claim's verb with the particle that makes another verb of it ("break_out")."""
    lemma = claim.predicate.lemma.lower()
    if lemma == "plead" and _NOT_GUILTY.match(page.text, claim.predicate.end):
        return "plead_innocent"
    found = _PARTICLE.match(page.text, claim.predicate.end, claim.end)
    for argument in claim.arguments if found is None else ():  # "turned ships away"
        if argument.role == "patient" and argument.start <= claim.predicate.end + 1 < argument.end:
            found = _PARTICLE.match(page.text, argument.end)
    if "_" in lemma and not is_class_word(lemma):  # "drive_at"
        base = lemma.partition("_")[0]
        return base if is_class_word(base) else lemma
    if "_" in lemma:
        return lemma
    if found is None:
        return _with_next(page, claim, lemma)
    own = found[2] or page.deprel(found.start(1)) in ("compound:prt", "advmod")
    own = own or any(a.role == "patient" and a.start == found.end() + 1 for a in claim.arguments)
    whole = f"{lemma}_{found[1].lower()}"
    return whole if own and is_class_word(whole) else lemma


def _with_next(page: Page, claim: Claim, lemma: str) -> str:
    """A verb with the word right behind it, where they are one word elsewhere ("fall ill")."""
    following = _NEXT.match(page.text, claim.predicate.end, claim.end)
    times = page.reading.times
    if following is not None and any(times[i].start == following.end() + 1 for i in claim.times):
        return lemma  # "passed on Tuesday"
    whole = f"{lemma}_{following[1].lower()}" if following is not None else ""
    if whole.endswith("_again") and _is_persons(page, claim):
        return lemma  # "will run again": for office
    return whole if whole and is_class_word(whole) else lemma


def _is_persons(page: Page, claim: Claim) -> bool:
    """Whether somebody by name or "she" does it, and nothing is done to anything."""
    doer = next((a for a in claim.arguments if a.role == "agent"), None)
    entity = page.entity_by_id.get(doer.entity or "") if doer is not None else None
    return entity is not None and entity.kind == "person"


def kinds_told(page: Page, claim: Claim, lemma: str) -> frozenset[str]:
    """Everything that a claim's action, of this lemma, can stand for."""
    if tells_walkout(page, claim):
        return frozenset({"strike_work"})
    phrase = phrase_of(page, claim)
    if lemma == "plead_innocent":
        return frozenset({lemma})
    if phrase is not None:
        kinds = kinds_of(phrase) | {phrase}
    elif (event := _event_of(page, claim, lemma)) is not None:
        kinds = kinds_of(event) | {stem(lemma)}
    else:
        kinds = kinds_of(lemma, _complement(page, claim))
    quitted = _quitted(page, claim, lemma)
    kinds |= {quitted} if quitted is not None else set()
    if page.upos(claim.predicate.start) == "NOUN":
        kinds |= nominal_kinds(lemma)
    elif claim.predicate.lemma.lower() in words("harm", "firing"):
        kinds |= {"gunfire"}
    if _WITHOUT.search(page.text, claim.start, claim.end):
        kinds |= {"outage"}
    return kinds


def phrase_of(page: Page, claim: Claim) -> str | None:
    """What a verb and one of its complements are together ("lose power", "take to the streets",
    "move to a school"), None where the table says nothing of them."""
    lemma = claim.predicate.lemma.lower()
    forward = listed(lemma, "phrases", "forward")
    for argument in _complements(claim):
        if forward and argument.end <= claim.predicate.start:
            continue
        head = page.head(argument.start, argument.end)
        told = pair_of(lemma, head)
        if told is not None:
            return told
        refuge = argument.role in _BESIDE and head in words("refuge", "places")
        if refuge and listed(lemma, "refuge", "verbs"):
            return "evacuate"
    return None


def _quitted(page: Page, claim: Claim, lemma: str) -> str | None:
    """What sort of thing is left by "pulled out of the talks", "quit the coalition": no place, and
    no troops are taken out of one."""
    if not listed(lemma, "quitting", "verbs"):
        return None
    sorts = ("talks", "treaty", "coalition", "race")
    heads = [page.head(a.start, a.end) for a in _complements(claim)]
    if not any(a.role in _MATTERS for a in claim.arguments):  # where the event is no argument
        behind = _OUT_OF.match(page.text, claim.predicate.end, claim.end)
        heads += [lemma_of(word.lower()) for word in behind[1].split()] if behind else []
    for head in heads:
        told = next((sort for sort in sorts if head in words("quitting", sort)), None)
        if told is not None:
            return f"quit_{told}"
    return None


def is_consumed(page: Page, claim: Claim, argument: Argument) -> bool:
    """Whether an argument is a part of the action itself: the "rails" of "left the rails"."""
    lemma = claim.predicate.lemma.lower()
    inside = argument.role in (*_MATTERS, *_BESIDE)
    if listed(lemma, "phrases", "forward") and argument.end <= claim.predicate.start:
        return False
    head = page.head(argument.start, argument.end)
    if inside and head in words("walkout", "parts") and tells_walkout(page, claim):
        return True
    return inside and pair_of(lemma, head) is not None


def _complements(claim: Claim) -> Iterator[Argument]:
    for roles in (_MATTERS, _BESIDE, ("purpose",)):
        yield from (argument for argument in claim.arguments if argument.role in roles)


def _complement(page: Page, claim: Claim) -> str | None:
    looked_at = claim.predicate.lemma.lower() == "see"  # "saw the damage", but "saw heavy fighting"
    for role in _MATTERS:
        for argument in claim.arguments:
            if argument.role == role:
                if looked_at and _THIS.match(page.text, argument.start, argument.end):
                    return None
                return page.head(argument.start, argument.end)
    return None


def _event_of(page: Page, claim: Claim, lemma: str) -> str | None:
    """The event that is the subject of a verb which only says that it came about ("a blast shook
    the plant", "a fire broke out")."""
    if not listed(lemma, "events", "verbs"):
        return None
    for argument in claim.arguments:
        if argument.role == "agent":
            head = page.head(argument.start, argument.end)
            return head if head in words("events", "nouns") else None
    return None


def tells_walkout(page: Page, claim: Claim) -> bool:
    """Whether a claim tells of a strike of workers ("downed tools", "joined the stoppage", "were on
    strike", "did not turn up for work"), which is no attack, nor a refusal of food."""
    if _told_in("fasts").search(page.text, claim.start, claim.end):
        return False
    if stops_work(page, claim):
        return True
    return _told_in("phrases").search(page.text, claim.start, claim.end) is not None and (
        listed(claim.predicate.lemma.lower(), "walkout", "verbs")
    )


def stops_work(page: Page, claim: Claim) -> bool:
    """Whether a claim tells so by its verb, and not only that a strike is called or goes on."""
    return _tells(page, claim, "told") or keeps_away(page, claim)


def keeps_away(page: Page, claim: Claim) -> bool:
    """Whether a claim tells of a strike by a denial: "3,000 drivers did not turn up for work"."""
    return claim.polarity == "-" and _tells(page, claim, "absent")


def _tells(page: Page, claim: Claim, group: str) -> bool:
    """Whether the claim's verb stands in a phrase of a group."""
    told = _told_in(group).finditer(page.text, claim.start, page.sentence(claim.start).end)
    return any(found.start() <= claim.predicate.start < found.end() for found in told)


@cache
def _told_in(group: str) -> re.Pattern[str]:
    return re.compile("|".join(table()["walkout"][group]), re.IGNORECASE)
