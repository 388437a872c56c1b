"""Phrases of trees written by hand."""

from __future__ import annotations

from secondsource.extraction.trees.phrases import phrase
from tests.extract.trees import parse

LAST_WORD = """
    Harbours NOUN 0 root Plur
    of ADP 1 case
"""
AT_LEAST = """
    At ADP 3 case
    least ADJ 1 nmod
    sixty NUM 0 root
    of ADP 5 case
    them PRON 3 nmod
"""


def test_a_preposition_may_end_its_sentence():
    assert phrase(parse(LAST_WORD).trees[0], 0) == [0]


def test_at_least_belongs_to_its_number():
    assert phrase(parse(AT_LEAST).trees[0], 2) == [0, 1, 2, 3, 4]
