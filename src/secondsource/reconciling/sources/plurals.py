"""Who speaks where a source names nobody: whom "they said" and "he said" take up, and which two
"both countries" are."""

from __future__ import annotations

import re

from secondsource.reconciling.pages.cast import country_in
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.sources.sources import can_speak, sources_of
from secondsource.records.reading import SourceSpan

_BOTH = re.compile(
    r"(?i)(?:both|(?:the|these)\s+two)(?:\s+\w+)?\s+(?:countries|nations|states|governments|neighbou?rs)"
)
_FAR = 2  # sentences between those who speak and "they said"
_LINKS = 4  # "they said. … they said. … they said"


def joint_sources(page: Page, source: SourceSpan | None) -> tuple[SourceSpan, ...]:
    """The sources of one attribution, those that "they" and "the two countries" stand for too."""
    if source is None:
        return ()
    if _BOTH.fullmatch(page.text, source.start, source.end):
        return _two_countries(page, source.start) or (source,)
    meant = _meant(page, source) or _described(page, source)
    return sources_of(page, source if meant is None else meant)


def _meant(page: Page, source: SourceSpan) -> SourceSpan | None:
    """Whom "they said" takes up: "Protesters gathered. They argued that …", "Mr Udal and Mr Wynn
    wrote to them. They said …"; None where a body is meant or nobody fits."""
    found: SourceSpan | None = source
    for _ in range(_LINKS):
        if found is None or page.text[found.start : found.end].lower() != "they":
            break
        if page.cast.of(page.report, found.entity) in page.cast.named:
            return None
        found = _source_before(page, found.start) or _subject_before(page, found.start)
    else:
        return None
    return None if found is source else found


def _described(page: Page, source: SourceSpan) -> SourceSpan | None:
    """ "Ms Roe's brother said she had called. He said …": the brother, by what he was called."""
    if page.text[source.start : source.end].lower() not in ("he", "she"):
        return None
    entity = page.entity_by_id.get(source.entity or "")
    if entity is None or page.cast.of(page.report, source.entity) in page.cast.named:
        return None
    told = [m for m in entity.mentions if m.form == "nominal" and m.end <= source.start]
    if not told or not can_speak(page.head(told[0].start, told[0].end)):
        return None
    return SourceSpan(start=told[0].start, end=told[0].end, entity=source.entity)


def _source_before(page: Page, position: int) -> SourceSpan | None:
    """Who spoke last before, if they are several, or "they" again."""
    last = max(
        (
            a.source
            for a in page.reading.attributions
            if a.source is not None and a.source.end <= position
        ),
        key=lambda one: one.start,
        default=None,
    )
    if last is None or page.sentence_index(position) - page.sentence_index(last.start) > _FAR:
        return None
    if page.text[last.start : last.end].lower() == "they":
        return last
    return last if _are_several(page, last.start, last.end) else None


def _subject_before(page: Page, position: int) -> SourceSpan | None:
    """Who acts first in the sentence before, if they are several who may speak."""
    here = page.sentence_index(position)
    if here == 0:
        return None
    before = page.sentences[here - 1]
    for claim in page.reading.claims:
        for a in claim.arguments:
            if a.role == "agent" and before.start <= a.start and a.end <= before.end:
                several = _are_several(page, a.start, a.end)
                return SourceSpan(start=a.start, end=a.end, entity=a.entity) if several else None
    return None


def _are_several(page: Page, start: int, end: int) -> bool:
    """Whether a phrase is of several who may speak: a plural, or two joined by "and"."""
    if any(q.start <= start < q.end for q in page.reading.quotes):
        return False
    head = page.head(start, end)
    inside = [t for t in page.sentence_tokens(start) if start <= t.start < end]
    joined = len(page.conjuncts(start, end)) > 1
    if joined:
        return can_speak(head) or any(t.upos == "PROPN" for t in inside)
    plural = any(t.lemma.lower() == head and "Number=Plur" in (t.feats or "") for t in inside)
    return plural and can_speak(head)


def _two_countries(page: Page, position: int) -> tuple[SourceSpan, ...]:
    """The only two countries named before; else none."""
    found: dict[str, SourceSpan] = {}
    for start, end, name, form in page.mentions:
        known = country_in(page.text[start:end]) or country_in(page.cast.name(name))
        land = known or (page.cast.entities[name].kind == "place" and name)
        if start < position and form == "name" and land:
            span = SourceSpan(start=start, end=end, entity=page.entity_in(start, end))
            found.setdefault(str(land), span)
    countries = [span for key, span in found.items() if len(key) == 2]
    two = countries if len(countries) == 2 else list(found.values())
    return tuple(two) if len(two) == 2 else ()
