"""Who takes part in a claim, in which part: names, descriptions and countries.

Passives, nouns and mutual actions are evened out, so that "a call between B and A" and "A called
B" have the same participants.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from secondsource.reconciling.aligning.deeds import things
from secondsource.reconciling.aligning.parties import is_irregular
from secondsource.reconciling.figures.whose import peoples
from secondsource.reconciling.pages.actions import is_consumed
from secondsource.reconciling.pages.cast import STEM, countries_in
from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import (
    is_class_word,
    kinds_of,
    listed,
    noun_of,
    stem,
    symmetric,
)
from secondsource.reconciling.sources.collectives import candidates
from secondsource.reconciling.sources.disowning import is_harm
from secondsource.reconciling.sources.sources import body_named
from secondsource.records.reading import Argument, Claim

_OBJECT_ROLES = frozenset(
    {"patient", "theme", "recipient", "companion", "goal", "topic", "instrument", "source",
     "attribute", "other"}
)  # fmt: skip
_PARTY_ROLES = frozenset({"agent", "companion", "recipient", "patient"})
_THESE = re.compile(r"(?:these|those|such|the)\s", re.IGNORECASE)
_NUMERALS = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"}
)
_LIFE = frozenset({"life", "death", "end"})
_NEAR = 80  # characters in which the second of "he and President Lind" must stand
_OF = re.compile(r"\bof\s+")
_FOR = re.compile(r"(\w+)\s+(?:of|from)\s+")
_OURS = re.compile(r"(?:its|their|our)\s+(?!own\b)[a-z]", re.IGNORECASE)
_ITSELF = frozenset({"it", "they", "he", "she"})
_SPEAKER = frozenset({"i", "we", "me", "us"})
_PLURAL = frozenset({"we", "us"})
WE = "?we"  #: beside a speaker's name: whom he speaks for may be called otherwise elsewhere

#: "=" and a story entity id, "~" and a head lemma, "@" and the country either belongs to,
#: "?" and an entity that may be one of an unresolved pair
Fillers = frozenset[str]


@dataclass(frozen=True, slots=True)
class Roles:
    """``actors`` do it, or take part where the action is mutual; ``patients`` are those of the
    ``objects`` that it is done to."""

    actors: Fillers
    objects: Fillers
    patients: Fillers
    receivers: Fillers = frozenset()

    def turned(self) -> Roles:
        """The roles as the receiver's own action: who gave it is another that is involved."""
        return Roles(
            actors=self.receivers,
            objects=(self.objects - self.receivers) | self.actors | self.patients,
            patients=self.patients - self.receivers,
        )


def roles_of(page: Page, claim: Claim, kinds: frozenset[str]) -> Roles:
    """The participants of a claim whose action is of these kinds."""
    actors: set[str] = set()
    objects: set[str] = set()
    patients: set[str] = set()
    receivers: set[str] = set()
    mutual = symmetric(kinds)
    undergone = _is_undergone(page, claim)
    taken = None if mutual else _is_taken(page, claim)
    doers = {a.entity for a in claim.arguments if a.role == "agent" and a.entity}
    for argument in claim.arguments:
        if argument is taken or (not mutual and is_consumed(page, claim, argument)):
            continue
        told = replace(argument, entity=None) if _is_turned_on(page, argument, doers) else argument
        fillers = _fillers(page, claim, told)
        if mutual and argument.role in _PARTY_ROLES:
            fillers |= _conjoined(page, claim, argument)
            consumed = page.head(argument.start, argument.end) in kinds
            inside = page.named_in(argument.start, argument.end)
            actors |= {f"={name}" for name in inside} if consumed else fillers
        elif taken is not None and argument.role in ("agent", "recipient"):
            objects |= fillers
            patients |= fillers
        elif argument.role == "agent" and not undergone:
            actors |= fillers
        elif argument.role in _OBJECT_ROLES or argument.role == "agent":
            objects |= fillers
            if argument.role in ("recipient", "goal"):
                receivers |= fillers
            if argument.role in ("patient", "theme", "agent"):
                patients |= fillers
    return Roles(*map(frozenset, (actors, objects, patients, receivers)))


def _is_taken(page: Page, claim: Claim) -> Argument | None:
    """The deed that whoever acts only has done to him: the warning of "the villagers received no
    warning", who were not warned."""
    if not listed(claim.predicate.lemma.lower(), "phrases", "receiving"):
        return None
    told = [a for a in claim.arguments if a.role in ("patient", "theme")]
    deed = next((a for a in told if is_class_word(page.head(a.start, a.end))), None)
    return deed if any(a.role in ("agent", "recipient") for a in claim.arguments) else None


def _is_undergone(page: Page, claim: Claim) -> bool:
    """Whether what would be the doer is whom or what it happens to ("the bridge fell")."""
    lemma, at = claim.predicate.lemma.lower(), claim.predicate.start
    alone = all(a.role not in ("patient", "theme") for a in claim.arguments)
    burning = listed(lemma, "sides", "undergoer") and (alone or page.upos(at) != "VERB")
    if burning or _is_state(page, claim) or _dies(page, claim):
        return True
    return alone and listed(lemma, "sides", "alternating")


def _dies(page: Page, claim: Claim) -> bool:
    """ "Lost his life", "met his death"."""
    if claim.predicate.lemma.lower() not in ("lose", "meet"):
        return False
    lost = (page.head(a.start, a.end) for a in claim.arguments if a.role in ("patient", "theme"))
    return any(head in _LIFE for head in lost)


def _is_state(page: Page, claim: Claim) -> bool:
    """Whether it tells how something is ("stood idle"), which somebody may have made so."""
    at = claim.predicate.start
    lasting = listed(claim.predicate.lemma.lower(), "phrases", "aspect")
    state = page.complement(at) if lasting else None
    if listed(claim.predicate.lemma.lower(), "sides", "taken"):
        return False
    return page.upos(at) == "ADJ" or (state is not None and page.is_adjective(state))


def _is_turned_on(page: Page, argument: Argument, doers: set[str]) -> bool:
    """Whether a description would be its own doer ("the union is suing the company"): a slip."""
    shown = page.text[argument.start : argument.end].lower()
    own = argument.role != "agent" and argument.entity in doers
    return (
        own and not shown.endswith(("self", "selves")) and shown.startswith(("the ", "a ", "an "))
    )


def _fillers(page: Page, claim: Claim, argument: Argument) -> set[str]:
    story_entity = page.cast.of(page.report, argument.entity)
    spoken = page.text[argument.start : argument.end].lower()
    story_entity = _meant(page, claim, spoken, story_entity)
    if story_entity is not None and story_entity in page.cast.named:
        country = page.cast.country(story_entity) or _state(page, argument, story_entity)
        named = {f"={story_entity}"} if country is None else {f"={story_entity}", f"@{country}"}
        return named | ({WE} if spoken in _PLURAL else set())
    behind = _deputed(page, argument) or body_named(page, argument.start, argument.end)
    if behind is not None:
        country = page.cast.country(behind)
        return {f"={behind}"} if country is None else {f"={behind}", f"@{country}"}
    pair = _pair(page, claim, argument)
    if pair:
        return {f"{'=' if len(pair) == 2 else '?'}{name}" for name in pair}
    head, inner = page.head(argument.start, argument.end), argument.start
    while listed(head, "phrases", "partitive"):  # "tens of thousands of homes"
        of = _OF.search(page.text, inner, argument.end)
        if of is None:
            break
        inner = of.end()
        head = page.head(inner, argument.end)
    if not head or head in wording("pronouns") or head[0].isdigit() or head in _NUMERALS:
        return set()
    countries = countries_in(page.text[argument.start : argument.end])
    if argument.role == "agent" and not countries:
        countries = _doers_before(page, claim, argument, head)
    countries = countries or peoples(page, inner, argument.end)
    countries = countries or _own_side(page, claim, argument)
    noun = noun_of(head)
    if noun == "soldier" and is_irregular(page, inner, argument.end):
        noun = "rebel"
    return {f"~{noun}", *(f"@{code}" for code in countries)}


def _own_side(page: Page, claim: Claim, argument: Argument) -> frozenset[str]:
    """The country of whoever speaks of "its troops" or "our soldiers"."""
    if argument.role != "agent" or _OURS.match(page.text, argument.start) is None:
        return frozenset()
    speaker = _speaker(page, claim)
    country = page.cast.country(speaker) if speaker is not None else None
    return frozenset() if country is None else frozenset({country})


def _state(page: Page, argument: Argument, story_entity: str) -> str | None:
    """The stem of a place that does something as a state does, where no table knows it."""
    entity = page.cast.entities[story_entity]
    acts = argument.role == "agent" and entity.kind == "place" and len(entity.name) >= STEM
    return entity.name[:STEM].lower() if acts else None


def told_apart(page: Page, claim: Claim) -> frozenset[str]:
    """What stands right before those nouns of a claim that are told apart by it ("finance
    minister": "minister:finance")."""
    found: set[str] = set()
    for argument in claim.arguments:
        tokens = page.sentence_tokens(argument.start)
        inside = [i for i, t in enumerate(tokens) if argument.start <= t.start < argument.end]
        head = next((i for i in inside if tokens[i].head - 1 not in inside), None)
        if head is None or argument.role not in _PARTY_ROLES | {"theme"}:
            continue
        noun = tokens[head].lemma.lower()
        if not (listed(noun, "nouns", "apart") or "@scheme" in things().get(stem(noun), ())):
            continue
        found |= {
            f"{noun}:{tokens[i].lemma.lower()}"
            for i in inside
            if tokens[i].head - 1 == head
            and tokens[i].deprel in ("compound", "amod")
            and tokens[i].upos in ("NOUN", "ADJ")
        }
    return frozenset(found)


def kin_of(page: Page, claim: Claim) -> frozenset[str]:
    """Of whom those are who are told only by that ("the mayor's wife": "wife:~mayor")."""
    found: set[str] = set()
    for argument in claim.arguments:
        tokens = page.sentence_tokens(argument.start)
        inside = [i for i, t in enumerate(tokens) if argument.start <= t.start < argument.end]
        head = next((i for i in inside if tokens[i].head - 1 not in inside), None)
        takes_part = argument.role in ("agent", "patient", "theme")
        if head is None or not (takes_part and listed(tokens[head].lemma.lower(), "nouns", "kin")):
            continue
        for i in inside:
            if tokens[i].head - 1 == head and tokens[i].deprel in ("nmod:poss", "nmod"):
                whose = page.named_in(tokens[i].start, tokens[i].end)
                told = f"={whose[0]}" if whose else f"~{noun_of(tokens[i].lemma.lower())}"
                found.add(f"{tokens[head].lemma.lower()}:{told}")
    return frozenset(found)


def _deputed(page: Page, argument: Argument) -> str | None:
    """Who is meant by those who are there for them ("delegates of the Red Cross")."""
    words = page.text[argument.start : argument.end]
    of = _FOR.search(words)
    if of is None or not listed(of[1].lower().removesuffix("s"), "phrases", "deputies"):
        return None
    names = page.named_in(argument.start + of.end(), argument.end)
    return names[0] if len(set(names)) == 1 else None


def _doers_before(page: Page, claim: Claim, argument: Argument, head: str) -> frozenset[str]:
    """The countries behind "these attacks": those of who did so in the sentence before."""
    if not _THESE.match(page.text, argument.start, argument.end):
        return frozenset()
    first = page.sentences[max(0, page.sentence_index(argument.start) - 1)].start
    for other in page.reading.claims:
        told = kinds_of(other.predicate.lemma.lower(), _object(page, other))
        if first <= other.start < claim.start and kinds_of(head) & told and other.id != claim.id:
            doers = (a for a in other.arguments if a.role == "agent")
            return frozenset[str]().union(
                *(countries_in(page.text[a.start : a.end]) for a in doers)
            )
    return frozenset()


def _object(page: Page, claim: Claim) -> str | None:
    found = next((a for a in claim.arguments if a.role in ("patient", "theme")), None)
    return None if found is None else page.head(found.start, found.end)


def _conjoined(page: Page, claim: Claim, argument: Argument) -> set[str]:
    """Names joined to an agent by "and", where the reader took only the first of them."""
    between = page.text[argument.end : claim.predicate.start]
    if argument.role != "agent" or not re.match(r"(?:,[^,]{0,60},)?\s+and\s", between):
        return set()
    reach = argument.end + min(len(between), _NEAR)
    return {f"={name}" for name in page.named_in(argument.end, reach)[:1]}


def _meant(page: Page, claim: Claim, spoken: str, known: str | None) -> str | None:
    """Who is meant by an argument's words: whoever speaks by "we", whoever denies by "it"."""
    if spoken in _SPEAKER:
        return _speaker(page, claim) or known
    if spoken in _ITSELF and known not in page.cast.named:
        return _denier(page, claim) or known
    return known


def _denier(page: Page, claim: Claim) -> str | None:
    """Who is meant by the "it" of a harm that somebody denies: as a rule himself."""
    if not is_harm(claim.predicate.lemma.lower()):
        return None
    denies = any(
        page.reading.attributions[index].stance == "denies" for index in claim.attributions[-1:]
    )
    return _speaker(page, claim) if denies else None


def _speaker(page: Page, claim: Claim) -> str | None:
    """Whose words a claim is in, for "I" and "we"."""
    for index in reversed(claim.attributions):
        source = page.reading.attributions[index].source
        story_entity = page.cast.of(page.report, source.entity) if source is not None else None
        if story_entity in page.cast.named:
            return story_entity
    return None


def _pair(page: Page, claim: Claim, argument: Argument) -> frozenset[str]:
    """Who "the two leaders" are, also where the argument is a "they" that stands for them; whoever
    invites "both sides" is neither."""
    found = candidates(page, argument.start, argument.end)
    entity = page.entity_by_id.get(argument.entity or "")
    for mention in entity.mentions if entity is not None and not found else ():
        if mention.form == "nominal" and mention.start <= argument.start:
            found = found or candidates(page, mention.start, mention.end)
    own = {page.cast.of(page.report, a.entity) for a in claim.arguments if a.role == "agent"}
    return frozenset[str]() if argument.role != "agent" and found & own else found
