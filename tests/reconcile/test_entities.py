"""Entities of several reports merged into those of the story."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.reconciling.sources.entities import merge_entities
from secondsource.records.reading import Entity, Mention, MentionForm, Reading
from secondsource.records.report import Report


def reading(report_id, *entities):
    """A reading whose text lists its entities: (kind, name, further names or descriptions)."""
    text, found = "", []
    for number, (kind, *printed) in enumerate(entities, 1):
        mentions = []
        for phrase in printed:
            form: MentionForm = "name" if phrase[0].isupper() else "nominal"
            mentions.append(Mention(start=len(text), end=len(text) + len(phrase), form=form))
            text += phrase + ". "
        found.append(Entity(id=f"e{number}", name=printed[0], kind=kind, mentions=tuple(mentions)))
    return Reading(report=Report(text=text, id=report_id), entities=tuple(found))


def groups(*readings):
    """Which entities became one, as sets of (report, entity)."""
    _, ids = merge_entities(readings)
    together: dict[str, set[tuple[str, str]]] = {}
    for key, story_id in ids.items():
        together.setdefault(story_id, set()).add(key)
    return sorted(sorted(group) for group in together.values())


def test_spellings_merge_and_the_fullest_name_is_kept():
    entities, ids = merge_entities(
        [
            reading("r1", ("person", "Volodymyr Zelenskyy", "Zelenskyy")),
            reading("r2", ("person", "Volodymyr Zelensky", "Zelensky")),
            reading("r3", ("person", "Zelensky")),
        ]
    )
    assert len(entities) == 1
    assert set(ids.values()) == {entities[0].id}
    assert len(entities[0].mentions) == 5
    assert "Zelensky" in entities[0].aliases


def test_a_veto_holds_through_a_shared_surname():
    first = reading("r1", ("person", "Ada Novak"))
    second = reading("r2", ("person", "Karl Novak"))
    third = reading("r3", ("person", "Novak"))
    assert groups(first, second, third) == [[("r1", "e1")], [("r2", "e1")], [("r3", "e1")]]


def test_a_bare_surname_joins_whom_the_story_is_about():
    about = reading("r1", ("person", "Ada Novak", *["Novak"] * 7), ("person", "Karl Novak"))
    bare = reading("r2", ("person", "Novak"))
    assert [("r1", "e1"), ("r2", "e1")] in groups(about, bare)


def test_two_entities_of_one_report_stay_apart():
    first = reading(
        "r1", ("organisation", "Harbour Steel"), ("organisation", "Harbour Steel Group")
    )
    second = reading("r2", ("organisation", "Harbour Steel"))
    assert [("r1", "e2")] in groups(first, second)


def test_iran_is_not_iraq_and_congo_not_the_other_congo():
    first = reading("r1", ("place", "Iran"), ("place", "Republic of the Congo"))
    second = reading("r2", ("place", "Iraq"), ("place", "Democratic Republic of the Congo"))
    assert all(len(group) == 1 for group in groups(first, second))


def test_descriptions_merge_only_if_they_name_somebody():
    first = reading("r1", ("group", "lakeland officials"), ("organisation", "a company"))
    second = reading("r2", ("group", "lakeland officials"), ("organisation", "a company"))
    assert all(len(group) == 1 for group in groups(first, second))


def test_a_description_joins_the_one_name_of_the_story_that_is_called_so():
    named = reading("r1", ("organisation", "Norlink", "the operator"), ("person", "Ada Holt"))
    bare = reading("r2", ("organisation", "the rail operator"), ("organisation", "Tramway Board"))
    assert [("r1", "e1"), ("r2", "e1")] in groups(named, bare)
    entities, _ = merge_entities([named, bare])
    assert "Norlink" in {entity.name for entity in entities}


@pytest.mark.parametrize(
    "description",
    ["an operator", "its operator", "the rival operator", "the dam's operator",
     "the operator of the dam", "operators"],
)  # fmt: skip
def test_a_description_that_may_be_of_another_stays_alone(description):
    named = reading("r1", ("organisation", "Norlink", "the operator"))
    assert len(groups(named, reading("r2", ("organisation", description)))) == 2


def test_of_two_that_are_called_so_the_one_that_the_report_names_is_meant():
    first = reading("r1", ("organisation", "Norlink", "the operator"))
    second = reading("r2", ("organisation", "Vestline", "the operator"))
    third = reading("r3", ("organisation", "Vestline"), ("organisation", "the operator"))
    assert [("r2", "e1"), ("r3", "e1"), ("r3", "e2")] in groups(first, second, third)
    assert [("r4", "e1")] in groups(first, second, reading("r4", ("organisation", "the operator")))


def test_a_name_of_another_kind_of_body_is_not_called_so():
    named = reading("r1", ("organisation", "State Mining Authority", "the company"))
    assert len(groups(named, reading("r2", ("organisation", "the company")))) == 2


def test_the_ministry_is_the_one_that_the_story_has():
    named = reading("r1", ("organisation", "Ministry of Health"), ("organisation", "Civic Front"))
    assert [("r1", "e1"), ("r2", "e1")] in groups(
        named, reading("r2", ("organisation", "the ministry"))
    )
    other = reading("r3", ("organisation", "the transport ministry"))
    assert [("r3", "e1")] in groups(named, other)


def test_a_former_office_is_not_the_office():
    former = reading("r1", ("person", "Ada Holt", "the former mayor"))
    assert len(groups(former, reading("r2", ("person", "the mayor")))) == 2


def test_nothing_in_nothing_out():
    assert merge_entities([]) == ((), {})


NAMES = ["Ada Novak", "Karl Novak", "Novak", "Ada M. Novak", "Novak Jr.", "Адa Новак"]
BODIES = ["Harbour Steel", "Harbour Steel Ltd", "Steel", "UN", "United Nations", "Iran", "Iraq"]
ENTITIES = st.lists(
    st.one_of(
        st.tuples(st.just("person"), st.sampled_from(NAMES)),
        st.tuples(st.sampled_from(["organisation", "place"]), st.sampled_from(BODIES)),
    ),
    max_size=4,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(ENTITIES, max_size=5).flatmap(
        lambda rows: st.tuples(st.just(rows), st.permutations(range(len(rows))))
    )
)
def test_order_changes_nothing(case):
    rows, order = case
    readings = [reading(f"r{number}", *row) for number, row in enumerate(rows)]
    assert merge_entities(readings) == merge_entities([readings[number] for number in order])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(ENTITIES, max_size=5))
def test_every_entity_has_exactly_one_place(rows):
    readings = [reading(f"r{number}", *row) for number, row in enumerate(rows)]
    entities, ids = merge_entities(readings)
    keys = {(r.report.id, e.id) for r in readings for e in r.entities}
    assert set(ids) == keys
    assert len({entity.id for entity in entities}) == len(entities)
    mentioned = sum(len(entity.mentions) for entity in entities)
    assert mentioned == sum(len(e.mentions) for r in readings for e in r.entities)
