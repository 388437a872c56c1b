"""A claim in the terms in which claims are compared: normalised action, roles, time, place, counts.

"Trump and Putin spoke by phone", "a call between Putin and Trump" and "Trump held a call with
Putin" become the same Statement; "twelve died" and "twelve were killed" too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from secondsource.reconciling.aligning.deeds import (
    Deeds,
    deeds_named,
    deeds_of,
    things,
    turned_deeds,
)
from secondsource.reconciling.aligning.informed import is_informed
from secondsource.reconciling.aligning.presupposed import says_nothing_new
from secondsource.reconciling.aligning.recast import recast
from secondsource.reconciling.aligning.roles import Fillers, Roles, kin_of, roles_of, told_apart
from secondsource.reconciling.aligning.uncounted import TAKING_PART, uncounted
from secondsource.reconciling.figures.counting import counts_of
from secondsource.reconciling.figures.lengths import lengths_of
from secondsource.reconciling.figures.numbers import TALLIES, Count, with_soles
from secondsource.reconciling.figures.people import beside_others
from secondsource.reconciling.figures.recounted import recounted
from secondsource.reconciling.figures.slotting import TOLLS, gives_figure
from secondsource.reconciling.figures.tallies import is_bare_tally
from secondsource.reconciling.figures.terms import terms_of
from secondsource.reconciling.figures.whose import sides_counted
from secondsource.reconciling.pages.actions import (
    keeps_away,
    kinds_told,
    lemma_of_action,
    phrase_of,
)
from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.modality import modality_of
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import (
    converse_of,
    kinds_of,
    listed,
    nominal_kinds,
    stem,
    symmetric,
    words,
)
from secondsource.reconciling.pages.timing import (
    interval_of,
    is_long_past,
    looseness_of,
    setting_of,
)
from secondsource.reconciling.sources.charging import charge_of
from secondsource.reconciling.sources.disowning import disowned
from secondsource.reconciling.sources.owning import CLAIMING, claimant, is_laid_to
from secondsource.reconciling.sources.sources import can_speak
from secondsource.records.reading import Argument, Claim, LemmaSpan, Place

_LONG = 20  # claims of a report beyond which something always comes near
_SELDOM_SAID = frozenset({"say", "tell", "according", "reportedly", "allegedly"})
_ALL = re.compile(r"(?:all|every|each|the\s+(?:whole|entire|full))\s+(?!\d)", re.IGNORECASE)
_SOME = re.compile(
    r"(?:some|several|many|most|half|part|parts|few|a|an|one|two|three|another|dozens)\s",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\s(?!the\b)\w+[^s\W]s\s", re.IGNORECASE)
_NOBODY = re.compile(r"nobody|no[ -]one|none", re.IGNORECASE)
_ANY = re.compile(r"\bany\s+(?:such\s+|more\s+)?$", re.IGNORECASE)
#: "has never taken", "not a single call", "at no time", "no fire whatsoever"
_EMPHATIC = re.compile(
    r"\bno\s+\w+\s+(?:whatsoever|at\s+all)\b|\bnothing\b|\b(?:at|in)\s+(?:any|no)\s+(?:time|point|moment|way)\b"
    r"|\bnot\b[^.;]{0,40}\b(?:at\s+all|(?:a|one)\s+single|a\s+(?:cent|penny|word|shot|finger))\b",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\b(?:never|not\s+once|not\s+one)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_AGAIN = re.compile(
    r"\bfor\s+(?:a|the)\s+(?:second|third|fourth|fifth|sixth|seventh)\s+(?:\w+\s+)?"
    r"(?:day|night|morning|evening|week|weekend|month|year)\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(r"(?:an?|one|another|some)\s", re.IGNORECASE)
_FURTHER = re.compile(r"(?:an?|the|one)\s+(?:further|next|subsequent|fresh)\s", re.IGNORECASE)
_ANOTHER = re.compile(
    r"(?:another|the\s+two\s+other|the\s+other\s+two|the\s+(?:other|remaining)(?=\s+\w+s\b)|one\s+more|yet\s+another|an?\s+(?:second|third|fourth|fifth|sixth))\s+"
    r"(?!\d|(?:term|chance|opinion|language|home|half|time|year|day|week|month)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One claim, ready to be compared. ``polarity`` is what its source commits to: the reader has
    turned what is denied."""

    page: Page
    claim: Claim
    lemma: str
    told: int  # where the word is that tells it: the noun in "her successor is Jon Falk"
    kinds: frozenset[str]
    deeds: Deeds
    turned: frozenset[str]  # deeds that it tells by denying something else ("did not survive")
    modality: str
    polarity: str
    speech: bool
    actors: Fillers
    objects: Fillers
    patients: Fillers
    mutual: bool
    counts: tuple[Count, ...]
    interval: tuple[str, str] | None
    places: frozenset[str]
    sites: tuple[Place, ...]
    ordinals: frozenset[str]
    words: frozenset[str]
    content: frozenset[str]
    around: frozenset[str]
    setting: tuple[str, str] | None  # its own time, else that of the claim told just before
    loose: str  # "end" where its time ends or begins it ("until Friday"), "clock" without a day
    tolled: bool  # a running total: its date says when it was counted
    old: bool  # whether it is told of long before its report was printed
    another: bool  # whether one more of something is meant ("another school")
    again: bool  # whether it happened on one more day ("for the second night running")
    kin: frozenset[
        str
    ]  # of whom those are who are told by that ("the mayor's wife": "wife:~mayor")
    apart: frozenset[str]  # what tells its nouns apart ("finance minister": "minister:finance")
    whole: str  # "all" where all of something is meant ("every exit"), "some" where only some is
    doers: tuple[Argument, ...] = ()  # who is told to do it, as printed
    charged: bool = False  # whether it only says who did what all know of ("was behind the raid")
    recounted: bool = False  # whether it gives a figure that another answers or is answered by

    @property
    def key(self) -> tuple[str, str]:
        """(report id, claim id)."""
        return (self.page.report, self.claim.id)

    @property
    def clause(self) -> str:
        """Its words, as printed."""
        return self.page.text[self.claim.start : self.claim.end]

    @property
    def disputed(self) -> bool:
        """Whether its words are what somebody denies: "the dam broke" in "denied that the dam
        broke"."""
        attributions = self.page.reading.attributions
        return any(attributions[i].stance == "denies" for i in self.claim.attributions)

    @property
    def denied(self) -> bool:
        """Whether somebody denies it in so many words: that answers what others say."""
        cleared = self.charged and self.polarity == "-"  # "was not behind the raid"
        denied = self.disputed or cleared
        return denied or self.sweeping or disowned(self.page, self.claim) is not None

    @property
    def sweeping(self) -> bool:
        """Whether nobody is said to have done it, or to have met with it ("nobody was arrested"),
        or somebody denies any of it ("denied making any arrests")."""
        text, claim = self.page.text, self.claim
        told = (a for a in claim.arguments if a.role == "agent" or a.end <= claim.predicate.start)
        nobody = any(_NOBODY.fullmatch(text, a.start, a.end) for a in told)
        denies = (self.page.reading.attributions[i].stance == "denies" for i in claim.attributions)
        any_ = _ANY.search(text, claim.start, claim.predicate.start)
        return (nobody or (any_ is not None and any(denies))) and not self.counts

    @property
    def emphatic(self) -> bool:
        """Whether a negative says that it never was so, or of nothing: a denial by its words."""
        text, claim = self.page.text, self.claim
        never = _NEVER.search(text, claim.start, claim.predicate.start)
        told = never or _EMPHATIC.search(text, claim.start, claim.end)
        return self.polarity == "-" and told is not None

    @property
    def named(self) -> frozenset[str]:
        """Story entities that take part."""
        return frozenset(f[1:] for f in self.actors | self.objects if f[0] == "=")


def statements_of(page: Page) -> tuple[Statement, ...]:
    """The claims of a report, normalised, but for those that only say that somebody spoke."""
    found = (statement_of(page, claim) for claim in page.reading.claims)
    made = [statement for statement in found if statement is not None]
    given = [count for statement in made for count in statement.counts]
    counts = with_soles(beside_others(page, given))
    told = ((statement, tuple(islice(counts, len(statement.counts)))) for statement in made)
    rivalled = {r[0].id for claim in page.reading.claims if (r := recounted(page, claim))}
    return tuple(
        replace(s, counts=c, recounted=s.recounted or s.claim.id in rivalled)
        if c != s.counts or s.claim.id in rivalled
        else s
        for s, c in told
    )


def are_long(one: Statement, other: Statement) -> bool:
    """Whether one of two statements is of a report in which something always comes near."""
    return max(len(s.page.reading.claims) for s in (one, other)) > _LONG


def statement_of(page: Page, claim: Claim) -> Statement | None:
    """Normalise a claim; None where it only says that somebody said something."""
    lemma = lemma_of_action(page, claim)
    cue = page.cue_at.get(claim.predicate.start)
    if says_nothing_new(page, claim):
        return None
    if cue is not None and _told_as_denial(page, cue) and disowned(page, claim) is None:
        return None
    if claimant(page, claim) is not None:
        return as_statement(page, claim)
    gives = gives_figure(page, claim) or listed(lemma, "outcomes", "retracted")
    seldom = lemma in _SELDOM_SAID and not (is_informed(page, claim) or _is_honest(page, claim))
    if seldom or (cue is not None and not gives and _merely_said(page, cue, lemma)):
        return None if not _left_open(claim, lemma) else as_statement(page, claim)
    if _is_inner(page, claim) or _describes_source(page, claim) or is_bare_tally(page, claim):
        return None
    if cue is None and _says_nothing(page, claim, lemma):
        return None
    return as_statement(page, claim)


def _describes_source(page: Page, claim: Claim) -> bool:
    """ "An officer who took part in the rescue said …": who that was, told of nobody in
    particular, is no news."""
    noun = page.modified(claim.predicate.start)
    sources = (a.source for a in page.reading.attributions if a.source is not None)
    return noun is not None and any(
        source.start <= noun < source.end
        and _SOMEBODY.match(page.text, source.start) is not None
        and page.cast.of(page.report, source.entity) not in page.cast.named
        for source in sources
    )


def as_statement(page: Page, claim: Claim) -> Statement:
    """Normalise any claim, a mere saying too."""
    before = recounted(page, claim)
    if before is None:
        plain = recast(page, claim)
        found = _as_statement(page, claim if plain is None else plain)
        if plain is not None and charge_of(page, claim) is not None:
            return replace(found, claim=claim, charged=True, kinds=found.kinds | {CLAIMING})
        return found if plain is None else replace(found, claim=claim)
    counted, counts = before  # "police put the number at 20,000" says what they counted
    words, around = _other_words(page, claim, ""), page.around(claim.predicate.start)
    return replace(
        _as_statement(page, counted),
        claim=claim,
        counts=counts,
        words=words,
        around=around,
        recounted=True,
    )


def _as_statement(page: Page, claim: Claim) -> Statement:
    lemma = _told(page, claim)
    cue = page.cue_at.get(claim.predicate.start)
    speech = cue is not None and listed(lemma, "speech", "acts")
    speech = speech or listed(lemma, "speech", "expressed")  # "expressed her gratitude": thanked
    speech = speech and phrase_of(page, claim) is None  # "announced no date" says none is set
    kinds = kinds_told(page, claim, lemma)
    counts = lengths_of(page, claim) or counts_of(page, claim)
    slots = frozenset(f"slot:{count.slot}" for count in counts if count.slot)
    gives = listed(lemma, "speech", "counts") or listed(lemma, "speech", "publishes")
    kinds = slots if slots and gives and gives_figure(page, claim) else kinds | slots
    rest = uncounted(page, claim, tuple(c for c in counts if c.slot not in TALLIES))
    roles = roles_of(page, rest, kinds)
    sides = sides_counted(page, claim, counts)
    if rest is not claim:  # whose people are counted is told all the same
        sides |= frozenset(f for f in roles_of(page, claim, kinds).patients if f[0] == "@")
    roles = replace(roles, patients=roles.patients | sides)  # "eleven Norland soldiers"
    turned = converse_of(lemma)
    if turned is not None and roles.receivers:
        kinds, roles = kinds_of(turned) | slots, roles.turned()
    places, sites = _places(page, claim)
    harm = disowned(page, claim)
    if harm is not None:
        lemma, kinds, speech = harm, kinds_of(harm) | nominal_kinds(harm), False
        if cue is not None and cue not in claim.attributions:  # it is the word of who denies
            claim = replace(claim, attributions=(*claim.attributions, cue))
        roles = Roles(actors=_doers(roles), objects=frozenset(), patients=frozenset())
    owner = claimant(page, claim)
    if owner is not None:
        lemma, kinds, speech = CLAIMING, kinds_of(CLAIMING), False
        roles = Roles(actors=_doers(roles), objects=frozenset(), patients=frozenset())
    elif is_laid_to(page, claim):
        kinds |= {CLAIMING}
    return Statement(
        page=page,
        claim=claim,
        lemma=lemma,
        told=claim.predicate.start,
        kinds=kinds,
        deeds=deeds_named(harm) if harm else {} if owner else deeds_of(page, claim, lemma),
        turned=turned_deeds(page, claim) if harm is None else frozenset(),
        modality=modality_of(page, claim),
        polarity="-" if harm is not None else "+" if keeps_away(page, claim) else claim.polarity,
        speech=speech,
        actors=roles.actors,
        objects=roles.objects,
        patients=roles.patients,
        mutual=symmetric(kinds),
        counts=counts,
        interval=None if harm or _is_toll(page, claim, counts) else interval_of(page, claim),
        places=places,
        sites=sites,
        ordinals=_ordinals(page, claim),
        words=_other_words(page, claim, lemma),
        content=_content(page, cue) if speech and cue is not None else frozenset(),
        around=page.around(claim.predicate.start) - {lemma},
        setting=setting_of(page, claim),
        loose=looseness_of(page, claim),
        tolled=_is_toll(page, claim, counts),
        old=is_long_past(page, claim),
        another=not _is_toll(page, claim, counts)
        and any(_is_another(page, a) for a in claim.arguments),
        again=_AGAIN.search(page.text, claim.predicate.end, page.sentence(claim.start).end)
        is not None,
        kin=kin_of(page, claim),
        apart=told_apart(page, claim),
        whole=_whole(page, claim),
        doers=tuple(a for a in claim.arguments if a.role == "agent"),
    )


def _is_another(page: Page, argument: Argument) -> bool:
    """Whether one more of something is meant ("another school"), or what comes next ("a further
    exchange")."""
    if _ANOTHER.match(page.text, argument.start, argument.end):
        return True
    later = _FURTHER.match(page.text, argument.start, argument.end) is not None
    return later and "@occasion" in things().get(stem(page.head(argument.start, argument.end)), ())


def _doers(roles: Roles) -> Fillers:
    """Who disowns it, in whatever part the grammar has them."""
    named = frozenset(f for f in roles.actors | roles.patients if f[0] in "=@")
    return roles.actors or named


def _whole(page: Page, claim: Claim) -> str:
    """Whether a claim speaks of all or of some; "schools were shut" leaves that open."""
    for pattern, told in ((_ALL, "all"), (_SOME, "some")):
        if any(pattern.match(page.text, a.start, a.end) for a in claim.arguments):
            return told
    heads = ((page.head(a.start, a.end), a) for a in claim.arguments if a.role in TAKING_PART)
    several = any(_PLURAL.search(f" {page.text[a.start : a.end]} ") and head for head, a in heads)
    return "" if several else "some"


def _told(page: Page, claim: Claim) -> str:
    """Lemma of the action: of "stay closed" and "begin the vaccination" the complement, of "the
    price is four euros" what has that price."""
    lemma = lemma_of_action(page, claim)
    if listed(lemma, "phrases", "aspect"):
        state = page.complement(claim.predicate.start)
        known = state is not None and (kinds_of(state) != {stem(state)} or page.is_adjective(state))
        return state if state is not None and known else lemma
    at = claim.predicate.start
    absent = _lacking(page, claim)
    if absent is not None:
        return f"{absent}_{lemma}"
    measured = any(
        quantity.unit is not None and quantity.start <= at < quantity.end
        for quantity in page.reading.quantities
    )
    subject = next((a for a in claim.arguments if a.role == "agent" and a.end <= at), None)
    if measured and subject is not None:
        return page.head(subject.start, subject.end) or lemma
    return lemma


def _lacking(page: Page, claim: Claim) -> str | None:
    """What says of a state that it is not there ("out of control", "without power")."""
    tokens, at = page.sentence_tokens(claim.predicate.start), claim.predicate.start
    here = next((i for i, t in enumerate(tokens) if t.start == at), None)
    if here is None or tokens[here].upos != "NOUN":
        return None
    before = tokens[max(0, here - 2) : here]
    if before and before[-1].lemma.lower() == "without":
        return "without"
    return "out_of" if [t.lemma.lower() for t in before] == ["out", "of"] else None


def _is_inner(page: Page, claim: Claim) -> bool:
    """Whether it is the state or action in "stay closed" or "begin the vaccination", which another
    claim tells whole."""
    above = page.governor(claim.predicate.start)
    if above is None or page.deprel(claim.predicate.start).split(":")[0] not in ("xcomp", "obj"):
        return False
    return any(
        other.predicate.start == above
        and listed(other.predicate.lemma.lower(), "phrases", "aspect")
        and _told(page, other) == claim.predicate.lemma.lower()
        for other in page.reading.claims
    )


def _left_open(claim: Claim, lemma: str) -> bool:
    """Whether it is news that something has not been explained or is not known."""
    return claim.polarity == "-" and listed(lemma, "speech", "open")


def _told_as_denial(page: Page, cue: int) -> bool:
    """Whether what is denied is a claim itself: its negation is the fact."""
    denied = page.reading.attributions[cue].stance == "denies"
    return denied and any(cue in claim.attributions for claim in page.reading.claims)


def _merely_said(page: Page, cue: int, lemma: str) -> bool:
    """Whether a cue only hands over its content, unlike "agreed", "promised" or "briefed"."""
    hands_over = any(cue in claim.attributions for claim in page.reading.claims)
    if _known_since(page, page.reading.attributions[cue].cue):
        return False
    if listed(lemma, "speech", "mere"):
        return hands_over or not _is_about_a_thing(page, page.reading.attributions[cue].cue)
    if not hands_over:
        return False  # "was convicted of fraud", "found poison": nothing else tells it
    passive_stance = page.reading.attributions[cue].stance in words("speech", "stances")
    own_meaning = listed(lemma, "speech", "acts") or len(kinds_of(lemma)) > 1
    return passive_stance and not own_meaning


def _known_since(page: Page, cue: LemmaSpan) -> bool:
    """ "The firm knew since January that the valve was cracked": since when is told of the firm."""
    return cue.lemma == "know" and any(
        cue.start <= claim.predicate.start < cue.end and bool(claim.times)
        for claim in page.reading.claims
    )


def _is_honest(page: Page, claim: Claim) -> bool:
    """ "Had not told the truth": whether somebody lied is news."""
    heads = (page.head(argument.start, argument.end) for argument in claim.arguments)
    return any(head in ("truth", "lie") for head in heads)


def _is_about_a_thing(page: Page, cue: LemmaSpan) -> bool:
    """Whether a verb of saying has a thing for its object and nothing else is said: "claimed
    responsibility", "expect a loss", "described the call as frank"; not "told reporters"."""
    for claim in page.reading.claims:
        if not cue.start <= claim.predicate.start < cue.end:  # "has been told"
            continue
        if is_informed(page, claim):
            return True
        for argument in claim.arguments:
            noun = page.head(argument.start, argument.end)
            said = noun in words("phrases", "talk") or noun in wording("pronouns")
            if argument.role in ("patient", "theme") and not said and not can_speak(noun):
                return True
    return False


def _says_nothing(page: Page, claim: Claim, lemma: str) -> bool:
    """Whether a verb of saying stands without what is said ("the president added"), and is none
    that says enough alone ("will appeal")."""
    if not (listed(lemma, "speech", "utter") or listed(lemma, "speech", "acts")):
        return False
    if any(terms_of(page, claim)):
        return False  # "The prosecution had asked for nine years"
    times = {(page.reading.times[i].start, page.reading.times[i].end) for i in claim.times}
    return not listed(lemma, "speech", "whole") and not any(
        argument.role not in ("agent", "time", "place", "manner", "other")
        and (argument.start, argument.end) not in times
        for argument in claim.arguments
    )


def signature(statement: Statement) -> tuple[str, ...]:
    """Everything that is compared, as text: equal signatures state the same thing.

    Free of report and claim ids, so it is also the root of a fact's stable id.
    """
    sets = (
        statement.kinds, statement.actors, statement.objects, statement.patients,
        statement.places, statement.ordinals, statement.words, statement.content, statement.apart,
        statement.kin,
    )  # fmt: skip
    return (
        statement.lemma,
        statement.modality,
        statement.polarity,
        "speech" if statement.speech else "",
        statement.whole,
        "/".join(statement.interval or ()),
        *("|".join(sorted(values)) for values in sets),
        *sorted(f"{c.key}{c.low}{c.high}{c.value}" for c in statement.counts),
    )


def _is_toll(page: Page, claim: Claim, counts: tuple[Count, ...]) -> bool:
    """Whether a running total is given: its date says when it was counted, not what happened."""
    heads = {page.head(argument.start, argument.end) for argument in claim.arguments}
    return any(count.slot for count in counts) and bool(heads & TOLLS)


def _other_words(page: Page, claim: Claim, lemma: str) -> frozenset[str]:
    """Content words that say more than who acts and how the action is called."""
    told = {lemma}
    for argument in claim.arguments:
        if argument.role == "agent":
            told |= page.words(argument.start, argument.end)
    return page.words(claim.start, claim.end) - told


def _content(page: Page, cue: int) -> frozenset[str]:
    """Content words and actions of what is said; names tell too little apart."""
    found: set[str] = set()
    for span in page.reading.attributions[cue].content:
        found |= page.words(span.start, span.end)
        for start, end, _, _ in page.mentions_in(span.start, span.end):
            found -= page.words(start, end)
    for claim in page.reading.claims:
        if claim.attributions and claim.attributions[-1] == cue:
            found |= {f"#{kind}" for kind in kinds_of(claim.predicate.lemma.lower())}
    return frozenset(found)


def place_key(page: Page, place: Place) -> str:
    """The same key for one place in every report."""
    story_entity = page.cast.of(page.report, place.entity)
    return f"={story_entity}" if story_entity else place.name.casefold()


def _places(page: Page, claim: Claim) -> tuple[frozenset[str], tuple[Place, ...]]:
    sites = tuple(page.reading.places[index] for index in claim.places)
    keys = {place_key(page, place) for place in sites}
    for argument in claim.arguments:
        story_entity = page.cast.of(page.report, argument.entity)
        located = argument.role in ("place", "goal", "other")
        if located and story_entity in page.cast.named and story_entity is not None:
            if argument.role != "place" and page.cast.entities[story_entity].kind != "place":
                continue
            keys.add(f"={story_entity}")
    return frozenset(keys), sites


def _ordinals(page: Page, claim: Claim) -> frozenset[str]:
    head = re.escape(page.text[claim.predicate.start : claim.predicate.end])
    listed = "|".join(sorted(wording("ordinals")))
    pattern = rf"\b({listed}|\d+(?:st|nd|rd|th))\s+(?:\w+\s+){{0,2}}?(?:times?|{head})\b"
    start = max(page.sentence(claim.start).start, claim.start - 30)
    found = re.findall(pattern, page.text[start : claim.end], flags=re.IGNORECASE)
    return frozenset(word.lower() for word in found)
