"""A story of many reports: what is the same stands once, on every sheet."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

import secondsource as ss
from secondsource.publish import htmlsheet, markdown, sections, terminal
from secondsource.publish.legs import kind_of, legs
from secondsource.publish.sheet import Sheet, lay_out
from secondsource.records.story import Story
from tests.publish.parsed import Parsed
from tests.reconcile.twotexts import WEIGHTS

pytestmark = pytest.mark.skipif(not WEIGHTS.exists(), reason="the reader's weights are not there")

LEAD = "The mill at Brade had no alarm, workers said."
OWNER = "The owner, Tollin Foods, said that 40 people were in the mill at Brade."
TOWNS = ("Adder", "Brook", "Cobble", "Dunes", "Elder", "Fern", "Gorse", "Heath", "Isle", "Juniper",
         "Knoll", "Lark")  # fmt: skip
OTHERS = (
    "Rain fell on the valley for most of the night.", "Snow lay on the fields behind the church.",
    "The road to the coast was shut.", "A choir sang in the square.",
    "Trains ran an hour late.", "The market opened as it does each week.",
    "The river rose above its banks near the weir.", "Bells rang in three villages.",
    "A school closed its doors early.", "The old bridge held.", "Shops stayed shut until noon.",
    "The ferry left without its passengers.", "Farmers drove their sheep to higher ground.",
    "A teacher painted the gate of the library.", "Two dogs ran across the runway.",
    "The baker sold bread from a van.", "Children played football behind the station.",
    "A storm broke windows in the harbour.", "Nurses marched to the town hall.",
    "The council chose a new clerk.", "A bus stood in the ditch by the quarry.",
    "Fishermen mended their nets.", "The museum showed coins from the lake.",
    "A plumber won the rowing race.",
)  # fmt: skip


@pytest.fixture(scope="module")
def many() -> Story:
    """Twelve reports with the same two sentences and others that few have."""
    reports = [
        ss.Report(text=" ".join((LEAD, OWNER, *(OTHERS[(5 * n + 7 * k) % 24] for k in range(7)))),
                  outlet=f"{town} Post", id=town, published=f"2033-05-{8 + n // 6:02d}")
        for n, town in enumerate(TOWNS)
    ]  # fmt: skip
    return ss.reconcile(list(ss.Reader().read_many(reports)))


@pytest.fixture(scope="module")
def sheet(many: Story) -> Sheet:
    return lay_out(many)


def _printed(story: Story) -> str:
    out = io.StringIO()
    terminal.write(story, Console(file=out, width=400))
    return out.getvalue()


def test_the_same_words_are_printed_once(many):
    text = _printed(many)
    assert text.count("“40 people were in the mill at Brade”") == 1
    assert "more: “40 people were in the mill at Brade”" in text


def test_each_report_is_a_link_to_its_own_passage(many, sheet):
    page = htmlsheet.render([many])
    parsed = Parsed(page)
    links = [link for link in parsed.values("href") if link.startswith("#ev-")]
    pieces = sum(len(entry.evidence) for entry in sheet.facts)
    assert len(set(links)) == pieces
    assert page.count("The same words:") == sum(len(e.reports) > 1 for e in sheet.facts)


def test_sources_without_a_name_stand_in_one_row(many, sheet):
    [row] = [leg for leg in legs(sheet) if leg.origin.name.lower() == "workers"]
    assert len(row.origins) == len(row.outlets) == 12
    assert kind_of(row) == "unnamed sources"
    assert row.alone
    assert _printed(many).count("“workers” (unnamed source)") == 1
    assert markdown.render(many).count("“workers”") < 12


def test_many_reports_are_listed_by_day(many):
    assert "8 May 2033: Adder Post, Brook Post, Cobble Post" in _printed(many)


def test_reports_that_neither_add_nor_lack_anything_stand_together(sheet):
    assert not any(item.is_bare for item in sections.only_here(sheet) if item.alone)


def test_a_source_without_a_name_is_no_origin_that_counts(many):
    [fact] = [fact for fact in many.facts if "alarm" in fact.summary]
    assert "no named origin: an unnamed source (“workers”)" in fact.why


def test_an_owner_and_the_firm_behind_the_comma_are_one_origin(many):
    [fact] = [fact for fact in many.facts if "40 people" in fact.summary]
    assert fact.why == "12 outlets, one origin: Tollin Foods."
