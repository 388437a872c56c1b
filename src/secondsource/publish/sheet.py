"""A story arranged for reading: the same facts, numbers and order for every writer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, TypedDict

from secondsource.publish import labels, safetext
from secondsource.publish.dates import spell_date, spell_days
from secondsource.publish.details import Detail, details
from secondsource.publish.headings import told_below
from secondsource.publish.printedtimes import PrintedTime, printed_time
from secondsource.publish.within import told_within
from secondsource.records.changes import Changes
from secondsource.records.reading import Modality, Polarity, Reading
from secondsource.records.report import Report
from secondsource.records.story import Fact, FactClaim, Grade, Origin, Story

_COUNTED: Final = re.compile(r"\band \d+ more\b")  #: the last of very many origins
_LEAD: Final = 40  #: characters before a verb that tell how it is meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim behind a fact, in the report's own words."""

    report: Report
    claim: FactClaim
    words: str  #: exactly ``report.text[claim.start:claim.end]``
    origin: Origin | None
    copy: bool  #: printed in a copy, so it adds nothing

    @property
    def notes(self) -> list[str]:
        """How the claim stands to the fact, where it doesn't just state it."""
        note = labels.RELATIONS[self.claim.relation]
        return [note] if note else []

    def repeats(self, others: Iterable[Evidence]) -> bool:
        """Whether it is a copy's printing of words that a report already stands for."""
        return self.copy and any(not o.copy and o.words == self.words for o in others)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFact:
    """A fact with its number on this sheet and what stands behind it."""

    number: int
    fact: Fact
    evidence: tuple[Evidence, ...]
    origins: tuple[Origin, ...]
    reports: tuple[str, ...]  #: ids of the reports that have it, copies left out
    modality: Modality
    polarity: Polarity
    lead: str = ""  #: the words of a report before the verb of the claim that states it
    printed: PrintedTime | None = None  #: when, in a report's words

    @property
    def holders(self) -> tuple[str, ...]:
        """Ids of the reports that have it; copies only where no other report does."""
        return self.reports or self.fact.reports

    @property
    def label(self) -> labels.GradeLabel:
        """The grade's name and marks."""
        return labels.GRADES[self.fact.grade]

    @property
    def names_origins(self) -> bool:
        """Whether the reason for the grade already says who says so."""
        named = all(origin.name and origin.name in self.fact.why for origin in self.origins)
        return bool(self.origins) and (named or bool(_COUNTED.search(self.fact.why)))

    @property
    def passages(self) -> list[int]:
        """Places in ``evidence`` of different passages: two claims may have the same words."""
        spans = [(i.claim.report, i.claim.start, i.claim.end) for i in self.evidence]
        return [place for place, span in enumerate(spans) if span not in spans[:place]]

    def tells_of(self, rival: SheetFact, about: str) -> bool:
        """Whether the reason for the grade says whose word a rival is, and what it is about."""
        why = safetext.plain(self.fact.why)
        named = all(origin.name and safetext.plain(origin.name) in why for origin in rival.origins)
        return bool(rival.origins) and named and safetext.plain(about) in why

    @property
    def heard(self) -> list[tuple[str, labels.GradeLabel, str]]:
        """Whose word it is, how well it stands that they said it, and why: another question than
        whether it is so. Left out where a single report has it from them."""
        names = {o.id: self.determined(safetext.plain(o.name)) for o in self.origins}
        return [
            (names[saying.origin], labels.GRADES[saying.grade], safetext.plain(saying.why))
            for saying in self.fact.sayings
            if saying.grade != "single source" and saying.origin in names
        ]

    @property
    def spoken(self) -> list[str]:
        """That somebody said it, as a line each."""
        return [f"That {name} said so: {label.name.lower()}. {why}"
                for name, label, why in self.heard]  # fmt: skip

    def determined(self, name: str) -> str:
        """A name with "the" before it where the reason for the grade has it so."""
        the = f"the {name}"
        return the if the in safetext.plain(self.fact.why) else name

    def prints(self, item: Evidence) -> bool:
        """Whether the summary is a piece of evidence, letter for letter but for its ends."""
        return self.repeats_line(item.words)

    def repeats_line(self, words: str) -> bool:
        """Whether words of a report are the summary, letter for letter but for its ends."""
        return _bare(words) == _bare(self.fact.summary)

    @property
    def is_denial(self) -> bool:
        """Whether it is that somebody denies another ("[The army denied that] two died")."""
        return self.polarity == "-" and labels.DENIAL.search(self.fact.summary) is not None

    @property
    def tags(self) -> list[str]:
        """What a reader must know beside the summary: planned, possible, said not to be so."""
        settled = self.modality == "actual" or bool(labels.DENIAL.search(self.fact.summary))
        tags = [] if settled else [self._standing]
        silent = self.polarity == "-" and not labels.NEGATION.search(self.fact.summary)
        return [*tags, labels.NEGATIVE] if silent else tags

    @property
    def _standing(self) -> str:
        """How it stands to what happened, by the verb before where that says more."""
        if self.modality == "possible":
            for before, name in labels.HOW_POSSIBLE:
                if before.search(self.lead):
                    return name
        return labels.MODALITIES[self.modality]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything a writer needs, looked up once."""

    story: Story
    reports: tuple[Report, ...]  #: reports that count
    copies: dict[str, str]  #: id of a report set aside -> id of the one it copies
    names: dict[str, str]  #: report id -> what it is called on the sheet
    texts: dict[str, Report]  #: every report whose text is there, copies last
    facts: tuple[SheetFact, ...]  #: by grade, else in the story's own order
    by_id: dict[str, SheetFact]
    replaced_by: dict[str, tuple[SheetFact, ...]]  #: fact id -> what superseded it
    within: dict[str, str]  #: id of a fact -> id of the one in whose words it is told
    details: dict[str, Detail]  #: id of a fact -> the one that it tells more exactly
    articles: frozenset[str] = frozenset()  #: names of origins that need "the" before them
    changes: Changes | None = None  #: against an earlier state of the story, where there was one

    @property
    def is_new(self) -> bool:
        """Whether every report came in with the changes: there was no story before."""
        changes = self.changes
        return changes is not None and not changes.removed and set(self.texts) <= set(changes.added)

    def of_id(self, fact_id: str) -> SheetFact | None:
        """The sheet's fact of that id."""
        return self.by_id.get(fact_id)

    def detail_of(self, entry: SheetFact) -> tuple[SheetFact, str] | None:
        """The fact that this one tells more exactly, and what it adds."""
        found = self.details.get(entry.fact.id)
        outer = self.by_id.get(found.of) if found else None
        return (outer, safetext.plain(found.adds)) if outer and found else None

    def told_in(self, entry: SheetFact) -> list[SheetFact]:
        """The facts that are told in the words of another one, and need no line of their own."""
        return [inner for inner in self.facts if self.within.get(inner.fact.id) == entry.fact.id]

    def lines(self, grade: Grade) -> list[SheetFact]:
        """The facts of a grade that need a line of their own."""
        graded = (entry for entry in self.facts if entry.fact.grade == grade)
        return [entry for entry in graded if entry.fact.id not in self.within]

    def day_of(self, report_id: str) -> str | None:
        """When a report appeared, unless its name says so already; None where that isn't known."""
        day = spell_date(self.texts[report_id].published)
        named = spell_date((self.texts[report_id].published or "")[:10])
        return "" if named and self.names[report_id].endswith(f"({named})") else day

    def by_holder(self, facts: Iterable[SheetFact]) -> list[tuple[str, list[SheetFact]]]:
        """Facts under the first report that has them, reports in the story's order."""
        groups: dict[str, list[SheetFact]] = {report_id: [] for report_id in self.texts}
        for entry in facts:
            groups.setdefault(next(iter(entry.holders), ""), []).append(entry)
        return [(report_id, found) for report_id, found in groups.items() if found]

    @property
    def when(self) -> str:
        """From when to when the reports were published."""
        return spell_days(self.story.from_, self.story.to) or labels.NOT_DATED

    @property
    def counts(self) -> list[str]:
        """How many reports, independent origins and copies, in words."""
        unnamed = len(self.origins) - len(self.named_origins)
        parts = [
            labels.count(len(self.reports), "report"),
            labels.count(self.independent_origins, "independent origin"),
            f"{unnamed} unnamed, not counted as independent" if unnamed else "",
            labels.count(len(self.copies), "copy", "copies") + " set aside" if self.copies else "",
        ]
        return [part for part in parts if part]

    @property
    def origins(self) -> list[Origin]:
        """Origins behind a fact, named ones first."""
        behind = {origin.id for entry in self.facts for origin in entry.origins}
        found = [origin for origin in self.story.origins if origin.id in behind]
        return sorted(found, key=lambda origin: origin.kind == "unnamed")

    @property
    def named_origins(self) -> list[Origin]:
        """Origins with a name: unnamed ones can't be told apart."""
        return [origin for origin in self.origins if origin.kind != "unnamed"]

    @property
    def independent_origins(self) -> int:
        """How many of them are independent: a body and who speaks for it count once."""
        return len({origin.counts_with or origin.id for origin in self.named_origins})

    def determined(self, name: str, shown: str = "") -> str:
        """A name, or how it is ``shown``, with "the" where the reason for some grade has it."""
        the = f"the {name}" if name in self.articles else ""
        return f"the {shown or name}" if the else shown or name

    def counted_with(self, origin: Origin) -> str:
        """The name of the origin that this one counts with, if any."""
        names = {other.id: other.name for other in self.story.origins}
        return safetext.plain(names.get(origin.counts_with or "", ""))


def lay_out(story: Story, changes: Changes | None = None) -> Sheet:
    """Arrange a story for reading, with what changed since an earlier state of it."""
    copies = _copies(story)
    in_order = sorted(story.reports, key=lambda item: item.report.id in copies)
    texts = {item.report.id: item.report for item in in_order}
    origins = {origin.id: origin for origin in story.origins}
    readings = {reading.report.id: reading for reading in story.readings}
    grades = list(labels.GRADES)
    ranked = _sides_together(sorted(story.facts, key=lambda fact: grades.index(fact.grade)))
    within = told_within(ranked, texts)
    below = told_below([fact for fact in ranked if fact.id not in within], readings)
    within |= {inner: outer for inner, outer in below.items() if outer not in below}
    facts = tuple(
        SheetFact(
            number=number,
            fact=fact,
            evidence=_evidence(fact, texts, origins, copies),
            origins=tuple(origins[o] for o in fact.origins if o in origins),
            reports=tuple(r for r in fact.reports if r not in copies),
            printed=printed_time(fact, readings),
            **_stated(fact, readings),
        )
        for number, fact in enumerate(_behind_their_lines(ranked, within), start=1)
    )
    return Sheet(
        story=story,
        reports=tuple(report for report in texts.values() if report.id not in copies),
        copies=copies,
        names=report_names(texts.values()),
        texts=texts,
        facts=facts,
        by_id={entry.fact.id: entry for entry in facts},
        replaced_by=_replaced_by(facts),
        within=within,
        details=details(ranked, (fact.id for fact in ranked if fact.id not in within)),
        articles=_articles(story),
        changes=changes,
    )


def _articles(story: Story) -> frozenset[str]:
    """Names of origins that some reason for a grade prints with "the"."""
    whys = " ".join(safetext.plain(fact.why) for fact in story.facts)
    names = {safetext.plain(origin.name) for origin in story.origins} - {""}
    return frozenset(name for name in names if f"the {name}" in whys)


def _replaced_by(facts: Iterable[SheetFact]) -> dict[str, tuple[SheetFact, ...]]:
    found: dict[str, tuple[SheetFact, ...]] = {}
    for entry in facts:
        for old in entry.fact.supersedes:
            found[old] = (*found.get(old, ()), entry)
    return found


def _copies(story: Story) -> dict[str, str]:
    """Copies set aside; of two that name each other the first in the story stays."""
    copies: dict[str, str] = {}
    for item in story.reports:
        if item.report.id not in copies:
            copies |= {copy: item.report.id for copy in item.copies if copy != item.report.id}
    return copies


def _sides_together(facts: list[Fact]) -> list[Fact]:
    """Put the sides of a conflict next to each other, otherwise keep the order."""
    by_id = {fact.id: fact for fact in facts}
    placed: dict[str, Fact] = {}
    for fact in facts:
        if fact.id in placed:
            continue
        placed[fact.id] = fact
        for conflict in fact.conflicts:
            other = by_id.get(conflict.fact)
            if other is not None and other.grade == fact.grade:
                placed.setdefault(other.id, other)
    return list(placed.values())


def _behind_their_lines(facts: list[Fact], within: dict[str, str]) -> list[Fact]:
    """What is told in the words of another fact of its grade right behind that one."""
    by_id = {fact.id: fact for fact in facts}
    told: dict[str, list[Fact]] = {}
    for fact in facts:
        outer = by_id.get(within.get(fact.id, ""))
        told.setdefault(outer.id if outer and outer.grade == fact.grade else "", []).append(fact)
    return [one for fact in told.get("", []) for one in (fact, *told.get(fact.id, []))]


def _evidence(
    fact: Fact, texts: dict[str, Report], origins: dict[str, Origin], copies: dict[str, str]
) -> tuple[Evidence, ...]:
    found = [
        Evidence(
            report=texts[claim.report],
            claim=claim,
            words=texts[claim.report].text[claim.start : claim.end],
            origin=origins.get(claim.origin or ""),
            copy=claim.report in copies,
        )
        for claim in fact.claims
        if claim.report in texts
    ]
    return tuple(sorted(found, key=lambda item: item.copy))


class _Stated(TypedDict):
    modality: Modality
    polarity: Polarity
    lead: str


def _stated(fact: Fact, readings: dict[str, Reading]) -> _Stated:
    """Modality, polarity and the words before the verb, as the first of its claims has them; a
    fact never mixes them."""
    for claim in sorted(fact.claims, key=lambda claim: claim.relation != "equivalent"):
        reading = readings.get(claim.report)
        found = next((c for c in reading.claims if c.id == claim.claim), None) if reading else None
        if reading is not None and found is not None:
            at = found.predicate.start
            lead = reading.report.text[max(0, at - _LEAD) : at]
            return {"modality": found.modality, "polarity": found.polarity, "lead": lead}
    return {"modality": "actual", "polarity": "+", "lead": ""}


def report_names(reports: Iterable[Report]) -> dict[str, str]:
    """What each report is called: its outlet, else its file, else its title; those of one name are
    told apart by their day, else by a number."""
    named = [(report, _name(report, place)) for place, report in enumerate(reports, start=1)]
    often = Counter(name for _, name in named)
    names: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for report, name in named:
        day = spell_date((report.published or "")[:10])
        if often[name] > 1 and day:
            name = f"{name} ({day})"
        seen[name] += 1
        names[report.id] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return names


def _name(report: Report, place: int) -> str:
    file = PurePath(report.source).name if report.source else None
    found = (text for text in map(_clean, (report.outlet, file, report.title)) if text)
    return next(found, f"{labels.UNNAMED_REPORT} {place}")


def _bare(text: str) -> str:
    return safetext.plain(text).strip(" .,;:“”\"'").casefold()


def _clean(text: str | None) -> str:
    return safetext.shortened(safetext.plain(text or ""), 60)
