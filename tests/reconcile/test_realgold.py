"""Marks of real news: the format, and what is scored, on an invented story."""

from __future__ import annotations

import pytest

from benchmarks import realgold, realnews
from benchmarks.reconcilegold import GoldError
from benchmarks.reconciling import Score
from secondsource.pipeline import Reader, reconcile
from secondsource.records.report import Report

ONE = "The dam above Karlow burst on Friday. Twelve people were killed in the flood."
OTHER = "On Friday the dam above Karlow burst. Mayor Ida Ruun thanked the firefighters."
REPORTS = {
    "r1": Report(id="r1", text=ONE, outlet="Karlow Post", published="2034-03-04"),
    "r2": Report(id="r2", text=OTHER, outlet="Valley Radio", published="2034-03-04"),
}


def marked(*lines: str) -> str:
    starts = {
        "r1": [ONE.index("burst"), ONE.index("killed")],
        "r2": [OTHER.index("burst"), OTHER.index("thanked")],
    }
    letters = zip("AB", REPORTS.values(), starts.values(), strict=True)
    return "\n".join(realgold.written(letters, lines))


def test_groups_conflicts_parts_and_nothings_are_read() -> None:
    story = realgold.parse(marked("= A1 B1", "~ A2 B2", "< A2 B1", "! B2"), "dam")
    burst = frozenset({("r1", ONE.index("burst")), ("r2", OTHER.index("burst"))})
    assert story.facts == [burst]
    assert story.conflicts == [(("r1", ONE.index("killed")), ("r2", OTHER.index("thanked")))]
    assert story.parts[0][1] == ("r2", OTHER.index("burst"))
    assert story.nothing == {("r2", OTHER.index("thanked"))}


@pytest.mark.parametrize("line", ["= A1 B9", "? A1 B1"])
def test_what_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(GoldError, match="dam, line 3"):
        realgold.parse(marked(line), "dam")


def test_two_statements_on_one_predicate_are_not_judged() -> None:
    story = realgold.parse(marked() + "\nreport C r3 00000000 7 7 9", "dam")
    assert ("r3", 9) in story.marks
    assert ("r3", 7) not in story.marks


def test_another_text_than_the_one_marked_is_refused() -> None:
    story = realgold.parse(marked("= A1 B1"), "dam")
    changed = {**REPORTS, "r2": Report(id="r2", text=OTHER + " Late.", outlet="Valley Radio")}
    with pytest.raises(GoldError, match="r2"):
        realgold.annotated(story, changed)


def test_marks_become_claims_of_facts() -> None:
    gold = realgold.annotated(realgold.parse(marked("= A1 B1", "! B2"), "dam"), REPORTS)
    assert [claim.fact for claim in gold.claims] == ["f0", f"r1@{ONE.index('killed')}", "f0",
                                                     f"r2@{OTHER.index('thanked')}"]  # fmt: skip
    assert [claim.optional for claim in gold.claims] == [False, False, False, True]


def scored(*lines: str) -> dict[str, Score]:
    story = realgold.parse(marked(*lines), "dam")
    readings = list(Reader().read_many(REPORTS.values()))
    return realnews.score(realnews.sheet(story, reconcile(readings), readings))


def test_a_line_of_one_fact_is_right_and_found() -> None:
    found = scored("= A1 B1")
    assert (found["pairs"].right, found["pairs"].made, found["pairs"].wanted) == (1, 1, 1)
    assert (found["corroborated"].right, found["corroborated"].made) == (1, 1)
    assert (found["found"].right, found["found"].wanted) == (1, 1)


def test_a_line_of_two_facts_is_wrong() -> None:
    found = scored("= A2 B2")
    assert (found["pairs"].right, found["pairs"].made) == (0, 1)
    assert (found["shared"].right, found["shared"].made) == (0, 1)
    assert (found["found"].right, found["found"].wanted) == (0, 1)


def test_what_is_not_judged_counts_neither_way() -> None:
    found = scored("! B1")
    assert (found["pairs"].made, found["shared"].made) == (0, 0)


def test_every_file_keeps_the_format() -> None:
    for part in ("basil", "ecb"):
        for story in realgold.load(part):
            assert story.facts, story.name
            grouped = [mark for fact in story.facts for mark in fact]
            assert len(grouped) == len({*grouped}), f"{story.name}: a mark of two facts"
