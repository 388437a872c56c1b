"""The two reports the project was asked for, where they stand beside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from secondsource.ingest import read_sources
from secondsource.pipeline import Reader, stories
from secondsource.records.checks import reading_problems, story_problems
from secondsource.records.report import Report
from secondsource.records.story import Fact, Story

_DATA = Path(os.environ.get("SECONDSOURCE_DATA", Path(__file__).parents[2] / "shared" / "data"))
SEEDS = _DATA.parent / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason=f"needs the two seed reports in {SEEDS.name}/ beside the data folder"
)


@pytest.fixture(scope="module")
def story() -> Story:
    found = list(read_sources([str(SEEDS)], published="2025-10-16"))
    reports = [item for item in found if isinstance(item, Report)]
    assert len(reports) == len(found) == 2
    (only,) = stories(list(Reader().read_many(reports)))
    return only


def facts(story: Story, *words: str) -> list[Fact]:
    """Facts whose summary or evidence has all the words."""
    texts = {entry.report.id: entry.report.text for entry in story.reports}
    return [
        fact
        for fact in story.facts
        if all(
            word
            in " ".join([fact.summary, *(texts[c.report][c.start : c.end] for c in fact.claims)])
            for word in words
        )
    ]


def origins(story: Story, fact: Fact) -> set[str]:
    names = {origin.id: origin.name for origin in story.origins}
    return {names[origin] for origin in fact.origins}


def test_everything_is_grounded(story: Story) -> None:
    assert story_problems(story) == []
    assert [p for reading in story.readings for p in reading_problems(reading)] == []


def test_the_footer_is_no_claim(story: Story) -> None:
    for reading in story.readings:
        text = reading.report.text
        assert not any("appeared first" in text[c.start : c.end] for c in reading.claims)
    assert any(zone.kind == "syndication" for r in story.readings for zone in r.boilerplate)


def test_two_spellings_are_one_person(story: Story) -> None:
    (person,) = [e for e in story.entities if e.kind == "person" and "Zelensky" in e.name]
    assert {m.report for m in person.mentions} == {entry.report.id for entry in story.reports}


@pytest.mark.parametrize(
    "words",
    [
        ("phone call",),
        ("agreed to hold",),
        ("White House",),
        ("brief",),
        ("date", "announced"),
        ("officials", "next week"),
    ],
)
def test_facts_of_both_reports(story: Story, words: tuple[str, ...]) -> None:
    assert any(len(fact.reports) == 2 for fact in facts(story, *words))


def test_the_missiles_never_happened(story: Story) -> None:
    """That they are weighed is actual; nothing is supplied, sent or enabled."""
    texts = {r.report.id: {c.id: c for c in r.claims} for r in story.readings}
    for fact in facts(story, "Tomahawk"):
        claims = [texts[c.report][c.claim] for c in fact.claims]
        deeds = [claim for claim in claims if claim.predicate.lemma != "weigh"]
        assert all(claim.modality != "actual" for claim in deeds)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("targeted infrastructure", "targeting Russian"),  # the one is hit by the other
        ("weighing whether", "request that"),  # thought about, and asked for
        ("Over the last three weeks", "On Thursday"),
        ("discussions with Putin", "Alaska"),
    ],
)
def test_what_only_looks_alike_is_apart(story: Story, one: str, other: str) -> None:
    assert not facts(story, one, other)


@pytest.mark.parametrize(
    ("word", "origin"),
    [
        ("Budapest", "Donald Trump"),
        ("Rubio", "Donald Trump"),
        ("power outages", "Ukrenergo"),
        ("gas infrastructure", "Naftogaz"),
        ("57 people", None),
        ("50 patients", None),
    ],
)
def test_single_sources(story: Story, word: str, origin: str | None) -> None:
    alone = [fact for fact in facts(story, word) if fact.grade == "single source"]
    assert alone
    assert origin is None or any(origins(story, fact) == {origin} for fact in alone)
