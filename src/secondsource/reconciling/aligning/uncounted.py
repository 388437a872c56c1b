"""A claim without the participants that only carry a figure: those are compared as figures."""

from __future__ import annotations

import re
from dataclasses import replace

from secondsource.reconciling.figures.numbers import PERSON, Count
from secondsource.reconciling.figures.slotting import TOLLS
from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.page import Page
from secondsource.records.reading import Argument, Claim

#: "not a single florin", "a cent": nothing that takes part
_LEAST = re.compile(
    r"(?:an?|one)\s+(?:(?:single|red|bloody)\s+[\w-]+|cent|penny|word|finger|thing|soul|shot)\b",
    re.IGNORECASE,
)
TAKING_PART = ("agent", "patient", "theme")


def uncounted(page: Page, claim: Claim, counts: tuple[Count, ...]) -> Claim:
    """The claim without arguments that only carry a figure, which is compared as a figure."""
    if claim.polarity == "-":
        kept = tuple(a for a in claim.arguments if not is_least(page, a))
        claim = replace(claim, arguments=kept)
    filled = [count for count in counts if count.slot or count.unit]
    if not filled:
        return claim
    if any(count.slot == "cost" for count in counts):  # who estimates what is no participant
        return replace(
            claim, arguments=tuple(a for a in claim.arguments if a.role not in TAKING_PART)
        )
    kept = tuple(
        argument
        for argument in claim.arguments
        if page.head(argument.start, argument.end) not in TOLLS
        and not any(
            argument.start < count.end
            and count.start < argument.end
            and not (_is_one(count) and _tells_who(page, argument))
            for count in filled
        )
    )
    return replace(claim, arguments=kept)


def _is_one(count: Count) -> bool:
    """ "One firefighter died" tells who as well as how many."""
    return count.scope == PERSON and count.value == 1 and count.slot in wording("people_slots")


def _tells_who(page: Page, argument: Argument) -> bool:
    """A firefighter, not anybody, and nobody beside him."""
    head = page.head(argument.start, argument.end)
    anybody = wording("anybody") | wording("people")
    return head not in anybody and len(page.conjuncts(argument.start, argument.end)) < 2


def is_least(page: Page, argument: Argument) -> bool:
    """Whether an argument of a negative only says that there was none ("not a single florin")."""
    return bool(_LEAST.match(page.text, argument.start, argument.end))
