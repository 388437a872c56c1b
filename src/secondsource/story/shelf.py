"""Reports that wait to be compared, or were: on disk where they are many."""

from __future__ import annotations

import json

from secondsource.records.copies import Credit
from secondsource.records.grouping import Filed
from secondsource.records.reading import Boilerplate
from secondsource.records.report import Report
from secondsource.story.spool import Spool


class Shelf:
    """Reports by the order in which they were put there."""

    def __init__(self) -> None:
        self._spool = Spool()

    def put(self, filed: Filed) -> int:
        """Keep a report; its place."""
        report = filed.report
        fields = [getattr(report, name) for name in _FIELDS]
        zones = [(zone.start, zone.end, zone.kind) for zone in filed.boilerplate]
        credits = [(credit.name, credit.start, credit.end, credit.kind) for credit in filed.credits]
        row = json.dumps((fields, zones, credits))  # ASCII: lone surrogates survive
        return self._spool.append(row.encode("ascii"))

    def __getitem__(self, place: int) -> Filed:
        fields, zones, credits = json.loads(self._spool[place])
        report = Report(**dict(zip(_FIELDS, fields, strict=True)))
        return Filed(
            report=report,
            boilerplate=tuple(
                Boilerplate(start=start, end=end, kind=kind) for start, end, kind in zones
            ),
            credits=tuple(
                Credit(report=report.id, name=name, start=start, end=end, kind=kind)
                for name, start, end, kind in credits
            ),
        )


_FIELDS = tuple(Report.__dataclass_fields__)
