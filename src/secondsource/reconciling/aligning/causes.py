"""Claims of what came of what, in the terms of "a broken rail caused the crash"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from secondsource.reconciling.aligning.clausal import Clause, listed_words
from secondsource.records.reading import Argument, Claim, LemmaSpan

_WORD_BEFORE = re.compile(r"([A-Za-z]+)\s*$")
_BLAMED = re.compile(r"\b(?:is|are|was|were|be|been)\s+(?:\w+ly\s+|also\s+)?to\s+$", re.IGNORECASE)
_LATER = re.compile(r"\b(?:will|would|may|might|could)\b", re.IGNORECASE)


def as_cause(clause: Clause) -> Claim | None:
    """The claim as what caused what; None where it tells of no cause, or does so already."""
    for turn in (_due, _result, _reason, _named_reason, _suspected, _behind, _laid):
        found = turn(clause)
        if found is not None:
            return found
    return None


def _caused(clause: Clause, cause: Argument, effects: Sequence[Argument]) -> Claim:
    """The claim as "a cause caused an effect"."""
    told = clause.claim.predicate
    arguments = (
        replace(cause, role="agent"),
        *(replace(effect, role="patient") for effect in effects),
    )
    return replace(
        clause.claim,
        predicate=LemmaSpan(start=told.start, end=told.end, lemma="cause"),
        arguments=(*arguments, *clause.kept()),
    )


def _due(clause: Clause) -> Claim | None:
    """ "The crash was due to a broken rail"."""
    subject, cause = clause.subject(), clause.argument("attribute")
    leads = {
        clause.tokens[i].lemma.lower() for i in clause.below(clause.at, "case", "advmod", "mark")
    }
    if not clause.is_said_of or subject is None or cause is None:
        return None
    return _caused(clause, cause, [subject]) if leads & listed_words("causes", "leads") else None


def _result(clause: Clause) -> Claim | None:
    """ "The crash was the result of a broken rail", "resulted from a broken rail"."""
    subject = clause.subject()
    if subject is None:
        return None
    if clause.is_said_of and clause.lemma in listed_words("causes", "effects"):
        cause = next(clause.belonging(clause.at), None)
        return None if cause is None else _caused(clause, cause, [subject])
    found = _led_by(clause, "after")
    head = clause.head(subject)
    if found is None and head is not None and _is_illness(clause.tokens[head].lemma):
        found = _led_by(clause, "sick")
    return None if found is None else _caused(clause, found, [subject])


def _led_by(clause: Clause, name: str) -> Argument | None:
    """The argument behind a verb's preposition, where a list has the two."""
    lemma = clause.lemma.removesuffix("_from")
    for argument in clause.claim.arguments:
        before = _WORD_BEFORE.search(clause.page.text, clause.claim.start, argument.start)
        if argument.start < clause.claim.predicate.end or before is None:
            continue
        if f"{lemma} {before[1].lower()}" in listed_words("causes", name):
            return argument
    return None


def _laid(clause: Clause) -> Claim | None:
    """ "The crash was blamed on a broken rail", "they put the crash down to a broken rail"."""
    effect, cause = clause.argument("patient", "theme"), _led_by(clause, "laid")
    head = clause.head(effect) if effect is not None else None
    if cause is None and head is not None and _is_illness(clause.tokens[head].lemma):
        cause = _led_by(clause, "sick")
    if (
        clause.token.upos not in ("VERB", "AUX")
        or effect is None
        or cause is None
        or effect == cause
    ):
        return None
    return _caused(clause, cause, [effect])


def _reason(clause: Clause) -> Claim | None:
    """ "A broken rail was the cause of the crash", "was to blame for the crash"."""
    subject = clause.subject()
    head = clause.head(subject) if subject is not None else None
    if subject is None or head is None or clause.tokens[head].upos == "PRON":
        return None
    if clause.is_said_of and clause.lemma in listed_words("causes", "reasons"):
        return _caused(clause, subject, list(clause.belonging(clause.at)))
    if clause.lemma not in listed_words("causes", "blamed") or not _BLAMED.search(clause.before()):
        return None
    effects = [
        a
        for a in clause.claim.arguments
        if a.start > clause.claim.predicate.end and a.role != "time"
    ]
    later = _LATER.search(clause.before())
    told = clause.claim if later else replace(clause.claim, modality="actual")
    return _caused(replace(clause, claim=told), subject, effects[:1])


def _named_reason(clause: Clause) -> Claim | None:
    """ "The source of the outbreak was a well in Osk"."""
    subject, cause = clause.subject(), clause.argument("attribute")
    head = clause.head(subject) if subject is not None else None
    if not clause.is_said_of or cause is None or head is None or clause.token.upos != "NOUN":
        return None
    if clause.tokens[head].lemma.lower() not in listed_words("causes", "reasons"):
        return None
    effects = list(clause.belonging(head))
    return _caused(clause, cause, effects) if effects else None


def _suspected(clause: Clause) -> Claim | None:
    """ "A drain pipe is suspected of being the source of the germ"."""
    subject = clause.argument("patient", "theme", "agent")
    if subject is None or clause.lemma not in listed_words("causes", "suspected"):
        return None
    for place in clause.below(clause.at, "advcl", "xcomp", "ccomp", "obl"):
        if clause.tokens[place].lemma.lower() in listed_words("causes", "reasons"):
            found = _caused(clause, subject, list(clause.belonging(place)))
            return replace(found, modality="possible")
    return None


def _behind(clause: Clause) -> Claim | None:
    """ "A cooling tower is behind the outbreak"."""
    subject = clause.subject()
    cases = {clause.tokens[i].lemma.lower() for i in clause.below(clause.at, "case")}
    if not clause.is_said_of or subject is None or cases != {"behind"}:
        return None
    if not _is_illness(clause.lemma):
        return None
    return _caused(clause, subject, [clause.phrase(clause.at, "patient")])


def _is_illness(lemma: str) -> bool:
    return lemma.lower() in listed_words("causes", "illnesses")
