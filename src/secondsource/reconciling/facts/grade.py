"""The grade of a fact and the sentence that says why.

Read in this order, the first rule that applies decides:

1. superseded      a later fact revises it
2. contested       a live conflict stands against it
3. acknowledged    the party it speaks against states or admits it
4. corroborated    two or more independent origins
5. widely reported two or more outlets with a text of their own, one origin
6. single source   one report, or one outlet, or copies of one text

**Fewer reports never mean a better grade**, in this sense. Take a fact, remove a report, and look
at the fact that the remaining claims make. Its grade, if both are among 3 to 6, is not higher than
before, provided that the report removed was no evidence about the others: it did not contradict
or revise the fact, did not show two voices to be one (introduce a spokeswoman, cite its source,
share its text or outlet with another), and did not keep two of the remaining claims apart. What is
removed there is knowledge, and with it a caution; no rule can keep a caution without its reason.

What revises or contradicts a fact is what a reader must know first, so 1 and 2 stand before the
support. Copies are one outlet: they never raise a grade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.facts.conflicts import Clash
from secondsource.reconciling.facts.drafts import Draft, strength
from secondsource.reconciling.facts.updates import Update
from secondsource.reconciling.figures.numbers import Count
from secondsource.reconciling.lines.clauses import nominal
from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.origins.naming import as_one, joined, names_of, with_article
from secondsource.reconciling.origins.origins import Voice
from secondsource.reconciling.pages.cast import Cast
from secondsource.reconciling.pages.predicates import listed, words
from secondsource.reconciling.sources.bodies import affiliated
from secondsource.records.story import Grade

_VAGUE = re.compile(r"(?:something|one\s+thing|it|this|that|more|as\s+much)\b", re.IGNORECASE)
_NAMELESS = "Sources without a name never count as independent of one another."
_OWN = re.compile(r"\b(?:its|their|his|her|our|my)\b", re.IGNORECASE)
_THIRD_PERSON = frozenset({"he", "she", "they"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A grade and its reason."""

    grade: Grade
    why: str


def verdict(
    draft: Draft, clashes: Sequence[Clash], updates: Sequence[Update], ground: Ground, cast: Cast
) -> Verdict:
    """Grade one fact; ``clashes`` are live, ``updates`` those that retire it."""
    if updates:
        return _superseded(draft, updates[0])
    if clashes:
        return _contested(draft, clashes)
    admitted = _admission(draft, ground, cast)
    if admitted is not None:
        who = with_article(admitted, draft.witnesses)
        others = [name for name in _voices_of(draft) if name != who]
        also = f"; also {joined(others)}" if others else ""
        return Verdict("acknowledged", f"Stated by {who}, the party it speaks against{also}.")
    return (_single, _wide, _corroborated)[strength(draft.support)](draft)


def _superseded(draft: Draft, update: Update) -> Verdict:
    given, who = joined(_voices_of(draft)), joined(_voices_of(update.newer))
    if given == who:
        return Verdict("superseded", f"Given and later revised by {given}: {update.evidence}.")
    return Verdict("superseded", f"Given by {given}; revised by {who}: {update.evidence}.")


def _contested(draft: Draft, clashes: Sequence[Clash]) -> Verdict:
    clash = clashes[0]
    other = _other(draft, clash)
    if "whether" in clash.about and draft.leader.polarity != other.leader.polarity:
        told = f"For it: {_side(draft, clash)}. Against it: {_side(other, clash)}."
        return Verdict("contested", f"Origins disagree on {clash.about}. {told}{_further(clashes)}")
    same = [c for c in clashes if (c.about, c.figures) == (clash.about, clash.figures)]
    rivals = joined(list(dict.fromkeys(_side(_other(draft, c), c) for c in same)))
    further = _further([clash, *(c for c in clashes if c not in same)])
    mine = _voices_of(draft)
    if clash.figures and all(_voices_of(_other(draft, c)) == mine for c in same):
        figures = [_figure(_other(draft, c), c.figure_of(_other(draft, c))) for c in same]
        own = _figure(draft, clash.figure_of(draft))
        against = joined(list(dict.fromkeys(figures)))
        told = f"Reports that rest on {joined(mine)} disagree on {clash.about}"
        return Verdict("contested", f"{told}: {own} against {against}.{further}")
    told = f"{_side(draft, clash)} against {rivals}"
    return Verdict("contested", f"Origins disagree on {clash.about}: {told}.{further}")


def _other(draft: Draft, clash: Clash) -> Draft:
    return clash.other if clash.one is draft else clash.one


def _further(clashes: Sequence[Clash]) -> str:
    """What else is disputed, behind the sentence on the first conflict."""
    abouts = [clash.about for clash in clashes[1:] if clash.about != clashes[0].about]
    return f" Disputed as well: {joined(list(dict.fromkeys(abouts)))}." if abouts else ""


def _side(draft: Draft, clash: Clash) -> str:
    voices = joined(_voices_of(draft))
    if clash.figures:
        return f"{_figure(draft, clash.figure_of(draft))} ({voices})"
    return voices


def _figure(draft: Draft, count: Count) -> str:
    first, *others = draft.counted.page.text[count.start : count.end].split()
    number = first.lower() if first[1:].islower() else first  # "Forty-five" at a sentence's head
    return " ".join((number, *others))


def _corroborated(draft: Draft) -> Verdict:
    shown = sorted(as_one(group, draft.witnesses) for group in draft.support.origins)
    several = any(len(group) > 1 for group in draft.support.origins)
    listed_all = "; ".join(shown) if several else joined(shown)
    return Verdict("corroborated", f"{_number(len(shown))} independent origins: {listed_all}.")


def _wide(draft: Draft) -> Verdict:
    outlets = len(draft.support.outlets)
    printed = {witness.outlet for witness in draft.witnesses if witness.report == witness.text}
    own = " with a text of their own" if len(printed) > outlets else ""
    told = f"{_number(outlets)} outlets{own}"
    voices = [voice for group in draft.support.origins for voice in group]
    if all(voice.anonymous for voice in voices):
        names = joined(names_of(voices, draft.witnesses))
        return Verdict("widely reported", f"{told}, no named origin: {names}. {_NAMELESS}")
    return Verdict("widely reported", f"{told}, one origin: {_origin(draft)}.")


def _single(draft: Draft) -> Verdict:
    first = min(draft.witnesses, key=lambda w: (w.report != w.text, w.published, w.report))
    outlet = first.publisher.name
    cited = (v for w in draft.witnesses for v in w.testimony.voices if not w.testimony.own)
    voices = names_of(cited, draft.witnesses)
    own = sorted({w.testimony.voice.name for w in draft.witnesses if w.testimony.own})
    again = _again(draft, first)
    if not voices and len(own) > 1:
        return Verdict("single source", f"One text only, in the voice of {joined(own)}.")
    if not voices:
        resting = _resting(draft)
        after = f", after citing {resting[0]}" if resting else ""
        return Verdict("single source", f"Only {joined(own)}, in its own voice{after}{again}.")
    also = f" and in the voice of {joined(own)}" if own else ""
    return Verdict("single source", f"Only {outlet}, citing {joined(voices)}{also}{again}.")


def _again(draft: Draft, first: Witness) -> str:
    """Which further reports have it that add nothing: copies, and others of the outlet."""
    others = {w.report: w for w in draft.witnesses if w.report != first.report}
    copies = sum(w.report != w.text for w in others.values())
    kin = len(others) - copies
    told = [f"{copies} {'copy' if copies == 1 else 'copies'}"] if copies else []
    told += [f"{kin} more of the same outlet or text"] if kin else []
    return f" (also in {' and '.join(told)})" if told else ""


def _origin(draft: Draft) -> str:
    voices = [voice for group in draft.support.origins for voice in group]
    told = as_one(voices, draft.witnesses)
    resting = _resting(draft)
    only_own = all(w.testimony.own for w in draft.witnesses)
    return f"{told}, after citing {joined(resting)}" if only_own and resting else told


def _resting(draft: Draft) -> list[str]:
    """Whom the sentences before name, where outlets speak for themselves."""
    found = (w.testimony.rests_on for w in draft.witnesses)
    return names_of((voice for voice in found if voice), draft.witnesses)


def _voices_of(draft: Draft) -> list[str]:
    """Every origin of a fact as the reader is told of it."""
    return names_of((v for w in draft.witnesses for v in w.testimony.voices), draft.witnesses)


def _number(value: int) -> str:
    names = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return names[value] if value < len(names) else str(value)


def _admission(draft: Draft, ground: Ground, cast: Cast) -> Voice | None:
    """The voice that owns up: it says of itself what would be held against it."""
    only_said = any(w.statement.speech or _boasts(w) for w in draft.witnesses)
    for witness in sorted(draft.witnesses, key=lambda w: w.statement.key):
        voice = witness.testimony.voice
        if voice.anonymous or witness.testimony.own or witness.statement.modality != "actual":
            continue
        doer = _is_doer(witness, voice, ground, cast)
        harmful = witness.statement.kinds & words("harm", "against") and not only_said
        if doer and harmful and witness.statement.polarity == "+":
            return voice
        others = any(f[0] == "=" for f in witness.statement.actors) and not doer
        if not others and (_admits(witness) or _has_owned_up(witness)):
            return voice
    return None


def _boasts(witness: Witness) -> bool:
    """Whether what is said to be struck is what one fights ("struck a military plant", "killed 12
    rebels", "shot down 40 drones"): a claim of success is no admission."""
    page, claim = witness.statement.page, witness.statement.claim
    struck = (a for a in claim.arguments if a.role in ("patient", "theme"))
    told = frozenset[str]().union(*(page.words(a.start, a.end) for a in struck))
    return bool(told & words("harm", "targets"))


def _tells_of_another(witness: Witness) -> bool:
    """Whether whoever speaks does not mean himself, whatever "he" was taken for: in his own words
    he would say "I", and in "the officers Lind says hacked it" he only says so."""
    page, claim = witness.statement.page, witness.statement.claim
    quoted = any(q.start <= claim.predicate.start < q.end for q in page.reading.quotes)
    sayings = [page.reading.attributions[index] for index in claim.attributions]
    said = {s.source.start for s in sayings if s.source is not None and s.cue.lemma == "say"}
    return any(
        argument.start in said
        or (quoted and page.text[argument.start : argument.end].lower() in _THIRD_PERSON)
        for argument in claim.arguments
        if argument.role == "agent"
    )


def _admits(witness: Witness) -> bool:
    page, claim = witness.statement.page, witness.statement.claim
    reading = page.reading
    at = claim.predicate.start
    if nominal(witness) and page.governor(at) not in page.cue_at:
        return False  # "admitted that its engineer had caused Monday's blackout"
    if page.deprel(at) == "acl:relcl":
        return False  # "admitted that it had paid for the line on which two trains collided"
    cues = {reading.attributions[index].cue.lemma.lower() for index in claim.attributions}
    if any(listed(cue, "harm", "admission") for cue in cues):
        return True
    its_own = witness.statement.polarity == "+" and any(
        _OWN.search(witness.statement.page.text, a.start, a.end)
        for a in claim.arguments
        if a.role in ("agent", "patient", "theme")
    )
    lemma, kinds = claim.predicate.lemma.lower(), witness.statement.kinds
    harmed = bool(kinds & words("harm", "against")) and not _boasts(witness)
    failing = listed(lemma, "harm", "failing") or harmed
    # "acknowledged that its valve had failed", "that one aircraft had been lost"
    return "acknowledge" in cues and (its_own or failing)


def _has_owned_up(witness: Witness) -> bool:
    """Whether the sentence before says that the same voice admits something, and not what ("The
    minister had to admit something else. A prisoner died in May, he said")."""
    page, claim = witness.statement.page, witness.statement.claim
    here = page.sentence_index(claim.start)
    if here == 0:
        return False
    before = page.sentences[here - 1]
    for other in page.reading.claims:
        inside = before.start <= other.predicate.start < before.end
        if not inside or not listed(other.predicate.lemma.lower(), "harm", "admission"):
            continue
        who = {page.cast.of(page.report, a.entity) for a in other.arguments if a.role == "agent"}
        what = [a for a in other.arguments if a.role in ("patient", "theme")]
        vague = what and all(_VAGUE.match(page.text, a.start, a.end) for a in what)
        if witness.testimony.voice.entity in who - {None} and vague:
            return True
    return False


def _is_doer(witness: Witness, voice: Voice, ground: Ground, cast: Cast) -> bool:
    if _tells_of_another(witness):
        return False
    doers = {f[1:] for f in witness.statement.actors if f[0] == "="}
    return any(
        doer == voice.entity
        or frozenset({doer, str(voice.entity)}) in ground.ties
        or affiliated(cast.name(doer), voice.name)
        for doer in doers
    )
