"""The command with a pipeline that reads nothing: what the command does beside reading."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from types import ModuleType

import pytest

import secondsource
from secondsource.ingest import Failure
from secondsource.pipeline import iter_groups
from secondsource.records.reading import Reading
from secondsource.records.report import Report
from secondsource.records.story import Story, StoryReport

TEXT = (
    "The ferry ran aground near Port Vell on Thursday, the coastguard said, and all of the forty"
    " people who had been on board were brought ashore."
)


def read_many(reports: Iterable[Report], *, workers: int = 1) -> Iterator[Reading | Failure]:
    for report in reports:
        if "UNREADABLE" in report.text:
            yield Failure(source=report.source or "", place=None, reason="not for reading")
        else:
            yield Reading(report=report)


def stories(readings: Sequence[Reading], *, one_story: bool = False) -> list[Story]:
    groups = [list(readings)] if one_story else [[reading] for reading in readings]
    return [_story(str(number), members) for number, members in enumerate(groups)]


def _story(name: str, readings: Sequence[Reading]) -> Story:
    return Story(
        id=name,
        title=readings[0].report.text.split()[0],
        from_=None,
        to=None,
        reports=tuple(StoryReport(report=reading.report) for reading in readings),
        entities=(),
        origins=(),
        facts=(),
        quotes=(),
        readings=tuple(readings),
    )


@pytest.fixture(autouse=True)
def pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = ModuleType("secondsource.pipeline")
    fake.read_many = read_many  # type: ignore[attr-defined]
    fake.stories = stories  # type: ignore[attr-defined]
    fake.iter_groups = iter_groups  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "secondsource.pipeline", fake)
    monkeypatch.setattr(secondsource, "pipeline", fake, raising=False)
