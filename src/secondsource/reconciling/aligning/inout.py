"""On which side of a border something was: in a state's own waters or airspace, or outside.

"Had entered Arvand's territorial waters" and "was sailing in international waters" are what two
states say of one seizure: never one fact, and of one ship both can't hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from secondsource.reconciling.aligning.participants import heads, named, related
from secondsource.reconciling.aligning.statements import Statement

_IN_OR_OUT = re.compile(r"\b(inside|outside)\s+(?:of\s+)?(?:the|an?|his|her|its|their)\s", re.I)
_WHOSE = (
    r"(?:(?:its|their|his|her|our|the)\s+(?:own\s+)?|(?:[A-Z][\w-]+\s+){0,2}[A-Z][\w-]+(?:['’]s?)?\s+"
    r"|[\w-]+['’]s?\s+)"
)
_REALMS = {
    "sea": rf"(?:{_WHOSE}?territorial\s+(?:waters|seas?)"
    rf"|(?!the\s){_WHOSE}(?:own\s+)?(?:maritime\s+)?waters)",
    "air": rf"{_WHOSE}?(?:national\s+)?air\s?space",
}
_ENTERS = (
    r"(?:in|inside|within|into|over|entered|entering|enter|enters|violat\w+|breach\w+|penetrat\w+)"
)
_FREE = {
    "sea": r"\b(?:international|neutral)\s+waters\b|\b(?:on|in|over)\s+the\s+high\s+seas\b",
    "air": r"\b(?:international|neutral)\s+air\s?space\b"
    r"|\b(?:over|above)\s+international\s+waters\b",
}
_LETTERS = 4  # that "Merrow" shares with "Merrowan"
_SOIL = re.compile(
    r"\b(?:in|inside|within|into|over|on|above)\s+(?:the\s+)?([A-Z][\w-]+)(?:['’]s?)?\s+"
    r"(?:territory|soil|land|side\b(?:\s+of\s+the\s+(?:border|line|frontier|river|crossing))?)"
)
_SIDES = {
    (side, realm): re.compile(pattern)
    for realm, own in _REALMS.items()
    for side, pattern in (
        ("inside", rf"\b{_ENTERS}\s+(?!international|neutral|[Ii]nternational){own}\b"),
        ("outside", rf"\b(?:outside|beyond)\s+(?:of\s+)?{own}\b|{_FREE[realm]}"),
    )
}


@lru_cache(maxsize=1 << 14)
def in_or_out(statement: Statement) -> str:
    """Whether a claim says that it was inside or outside of something, empty where neither or
    both."""
    claim, text = statement.claim, statement.page.text
    told = {word.lower() for word in _IN_OR_OUT.findall(text, claim.start, claim.end)}
    told |= {side for side, _ in _borders(statement)}
    return told.pop() if len(told) == 1 else ""


@lru_cache(maxsize=1 << 14)
def _borders(statement: Statement) -> frozenset[tuple[str, str]]:
    """The sides of waters or of airspace on which a claim says that something was."""
    claim, text = statement.claim, statement.page.text
    return frozenset(
        told for told, found in _SIDES.items() if found.search(text, claim.start, claim.end)
    )


@lru_cache(maxsize=1 << 14)
def soils(statement: Statement) -> frozenset[str]:
    """On whose land, or over it, a claim says that something was, by the first letters of its name
    ("over Vastian territory", "on Merrow's side of the border")."""
    claim, text = statement.claim, statement.page.text
    return frozenset(
        found[1][:_LETTERS].lower() for found in _SOIL.finditer(text, claim.start, claim.end)
    )


def realms(statements: Sequence[Statement]) -> frozenset[str]:
    """Whose borders are spoken of, those at sea or in the air."""
    told = frozenset(realm for s in statements for _, realm in _borders(s))
    return told | {"land" for s in statements if soils(s)}


def across_a_border(ones: Sequence[Statement], others: Sequence[Statement]) -> bool:
    """Whether two facts put one thing on either side of a border ("was in international waters",
    "had entered the country's airspace")."""
    return any(
        (
            {in_or_out(mine), in_or_out(theirs)} == {"inside", "outside"}
            or on_other_soil(mine, theirs)
        )
        and _one_thing(mine, theirs)
        for mine in ones
        for theirs in others
        if realms([mine]) & realms([theirs])
    )


def on_other_soil(one: Statement, other: Statement) -> bool:
    """Whether each says on whose land it was, and not on one's."""
    mine, theirs = soils(one), soils(other)
    return bool(mine and theirs) and not mine & theirs


def _one_thing(one: Statement, other: Statement) -> bool:
    """Whether both may tell of one thing: of one name, of nouns for one thing, or the one by name
    and the other by its noun ("the Helmar Grace", "the tanker")."""
    mine, theirs = (s.actors | s.patients for s in (one, other))
    if named(mine) and named(theirs):
        return bool(named(mine) & named(theirs)) or bool(heads(mine) & heads(theirs))
    return related(heads(mine), heads(theirs)) or not (heads(mine) and heads(theirs))
