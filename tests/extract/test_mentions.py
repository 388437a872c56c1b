"""Entities of a report: who is named, described and meant by a pronoun."""

from __future__ import annotations

import dataclasses

import pytest

from secondsource.extraction.mentions.mentions import find_entities, first_person
from secondsource.syntax import Link, Tree
from tests.extract.trees import parse

PRESIDENT = """
Lakeland PROPN 3 compound
President PROPN 3 nmod:desc
Ada PROPN 5 nsubj
Novak PROPN 3 flat
met VERB 0 root
Karl PROPN 5 obj
Berg PROPN 6 flat
. PUNCT 5 punct
@person Lakeland President Ada Novak
@place Lakeland
@person Karl Berg

Novak PROPN 2 nsubj
thanked VERB 0 root
him PRON 2 obj
, PUNCT 2 punct
she PRON 6 nsubj
said VERB 2 parataxis
. PUNCT 2 punct
@person Novak
@person him
@person she

The DET 2 det Sing the
president NOUN 3 nsubj Sing
left VERB 0 root
. PUNCT 3 punct
@person The president
"""


def found(table, published=None):
    """Name to the texts of its mentions."""
    syntax = parse(table)
    return {
        entity.name: [syntax.text[m.start : m.end] for m in entity.mentions]
        for entity in find_entities(syntax, published)
    }


def test_title_surname_pronoun_and_office_are_one_person():
    entities = found(PRESIDENT)
    assert entities["Ada Novak"] == ["Ada Novak", "Novak", "she", "The president"]
    assert entities["Karl Berg"] == ["Karl Berg", "him"]


def test_ids_follow_first_mention_and_spans_slice():
    syntax = parse(PRESIDENT)
    entities = find_entities(syntax)
    assert [entity.id for entity in entities] == [f"e{i}" for i in range(1, len(entities) + 1)]
    starts = [entity.mentions[0].start for entity in entities]
    assert starts == sorted(starts)
    for entity in entities:
        for mention in entity.mentions:
            assert 0 <= mention.start < mention.end <= len(syntax.text)


def test_a_name_mention_is_the_name_itself():
    entity = next(e for e in find_entities(parse(PRESIDENT)) if e.name == "Ada Novak")
    assert entity.kind == "person"
    assert [m.form for m in entity.mentions] == ["name", "name", "pronoun", "nominal"]


def test_the_state_must_agree_with_the_office():
    entities = found(
        """
        French ADJ 3 amod
        President PROPN 3 nmod:desc
        Luc PROPN 5 nsubj
        Morel PROPN 3 flat
        called VERB 0 root
        Polish ADJ 8 amod
        President PROPN 8 nmod:desc
        Jan PROPN 5 obj
        Zych PROPN 8 flat
        . PUNCT 5 punct
        @person French President Luc Morel
        @person Polish President Jan Zych

        The DET 3 det
        Polish ADJ 3 amod
        president NOUN 4 nsubj Sing
        agreed VERB 0 root
        . PUNCT 4 punct
        @person The Polish president
        """
    )
    assert entities["Jan Zych"] == ["Jan Zych", "The Polish president"]
    assert entities["Luc Morel"] == ["Luc Morel"]


def test_a_deputy_is_not_the_president():
    entities = found(
        """
        Vice ADJ 2 amod
        President PROPN 3 nmod:desc
        Ada PROPN 5 nsubj
        Novak PROPN 3 flat
        spoke VERB 0 root
        . PUNCT 5 punct
        @person Vice President Ada Novak

        The DET 2 det
        president NOUN 3 nsubj Sing
        listened VERB 0 root
        . PUNCT 3 punct
        @person The president
        """
    )
    assert entities["Ada Novak"] == ["Ada Novak"]


@pytest.mark.parametrize("surname", ["Berg", "Novak"])
def test_two_people_of_one_surname_stay_two(surname):
    entities = found(
        f"""
        Anna PROPN 4 nsubj
        {surname} PROPN 1 flat
        sued VERB 0 root
        Karl PROPN 3 obj
        {surname} PROPN 4 flat
        . PUNCT 3 punct
        @person Anna {surname}
        @person Karl {surname}
        """.replace("4 nsubj", "3 nsubj")
    )
    assert set(entities) == {f"Anna {surname}", f"Karl {surname}"}


def test_apposition_and_definite_description_name_a_body():
    entities = found(
        """
        Norwatt PROPN 8 nsubj
        , PUNCT 6 punct
        the DET 6 det
        national ADJ 6 amod
        grid NOUN 6 compound
        operator NOUN 1 appos Sing
        , PUNCT 6 punct
        apologised VERB 0 root
        . PUNCT 8 punct
        @organization Norwatt
        @organization the national grid operator

        The DET 2 det
        operator NOUN 3 nsubj Sing
        blamed VERB 0 root
        a DET 5 det
        storm NOUN 3 obj Sing
        . PUNCT 3 punct
        @organization The operator
        @event a storm

        It PRON 2 nsubj
        apologised VERB 0 root
        . PUNCT 2 punct
        @organization It
        """
    )
    assert entities["Norwatt"] == ["Norwatt", "the national grid operator", "The operator", "It"]
    assert "storm" not in entities


def test_an_acronym_in_brackets_names_the_same_body():
    entities = found(
        """
        The DET 4 det
        Lakeland PROPN 4 compound
        Rail PROPN 4 compound
        Authority PROPN 8 nsubj
        ( PUNCT 6 punct
        LRA PROPN 4 appos
        ) PUNCT 6 punct
        paid VERB 0 root
        . PUNCT 8 punct
        @organization The Lakeland Rail Authority ( LRA )
        @organization LRA

        The DET 2 det
        LRA PROPN 3 nsubj
        declined VERB 0 root
        to PART 5 mark
        comment VERB 3 xcomp
        . PUNCT 3 punct
        @organization The LRA
        """
    )
    assert entities["Lakeland Rail Authority"] == ["Lakeland Rail Authority", "LRA", "LRA"]


def test_two_leaders_are_the_two_named_together():
    entities = found(
        """
        Ada PROPN 6 nsubj
        Novak PROPN 1 flat
        and CCONJ 4 cc
        Karl PROPN 1 conj
        Berg PROPN 4 flat
        talked VERB 0 root
        . PUNCT 6 punct
        @person Ada Novak and Karl Berg
        @person Ada Novak
        @person Karl Berg

        The DET 3 det
        two NUM 3 nummod
        leaders NOUN 4 nsubj Plur leader
        agreed VERB 0 root
        . PUNCT 4 punct
        @person The two leaders

        They PRON 2 nsubj
        smiled VERB 0 root
        . PUNCT 2 punct
        @person They
        """
    )
    assert entities["Ada Novak and Karl Berg"] == [
        "Ada Novak and Karl Berg",
        "The two leaders",
        "They",
    ]
    assert entities["Karl Berg"] == ["Karl Berg"]


def test_a_pronoun_is_not_another_argument_of_its_own_verb():
    entities = found(
        """
        Karl PROPN 2 nsubj
        thanked VERB 0 root
        him PRON 2 obj
        . PUNCT 2 punct
        @person Karl
        @person him
        """
    )
    assert entities["Karl"] == ["Karl"]


def test_within_quotation_marks_he_is_not_the_speaker():
    entities = found(
        """
        Jan PROPN 3 nsubj
        Zych PROPN 1 flat
        resigned VERB 0 root
        . PUNCT 3 punct
        @person Jan Zych

        “ PUNCT 3 punct
        He PRON 3 nsubj
        lied VERB 7 ccomp
        , PUNCT 3 punct
        ” PUNCT 3 punct
        Luc PROPN 7 nsubj
        said VERB 0 root
        . PUNCT 7 punct
        @person He
        @person Luc
        """
    )
    assert entities["Jan Zych"] == ["Jan Zych", "He"]


def test_a_relative_pronoun_stands_for_its_noun():
    entities = found(
        """
        Karl PROPN 6 nsubj
        Berg PROPN 1 flat
        , PUNCT 5 punct
        who PRON 5 nsubj
        won VERB 1 acl:relcl
        smiled VERB 0 root
        . PUNCT 6 punct
        @person Karl Berg , who won
        @person who
        """
    )
    assert entities == {"Karl Berg": ["Karl Berg", "who"]}


def test_names_the_model_passed_over_are_found():
    entities = found(
        """
        Officials NOUN 2 nsubj Plur official
        reached VERB 0 root
        Kyiv PROPN 2 obj
        . PUNCT 2 punct
        """
    )
    assert entities == {"Kyiv": ["Kyiv"]}


def test_groups_with_a_name_in_them_are_followed_and_abstract_nouns_are_not():
    entities = found(
        """
        Lakeland ADJ 2 amod
        forces NOUN 3 nsubj Plur force
        lost VERB 0 root
        patience NOUN 3 obj Sing
        . PUNCT 3 punct
        @person Lakeland forces
        @abstract patience
        """
    )
    assert entities == {"Lakeland forces": ["Lakeland forces"]}


def test_the_first_person_is_left_to_the_quote():
    syntax = parse(
        """
        I PRON 2 nsubj
        won VERB 0 root
        my PRON 4 nmod:poss
        seat NOUN 2 obj Sing
        . PUNCT 2 punct
        @person I
        @person my
        """
    )
    assert [syntax.text[s.start : s.end] for s in first_person(syntax)] == ["I", "my"]
    assert find_entities(syntax) == ()


def test_an_empty_text_has_no_entities():
    assert find_entities(parse(". PUNCT 0 root")) == ()


CHANCELLOR = """
Angela PROPN 3 nsubj
Merkel PROPN 1 flat
travelled VERB 0 root
. PUNCT 3 punct
@person Angela Merkel

The DET 3 det
German ADJ 3 amod
leader NOUN 4 nsubj Sing
spoke VERB 0 root
. PUNCT 4 punct
@person The German leader
"""


@pytest.mark.parametrize(
    ("published", "count"), [("2016-03-01", 2), ("2016-03-01T10:00:00Z", 2), ("2024-03-01", 1)]
)
def test_the_table_of_offices_is_dated(published, count):
    assert len(found(CHANCELLOR, published)["Angela Merkel"]) == count


def test_a_short_title_and_a_general_noun_for_the_same_office():
    entities = found(
        """
        Lakeland PROPN 3 compound
        Gov. PROPN 3 nmod:desc
        Paula PROPN 5 nsubj
        Lund PROPN 3 flat
        met VERB 0 root
        Rep. PROPN 7 nmod:desc
        Jon PROPN 5 obj
        Holm PROPN 7 flat
        . PUNCT 5 punct
        @person Lakeland Gov. Paula Lund
        @person Rep. Jon Holm

        The DET 2 det
        governor NOUN 3 nsubj Sing
        thanked VERB 0 root
        the DET 5 det
        congressman NOUN 3 obj Sing
        . PUNCT 3 punct
        @person The governor
        @person the congressman
        """
    )
    assert entities["Paula Lund"] == ["Paula Lund", "The governor"]
    assert entities["Jon Holm"] == ["Jon Holm", "the congressman"]


def test_a_title_of_several_words_is_no_part_of_the_name_and_holds_none():
    entities = found(
        """
        Secretary PROPN 6 nsubj
        of ADP 3 case
        State PROPN 1 nmod
        Jon PROPN 1 flat
        Holm PROPN 4 flat
        left VERB 0 root
        . PUNCT 6 punct
        @person Secretary of State Jon Holm
        """
    )
    assert entities == {"Jon Holm": ["Jon Holm"]}


def test_peoples_are_groups_and_a_pair_joined_by_a_hyphen_is_neither():
    syntax = parse(
        """
        Americans PROPN 2 nsubj Plur American
        watched VERB 0 root
        Holm PROPN 2 obj
        . PUNCT 2 punct
        @person Americans
        @person Holm

        The DET 3 det
        Holm-Lund PROPN 3 compound
        talks NOUN 4 nsubj Plur talk
        failed VERB 0 root
        . PUNCT 4 punct
        @event The Holm-Lund talks
        """
    )
    entities = find_entities(syntax)
    assert [(e.name, e.kind) for e in entities] == [("Americans", "group"), ("Holm", "person")]


def test_a_span_that_runs_into_the_verb_is_cut_to_its_noun_phrase():
    entities = found(
        """
        The DET 2 det
        mayor NOUN 3 nsubj Sing
        confirmed VERB 0 root
        it PRON 3 obj
        . PUNCT 3 punct
        @person The mayor confirmed
        """
    )
    assert entities == {"mayor": ["The mayor"]}


@pytest.mark.parametrize(
    ("label", "table", "name"),
    [
        (
            "place",
            """
            Shells NOUN 2 nsubj Plur shell
            hit VERB 0 root
            the DET 5 det
            Poltava PROPN 5 compound
            region NOUN 2 obj Sing
            . PUNCT 2 punct
            @place the Poltava region
            """,
            "Poltava region",
        ),
        (
            "product",
            """
            They PRON 2 nsubj
            want VERB 0 root
            Falcon PROPN 4 compound
            missiles NOUN 2 obj Plur missile
            . PUNCT 2 punct
            """,
            "Falcon",
        ),
        (
            "organisation",
            """
            The DET 2 det
            Ministry PROPN 6 nsubj
            of ADP 5 case
            the DET 5 det
            Sea PROPN 2 nmod
            resigned VERB 0 root
            . PUNCT 6 punct
            @organization The Ministry of the Sea
            """,
            "Ministry of the Sea",
        ),
    ],
)
def test_what_belongs_to_a_name(label, table, name):
    entities = [e for e in find_entities(parse(table)) if e.mentions[0].form == "name"]
    assert [(e.name, e.kind) for e in entities] == [(name, label)]


def test_an_apposition_that_the_parser_missed_still_names_the_body():
    entities = found(
        """
        Reported VERB 0 root
        by ADP 3 case
        Norgas PROPN 1 obl:agent
        , PUNCT 7 punct
        the DET 7 det
        gas NOUN 7 compound
        company NOUN 1 obl:agent Sing
        . PUNCT 1 punct
        @organization the gas company
        """
    )
    assert entities == {"Norgas": ["Norgas", "the gas company"]}


def test_after_a_title_and_surname_another_given_name_is_another_person():
    table = """
        President PROPN 2 nmod:desc
        Berg PROPN 3 nsubj
        defended VERB 0 root
        {given} PROPN 3 obj
        Berg PROPN 4 flat
        . PUNCT 3 punct
        @person President Berg
        @person {given} Berg
        """
    assert set(found(table.format(given="Malia"))) == {"Berg", "Malia Berg"}
    known = table.replace("Berg", "Macron").format(given="Emmanuel")
    assert set(found(known, "2020-01-01")) == {"Emmanuel Macron"}


LINKED = """
the DET 2 det
miner NOUN 3 nsubj
left VERB 0 root
. PUNCT 3 punct
@person the miner

the DET 3 det
old ADJ 3 amod
hand NOUN 4 nsubj
spoke VERB 0 root
. PUNCT 4 punct
@person the old hand
"""


def linked(score: float) -> list[int]:
    syntax = dataclasses.replace(
        parse(LINKED), links=(Link(mention=(1, 0, 2), antecedent=(0, 0, 1), score=score),)
    )
    return [len(entity.mentions) for entity in find_entities(syntax)]


def test_a_sure_link_joins_what_the_rules_leave_alone() -> None:
    assert linked(0.95) == [2]


def test_an_unsure_link_joins_nothing() -> None:
    assert linked(0.6) == [1, 1]


def test_a_link_never_joins_a_plural_to_one_person() -> None:
    text = LINKED.replace("the old hand", "the old hands").replace("hand NOUN", "hands NOUN")
    syntax = parse(text)
    plural = syntax.trees[1]
    tokens = list(plural.sentence.tokens)
    tokens[2] = dataclasses.replace(tokens[2], feats="Number=Plur")
    trees = (syntax.trees[0], Tree(syntax.text, dataclasses.replace(
        plural.sentence, tokens=tuple(tokens)
    )))  # fmt: skip
    link = Link(mention=(1, 0, 2), antecedent=(0, 0, 1), score=0.99)
    syntax = dataclasses.replace(syntax, trees=trees, links=(link,))
    assert [len(entity.mentions) for entity in find_entities(syntax)] == [1, 1]


def test_a_link_makes_no_pronoun_an_argument_of_its_own_verb_by_way_of_an_earlier_mention() -> None:
    syntax = parse(
        """
        Karl PROPN 2 nsubj
        left VERB 0 root
        . PUNCT 2 punct
        @person Karl

        Karl PROPN 2 nsubj
        thanked VERB 0 root
        him PRON 2 obj
        . PUNCT 2 punct
        @person Karl
        @person him
        """
    )
    link = Link(mention=(1, 2, 2), antecedent=(0, 0, 0), score=0.99)
    entities = find_entities(dataclasses.replace(syntax, links=(link,)))
    assert [m.form for m in entities[0].mentions] == ["name", "name"]


ANNOUNCED = """
the DET 3 det
{word} ADJ 3 amod
governor NOUN 4 nsubj
resigned VERB 0 root
. PUNCT 4 punct
@person the {word} governor

Governor PROPN 3 nsubj
Ada PROPN 1 flat
smiled VERB 0 root
. PUNCT 3 punct
@person Governor Ada
"""


@pytest.mark.parametrize(("word", "count"), [("regional", 1), ("deputy", 2)])
def test_a_lead_gives_the_office_and_the_next_sentence_the_name(word: str, count: int) -> None:
    assert len(find_entities(parse(ANNOUNCED.format(word=word)))) == count


def test_what_the_model_has_no_kind_for_may_be_a_surname():
    entities = found("""
        Novak PROPN 0 root
        : PUNCT 1 punct
        Harbour NOUN 4 nsubj
        closes VERB 1 parataxis
        @abstract Novak

        Prime ADJ 2 amod
        Minister PROPN 5 nsubj
        Ada PROPN 2 flat
        Novak PROPN 2 flat
        left VERB 0 root
        . PUNCT 5 punct
        @person Prime Minister Ada Novak

        Novak PROPN 2 nsubj
        spoke VERB 0 root
        . PUNCT 2 punct
        @person Novak
    """)
    assert entities["Ada Novak"] == ["Novak", "Ada Novak", "Novak"]


def test_what_a_body_is_called_in_small_letters_is_no_part_of_its_name():
    entities = found("""
        Roads NOUN 2 nsubj
        closed VERB 0 root
        , PUNCT 2 punct
        the DET 6 det
        defence NOUN 6 compound
        agency PROPN 8 nsubj
        VESCO PROPN 8 nsubj
        said VERB 2 parataxis
        . PUNCT 2 punct
        @organization the defence agency VESCO
    """)
    assert entities["VESCO"] == ["VESCO"]


def test_the_body_that_says_what_it_will_do_is_meant():
    entities = found("""
        Norfax PROPN 2 nsubj
        told VERB 0 root
        the DET 4 det
        court NOUN 2 obj
        . PUNCT 2 punct
        @organization Norfax
        @organization the court

        The DET 2 det
        company NOUN 3 nsubj
        said VERB 0 root
        it PRON 6 nsubj
        would AUX 6 aux
        challenge VERB 3 ccomp
        fines NOUN 6 obj
        . PUNCT 3 punct
        @organization The company
        @organization it
    """)
    assert entities["Norfax"] == ["Norfax", "The company", "it"]
