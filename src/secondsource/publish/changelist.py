"""What new reports changed, arranged for reading: the section ``What changed`` of every sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, get_args

from secondsource.publish import labels, sections
from secondsource.publish.safetext import plain, shortened
from secondsource.publish.sheet import Sheet, SheetFact
from secondsource.records.changes import Change, ChangeKind
from secondsource.records.report import Report
from secondsource.records.story import Grade, StoryMention

#: Titles of the groups, and the kinds of change under each, in the order in which they are read.
GROUPS: Final[dict[str, tuple[ChangeKind, ...]]] = {
    "Conflicts": ("conflict opened", "conflict closed", "quote disputed"),
    "Grades": ("grade",),
    "Numbers": ("new fact", "number"),
    "Corrections": ("new fact",),
    "New facts": ("new fact",),
    "Origins behind a fact": ("support",),
    "Quotes": ("new quote", "quote altered"),
    "Told together or apart": ("facts joined", "fact divided", "fact gone"),
}

_WORDS_SHOWN: Final = 240  #: characters of one piece of evidence
_UNMOVED: Final = ("conflict opened", "conflict closed", "facts joined", "fact divided")
_PUT_IN: Final = re.compile(r"^[^“”]*?\[[^\]]*\]\s*")  #: "[The minister] " at the head of a line


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
    line: str  #: what it is about, where there is no fact
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
        """Whether it is news of one report whose words are its line: one line says it all."""
        if len(self.words) != 1 or self.why or self.other is not None:
            return False
        if self.change.kind in ("new quote", "quote disputed"):
            return True
        told = self.fact is not None and _tells(self.fact.fact.summary, self.words[0].text)
        return self.change.kind == "new fact" and told

    def said(self, words: Words) -> str:
        """The words on one line, or that they are the fact's own line."""
        if self.fact is not None and self.fact.repeats_line(words.text):
            return "the same words"
        return f"“{shortened(plain(words.text), _WORDS_SHOWN)}”"


def _tells(line: str, words: str) -> bool:
    """Whether a fact's line has the words of a report, or they have all of it that is not put in
    ("[She] left" for "She left")."""
    said, bare = _bare(words), _bare(_PUT_IN.sub("", line))
    return said in _bare(line) or (bool(bare) and bare in said and len(said) < len(line) + 5)


def _bare(text: str) -> str:
    return plain(text).strip(" .,;:“”\"'").casefold()


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
    names = [sheet.names[report_id] for report_id in sheet.texts if report_id in changes.added]
    parts = []
    if names:
        parts.append(f"{labels.count(len(names), 'report')} came in: {labels.listed(names)}.")
    if changes.removed:
        parts.append(f"{labels.count(len(changes.removed), 'report')} was taken out."
                     if len(changes.removed) == 1
                     else f"{len(changes.removed)} reports were taken out.")  # fmt: skip
    if not parts:
        return "No report came in."
    return " ".join([*parts, _in_short(groups(sheet))])


def _in_short(found: Sequence[ChangeGroup]) -> str:
    """``1 conflict opened, 2 grades changed, 5 new facts.``"""
    kinds = Counter(entry.change.kind for group in found for entry in group.entries)
    told = [labels.count(kinds[kind], *words) for kind, words in labels.CHANGES_COUNTED.items()
            if kinds[kind]]  # fmt: skip
    return f"{labels.listed(told)}." if told else "That changed nothing."


def groups(sheet: Sheet) -> list[ChangeGroup]:
    """The changes by kind; none for a new story, where everything is new."""
    if sheet.changes is None or sheet.is_new:
        return []
    changes = list(_told_once(sheet, sheet.changes.changes))
    figures = {c.fact: _moved(c) for c in sheet.changes.changes if c.kind == "number"}
    was = {c.fact: c.before for c in sheet.changes.changes if c.kind == "grade" and c.before}
    entries = [_entry(sheet, change, figures, was) for change in changes]
    found = []
    for title, kinds in GROUPS.items():
        ordered = sorted(
            (entry for entry in entries if entry.change.kind in kinds and _title(entry, title)),
            key=lambda entry: (kinds.index(entry.change.kind), _place(entry)),
        )
        if ordered:
            found.append(ChangeGroup(title=title, entries=tuple(ordered)))
    return found


def _place(entry: ChangeEntry) -> int:
    return entry.fact.number if entry.fact is not None else 0


def _title(entry: ChangeEntry, title: str) -> bool:
    """A new fact that takes the place of another is told among the numbers where both have a
    figure, else among the corrections."""
    if entry.change.kind != "new fact":
        return True
    if "→" in entry.moved:
        return title == "Numbers"
    return title == ("Corrections" if entry.link == "replaces" else "New facts")


def _told_once(sheet: Sheet, changes: Sequence[Change]) -> Iterator[Change]:
    """Changes without those that another one tells: the grade and the figure of what a conflict
    opened about, the end of a fact that a new one replaces, a quotation that is a new fact, and
    what has no line of its own."""
    opened = {name for c in changes if c.kind == "conflict opened" for name in (c.fact, c.other)}
    new = [c for c in changes if c.kind == "new fact"]
    replaced = {old for c in new if (fact := sheet.of_id(c.fact or "")) is not None
                for old in fact.fact.supersedes}  # fmt: skip
    said = [mention for c in new for mention in c.evidence]
    for change in changes:
        fact = sheet.of_id(change.fact or "")
        replaces = fact is not None and bool(fact.fact.supersedes)
        contested = change.after == "contested" or change.kind == "number"
        if contested and change.fact in opened and not (change.kind == "new fact" and replaces):
            continue
        if change.kind == "grade" and change.after == "superseded" and change.fact in replaced:
            continue
        if change.kind == "new quote" and _overlap(change.evidence, said):
            continue
        inner = change.fact in sheet.within
        if inner and (change.kind in ("fact divided", "support") or not change.evidence):
            continue
        yield change


def _overlap(one: Iterable[StoryMention], others: Sequence[StoryMention]) -> bool:
    return any(
        a.report == b.report and a.start < b.end and b.start < a.end for a in one for b in others
    )


def _entry(
    sheet: Sheet, change: Change, figures: dict[str | None, str], was: dict[str | None, str]
) -> ChangeEntry:
    fact = sheet.of_id(change.fact or "")
    other = sheet.of_id(change.other or "")
    link, moved = labels.CHANGE_LINKS.get(change.kind, ""), ""
    newer = sheet.replaced_by.get(change.fact or "", ())
    if change.kind == "new fact" and fact is not None and fact.fact.supersedes:
        revised = sections.revision(sheet, fact)
        other, link = next(iter(revised.before), None), "replaces"
        moved = sections.figures_of(revised)
    elif change.kind in ("new fact", "grade") and newer:
        other, link = newer[0], "replaced by"
    elif change.kind == "conflict opened":
        link = f"{link} (till now {plain(was[change.other])})" if change.other in was else link
        moved = figures.get(change.fact) or figures.get(change.other) or ""
    return ChangeEntry(
        change=change,
        line=_line(sheet, change),
        fact=fact,
        other=other,
        link=link,
        moved=moved or _moved(change),
        why=_why(change, fact),
        words=tuple(_words(sheet, change)),
    )


def _line(sheet: Sheet, change: Change) -> str:
    """What a change is about where the sheet has no fact of it: words of a quote, and whose."""
    quote = next((q for q in sheet.story.quotes if q.id == change.quote), None)
    if not change.quote:
        return plain(change.summary)
    speaker = f"{sections.speaker_of(sheet, quote)}: " if quote is not None else ""
    return f"{labels.headed(speaker)}“{plain(change.summary).rstrip(',')}”"


def _moved(change: Change) -> str:
    """Both states, or the one there is; none where the line or the reason tells it."""
    single = change.kind == "new fact" and change.after == "single source"
    if single or change.kind in _UNMOVED:
        return ""
    states = [_state(state) for state in (change.before, change.after) if state]
    return " → ".join(states)


def _state(state: str) -> str:
    grade = next((grade for grade in get_args(Grade) if grade == state), None)
    return plain(state) if grade is None else labels.GRADES[grade].name


def _why(change: Change, fact: SheetFact | None) -> str:
    """Nothing where the evidence or the link says as much."""
    if change.kind == "conflict opened":
        about = plain(change.after or "")
        told = plain(fact.fact.why) if fact is not None else ""
        return told if about and about in told else f"At stake: {about}."
    if change.kind in ("quote altered", "new quote", "facts joined", "fact divided"):
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
