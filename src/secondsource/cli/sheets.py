"""Where sheets go: the terminal, or a page that may be opened in the browser."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from secondsource.cli.output import written

if TYPE_CHECKING:
    from rich.console import Console

    from secondsource.records.changes import Changes
    from secondsource.records.story import Story


def terminal_console() -> Console:
    """Standard output, where a report's words are never markup."""
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False)


def print_sheets(stories: Sequence[Story]) -> None:
    """Print the sheet of each story, a rule between two."""
    from secondsource.publish import terminal

    console = terminal_console()
    for number, story in enumerate(stories):
        if number:
            console.rule()
        terminal.write(story, console)


def write_page(
    path: str | None,
    stories: Sequence[Story],
    changes: Sequence[Changes] = (),
    *,
    browser: bool = False,
) -> None:
    """Write the page under ``path``, else into a folder of its own; say where it is."""
    from secondsource.publish import htmlsheet

    path = path or os.path.join(tempfile.mkdtemp(prefix="secondsource-"), "sheet.html")
    with written(path) as stream:
        stream.write(htmlsheet.render(stories, changes))
    if browser and path != "-":
        import webbrowser

        webbrowser.open(Path(path).resolve().as_uri())
    if path != "-":
        click.echo(f"wrote {path}", err=True)
