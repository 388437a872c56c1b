"""What must hold inside a record beyond its types: spans in the text, references that resolve.

The stages keep these by construction; tests and readers of foreign files ask here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from secondsource.records.reading import Claim, Reading
from secondsource.records.story import Fact, Story, StoryQuote

Problems = Iterator[str]


def reading_problems(reading: Reading) -> list[str]:
    """One line for each broken invariant, opening with the path of the field; none if sound."""
    text = reading.report.text
    found = list(_spans(reading, "", len(text)))
    for i, sentence in enumerate(reading.sentences):
        size = len(sentence.tokens)
        heads = (token.head for token in sentence.tokens)
        found += [f"sentences[{i}]: head {head} of {size} words" for head in heads if head > size]
    found += _ordered("sentences", reading.sentences)
    found += _unique("entities", [entity.id for entity in reading.entities])
    found += _unique("claims", [claim.id for claim in reading.claims])
    found += _unknown_entities(reading)
    for i, claim in enumerate(reading.claims):
        found += _claim_problems(reading, claim, f"claims[{i}]")
    return found


def story_problems(story: Story) -> list[str]:
    """As ``reading_problems``, for a story: every report, origin and fact named in it is in it."""
    lengths = {entry.report.id: len(entry.report.text) for entry in story.reports}
    found = list(_reported_spans(story, "", lengths))
    found += _unique("reports", list(lengths))
    found += _unique("facts", [fact.id for fact in story.facts])
    found += _unique("origins", [origin.id for origin in story.origins])
    for i, fact in enumerate(story.facts):
        found += _fact_problems(story, fact, f"facts[{i}]")
    origins = {origin.id for origin in story.origins}
    for i, origin in enumerate(story.origins):
        found += _unresolved(f"origins[{i}].reports", origin.reports, lengths)
        found += _unresolved(f"origins[{i}].counts_with", [origin.counts_with], origins)
    for i, quote in enumerate(story.quotes):
        found += _quote_problems(story, quote, f"quotes[{i}]")
    facts = {fact.id for fact in story.facts}
    for i, omission in enumerate(story.omissions):
        found += _unresolved(f"omissions[{i}].report", [omission.report], lengths)
        for name in ("alone", "lacks", "too_early"):
            found += _unresolved(f"omissions[{i}].{name}", getattr(omission, name), facts)
    for reading in story.readings:
        found += [f"readings: {problem}" for problem in reading_problems(reading)]
    return found


def _parts(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The records directly inside a record, each with its path."""
    for field in fields(value):
        inner = getattr(value, field.name)
        name = f"{path}.{field.name}" if path else field.name
        if is_dataclass(inner):
            yield name, inner
        elif isinstance(inner, tuple):
            yield from ((f"{name}[{i}]", x) for i, x in enumerate(inner) if is_dataclass(x))


def _spans(value: Any, path: str, length: int) -> Problems:
    start = getattr(value, "start", None)
    if start is not None and not 0 <= start < value.end <= length:
        yield f"{path}: no span of the text, {start} to {value.end} of {length}"
    for name, inner in _parts(value, path):
        yield from _spans(inner, name, length)


def _reported_spans(value: Any, path: str, lengths: dict[str, int]) -> Problems:
    """Spans beside a report id lie in that report; a story's readings look after their own."""
    if hasattr(value, "start") and isinstance(getattr(value, "report", None), str):
        if value.report not in lengths:
            yield f"{path}: unknown report {value.report!r}"
        elif not 0 <= value.start < value.end <= lengths[value.report]:
            yield f"{path}: no span of the text, {value.start} to {value.end}"
        return
    for name, inner in _parts(value, path):
        if not isinstance(inner, Reading):
            yield from _reported_spans(inner, name, lengths)


def _claim_problems(reading: Reading, claim: Claim, path: str) -> Problems:
    for name in ("times", "places", "quantities", "attributions"):
        size = len(getattr(reading, name))
        indices = getattr(claim, name)
        yield from (f"{path}.{name}: {i} of {size}" for i in indices if not 0 <= i < size)
    for zone in reading.boilerplate:
        if zone.start < claim.end and claim.start < zone.end:
            yield f"{path}: inside boilerplate ({zone.kind})"


def _unknown_entities(reading: Reading) -> Problems:
    """References to entities that the reading doesn't have."""
    named = [(f"places[{i}]", place.entity) for i, place in enumerate(reading.places)]
    named += [(f"quotes[{i}]", quote.speaker) for i, quote in enumerate(reading.quotes)]
    for i, attribution in enumerate(reading.attributions):
        source = attribution.source
        named.append((f"attributions[{i}]", source.entity if source else None))
    for i, claim in enumerate(reading.claims):
        named += [(f"claims[{i}]", argument.entity) for argument in claim.arguments]
        if claim.event:
            named += [
                (f"claims[{i}].event", end) for end in (claim.event.source, claim.event.target)
            ]
    known = {entity.id for entity in reading.entities}
    for path, entity in named:
        yield from _unresolved(path, [entity], known)


def _fact_problems(story: Story, fact: Fact, path: str) -> Problems:
    facts = {other.id for other in story.facts}
    origins = {origin.id for origin in story.origins}
    reports = {entry.report.id for entry in story.reports}
    yield from _unresolved(f"{path}.origins", fact.origins, origins)
    yield from _unresolved(f"{path}.claims", [claim.origin for claim in fact.claims], origins)
    yield from _unresolved(f"{path}.reports", fact.reports, reports)
    yield from _unresolved(f"{path}.sayings", [s.origin for s in fact.sayings], origins)
    yield from _unresolved(f"{path}.conflicts", [c.fact for c in fact.conflicts], facts)
    yield from _unresolved(f"{path}.supersedes", fact.supersedes, facts)
    if not fact.claims:
        yield f"{path}: no evidence"


def _quote_problems(story: Story, quote: StoryQuote, path: str) -> Problems:
    """Speakers exist; a quote with differences has one fullest version, and their spans lie in
    the quotations they belong to."""
    known = {entity.id for entity in story.entities}
    speakers = [quote.speaker, *quote.speakers, *(version.speaker for version in quote.versions)]
    yield from _unresolved(f"{path}.speaker", speakers, known)
    fullest = [version for version in quote.versions if version.kind == "fullest"]
    if len(fullest) > 1:
        yield f"{path}.versions: {len(fullest)} are the fullest"
    for i, version in enumerate(quote.versions):
        for j, difference in enumerate(version.differences):
            sides = [(difference.words, [version]), (difference.fullest, fullest)]
            for span, owners in sides:
                inside = any(span and o.start <= span.start < span.end <= o.end for o in owners)
                if span is not None and not inside:
                    yield f"{path}.versions[{i}].differences[{j}]: outside the quotation"
            if difference.words is None and difference.fullest is None:
                yield f"{path}.versions[{i}].differences[{j}]: no words on either side"


def _unresolved(path: str, ids: Sequence[str | None], known: Any) -> Problems:
    yield from (f"{path}: unknown id {id!r}" for id in ids if id is not None and id not in known)


def _unique(path: str, ids: Sequence[str]) -> Problems:
    if len(set(ids)) < len(ids):
        yield f"{path}: an id is used twice"


def _ordered(path: str, spans: Sequence[Any]) -> Problems:
    for i, (one, other) in enumerate(zip(spans, spans[1:], strict=False)):
        if other.start < one.end:
            yield f"{path}[{i + 1}]: begins before the one before it ends"
