"""``secondsource stories``: which reports tell of the same happening."""

from __future__ import annotations

import click

from secondsource.cli.inputs import open_inputs, reading_options
from secondsource.cli.output import as_json, written


@click.command()
@reading_options
@click.option("--out", metavar="FILE", default="-", help="Write there instead of standard output.")
def stories(
    sources: tuple[str, ...], published: str | None, failures: str | None, out: str
) -> None:
    """Group the reports of SRC: one line a story, with its reports and copies."""
    from secondsource.extract.boilerplate import find_boilerplate
    from secondsource.story.group import group

    with open_inputs(sources, published, failures) as inputs, written(out) as stream:
        reports = list(inputs.counted())
        zones = {report.id: find_boilerplate(report.text) for report in reports}
        for found in group(reports, zones):
            row = {"story": found.id, "reports": list(found.reports), "copies": found.copies}
            stream.write(as_json(row) + "\n")
