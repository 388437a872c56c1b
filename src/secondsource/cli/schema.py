"""``secondsource schema``: the JSON Schema of a record."""

from __future__ import annotations

import click

from secondsource.cli.output import as_json, utf8_stdout


@click.command()
@click.argument("record", type=click.Choice(["reading", "story"]))
def schema(record: str) -> None:
    """Print the JSON Schema of reading@1 or story@1."""
    from secondsource.records.reading import Reading
    from secondsource.records.schema import json_schema
    from secondsource.records.story import Story

    cls = {"reading": Reading, "story": Story}[record]
    utf8_stdout().write(as_json(json_schema(cls), indent=2) + "\n")
