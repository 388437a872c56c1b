"""That somebody said it is graded apart from whether it is so."""

from __future__ import annotations

from secondsource.reconciling.story import reconcile
from secondsource.records.checks import story_problems
from secondsource.records.story import Fact
from tests.reconcile.newsroom import Paper

LEADS = (
    "Fog lay over the harbour until noon and the ferries were late again.",
    "Two cranes stood idle while a crowd of buyers waited by the gate.",
    "For years the town had wondered what would become of its oldest works.",
)


def told(outlet: str, lead: str, source: str = "Ada Lind") -> Paper:
    line = "Norfax sold Oster Mill"
    paper = Paper(f"{lead}\n\n{line}, {source} said.", outlet, published="2031-05-02")
    for name in ("Norfax", "Oster Mill"):
        paper.who(name, "organisation")
    paper.who(source, "person")
    by = [paper.says(source, "said", line, lemma="say")]
    return paper.claim(line, "sold", "sell", agent="Norfax", patient="Oster Mill", by=by)


def only(*papers: Paper) -> Fact:
    story = reconcile([paper.reading() for paper in papers])
    assert not list(story_problems(story))
    [fact] = story.facts
    return fact


def test_two_outlets_that_heard_one_person_corroborate_only_the_saying():
    fact = only(told("Post", LEADS[0]), told("Ledger", LEADS[1]))
    assert fact.grade == "widely reported"
    [saying] = fact.sayings
    assert saying.grade == "corroborated"
    assert "Ledger" in saying.why
    assert "Post" in saying.why


def test_one_outlet_is_a_single_source_of_the_saying():
    fact = only(told("Post", LEADS[0]), told("Post", LEADS[1]))
    assert [saying.grade for saying in fact.sayings] == ["single source"]


def test_a_copy_heard_nobody():
    fact = only(told("Post", LEADS[0]), told("Mirror", LEADS[0]))
    assert [saying.grade for saying in fact.sayings] == ["single source"]


def test_two_speakers_have_a_saying_each():
    fact = only(told("Post", LEADS[0]), told("Ledger", LEADS[1], "Tom Berg"))
    assert fact.grade == "corroborated"
    assert [saying.grade for saying in fact.sayings] == ["single source", "single source"]
