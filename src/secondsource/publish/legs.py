"""What facts rest on: each origin with the outlets that carry it and the facts behind it.

Sources without a name that reports tell of in the same words stand in one row: nobody knows
whether they are one.
"""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.publish import labels
from secondsource.publish.safetext import plain
from secondsource.publish.sheet import Sheet, SheetFact
from secondsource.records.story import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """An origin, or several without a name that are told of in the same words."""

    origins: tuple[Origin, ...]
    outlets: tuple[str, ...]  #: names of the reports that carry it, in the sheet's order
    shared: tuple[SheetFact, ...]  #: facts that have other origins too
    alone: tuple[SheetFact, ...]  #: facts that rest on it only

    @property
    def origin(self) -> Origin:
        """The origin that stands for all of them."""
        return self.origins[0]

    @property
    def facts(self) -> int:
        """How many facts rest on it, alone or with others."""
        return len(self.shared) + len(self.alone)


def legs(sheet: Sheet) -> list[Leg]:
    """The origins behind a fact, named ones first."""
    groups: dict[str, list[Origin]] = {}
    for origin in sheet.origins:
        groups.setdefault(leg_of(origin), []).append(origin)
    return [_leg(sheet, group) for group in groups.values()]


def leg_of(origin: Origin) -> str:
    """A key that tells legs apart."""
    return f"“{plain(origin.name).casefold()}" if origin.kind == "unnamed" else origin.id


def _leg(sheet: Sheet, group: list[Origin]) -> Leg:
    own = {origin.id for origin in group}
    entries = [e for e in sheet.facts if any(origin.id in own for origin in e.origins)]
    carried = {report for origin in group for report in origin.reports}
    alone = tuple(e for e in entries if all(origin.id in own for origin in e.origins))
    return Leg(
        origins=tuple(group),
        outlets=tuple(
            sheet.names[report] + (" (copy)" if report in sheet.copies else "")
            for report in sheet.texts
            if report in carried
        ),
        shared=tuple(entry for entry in entries if entry not in alone),
        alone=alone,
    )


def kind_of(leg: Leg) -> str:
    """What an origin is, and how many sources without a name may be meant."""
    kind = labels.ORIGIN_KINDS[leg.origin.kind]
    return f"{kind}s" if len(leg.origins) > 1 else kind
