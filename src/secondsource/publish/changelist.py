"""What changed in a story, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from secondsource.publish.safetext import plain, shortened
from secondsource.publish.sheet import report_names
from secondsource.records.changes import Change, Changes
from secondsource.records.story import Story

_LONGEST: Final = 160


def change_lines(changes: Changes, story: Story) -> list[str]:
    """A heading, and for each change what it is, what it is about and where it stands."""
    texts = {entry.report.id: entry.report for entry in story.reports}
    names = report_names(texts.values())
    came, went = len(changes.added), len(changes.removed)
    lines = [f"{plain(story.title)}: {came} new, {went} gone, {len(changes.changes)} changes"]
    for change in changes.changes:
        lines += _lines(change)
        for evidence in change.evidence:
            text = texts[evidence.report].text[evidence.start : evidence.end]
            words = shortened(plain(text), _LONGEST)
            lines.append(f"    {names[evidence.report]}: “{words}”")
    return lines


def _lines(change: Change) -> Iterator[str]:
    moved = " → ".join(plain(state) for state in (change.before, change.after) if state)
    about = change.fact or change.quote or ""
    yield f"{change.kind}{f' ({moved})' if moved else ''}: {plain(change.summary)} [{about}]"
    yield f"    {plain(change.why)}"
