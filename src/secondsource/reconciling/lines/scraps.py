"""Words of a claim that state nothing by themselves: an open question, a condition, a general
"when" clause, a clause whose object or subject stands elsewhere in the sentence."""

from __future__ import annotations

import re

from secondsource.reconciling.lines.clauses import nominal, subject_of
from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.pages.page import Page
from secondsource.records.reading import Token

_WHETHER = re.compile(r"(?i)\bwhether\s+(?:or\s+not\s+)?$")
#: "as long as the wedding is legal", "in case he decides to run"
_GIVEN = re.compile(
    r"(?i)\b(?:as\s+long\s+as|so\s+long\s+as|provided(?:\s+that)?|assuming(?:\s+that)?"
    r"|in\s+the\s+event(?:\s+that)?|in\s+case|even\s+if|whichever|whatever|whenever|wherever|as\s+if)\s+$"
)
_GENERAL = re.compile(r"(?i)\b(?:when|where|whenever|wherever)\s+$")
_ASKING = frozenset({"ask", "press", "question", "quiz"})
_BACK = 28  # characters in which such words stand


def is_scrap(witness: Witness) -> bool:
    """Whether the words of a claim say nothing that could stand alone."""
    page, claim = witness.statement.page, witness.statement.claim
    first = page.sentence(claim.start).start
    before = page.text[max(first, claim.start - _BACK) : claim.start]
    opening = page.text[max(first, claim.start - _BACK) : claim.start + _BACK]
    if _WHETHER.search(before) or _GIVEN.search(before) or _is_given_in(opening, len(before)):
        return True
    tokens = [t for t in page.sentence_tokens(claim.start) if claim.start <= t.start < claim.end]
    if _is_asked(page, claim.predicate.start):
        return True
    if not tokens or any(count.slot for count in witness.statement.counts):
        return False
    if _GENERAL.search(before) and _is_present(page, witness):
        return True
    return _is_led(witness, tokens) or _is_stranded(witness, tokens)


def _is_asked(page: Page, at: int) -> bool:
    """ "Asked if he felt ready, Ada Lind said …": what she was asked nobody has said."""
    tokens = page.sentence_tokens(at)
    here = next((i for i, t in enumerate(tokens) if t.start == at), -1)
    for _ in tokens:
        here = tokens[here].head - 1 if here >= 0 else -1
        if here < 0:
            return False
        token = tokens[here]
        if token.lemma.lower() in _ASKING and token.deprel in ("advcl", "acl") and token.start < at:
            return True
    return False


def _is_given_in(opening: str, at: int) -> bool:
    """Whether such words are cut in two by the beginning of a claim ("in | case he decides")."""
    found = re.search(r"(?i)\b(?:in\s+case|as\s+long\s+as|so\s+long\s+as)\s+(?:\w)", opening)
    return found is not None and found.start() <= at < found.end()


def _is_present(page: Page, witness: Witness) -> bool:
    """Whether a clause tells in the present tense: "when users connect", not "when it fell"."""
    at = witness.statement.claim.predicate.start
    tokens = page.sentence_tokens(at)
    number = next((i for i, t in enumerate(tokens, start=1) if t.start == at), 0)
    group = [t for i, t in enumerate(tokens, start=1) if i == number or t.head == number]
    finite = [t for t in group if "VerbForm=Fin" in (t.feats or "")]
    return any("Tense=Pres" in (t.feats or "") for t in finite)


def _is_led(witness: Witness, tokens: list[Token]) -> bool:
    """Whether a preposition leads to a gerund or a participle ("[objected] to the mosque being
    built there", "In a statement, after denouncing it")."""
    if tokens[0].upos not in ("ADP", "CCONJ") or nominal(witness):
        return False
    at = witness.statement.claim.predicate.start
    until = [t for t in tokens if t.start <= at]
    finite = any("VerbForm=Fin" in (t.feats or "") for t in until)
    shown = witness.statement.page.text[at : witness.statement.claim.predicate.end].lower()
    participle = shown.endswith("ing") or any(
        witness.statement.page.text[t.start : t.end].lower() == "being" for t in until
    )
    return participle and not finite


def _is_stranded(witness: Witness, tokens: list[Token]) -> bool:
    """Whether what is done to or with something ends where that should stand ("than they bargained
    for", "[a pledge] he once campaigned to end")."""
    last = tokens[-1]
    claim = witness.statement.claim
    alone = not any(a.role in ("patient", "theme", "attribute") for a in claim.arguments)
    preposition = last.upos == "ADP" and last.deprel in ("obl", "case", "advmod", "nmod")
    return alone and preposition and subject_of(witness) is not None
