"""Which aligned claims are worth a line of the sheet: whole statements, each told once.

Left out are fragments (a condition, a question, a bare purpose or phrase), sayings without what is
said, an announcement whose content has a line of its own, and what stands inside another line.
Nothing that is disputed or revised is left out, and nothing leaves the readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from secondsource.reconciling.aligning.informed import is_informed
from secondsource.reconciling.aligning.namedcauses import happenings_of
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.facts.conflicts import Tensions
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.negatives import is_bare_none
from secondsource.reconciling.figures.measures import measures
from secondsource.reconciling.figures.numbers import TALLIES
from secondsource.reconciling.lines.clauses import (
    headless,
    is_reported,
    leans,
    nominal,
    opens_with_there,
    purpose,
    subject_of,
    trails,
)
from secondsource.reconciling.lines.lines import only_named, shown
from secondsource.reconciling.lines.scraps import is_scrap
from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.predicates import listed, words
from secondsource.reconciling.sources.sources import voices

_LONGEST = 200  # characters of a line: what lies beyond would be lost in it
_TOLD = ("actual", "planned")
_OWN_CLAUSE = frozenset({"root", "conj", "parataxis", "ccomp"})
_FEW = 3  # content words with which a claim about one thing says something all the same
_OPEN = re.compile(
    r"(?i)\b(?:if|unless|once|until|how|what|why|lest|in case|how many|how much)\s+$"
)
_UNTIL = re.compile(r"(?i)\b(?:until|till|unless)\b")
_BEFORE = re.compile(r"(?i)\b(?:before|after|till|when|as\s+soon\s+as)\s+$")  #: until what is to be
_OPENS = re.compile(
    r"(?i)\W*(?:if|unless|once|until|how|what|why|lest|in case)\b(?!\W*$|\s+then\b)"
)
_WAS = re.compile(r"(?i)\bthere\s+(?:was|were|had\s+been)\b")
_WHETHER = re.compile(r"(?i)\bwhether\s+(?:or\s+not\s+)?(?:to\s+)?$")

_Place = tuple[int, int, frozenset[str]]  # a claim's span and the ids of its voices


@cache
def _nameless() -> re.Pattern[str]:
    return re.compile("|".join(sorted(voices("nameless"))), re.IGNORECASE)


@dataclass(slots=True)
class _Shown:
    """The claims of the lines kept so far, by report."""

    spans: dict[str, list[_Place]] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)  #: aligned groups that have no line

    def add(self, draft: Draft) -> None:
        alone = len({witness.text for witness in draft.witnesses}) == 1
        for witness in draft.witnesses:
            claim = witness.statement.claim
            # of several texts another may be the one whose line is shown
            span = shown(witness) if alone else (claim.start, claim.end)
            place = (*span, _voices(witness))
            self.spans.setdefault(witness.report, []).append(place)

    def tells(self, witness: Witness) -> bool:
        """Whether a longer line has this claim in it, on the same word."""
        claim, voices = witness.statement.claim, _voices(witness)
        relative = witness.statement.page.modified(claim.predicate.start) is not None
        aside = relative or _is_bare(witness)
        return any(
            start <= claim.start and claim.end <= end
            and (spoken == voices or aside)
            and claim.end - start <= _LONGEST
            for start, end, spoken in self.spans.get(witness.report, ())
        )  # fmt: skip


def standing(drafts: Sequence[Draft], tensions: Tensions) -> tuple[Draft, ...]:
    """The drafts worth a line, in their own order."""
    disputed = {d.id for clash in tensions.clashes for d in (clash.one, clash.other)}
    disputed |= {d.id for update in tensions.updates for d in (update.newer, update.older)}
    unsettled = {draft.core for draft in drafts if draft.id in disputed}
    cores = {key: draft for draft in drafts for key in _keys(draft)}
    told, kept = _Shown(), set[str]()
    for draft in sorted(drafts, key=lambda d: (d.detail, d.id not in disputed, _longest_first(d))):
        if draft.id not in disputed and _is_idle(draft, unsettled, told, cores):
            told.dropped.add(draft.core)
            continue
        kept.add(draft.id)
        told.add(draft)
    kept |= {draft.id for draft in drafts if _is_all_there_is(draft, kept, cores)}
    return tuple(draft for draft in drafts if draft.id in kept)


def _is_all_there_is(draft: Draft, kept: set[str], cores: dict[tuple[str, str], Draft]) -> bool:
    """Whether it hands over what has got no line ("has admitted that he lit it")."""
    if draft.detail or draft.id in kept or any(fragment(w) for w in draft.witnesses):
        return False
    return any(
        _is_handed_over(w, cores)
        and not any(cores[key].id in kept for key in _said(w) if key in cores)
        for w in draft.witnesses
    )


def _is_idle(
    draft: Draft, unsettled: set[int], told: _Shown, cores: dict[tuple[str, str], Draft]
) -> bool:
    """Whether a line would tell a reader nothing, or nothing new."""
    if draft.detail:
        slots = {count.slot for w in draft.witnesses for count in w.statement.counts}
        if draft.bare and slots & TALLIES:  # that it was voted for stands, however the vote ended
            return draft.core in told.dropped
        rival = draft.core in unsettled and not _is_deed_of_sum(draft)
        return rival or draft.core in told.dropped
    if all(fragment(w) or _is_handed_over(w, cores) for w in draft.witnesses):
        return True
    if all(only_named(w) for w in draft.witnesses):
        return True
    counted = any(count.slot for w in draft.witnesses for count in w.statement.counts)
    if counted or len(draft.support.outlets) > 1:
        named = all(nominal(w) and not w.statement.named for w in draft.witnesses)
        return named and not counted and all(told.tells(w) for w in draft.witnesses)
    return all(told.tells(w) or _is_bare(w) or _is_promised(w, cores) for w in draft.witnesses)


def _is_deed_of_sum(draft: Draft) -> bool:
    """Whether it tells the deed whose price or fine is disputed: "Delmar has bought the port"
    stands, whatever it paid; that people died, where their number is disputed, says nothing."""
    counts = (count for w in draft.witnesses for count in w.statement.counts)
    return draft.bare and any(count.slot in measures() for count in counts)


def _longest_first(draft: Draft) -> tuple[bool, int, int, str]:
    """Of equal spans the verb that comes first carries the others."""
    longest = max(end - start for start, end in map(shown, draft.witnesses))
    first = min(w.statement.claim.predicate.start for w in draft.witnesses)
    return draft.detail, -longest, first, draft.id


def _keys(draft: Draft) -> Iterable[tuple[str, str]]:
    return () if draft.detail else (w.statement.key for w in draft.witnesses)


def _voices(witness: Witness) -> frozenset[str]:
    return frozenset(voice.id for voice in witness.testimony.voices)


def fragment(witness: Witness) -> bool:
    """Whether a claim is no statement: a condition, a question, a talk about talk, or somebody
    unknown doing something."""
    statement = witness.statement
    page, claim = statement.page, statement.claim
    before = page.text[max(0, claim.start - 24) : claim.start]
    bound = statement.modality != "actual" and _BEFORE.search(before) is not None
    bound = bound and statement.interval is None and not statement.objects
    if bound or _OPEN.search(before) or _OPENS.match(page.text, claim.start) or _asks(statement):
        return True
    return (
        _told_about_talk(statement)
        or (purpose(witness) and statement.modality != "actual")
        or bool(_nameless().search(page.text, claim.start, claim.end))
        or (_is_modifier(witness) and not any(c.slot for c in statement.counts))
        or _is_somebody(statement)
        or _is_denied_what(statement)
        or _is_idle_talk(witness)
        or is_scrap(witness)
    )


def _asks(statement: Statement) -> bool:
    page = statement.page
    if statement.lemma == "unclear":  # "It is not clear what led to it": that is what is told
        return False
    return any(_OPENS.match(page.text[a.start : a.end]) for a in statement.claim.arguments)


def _told_about_talk(statement: Statement) -> bool:
    """ "Made these remarks", "issued a statement"."""
    page = statement.page
    heads = {page.head(a.start, a.end) for a in statement.claim.arguments if a.role != "agent"}
    light = listed(statement.lemma, "phrases", "light") or listed(
        statement.lemma, "phrases", "utters"
    )
    return light and bool(heads & words("phrases", "talk"))


def _is_modifier(witness: Witness) -> bool:
    """Whether the predicate only modifies a noun ("data targeting plants", "the truce he made"),
    or is itself the subject of another ("supplying them would")."""
    page, claim = witness.statement.page, witness.statement.claim
    noun, subject = page.modified(claim.predicate.start), subject_of(witness)
    if opens_with_there(page, claim):
        return False
    if noun is not None and claim.start < noun and page.text[noun : noun + 5].lower() == "time ":
        return False  # "This marks the third time this year that the cable has been cut"
    if noun is not None and subject is not None and claim.start <= noun < subject.start:
        return True
    if noun is not None and page.deprel(noun) in ("appos", "parataxis", "dep"):
        return not witness.statement.named
    at = claim.predicate.start
    before = page.deprel(at) == "csubj" and (page.governor(at) or 0) > at
    return before or page.deprel(at) in ("acl", "amod")  # not "it is not true that they fired"


def _is_quoted(statement: Statement) -> bool:
    """Whether a claim stands in quotation marks."""
    page, claim = statement.page, statement.claim
    return any(q.start <= claim.start and claim.end <= q.end for q in page.reading.quotes)


def _is_somebody(statement: Statement) -> bool:
    """Whether a pronoun nobody resolved is all there is for a subject, and little is said of it."""
    page, claim = statement.page, statement.claim
    told = _says_more(statement) or _is_own_plan(statement)
    if statement.actors or statement.counts or statement.denied or told:
        return False
    subject = next((a for a in claim.arguments if a.end <= claim.predicate.start), None)
    if subject is None or page.cast.of(page.report, subject.entity) in page.cast.named:
        return False
    return page.text[subject.start : subject.end].lower() in wording("pronouns")


def _says_more(statement: Statement) -> bool:
    """Whether what is told of "him" or "them" is news whoever it is: what, where or when ("They
    rammed the gate with a laundry truck", "He died at the hospital", "It happened at noon")."""
    page, claim = statement.page, statement.claim
    at = claim.predicate.start
    if _is_quoted(statement) or statement.modality == "hypothetical":
        return False
    if statement.lemma in wording("outcomes"):
        return True  # "They are expected to recover"
    if statement.modality not in _TOLD or page.deprel(at).split(":")[0] not in _OWN_CLAUSE:
        return False
    more = len(statement.words - {statement.lemma})
    if (
        more >= _FEW
        or statement.lemma == "unclear"
        or {*statement.words, statement.lemma} & wording("whereabouts")
    ):
        return True
    if statement.lemma in ("happen", "occur") and _definite(statement):
        return True
    if more and page.is_copular(at):  # "It was an accidental shooting"
        return len(statement.kinds) > 1
    if listed(statement.lemma, "strength", "weak"):
        return False
    known = len(statement.kinds) > 1
    told = known or statement.modality == "planned" or bool(claim.times)
    return more > 1 and told


def _is_denied_what(statement: Statement) -> bool:
    """ "The company denied this": what was denied stands elsewhere."""
    page = statement.page
    others = [a for a in statement.claim.arguments if a.role not in ("agent", "time", "place")]
    words = [page.text[a.start : a.end].lower() for a in others]
    return statement.speech and bool(words) and all(w in wording("pronouns") for w in words)


def _is_idle_talk(witness: Witness) -> bool:
    """Whether quoted words say nothing of anybody or anything in particular: they stand among
    the quotes."""
    statement = witness.statement
    if not _is_quoted(statement):
        return False
    if _is_own_plan(statement) or (statement.sweeping and len(statement.kinds) > 1):
        return False
    page, claim = statement.page, statement.claim
    past = _WAS.search(page.text, claim.start, claim.end) is not None
    if past and is_bare_none(statement) and len(statement.kinds) > 1:
        return False  # "There was no raid"
    if not statement.counts and leans(witness):
        return True
    speaker = {f"={voice.entity}" for voice in witness.testimony.voices}
    others = (statement.actors | statement.objects) - speaker
    named = any(filler[0] == "=" for filler in others)
    things = any(f[0] == "~" and f[1:] not in wording("stop") for f in statement.patients)
    light = listed(statement.lemma, "phrases", "light") or listed(
        statement.lemma, "strength", "weak"
    )
    return not (named or statement.counts or statement.places or (things and not light))


def _is_own_plan(statement: Statement) -> bool:
    """ "I intend to govern until the election", "we shall refund it", "I will not concede"."""
    page, claim = statement.page, statement.claim
    subject = next((a for a in claim.arguments if a.end <= claim.predicate.start), None)
    if subject is None or statement.modality != "planned" or not claim.attributions:
        return False
    own = page.text[subject.start : subject.end].lower() in ("i", "we")
    dated = statement.interval is not None or bool(statement.objects)
    told = dated and len(statement.words - {statement.lemma}) > 1
    bound = _UNTIL.search(page.text, claim.predicate.end, claim.end) is not None
    enough = listed(statement.lemma, "speech", "whole") or listed(
        statement.lemma, "intents", "alone"
    )
    return own and (told or enough or bound or _is_of_office(statement))


def _is_of_office(statement: Statement) -> bool:
    """ "We will remain in opposition", "I will stay in office"."""
    if not listed(statement.lemma, "intents", "beside"):
        return False
    page, claim = statement.page, statement.claim
    heads = {page.head(a.start, a.end) for a in claim.arguments if a.start > claim.predicate.start}
    return bool(heads & (words("intents", "offices") | words("intents", "camps")))


def _is_handed_over(witness: Witness, cores: dict[tuple[str, str], Draft]) -> bool:
    """Whether it announces, confirms or reveals what has a draft of its own."""
    if not witness.statement.speech:
        return False
    told = [cores[key] for key in _said(witness) if key in cores]
    counted = any(c.slot for draft in told for w in draft.witnesses for c in w.statement.counts)
    return bool(told) and (counted or listed(witness.statement.lemma, "speech", "hands"))


def _said(witness: Witness) -> Iterable[tuple[str, str]]:
    """Keys of the claims that are the content of this saying."""
    page = witness.statement.page
    cue = page.cue_at.get(witness.statement.claim.predicate.start)
    for claim in page.reading.claims:
        if cue is not None and cue in claim.attributions:
            yield page.report, claim.id


def _is_promised(witness: Witness, cores: dict[tuple[str, str], Draft]) -> bool:
    """Whether it is what somebody promised, asked or warned, and that has a line of its own."""
    page, claim = witness.statement.page, witness.statement.claim
    for index in claim.attributions:
        cue = page.reading.attributions[index].cue
        act = listed(cue.lemma.lower(), "speech", "acts")
        if not act or listed(cue.lemma.lower(), "speech", "hands"):
            continue
        for other in page.reading.claims:
            inside = cue.start <= other.predicate.start < cue.end  # "is expected to request"
            outer = inside and other.end - other.start <= _LONGEST
            covers = other.start <= claim.start and claim.end <= other.end
            if outer and covers and (page.report, other.id) in cores:
                return True
    return False


def _is_bare(witness: Witness) -> bool:
    """A noun ("an August summit"), a mere purpose, or a participle beside a clause of its own."""
    page, claim = witness.statement.page, witness.statement.claim
    if is_reported(page, claim):
        return False
    if any(test(witness) for test in (purpose, nominal, headless, _is_undecided, _is_mused)):
        return True
    here = page.sentence_index(claim.start)
    return trails(witness) and any(
        other.id != claim.id and page.sentence_index(other.start) == here
        for other in page.reading.claims
    )


def _is_mused(witness: Witness) -> bool:
    """Whether quoted words say what may or should be: they stand among the quotes."""
    statement, quotes = witness.statement, witness.statement.page.reading.quotes
    at = statement.claim.predicate.start
    quoted = any(quote.start <= at < quote.end for quote in quotes)
    return quoted and not statement.counts and statement.modality not in _TOLD


def _is_undecided(witness: Witness) -> bool:
    """Whether it hangs on "whether", inside a claim that says who is to decide."""
    page, claim = witness.statement.page, witness.statement.claim
    before = page.text[max(0, claim.start - 24) : claim.start]
    return bool(_WHETHER.search(before)) and leans(witness)


def informative(statement: Statement) -> bool:
    """Whether a reader learns something: a name, a figure, a cause or two participants at least."""
    if statement.counts or statement.speech or statement.denied or happenings_of([statement]):
        return True
    verb = statement.claim.predicate.lemma.lower()
    if statement.polarity == "-" and listed(verb, "phrases", "receiving"):
        return True  # "had never received a complaint about it"
    if _definite(statement) and is_reported(statement.page, statement.claim):
        return True  # "reported clashes on the border"
    nothing = statement.polarity == "-" and bool(statement.claim.attributions)
    if nothing and statement.page.upos(statement.claim.predicate.start) == "NOUN":
        return True  # "Norfax says there was no leak"
    if is_informed(statement.page, statement.claim):  # "had known nothing of the asbestos"
        return True
    fillers = {f for f in statement.actors | statement.objects if f[0] != "@"}
    known = len(statement.kinds) > 1 and not listed(statement.lemma, "strength", "weak")
    told = _definite(statement) or statement.claim.attributions or len(statement.words) > _FEW
    known = known and not _is_noun(statement)
    told = told or (known and statement.claim.modality in _TOLD)
    news = bool(fillers) or len(statement.words) >= _FEW - 1
    missing = statement.polarity == "-" and news  # "no date has been set"
    if statement.kinds & words("sides", "sole"):
        return True  # "no ransom was paid"
    placed = known and bool(statement.places) and statement.interval is not None
    told = told or _is_sentence(statement)
    whole = _happened_when(statement) or _says_more(statement) or _is_own_plan(statement)
    return missing or placed or whole or len(fillers) >= 2 or bool(fillers and told)


def _happened_when(statement: Statement) -> bool:
    """ "The blaze broke out on Saturday", "The shooting occurred near Limerick Avenue"."""
    page, at = statement.page, statement.claim.predicate.start
    told = statement.interval is not None or bool(statement.places)
    told = told and len(statement.words) > 1
    return told and statement.modality in _TOLD and page.happens(at)


def _is_sentence(statement: Statement) -> bool:
    """ "Firefighters worked through the night at the depot", "The programme lasts three years": a
    clause of its own with a subject, and more than an empty verb to say of it."""
    page, claim = statement.page, statement.claim
    at = claim.predicate.start
    if statement.modality not in _TOLD or page.deprel(at).split(":")[0] not in _OWN_CLAUSE:
        return False
    subjects = (a for a in claim.arguments if a.end <= at and a.role in ("agent", "patient"))
    nouns = [page.head(a.start, a.end) for a in subjects]
    if not any(noun and noun not in wording("pronouns") for noun in nouns):
        return False
    empty = listed(statement.lemma, "strength", "weak") and statement.lemma != "remain"
    known = len(statement.kinds) > 1 and not empty
    return page.is_clause(at) and len(statement.words - {statement.lemma}) + known > empty


def _is_noun(statement: Statement) -> bool:
    """Whether the action is only named ("the fire on the ferry")."""
    page, at = statement.page, statement.claim.predicate.start
    return page.upos(at) in ("NOUN", "PROPN") and not page.happens(at)


def _definite(statement: Statement) -> bool:
    """Whether it is about somebody in particular, or happens somewhere or at some time."""
    return bool(statement.named or statement.places or statement.interval)
