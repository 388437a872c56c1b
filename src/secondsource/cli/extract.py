"""``secondsource extract``: what each report says by itself."""

from __future__ import annotations

import click

from secondsource.cli.inputs import open_inputs, reading_options
from secondsource.cli.output import as_json, written


@click.command()
@reading_options
@click.option("--out", metavar="FILE", default="-", help="Write there instead of standard output.")
@click.option(
    "--layers",
    type=click.Choice(["syntax"]),
    multiple=True,
    help="Add each sentence's tokens: lemma, part of speech, head and relation.",
)
def extract(
    sources: tuple[str, ...],
    published: str | None,
    failures: str | None,
    out: str,
    layers: tuple[str, ...],
) -> None:
    """Write one reading@1 a line for each report of SRC."""
    from secondsource.records.forms import reading_to_dict

    with open_inputs(sources, published, failures) as inputs, written(out) as stream:
        for reading in inputs.readings():
            row = reading_to_dict(reading, syntax="syntax" in layers)
            stream.write(as_json(row) + "\n")
