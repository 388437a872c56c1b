"""Who owns something, who bought it, who pays for it: told in many wordings, and one of each only.

"The shipyard belongs to Sundt" is compared as Sundt's owning it, "taxpayers will foot the bill for
the clean-up" as their paying for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from secondsource.reconciling.aligning.clausal import Clause, listed_words
from secondsource.reconciling.aligning.parties import payers_of
from secondsource.reconciling.pages.predicates import words
from secondsource.records.reading import Argument, Claim, LemmaSpan

if TYPE_CHECKING:
    from secondsource.reconciling.aligning.statements import Statement

_OWNS, _PAYS = "own", "pay_for"
_TO = ("goal", "recipient", "other")


def as_owner(clause: Clause) -> Claim | None:
    """ "The shipyard belongs to Sundt", "Sundt is its owner", "the stadium is the property of the
    city": as owning it."""
    subject = clause.subject()
    if subject is None:
        return None
    if clause.lemma in listed_words("owning", "belongs"):
        owner = clause.argument(*_TO)
        if owner is None or owner.start < clause.claim.predicate.end:
            return None
        return _told(clause, _OWNS, replace(owner, role="agent"), replace(subject, role="patient"))
    if not clause.is_said_of:
        return None
    whose = tuple(clause.belonging(clause.at))
    if clause.lemma in listed_words("owning", "owners") and whose:
        return _told(
            clause, _OWNS, replace(subject, role="agent"), replace(whose[0], role="patient")
        )
    if clause.lemma in listed_words("owning", "property") and whose:
        return _told(
            clause, _OWNS, replace(whose[0], role="agent"), replace(subject, role="patient")
        )
    return None


def as_payer(clause: Clause) -> Claim | None:
    """ "The state will pay for the clean-up", "taxpayers will foot the bill for it"."""
    payer, text = clause.argument("agent"), clause.page.text
    if payer is None or clause.claim.quantities:
        return None
    meant = next((a for a in clause.claim.arguments if a.role == "purpose"), None)
    if clause.lemma == "pay" and meant is not None and clause.argument("patient", "theme") is None:
        led = text[max(0, meant.start - 4) : meant.start].lower() == "for "
        return _told(clause, _PAYS, payer, replace(meant, role="patient")) if led else None
    bill = clause.argument("patient", "theme")
    if bill is None or clause.lemma not in listed_words("owning", "bears"):
        return None
    head = clause.head(bill)
    if head is None or clause.tokens[head].lemma.lower() not in listed_words("owning", "bills"):
        return None
    of = next(iter(clause.belonging(head)), None) or meant
    return _told(clause, _PAYS, payer, *(() if of is None else (replace(of, role="patient"),)))


def _told(clause: Clause, lemma: str, *arguments: Argument) -> Claim:
    span = clause.claim.predicate
    return replace(
        clause.claim,
        predicate=LemmaSpan(start=span.start, end=span.end, lemma=lemma),
        arguments=(*arguments, *clause.kept()),
    )


def of_rival_holders(one: Statement, other: Statement) -> bool:
    """Whether two of unlike kinds are each said to own, buy or pay for something: "the state will
    pay", "the company will pay"."""
    if not one.kinds & other.kinds & words("harm", "held"):
        return False
    mine, theirs = payers_of(one), payers_of(other)
    return bool(mine and theirs) and not mine & theirs
