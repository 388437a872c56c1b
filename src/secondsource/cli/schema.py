"""``secondsource schema``: the JSON Schema of a record."""

from __future__ import annotations

import click

from secondsource.cli.output import as_json, utf8_stdout


@click.command(short_help="Print the JSON Schema of a record.")
@click.argument("record", type=click.Choice(["reading", "story", "changes"]))
def schema(record: str) -> None:
    """Print the JSON Schema of reading@1, story@1 or changes@1."""
    from secondsource.records.changes import Changes
    from secondsource.records.reading import Reading
    from secondsource.records.schema import json_schema
    from secondsource.records.story import Story

    known: dict[str, type] = {"reading": Reading, "story": Story, "changes": Changes}
    utf8_stdout().write(as_json(json_schema(known[record]), indent=2) + "\n")
