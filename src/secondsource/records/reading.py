"""What one Report says, every statement tied to its characters.

Spans are half-open code-point offsets into ``reading.report.text``. Field names ending in an
underscore lose it in JSON and Arrow (``from_`` is ``from``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from secondsource.records.report import Report

SCHEMA = "secondsource/reading@1"

EntityKind = Literal["person", "organisation", "place", "group", "product", "event", "other"]
MentionForm = Literal["name", "nominal", "pronoun"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Side = Literal["before", "after", "since", "on"]
Modality = Literal["actual", "planned", "possible", "hypothetical", "requested"]
Polarity = Literal["+", "-"]
AttributionType = Literal["direct", "indirect", "mixed"]
BoilerplateKind = Literal[
    "syndication", "byline", "dateline", "caption", "subscribe", "related", "correction", "speaker",
    "other",
]  # fmt: skip
Role = Literal[
    "agent", "patient", "recipient", "theme", "place", "time", "manner", "instrument",
    "companion", "topic", "purpose", "cause", "source", "goal", "attribute", "quantity", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open range of code points, ``report.text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LemmaSpan:
    """A span with the lemma of its head word."""

    start: int
    end: int
    lemma: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A syntactic word of Universal Dependencies v2; ``head`` is 1-based, 0 is the root."""

    start: int
    end: int
    lemma: str
    upos: str
    head: int
    deprel: str
    feats: str | None = None  #: UD features, ``Tense=Past|VerbForm=Fin``


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence and its words."""

    start: int
    end: int
    tokens: tuple[Token, ...] = field(default=(), metadata={"layer": "syntax"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where an entity is mentioned."""

    start: int
    end: int
    form: MentionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something a report speaks of, with all its mentions."""

    id: str
    name: str
    kind: EntityKind
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAnchor:
    """The event a time leans on ("three days after the summit") and on which side of it it lies."""

    start: int
    end: int
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A TIMEX3 expression; ``from_`` and ``to`` bound the half-open ISO interval it denotes, in UTC
    (``Z``) where the text names a zone, else in the hours of whoever wrote."""

    start: int
    end: int
    type: TimexType
    value: str
    mod: str | None = None
    from_: str | None = None
    to: str | None = None
    anchor: TimeAnchor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A located place: ``country`` is ISO 3166-1 alpha-2, coordinates are WGS84 degrees."""

    start: int
    end: int
    entity: str | None
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number or vague amount; ``low``/``high`` are None where unbounded."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: str | None = None
    approximate: bool = False
    of: LemmaSpan | None = None  #: what is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSpan:
    """Who is said to have said it; ``entity`` is an entity id of the same reading."""

    start: int
    end: int
    entity: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content (PolNeAR's terms). ``source`` is None where none is printed."""

    source: SourceSpan | None
    cue: LemmaSpan
    content: tuple[Span, ...]
    type: AttributionType
    stance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words between quotation marks; ``fragment`` when they are no whole clause."""

    start: int
    end: int
    speaker: str | None
    cue: Span | None
    fragment: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A participant or circumstance of a claim."""

    role: Role
    start: int
    end: int
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """PLOVER coding of a claim; source and target are entity ids."""

    root: str
    mode: str | None
    quad: int
    source: str | None
    target: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition. ``times``, ``places``, ``quantities``, ``attributions`` are indices
    into the reading's lists; attributions run outermost first, none is the outlet's own voice.
    """

    id: str
    start: int
    end: int
    predicate: LemmaSpan
    arguments: tuple[Argument, ...]
    times: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    quantities: tuple[int, ...] = ()
    modality: Modality = "actual"
    polarity: Polarity = "+"
    background: bool = False
    attributions: tuple[int, ...] = ()
    event: Event | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """A zone that never holds a claim."""

    start: int
    end: int
    kind: BoilerplateKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything one report says."""

    report: Report
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()

    def to_json(self, *, syntax: bool = False) -> str:
        """The ``reading@1`` record as one line of JSON; ``syntax`` adds each sentence's tokens."""
        import json

        from secondsource.records.forms import reading_to_dict

        return json.dumps(reading_to_dict(self, syntax=syntax), ensure_ascii=False)
