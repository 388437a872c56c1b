from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from secondsource.records.forms import json_schema, reading_to_dict, story_to_dict
from secondsource.records.reading import Reading
from secondsource.records.schema import write
from secondsource.records.story import Story
from tests.records.examples import example_reading, example_story
from tests.records.strategies import records

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema"
READING = Draft202012Validator(json_schema(Reading))
STORY = Draft202012Validator(json_schema(Story))


def test_the_published_files_are_up_to_date(tmp_path: Path) -> None:
    fresh = {path.name: path.read_text(encoding="utf-8") for path in write(tmp_path)}
    published = {path.name: path.read_text(encoding="utf-8") for path in PUBLISHED.glob("*.json")}
    assert published == fresh, "run: python -m secondsource.records.schema docs/schema"


@pytest.mark.parametrize("cls", [Reading, Story])
def test_a_schema_is_itself_valid(cls: type) -> None:
    Draft202012Validator.check_schema(json_schema(cls))


@pytest.mark.parametrize("layers", [{}, {"syntax": True}])
def test_the_example_reading_is_valid(layers: dict[str, bool]) -> None:
    READING.validate(reading_to_dict(example_reading(), **layers))


@pytest.mark.parametrize("layers", [{}, {"full": True}, {"full": True, "syntax": True}])
def test_the_example_story_is_valid(layers: dict[str, bool]) -> None:
    STORY.validate(story_to_dict(example_story(), **layers))


@settings(max_examples=20, deadline=None)
@given(records(Reading))
def test_every_reading_is_valid(reading: Reading) -> None:
    READING.validate(json.loads(json.dumps(reading_to_dict(reading, syntax=True))))


def test_fields_may_be_added() -> None:
    data = reading_to_dict(example_reading()) | {"mood": "grim"}
    data["claims"][0]["certainty"] = 0.5
    READING.validate(data)


def _required(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every key of every object."""
    if isinstance(data, list):
        return [found for i, item in enumerate(data) for found in _required(item, (*path, i))]
    if not isinstance(data, dict):
        return []
    keys = [(*path, key) for key in data]
    return keys + [found for key in data for found in _required(data[key], (*path, key))]


@pytest.mark.parametrize("path", _required(story_to_dict(example_story())), ids=str)
def test_no_written_field_may_be_missing(path: tuple[Any, ...]) -> None:
    data: Any = story_to_dict(example_story())
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    assert not STORY.is_valid(data)


@pytest.mark.parametrize("bad", [{"grade": "certain"}, {"why": None}, {"origins": "o1"}])
def test_a_wrong_value_is_invalid(bad: dict[str, Any]) -> None:
    data = story_to_dict(example_story())
    data["facts"][0] |= bad
    assert not STORY.is_valid(data)
