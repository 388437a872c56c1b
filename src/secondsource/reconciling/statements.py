"""A claim in the terms in which claims are compared: normalised action, roles, time, place, counts.

"Trump and Putin spoke by phone", "a call between Putin and Trump" and "Trump held a call with
Putin" become the same Statement; "twelve died" and "twelve were killed" too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from secondsource.reconciling.numbers import TOLLS, Count, counts_of
from secondsource.reconciling.page import Page, wording
from secondsource.reconciling.predicates import converse_of, kinds_of, listed, symmetric, words
from secondsource.reconciling.roles import Fillers, roles_of
from secondsource.records.reading import Claim, Place

_SELDOM_SAID = frozenset({"say", "tell", "according", "reportedly", "allegedly"})
_HAD_TO = re.compile(r"\bhad\s+(?:\w+\s+)?to\s+(?:be\s+)?$", re.IGNORECASE)
_ALL = re.compile(r"(?:all|every|each|the\s+(?:whole|entire))\s+(?!\d)", re.IGNORECASE)
_TOLD_ON = 2  # sentences through which a day holds
_ANOTHER = re.compile(r"(?:another|one\s+more|yet\s+another)\s+(?!\d)", re.IGNORECASE)
_OPEN_MODS = frozenset({"BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"})


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One claim, ready to be compared. ``polarity`` is what its source commits to: the reader has
    turned what is denied."""

    page: Page
    claim: Claim
    lemma: str
    kinds: frozenset[str]
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
    tolled: bool  # a running total: its date says when it was counted
    another: bool  # whether one more of something is meant ("another school")
    whole: bool  # whether all of something is meant ("all work", "every exit")

    @property
    def key(self) -> tuple[str, str]:
        """(report id, claim id)."""
        return (self.page.report, self.claim.id)

    @property
    def denied(self) -> bool:
        """Whether somebody denies it in so many words: that answers what others say."""
        attributions = self.page.reading.attributions
        return any(attributions[i].stance == "denies" for i in self.claim.attributions)

    @property
    def named(self) -> frozenset[str]:
        """Story entities that take part."""
        return frozenset(f[1:] for f in self.actors | self.objects if f[0] == "=")


def statement_of(page: Page, claim: Claim) -> Statement | None:
    """Normalise a claim; None where it only says that somebody said something."""
    lemma = claim.predicate.lemma.lower()
    cue = page.cue_at.get(claim.predicate.start)
    if cue is not None and _told_as_denial(page, cue):
        return None
    if lemma in _SELDOM_SAID or (cue is not None and _merely_said(page, cue, lemma)):
        return None
    if cue is None and _says_nothing(page, claim, lemma):
        return None
    return as_statement(page, claim)


def as_statement(page: Page, claim: Claim) -> Statement:
    """Normalise any claim, a mere saying too."""
    lemma = claim.predicate.lemma.lower()
    cue = page.cue_at.get(claim.predicate.start)
    speech = cue is not None and listed(lemma, "speech", "acts")
    kinds = kinds_of(lemma, _complement(page, claim))
    counts = counts_of(page, claim)
    kinds |= {f"slot:{count.slot}" for count in counts if count.slot}
    roles = roles_of(page, _uncounted(page, claim, counts), kinds)
    turned = converse_of(lemma)
    if turned is not None and roles.receivers:
        kinds, roles = kinds_of(turned), roles.turned()
    places, sites = _places(page, claim)
    return Statement(
        page=page,
        claim=claim,
        lemma=lemma,
        kinds=kinds,
        modality=_modality(page, claim),
        polarity=claim.polarity,
        speech=speech,
        actors=roles.actors,
        objects=roles.objects,
        patients=roles.patients,
        mutual=symmetric(kinds),
        counts=counts,
        interval=None if _is_toll(page, claim, counts) else _interval(page, claim),
        places=places,
        sites=sites,
        ordinals=_ordinals(page, claim),
        words=_other_words(page, claim, lemma),
        content=_content(page, cue) if speech and cue is not None else frozenset(),
        around=page.around(claim.predicate.start) - {lemma},
        setting=_setting(page, claim),
        tolled=_is_toll(page, claim, counts),
        another=any(_ANOTHER.match(page.text, a.start, a.end) for a in claim.arguments),
        whole=any(_ALL.match(page.text, a.start, a.end) for a in claim.arguments),
    )


def _modality(page: Page, claim: Claim) -> str:
    """The claim's modality; "the trial opens on Friday", told before that day, is a plan."""
    published, interval = page.reading.report.published, _interval(page, claim)
    if claim.modality == "requested" and _was_made_to(page, claim):
        return "actual"
    if claim.modality != "actual" or not published or interval is None:
        return claim.modality
    ahead = interval[0][:10] > published[:10] and not page.is_past(claim.predicate.start)
    return "planned" if ahead else claim.modality


def _was_made_to(page: Page, claim: Claim) -> bool:
    """Whether it is told as done ("had to be evacuated")."""
    before = page.text[max(0, claim.predicate.start - 24) : claim.predicate.start]
    return _HAD_TO.search(before) is not None


def _told_as_denial(page: Page, cue: int) -> bool:
    """Whether what is denied is a claim itself: its negation is the fact."""
    denied = page.reading.attributions[cue].stance == "denies"
    return denied and any(cue in claim.attributions for claim in page.reading.claims)


def _merely_said(page: Page, cue: int, lemma: str) -> bool:
    """Whether a cue only hands over its content, unlike "agreed", "promised" or "briefed"."""
    if listed(lemma, "speech", "mere"):
        return True
    passive_stance = page.reading.attributions[cue].stance in words("speech", "stances")
    own_meaning = listed(lemma, "speech", "acts") or len(kinds_of(lemma)) > 1
    return passive_stance and not own_meaning


def _says_nothing(page: Page, claim: Claim, lemma: str) -> bool:
    """Whether a verb of saying stands without what is said ("the president added")."""
    if not (listed(lemma, "speech", "utter") or listed(lemma, "speech", "acts")):
        return False
    return not any(
        argument.role not in ("agent", "time", "place", "manner", "other")
        and not any(page.reading.times[i].start == argument.start for i in claim.times)
        for argument in claim.arguments
    )


def signature(statement: Statement) -> tuple[str, ...]:
    """Everything that is compared, as text: equal signatures state the same thing.

    Free of report and claim ids, so it is also the root of a fact's stable id.
    """
    sets = (
        statement.kinds, statement.actors, statement.objects, statement.patients,
        statement.places, statement.ordinals, statement.words, statement.content,
    )  # fmt: skip
    return (
        statement.lemma,
        statement.modality,
        statement.polarity,
        "speech" if statement.speech else "",
        "/".join(statement.interval or ()),
        *("|".join(sorted(values)) for values in sets),
        *sorted(f"{c.key}{c.low}{c.high}{c.value}" for c in statement.counts),
    )


def _complement(page: Page, claim: Claim) -> str | None:
    for role in ("patient", "theme", "attribute"):
        for argument in claim.arguments:
            if argument.role == role:
                return page.head(argument.start, argument.end)
    return None


def _uncounted(page: Page, claim: Claim, counts: tuple[Count, ...]) -> Claim:
    """The claim without arguments that only carry a figure, which is compared as a figure."""
    filled = [count for count in counts if count.slot]
    if not filled:
        return claim
    kept = tuple(
        argument
        for argument in claim.arguments
        if page.head(argument.start, argument.end) not in TOLLS
        and not any(argument.start <= count.start < argument.end for count in filled)
    )
    return replace(claim, arguments=kept)


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


def _interval(page: Page, claim: Claim) -> tuple[str, str] | None:
    best: tuple[str, str] | None = None
    for index in claim.times:
        time = page.reading.times[index]
        if time.type in ("DURATION", "SET") or time.mod in _OPEN_MODS:
            continue
        if time.from_ is None or time.to is None:
            continue
        if best is None:
            best = (time.from_, time.to)
        elif time.from_ < best[1] and best[0] < time.to:
            best = (max(best[0], time.from_), min(best[1], time.to))
    return best


def _setting(page: Page, claim: Claim) -> tuple[str, str] | None:
    """The day that a claim is told of: its own, else that of the last claim before it in the same
    sentence, the one before, or the same paragraph."""
    own = _interval(page, claim)
    if own is not None or claim.times:
        return own
    here = page.sentence_index(claim.start)
    for other in sorted(page.reading.claims, key=lambda c: -c.predicate.start):
        if other.predicate.start >= claim.predicate.start:
            continue
        gap = page.text[other.predicate.start : claim.predicate.start]
        if here - page.sentence_index(other.start) > _TOLD_ON or gap.count("\n\n") > 1:
            break
        found = _interval(page, other)
        if found is not None:
            return found if other.modality == claim.modality else None
    return None


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
