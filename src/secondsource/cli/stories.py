"""``secondsource stories``: which reports tell of the same happening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from secondsource.cli.inputs import open_inputs, reading_options
from secondsource.cli.output import as_json, written

if TYPE_CHECKING:
    from secondsource.records.grouping import Group


@click.command(short_help="Group reports into stories, one line each.")
@click.option("--out", metavar="FILE", default="-", help="Write there instead of standard output.")
@reading_options
def stories(
    sources: tuple[str, ...], published: str | None, failures: str | None, out: str
) -> None:
    """Group the reports of SRC: one line a story, with its reports and copies."""
    from secondsource import pipeline

    with open_inputs(sources, published, failures) as inputs, written(out) as stream:
        for found in pipeline.iter_groups(inputs.reports(), inputs.comparing):
            inputs.progress.close()  # all inputs are in; what comes now may go to the terminal
            inputs.ledger.copies += len(found.copies)
            stream.write(as_json(_row(found)) + "\n")


def _row(found: Group) -> dict[str, Any]:
    from secondsource.records.mapping import to_dict

    return {
        "schema": "secondsource/stories@1",
        "story": found.id,
        "reports": list(found.reports),
        "copies": dict(found.copies),
        "why": to_dict(found.why),
        "reuses": [to_dict(reuse) for reuse in found.reuses],
        "credits": [to_dict(credit) for credit in found.credits],
        "publishers": {name: to_dict(each) for name, each in found.publishers.items()},
    }
