"""The sheet as Markdown, for pasting into a note; a report's words never become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from secondsource.publish import labels, safetext
from secondsource.publish.markdownparts import PARTS
from secondsource.publish.markdowntext import escaped, fact_line, origins_of
from secondsource.publish.sheet import Evidence, Sheet, SheetFact, lay_out
from secondsource.records.changes import Changes
from secondsource.records.story import Story

_UNSAFE: Final = re.compile(r"[<>\\]")


def render(story: Story, changes: Changes | None = None) -> str:
    """The sheet of ``story`` in CommonMark, with what changed where that is given."""
    sheet = lay_out(story, changes)
    what_changed, *others = PARTS
    parts = (_heading, what_changed, _facts, *others)
    return "\n".join(line for part in parts for line in part(sheet)) + "\n"


def _heading(sheet: Sheet) -> Iterable[str]:
    yield f"# {escaped(sheet.story.title) or labels.UNTITLED}"
    yield ""
    yield " · ".join([sheet.when, *sheet.counts])
    yield ""
    for report in sheet.texts.values():
        address = safetext.web_address(report.url)
        name = escaped(sheet.names[report.id])
        linked = f"[{name}](<{_address(address)}>)" if address else name
        when = sheet.day_of(report.id)
        original = sheet.names.get(sheet.copies.get(report.id, ""))
        copy = f" (a copy of {escaped(original)})" if original else ""
        yield f"- {linked}{f', {when}' if when else ''}{copy}"


def _address(address: str) -> str:
    """An address that cannot end its link."""
    return _UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", address)


def _facts(sheet: Sheet) -> Iterable[str]:
    for grade, label in labels.GRADES.items():
        entries = sheet.lines(grade)
        if entries:
            count = sum(entry.fact.grade == grade for entry in sheet.facts)
            yield from ("", f"## {label.symbol} {label.name} ({count})", "", label.meaning)
            yield ""
        for entry in entries:
            yield from _fact(sheet, entry)


def _fact(sheet: Sheet, entry: SheetFact) -> Iterable[str]:
    tags = "".join(f" *({tag})*" for tag in entry.tags)
    yield f"- **{entry.number}. {escaped(entry.fact.summary)}**{tags}  "
    yield f"  {escaped(entry.fact.why)}"
    outer = sheet.detail_of(entry)
    if outer is not None:
        adds = f": {escaped(outer[1])}" if outer[1] else ""
        yield f"  {labels.ADDS} {outer[0].label.symbol} {outer[0].number}{adds}."
    for spoken in entry.spoken:
        yield f"  {escaped(spoken)}"
    if entry.origins and not entry.names_origins:
        yield f"  Says so: {origins_of(entry.origins)}"
    for place in entry.passages:
        yield f"  - {_evidence(sheet, entry, entry.evidence[place])}"
    for inner in sheet.told_in(entry):
        yield f"  - {labels.WITHIN.lower()}: {inner.label.symbol} {fact_line(inner)}"
    for conflict in entry.fact.conflicts:
        other = sheet.of_id(conflict.fact)
        if other is not None:
            told = entry.tells_of(other, conflict.about)
            whose = f" — {origins_of(other.origins)}, on {escaped(conflict.about)}"
            yield f"  - against {fact_line(other)}{'' if told else whose}"
    for old in filter(None, map(sheet.of_id, entry.fact.supersedes)):
        yield f"  - replaces {fact_line(old)}"
    for new in sheet.replaced_by.get(entry.fact.id, ()):
        yield f"  - replaced by {fact_line(new)}"


def _evidence(sheet: Sheet, entry: SheetFact, item: Evidence) -> str:
    notes = [*item.notes, "copy"] if item.copy else item.notes
    about = f" ({', '.join(notes)})" if notes else ""
    same = item.repeats(entry.evidence) or entry.prints(item)
    words = "the same words" if same else f"“{escaped(item.words)}”"
    return f"{escaped(sheet.names[item.report.id])}{about}: {words}"
