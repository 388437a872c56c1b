"""What a reader meets first among facts of one grade."""

from __future__ import annotations

from secondsource.reconciling.story import reconcile
from tests.reconcile.newsroom import Paper

HAT = "Ada Lind wore a red hat in Harnvik."
SOLD = "Norfax sold the port of Harnvik to Ostland."


def hats(outlet: str, **more: str) -> Paper:
    paper = Paper(f"{HAT} {SOLD}", outlet, **more).who("Ada Lind").who("Norfax", "organisation")
    paper.claim(HAT[:-1], "wore", "wear", agent="Ada Lind", patient="a red hat")
    return paper.claim(SOLD[:-1], "sold", "sell", agent="Norfax", patient="the port of Harnvik")


def lines(*papers: Paper) -> list[str]:
    return [fact.summary for fact in reconcile([paper.reading() for paper in papers]).facts]


def test_what_stands_first_comes_first_where_nothing_else_tells():
    assert lines(hats("Post")) == [HAT[:-1], SOLD[:-1]]


def test_the_headline_tells_what_matters():
    told = lines(hats("Post", title="Norfax sold port of Harnvik to Ostland"))
    assert told == [SOLD[:-1], HAT[:-1]]


def test_so_do_the_words_of_the_other_reports():
    other = Paper("Ostland will close the port of Harnvik, which Norfax had sold.", "Anchor")
    other.who("Ostland", "organisation")
    other.claim("Ostland will close the port of Harnvik", "close", "close", agent="Ostland",
                patient="the port of Harnvik", modality="planned")  # fmt: skip
    told = lines(hats("Post"), other)
    assert told.index(SOLD[:-1]) < told.index(HAT[:-1])
