"""What became different between two states of one story.

Facts of the two states are matched by the claims they share, not by their ids, so that a fact whose
words or neighbours changed is still the same one; where one became several or several one, that
is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from secondsource.records.changes import Change, ChangeKind, Changes
from secondsource.records.story import Fact, FactValue, Story, StoryMention, StoryQuote

_ORDER: tuple[ChangeKind, ...] = (
    "conflict opened", "grade", "number", "conflict closed", "quote disputed", "new fact",
    "support", "facts joined", "fact divided", "fact gone", "quote altered", "new quote",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Match:
    """Facts of both states by id, and which later fact continues which earlier one."""

    old: dict[str, Fact]
    new: dict[str, Fact]
    later: dict[str, str]  #: earlier id -> the later fact with most of its claims
    earlier: dict[str, str]  #: later id -> the earlier fact with most of its claims

    def continued(self, new_id: str) -> Fact | None:
        """The earlier state of a later fact, where each is the other's nearest."""
        old_id = self.earlier.get(new_id)
        return self.old[old_id] if old_id and self.later[old_id] == new_id else None


def changes_between(before: Story, after: Story) -> Changes:
    """Everything that differs, what matters most first."""
    reports = {entry.report.id for entry in before.reports}
    now = {entry.report.id for entry in after.reports}
    added = frozenset(now - reports)
    match = _matched(before.facts, after.facts)
    found = [
        *_facts(match, added, _counted_as(before), _counted_as(after)),
        *_conflicts(match, added),
        *_quotes(before.quotes, after.quotes, after, added),
    ]
    place = {fact.id: number for number, fact in enumerate((*after.facts, *before.facts))}
    found.sort(key=lambda c: (_ORDER.index(c.kind), place.get(c.fact or "", 0), c.quote or ""))
    return Changes(
        story=after.id,
        since=before.id,
        added=tuple(sorted(added)),
        removed=tuple(sorted(reports - now)),
        changes=tuple(found),
    )


def _claims(fact: Fact) -> list[tuple[str, str]]:
    return [(c.report, c.claim) for c in fact.claims if c.relation != "part of"]


def _matched(before: Sequence[Fact], after: Sequence[Fact]) -> _Match:
    holders: dict[tuple[str, str], list[str]] = {}
    for fact in before:
        for key in _claims(fact):
            holders.setdefault(key, []).append(fact.id)
    shared: Counter[tuple[str, str]] = Counter()
    for fact in after:
        for key in _claims(fact):
            shared.update((old, fact.id) for old in holders.get(key, ()))
    later: dict[str, str] = {}
    earlier: dict[str, str] = {}
    # A fact and a detail of it share claims; an id that stayed tells them apart first.
    for old, new in sorted(shared, key=lambda pair: (pair[0] != pair[1], -shared[pair], pair)):
        later.setdefault(old, new)
        earlier.setdefault(new, old)
    return _Match({f.id: f for f in before}, {f.id: f for f in after}, later, earlier)


def _counted_as(story: Story) -> dict[str, str]:
    """Origin id -> the one it counts with; sources without a name are one."""
    return {
        origin.id: "" if origin.kind == "unnamed" else origin.counts_with or origin.id
        for origin in story.origins
    }


def _facts(
    match: _Match, added: frozenset[str], was: dict[str, str], now: dict[str, str]
) -> Iterator[Change]:
    for fact in match.new.values():
        old = match.continued(fact.id)
        if old is not None:
            yield from _continued(old, fact, added)
            yield from _support(old, fact, added, _origins(old, was), _origins(fact, now))
        elif fact.id not in match.earlier:
            yield _change("new fact", fact, fact.why, added, after=fact.grade)
        else:
            whole = match.later[match.earlier[fact.id]]
            why = f"Its claims stood with “{match.new[whole].summary}” before."
            yield _change("fact divided", fact, why, added, other=whole, after=fact.grade)
    for fact in match.old.values():
        new_id = match.later.get(fact.id)
        if new_id is None:
            why = "Nothing that is read in the reports states it any more as a fact of its own."
            yield _change("fact gone", fact, why, frozenset(), before=fact.grade)
        elif match.earlier[new_id] != fact.id:
            why = f"Its claims are told as part of “{match.new[new_id].summary}” now."
            yield _change("facts joined", fact, why, added, other=new_id, before=fact.grade)


def _continued(old: Fact, fact: Fact, added: frozenset[str]) -> Iterator[Change]:
    if old.grade != fact.grade:
        yield _change("grade", fact, fact.why, added, before=old.grade, after=fact.grade)
    if _range(old.value) != _range(fact.value):
        why = _figures(fact.value, added)
        before, after = _range(old.value), _range(fact.value)
        yield _change("number", fact, why, added, before=before, after=after)


def _support(
    old: Fact, fact: Fact, added: frozenset[str], before: str, after: str
) -> Iterator[Change]:
    """Other origins than before behind a fact whose grade stayed; one that only got another name
    is none."""
    if old.grade == fact.grade and before != after:
        yield _change("support", fact, fact.why, added, before=before, after=after)


def _origins(fact: Fact, counted: dict[str, str]) -> str:
    """``2 origins``, ``3 origins, 2 of them independent``."""
    number = len(fact.origins)
    independent = len({counted.get(origin, origin) for origin in fact.origins})
    told = f"{number} origin{'' if number == 1 else 's'}"
    return told if independent == number else f"{told}, {independent} of them independent"


def _range(value: FactValue | None) -> str | None:
    """ "12", "12 to 14", "12 or more", and the best figure where it is not the only one."""
    if value is None:
        return None
    low, best, high = (_figure(number) for number in (value.low, value.best, value.high))
    if low == high:
        return low or best
    span = f"{low or 'up'} to {high}" if high else f"{low} or more"
    return f"{span}, best {best}" if best else span


def _figure(number: float | None) -> str | None:
    return None if number is None else f"{number:,.10g}"


def _figures(value: FactValue | None, added: frozenset[str]) -> str:
    said = [a for a in value.asserted if a.report in added] if value else []
    given = sorted({_range_of(a.value, a.low, a.high) for a in said})
    if not given:
        return "The figures of the reports are weighed anew."
    reports = len({a.report for a in said})
    gives = "A new report gives" if reports == 1 else f"{reports} new reports give"
    return f"{gives} {', '.join(given)}."


def _range_of(value: float | None, low: float | None, high: float | None) -> str:
    if value is not None:
        return str(_figure(value))
    return f"{_figure(low) or '?'} to {_figure(high) or '?'}"


def _conflicts(match: _Match, added: frozenset[str]) -> Iterator[Change]:
    before = _opposed(match.old.values(), match.later)
    after = _opposed(match.new.values(), {})
    for pair in sorted(after.keys() - before.keys(), key=sorted):
        one, other = _sides(pair, match.new, added)
        why = f"Accounts differ on {after[pair]}: against it stands “{other.summary}”."
        yield _change("conflict opened", one, why, added, other=other.id, after=after[pair])
    for pair in sorted(before.keys() - after.keys(), key=sorted):
        left = [match.new[name] for name in sorted(pair) if name in match.new]
        for side in left[:1]:  # where both sides are gone, that is what is told
            rival = left[1].id if len(left) > 1 else None
            why = f"Accounts differ no longer on {before[pair]}: {side.why}"
            yield _change("conflict closed", side, why, added, other=rival, before=before[pair])


def _opposed(facts: Iterable[Fact], later: dict[str, str]) -> dict[frozenset[str], str]:
    """Pairs of facts in conflict, by their ids in the later state, and over what."""
    found: dict[frozenset[str], str] = {}
    for fact in facts:
        for conflict in fact.conflicts:
            pair = (later.get(fact.id, fact.id), later.get(conflict.fact, conflict.fact))
            found.setdefault(frozenset(pair), conflict.about)
    return found


def _sides(
    pair: frozenset[str], facts: dict[str, Fact], added: frozenset[str]
) -> tuple[Fact, Fact]:
    """Both facts, first the one that new reports state."""
    known = [facts[name] for name in sorted(pair)]
    known.sort(key=lambda fact: not any(claim.report in added for claim in fact.claims))
    return known[0], known[-1]


def _quotes(
    before: Iterable[StoryQuote],
    after: Iterable[StoryQuote],
    story: Story,
    added: frozenset[str],
) -> Iterator[Change]:
    known = {(v.report, v.start): quote for quote in before for v in quote.versions}
    texts = {entry.report.id: entry.report.text for entry in story.reports}
    names = {entity.id: entity.name for entity in story.entities}
    for quote in after:
        olds = [known[v.report, v.start] for v in quote.versions if (v.report, v.start) in known]
        first = quote.versions[0]
        words = " ".join(texts[first.report][first.start : first.end].split())
        speakers = ", ".join(names[speaker] for speaker in quote.speakers)
        if not olds:
            why = f"Said by {speakers}." if speakers else "Nobody is named as its speaker."
            yield _quote("new quote", quote, words, why, added)
        if quote.disputed and not any(old.disputed for old in olds):
            why = f"The same words are given to {speakers}."
            yield _quote("quote disputed", quote, words, why, added)
        if olds and quote.altered and not any(old.altered for old in olds):
            yield _quote("quote altered", quote, words, "Reports print other words.", added)


def _quote(
    kind: ChangeKind, quote: StoryQuote, words: str, why: str, added: frozenset[str]
) -> Change:
    evidence = tuple(
        StoryMention(report=v.report, start=v.start, end=v.end)
        for v in quote.versions
        if v.report in added
    )
    return Change(kind=kind, quote=quote.id, summary=words, why=why, evidence=evidence)


def _change(
    kind: ChangeKind, fact: Fact, why: str, added: frozenset[str], **more: str | None
) -> Change:
    evidence = tuple(
        StoryMention(report=claim.report, start=claim.start, end=claim.end)
        for claim in fact.claims
        if claim.report in added
    )
    return Change(kind=kind, fact=fact.id, summary=fact.summary, why=why, evidence=evidence, **more)
