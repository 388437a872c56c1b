"""Attributions and quotations as records, their sources tied to entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from secondsource.extraction.speech.attribution import type_of
from secondsource.extraction.speech.cue import Cue
from secondsource.extraction.speech.lookup import FIRST_PERSON, Lookup, in_zone, size
from secondsource.extraction.speech.quotes import Quoted
from secondsource.extraction.trees.anchors import HasSpan
from secondsource.records.reading import Attribution, LemmaSpan, Quote, SourceSpan, Span


def add_attributions(lookup: Lookup) -> None:
    """One attribution for every cue that is not silent, in the same order."""
    lookup.hold([_attribution(lookup, cue) for cue in lookup.cues if not cue.silent])
    lookup.hold([_with_speaker(lookup, found) for found in lookup.attributions])


def find_quotes(lookup: Lookup) -> Iterator[Quote]:
    """Every quoted span outside boilerplate, with its speaker where one is printed."""
    for quoted in lookup.quoted:
        if in_zone(quoted, lookup.context.zones):
            continue
        holder = _innermost(lookup, quoted)
        speaker = holder.source.entity if holder and holder.source else None
        cue = Span(start=holder.cue.start, end=holder.cue.end) if holder else None
        yield Quote(
            start=quoted.start,
            end=quoted.end,
            speaker=speaker,
            cue=cue,
            fragment=_is_fragment(lookup, quoted),
        )


def _attribution(lookup: Lookup, cue: Cue) -> Attribution:
    at = cue.at or lookup.syntax.trees[cue.sentence].span(cue.words)
    return Attribution(
        source=_source(lookup, cue),
        cue=LemmaSpan(start=at.start, end=at.end, lemma=cue.lemma),
        content=tuple(cue.content),
        type=type_of(cue.content, lookup.quoted),
        stance=cue.stance,
    )


def _source(lookup: Lookup, cue: Cue) -> SourceSpan | None:
    span = cue.source_at
    if span is not None:
        head = lookup.anchors.head(span)
        entity = cue.speaker if head is None else lookup.entity_at(*head)
        entity = entity or lookup.entity_at(cue.sentence, cue.source_head)
        if not _is_for_common_noun(lookup, cue, span):
            return SourceSpan(start=span.start, end=span.end, entity=entity)
    if not cue.source:
        return None
    span = lookup.syntax.trees[cue.sentence].span(cue.source)
    entity = lookup.entity_at(cue.sentence, cue.source_head)
    return SourceSpan(start=span.start, end=span.end, entity=entity)


def _is_for_common_noun(lookup: Lookup, cue: Cue, span: HasSpan) -> bool:
    """ "traders who say": the traders are the source, not "who"."""
    relative = lookup.syntax.text[span.start : span.end].lower() in ("who", "which", "that")
    noun = cue.source_head
    tree = lookup.syntax.trees[cue.sentence]
    return relative and noun is not None and tree.upos(noun) == "NOUN"


def _with_speaker(lookup: Lookup, attribution: Attribution) -> Attribution:
    """Give "I believe" inside a quotation the person quoted."""
    source = attribution.source
    if source is None or source.entity is not None:
        return attribution
    if lookup.syntax.text[source.start : source.end].lower() not in FIRST_PERSON:
        return attribution
    entity = lookup.speaker(lookup.chain(attribution.cue))
    return replace(attribution, source=replace(source, entity=entity))


def _innermost(lookup: Lookup, span: HasSpan) -> Attribution | None:
    holding = [
        attribution
        for attribution in (lookup.attributions[index] for index in lookup.holding(span))
        if attribution.source and not span.start <= attribution.cue.start < span.end
    ]
    return min(reversed(holding), key=size, default=None)


def _is_fragment(lookup: Lookup, quoted: Quoted) -> bool:
    """No finite verb with its subject stands between the marks."""
    for number in lookup.anchors.sentences(quoted.start, quoted.end):
        tree = lookup.syntax.trees[number]
        for index, token in enumerate(tree.tokens):
            head = tree.head(index)
            if head is None or tree.rel(index) not in ("nsubj", "expl"):
                continue
            inside = quoted.start <= token.start and token.end <= quoted.end
            if inside and tree.tokens[head].end <= quoted.end:
                return False
    return True
