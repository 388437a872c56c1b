"""One utterance in several reports: whole, shortened, altered, translated, disputed."""

from __future__ import annotations

import pytest

from secondsource.reconciling.quotes.quotewords import ALTERING, differences, wording_of
from secondsource.reconciling.story import reconcile
from secondsource.records.checks import story_problems
from secondsource.records.reading import Reading
from secondsource.records.story import Story, StoryQuote
from tests.reconcile.newsroom import Paper


def printed(number: int, speaker: str | None, words: str, after: str = "") -> Reading:
    who = speaker or "A resident"
    date = f"2031-05-{number + 1:02d}"
    text = f"“{words}” {who} told reporter {number}{after}."
    paper = Paper(text, f"Paper {number}", id=f"r{number}", published=date)
    if speaker:
        paper.who(speaker.removeprefix("Norwegian minister "))
    return paper.quote(
        words, speaker.removeprefix("Norwegian minister ") if speaker else None
    ).reading()


def story(*versions: tuple[str | None, str]) -> Story:
    found = reconcile([printed(n, *version) for n, version in enumerate(versions)])
    assert story_problems(found) == []
    return found


def quotes(*versions: tuple[str | None, str]) -> tuple[StoryQuote, ...]:
    return story(*versions).quotes


def kinds(quote: StoryQuote) -> list[str]:
    return [version.kind for version in sorted(quote.versions, key=lambda v: v.report)]


def parted(version: str, fullest: str) -> list[tuple[str, str, str]]:
    """(kind, words of the version, words of the fullest) of every difference."""
    return [
        (
            found.kind,
            version[found.words.start : found.words.end] if found.words else "",
            fullest[found.fullest.start : found.fullest.end] if found.fullest else "",
        )
        for found in differences(
            wording_of(version, 0, len(version)), wording_of(fullest, 0, len(fullest))
        )
    ]


BRIDGE = "We will rebuild the bridge before winter comes"


@pytest.mark.parametrize(
    ("version", "fullest", "expected"),
    [
        ("rebuild the bridge before winter", BRIDGE,
         [("cut", "", "We will"), ("cut", "", "comes")]),
        ("We will repair the bridge before winter comes", BRIDGE,
         [("replaced", "repair", "rebuild")]),
        ("We will rebuild the old bridge before winter comes", BRIDGE, [("added", "old", "")]),
        ("We will rebuild before winter comes", BRIDGE, [("dropped", "", "the bridge")]),
        ("We will rebuild … before winter comes", BRIDGE, [("cut", "", "the bridge")]),
        ("We will rebuild [...] before winter comes", BRIDGE, [("cut", "", "the bridge")]),
        ("We will rebuild [the crossing] before winter comes", BRIDGE,
         [("editor", "[the crossing]", "the bridge")]),
        ("[W]e will rebuild the bridge before winter comes", BRIDGE, []),
        ("we will REBUILD the bridge, before winter comes!", BRIDGE, []),
        ("I don’t know", "I don't know", []),
        ("The neighbours organised 3 rescues", "The neighbors organized three rescues",
         [("spelling", "neighbours organised 3", "neighbors organized three")]),
        ("Forty percent of it is gone", "Forty per cent of it is gone",
         [("spelling", "percent", "per cent")]),
        ("They came at night. We ran", "They came at night. Nobody slept",
         [("cut", "", "Nobody slept"), ("beyond", "We ran", "")]),
        ("We will rebuild it soon", "We will rebuild it shortly",
         [("replaced", "soon", "shortly")]),
        ("We did not sign it", "We did sign it", [("added", "not", "")]),
        ("and then we left the village for good", "and then we left the village",
         [("beyond", "for good", "")]),
    ],
)  # fmt: skip
def test_each_difference_is_told_for_what_it_is(version, fullest, expected):
    assert parted(version, fullest) == expected


@pytest.mark.parametrize("words", ["", "…", "— !", "[...]"])
def test_marks_alone_are_no_words(words):
    assert wording_of(words, 0, len(words)).words == ()


def test_a_shortened_quotation_is_not_altered():
    [found] = quotes(("Ada Lind", BRIDGE), ("Ada Lind", "rebuild the bridge before winter"))
    assert kinds(found) == ["fullest", "shortened"]
    assert not found.altered


def test_a_changed_word_is_an_alteration_and_is_marked_on_both_sides():
    told = story(
        ("Ada Lind", BRIDGE),
        ("Ada Lind", "We will repair the bridge before winter comes"),
    )
    [found] = told.quotes
    texts = {item.report.id: item.report.text for item in told.reports}
    assert found.altered
    assert sorted(kinds(found)) == ["altered", "fullest"]
    [altered] = [version for version in found.versions if version.kind == "altered"]
    [fullest] = [version for version in found.versions if version.kind == "fullest"]
    [difference] = altered.differences
    assert difference.kind in ALTERING
    sides = [
        texts[version.report][span.start : span.end]
        for version, span in ((altered, difference.words), (fullest, difference.fullest))
        if span is not None
    ]
    assert sorted(sides) == ["rebuild", "repair"]


def test_typography_and_an_editors_brackets_alter_nothing():
    [found] = quotes(
        ("Ada Lind", "I don't think he will rebuild it before winter"),
        ("Ada Lind", "I don’t think [Tom Berg] will rebuild it before winter"),
    )
    assert not found.altered
    assert sorted(kinds(found)) == ["fullest", "same"]


def test_different_utterances_stay_apart():
    found = quotes(
        ("Ada Lind", BRIDGE), ("Ada Lind", "Nobody told us about the cracks in the pillar")
    )
    assert len(found) == 2


def test_one_frame_filled_with_other_things_is_two_utterances():
    found = quotes(("Ada Lind", BRIDGE), ("Ada Lind", "We will rebuild the school before summer"))
    assert len(found) == 2


def test_a_phrase_of_two_speeches_does_not_make_them_one():
    found = quotes(
        ("Ada Lind", "The people of this valley have waited long enough for a doctor"),
        ("Ada Lind", "Nobody asked the people of this valley before the quarry was sold"),
        ("Ada Lind", "the people of this valley"),
    )
    assert sorted(len(quote.versions) for quote in found) == [1, 2]


def test_what_one_report_prints_twice_is_two_utterances():
    text = "“We will rebuild the bridge now,” Ada Lind said. “We will rebuild the bridge here.”"
    paper = Paper(text, "Post").who("Ada Lind")
    paper.quote("We will rebuild the bridge now,", "Ada Lind")
    paper.quote("We will rebuild the bridge here.", "Ada Lind")
    assert len(reconcile([paper.reading()]).quotes) == 2


def test_a_short_phrase_of_two_speakers_is_two_quotations():
    found = quotes(("Ada Lind", "a very sad day"), ("Tom Berg", "a very sad day"))
    assert len(found) == 2


def test_the_same_words_of_two_speakers_are_one_disputed_utterance():
    [found] = quotes(("Ada Lind", BRIDGE), ("Tom Berg", BRIDGE), ("Ada Lind", BRIDGE))
    assert found.disputed
    assert len(found.speakers) == 2
    assert len({version.speaker for version in found.versions}) == 2
    given = [version.speaker for version in found.versions]
    assert found.speaker == max(set(given), key=given.count)


def test_a_speaker_who_is_not_named_disputes_nothing():
    [found] = quotes(("Ada Lind", BRIDGE), (None, BRIDGE))
    assert not found.disputed


def test_a_copy_that_was_read_otherwise_disputes_nothing():
    lead = "Rain fell over the valley all night long and the river rose above the road."
    papers = []
    for number, speaker in enumerate(("Ada Lind", "Tom Berg")):
        text = f"{lead} Ada Lind and Tom Berg came. “{BRIDGE}” they said."
        paper = Paper(text, f"Paper {number}").who("Ada Lind").who("Tom Berg")
        papers.append(paper.quote(BRIDGE, speaker).reading())
    [found] = reconcile(papers).quotes
    assert not found.disputed


def test_a_spokeswoman_and_her_firm_are_no_dispute():
    papers = []
    for number, who in enumerate(("Norfax", "Ada Lind")):
        text = f"“{BRIDGE}” {who} told reporter {number}. Norfax spokeswoman Ada Lind smiled."
        paper = Paper(text, f"Paper {number}").who("Norfax", "organisation").who("Ada Lind")
        papers.append(paper.quote(BRIDGE, who).reading())
    [found] = reconcile(papers).quotes
    assert not found.disputed


MARCH = "Our soldiers will never surrender the harbour to anybody"
OTHER = "To nobody will our soldiers ever surrender this harbour"


def translated(first: str, second: str, after: str, speaker: str = "Ada Lind") -> Story:
    told = reconcile([printed(0, speaker, first), printed(1, speaker, second, after)])
    assert story_problems(told) == []
    return told


@pytest.mark.parametrize(
    ("after", "speaker", "evidence"),
    [
        (" through an interpreter", "Ada Lind", "through an interpreter"),
        (", speaking in Norwegian", "Ada Lind", "speaking in Norwegian"),
        (", as translated by the embassy", "Ada Lind", "as translated"),
        ("", "Norwegian minister Ada Lind", "Norwegian"),
    ],
)
def test_other_words_of_a_speaker_of_another_language_may_be_the_translators(
    after, speaker, evidence
):
    told = translated(BRIDGE, "We will repair the bridge before winter comes", after, speaker)
    [found] = told.quotes
    assert sorted(kinds(found)) == ["fullest", "translated"]
    assert found.altered
    texts = {item.report.id: item.report.text for item in told.reports}
    shown = {texts[e.report][e.start : e.end] for e in found.translation}
    assert shown
    assert all(words.endswith(evidence) for words in shown)


def test_a_translators_order_of_words_is_still_one_utterance():
    told = translated(MARCH, OTHER, " through an interpreter")
    assert len(told.quotes) == 1
    assert len(translated(MARCH, OTHER, "").quotes) == 2


@pytest.mark.parametrize(
    "other",
    ["We will not rebuild the bridge before winter comes",
     "We will rebuild 3 bridges before winter comes"],
)  # fmt: skip
def test_a_translator_changes_no_figure_and_no_negation(other):
    [found] = translated(BRIDGE, other, " through an interpreter").quotes
    assert sorted(kinds(found)) == ["altered", "fullest"]


def test_an_english_office_is_no_evidence_of_a_translation():
    text = "British minister Ada Lind came. “{}” Ada Lind told reporter {}."
    papers = []
    for number, words in enumerate((BRIDGE, BRIDGE.replace("rebuild", "repair"))):
        paper = Paper(text.format(words, number), f"Paper {number}").who("Ada Lind")
        papers.append(paper.quote(words, "Ada Lind").reading())
    [found] = reconcile(papers).quotes
    assert sorted(kinds(found)) == ["altered", "fullest"]
    assert found.translation == ()


def test_a_later_report_leaves_the_id_as_it_was():
    short = ("Ada Lind", "rebuild the bridge before winter")
    before = quotes(short)
    after = quotes(short, ("Ada Lind", BRIDGE))
    assert {quote.id for quote in before} <= {quote.id for quote in after}


def test_a_very_long_quotation_takes_no_longer_than_its_length_asks():
    words = "one two three four five " * 4000
    [found] = quotes(("Ada Lind", words.strip()), ("Ada Lind", words.strip()))
    assert len(found.versions) == 2
