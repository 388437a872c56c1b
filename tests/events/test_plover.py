"""Claims as PLOVER events, with an encoder that answers by the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest

from secondsource.events.plover import QUADS, _lists, _roots, code, code_events, mode, roots_told
from secondsource.records.checks import reading_problems
from secondsource.records.reading import (
    Argument,
    Claim,
    Entity,
    LemmaSpan,
    Mention,
    Reading,
)
from secondsource.records.report import Report
from secondsource.syntax import Syntax
from tests.extract.trees import parse

TABLE = """
Arland    PROPN  2  nsubj
struck    VERB   0  root   strike
Borrow    PROPN  2  obj
with      ADP    5  case
drones    NOUN   2  obl    Plur  drone
.         PUNCT  2  punct
"""


@dataclass
class Answers:
    """Says one root for every pair, and remembers the pairs."""

    answer: tuple[str, float]
    asked: list[tuple[int, tuple[int, int] | None, tuple[int, int] | None]]

    def odds(
        self, asked: Sequence[tuple[int, tuple[int, int] | None, tuple[int, int] | None]]
    ) -> list[Mapping[str, float]]:
        self.asked += asked
        root, odds = self.answer
        rest = "" if root else "AGREE"
        return [{root: odds, rest: 1 - odds} for _ in asked]


def case(root: str, odds: float = 0.9) -> tuple[Reading, Syntax, Answers]:
    answers = Answers((root, odds), [])
    syntax = replace(parse(TABLE), events=answers)
    text = syntax.text

    def at(word: str) -> tuple[int, int]:
        return text.index(word), text.index(word) + len(word)

    entities = tuple(
        Entity(
            id=f"e{number}", name=word, kind="place",
            mentions=(Mention(start=at(word)[0], end=at(word)[1], form="name"),),
        )
        for number, word in enumerate(("Arland", "Borrow"))
    )  # fmt: skip
    start, end = at("struck")
    claim = Claim(
        id="c0", start=0, end=text.index("."),
        predicate=LemmaSpan(start=start, end=end, lemma="strike"),
        arguments=(
            Argument(role="agent", start=at("Arland")[0], end=at("Arland")[1], entity="e0"),
            Argument(role="patient", start=at("Borrow")[0], end=at("Borrow")[1], entity="e1"),
        ),
    )  # fmt: skip
    sentences = tuple(tree.sentence for tree in syntax.trees)
    reading = Reading(
        report=Report(text=text), sentences=sentences, entities=entities, claims=(claim,)
    )
    return reading, syntax, answers


def test_a_claim_with_two_actors_becomes_an_event() -> None:
    reading, syntax, answers = case("ASSAULT")
    coded = code_events(reading, syntax)
    event = coded.claims[0].event
    assert event is not None
    assert (event.root, event.mode, event.quad) == ("ASSAULT", "drone", 4)
    assert (event.source, event.target) == ("e0", "e1")
    assert answers.asked == [(0, (0, 1), (2, 3))]
    assert reading_problems(coded) == []


@pytest.mark.parametrize(("root", "odds"), [("", 0.99), ("ASSAULT", 0.05)])
def test_no_event_or_an_unsure_one_is_none(root: str, odds: float) -> None:
    reading, syntax, _ = case(root, odds)
    assert code_events(reading, syntax).claims[0].event is None


def test_nobody_acts_nothing_is_coded() -> None:
    reading, syntax, answers = case("ASSAULT")
    claim = replace(reading.claims[0], arguments=reading.claims[0].arguments[1:])
    assert code_events(replace(reading, claims=(claim,)), syntax).claims[0].event is None
    assert not answers.asked


def worded(reading: Reading, lemma: str, *, alone: bool = False) -> Reading:
    """The reading with another predicate, and with the agent as its only actor."""
    claim = reading.claims[0]
    claim = replace(claim, predicate=replace(claim.predicate, lemma=lemma))
    claim = replace(claim, arguments=claim.arguments[:1]) if alone else claim
    return replace(reading, claims=(claim,))


def test_yielding_is_by_word_or_by_deed() -> None:
    reading, syntax, _ = case("YIELD")
    event = code_events(worded(reading, "withdraw"), syntax).claims[0].event
    assert event is not None and (event.root, event.quad) == ("RETREAT", 2)
    event = code_events(worded(reading, "resign"), syntax).claims[0].event
    assert event is not None and (event.root, event.quad, event.mode) == ("RETREAT", 2, "resign")
    event = code_events(worded(reading, "concede"), syntax).claims[0].event
    assert event is not None and (event.root, event.quad, event.mode) == ("CONCEDE", 1, None)


@pytest.mark.parametrize(
    ("lemma", "root", "alone", "coded"),
    [
        ("bomb", "ASSAULT", False, True),
        ("sleep", "ASSAULT", False, False),  # whatever the rest of the sentence is about
        ("spokesman", "PROTEST", True, False),
        ("bomb", "PROTEST", False, True),  # a bomb is a bomb, whatever else is told
        ("condemn", "ACCUSE", True, True),
        ("march", "PROTEST", True, True),
        ("meet", "CONSULT", True, False),  # with whom?
        ("close", "COERCE", True, False),
    ],
)
def test_the_claims_own_word_must_bear_the_root(
    lemma: str, root: str, alone: bool, coded: bool
) -> None:
    reading, syntax, _ = case(root)
    event = code_events(worded(reading, lemma, alone=alone), syntax).claims[0].event
    assert (event is not None) is coded
    if event is not None:
        assert event.root in roots_told(lemma)


def test_given_spans_are_coded_with_their_words() -> None:
    _, syntax, answers = case("ASSAULT", 0.6)
    event = code(syntax, (0, 6), (14, 20))
    assert event is not None
    assert (event.source, event.target, event.root) == ("Arland", "Borrow", "ASSAULT")
    assert answers.asked == [(0, (0, 1), (2, 3))]
    assert code(replace(syntax, events=Answers(("", 0.9), [])), (0, 6), (14, 20)) is None


def test_modes_are_those_of_the_codebook() -> None:
    assert set(_lists()) <= set(QUADS)
    assert mode("CONSULT", ["speak", "by", "telephone"]) == "phone"
    assert mode("CONSULT", ["meet"]) is None
    assert mode("AGREE", ["sign"]) is None


def test_every_root_is_told_by_words() -> None:
    assert set(_roots()["roots"]) == set(QUADS)
    assert _roots()["alone"]["roots"] <= set(QUADS)
    every = frozenset().union(*_roots()["roots"].values())
    assert _roots()["alone"]["vague"] <= every
    assert roots_told("surrender") == {"RETREAT"}
    phrases = _roots()["phrases"]
    assert set(phrases) <= set(QUADS)
    assert all(len(pair.split(" ")) == 2 for pairs in phrases.values() for pair in pairs)
    assert not (frozenset().union(*phrases.values()) & _roots()["never"]["phrases"])
    sure = [lemma for lemmas in _roots()["sure"].values() for lemma in lemmas]
    assert len(sure) == len(set(sure)) and set(sure) <= every
    assert roots_told("sleep") == frozenset()
