"""Who printed a report, and whose text it is: outlets of the story, credited agencies and outlets.

Publishers are one kind of thing here: an outlet of the story, an agency that is credited and an
outlet that is quoted share one key when they share a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from secondsource.names.publishers import (
    as_seen,
    fold_name,
    host_of,
    imitated_by,
    known_publisher,
    publisher_at,
)
from secondsource.records.copies import CopyMap, Credit
from secondsource.records.report import Report
from secondsource.records.story import OriginKind

_NAME_LENGTH = 80


def publisher_name(report: Report) -> str:
    """What to call whoever printed a report of which no credit is known."""
    if report.outlet:
        return report.outlet
    if host := host_of(report.url):
        return host
    if report.source:
        return re.split(r"[\\/]", report.source)[-1][:_NAME_LENGTH]
    return f"“{report.title[:_NAME_LENGTH]}”" if report.title else f"report {report.id[:8]}"


class Publishers:
    """The publishers of one story. An outlet credit on a report without an outlet names it."""

    def __init__(self, reports: Iterable[Report], copies: CopyMap) -> None:
        reports = list(reports)
        printed_by = {report.id: report for report in reports}
        self._credits: dict[str, Credit] = {}
        for credit in sorted(copies.credits, key=lambda c: (c.report, c.start, c.name)):
            if not _is_own(credit, printed_by.get(credit.report)):
                self._credits.setdefault(credit.report, credit)
        self._outlets = {self.key(report): self.name(report) for report in sorted_by_id(reports)}
        self._credited = {fold_name(c.name): c for c in self._credits.values()}
        self._same = {key: self._outlet_named(c.name) for key, c in self._credited.items()}

    def outlet(self, report: Report) -> str | None:
        """The outlet of a report: as given, else as the report itself credits one."""
        credit = self._credits.get(report.id)
        if report.outlet or credit is None or credit.kind != "outlet":
            return report.outlet
        return credit.name

    def key(self, report: Report) -> str:
        """Reports of one publisher share a key, whatever its feeds are called and wherever it
        prints; a report of an unknown publisher has its own. One that looks like another by
        letters of a foreign alphabet is no outlet more than that one."""
        outlet = self.outlet(report)
        host = host_of(report.url)
        known = known_publisher(outlet) or imitated_by(outlet) or imitated_by(host)
        known = known or publisher_at(host)
        if known is not None and known.name:
            return fold_name(known.name)
        return fold_name(as_seen(outlet)) if outlet else f"report:{report.id}"

    def name(self, report: Report) -> str:
        """What to call whoever printed a report."""
        return self.outlet(report) or publisher_name(report)

    def speaking(self, report: Report) -> tuple[str, str, OriginKind]:
        """(key, name, kind) of whoever a report's own words come from: whom it credits for its
        text, else its outlet."""
        credit = self._credits.get(report.id)
        if credit is not None:
            return self.identify(fold_name(credit.name), credit.name)
        return self.identify(self.key(report), self.name(report))

    def identify(self, key: str, name: str) -> tuple[str, str, OriginKind]:
        """(key, name, kind) of a publisher by its folded name."""
        key = self._same.get(key, key)
        credit = self._credited.get(key)
        if key in self._outlets:
            return key, self._outlets[key], "outlet"
        kind: OriginKind = credit.kind if credit is not None else "agency"
        return key, credit.name if credit is not None else name, kind

    def knows(self, key: str) -> bool:
        """Whether a folded name is a publisher of this story."""
        return key in self._outlets or key in self._credited

    def credited_by(self, report: Report) -> str | None:
        """The key of whom a report credits for its text."""
        credit = self._credits.get(report.id)
        return None if credit is None else self._same[fold_name(credit.name)]

    def _outlet_named(self, name: str) -> str:
        """The key of the story's outlet that a credit names in short ("Norfax" for "Norfax News
        Agency"), or the credit's own key."""
        told = {word.casefold() for word in re.findall(r"\w+", name)}
        for key, outlet in sorted(self._outlets.items()):
            words = re.findall(r"\w+", outlet)
            if told and (told <= set(map(str.casefold, words)) or name == _initials(words)):
                return key
        return fold_name(name)


def _is_own(credit: Credit, report: Report | None) -> bool:
    """Whether the letters of a credit are those of the outlet itself, whatever agency is known by
    them elsewhere ("(TNS)" of the Torvian News Service)."""
    if report is None or not report.outlet:
        return False
    printed = report.text[credit.start : credit.end]
    return bool(printed) and printed == _initials(re.findall(r"\w+", report.outlet))


def _initials(words: Iterable[str]) -> str:
    """The capitals with which the words of a name begin ("NPA")."""
    found = "".join(word[0] for word in words if word[:1].isupper())
    return found if len(found) > 1 else ""


def sorted_by_id(reports: Iterable[Report]) -> list[Report]:
    """Reports in an order that does not depend on how they came in."""
    return sorted(reports, key=lambda report: report.id)
