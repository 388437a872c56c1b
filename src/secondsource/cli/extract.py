"""``secondsource extract``: what each report says by itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from secondsource.cli.inputs import open_inputs, reading_options, remembered, workers_option
from secondsource.cli.output import as_json, written

if TYPE_CHECKING:
    from secondsource.records.reading import Reading


@click.command(short_help="Write what each report says, one line each.")
@click.option(
    "--out",
    metavar="PATH",
    default="-",
    help="Write there instead of standard output. A folder (`there/`) gets parts, and a run into"
    " it that was broken off goes on when it is started again.",
)
@click.option("--restart", is_flag=True, help="Throw away the run in that folder; begin anew.")
@click.option(
    "--layers",
    type=click.Choice(["syntax"]),
    multiple=True,
    help="Add each sentence's tokens: lemma, part of speech, head and relation.",
)
@workers_option
@reading_options
def extract(  # noqa: PLR0913  # one parameter an option
    sources: tuple[str, ...],
    published: str | None,
    failures: str | None,
    out: str,
    restart: bool,
    layers: tuple[str, ...],
) -> None:
    """Write one reading@1 a line for each report of SRC."""
    from secondsource.records.forms import reading_to_dict

    def to_line(reading: Reading) -> str:
        return as_json(reading_to_dict(reading, syntax="syntax" in layers))

    in_folder = out.endswith(("/", os.sep)) or os.path.isdir(out)
    if restart and not in_folder:
        raise click.UsageError("--restart needs --out with a folder")
    with open_inputs(sources, published, failures, rows_on_stdout=out == "-") as inputs:
        if in_folder:
            from secondsource.cli.longrun import LongRun, read_into_folder

            plan = _plan(published, layers)
            run = LongRun(folder=Path(out), plan=plan, restart=restart)
            read_into_folder(run, inputs, to_line)
            return
        with written(out) as stream:
            for reading in inputs.readings():
                stream.write(to_line(reading) + "\n")


def _plan(published: str | None, layers: tuple[str, ...]) -> dict[str, Any]:
    """All that the rows depend on beside the inputs."""
    from secondsource import __version__
    from secondsource.encoder.storage import Weights

    return {
        "command": "extract",
        "version": __version__,
        "weights": Weights(None).digest,
        "--layers": sorted(set(layers)),
        "--published": published,
        "--no-network": bool(remembered("no_network")),
    }
