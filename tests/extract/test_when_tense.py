"""Direction of undated weekdays and months by the governing verb of the tree."""

from __future__ import annotations

import pytest

from secondsource.extraction.times.tense import direction_in_tree
from secondsource.extraction.times.when import find_times
from secondsource.records.reading import Sentence, Token
from secondsource.syntax import Syntax, Tree

Row = tuple[str, str, str, int, str, str]  # form, lemma, UPOS, head, relation, features


def tree(*rows: Row) -> Tree:
    text, tokens = "", []
    for form, lemma, upos, head, relation, feats in rows:
        start = len(text) + 1 if text else 0
        text = f"{text} {form}" if text else form
        tokens.append(
            Token(start=start, end=start + len(form), lemma=lemma, upos=upos, head=head,
                  deprel=relation, feats=feats or None)
        )  # fmt: skip
    return Tree(text, Sentence(start=0, end=len(text), tokens=tuple(tokens)))


FINITE_PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
PAST = tree(
    ("Envoys", "envoy", "NOUN", 2, "nsubj", ""),
    ("arrived", "arrive", "VERB", 0, "root", FINITE_PAST),
    ("Friday", "Friday", "PROPN", 2, "obl", ""),
)
FUTURE = tree(
    ("Envoys", "envoy", "NOUN", 3, "nsubj", ""),
    ("will", "will", "AUX", 3, "aux", "VerbForm=Fin"),
    ("arrive", "arrive", "VERB", 0, "root", "VerbForm=Inf"),
    ("Friday", "Friday", "PROPN", 3, "obl", ""),
)
PLANNED = tree(
    ("Envoys", "envoy", "NOUN", 2, "nsubj", ""),
    ("agreed", "agree", "VERB", 0, "root", FINITE_PAST),
    ("to", "to", "PART", 4, "mark", ""),
    ("arrive", "arrive", "VERB", 2, "xcomp", "VerbForm=Inf"),
    ("Friday", "Friday", "PROPN", 4, "obl", ""),
)
PASSIVE = tree(
    ("Talks", "talk", "NOUN", 3, "nsubj:pass", ""),
    ("were", "be", "AUX", 3, "aux:pass", FINITE_PAST),
    ("held", "hold", "VERB", 0, "root", "Tense=Past|VerbForm=Part"),
    ("Friday", "Friday", "PROPN", 3, "obl", ""),
)
NOMINAL = tree(
    ("Envoys", "envoy", "NOUN", 2, "nsubj", ""),
    ("left", "leave", "VERB", 0, "root", FINITE_PAST),
    ("Friday", "Friday", "PROPN", 4, "nmod", ""),
    ("talks", "talk", "NOUN", 2, "obj", ""),
)

IS_TO = tree(
    ("Trading", "trading", "NOUN", 3, "nsubj", ""),
    ("was", "be", "AUX", 3, "aux", FINITE_PAST),
    ("halted", "halt", "VERB", 0, "root", "Tense=Past|VerbForm=Part"),
    ("and", "and", "CCONJ", 7, "cc", ""),
    ("is", "be", "AUX", 7, "aux", "Mood=Ind|Tense=Pres|VerbForm=Fin"),
    ("to", "to", "PART", 7, "mark", ""),
    ("resume", "resume", "VERB", 3, "conj", "VerbForm=Inf"),
    ("Friday", "Friday", "PROPN", 7, "obl", ""),
)
TAKEN_FOR_INFINITIVE = tree(
    ("Envoys", "envoy", "NOUN", 2, "nsubj", ""),
    ("meet", "meet", "VERB", 0, "root", "VerbForm=Inf"),
    ("Friday", "Friday", "PROPN", 2, "obl", ""),
)


@pytest.mark.parametrize(
    ("sentence", "word", "wanted"),
    [
        (IS_TO, 7, 1),
        (TAKEN_FOR_INFINITIVE, 2, 1),
        (PAST, 2, -1),
        (FUTURE, 3, 1),
        (PLANNED, 4, 1),
        (PASSIVE, 3, -1),
        (NOMINAL, 2, -1),
    ],
)
def test_direction_follows_the_governing_verb(sentence: Tree, word: int, wanted: int) -> None:
    assert direction_in_tree(sentence, word) == wanted


@pytest.mark.parametrize(
    ("sentence", "value"),
    [(PAST, "2031-05-09"), (FUTURE, "2031-05-16"), (PLANNED, "2031-05-16")],
)
def test_a_bare_weekday_lies_where_the_verb_looks(sentence: Tree, value: str) -> None:
    (time,) = find_times(Syntax(sentence.text, (sentence,)), "2031-05-14")
    assert time.value == value


def test_no_verb_says_nothing() -> None:
    bare = tree(("Friday", "Friday", "PROPN", 0, "root", ""))
    assert direction_in_tree(bare, 0) == 0
