"""``secondsource read``: the sheet of a story, in the terminal, as JSON or as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from secondsource.cli.inputs import open_inputs, reading_options, workers_option
from secondsource.cli.output import as_json, check_writable, utf8_stdout, written
from secondsource.cli.sheets import print_sheets, write_page

if TYPE_CHECKING:
    from secondsource.records.story import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which forms of the sheet are asked for; none of them: the terminal."""

    html: str | None
    browser: bool
    json: bool
    full: bool
    markdown: bool
    annotations: str | None


@click.command(short_help="Print the sheet of a story: facts, grades, who says so.")
@click.option("--html", metavar="FILE", help="Write the sheet as one self-contained page.")
@click.option("--open", "browser", is_flag=True, help="Open that page in the browser.")
@click.option("--json", "json_", is_flag=True, help="Print story@1 instead of the sheet.")
@click.option("--full", is_flag=True, help="With --json: add everything each report says.")
@click.option("--markdown", is_flag=True, help="Print the sheet as Markdown.")
@click.option("--annotations", metavar="FILE", help="Write the evidence as Web Annotations.")
@click.option("--one-story", is_flag=True, help="Take the input as one story.")
@click.option(
    "--debug", metavar="SENTENCE", help="Print a sentence's tree, the rules that fired, its claims."
)
@workers_option
@reading_options
def read(  # noqa: PLR0913  # one parameter an option
    sources: tuple[str, ...],
    published: str | None,
    failures: str | None,
    html: str | None,
    browser: bool,
    json_: bool,
    full: bool,
    markdown: bool,
    annotations: str | None,
    one_story: bool,
    debug: str | None,
) -> None:
    """Print what the reports of SRC say together: facts, grades, who says so."""
    wanted = Wanted(
        html=html,
        browser=browser,
        json=json_ or full,
        full=full,
        markdown=markdown,
        annotations=annotations,
    )
    if debug is not None:
        _debug(debug, published)
        return
    for path in filter(None, (html, annotations)):
        check_writable(path)
    with open_inputs(sources, published, failures) as inputs:
        readings = list(inputs.readings())
        if readings or wanted.json:
            from secondsource import pipeline

            inputs.progress.phase("putting together")
            stories = pipeline.stories(readings, one_story=one_story) if readings else []
            inputs.progress.close()
            inputs.ledger.copies = sum(len(r.copies) for story in stories for r in story.reports)
            _show(stories, wanted)


def _debug(sentence: str, published: str | None) -> None:
    from secondsource.cli.debugging import debug_lines
    from secondsource.pipeline import Reader
    from secondsource.records.report import Report

    explained = Reader().explain(Report(text=sentence, published=published))
    utf8_stdout().write("\n".join([*debug_lines(explained), ""]))


def _show(stories: Sequence[Story], wanted: Wanted) -> None:
    if len(stories) > 1:
        click.echo(f"{len(stories)} stories in the input", err=True)
    if wanted.html or wanted.browser:
        write_page(wanted.html, stories, browser=wanted.browser)
    if wanted.annotations:
        _write_annotations(stories, wanted.annotations)
    if wanted.json:
        _print_json(stories, wanted.full)
    elif wanted.markdown:
        from secondsource.publish import markdown

        utf8_stdout().write("\n".join(markdown.render(story) for story in stories))
    elif not (wanted.html or wanted.browser or wanted.annotations):
        print_sheets(stories)


def _write_annotations(stories: Sequence[Story], path: str) -> None:
    from secondsource.publish.annotations import annotation_page

    pages = [annotation_page(story) for story in stories]
    with written(path) as stream:
        stream.write(as_json(pages[0] if len(pages) == 1 else pages, indent=2) + "\n")
    if path != "-":
        click.echo(f"wrote {path}", err=True)


def _print_json(stories: Sequence[Story], full: bool) -> None:
    from secondsource.records.forms import story_to_dict

    rows = [story_to_dict(story, full=full) for story in stories]
    value = rows[0] if len(rows) == 1 else rows
    utf8_stdout().write(as_json(value, indent=2) + "\n")
