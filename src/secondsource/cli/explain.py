"""``secondsource explain``: why a fact's claims were put together, and how its grade came about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from secondsource.cli.inputs import open_inputs, reading_options, workers_option
from secondsource.cli.output import utf8_stdout

if TYPE_CHECKING:
    from secondsource.reconciling.explain import Explanation, Weighing
    from secondsource.records.story import Fact, Story


@click.command()
@click.argument("fact", metavar="FACT")
@reading_options
@workers_option
@click.option("--one-story", is_flag=True, help="Take the input as one story.")
def explain(
    fact: str,
    sources: tuple[str, ...],
    published: str | None,
    failures: str | None,
    one_story: bool,
) -> None:
    """Explain a fact of the reports of SRC: FACT is its id or a piece of its line."""
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
            lines = _lines(explained, story)
            utf8_stdout().write("".join(f"{line}\n" for line in lines))


def _chosen(stories: Sequence[Story], wanted: str) -> tuple[Story, Fact]:
    """The one fact that is meant; UsageError where none or several are."""
    folded = " ".join(wanted.casefold().split())
    pairs = [(story, fact) for story in stories for fact in story.facts]
    exact = [pair for pair in pairs if pair[1].id == wanted]
    found = exact or [p for p in pairs if folded and folded in p[1].summary.casefold()]
    if len(found) == 1:
        return found[0]
    from secondsource.publish.safetext import plain

    if not found:
        raise click.UsageError(f"no fact {plain(wanted)!r} in these reports")
    listed = "".join(f"\n  {fact.id}  {plain(fact.summary)}" for _, fact in found)
    raise click.UsageError(f"{len(found)} facts fit; name one by its id:{listed}")


def _lines(found: Explanation, story: Story) -> Iterator[str]:
    from secondsource.publish.safetext import plain

    fact, told = found.fact, _Told(story)
    yield f"{plain(fact.summary)} [{fact.id}]"
    yield f"{fact.grade}: {plain(fact.why)}"
    for number, group in enumerate(found.origins, start=1):
        yield f"  origin {number}: {', '.join(plain(name) for name in group)}"
    for conflict in fact.conflicts:
        yield f"  against {told.line(conflict.fact)}: {plain(conflict.about)}"
    for old in fact.supersedes:
        yield f"  replaces {told.line(old)}"
    yield "\nIts claims"
    for claim in fact.claims:
        where = told.words(claim.report, claim.start, claim.end)
        yield f"  {where}{'' if claim.relation == 'equivalent' else f' ({claim.relation})'}"
    for title, weighings in (("Put together", found.together), ("Kept apart", found.apart)):
        yield f"\n{title}{'' if weighings else ': none'}"
        for weighing in weighings:
            yield from _weighing(weighing, told)


def _weighing(weighing: Weighing, told: _Told) -> Iterator[str]:
    from secondsource.publish.safetext import plain

    at = weighing.evidence
    verdict = "same" if weighing.same else "apart"
    yield f"  {told.words(at.report, at.start, at.end)}"
    home = f", told in {told.line(weighing.fact)}" if weighing.fact else ""
    yield f"    {verdict}, {weighing.score:+.2f} points{home}"
    yield from (f"    {plain(reason)}" for reason in weighing.reasons)


class _Told:
    """Words and lines of a story by their ids."""

    def __init__(self, story: Story) -> None:
        from secondsource.publish.sheet import report_names

        self._reports = {entry.report.id: entry.report for entry in story.reports}
        self._names = report_names(self._reports.values())
        self._facts = {fact.id: fact.summary for fact in story.facts}

    def words(self, report_id: str, start: int, end: int) -> str:
        """Who prints it, and the words."""
        from secondsource.publish.safetext import plain

        words = self._reports[report_id].text[start:end]
        return f"{self._names[report_id]}: “{plain(words)}”"

    def line(self, fact: str) -> str:
        """A fact's line with its id."""
        from secondsource.publish.safetext import plain

        return f"“{plain(self._facts.get(fact, ''))}” [{fact}]"
