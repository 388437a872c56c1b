"""Places: one row each, put where most reports have them, drawn inside the frame."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from secondsource.publish import htmlsheet
from secondsource.publish.geography import Site, sites, whereabouts
from secondsource.publish.mapview import Box, View, free_corner, labels_of, round_km, view_of
from secondsource.publish.outline import BORDER, LAND, Frame, cut_ring, lines
from secondsource.publish.sheet import lay_out
from secondsource.records.reading import Place
from tests.publish.parsed import Parsed

WORLD = Frame(-180, -90, 180, 90)


def _site(name: str, lat: float, lon: float, **more) -> Site:
    known = {"country": None, "is_country": False, "elsewhere": (), "mentions": (), "facts": ()}
    return Site(key=name, name=name, lat=lat, lon=lon, **(known | more))


def _located(story, spots: dict[str, tuple[str, float, float]]):
    """The story with its town put at a spot of its own by each report."""
    readings = []
    for reading in story.readings:
        country, lat, lon = spots.get(reading.report.id, ("AT", 48.21, 16.37))
        places = tuple(replace(p, country=country, lat=lat, lon=lon) for p in reading.places)
        readings.append(replace(reading, places=places[:1]))
    return lay_out(replace(story, readings=tuple(readings)))


def test_places_are_rows_with_their_facts_and_the_reports_that_name_them(story):
    (town,) = sites(lay_out(story))
    assert (town.name, whereabouts(town)) == ("Lowenmark", "Austria, 48.21° N, 16.37° E")
    assert [mention.report for mention in town.mentions] == ["wire", "tribune", "ledger"]
    assert {entry.fact.id for entry in town.facts} == {"f01", "f02"}


def test_what_could_not_be_located_is_listed_where_something_is_told_of_it(story):
    readings = [
        replace(r, claims=tuple(replace(c, places=(len(r.places) - 1,)) for c in r.claims))
        if any(place.name == "Ister" for place in r.places)
        else r
        for r in story.readings
    ]
    found = sites(lay_out(replace(story, readings=tuple(readings))))
    river = next(site for site in found if site.name == "Ister")
    assert (whereabouts(river), river.located) == ("not located", False)


def _one_place(story, outlet: str, text: str, name: str):
    """The story as one report that names a place, beside "Aurelia Star", a ship."""
    reading = story.readings[0]
    report = replace(reading.report, outlet=outlet, text=text)
    at = text.index(name)
    place = replace(reading.places[0], start=at, end=at + len(name), name=name,
                    country="IT", lat=42.1, lon=11.8)  # fmt: skip
    ship = replace(story.entities[0], id="ship", name="Aurelia Star", kind="product", mentions=())
    item = replace(story.reports[0], report=report, copies=())
    only = replace(reading, report=report, places=(place,), claims=())
    return lay_out(replace(story, reports=(item,), readings=(only,), facts=(), quotes=(),
                           entities=(ship,), omissions=()))  # fmt: skip


@pytest.mark.parametrize(
    ("outlet", "text", "name", "shown"),
    [
        ("Post", "Fire on the Aurelia Star", "Aurelia", False),
        ("Post", "Fire in Aurelia on Monday", "Aurelia", True),
        ("Post", "Fire in Aurelia Nova", "Aurelia", True),
        ("The Daily Beacon", "A worker told the Beacon so", "Beacon", False),
        ("Radio Marn", "Rain in Marn", "Marn", True),
    ],
)
def test_a_ship_and_an_outlet_are_no_places(story, outlet, text, name, shown):
    assert bool(sites(_one_place(story, outlet, text, name))) is shown


def test_a_copy_names_no_place(story):
    found = [m.report for site in sites(lay_out(story)) for m in site.mentions]
    assert "courier" not in found


def test_a_place_stands_where_most_reports_put_it(story):
    (town,) = sites(_located(story, {"wire": ("BR", -22.97, -43.18)}))
    assert (town.lat, town.country, town.elsewhere) == (48.21, "AT", ("wire",))


def test_of_two_near_positions_the_finer_is_shown(story):
    (town,) = sites(_located(story, {"wire": ("AT", 48.0, 16.0), "ledger": ("AT", 48.0, 16.0)}))
    assert (town.lat, town.lon, town.elsewhere) == (48.21, 16.37, ())


def test_a_country_is_no_town(story):
    place = Place(start=0, end=4, entity=None, name="Peru", country="PE", lat=-10.0, lon=-76.0)
    readings = tuple(replace(r, places=(place,)) for r in story.readings)
    (found,) = sites(lay_out(replace(story, readings=readings)))
    assert (found.is_country, whereabouts(found)) == (True, "country")


def test_land_and_sea_are_where_they_are():
    rings = list(lines(LAND, WORLD))
    for lon, lat, is_land in [(16.4, 48.2, True), (-100, 40, True), (-30, 40, False),
                              (-179.9, 66.5, True), (0, -89, True), (150, 0, False)]:  # fmt: skip
        assert sum(_inside(ring, lon, lat) for ring in rings) % 2 == is_land, (lon, lat)


def _inside(ring: np.ndarray, lon: float, lat: float) -> bool:
    x, y = ring.T
    ahead_x, ahead_y = np.roll(x, -1), np.roll(y, -1)
    crosses = (y > lat) != (ahead_y > lat)
    rise = np.where(ahead_y == y, 1, ahead_y - y)
    return bool(np.count_nonzero(crosses & (lon < x + (lat - y) * (ahead_x - x) / rise)) % 2)


def test_no_coast_jumps_across_the_world():
    for ring in lines(LAND, WORLD):
        steps = np.abs(np.diff(ring[:, 0]))
        assert steps.max() < 180 or ring[:, 1].max() < -60


def test_lines_are_cut_to_the_frame():
    frame = Frame(5, 45, 17, 50)
    for ring in lines(LAND, frame):
        assert ((ring >= frame[:2]) & (ring <= frame[2:])).all()
    assert 5 < sum(1 for _ in lines(BORDER, frame)) < 60


def test_a_ring_around_the_frame_is_cut_to_its_corners():
    ring = np.array([(-9.0, -9), (9, -9), (9, 9), (-9, 9)])
    cut = cut_ring(ring, Frame(-1, -2, 3, 4))
    assert {tuple(point) for point in cut.tolist()} == {(-1, -2), (3, -2), (3, 4), (-1, 4)}
    assert len(cut_ring(ring, Frame(20, 20, 30, 30))) == 0


@pytest.mark.parametrize(
    "points",
    [
        [(16.4, 48.2)],
        [(-77.0, -12.0), (-75.0, -12.8), (-71.97, -13.5)],
        [(24.9, 60.2), (24.8, 59.4), (24.1, 56.9)],
        [(179.9, 66.0), (-179.0, 66.0)],
        [(0.0, 89.0)],
    ],
)
def test_every_near_point_is_in_the_frame_and_the_frame_in_the_world(points):
    view = view_of(points, 720, 400)
    west, south, east, north = view.frame
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90
    if max(lon for lon, _ in points) - min(lon for lon, _ in points) < 70:
        assert all(view.frame.holds(*point) for point in points)


def test_a_stray_place_does_not_shrink_the_map():
    near = [(-69.0, -16.2), (-70.0, -15.8), (-68.2, -16.5)]
    view = view_of([*near, (59.5, 22.6)], 720, 400)
    assert all(view.frame.holds(*point) for point in near)
    assert view.frame.east - view.frame.west < 15


def test_names_cover_neither_one_another_nor_what_is_kept_free():
    view = View(frame=Frame(0, 0, 10, 10), width=400, height=400)
    crowd = [_site(f"Placename {n}", 5 + n / 50, 5 + n / 50) for n in range(9)]
    kept = Box(0, 380, 400, 400)
    placed = labels_of(view, [*crowd, _site("Low", 0.3, 5)], [kept])
    assert 0 < len(placed) < 10
    rows = sorted((label.y, label.anchor) for label in placed)
    assert len(set(rows)) == len(rows)
    assert all(label.y < 381 for label in placed)


def test_the_small_map_takes_a_free_corner():
    view = View(frame=Frame(0, 0, 10, 10), width=400, height=400)
    low_right, high_right = _site("a", 1, 9), _site("b", 9, 9)
    assert free_corner(view, [], 100, 50).bottom == 392
    assert free_corner(view, [low_right], 100, 50).top == 8
    assert free_corner(view, [low_right, high_right], 100, 50).left == 8


def test_the_scale_is_a_round_number_of_kilometres():
    view = View(frame=Frame(0, -5, 10, 5), width=720, height=720)
    assert (round(view.km_across), round_km(view)) == (1113, 200)


def test_the_map_is_on_the_page_and_its_dots_lead_to_the_table(html):
    drawing = html[html.index('<svg viewBox="0 0 720 400"') :].partition("</svg>")[0]
    targets = re.findall('href="#([^"]+)"', drawing)
    assert targets == ["place-lowenmark"]
    assert set(targets) <= set(Parsed(html).values("id"))
    assert "Austria, 48.21° N, 16.37° E" in Parsed(html).text


def test_without_a_located_place_there_is_a_table_and_no_map(story):
    readings = tuple(
        replace(r, places=tuple(replace(p, lat=None, lon=None) for p in r.places))
        for r in story.readings
    )
    html = htmlsheet.render([replace(story, readings=readings)])
    assert 'class="map"' not in html
    assert "None of them could be located" in html


def test_without_places_the_part_is_left_out(story):
    html = htmlsheet.render([replace(story, readings=())])
    assert 'id="part-places"' not in html
