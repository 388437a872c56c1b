"""Everything already known of one text that its claims refer to, each look-up made once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from secondsource.extract.anchors import Anchors, EntityIndex, HasSpan, Word
from secondsource.extract.cue import Cue
from secondsource.extract.quotes import Quoted
from secondsource.records.reading import (
    Attribution,
    Boilerplate,
    Entity,
    Place,
    Quantity,
    TimeExpression,
)
from secondsource.syntax import Syntax

FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the other finders found in a text."""

    entities: Sequence[Entity]
    times: Sequence[TimeExpression]
    places: Sequence[Place]
    quantities: Sequence[Quantity]
    zones: Sequence[Boilerplate]
    published: str | None


@dataclass(slots=True)
class Lookup:
    """A text, its context and its cues, found by word. ``times``, ``places`` and ``quantities``
    hold the word that heads each of the context's, in the same order."""

    syntax: Syntax
    context: Context
    quoted: Sequence[Quoted]
    cues: Sequence[Cue]
    entity: EntityIndex
    times: list[Word | None]
    places: list[Word | None]
    quantities: list[Word | None]
    cue_at: dict[Word, int]
    kinds: dict[str, str]
    attributions: list[Attribution] = field(default_factory=list)

    def entity_at(self, number: int, word: int | None) -> str | None:
        """Entity of the phrase that a word heads, or of its apposition ("its leader, Ann Roe,")."""
        if word is None:
            return None
        tree = self.syntax.trees[number]
        heads = [word, *tree.children(word, "appos", "nmod:desc")]
        return next((found for head in heads if (found := self.entity.at(number, head))), None)

    def chain(self, predicate: HasSpan) -> tuple[int, ...]:
        """Attributions whose content holds the predicate, outermost first."""
        holding = [
            (-size(attribution), index)
            for index, attribution in enumerate(self.attributions)
            if any(
                s.start <= predicate.start and predicate.end <= s.end for s in attribution.content
            )
        ]
        return tuple(index for _, index in sorted(holding))

    def speaker(self, chain: Sequence[int]) -> str | None:
        """Entity of the innermost printed source of a chain."""
        sources = [self.attributions[index].source for index in reversed(chain)]
        return next((source.entity for source in sources if source and source.entity), None)


def look_up(
    syntax: Syntax, context: Context, quoted: Sequence[Quoted], cues: Sequence[Cue]
) -> Lookup:
    """The look-ups of a text; its attributions are yet to come."""
    anchors = Anchors(syntax.trees)
    return Lookup(
        syntax=syntax,
        context=context,
        quoted=quoted,
        cues=cues,
        entity=EntityIndex(anchors, context.entities),
        times=[anchors.head(time) for time in context.times],
        places=[anchors.head(place) for place in context.places],
        quantities=[anchors.head(quantity) for quantity in context.quantities],
        cue_at={(cue.sentence, cue.words[0]): number for number, cue in enumerate(cues)},
        kinds={entity.id: entity.kind for entity in context.entities},
    )


def in_zone(span: HasSpan, zones: Iterable[Boilerplate]) -> bool:
    """Whether a span touches boilerplate."""
    return any(zone.start < span.end and span.start < zone.end for zone in zones)


def size(attribution: Attribution) -> int:
    """Characters of what is attributed."""
    return sum(span.end - span.start for span in attribution.content)
