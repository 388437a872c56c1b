"""Why reports are one story: the names and words they share, and the days they span."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from secondsource.records.grouping import Filed, Place, SharedWords, Why
from secondsource.story.terms import first_places, terms

_MOST_READ = 5  #: reports looked at, from the first on
_MOST_WORDS = 6
_MOST_PLACES = 3
_Span = tuple[int, int]
_SHARE = 0.5  #: of these reports, so many have a word that is named


def explain(story: Sequence[Filed], copies: Mapping[str, str]) -> Why:
    """The explanation for the reports of a story, oldest first."""
    days = sorted(day for filed in story if (day := _day(filed.report.published)))
    read = [filed for filed in story if filed.report.id not in copies][:_MOST_READ]
    shared = _shared(read) if len(read) > 1 else ()
    return Why(
        summary=_summary(len(story), len(copies), shared, days),
        words=shared,
        from_=days[0] if days else None,
        to=days[-1] if days else None,
    )


def _shared(read: Sequence[Filed]) -> tuple[SharedWords, ...]:
    """Names first, then words, by how many reports have them and how much they weigh there."""
    weighed = [terms(filed.report, filed.boilerplate) for filed in read]
    least = max(2, round(_SHARE * len(read)))
    known = Counter(term for each in weighed for term in each)
    likely = {term for term, count in known.items() if count >= least}
    found = [
        first_places(filed.report, filed.boilerplate, likely & each.keys())
        for filed, each in zip(read, weighed, strict=True)
    ]
    holders = Counter(term for each in found for term in each)
    weights: defaultdict[str, float] = defaultdict(float)
    for weight, each in zip(weighed, found, strict=True):
        for term in each:
            weights[term] += weight[term]
    common = [term for term, count in holders.items() if count >= least]
    common.sort(key=lambda term: (" " not in term, -holders[term], -weights[term], term))
    chosen: list[str] = []
    for term in common:
        told = {word for other in chosen for word in other.split()}
        if not set(term.split()) <= told and len(chosen) < _MOST_WORDS:
            chosen.append(term)
    return tuple(_words(term, holders[term], read, found) for term in chosen)


def _words(
    term: str, count: int, read: Sequence[Filed], found: Sequence[Mapping[str, _Span]]
) -> SharedWords:
    places = [
        Place(report=filed.report.id, start=each[term][0], end=each[term][1])
        for filed, each in zip(read, found, strict=True)
        if term in each
    ][:_MOST_PLACES]
    first = next(filed for filed in read if filed.report.id == places[0].report)
    words = " ".join(first.report.text[places[0].start : places[0].end].split())
    return SharedWords(words=words, reports=count, places=tuple(places))


def _summary(count: int, copies: int, shared: Sequence[SharedWords], days: Sequence[str]) -> str:
    parts = []
    if shared:
        others = "the other two name" if copies else "both name"
        parts.append(others if count - copies == 2 else "most name")
        parts[-1] += " " + ", ".join(f"“{each.words}”" for each in shared)
    if copies:
        parts.insert(0, f"{copies} {'is a copy' if copies == 1 else 'are copies'} of another")
    if not parts:
        parts.append("like nothing else in the input" if count == 1 else "much the same words")
    span = "" if not days else f"{days[0]}" if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
    head = "1 report" if count == 1 else f"{count} reports"
    return f"{head}{', ' + span if span else ''}: {'; '.join(parts)}"


def _day(published: str | None) -> str | None:
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date().isoformat()
