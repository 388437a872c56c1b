"""Times that lean on an event: it is their anchor, and dates them where the text dates it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.extraction.times.when import find_times
from secondsource.records.reading import TimeExpression
from secondsource.syntax import Syntax, Tree
from tests.extract.test_when_tense import FINITE_PAST, tree

WEDNESDAY = "2031-05-14"  # in ISO week 20

LEANING = [
    # text, words, value, anchor, side, interval (None: the text doesn't date the event)
    ("They met three days after the summit.", "three days", "P3D", "the summit", "after", None),
    ("The summit on Friday failed. They met three days after the summit.", "three days", "P3D",
     "the summit", "after", "2031-05-12/2031-05-13"),
    ("They left three days before the summit. The summit on Friday failed.", "three days", "P3D",
     "the summit", "before", "2031-05-06/2031-05-07"),
    ("A week after his arrest on May 3, Lund was freed.", "A week", "P1W", "his arrest", "after",
     "2031-05-05/2031-05-12"),
    ("Two hours before the strike on Monday, sirens sounded.", "Two hours", "PT2H", "the strike",
     "before", "2031-05-11/2031-05-13"),
    ("Two months after the coup on May 3, he left.", "Two months", "P2M", "the coup", "after",
     "2031-07-01/2031-08-01"),
    ("A year after Monday's raid, shops stay shut.", "A year", "P1Y", "Monday", "after",
     "2032-01-01/2033-01-01"),
    ("Two days before Christmas, shops shut.", "Two days", "P2D", "Christmas", "before",
     "2030-12-23/2030-12-24"),
    ("Days after the vote on Friday, he left.", "Days", "PXD", "the vote", "after", None),
    ("They left a day before the peace talks.", "a day", "P1D", "the peace talks", "before", None),
    # which of several
    ("The Alpine summit on Friday failed. Two days after the Baltic summit, he left.", "Two days",
     "P2D", "the Baltic summit", "after", None),
    ("The Alpine summit on Friday failed. Two days after the Alpine summit, he left.", "Two days",
     "P2D", "the Alpine summit", "after", "2031-05-11/2031-05-12"),
    ("A storm hit on May 3, another storm on May 7. Two days after the storm, it rained.",
     "Two days", "P2D", "the storm", "after", None),
    ("The strike on Monday failed. They met two days after another strike.", "two days", "P2D",
     "another strike", "after", None),
    # days named by the event
    ("They met the day before the summit. The summit on Friday failed.",
     "the day before the summit", "2031-05-08", "summit", "before", "2031-05-08/2031-05-09"),
    ("On the eve of the vote, shops shut. Monday's vote was calm.", "the eve of the vote",
     "2031-05-11", "vote", "before", "2031-05-11/2031-05-12"),
    ("On the night of the storm, power failed. The storm hit on May 3.", "the night of the storm",
     "2031-05-03TNI", "storm", "on", "2031-05-03T18:00/2031-05-04T06:00"),
    ("It rained on the day of the referendum.", "the day of the referendum", "XXXX-XX-XX",
     "referendum", "on", None),
    ("The war began on 3 March. Since the war began, 300 have died.", "Since the war began", "PXX",
     "war", "since", "2031-03-03/2031-05-15"),
]  # fmt: skip


def only(text: str, words: str, *trees: Tree) -> TimeExpression:
    found = find_times(Syntax(text, trees), WEDNESDAY)
    return next(time for time in found if text[time.start : time.end] == words)


@pytest.mark.parametrize(("text", "words", "value", "anchor", "side", "interval"), LEANING)
def test_leans_on(
    text: str, words: str, value: str, anchor: str, side: str, interval: str | None
) -> None:
    time = only(text, words)
    assert time.anchor is not None
    assert text[time.anchor.start : time.anchor.end] == anchor
    assert (time.value, time.anchor.side) == (value, side)
    assert (f"{time.from_}/{time.to}" if time.from_ else None) == interval


ALONE = [
    ("They met for three days.", "three days"),
    ("They met three days ago.", "three days ago"),
    ("Three days later the summit ended.", "Three days later"),
    ("They met on Friday.", "Friday"),
]


@pytest.mark.parametrize(("text", "words"), ALONE)
def test_stands_by_itself(text: str, words: str) -> None:
    assert only(text, words).anchor is None


ARRESTED = tree(
    ("Lund", "Lund", "PROPN", 3, "nsubj:pass", ""),
    ("was", "be", "AUX", 3, "aux:pass", FINITE_PAST),
    ("arrested", "arrest", "VERB", 0, "root", "Tense=Past|VerbForm=Part|Voice=Pass"),
    ("on", "on", "ADP", 5, "case", ""),
    ("Monday", "Monday", "PROPN", 3, "obl", ""),
    (",", ",", "PUNCT", 8, "punct", ""),
    ("two", "two", "NUM", 8, "nummod", ""),
    ("days", "day", "NOUN", 3, "obl:tmod", ""),
    ("after", "after", "SCONJ", 11, "mark", ""),
    ("Roe", "Roe", "PROPN", 11, "nsubj", ""),
    ("resigned", "resign", "VERB", 8, "advcl", FINITE_PAST),
)
FREED = tree(
    ("A", "a", "DET", 2, "det", ""),
    ("week", "week", "NOUN", 8, "obl:tmod", ""),
    ("after", "after", "ADP", 5, "case", ""),
    ("his", "his", "PRON", 5, "nmod:poss", ""),
    ("arrest", "arrest", "NOUN", 2, "nmod", ""),
    (",", ",", "PUNCT", 8, "punct", ""),
    ("he", "he", "PRON", 8, "nsubj", ""),
    ("left", "leave", "VERB", 0, "root", FINITE_PAST),
)


def beside(*trees: Tree) -> tuple[str, list[Tree]]:
    """One text of several sentences, and their trees at their places in it."""
    text, moved = "", []
    for one in trees:
        start = len(text) + 2 if text else 0
        text = f"{text}. {one.text}" if text else one.text
        moved.append((start, one))
    return text, [_at(start, one, text) for start, one in moved]


def _at(start: int, one: Tree, text: str) -> Tree:
    tokens = tuple(
        replace(token, start=token.start + start, end=token.end + start) for token in one.tokens
    )
    sentence = replace(one.sentence, start=start, end=start + one.sentence.end, tokens=tokens)
    return Tree(text, sentence)


def test_a_verb_is_an_anchor() -> None:
    time = only(ARRESTED.text, "two days", ARRESTED)
    assert time.anchor is not None
    assert ARRESTED.text[time.anchor.start : time.anchor.end] == "resigned"
    assert time.from_ is None


def test_a_verb_dates_the_event_of_its_noun() -> None:
    text, trees = beside(ARRESTED, FREED)
    time = only(text, "A week", *trees)
    assert (time.from_, time.to) == ("2031-05-19", "2031-05-26")
