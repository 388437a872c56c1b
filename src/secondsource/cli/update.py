"""``secondsource update``: add reports to a story kept in a file, and say what that changed."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click

from secondsource.cli.inputs import open_inputs, reading_options, workers_option
from secondsource.cli.output import as_json, check_writable, utf8_stdout, written
from secondsource.cli.sheets import terminal_console, write_page

if TYPE_CHECKING:
    from secondsource.living import LivingStory
    from secondsource.records.changes import Changes
    from secondsource.records.reading import Reading
    from secondsource.records.story import Story


@click.command(short_help="Add reports to a story; print what changed.")
@click.argument("story", metavar="STORY")
@click.option("--html", metavar="FILE", help="Write the sheet, what changed first, as one page.")
@click.option("--sheet", "form", flag_value="sheet", help="Print the sheet, what changed first.")
@click.option("--markdown", "form", flag_value="markdown", help="Print that sheet as Markdown.")
@click.option("--json", "form", flag_value="json", help="Print changes@1.")
@workers_option
@reading_options
def update(  # noqa: PLR0913  # one parameter an option
    story: str,
    sources: tuple[str, ...],
    published: str | None,
    failures: str | None,
    html: str | None,
    form: str | None,
) -> None:
    """Add the reports of SRC to the story in the file STORY; print what changed.

    STORY is made where it isn't there yet, and written again at the end.
    """
    for path in filter(None, (story, html)):
        check_writable(path)
    with open_inputs(sources, published, failures) as inputs:
        from secondsource.living import LivingStory

        living = LivingStory(_kept(story))
        changes = living.add(*inputs.readings())
        inputs.progress.close()
        _keep(story, living)
        if html:
            write_page(html, [living.story], [changes])
        if form or html != "-":
            _print(living.story, changes, form)


def _print(story: Story, changes: Changes, form: str | None) -> None:
    """What changed, by itself or with the sheet."""
    if form == "json":
        utf8_stdout().write(as_json(json.loads(changes.to_json()), indent=2) + "\n")
    elif form == "markdown":
        from secondsource.publish import markdown

        utf8_stdout().write(markdown.render(story, changes))
    elif form == "sheet":
        from secondsource.publish import terminal

        terminal.write(story, terminal_console(), changes)
    else:
        from secondsource.publish.terminalchanges import write_changes

        write_changes(story, changes, terminal_console())


def _kept(path: str) -> tuple[Reading, ...]:
    """The readings of the story in a file; none where there is no file."""
    from secondsource.errors import InputError
    from secondsource.records.forms import FormError, story_from_dict

    if not os.path.exists(path):
        return ()
    try:
        with open(path, encoding="utf-8") as stream:
            found = story_from_dict(json.load(stream))
    except (OSError, ValueError, RecursionError, FormError) as error:
        raise InputError(path, f"no story@1 ({error})") from None
    if found.reports and not any(s.tokens for r in found.readings for s in r.sentences):
        raise InputError(path, "holds no readings; `secondsource update` makes files that do")
    return found.readings


def _keep(path: str, living: LivingStory) -> None:
    from secondsource.records.forms import story_to_dict

    with written(path) as stream:
        stream.write(as_json(story_to_dict(living.story, full=True, syntax=True)) + "\n")
