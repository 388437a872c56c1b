from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.records.forms import (
    arrow_schema,
    from_arrow,
    reading_to_dict,
    story_to_dict,
    to_arrow,
)
from secondsource.records.reading import Reading
from secondsource.records.story import Story
from tests.records.examples import example_reading, example_story
from tests.records.strategies import records


@settings(max_examples=25, deadline=None)
@given(st.lists(records(Reading), max_size=3))
def test_readings_survive_arrow(readings: list[Reading]) -> None:
    assert from_arrow(Reading, to_arrow(Reading, readings)) == readings


@settings(max_examples=10, deadline=None)
@given(records(Story))
def test_a_story_survives_arrow(story: Story) -> None:
    assert from_arrow(Story, to_arrow(Story, [story])) == [story]


@pytest.mark.parametrize(
    ("cls", "data"),
    [
        (Reading, reading_to_dict(example_reading(), syntax=True)),
        (Story, story_to_dict(example_story(), full=True)),
    ],
)
def test_the_columns_are_those_of_json(cls: type, data: dict[str, object]) -> None:
    assert arrow_schema(cls).names == list(data)


def test_a_report_stands_flat_in_a_story() -> None:
    reports = arrow_schema(Story).field("reports").type.value_type
    assert [reports[i].name for i in (0, -2, -1)] == ["id", "text", "copies"]


def test_a_layer_that_is_not_written_is_null() -> None:
    reading = example_reading()
    batch = to_arrow(Reading, [reading], layers=())
    assert batch.to_pylist()[0]["sentences"][0]["tokens"] is None
    bare = replace(reading.sentences[0], tokens=())
    assert from_arrow(Reading, batch) == [replace(reading, sentences=(bare,))]


def test_a_table_of_batches_is_read_in_order() -> None:
    first, second = example_reading(), replace(example_reading(), claims=())
    table = pa.Table.from_batches([to_arrow(Reading, [one]) for one in (first, second)])
    assert from_arrow(Reading, table) == [first, second]


def test_no_rows_keep_their_columns() -> None:
    batch = to_arrow(Story, [])
    assert batch.num_rows == 0
    assert batch.schema == arrow_schema(Story)
