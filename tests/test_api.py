"""The Python interface as the contract gives it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields

import pyarrow
import pytest

import secondsource as ss
from secondsource import pipeline
from secondsource.ingest.failure import Failure

TEXTS = (
    "Officials in Lima said on Friday that the port had reopened. Two ships left at noon.",
    "The port of Lima reopened on Friday, the harbour master said.",
)


@pytest.fixture(scope="module")
def readings() -> list[ss.Reading]:
    reader = ss.Reader()
    return [reader.read(ss.Report(text=text, published="2025-10-17")) for text in TEXTS]


def test_every_public_name_is_there() -> None:
    assert all(getattr(ss, name) is not None for name in ss.__all__)
    with pytest.raises(AttributeError):
        _ = ss.nothing


def test_reconcile_can_be_called_again(readings: list[ss.Reading]) -> None:
    assert ss.reconcile(readings) == ss.reconcile(readings[::-1])
    assert callable(ss.extract)


def test_json_and_html(readings: list[ss.Reading]) -> None:
    story = ss.reconcile(readings)
    assert json.loads(story.to_json())["schema"] == "secondsource/story@1"
    assert len(json.loads(story.to_json(full=True))["readings"]) == 2
    assert json.loads(readings[0].to_json())["schema"] == "secondsource/reading@1"
    assert "Lima" in story.to_html()


def test_read_many_keeps_the_order_and_equals_read(readings: list[ss.Reading]) -> None:
    reports = [reading.report for reading in readings] * 10
    assert list(ss.Reader().read_many(reports)) == readings * 10


def test_several_processes_read_the_same(readings: list[ss.Reading]) -> None:
    reports = [reading.report for reading in readings] * 10
    assert list(ss.Reader().read_many(reports, workers=2)) == readings * 10


def test_a_report_that_breaks_the_reader_fails_alone(
    readings: list[ss.Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(text: str) -> tuple[()]:
        if text == "broken":
            raise RuntimeError("no such thing")
        return ()

    monkeypatch.setattr(pipeline, "find_boilerplate", find)
    whole = [reading.report for reading in readings]
    found = list(pipeline.read_many([*whole, ss.Report(text="broken", source="a.txt"), *whole]))
    assert [getattr(item, "report", None) for item in found] == [*whole, None, *whole]
    failure = found[2]
    assert isinstance(failure, Failure)
    assert (failure.source, failure.reason) == (
        "a.txt", "could not be read: RuntimeError: no such thing",
    )  # fmt: skip


def test_what_the_source_of_reports_raises_comes_after_those_before_it(
    readings: list[ss.Reading],
) -> None:
    def reports() -> Iterator[ss.Report]:
        yield readings[0].report
        raise OSError("disk gone")

    found = pipeline.read_many(reports())
    assert next(found) == readings[0]
    with pytest.raises(OSError, match="disk gone"):
        next(found)


def test_groups(readings: list[ss.Reading]) -> None:
    groups = ss.group(readings)
    assert sorted(name for found in groups for name in found.reports) == sorted(
        reading.report.id for reading in readings
    )


def test_batches(readings: list[ss.Reading]) -> None:
    rows = [{"text": text, "published": "2025-10-17", "other": 1} for text in TEXTS]
    table = ss.extract(pyarrow.RecordBatch.from_pylist(rows))
    assert table.num_rows == 2
    assert table.column("claims").to_pylist()[0]
    stories = ss.reconcile_table(pyarrow.Table.from_batches([table]))
    assert stories.num_rows >= 1
    assert "facts" in stories.schema.names
    assert {field.name for field in fields(ss.Report)} >= {"text", "published"}
