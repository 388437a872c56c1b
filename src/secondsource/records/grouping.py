"""Reports in stories: what ``story`` finds, and what stands beside every report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from secondsource.records.copies import Credit, Reuse
from secondsource.records.reading import Boilerplate
from secondsource.records.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A report as it is taken in: where it holds no news, and whom it credits for its text."""

    report: Report
    boilerplate: tuple[Boilerplate, ...] = ()
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes a report and who owns that publisher, as far as the table knows.

    ``name`` is None where the report gives neither an outlet nor an address. ``imitates`` is the
    known publisher that the name looks like, with letters of another alphabet, and is not.
    """

    name: str | None
    owner: str | None = None
    imitates: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where words stand first in a report."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWords:
    """A name or word that reports of a story have in common, and where some of them print it."""

    words: str
    reports: int  #: how many of the reports looked at have it
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why reports are one story: what they share, the days they span, and it all in a sentence."""

    summary: str
    words: tuple[SharedWords, ...] = ()
    from_: str | None = None  #: ISO day of the first report
    to: str | None = None  #: ISO day of the last


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Reports of one happening, oldest first.

    ``copies`` maps a copy to its original; ``reuses`` are passages that reports took from earlier
    ones, of this story or another. ``credits`` and ``publishers`` are by report id.
    """

    id: str
    reports: tuple[str, ...]
    copies: Mapping[str, str]
    why: Why = field(default_factory=lambda: Why(summary=""))
    reuses: tuple[Reuse, ...] = ()
    credits: tuple[Credit, ...] = ()
    publishers: Mapping[str, Publisher] = field(default_factory=dict)
