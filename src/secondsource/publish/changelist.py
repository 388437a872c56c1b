"""What new reports changed, arranged for reading: the section ``What changed`` of every sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, get_args

from secondsource.publish import labels, sections
from secondsource.publish.safetext import plain, shortened
from secondsource.publish.sheet import Sheet, SheetFact
from secondsource.records.changes import Change, ChangeKind
from secondsource.records.report import Report
from secondsource.records.story import Grade

#: Titles of the groups, and the kinds of change under each, in the order in which they are read.
GROUPS: Final[dict[str, tuple[ChangeKind, ...]]] = {
    "Conflicts": ("conflict opened", "conflict closed", "quote disputed"),
    "Grades": ("grade",),
    "Numbers": ("new fact", "number"),
    "New facts": ("new fact",),
    "Origins behind a fact": ("support",),
    "Quotes": ("new quote", "quote altered"),
    "Told otherwise": ("facts joined", "fact divided", "fact gone"),
}

_WORDS_SHOWN: Final = 240  #: characters of one piece of evidence


class Words(NamedTuple):
    """What a new report says, in its own characters."""

    report: Report
    start: int
    end: int

    @property
    def text(self) -> str:
        """Exactly the characters between start and end."""
        return self.report.text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntry:
    """One change with what it is about; ``moved`` is ``4 → 7`` where there are two states."""

    change: Change
    fact: SheetFact | None  #: None where the fact is gone, or the change is about a quote
    other: SheetFact | None
    link: str  #: how the other fact stands to this one
    moved: str
    why: str  #: empty where the line has said it already
    words: tuple[Words, ...]  #: one stretch a report

    @property
    def key(self) -> str:
        """Tells it from every other change of the same two states."""
        about = self.change.fact or self.change.quote or ""
        parts = (self.change.kind, about, self.change.other or "")
        return "-".join(part.replace(" ", "-") for part in parts if part)

    @property
    def note(self) -> str:
        """What kind of change it is, where its group's title leaves that open."""
        return labels.CHANGES.get(self.change.kind, "")

    @property
    def is_plain(self) -> bool:
        """Whether it is a new fact of one report that prints its line: one line says it all."""
        same = self.fact is not None and all(self.fact.repeats_line(w.text) for w in self.words)
        plain_fact = self.change.kind == "new fact" and not self.why and self.other is None
        return plain_fact and same and len(self.words) == 1

    def said(self, words: Words) -> str:
        """The words on one line, or that they are the fact's own line."""
        if self.fact is not None and self.fact.repeats_line(words.text):
            return "the same words"
        return f"“{shortened(plain(words.text), _WORDS_SHOWN)}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """Changes of a kind under their title."""

    title: str
    entries: tuple[ChangeEntry, ...]


def is_told(sheet: Sheet) -> bool:
    """Whether the sheet tells of an earlier state."""
    return sheet.changes is not None


def came(sheet: Sheet) -> str:
    """Which reports came in and how many went, as a sentence; all of them for a new story."""
    changes = sheet.changes
    if changes is None:
        return ""
    if sheet.is_new:
        facts = labels.count(len(sheet.facts), "fact")
        return f"The story is new: {labels.count(len(sheet.texts), 'report')}, {facts}."
    names = [sheet.names[report_id] for report_id in changes.added if report_id in sheet.names]
    parts = []
    if names:
        parts.append(f"{labels.count(len(names), 'report')} came in: {labels.listed(names)}.")
    if changes.removed:
        parts.append(f"{labels.count(len(changes.removed), 'report')} went.")
    if not parts:
        return "No report came in."
    return " ".join(parts if changes.changes else [*parts, "That changed nothing."])


def groups(sheet: Sheet) -> list[ChangeGroup]:
    """The changes by kind; none for a new story, where everything is new."""
    if sheet.changes is None or sheet.is_new:
        return []
    entries = [_entry(sheet, change) for change in sheet.changes.changes]
    found = []
    for title, kinds in GROUPS.items():
        ordered = sorted(
            (entry for entry in entries if entry.change.kind in kinds and _title(entry, title)),
            key=lambda entry: kinds.index(entry.change.kind),
        )
        if ordered:
            found.append(ChangeGroup(title=title, entries=tuple(ordered)))
    return found


def _title(entry: ChangeEntry, title: str) -> bool:
    """A new fact whose figure takes the place of another's is told among the numbers."""
    return entry.change.kind != "new fact" or (title == "Numbers") == ("→" in entry.moved)


def _entry(sheet: Sheet, change: Change) -> ChangeEntry:
    fact = sheet.of_id(change.fact or "")
    other = sheet.of_id(change.other or "")
    link, figures = labels.CHANGE_LINKS.get(change.kind, ""), ""
    if change.kind == "new fact" and fact is not None and fact.fact.supersedes:
        revised = sections.revision(sheet, fact)
        other, link = next(iter(revised.before), None), "replaces"
        figures = sections.figures_of(revised)
    return ChangeEntry(
        change=change,
        fact=fact,
        other=other,
        link=link,
        moved=figures or _moved(change),
        why=_why(change, fact),
        words=tuple(_words(sheet, change)),
    )


def line_of(change: Change) -> str:
    """What a change is about where the sheet has no fact of it: words of a quote as such."""
    return f"“{plain(change.summary)}”" if change.quote else plain(change.summary)


def _moved(change: Change) -> str:
    """Both states, or the one there is; none where the line or the reason tells it."""
    single = change.kind == "new fact" and change.after == "single source"
    if single or change.kind in ("conflict opened", "conflict closed"):
        return ""
    states = [_state(state) for state in (change.before, change.after) if state]
    return " → ".join(states)


def _state(state: str) -> str:
    grade = next((grade for grade in get_args(Grade) if grade == state), None)
    return plain(state) if grade is None else labels.GRADES[grade].name


def _why(change: Change, fact: SheetFact | None) -> str:
    """Nothing where the evidence says as much."""
    if change.kind == "conflict opened":
        return f"At stake: {plain(change.after or '')}."
    if change.kind == "quote altered":
        return ""
    if change.kind == "new fact" and fact is not None and fact.fact.grade == "single source":
        return ""
    return plain(change.why)


def _words(sheet: Sheet, change: Change) -> Iterator[Words]:
    told: set[str] = set()
    for mention in change.evidence:
        report = sheet.texts.get(mention.report)
        if report is not None and mention.report not in told | set(sheet.copies):
            told.add(mention.report)
            yield Words(report, mention.start, mention.end)
