"""A story that grows is the story of all its reports, and tells what each one changed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.living import LivingStory
from secondsource.pipeline import reconcile
from secondsource.records.checks import story_problems
from tests.properties.test_reconcile import papers, reading, readings


@settings(max_examples=40, deadline=None)
@given(papers, st.randoms(use_true_random=False))
def test_adding_one_by_one_in_any_order_is_the_same_as_all_at_once(specs, random):
    made = readings(specs)
    whole = reconcile(made)
    random.shuffle(made)
    living = LivingStory()
    for report in made:
        before = living.story
        changes = living.add(report)
        assert changes.since == before.id
        assert changes.added == (report.report.id,)
        assert living.story == reconcile(made[: made.index(report) + 1])
    assert living.story == whole
    assert story_problems(living.story) == []


@settings(max_examples=40, deadline=None)
@given(papers, st.data())
def test_what_comes_and_goes_leaves_the_story_as_it_was(specs, data):
    made = readings(specs)
    gone = made[data.draw(st.integers(0, len(made) - 1))]
    living = LivingStory(made)
    whole = living.story
    assert living.remove(gone.report.id).removed == (gone.report.id,)
    assert living.story == reconcile([r for r in made if r is not gone])
    living.add(gone)
    assert living.story == whole


@settings(max_examples=40, deadline=None)
@given(papers)
def test_what_is_there_already_changes_nothing(specs):
    made = readings(specs)
    living = LivingStory(made)
    assert living.add(*made).changes == ()
    assert reconcile([*made, *made]) == living.story


@settings(max_examples=40, deadline=None)
@given(papers, st.data())
def test_every_change_is_about_what_is_there_and_shows_its_words(specs, data):
    made = readings(specs)
    living = LivingStory(made[:-1])
    before = living.story
    changes = living.add(made[-1])
    facts = {fact.id for fact in living.story.facts}
    old = {fact.id for fact in before.facts}
    grades = {fact.id: fact.grade for fact in living.story.facts}
    for change in changes.changes:
        assert change.summary
        assert change.why
        known = old if change.kind in ("fact gone", "facts joined") else facts
        assert change.fact is None or change.fact in known
        assert change.other is None or change.other in facts
        if change.kind == "grade":
            assert change.before != change.after == grades[str(change.fact)]
        for evidence in change.evidence:
            assert evidence.report == made[-1].report.id
            assert made[-1].report.text[evidence.start : evidence.end]
    told = {change.fact for change in changes.changes}
    assert all(fact in told for fact in facts - old if _is_whole(fact, before, living.story))


def _is_whole(fact_id: str, before, after) -> bool:
    """Whether none of a fact's claims stood in a fact before."""
    known = {(c.report, c.claim) for fact in before.facts for c in fact.claims}
    [fact] = [fact for fact in after.facts if fact.id == fact_id]
    return not known & {(c.report, c.claim) for c in fact.claims}


@settings(max_examples=40, deadline=None)
@given(papers)
def test_a_later_report_leaves_the_ids_of_facts_as_they_were(specs):
    """Where the claims of a fact stay together and nothing else holds the same claims."""
    made = readings([(*spec[:4], "2025-03-01") for spec in specs])
    later = reading((*specs[0][:4], "2025-03-09"), len(specs), "The Latecomer")
    before, after = reconcile(made), reconcile([*made, later])
    ids = _by_claims(before, later.report.id)
    for claims, found in _by_claims(after, later.report.id).items():
        assert len(found) > 1 or len(ids.get(claims, found)) > 1 or ids.get(claims, found) == found


def _by_claims(story, without: str) -> dict[frozenset[tuple[str, str]], list[str]]:
    found: dict[frozenset[tuple[str, str]], list[str]] = {}
    for fact in story.facts:
        claims = frozenset((c.report, c.claim) for c in fact.claims if c.report != without)
        if claims:
            found.setdefault(claims, []).append(fact.id)
    return found
