"""What each report alone has, and what most of the others have and it leaves out.

Copies count with their original. A report lacks no fact that it contradicts, replaces or has
replaced elsewhere: it speaks of that too, and otherwise. What others state only in reports that
appeared later is kept apart, because nobody could have had it yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from secondsource.reconciling.origins.sharedtext import SharedText
from secondsource.records.report import Report
from secondsource.records.story import Fact, Omission


@dataclass(frozen=True, slots=True)
class _Told:
    """A live fact, the original texts that state it, and those that answer its question."""

    fact: Fact
    texts: frozenset[str]
    answered: frozenset[str]
    since: str  #: day of the first report that states it, empty where none is dated


def omissions_of(
    facts: Sequence[Fact], reports: Iterable[Report], shared: SharedText
) -> tuple[Omission, ...]:
    """One record for each original report, in the order of the reports."""
    originals = [report for report in reports if shared.group(report.id) == report.id]
    days = {report.id: (report.published or "")[:10] for report in originals}
    by_id = {fact.id: fact for fact in facts}
    told = [_told(fact, by_id, shared, days) for fact in facts if fact.grade != "superseded"]
    alone: dict[str, list[str]] = {}
    for item in told:
        if len(item.texts) == 1:
            alone.setdefault(next(iter(item.texts)), []).append(item.fact.id)
    common = [item for item in told if len(item.texts) > 1]
    return tuple(
        _omission(report.id, tuple(alone.get(report.id, ())), common, days) for report in originals
    )


def _told(
    fact: Fact, by_id: Mapping[str, Fact], shared: SharedText, days: Mapping[str, str]
) -> _Told:
    texts = frozenset(shared.group(report) for report in fact.reports)
    dated = [days[text] for text in texts if days.get(text)]
    answers = {conflict.fact for conflict in fact.conflicts} | set(fact.supersedes)
    speaking = {report for other in answers if other in by_id for report in by_id[other].reports}
    speaking |= {said.report for said in fact.value.asserted} if fact.value else set()
    answered = {shared.group(report) for report in speaking}
    return _Told(fact, texts, texts | answered, min(dated, default=""))


def _omission(
    report: str, alone: tuple[str, ...], common: Sequence[_Told], days: Mapping[str, str]
) -> Omission:
    others = len(days) - 1
    missing = [
        item for item in common if report not in item.answered and len(item.texts) * 2 > others
    ]
    day = days[report]
    early = [item.fact.id for item in missing if day and item.since > day]
    return Omission(
        report=report,
        alone=alone,
        lacks=tuple(item.fact.id for item in missing if item.fact.id not in early),
        too_early=tuple(early),
    )
