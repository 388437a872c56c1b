"""What stands below the facts: which figures share an axis, what is lacking, what is undated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.publish import sections
from secondsource.publish.sheet import lay_out
from secondsource.publish.terminalplot import plot_row
from secondsource.records.reading import Claim, LemmaSpan, Quantity, Reading
from secondsource.records.report import Report
from secondsource.records.story import (
    AssertedValue,
    Fact,
    FactClaim,
    FactValue,
    Story,
    StoryReport,
)


@pytest.fixture(scope="module")
def sheet(story):
    return lay_out(story)


def test_rival_and_replaced_figures_are_one_number(sheet):
    killed, injured = sections.numbers(sheet)
    assert (killed.label, killed.low, killed.best, killed.high) == ("killed", 14, 14, 17)
    assert [(row.words, row.superseded) for row in killed.rows] == [
        ("14", False),
        ("Seventeen", False),
        ("At least 12", True),
    ]
    assert (injured.label, len(injured.rows)) == ("injured", 1)


def test_figures_of_other_slots_stay_apart_even_in_conflict(story):
    facts = [
        replace(f, value=f.value and replace(f.value, slot=f.id)) if f.value else f
        for f in story.facts
    ]
    found = sections.numbers(lay_out(replace(story, facts=tuple(facts))))
    assert sorted(number.label for number in found) == ["f05", "f06", "f07", "f30"]


@pytest.mark.parametrize(
    ("value", "low", "high", "words", "plot"),
    [
        (15, 15, 15, "15", "├·········●·········┤"),
        (None, 12, None, "12 or more", "├···●───────────────▸"),
        (None, None, 15, "up to 15", "◂─────────●·········┤"),
        (None, 13, 15, "13 to 15", "├·····●───●·········┤"),
        (None, None, None, "?", "├···················┤"),
    ],
)
def test_open_and_closed_ranges(sheet, value, low, high, words, plot):
    number = sections.numbers(sheet)[0]
    ends = [replace(number.rows[0], value=v, low=v, high=v) for v in (10, 20)]
    row = replace(number.rows[0], value=value, low=low, high=high)
    drawn = plot_row(replace(number, rows=(*ends, row)), row)
    assert sections.figure_of(row) == words
    assert drawn == plot


@pytest.mark.parametrize(
    ("value", "words"),
    [(1600, "1,600"), (2.5, "2.5"), (0, "0"), (None, "?"), (float("inf"), "?"), (-3, "-3"),
     (90_000_000, "90,000,000"), (1e300, "1e+300")],
)  # fmt: skip
def test_figure(value, words):
    assert sections.figure(value) == words


def test_only_here(sheet):
    found = {item.report.id: item for item in sections.only_here(sheet)}
    assert list(found) == ["wire", "tribune", "ledger"]
    assert [e.fact.id for e in found["ledger"].alone] == ["f25", "f26"]
    assert [e.fact.id for e in found["ledger"].lacks] == ["f04"]
    assert [e.fact.id for e in found["ledger"].too_early] == ["f05"]
    assert found["tribune"].lacks == ()


def test_timeline_keeps_planned_and_undated_apart(sheet):
    line = sections.timeline(sheet)
    assert [e.fact.id for _, e in line.past] == ["f01", "f02", "f04"]
    assert line.ahead[0][0] == "7 Mar 2031"
    assert ("no date given", "f03") in [(when, e.fact.id) for when, e in line.ahead]
    shown = {e.fact.id for _, e in (*line.past, *line.ahead)} | {e.fact.id for e in line.undated}
    assert "f07" not in shown  # superseded
    assert "f09" not in shown  # said not to have happened


def test_changes(sheet):
    (change,) = sections.changes(sheet)
    assert (change.now.fact.id, [old.fact.id for old in change.before]) == ("f05", ["f07"])
    assert sections.figures_of(change) == "12 → 14"


def test_of_two_copies_that_name_each_other_the_first_counts(story):
    first, second = story.reports[0].report, story.reports[3].report
    reports = (
        StoryReport(report=first, copies=(second.id,)),
        StoryReport(report=second, copies=(first.id,)),
    )
    sheet = lay_out(replace(story, reports=reports))
    assert sheet.copies == {"courier": "wire"}
    assert [report.id for report in sheet.reports] == ["wire"]


def test_a_copy_supports_nothing(sheet):
    fact = sheet.of_id("f02")
    assert fact.reports == ("wire", "tribune", "ledger")
    assert [item.report.id for item in fact.evidence if item.copy] == ["courier"]


def test_reports_are_told_apart_whatever_they_lack(story):
    reports = [
        Report(id="a", text="x", outlet="Halden Wire"),
        Report(id="b", text="x", outlet="Halden Wire"),
        Report(id="c", text="x", source="/somewhere/deep/report.txt", title="Gate"),
        Report(id="d", text="x", title="Gate"),
        Report(id="e", text="x"),
    ]
    sheet = lay_out(replace(story, reports=tuple(StoryReport(report=r) for r in reports)))
    assert list(sheet.names.values()) == [
        "Halden Wire",
        "Halden Wire (2)",
        "report.txt",
        "Gate",
        "Report 5",
    ]


def test_a_story_without_readings_still_shows_its_evidence(story):
    facts = {entry.fact.id: entry for entry in lay_out(replace(story, readings=())).facts}
    assert facts["f06"].evidence[0].words.startswith("Seventeen people died")
    assert facts["f03"].modality == "actual"


def test_what_lies_after_the_last_report_that_has_it_is_ahead(sheet, story):
    told = next(entry for entry in sheet.facts if entry.fact.id == "f01")
    line = sections.timeline(sheet)
    assert told in [entry for _, entry in line.past]
    later = [replace(f, from_="2031-04-01", to="2031-04-02") if f.id == "f01" else f
             for f in story.facts]  # fmt: skip
    line = sections.timeline(lay_out(replace(story, facts=tuple(later))))
    assert "f01" in [entry.fact.id for _, entry in line.ahead]
    undated = tuple(
        replace(item, report=replace(item.report, published="")) for item in story.reports
    )
    line = sections.timeline(lay_out(replace(story, facts=tuple(later), reports=undated)))
    assert "f01" in [entry.fact.id for _, entry in line.past]


def test_a_figure_names_the_origin_that_its_claim_names(sheet):
    killed, injured = sections.numbers(sheet)
    assert [sections.on_word_of(sheet, row) for row in killed.rows] == [
        "citing the Sorvia Rescue Service",
        "citing the St. Brannoc hospital",
        "citing the Sorvia Rescue Service",
    ]
    assert sections.best_of(killed) == "best 14 (lowest figure of the best-supported origin)"
    assert sections.best_of(injured) == ""


@pytest.mark.parametrize(
    ("lead", "tag"),
    [
        ("Lind has tried to ", "tried, not said to have succeeded"),
        ("Lind sought to quickly ", "tried, not said to have succeeded"),
        ("the plan is expected to ", "expected, not said to have happened"),
        ("they seemed ", "as it seems"),
        ("the plan could ", "possible, not said to have happened"),
        ("he tried the door and could ", "possible, not said to have happened"),
    ],
)
def test_how_something_possible_is_meant(sheet, lead, tag):
    entry = replace(sheet.facts[0], modality="possible", lead=lead)
    assert entry.tags[0] == tag


def test_what_else_a_claim_counts_is_a_number_too(sheet):
    text = "Rebels launched 200 drones and 30 missiles."
    [drones, missiles] = [
        Quantity(start=(at := text.index(words)), end=at + len(words), value=number, low=None,
                 high=None, of=LemmaSpan(start=at, end=at, lemma=noun))
        for words, number, noun in (("200", 200, "drone"), ("30", 30, "missile"))
    ]  # fmt: skip
    report = Report(id="r", text=text)
    claim = Claim(id="c", start=0, end=len(text), quantities=(0, 1), arguments=(),
                  predicate=LemmaSpan(start=7, end=15, lemma="launch"))  # fmt: skip
    said = AssertedValue(value=200, low=200, high=200, report="r", claim="c", start=drones.start,
                         end=drones.end)  # fmt: skip
    value = FactValue(slot="launched", of="drone", low=200, best=200, high=200, unit=None,
                      policy="conservative", asserted=(said,))  # fmt: skip
    fact = Fact(id="f", summary=text, grade="single source", why="", reports=("r",), origins=(),
                claims=(FactClaim(report="r", claim="c", start=0, end=len(text)),),
                value=value)  # fmt: skip
    story = Story(
        id="s", title="", from_=None, to=None, entities=(), origins=(), quotes=(), facts=(fact,),
        reports=(StoryReport(report=report),),
        readings=(Reading(report=report, quantities=(drones, missiles), claims=(claim,)),),
    )  # fmt: skip
    found = sections.numbers(lay_out(story))
    assert [(n.label, n.best) for n in found] == [
        ("launched: drone", 200),
        ("launched: missile", 30),
    ]
    assert len({number.key for number in found}) == 2


def test_one_figure_behind_two_facts_is_one_number(story):
    first = next(f for f in story.facts if f.value and f.value.slot == "injured")
    again = replace(first, id="again", summary="The injured again", conflicts=(), supersedes=())
    found = sections.numbers(lay_out(replace(story, facts=(*story.facts, again))))
    assert [n.label for n in found].count("injured") == 1


@pytest.mark.parametrize(("words", "kept"), [("half", False), ("a third", False), ("12", True)])
def test_half_of_something_is_no_figure(story, words, kept):
    text = f"{words} of the town came."
    said = AssertedValue(report="r", claim="c1", start=0, end=len(words), value=50, low=50, high=50)
    value = FactValue(slot=None, of="town", low=50, best=50, high=50, unit="%", asserted=(said,),
                      policy="conservative")  # fmt: skip
    claim = FactClaim(report="r", claim="c1", start=0, end=len(text))
    fact = Fact(id="f", summary=text, grade="single source", why="", claims=(claim,),
                reports=("r",), origins=(), value=value)  # fmt: skip
    report = StoryReport(report=Report(id="r", text=text), copies=())
    found = sections.numbers(lay_out(replace(story, facts=(fact,), reports=(report,))))
    assert bool(found) == kept
