"""Readings made by hand: a text, and what a reader would find in it, located by its words.

``at("the depot")`` finds the first place these words stand, ``at("the depot", 2)`` the second, so
every span is right by construction. ``who`` names are shared across papers through their text.
"""

from __future__ import annotations

from typing import Any

from secondsource.records.reading import (
    Argument,
    Attribution,
    Boilerplate,
    Claim,
    Entity,
    LemmaSpan,
    Mention,
    Place,
    Quantity,
    Quote,
    Reading,
    SourceSpan,
    Span,
    TimeExpression,
)
from secondsource.records.report import Report

ROLES = ("agent", "patient", "recipient", "companion", "theme", "goal", "place")


class Paper:
    """One report in the making."""

    def __init__(self, text: str, outlet: str | None = None, **report: Any) -> None:
        self.report = Report(text=text, outlet=outlet, **report)
        self.text = text
        self.entities: dict[str, Entity] = {}
        self.times: list[TimeExpression] = []
        self.places: list[Place] = []
        self.quantities: list[Quantity] = []
        self.attributions: list[Attribution] = []
        self.quotes: list[Quote] = []
        self.claims: list[Claim] = []
        self.zones: list[Boilerplate] = []

    def at(self, words: str, nth: int = 1) -> tuple[int, int]:
        start = -1
        for _ in range(nth):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def who(self, name: str, kind: str = "person", *others: str, form: str = "name") -> Paper:
        mentions = [Mention(start=s, end=e, form=form) for s, e in self._every(name)]  # type: ignore[arg-type]
        for other in others:
            shape = "pronoun" if other.lower() in ("he", "she", "it", "they") else "nominal"
            mentions += [Mention(start=s, end=e, form=shape) for s, e in self._every(other)]  # type: ignore[arg-type]
        self.entities[name] = Entity(
            id=f"e{len(self.entities)}",
            name=name,
            kind=kind,  # type: ignore[arg-type]
            mentions=tuple(sorted(mentions, key=lambda m: m.start)),
        )
        return self

    def _every(self, words: str) -> list[tuple[int, int]]:
        found, start = [], self.text.find(words)
        while start >= 0:
            before = self.text[start - 1 : start]
            after = self.text[start + len(words) : start + len(words) + 1]
            if not before.isalnum() and not after.isalnum():
                found.append((start, start + len(words)))
            start = self.text.find(words, start + 1)
        return found

    def _entity_at(self, start: int, end: int) -> str | None:
        for entity in self.entities.values():
            if any(m.start == start and m.end == end for m in entity.mentions):
                return entity.id
        return None

    def time(self, words: str, from_: str | None = None, to: str | None = None) -> int:
        start, end = self.at(words)
        self.times.append(
            TimeExpression(
                start=start, end=end, type="DATE", value=from_ or "XXXX", from_=from_, to=to
            )
        )
        return len(self.times) - 1

    def place(self, words: str, **known: Any) -> int:
        start, end = self.at(words)
        self.places.append(
            Place(start=start, end=end, entity=self._entity_at(start, end), name=words, **known)
        )
        return len(self.places) - 1

    def count(self, words: str, value: float | None, of: str = "person", **bounds: Any) -> int:
        start, end = self.at(words)
        bounds = {"low": value, "high": value, **bounds}
        counted = LemmaSpan(start=start, end=end, lemma=of) if of else None
        self.quantities.append(Quantity(start=start, end=end, value=value, of=counted, **bounds))
        return len(self.quantities) - 1

    def says(
        self, source: str | None, cue: str, content: str, stance: str = "says", **more: Any
    ) -> int:
        found = None
        if source is not None:
            start, end = self.at(source)
            found = SourceSpan(start=start, end=end, entity=self._entity_at(start, end))
        cue_start, cue_end = self.at(cue)
        start, end = self.at(content)
        self.attributions.append(
            Attribution(
                source=found,
                cue=LemmaSpan(start=cue_start, end=cue_end, lemma=more.get("lemma", cue)),
                content=(Span(start=start, end=end),),
                type="indirect",
                stance=stance,
            )
        )
        return len(self.attributions) - 1

    def claim(self, clause: str, predicate: str, lemma: str, **more: Any) -> Paper:
        """``more``: roles (agent="The rebels"), and times, places, quantities, by, modality..."""
        start, end = self.at(clause)
        offset = self.text.index(predicate, start)
        roles = [
            r
            for r in more
            if r in ("agent", "patient", "recipient", "companion", "theme", "goal", "place")
        ]
        arguments = []
        for role in roles:
            for words in [more[role]] if isinstance(more[role], str) else more[role]:
                here = self.text.find(words, start)
                s, e = (here, here + len(words)) if 0 <= here < end else self.at(words)
                arguments.append(Argument(role=role, start=s, end=e, entity=self._entity_at(s, e)))  # type: ignore[arg-type]
        self.claims.append(
            Claim(
                id=f"c{len(self.claims)}",
                start=start,
                end=end,
                predicate=LemmaSpan(start=offset, end=offset + len(predicate), lemma=lemma),
                arguments=tuple(arguments),
                times=tuple(more.get("times", ())),
                places=tuple(more.get("places", ())),
                quantities=tuple(more.get("quantities", ())),
                modality=more.get("modality", "actual"),
                polarity=more.get("polarity", "+"),
                background=more.get("background", False),
                attributions=tuple(more.get("by", ())),
            )
        )
        return self

    def quote(self, words: str, speaker: str | None = None, fragment: bool = False) -> Paper:
        start, end = self.at(words)
        known = self.entities[speaker].id if speaker else None
        self.quotes.append(Quote(start=start, end=end, speaker=known, cue=None, fragment=fragment))
        return self

    def correction(self, words: str) -> Paper:
        start, end = self.at(words)
        self.zones.append(Boilerplate(start=start, end=end, kind="correction"))
        return self

    def reading(self) -> Reading:
        return Reading(
            report=self.report,
            entities=tuple(self.entities.values()),
            times=tuple(self.times),
            places=tuple(self.places),
            quantities=tuple(self.quantities),
            attributions=tuple(self.attributions),
            quotes=tuple(self.quotes),
            claims=tuple(self.claims),
            boilerplate=tuple(self.zones),
        )
