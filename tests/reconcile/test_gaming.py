"""Copies, forged credits and outlets that quote one another never make more independent origins."""

from __future__ import annotations

import pytest

from secondsource import pipeline
from secondsource.records.story import Story
from tests.reconcile.newsroom import Paper

FACT = "A warehouse in Port Vell burned down on Monday."
REST = (
    " Crews from three towns pumped water from the harbour for six hours while neighbours carried"
    " the archive of the parish into the street, and nobody could say how the fire had begun."
)


def paper(outlet: str, text: str = FACT + REST, **more):
    found = Paper(text, outlet, published="2031-05-06", **more)
    found.who("Port Vell", "place")
    found.place("Port Vell")
    return found.claim(
        FACT[:-1], "burned", "burn", patient="A warehouse in Port Vell", places=[0]
    ).reading()


def origins(*readings) -> int:
    """Of the one fact, by grade: 2 where it is corroborated."""
    story: Story = pipeline.reconcile(readings)
    (fact,) = [fact for fact in story.facts if "burn" in fact.summary.lower()]
    return 2 if fact.grade == "corroborated" else 1


OWN = (
    "Firefighters gave up at dawn. " + FACT + " Its owner had moved the last of his barley out a"
    " week before, and two night watchmen saw sparks under the eaves of the north wing."
)


def test_two_outlets_with_words_of_their_own_are_two_origins() -> None:
    assert origins(paper("Harbour Post"), paper("Vell Courier", OWN)) == 2


@pytest.mark.parametrize(
    "forged",
    [
        "H\u0430rb\u043eur P\u043est",  # Cyrillic а and о
        "\u041darbour \u0420ost",  # Cyrillic Н and Р, which sound like N and R
        "Harb\u200bour\u00ad Post\u202e",  # letters that have no width
        "\u0397arbour Post",  # a Greek Η
    ],
)
def test_an_outlet_under_a_name_that_looks_the_same_is_no_second_origin(forged) -> None:
    assert origins(paper("Harbour Post"), paper(forged, OWN)) == 1


@pytest.mark.parametrize("count", [2, 10, 50])
def test_sock_puppets_that_copy_add_nothing(count) -> None:
    puppets = [paper(f"Puppet {n}", f"{FACT}{REST} Says puppet {n}.") for n in range(count)]
    assert origins(*puppets) == 1
    assert origins(paper("Harbour Post"), *puppets) == 1


@pytest.mark.parametrize("credit", ["\n\n(Reuters)", "\n\n(AP)", "\n\nSource: AFP"])
def test_forged_credits_add_nothing(credit) -> None:
    forged = [paper(f"Puppet {n}", FACT + REST + credit) for n in range(5)]
    assert origins(paper("Harbour Post"), *forged) == 1


def test_credits_that_feeds_state_add_nothing() -> None:
    stated = [paper(f"Feed {n}", OWN + f" Feed {n}.", credited="Harbour Post") for n in range(5)]
    assert origins(*stated) == 1


def test_outlets_of_one_owner_are_one_origin_and_feeds_of_one_publisher_one_outlet() -> None:
    assert origins(paper("The Wall Street Journal"), paper("New York Post", OWN)) == 1
    assert origins(paper("BBC News"), paper("BBC World Service", OWN)) == 1
