"""The annotated stories: the format, and what the scorer makes of good and bad answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.alignedgold import aligned
from benchmarks.crossdoc import supporters
from benchmarks.reconcilegold import HALVES, GoldError, GoldStory, load, parse
from benchmarks.reconciling import Paired, Score, pair, score
from secondsource.records.reading import Reading
from tests.reconcile.newsroom import Paper

GOLD = """about: two reports
origin guard = Civil Guard
fact burnt = corroborated

=== post
Outlet: Post
Published: 2031-02-03

Oster Mill [burned|burnt] in Harnvik.

=== anchor
Outlet: Anchor
Published: 2031-02-03

Oster Mill [burned|burnt|guard] in Harnvik, Civil Guard said.
"""


def papers(gold: GoldStory, verbs: Sequence[str] = ("burn", "burn")) -> list[Reading]:
    readings = []
    for report, lemma in zip(gold.reports, verbs, strict=True):
        line = "Oster Mill burned in Harnvik"
        paper = Paper(report.text, report.outlet or "", id=report.id, published="2031-02-03")
        paper.who("Oster Mill", "organisation").who("Harnvik", "place")
        by = []
        if "Civil Guard" in report.text:
            paper.who("Civil Guard", "organisation")
            by = [paper.says("Civil Guard", "said", line, lemma="say")]
        paper.claim(line, "burned", lemma, agent="Oster Mill", place="Harnvik", by=by)
        readings.append(paper.reading())
    return readings


ADDED = GOLD.replace("in Harnvik.", "[in Harnvik|+there].").replace(
    "in Harnvik, Civil", "[in Harnvik|+there], Civil"
)


def scores(paired: Paired) -> dict[str, Score]:
    return score(paired)[0]


def test_marks_become_text_claims_and_facts():
    gold = parse(GOLD, "mill")
    assert [r.text for r in gold.reports] == [
        "Oster Mill burned in Harnvik.",
        "Oster Mill burned in Harnvik, Civil Guard said.",
    ]
    texts = {report.id: report.text for report in gold.reports}
    assert [texts[c.report][c.start : c.end] for c in gold.claims] == ["burned", "burned"]
    assert [c.origin for c in gold.claims] == ["own", "guard"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("burnt|guard", "burnt|police"),
        ("[burned|burnt]", "[burned|drowned]"),
        ("= corroborated", "= certain"),
        ("fact burnt", "fract burnt"),
        ("= corroborated", "= corroborated; against nothing"),
    ],
)
def test_a_broken_file_says_so(old: str, new: str):
    with pytest.raises(GoldError):
        parse(GOLD.replace(old, new), "mill")


@pytest.mark.parametrize("half", HALVES)
def test_the_stories_can_be_read(half):
    stories = load(half)
    assert len(stories) >= 5 or half == "sealed"  # empty until new ones are written
    assert all(len(story.reports) >= 3 for story in stories)


def test_a_part_without_stories_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("benchmarks.reconcilegold.FOLDER", tmp_path)
    (tmp_path / "sealed").mkdir()
    assert load("sealed") == load("opened") == []


def test_a_right_answer_scores_full():
    gold = parse(GOLD, "mill")
    found = scores(pair(gold, papers(gold)))
    for name in ("claims read", "alignment", "origins", "grades", "shared"):
        assert (found[name].precision, found[name].recall) == (100, 100), name


def test_what_is_left_apart_costs_recall_and_the_grade():
    gold = parse(GOLD, "mill")
    found = scores(pair(gold, papers(gold, ("buy", "sell"))))
    assert found["alignment"].recall == 0
    assert found["grades"].right == 0


def test_what_is_wrongly_put_together_costs_precision():
    gold = parse(GOLD.replace("[burned|burnt|guard]", "[burned||guard]"), "mill")
    assert scores(pair(gold, papers(gold)))["alignment"].precision == 0


def test_supporters_are_other_documents_only():
    cluster = [("a", 0, 1), ("a", 5, 6), ("b", 0, 1)]
    assert supporters([cluster]) == {
        (("a", 0, 1), "b"), (("a", 5, 6), "b"), (("b", 0, 1), "a")
    }  # fmt: skip


def test_stories_may_be_scored_with_the_alignment_of_the_annotation():
    gold = parse(GOLD, "fire")
    readings = papers(gold, ("burn", "rescue"))  # no table calls these one action
    apart = {name: found.recall for name, found in score(pair(gold, readings))[0].items()}
    with aligned(gold):
        together = {name: found.recall for name, found in score(pair(gold, readings))[0].items()}
    assert apart["alignment"] < 100
    assert together["alignment"] == together["grades"] == 100


def test_marks_that_were_added_count_for_precision_alone():
    plain, added = parse(GOLD, "mill"), parse(ADDED, "mill")
    assert [r.text for r in added.reports] == [r.text for r in plain.reports]
    assert (added.claims, added.facts) == (plain.claims, plain.facts)
    assert [claim.fact for claim in added.added] == ["there", "there"]


@pytest.mark.parametrize(("mark", "right"), [("burnt", 1), ("other", 0)])
def test_a_pair_is_right_by_all_marks_or_by_the_first(mark, right):
    bare = GOLD.replace("[burned|burnt|guard]", "burned").replace("fact burnt = corroborated\n", "")
    gold = parse(bare.replace("Mill burned", f"Mill [burned|+{mark}]").replace(
        "[burned|burnt]", "[burned|+burnt]"), "mill")  # fmt: skip
    found = scores(pair(gold, papers(gold)))
    assert (found["all marks"].right, found["all marks"].made) == (right, 1)
    assert (found["alignment"].right, found["alignment"].made) == (0, 1)
