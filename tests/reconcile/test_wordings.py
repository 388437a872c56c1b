"""Invented pairs of reports: one happening in two wordings, or two that only look alike.

From text to facts, so that the reader's slips are in it. In each pair a few words stand for a
claim; ``together`` means that both stand in one fact, ``against`` that their facts conflict.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.reconcile.twotexts import WEIGHTS, Pair, against, facts, pairs, story_of, together, told

pytestmark = pytest.mark.skipif(not WEIGHTS.exists(), reason="the reader's weights are not there")

SAME = pairs("one_happening")

RIVALS = pairs("rivals")

APART = pairs("alike")


#: A negative beside a positive, or two figures, that can both hold.
BOTH_HOLD = pairs("both_hold")


#: Right, but known to fail, by the words of the claim.
KNOWN = {
    "rebuilt": "what a store belongs to is of no kind",
    "hacked": "the officers who are said to have hacked are no doers of it in the tree",
}


@pytest.mark.parametrize("name", SAME)
def test_one_happening_in_two_wordings(name: str) -> None:
    if SAME[name].known:
        pytest.xfail(SAME[name].known)
    assert together(SAME[name]), [fact.summary for fact in told(SAME[name]).facts]


@pytest.mark.parametrize("name", RIVALS)
def test_what_cannot_both_hold(name: str) -> None:
    if RIVALS[name].known:
        pytest.xfail(RIVALS[name].known)
    assert not together(RIVALS[name])
    assert against(RIVALS[name]), [fact.summary for fact in told(RIVALS[name]).facts]


@pytest.mark.parametrize("name", APART)
def test_what_only_looks_alike(name: str) -> None:
    assert not together(APART[name]), [fact.summary for fact in told(APART[name]).facts]


@pytest.mark.parametrize(
    "name",
    ["a figure of long ago", "talks that failed, and who left them"],
)
def test_what_is_no_rival(name: str) -> None:
    assert not against(APART[name])


@pytest.mark.parametrize("name", BOTH_HOLD)
def test_what_can_both_hold(name: str) -> None:
    contested = [f.summary for f in told(BOTH_HOLD[name]).facts if f.grade == "contested"]
    assert not contested


ORIGINS: Sequence[tuple[str, str, str]] = (
    (
        "The Harbour Union said 30,000 people had marched, while the Velk police counted 5,000.",
        "counted",
        "Velk police",
    ),
    (
        "The fire department put out the blaze, it said. Norfax will rebuild the hall, it said.",
        "rebuild",
        "Norfax",
    ),
    (
        "The blaze began in a store of Norfax. The hall will be rebuilt, its chairman said.",
        "rebuilt",
        "Norfax",
    ),
    ("Police caught three men in Sorvik, a spokesman said.", "caught", "Police"),
    (
        "Ada Lind took no bribe. Omar Fell quit for his health, his lawyer said.",
        "quit",
        "Omar Fell",
    ),
    (
        "Eight people have died in Palla, the Health Ministry said, three more than on Monday.",
        "died",
        "Health Ministry",
    ),
    ("The Sorvik clinic has put up 90 beds in tents.", "put up", "Tarn Post"),
    ("In a poll by Omnivox, 28 percent backed the Harbour Party.", "backed", "Omnivox"),
    ("In a fire by the river, 28 percent of the wood burned.", "burned", "Tarn Post"),
    ("His eye was swollen, a reporter of this newspaper saw.", "swollen", "Tarn Post"),
    ("The lights were out in Sorvik, a Tarn Post reporter said.", "out", "Tarn Post"),
    ("An army spokesman said that the town had fallen.", "fallen", "army"),
    (
        "Protesters blocked the road on Monday. They said the mill had poisoned the well.",
        "poisoned",
        "Protesters",
    ),
    ("The man was legally blind, the motion stated.", "blind", "the motion"),
    ("Keel rejected the offer of 90 crowns on Monday.", "rejected", "Tarn Post"),
    (
        "The author and television host said the road was shut.",
        "shut",
        "The author and television host",
    ),
    ("Sorvik and Vik police said that five men had been held.", "held", "Sorvik and Vik police"),
    (
        "Ministers were told in April that the dyke was weak, documents show.",
        "weak",
        "documents",
    ),
    (
        "A survey by the chamber of commerce found that half of the shops had closed.",
        "closed",
        "the chamber of commerce",
    ),
    (
        "Ms Kolt's brother said the road was shut. He said that nobody had been hurt.",
        "hurt",
        "Ms Kolt's brother",
    ),
    (
        "The camp was closed, a spokeswoman for the interior ministry said.",
        "closed",
        "interior ministry",
    ),
    (
        "An interior ministry official said the camp was shut.",
        "shut",
        "An interior ministry official",
    ),
    ("A spokesman for the victims said that nine had died.", "died", "A spokesman for the victims"),
    (
        "All were civilians, the interior ministry said. Three men are held, the ministry said.",
        "are held",
        "interior ministry",
    ),
    (
        "Four men died, the defence ministry said. Rebel fighters had used mortars, it said.",
        "mortars",
        "defence ministry",
    ),
    (
        "The Free Tarn Brigade said talks had failed. Three died in the raid, the group said.",
        "raid",
        "Free Tarn Brigade",
    ),
    ("A soldier died on Tuesday, the ministry of defence said.", "died", "ministry of defence"),
    ("A peacekeeper was killed in Vik, the UN mission said.", "killed", "UN mission"),
    ("Six jets were destroyed in Vik, the general staff said.", "destroyed", "general staff"),
    ("Two men were held, the interior ministry's website said.", "held", "interior ministry"),
    ("A statement from the fire service said two men had died.", "died", "fire service"),
    ("Maps released by the navy show that the ship left its lane.", "left", "navy"),
    ("A drone had hit the depot, a post on the army's channel said.", "depot", "army"),
    ("A village school said the bus had hit a wall.", "hit", "A village school"),
    ("One of her lawyers, Tom Kirst, says the deal will fail.", "fail", "Tom Kirst"),
    ("Ida Berg admitted that tracks showed that the men had fled.", "fled", "Ida Berg"),
    (
        "According to the indictment, the man hid the money. It says he bought two flats.",
        "bought",
        "the indictment",
    ),
    ("A Statum poll found that 61 percent of voters oppose the tax.", "oppose", "Statum"),
    (
        "The strike will last, Ivo Marsh, head of the Dockers' Union, told Radio Tarn.",
        "last",
        "Ivo Marsh",
    ),
    (
        "The Red Dawn Front has claimed responsibility for the bombing of a market.",
        "claimed",
        "Red Dawn Front",
    ),
)


@pytest.mark.parametrize(("text", "words", "origin"), ORIGINS)
def test_whose_word_it_is(text: str, words: str, origin: str) -> None:
    if words in KNOWN:
        pytest.xfail(KNOWN[words])
    pair = Pair(text, "Nothing else happened in Vik.", (words, "Nothing"))
    names = {o.id: o.name for o in told(pair).origins}
    found = [{names[o] for o in fact.origins} for fact in facts(pair, 0)]
    assert {origin} in found, found


ONE_VOICE = pairs("one_voice")


@pytest.mark.parametrize("name", ONE_VOICE)
def test_a_body_and_its_head_are_one_origin(name: str) -> None:
    assert together(ONE_VOICE[name])
    assert {fact.grade for fact in facts(ONE_VOICE[name], 0)} == {"widely reported"}


TWO_VOICES = pairs("two_voices")


@pytest.mark.parametrize("name", TWO_VOICES)
def test_who_stands_beside_an_office_does_not_hold_it(name: str) -> None:
    assert together(TWO_VOICES[name])
    assert {fact.grade for fact in facts(TWO_VOICES[name], 0)} == {"corroborated"}


def test_the_dead_of_two_sides_are_no_rivals_where_a_third_report_names_the_side() -> None:
    reports = [
        "Two Dorran soldiers were killed near Velk on Monday, the Dorran General Staff said.",
        "The two soldiers were killed near Velk by mortars, the Dorran General Staff said.",
        "Four Ostran soldiers were killed near Velk on Monday, the Ostran Defence Ministry said.",
        "Eleven Dorran soldiers were killed near Velk on Monday, the Ostran Defence Ministry said.",
    ]
    story = story_of(reports)
    against_two = {
        fact.summary
        for fact in story.facts
        for conflict in fact.conflicts
        for other in story.facts
        if other.id == conflict.fact and "wo" in other.summary.split("soldiers")[0]
    }
    assert against_two == {"Eleven Dorran soldiers were killed near Velk on Monday"}


def test_one_utterance_has_one_origin_whomever_it_is_given_to() -> None:
    words = "“I think she should apologize to the court and to all its judges,”"
    story = told(
        Pair(
            f"Otto Lund spoke in Sorvik on Tuesday. {words} Mr. Lund said.",
            f"{words} the presumptive nominee said on Tuesday.",
            ("apologize", "apologize"),
        )
    )
    assert [f.grade for f in story.facts if "apologize" in f.summary] == ["widely reported"]


def test_a_kinsman_with_his_age_is_no_happening() -> None:
    story = told(
        Pair(
            "The dead included Fell’s father, Emil Fell, 50, a retired officer from Sorvik.",
            "The father, Emil Fell, was an officer in Sorvik, neighbours said.",
            ("father", "father"),
        )
    )
    lines = [fact.summary for fact in story.facts]
    assert "Emil Fell [is] Fell’s father" in lines, lines


def test_a_line_tells_no_more_than_its_fact() -> None:
    pair = Pair(
        "The robbers tied up a clerk in Sorvik on Monday before fleeing in two vans.",
        "Masked men robbed a bank in Sorvik on Monday and fled in two vans.",
        ("fleeing in two vans", "fled in two vans"),
    )
    lines = [fact.summary for fact in facts(pair, 0) if len(fact.reports) == 2]
    assert lines and not any("tied up" in line for line in lines)


def test_the_ministry_is_the_one_that_another_report_tells_of() -> None:
    pair = Pair(
        "Negotiators were at the scene, the interior ministry said.",
        "No prisoner was freed, the ministry said.",
        ("Negotiators", "No prisoner"),
    )
    assert [o.name for o in told(pair).origins] == ["interior ministry"]


def test_a_conflict_is_about_the_figures_that_differ() -> None:
    pair = Pair(
        "Three hospitals in Sorvik cancelled 140 operations on Monday, the health board said.",
        "More than 200 operations have been called off in Sorvik since Monday, a nurse said.",
        ("cancelled 140", "called off"),
    )
    [conflict] = [c for fact in facts(pair, 0) for c in fact.conflicts]
    assert conflict.about == "how many operations"
    assert all("three" not in fact.why for fact in facts(pair, 0) + facts(pair, 1))


@pytest.mark.parametrize(
    ("text", "words", "grade"),
    [
        (
            "“I killed three people for nothing,” Otto Krag told the court.",
            "killed",
            "acknowledged",
        ),
        (
            "Davin Fot wept in court. “I was there, and I’m telling: he killed three people for "
            "nothing,” Fot said.",
            "killed",
            "single source",
        ),
        (
            "The charges do not name the Torvian officers Otto Krag says hacked the ministry.",
            "hacked",
            "single source",
        ),
        ("Norfax said it had leaked the files.", "leaked", "acknowledged"),
        ("The Sons of Tarn said they had killed a judge.", "killed", "acknowledged"),
        ("The Sons of Tarn said they had killed 12 soldiers.", "killed", "single source"),
        ("Norland said it had shot down 40 drones.", "shot down", "single source"),
        ("Norfax acknowledged that a pipe had failed at the plant.", "failed", "acknowledged"),
        ("Norfax acknowledged that the plan was popular.", "popular", "single source"),
        (
            "Norfax admitted that it had closed the bridge on which two lorries had collided.",
            "collided",
            "single source",
        ),
        (
            "The Norland Army acknowledged that one aircraft had been lost over Vell.",
            "lost",
            "acknowledged",
        ),
    ],
)
def test_who_owns_up(text: str, words: str, grade: str) -> None:
    if words in KNOWN:
        pytest.xfail(KNOWN[words])
    [found] = [
        fact
        for fact in story_of([text]).facts
        if any(words in text[claim.start : claim.end] for claim in fact.claims)
    ][:1]
    assert found.grade == grade
