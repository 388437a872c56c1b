"""Invented pairs of reports in which the later takes the place of the earlier, or only seems to;
and numbers that two voices give in unlike words.

From text to facts, so that the reader's slips are in it.
"""

from __future__ import annotations

import pytest

from tests.reconcile.twotexts import WEIGHTS, Pair, against, facts, told

pytestmark = pytest.mark.skipif(not WEIGHTS.exists(), reason="the reader's weights are not there")

DAYS = ("2033-03-08", "2033-03-10")


def replaced(pair: Pair) -> bool:
    """Whether what the second text says takes the place of what the first says."""
    older = {fact.id for fact in facts(pair, 0)}
    return any(older & set(fact.supersedes) for fact in facts(pair, 1))


def later(one: str, other: str, *words: str) -> Pair:
    return Pair(one, other, (words[0], words[1]), DAYS)


REVISED = {
    "a report that gives its new figure first": later(
        "A ferry sank off Tessim and at least 14 people died, the Tessim coast guard said.",
        "Thirty-one people died when the ferry sank off Tessim, the Tessim coast guard said. "
        "It had earlier put the toll at 14.",
        "14 people",
        "Thirty-one people",
    ),
    "what had until then been confirmed": later(
        "Three people are missing after a storm off Harn, the coast guard said.",
        "The coast guard said that seven people were missing after the storm off Harn. It had "
        "until then confirmed three missing.",
        "Three people",
        "seven people",
    ),
    "a fifth who died": later(
        "Four people died in the avalanche at Horn, the rescue service said.",
        "A fifth skier died of his injuries, bringing the number of dead in the avalanche to "
        "five, the rescue service said.",
        "Four people",
        "number of dead",
    ),
    "from more to fewer": later(
        "Seventeen people are missing after the landslide in Pirra, the mayor said.",
        "The mayor of Pirra revised the number of missing from 17 to 14.",
        "Seventeen",
        "revised",
    ),
    "a toll that had stood at": later(
        "31 people died in the heatwave, the health office said.",
        "The heatwave's death toll, which had stood at 31, has jumped to 58, the health office "
        "said.",
        "31 people",
        "jumped to 58",
    ),
    "who was hurt has died": later(
        "Teacher Lena Brandt was seriously injured in the attack, police said.",
        "Lena Brandt, who was injured in the attack on Tuesday, has since died.",
        "seriously injured",
        "since died",
    ),
    "a date set anew": later(
        "The trial of Anton Grae will open on March 20, the court said.",
        "The trial of Anton Grae will now open on March 15, five days earlier than planned, the "
        "court said.",
        "will open",
        "now open",
    ),
    "a curfew prolonged": later(
        "The curfew in Velk will last until March 12, the governor said.",
        "The curfew in Velk has been extended until March 19, the governor said.",
        "will last",
        "extended",
    ),
    "a plan scrapped": later(
        "The city plans to close two libraries in May.",
        "The city has scrapped its plan to close two libraries, the mayor said.",
        "close two",
        "scrapped",
    ),
    "a claim withdrawn": later(
        "The army said it had captured the town of Horn.",
        "The army withdrew its claim that it had captured the town of Horn.",
        "had captured",
        "withdrew",
    ),
    "a final figure published": later(
        "Turnout was 64 percent, the electoral commission said on Tuesday.",
        "The electoral commission published its final figure for turnout, 62.5 percent.",
        "64 percent",
        "published",
    ),
    "homes without power": later(
        "Some 400 homes are without power, the utility Voltan said.",
        "Voltan said the number of homes without power had grown to 2,300.",
        "400 homes",
        "grown to",
    ),
    "damage estimated anew": later(
        "The flood caused damage of 40 million crowns, the insurers' association said.",
        "The insurers' association raised its estimate of the flood damage to 65 million crowns.",
        "damage of",
        "raised its",
    ),
    "whoever raises a toll gives it": later(
        "Nine people were killed in the Tessim coach crash, police said.",
        "Police on Thursday raised the death toll from the Tessim coach crash to 12, from nine.",
        "Nine people",
        "raised the death toll",
    ),
    "a toll that is revised down": later(
        "Thirty-four people died when the Halden dam burst, the Crisis Centre said.",
        "The death toll of the dam has been revised down to 29 from 34, the Crisis Centre said.",
        "died",
        "revised down",
    ),
    "what nobody by name stands for": later(
        "Seven people have drowned off Marn.",
        "Divers found 11 more bodies, bringing the death toll to 18, the coastguard said.",
        "Seven people",
        "death toll to 18",
    ),
    "at least so many, said authorities": later(
        "At least 20 people have died in floods in Torvia, authorities said.",
        "The death toll from the floods in Torvia has reached 27, the disaster agency said.",
        "At least 20 people",
        "reached 27",
    ),
    "who said dozens need not say it anew": later(
        "The rescue service said 65 people were injured in the Marn train crash, police spoke of "
        "dozens of injured.",
        "Seventy people were injured in the Marn train crash, the rescue service said.",
        "65 people",
        "Seventy people",
    ),
    "what was first measured": later(
        "An earthquake of magnitude 6.4 struck Kesten, the Interior Ministry said.",
        "The earthquake in Kesten, which the Seismological Centre first measured at 6.4, had a "
        "magnitude of 6.6, the centre said.",
        "magnitude 6.4",
        "magnitude of 6.6",
    ),
    "an estimate lowered": later(
        "The Finance Ministry put the damage from the storm at 4 billion crowns.",
        "The Finance Ministry has lowered its estimate of the storm damage to 3.1 billion crowns.",
        "put the damage",
        "lowered its estimate",
    ),
    "a percentage corrected": later(
        "Turnout was 61 percent, the Election Commission said.",
        "The Election Commission corrected the turnout to 58 percent from 61 percent.",
        "61 percent",
        "corrected the turnout",
    ),
    "a board restates through its spokeswoman": later(
        "The Sorvik Health Board said 140 operations had been cancelled.",
        "So far 231 operations have been cancelled, said Petra Olm, a spokeswoman for the Sorvik "
        "Health Board.",
        "140 operations",
        "231 operations",
    ),
    "the earlier figure follows from the words": later(
        "Two people have been killed by the flood in Kesten, the Crisis Centre said.",
        "Four people have been killed by the flood, police said, twice as many as on Tuesday.",
        "Two people",
        "Four people",
    ),
    "soldiers, and a side's dead": later(
        "Four Arvenian soldiers were killed at Karsa, the Arvenian Defence Ministry said.",
        "The Arvenian death toll rose to five, from four, the Arvenian Defence Ministry said.",
        "Four Arvenian",
        "rose to five",
    ),
    "an earlier figure named, in other words": later(
        "Some 40,000 packs of the powder are affected, Norfax said.",
        "Norfax has raised the number of packs called back to 90,000 from 40,000, Norfax said.",
        "40,000 packs",
        "raised the number",
    ),
    "what it was the evening before": later(
        "Forty mutineers have been arrested, the army said.",
        "The army has detained 115 soldiers, it said on Thursday, after 40 the evening before.",
        "Forty mutineers",
        "detained 115",
    ),
    "a figure that is no longer valid": later(
        "Twelve people were killed in the crush at the ground in Sorvik, the police said.",
        "The police said that 15 people had died; the figure of 12 given on Tuesday was no longer "
        "valid.",
        "Twelve people",
        "15 people",
    ),
    "a denial taken back": later(
        "The police did not fire tear gas into the stand, Police Chief Berta Holm said.",
        "Police Chief Berta Holm admitted that the police had fired tear gas into the stand.",
        "did not fire",
        "had fired",
    ),
    "a meeting that was to be": later(
        "The presidents of Castria and Ushgar will meet in Vell on March 20, a spokesman said.",
        "The summit in Vell has been postponed from March 20 to April 23, a spokesman said.",
        "will meet",
        "postponed",
    ),
    "a plan put off": later(
        "Parliament will hold a vote of confidence on Friday, its speaker, Ida Moll, said.",
        "The confidence vote has been postponed until Monday, speaker Ida Moll said.",
        "hold a vote",
        "postponed",
    ),
    "a meeting brought forward": later(
        "The presidents of Castria and Ushgar will meet in Vell on April 23, a spokesman said.",
        "The talks in Vell, planned for April 23, have been moved up to March 30, a minister said.",
        "will meet",
        "moved up",
    ),
    "brought forward, as offices say": later(
        "The presidents of Castria and Ushgar will hold a summit in Vell on April 23, Lunde said.",
        "The meeting of the presidents in Vell has been brought forward to March 30 from April 23.",
        "hold a summit",
        "brought forward",
    ),
    "a meeting called off": later(
        "President Lena Morvay will meet Batir Kolesh in Vell on March 20, her office said.",
        "President Lena Morvay has cancelled her planned summit with Batir Kolesh, an aide said.",
        "will meet",
        "cancelled",
    ),
    "a summit that will not be": later(
        "The presidents of Castria and Ushgar will hold a summit in Vell on March 20, Lunde said.",
        "The Vell summit will not take place, the foreign minister of Lunde, Signe Aalto, said.",
        "hold a summit",
        "summit will not",
    ),
    "a visit scrapped": later(
        "Foreign Minister Lena Morvay will visit Ushgar on March 20, her office said.",
        "Foreign Minister Lena Morvay has scrapped her visit to Ushgar, her office said.",
        "will visit",
        "scrapped",
    ),
    "a missing man found": later(
        "The fisherman Karl Ott has been missing since Monday.",
        "Karl Ott, a fisherman, was found alive in a tree on Wednesday.",
        "missing",
        "found alive",
    ),
}

KEPT = {
    "a plan carried out": later(
        "President Odel will visit Kestra on March 10, his office said.",
        "President Odel visited Kestra on Thursday.",
        "will visit",
        "visited",
    ),
    "hurt, and home again": later(
        "Pilot Sven Aal was injured in the crash.",
        "Pilot Sven Aal left hospital on Thursday.",
        "injured",
        "left hospital",
    ),
    "another's earlier figure": later(
        "Forty bridges were destroyed, the army said.",
        "The price of bread rose to 55 crowns from 40, the bakers' guild said.",
        "Forty bridges",
        "rose to 55",
    ),
    "another meeting called off": later(
        "President Lena Morvay will meet Batir Kolesh in Vell on March 20, her office said.",
        "The mayor of Karsa, Otto Krag, has cancelled his meeting with the bakers' guild.",
        "will meet",
        "cancelled",
    ),
    "two voices, one of whom denied": later(
        "A survivor, Ada Lind, said that the gate had been shut.",
        "The bridge over the Tarn has not been shut, Mayor Otto Krag said.",
        "gate had been",
        "not been shut",
    ),
    "soldiers of two sides": later(
        "Three Velian soldiers were killed at the Sona bridge, the Velian Defence Ministry said.",
        "The Dorran General Staff said two of its soldiers had been killed at the Sona bridge.",
        "Three Velian",
        "two of its",
    ),
    "a toll of years": later(
        "Three climbers were killed on Mount Sorel on Tuesday.",
        "Sixteen people have been killed on Mount Sorel since 2024.",
        "Three climbers",
        "Sixteen people",
    ),
    "a part of those counted before": later(
        "The earthquake in Lomas killed 57 people, the ministry said.",
        "The earthquake in Lomas killed 57 people. Twelve of them died in a school, a doctor said.",
        "killed 57",
        "Twelve of them",
    ),
}

UNLIKE = {
    "people on board": Pair(
        "The ship was carrying 160 people to Tarn, its owner, Belline Ferries, said.",
        "At least 210 people had squeezed onto the ship to Tarn, said Mira Sand, who survived.",
        ("carrying 160", "210 people"),
    ),
    "operations": Pair(
        "The trust postponed 300 operations, its head, Ada Lind, said on Monday.",
        "In all, 450 operations were called off, the nurses' union said.",
        ("postponed 300", "called off"),
    ),
    "turnout": Pair(
        "Only 54 percent of voters went to the polls, the group Poll Watch said.",
        "Turnout on Sunday was 61 percent, the Election Commission said.",
        ("54 percent", "61 percent"),
    ),
    "homes without current": Pair(
        "Electricity was cut to 12,000 households in Kesten, the grid operator Norvolt said.",
        "Twenty thousand homes in Kesten are without power, Mayor Bruno Tesch said.",
        ("Electricity was cut", "without power"),
    ),
    "damage": Pair(
        "The Finance Ministry put the damage from the storm at 3.1 billion crowns.",
        "The reinsurer Nordic Re estimated the storm damage at 5 billion crowns.",
        ("put the damage", "estimated the storm"),
    ),
}


@pytest.mark.parametrize("name", REVISED)
def test_the_later_takes_the_place_of_the_earlier(name: str) -> None:
    assert replaced(REVISED[name]), [fact.why for fact in told(REVISED[name]).facts]


@pytest.mark.parametrize("name", KEPT)
def test_the_earlier_stands(name: str) -> None:
    assert not replaced(KEPT[name])
    assert not against(KEPT[name])


@pytest.mark.parametrize("name", UNLIKE)
def test_two_voices_with_two_numbers(name: str) -> None:
    assert against(UNLIKE[name]), [fact.summary for fact in told(UNLIKE[name]).facts]


def test_a_correction_says_what_is_right() -> None:
    pair = later(
        "Ninety houses in Mill Street have collapsed.",
        "The river is falling.\n\nCorrection: On Tuesday we wrote that 90 houses had collapsed in "
        "Mill Street. It was 19 houses that collapsed. We regret the error.",
        "Ninety houses",
        "19 houses that collapsed",
    )
    assert {fact.value.low for fact in facts(pair, 1) if fact.value is not None} == {19}


def test_who_owns_up_in_the_sentence_before() -> None:
    pair = later(
        "The prisoner Ilan Basko died in the prison of Lorca in January, the rebels said.",
        "Justice Minister Pavel Orsi had to admit something on Thursday. The prisoner Ilan Basko "
        "died in Lorca in January, he said.",
        "Basko died",
        "died in Lorca",
    )
    assert "acknowledged" in {fact.grade for fact in facts(pair, 1)}
