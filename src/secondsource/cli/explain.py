"""``secondsource explain``: why a fact's claims were put together, and how its grade came about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from secondsource.cli.inputs import open_inputs, reading_options, workers_option
from secondsource.cli.output import utf8_stdout

if TYPE_CHECKING:
    from secondsource.publish.sheet import SheetFact
    from secondsource.records.story import Fact, Story

_OFFERED = 5  # facts named where none is found


@click.command(short_help="Say why a fact has its claims and its grade.")
@click.argument("fact", metavar="FACT")
@click.option("--one-story", is_flag=True, help="Take the input as one story.")
@workers_option
@reading_options
def explain(
    fact: str,
    sources: tuple[str, ...],
    published: str | None,
    failures: str | None,
    one_story: bool,
) -> None:
    """Explain a fact of the reports of SRC: why its claims are together, and its grade.

    FACT is its number on the sheet, its id in the JSON, or a piece of its line.
    """
    with open_inputs(sources, published, failures) as inputs:
        readings = list(inputs.readings())
        from secondsource import pipeline

        inputs.progress.phase("putting together")
        stories = pipeline.stories(readings, one_story=one_story)
        story, found = _chosen(stories, fact)
        own = {entry.report.id for entry in story.reports}
        explained = pipeline.explain([r for r in readings if r.report.id in own], found.id)
        inputs.progress.close()
        if explained is not None:
            from secondsource.cli.explanation import explanation_lines

            lines = explanation_lines(explained, story)
            utf8_stdout().write("".join(f"{line}\n" for line in lines))


def _chosen(stories: Sequence[Story], wanted: str) -> tuple[Story, Fact]:
    """The one fact that is meant; UsageError where none or several are."""
    from secondsource.publish.sheet import lay_out

    folded = " ".join(wanted.casefold().split())
    pairs = [(story, entry) for story in stories for entry in lay_out(story).facts]
    found = (
        [pair for pair in pairs if pair[1].fact.id == wanted]
        or [pair for pair in pairs if str(pair[1].number) == folded]
        or [pair for pair in pairs if folded and folded in pair[1].fact.summary.casefold()]
    )
    if len(found) == 1:
        return found[0][0], found[0][1].fact
    from secondsource.publish.safetext import plain

    if found:
        said = f"{len(found)} facts fit; name one by its number or id:"
    else:
        said = f"no fact {plain(wanted)!r} in these reports."
        found = _like(pairs, folded)
        said += " There is:" if found else ""
    lines = (f"{e.number:>4}. {plain(e.fact.summary)} [{e.fact.id}]" for _, e in found)
    listed = "".join(f"\n{line}" for line in lines)
    raise click.UsageError(said + listed)


def _like(pairs: Sequence[tuple[Story, SheetFact]], folded: str) -> list[tuple[Story, SheetFact]]:
    """Facts whose lines share words with what was asked for, the most first."""
    words = set(folded.split())
    shared = [(len(words & set(p[1].fact.summary.casefold().split())), p) for p in pairs]
    ranked = sorted((item for item in shared if item[0]), key=lambda item: -item[0])
    return [pair for _, pair in ranked[:_OFFERED]]
