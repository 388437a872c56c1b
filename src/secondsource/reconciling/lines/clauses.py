"""What the words of a claim are: a clause with a subject of its own, a phrase, a bare purpose."""

from __future__ import annotations

import re

from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.phrasing import has_verb
from secondsource.records.reading import Argument, Claim

_SUBJECT_ROLES = frozenset({"agent", "patient", "theme", "recipient", "quantity"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_THERE = re.compile(r"(?i)there\s+(?:is|are|was|were)\b")
_TELLING = frozenset({"says", "claims", "confirms", "admits"})  # "announced a merger" plans it
_FINITE = re.compile(
    r"(?i)(?:\b(?:am|is|are|was|were|be|been|being)|[’']s|[’']re|[’']m)\s+(?:\w+ly\s+|not\s+|still\s+|also\s+)*$"
)


def tallied(witness: Witness) -> bool:
    """Whether a claim counts in a slot: "12 deaths" needs what is said of them, "the theft of gold
    worth 18 million" says it all."""
    return any(count.slot for count in witness.statement.counts)


def trails(witness: Witness) -> bool:
    """Whether the predicate is a participle without "is" or "was" and without a subject."""
    page, predicate = witness.statement.page, witness.statement.claim.predicate
    word = page.text[predicate.start : predicate.end].lower()
    before = page.text[max(0, predicate.start - 30) : predicate.start]
    return word.endswith("ing") and not subject_of(witness) and not _FINITE.search(before)


def opens_with_there(page: Page, claim: Claim) -> bool:
    """ "There are no plans to end the subsidies"."""
    return _THERE.match(page.text, claim.start, claim.predicate.start) is not None


def purpose(witness: Witness) -> bool:
    """Whether the claim is an infinitive without a subject ("to settle the dispute")."""
    page, claim = witness.statement.page, witness.statement.claim
    if opens_with_there(page, claim):
        return False
    adverbial = page.deprel(claim.predicate.start) == "advcl"
    return is_infinitive(page, claim) and (adverbial or subject_of(witness) is None)


def is_infinitive(page: Page, claim: Claim) -> bool:
    """Whether "to" stands before the bare verb; "admitted to pointing" has a gerund."""
    predicate = claim.predicate
    gerund = page.text[predicate.start : predicate.end].lower() != predicate.lemma.lower()
    before = page.text[max(0, predicate.start - 3) : predicate.start]
    return not gerund and before.lower() == "to "


def subject_of(witness: Witness) -> Argument | None:
    """The argument that stands before the predicate inside the clause, unless it is "which"."""
    page, claim = witness.statement.page, witness.statement.claim
    for argument in sorted(claim.arguments, key=lambda a: a.start):
        inside = claim.start <= argument.start and argument.end <= claim.predicate.start
        relative = page.text[argument.start : argument.end].lower() in ("who", "which", "that")
        if inside and argument.role in _SUBJECT_ROLES and not relative:
            return argument
    return None


def leans(witness: Witness) -> bool:
    """Whether the claim is a phrase, or a clause without a subject of its own."""
    return nominal(witness) or subject_of(witness) is None


def nominal(witness: Witness) -> bool:
    """Whether the claim's predicate is a noun ("a strike on a refinery")."""
    page, start = witness.statement.page, witness.statement.claim.predicate.start
    claim = witness.statement.claim
    if page.upos(start) not in _NOMINAL:
        return False
    if page.is_clause(start) and has_verb(page, claim.start, claim.end):
        return False
    subject = subject_of(witness)
    return subject is None or not page.verbs(subject.end, start)


def is_reported(page: Page, claim: Claim) -> bool:
    """ "The ministry reported clashes on the border": the noun is what somebody says there was."""
    at = claim.predicate.start
    governor = page.governor(at)
    cue = None if governor is None else page.cue_at.get(governor)
    thing = page.deprel(at) in ("obj", "nsubj:pass") and page.upos(at) in _NOMINAL
    told = cue is not None and cue in claim.attributions
    return told and thing and page.reading.attributions[cue or 0].stance in _TELLING


def headless(witness: Witness) -> bool:
    """Whether the line would begin with its verb: nobody is there to do it."""
    page, claim = witness.statement.page, witness.statement.claim
    start = claim.start
    if page.upos(start) == "ADV":  # "now trumps the rule"
        later = (t.start for t in page.sentence_tokens(start) if t.start > start)
        start = next(later, start)
    verbal = page.upos(start) in ("VERB", "AUX")
    return verbal and subject_of(witness) is None and subject_outside(witness) is None


def subject_outside(witness: Witness) -> Argument | None:
    """The participant before the predicate that the clause itself does not hold."""
    page, claim = witness.statement.page, witness.statement.claim
    for role in ("agent", "patient", "theme"):
        for argument in claim.arguments:
            shown = page.text[argument.start : argument.end].lower()
            before = argument.end <= claim.predicate.start
            if argument.role == role and before and shown not in ("who", "which", "that"):
                return argument
    return None


def is_absolute(page: Page, claim: Claim, subject: Argument) -> bool:
    """Whether the words before a subject are the rest of another clause ("[With] the guild giving
    way, others are ready to fight")."""
    cut = claim.start > page.sentence(claim.start).start
    before = page.text[claim.start : subject.start].rstrip()
    return cut and before.endswith(",") and bool(page.verbs(claim.start, subject.start))
