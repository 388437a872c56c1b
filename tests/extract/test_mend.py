"""Slips of parsers, written as trees by hand, and what becomes of them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.extraction.mending.mend import RULES, mended, rules_about, with_whole_names
from secondsource.syntax import Tree
from tests.extract.trees import parse


def tree(table: str) -> Tree:
    return parse(table).trees[0]


def governed(table: str, form: str) -> tuple[str, str]:
    """Governor and relation of a word in the mended tree."""
    found = mended(tree(table))
    word = next(i for i in range(len(found)) if found.form(i) == form)
    head = found.head(word)
    return ("-" if head is None else found.form(head)), found.deprel(word)


SAID_WHEN = """
    She PRON 2 nsubj
    said VERB 0 root say
    on ADP 4 case
    Friday PROPN 7 obl
    that SCONJ 7 mark
    prices NOUN 7 nsubj
    fell VERB 2 ccomp fall
    . PUNCT 2 punct
"""
NAMED_SPEAKER = """
    Prices NOUN 2 nsubj
    rose VERB 12 ccomp rise
    , PUNCT 7 punct
    the DET 7 det
    bank NOUN 7 compound
    's PART 5 case
    governor NOUN 2 nsubj
    , PUNCT 9 punct
    Ines PROPN 7 appos
    Mora PROPN 9 flat
    , PUNCT 9 punct
    said VERB 0 root say
    . PUNCT 12 punct
"""
SECOND_VERB = """
    Shells NOUN 2 nsubj
    killed VERB 0 root kill
    two NUM 4 nummod
    guards NOUN 2 obj
    and CCONJ 8 cc
    wounded VERB 8 amod wound
    five NUM 8 nummod
    nurses NOUN 4 conj
    . PUNCT 2 punct
"""
TWO_SUBJECTS = """
    Ada PROPN 4 nsubj
    and CCONJ 3 cc
    Bo PROPN 4 nsubj
    agreed VERB 0 root agree
    . PUNCT 4 punct
"""
TITLE = """
    Judge NOUN 3 nsubj
    Ruiz PROPN 3 nsubj
    resigned VERB 0 root resign
    . PUNCT 3 punct
"""
UP_TO = """
    Firms NOUN 2 nsubj
    cut VERB 0 root
    up ADP 2 compound:prt
    to ADP 5 case
    9 NUM 6 nummod
    jobs NOUN 2 obj
    . PUNCT 2 punct
"""
SOUND = """
    Ada PROPN 2 nsubj
    said VERB 0 root say
    prices NOUN 4 nsubj
    fell VERB 2 ccomp fall
    on ADP 6 case
    Friday PROPN 4 obl
    . PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("table", "form", "expected"),
    [
        (SAID_WHEN, "Friday", ("said", "obl")),
        (NAMED_SPEAKER, "governor", ("said", "nsubj")),
        (TWO_SUBJECTS, "Bo", ("Ada", "conj")),
        (TITLE, "Judge", ("Ruiz", "nmod:desc")),
        (UP_TO, "up", ("9", "advmod")),
        (SECOND_VERB, "wounded", ("killed", "conj")),
        (SECOND_VERB, "nurses", ("wounded", "obj")),
        (SECOND_VERB, "and", ("wounded", "cc")),
    ],
)
def test_slips(table: str, form: str, expected: tuple[str, str]):
    assert governed(table, form) == expected


def test_a_sound_tree_comes_back_as_it_is():
    found = tree(SOUND)
    assert mended(found) is found


GAPPED = """
    Nine NUM 3 nsubj:pass
    were AUX 3 aux:pass be
    killed VERB 0 root kill
    and CCONJ 6 cc
    40 NUM 3 conj
    injured VERB 3 conj injure
    . PUNCT 3 punct
"""
GERUND = """
    He PRON 2 nsubj
    said VERB 0 root say
    that SCONJ 6 mark
    leaving VERB 2 ccomp leave
    would AUX 6 aux
    hurt VERB 2 ccomp hurt
    . PUNCT 2 punct
"""


def test_a_number_before_a_second_participle_is_its_own_subject():
    assert governed(GAPPED, "40") == ("injured", "nsubj:pass")


def test_what_would_hurt_is_the_subject_of_hurting():
    assert governed(GERUND, "leaving") == ("hurt", "csubj")


MARKED_OBJECT = """
    Prices NOUN 2 nsubj
    rose VERB 0 root rise
    by ADP 5 case
    3 NUM 5 nummod
    percent NOUN 2 obj
    . PUNCT 2 punct
"""
PROMPTED = """
    Rain NOUN 2 nsubj
    prompted VERB 0 root prompt
    two NUM 4 nummod
    crews NOUN 2 nsubj
    to PART 6 mark
    leave VERB 2 xcomp leave VerbForm=Inf
    . PUNCT 2 punct
"""
COPULA = """
    Windows NOUN 3 nsubj
    were AUX 3 cop be
    broken VERB 0 root break Voice=Pass
    . PUNCT 3 punct
"""
PERFECT = """
    Unions NOUN 3 nsubj:pass
    had AUX 3 aux have
    warned VERB 0 root warn Voice=Pass
    of ADP 5 case
    strikes NOUN 3 obl
    . PUNCT 3 punct
"""
IT_WAS_SAID = """
    It PRON 3 expl
    was AUX 3 aux:pass be
    announced VERB 0 root announce Voice=Pass
    that SCONJ 7 mark
    he PRON 7 nsubj
    would AUX 7 aux
    leave VERB 3 csubj:pass leave
    . PUNCT 3 punct
"""


@pytest.mark.parametrize(
    ("table", "form", "verb", "relation"),
    [
        (MARKED_OBJECT, "percent", "rose", "obl"),
        (PROMPTED, "crews", "prompted", "obj"),
        (COPULA, "were", "broken", "aux:pass"),
        (COPULA, "Windows", "broken", "nsubj:pass"),
        (PERFECT, "Unions", "warned", "nsubj"),
        (IT_WAS_SAID, "leave", "announced", "ccomp"),
        (SOUND, "Ada", "said", "nsubj"),
    ],
)
def test_relations_that_cannot_be_are_named_anew(
    table: str, form: str, verb: str, relation: str
) -> None:
    assert governed(table, form) == (verb, relation)


TABLES = (
    MARKED_OBJECT,
    PROMPTED,
    COPULA,
    PERFECT,
    IT_WAS_SAID,
    SAID_WHEN,
    TWO_SUBJECTS,
    TITLE,
    UP_TO,
    SOUND,
    GAPPED,
    GERUND,
)
RELATIONS = (
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "amod", "acl",
    "acl:relcl", "advcl", "ccomp", "xcomp", "csubj", "conj", "cc", "case", "mark", "parataxis",
    "cop", "expl", "appos", "compound", "compound:prt", "flat", "det", "punct",
)  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_rules_that_are_not_asked_have_nothing_to_say(table: str):
    whole = tree(table)
    heads = ((word, whole.head(word)) for word in range(len(whole)))
    hung = [(word, head) for word, head in heads if head is not None]
    for (word, head), relation in itertools.product(hung, RELATIONS):
        other = whole.rehung(word, head, relation)
        unasked = set(RULES) - set(rules_about(other.rel(word)))
        assert [rule for rule in unasked if rule(other, word)] == []


WORDS = (
    "that",
    "and",
    "as",
    "to",
    "up",
    "said",
    "by",
    ",",
    "”",
    "Ada",
    "prices",
    "9",
    "fell",
    "is",
)
TAGS = (
    "NOUN",
    "PROPN",
    "PRON",
    "VERB",
    "AUX",
    "ADP",
    "CCONJ",
    "SCONJ",
    "NUM",
    "PUNCT",
    "ADJ",
    "ADV",
)


@st.composite
def any_tree(draw: st.DrawFn) -> Tree:
    """A tree of any shape: every word but one hangs on one drawn before it."""
    size = draw(st.integers(1, 7))
    order = draw(st.permutations(range(1, size + 1)))
    heads = {order[0]: 0}
    for number, word in enumerate(order[1:], 1):
        heads[word] = order[draw(st.integers(0, number - 1))]
    rows = (
        " ".join(
            (
                draw(st.sampled_from(WORDS)), draw(st.sampled_from(TAGS)), str(heads[word]),
                draw(st.sampled_from(RELATIONS)) if heads[word] else "root",
            )
        )
        for word in range(1, size + 1)
    )  # fmt: skip
    return tree("\n".join(rows))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_tree())
def test_whatever_the_parser_says_every_rule_answers(whole: Tree):
    for rule, word in itertools.product(RULES, range(len(whole))):
        change = rule(whole, word)
        assert change is None or (0 <= change[1] < len(whole) and _is_tree(whole, change))


def _is_tree(whole: Tree, change: tuple[int, int, str]) -> bool:
    """Whether it stays a tree: nothing may hang on what hangs on itself."""
    word, governor, _ = change
    return governor not in whole.subtree(word)


BROKEN_OFF = """
    Ada PROPN 2 nsubj
    left VERB 0 root leave
    Bo PROPN 4 nsubj
    came VERB 2 conj come
    and CCONJ 4 cc
"""


def test_a_sentence_that_is_broken_off_behind_and():
    found = tree(BROKEN_OFF)
    assert mended(found) is found


def test_a_rehung_word_leaves_the_first_tree_alone():
    first = tree(SAID_WHEN)
    below, word = first.subtree(6), 3
    second = first.rehung(word, 1, "nmod")
    assert (second.head(word), second.deprel(word), second.sentence.tokens[word].head) == (
        1, "nmod", 2,
    )  # fmt: skip
    assert word in second.children(1) and word not in second.subtree(6)
    assert (first.head(word), first.subtree(6)) == (6, below)


BEFORE_ITS_NAME = """
    Chicago PROPN 3 flat
    Wire PROPN 3 flat
    Ada PROPN 5 nsubj
    was AUX 5 aux:pass
    killed VERB 0 root kill
"""


def test_a_name_that_hangs_on_the_next_word_stays_under_it():
    found = with_whole_names(tree(BEFORE_ITS_NAME))
    assert [found.head(word) for word in range(len(found))] == [2, 2, 4, 4, None]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_tree())
def test_whole_names_leave_a_tree(whole: Tree):
    found = with_whole_names(whole)
    assert len(found.subtree(found.root)) == len(found)


def test_no_word_comes_to_govern_itself():
    first = tree(SAID_WHEN)
    for word, governor in ((6, 4), (1, 6), (3, 3)):
        assert first.rehung(word, governor, "obl") is first
