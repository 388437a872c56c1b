"""What one report alone has, and what it leaves out."""

from __future__ import annotations

from secondsource.reconciling.story import reconcile
from secondsource.records.checks import story_problems
from secondsource.records.reading import Reading
from secondsource.records.story import Omission, Story
from tests.reconcile.newsroom import Paper

VERBS = {"bought": "buy", "opened": "open", "visited": "visit"}
SALE = ("Ada Lind", "bought", "Oster Mill")
ZOO = ("Tom Berg", "opened", "Harnvik Zoo")
TRIP = ("Mira Sand", "visited", "Norfax")


def report(name: str, *told: tuple[str, str, str], published: str | None = None) -> Reading:
    lead = {"a": "Rain fell all night.", "b": "Snow lay on the hills.", "c": "It was a calm day."}
    lines = [f"{who} {verb} {what}." for who, verb, what in told]
    paper = Paper(" ".join((lead.get(name, name), *lines)), name, id=name, published=published)
    for who, verb, what in told:
        paper.who(who).who(what, "organisation")
        paper.claim(f"{who} {verb} {what}", verb, VERBS[verb], agent=who, patient=what)
    return paper.reading()


def lines(story: Story, ids: tuple[str, ...]) -> list[str]:
    return [fact.summary for fact in story.facts if fact.id in ids]


def omissions(*readings: Reading) -> tuple[Story, dict[str, Omission]]:
    story = reconcile(readings)
    assert story_problems(story) == []
    return story, {omission.report: omission for omission in story.omissions}


def test_what_one_alone_has_and_what_it_lacks():
    story, found = omissions(report("a", SALE, ZOO), report("b", SALE, TRIP), report("c", TRIP))
    assert lines(story, found["a"].alone) == ["Tom Berg opened Harnvik Zoo"]
    assert found["b"].alone == ()
    assert lines(story, found["a"].lacks) == ["Mira Sand visited Norfax"]
    assert lines(story, found["c"].lacks) == ["Ada Lind bought Oster Mill"]


def test_what_few_of_the_others_have_is_not_lacking():
    others = [report(name) for name in ("d", "e", "f", "g")]
    _, found = omissions(report("a", SALE), report("b", SALE), *others)
    assert {name: found[name].lacks for name in "defg"} == dict.fromkeys("defg", ())


def test_a_copy_has_no_record_and_makes_no_majority():
    copied = report("a", SALE)
    again = Reading(
        **{
            **{name: getattr(copied, name) for name in ("entities", "claims")},
            "report": type(copied.report)(id="z", outlet="Copyist", text=copied.report.text),
        }
    )
    story, found = omissions(copied, again, report("b", TRIP))
    assert set(found) == {"a", "b"}
    assert lines(story, found["a"].alone) == ["Ada Lind bought Oster Mill"]
    assert found["b"].lacks == ()


def test_a_report_could_not_have_what_was_first_told_later():
    story, found = omissions(
        report("a", ZOO, published="2031-05-01"),
        report("b", SALE, published="2031-05-02"),
        report("c", SALE, published="2031-05-03"),
    )
    assert found["a"].lacks == ()
    assert lines(story, found["a"].too_early) == ["Ada Lind bought Oster Mill"]


def toll(name: str, killed: int) -> Reading:
    line = f"Floods killed {killed} people in Harnvik"
    paper = Paper(f"Morning of {name}. {line}.", name, id=name).who("Harnvik", "place")
    place = paper.place("Harnvik")
    count = paper.count(str(killed), killed)
    return paper.claim(line, "killed", "kill", agent="Floods", patient=f"{killed} people",
                       quantities=[count], places=[place]).reading()  # fmt: skip


def test_who_gives_another_figure_leaves_nothing_out():
    story, found = omissions(toll("a", 12), toll("b", 12), toll("c", 15))
    assert [fact.grade for fact in story.facts] == ["contested", "contested"]
    assert all(omission.lacks == () for omission in found.values())
    assert len(found["c"].alone) == 1


def test_one_report_has_everything_alone():
    story, found = omissions(report("a", SALE, ZOO))
    assert set(found["a"].alone) == {fact.id for fact in story.facts}
