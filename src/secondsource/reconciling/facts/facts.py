"""Drafts become facts: graded, valued, summarised and put in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.facts.conflicts import Clash, Tensions
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.grade import verdict
from secondsource.reconciling.facts.utterances import sayings_of
from secondsource.reconciling.facts.weight import Weights
from secondsource.reconciling.figures.numbers import PART, Figure, Policy, value_of
from secondsource.reconciling.lines.summary import summary_of
from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.origins.publishers import Publishers
from secondsource.reconciling.origins.sharedtext import SharedText
from secondsource.reconciling.pages.cast import Cast
from secondsource.reconciling.pages.page import Page
from secondsource.records.reading import Event
from secondsource.records.story import Conflict, Fact, FactClaim, FactValue

_GRADES = ("corroborated", "acknowledged", "contested", "widely reported", "single source",
           "superseded")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to reconcile: the policy for ``best``."""

    policy: Policy = "conservative"


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """Everything known of a story before its facts are written down."""

    pages: Mapping[str, Page]
    cast: Cast
    shared: SharedText
    ground: Ground
    tensions: Tensions
    options: Options
    publishers: Publishers


def facts_of(drafts: Sequence[Draft], case: Case) -> tuple[Fact, ...]:
    """All facts, best grade first; then by who has them and how much they matter to the story."""
    clashes: dict[str, list[Clash]] = {}
    for clash in case.tensions.clashes:
        clashes.setdefault(clash.one.id, []).append(clash)
        clashes.setdefault(clash.other.id, []).append(clash)
    ranked = [(draft, _fact(draft, clashes.get(draft.id, []), case)) for draft in drafts]
    own = (page for report, page in case.pages.items() if case.shared.group(report) == report)
    weights = Weights(own)
    ranked.sort(key=lambda pair: _rank(pair[0], pair[1], weights))
    facts = list(_without_echoes(fact for _, fact in ranked))
    parts = [draft for draft in drafts if _is_part(draft)]
    return tuple(_with_parts(fact, parts) for fact in facts)


def _is_part(draft: Draft) -> bool:
    """Whether every figure of a fact counts a part of another ("two of the dead")."""
    scopes = [c.scope for w in draft.witnesses for c in w.statement.counts if c.slot]
    return bool(scopes) and all(scope.startswith(PART) for scope in scopes)


def _with_parts(fact: Fact, parts: Sequence[Draft]) -> Fact:
    """A total with the claims that give parts of it, from reports and origins it rests on."""
    total = fact.value
    if total is None or total.slot is None or (total.of or "").startswith(PART):
        return fact
    added = [
        replace(_claim(witness, draft), relation="part of")
        for draft in parts
        for witness in draft.witnesses
        if witness.report in fact.reports
        and witness.testimony.voice.id in fact.origins
        and any(c.slot == total.slot for c in witness.statement.counts)
    ]
    return replace(fact, claims=(*fact.claims, *added)) if added else fact


def _without_echoes(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Facts, each line once for the same reports or for some of them: a clause inside another reads
    like it."""
    seen: dict[str, list[frozenset[str]]] = {}
    for fact in facts:
        reports = frozenset(fact.reports)
        bound = fact.conflicts or fact.supersedes or fact.value
        echo = any(reports <= others for others in seen.get(fact.summary, ()))
        if not echo or bound or fact.grade == "superseded":
            yield fact
        seen.setdefault(fact.summary, []).append(reports)


def _rank(draft: Draft, fact: Fact, weights: Weights) -> tuple[object, ...]:
    return _GRADES.index(fact.grade), -weights.of(draft), fact.id


def _fact(draft: Draft, clashes: Sequence[Clash], case: Case) -> Fact:
    retired = [update for update in case.tensions.updates if update.older is draft]
    ruled = verdict(draft, clashes, retired, case.ground, case.cast)
    times = [w.statement.interval for w in draft.witnesses if w.statement.interval]
    narrow = min(times, key=lambda t: (t[0][:10] != t[1][:10], t[1] > t[0], t), default=None)
    return Fact(
        id=draft.id,
        summary=summary_of(draft.witnesses, draft.specific),
        grade=ruled.grade,
        why=ruled.why,
        claims=tuple(_claim(witness, draft) for witness in draft.witnesses),
        reports=draft.reports,
        origins=tuple(sorted({v.id for w in draft.witnesses for v in w.testimony.voices})),
        value=_value(draft, _rivals(draft, clashes, case), case.options.policy),
        conflicts=tuple(_conflict(draft, clash) for clash in clashes),
        supersedes=tuple(sorted(u.older.id for u in case.tensions.updates if u.newer is draft)),
        from_=narrow[0] if narrow else None,
        to=narrow[1] if narrow else None,
        place=_place(draft),
        event=_event(draft),
        sayings=sayings_of(draft, case.shared, case.ground.ties),
    )


def _claim(witness: Witness, draft: Draft) -> FactClaim:
    claim = witness.statement.claim
    return FactClaim(
        report=witness.report,
        claim=claim.id,
        start=claim.start,
        end=claim.end,
        relation="more specific" if witness.statement.key in draft.specific else "equivalent",
        origin=witness.testimony.voice.id,
    )


def _conflict(draft: Draft, clash: Clash) -> Conflict:
    other = clash.other if clash.one is draft else clash.one
    return Conflict(fact=other.id, about=clash.about)


def _rivals(draft: Draft, clashes: Sequence[Clash], case: Case) -> list[Draft]:
    """The other live facts that answer the same question with another figure."""
    retired = {update.older.id for update in case.tensions.updates}
    pairs = [(c.one, c.other) for c in clashes if c.figures]
    pairs += [pair for pair in case.tensions.kin if not retired & {pair[0].id, pair[1].id}]
    return [two if one is draft else one for one, two in pairs if draft in (one, two)]


def _value(draft: Draft, rivals: Sequence[Draft], policy: Policy) -> FactValue | None:
    """The range over the fact and every live rival figure."""
    if draft.bare:
        return None
    keys = {count.key for w in draft.witnesses for count in w.statement.counts}
    figures = [
        Figure(count, w.report, w.statement.claim.id, w.published, len(side.support.origins))
        for side in (draft, *rivals)
        for w in side.witnesses
        for count in w.statement.counts
        if count.key in keys
    ]
    return value_of(figures, policy)


def _place(draft: Draft) -> str | None:
    names = Counter(site.name for w in draft.witnesses for site in w.statement.sites)
    return min(names, key=lambda name: (-names[name], name)) if names else None


def _event(draft: Draft) -> Event | None:
    """The coding most claims agree on, with story entities as source and target."""
    coded: Counter[Event] = Counter()
    for witness in draft.witnesses:
        page, event = witness.statement.page, witness.statement.claim.event
        if event is not None:
            source = page.cast.of(page.report, event.source)
            target = page.cast.of(page.report, event.target)
            coded[replace(event, source=source, target=target)] += 1
    return min(coded, key=lambda e: (-coded[e], repr(e))) if coded else None
