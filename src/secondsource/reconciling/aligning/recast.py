"""Claims that put their fact in a noun, or turn it round, in the terms that say it plainly.

"The owner of the ferry is Norline" is compared as what Norline is to the ferry, "the crash was the
result of a broken rail" as "a broken rail caused the crash", "the Fund projects growth of 2
percent" as growth that is to come, "there will be no marathon" as a marathon that does not happen.
What is shown stays as it was printed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from secondsource.reconciling.aligning.causes import as_cause
from secondsource.reconciling.aligning.charges import as_charge
from secondsource.reconciling.aligning.clausal import Clause, listed_words
from secondsource.reconciling.aligning.deeds import things
from secondsource.reconciling.aligning.holdings import as_owner, as_payer
from secondsource.reconciling.aligning.informed import as_informed
from secondsource.reconciling.figures.lengths import LASTS, OLD, length_told
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import is_class_word, listed, stem
from secondsource.reconciling.sources.disowning import disowned
from secondsource.records.reading import Claim, LemmaSpan

_NAMES = frozenset({"PROPN", "NUM"})
_NONE = re.compile(
    r"\b(?:no|not\s+be\s+an?)(?:\s+(more|longer(?:\s+an?y?)?))?\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"\b(?:(?:may|can|could)\s+(?:only\s+|legally\s+)?"
    r"|(?:allowed|permitted|licensed|certified|authorised|authorized|designed|built|approved)\s+to\s+)$",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"\s+no\s+(\w+)\b", re.IGNORECASE)
_WITHOUT = re.compile(r"\bwithout\s+(?:any\s+)?(\w+)\b", re.IGNORECASE)
_LONG = re.compile(
    r"\b(?:for|of|over|is|was)\s+(?:(?:about|some|only|just|more|less|than|at|least|almost|nearly|the|another)\s+)*$",
    re.IGNORECASE,
)
_RATE = re.compile(r"(?:\b(?:an?|per|every|each)\s+|/)$|\d\s*\w+\s+$", re.IGNORECASE)


def recast(page: Page, claim: Claim) -> Claim | None:
    """The claim in plain terms; None where it is so already."""
    tokens = page.sentence_tokens(claim.predicate.start)
    at = next((i for i, t in enumerate(tokens) if t.start == claim.predicate.start), None)
    if at is None or disowned(page, claim) is not None:
        return None
    clause = Clause(page, claim, tokens, at)
    for turn in (
        as_charge, as_cause, as_owner, as_payer, as_informed, _called, _identity, _forecast,
        _expected, _capable, _unclear, _lasting, _aged, _none_left, _without, _present,
    ):  # fmt: skip
        found = turn(clause)
        if found is not None:
            return found
    return None


def _identity(clause: Clause) -> Claim | None:
    """ "The owner of the ferry is Norline", "the capacity of the ferry is 150"."""
    subject, said = clause.subject(), clause.argument("attribute")
    head = clause.head(subject) if subject is not None else None
    if not clause.is_said_of or said is None or head is None or clause.token.upos not in _NAMES:
        return None
    noun = clause.tokens[head]
    if noun.upos != "NOUN" or noun.lemma.lower() in listed_words("totals", "nouns"):
        return None
    whose = tuple(clause.belonging(head))
    who = (replace(said, role="agent"),) if clause.token.upos == "PROPN" else ()
    return replace(
        clause.claim,
        predicate=LemmaSpan(start=noun.start, end=noun.end, lemma=noun.lemma.lower()),
        arguments=(*who, *whose, *clause.kept()),
    )


def _forecast(clause: Clause) -> Claim | None:
    """ "The Fund projects growth of 2.4 percent", "growth is forecast at 2.4 percent"."""
    figures = clause.claim.quantities
    if clause.lemma not in listed_words("forecasts", "verbs") or not figures:
        return None
    foretold = clause.argument("patient", "theme")
    head = clause.head(foretold) if foretold is not None else None
    if head is None or clause.tokens[head].lemma.lower() not in listed_words(
        "forecasts", "measures"
    ):
        return None
    noun, told = clause.tokens[head].lemma.lower(), clause.claim.predicate
    return replace(
        clause.claim,
        predicate=LemmaSpan(start=told.start, end=told.end, lemma=noun),
        arguments=(*clause.belonging(head), *clause.kept()),
        modality="planned",
    )


def _expected(clause: Clause) -> Claim | None:
    """ "The Fund expects the economy to grow by 2.4 percent": as what would come; "the firm
    expects to open the line on Friday": as what it plans."""
    above = clause.page.governor(clause.claim.predicate.start)
    over = next((t for t in clause.tokens if t.start == above), None)
    if clause.claim.modality != "possible" or over is None:
        return None
    lemma, actor = over.lemma.lower(), clause.argument("agent")
    foretold = bool(clause.claim.quantities) and lemma in listed_words("forecasts", "verbs")
    own = actor is not None and actor.end <= over.start  # "the firm expects to open it"
    meant = (
        own
        and lemma in listed_words("forecasts", "meant")
        and "Voice=Pass" not in (over.feats or "")
    )
    return replace(clause.claim, modality="planned") if foretold or meant else None


def _unclear(clause: Clause) -> Claim | None:
    """ "It is not clear whether the brakes failed": as what is unclear."""
    told = clause.lemma in ("clear", "certain", "known") and clause.claim.polarity == "-"
    it = clause.page.text[clause.claim.start : clause.claim.start + 3].lower() == "it "
    if not (told and it):
        return None
    at = clause.claim.predicate
    plain = LemmaSpan(start=at.start, end=at.end, lemma="unclear")
    return replace(clause.claim, predicate=plain, polarity="+")


def _called(clause: Clause) -> Claim | None:
    """ "The union called a general strike for Monday": that is what is to come."""
    stopped = clause.argument("patient", "theme")
    head = clause.head(stopped) if stopped is not None else None
    if head is None or clause.claim.modality != "actual":
        return None
    if clause.lemma not in listed_words("strikes", "calling"):
        return None
    if clause.tokens[head].lemma.lower() not in listed_words("strikes", "nouns"):
        return None
    return replace(clause.claim, modality="planned")


def _capable(clause: Clause) -> Claim | None:
    """ "The ferry may carry 150 passengers": how many it has room for."""
    text, told = clause.page.text, clause.claim.predicate
    may = _MAY.search(text, clause.claim.start, told.start)
    if not clause.claim.quantities or clause.lemma not in listed_words("capacities", "verbs"):
        return None
    if may is None or clause.claim.polarity == "-":
        return None
    arguments = tuple(
        replace(a, role="patient") if a.role == "agent" else a for a in clause.claim.arguments
    )
    capacity = LemmaSpan(start=told.start, end=told.end, lemma="capacity")
    return replace(clause.claim, predicate=capacity, arguments=arguments, modality="actual")


def _lasting(clause: Clause) -> Claim | None:
    """ "The programme will run for three years", "has a term of three years"."""
    times = [clause.page.reading.times[i] for i in clause.claim.times]
    lengths = [t for t in times if length_told(t.value) and t.start > clause.token.start]
    before = [clause.page.text[clause.claim.start : time.start] for time in lengths]
    lasts = clause.lemma in listed_words("lengths", "lasting")
    if not any(_LONG.search(text) or (lasts and not _RATE.search(text)) for text in before):
        return None
    told = clause.argument("patient", "theme", "attribute")
    head = clause.head(told) if told is not None else None
    term = head is not None and clause.tokens[head].lemma.lower() in listed_words(
        "lengths", "terms"
    )
    runs = lasts or clause.lemma in listed_words("lengths", "running")
    if not (runs or (clause.lemma == "have" and term)):
        return None
    who = tuple(a for a in clause.claim.arguments if a.role == "agent")
    ahead = clause.claim.modality == "actual" and "Tense=Pres" in (clause.token.feats or "")
    span = clause.claim.predicate
    return replace(
        clause.claim,
        predicate=LemmaSpan(start=span.start, end=span.end, lemma=LASTS),
        arguments=who,
        modality="planned" if ahead else clause.claim.modality,
    )


def _aged(clause: Clause) -> Claim | None:
    """ "She is 54 years old", "is aged 54", "is 54"."""
    who = clause.subject()
    if clause.lemma not in listed_words("lengths", "ages") or who is None:
        return None
    span = clause.claim.predicate
    aged = LemmaSpan(start=span.start, end=span.end, lemma=OLD)
    return replace(clause.claim, predicate=aged, arguments=(who,))


def _none_left(clause: Clause) -> Claim | None:
    """ "There will be no marathon", "there will be no more subsidies"."""
    there = bool([*clause.below(clause.token.head - 1, "expl")])
    told = clause.claim.predicate
    none = _NONE.search(clause.page.text, clause.claim.start, told.start)
    if not there or none is None or clause.claim.modality != "planned":
        return None
    ended = none[1] is not None
    if not ended and clause.lemma not in listed_words("happenings", "nouns"):
        return None
    return replace(
        clause.claim,
        predicate=LemmaSpan(start=told.start, end=told.end, lemma="end" if ended else "happen"),
        polarity="+" if ended else "-",
        quantities=(),
        arguments=(
            clause.phrase(clause.at, "patient" if ended else "agent"),
            *clause.claim.arguments,
        ),
    )


def _without(clause: Clause) -> Claim | None:
    """ "8,000 homes had no power", "the storm left 8,000 homes without power"."""
    claim, text = clause.claim, clause.page.text
    after = text[claim.predicate.end : claim.end]
    had = clause.lemma in listed_words("lacking", "having") and claim.polarity == "-"
    found = _NOTHING.match(after) if had else None
    if clause.lemma in listed_words("lacking", "leaving"):
        found = _WITHOUT.search(after)
    if found is None or claim.modality == "possible":
        return None
    start = claim.predicate.end + found.start(1)
    noun = next((t for t in clause.tokens if t.start == start), None)
    if noun is None or noun.upos != "NOUN":
        return None
    if listed(clause.lemma, "phrases", "receiving") and is_class_word(noun.lemma.lower()):
        return None  # "received no warning": were not warned
    told = claim.predicate
    lacked = LemmaSpan(start=told.start, end=told.end, lemma=f"without_{noun.lemma.lower()}")
    kept = (a for a in claim.arguments if not (a.start <= start < a.end and a.role != "agent"))
    arguments = tuple(replace(a, role="patient") if had and a.role == "agent" else a for a in kept)
    return replace(claim, predicate=lacked, polarity="+", arguments=arguments)


def _present(clause: Clause) -> Claim | None:
    """ "The president was at the funeral": attended it."""
    who = clause.subject()
    cases = {clause.tokens[i].lemma.lower() for i in clause.below(clause.at, "case")}
    if not clause.is_said_of or who is None or not cases & {"at", "among"}:
        return None
    if "@occasion" not in things().get(stem(clause.lemma), ()):
        return None
    span = clause.claim.predicate
    there = clause.phrase(clause.at, "patient")
    inside = clause.head(who)
    if inside is None or clause.tokens[inside].upos == "PRON":
        return None
    attends = LemmaSpan(start=span.start, end=span.end, lemma="attend")
    return replace(clause.claim, predicate=attends, arguments=(who, there, *clause.kept()))
