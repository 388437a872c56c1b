"""The sheet as Markdown, for pasting into a note; a report's words never become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from secondsource.publish import labels, safetext, sections
from secondsource.publish.dates import spell_date
from secondsource.publish.safetext import plain
from secondsource.publish.sheet import Sheet, SheetFact, lay_out
from secondsource.records.story import Origin, Story

#: Everything that opens markup in CommonMark or its tables, inside a line or at its start.
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&:@$^=])")
#: A stop at the end of a word or a hyphen inside one opens nothing.
_INNER: Final = re.compile(r"(?<=\w)\\(?:([.:])(?= |$)|(-)(?=\w))")


def render(story: Story) -> str:
    """The sheet of ``story`` in CommonMark."""
    sheet = lay_out(story)
    parts = (_heading, _facts, _numbers, _quotes, _only_here, _timeline, _changes)
    return "\n".join(line for part in parts for line in part(sheet)) + "\n"


def escaped(text: str) -> str:
    """A report's words as one line that Markdown shows as they are."""
    line = _SPECIAL.sub(r"\\\1", plain(text))
    line = _INNER.sub(lambda match: match[1] or match[2], line)
    return re.sub(r"^(\d+)\.", r"\1\\.", line)


def _heading(sheet: Sheet) -> Iterable[str]:
    story = sheet.story
    unnamed = len(sheet.origins) - len(sheet.named_origins)
    yield f"# {escaped(story.title) or 'Untitled story'}"
    yield ""
    parts = [
        sheet.when,
        labels.count(len(sheet.reports), "report"),
        labels.count(len(sheet.named_origins), "independent origin"),
        f"{unnamed} unnamed" if unnamed else "",
        labels.count(len(sheet.copies), "copy", "copies") + " set aside",
    ]
    yield " · ".join(part for part in parts if part)
    yield ""
    for report in sheet.reports:
        address = safetext.web_address(report.url)
        name = escaped(sheet.names[report.id])
        linked = f"[{name}](<{_address(address)}>)" if address else name
        when = spell_date(report.published)
        yield f"- {linked}{f', {when}' if when else ''}"


def _address(address: str) -> str:
    """An address that cannot end its link."""
    return re.sub(r"[<>\\]", lambda match: f"%{ord(match[0]):02X}", address)


def _facts(sheet: Sheet) -> Iterable[str]:
    for grade, label in labels.GRADES.items():
        entries = [entry for entry in sheet.facts if entry.fact.grade == grade]
        if entries:
            yield from ("", f"## {label.symbol} {label.name} ({len(entries)})", "", label.meaning)
            yield ""
        for entry in entries:
            yield from _fact(sheet, entry)


def _fact(sheet: Sheet, entry: SheetFact) -> Iterable[str]:
    tags = "".join(f" *({tag})*" for tag in entry.tags)
    yield f"- **{entry.number}. {escaped(entry.fact.summary)}**{tags}  "
    if entry.fact.grade != "single source":
        yield f"  {escaped(entry.fact.why)}  "
    yield f"  Says so: {_origins(entry.origins)}"
    for item in entry.evidence:
        copy = " (copy)" if item.copy else ""
        words = "the same words" if item.repeats(entry.evidence) else f"“{escaped(item.words)}”"
        yield f"  - {escaped(sheet.names[item.report.id])}{copy}: {words}"
    for conflict in entry.fact.conflicts:
        other = sheet.of_id(conflict.fact)
        if other is not None:
            yield f"  - against {other.number}: {escaped(other.fact.summary)}"


def _origins(origins: Iterable[Origin]) -> str:
    names = dict.fromkeys(labels.origin(escaped(o.name), o.kind) for o in origins)
    return labels.listed(list(names)) or labels.NO_ORIGIN


def _numbers(sheet: Sheet) -> Iterable[str]:
    found = sections.numbers(sheet)
    if found:
        yield from ("", "## Numbers", "")
        yield from ("| what | low to high | best | reports |", "|---|---|---|---|")
    for number in found:
        said = "; ".join(
            f"{escaped(sheet.names[row.report.id])} “{escaped(row.words)}”"
            + (" superseded" if row.superseded else "")
            for row in number.rows
        )
        best = f"{sections.figure(number.best)} ({escaped(number.policy)})"
        yield f"| {escaped(number.label)} | {sections.span_of(number)} | {best} | {said} |"


def _quotes(sheet: Sheet) -> Iterable[str]:
    found = [quote for quote in sections.quotes(sheet) if quote.altered]
    if found:
        yield from ("", "## Quotes printed in different words", "")
    for quote in found:
        yield f"- **{escaped(sections.speaker_of(sheet, quote))}**"
        for version in quote.versions:
            report = sheet.texts.get(version.report)
            if report is not None:
                words = escaped(report.text[version.start : version.end])
                yield f"  - {escaped(sheet.names[report.id])}: “{words}”"


def _only_here(sheet: Sheet) -> Iterable[str]:
    if len(sheet.reports) < 2:
        return
    yield from ("", "## Only here", "")
    for item in sections.only_here(sheet):
        lacks = f"; lacks {_numbered(item.lacks)}" if item.lacks else ""
        name = escaped(sheet.names[item.report.id])
        yield f"- {name}: alone {_numbered(item.alone) or 'nothing'}{lacks}"


def _numbered(entries: Iterable[SheetFact]) -> str:
    return ", ".join(str(entry.number) for entry in entries)


def _timeline(sheet: Sheet) -> Iterable[str]:
    line = sections.timeline(sheet)
    rows = [("Happened", line.past), ("Planned, asked for or possible", line.ahead)]
    if line.past or line.ahead:
        yield from ("", "## Timeline", "")
    for title, moments in rows:
        if moments:
            yield f"- {title}"
        for when, entry in moments:
            yield f"  - {when}: {entry.number}. {escaped(entry.fact.summary)}"


def _changes(sheet: Sheet) -> Iterable[str]:
    found = sections.changes(sheet)
    if found:
        yield from ("", "## Changes", "")
    for change in found:
        old = "; ".join(f"{e.number}. {escaped(e.fact.summary)}" for e in change.before)
        yield f"- {change.now.number}. {escaped(change.now.fact.summary)} replaced {old}"
