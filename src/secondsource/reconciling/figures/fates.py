"""What becomes of people and buildings where no slot's own verb tells it: "reduced 47 houses to
ash", "were plucked from the sea", "left 90,000 customers in the dark" (``fates.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from secondsource.reconciling.pages.lemmas import lemma_of, wording
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import stem
from secondsource.reconciling.sources.sources import can_speak
from secondsource.reconciling.tables import table_of
from secondsource.records.reading import Argument, Claim, Quantity

_ACTORS = ("agent",)
_UNDERGOING = ("patient", "theme")
_BODIES = re.compile(r"\b(?:bod(?:y|ies)|corpses?|remains)\b", re.IGNORECASE)
_SEARCHED = re.compile(r"\b(?:search\w*|look\w*|hunt\w*)\s+for\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_ROOM = re.compile(
    r"\b(?:licen[sc]ed|certified|built|designed|room|capacity|maximum|allowed|permitted)\b", re.I
)
#: "told 12 members to leave the party"
_QUITTING = re.compile(
    r"\bleave\s+(?:the|their|its|his|her)\s+(?:country|nation|party|union|company|firm|job|post|office"
    r"|stage|pitch|field|team|club|hall|court|courtroom|room|meeting|chamber)\b",
    re.IGNORECASE,
)
_CREW = re.compile(r"[\s-]+(?:crew|sailors?|seamen|crewmen|staff|stewards?|officers?)\b", re.I)
#: verbs of whoever meets with a fate himself ("spent the night in a hall", "gave up their homes")
_MET_WITH = frozenset(map(stem, ("spend", "leave", "quit", "give", "lose", "meet", "pay")))
_CARRYING = frozenset(map(stem, ("carry", "transport")))
_DEAD = re.compile(r"\b(?:dead|lifeless|funerals?|cemetery)\b", re.IGNORECASE)
#: "The number of houses lost", "the count of wrecked homes"
_TOLL_OF = re.compile(
    r"\b(?:number|count|tally|total|toll)\s+of\s+(?P<what>(?:[\w-]+\s+){1,5}?)"
    r"(?=(?:has|have|had|now|rose|rises|climb|stands?|stood|reach|is|was|to|at|grew|jump|in|on|by)\w*\b)",
    re.IGNORECASE,
)
_GAP = r"(?:[^.;:]{0,60}?\s)?"  # what is counted, between a verb and what belongs to it


@dataclass(frozen=True, slots=True)
class Fate:
    """One slot, what is counted for it and the ways to tell it."""

    slot: str
    counted: frozenset[str]
    verbs: frozenset[str]
    by_force: frozenset[str]
    forces: frozenset[str]
    behind: dict[str, re.Pattern[str]]
    states: re.Pattern[str] | None


def fate_of(
    page: Page, claim: Claim, quantity: Quantity, argument: Argument | None, counted: str
) -> str | None:
    """The slot that a claim's words together make of what it counts, None where they make none."""
    if _acts(claim, argument):
        return None
    known = (fate for fate in fates() if _is_counted(fate, counted, quantity))
    return next((fate.slot for fate in known if _befalls(page, claim, quantity, fate)), None)


def toll_of_things(page: Page, claim: Claim, quantity: Quantity) -> tuple[str, str] | None:
    """Slot and noun of a toll that counts no people: "the number of homes burned rose to 70"."""
    if quantity.unit is not None:
        return None
    first = page.sentence(quantity.start).start
    told = _TOLL_OF.search(page.text, first, quantity.start)
    words = [word.lower() for word in re.findall(r"[A-Za-z]+", told["what"])] if told else []
    fate = next(f for f in fates() if f.slot == "destroyed")
    noun = next((lemma_of(word) for word in words if lemma_of(word) in fate.counted), None)
    if noun is None or _TOLL_OF.search(page.text, quantity.end, claim.end):
        return None
    wrecked: dict[str, list[str]] = _table()["tolls"]
    slot = next((slot for slot, told in wrecked.items() if {*told} & {*words}), None)
    return None if slot is None else (slot, noun)


@cache
def fates() -> tuple[Fate, ...]:
    """All fates of the table, in its order."""
    return tuple(_fate(slot, row) for slot, row in _table()["fates"].items())


def _table() -> dict[str, Any]:
    return table_of(__package__, "fates.toml")


def _fate(slot: str, row: dict[str, list[str]]) -> Fate:
    behind: dict[str, list[str]] = {}
    for line in row["behind"]:
        verbs, _, rest = line.partition(" ")
        for verb in verbs.split("/"):
            behind.setdefault(stem(verb), []).append(_words(rest))
    return Fate(
        slot=slot,
        counted=frozenset(row["counted"]),
        verbs=frozenset(map(stem, row["verbs"])),
        by_force=frozenset(map(stem, row["by_force"])),
        forces=frozenset(row.get("forces", _table()["forces"])),
        behind={verb: _any_of(rests) for verb, rests in behind.items()},
        states=_any_of(list(map(_words, row["states"]))) if row["states"] else None,
    )


def _words(line: str) -> str:
    """A row of words as a pattern; "/" parts words that may stand for one another."""
    groups = ("(?:" + "|".join(map(re.escape, word.split("/"))) + ")" for word in line.split())
    return r"\s+(?:\w+ly\s+)?".join(groups)


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


def _acts(claim: Claim, argument: Argument | None) -> bool:
    """Whether those who are counted do it to somebody else ("16 bulldozers tore down the mill")."""
    if argument is None or argument.role not in _ACTORS or _verb(claim) in _MET_WITH:
        return False
    others = [a for a in claim.arguments if a.role in _UNDERGOING]
    return bool(others) and argument.end <= claim.predicate.start


def _is_counted(fate: Fate, counted: str, quantity: Quantity) -> bool:
    """Whether what is counted may meet with a fate."""
    if quantity.unit is not None:
        return False
    if "@supplied" in fate.counted:
        return not counted or counted in wording("supplied")
    if "@people" in fate.counted:
        people = wording("people") | wording("anybody") | wording("persons")
        return not counted or counted in people or can_speak(counted)
    return counted in fate.counted


def _befalls(page: Page, claim: Claim, quantity: Quantity, fate: Fate) -> bool:
    """Whether a claim tells that those counted met with a fate."""
    end = max(claim.end, quantity.end)
    told, behind = page.text[claim.start : end], page.text[claim.predicate.end : end]
    if _is_otherwise(page, claim, quantity, fate.slot):
        return False
    verb = _verb(claim)
    if fate.slot == "aboard" and verb in _CARRYING:
        doers = (page.head(a.start, a.end) for a in claim.arguments if a.role in _ACTORS)
        return not any(map(can_speak, doers))
    if fate.slot == "missing" and _is_searched_for(page, claim, quantity):
        return True
    if (fate.states is not None and fate.states.search(told)) or verb in fate.verbs:
        return True
    if verb in fate.behind and re.match(rf"\s*{_GAP}(?:{fate.behind[verb].pattern})", behind, re.I):
        return True
    return verb in fate.by_force and bool(set(_lower(told)) & fate.forces)


def _is_otherwise(page: Page, claim: Claim, quantity: Quantity, slot: str) -> bool:
    """Whether the words of a fate mean something else here: bodies that are brought up, room for so
    many, a party that members are told to leave."""
    told = page.text[claim.start : max(claim.end, quantity.end)]
    if slot in wording("people_slots") and _BODIES.search(told):
        return True
    if slot == "evacuated":
        return _QUITTING.search(told) is not None
    if slot == "aboard":
        room = claim.modality != "actual" or _ROOM.search(told) is not None
        return room or _CREW.match(page.text, quantity.end) is not None
    return slot in ("rescued", "trapped") and _DEAD.search(told) is not None


def _verb(claim: Claim) -> str:
    lemma = claim.predicate.lemma.lower()
    return stem(lemma.partition("_")[0])


def _lower(told: str) -> Iterator[str]:
    return (word.lower() for word in re.findall(r"[A-Za-z]+", told))


def _is_searched_for(page: Page, claim: Claim, quantity: Quantity) -> bool:
    """ "Divers are searching for eight more people": rescuers look for who is missing."""
    if not _SEARCHED.search(page.text, claim.predicate.start, quantity.start):
        return False
    agents = (a for a in claim.arguments if a.role in _ACTORS)
    told = {word for a in agents for word in _lower(page.text[a.start : a.end])}
    return not told.isdisjoint(_table()["searchers"])
