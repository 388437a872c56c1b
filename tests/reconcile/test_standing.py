"""Which claims get a line of the sheet, and which would only waste a reader's time."""

from __future__ import annotations

import pytest

from secondsource.reconciling.story import reconcile
from tests.reconcile.newsroom import Paper
from tests.reconcile.twotexts import WEIGHTS, story_of


def lines(paper: Paper) -> list[str]:
    return [fact.summary for fact in reconcile([paper.reading()]).facts]


def test_what_a_source_denies_is_said_once_and_as_the_reader_turned_it():
    """The reader gives the polarity that the source commits to: nothing turns it again."""
    paper = Paper("Norfax denied that it had sold Oster Mill.", "Post")
    paper.who("Norfax", "organisation", "it").who("Oster Mill", "organisation")
    by = paper.says("Norfax", "denied", "it had sold Oster Mill", "denies", lemma="deny")
    paper.claim("it had sold Oster Mill", "sold", "sell", agent="it", patient="Oster Mill",
                polarity="-", by=[by])  # fmt: skip
    sold = Paper("Norfax sold Oster Mill.", "Anchor")
    sold.who("Norfax", "organisation").who("Oster Mill", "organisation")
    sold.claim("Norfax sold Oster Mill", "sold", "sell", agent="Norfax", patient="Oster Mill")
    story = reconcile([paper.reading(), sold.reading()])
    assert {f.grade for f in story.facts} == {"contested"}
    assert {f.conflicts[0].about for f in story.facts} == {"whether it is so"}


@pytest.mark.parametrize("mark", ["if", "unless", "once", "how", "why"])
def test_a_condition_or_a_question_is_no_fact(mark):
    paper = Paper(f"Ada Lind will resign {mark} Norfax sells Oster Mill.", "Post")
    paper.who("Ada Lind").who("Norfax", "organisation").who("Oster Mill", "organisation")
    paper.claim("Norfax sells Oster Mill", "sells", "sell", agent="Norfax",
                patient="Oster Mill", modality="hypothetical")  # fmt: skip
    assert lines(paper) == []


def test_talk_about_talk_is_no_fact():
    paper = Paper("Ada Lind made these remarks in Harnvik.", "Post").who("Ada Lind")
    paper.who("Harnvik", "place")
    paper.claim("Ada Lind made these remarks in Harnvik", "made", "make", agent="Ada Lind",
                patient="these remarks", places=[paper.place("Harnvik")])  # fmt: skip
    assert lines(paper) == []


def test_why_a_source_has_no_name_is_no_fact():
    paper = Paper("Ada Lind asked not to be named.", "Post").who("Ada Lind")
    paper.claim("Ada Lind asked not to be named", "asked", "ask", agent="Ada Lind")
    assert lines(paper) == []


def test_an_announcement_gives_way_to_what_is_announced():
    paper = Paper("Ada Lind announced that Norfax had sold Oster Mill.", "Post").who("Ada Lind")
    paper.who("Norfax", "organisation").who("Oster Mill", "organisation")
    content = "Norfax had sold Oster Mill"
    by = paper.says("Ada Lind", "announced", content, "announces", lemma="announce")
    paper.claim(f"Ada Lind announced that {content}", "announced", "announce", agent="Ada Lind")
    paper.claim(content, "sold", "sell", agent="Norfax", patient="Oster Mill", by=[by])
    assert lines(paper) == [content]


def test_what_stands_inside_a_longer_line_of_the_same_voice_is_not_told_twice():
    whole = "Norfax sold Oster Mill after Ada Lind visited Harnvik"
    paper = Paper(f"{whole}.", "Post").who("Ada Lind").who("Harnvik", "place")
    paper.who("Norfax", "organisation").who("Oster Mill", "organisation")
    paper.claim(whole, "sold", "sell", agent="Norfax", patient="Oster Mill")
    paper.claim("Ada Lind visited Harnvik", "visited", "visit", agent="Ada Lind", goal="Harnvik")
    assert lines(paper) == [whole]


def test_a_figure_of_its_own_slot_keeps_its_line():
    whole = "Norfax closed Oster Mill after a fire killed 12 people"
    paper = Paper(f"{whole}.", "Post").who("Norfax", "organisation")
    paper.who("Oster Mill", "organisation")
    paper.claim(whole, "closed", "close", agent="Norfax", patient="Oster Mill")
    paper.claim("a fire killed 12 people", "killed", "kill", agent="a fire", patient="12 people",
                quantities=[paper.count("12", 12)])  # fmt: skip
    assert sorted(lines(paper)) == ["A fire killed 12 people", whole]


LEMMAS = {"protesters": "protester", "men": "man", "people": "person", "soldiers": "soldier"}


def told(outlet: str, number: str, value: float, noun: str) -> Paper:
    clause = f"Harnvik police detained {number} {noun}"
    paper = Paper(f"{clause}.", outlet).who("Harnvik", "place")
    return paper.claim(clause, "detained", "detain", agent="Harnvik police",
                       patient=f"{number} {noun}", places=[paper.place("Harnvik")],
                       quantities=[paper.count(number, value, of=LEMMAS[noun])])  # fmt: skip


def test_people_by_what_they_do_are_counted_as_people():
    story = reconcile(
        [told("Post", "14", 14, "protesters").reading(), told("Anchor", "16", 16, "men").reading()]
    )
    assert {f.grade for f in story.facts} == {"contested"}


def test_a_smaller_group_is_no_rival_of_the_whole():
    story = reconcile(
        [told("Post", "14", 14, "people").reading(), told("Anchor", "3", 3, "soldiers").reading()]
    )
    assert not any(f.conflicts for f in story.facts)


def test_a_part_is_linked_to_its_total():
    paper = Paper("Floods killed 12 people. Two of the dead were children.", "Post")
    paper.claim("Floods killed 12 people", "killed", "kill", agent="Floods", patient="12 people",
                quantities=[paper.count("12", 12)])  # fmt: skip
    paper.claim("Two of the dead were children", "children", "child", patient="Two of the dead",
                quantities=[paper.count("Two", 2, of="dead")])  # fmt: skip
    total = next(f for f in reconcile([paper.reading()]).facts if "12" in f.summary)
    assert [c.relation for c in total.claims] == ["equivalent", "part of"]
    assert total.value is not None
    assert [a.value for a in total.value.asserted] == [12.0]


TOLD = [
    ("Ada Lind lost her case. She will appeal on Monday, her lawyer said.", "will appeal"),
    ("The government declared a day of mourning for Wednesday.", "day of mourning"),
    ("The Northern Front, a rebel group, claimed responsibility.", "claimed responsibility"),
    ("Meteorologists expect rain from Wednesday.", "expect rain"),
    ("“Nobody died, and that is a miracle,” Mayor Irena Costa said.", "Nobody died"),
    ("“We will open the border on Monday,” Ada Lind said.", "open the border"),
    ("“I will not concede,” Governor Lind said.", "concede"),
    ("“We will refund the price without a receipt,” the chain Norvo said.", "refund"),
    ("Of that sum, 480 million dollars will be paid out at once, the ministry said.", "paid out"),
    ("Until then a litre costs two pesos more at the pump.", "costs two pesos"),
    ("Police held a man of 41. He will appear before a judge on Tuesday.", "appear before"),
    ("The blaze broke out on Saturday afternoon near a picnic area.", "broke out"),
    ("Firefighters worked through the night at the fuel depot.", "worked through"),
    ("The programme lasts three years.", "lasts three years"),
    ("A source said a man of 41 has admitted that he did it.", "admitted"),
    ("They rammed the gate with a laundry truck.", "rammed the gate"),
]


@pytest.mark.skipif(not WEIGHTS.exists(), reason="the reader's weights are not there")
@pytest.mark.parametrize(("text", "words"), TOLD)
def test_what_happened_has_a_line(text, words):
    told = [fact.summary for fact in story_of([text]).facts]
    assert any(words in line for line in told), told


@pytest.mark.skipif(not WEIGHTS.exists(), reason="the reader's weights are not there")
@pytest.mark.parametrize(
    "text",
    [
        "“You share my values and you have the kind of experience,” Ada Lind said.",
        "“We owe them everything,” Mayor Irena Costa said.",
        "“I will never, ever let you down,” Ada Lind said.",
        "The minister told reporters.",
        "The lawyer added on Monday.",
    ],
)
def test_talk_has_none(text):
    assert [fact.summary for fact in story_of([text]).facts] == []
