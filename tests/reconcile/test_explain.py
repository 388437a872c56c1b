"""The reasons behind a fact."""

from __future__ import annotations

from secondsource.reconciling.explain import explain
from secondsource.reconciling.story import reconcile
from tests.reconcile.newsroom import Paper


def sale(outlet: str, verb: str, lemma: str) -> Paper:
    paper = Paper(f"Norfax {verb} Oster Mill, {outlet} has learned.", outlet)
    paper.who("Norfax", "organisation").who("Oster Mill", "organisation")
    return paper.claim(f"Norfax {verb} Oster Mill", verb, lemma, agent="Norfax",
                       patient="Oster Mill")  # fmt: skip


def test_it_names_what_spoke_for_and_against():
    readings = [
        sale("Post", "bought", "buy").reading(),
        sale("Anchor", "acquired", "acquire").reading(),
        sale("Ledger", "sold", "sell").reading(),
    ]
    fact = reconcile(readings).facts[0]
    found = explain(readings, fact.id)
    assert found is not None
    assert found.fact == fact
    [together] = found.together
    assert together.same
    assert any("actions of one kind: buy" in reason for reason in together.reasons)
    assert {name for group in found.origins for name in group} == {"Post", "Anchor"}


def test_what_came_close_is_listed_with_its_veto():
    readings = [sale("Post", "bought", "buy").reading()]
    other = Paper("Norfax bought Tarn Yard.", "Anchor")
    other.who("Norfax", "organisation").who("Tarn Yard", "organisation")
    other.claim("Norfax bought Tarn Yard", "bought", "buy", agent="Norfax", patient="Tarn Yard")
    readings.append(other.reading())
    story = reconcile(readings)
    assert len(story.facts) == 2
    found = explain(readings, story.facts[0].id)
    assert found is not None
    assert any("veto: different objects" in r for w in found.apart for r in w.reasons)


def test_an_unknown_fact_has_no_explanation():
    assert explain([sale("Post", "bought", "buy").reading()], "f0") is None
