"""The annotated reports are well formed; against themselves they score full marks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.claimerrors import errors
from benchmarks.claimgold import HALVES, GoldError, GoldReport, load, parse
from benchmarks.claims import Statement, count, from_gold, pair
from secondsource.records.reading import Span

REPORTS = load()  # raises where a phrase is not in its sentence, a role or a flag is unknown
IDS = [f"{report.half}-{report.name}" for report in REPORTS]
HEADER = "style: wire\npublished: 2026-01-01\ntitle: Fire\n\n"


def required(report: GoldReport) -> list[Statement]:
    """The claims that must be found."""
    return [from_gold(claim) for claim in report.claims if not claim.optional]


@pytest.mark.parametrize("report", REPORTS, ids=IDS)
def test_a_report_is_a_report(report: GoldReport):
    assert set(report.facts) == {"style", "published", "title"}
    assert 240 <= len(report.text.split()) <= 450
    assert len(required(report)) >= 25
    # What somebody denies may be written a second time, turned round.
    heads = [(c.predicate.start, c.polarity, c.arguments) for c in report.claims]
    assert len(set(heads)) == len(heads), "the same claim twice"


@pytest.mark.parametrize("report", REPORTS, ids=IDS)
def test_gold_against_itself_is_perfect(report: GoldReport):
    gold = required(report)
    paired = pair(gold, gold, report.text)
    counts = count(report.text, paired)
    assert (counts["missed"], counts["extra"]) == (0, 0)
    assert counts["both"] == len(gold)
    assert counts["attribution"] == counts["modality"] == counts["polarity"] == len(gold)
    assert counts["arguments"] == counts["fillers"] == counts["arguments_gold"]
    for kind in ("when", "where", "amount"):
        assert counts[f"{kind}_right"] == counts[f"{kind}_gold"]
        assert counts[f"{kind}_false"] == 0


def test_there_are_enough_styles():
    assert len({report.facts["style"] for report in REPORTS}) >= 14
    sizes = [sum(report.half == half for report in REPORTS) for half in HALVES if half != "sealed"]
    assert min(sizes) >= 7


def test_the_scorer_sees_what_is_wrong():
    report = parse(
        HEADER + "The navy said a fire killed two men in Lom.\n"
        "  killed/kill agent=a fire patient=two men where=Lom amount=two by=The navy",
        "x",
        "open",
    )
    gold = required(report)
    (claim,) = gold
    wrong = replace(
        claim,
        modality="planned",
        polarity="-",
        chain=(),
        arguments=(("agent", claim.arguments[1][1]), ("goal", Span(start=40, end=43))),
    )
    counts = count(report.text, pair(gold, [wrong], report.text))
    assert counts["both"] == 1
    assert counts["attribution"] == counts["modality"] == counts["polarity"] == 0
    assert (counts["arguments"], counts["fillers"]) == (0, 1)
    assert pair(gold, [], report.text).missed == gold
    assert pair([], gold, report.text).extra == gold


def test_optional_claims_neither_help_nor_hurt():
    text = HEADER + "A fire broke out.\n  ?fire"
    report = parse(text, "x", "open")
    gold = [from_gold(claim) for claim in report.claims]
    for found in (gold, []):
        counts = count(report.text, pair(gold, found, report.text))
        assert counts["both"] == counts["missed"] == counts["extra"] == 0


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("fires", "no “fires”"),
        ("fire#2", "no “fire#2”"),
        ("fire agent=Smoke", "no “Smoke”"),
        ("fire actor=A", "unknown role actor"),
        ("fire probable", "unknown flag probable"),
        ("fire by=police", "no sentence has the source"),
    ],
)
def test_a_bad_line_is_named(line: str, problem: str):
    with pytest.raises(GoldError, match=rf"open/x.txt:6: .*{problem}"):
        parse(f"{HEADER}A fire broke out.\n  {line}", "x", "open")


def test_a_sealed_report_shows_no_errors():
    sealed = replace(REPORTS[0], half="sealed")
    with pytest.raises(ValueError, match="sealed"):
        list(errors(sealed, pair(required(sealed), [], sealed.text)))
