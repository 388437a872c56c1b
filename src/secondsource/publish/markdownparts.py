"""The parts of the sheet around the facts, in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from secondsource.publish import changelist, labels, sections
from secondsource.publish.changelist import ChangeEntry
from secondsource.publish.geography import sites, whereabouts
from secondsource.publish.legs import legs
from secondsource.publish.markdowntext import escaped, fact_line, numbered, origins_of
from secondsource.publish.sheet import Sheet
from secondsource.publish.wording import printings


def what_changed(sheet: Sheet) -> Iterable[str]:
    """What the new reports changed, by kind."""
    if not changelist.is_told(sheet):
        return
    yield from ("", f"## {labels.WHAT_CHANGED}", "", escaped(changelist.came(sheet)))
    for group in changelist.groups(sheet):
        yield from ("", f"### {group.title}", "")
        for entry in group.entries:
            yield from _change(sheet, entry)


def _change(sheet: Sheet, entry: ChangeEntry) -> Iterator[str]:
    note = f"{entry.note}: " if entry.note else ""
    line = fact_line(entry.fact) if entry.fact else escaped(entry.line)
    whose = f" — {escaped(sheet.names[entry.words[0].report.id])}" if entry.is_plain else ""
    yield f"- {note}{line}{whose}"
    moved = f"**{escaped(entry.moved)}**" if entry.moved else ""
    if moved or entry.why:
        yield f"  - {'. '.join(part for part in (moved, escaped(entry.why)) if part)}"
    if entry.other is not None:
        yield f"  - {entry.link} {fact_line(entry.other)}"
    for words in () if entry.is_plain else entry.words:
        yield f"  - {escaped(sheet.names[words.report.id])}: {escaped(entry.said(words))}"


def numbers(sheet: Sheet) -> Iterable[str]:
    """A row for each quantity."""
    found = sections.numbers(sheet)
    if found:
        yield from ("", "## Numbers", "")
        yield from ("| what | low to high | best | reports | facts |", "|---|---|---|---|---|")
    for number in found:
        said = "; ".join(_row(sheet, row) for row in number.rows)
        best = sections.figure(number.best)
        if sections.best_of(number):
            best += f" ({escaped(number.policy)})"
        span = sections.span_of(number)
        name = escaped(labels.headed(number.label))
        yield f"| {name} | {span} | {best} | {said} | {numbered(number.facts)} |"


def _row(sheet: Sheet, row: sections.NumberRow) -> str:
    notes = [sections.on_word_of(sheet, row), "superseded" if row.superseded else ""]
    told = escaped("; ".join(note for note in notes if note))
    said = f"{escaped(sheet.names[row.report.id])} “{escaped(row.words)}”"
    return f"{said} ({told})" if told else said


def quotes(sheet: Sheet) -> Iterable[str]:
    """Who said what, and how other printings differ."""
    found = sections.quotes_by_speaker(sheet)
    if found:
        yield from ("", "## Quotes", "")
    for name, said in found:
        yield f"- **{escaped(name)}**"
        for quote in said:
            tags = "".join(f" *({tag})*" for tag in sections.quote_tags(quote))
            shown = printings(sheet, quote)
            for printing in shown:
                reports = [quote.versions[place].report for place in printing.places]
                names = labels.listed([escaped(sheet.names[report]) for report in reports])
                notes = sections.version_notes(sheet, quote, printing.version, len(shown) > 1)
                about = f" ({escaped(', '.join(notes))})" if notes else ""
                words = escaped("".join(piece.text for piece in printing.pieces))
                differs = "; ".join(printing.differences)
                told = f" — it {escaped(differs)}" if differs else ""
                yield f"  - {names}{about}: “{words}”{told}{tags}"
                tags = ""


def origins(sheet: Sheet) -> Iterable[str]:
    """A row for each origin: what it shares with others and what rests on it alone."""
    if not sheet.origins:
        return
    yield from ("", "## Origins", "")
    yield from ("| origin | through | with others | on it alone |", "|---|---|---|---|")
    for leg in legs(sheet):
        names = [escaped(name) for name in leg.outlets]
        counted = sheet.counted_with(leg.origin)
        head = labels.first_in_row(origins_of([leg.origin]), leg.origin.kind)
        head += f", counted with {escaped(counted)}" if counted else ""
        told = f"{numbered(leg.shared)} | {numbered(leg.alone)}"
        yield f"| {head} | {labels.listed(names)} | {told} |"


def only_here(sheet: Sheet) -> Iterable[str]:
    """What each report alone has, and what it leaves out, by number."""
    found = sections.only_here(sheet)
    if found:
        yield from ("", "## Only here, and left out", "")
    for item in found:
        parts = [f"alone {numbered(item.alone) or 'nothing'}"]
        parts += [f"leaves out {numbered(item.lacks)}"] if item.lacks else []
        if item.too_early:
            parts.append(f"appeared before others said {numbered(item.too_early)}")
        yield f"- {escaped(sheet.names[item.report.id])}: {'; '.join(parts)}"


def timeline(sheet: Sheet) -> Iterable[str]:
    """What happened, what is ahead, and what has no date."""
    line = sections.timeline(sheet)
    if line.past or line.ahead or line.undated:
        yield from ("", "## Timeline", "")
    for title, moments in ((labels.HAPPENED, line.past), (labels.AHEAD, line.ahead)):
        if moments:
            yield f"- {title}"
        for when, entry in moments:
            yield f"  - {when}: {fact_line(entry)}"
    if line.undated:
        yield f"- {labels.headed(labels.NO_DATE)}: {numbered(line.undated)}"


def places(sheet: Sheet) -> Iterable[str]:
    """Where the places lie that reports name."""
    found = sites(sheet)
    if found:
        yield from ("", "## Places", "")
    for site in found:
        facts = f": {numbered(site.facts)}" if site.facts else ""
        yield f"- {escaped(site.name)}, {escaped(whereabouts(site))}{facts}"


def changes(sheet: Sheet) -> Iterable[str]:
    """What a later report revised."""
    found = sections.changes(sheet)
    if found:
        yield from ("", "## Changes", "")
    for change in found:
        old = "; ".join(map(fact_line, change.before))
        figures = sections.figures_of(change)
        moved = f" ({escaped(figures)})" if figures else ""
        yield f"- {fact_line(change.now)}{moved} replaced {old}"


#: In the order of the sheet; the facts stand after the first.
PARTS: Final[tuple[Callable[[Sheet], Iterable[str]], ...]] = (
    what_changed, numbers, quotes, origins, only_here, timeline, places, changes,
)  # fmt: skip
