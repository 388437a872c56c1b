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
    from secondsource import pipeline

    with open_inputs(sources, published, failures) as inputs, written(out) as stream:
        for found in pipeline.group(inputs.counted()):
            row = {"story": found.id, "reports": list(found.reports), "copies": dict(found.copies)}
            stream.write(as_json(row) + "\n")
