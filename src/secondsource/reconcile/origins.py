"""Where a claim's knowledge comes from: the last link of its attribution chain.

A named person or body, a document, an agency or outlet, or somebody without a name. Publishers are
one kind of thing here: an outlet of the story, an agency that is credited and an outlet that is
quoted share one origin when they share a name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from secondsource.reconcile.page import Cast, Page, country_in, lemma_of
from secondsource.records.copies import CopyMap
from secondsource.records.reading import Attribution, Claim, SourceSpan
from secondsource.records.report import Report
from secondsource.records.story import Origin, OriginKind

UNNAMED = "an unnamed source"  #: what to call a source of which nothing is printed
_NAME_LENGTH = 80
_ARTICLES = frozenset({"the", "a", "an", "local", "national", "federal"})
_KINDS: Mapping[str, OriginKind] = {
    "person": "person", "organisation": "body", "group": "body", "place": "body",
}  # fmt: skip


@cache
def voices(name: str) -> frozenset[str]:
    """A word list of ``voices.toml``."""
    return frozenset(_table()[name])


@cache
def bodies_by_office() -> Mapping[str, str]:
    """Which kind of body an office answers for ("minister": "ministry")."""
    return dict(_table()["bodies"])


@cache
def _table() -> dict[str, Any]:
    source = files("secondsource.reconcile") / "voices.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Voice:
    """An origin before its reports are counted. ``entity`` is a story entity id where named;
    ``publisher`` the folded name of an outlet or agency."""

    id: str
    name: str
    kind: OriginKind
    entity: str | None = None
    publisher: str | None = None

    @property
    def anonymous(self) -> bool:
        """Whether nobody is named: never independent of another anonymous voice."""
        return self.kind == "unnamed" or (self.kind == "document" and self.entity is None)


@dataclass(frozen=True, slots=True)
class Testimony:
    """A claim's origin: ``own`` when the outlet speaks for itself, ``rests_on`` when it does so
    right after a sentence that names somebody else."""

    voice: Voice
    own: bool
    rests_on: Voice | None = None


def publisher_name(report: Report) -> str:
    """What to call whoever printed a report."""
    if report.outlet:
        return report.outlet
    host = urlsplit(report.url or "").hostname
    if host:
        return host.removeprefix("www.")
    if report.source:
        return re.split(r"[\\/]", report.source)[-1][:_NAME_LENGTH]
    return f"“{report.title[:_NAME_LENGTH]}”" if report.title else f"report {report.id[:8]}"


def publisher_key(report: Report) -> str:
    """Reports of one outlet share a key; a report of unknown outlet has its own."""
    return fold_name(report.outlet) if report.outlet else f"report:{report.id}"


def fold_name(name: str) -> str:
    """A publisher's name without case, spaces and "The"."""
    return re.sub(r"\W+", "", re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)).casefold()


class OriginFinder:
    """Finds the origin of claims over the reports of one story."""

    def __init__(self, pages: Iterable[Page], cast: Cast, copies: CopyMap) -> None:
        self.cast = cast
        reports = [page.reading.report for page in pages]
        self._outlets = {publisher_key(r): publisher_name(r) for r in reports}
        self._credits: dict[str, str] = {}
        for credit in sorted(copies.credits, key=lambda c: (c.report, c.start, c.name)):
            self._credits.setdefault(credit.report, credit.name)
        self._agencies = {fold_name(name): name for name in self._credits.values()}
        self._same = {fold_name(n): self._outlet_named(n) for n in self._credits.values()}

    def _outlet_named(self, name: str) -> str:
        """The key of the story's outlet that a credit names in short ("Norfax" for "Norfax News
        Agency"), or the credit's own key."""
        told = {word.casefold() for word in re.findall(r"\w+", name)}
        for key, outlet in sorted(self._outlets.items()):
            if told and told <= {word.casefold() for word in re.findall(r"\w+", outlet)}:
                return key
        return fold_name(name)

    def testimony(self, page: Page, claim: Claim) -> Testimony:
        """Whose word a claim is."""
        for index in reversed(claim.attributions):
            attribution = page.reading.attributions[index]
            if not (_speaks_of_itself(page, attribution) or _general_view(attribution)):
                return Testimony(voice=self._attributed(page, attribution), own=False)
        quoted = self._quoted(page, claim)
        if quoted is not None:
            return Testimony(voice=quoted, own=False)
        rests = self._before(page, claim)
        return Testimony(voice=self.publisher(page.reading.report), own=True, rests_on=rests)

    def publisher(self, report: Report) -> Voice:
        """The outlet's own reporting, or the agency that the report credits."""
        credited = self._credits.get(report.id)
        if credited is not None:
            return self._publisher(fold_name(credited), credited)
        return self._publisher(publisher_key(report), publisher_name(report))

    def _publisher(self, key: str, name: str) -> Voice:
        key = self._same.get(key, key)
        kind: OriginKind = "outlet" if key in self._outlets else "agency"
        return Voice(
            id=_id("publisher", key),
            name=self._outlets.get(key, self._agencies.get(key, name)),
            kind=kind,
            publisher=key,
        )

    def _quoted(self, page: Page, claim: Claim) -> Voice | None:
        """The speaker of the quotation that a claim stands in."""
        for quote in page.reading.quotes:
            if quote.start <= claim.start and claim.end <= quote.end:
                story_entity = self.cast.of(page.report, quote.speaker)
                if story_entity is not None and story_entity in self.cast.named:
                    return self._of_entity(story_entity)
                return self._unnamed(page, f"quote:{quote.start}", UNNAMED)
        return None

    def _attributed(self, page: Page, attribution: Attribution) -> Voice:
        source = attribution.source
        if source is None:
            return self._unnamed(page, f"cue:{attribution.cue.start}", UNNAMED)
        story_entity = self.cast.of(page.report, source.entity)
        if story_entity is not None and story_entity in self.cast.named:
            return self._of_entity(story_entity)
        spoken_for = self._spoken_for(page, source)
        if spoken_for is not None:
            return self._of_entity(spoken_for)
        return self._described(page, source)

    def _of_entity(self, story_entity: str) -> Voice:
        name = self.cast.name(story_entity)
        key = fold_name(name)
        if key in self._outlets or key in self._agencies:
            return self._publisher(key, name)
        kind = _KINDS.get(self.cast.entities[story_entity].kind, "document")
        return Voice(id=_id("entity", story_entity), name=name, kind=kind, entity=story_entity)

    def _spoken_for(self, page: Page, source: SourceSpan) -> str | None:
        """The body named inside "a spokesman for the interior ministry"."""
        inside = [
            name
            for name in page.named_in(source.start, source.end)
            if self.cast.entities[name].kind in ("organisation", "person")
        ]
        head = page.head(source.start, source.end)
        return inside[0] if inside and head in voices("spokes") - {"official"} else None

    def _described(self, page: Page, source: SourceSpan) -> Voice:
        words = page.text[source.start : source.end]
        head = page.head(source.start, source.end)
        institution = _institution(words, head)
        if institution is not None:
            return Voice(id=_id("body", institution), name=institution, kind="body")
        if head in voices("documents"):
            key = f"{page.report}:{head}"
            return Voice(id=_id("document", key), name=_line(words), kind="document")
        return self._unnamed(page, source.entity or words.casefold(), words)

    def _unnamed(self, page: Page, key: str, words: str) -> Voice:
        return Voice(id=_id("unnamed", f"{page.report}:{key}"), name=_line(words), kind="unnamed")

    def _before(self, page: Page, claim: Claim) -> Voice | None:
        """The source of the sentence before, when it stands in the same paragraph."""
        number = page.sentence_index(claim.start)
        if number == 0:
            return None
        before, here = page.sentences[number - 1], page.sentences[number]
        if "\n" in page.text[before.end : here.start]:
            return None
        for attribution in page.reading.attributions:
            inside = before.start <= attribution.cue.start < before.end
            if inside and attribution.source is not None:
                return self._attributed(page, attribution)
        return None


def _general_view(attribution: Attribution) -> bool:
    """Whether it is "expected" or "hoped" by nobody in particular: the outlet's own view."""
    return attribution.source is None and attribution.stance in ("believes", "hopes")


def _institution(words: str, head: str) -> str | None:
    """The body that a description names by what it is ("the Norland coast guard", "police"):
    the same in every report, without article and country. "An officer" is nobody in particular.
    """
    told = [word for word in re.findall(r"[\w'’-]+", words) if word.lower() not in _ARTICLES]
    if re.match(r"(?i)(?:an?|some|two|three|several|one)\s", words) or len(told) > 5:
        return None
    kept = [word.lower() for word in told if country_in(word) is None]
    if not kept or lemma_of(kept[-1]) != lemma_of(head):
        return None
    alone = head in voices("institutions")
    return " ".join(kept) if alone or (head in voices("bodies_of") and len(kept) > 1) else None


def _speaks_of_itself(page: Page, attribution: Attribution) -> bool:
    """Whether the source is "I" or "we" in somebody's quoted words: the next link out knows who."""
    source = attribution.source
    if source is None or page.cast.of(page.report, source.entity) in page.cast.named:
        return False
    return page.text[source.start : source.end].lower() in ("i", "we", "who", "that", "which")


def origins_of(testimonies: Mapping[tuple[str, str], Testimony]) -> tuple[Origin, ...]:
    """Every origin with the reports that carry it, most widely carried first."""
    carried: dict[str, tuple[Voice, set[str]]] = {}
    for (report, _), testimony in testimonies.items():
        carried.setdefault(testimony.voice.id, (testimony.voice, set()))[1].add(report)
    origins = [
        Origin(id=voice.id, name=voice.name, kind=voice.kind, reports=tuple(sorted(reports)))
        for voice, reports in carried.values()
    ]
    return tuple(sorted(origins, key=lambda o: (-len(o.reports), o.kind, o.name, o.id)))


def _id(kind: str, key: str) -> str:
    return "o" + sha256(f"{kind}\x1f{key}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _line(words: str) -> str:
    return " ".join(words.split())[:_NAME_LENGTH] or UNNAMED
