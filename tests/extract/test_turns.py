"""Who speaks in a transcript or an interview: labels, whose they are, where a turn ends."""

from __future__ import annotations

import pytest

from secondsource.extraction.boilerplate import find_boilerplate
from secondsource.extraction.speech.turns import find_turns
from secondsource.pipeline import Reader
from secondsource.records.checks import reading_problems
from secondsource.records.report import Report

BROADCAST = """MARA LIND, ANCHOR: Good evening. Two ferries collided in the strait at noon.

JON PETROV, CORRESPONDENT: Divers have found four bodies, the coastguard says.

EVA KORN, TRANSPORT MINISTER: We have suspended the licence of the company.

PETROV: The company says the captain was asleep.

KORN: The captain has been arrested."""

INTERVIEW = """Captain Olga Brandt sailed the ferry for twelve years. The Courier met her in Haldis.

Q: Was the sea rough?

A: The sea was calm. My mate saw the other ferry at noon.

Q: Who is to blame?

A: The company sold the radar in May.

Brandt will appear before the court in June."""


def turns(text: str) -> list[tuple[str, bool, str]]:
    """Name, own or not, and what is said of every turn."""
    return [
        (text[t.name.start : t.name.end], t.own, text[t.speech.start : t.speech.end])
        for t in find_turns(text)
    ]


def test_labels_with_a_role_and_by_the_surname():
    found = turns(BROADCAST)
    assert [name for name, _, _ in found] == [
        "MARA LIND", "JON PETROV", "EVA KORN", "PETROV", "KORN",
    ]  # fmt: skip
    assert [own for _, own, _ in found] == [True, True, False, True, False]
    assert found[2][2] == "We have suspended the licence of the company."


@pytest.mark.parametrize(
    "note",
    [
        "(BEGIN VIDEO CLIP) ",
        "(BEGIN VIDEOTAPE)",
        "[BEGIN AUDIO CLIP] ",
        "(voice-over) ",
        "[Recording] ",
        "(on camera)\t",
    ],
)
def test_a_note_of_what_is_played_may_stand_before_a_label(note: str):
    told = BROADCAST.replace("EVA KORN, TRANSPORT", f"{note}EVA KORN, TRANSPORT")
    assert turns(told) == turns(BROADCAST)


def test_without_roles_who_opens_and_who_is_handed_over_to_speak_for_the_outlet():
    text = (
        "MARA LIND: Two ferries collided at noon. Jon Petrov reports.\n"
        "JON PETROV: The sea was calm.\n"
        "ANA BRIGHT: I heard a bang.\n"
        "LIND: Joining us is the transport minister, Eva Korn.\n"
        "EVA KORN: We have suspended the licence."
    )
    assert [own for _, own, _ in turns(text)] == [True, True, False, True, False]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (  # bold print
            "**Minister Berg:** The port is shut.\n**Reporter:** For how long?\n"
            "**Minister Berg**: Until Friday.",
            [False, True, False],
        ),
        (  # questions without a name, and one who answers by the office and then without it
            "Question: Who was told?\nSpokesperson Ida Lund: The owners were told.\n"
            "Question (Courier): When?\nLund: In March.",
            [True, False, True, False],
        ),
        (  # dashes; who opens has a title, so is no host
            "MAYOR ROE — Two boats sank.\nCOURIER — Where did they sink?\nMAYOR ROE — At the weir.",
            [False, False, False],
        ),
        (  # letters
            "Mayor Ada Roe met the press.\nQ. Who sank the boats?\nA. A barge sank them.\n"
            "Q. Is it insured?\nA. The owner has refused to say.",
            [True, False, True, False],
        ),
    ],
)
def test_press_conferences(text: str, own: list[bool]):
    assert [own for _, own, _ in turns(text)] == own
    assert all(name.strip("*_") == name for name, _, _ in turns(text))


def test_one_dateline_with_a_dash_is_no_speaker():
    assert find_turns("LISBON — The port is shut.\n\nMADRID — Rain fell all day.") == []


def test_the_last_answer_ends_with_its_paragraph():
    assert turns(INTERVIEW)[-1] == ("A", False, "The company sold the radar in May.")


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING: The mayor has resigned.\nUPDATE: A vote is due on Friday.",
        "Background: The dam was built in 1970.\nWhat next: A vote.\nKey dates: May 3.",
        "Iran: talks go on.\nIsrael: an election is due.\nEgypt: prices rise.",
        "The minister said: no.\nThe union said: yes.",
        "NOTE: figures are provisional.",
    ],
)
def test_headings_and_tags_are_no_speakers(text: str):
    assert find_turns(text) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("BREAKING: The mayor of Lom has resigned.", "BREAKING:"),
        ("18:42 Two villages near Lom were evacuated.", "18:42"),
        ("The talks go on.\n(END VIDEO CLIP)\nThe minister left.", "(END VIDEO CLIP)"),
    ],
)
def test_tags_are_zones(text: str, printed: str):
    assert printed in [text[z.start : z.end] for z in find_boilerplate(text)]


@pytest.mark.parametrize("text", ["18:42 trains were late.", "The 18:42 train was late."])
def test_times_of_day_in_prose_are_none(text: str):
    assert find_boilerplate(text) == ()


@pytest.mark.parametrize(
    ("text", "verb", "speaker"),
    [
        (BROADCAST, "suspend", "Eva Korn"),
        (BROADCAST, "arrest", "Eva Korn"),
        (INTERVIEW, "sell", "Olga Brandt"),
    ],
)
def test_whoever_speaks_stands_behind_the_turn(text: str, verb: str, speaker: str):
    reading = Reader().read(Report(text=text, published="2026-03-12"))
    assert reading_problems(reading) == []
    names = {entity.id: entity.name for entity in reading.entities}
    (claim,) = (c for c in reading.claims if c.predicate.lemma == verb)
    sources = [reading.attributions[index].source for index in claim.attributions]
    assert [names[source.entity or ""] for source in sources if source] == [speaker]


def test_the_outlets_own_speakers_are_its_voice():
    reading = Reader().read(Report(text=BROADCAST, published="2026-03-12"))
    (claim,) = (c for c in reading.claims if c.predicate.lemma == "collide")
    assert claim.attributions == ()
