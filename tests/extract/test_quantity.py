"""Quantities: the published phrases, what is counted, and what is no quantity."""

from __future__ import annotations

import pytest

from benchmarks.quantities import Expected, as_expected, compare, phrases
from secondsource.extraction.quantities.quantity import find_quantities
from secondsource.records.reading import Quantity, Sentence, TimeExpression, Token
from secondsource.syntax import Syntax, Tree
from tests.extract.trees import parse

TABLE = list(phrases())


def quantities(text: str) -> tuple[Quantity, ...]:
    return find_quantities(Syntax(text, ()))


@pytest.mark.parametrize(("text", "wanted"), TABLE, ids=[text[:40] for text, _ in TABLE])
def test_published_phrases(text: str, wanted: list[Expected]) -> None:
    found = [as_expected(text, one) for one in quantities(text)]
    keys = ("found", "value", "low", "high", "unit", "approximate")
    assert [[getattr(one, key) for key in keys] for one in found] == [
        [getattr(one, key) for key in keys] for one in wanted
    ]


def test_the_table_is_large_enough() -> None:
    assert len(TABLE) >= 150


def test_counted_nouns_without_a_tree() -> None:
    counts = [compare(text, wanted, quantities(text)) for text, wanted in TABLE]
    right, all_ = (sum(one[key] for one in counts) for key in ("of", "of_gold"))
    assert right / all_ >= 0.95


def _tree(*rows: tuple[str, str, str, int, str]) -> Syntax:
    text, tokens = "", []
    for form, lemma, upos, head, relation in rows:
        start = len(text) + 1 if text else 0
        text = f"{text} {form}" if text else form
        tokens.append(
            Token(start=start, end=start + len(form), lemma=lemma, upos=upos, head=head,
                  deprel=relation)
        )  # fmt: skip
    sentence = Sentence(start=0, end=len(text), tokens=tuple(tokens))
    return Syntax(text, (Tree(text, sentence),))


GOVERNED = _tree(
    ("Guards", "guard", "NOUN", 2, "nsubj"),
    ("shot", "shoot", "VERB", 0, "root"),
    ("57", "57", "NUM", 6, "nummod"),
    ("very", "very", "ADV", 5, "advmod"),
    ("young", "young", "ADJ", 6, "amod"),
    ("geese", "goose", "NOUN", 2, "obj"),
)
PARTITIVE = _tree(
    ("Dozens", "dozen", "NOUN", 6, "nsubj"),
    ("of", "of", "ADP", 5, "case"),
    ("the", "the", "DET", 5, "det"),
    ("trapped", "trap", "VERB", 5, "amod"),
    ("miners", "miner", "NOUN", 1, "nmod"),
    ("slept", "sleep", "VERB", 0, "root"),
)
STATE = _tree(
    ("Medics", "medic", "NOUN", 2, "nsubj"),
    ("counted", "count", "VERB", 0, "root"),
    ("three", "three", "NUM", 4, "nummod"),
    ("injured", "injure", "ADJ", 2, "obj"),
)
LABEL = _tree(
    ("Gate", "gate", "NOUN", 3, "nsubj"),
    ("12", "12", "NUM", 1, "nummod"),
    ("opened", "open", "VERB", 0, "root"),
)
ALONE = _tree(
    ("The", "the", "DET", 2, "det"),
    ("toll", "toll", "NOUN", 3, "nsubj"),
    ("rose", "rise", "VERB", 0, "root"),
    ("to", "to", "ADP", 5, "case"),
    ("12", "12", "NUM", 3, "obl"),
)


@pytest.mark.parametrize(
    ("syntax", "words", "lemma"),
    [(GOVERNED, "57", "goose"), (PARTITIVE, "Dozens", "miner"), (STATE, "three", "injured"),
     (ALONE, "12", None)],
)  # fmt: skip
def test_counted_nouns_with_a_tree(syntax: Syntax, words: str, lemma: str | None) -> None:
    (one,) = find_quantities(syntax)
    assert syntax.text[one.start : one.end] == words
    assert (one.of.lemma if one.of else None) == lemma


def test_a_number_behind_its_noun_is_a_label() -> None:
    assert find_quantities(LABEL) == ()


def test_people_and_person_are_one_lemma() -> None:
    (many,), (single,) = quantities("They met 57 people."), quantities("They met one person.")
    assert many.of is not None
    assert single.of is not None
    assert many.of.lemma == single.of.lemma == "person"


def test_numbers_inside_given_times_are_left_out() -> None:
    text = "They slept 12 nights."
    time = TimeExpression(start=11, end=20, type="DURATION", value="P12D")
    assert find_quantities(Syntax(text, ()), [time]) == ()
    assert len(find_quantities(Syntax(text, ()), [])) == 1


@pytest.mark.parametrize("text", ["He fled to 412 S. Harbor Ave.", "They met at 2210 S. 400 West."])
def test_numbers_of_houses_with_a_compass_point_are_none(text):
    assert not quantities(text)


def test_a_state_before_its_noun_is_not_what_is_counted():
    [two] = find_quantities(
        parse("""
        Ostra PROPN 2 nsubj
        freed VERB 0 root
        two NUM 5 nummod
        sick ADJ 5 amod
        sailors NOUN 2 obj
        . PUNCT 2 punct
    """)
    )
    assert two.of is not None and two.of.lemma == "sailors"


def test_of_behind_a_crew_brings_its_number():
    [number] = find_quantities(
        parse("""
        Vega PROPN 2 nsubj
        has VERB 0 root
        a DET 4 det
        crew NOUN 2 obj
        of ADP 6 case
        22 NUM 4 nmod
        . PUNCT 2 punct
    """)
    )
    assert number.of is not None and number.of.lemma == "crew"
