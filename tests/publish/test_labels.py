"""Every grade, origin and modality has its words, and the words keep to the rules."""

from __future__ import annotations

from typing import get_args

import pytest

from secondsource.publish import labels
from secondsource.records.reading import Modality
from secondsource.records.story import Grade, OriginKind

Names = list[tuple[str, OriginKind]]


def test_every_kind_has_a_word():
    assert set(labels.GRADES) == set(get_args(Grade))
    assert set(labels.ORIGIN_KINDS) == set(get_args(OriginKind))
    assert set(labels.MODALITIES) == set(get_args(Modality))


def test_grades_are_told_apart_without_colour():
    grades = labels.GRADES.values()
    for mark in ("name", "symbol", "ascii", "key"):
        assert len({getattr(label, mark) for label in grades}) == len(labels.GRADES)
    assert all(label.ascii.isascii() for label in grades)


def test_no_grade_is_called_true_false_or_likely():
    words = " ".join(f"{label.name} {label.meaning}" for label in labels.GRADES.values()).lower()
    forbidden = ("true", "false", "probab", "likely", "confidence", "%", "verified")
    assert not [w for w in forbidden if w in words]


@pytest.mark.parametrize(
    ("slot", "of", "unit", "words"),
    [
        ("killed", "person", None, "killed"),
        ("killed", "child", None, "killed: child"),
        ("killed", "part of person", None, "killed, part of a total"),
        ("killed", "more person", None, "killed, added to others"),
        (None, "person", None, "people"),
        (None, "range", "km", "range (km)"),
        ("missing", "missing", None, "missing"),
        (None, None, None, "amount"),
        (None, None, "USD", "amount (USD)"),
    ],
)
def test_quantity(slot, of, unit, words):
    assert labels.quantity(slot, of, unit) == words


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("Ilse Marant", "person", "Ilse Marant"),
        ("Coast Ledger", "outlet", "Coast Ledger (own reporting)"),
        ("an official", "unnamed", "“an official” (unnamed source)"),
        ("an unnamed source", "unnamed", "an unnamed source"),
        ("", "document", "document"),
    ],
)
def test_origin(name, kind, words):
    assert labels.origin(name, kind) == words


@pytest.mark.parametrize(
    ("words", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_listed(words, joined):
    assert labels.listed(words) == joined


def test_count():
    assert labels.count(1, "report") == "1 report"
    assert labels.count(1200, "copy", "copies") == "1,200 copies"


def test_outlets_that_speak_for_themselves_are_listed_together():
    two: list[tuple[str, OriginKind]] = [
        ("Mail", "outlet"),
        ("Ana Bel", "person"),
        ("Post", "outlet"),
    ]
    assert labels.sources(two) == "Mail (own reporting), Ana Bel and Post (own reporting)"
    more: list[tuple[str, OriginKind]] = [
        ("Ana Bel", "person"),
        *((f"Paper {n}", "outlet") for n in range(9)),
    ]
    assert labels.sources(more).startswith("Ana Bel and Paper 0, Paper 1")
    assert labels.sources(more).endswith("Paper 5 and 3 more (own reporting)")
    assert labels.sources([]) == ""
