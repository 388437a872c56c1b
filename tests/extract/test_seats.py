"""A capital as a town, and as the government that sits there."""

from __future__ import annotations

import pytest

from secondsource.pipeline import Reader
from secondsource.records.checks import reading_problems
from secondsource.records.reading import Reading
from secondsource.records.report import Report


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _kinds(reading: Reading, name: str) -> dict[int, str]:
    """Kind of the entity by the place of each mention of a name."""
    text = reading.report.text
    return {
        mention.start: entity.kind
        for entity in reading.entities
        for mention in entity.mentions
        if text[mention.start : mention.end] == name
    }


@pytest.mark.parametrize(
    ("text", "name", "kinds"),
    [
        ("Lisbon rejected the offer. A storm hit Lisbon.", "Lisbon", ["organisation", "place"]),
        ("Two trains collided in Warsaw. Warsaw denied it.", "Warsaw", ["place", "organisation"]),
        ("Madrid was flooded on Sunday.", "Madrid", ["place"]),
        ("Rebels shelled Tripoli and fled.", "Tripoli", ["place"]),
        ("Oslo said the ship was safe. Oslo will host the talks.", "Oslo",
         ["organisation", "place"]),
        ("Nairobi accused Kampala of delays.", "Kampala", ["organisation"]),
        ("Malmo said on Monday that it would mend the bridge.", "Malmo", ["place"]),
    ],
)  # fmt: skip
def test_what_a_capital_stands_for(reader: Reader, text: str, name: str, kinds: list[str]) -> None:
    reading = reader.read(Report(text=text, published="2026-03-12"))
    found = _kinds(reading, name)
    assert [found[start] for start in sorted(found)] == kinds
    assert reading_problems(reading) == []


def test_the_government_is_the_source_and_the_town_is_where_it_was(reader: Reader) -> None:
    text = "Lisbon said two people had died in Lisbon on Sunday."
    reading = reader.read(Report(text=text, published="2026-03-12"))
    kinds = {entity.id: entity.kind for entity in reading.entities}
    (claim,) = reading.claims
    source = reading.attributions[claim.attributions[0]].source
    assert source is not None and source.entity is not None
    assert kinds[source.entity] == "organisation"
    assert [kinds[reading.places[index].entity or ""] for index in claim.places] == ["place"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Canal Norte reported that two people drowned near Cadiz.", "organisation"),
        ("The driver told Canal Norte that the road was closed.", "organisation"),
    ],
)
def test_a_place_of_several_words_that_reports_is_a_body(reader: Reader, text: str, kind: str):
    reading = reader.read(Report(text=text, published="2026-03-12"))
    assert set(_kinds(reading, "Canal Norte").values()) == {kind}
    assert "Canal Norte" not in [place.name for place in reading.places]


def test_he_is_whom_the_sentence_before_is_about(reader: Reader):
    text = (
        "A judge, Antti Salo, praised the vote. However, he criticised the radio. "
        "Radko Silan has governed since 2018. He told voters that he would stay."
    )
    reading = reader.read(Report(text=text, published="2026-03-12"))
    (stay,) = (claim for claim in reading.claims if claim.predicate.lemma == "stay")
    names = {entity.id: entity.name for entity in reading.entities}
    assert names[stay.arguments[0].entity or ""] == "Radko Silan"


def test_a_description_with_a_name_behind_it_is_nobody_named_before(reader: Reader):
    text = "President Tarek Moun met the Council's leader, Ilya Brandt, in Haldis."
    reading = reader.read(Report(text=text, published="2026-03-12"))
    assert {"Tarek Moun", "Ilya Brandt"} <= {entity.name for entity in reading.entities}
