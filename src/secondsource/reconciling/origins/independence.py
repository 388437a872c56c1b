"""How many independent origins stand behind the same statement, and how many outlets carry it.

Dependence is a relation between two origins; origins that hang together through others count once,
so the number can only err on the side of caution.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from secondsource.names.called import may_be_called
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.origins.origins import UNNAMED, Testimony, Voice
from secondsource.reconciling.origins.sharedtext import Clusters, SharedText
from secondsource.reconciling.pages.cast import countries_in
from secondsource.reconciling.pages.lemmas import lemma_of
from secondsource.reconciling.sources.bodies import (
    affiliated,
    of_state,
    one_body,
    shorter_form,
    speaks_for,
)
from secondsource.reconciling.sources.described import offices, taken_for_known
from secondsource.reconciling.sources.sources import members
from secondsource.reconciling.sources.sources import voices as voices_of

_CONTAINED = 0.3  # share of 5-grams from which two passages are one text
_ENOUGH = (
    6  # ... if they have at least this many in common: short facts leave little choice of words
)


_WORD = re.compile(r"\w{3,}")
_SHARING = 20  # voices with a word in common; more are told apart by other words


@dataclass(frozen=True, slots=True, eq=False)
class Witness:
    """One claim as evidence for a fact: whose word it is and where it is printed.

    ``publisher`` is the voice of the report itself, ``outlet`` its publisher's key, ``text`` the
    report that stands for it and all its copies.
    """

    statement: Statement
    testimony: Testimony
    publisher: Voice
    outlet: str
    text: str

    @property
    def report(self) -> str:
        """Report id."""
        return self.statement.page.report

    @property
    def published(self) -> str:
        """Publication date, empty where unknown."""
        return self.statement.page.reading.report.published or ""


@dataclass(frozen=True, slots=True)
class Support:
    """What a fact rests on. ``origins``: for each independent origin the voices that carry it,
    together every voice of the fact;
    ``outlets``: one tuple of report ids for each outlet with a text of its own."""

    origins: tuple[tuple[Voice, ...], ...]
    outlets: tuple[tuple[str, ...], ...]


#: report id -> (start, end, id of the utterance) of words that reports give to different speakers
Disputed = Mapping[str, Sequence[tuple[int, int, str]]]


def support(
    witnesses: Sequence[Witness],
    shared: SharedText,
    tied: frozenset[frozenset[str]],
    disputed: Disputed | None = None,
) -> Support:
    """Count independent origins and outlets behind one fact."""
    roots, voices = _roots(witnesses)
    same = Clusters()
    for found in roots:  # what several say together is one word
        for root in found:
            same.join(min(found), root)
    outlets = _outlets(witnesses, shared)
    for one, other in _same_words(witnesses, shared):
        for root in roots[other]:
            same.join(min(roots[one]), root)
    for one, other in _one_utterance(witnesses, disputed or {}):
        for root in roots[other]:
            same.join(min(roots[one]), root)
    _join_dependent(sorted(voices.values(), key=lambda v: v.id), shared, tied, same)
    gathered: dict[str, dict[str, Voice]] = {}
    for witness, found in zip(witnesses, roots, strict=True):
        group = gathered.setdefault(same.find(min(found)), {})
        group.update({voice.id: voice for voice in witness.testimony.voices})
    carried: dict[str, set[str]] = {}
    for witness in witnesses:
        carried.setdefault(outlets.find(witness.report), set()).add(witness.report)
    return Support(
        origins=tuple(
            tuple(sorted(gathered[root].values(), key=_shown_first)) for root in sorted(gathered)
        ),
        outlets=tuple(sorted(tuple(sorted(reports)) for reports in carried.values())),
    )


def dependent(
    voices: Iterable[Voice], shared: SharedText, tied: frozenset[frozenset[str]]
) -> dict[str, str]:
    """For each named voice of a story what it counts as: the same for a body and whoever speaks
    for it, and for outlets of one owner, whatever they say."""
    named = sorted((voice for voice in voices if not voice.anonymous), key=lambda v: v.id)
    same = Clusters()
    _join_owners(named, shared, same)
    for one, other in _near(named, tied):
        if _is_one(one, other, tied):
            same.join(one.id, other.id)
    return {voice.id: same.find(voice.id) for voice in named}


def _near(
    voices: Sequence[Voice], tied: frozenset[frozenset[str]]
) -> Iterator[tuple[Voice, Voice]]:
    """Pairs that may be one origin: names that go together or share a word, few enough of them."""
    by_entity = {voice.entity: voice for voice in voices if voice.entity}
    for tie in sorted(tied, key=sorted):
        found = [by_entity[name] for name in sorted(tie) if name in by_entity]
        if len(found) > 1:
            yield found[0], found[1]
    holders: dict[str, list[Voice]] = {}
    for voice in voices:
        for word in sorted(set(_WORD.findall(" ".join((voice.name, *voice.roles)).casefold()))):
            before = holders.setdefault(word, [])
            yield from ((other, voice) for other in before[:_SHARING])
            before.append(voice)


def _one_utterance(witnesses: Sequence[Witness], disputed: Disputed) -> Iterator[tuple[int, int]]:
    """Pairs of witnesses that stand in one utterance: whoever of the speakers said it, one did."""
    first: dict[str, int] = {}
    for index, witness in enumerate(witnesses):
        claim = witness.statement.claim
        for start, end, utterance in disputed.get(witness.report, ()):
            if start <= claim.predicate.start < end:
                known = first.setdefault(utterance, index)
                if known != index:
                    yield known, index


def _shown_first(voice: Voice) -> tuple[bool, bool, str]:
    return (voice.anonymous, voice.publisher is not None, voice.name)


def _roots(witnesses: Sequence[Witness]) -> tuple[list[set[str]], dict[str, Voice]]:
    """For each witness the ids of the voices its word finally comes from.

    An outlet that attributes the statement anywhere adds no voice of its own, and whoever quotes
    that outlet hears the same source; a circle of outlets quoting one another is one voice.
    """
    voices: dict[str, Voice] = {}
    sources: dict[str, set[str]] = {}
    for witness in witnesses:
        heard = _heard(witness)
        for voice in (*heard, *witness.testimony.voices, witness.publisher):
            voices[voice.id] = voice
        told = {voice.id for voice in heard} - {witness.publisher.id}
        sources.setdefault(witness.publisher.id, set()).update(told)
    found = [set().union(*(_sources_of(v.id, sources) for v in _heard(w))) for w in witnesses]
    used = {root for roots in found for root in roots}
    return found, {identity: voice for identity, voice in voices.items() if identity in used}


def _heard(witness: Witness) -> tuple[Voice, ...]:
    testimony = witness.testimony
    return (testimony.rests_on,) if testimony.own and testimony.rests_on else testimony.voices


def _reach(voice: str, sources: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = list(sources.get(voice, ()))
    while ahead:
        node = ahead.pop()
        if node not in reached:
            reached.add(node)
            ahead.extend(sources.get(node, ()))
    return reached


def _sources_of(voice: str, sources: Mapping[str, set[str]]) -> set[str]:
    reached = _reach(voice, sources)
    if not reached:
        return {voice}
    ends = {node for node in reached if not sources.get(node)}
    return ends or {min(node for node in reached if node in _reach(node, sources))}


def _outlets(witnesses: Sequence[Witness], shared: SharedText) -> Clusters:
    """Reports that count as one outlet: copies, one publisher's, and own words taken over. Whoever
    passes on what somebody said carries it, in whatever words."""
    joined = Clusters()
    for witness in witnesses:
        joined.join(witness.report, f"~outlet:{witness.outlet}")
        joined.join(witness.report, f"~copies:{shared.group(witness.report)}")
    for one, other in _reused(witnesses, shared):
        if witnesses[one].testimony.own or witnesses[other].testimony.own:
            joined.join(witnesses[one].report, witnesses[other].report)
    return joined


def _reused(witnesses: Sequence[Witness], shared: SharedText) -> Iterator[tuple[int, int]]:
    """Pairs of witnesses whose evidence stands in a passage the two reports share."""
    by_report: dict[str, list[int]] = {}
    for index, witness in enumerate(witnesses):
        by_report.setdefault(witness.report, []).append(index)
    for index, witness in enumerate(witnesses):
        claim = witness.statement.claim
        for other, span in shared.elsewhere(witness.report, claim.start, claim.end):
            for partner in by_report.get(other, ()):
                theirs = witnesses[partner].statement.claim
                if span.start < theirs.end and theirs.start < span.end:
                    yield index, partner


def _same_words(witnesses: Sequence[Witness], shared: SharedText) -> Iterator[tuple[int, int]]:
    """Pairs where at least one outlet speaks for itself in words that both print."""
    copies: dict[str, int] = {}
    for index, witness in enumerate(witnesses):
        first = copies.setdefault(shared.group(witness.report), index)
        if first != index and (witness.testimony.own or witnesses[first].testimony.own):
            yield first, index
    for one, other in _reused(witnesses, shared):
        if witnesses[one].testimony.own or witnesses[other].testimony.own:
            yield one, other
    yield from _overlapping(witnesses, shared, set(copies.values()))


def _overlapping(
    witnesses: Sequence[Witness], shared: SharedText, firsts: set[int]
) -> Iterator[tuple[int, int]]:
    holders: dict[str, list[int]] = {}
    passages: dict[int, frozenset[str]] = {}
    for index in sorted(firsts):
        witness = witnesses[index]
        if not witness.testimony.own:
            continue
        passage = shared.passage(witness.statement.page, witness.statement.claim.start)
        common: dict[int, int] = {}
        for gram in passage:
            for other in holders.setdefault(gram, []):
                common[other] = common.get(other, 0) + 1
            holders[gram].append(index)
        passages[index] = passage
        for other, number in common.items():
            share = _CONTAINED * min(len(passage), len(passages[other]))
            if number >= max(share, _ENOUGH):
                yield other, index


def _join_dependent(
    voices: Sequence[Voice],
    shared: SharedText,
    tied: frozenset[frozenset[str]],
    same: Clusters,
) -> None:
    """Join the voices that depend on each other. Whoever has no name goes with one whom he may be:
    he adds nothing then, but he makes no two others one. Those who can be nobody named are one."""
    named = [voice for voice in voices if not voice.anonymous]
    unknown: list[Voice] = []
    for voice in (voice for voice in voices if voice.anonymous):
        known = next((other for other in named if _may_be(voice, other)), None)
        if known is None:
            unknown.append(voice)
        same.join((known or unknown[0]).id, voice.id)
    _join_owners(voices, shared, same)
    for position, one in enumerate(named):
        for other in named[position + 1 :]:
            if _is_one(one, other, tied):
                same.join(one.id, other.id)


def _may_be(voice: Voice, other: Voice) -> bool:
    """Whether somebody without a name may be this one, whom another report names: of whom nothing
    is printed may be anybody, and "the company", "its spokesman", "the newspaper" are one whom a
    report takes for known. Two words for one origin are no two origins."""
    printed = voice.name
    if (
        printed == UNNAMED
        or voice.vague
        or (other.publisher is None and affiliated(printed, other.name))
    ):
        return True
    if _are_its_people(printed, other):
        return True
    said = taken_for_known(printed)
    if said is None:
        return False
    if other.publisher is not None:
        return said.head in voices_of("press")
    speaks = said.head.startswith("spokes")
    if other.kind == "person":
        roles = {word for role in other.roles for word in role.lower().split()}
        return said.head in roles if said.head in offices() else bool(roles & offices())
    words = set(_WORD.findall(other.name.lower()))
    if said.head in offices():
        return speaks
    return may_be_called(said.head, words) or not words & voices_of("bodies_of")


def _are_its_people(printed: str, other: Voice) -> bool:
    """Whether "firefighters" may be the fire service that another report quotes: people told of by
    what they are speak for their body."""
    people = lemma_of(printed.split()[-1]) if printed.split() else ""
    bodies = members().get(people, frozenset())
    return other.kind == "body" and bool(bodies & set(_WORD.findall(other.name.lower())))


def _is_one(one: Voice, other: Voice, tied: frozenset[frozenset[str]]) -> bool:
    """Whether two named voices are a body and who speaks for it, or one body by two names."""
    tie = frozenset({str(one.entity), str(other.entity)})
    if tie in tied or one_body(one.name, other.name) or _answers(one, other):
        return True
    pairs = ((one, other), (other, one))
    return any(
        state.state and not body.state and body.kind == "body" and of_state(state.name, body.name)
        for state, body in pairs
    )


def surely_one(one: Voice, other: Voice, tied: frozenset[frozenset[str]]) -> bool:
    """Whether two voices are plainly one or speak for each other: what may be a branch of the same
    command may as well be the other side's."""
    tie = frozenset({str(one.entity), str(other.entity)})
    return (
        one.id == other.id
        or tie in tied
        or _answers(one, other)
        or shorter_form(one.name, other.name)
    )


def _answers(one: Voice, other: Voice) -> bool:
    """Whether one is introduced as speaking for the other: an office answers for a body; for a
    person only a spokeswoman does, whoever else stands beside the name. Two states' are never
    one."""
    return any(
        speaks_for(speaker.roles, body.name)
        and not _of_another_state(speaker, body)
        and (body.kind != "person" or any(word.startswith("spokes") for word in speaker.roles))
        for speaker, body in ((one, other), (other, one))
    )


def _of_another_state(speaker: Voice, body: Voice) -> bool:
    told = {role[1:] for role in speaker.roles if role[0] == "@"}
    named = countries_in(body.name)
    return bool(told and named and not told & named)


def _join_owners(voices: Sequence[Voice], shared: SharedText, same: Clusters) -> None:
    owned: dict[str, Voice] = {}
    for voice in voices:
        owner = shared.owners.get(voice.publisher or "")
        if owner is not None:
            same.join(owned.setdefault(owner, voice).id, voice.id)
