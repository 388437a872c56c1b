"""What one more report changes, told."""

from __future__ import annotations

import io
import json

from jsonschema import Draft202012Validator
from rich.console import Console

import secondsource as ss
from secondsource.publish.terminalchanges import write_changes
from secondsource.records.changes import Change, Changes
from secondsource.records.reading import Reading
from secondsource.records.schema import json_schema
from tests.reconcile.newsroom import Paper
from tests.reconcile.test_omissions import SALE, report, toll
from tests.reconcile.test_quotes import BRIDGE, printed


def kinds(changes: Changes) -> list[str]:
    return [change.kind for change in changes.changes]


def only(changes: Changes, kind: str) -> Change:
    [found] = [change for change in changes.changes if change.kind == kind]
    return found


def test_a_new_fact_comes_with_its_words():
    story = ss.LivingStory()
    change = only(story.add(report("a", SALE)), "new fact")
    [evidence] = change.evidence
    text = report("a", SALE).report.text
    assert text[evidence.start : evidence.end] == "Ada Lind bought Oster Mill"
    assert change.after == "single source"
    assert change.fact == story.story.facts[0].id


def test_a_second_origin_raises_the_grade_and_keeps_the_id():
    story = ss.LivingStory([report("a", SALE, published="2031-05-01")])
    [fact] = story.story.facts
    change = only(story.add(report("b", SALE, published="2031-05-02")), "grade")
    assert (change.fact, change.before, change.after) == (fact.id, "single source", "corroborated")
    assert {evidence.report for evidence in change.evidence} == {"b"}
    assert change.why.startswith("Two independent origins")


def test_a_third_origin_adds_support():
    story = ss.LivingStory([report("a", SALE), report("b", SALE)])
    change = only(story.add(report("c", SALE)), "support")
    assert (change.before, change.after) == ("2 origins", "3 origins")


def test_a_conflict_opens_and_closes():
    story = ss.LivingStory([toll("a", 12), toll("b", 12)])
    opened = story.add(toll("c", 15))
    change = only(opened, "conflict opened")
    assert change.after == "how many were killed"
    assert change.other in {fact.id for fact in story.story.facts}
    number = only(opened, "number")
    assert (number.before, number.after) == ("12", "12 to 15, best 12")
    assert "15" in number.why
    closed = story.remove("c")
    assert only(closed, "conflict closed").before == "how many were killed"
    assert only(closed, "grade").after == "corroborated"
    assert only(closed, "fact gone").before == "contested"


def test_a_conflict_that_is_settled_is_closed():
    """The outlet with the other figure corrects itself: its old figure is superseded."""

    def revised() -> Reading:
        line = "The toll has been revised to 12 people killed in Harnvik"
        paper = Paper(f"Evening came. {line}.", "c", id="d", published="2031-05-09")
        paper.who("Harnvik", "place")
        place, count = paper.place("Harnvik"), paper.count("12", 12)
        return paper.claim(line, "killed", "kill", patient="12 people", quantities=[count],
                           places=[place]).reading()  # fmt: skip

    story = ss.LivingStory([toll("a", 12), toll("b", 12), toll("c", 15)])
    changes = story.add(revised())
    assert [fact.grade for fact in story.story.facts] == ["corroborated", "superseded"]
    closed = only(changes, "conflict closed")
    assert closed.before == "how many were killed"
    assert closed.other in {fact.id for fact in story.story.facts}


def test_where_both_sides_of_a_conflict_go_their_facts_are_gone():
    story = ss.LivingStory([toll("a", 12), toll("b", 15), report("c", SALE)])
    assert {fact.grade for fact in story.story.facts} == {"contested", "single source"}
    changes = story.remove("a", "b")
    assert set(kinds(changes)) == {"fact gone"}
    assert {change.before for change in changes.changes} == {"contested"}
    assert [fact.grade for fact in story.story.facts] == ["single source"]


def test_quotations_that_are_printed_otherwise_or_given_to_others_are_told():
    story = ss.LivingStory([printed(0, "Ada Lind", BRIDGE)])
    altered = story.add(printed(1, "Ada Lind", BRIDGE.replace("rebuild", "repair")))
    assert only(altered, "quote altered").evidence[0].report == "r1"
    disputed = story.add(printed(2, "Tom Berg", BRIDGE))
    assert "Tom Berg" in only(disputed, "quote disputed").why


def test_what_changed_is_printed_and_written_by_the_schema():
    story = ss.LivingStory([toll("a", 12)])
    changes = story.add(toll("c", 15))
    text = _written(story, changes)
    assert "1 report came in: c." in text
    assert "opened: ▲ 1. Floods killed 15 people in Harnvik" in text
    assert "Origins disagree on how many were killed: 15" in text
    assert "against (till now single source) ▲ 2. Floods killed 12" in text
    assert "c: the same words" in text
    Draft202012Validator(json_schema(Changes)).validate(json.loads(changes.to_json()))


def test_terminal_escapes_of_a_report_are_not_printed():
    hostile = Paper("\x1b[2JAda Lind bought Oster Mill.", "\x1b]8;;x", id="h", title="\x1b[31m")
    hostile.who("Ada Lind").who("Oster Mill", "organisation")
    hostile.claim("\x1b[2JAda Lind bought Oster Mill", "bought", "buy", agent="Ada Lind",
                  patient="Oster Mill")  # fmt: skip
    story = ss.LivingStory([toll("a", 12)])
    text = _written(story, story.add(hostile.reading()))
    assert "Oster Mill" in text
    assert "\x1b" not in text


def _written(story: ss.LivingStory, changes: Changes) -> str:
    out = io.StringIO()
    write_changes(story.story, changes, Console(file=out, width=120))
    return out.getvalue()
