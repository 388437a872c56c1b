"""One utterance in several reports: whole, shortened, altered."""

from __future__ import annotations

from secondsource.reconciling.story import reconcile
from secondsource.records.story import StoryQuote
from tests.reconcile.newsroom import Paper


def quotes(*versions: tuple[str, str]) -> tuple[StoryQuote, ...]:
    papers = []
    for number, (speaker, words) in enumerate(versions):
        paper = Paper(f"“{words}” {speaker} told reporter {number}.").who(speaker)
        papers.append(paper.quote(words, speaker).reading())
    return reconcile(papers).quotes


def test_a_shortened_quotation_is_not_altered():
    [found] = quotes(
        ("Ada Lind", "We will rebuild the bridge before winter comes"),
        ("Ada Lind", "rebuild the bridge before winter"),
    )
    assert len(found.versions) == 2
    assert not found.altered


def test_a_changed_word_is_an_alteration():
    [found] = quotes(
        ("Ada Lind", "We will rebuild the bridge before winter comes"),
        ("Ada Lind", "We will repair the bridge before winter comes"),
    )
    assert found.altered


def test_typography_and_an_editors_brackets_alter_nothing():
    [found] = quotes(
        ("Ada Lind", "I don't think he will rebuild it before winter"),
        ("Ada Lind", "I don’t think [Tom Berg] will rebuild it before winter"),
    )
    assert not found.altered


def test_different_utterances_stay_apart():
    found = quotes(
        ("Ada Lind", "We will rebuild the bridge before winter comes"),
        ("Ada Lind", "Nobody told us about the cracks in the pillar"),
    )
    assert len(found) == 2


def test_a_short_phrase_of_two_speakers_is_two_quotations():
    found = quotes(("Ada Lind", "a very sad day"), ("Tom Berg", "a very sad day"))
    assert len(found) == 2
