"""Whether two statements have the same people and things in them, each in the same part: who does
it, whom it is done to, who else is there."""

from __future__ import annotations

import re
from functools import lru_cache

from secondsource.reconciling.aligning.aims import aimed_elsewhere
from secondsource.reconciling.aligning.evidence import Tally
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.holdings import of_rival_holders
from secondsource.reconciling.aligning.means import by_other_means
from secondsource.reconciling.aligning.namedcauses import rival_causes
from secondsource.reconciling.aligning.parties import (
    is_anybody,
    of_rival_parties,
    party_of,
    sides_in,
)
from secondsource.reconciling.aligning.roles import WE, Fillers
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.figures.numbers import compare_counts, telling_figure
from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.lexicon import likeness
from secondsource.reconciling.pages.predicates import words
from secondsource.reconciling.sources.sources import can_speak

_FORCES = re.compile(r"\b(?:general\s+staff|command|defen[cs]e|military|army)\b", re.IGNORECASE)
_NEAR_THINGS = 0.5  # cosine from which two described things may be one
_MUCH = 2  # further words in common from which objects of two names may be one


def participants(one: Statement, other: Statement, ground: Ground, tally: Tally) -> None:
    """Weigh who takes part in both, and in which part."""
    crossed = _crossed(one, other)
    if one.mutual and other.mutual:
        _parties(one, other, ground, tally)
    elif crossed:
        named = any(filler[0] == "=" for filler in crossed)
        tally.add("crossed", "done to somebody in one, done by them in the other", 1 + 0.5 * named)
        tally.add("others", "the same in another part")
        return
    else:
        _actors(one, other, ground, tally)
    if _of_other_things(one, other):
        tally.veto("actor", "one thing in one, another in the other")
    if one.kin - other.kin and _is_kin(one, other) or other.kin - one.kin and _is_kin(other, one):
        tally.veto("actor", "one is somebody of the other's")
    if _distinguished(one, other):
        tally.veto("object", "of two kinds under one noun")
    if _is_bare_outcome(one, other) or _is_bare_outcome(other, one):
        tally.veto("actor", "what caused it is told in one only")
    if rival_causes([one], [other]):
        tally.veto("actor", "unlike causes")
    if by_other_means(one, other):
        tally.veto("actor", "done by other means")
    if "actor" not in tally.vetoes and (_only_happened(one, other) or _only_happened(other, one)):
        tally.veto("doer", "who did it is told in one only")
    _objects(one, other, ground, tally)


def _crossed(one: Statement, other: Statement) -> Fillers:
    """Whom it is done to in one, and who does it in the other, where that is all there is of it
    ("was acquitted", "walked free"): no actor of one is the other's."""
    alone, told = (one, other) if not one.patients else (other, one)
    if alone.patients or not alone.actors or not told.patients or alone.lemma == told.lemma:
        return frozenset()
    if (one.kinds | other.kinds) & (words("harm", "abroad") | words("harm", "causing")):
        return frozenset()
    if {f for f in alone.actors & told.actors if f[0] in "=~"}:
        return frozenset()
    others = {f for f in alone.objects if f[0] in "=~" and f != f"~{alone.lemma}"}
    if told.actors and others:  # "began in the kitchen", "a heater began it"
        return frozenset()
    return frozenset(f for f in alone.actors & told.patients if f[0] in "=~")


def _of_other_things(one: Statement, other: Statement) -> bool:
    """Whether two named ones are, or two things do, what takes nobody else: "the pass reopened" and
    "the tunnel reopened"; of a thing that is counted another noun may be meant."""
    mine, theirs = one.actors, other.actors
    if one.lemma != other.lemma or one.mutual or other.mutual:
        return False
    counted = {c.scope for s in (one, other) for c in s.counts}
    if any(f[1:] not in counted for f in one.patients | other.patients):
        return False
    nouns = heads(mine), heads(theirs)
    if named(mine) or named(theirs) or not all(nouns) or related(*nouns):
        return False
    return all(not _is_somebody(f[1:]) and f[1:] not in counted for n in nouns for f in n)


def _is_somebody(noun: str) -> bool:
    return can_speak(noun) or any(
        noun in wording(name) for name in ("people", "persons", "anybody")
    )


def _is_kin(one: Statement, other: Statement) -> bool:
    """Whether one tells of the wife or deputy of whom the other tells of."""
    who = other.actors | other.patients
    return any(told.partition(":")[2] in who for told in one.kin)


def _distinguished(one: Statement, other: Statement) -> bool:
    """Whether the same noun names two things by the word before it ("the finance minister", "the
    interior minister"; "fuel subsidies", "bread subsidies")."""
    mine, theirs = (_kinds_named(s) for s in (one, other))
    return any(
        not any(_may_mean_one(a, b) for a in mine[noun] for b in theirs[noun])
        for noun in mine.keys() & theirs.keys()
    )


def _may_mean_one(one: str, other: str) -> bool:
    found = likeness(one, other)
    return one == other or found.derived or found.synonym or found.cosine > _NEAR_THINGS


def _kinds_named(statement: Statement) -> dict[str, frozenset[str]]:
    """What stands right before those nouns of a statement that are told apart by it."""
    found: dict[str, frozenset[str]] = {}
    for told in statement.apart:
        noun, _, kind = told.partition(":")
        found[noun] = found.get(noun, frozenset()) | {kind}
    return found


def _parties(one: Statement, other: Statement, ground: Ground, tally: Tally) -> None:
    mine, theirs = named(one.actors), named(other.actors)
    shared, extra, missing = mine & theirs, mine - theirs, theirs - mine
    if _may_be(one.actors, theirs) or _may_be(other.actors, mine):
        tally.add("party", "the pair may be these two", 2)
        return
    if shared:
        tally.add("party", "same participants", min(2, len(shared)))
    if extra and missing and not (ground.tied(extra, missing) or _is_we(one, other)):
        tally.veto("participants", "different participants")
    elif not shared:
        _descriptions(one.actors, other.actors, "actor", tally)
    left = heads(one.actors) - heads(other.actors), heads(other.actors) - heads(one.actors)
    if all(left) and not (extra or missing or related(*left)):
        tally.veto("participants", "different participants")


def _is_we(one: Statement, other: Statement) -> bool:
    """Whether one is in the words of somebody who says "we": it may be the other's actor."""
    return (WE in one.actors) != (WE in other.actors)


def _may_be(actors: Fillers, two: Fillers) -> bool:
    """Whether an unresolved pair ("the two leaders") leaves room for exactly these two."""
    open_pair = {f[1:] for f in actors if f[0] == "?"}
    return len(two) == 2 and {f[1:] for f in two} <= open_pair


def _actors(one: Statement, other: Statement, ground: Ground, tally: Tally) -> None:
    mine, theirs = named(one.actors), named(other.actors)
    if mine & theirs:
        tally.add("actor", "same actor")
    elif _sides(one.actors) & _sides(other.actors) and not (mine and theirs):
        tally.add("actor side", "actors of one country")
    elif _disjoint(_sides(one.actors), _sides(other.actors)):
        tally.veto("actor", "actors of different countries")
    elif _turned(one, other) or _turned(other, one) or reversed_parts(one, other):
        tally.veto("actor", "who does it in one has it done to them in the other")
    elif mine and theirs:
        together = _sides(one.actors) & _sides(other.actors) or _is_we(one, other)
        if together or ground.tied(mine, theirs):
            tally.add("actor side", "actors that go together")
        else:
            tally.veto("actor", "different actors")
    else:
        _described_actors(one, other, tally)


def _described_actors(one: Statement, other: Statement, tally: Tally) -> None:
    """Weigh doers of whom one at least has no name."""
    _descriptions(one.actors, other.actors, "actor", tally)
    described = (one.charged or other.charged) and tells_doer(one) and tells_doer(other)
    if described and "actor other" in tally.found:
        tally.veto("actor", "doers described as others")
    if of_rival_parties(one, other) or blames(one, other) or blames(other, one):
        tally.veto("actor", "doers of two sides")
    if of_rival_holders(one, other):
        tally.veto("actor", "owners or payers of two kinds")
    if _of_rival_causes(one, other, tally):
        tally.veto("actor", "different causes")


def blames(accused: Statement, other: Statement) -> bool:
    """Whether whoever is told to have done some harm tells of another that he did it: "the Front
    shelled the market", "the army shelled it, the Front said"."""
    doers, harm = named(accused.actors), words("harm", "responsibility") | words("harm", "blamed")
    if not (doers and accused.kinds & other.kinds & harm) or WE in other.actors:
        return False
    page = other.page
    sources = (page.reading.attributions[index].source for index in other.claim.attributions[-1:])
    told = {f"={page.cast.of(page.report, s.entity)}" for s in sources if s is not None}
    return bool(doers & told) and bool(other.actors) and not doers & other.actors


def _of_rival_causes(one: Statement, other: Statement, tally: Tally) -> bool:
    """Whether two unlike things are said to have caused it ("a gas leak", "a bomb"); a weapon and
    whoever used it are no unlike things."""
    mine, theirs = heads(one.actors), heads(other.actors)
    if not one.kinds & other.kinds & words("harm", "causing") or related(mine, theirs):
        return False
    things = mine and theirs and not any(can_speak(f[1:]) for f in mine | theirs)
    return "actor other" in tally.found or ("actor untold" in tally.found and bool(things))


def _is_bare_outcome(cause: Statement, told: Statement) -> bool:
    """Whether one says what caused something, or who won it, and the other only names it: "a gas
    leak caused the blast", "the blast in the market"; "won the election", "the election"."""
    classes = cause.kinds & (words("harm", "causing") | words("harm", "only_one"))
    doers = heads(cause.actors) | named(cause.actors)
    return (
        bool(classes and doers and cause.patients)
        and not (told.actors or told.kinds & classes)
        and told.page.upos(told.claim.predicate.start) == "NOUN"
    )


def _only_happened(charge: Statement, told: Statement) -> bool:
    """Whether one says who did some harm, and the other only that it was done ("the League was
    behind the bombing", "the bombing of the bridge", "unknown men bombed the bridge")."""
    if told.charged or tells_doer(told):
        return False
    noun = told.page.upos(told.claim.predicate.start) == "NOUN"
    bare = not told.counts and (_are_tools(told.actors) or (noun and not told.actors))
    return charge.charged or (_says_who(charge) and bare)


def _says_who(statement: Statement) -> bool:
    """Whether it is somebody's word who did some harm that can be told without that."""
    harms = statement.kinds & (words("harm", "responsibility") | words("harm", "blamed"))
    quoted = bool(statement.claim.attributions) and not statement.counts
    return bool(harms) and quoted and tells_doer(statement) and not _of_itself(statement)


def _of_itself(statement: Statement) -> bool:
    """Whether it is told by its doers or their side ("its planes hit it, the army said")."""
    page, actors = statement.page, statement.actors
    index = statement.claim.attributions[-1]
    source = page.reading.attributions[index].source
    if source is None:
        return False
    speaker = page.cast.of(page.report, source.entity)
    country = page.cast.country(speaker) if speaker is not None else None
    own = f"={speaker}" in actors or (country is not None and f"@{country}" in actors)
    forces = "army" in party_of(statement) and _FORCES.search(page.text, source.start, source.end)
    own = own or bool(forces)
    return own or bool(sides_in(page, source.start, source.end) & party_of(statement))


def tells_doer(statement: Statement) -> bool:
    """Whether it is told who did it: by name, by side or by what they are ("agents of Merrow"),
    and not only by what they did or carried."""
    described = (f[1:] for f in heads(statement.actors))
    known = any(can_speak(noun) and not is_anybody(noun) for noun in described)
    return known or any(f[0] in "=@" for f in statement.actors) or bool(party_of(statement))


def _turned(one: Statement, other: Statement) -> bool:
    """Whether a country that attacks in one is attacked in the other."""
    mine = _sides(one.actors) & _sides(other.patients)
    return bool(mine - _sides(one.patients)) and bool(one.kinds & words("harm", "abroad"))


def reversed_parts(one: Statement, other: Statement) -> bool:
    """Whether one tells as done by somebody what the other tells as done to them: "a patrol boat
    rammed the trawler", "the trawler rammed a patrol boat"."""
    harms = words("harm", "responsibility") | words("harm", "blamed") | words("harm", "rammed")
    if not one.kinds & other.kinds & harms or one.mutual or other.mutual:
        return False
    if not all((one.actors, one.patients, other.actors, other.patients)):
        return False
    crossed = (one.actors & other.patients - one.patients) | (
        other.actors & one.patients - other.patients
    )
    same = {f for f in one.actors & other.actors | one.patients & other.patients if f[0] in "=~"}
    return bool({f for f in crossed if f[0] in "=~"}) and not same


def _disjoint(mine: Fillers, theirs: Fillers) -> bool:
    return bool(mine and theirs and not mine & theirs)


def _objects(one: Statement, other: Statement, ground: Ground, tally: Tally) -> None:
    mine, theirs = named(one.patients), named(other.patients)
    if mine & theirs:
        tally.add("object", "same object", 1 + 0.5 * (min(len(mine & theirs), 3) - 1))
    elif _disjoint(mine, theirs):
        crossed = (mine & named(other.objects)) | (theirs & named(one.objects))
        if not (crossed or ground.tied(mine, theirs) or ground.nested(mine, theirs)):
            tally.veto("object", "different objects")
    elif _disjoint(_sides(one.patients), _sides(other.patients)):
        tally.veto("object", "objects of different countries")
    elif not inside(one, other):
        alike = _described_alike(one, other)
        _descriptions(one.patients, other.patients, "object", tally, named_alike=alike)
        if "object other" in tally.found and not _may_be_one(one, other):
            tally.veto("object", "objects of different kinds")
    if heads(one.patients) & heads(other.patients) and aimed_elsewhere(one, other):
        tally.veto("object", "objects aimed at others")
    if {one.whole, other.whole} == {"all", "some"} and heads(one.patients | one.actors) & heads(
        other.patients | other.actors
    ):
        tally.veto("scope", "one speaks of all, the other of some")
    both = (one.actors | one.objects) & (other.actors | other.objects)
    both -= (one.patients & other.patients) | (one.actors & other.actors)
    if both - _sides(both):
        tally.add("others", "others or the same in another part", min(2, len(both)))


def _described_alike(one: Statement, other: Statement) -> bool:
    """Whether the words around both objects are the same, if their nouns are not ("an ammunition
    depot", "a store of ammunition")."""
    mine, theirs = (_words_of_objects(s) for s in (one, other))
    return any(not word[0].isdigit() for word in mine & theirs)


@lru_cache(maxsize=1 << 14)
def _words_of_objects(statement: Statement) -> frozenset[str]:
    page = statement.page
    told = [a for a in statement.claim.arguments if a.role in ("patient", "theme")]
    names = [m for a in told for m in page.mentions_in(a.start, a.end)]
    named_so = frozenset[str]().union(*(page.words(start, end) for start, end, _, _ in names))
    found = (page.words(a.start, a.end) - {page.head(a.start, a.end)} for a in told)
    return frozenset[str]().union(*found) - named_so


def _descriptions(
    mine: Fillers, theirs: Fillers, part: str, tally: Tally, *, named_alike: bool = False
) -> None:
    shared = heads(mine) & heads(theirs)
    if part == "actor" and _are_tools(mine) != _are_tools(theirs):
        tally.add("actor untold", "one names the weapon, the other who used it")
        return
    told = bool(named(mine) | heads(mine)), bool(named(theirs) | heads(theirs))
    if shared:
        tally.add(f"{part} word", f"same words: {', '.join(sorted(f[1:] for f in shared))}")
    elif all(told):
        both = bool(heads(mine)) and bool(heads(theirs))
        if both and (related(heads(mine), heads(theirs)) or named_alike):
            tally.add(f"{part} near", f"{part} in words that may mean one")
            return
        name = f"{part} other" if both else f"{part} described"
        tally.add(name, f"{part} described differently")
    elif any(told):
        tally.add(f"{part} untold", f"only one names the {part}")


def _may_be_one(one: Statement, other: Statement) -> bool:
    """Whether the described objects may be one: of related words, the one named beside the other
    ("the border", "the border crossing"), or both of one figure ("data of 70,000 patients")."""
    mine, theirs = heads(one.patients), heads(other.patients)
    beside = any(f[1:] in other.words for f in mine) or any(f[1:] in one.words for f in theirs)
    # "A vote of no confidence" and "a no-confidence motion" that are survived share the rest.
    uncounted = not (one.counts and other.counts)
    rest = uncounted and one.lemma == other.lemma and len(one.words & other.words) >= _MUCH
    figure = compare_counts(one.counts, other.counts) == "equal"
    told = figure and any(map(telling_figure, one.counts))
    return beside or rest or told or related(mine, theirs)


@lru_cache(maxsize=1 << 16)
def related(mine: Fillers, theirs: Fillers) -> bool:
    """Whether any two descriptions may mean one thing: words of one sense or root, much alike, or
    so general that they may be anything."""
    general = words("nouns", "general")
    if _are_mishaps(mine, theirs):
        return True
    for one in mine:
        for other in theirs:
            if one[1:] in general or other[1:] in general:
                return True
            found = likeness(one[1:], other[1:])
            if found.same or found.derived or found.synonym or found.cosine > _NEAR_THINGS:
                return True
    return False


def _are_mishaps(mine: Fillers, theirs: Fillers) -> bool:
    """Whether one is called a mishap, which the other may be ("the accident", "the derailment")."""
    mishaps, events = words("nouns", "mishaps"), words("events", "nouns")
    both = {f[1:] for f in mine}, {f[1:] for f in theirs}
    return any(a & mishaps and b & (mishaps | events) for a, b in (both, both[::-1]))


def _are_tools(fillers: Fillers) -> bool:
    """Whether what acts is a weapon in somebody's hands ("drones attacked the town")."""
    return bool(heads(fillers)) and all(f[1:] in words("harm", "tools") for f in heads(fillers))


def inside(one: Statement, other: Statement) -> bool:
    """Whether it is done to a place in one, and to something in that place in the other."""
    return bool(named(one.patients) & other.places or named(other.patients) & one.places)


@lru_cache(maxsize=1 << 16)
def named(fillers: Fillers) -> Fillers:
    """Those with a name."""
    return frozenset(f for f in fillers if f[0] == "=")


@lru_cache(maxsize=1 << 16)
def _sides(fillers: Fillers) -> Fillers:
    return frozenset(f for f in fillers if f[0] == "@")


@lru_cache(maxsize=1 << 16)
def heads(fillers: Fillers) -> Fillers:
    """The nouns of those that are described."""
    return frozenset(f for f in fillers if f[0] == "~")
