from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from secondsource.records.checks import reading_problems, story_problems
from secondsource.records.reading import Reading
from secondsource.records.story import Story
from tests.records.examples import TEXT, example_reading, example_story


def _broken(record: Any, path: str, value: Any) -> Any:
    """The record with ``value`` at ``path`` (``claims.0.start``)."""
    step, _, rest = path.partition(".")
    if isinstance(record, tuple):
        at = int(step)
        inner = _broken(record[at], rest, value) if rest else value
        return (*record[:at], inner, *record[at + 1 :])
    return replace(record, **{step: _broken(getattr(record, step), rest, value) if rest else value})


def test_the_examples_are_sound() -> None:
    assert reading_problems(example_reading()) == []
    assert story_problems(example_story()) == []


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (
            "entities.0.mentions.0.end",
            len(TEXT) + 1,
            "entities[0].mentions[0]: no span of the text",
        ),
        ("claims.0.predicate.end", 0, "claims[0].predicate: no span of the text"),
        ("entities.0.mentions.0.start", -1, "entities[0].mentions[0]: no span of the text"),
        ("sentences.0.tokens.0.head", 3, "sentences[0]: head 3 of 2 words"),
        ("claims.0.times.0", 1, "claims[0].times: 1 of 1"),
        ("quotes.0.speaker", "e9", "quotes[0]: unknown id 'e9'"),
        ("claims.0.arguments.0.entity", "e9", "claims[0]: unknown id 'e9'"),
        ("attributions.0.source.entity", "e9", "attributions[0]: unknown id 'e9'"),
        ("claims.0.event.target", "e9", "claims[0].event: unknown id 'e9'"),
        ("boilerplate.0.start", 0, "claims[0]: inside boilerplate (byline)"),
    ],
)
def test_a_broken_reading_is_named(path: str, value: Any, problem: str) -> None:
    broken: Reading = _broken(example_reading(), path, value)
    found = reading_problems(broken)
    assert len(found) == 1
    assert found[0].startswith(problem)


def test_doubled_ids_and_sentences_out_of_order_are_named() -> None:
    reading = example_reading()
    doubled = replace(
        reading,
        claims=reading.claims * 2,
        sentences=reading.sentences * 2,
    )
    assert reading_problems(doubled) == [
        "sentences[1]: begins before the one before it ends",
        "claims: an id is used twice",
    ]


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("facts.0.claims.0.report", "r9", "facts[0].claims[0]: unknown report 'r9'"),
        ("facts.0.claims.0.end", 999, "facts[0].claims[0]: no span of the text"),
        ("facts.0.value.asserted.0.end", 0, "facts[0].value.asserted[0]: no span of the text"),
        ("facts.0.claims", (), "facts[0]: no evidence"),
        ("facts.0.origins", ("o9",), "facts[0].origins: unknown id 'o9'"),
        ("facts.0.reports", ("r9",), "facts[0].reports: unknown id 'r9'"),
        ("facts.0.supersedes", ("f9",), "facts[0].supersedes: unknown id 'f9'"),
        ("facts.0.conflicts.0.fact", "f9", "facts[0].conflicts: unknown id 'f9'"),
        ("entities.0.mentions.0.end", 0, "entities[0].mentions[0]: no span of the text"),
        ("quotes.0.speaker", "e9", "quotes[0].speaker: unknown id 'e9'"),
        ("quotes.0.speakers", ("e9",), "quotes[0].speaker: unknown id 'e9'"),
        ("quotes.0.versions.1.kind", "fullest", "quotes[0].versions: 2 are the fullest"),
        ("quotes.0.translation.0.end", 0, "quotes[0].translation[0]: no span of the text"),
        ("omissions.0.report", "r9", "omissions[0].report: unknown id 'r9'"),
        ("omissions.0.too_early", ("f9",), "omissions[0].too_early: unknown id 'f9'"),
        (
            "quotes.0.versions.1.differences.0.words.end",
            999,
            "quotes[0].versions[1].differences[0]: outside the quotation",
        ),
        ("readings.0.claims.0.end", 0, "readings: claims[0]: no span of the text"),
    ],
)
def test_a_broken_story_is_named(path: str, value: Any, problem: str) -> None:
    broken: Story = _broken(example_story(), path, value)
    found = story_problems(broken)
    assert len(found) == 1
    assert found[0].startswith(problem)
