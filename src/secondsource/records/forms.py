"""The published forms of the records, JSON and Arrow, by one generic mapping.

``to_dict`` and ``from_dict`` serve every record; the functions here add what the contract says
of the two that are published, ``reading@1`` and ``story@1``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from secondsource.records.arrow import arrow_schema, from_arrow, to_arrow
from secondsource.records.mapping import FormError, from_dict, to_dict
from secondsource.records.reading import Reading
from secondsource.records.schema import json_schema
from secondsource.records.story import Story

__all__ = [
    "FormError",
    "arrow_schema",
    "from_arrow",
    "from_dict",
    "json_schema",
    "reading_from_dict",
    "reading_to_dict",
    "story_from_dict",
    "story_to_dict",
    "to_arrow",
    "to_dict",
]


def reading_to_dict(reading: Reading, *, syntax: bool = False) -> dict[str, Any]:
    """A reading as ``reading@1``.

    ``sentences`` always lists the sentences' spans; their ``tokens`` are there only with
    ``syntax``, because they are nine tenths of the record's size.
    """
    return to_dict(reading, layers={"syntax"} if syntax else ())


def reading_from_dict(data: Mapping[str, Any]) -> Reading:
    """The reading of a ``reading@1``. ValueError names the field that is wrong."""
    return from_dict(Reading, data)


def story_to_dict(story: Story, *, full: bool = False, syntax: bool = False) -> dict[str, Any]:
    """A story as ``story@1``; with ``full`` also its ``readings``, with ``syntax`` their tokens."""
    layers = {"full"} if full else set()
    return to_dict(story, layers=layers | {"syntax"} if syntax else layers)


def story_from_dict(data: Mapping[str, Any]) -> Story:
    """The story of a ``story@1``. ValueError names the field that is wrong."""
    return from_dict(Story, data)
