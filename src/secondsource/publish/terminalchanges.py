"""What changed with the new reports, in a terminal: by itself, or as a part of the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from secondsource.publish import changelist, labels
from secondsource.publish.changelist import ChangeEntry
from secondsource.publish.safetext import plain
from secondsource.publish.sheet import SheetFact, lay_out
from secondsource.publish.terminalpage import Page
from secondsource.records.changes import Changes
from secondsource.records.story import Story

if TYPE_CHECKING:
    from rich.console import Console

_REPORTS_QUOTED: Final = 4


def write_changes(story: Story, changes: Changes, console: Console) -> None:
    """Print the title of ``story`` and what ``changes`` says of it."""
    page = Page(console=console, sheet=lay_out(story, changes))
    page.line((plain(story.title) or labels.UNTITLED, "bold"))
    what_changed(page)


def what_changed(page: Page) -> None:
    """The section; nothing where there is no earlier state."""
    if not changelist.is_told(page.sheet):
        return
    page.title(labels.WHAT_CHANGED)
    page.line(changelist.came(page.sheet), indent=1)
    for group in changelist.groups(page.sheet):
        page.line((group.title, "bold dim"), indent=1)
        for entry in group.entries:
            _entry(page, entry)


def _entry(page: Page, entry: ChangeEntry) -> None:
    note = f"{entry.note}: " if entry.note else ""
    whose = f" — {page.name(entry.words[0].report.id)}" if entry.is_plain else ""
    page.line((note, "dim"), *_line(page, entry.fact, entry), (whose, "dim"), indent=3, hang=4)
    if entry.moved or entry.why:
        stop = ". " if entry.moved and entry.why else ""
        page.line((entry.moved, "bold"), stop, (entry.why, "italic"), indent=7)
    if entry.other is not None:
        line = _line(page, entry.other, entry)
        page.line((f"{entry.link} ", "dim"), *line, indent=7, hang=2)
    for words in () if entry.is_plain else entry.words[:_REPORTS_QUOTED]:
        said = entry.said(words)
        page.line((f"{page.name(words.report.id)}: ", "dim"), said, indent=7, hang=2)


def _line(page: Page, fact: SheetFact | None, entry: ChangeEntry) -> list[str | tuple[str, str]]:
    if fact is None:
        return [entry.line]
    tags = "".join(f" [{tag}]" for tag in fact.tags)
    return [
        (f"{page.mark(fact)} {fact.number}. ", fact.label.colour), plain(fact.fact.summary), tags,
    ]  # fmt: skip
