"""Readings of one story become a Story. Open this first: the steps stand in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from secondsource.names import country_named
from secondsource.reconciling.aligning.align import Group, align
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.memory import Memory
from secondsource.reconciling.aligning.statements import Statement, place_key
from secondsource.reconciling.facts.conflicts import find_tensions
from secondsource.reconciling.facts.drafts import Draft, Weigher, drafts_of, told_apart
from secondsource.reconciling.facts.facts import Case, Options, facts_of
from secondsource.reconciling.facts.standing import informative, standing
from secondsource.reconciling.figures.whose import peoples_named
from secondsource.reconciling.lines.titles import story_title
from secondsource.reconciling.omissions import omissions_of
from secondsource.reconciling.origins.independence import Witness, dependent
from secondsource.reconciling.origins.origins import OriginFinder, origins_of
from secondsource.reconciling.origins.publishers import Publishers
from secondsource.reconciling.origins.sharedtext import SharedText
from secondsource.reconciling.pages.cast import Cast
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.quotes.quotes import story_quotes
from secondsource.reconciling.sources.entities import merge_entities
from secondsource.reconciling.sources.ties import ties
from secondsource.records.copies import CopyMap
from secondsource.records.reading import Reading
from secondsource.records.report import Report
from secondsource.records.story import (
    Fact,
    Story,
    StoryEntity,
    StoryQuote,
    StoryReport,
)

_BETWEEN = frozenset({",", "in", ", in"})


@dataclass(frozen=True, slots=True, eq=False)
class Workings:
    """A story before its facts are written down."""

    entities: tuple[StoryEntity, ...]
    drafts: tuple[Draft, ...]
    case: Case
    statements: tuple[Statement, ...]
    quotes: tuple[StoryQuote, ...]


def reconcile(
    readings: Sequence[Reading],
    copies: CopyMap | None = None,
    options: Options | None = None,
    memory: Memory | None = None,
) -> Story:
    """Say what the readings state together and how well each fact stands.

    A pure function of its input; the order of the readings makes no difference. Two readings with
    one report id count once. ``memory`` saves work where most of the story was reconciled before;
    it never changes the result.
    """
    workings = work(readings, copies or CopyMap(), options or Options(), memory)
    return _story(workings, facts_from(workings))


def work(
    readings: Sequence[Reading], copies: CopyMap, options: Options, memory: Memory | None = None
) -> Workings:
    """Everything up to the facts: entities, alignment, origins, conflicts and updates; what
    ``memory`` has of an earlier state of the story is not worked out again."""
    kept, memory = memory, memory or Memory()
    unique = {reading.report.id: reading for reading in readings}
    ordered = [unique[report] for report in sorted(unique)]
    entities, ids = merge_entities(ordered)
    cast = _cast(ordered, entities, ids)
    pages = {reading.report.id: memory.page(reading, cast) for reading in ordered}
    publishers = Publishers((reading.report for reading in ordered), copies)
    shared = SharedText(pages.values(), copies, publishers)
    statements = tuple(memory.statements(pages.values()))
    ground = Ground(
        ties=ties(tuple(pages.values()), cast),
        within=_within(pages.values(), cast),
        meanings=memory.meanings(statements),
    )
    ground = ground if kept is None else memory.recall(ground, pages)
    finder = OriginFinder(tuple(pages.values()), cast, shared, publishers, ground.ties)
    groups = align(statements, ground)
    quotes = tuple(story_quotes(pages.values(), shared, ground.ties))
    weigher = Weigher(shared, ground.ties, _uttered(quotes))
    drafts = told_apart(_drafts(groups, finder, weigher))
    tensions = find_tensions(drafts, ground)
    case = Case(pages, cast, shared, ground, tensions, options, publishers)
    return Workings(tuple(entities), standing(drafts, tensions), case, statements, quotes)


def facts_from(workings: Workings) -> tuple[Fact, ...]:
    """The facts, in the order of the sheet."""
    return facts_of(workings.drafts, workings.case)


def _story(workings: Workings, facts: tuple[Fact, ...]) -> Story:
    case = workings.case
    testimonies = {w.statement.key: w.testimony for d in workings.drafts for w in d.witnesses}
    voices = {voice.id: voice for found in testimonies.values() for voice in found.voices}.values()
    readings = tuple(page.reading for page in case.pages.values())
    dates = sorted(r.report.published[:10] for r in readings if r.report.published)
    joined = "\x1f".join(sorted(case.pages))
    reports = _reports(case)
    return Story(
        id="s" + sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        title=story_title(_originals(case), _shared(case, facts), facts),
        from_=dates[0] if dates else None,
        to=dates[-1] if dates else None,
        reports=reports,
        entities=workings.entities,
        origins=origins_of(testimonies, dependent(voices, case.shared, case.ground.ties)),
        facts=facts,
        quotes=workings.quotes,
        omissions=omissions_of(facts, (entry.report for entry in reports), case.shared),
        readings=readings,
    )


def _cast(
    readings: Iterable[Reading],
    entities: Sequence[StoryEntity],
    ids: Mapping[tuple[str, str], str],
) -> Cast:
    named = {
        ids[reading.report.id, entity.id]
        for reading in readings
        for entity in reading.entities
        if (reading.report.id, entity.id) in ids
        and any(mention.form == "name" for mention in entity.mentions)
    }
    states = (entity.name for entity in entities if entity.id in named and " " not in entity.name)
    peoples = peoples_named((reading.report.text for reading in readings), states)
    return Cast({entity.id: entity for entity in entities}, ids, frozenset(named), peoples)


_NOBODY_ELSES = 30  #: characters of a quotation that no two people say alike


def _uttered(quotes: Iterable[StoryQuote]) -> dict[str, list[tuple[int, int, str]]]:
    """Where words stand that several reports quote, whomever they give them to ("Mr. Lund said",
    "the nominee said"): one said them. A few words may be anybody's ("no comment")."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for quote in quotes:
        long = max(version.end - version.start for version in quote.versions) >= _NOBODY_ELSES
        for version in quote.versions if quote.disputed or long else ():
            found.setdefault(version.report, []).append((version.start, version.end, quote.id))
    return found


def _within(pages: Iterable[Page], cast: Cast) -> frozenset[tuple[str, str]]:
    """Pairs (place, the place it lies in): printed side by side ("Brenholm, Norland"), or a
    place and its country."""
    nations = {
        code: f"={entity.id}"
        for entity in cast.entities.values()
        if (code := country_named(entity.name)) is not None
    }
    found = set()
    for page in pages:
        places = sorted(page.reading.places, key=lambda place: (place.start, place.end))
        keys = [place_key(page, place) for place in places]
        for number, place in enumerate(places):
            if place.country in nations:
                found.add((keys[number], nations[str(place.country)]))
            if number and page.text[places[number - 1].end : place.start].strip() in _BETWEEN:
                found.add((keys[number - 1], keys[number]))
    found |= set(_named_after(cast))
    return frozenset(pair for pair in found if pair[0] != pair[1])


def _named_after(cast: Cast) -> Iterable[tuple[str, str]]:
    """Things called by the place they stand in ("Wolnica coal mine", "port of Marn")."""
    known = sorted(cast.named & cast.entities.keys())
    towns = {
        cast.name(identity): identity
        for identity in known
        if cast.entities[identity].kind == "place" and cast.name(identity)[:1].isupper()
    }
    for identity in known:
        words = cast.name(identity).split()
        if cast.entities[identity].kind in ("person", "group") or len(words) < 2:
            continue
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                town = towns.get(" ".join(words[first:last]))
                rest = words[:first] + words[last:]
                if town is not None and rest and all(word[:1].islower() for word in rest):
                    yield f"={identity}", f"={town}"


def _drafts(groups: Iterable[Group], finder: OriginFinder, weigher: Weigher) -> list[Draft]:
    drafts = []
    for group in groups:
        if not any(informative(statement) for statement in group.statements()):
            continue
        found = [_witness(s, finder, weigher.shared) for s in group.statements()]
        witnesses = _on_the_originals_word(found)
        drafts += drafts_of(group, sorted(witnesses, key=lambda w: w.statement.key), weigher)
    return drafts


def _on_the_originals_word(witnesses: Sequence[Witness]) -> list[Witness]:
    """The witnesses, copies with the testimony of their original where it is one of them: however
    the copy was read, it adds no origin."""
    originals = {w.report: w for w in reversed(witnesses) if w.report == w.text}
    found = []
    for witness in witnesses:
        first = originals.get(witness.text)
        if first is not None and first is not witness and witness.report != witness.text:
            witness = replace(witness, testimony=first.testimony, publisher=first.publisher)
        found.append(witness)
    return found


def _witness(statement: Statement, finder: OriginFinder, shared: SharedText) -> Witness:
    page = statement.page
    return Witness(
        statement=statement,
        testimony=finder.testimony(page, statement.claim),
        publisher=finder.publisher(page, statement.claim.start),
        outlet=finder.outlet(page),
        text=shared.group(page.report),
    )


def _reports(case: Case) -> tuple[StoryReport, ...]:
    """Reports by date, each original with its copies: a copy lists none. A report without an
    outlet shows the one that it credits for its text."""
    ordered = sorted(
        (page.reading.report for page in case.pages.values()),
        key=lambda report: (report.published or "9999", report.id),
    )
    return tuple(
        StoryReport(
            report=replace(report, outlet=case.publishers.outlet(report)),
            copies=case.shared.copies(report.id),
        )
        for report in ordered
    )


def _is_copy(case: Case, report: str) -> bool:
    return case.shared.group(report) != report


def _originals(case: Case) -> list[Report]:
    """The reports that are no copy of another."""
    return [p.reading.report for p in case.pages.values() if not _is_copy(case, p.report)]


def _shared(case: Case, facts: Sequence[Fact]) -> Counter[str]:
    """For each report how often other texts state one of its facts."""
    shared: Counter[str] = Counter()
    for fact in facts:
        texts = {case.shared.group(report) for report in fact.reports}
        for report in fact.reports:
            shared[report] += len(texts) - 1
    return shared
