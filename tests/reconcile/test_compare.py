"""What speaks for two claims being the same, and what forbids it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.evidence import Comparison
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.statements import Statement, statement_of
from secondsource.reconciling.pages.cast import Cast
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.sources.entities import merge_entities
from secondsource.records.reading import TimeAnchor, TimeExpression
from tests.reconcile.newsroom import Paper


def statements(*papers: Paper) -> list[Statement]:
    readings = [paper.reading() for paper in papers]
    entities, ids = merge_entities(readings)
    cast = Cast({e.id: e for e in entities}, ids, frozenset(e.id for e in entities))
    found = [statement_of(Page(r, cast), claim) for r in readings for claim in r.claims]
    return [statement for statement in found if statement is not None]


def weigh(one: Paper, other: Paper, ground: Ground | None = None) -> Comparison:
    first, second = statements(one, other)
    there = compare(first, second, ground or Ground())
    back = compare(second, first, ground or Ground())
    assert (there.score, there.vetoes) == (back.score, back.vetoes)
    return there


def deed(text: str, verb: str, lemma: str, *, who: str, whom: str, **more) -> Paper:
    paper = Paper(text).who(who, "organisation").who(whom, "organisation")
    return paper.claim(text.rstrip("."), verb, lemma, agent=who, patient=whom, **more)


SOLD = {"who": "Norfax", "whom": "Oster Mill"}


@pytest.mark.parametrize(
    ("text", "verb", "lemma"),
    [
        ("Norfax purchased Oster Mill.", "purchased", "purchase"),
        ("Norfax completed the acquisition of Oster Mill.", "acquisition", "acquisition"),
    ],
)
def test_words_of_one_class_are_one_action(text, verb, lemma):
    assert weigh(deed("Norfax bought Oster Mill.", "bought", "buy", **SOLD),
                 deed(text, verb, lemma, **SOLD)).same  # fmt: skip


def test_opposites_are_never_one_action():
    found = weigh(
        deed("Norfax bought Oster Mill.", "bought", "buy", **SOLD),
        deed("Norfax sold Oster Mill.", "sold", "sell", **SOLD),
    )
    assert found.vetoes == {"opposite"}


def test_who_did_it_to_whom_is_not_interchangeable():
    found = weigh(
        deed("Norfax sued Oster Mill.", "sued", "sue", **SOLD),
        deed("Oster Mill sued Norfax.", "sued", "sue", who="Oster Mill", whom="Norfax"),
    )
    assert "actor" in found.vetoes


@pytest.mark.parametrize(
    ("change", "veto"),
    [({"modality": "planned"}, "modality"), ({"polarity": "-"}, "polarity")],
)
def test_status_forbids(change, veto):
    one = deed("Norfax bought Oster Mill.", "bought", "buy", **SOLD)
    other = deed("Norfax bought Oster Mill!", "bought", "buy", **SOLD, **change)
    assert veto in weigh(one, other).vetoes


def test_the_sixth_strike_is_not_the_fifth():
    def hit(ordinal: str) -> Paper:
        text = f"Norfax was hit for the {ordinal} time."
        paper = Paper(text).who("Norfax", "organisation")
        return paper.claim(text.rstrip("."), "hit", "hit", patient="Norfax")

    assert weigh(hit("fifth"), hit("sixth")).vetoes == {"occurrence"}


def test_places_in_different_countries_forbid_and_nested_places_do_not():
    def fire(place: str, country: str) -> Paper:
        text = f"Norfax shut its plant in {place}."
        paper = Paper(text).who("Norfax", "organisation").who(place, "place")
        return paper.claim(text.rstrip("."), "shut", "shut", agent="Norfax", patient="its plant",
                           places=[paper.place(place, country=country)])  # fmt: skip

    assert weigh(fire("Harnvik", "NO"), fire("Tarn", "SE")).vetoes == {"place"}
    assert not weigh(fire("Harnvik", "NO"), fire("Tarn", "NO")).vetoes


def test_reasons_say_what_was_weighed():
    found = weigh(
        deed("Norfax bought Oster Mill.", "bought", "buy", **SOLD),
        deed("Norfax bought Oster Mill!", "bought", "buy", **SOLD),
    )
    assert any("same actor" in reason for reason in found.reasons)
    assert any("same object" in reason for reason in found.reasons)


def test_days_counted_from_an_event_date_a_claim_and_a_length_does_not() -> None:
    paper = deed(
        "Norfax sold Oster Mill two days after the vote.", "sold", "sell", **SOLD, times=(0,)
    )
    start, end = paper.at("two days")
    vote = paper.at("the vote")
    bare = TimeExpression(
        start=start, end=end, type="DURATION", value="P2D", from_="2031-05-13", to="2031-05-14"
    )
    told = replace(bare, anchor=TimeAnchor(start=vote[0], end=vote[1], side="after"))
    intervals = []
    for time in (told, bare):
        paper.times = [time]
        (statement,) = statements(paper)
        intervals.append(statement.interval)
    assert intervals == [("2031-05-13", "2031-05-14"), None]
