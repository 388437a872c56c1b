"""Which reports share text, and whom they credit: what ``story`` finds and ``reconcile`` weighs.

A report is an independent voice only where its words are its own, so shared passages are kept
with the spans on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from secondsource.records.reading import Span

ReuseKind = Literal["copy", "partial"]
CreditKind = Literal["agency", "outlet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """Text of ``report`` that also stands in ``other``; ``other`` is the earlier one.

    ``spans[i]`` (into ``report``) says what ``other_spans[i]`` (into ``other``) says. A ``copy``
    is mostly the same text throughout; every copy of a group names the group's one original
    (a star, not every pair), and may then leave both span lists empty: all of it is shared.
    A ``partial`` reuse always lists its passages, one record for a pair of reports.
    """

    report: str
    other: str
    kind: ReuseKind
    spans: tuple[Span, ...] = ()
    other_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An agency or outlet that a whole report credits for its text ("(Norfax)", "The post X
    appeared first on Y"); ``report.text[start:end]`` is the credit as printed. ``name`` is
    canonical: the same agency has the same name in every report. ``0, 0`` where the page or feed
    states it beside the text. An ``outlet`` credit says that the text is that outlet's; an
    ``agency`` credit, that it is an agency's."""

    report: str
    name: str
    start: int
    end: int
    kind: CreditKind = "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who owns an outlet, where that is known: outlets of one owner are not independent."""

    outlet: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMap:
    """Everything known about shared text among the reports of one story."""

    reuses: tuple[Reuse, ...] = ()
    credits: tuple[Credit, ...] = ()
    owners: tuple[Owner, ...] = ()
