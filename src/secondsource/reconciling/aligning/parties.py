"""Whose side the doers of some harm are on, where they have no name: the army, the police, rebels,
a gang.

"Rebels shelled the school" and "the army shelled the school" are two accounts of one thing, not
one account. "Gunmen" and "armed men" may be anybody's, and are of no side.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import listed
from secondsource.reconciling.tables import table_of

if TYPE_CHECKING:
    from secondsource.reconciling.aligning.statements import Statement


_IRREGULAR = re.compile(
    r"\b(?!The|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Army|National|Border)[A-Z]\w+\s+"
    r"(?:Liberation\s+)?(?:Front|Brigades?|Militias?|Resistance|Insurgency|Faction|Guerrillas?|Martyrs|Mujahideen)\b"
)


def is_anybody(noun: str) -> bool:
    """Whether those who did some harm are called by what they did or carried only ("gunmen")."""
    return noun in _table()["anybody"]["words"]


def _table() -> dict[str, dict[str, list[str]]]:
    return table_of(__package__, "parties.toml")


@cache
def _parties(table: str = "parties") -> dict[str, frozenset[str]]:
    """For each word the sides that it may stand for."""
    found: dict[str, set[str]] = {}
    for side, row in _table()[table].items():
        for word in row:
            found.setdefault(word, set()).add(side)
    return {word: frozenset(sides) for word, sides in found.items()}


def party_of(statement: Statement) -> frozenset[str]:
    """The sides of which the doer of a claim may be ("government troops", "members of a gang");
    none where nobody is told or nothing shows it."""
    sides = (sides_in(statement.page, a.start, a.end) for a in statement.doers)
    return frozenset[str]().union(*sides)


def payers_of(statement: Statement) -> frozenset[str]:
    """The sides of which whoever owns or pays for something may be ("taxpayers", "the insurer");
    none where he has a name that tells nothing of that."""
    heads = {f[1:] for f in statement.actors if f[0] == "~"}
    found = [_parties("payers")[word] for word in sorted(heads) if word in _parties("payers")]
    return frozenset[str]().union(*found)


def is_irregular(page: Page, start: int, end: int) -> bool:
    """ "Separatist fighters": of no army, though they are called by a soldier's name."""
    return sides_in(page, start, end) == frozenset({"rebel"})


def losers(statement: Statement) -> frozenset[str]:
    """The sides of which those may be who tell of their own dead ("the army said it had lost eight
    soldiers"); none of other claims."""
    page, claim = statement.page, statement.claim
    if not listed(claim.predicate.lemma.lower(), "harm", "losing"):
        return frozenset()
    told = party_of(statement)
    sources = (page.reading.attributions[index].source for index in claim.attributions[-1:])
    for source in sources if not told else ():
        told = sides_in(page, source.start, source.end) if source is not None else told
    return told


def sides_in(page: Page, start: int, end: int) -> frozenset[str]:
    """The sides that a phrase may mean; armed groups by name ("the Korra Brigade", but no "Fifth
    Brigade") are rebels."""
    if _IRREGULAR.search(page.text, start, end):
        return frozenset({"rebel"})
    told = page.words(start, end) | {page.head(start, end)}
    found = [_parties()[word] for word in sorted(told) if word in _parties()]
    narrow = frozenset[str]().union(*found)
    for one in found:  # "government soldiers" are soldiers
        narrow = narrow & one or narrow
    return narrow


def of_rival_parties(one: Statement, other: Statement) -> bool:
    """Whether a deed is told of doers of two sides, which can't be the same people."""
    if one.mutual or other.mutual:
        return False
    mine, theirs = party_of(one), party_of(other)
    return bool(mine and theirs) and not mine & theirs
