"""Whole stories, made by hand: what must come out as one fact, from whom, and how graded."""

from __future__ import annotations

import pytest

from secondsource.reconciling.story import reconcile
from secondsource.records.copies import CopyMap, Credit, Owner, Reuse
from secondsource.records.reading import Reading, Span
from secondsource.records.report import Report
from secondsource.records.story import Fact, Story
from tests.reconcile.newsroom import Paper


def fact(story: Story, words: str) -> Fact:
    found = [f for f in story.facts if words.lower() in f.summary.lower()]
    assert len(found) == 1, [f.summary for f in story.facts]
    return found[0]


def flood(
    outlet: str, number: str, value: float | None, source: str | None = None, **report
) -> Paper:
    bounds = {"low": report.pop("low")} if "low" in report else {}
    text = clause = f"Floods in Harnvik killed {number} people on Monday"
    text += f", {source} said. " if source else ". "
    paper = Paper(text + f"{outlet} sent a reporter there.", outlet, **report)
    paper.who("Harnvik", "place")
    if source:
        paper.who(source, "organisation")
    return paper.claim(
        clause,
        "killed",
        "kill",
        agent="Floods in Harnvik",
        patient=f"{number} people",
        quantities=[paper.count(number, value, **bounds)],
        times=[paper.time("Monday", "2025-03-03", "2025-03-04")],
        places=[paper.place("Harnvik")],
        by=[paper.says(source, "said", clause, lemma="say")] if source else [],
    )


def test_two_independent_origins_corroborate():
    story = reconcile(
        [
            flood("Northern Post", "12", 12, "Civil Guard").reading(),
            flood("Daily Anchor", "12", 12, "Harnvik Hospital").reading(),
        ]
    )
    found = fact(story, "killed 12")
    assert found.grade == "corroborated"
    assert "Civil Guard" in found.why
    assert "Harnvik Hospital" in found.why
    assert found.value is not None
    assert (found.value.slot, found.value.low, found.value.high) == ("killed", 12, 12)


def test_one_origin_in_many_outlets_is_widely_reported():
    outlets = ("Northern Post", "Daily Anchor", "The Ledger")
    story = reconcile([flood(o, "12", 12, "Civil Guard").reading() for o in outlets])
    found = fact(story, "killed 12")
    assert found.grade == "widely reported"
    assert [o.name for o in story.origins] == ["Civil Guard"]
    assert "Three outlets, one origin: Civil Guard" in found.why


def test_one_report_is_a_single_source_and_its_origin_is_shown():
    found = fact(reconcile([flood("Northern Post", "12", 12, "Civil Guard").reading()]), "killed")
    assert found.grade == "single source"
    assert found.why == "Only Northern Post, citing Civil Guard."


def test_figures_which_exclude_each_other_are_a_conflict_with_both_sides():
    story = reconcile(
        [
            flood("Northern Post", "12", 12, "Civil Guard", published="2025-03-04").reading(),
            flood("Daily Anchor", "17", 17, "Harnvik Hospital", published="2025-03-04").reading(),
        ]
    )
    low, high = fact(story, "killed 12"), fact(story, "killed 17")
    assert low.grade == high.grade == "contested"
    assert [c.fact for c in low.conflicts] == [high.id]
    assert low.conflicts[0].about == "how many were killed"
    assert low.value is not None
    assert (low.value.low, low.value.best, low.value.high) == (12, 12, 17)
    assert "12 (Civil Guard) against 17 (Harnvik Hospital)" in low.why


def test_a_vague_figure_is_entailed_by_an_exact_one():
    vague = flood("Daily Anchor", "dozens of", None, "Harnvik Hospital", low=24)
    story = reconcile([flood("Northern Post", "57", 57, "Civil Guard").reading(), vague.reading()])
    [found] = story.facts
    assert found.grade == "corroborated"
    assert found.value is not None
    assert (found.value.low, found.value.best, found.value.high) == (24, 57, None)


def risen(number: str, value: int, source: str, published: str) -> Paper:
    text = f"The death toll in Harnvik has risen to {number}, {source} said."
    later = Paper(text, "Daily Anchor", published=published)
    later.who("Harnvik", "place").who(source, "organisation")
    return later.claim(
        f"The death toll in Harnvik has risen to {number}",
        "risen",
        "rise",
        patient="The death toll in Harnvik",
        goal=number,
        quantities=[later.count(number, value, of="death")],
        places=[later.place("Harnvik")],
        by=[later.says(source, "said", f"The death toll in Harnvik has risen to {number}")],
    )


def test_later_alone_is_no_update_but_wording_of_revision_is():
    first = flood("Northern Post", "12", 12, "Civil Guard", published="2025-03-03")
    story = reconcile(
        [first.reading(), risen("17", 17, "Civil Guard", published="2025-03-04").reading()]
    )
    old, new = fact(story, "killed 12"), fact(story, "risen to 17")
    assert old.grade == "superseded"
    assert new.supersedes == (old.id,)
    assert "has risen" in old.why
    assert new.grade == "single source"


def test_a_risen_toll_leaves_what_another_origin_counted():
    """Neither an earlier count of somebody else nor a higher one is retired by it."""
    first = flood("Northern Post", "12", 12, "Civil Guard", published="2025-03-03")
    later = risen("17", 17, "Harnvik Hospital", published="2025-03-04")
    story = reconcile([first.reading(), later.reading()])
    assert [f.grade for f in story.facts] == ["single source", "single source"]
    higher = flood("Northern Post", "20", 20, "Civil Guard", published="2025-03-04")
    story = reconcile([higher.reading(), later.reading()])
    assert {f.grade for f in story.facts} == {"contested"}


def test_a_later_day_s_state_is_no_rival_of_an_earlier_figure():
    first = flood("Northern Post", "12", 12, "Civil Guard", published="2025-03-03").reading()
    for number, grade in (("now 17", "single source"), ("17", "contested")):
        later = flood("Daily Anchor", number, 17, "Harnvik Hospital", published="2025-03-04")
        story = reconcile([first, later.reading()])
        assert {f.grade for f in story.facts} == {grade}
    same_day = flood("Daily Anchor", "now 17", 17, "Harnvik Hospital", published="2025-03-03")
    assert {f.grade for f in reconcile([first, same_day.reading()]).facts} == {"contested"}


def test_the_same_origin_restating_a_figure_supersedes_it():
    story = reconcile(
        [
            flood("Northern Post", "17", 17, "Civil Guard", published="2025-03-03").reading(),
            flood("Daily Anchor", "12", 12, "Civil Guard", published="2025-03-05").reading(),
        ]
    )
    assert fact(story, "killed 17").grade == "superseded"
    assert fact(story, "killed 12").grade == "single source"


def test_an_outlet_correcting_itself_supersedes_its_own_figure():
    old = flood("Northern Post", "17", 17, published="2025-03-03")
    text = "Floods in Harnvik killed 12 people on Monday. Correction: we had said 17."
    new = Paper(text, "Northern Post", published="2025-03-03").who("Harnvik", "place")
    new.claim(
        "Floods in Harnvik killed 12 people on Monday",
        "killed",
        "kill",
        agent="Floods in Harnvik",
        patient="12 people",
        quantities=[new.count("12", 12)],
        times=[new.time("Monday", "2025-03-03", "2025-03-04")],
        places=[new.place("Harnvik")],
    ).correction("Correction: we had said 17.")
    story = reconcile([old.reading(), new.reading()])
    assert fact(story, "killed 17").grade == "superseded"


def collapse(outlet: str, lead: str = "", **report) -> Paper:
    paper = Paper(f"{lead}The Oster bridge collapsed in Brenholm.", outlet, **report)
    paper.who("Brenholm", "place").who("Oster bridge", "product")
    return paper.claim(
        "The Oster bridge collapsed in Brenholm",
        "collapsed",
        "collapse",
        patient="Oster bridge",
        places=[paper.place("Brenholm")],
    )


def test_outlets_own_voices_corroborate_only_in_words_of_their_own():
    one = collapse("Northern Post", "Shortly before dawn the river took what was left of it. ")
    two = collapse("Daily Anchor", "Nobody who lives on the east bank was surprised this week. ")
    same = Reuse(
        report=two.report.id,
        other=one.report.id,
        kind="partial",
        spans=(Span(start=59, end=98),),
        other_spans=(Span(start=56, end=95),),
    )
    assert reconcile([one.reading(), two.reading()]).facts[0].grade == "corroborated"
    found = reconcile([one.reading(), two.reading()], CopyMap(reuses=(same,))).facts[0]
    assert found.grade == "single source"


def test_wording_that_overlaps_heavily_is_not_independent_even_without_a_copy_map():
    lead = "Shortly before dawn the river took what was left of it. "
    story = reconcile(
        [collapse(o, lead + o + " was there. ").reading() for o in ("Post", "Anchor")]
    )
    assert story.facts[0].grade == "widely reported"


def test_an_agency_credited_by_two_outlets_is_one_origin():
    one = collapse("Northern Post", "Shortly before dawn (Norfax) the river took the rest. ")
    two = collapse("Daily Anchor", "Norfax has it that nobody there was surprised. ")
    credits = tuple(
        Credit(report=p.report.id, name="Norfax", start=p.at("Norfax")[0], end=p.at("Norfax")[1])
        for p in (one, two)
    )
    story = reconcile([one.reading(), two.reading()], CopyMap(credits=credits))
    assert story.facts[0].grade == "widely reported"
    assert [(o.name, o.kind) for o in story.origins] == [("Norfax", "agency")]


def test_outlets_of_one_owner_are_one_origin():
    one = collapse("Northern Post", "Shortly before dawn the river took what was left of it. ")
    two = collapse("Daily Anchor", "Nobody who lives on the east bank was surprised this week. ")
    owners = (
        Owner(outlet="Northern Post", name="Vik"),
        Owner(outlet="The Daily Anchor", name="Vik"),
    )
    story = reconcile([one.reading(), two.reading()], CopyMap(owners=owners))
    assert story.facts[0].grade == "widely reported"


def test_an_echo_chain_and_a_circle_are_one_origin():
    def citing(outlet: str, cited: str, lead: str) -> Paper:
        paper = Paper(f"{lead}The Oster bridge collapsed, {cited} reported.", outlet)
        paper.who("Oster bridge", "product").who(cited, "organisation")
        said = paper.says(cited, "reported", "The Oster bridge collapsed", lemma="report")
        return paper.claim(
            "The Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge", by=[said]
        )

    a = citing("Northern Post", "Daily Anchor", "The east bank woke to sirens. ")
    b = citing("Daily Anchor", "Northern Post", "A dull noise was heard for miles. ")
    assert reconcile([a.reading(), b.reading()]).facts[0].grade == "widely reported"
    c = citing("Daily Anchor", "Civil Guard", "A dull noise was heard for miles. ")
    d = citing("The Ledger", "Civil Guard", "Trains stood still. ")
    assert reconcile([p.reading() for p in (a, c, d)]).facts[0].grade == "widely reported"


def test_a_ministry_and_its_spokesperson_are_one_origin():
    def told(outlet: str, source: str, *who: str) -> Paper:
        paper = Paper(f"The Oster bridge collapsed, {source} said.", outlet)
        paper.who("Oster bridge", "product")
        for name in who:
            paper.who(name, "person" if name == "Ada Lind" else "organisation")
        said = paper.says(who[-1], "said", "The Oster bridge collapsed", lemma="say")
        return paper.claim(
            "The Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge", by=[said]
        )

    one = told("Northern Post", "the Transport Ministry", "Transport Ministry")
    two = told(
        "Daily Anchor", "Transport Ministry spokeswoman Ada Lind", "Transport Ministry", "Ada Lind"
    )
    assert reconcile([one.reading(), two.reading()]).facts[0].grade == "widely reported"
    three = told("Daily Anchor", "engineer Ada Lind", "Ada Lind")
    assert reconcile([one.reading(), three.reading()]).facts[0].grade == "corroborated"


def test_anonymous_officials_never_count_as_independent():
    papers = []
    for outlet, source in (
        ("Post", "a senior official"),
        ("Anchor", "two officials"),
        ("Ledger", "a person familiar with the matter"),
    ):
        paper = Paper(f"The Oster bridge collapsed, {source} told the {outlet}.", outlet)
        paper.who("Oster bridge", "product")
        said = paper.says(source, "told", "The Oster bridge collapsed", lemma="tell")
        papers.append(
            paper.claim(
                "The Oster bridge collapsed",
                "collapsed",
                "collapse",
                patient="Oster bridge",
                by=[said],
            ).reading()
        )
    story = reconcile(papers)
    assert story.facts[0].grade == "widely reported"
    assert len(story.origins) == 3
    assert {o.kind for o in story.origins} == {"unnamed"}


def test_identical_texts_never_corroborate_even_without_a_copy_map():
    story = reconcile([collapse(o).reading() for o in ("Northern Post", "Daily Anchor")])
    [found] = story.facts
    assert found.grade == "single source"
    assert story.reports[0].copies == (story.reports[1].report.id,)


def test_a_passage_that_rests_on_the_sentence_before_has_no_voice_of_its_own():
    one = Paper("Civil Guard spoke of a disaster. The Oster bridge collapsed.", "Northern Post")
    one.who("Civil Guard", "organisation").who("Oster bridge", "product")
    one.says("Civil Guard", "spoke", "a disaster", lemma="speak")
    one.claim("The Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge")
    two = Paper("The Oster bridge collapsed, Civil Guard said.", "Daily Anchor")
    two.who("Civil Guard", "organisation").who("Oster bridge", "product")
    said = two.says("Civil Guard", "said", "The Oster bridge collapsed", lemma="say")
    two.claim(
        "The Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge", by=[said]
    )
    assert reconcile([one.reading(), two.reading()]).facts[0].grade == "widely reported"


def test_a_total_and_its_part_are_two_facts_and_no_conflict():
    paper = Paper("Floods killed 12 people. Floods killed three children.", "Northern Post")
    paper.claim(
        "Floods killed 12 people",
        "killed",
        "kill",
        agent="Floods",
        patient="12 people",
        quantities=[paper.count("12", 12)],
    )
    paper.claim(
        "Floods killed three children",
        "killed",
        "kill",
        agent="Floods",
        patient="three children",
        quantities=[paper.count("three", 3, of="child")],
    )
    story = reconcile([paper.reading()])
    assert len(story.facts) == 2
    assert not any(f.conflicts for f in story.facts)


def strike(outlet: str, day: str, from_: str, to: str) -> Paper:
    paper = Paper(f"Rebels from Ostland struck Brenholm on {day}.", outlet)
    paper.who("Ostland", "place").who("Brenholm", "place")
    return paper.claim(
        f"Rebels from Ostland struck Brenholm on {day}",
        "struck",
        "strike",
        agent="Ostland",
        patient="Brenholm",
        times=[paper.time(day, from_, to)],
    )


def test_strikes_on_following_days_are_two_happenings():
    story = reconcile(
        [
            strike("Northern Post", "Monday", "2025-03-03", "2025-03-04").reading(),
            strike("Daily Anchor", "Tuesday", "2025-03-04", "2025-03-05").reading(),
        ]
    )
    assert len(story.facts) == 2


def test_a_planned_thing_never_merges_with_a_done_one():
    papers = []
    for outlet, verb, modality in (("Post", "met", "actual"), ("Anchor", "will meet", "planned")):
        paper = Paper(f"Ada Lind {verb} Tom Berg.", outlet).who("Ada Lind").who("Tom Berg")
        papers.append(
            paper.claim(
                f"Ada Lind {verb} Tom Berg",
                verb,
                "meet",
                agent="Ada Lind",
                patient="Tom Berg",
                modality=modality,
            ).reading()
        )
    assert len(reconcile(papers).facts) == 2


def test_one_happening_in_other_words_and_the_other_way_round():
    one = Paper("Ada Lind and Tom Berg spoke by phone.", "Northern Post")
    one.who("Ada Lind").who("Tom Berg")
    one.claim(
        "Ada Lind and Tom Berg spoke by phone", "spoke", "speak", agent=["Ada Lind", "Tom Berg"]
    )
    two = Paper("Berg held a call with Ada Lind yesterday.", "Daily Anchor")
    two.who("Ada Lind").who("Berg")
    two.claim(
        "Berg held a call with Ada Lind yesterday",
        "held",
        "hold",
        agent="Berg",
        patient="a call with Ada Lind",
    )
    [found] = reconcile([one.reading(), two.reading()]).facts
    assert found.grade == "corroborated"
    assert len(found.claims) == 2


def test_a_detail_is_graded_by_those_who_state_it():
    one = Paper("Ada Lind will meet Tom Berg.", "Northern Post").who("Ada Lind").who("Tom Berg")
    one.claim(
        "Ada Lind will meet Tom Berg",
        "meet",
        "meet",
        agent="Ada Lind",
        patient="Tom Berg",
        modality="planned",
    )
    two = Paper("Talks are near. Ada Lind will meet Tom Berg in Harnvik.", "Daily Anchor")
    two.who("Ada Lind").who("Tom Berg").who("Harnvik", "place")
    two.claim(
        "Ada Lind will meet Tom Berg in Harnvik",
        "meet",
        "meet",
        agent="Ada Lind",
        patient="Tom Berg",
        modality="planned",
        places=[two.place("Harnvik")],
    )
    story = reconcile([one.reading(), two.reading()])
    whole, detail = story.facts
    assert (whole.grade, whole.summary) == ("corroborated", "Ada Lind will meet Tom Berg")
    assert [c.relation for c in whole.claims].count("more specific") == 1
    assert (detail.grade, detail.place) == ("single source", "Harnvik")


def test_yes_and_no_are_a_conflict():
    def told(outlet: str, source: str, stance: str, polarity: str) -> Paper:
        paper = Paper(f"Ostland shelled Brenholm, {source} says or denies.", outlet)
        paper.who("Ostland", "place").who("Brenholm", "place").who(source, "organisation")
        said = paper.says(source, "says", "Ostland shelled Brenholm", stance, lemma="say")
        return paper.claim(
            "Ostland shelled Brenholm",
            "shelled",
            "shell",
            agent="Ostland",
            patient="Brenholm",
            by=[said],
            polarity=polarity,
        )

    story = reconcile(
        [
            told("Post", "Civil Guard", "says", "+").reading(),
            told("Anchor", "Harnvik Hospital", "denies", "-").reading(),
        ]
    )
    assert [f.grade for f in story.facts] == ["contested", "contested"]
    assert story.facts[0].conflicts[0].about == "whether it is so"


def test_rival_doers_are_a_conflict():
    papers = []
    for outlet, doer in (("Post", "Ostland"), ("Anchor", "Westland")):
        paper = (
            Paper(f"{doer} shelled Brenholm.", outlet).who(doer, "place").who("Brenholm", "place")
        )
        papers.append(
            paper.claim(
                f"{doer} shelled Brenholm", "shelled", "shell", agent=doer, patient="Brenholm"
            ).reading()
        )
    story = reconcile(papers)
    assert [f.grade for f in story.facts] == ["contested", "contested"]
    assert story.facts[0].conflicts[0].about == "who did it"


def test_what_speaks_against_the_speaker_is_acknowledged():
    paper = Paper("Norfax admitted that it had leaked oil into the Oster.", "Northern Post")
    paper.who("Norfax", "organisation", "it").who("Oster", "place")
    said = paper.says("Norfax", "admitted", "it had leaked oil into the Oster", lemma="admit")
    paper.claim(
        "it had leaked oil into the Oster",
        "leaked",
        "leak",
        agent="it",
        patient="oil",
        goal="Oster",
        by=[said],
    )
    [found] = reconcile([paper.reading()]).facts
    assert found.grade == "acknowledged"
    assert found.summary == "[Norfax] had leaked oil into the Oster"


def test_saying_is_no_fact_but_promising_is():
    text = "Ada Lind said the ferry was late. Ada Lind promised that fares would fall."
    paper = Paper(text, "Northern Post").who("Ada Lind")
    said = paper.says("Ada Lind", "said", "the ferry was late", lemma="say")
    promised = paper.says("Ada Lind", "promised", "fares would fall", "promises", lemma="promise")
    paper.claim("Ada Lind said the ferry was late", "said", "say", agent="Ada Lind")
    paper.claim("Ada Lind promised that fares would fall", "promised", "promise", agent="Ada Lind")
    paper.claim(
        "fares would fall",
        "fall",
        "fall",
        patient="fares",
        theme="ferry",
        by=[promised],
        modality="planned",
    )
    assert said == 0
    lines = [f.summary for f in reconcile([paper.reading()]).facts]
    assert "Ada Lind promised that fares would fall" in lines
    assert not any("said" in line for line in lines)


def test_the_two_leaders_are_the_two_just_named():
    one = Paper("Ada Lind and Tom Berg disagreed. The two leaders spoke by phone.", "Post")
    one.who("Ada Lind").who("Tom Berg")
    one.claim("The two leaders spoke by phone", "spoke", "speak", agent="The two leaders")
    told = "Tom Berg spoke to Ada Lind by phone"
    two = Paper(f"{told}.", "Anchor").who("Tom Berg").who("Ada Lind")
    two.claim(told, "spoke", "speak", agent="Tom Berg", recipient="Ada Lind")
    [found] = reconcile([one.reading(), two.reading()]).facts
    assert len(found.reports) == 2


def test_a_pair_among_three_is_left_open_to_a_report_that_names_two():
    def pair(*names: str) -> Paper:
        text = f"{names[0]}, {names[1]} and {names[2]} disagreed. The two leaders spoke by phone."
        paper = Paper(text, "Post")
        for name in names:
            paper.who(name)
        return paper.claim(
            "The two leaders spoke by phone", "spoke", "speak", agent="The two leaders"
        )

    told = "Tom Berg spoke to Ada Lind by phone"
    two = Paper(f"{told}.", "Anchor").who("Tom Berg").who("Ada Lind")
    two.claim(told, "spoke", "speak", agent="Tom Berg", recipient="Ada Lind")
    fitting = pair("Ada Lind", "Tom Berg", "Mira Sand")
    other = pair("Per Holm", "Tom Berg", "Mira Sand")
    assert len(reconcile([fitting.reading(), two.reading()]).facts[0].reports) == 2
    called = Paper("Tom Berg called Ada Lind.", "Anchor").who("Tom Berg").who("Ada Lind")
    called.claim("Tom Berg called Ada Lind", "called", "call", agent="Tom Berg", patient="Ada Lind")
    assert len(reconcile([other.reading(), called.reading()]).facts[0].reports) == 1


def test_descriptions_alone_make_no_fact_common():
    """A committee and a school may be others in the next report."""
    one = Paper("The committee opened a school.", "Post")
    one.claim("The committee opened a school", "opened", "open", agent="The committee",
              patient="a school")  # fmt: skip
    two = Paper("A committee opened another village school.", "Anchor")
    two.claim("A committee opened another village school", "opened", "open", agent="A committee",
              patient="another village school")  # fmt: skip
    assert len(reconcile([one.reading(), two.reading()]).facts) == 2


def test_an_added_figure_is_not_the_total():
    one = Paper("Floods killed 12 people in Harnvik.", "Post").who("Harnvik", "place")
    one.claim("Floods killed 12 people in Harnvik", "killed", "kill", patient="12 people",
              quantities=[one.count("12", 12)], places=[one.place("Harnvik")])  # fmt: skip
    two = Paper("Floods killed three more people in Harnvik.", "Anchor").who("Harnvik", "place")
    two.claim("Floods killed three more people in Harnvik", "killed", "kill",
              patient="three more people", quantities=[two.count("three", 3)],
              places=[two.place("Harnvik")])  # fmt: skip
    assert not any(f.conflicts for f in reconcile([one.reading(), two.reading()]).facts)


def test_a_denial_answers_what_others_say_in_fewer_words():
    """ "Two exits were locked" against "denied that any exit had been locked"."""
    text = "Survivors say that two exits were locked. Norfax denied that any exit had been locked."
    paper = Paper(text, "Post").who("Norfax", "organisation")
    say = paper.says("Survivors", "say", "two exits were locked")
    deny = paper.says("Norfax", "denied", "any exit had been locked", "denies", lemma="deny")
    paper.claim("two exits were locked", "locked", "lock", patient="two exits", by=[say],
                quantities=[paper.count("two", 2, of="exit")])  # fmt: skip
    paper.claim("any exit had been locked", "locked", "lock", patient="any exit", by=[deny],
                polarity="-")  # fmt: skip
    story = reconcile([paper.reading()])
    assert [f.grade for f in story.facts] == ["contested", "contested"]
    assert {f.summary for f in story.facts} == {
        "Two exits were locked",
        "Norfax denied that any exit had been locked",
    }


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Lakeland bank halts payments\n\nThe bank stopped. ", "Lakeland bank halts payments"),
        ("The bank stopped all payments.\n\nIt was late. ", ""),
        ("HARROW, May 3 — The bank stopped\n\nIt was late. ", ""),
        ("Bank halts\nThe bank stopped all payments and closed. ", ""),
    ],
)
def test_without_titles_a_headline_in_the_text_is_the_storys(text: str, title: str) -> None:
    story = reconcile([Reading(report=Report(text=text, id="r1"))])
    assert story.title == (title or "Untitled story")
