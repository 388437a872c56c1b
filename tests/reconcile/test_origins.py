"""Whose word a claim is."""

from __future__ import annotations

import pytest

from secondsource.reconcile.story import reconcile
from secondsource.records.copies import CopyMap, Credit
from secondsource.records.story import Origin
from tests.reconcile.newsroom import Paper


def told(source: str, outlet: str = "Northern Post", *who: tuple[str, str]) -> Paper:
    paper = Paper(f"The Oster bridge collapsed, {source} said.", outlet)
    paper.who("Oster bridge", "product")
    for name, kind in who:
        paper.who(name, kind)
    said = paper.says(source, "said", "The Oster bridge collapsed", lemma="say")
    return paper.claim(
        "The Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge", by=[said]
    )


def origin(paper: Paper, copies: CopyMap | None = None) -> Origin:
    [found] = reconcile([paper.reading()], copies).origins
    return found


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        ("the Greek coast guard", "body", "Greek coast guard"),
        ("police", "body", "police"),
        ("the energy ministry", "body", "energy ministry"),
        ("the ministry", "unnamed", "the ministry"),
        ("a coast guard", "unnamed", "a coast guard"),
        ("two officials", "unnamed", "two officials"),
        ("a court filing", "document", "a court filing"),
    ],
)
def test_descriptions(source, kind, name):
    found = origin(told(source))
    assert (found.kind, found.name) == (kind, name)


def test_a_body_known_by_what_it_is_is_one_origin_in_every_report():
    story = reconcile([told("the Greek coast guard").reading(),
                       told("the coast guard", "Daily Anchor").reading()])  # fmt: skip
    assert len(story.origins) == 1
    assert story.facts[0].grade == "widely reported"


def test_a_spokesman_without_a_name_speaks_for_the_body_named():
    found = origin(told("a spokesman for Norfax", "Northern Post", ("Norfax", "organisation")))
    assert (found.kind, found.name) == ("body", "Norfax")


def test_the_last_link_of_the_chain_is_the_origin():
    paper = Paper("Daily Anchor reported that Norfax said the Oster bridge collapsed.", "Post")
    paper.who("Daily Anchor", "organisation").who("Norfax", "organisation")
    paper.who("Oster bridge", "product")
    outer = paper.says(
        "Daily Anchor", "reported", "Norfax said the Oster bridge collapsed", lemma="report"
    )
    inner = paper.says("Norfax", "said", "the Oster bridge collapsed", lemma="say")
    paper.claim(
        "the Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge",
        by=[outer, inner],
    )  # fmt: skip
    assert origin(paper).name == "Norfax"


def test_i_is_whoever_is_quoted():
    paper = Paper("“I think the Oster bridge collapsed,” Ada Lind said.", "Post").who("Ada Lind")
    paper.who("Oster bridge", "product")
    outer = paper.says("Ada Lind", "said", "I think the Oster bridge collapsed", lemma="say")
    inner = paper.says("I", "think", "the Oster bridge collapsed", "believes")
    paper.claim(
        "the Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge",
        by=[outer, inner],
    )  # fmt: skip
    assert (origin(paper).name, origin(paper).kind) == ("Ada Lind", "person")


def test_a_credit_in_short_is_the_outlet_itself():
    paper = Paper("BRENHOLM (Norfax) - The Oster bridge collapsed.", "Norfax News Agency")
    paper.who("Oster bridge", "product")
    paper.claim("The Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge")
    start, end = paper.at("Norfax")
    credit = Credit(report=paper.report.id, name="Norfax", start=start, end=end)
    found = origin(paper, CopyMap(credits=(credit,)))
    assert (found.name, found.kind) == ("Norfax News Agency", "outlet")


def test_a_source_of_which_nothing_is_printed_corroborates_nobody():
    one = told("Norfax", "Northern Post", ("Norfax", "organisation"))
    two = Paper("It is reported that the Oster bridge collapsed.", "Daily Anchor")
    two.who("Oster bridge", "product")
    said = two.says(None, "reported", "the Oster bridge collapsed", lemma="report")
    two.claim(
        "the Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge", by=[said]
    )
    story = reconcile([one.reading(), two.reading()])
    assert story.facts[0].grade == "widely reported"
