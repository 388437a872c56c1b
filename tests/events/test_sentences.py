"""Whole sentences and the events of politics that they tell, read by the shipped model."""

from __future__ import annotations

import pytest

from secondsource.pipeline import Reader
from secondsource.records.checks import reading_problems
from secondsource.records.reading import Reading
from secondsource.records.report import Report


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def told(reading: Reading) -> list[tuple[str, str, str | None, str | None]]:
    """Predicate, root, and the names of source and target of each event."""
    names = {entity.id: entity.name for entity in reading.entities}
    coded = ((c.predicate.lemma, c.event) for c in reading.claims if c.event is not None)
    return [
        (lemma, event.root, names.get(event.source or ""), names.get(event.target or ""))
        for lemma, event in coded
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway imposed sanctions on two Serbian banks.",
            ("impose", "SANCTION", "Norway", "two Serbian banks"),
        ),
        (
            "Norway and Serbia signed a trade agreement on Tuesday.",
            ("sign", "SUPPORT", "Norway", "Serbia"),
        ),
        ("Norway called on Serbia to free the sailors.", ("call", "REQUEST", "Norway", "Serbia")),
        ("Rebels kidnapped three tourists in the north.", ("kidnap", "ASSAULT", None, None)),
        ("Serbian air strikes killed nine farmers.", ("kill", "ASSAULT", None, "nine farmers")),
        ("Miners went on strike across the country.", ("go", "PROTEST", None, None)),
        ("The minister condemned the attack on the embassy.", ("condemn", "ACCUSE", None, None)),
        ("The general was arrested on Sunday.", ("arrest", "COERCE", None, None)),
        ("The two armies held joint exercises in the bay.", ("exercise", "COOPERATE", None, None)),
    ],
)
def test_an_event_is_told(
    reader: Reader, text: str, expected: tuple[str, str, str | None, str | None]
) -> None:
    reading = reader.read(Report(text=text, published="2031-05-06"))
    found = told(reading)
    lemma, root, source, target = expected
    match = [one for one in found if one[:2] == (lemma, root)]
    assert match, found
    assert source is None or match[0][2] == source
    assert target is None or match[0][3] == target
    assert reading_problems(reading) == []


@pytest.mark.parametrize(
    "text",
    [
        "The director shot the film in Norway.",
        "The group released a report on Monday.",
        "A heart attack killed the singer at the age of 61.",
        "Critics called the remark unfair.",
        "The marchers demonstrated support for the idea.",
        "Twelve people were killed when a bus hit a lorry.",
    ],
)
def test_no_event_is_told(reader: Reader, text: str) -> None:
    assert told(reader.read(Report(text=text, published="2031-05-06"))) == []
