"""Facts that a headline alone gives and a sentence of the same report tells in full.

"Kolt named finance minister" says nothing beside "Helga Ruiz named Sanna Kolt as finance minister
on Wednesday": a headline restates, clipped, what stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from secondsource.records.reading import Claim, Reading, Sentence
from secondsource.records.report import Report
from secondsource.records.story import Fact, FactClaim

_TOLD: Final = 0.7  #: share of a headline's words that a sentence has
_FEWEST: Final = 3  #: words that are told again rather than met by chance
_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_FIRST_LINE: Final = re.compile(r"([^\n]{1,200})\n\s*\n")
_CLOSED: Final = re.compile(r"[.!?]['\"”’]?$")


def told_below(facts: Sequence[Fact], readings: Mapping[str, Reading]) -> dict[str, str]:
    """Ids of facts that stand in headlines only, with the id of the fact whose sentence in the same
    report tells them."""
    below = [fact for fact in facts if fact.grade != "superseded"]
    found = {}
    for fact in facts:
        apart = fact.conflicts or fact.supersedes or fact.grade != "single source"
        if apart or not fact.claims or not all(_is_heading(c, readings) for c in fact.claims):
            continue
        claim = fact.claims[0]
        reading = readings[claim.report]
        near = [(_shared(claim, other, reading), other) for other in below if other is not fact]
        told = [(share, other) for share, other in near if share is not None]
        if told:
            found[fact.id] = max(told, key=lambda pair: pair[0])[1].id
    return found


def _is_heading(claim: FactClaim, readings: Mapping[str, Reading]) -> bool:
    reading = readings.get(claim.report)
    return reading is not None and claim.end <= _heading_end(reading.report)


def _heading_end(report: Report) -> int:
    """Where the headline at the head of a text ends, 0 without one."""
    if report.title and report.text.startswith(report.title):
        return len(report.title)
    first = _FIRST_LINE.match(report.text)
    return first.end(1) if first and not _CLOSED.search(first[1]) else 0


def _shared(heading: FactClaim, other: Fact, reading: Reading) -> tuple[int, int] | None:
    """How many of a headline's words a fact's own passage has, of those that tell the headline in
    the same report; None where its sentence doesn't."""
    mine = _words(reading, heading.start, heading.end)
    said = _claim(reading, heading)
    best: tuple[int, int] | None = None
    for claim in other.claims:
        told = _claim(reading, claim)
        if claim.report != heading.report or claim.start < heading.end or told is None:
            continue
        if said is None or (told.polarity, told.modality) != (said.polarity, said.modality):
            continue
        around = frozenset(_in_sentences(reading.sentences, claim))
        if len(mine) < _FEWEST or len(mine & around) < _TOLD * len(mine):
            continue
        if not _figures(reading, heading) <= around or said.predicate.lemma.lower() not in around:
            continue
        own = _words(reading, claim.start, claim.end)
        score = (len(mine & own), -claim.start)
        best = score if best is None or score > best else best
    return best if best is not None and best[0] > 1 else None


def _claim(reading: Reading, claim: FactClaim) -> Claim | None:
    return next((c for c in reading.claims if c.id == claim.claim), None)


def _in_sentences(sentences: Iterable[Sentence], claim: FactClaim) -> Iterator[str]:
    """Lemmas of the sentence that a claim stands in."""
    for sentence in sentences:
        if sentence.start <= claim.start < sentence.end:
            yield from (token.lemma.lower() for token in sentence.tokens)


def _words(reading: Reading, start: int, end: int) -> frozenset[str]:
    """Lemmas of the content words of a span."""
    return frozenset(
        token.lemma.lower()
        for sentence in reading.sentences
        for token in sentence.tokens
        if start <= token.start and token.end <= end and token.upos in _CONTENT
    )


def _figures(reading: Reading, claim: FactClaim) -> frozenset[str]:
    return frozenset(
        token.lemma.lower()
        for sentence in reading.sentences
        for token in sentence.tokens
        if claim.start <= token.start < claim.end and token.upos == "NUM"
    )
