"""One report's syntax becomes its Reading: every finder in turn. Open this first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from secondsource.extraction.claims.claims import Context, find_statements
from secondsource.extraction.mending.mend import repaired
from secondsource.extraction.mentions.mentions import find_entities
from secondsource.extraction.places.where import find_places
from secondsource.extraction.quantities.quantity import find_quantities
from secondsource.extraction.seats import with_governments
from secondsource.extraction.speech.transcript import with_speakers
from secondsource.extraction.speech.turns import find_turns
from secondsource.extraction.times.when import find_times
from secondsource.records.reading import Boilerplate, Entity, Reading, TimeExpression
from secondsource.records.report import Report
from secondsource.syntax import Syntax


def read_syntax(report: Report, syntax: Syntax, zones: Sequence[Boilerplate]) -> Reading:
    """Everything a report says. ``zones`` are its boilerplate, which states nothing."""
    syntax = replace(syntax, trees=tuple(repaired(tree) for tree in syntax.trees))
    times = find_times(syntax, report.published)
    entities = _without_times(find_entities(syntax, report.published), times)
    places = find_places(syntax, entities)
    entities, places = with_governments(syntax, entities, places)
    quantities = find_quantities(syntax, times)
    turns = find_turns(report.text) if any(zone.kind == "speaker" for zone in zones) else []
    entities, spoken = with_speakers(report.text, entities, turns)
    context = Context(
        entities=entities,
        times=times,
        places=places,
        quantities=quantities,
        zones=zones,
        published=report.published,
        spoken=spoken,
    )
    found = find_statements(syntax, context)
    return Reading(
        report=report,
        sentences=tuple(tree.sentence for tree in syntax.trees),
        entities=entities,
        times=times,
        places=places,
        quantities=quantities,
        attributions=found.attributions,
        quotes=found.quotes,
        claims=found.claims,
        boilerplate=tuple(zones),
    )


def _without_times(
    entities: Sequence[Entity], times: Sequence[TimeExpression]
) -> tuple[Entity, ...]:
    """Leave out "Thursday" and "August": a capital letter makes them look like names."""
    spans = [(time.start, time.end) for time in times]
    kept = []
    for entity in entities:
        mentions = tuple(
            m for m in entity.mentions if not any(s <= m.start and m.end <= e for s, e in spans)
        )
        if mentions:
            kept.append(
                entity if mentions == entity.mentions else replace(entity, mentions=mentions)
            )
    return tuple(kept)
