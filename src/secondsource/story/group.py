"""Reports into stories: which of them tell of the same happening."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from secondsource.records.reading import Boilerplate
from secondsource.records.report import Report
from secondsource.story.copies import copy_of, find_reuses
from secondsource.story.linkage import average_linkage
from secondsource.story.similarity import day_number, edges
from secondsource.story.terms import terms

THRESHOLD = 0.14  #: mean similarity of two groups that are one story
_LEAST_EDGE = THRESHOLD / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Reports of one happening, oldest first; ``copies`` maps a copy to its original."""

    id: str
    reports: tuple[str, ...]
    copies: Mapping[str, str]


def group(
    reports: Sequence[Report], boilerplate: Mapping[str, Iterable[Boilerplate]]
) -> list[Group]:
    """The stories among ``reports``, oldest first, the same whatever order the reports come in.

    ``boilerplate`` holds each report's zones by report id. A copy is always in the story of its
    original.
    """
    zones = {name: tuple(found) for name, found in boilerplate.items()}
    copies = copy_of(find_reuses(reports, zones))
    originals = sorted(
        (report for report in reports if report.id not in copies), key=lambda report: report.id
    )
    days = np.array([day_number(report.published) for report in originals])
    found = [terms(report, zones.get(report.id, ())) for report in originals]
    clusters = average_linkage(len(originals), edges(found, days, _LEAST_EDGE), THRESHOLD)
    members = {
        originals[number].id: place for place, cluster in enumerate(clusters) for number in cluster
    }
    by_place: list[list[Report]] = [[] for _ in clusters]
    for report in sorted(reports, key=_age):
        by_place[members[copies.get(report.id, report.id)]].append(report)
    by_place.sort(key=lambda story: _age(story[0]))
    return [_group(story, copies) for story in by_place]


def _age(report: Report) -> tuple[float, str]:
    day = day_number(report.published)
    return (day if day == day else float("inf")), report.id  # noqa: PLR0124  # NaN: unknown


def _group(story: Sequence[Report], copies: Mapping[str, str]) -> Group:
    names = tuple(report.id for report in story)
    digest = sha256(names[0].encode("utf-8", "surrogatepass")).hexdigest()
    return Group(
        id=f"s{digest[:16]}",
        reports=names,
        copies={name: copies[name] for name in names if name in copies},
    )
