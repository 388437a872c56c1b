"""A headline that a sentence below it tells in full gets no line of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from secondsource.encoder import runtime
from secondsource.pipeline import Reader, reconcile
from secondsource.publish import sections
from secondsource.publish.sheet import Sheet, lay_out
from secondsource.records.report import Report

WEIGHTS = Path(runtime.__file__).parent / "weights" / "reader.onnx"

pytestmark = pytest.mark.skipif(not WEIGHTS.exists(), reason="the reader's weights are not there")


@cache
def reader() -> Reader:
    return Reader(threads=1)


@cache
def sheet(*texts: str) -> Sheet:
    readings = [
        reader().read(Report(id=f"r{n}", text=text, outlet=f"Post {n}", published="2033-03-08"))
        for n, text in enumerate(texts)
    ]
    return lay_out(reconcile(readings))


def lines(text: str) -> set[str]:
    found = sheet(text)
    return {entry.fact.summary for entry in found.lines("single source")}


TOLD = {
    "a name that the sentence gives in full": (
        "Kolt named finance minister\n\nPrime Minister Helga Ruiz named Sanna Kolt as finance "
        "minister on Wednesday.",
        "Kolt named finance minister",
    ),
    "a verb in another tense": (
        "Ruiz loses third minister in a year\n\nPrime Minister Helga Ruiz lost a third cabinet "
        "minister in a year on Monday.",
        "Ruiz loses third minister in a year",
    ),
}
OWN = {
    "another deed": (
        "Norfax opens mill in Marn\n\nNorfax sold its mill in Marn on Monday.",
        "Norfax opens mill in Marn",
    ),
    "another figure": (
        "Storm kills nine sailors off Marn\n\nA storm killed six sailors off Marn on Monday.",
        "Storm kills nine sailors off Marn",
    ),
    "what is denied below": (
        "Lind sells the harbour of Marn\n\nAda Lind did not sell the harbour of Marn on Monday.",
        "Lind sells the harbour of Marn",
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_a_headline_is_told_by_its_sentence(name: str) -> None:
    text, line = TOLD[name]
    assert line not in lines(text)


@pytest.mark.parametrize("name", OWN)
def test_a_headline_that_says_more_keeps_its_line(name: str) -> None:
    text, line = OWN[name]
    found = sheet(text)
    kept = {e.fact.summary for e in found.facts if e.fact.id not in found.within}
    assert line in kept


def test_the_name_of_a_fire_is_no_fact() -> None:
    found = sheet(
        "Rescuers praised after Tarn wildfire\n\nThe mayor thanked them on Monday.",
        "Planes join fight against Tarn wildfire\n\nTwo planes came on Monday.",
    )
    assert not [e for e in found.facts if e.fact.summary.lower() == "tarn wildfire"]


def test_what_is_told_elsewhere_is_nothing_that_a_report_alone_has() -> None:
    found = sheet(TOLD["a verb in another tense"][0], "Prime Minister Helga Ruiz spoke on Monday.")
    alone = [e.fact.summary for item in sections.only_here(found) for e in item.alone]
    assert "Ruiz loses third minister in a year" not in alone


def test_a_place_that_fewer_give_is_a_detail_of_the_rest() -> None:
    found = sheet(
        "A footbridge collapsed in Valmor on Tuesday, police said.",
        "A footbridge collapsed in Valmor on Tuesday, police said. Nobody was hurt.",
        "An engineer said that a footbridge collapsed on Tuesday.",
    )
    added = [found.detail_of(entry) for entry in found.facts]
    told = [(outer.fact.summary, what) for outer, what in filter(None, added)]
    assert told == [("A footbridge collapsed on Tuesday", "Valmor")], [e.fact for e in found.facts]
