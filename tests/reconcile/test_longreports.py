"""Reports of many claims, in which something always comes near."""

from __future__ import annotations

import pytest

from secondsource.pipeline import Reader, reconcile
from secondsource.records.report import Report
from secondsource.records.story import Story

NEVER = "Clearly Ada Lind had not served in Korvia."
LATER = (
    "The deferments allowed Ada Lind to complete her studies at Karlow, pursue a fellowship abroad"
    " and serve as a special assistant to the publisher of the Karlow Post, Rune Falk."
)
PEOPLE = "Otto Mara Ivo Lena Paul Nora Emil Tessa Karl Rosa Hugo Dora Felix Greta Anton Klara Boris"
DID = "painted sold bought closed opened visited washed cleaned measured rented fenced mowed mapped"
THINGS = "fence boat mill school bridge museum tower barn field hall garden roof lawn"
PLACES = "Karlow Sorn Vell Tarn Brom Lund Krag Norr Oster Dahl Holm Berg Strand"


def told(*more: str) -> Story:
    texts = {"a": " ".join([NEVER, *more]), "b": LATER}
    reports = [
        Report(id=key, text=text, outlet=f"Paper {key}", published="2034-03-04")
        for key, text in texts.items()
    ]
    return reconcile(list(Reader().read_many(reports)))


@pytest.mark.parametrize("long", [True, False])
def test_a_no_in_a_long_report_answers_only_what_means_much_the_same(long: bool) -> None:
    rows = zip(PEOPLE.split(), DID.split(), THINGS.split(), PLACES.split(), strict=False)
    more = [f"{who} {did} the {thing} of {place}." for who, did, thing, place in rows] * 2
    contested = [fact for fact in told(*(more if long else ())).facts if fact.grade == "contested"]
    assert bool(contested) != long
