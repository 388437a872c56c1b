"""An attribution before its entities are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from secondsource.records.reading import Span


@dataclass(slots=True)
class Cue:
    """Source, cue and content (the terms of PolNeAR). Words are indices into the sentence's tree;
    ``content`` is in characters, since a speech may run over sentences."""

    sentence: int
    words: list[int]
    lemma: str
    stance: str
    source: list[int] = field(default_factory=list)
    source_head: int | None = None
    content: list[Span] = field(default_factory=list)
    content_heads: list[int] = field(default_factory=list)
    naming: bool = False  #: "called it a success": the content is no clause
