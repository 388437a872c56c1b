"""Where a claim's knowledge comes from: the last link of its attribution chain.

A named person or body, a document, an agency or outlet, or somebody without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from secondsource.names import looks_like_body
from secondsource.names.publishers import fold_name
from secondsource.reconciling.figures.slotting import gives_figure
from secondsource.reconciling.origins.publishers import Publishers
from secondsource.reconciling.origins.sharedtext import SharedText
from secondsource.reconciling.pages.cast import Cast, country_in
from secondsource.reconciling.pages.lemmas import lemma_of, wording
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import listed
from secondsource.reconciling.sources.binding import binds
from secondsource.reconciling.sources.charging import charge_of
from secondsource.reconciling.sources.holders import Holders
from secondsource.reconciling.sources.introductions import (
    MANY,
    acting_here,
    antecedent,
    body_of_spokesman,
    described_before,
    dying_here,
    fuller_before,
    introductions,
    owner_of,
    told_beside,
)
from secondsource.reconciling.sources.mouthpieces import (
    body_behind,
    called,
    document_before,
    is_only_evidence,
    is_told_by_nobody,
    one_named,
)
from secondsource.reconciling.sources.owning import claimant
from secondsource.reconciling.sources.plurals import joint_sources
from secondsource.reconciling.sources.sources import (
    Institutions,
    are_plain_people,
    body_named,
    body_spoken_for,
    can_speak,
    heard_from,
    is_of_other_gender,
    may_speak,
    named_in_print,
    noun_phrase,
    voices,
)
from secondsource.records.reading import Attribution, Claim, SourceSpan, Span
from secondsource.records.story import Origin, OriginKind

UNNAMED = "an unnamed source"  #: what to call a source of which nothing is printed
_COUNTING = frozenset({"put", "place", "estimate", "count", "give", "speak"})
_NOBODY = re.compile(r"(?:nobody|no[ -]one|none|no\s+\w+|neither|nothing)\b", re.IGNORECASE)
_THE = re.compile(r"(?:the|its|their)\s+(\w+)", re.IGNORECASE)
#: "In a poll by Statum, 28 percent …", "by the count of the Relief Committee, …"
_MEASURED = re.compile(
    r"\b(?:in|by|from)\s+(?:a|an|the|its|their)\s+(?:[\w-]+\s+){0,2}"
    r"(?:poll|survey|count|tally|study|census|estimate|calculation|reckoning)\s+"
    r"(?:(?:conducted|carried\s+out|published|done|made)\s+)?(?:by|of|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OURS = re.compile(r"(?:this|our)\s+|.*\b(?:of|from|for)\s+(?:this|our)\s+", re.IGNORECASE)
#: "according to what we know so far"
_KNOWN_TO_US = re.compile(
    r"(?:all\s+)?(?:that|what)\s+we\s+(?:\w+\s+)?(?:know|have|can)\b", re.IGNORECASE
)
#: "Earlier reports said": whoever it was, somebody else has told it already
_HEARSAY = re.compile(
    r"(?i)(?:(?:earlier|previous|initial|early|first|some|several|other|unconfirmed|various|local|the"
    r"|news|media|press|newspaper)\s+){0,3}(?:reports|media|press|newspapers|rumou?rs|accounts)"
)
_NAME_LENGTH = 80
_KINDS: Mapping[str, OriginKind] = {
    "person": "person", "organisation": "body", "group": "body", "place": "body",
    "product": "body", "event": "body", "other": "body",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voice:
    """An origin before its reports are counted. ``entity`` is a story entity id where named;
    ``publisher`` the folded name of an outlet or agency, ``roles`` the words by which reports
    introduce a person ("coast guard spokesman"), ``state`` whether a country or town speaks by its
    bare name, ``vague`` who may be anybody ("the president-elect", "earlier reports")."""

    id: str
    name: str
    kind: OriginKind
    entity: str | None = None
    publisher: str | None = None
    roles: frozenset[str] = frozenset()
    state: bool = False
    vague: bool = False

    @property
    def anonymous(self) -> bool:
        """Whether nobody is named: never independent of another anonymous voice."""
        return self.kind == "unnamed" or (self.kind == "document" and self.entity is None)


@dataclass(frozen=True, slots=True)
class Testimony:
    """A claim's origin: ``own`` when the outlet speaks for itself, ``rests_on`` when it does so
    right after a sentence that names somebody else. Where sources are joined by "and", ``voice`` is
    the first that is named and ``others`` are the rest: it is their joint word."""

    voice: Voice
    own: bool
    rests_on: Voice | None = None
    others: tuple[Voice, ...] = ()
    through: Voice | None = None  #: the outlet that the report has their word from

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Everybody whose word it is."""
        return (self.voice, *self.others)


class OriginFinder:
    """Finds the origin of claims over the reports of one story."""

    def __init__(
        self,
        pages: Sequence[Page],
        cast: Cast,
        shared: SharedText,
        publishers: Publishers,
        ties: Iterable[frozenset[str]] = (),
    ) -> None:
        self.cast, self._shared, self._publishers = cast, shared, publishers
        self._institutions = Institutions(pages)
        self._roles = introductions(pages, cast, ties)
        named = (identity for identity in cast.named if self._is_named(identity))
        self._holders = Holders(cast, named, self._roles)

    def testimony(self, page: Page, claim: Claim) -> Testimony:
        """Whose word a claim is. A promise or a denial is the word of whoever makes it, and so is
        a figure that somebody gives; that somebody asked or criticised is the outlet's word."""
        maker = self._maker(page, claim)
        if maker is not None:
            return Testimony(voice=maker, own=False)
        for index in reversed(claim.attributions):
            attribution = page.reading.attributions[index]
            told = not (_general_view(attribution) or _is_nobody(page, attribution))
            told = told and not is_only_evidence(page, attribution)
            told = told and not is_told_by_nobody(page, claim, index)
            if told and not _speaks_of_itself(page, attribution):
                heard = self._attributed(page, attribution)
                if self._is_ours(page, attribution):
                    return Testimony(voice=self.publisher(page, claim.start), own=True)
                first = next((voice for voice in heard if not voice.anonymous), heard[0])
                others = tuple(voice for voice in heard if voice.id != first.id)
                through = self._through(page, claim.attributions, index)
                return Testimony(voice=first, own=False, others=others, through=through)
        quoted = self._quoted(page, claim) or self._measured(page, claim)
        beside = told_beside(page, claim) if quoted is None else None
        quoted = quoted or (self._attributed(page, beside)[0] if beside is not None else None)
        if quoted is not None:
            return Testimony(voice=quoted, own=False)
        rests = self._before(page, claim)
        return Testimony(voice=self.publisher(page, claim.start), own=True, rests_on=rests)

    def _through(self, page: Page, chain: Sequence[int], last: int) -> Voice | None:
        """The outlet or agency further out in the chain ("Kos said, Baltica reported")."""
        for index in reversed(chain[: chain.index(last)]):
            for voice in self._attributed(page, page.reading.attributions[index]):
                if voice.publisher is not None:
                    return voice
        return None

    def _maker(self, page: Page, claim: Claim) -> Voice | None:
        """Who binds himself, denies, or puts a figure to something."""
        own = claimant(page, claim) if not claim.attributions else None
        if own is not None:
            voice = self._of_source(page, own)
            return None if voice.name == UNNAMED else voice
        charge = charge_of(page, claim) if not claim.attributions else None
        if charge is not None and charge.by is not None:
            return self._of_source(page, charge.by)
        counts = gives_figure(page, claim)
        if claim.attributions and not (counts and self._counts_itself(page, claim)):
            return None
        cue = page.cue_at.get(claim.predicate.start)
        if cue is not None:
            attribution = page.reading.attributions[cue]
            bound = counts or binds(page, claim, attribution)
            if bound and attribution.source is not None:
                voice = self._attributed(page, attribution)[0]
                return None if voice.anonymous and not counts else voice
        teller = next((a for a in claim.arguments if a.role == "agent"), None)
        if not counts or teller is None:
            return None
        entity = teller.entity or page.entity_in(teller.start, teller.end)
        pronoun = page.text[teller.start : teller.end].lower() in wording("pronouns")
        before = self._before(page, claim) if pronoun else None
        if before is not None:
            return before  # "It revised the number from 17 to 14"
        voice = self._of_source(page, SourceSpan(start=teller.start, end=teller.end, entity=entity))
        return None if voice.name == UNNAMED else voice

    def _counts_itself(self, page: Page, claim: Claim) -> bool:
        """ "The organisers said 30,000 had come, while police counted 5,000": the figure is that of
        whoever counted, whatever the tree puts it under."""
        teller = next((a for a in claim.arguments if a.role == "agent"), None)
        if teller is None or claim.predicate.lemma.lower() not in _COUNTING:
            return False
        return can_speak(page.head(teller.start, teller.end)) or teller.entity is not None

    def publisher(self, page: Page, position: int) -> Voice:
        """Whose own words stand at a character: a copy has no voice for what its original says."""
        original = self._shared.taken_from(page, position) or page
        return self._publisher(*self._publishers.speaking(original.reading.report))

    def outlet(self, page: Page) -> str:
        """The key under which an outlet's reports count as one."""
        return self._publishers.key(page.reading.report)

    @staticmethod
    def _publisher(key: str, name: str, kind: OriginKind) -> Voice:
        return Voice(id=_id("publisher", key), name=name, kind=kind, publisher=key)

    def _quoted(self, page: Page, claim: Claim) -> Voice | None:
        """The speaker of the quotation that a claim stands in."""
        for quote in page.reading.quotes:
            if quote.start <= claim.start and claim.end <= quote.end:
                story_entity = self.cast.of(page.report, quote.speaker)
                if story_entity is not None and self._is_named(story_entity):
                    return self._of_entity(story_entity)
                return self._unnamed(page, f"quote:{quote.start}", UNNAMED)
        return None

    def _measured(self, page: Page, claim: Claim) -> Voice | None:
        """Whose poll or count a claim gives: "In a poll by Statum, 28 percent supported them"."""
        sentence = page.sentence(claim.start)
        for start, _, name, form in page.mentions_in(sentence.start, sentence.end):
            if (
                form == "name"
                and claim.quantities
                and _MEASURED.search(page.text, sentence.start, start)
            ):
                return self._of_entity(name)
        return None

    def _is_ours(self, page: Page, attribution: Attribution) -> bool:
        """Whether an outlet gives what it has seen by itself as the word of its own people: "a
        reporter of this newspaper saw", "a Northern Post correspondent said", "this paper has
        learned", "our pictures show", "according to what we know"."""
        source = attribution.source
        if source is None:
            return False
        shown = page.text[source.start : source.end]
        head = page.head(source.start, source.end)
        outlet = page.reading.report.outlet or ""
        quoted = any(q.start <= source.start < q.end for q in page.reading.quotes)
        if shown.lower() in ("our", "we", "us") or _KNOWN_TO_US.match(shown):
            return not quoted
        if _OURS.match(shown) and head in voices("pictures"):
            return not quoted
        if _OURS.match(shown):
            return head in voices("press") or head in voices("reporters")
        named = bool(outlet) and fold_name(outlet) in fold_name(shown)
        return named and head in voices("reporters")

    def _attributed(self, page: Page, attribution: Attribution) -> list[Voice]:
        """The voices behind an attribution: several where sources are joined by "and"."""
        sources = joint_sources(page, heard_from(page, attribution))
        voices = {v.id: v for v in (self._of_source(page, source) for source in sources)}
        return list(voices.values()) or [
            self._unnamed(page, f"cue:{attribution.cue.start}", UNNAMED)
        ]

    def _of_source(self, page: Page, source: SourceSpan) -> Voice:
        document = document_before(page, source)
        if document is not None:
            return self._of_source(page, document)
        story_entity = acting_here(page, source) or self.cast.of(page.report, source.entity)
        named = story_entity is not None and self._is_named(story_entity)
        if story_entity and named and not self._is_misplaced(page, source, story_entity):
            return self._of_entity(self._other_than_place(page, source, story_entity))
        body = body_of_spokesman(page, source)
        if body is not None:
            return self._of_source(page, body)
        behind = body_behind(page, source)
        if behind is not None:
            return self._of_source(page, behind)
        office = self._answered_for(page, source)
        if office is not None:
            return office
        spoken_for = (
            self._spoken_for(page, source)
            or owner_of(page, source)
            or antecedent(page, source)
            or self._holders.only(page, source)
            or body_named(page, source.start, source.end)
            or one_named(page, source)
        )
        if spoken_for is not None and self._is_named(spoken_for):
            return self._of_entity(spoken_for)
        taken_up = described_before(page, source) or fuller_before(page, source)
        if taken_up is not None:
            return self._of_source(page, taken_up)
        return self._told_elsewhere(page, source) or self._described(page, source)

    def _other_than_place(self, page: Page, source: SourceSpan, story_entity: str) -> str:
        """The body that "it" takes up, where it was taken for a river, a town or a ship: those say
        nothing."""
        kind, name = self.cast.entities[story_entity].kind, self.cast.name(story_entity)
        pronoun = page.text[source.start : source.end].lower() in ("it", "they")
        mute = kind in ("place", "product", "event")
        if not pronoun or not mute or country_in(name) is not None:
            return story_entity
        other = antecedent(page, source)
        return other if other is not None and other != story_entity else story_entity

    def _told_elsewhere(self, page: Page, source: SourceSpan) -> Voice | None:
        """The one body without a name that other reports call by more words than "the ministry"."""
        noun = _THE.fullmatch(page.text, source.start, source.end)
        word = "" if noun is None else lemma_of(noun[1])
        named = self._holders.known(word)
        if word not in voices("bodies_of") - voices("companies") or named:
            return None
        known = self._institutions.only(word)
        return (
            None if known is None else Voice(id=_id("body", known[0]), name=known[1], kind="body")
        )

    def _is_named(self, story_entity: str) -> bool:
        """Whether some report names it: "guard" in lower case, "Ministry" and "Rebels" are no
        names."""
        name = self.cast.name(story_entity)
        general = name.lower() in voices("bodies_of") | voices("companies")
        general = general or are_plain_people(name)
        return story_entity in self.cast.named and name != name.lower() and not general

    def _is_misplaced(self, page: Page, source: SourceSpan, story_entity: str) -> bool:
        """Whether a description such as "the company" was taken for a town, or "it" for troops."""
        head = page.head(source.start, source.end)
        if page.text[source.start : source.end].lower() == "it":
            return MANY.search(self.cast.name(story_entity)) is not None
        called = head in self.cast.name(story_entity).lower()
        entity = self.cast.entities[story_entity]
        if entity.kind == "person":
            if story_entity in dying_here(page, source.start):
                return True
            return is_of_other_gender(page.text[source.start : source.end], entity.name)
        speaks = voices("bodies_of") | voices("speakers") | voices("offices") | voices("spokes")
        if called or head not in speaks:
            return False
        if head in voices("bodies_of") and re.search(
            rf"\bof\s+(?:the\s+)?{re.escape(entity.name)}$", page.text[source.start : source.end]
        ):
            return True  # "the health ministry of Arvenia" is not all of Arvenia
        inner = re.search(
            rf"{re.escape(entity.name)}\s+(\w+)", page.text[source.start : source.end]
        )
        narrower = inner is not None and lemma_of(inner[1]) in voices("bodies_of")
        return entity.kind == "place" or narrower

    def _of_entity(self, story_entity: str) -> Voice:
        name = self.cast.name(story_entity)
        key = fold_name(name)
        if self._publishers.knows(key):
            return self._publisher(*self._publishers.identify(key, name))
        kind = self._kind(story_entity)
        return Voice(
            id=_id("named", key),
            name=name,
            kind=kind,
            entity=story_entity,
            roles=self._roles.get(story_entity, frozenset()),
            state=self.cast.entities[story_entity].kind == "place",
        )

    def _kind(self, story_entity: str) -> OriginKind:
        """A report or a survey with a name is a document; other things that speak are bodies."""
        entity = self.cast.entities[story_entity]
        thing = entity.kind in ("product", "event", "other")
        head = entity.name.split()[-1].lower()
        return "document" if thing and head in voices("documents") else _KINDS[entity.kind]

    def _spoken_for(self, page: Page, source: SourceSpan) -> str | None:
        """The body named inside "a spokesman for the interior ministry"."""
        inside = [
            name
            for name in page.named_in(source.start, source.end)
            if self.cast.entities[name].kind in ("organisation", "person") and self._is_named(name)
        ]
        head = page.head(source.start, source.end)
        if head in voices("bodies_of"):
            inside = [name for name in inside if not self._is_misplaced(page, source, name)]
        return inside[0] if inside and head in voices("spokes") - {"official"} else None

    def _answered_for(self, page: Page, source: SourceSpan) -> Voice | None:
        """The body without a name whose word a spokesman gives ("an army spokesman", "a spokeswoman
        for the interior ministry"); an official of it gives his own."""
        body, head = body_spoken_for(noun_phrase(page, source) or "")
        known = self._institutions.of(body, head) if body else None
        return (
            None if known is None else Voice(id=_id("body", known[0]), name=known[1], kind="body")
        )

    def _described(self, page: Page, source: SourceSpan) -> Voice:
        words = noun_phrase(page, source) or called(page, source)
        if words is None:
            return self._unnamed(page, f"words:{source.start}", UNNAMED)
        head = page.head(source.start, page.phrase_end(source.start, source.end))
        known = self._institutions.of(words, head)
        if known is not None:
            return Voice(id=_id("body", known[0]), name=known[1], kind="body")
        if _HEARSAY.fullmatch(words):
            return replace(self._unnamed(page, words.casefold(), words), vague=True)
        if head in voices("documents") and head in words:
            key = f"{page.report}:{head}"
            return Voice(id=_id("document", key), name=_line(words), kind="document")
        if named_in_print(page, source.start, source.start + len(words)):
            name = re.sub(r"(?i)^the\s+", "", _line(words))
            kind: OriginKind = "body" if looks_like_body(name) else "person"
            return Voice(id=_id("named", fold_name(name)), name=name, kind=kind)
        found = self._unnamed(page, source.entity or words.casefold(), words)
        return replace(found, vague=noun_phrase(page, source) is None)

    def _unnamed(self, page: Page, key: str, words: str) -> Voice:
        return Voice(id=_id("unnamed", f"{page.report}:{key}"), name=_line(words), kind="unnamed")

    def _before(self, page: Page, claim: Claim) -> Voice | None:
        """Who else the sentence quotes, or the one before in the same paragraph; somebody unknown
        where a verb of saying stands in the sentence and its source was not found."""
        if _tells_who(page, claim):
            return None
        number = page.sentence_index(claim.start)
        here = page.sentences[number]
        found = self._quoted_in(page, here, but=claim.predicate.start)
        if found is not None or number == 0:
            return found
        before = page.sentences[number - 1]
        if "\n" in page.text[before.end : here.start]:
            return None
        found = self._quoted_in(page, before)
        return None if found is None or found.name == UNNAMED else found

    def _quoted_in(self, page: Page, sentence: Span, but: int = -1) -> Voice | None:
        """Whom a sentence quotes, other than by the verb at a character."""
        cues = [
            attribution
            for attribution in page.reading.attributions
            if sentence.start <= attribution.cue.start < sentence.end
            and attribution.source is not None
            and not attribution.cue.start <= but < attribution.cue.end
            and not _is_nobody(page, attribution)
            and not _speaks_of_itself(page, attribution)
            and may_speak(page, attribution.source)
        ]
        if cues:
            return self._attributed(page, cues[0])[0]
        if page.verbs(sentence.start, sentence.end) & voices("saying"):
            return self._unnamed(page, f"said:{sentence.start}", UNNAMED)
        return None


def _tells_who(page: Page, claim: Claim) -> bool:
    """Whether a claim only says who somebody is: an apposition ("Timur Asan, the spokesman"), or a
    clause beside the name ("Norfax, which owns the ship, says"). The outlet knows that by itself,
    whomever it quotes there."""
    at = claim.predicate.start
    apposed = any(a.role == "attribute" and a.start <= at < a.end for a in claim.arguments)
    if apposed and not page.is_clause(at):
        return True
    noun = page.modified(at) if page.deprel(at).startswith("acl") else None
    return noun is not None and page.upos(noun) == "PROPN" and "," in page.text[noun:at]


def _general_view(attribution: Attribution) -> bool:
    """Whether it is "expected" or "hoped" by nobody in particular: the outlet's own view."""
    return attribution.source is None and attribution.stance in ("believes", "hopes")


def _is_nobody(page: Page, attribution: Attribution) -> bool:
    """Whether it is what "nobody" has explained or knows: the outlet's word that it is so."""
    source = attribution.source
    left_open = listed(attribution.cue.lemma.lower().split()[-1], "speech", "open")
    nobody = source is not None and _NOBODY.match(page.text, source.start, source.end)
    return left_open and bool(nobody)


def _speaks_of_itself(page: Page, attribution: Attribution) -> bool:
    """Whether the source is "I" or "we" in somebody's quoted words: the next link out knows who."""
    source = attribution.source
    if source is None or page.cast.of(page.report, source.entity) in page.cast.named:
        return False
    return page.text[source.start : source.end].lower() in ("i", "we", "who", "that", "which")


def origins_of(
    testimonies: Mapping[tuple[str, str], Testimony], counted: Mapping[str, str]
) -> tuple[Origin, ...]:
    """Every origin with the reports that carry it, most widely carried first; of those that
    ``counted`` gives one name the first stands for all."""
    carried: dict[str, tuple[Voice, set[str]]] = {}
    for (report, _), testimony in testimonies.items():
        for voice in testimony.voices:
            carried.setdefault(voice.id, (voice, set()))[1].add(report)
    origins = [
        Origin(id=voice.id, name=voice.name, kind=voice.kind, reports=tuple(sorted(reports)))
        for voice, reports in carried.values()
    ]
    first: dict[str, str] = {}
    ranked = sorted(origins, key=lambda o: (-len(o.reports), o.kind, o.name, o.id))
    return tuple(
        origin if stands == origin.id else replace(origin, counts_with=stands)
        for origin in ranked
        for stands in (first.setdefault(counted.get(origin.id, origin.id), origin.id),)
    )


def _id(kind: str, key: str) -> str:
    return "o" + sha256(f"{kind}\x1f{key}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _line(words: str) -> str:
    return " ".join(words.split())[:_NAME_LENGTH] or UNNAMED
