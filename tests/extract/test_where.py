"""Places: which one of that name, and what is no place."""

from __future__ import annotations

import pytest

from secondsource.extraction.places.gazetteer import gazetteer, key
from secondsource.extraction.places.locate import locate
from secondsource.extraction.places.toponyms import km
from secondsource.extraction.places.where import find_places
from secondsource.records.reading import Entity, Mention, Span
from secondsource.syntax import Syntax


def spots(text, *names):
    """Where each name of a text lies; a name may be given as often as it is printed."""
    spans: list[Span] = []
    at: dict[str, int] = {}
    for name in names:
        start = text.index(name, at.get(name, 0))
        at[name] = start + 1
        spans.append(Span(start=start, end=start + len(name)))
    return locate(text, spans)


@pytest.mark.parametrize(
    ("text", "name", "country", "lat", "lon"),
    [
        ("It rained in Paris on Monday.", "Paris", "FR", 48.9, 2.3),
        ("It rained in Paris, Texas, on Monday.", "Paris", "US", 33.7, -95.6),
        ("A fire in London, Ontario, was put out.", "London", "CA", 43.0, -81.2),
        ("A fire in Springfield, Ill., was put out.", "Springfield", "US", 39.8, -89.6),
        ("A fire in Cambridge, MA, was put out.", "Cambridge", "US", 42.4, -71.1),
        ("Shells fell on the Poltava region.", "Poltava region", "UA", 49.6, 34.0),
        ("Talks in Kiev went on.", "Kiev", "UA", 50.5, 30.5),
        ("Talks in Köln went on.", "Köln", "DE", 50.9, 7.0),
        ("Talks in Cologne went on.", "Cologne", "DE", 50.9, 7.0),
        ("The U.S. agreed.", "U.S.", "US", 39.8, -98.5),
        ("Britain agreed.", "Britain", "GB", 54.8, -2.7),
        ("Washington agreed.", "Washington", "US", 38.9, -77.0),
        ("A vote in Washington state followed.", "Washington state", "US", 47.4, -120.3),
        ("A convoy left northern Gaza.", "northern Gaza", "PS", 31.5, 34.4),
        ("Ships left the Black Sea.", "Black Sea", None, 43.4, 34.3),
        ("He flew to St. Petersburg.", "St. Petersburg", "RU", 59.9, 30.3),
        ("A storm hit the U.S. Virgin Islands.", "U.S. Virgin Islands", "US", 17.8, -64.7),
        ("Guards closed the Suez Canal.", "Suez Canal", "EG", 30.5, 32.3),
    ],
)
def test_one_name(text, name, country, lat, lon):
    (spot,) = spots(text, name)
    assert spot is not None
    assert spot.country == country
    assert spot.lat == pytest.approx(lat, abs=1.0)
    assert spot.lon == pytest.approx(lon, abs=1.5)


def test_the_other_places_of_a_report_decide():
    text = "Police in Georgia said a car found in Atlanta had left Athens, then Macon and Savannah."
    found = spots(text, "Georgia", "Atlanta", "Athens", "Macon", "Savannah")
    assert {spot.country for spot in found if spot} == {"US"}
    text = "Athens and Thessaloniki went on strike, the unions of Greece said."
    found = spots(text, "Athens", "Thessaloniki", "Greece")
    assert {spot.country for spot in found if spot} == {"GR"}


def test_a_name_is_one_place_throughout():
    text = "A flood hit Birmingham, Alabama. Birmingham asked Alabama for help."
    found = spots(text, "Birmingham", "Birmingham", "Alabama")
    assert found[0] == found[1]


def test_a_building_lies_in_the_town_printed_nearest():
    text = "Crowds filled Odesa. Later a shell hit Saint Nobody Hospital."
    odesa, hospital = spots(text, "Odesa", "Saint Nobody Hospital")
    assert km(odesa, hospital) < 50


def test_a_town_called_port_is_no_building() -> None:
    text = "They shelled Port Nowhere. Later they met in Geneva."
    port, geneva = spots(text, "Port Nowhere", "Geneva")
    assert port is None and geneva is not None
    harbour, _ = spots("They shelled the Port of Nowhere. They met in Geneva.",
                       "Port of Nowhere", "Geneva")  # fmt: skip
    assert harbour is not None


def test_a_street_does_not_lie_where_it_is_called_after() -> None:
    text = "He was found in Albany, Georgia, on South Lebanon Avenue near Turkey Road."
    found = spots(text, "Albany", "South Lebanon Avenue", "Turkey Road")
    assert [spot.country for spot in found] == ["US", "US", "US"]


def test_the_saint_of_a_hospital_is_no_town() -> None:
    text = "Crowds filled Odesa. Later a shell hit St. Petersburg's Hospital."
    odesa, hospital = spots(text, "Odesa", "St. Petersburg's Hospital")
    assert km(odesa, hospital) < 50
    text = "Crowds filled Odesa. He studies at St. Petersburg University."
    odesa, university = spots(text, "Odesa", "St. Petersburg University")
    assert km(odesa, university) > 500


def test_an_unknown_name_is_nowhere():
    assert spots("They left Zzyxqvilletown.", "Zzyxqvilletown") == [None]
    assert locate("", []) == []


@pytest.mark.parametrize("name", ["", "...", "the", "’s", "東京", "\u0000"])
def test_odd_names_can_be_looked_up(name):
    assert isinstance(gazetteer().find(name), tuple)


def test_keys_ignore_case_accents_and_articles():
    assert key("the Côte d’Azur") == key("COTE D'AZUR")


def entity(text, name, kind="place", form="name"):
    start = text.index(name)
    mention = Mention(start=start, end=start + len(name), form=form)
    return Entity(id=f"e-{name}", name=name, kind=kind, mentions=(mention,))


def test_find_places_takes_named_places_only():
    text = "Officials of Kyiv told the French delegation that the capital and Naftowatt were safe."
    entities = (
        entity(text, "Kyiv"),
        entity(text, "French"),
        entity(text, "the capital", form="nominal"),
        entity(text, "Naftowatt", kind="organisation"),
    )
    places = find_places(Syntax(text=text, trees=()), entities)
    assert [(p.name, p.country, p.entity) for p in places] == [("Kyiv", "UA", "e-Kyiv")]
    assert text[places[0].start : places[0].end] == "Kyiv"


def test_a_possessive_is_not_part_of_the_place_and_an_unknown_place_is_kept():
    text = "Ukraine’s grid and the port of Zzyxqvilletown failed."
    places = find_places(
        Syntax(text=text, trees=()), (entity(text, "Ukraine’s"), entity(text, "Zzyxqvilletown"))
    )
    assert [text[p.start : p.end] for p in places] == ["Ukraine", "Zzyxqvilletown"]
    assert places[1].country is None
    assert places[1].lat is None


@pytest.mark.parametrize(
    ("text", "found", "place"),
    [
        ("Police left the Lyon area.", "Lyon area", "Lyon"),
        ("The nation France agreed.", "nation France", "France"),
        ("He left New York Saturday.", "New York Saturday", "New York"),
        ("They met near the Zzyxqville area.", "Zzyxqville area", "Zzyxqville area"),
        ("Shells fell on the Poltava region.", "Poltava region", "Poltava region"),
    ],
)
def test_words_beside_a_place_are_left_out_where_it_would_not_be_known_with_them(
    text: str, found: str, place: str
) -> None:
    (only,) = find_places(Syntax(text=text, trees=()), (entity(text, found),))
    assert text[only.start : only.end] == place


def printed(text: str, *entities: Entity) -> list[str]:
    places = find_places(Syntax(text=text, trees=()), entities)
    return [text[place.start : place.end] for place in places]


@pytest.mark.parametrize(
    ("text", "found", "places"),
    [
        ("The train from Amsterdam to Berlin stopped.", "Amsterdam to Berlin",
         ["Amsterdam", "Berlin"]),
        ("He is from the Bergen suburb of Oslo.", "Bergen suburb of Oslo", ["Bergen", "Oslo"]),
        ("A shop in Mill Street burnt.", "Street", ["Mill Street"]),
        ("It closed in 2031. Mill Street is empty.", "Street", ["Mill Street"]),
        ("The British Columbia Finance minister left.", "British Columbia Finance",
         ["British Columbia"]),
        ("They met at the border.", "border", []),
        ("LYON (AP) - A fire broke out.", "AP", []),
        ("The West agreed.", "West", []),
        ("The District agreed.", "District", []),
    ],
)  # fmt: skip
def test_where_a_place_name_begins_and_ends(text: str, found: str, places: list[str]) -> None:
    assert printed(text, entity(text, found)) == places


def test_a_given_name_printed_before_is_no_place_unless_something_is_in_it() -> None:
    text = "Georgia Lund won. Georgia was glad."
    start = text.index("Georgia was")
    mention = Mention(start=start, end=start + 7, form="name")
    person = entity(text, "Georgia Lund", kind="person")
    place = Entity(id="p", name="Georgia", kind="place", mentions=(mention,))
    assert printed(text, person, place) == []
    there = text.replace("Georgia was", "In Georgia she was")
    moved = Mention(start=start + 3, end=start + 10, form="name")
    land = Entity(id="p", name="Georgia", kind="place", mentions=(moved,))
    assert printed(there, person, land) == ["Georgia"]


@pytest.mark.parametrize("person", ["Lyon tycoon", "Lyon Foreign Minister", "Lyon County Coroner"])
def test_a_place_before_an_office_is_no_given_name(person: str) -> None:
    text = f"The {person} left. Lyon was glad."
    at = text.index("Lyon was")
    place = Entity(
        id="p", name="Lyon", kind="place", mentions=(Mention(start=at, end=at + 4, form="name"),)
    )
    assert printed(text, entity(text, person, kind="person"), place) == ["Lyon"]


@pytest.mark.parametrize(
    ("text", "name", "kind", "is_place"),
    [
        ("It was found in Wainwright, Alberta.", "Wainwright", "organisation", True),
        ("Wainwright, Alberta, was calm.", "Wainwright", "organisation", True),
        ("Doctors in Aschaffenburg agreed.", "Aschaffenburg", "other", True),
        ("A southwest Ohio man left.", "Ohio", "other", True),
        ("Dr. Wainwright, Alberta said, was calm.", "Wainwright", "person", False),
        ("They play for Wainwright.", "Wainwright", "organisation", False),
        ("She praised Aschaffenburg.", "Aschaffenburg", "other", False),
        ("The news in Zzyxqville is bad.", "Zzyxqville", "other", False),
    ],
)
def test_what_was_taken_for_something_else_is_a_place_where_its_neighbours_say_so(
    text: str, name: str, kind: str, is_place: bool
) -> None:
    assert printed(text, entity(text, name, kind=kind)) == [name] * is_place


def test_what_is_printed_behind_a_town_is_what_holds_it() -> None:
    utica, new_york, again = spots(
        "It rained in Utica, New York, and New York had snow.", "Utica", "New York", "New York"
    )
    assert utica is not None and new_york is not None and again is not None
    assert (utica.region, new_york.region) == ("US-NY", "US-NY")
    assert km(new_york, again) > 161
