from __future__ import annotations

import json
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings

from secondsource.records.forms import (
    from_dict,
    reading_from_dict,
    reading_to_dict,
    story_from_dict,
    story_to_dict,
    to_dict,
)
from secondsource.records.reading import Quantity, Reading, TimeExpression
from secondsource.records.shape import record_shape
from secondsource.records.story import Story
from tests.records.examples import REPORT, example_reading, example_story
from tests.records.strategies import records


@settings(max_examples=40, deadline=None)
@given(records(Reading))
def test_a_reading_survives_json(reading: Reading) -> None:
    text = json.dumps(reading_to_dict(reading, syntax=True), allow_nan=False)
    assert reading_from_dict(json.loads(text)) == reading


@settings(max_examples=15, deadline=None)
@given(records(Story))
def test_a_story_survives_json(story: Story) -> None:
    text = json.dumps(story_to_dict(story, full=True, syntax=True), allow_nan=False)
    assert story_from_dict(json.loads(text)) == story


def test_the_columns_of_a_reading_are_those_of_the_contract() -> None:
    data = reading_to_dict(example_reading())
    assert list(data) == [
        "schema", "report", "sentences", "entities", "times", "places", "quantities",
        "attributions", "quotes", "claims", "boilerplate",
    ]  # fmt: skip
    assert data["schema"] == "secondsource/reading@1"
    assert list(data["report"]) == [
        "id", "title", "outlet", "url", "author", "published", "modified", "language", "source",
        "place", "credited", "text",
    ]  # fmt: skip
    assert data["times"][0]["from"] == "2031-03-03"
    assert list(data["claims"][0]) == [
        "id", "start", "end", "predicate", "arguments", "times", "places", "quantities",
        "modality", "polarity", "background", "attributions", "event",
    ]  # fmt: skip


def test_a_story_report_is_the_report_and_its_copies() -> None:
    data = story_to_dict(example_story())
    assert data["reports"] == [{**to_dict(REPORT), "copies": ["r2"]}]


def test_tokens_are_written_only_with_the_syntax_layer() -> None:
    reading = example_reading()
    (bare,) = reading_to_dict(reading)["sentences"]
    (full,) = reading_to_dict(reading, syntax=True)["sentences"]
    assert list(bare) == ["start", "end"]
    assert full["tokens"][0]["feats"] == "Number=Sing"
    without = replace(reading.sentences[0], tokens=())
    assert reading_from_dict(reading_to_dict(reading)) == replace(reading, sentences=(without,))


def test_readings_are_written_only_on_request() -> None:
    story = example_story()
    assert "readings" not in story_to_dict(story)
    (reading,) = story_to_dict(story, full=True)["readings"]
    assert reading == reading_to_dict(example_reading())


def test_a_whole_number_is_written_without_a_fraction() -> None:
    quantity = Quantity(start=0, end=1, value=57.0, low=56.5, high=None)
    assert json.dumps(to_dict(quantity)).startswith('{"start": 0, "end": 1, "value": 57, "low"')


def test_unknown_keys_are_ignored_and_defaults_fill_in() -> None:
    data = {"start": 1, "end": 4, "type": "DATE", "value": "2031", "colour": "red"}
    time = TimeExpression(start=1, end=4, type="DATE", value="2031")
    assert from_dict(TimeExpression, data) == time


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("schema",), "secondsource/reading@2", "schema: should be 'secondsource/reading@1', is"),
        (("report",), None, "report: should be an object, is null"),
        (("report", "text"), 7, "report.text: should be text, is 7"),
        (("claims",), "none", "claims: should be a list, is text"),
        (("claims", 0, "predicate", "start"), "0", "claims[0].predicate.start: should be a whole"),
        (("claims", 0, "start"), -1, "claims[0].start: should be a whole number from 0, is -1"),
        (("claims", 0, "background"), 1, "claims[0].background: should be true or false, is 1"),
        (("claims", 0, "times", 0), True, "claims[0].times[0]: should be a whole number from 0"),
        (("quantities", 0, "value"), float("nan"), "quantities[0].value: should be a number"),
        (("entities", 0, "kind"), "ghost", "entities[0].kind: 'ghost' is none of person,"),
        (("entities", 0), [], "entities[0]: should be an object, is a list"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(path, value, message) -> None:
    data = reading_to_dict(example_reading())
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(ValueError) as caught:
        reading_from_dict(data)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_what_is_missing_is_named_by_its_path() -> None:
    data = story_to_dict(example_story())
    del data["facts"][0]["claims"][0]["end"]
    with pytest.raises(ValueError, match=r"^facts\[0\]\.claims\[0\]\.end: missing$"):
        story_from_dict(data)
    del data["reports"][0]["text"]
    with pytest.raises(ValueError, match=r"^reports\[0\]\.text: missing$"):
        story_from_dict(data)


def test_a_hint_no_form_exists_for_is_refused() -> None:
    @dataclass
    class Odd:
        words: dict

    with pytest.raises(TypeError, match="words"):
        record_shape(Odd)
