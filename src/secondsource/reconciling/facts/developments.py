"""What became of what was told: somebody hurt who has died, a date set anew, a term made longer, a
statement taken back.

The later fact takes the place of the earlier because its own words say so, though no figure is in
either. That a plan was carried out takes nothing back of what was planned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from secondsource.reconciling.aligning.deeds import alike
from secondsource.reconciling.aligning.participants import named
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.updates import Update, one_chain, texts_of
from secondsource.reconciling.facts.windows import is_later
from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.pages.clock import meet
from secondsource.reconciling.pages.lemmas import lemma_of
from secondsource.reconciling.pages.predicates import listed, noun_of, words
from secondsource.reconciling.sources.ties import Ties

_ANEW = re.compile(
    r"\b(?:now|instead|new\s+date|(?:\w+\s+){1,2}(?:earlier|later|sooner)\s+than\s+(?:first\s+)?"
    r"(?:planned|scheduled|expected|announced|intended|foreseen)|rather\s+than|after\s+all)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|up\s+to|through|expires?|ends?|ending)\b", re.IGNORECASE)
_ONE_EVENT = 0.4  # likeness of the deeds of two tellings of one event
_NOUN = re.compile(r"\w+")


def developments(drafts: Sequence[Draft], tied: Ties) -> Iterator[Update]:
    """Updates by what became of people, of terms and of plans."""
    plain = [draft for draft in drafts if not draft.detail]
    for test, evidence in (
        (_has_died, "who was hurt has died"),
        (_is_retimed, "it has been given another date"),
        (_is_prolonged, "it has been prolonged"),
    ):
        newers = [d for d in plain if any(_may_be_newer(test, s) for s in d.limits)]
        for newer in newers:
            for older in plain:
                if newer is older or not is_later(newer, older):
                    continue
                if any(test(new, old) for new in newer.limits for old in older.limits):
                    yield Update(newer=newer, older=older, evidence=evidence)
    yield from _taken_back(plain, tied)


def _may_be_newer(test: object, statement: Statement) -> bool:
    if statement.polarity != "+":
        return False
    if test is _has_died:
        return "die" in statement.kinds or "kill" in statement.kinds
    if test is _is_retimed:
        return statement.modality == "planned" and statement.interval is not None
    return "extend" in statement.kinds and statement.modality == "actual"


def _has_died(new: Statement, old: Statement) -> bool:
    """Whether somebody by name who was hurt, ill or lost is said to have died since."""
    if not old.kinds & words("outcomes", "alive") or old.polarity != "+" or new.counts:
        return False
    gone = named(new.actors | new.patients)
    fatal = "kill" in new.kinds and listed(new.lemma, "sides", "undergoer")
    return fatal and new.modality == "actual" and bool(gone & (old.actors | old.patients))


def _is_retimed(new: Statement, old: Statement) -> bool:
    """Whether a plan is told of another day in words that say so ("will now open on March 15, five
    days earlier than planned")."""
    if old.modality != "planned" or old.interval is None or new.interval is None:
        return False
    if meet(new.interval, old.interval) or not _same_deed(new, old) or new.loose or old.loose:
        return False
    sentence = new.page.sentence(new.claim.start)
    return _ANEW.search(new.page.text, sentence.start, sentence.end) is not None


def _is_prolonged(new: Statement, old: Statement) -> bool:
    """Whether what was to last until a day is said to have been prolonged to a later one."""
    if (
        not _UNTIL.search(old.page.text, old.claim.start, old.claim.end)
        or old.interval is None
        or new.interval is None
    ):
        return False
    things = {f for f in new.patients | new.actors if f[0] in "~="}
    held = old.patients | old.actors | {f"~{noun_of(old.lemma)}"}
    return bool(things & held) and new.interval[0] > old.interval[0]


def _same_deed(new: Statement, old: Statement) -> bool:
    """Whether one action is done to one thing, or by one in one place."""
    one = new.lemma == old.lemma or bool(new.kinds & old.kinds and new.lemma in old.kinds)
    done_to = new.patients & old.patients
    done_by = {f for f in new.actors & old.actors if f[0] in "=~"}
    held = one or alike(new.deeds, old.deeds) >= _ONE_EVENT
    if held and not (new.actors or new.patients or old.patients) and _is_event(new):
        return True  # "the election will be held on 23 May", "voters go to the polls on 16 May"
    clear = not (named(new.actors) and named(old.actors))
    return one and bool((done_to and (done_by or clear)) or (done_by and not new.patients))


def _is_event(statement: Statement) -> bool:
    """Whether what is to be is named by a noun ("the election will be held")."""
    return statement.page.upos(statement.claim.predicate.start) == "NOUN"


# -- statements taken back ---------------------------------------------------------------------


def _taken_back(drafts: Sequence[Draft], tied: Ties) -> Iterator[Update]:
    """What somebody takes back in so many words: "withdrew its claim that it had captured the
    town"."""
    retracting = [draft for draft in drafts if any(map(_takes_back, draft.limits))]
    for newer in retracting:
        for witness in newer.witnesses:
            for older in drafts:
                inner = any(_is_content(witness, w) for w in older.witnesses)
                if older is not newer and inner and _rests_on_him(older, witness, tied):
                    yield Update(newer=newer, older=older, evidence="it has been taken back")


def _takes_back(statement: Statement) -> bool:
    page, claim = statement.page, statement.claim
    if not listed(claim.predicate.lemma.lower(), "outcomes", "retracted"):
        return False
    told = [page.head(a.start, a.end) for a in claim.arguments if a.role in ("patient", "theme")]
    named = told and all(noun in words("speech", "told") for noun in told)
    return bool(named) and statement.polarity == "+" and statement.modality == "actual"


def _is_content(taking: Witness, told: Witness) -> bool:
    """Whether a claim is what is taken back: it hangs on the noun that does so."""
    page, claim = taking.statement.page, taking.statement.claim
    if told.report != taking.report:
        return False
    at = told.statement.claim.predicate.start
    noun = page.modified(at)
    inside = claim.predicate.end < at < page.sentence(claim.start).end
    said = _NOUN.match(page.text, noun) if noun is not None else None
    return inside and said is not None and lemma_of(said[0].lower()) in words("speech", "told")


def _rests_on_him(older: Draft, taking: Witness, tied: Ties) -> bool:
    """Whether everybody who told it before, in reports printed before, was he who takes it back."""
    before = [
        [w for w in text if w.published[:10] < taking.published[:10]] for text in texts_of(older)
    ]
    told = [w for text in before for w in text]
    return bool(told) and all(_is_his(w, taking, tied) for w in told)


def _is_his(old: Witness, taking: Witness, tied: Ties) -> bool:
    """Whether it was the word of whoever takes it back now, by the taking's own doer."""
    doers = {f[1:] for f in taking.statement.actors if f[0] == "="}
    heads = {f[1:] for f in taking.statement.actors if f[0] == "~"}
    named = any(v.entity in doers for v in old.testimony.voices)
    spoken = {noun_of(word) for v in old.testimony.voices for word in v.name.lower().split()}
    return named or bool(heads & spoken) or one_chain(taking, old, tied)
