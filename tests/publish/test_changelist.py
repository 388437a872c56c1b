"""What new reports changed: the same on every sheet, first, and in the reports' own words."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from secondsource.publish import changelist, htmlsheet, markdown, terminal
from secondsource.publish.sheet import lay_out
from secondsource.publish.terminalchanges import write_changes
from secondsource.records.changes import Change, Changes
from secondsource.records.story import Story, StoryMention
from tests.publish import hostile
from tests.publish.invented import LEDGER
from tests.publish.parsed import Parsed


def _mention(words: str) -> tuple[StoryMention, ...]:
    start = LEDGER.index(words)
    return (StoryMention(report="ledger", start=start, end=start + len(words)),)


@pytest.fixture(scope="module")
def changes(story: Story) -> Changes:
    """The ledger came in last."""
    return Changes(
        story=story.id,
        since="before",
        added=("ledger",),
        removed=(),
        changes=(
            Change(
                kind="conflict opened", fact="f05", other="f06", after="the number killed",
                summary="14 people were killed", why="Accounts differ.",
                evidence=_mention("Seventeen people died"),
            ),
            Change(kind="grade", fact="f02", before="widely reported", after="corroborated",
                   summary="The river barrier at Lowenmark gave way on Tuesday",
                   why="The hospital says so.",
                   evidence=_mention("the Lowenmark barrier collapsed")),
            Change(kind="new fact", fact="f25", after="single source", why="Only Coast Ledger.",
                   summary="The ministry would pay the families",
                   evidence=_mention("The ministry may pay the families if the court agrees")),
            Change(kind="new fact", fact="f05", after="contested", why="Two say so.",
                   summary="14 people were killed"),
            Change(kind="fact gone", fact="gone", before="single source",
                   summary="The dam was blown up", why="Nothing states it any more."),
            Change(kind="quote altered", quote="q1", summary="We lost the east gate",
                   why="Reports print other words."),
        ),
    )  # fmt: skip


def _sheets(story: Story, changes: Changes) -> dict[str, str]:
    printed, alone = io.StringIO(), io.StringIO()
    terminal.write(story, Console(file=printed, width=200), changes)
    write_changes(story, changes, Console(file=alone, width=200))
    page = htmlsheet.render([story], [changes])
    return {
        "terminal": printed.getvalue(),
        "alone": alone.getvalue(),
        "markdown": markdown.render(story, changes),
        "html": Parsed(page).text,
    }


def test_every_sheet_tells_each_change(story, changes):
    for name, text in _sheets(story, changes).items():
        told = text.replace("\\", "")
        assert "1 report came in: Coast Ledger." in told, name
        assert "At stake: the number killed." in told, name
        assert "Widely reported → Corroborated" in told, name
        assert "12 → 14" in told, name
        assert "The dam was blown up" in told, name
        assert "“We lost the east gate”" in told, name
        assert re.search("what changed", told, re.IGNORECASE), name


def test_the_section_comes_first_and_only_where_something_was_known_before(story, changes):
    shown = _sheets(story, changes)
    for name in ("terminal", "markdown", "html"):
        facts = shown[name].index("The party it speaks against states or admits it")
        assert shown[name].index("came in") < facts, name
    assert "What changed" not in Parsed(htmlsheet.render([story])).text
    other = htmlsheet.render([story], [replace(changes, story="other")])
    assert "What changed" not in Parsed(other).text


def test_links_of_the_section_lead_to_the_words(story, changes):
    parsed = Parsed(htmlsheet.render([story], [changes]))
    ids = parsed.values("id")
    assert len(ids) == len(set(ids))
    assert {"part-what-changed", "changed-grade-f02", "changed-conflict-opened-f05-f06"} <= set(ids)
    links = [link[1:] for link in parsed.values("href") if link.startswith("#")]
    assert set(links) <= set(ids)


def test_a_figure_that_replaces_another_is_told_among_the_numbers(story, changes):
    groups = {group.title: group.entries for group in changelist.groups(lay_out(story, changes))}
    [number] = groups["Numbers"]
    assert (number.moved, number.link) == ("12 → 14", "replaces")
    assert [other.fact.id for other in (number.other,) if other] == ["f07"]
    assert [entry.change.fact for entry in groups["New facts"]] == ["f25"]


def test_of_a_new_story_only_its_size_is_told(story, changes):
    added = tuple(item.report.id for item in story.reports)
    sheet = lay_out(story, replace(changes, added=added))
    assert changelist.came(sheet) == "The story is new: 4 reports, 17 facts."
    assert changelist.groups(sheet) == []


def test_reports_that_go_and_nothing_at_all(story, changes):
    gone = lay_out(story, replace(changes, added=(), removed=("x",)))
    assert changelist.came(gone).startswith("1 report was taken out. 1 conflict opened, 1 grade")
    none = lay_out(story, replace(changes, added=(), changes=()))
    assert changelist.came(none) == "No report came in."


def test_hostile_words_stay_words():
    story = hostile.build_story(hostile.PAYLOADS[:40])
    told = tuple(
        Change(kind=kind, fact=fact.id, other=fact.id, before=fact.why, after=fact.why,
               summary=fact.summary, why=fact.why,
               evidence=(StoryMention(report=fact.claims[0].report, start=0, end=9),))
        for fact in story.facts
        for kind in ("grade", "number", "fact gone", "conflict closed")
    )  # fmt: skip
    added = (story.reports[0].report.id,)
    changes = Changes(story=story.id, since="", added=added, removed=(), changes=told)
    shown = _sheets(story, changes)
    for name in ("terminal", "alone"):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown[name])
    assert not re.search(r"(?<!\\)[<\[\]`]", shown["markdown"])
    tags = {tag for tag, _ in Parsed(htmlsheet.render([story], [changes])).tags}
    assert not tags & {"img", "iframe", "base", "math", "textarea", "template", "object"}
