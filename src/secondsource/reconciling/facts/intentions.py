"""What somebody meant to do and did not: "would not step down", who resigned on Tuesday; "is
expected to sign", who vetoed the bill; "will stay on", as against "will leave", as others have it.

Nobody else decides what somebody will do. So a plan gives way to what he does, and to what he says
later; only what others say of his plan on the same days stands against his word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from secondsource.reconciling.aligning.deeds import contraries
from secondsource.reconciling.aligning.evidence import Comparison
from secondsource.reconciling.aligning.participants import named
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.updates import Update
from secondsource.reconciling.facts.windows import is_later, same_window
from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.pages.predicates import opposites, table
from secondsource.reconciling.sources.bodies import affiliated, speaks_for
from secondsource.reconciling.sources.ties import Ties

_EXPECTED = re.compile(
    r"\b(?:expected|due|set|likely|scheduled|poised|certain|sure|bound|about)\s+to\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:rul(?:e|es|ed|ing)\s+out|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|exclud(?:e|es|ed|ing)"
    r"|reject(?:s|ed|ing)?|no\s+(?:plans?|intention))\s+(?:to\s+|of\s+|of\s+\w+\s+)?(?:his|her|its|their)?\s*$",
    re.IGNORECASE,
)
#: vetoes that a plan and what came of it may have between them
_TURNED = frozenset({"polarity", "modality"})
_CONTRARY = frozenset({"opposite", "modality", "action", "actor"})
_MEANT = 0.3  # how sure a deed must be
_AGREED = 0.0  # agreement asked of a plan and its denial
_OTHER = frozenset({"actor other", "object other"})
_OBJECT = frozenset({"object", "object word"})
Key = tuple[str, str, str]  #: "turn", a deed, its doer


@lru_cache(maxsize=1 << 12)
def plan_keys(draft: Draft) -> frozenset[Key]:
    """What a plan is to do, and who is to do it."""
    plans = (s for s in draft.limits if _is_plan(s))
    return frozenset(
        ("turn", deed, doer) for s in plans for deed in (*s.deeds, *s.kinds) for doer in _doers(s)
    )


@lru_cache(maxsize=1 << 12)
def turned_keys(draft: Draft) -> frozenset[Key]:
    """What nobody can mean to do who does, or means to do, what a fact tells: the same keys for the
    contrary deeds."""
    told = (s for s in draft.limits if s.polarity == "+" and s.modality in ("planned", "actual"))
    return frozenset(
        ("turn", deed, doer)
        for s in told
        for deed in contraries(s.deeds) | opposites(s.kinds)
        for doer in _doers(s)
    )


def may_turn(one: Draft, other: Draft) -> bool:
    """Whether one is a plan and the other may go against it."""
    return bool(plan_keys(one) & turned_keys(other) or plan_keys(other) & turned_keys(one))


def _doers(statement: Statement) -> frozenset[str]:
    """Who does it: by name, or somebody."""
    return named(statement.actors) | {"~"} if statement.actors else frozenset()


def turned_plan(one: Draft, other: Draft, found: Comparison, tied: Ties) -> Update | None:
    """The update of a plan by what was done against it, or by what whoever was to do it says of it
    later."""
    for newer, older in ((one, other), (other, one)):
        dated = all(witness.published for witness in older.witnesses)
        if not all(map(_is_plan, older.limits)) or not (dated and is_later(newer, older)):
            continue
        if not _is_turned(newer.leader, older.leader, found):
            continue
        if newer.leader.modality == "actual":
            return Update(newer=newer, older=older, evidence="it came otherwise")
        if _is_his_word(newer, tied) and (_is_free(older, tied) or not same_window(newer, older)):
            return Update(newer=newer, older=older, evidence="it is no longer meant to be")
    return None


def rival_plans(one: Draft, other: Draft, found: Comparison, tied: Ties) -> bool:
    """Whether two voices say of one person or body that it will do two contrary things ("will leave
    after the cup, the federation said", "he will stay on, his agent said")."""
    plans = all(all(map(_is_plan, draft.limits)) for draft in (one, other))
    if not plans or "opposite" not in found.objections or not _is_of_one(found):
        return False
    if not _goes_against(one.leader, other.leader, found):
        return False
    voices = [{v.id for w in d.witnesses for v in w.testimony.voices} for d in (one, other)]
    quoted = any(not w.testimony.own for w in (*one.witnesses, *other.witnesses))
    return quoted and not voices[0] & voices[1] and same_window(one, other)


def _is_turned(new: Statement, old: Statement, found: Comparison) -> bool:
    """Whether one goes against the other: it is denied, or the contrary is told."""
    if not _is_of_one(found):
        return False
    if found.objections and found.objections <= _TURNED and "polarity" in found.objections:
        done = new.polarity == "+" or new.modality == "planned"  # "has not signed" may be to come
        return done and new.modality in ("planned", "actual") and found.question >= _AGREED
    told = "opposite" in found.objections and found.objections <= _CONTRARY
    told = told and _goes_against(new, old, found)
    return told and new.polarity == old.polarity == "+" and new.modality in ("planned", "actual")


def _goes_against(one: Statement, other: Statement, found: Comparison) -> bool:
    """Whether two contrary deeds are of one thing, or such as exclude each other whatever they are
    done to ("will stay", "will leave"): who supports one thing may oppose another."""
    if _OBJECT & found.evidence.keys():
        return True
    pairs = table()["intents"]["turns"]
    mine, theirs = one.deeds, other.deeds
    return any(
        mine.get(a, 0.0) >= _MEANT and theirs.get(b, 0.0) >= _MEANT
        for pair in pairs
        for a, b in (pair, pair[::-1])
    )


def _is_of_one(found: Comparison) -> bool:
    """Whether the same somebody is to do it, and to nothing else; "the president" where it is done
    to the same thing."""
    evidence = found.evidence.keys()
    known = "actor" in evidence or ("actor described" in evidence and bool(_OBJECT & evidence))
    return known and not _OTHER & evidence


def _is_plan(statement: Statement) -> bool:
    if statement.modality == "planned":
        return True
    page, claim = statement.page, statement.claim
    before = page.text[max(claim.start, claim.predicate.start - 40) : claim.predicate.start]
    if statement.polarity == "-" and _REFUSED.search(before):
        return True
    return statement.modality == "possible" and _EXPECTED.search(before) is not None


def _is_his_word(draft: Draft, tied: Ties) -> bool:
    """Whether it is told by whoever is to do it, or by an outlet as a fact."""
    return any(w.testimony.own or _is_doers(w, tied) for w in draft.witnesses)


def _is_free(draft: Draft, tied: Ties) -> bool:
    """Whether a plan is nobody else's word."""
    return all(w.testimony.own or _is_doers(w, tied) for w in draft.witnesses)


def _is_doers(witness: Witness, tied: Ties) -> bool:
    """Whether the word is that of whoever acts, or of somebody who speaks for him."""
    doers = {f[1:] for f in witness.statement.actors if f[0] == "="}
    names = [name for name in _names(witness, doers) if name]
    return any(
        str(voice.entity) in doers
        or any(frozenset({str(voice.entity), doer}) in tied for doer in doers)
        or any(speaks_for(voice.roles, name) or affiliated(voice.name, name) for name in names)
        for voice in witness.testimony.voices
    )


def _names(witness: Witness, doers: set[str]) -> Iterator[str]:
    cast = witness.statement.page.cast
    yield from (cast.name(doer) for doer in doers if doer in cast.entities)
