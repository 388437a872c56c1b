"""The parts of a sheet below the facts: numbers, quotes, only here, timeline, changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from math import isfinite

from secondsource.publish import labels, safetext
from secondsource.publish.alsocounted import also_counted
from secondsource.publish.dates import spell_interval
from secondsource.publish.sheet import Sheet, SheetFact
from secondsource.records.report import Report
from secondsource.records.story import (
    AssertedValue,
    Fact,
    FactValue,
    Origin,
    QuoteVersion,
    StoryQuote,
)

_SHARE = re.compile(
    r"(?:(?:about|nearly|almost|over|around|some|more\s+than|less\s+than)\s+)?"
    r"(?:half|(?:a|one|two|three)[\s-]+(?:third|quarter|fifth)s?)(?:\s+of)?",
    re.IGNORECASE,
)
_OTHERS = frozenset({"other", "others", "more"})
_PRONOUNS = frozenset({"they", "them", "we", "us", "you", "it", "one"})
_VAGUE = re.compile(r"(?:at\s+least\s+)?(?:several|some|many|a\s+few|few|multiple|various)", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """What one report gives; ``low`` and ``high`` are None where it leaves them open."""

    report: Report
    claim: str  #: id of the claim that gives it
    origin: Origin | None  #: on whose word
    words: str
    value: float | None
    low: float | None
    high: float | None
    superseded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One quantity over all reports; rival and replaced figures stand together."""

    key: str  #: for its address
    facts: tuple[SheetFact, ...]
    label: str
    low: float | None
    best: float | None
    high: float | None
    policy: str
    rows: tuple[NumberRow, ...]

    def axis(self) -> tuple[float, float] | None:
        """The smallest and largest figure anybody gives, or None without one."""
        rows = ((row.low, row.value, row.high) for row in self.rows)
        known = [value for row in rows for value in row if value is not None and isfinite(value)]
        return (min(known), max(known)) if known else None

    def share(self, value: float | None) -> float | None:
        """Where a figure stands on the axis, from 0 to 1; None where it doesn't."""
        axis = self.axis()
        if axis is None or value is None or not axis[0] <= value <= axis[1]:
            return None
        width = axis[1] / 2 - axis[0] / 2
        return (value / 2 - axis[0] / 2) / width if width else 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyHere:
    """What one report alone has, and what most of the others have and it lacks."""

    report: Report
    alone: tuple[SheetFact, ...]
    lacks: tuple[SheetFact, ...]
    too_early: tuple[SheetFact, ...]  #: first said by others after this report appeared

    @property
    def is_bare(self) -> bool:
        """Whether it has nothing of its own and lacks nothing."""
        return not (self.alone or self.lacks or self.too_early)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Dated facts in order, what lies ahead, and what has no date."""

    past: tuple[tuple[str, SheetFact], ...]
    ahead: tuple[tuple[str, SheetFact], ...]
    undated: tuple[SheetFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fact and what it replaced."""

    now: SheetFact
    before: tuple[SheetFact, ...]


def numbers(sheet: Sheet) -> list[Number]:
    """Quantities, those that reports disagree on first; "several" alone is no figure, and nor is
    one number of nobody knows what, or the "one" of "one chamber"."""
    made = [_number(sheet, group) for group in _same_quantity(sheet)]
    made += [_also(_number(sheet, [entry])) for entry in also_counted(sheet)]
    found = [number for number in made if _is_figure(number)]
    return sorted(found, key=lambda n: (not _differs(n), -len(n.rows), n.facts[0].number))


def _also(number: Number) -> Number:
    """A further figure of a fact, under an address of its own."""
    fact = number.facts[0].fact
    return replace(number, key=f"{fact.id}-{fact.value.of if fact.value else ''}")


def _is_figure(number: Number) -> bool:
    first = number.facts[0].fact.value
    of = first.of if first is not None and first.of not in _PRONOUNS else None
    named = first is not None and (first.slot or of or first.unit)
    given = any(not _VAGUE.fullmatch(row.words.strip()) for row in number.rows)
    loose = first is not None and not first.slot and len(number.rows) == 1
    told = bool(named) or len(number.rows) > 1
    return given and told and not (loose and (_is_share(number) or number.best == 1))


def _is_share(number: Number) -> bool:
    """Whether a figure is a part in one word ("half the town")."""
    return all(_SHARE.fullmatch(row.words.strip()) for row in number.rows)


def _differs(number: Number) -> bool:
    return len({(row.value, row.low, row.high) for row in number.rows}) > 1


def _same_quantity(sheet: Sheet) -> list[list[SheetFact]]:
    """Facts with a value, joined when one conflicts with or supersedes the other, or gives its
    figures too. Whoever denies that two died gives no figure."""
    groups: list[list[SheetFact]] = []
    counting = (e for e in sheet.facts if e.fact.value and not e.is_denial)
    for entry in counting:
        near = {c.fact for c in entry.fact.conflicts} | set(entry.fact.supersedes)
        linked = [g for g in groups if any(_linked(entry, near, other) for other in g)]
        groups = [g for g in groups if g not in linked]
        groups.append([*(member for g in linked for member in g), entry])
    return groups


def _linked(entry: SheetFact, near: set[str], other: SheetFact) -> bool:
    mine, theirs = entry.fact.value, other.fact.value
    if mine is None or theirs is None or (mine.slot, mine.unit) != (theirs.slot, theirs.unit):
        return False
    back = {c.fact for c in other.fact.conflicts} | set(other.fact.supersedes)
    shared = set(mine.asserted) & set(theirs.asserted)  # rivals that are no conflict
    return other.fact.id in near or entry.fact.id in back or bool(shared)


def _printed_noun(sheet: Sheet, value: FactValue) -> str | None:
    """What is counted as its first report prints it, "houses" for "house"; without a slot, facts
    are compared under the first word of a family ("queue" for the lines of a letter)."""
    scope, noun = labels.scope_of(value.of)
    if not noun or " " in noun:
        return value.of
    readings = {reading.report.id: reading for reading in sheet.story.readings}
    for said in value.asserted:
        reading = readings.get(said.report)
        claim = next((c for c in reading.claims if c.id == said.claim), None) if reading else None
        for index in claim.quantities if reading and claim else ():
            quantity = reading.quantities[index] if reading else None
            if reading is None or quantity is None or quantity.of is None:
                continue
            same = quantity.of.lemma.lower() == noun or value.slot is None
            if same and quantity.value == said.value:
                printed = reading.report.text[quantity.of.start : quantity.of.end].lower()
                return value.of if printed in _OTHERS else scope + (printed or noun)
    return value.of


def _number(sheet: Sheet, group: list[SheetFact]) -> Number:
    live = [e for e in group if e.fact.grade != "superseded"] or group
    values = [entry.fact.value for entry in live if entry.fact.value]
    first = values[0]
    lows = [v.low for v in values if v.low is not None]
    highs = [v.high for v in values]
    return Number(
        key=group[0].fact.id,
        facts=tuple(group),
        label=safetext.plain(labels.quantity(first.slot, _printed_noun(sheet, first), first.unit)),
        low=min(lows, default=None),
        best=first.best,
        high=None if None in highs else max(h for h in highs if h is not None),
        policy=labels.POLICIES.get(first.policy, safetext.plain(first.policy)),
        rows=tuple(_rows(sheet, group)),
    )


def _rows(sheet: Sheet, group: Iterable[SheetFact]) -> Iterable[NumberRow]:
    seen: set[tuple[str, str, int, int]] = set()
    for entry in group:
        asserted: tuple[AssertedValue, ...] = entry.fact.value.asserted if entry.fact.value else ()
        for said in asserted:
            key = (said.report, said.claim, said.start, said.end)
            report = sheet.texts.get(said.report)
            if key in seen or report is None or said.report in sheet.copies:
                continue
            seen.add(key)
            yield NumberRow(
                report=report,
                claim=said.claim,
                origin=_origin_of(group, said),
                words=report.text[said.start : said.end],
                value=said.value,
                low=said.low,
                high=said.high,
                superseded=_replaced(entry, group, said),
            )


def _origin_of(group: Iterable[SheetFact], said: AssertedValue) -> Origin | None:
    """Whose word a figure is: that of the claim which gives it."""
    claim = (said.report, said.claim)
    found = (item for entry in group for item in entry.evidence if item.origin)
    own = (item for item in found if (item.claim.report, item.claim.claim) == claim)
    return next((item.origin for item in own), None)


def on_word_of(sheet: Sheet, row: NumberRow) -> str:
    """Whose word a figure is, in words; empty where nothing tells."""
    return word_of(sheet, row.origin, row.report)


def word_of(sheet: Sheet, origin: Origin | None, report: Report) -> str:
    """On whose word a report says something: ``own reporting``, ``citing the mayor``."""
    if origin is None:
        return ""
    name = safetext.plain(origin.name)
    if origin.kind in ("outlet", "agency"):
        own = name == safetext.plain(report.outlet or "")
        return labels.ORIGIN_KINDS["outlet"] if own else f"citing {name}"
    return f"citing {sheet.determined(name, labels.origin(name, origin.kind))}"


def best_of(number: Number) -> str:
    """The best figure and how it was chosen; empty where there is only one figure."""
    if number.best is None or (number.low is not None and number.low == number.high):
        return ""
    return f"best {figure(number.best)} ({number.policy})"


def _replaced(entry: SheetFact, group: Iterable[SheetFact], said: AssertedValue) -> bool:
    """A figure is replaced when a superseded fact states it and no live one does."""
    if entry.fact.grade != "superseded":
        return False
    live = [e.fact.value for e in group if e.fact.grade != "superseded" and e.fact.value]
    return not any(said in value.asserted for value in live)


def figure(value: float | None) -> str:
    """A number as people write it, ``1,600`` or ``2.5``; unknown is a question mark."""
    if value is None or not isfinite(value):
        return "?"
    return f"{value:,.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:,.6g}"


def span_of(number: Number) -> str:
    """Low to high in words, open where nobody closes it."""
    if number.low is None and number.high is None:
        return figure(number.best)
    if number.low == number.high:
        return figure(number.low)
    if number.high is None:
        return f"{figure(number.low)} or more"
    return f"{figure(number.low)} to {figure(number.high)}"


def figure_of(row: NumberRow) -> str:
    """A report's figure in digits: ``14``, ``12 or more``, ``10 to 20``."""
    if row.low is None and row.high is None:
        return figure(row.value)
    if row.high is None:
        return f"{figure(row.low)} or more"
    if row.low is None:
        return f"up to {figure(row.high)}"
    if row.low == row.high:
        return figure(row.low)
    return f"{figure(row.low)} to {figure(row.high)}"


def quotes(sheet: Sheet) -> list[StoryQuote]:
    """Quotes with text to show, those printed differently first, then the most printed."""
    shown = [q for q in sheet.story.quotes if any(v.report in sheet.texts for v in q.versions)]
    return sorted(shown, key=lambda quote: (not quote.altered, -len(quote.versions)))


def quotes_by_speaker(sheet: Sheet) -> list[tuple[str, list[StoryQuote]]]:
    """Quotes under their speakers, in the order of ``quotes``."""
    groups: dict[str, list[StoryQuote]] = {}
    for quote in quotes(sheet):
        groups.setdefault(speaker_of(sheet, quote), []).append(quote)
    return list(groups.items())


def speaker_of(sheet: Sheet, quote: StoryQuote) -> str:
    """The speaker's name, all of them where reports disagree, or that none is named."""
    if quote.disputed and quote.speakers:
        return " or ".join(entity_name(sheet, speaker) for speaker in quote.speakers)
    return (entity_name(sheet, quote.speaker) if quote.speaker else "") or labels.NO_SPEAKER


def entity_name(sheet: Sheet, entity: str) -> str:
    """The name of a story entity."""
    name = next((e.name for e in sheet.story.entities if e.id == entity), entity)
    return safetext.plain(name)


def quote_tags(quote: StoryQuote) -> list[str]:
    """What a reader must know beside a quote."""
    tags = ["words differ"] if quote.altered else []
    return [*tags, "speaker disputed"] if quote.disputed else tags


def version_notes(
    sheet: Sheet, quote: StoryQuote, version: QuoteVersion, several: bool
) -> list[str]:
    """How a report prints a quote, and whom it gives it to where that is disputed."""
    notes = [labels.VERSIONS[version.kind]] if several else []
    if quote.disputed and version.speaker:
        notes.append(f"as said by {entity_name(sheet, version.speaker)}")
    return notes


def only_here(sheet: Sheet) -> list[OnlyHere]:
    """For each report what it alone has and what most others have and it lacks."""
    if len(sheet.reports) < 2:
        return []
    known = {report.id: report for report in sheet.reports}
    found = [
        OnlyHere(
            report=known[item.report],
            alone=tuple(e for e in _entries(sheet, item.alone) if e.reports or not sheet.copies),
            lacks=_entries(sheet, item.lacks),
            too_early=_entries(sheet, item.too_early),
        )
        for item in sheet.story.omissions
        if item.report in known
    ]
    return [*found, *_in_copies(sheet)]


def _in_copies(sheet: Sheet) -> Iterable[OnlyHere]:
    """What a copy has that no other report has, its original included: words put in."""
    for report_id in sheet.copies:
        own = [e for e in sheet.facts if not e.reports and e.fact.reports == (report_id,)]
        alone = _entries(sheet, [entry.fact.id for entry in own])
        if alone and report_id in sheet.texts:
            yield OnlyHere(report=sheet.texts[report_id], alone=alone, lacks=(), too_early=())


def _entries(sheet: Sheet, facts: Iterable[str]) -> tuple[SheetFact, ...]:
    found = (sheet.of_id(fact) for fact in facts)
    return tuple(e for e in found if e is not None and e.fact.id not in sheet.within)


def timeline(sheet: Sheet) -> Timeline:
    """What happened when, what is ahead, and what has no date; where no day is known, by the words
    that are printed for it. What is told in the words of another fact stands there."""
    live = [
        e
        for e in sheet.facts
        if e.fact.grade != "superseded" and e.polarity == "+" and e.fact.id not in sheet.within
    ]
    dated = [(_when(entry), entry) for entry in live]
    in_order = sorted(dated, key=lambda item: _moment(item[1]))
    ahead = {e.number for e in live if e.modality != "actual" or _is_ahead(sheet, e)}
    return Timeline(
        past=tuple((when, e) for when, e in in_order if when and e.number not in ahead),
        ahead=tuple((when or labels.NO_DATE, e) for when, e in in_order if e.number in ahead),
        undated=tuple(e for when, e in dated if not when and e.number not in ahead),
    )


def _when(entry: SheetFact) -> str | None:
    """The day, else the words printed for it, in quotation marks."""
    day = spell_interval(entry.fact.from_, entry.fact.to)
    return day or (f"“{entry.printed.words}”" if entry.printed else None)


def _moment(entry: SheetFact) -> tuple[str, float]:
    """Where a fact stands in time: by its day, else behind those by the words printed for it."""
    known = entry.fact.from_ or entry.fact.to
    return known or "~", entry.printed.place if entry.printed and not known else float("inf")


def _is_ahead(sheet: Sheet, entry: SheetFact) -> bool:
    """Whether it lies after the day on which the last report that has it appeared."""
    days = [sheet.texts[r].published for r in entry.fact.reports if r in sheet.texts]
    known = [day[:10] for day in days if day]
    if entry.fact.from_ is None or len(known) < max(1, len(days)):
        return False
    return entry.fact.from_[:10] > max(known)


def changes(sheet: Sheet) -> list[Change]:
    """Facts that replaced others."""
    found = (revision(sheet, entry) for entry in sheet.facts)
    return [change for change in found if change.before]


def revision(sheet: Sheet, entry: SheetFact) -> Change:
    """A fact with what it replaced, if anything."""
    before = (old for old in map(sheet.of_id, entry.fact.supersedes) if old is not None)
    return Change(now=entry, before=tuple(before))


def figures_of(change: Change) -> str:
    """Old and new figure, ``12 → 14``, where both have one that can be told."""
    every = [_own_figure(entry.fact) for entry in (*change.before, change.now)]
    known = [value for value, _ in groupby(every)]  # the same twice is no change
    if None in known or len(known) < 2:
        return ""
    return " → ".join(map(figure, known))


def _own_figure(fact: Fact) -> float | None:
    """The figure that a fact's own claims give, where its rivals' are told beside it."""
    if fact.value is None:
        return None
    own = {(claim.report, claim.claim) for claim in fact.claims}
    said = [a for a in fact.value.asserted if (a.report, a.claim) in own]
    figures = {a.low if a.value is None else a.value for a in said} - {None}
    return figures.pop() if len(figures) == 1 else fact.value.best
