"""Figures of invented sentences through the whole reader: what slot, over whom, how many."""

from __future__ import annotations

import pytest

from secondsource.pipeline import Reader
from secondsource.reconciling.aligning.statements import statements_of
from secondsource.reconciling.figures.counting import counts_of
from secondsource.reconciling.pages.cast import Cast
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.sources.entities import merge_entities
from secondsource.records.report import Report

KILLED, INJURED, PERSON = "killed", "injured", "person"

#: Sentence, and what its figures in a slot are: (slot, scope, value).
TOLD = {
    # people named side by side are added up
    "Three men and two women were hurt in the fire.": {(INJURED, PERSON, 5)},
    "Two men inside a shop and a man and a woman on the pavement were injured.": {
        (INJURED, PERSON, 4)
    },
    "A man and a woman were killed in the crash.": {(KILLED, PERSON, 2)},
    "The blaze killed two men and a woman.": {(KILLED, PERSON, 3)},
    "The bomb killed 12 soldiers and one civilian.": {
        (KILLED, "soldier", 12), (KILLED, PERSON, 13)
    },
    "The murders left their father and three other members of their family dead.": {
        (KILLED, PERSON, 4)
    },
    "Two teenagers were shot dead.": {(KILLED, PERSON, 2)},
    # what is said of people says what they are counted as
    "Fourteen miners have been confirmed dead.": {(KILLED, PERSON, 14)},
    "Doctors said 33 injured people had been brought in.": {(INJURED, PERSON, 33)},
    "The toll from the attack on Mocha rose to 19 overnight.": {(KILLED, PERSON, 19)},
    "The injury toll climbed to 40.": {(INJURED, PERSON, 40)},
    "At least nine sailors have died, the navy said, raising an earlier toll of seven.": {
        (KILLED, PERSON, 9)
    },
    "Six of the 40 passengers drowned.": {(KILLED, PERSON, 6)},
    "Its guns had shot down nine of 14 drones.": {("intercepted", "drone", 9)},
    "The navy said it had shot down seven of the twelve drones.": {("intercepted", "drone", 7)},
    # ... but not with what is no person, and names may be some of those there were
    "The flood killed two men and a cow.": {(KILLED, PERSON, 2)},
    "Anna Roe and Ben Loh were killed.": set(),
    # nor of bodies and cases of another kind
    "The party picked up 19 state legislative bodies.": set(),
    "The office documented more than 200 cases of violence in Vik.": set(),
    "Divers recovered 19 bodies from the ferry.": {(KILLED, PERSON, 19)},
    "The clinic reported 200 cases of cholera.": {("infected", PERSON, 200)},
    # what becomes of houses and people, in whatever words
    "The fire reduced 47 houses to ash.": {("destroyed", "house", 47)},
    "Thirty-two cabins burned down on Tuesday night.": {("destroyed", "cabin", 32)},
    "The village lost 26 houses to the flames.": {("destroyed", "house", 26)},
    "Twelve villages lost water.": set(),
    "The number of homes burned rose to 70.": {("destroyed", "house", 70)},
    "Nearly 800 islanders were taken to higher ground.": {("evacuated", PERSON, 800)},
    "Some 650 people spent the night in a gymnasium.": {("evacuated", PERSON, 650)},
    "The party asked 40 members to leave.": set(),
    "Eight workers are still underground.": {("trapped", PERSON, 8)},
    "Seven miners were buried on Friday.": set(),
    "Five climbers have not been found.": {("missing", PERSON, 5)},
    "Coastguard crews are looking for four sailors.": {("missing", PERSON, 4)},
    "Police are looking for two men.": set(),
    "The lifeboat picked up 17 people.": {("rescued", PERSON, 17)},
    "The storm left 90,000 customers in the dark.": {("without power", "customer", 90_000)},
    "The plane had 96 people aboard.": {("aboard", PERSON, 96)},
    "The ferry is licensed to carry 300 passengers.": set(),
    "The death toll has gone up to 31.": {(KILLED, PERSON, 31)},
    "Police said 61 of them died in Tamar alone.": {(KILLED, "part of person", 61)},
    # how strong a quake, a wind and a flood were
    "The quake measured 6.4, the institute said.": {("magnitude", "", 6.4)},
    "The tremor reached 6.2 on the Richter scale.": {("magnitude", "", 6.2)},
    "Gusts of 130 km/h tore at the roofs.": {("wind speed", "gust", 130)},
    "The river crested at 7.9 metres.": {("water level", "", 7.9)},
    "The level of the Ister reached 7.8 metres at noon.": set(),
    # an age and an hour count nothing
    "Divers pulled a girl of seven alive from a cellar.": set(),
    "The bridge collapsed at 14.05 under train 4417.": set(),
    # the state behind a figure says what it counts
    "A shooting that left one person dead and five others wounded is under investigation.": {
        (KILLED, PERSON, 1), (INJURED, PERSON, 5)
    },
    "Police arrested a man after a fight that left one dead and three others injured.": {
        (KILLED, PERSON, 1), (INJURED, PERSON, 3)
    },
    "Attacks in the city have left two dead and eight other people injured.": {
        (KILLED, PERSON, 2), (INJURED, PERSON, 8)
    },
    "Fire in Norhaven leaves 1 dead, 3 injured": {(KILLED, PERSON, 1), (INJURED, PERSON, 3)},
    "Three people were found dead in a house.": {(KILLED, PERSON, 3)},
    "Twelve passengers died, among them three children, and 60 were injured.": {
        (KILLED, PERSON, 12), (KILLED, "child", 3), (INJURED, PERSON, 60)
    },
    "A shootout early Sunday killed one and wounded as many as four others.": {
        (KILLED, PERSON, 1), (INJURED, PERSON, 4)
    },
    "A gunman fatally wounded four people.": {(KILLED, PERSON, 4)},
    "Five people were shot, two of them fatally.": {(KILLED, PERSON, 2)},
    "Four people were taken to hospital with minor injuries.": {(INJURED, PERSON, 4)},
    "Five victims suffered burns.": {(INJURED, PERSON, 5)},
    # parts of a number, and what is left of it
    "Four people were wounded, one critically, in the raid.": {
        (INJURED, PERSON, 4), (INJURED, "part of person", 1)
    },
    "The three others suffered injuries.": {(INJURED, "part of person", 3)},
    "The six others wounded received minor injuries.": {(INJURED, "part of person", 6)},
    "Three of the victims died from their wounds.": {(KILLED, "part of person", 3)},
    "Six people were hurt in the fire, four by smoke and two by glass.": {
        (INJURED, PERSON, 6), (INJURED, "part of person", 4), (INJURED, "part of person", 2)
    },
    "Six people were shot. One victim was taken to hospital with serious injuries.": {
        (INJURED, "part of person", 1)
    },
    "Three others, including two teens, were also wounded.": {
        (INJURED, PERSON, 3), (INJURED, "part of person", 2)
    },
    "The gunman wounded six people. He also wounded a man and a woman.": {(INJURED, PERSON, 6)},
    "One man was killed and four other people wounded in a raid on a house.": {
        (KILLED, PERSON, 1), (INJURED, PERSON, 4)
    },
    "Police are investigating a fight that left two dead and multiple others injured.": {
        (KILLED, PERSON, 2)
    },
    "Four women and two children were among the dead.": {
        (KILLED, "part of woman", 4), (KILLED, "child", 2)
    },
    "The captain and one sailor are among the dead.": {(KILLED, "part of sailor", 1)},
    "Among the injured were three firefighters.": {(INJURED, "part of fireman", 3)},
    "Both pilots died.": {(KILLED, "pilot", 2)},
    "The crash killed both pilots and a farmer.": {(KILLED, PERSON, 3), (KILLED, "pilot", 2)},
    "Eleven people died in the town of Marn and six in the district of Vik.": {
        (KILLED, "part of person", 11)
    },
    # what becomes of people, told without a verb of its own
    "About 4,000 people have been left without a home.": {("displaced", PERSON, 4000)},
    "Nineteen people were pulled alive from the ruins.": {("rescued", PERSON, 19)},
    "Fourteen guests were taken by ambulance to a nearby hospital.": {
        ("hospitalised", PERSON, 14)
    },
    "The bodies of three men were taken to hospital.": {(KILLED, PERSON, 3)},
    "Forty guests fell ill after a wedding.": {("infected", PERSON, 40)},
    "Rescuers brought five miners to the surface alive.": {("rescued", PERSON, 5)},
    "Thirty-eight men remain trapped.": {("trapped", PERSON, 38)},
    "Fifty officers were at the hospital to look for the gunman.": set(),
    "Six children were among those killed.": {(KILLED, "child", 6)},
    "The authority recorded 64 new infections.": {("infected", "more person", 64)},
    "Some 300 people had caught measles, far more than the 184 cases known to the city.": {
        ("infected", PERSON, 300)
    },
    "The number of dead rose to four, the ministry said.": {(KILLED, PERSON, 4)},
    "Two more men died, taking the number of people killed in the Vik bus crash to 16.": {
        (KILLED, "more person", 2), (KILLED, PERSON, 16)
    },
    # figures that end a headline, and tolls that are revised or passed
    "Vik ferry disaster: toll reaches 18\n\nThe ferry sank off Vik.": {(KILLED, PERSON, 18)},
    "Torvia revises cholera toll up to 45\n\nThe camp is closed.": {(KILLED, PERSON, 45)},
    "The ministry has confirmed 1,040 infections.": {("infected", PERSON, 1040)},
    # sums over several happenings, and other happenings
    "Six people were injured in separate shootings in Norhaven.": {
        (INJURED, "of several times person", 6)
    },
    "Eleven people were wounded in attacks across the city since Friday.": {
        (INJURED, "of several times person", 11)
    },
    "Police counted 24 shootings in which three people were killed.": {
        (KILLED, "of several times person", 3)
    },
    "He is expected to be linked to two other murders.": {(KILLED, "more person", 2)},
    # no numbers of people
    "The man suffered fifteen stab wounds and 23 cuts.": set(),
    "Two men, ages 28 and 22, were wounded.": {(INJURED, PERSON, 2)},
    "Three victims, ages 24, 25, and 41, were wounded.": {(INJURED, PERSON, 3)},
    "On 11700 Robertson, one person has been killed.": {(KILLED, PERSON, 1)},
    "The bullet went through his cheek with no major injuries.": set(),
    "None of the injuries is serious, and all three have criminal records.": set(),
    "Two men are charged with nine counts of assault for injuring six people.": {
        (INJURED, PERSON, 6)
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("sentence", TOLD)
def test_what_the_figures_count(reader: Reader, sentence: str) -> None:
    reading = reader.read(Report(text=sentence, published="2031-05-14"))
    entities, ids = merge_entities([reading])
    named = {entity.id: entity for entity in entities}
    page = Page(reading, Cast(named, ids, frozenset(named)))
    found = [count for claim in reading.claims for count in counts_of(page, claim) if count.slot]
    assert {(count.slot, count.scope, count.value) for count in found} == TOLD[sentence]
    for count in found:
        assert 0 <= count.start < count.end <= len(sentence)


def killed_in(reader: Reader, text: str) -> set[tuple[str, float | None]]:
    """Scope and number of the dead that a report counts."""
    reading = reader.read(Report(text=text, published="2031-05-14"))
    entities, ids = merge_entities([reading])
    named = {entity.id: entity for entity in entities}
    told = statements_of(Page(reading, Cast(named, ids, frozenset(named))))
    return {(c.scope, c.value) for s in told for c in s.counts if c.slot == KILLED}


def test_who_died_there_is_one_of_the_dead_where_another_died_elsewhere(reader: Reader) -> None:
    one = "One victim was pronounced dead on the scene."
    assert (PERSON, 1) in killed_in(reader, one)
    both = f"Two men were killed in Harnvik. {one} Another, 25, died in hospital."
    assert (PERSON, 2) in killed_in(reader, both)
    assert (PERSON, 1) not in killed_in(reader, both)
