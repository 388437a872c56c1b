"""What many reports of the same happening say together, and how well each fact stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from secondsource.records.reading import EntityKind, Event, Reading, Span
from secondsource.records.report import Report

SCHEMA = "secondsource/story@1"

Grade = Literal[
    "acknowledged", "corroborated", "widely reported", "single source", "contested", "superseded"
]
OriginKind = Literal["person", "body", "document", "agency", "outlet", "unnamed"]
Relation = Literal["equivalent", "more specific", "part of"]
VersionKind = Literal["fullest", "same", "shortened", "altered", "translated"]
DifferenceKind = Literal["replaced", "added", "dropped", "cut", "beyond", "editor", "spelling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReport:
    """A report of the story and the ids of its copies elsewhere."""

    report: Report = field(metadata={"flatten": True})  #: its columns are this record's own
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMention:
    """A mention of a story entity; ``report`` is a report id."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntity:
    """One person, body, place or thing across all reports."""

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    mentions: tuple[StoryMention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where knowledge comes from: the last link of an attribution chain."""

    id: str
    name: str
    kind: OriginKind
    reports: tuple[str, ...]
    counts_with: str | None = None  #: id of the origin it is not independent of, where there is one


@dataclass(frozen=True, slots=True, kw_only=True)
class FactClaim:
    """A claim that states the fact; start and end are the claim's own evidence."""

    report: str
    claim: str
    start: int
    end: int
    relation: Relation = "equivalent"
    origin: str | None = None  #: id of the claim's origin


@dataclass(frozen=True, slots=True, kw_only=True)
class AssertedValue:
    """A number as one claim gives it."""

    value: float | None
    low: float | None
    high: float | None
    report: str
    claim: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactValue:
    """The range a fact's number stands in, and the policy that chose ``best``."""

    slot: str | None
    of: str | None
    low: float | None
    best: float | None
    high: float | None
    unit: str | None
    policy: str
    asserted: tuple[AssertedValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """The other fact, and what is at stake."""

    fact: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """That an origin said what a fact states, graded apart from whether it is so: outlets that
    heard a person independently corroborate that the words were said, not that they are true."""

    origin: str
    grade: Grade  #: corroborated, widely reported or single source
    why: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Claims which state the same thing, with a grade and the reason for it."""

    id: str
    summary: str
    grade: Grade
    why: str
    claims: tuple[FactClaim, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    value: FactValue | None = None
    conflicts: tuple[Conflict, ...] = ()
    supersedes: tuple[str, ...] = ()
    from_: str | None = None
    to: str | None = None
    place: str | None = None
    event: Event | None = None
    sayings: tuple[Saying, ...] = ()  #: one for each named origin whose word it is


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteDifference:
    """Where a version and the quote's fullest version part ways.

    ``replaced``, ``added`` and ``dropped`` (inside, without a mark) alter the words. ``cut`` (at an
    end, or where an ellipsis or a second quotation says so) and ``beyond`` (the version goes on
    where the fullest ends) only make them fewer or more; ``editor`` is a word in square brackets,
    ``spelling`` the same word in other letters.
    """

    kind: DifferenceKind
    words: Span | None  #: in the version's report; None where it has nothing there
    fullest: Span | None  #: in the report of the fullest version; None where that has nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteVersion:
    """The utterance as one report prints it, and how that differs from the fullest version.

    ``translated``: the words differ and there is evidence that the speaker spoke another language,
    so that the difference may be the translators'.
    """

    report: str
    start: int
    end: int
    speaker: str | None = None  #: story entity that this report has say it
    kind: VersionKind = "same"
    differences: tuple[QuoteDifference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryQuote:
    """One utterance across reports; ``altered`` when the words differ, whoever changed them.

    ``translation`` is the evidence that the speaker spoke another language ("through an
    interpreter", "the Norwegian minister"); ``disputed`` when reports give the words to different
    speakers, all of them in ``speakers``.
    """

    id: str
    speaker: str | None
    versions: tuple[QuoteVersion, ...]
    altered: bool
    speakers: tuple[str, ...] = ()
    disputed: bool = False
    translation: tuple[StoryMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """What a report alone has and what it leaves out: ids of facts, in the order of the sheet.

    Copies count with their original and have no record of their own.
    """

    report: str
    alone: tuple[str, ...]  #: facts no other report states
    lacks: tuple[str, ...]  #: stated by most of the others, and neither here nor contradicted here
    too_early: tuple[str, ...] = ()  #: as ``lacks``, but first stated after this report appeared


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports about the same happening, and the facts they state."""

    id: str
    title: str
    from_: str | None
    to: str | None
    reports: tuple[StoryReport, ...]
    entities: tuple[StoryEntity, ...]
    origins: tuple[Origin, ...]
    facts: tuple[Fact, ...]
    quotes: tuple[StoryQuote, ...]
    omissions: tuple[Omission, ...] = ()
    readings: tuple[Reading, ...] = field(default=(), metadata={"layer": "full"})

    def to_json(self, *, full: bool = False) -> str:
        """The ``story@1`` record as one line of JSON; ``full`` adds the readings."""
        import json

        from secondsource.records.forms import story_to_dict

        return json.dumps(story_to_dict(self, full=full), ensure_ascii=False)

    def to_html(self) -> str:
        """The sheet as one self-contained page."""
        # By name: the records know nothing of the stages above them, only that this one exists.
        from importlib import import_module

        page: str = import_module("secondsource.publish.htmlsheet").render([self])
        return page
