"""Whose word a claim is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from secondsource.reconciling.origins.independence import dependent
from secondsource.reconciling.origins.origins import Testimony, Voice, origins_of
from secondsource.reconciling.origins.sharedtext import SharedText
from secondsource.reconciling.sources.sources import institution
from secondsource.reconciling.story import reconcile
from secondsource.records.copies import CopyMap, Credit, Reuse
from secondsource.records.story import Origin, OriginKind
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
        ("shipping agents", "unnamed", "shipping agents"),
        ("a parish clerk", "unnamed", "a parish clerk"),
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


@pytest.mark.parametrize(
    ("printed", "outlet", "credited"),
    [
        ("Norfax", "Norfax News Agency", "Norfax"),  # in short
        ("TNS", "Torvian News Service", "Tribune News Service"),  # an agency has the same letters
    ],
)
def test_a_credit_may_be_the_outlet_itself(printed, outlet, credited):
    paper = Paper(f"BRENHOLM ({printed}) - The Oster bridge collapsed.", outlet)
    paper.who("Oster bridge", "product")
    paper.claim("The Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge")
    start, end = paper.at(printed)
    credit = Credit(report=paper.report.id, name=credited, start=start, end=end)
    found = origin(paper, CopyMap(credits=(credit,)))
    assert (found.name, found.kind) == (outlet, "outlet")


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


def test_a_source_of_which_nothing_is_printed_makes_no_two_others_one():
    one = told("Norfax", "Northern Post", ("Norfax", "organisation"))
    three = told("Ada Lind", "Vik Herald", ("Ada Lind", "person"))
    two = Paper("It is reported that the Oster bridge collapsed.", "Daily Anchor")
    two.who("Oster bridge", "product")
    said = two.says(None, "reported", "the Oster bridge collapsed", lemma="report")
    two.claim(
        "the Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge", by=[said]
    )
    story = reconcile([one.reading(), two.reading(), three.reading()])
    assert story.facts[0].grade == "corroborated"
    assert story.facts[0].why.startswith("Two independent origins")


def claimed(text: str, source: str, outlet: str, *who: tuple[str, str]) -> Paper:
    """The bridge collapsed, by the word of a source that stands anywhere in a text."""
    paper = Paper(text, outlet).who("Oster bridge", "product")
    for name, kind in who:
        paper.who(name, kind)
    said = paper.says(source, "said", "the Oster bridge collapsed", lemma="say")
    return paper.claim(
        "the Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge", by=[said]
    )


@pytest.mark.parametrize(
    "source",
    [
        "any exit",
        "The number of people killed in the fire on the ferry",
        "it",
        "The conversation",
        "what happened",
        "nobody",
    ],
)
def test_what_cannot_speak_is_nobody_and_corroborates_nobody(source):
    odd = told(source, "Daily Anchor")
    assert (origin(odd).kind, origin(odd).name) == ("unnamed", "an unnamed source")
    named = told("Norfax", "Northern Post", ("Norfax", "organisation"))
    story = reconcile([odd.reading(), named.reading()])
    assert story.facts[0].grade == "widely reported"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the coast guard", "the Norland coast guard"),
        ("police", "Harnvik police"),
        ("the fire brigade", "the Harnvik fire brigade"),
        ("the Transport Union", "the Norland Transport Union"),
        ("the Defence Ministry", "the military"),
        ("the navy", "the Norland armed forces"),
    ],
)
def test_a_shorter_name_of_a_body_is_that_body(one, other):
    story = reconcile([told(one).reading(), told(other, "Daily Anchor").reading()])
    assert story.facts[0].grade == "widely reported"


def test_bodies_of_two_countries_are_two():
    story = reconcile(
        [told("the Greek navy").reading(), told("the Turkish navy", "Daily Anchor").reading()]
    )
    assert {o.name for o in story.origins} == {"Greek navy", "Turkish navy"}
    assert story.facts[0].grade == "corroborated"


def test_somebody_introduced_as_its_spokesman_is_the_body():
    one = told("the coast guard")
    two = claimed(
        "Ada Lind, the spokeswoman for the coast guard, said the Oster bridge collapsed.",
        "Ada Lind", "Daily Anchor", ("Ada Lind", "person"),
    )  # fmt: skip
    assert reconcile([one.reading(), two.reading()]).facts[0].grade == "widely reported"


def test_sources_joined_by_and_are_both_origins_and_one_word():
    joint = told("Norfax and Civil Guard", "Northern Post", ("Norfax", "organisation"),
                 ("Civil Guard", "organisation"))  # fmt: skip
    story = reconcile([joint.reading()])
    [fact] = story.facts
    assert {o.name for o in story.origins} == {"Norfax", "Civil Guard"}
    assert set(fact.origins) == {o.id for o in story.origins}
    assert fact.grade == "single source"
    assert fact.claims[0].origin in fact.origins
    other = told("Harnvik Hospital", "Daily Anchor", ("Harnvik Hospital", "organisation"))
    assert reconcile([joint.reading(), other.reading()]).facts[0].grade == "corroborated"


def test_why_names_the_origins_and_nobody_else():
    joint = told("Norfax and Civil Guard", "Northern Post", ("Norfax", "organisation"),
                 ("Civil Guard", "organisation"))  # fmt: skip
    other = told("Harnvik Hospital", "Daily Anchor", ("Harnvik Hospital", "organisation"))
    story = reconcile([joint.reading(), other.reading()])
    why = story.facts[0].why
    assert all(o.name in why for o in story.origins)
    assert why == "Two independent origins: Civil Guard, counted with Norfax; Harnvik Hospital."


def credited(outlet: str | None, lead: str, name: str, kind: str) -> tuple[Paper, Credit]:
    paper = Paper(f"{lead} The Oster bridge collapsed. By {name}.", outlet)
    paper.who("Oster bridge", "product")
    paper.claim("The Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge")
    start, end = paper.at(name)
    return paper, Credit(report=paper.report.id, name=name, start=start, end=end, kind=kind)  # type: ignore[arg-type]


def test_a_text_that_first_appeared_elsewhere_is_that_outlets():
    paper, credit = credited(None, "Rain fell.", "Vik Daily", "outlet")
    story = reconcile([paper.reading()], CopyMap(credits=(credit,)))
    assert [(o.name, o.kind) for o in story.origins] == [("Vik Daily", "outlet")]
    assert story.reports[0].report.outlet == "Vik Daily"


def test_an_agency_credit_stays_an_agency_and_names_no_outlet():
    paper, credit = credited(None, "Rain fell.", "Norfax", "agency")
    story = reconcile([paper.reading()], CopyMap(credits=(credit,)))
    assert [(o.name, o.kind) for o in story.origins] == [("Norfax", "agency")]
    assert story.reports[0].report.outlet is None


def test_the_original_speaks_for_its_copies():
    """The credited outlet is kept, even where its id sorts last; the copy lists nothing."""
    lead = "Rain fell all night on the hills above the town."
    copy, credit = credited("Aden Echo", lead, "Vik Daily", "outlet")
    first = Paper(f"{lead} The Oster bridge collapsed.", "Vik Daily").who("Oster bridge", "product")
    first.claim("The Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge")
    reuse = Reuse(report=first.report.id, other=copy.report.id, kind="copy")
    story = reconcile(
        [copy.reading(), first.reading()], CopyMap(reuses=(reuse,), credits=(credit,))
    )
    assert [o.name for o in story.origins] == ["Vik Daily"]
    copies = {item.report.id: item.copies for item in story.reports}
    assert copies == {first.report.id: (copy.report.id,), copy.report.id: ()}


def test_a_copy_speaks_for_what_its_original_lacks():
    lead = "Rain fell all night on the hills above the town and did not stop before dawn came."
    first = Paper(f"{lead} The Oster bridge collapsed.", "Vik Daily").who("Oster bridge", "product")
    first.claim("The Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge")
    text = f"{lead} The Oster bridge collapsed. Sixty people held a vigil at the Oster bridge."
    copy = Paper(text, "Aden Echo").who("Oster bridge", "product")
    copy.claim("The Oster bridge collapsed", "collapsed", "collapse", patient="Oster bridge")
    copy.claim(
        "Sixty people held a vigil at the Oster bridge",
        "held",
        "hold",
        agent="Sixty people",
        patient="a vigil",
        quantities=[copy.count("Sixty", 60)],
    )
    reuse = Reuse(report=copy.report.id, other=first.report.id, kind="copy")
    story = reconcile([copy.reading(), first.reading()], CopyMap(reuses=(reuse,)))
    by_line = {f.summary: [o.name for o in story.origins if o.id in f.origins] for f in story.facts}
    assert by_line == {
        "The Oster bridge collapsed": ["Vik Daily"],
        "Sixty people held a vigil at the Oster bridge": ["Aden Echo"],
    }


def test_a_body_and_who_speaks_for_it_count_once_in_the_story_and_others_for_themselves():
    def voice(name: str, kind: OriginKind, *roles: str, publisher: str | None = None) -> Voice:
        return Voice(
            id=name, name=name, kind=kind, entity=name, roles=frozenset(roles), publisher=publisher
        )

    voices = [
        voice("Coast Guard", "body"),
        voice("Olaf Brandt", "person", "coast", "guard", "commander"),
        voice("Ann Roe", "person", "president", "meet", "tom", "berg"),  # words beside a name
        voice("Tom Berg", "person", "president"),
        voice("Eva Holm", "person", "tom", "berg", "spokeswoman"),
        voice("Post", "outlet", publisher="post"),
        voice("Mail", "outlet", publisher="mail"),
    ]
    shared = cast(
        SharedText, SimpleNamespace(owners={"post": "Press Group", "mail": "Press Group"})
    )
    counted = dependent(voices, shared, frozenset())
    together = {frozenset(n for n in counted if counted[n] == counted[name]) for name in counted}
    assert together == {
        frozenset({"Coast Guard", "Olaf Brandt"}),
        frozenset({"Ann Roe"}),
        frozenset({"Tom Berg", "Eva Holm"}),
        frozenset({"Post", "Mail"}),
    }
    heard = {("r1", v.name): Testimony(voice=v, own=False) for v in voices}
    heard["r2", "x"] = Testimony(voice=voices[0], own=False)
    origins = {origin.name: origin.counts_with for origin in origins_of(heard, counted)}
    assert origins["Coast Guard"] is None
    assert origins["Olaf Brandt"] == "Coast Guard"
    assert origins["Ann Roe"] is None


@pytest.mark.parametrize(
    ("words", "head", "key"),
    [
        ("the interior ministry in Harrow", "ministry", "interior ministry harrow"),
        ("the interior ministry", "ministry", "interior ministry"),
        ("the interior ministry of Kenya", "ministry", "interior ministry"),
        ("police in Harrow", "police", "police"),
        ("a court in Harrow", "court", None),
    ],
)
def test_a_body_is_known_by_what_and_where_it_is(words: str, head: str, key: str | None) -> None:
    assert institution(words, head) == key
