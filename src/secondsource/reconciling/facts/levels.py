"""Figures that are levels of one measure, or of two by one name, and those of a part of a firm."""

from __future__ import annotations

from secondsource.reconciling.aligning.evidence import Comparison
from secondsource.reconciling.aligning.gauges import TOLD_OTHERWISE, of_one_gauge
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.windows import is_elsewhen
from secondsource.reconciling.figures.measures import measures
from secondsource.slots import JOBS


def levels_of_one(one: Draft, other: Draft, found: Comparison) -> bool:
    """Whether two figures are levels of one measure, told in whatever words: "put growth at 2
    percent", "the economy will grow by 1.4 percent"."""
    figures = found.objections & {"figure", "bound"}
    if not figures or not found.objections <= TOLD_OTHERWISE | figures or is_elsewhen(one, other):
        return False
    if of_part_of_firm(one, other):
        return False
    return any(of_one_gauge(mine, theirs) for mine in one.limits for theirs in other.limits)


def levels_of_two(one: Draft, other: Draft) -> bool:
    """Whether two figures are levels of two measures by one name: the growth of two countries."""
    mine, theirs = ({c.slot for c in d.counted.counts} & measures().keys() for d in (one, other))
    same = any(of_one_gauge(a, b) for a in one.limits for b in other.limits)
    return bool(mine & theirs) and not same


def of_part_of_firm(one: Draft, other: Draft) -> bool:
    """Whether the fewer of two numbers of jobs are those of some place ("will cut 900 jobs", "will
    cut 200 jobs in Tarn")."""
    fewer, more = sorted(
        (one, other), key=lambda d: min((c.low for c in d.counted.counts), default=0)
    )
    jobs = all(any(c.slot in JOBS for c in d.counted.counts) for d in (one, other))
    mine, theirs = (d.counted.places - d.counted.actors for d in (fewer, more))
    return jobs and bool(mine) and not theirs
