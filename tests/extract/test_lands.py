"""Lands and towns that the model takes for people."""

from __future__ import annotations

import pytest

from secondsource.extraction.mentions.mentions import find_entities
from tests.extract.trees import parse

ACTS = """
{name} PROPN 2 nsubj
protested VERB 0 root
. PUNCT 2 punct
@person {name}

"""
WHERE = """
Rain NOUN 2 nsubj
fell VERB 0 root
in ADP 4 case
{name} PROPN 2 obl
. PUNCT 2 punct
@person {name}
"""
TRUST = """
They PRON 2 nsubj
lost VERB 0 root
confidence NOUN 2 obj
in ADP 5 case
{name} PROPN 3 nmod
. PUNCT 2 punct
@person {name}
"""
OWNS = """
{name} PROPN 3 nmod:poss
's PART 1 case
{thing} NOUN 4 nsubj
fell VERB 0 root
. PUNCT 4 punct
@person {name}
"""
CALLED = """
The DET 3 det
{name} PROPN 3 compound
crossing NOUN 4 nsubj
opened VERB 0 root
. PUNCT 4 punct
@person {name}
"""
PEOPLE = """
A DET 3 det
{people} ADJ 3 amod
boat NOUN 4 nsubj
sank VERB 0 root
. PUNCT 4 punct
"""
TITLED = """
President NOUN 3 nsubj
{name} PROPN 1 flat
spoke VERB 0 root
. PUNCT 3 punct
@person President {name}

"""


def kind_of(table: str, **words: str) -> str:
    """The kind of the one entity of that name."""
    filled = table.format(name="Zelmark", **words)
    [kind] = {e.kind for e in find_entities(parse(filled)) if e.name == "Zelmark"}
    return kind


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (WHERE, {}),
        (OWNS, {"thing": "parliament"}),
        (CALLED, {}),
        (PEOPLE, {"people": "Zelmarkian"}),
    ],
)
def test_what_a_report_says_only_of_places_makes_one(table: str, words: dict[str, str]) -> None:
    assert kind_of(ACTS + table, **words) == "place"


@pytest.mark.parametrize(
    ("table", "words"), [(TRUST, {}), (OWNS, {"thing": "sister"}), (PEOPLE, {"people": "Russian"})]
)
def test_what_may_be_said_of_people_leaves_a_person(table: str, words: dict[str, str]) -> None:
    assert kind_of(ACTS + table, **words) == "person"


def test_a_title_anywhere_in_the_report_outweighs_it() -> None:
    assert kind_of(TITLED + WHERE) == "person"
