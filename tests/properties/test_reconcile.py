"""What must hold for any story, whatever the reports say."""

from __future__ import annotations

import os
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.reconciling.story import reconcile
from secondsource.records.reading import Reading
from secondsource.records.story import Story
from tests.reconcile.newsroom import Paper

OUTLETS = ("Post", "Anchor", "Ledger", "Courier")
SUBJECTS = ("Ada Lind", "Tom Berg", "Mira Sand")
ACTS = (("sold", "sell"), ("opened", "open"), ("sued", "sue"), ("visited", "visit"))
THINGS = ("Oster Mill", "Harnvik Zoo", "Norfax")
SOURCES = (None, "Civil Guard", "Harnvik Hospital", "an official", "Transport Union")
LEADS = ("Rain fell all night on the hills above the town and did not stop.",
         "Crowds gathered early by the old harbour to hear what had become of it.",
         "Nobody at the market square wished to speak about the matter at length.",
         "Trams ran late, shops stayed shut and the bells rang well before noon.")  # fmt: skip
RANK = {"single source": 0, "widely reported": 1, "corroborated": 2, "acknowledged": 3}

proposition = st.tuples(
    st.sampled_from(SUBJECTS),
    st.sampled_from(ACTS),
    st.sampled_from(THINGS),
    st.sampled_from(("actual", "planned", "possible")),
    st.sampled_from("++++-"),
    st.sampled_from(SOURCES),
)
toll = st.tuples(
    st.sampled_from(("killed", "injured")), st.integers(1, 5), st.sampled_from(SOURCES)
)
paper = st.tuples(
    st.sampled_from(OUTLETS),
    st.sampled_from(LEADS),
    st.lists(proposition, max_size=4),
    st.lists(toll, max_size=2),
    st.sampled_from((None, "2025-03-03", "2025-03-04", "2025-03-09")),
)
papers = st.lists(paper, min_size=1, max_size=6)


def reading(spec, number: int, outlet: str | None = None) -> Reading:
    printed, lead, propositions, tolls, published = spec
    lines = [f"{s} {verb} {thing}" for s, (verb, _), thing, *_ in propositions]
    lines += [f"Floods {slot} {count} people" for slot, count, _ in tolls]
    sources = [p[5] for p in propositions] + [t[2] for t in tolls]
    said = [
        f"{line}, {source} said." if source else f"{line}."
        for line, source in zip(lines, sources, strict=True)
    ]
    text = "\n".join((lead, *said))
    made = Paper(text, outlet or printed, published=published, id=f"r{number}")
    for name in {*SUBJECTS, *THINGS, *filter(None, SOURCES)} - {"an official"}:
        if name in text:
            made.who(name, "person" if name in SUBJECTS else "organisation")
    for line, source, item in zip(lines, sources, [*propositions, *tolls], strict=True):
        by = [made.says(source, "said", line, lemma="say")] if source else []
        if len(item) == 3:
            slot, count, _ = item
            made.claim(line, slot, slot.removesuffix("ed").replace("injur", "injure"),
                       agent="Floods", patient=f"{count} people", by=by,
                       quantities=[made.count(str(count), count)])  # fmt: skip
        else:
            subject, (verb, lemma), thing, modality, polarity, _ = item
            made.claim(line, verb, lemma, agent=subject, patient=thing, by=by,
                       modality=modality, polarity=polarity)  # fmt: skip
    return made.reading()


def readings(specs) -> list[Reading]:
    return [reading(spec, number) for number, spec in enumerate(specs)]


def ranks(story: Story) -> dict[str, int]:
    return {f.id: RANK[f.grade] for f in story.facts if f.grade in RANK}


@settings(max_examples=60, deadline=None)
@given(papers, st.randoms(use_true_random=False))
def test_the_order_of_reports_makes_no_difference(specs, random):
    made = readings(specs)
    shuffled = list(made)
    random.shuffle(shuffled)
    assert reconcile(made) == reconcile(shuffled)


@settings(max_examples=60, deadline=None)
@given(papers)
def test_every_fact_rests_on_evidence_in_a_report(specs):
    made = {r.report.id: r for r in readings(specs)}
    story = reconcile(list(made.values()))
    origins = {origin.id for origin in story.origins}
    for fact in story.facts:
        assert fact.claims
        assert fact.summary
        assert fact.why
        assert set(fact.origins) <= origins
        assert set(fact.reports) == {c.report for c in fact.claims}
        for claim in fact.claims:
            text = made[claim.report].report.text
            assert 0 <= claim.start < claim.end <= len(text)
            assert claim.claim in {c.id for c in made[claim.report].claims}
    assert len({fact.id for fact in story.facts}) == len(story.facts)


@settings(max_examples=60, deadline=None)
@given(paper, st.integers(2, 4))
def test_identical_reports_never_corroborate_one_another(spec, number):
    alone = reconcile([reading(spec, 0)])
    together = reconcile([reading(spec, n, f"Outlet {n}") for n in range(number)])
    assert {f.id: f.grade for f in together.facts} == {f.id: f.grade for f in alone.facts}


@settings(max_examples=60, deadline=None)
@given(papers, st.data())
def test_a_duplicate_never_raises_a_grade(specs, data):
    made = readings(specs)
    copied = data.draw(st.integers(0, len(specs) - 1))
    extra = reading(specs[copied], len(specs), "The Copyist")
    before, after = reconcile(made), reconcile([*made, extra])
    assert {f.id for f in after.facts} == {f.id for f in before.facts}
    was = {f.id: f.grade for f in before.facts}
    for fact in after.facts:
        if fact.grade in RANK and was[fact.id] in RANK:
            assert RANK[fact.grade] <= RANK[was[fact.id]]
        else:
            assert fact.grade == was[fact.id]


strangers = st.lists(paper, min_size=1, max_size=4).map(
    lambda specs: [
        (outlet, lead, *spec[2:])
        for outlet, lead, spec in zip(
            ("Post", "Anchor", "Ledger", "Courier"), LEADS, specs, strict=False
        )
    ]
)


@settings(max_examples=60, deadline=None)
@given(strangers, st.data())
def test_removing_a_report_never_raises_the_grade_of_what_is_left(specs, data):
    """In the sense that ``grade`` documents: among outlets that share neither text nor a second
    report and do not cite one another, and for facts whose claims stay together. What contests,
    revises or ties two voices is evidence too, and may be what is removed."""
    made = readings(specs)
    gone = data.draw(st.integers(0, len(specs) - 1))
    before = reconcile(made)
    after = reconcile([r for number, r in enumerate(made) if number != gone])
    for fact in after.facts:
        left = {(c.report, c.claim) for c in fact.claims}
        same = [f for f in before.facts if left <= {(c.report, c.claim) for c in f.claims}]
        if fact.grade in RANK and any(f.grade in RANK for f in same):
            assert RANK[fact.grade] <= max(RANK[f.grade] for f in same if f.grade in RANK)


@settings(max_examples=60, deadline=None)
@given(strangers, st.data())
def test_fewer_reports_never_mean_more_origins_or_outlets(specs, data):
    """The same for the numbers behind the grade."""
    made = readings(specs)
    gone = data.draw(st.integers(0, len(specs) - 1))
    before = reconcile(made)
    after = reconcile([r for number, r in enumerate(made) if number != gone])
    for fact in after.facts:
        left = {(c.report, c.claim) for c in fact.claims}
        for whole in before.facts:
            if left <= {(c.report, c.claim) for c in whole.claims}:
                assert set(fact.origins) <= set(whole.origins)
                assert set(fact.reports) <= set(whole.reports)


def test_the_report_that_shows_two_voices_to_be_one_may_raise_a_grade_by_leaving():
    """Why the property is not put more broadly: without the report that introduces Ada Lind as
    speaking for Norfax, the two look like two."""

    def told(source: str, outlet: str, lead: str) -> Reading:
        made = Paper(f"{lead} Tom Berg sold Oster Mill, {source} said.", outlet, id=outlet)
        made.who("Tom Berg").who("Oster Mill", "organisation")
        made.who(source, "person" if source == "Ada Lind" else "organisation")
        by = [made.says(source, "said", "Tom Berg sold Oster Mill", lemma="say")]
        return made.claim("Tom Berg sold Oster Mill", "sold", "sell", agent="Tom Berg",
                          patient="Oster Mill", by=by).reading()  # fmt: skip

    one, two = told("Norfax", "Post", "Rain fell."), told("Ada Lind", "Anchor", "Snow fell.")
    three = Paper("Norfax spokeswoman Ada Lind smiled.", "Ledger", id="Ledger")
    tie = three.who("Norfax", "organisation").who("Ada Lind").reading()
    assert reconcile([one, two, tie]).facts[0].grade == "widely reported"
    assert reconcile([one, two]).facts[0].grade == "corroborated"


PRINT_IDS = """
from tests.properties.test_reconcile import LEADS, readings, ACTS
from secondsource.reconciling.story import reconcile
item = ("Ada Lind", ACTS[0], "Norfax", "actual", "+", "Civil Guard")
story = reconcile(readings([(o, LEADS[0], [item], [("killed", 3, None)], None) for o in "AB"]))
print(story.id, [f.id for f in story.facts], [o.id for o in story.origins])
"""


def test_ids_and_order_do_not_depend_on_the_interpreters_hashing():
    printed = {
        subprocess.run(
            [sys.executable, "-c", PRINT_IDS],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1
    assert printed.pop().count("'f") == 2
