"""Where everything of one story stands on the page: the ids that links point to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, NamedTuple

from secondsource.publish.geography import Site, sites
from secondsource.publish.sheet import Sheet, SheetFact

_SAFE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class Passage(NamedTuple):
    """A stretch of a report that something on the sheet rests on."""

    start: int
    end: int
    anchor: str
    number: str  #: what the mark in the text says: a fact's number
    back: str  #: the anchor it leads back to
    key: str  #: grade key, or ``quote``, or ``site``

    @property
    def drawn(self) -> bool:
        """Whether it is marked at all times; a place's name only when a link leads to it."""
        return self.key != "site"


@dataclass(slots=True)
class Anchors:
    """Hands out the ids of one page: stable, unique, never a report's own characters."""

    taken: set[str] = field(default_factory=set)

    def name(self, kind: str, own_id: str) -> str:
        """``fact-f12`` for a fact of id ``f12``; a hash where the id has other characters."""
        safe = own_id if _SAFE.fullmatch(own_id) else _digest(own_id)
        wanted = safe if safe.startswith(f"{kind}-") else f"{kind}-{safe}"
        found, again = wanted, 2
        while found in self.taken:
            found, again = f"{wanted}-{again}", again + 1
        self.taken.add(found)
        return found


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The anchors of one story's facts, reports, sections and passages."""

    facts: dict[str, str]
    reports: dict[str, str]
    evidence: dict[tuple[str, int], str]  #: (fact id, place in the sheet fact's evidence)
    quotes: dict[tuple[str, int], str]  #: (quote id, place of the version)
    mentions: dict[tuple[str, int], str]  #: (site key, place of the mention)
    sections: dict[str, str]
    passages: dict[str, list[Passage]]  #: by report id
    sites: list[Site]
    anchors: Anchors
    items: dict[tuple[str, str], str] = field(default_factory=dict)
    borne: set[str] = field(default_factory=set)

    def item(self, kind: str, own_id: str) -> str:
        """Anchor of anything else that can be linked to: a number, a quote, an origin, a date."""
        if (kind, own_id) not in self.items:
            self.items[kind, own_id] = self.anchors.name(kind, own_id)
        return self.items[kind, own_id]

    def once(self, kind: str, own_id: str) -> str | None:
        """The same anchor, for the element that bears it: None from the second time on."""
        anchor = self.item(kind, own_id)
        if anchor in self.borne:
            return None
        self.borne.add(anchor)
        return anchor

    def evidence_of(self, entry: SheetFact, report: str, claim: str) -> str | None:
        """Anchor of the passage by which a claim supports a fact."""
        for place, item in enumerate(entry.evidence):
            if (item.claim.report, item.claim.claim) == (report, claim):
                return self.evidence[entry.fact.id, place]
        return None

    def passage_at(self, report: str, start: int, end: int) -> str:
        """Anchor of what stands there; the report itself where nothing is marked."""
        found = (p.anchor for p in self.passages[report] if (p.start, p.end) == (start, end))
        return next(found, self.reports[report])


def lay_places(sheet: Sheet, anchors: Anchors, sections: tuple[str, ...]) -> Places:
    """Give everything in ``sheet`` its anchor."""
    facts = {e.fact.id: anchors.name("fact", e.fact.id) for e in sheet.facts}
    places = Places(
        facts=facts,
        reports={report_id: anchors.name("report", report_id) for report_id in sheet.texts},
        evidence={},
        quotes={},
        mentions={},
        sections={name: anchors.name("part", name) for name in sections},
        passages={report_id: [] for report_id in sheet.texts},
        sites=sites(sheet),
        anchors=anchors,
    )
    for entry in sheet.facts:
        _place_evidence(places, anchors, sheet, entry)
    for quote in sheet.story.quotes:
        for place, version in enumerate(quote.versions):
            if version.report in sheet.texts:
                name = anchors.name("quote", str(len(places.quotes)))
                back = places.item("said", quote.id)
                passage = Passage(version.start, version.end, name, "“", back, "quote")
                places.quotes[quote.id, place] = _place(places, sheet, version.report, passage)
    for site in places.sites:
        back = places.item("place", site.key)
        for place, (report, start, end) in enumerate(site.mentions):
            name = anchors.name("at", str(len(places.mentions)))
            passage = Passage(start, end, name, "", back, "site")
            places.mentions[site.key, place] = _place(places, sheet, report, passage)
    return places


def _place_evidence(places: Places, anchors: Anchors, sheet: Sheet, entry: SheetFact) -> None:
    back = places.facts[entry.fact.id]
    for place, item in enumerate(entry.evidence):
        name = anchors.name("ev", f"{back.removeprefix('fact-')}-{place + 1}")
        start, end = item.claim.start, item.claim.end
        passage = Passage(start, end, name, str(entry.number), back, entry.label.key)
        places.evidence[entry.fact.id, place] = _place(places, sheet, item.report.id, passage)


def _place(places: Places, sheet: Sheet, report: str, passage: Passage) -> str:
    """Mark the passage; where there is nothing to mark, the report itself is the place."""
    if not 0 <= passage.start < passage.end <= len(sheet.texts[report].text):
        return places.reports[report]
    places.passages[report].append(passage)
    return passage.anchor
