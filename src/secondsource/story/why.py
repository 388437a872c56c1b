"""Why reports are one story: the names and words they share, and the days they span."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import UTC, datetime

from secondsource.records.grouping import Filed, Place, SharedWords, Why
from secondsource.story.terms import first_places, terms

_MOST_READ = 5  #: reports looked at, from the first on
_MOST_WORDS = 6
_MOST_PLACES = 3
_Span = tuple[int, int]
_NEW = "New"  #: part of many names, and in itself a word that tells nothing
_LONGEST = 40  #: characters of a word beside a name
_WORD = r"[^\W_]+(?:['’.-][^\W_]+)*"
_BEFORE, _AFTER = re.compile(rf"({_WORD})[ ]\Z"), re.compile(rf"[ ]({_WORD})")
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
    common = [term for term, count in holders.items() if count >= least and "." not in term[1:-1]]
    common.sort(key=lambda term: (" " not in term, -holders[term], -weights[term], term))
    chosen: list[SharedWords] = []
    told: set[str] = set()
    for term in common:
        if not set(term.split()) <= told and len(chosen) < _MOST_WORDS:
            chosen.append(_words(term, read, found, holders))
            told.update(chosen[-1].words.lower().split())
    return tuple(each for each in chosen if not any(_inside(each, other) for other in chosen))


def _inside(one: SharedWords, other: SharedWords) -> bool:
    """Whether one name is part of another, longer one."""
    return set(one.words.lower().split()) < set(other.words.lower().split())


def _words(
    term: str,
    read: Sequence[Filed],
    found: Sequence[Mapping[str, _Span]],
    holders: Mapping[str, int],
) -> SharedWords:
    """A term as most of its reports print it; part of a longer name that as many reports have, as
    that name."""
    printed = []
    for filed, each in zip(read, found, strict=True):
        if term in each:
            text, (start, end) = filed.report.text, each[term]
            if text[start].isupper():
                known = {pair for pair in each if holders[pair] >= holders[term]}
                start, end = _whole_name(text, start, end, known)
            printed.append((" ".join(text[start:end].split()), filed.report.id, start, end))
    forms = Counter(words.lower() for words, *_ in printed)
    form = max(forms, key=lambda words: (forms[words], len(words), words))
    same = [each for each in printed if each[0].lower() == form][:_MOST_PLACES]
    return SharedWords(
        words=same[0][0],
        reports=holders[term],
        places=tuple(Place(report=name, start=start, end=end) for _, name, start, end in same),
    )


def _whole_name(text: str, start: int, end: int, pairs: Set[str]) -> _Span:
    """The span of a capitalised term, grown while the next word makes one of ``pairs`` with it."""
    words = text[start:end].split()
    first, last = words[0], words[-1]
    while before := _BEFORE.search(text, max(0, start - _LONGEST), start):
        if before[1] != _NEW and f"{before[1]} {first}".lower() not in pairs:
            break
        first, start = before[1], before.start(1)
    while after := _AFTER.match(text, end, end + _LONGEST):
        if f"{last} {after[1]}".lower() not in pairs:
            break
        last, end = after[1], after.end(1)
    return start, end


def _summary(count: int, copies: int, shared: Sequence[SharedWords], days: Sequence[str]) -> str:
    parts = []
    if shared:
        two = "the other two" if copies else "both"
        parts.append(two if count - copies == 2 else "most")
        names = [f"“{each.words}”" for each in shared if each.words[0].isupper()]
        words = [f"“{each.words}”" for each in shared if not each.words[0].isupper()]
        told = [
            ("name ", names),
            ("have the words " if len(words) > 1 else "have the word ", words),
        ]
        parts[-1] += " " + " and ".join(what + ", ".join(each) for what, each in told if each)
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
