"""Which of somebody's own words the line of a claim shows: a clause that stands alone, else the
sentence that it belongs to; a scrap ("a gift to builders who have waited") is told as a clause."""

from __future__ import annotations

import re

from secondsource.reconciling.lines.attitudes import held_from
from secondsource.reconciling.lines.clauses import subject_of
from secondsource.reconciling.lines.polish import LONGEST
from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.phrasing import described_end, has_verb
from secondsource.records.reading import Attribution, Claim, Quote

_FIRST_PERSON = re.compile(r"\b(?:I|we|me|us|my|our|ours|mine|myself|ourselves)\b", re.IGNORECASE)
_FINITE = "VerbForm=Fin"
_BIDDING = "Mood=Imp"


def own_words(witness: Witness) -> tuple[int, int] | None:
    """The words inside quotation marks that the line shows, None where it is told otherwise."""
    page, claim = witness.statement.page, witness.statement.claim
    quote = next((q for q in page.reading.quotes if _holds(q, claim)), None)
    if quote is None:
        return None
    start, end = max(claim.start, quote.start), min(claim.end, quote.end)
    if _stands_alone(witness, start, end):
        held = held_from(witness)
        opens = _opening(page, claim, quote, start)
        opens = opens if held is None else max(quote.start, min(opens, held))
        return opens, min(described_end(page, start, end), quote.end)
    whole = _sentence(page, claim, quote)
    if whole is None:
        return None
    speaks = _FIRST_PERSON.search(page.text, start, end) is not None
    return whole if speaks or whole[1] - whole[0] <= LONGEST else None


def whose_words(witness: Witness) -> str:
    """Who is quoted with the words of a claim, empty where nobody is named: "“He told me that he
    was going back,” Ada Lind said" are Lind's words, whoever told her."""
    page, claim, voice = witness.statement.page, witness.statement.claim, witness.testimony.voice
    quote = next((q for q in page.reading.quotes if _holds(q, claim)), None)
    if quote is None or _inner(page, claim, quote) is None:
        return "" if voice.anonymous else voice.name
    speaker = page.cast.of(page.report, quote.speaker)
    return page.cast.name(speaker) if speaker in page.cast.named and speaker is not None else ""


def _inner(page: Page, claim: Claim, quote: Quote) -> Attribution | None:
    """The saying inside a quotation that passes on a claim."""
    links = (page.reading.attributions[index] for index in reversed(claim.attributions))
    return next((a for a in links if quote.start <= a.cue.start < quote.end), None)


def _opening(page: Page, claim: Claim, quote: Quote, start: int) -> int:
    """Where the words of a claim begin in a quotation, with whoever is said there to have told
    it."""
    inner = _inner(page, claim, quote)
    if inner is None or inner.cue.start > start:
        return start
    first = inner.cue.start if inner.source is None else min(inner.cue.start, inner.source.start)
    return first if max(quote.start, page.sentence(start).start) <= first < start else start


def _holds(quote: Quote, claim: Claim) -> bool:
    return quote.start <= claim.predicate.start < quote.end and not quote.fragment


def _stands_alone(witness: Witness, start: int, end: int) -> bool:
    """Whether the words are a clause with a subject inside the marks, and no relative one."""
    page, claim = witness.statement.page, witness.statement.claim
    subject = subject_of(witness)
    if page.modified(claim.predicate.start) is not None:
        return False
    if subject is None or subject.start < start or not has_verb(page, subject.end, end):
        return False
    tokens = page.sentence_tokens(subject.end)
    behind = [t.feats or "" for t in tokens if subject.end <= t.start < end]
    return not tokens or any(_FINITE in feats for feats in behind)


def _sentence(page: Page, claim: Claim, quote: Quote) -> tuple[int, int] | None:
    """The sentence of a claim as far as it is quoted, if its main verb is: None for a scrap of
    one."""
    sentence = page.sentence(claim.predicate.start)
    start, end = max(sentence.start, quote.start), min(sentence.end, quote.end)
    tokens = page.sentence_tokens(claim.predicate.start)
    if not tokens:
        return start, end
    inside = [i for i, t in enumerate(tokens) if start <= t.start < end and t.upos != "PUNCT"]
    top = next((i for i in inside if tokens[i].head - 1 not in inside), None)
    if top is None:
        return None
    below = [tokens[i] for i in inside if tokens[i].head - 1 == top]
    subject = any(t.deprel.startswith(("nsubj", "csubj", "expl")) for t in below)
    verbs = [tokens[top], *(t for t in below if t.deprel.startswith(("aux", "cop")))]
    finite = any(_FINITE in (t.feats or "") or _BIDDING in (t.feats or "") for t in verbs)
    bidding = _BIDDING in (tokens[top].feats or "")
    return (start, end) if (subject and finite) or bidding else None
