"""Lines that stand alone: from invented text to the printed line of a fact."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from secondsource.encoder import runtime
from secondsource.pipeline import Reader, reconcile
from secondsource.reconciling.lines.titles import story_title
from secondsource.reconciling.pages.phrasing import happened
from secondsource.records.report import Report

WEIGHTS = Path(runtime.__file__).parent / "weights" / "reader.onnx"

pytestmark = pytest.mark.skipif(not WEIGHTS.exists(), reason="the reader's weights are not there")


@cache
def reader() -> Reader:
    return Reader(threads=1)


@cache
def lines(text: str) -> tuple[str, ...]:
    report = Report(id="r", text=text, outlet="Tarn Post", published="2033-03-08")
    return tuple(fact.summary for fact in reconcile([reader().read(report)]).facts)


PRINTED = {
    "a scrap of somebody's words by their sentence": (
        "“There are people who have never liked the pool,” Una Fell said.",
        "Una Fell: “There are people who have never liked the pool”",
    ),
    "words whose subject stands before the marks": (
        "Officers “were able to take the man into custody,” the police said.",
        "Officers “were able to take the man into custody”",
    ),
    "what was to be": (
        "The council backed a plan that the post be kept open.",
        "The post [should] be kept open",
    ),
    "no saying in the middle": (
        "The trustees, Una Fell said, are paid nothing.",
        "The trustees are paid nothing",
    ),
    "the end of a sentence that somebody says on a day": (
        "The Vantor works will cut 900 jobs in Brenn, it said on Thursday.",
        "The Vantor works will cut 900 jobs in Brenn",
    ),
    "how somebody holds what the clause tells": (
        "Una Fell arrived on Monday. She did not think the pool had been shut, she told reporters.",
        "[Una Fell] did not think the pool had been shut",
    ),
    "and in his own words": (
        "“I don’t think the pool was shut,” Una Fell said.",
        "Una Fell: “I don’t think the pool was shut”",
    ),
    "what is hoped": (
        "The council hopes that the pool opens on Monday.",
        "The council hopes that the pool opens on Monday",
    ),
    "what is said to be untrue": (
        "It is not true that the guards shut the pool, the council said.",
        "It is not true that the guards shut the pool",
    ),
    "what is said to be possible": (
        "It is possible that two guards shut the pool, the council said.",
        "It is possible that two guards shut the pool",
    ),
    "a relative clause about the object": (
        "Lomm read out a letter that his lawyer sent to the court.",
        "His lawyer sent a letter to the court",
    ),
    "an infinitive joined to another": (
        "Mr. Lomm never tried to explain his defeat or cast blame.",
        "Mr. Lomm never tried to explain his defeat or cast blame",
    ),
    "the rest of another clause": (
        "With the guild dropping its opposition, other groups are ready to fight.",
        "Other groups are ready to fight",
    ),
    "a drive-by shooting": (
        "A man was shot in the head in a drive-by shooting at 30 Porter Street.",
        "A man was shot in the head in a drive-by shooting at 30 Porter Street",
    ),
    "somebody described before the name": (
        "A woman who lives nearby, Ida Moll, said the bus had hit a wall.",
        "Ida Moll [is] a woman who lives nearby",
    ),
    "a ministry of his that denies": (
        "Otto Krag was calm. His ministry denied that he was about to quit.",
        "[Otto Krag]’s ministry denied that he was about to quit",
    ),
    "how often it has been so": (
        "The Senate met. It was the first time that a veto had been overturned.",
        "It was the first time that a veto had been overturned",
    ),
    "how often, with a span": (
        "This marks the third time this month that the cable has been cut, Voltara said.",
        "This marks the third time this month that the cable has been cut",
    ),
    "a happening that somebody reports": (
        "The coastguard reported a collision in the strait of Vell.",
        "[There was] a collision in the strait of Vell",
    ),
    "without what ties it to the words before": (
        "Still, the minister opened the bridge.",
        "The minister opened the bridge",
    ),
    "the clause that tells which one is meant": (
        "The minister spoke at a dinner that was closed to reporters.",
        "The minister spoke at a dinner that was closed to reporters",
    ),
    "a clause behind a comma only adds something": (
        "Otto Krag sold the mill, which had burnt twice.",
        "Otto Krag sold the mill",
    ),
    "a shortened verb": (
        "Otto Krag was calm. He’s lived in Sorvik since March.",
        "[Otto Krag] has lived in Sorvik since March",
    ),
    "one of them": (
        "“It was loud,” said Omar Fell, one of the guests who was hit by a stray stone.",
        "One of the guests was hit by a stray stone",
    ),
    "had, not would": (
        "Otto Krag was calm. He’d sold the mill.",
        "[Otto Krag] had sold the mill",
    ),
    "would, not had": (
        "Otto Krag was calm. He’d sell the mill.",
        "[Otto Krag] would sell the mill",
    ),
    "what somebody is charged with": (
        "The prosecutors have charged Otto Krag with hiding the leak.",
        "The prosecutors have charged Otto Krag with hiding the leak",
    ),
    "what a door is opened to": (
        "Governor Lind opened the door Tuesday to resigning.",
        "Governor Lind opened the door Tuesday to resigning",
    ),
    "what the months were spent on": (
        "The inspectors spent months tracing Otto Krag.",
        "The inspectors spent months tracing Otto Krag",
    ),
    "what happened besides is another matter": (
        "Otto Krag sold the mill after losing the licence.",
        "Otto Krag sold the mill",
    ),
    "on what terms": (
        "Otto Krag threatened to strip the school of its funding if it did not close the hall.",
        "Otto Krag threatened to strip the school of its funding if it did not close the hall",
    ),
    "a verb that stands before an infinitive has its own time": (
        "Otto Krag’s statement on Friday that he was bowing out of the race seemed certain to open "
        "the door to rivals.",
        "Otto Krag’s statement on Friday that he was bowing out of the race seemed certain to open "
        "the door to rivals",
    ),
    "a clause between dashes": (
        "Otto Krag repeated that statement ― which had been widely criticized at the time ― on "
        "Monday.",
        "That statement had been widely criticized at the time",
    ),
    "whoever was told by somebody": (
        "The police went in and told the officer to shoot Otto Krag.",
        "The police went in and told the officer to shoot Otto Krag",
    ),
    "a clause that touches its object": (
        "Ostra has freed two members of a tanker it captured on Monday.",
        "[Ostra] captured a tanker on Monday",
    ),
    "a phrase with the clause that describes it": (
        "Mr. Lind addressed parliament as a truce he helped broker in Gorland took effect.",
        "A truce [Lind] helped broker in Gorland took effect",
    ),
    "a verb behind the clause that describes its subject": (
        "The guests who came late sat down and then left the hall.",
        "The guests who came late sat down",
    ),
    "a but that joins": (
        "Mrs. Lind met the union and apologized for the threat, but did not apologize for the "
        "remarks about miners.",
        "[Lind] did not apologize for the remarks about miners",
    ),
    "it appears": (
        "Police said the skipper was detained for questioning and it appears the boat was not "
        "moored at the family's quay less than a mile from where the skipper met the officer.",
        "The boat was not moored at the family's quay less than a mile from where the skipper met "
        "the officer",
    ),
    "a verb that shares its auxiliary": (
        "Norfax may sell the mill and dismiss its director.",
        "[Norfax may] dismiss its director",
    ),
    "what the next sentence denies": (
        "The alarm had failed on both decks, the union said. Norfax denied this.",
        "[Norfax denied that] the alarm had failed on both decks",
    ),
    "what a body without a name denies in the next sentence": (
        "The pump had failed twice, the union said. The Mines Ministry rejected that claim.",
        "[The Mines Ministry denied that] the pump had failed twice",
    ),
    "a denial behind another deed": (
        "Neighbouring Gorland condemned the raid and denied that the men had come from its soil.",
        "[Gorland] denied that the men had come from its soil",
    ),
    "a denial by itself": (
        "Norfax denied on Monday that the mill had leaked.",
        "Norfax denied on Monday that the mill had leaked",
    ),
    "an age between commas": (
        "“It shook,” said Piers Lund, 41, who was standing on the quay.",
        "Piers Lund, 41, was standing on the quay",
    ),
    "whom a pronoun without a name takes up": (
        "The town council met on Monday. It had received a letter from an engineer in May.",
        "[The town council] had received a letter from an engineer in May",
    ),
    "how somebody fares whose name nobody gives": (
        "A boy was hurt in Olm on Friday. He was taken to a clinic in Tarn with light injuries.",
        "[The boy] was taken to a clinic in Tarn with light injuries",
    ),
    "what is expected of a patient": (
        "A woman was hurt in Olm on Friday. She is expected to recover.",
        "[The woman] is expected to recover",
    ),
    "when and where it happened": (
        "A blaze broke out in Olm on Friday. It happened at about 4 p.m. in a bakery.",
        "It happened at about 4 p.m. in a bakery",
    ),
    "whoever investigates is not hurt": (
        "Police found two boys in Olm on Friday. They were taken to Tarn Hospital.",
        "[Two boys] were taken to Tarn Hospital",
    ),
    "what is unclear": (
        "A crane fell in Olm. It was not clear what led to the fall of the crane.",
        "It was not clear what led to the fall of the crane",
    ),
    "what there are no plans for": (
        "The port ministry repeated that there were no plans to sell the quay.",
        "There were no plans to sell the quay",
    ),
    "what others say, and a clause behind them denies": (
        "The alarm had failed, the union says, which Norfax denies.",
        "[Norfax denied that] the alarm had failed",
    ),
    "two who agree": (
        "Ada Lind of Gorland and her colleague, Omar Fell, spoke on Monday and agreed to meet.",
        "[Ada Lind and Omar Fell] agreed to meet",
    ),
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_line_stands_alone(name: str) -> None:
    text, line = PRINTED[name]
    assert line in lines(text)


def test_whoever_wounds_is_not_wounded() -> None:
    text = "The gunman who shot and wounded four people in front of a shop was in a feud."
    assert not any("[The gunman was]" in line for line in lines(text))


@cache
def shared(*texts: str) -> tuple[str, ...]:
    """The lines of what several reports have."""
    readings = [
        reader().read(Report(id=f"r{n}", text=text, outlet=f"Post {n}", published="2033-03-08"))
        for n, text in enumerate(texts)
    ]
    return tuple(f.summary for f in reconcile(readings).facts if len(f.reports) > 1)


CHOSEN = {
    "the thing itself, not whoever heard of it": (
        "Rosa Lund said that her nephew had heard two shots near the quay on Monday.",
        "Nilda Fell said that sailors fired two shots near the quay on Monday.",
        "Sailors fired two shots",
    ),
    "what was counted, not who puts the number": (
        "The Gorland navy detained 14 fishermen on Monday.",
        "The Gorland navy puts the number of detained fishermen at 14.",
        "The Gorland navy detained 14 fishermen on Monday",
    ),
    "without the place that one of them adds": (
        "A footbridge collapsed in the town of Valmor on Tuesday, police said.",
        "An engineer said that a footbridge collapsed on Tuesday after a flood.",
        "A footbridge collapsed",
    ),
    "no more than the others vouch for": (
        "Paul Oster handed his resignation to Prime Minister Helga Ruiz at a meeting on Monday.",
        "Finance Minister Paul Oster resigned on Monday.",
        "Finance Minister Paul Oster resigned on Monday",
    ),
}


@pytest.mark.parametrize("name", CHOSEN)
def test_the_line_tells_what_all_of_them_have(name: str) -> None:
    one, other, line = CHOSEN[name]
    assert any(found.startswith(line) for found in shared(one, other)), shared(one, other)


@pytest.mark.parametrize(
    ("phrase", "plural", "line"),
    [
        ("prior attacks in Marn", True, "[There were] prior attacks in Marn"),
        ("a fire at the mill", False, "[There was] a fire at the mill"),
        ("the fire at the mill", False, "the fire at the mill [took place]"),
        ("of two shootings", True, "of two shootings"),
    ],
)
def test_a_phrase_that_names_an_event_is_told(phrase: str, plural: bool, line: str) -> None:
    assert happened(phrase, plural) == line


def test_the_name_of_a_site_is_no_part_of_a_title() -> None:
    report = Report(
        id="r", text="Rain.", outlet="tarnpost.com", title="Mill burns - again - Tarn Post - Sorvik"
    )
    assert story_title([report], {"r": 0}, []) == "Mill burns - again"


def test_the_headline_that_says_most_is_the_title() -> None:
    first = Report(id="a", text="The Marn bridge fell on Monday.", title="‘Shame!’ Lind on bridge")
    second = Report(id="b", text="A bridge fell in Marn.", title="Bridge in Marn falls, two hurt")
    third = Report(id="c", text="Two were hurt as a bridge fell.", title="What now for Marn?")
    reports = [first, second, third]
    shared = {"a": 9, "b": 0, "c": 9}
    assert story_title(reports, shared, []) == "Bridge in Marn falls, two hurt"
