"""When shared text is reuse, and when it is what honest reports have in common."""

from __future__ import annotations

import numpy as np
import pytest

from secondsource.records.report import Report
from secondsource.story.copies import find_reuses
from secondsource.story.formulas import COMMON, Formulas
from secondsource.story.passages import find_shared, passages
from secondsource.story.shingles import read_wording

TOLD = (
    "The lifeboat crew heard a single bang from the far side of the breakwater and found the"
    " trawler drifting with its engine room full of smoke. Two of the fishermen had already"
    " climbed into the raft, while a third was still trying to close the valves below deck."
)
OTHER = (
    "Nobody in the harbour office could say on Friday how long the channel would stay closed. A"
    " tug was on its way from the mainland, and the owners promised to pay for the nets that had"
    " to be cut. Divers will look at the hull once the weather allows."
)


def is_reuse(one: str, other: str) -> bool:
    return find_shared(read_wording(one), read_wording(other)).is_reuse


def test_changed_words_inside_a_passage_do_not_hide_it() -> None:
    words = TOLD.split()
    for place in range(5, len(words), 9):
        words[place] = "quickly"
    assert is_reuse(f"{OTHER} {' '.join(words)}", TOLD)
    assert not is_reuse(OTHER, TOLD)


def test_two_whole_sentences_are_reuse_where_two_phrases_are_not() -> None:
    taken = (
        "The trawler had left harbour without its second raft",
        "Both men were pulled from the water within minutes",
    )
    assert is_reuse(f"{taken[0]}. {OTHER} {taken[1]}.", f"{TOLD} {taken[1]}. {taken[0]}.")
    inside = [
        f"He was told by the harbour office before noon, as others were, that {phrase.lower()}"
        " when the storm came in from the north and the ferry turned round"
        for phrase in taken
    ]
    assert not is_reuse(f"{inside[0]}. {OTHER} {inside[1]}.", f"{TOLD} {taken[1]}. {taken[0]}.")


def test_a_form_filled_in_with_other_names_is_no_sentence_of_ones_own() -> None:
    filled = "{} of {} was taken to the clinic at {} with burns to both hands"
    one, other = (f"{text} {filled.format('Ida Marsh', 'Oster', 'Port Vell')}." for text in (
        OTHER, TOLD
    ))  # fmt: skip
    wordings = read_wording(one), read_wording(other)
    forms = Formulas()
    for n in range(COMMON):
        names = ("Reeve", f"Lower {'Tarn' * (n % 3)}", f"Quay {n}")
        forms.note(read_wording(f"{filled.format(*names)}.").forms[0], 30.0 * n)
    known = find_shared(*wordings, None, forms.form_words(wordings[0]))
    assert known.chosen < find_shared(*wordings).chosen


def test_names_figures_and_charges_in_one_order_are_no_reuse() -> None:
    shared = (
        "Ada Lund, 41, of Port Vell, Ben Sorrel, 22, of Skerry Bay, Ida Marsh, 19, of Upper Tarn"
        " and Tom Reeve, 63, of Oster Quay"
    )
    assert not is_reuse(f"{TOLD} The dead are {shared}.", f"{OTHER} Killed were {shared}.")


@pytest.mark.parametrize(
    "notice",
    [
        "Anyone who saw the boat before the alarm was raised is asked to call the harbour police"
        " at 555-0143 at any hour of the day or the night",
        "Anyone who saw the boat before the alarm was raised is asked to write to the harbour"
        " police at tips@harbour.example at any hour of the day or the night",
    ],
)
def test_numbers_to_call_are_no_reuse(notice) -> None:
    assert not is_reuse(f"{TOLD} {notice}.", f"{OTHER} {notice}.")


def test_a_post_that_both_show_is_no_reuse() -> None:
    post = (
        "We are on our way to a boat with smoke on board, please keep the slipway free and stay"
        " away from the quay until we are back — Skerry Lifeboat (@skerryboat) October 3, 2031"
    )
    assert not is_reuse(f"{TOLD}\n{post}", f"{OTHER}\n{post}")


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("“", ""), ("", "")])
def test_words_quoted_in_one_report_are_nobodys_own(opening, closing) -> None:
    said = (
        "we have asked three times for a second engine and were told each time that there was no"
        " money for it this year and that we should make do"
    )
    texts = f"{TOLD}\n{opening}{said}{closing}", f"{OTHER}\n“{said},” he wrote."
    assert is_reuse(*texts) is False


def test_capitals_throughout_hide_no_reuse() -> None:
    assert is_reuse(f"{OTHER.upper()} {TOLD.upper()}", TOLD)


def test_phrases_of_the_trade_weigh_nothing() -> None:
    phrase = TOLD.partition(". ")[0]
    wording = read_wording(phrase)
    formulas = Formulas()
    for number in range(COMMON):
        assert not formulas.common(wording.distinct).any()
        formulas.note(wording.distinct, float("nan") if number % 2 else 30.0 * number)
    assert formulas.common(wording.distinct).all() and formulas.words(wording).all()
    assert not find_shared(wording, wording, formulas.words(wording)).is_reuse


def test_what_passes_round_within_days_is_no_phrase_of_the_trade() -> None:
    distinct = read_wording(TOLD).distinct
    formulas = Formulas()
    for number in range(10 * COMMON):
        formulas.note(distinct, 100.0 + number % 2)
    assert not formulas.common(distinct).any()


def test_counts_survive_the_growth_of_their_table() -> None:
    chance = np.random.default_rng(5)
    known = chance.integers(1 << 63, size=50, dtype=np.uint64)
    formulas = Formulas()
    for _ in range(COMMON):
        formulas.note(known, float("nan"))
    for _ in range(20):
        formulas.note(chance.integers(1 << 63, size=5_000, dtype=np.uint64), float("nan"))
    assert formulas.common(known).all()
    assert formulas.common(chance.integers(1 << 63, size=5_000, dtype=np.uint64)).mean() < 0.01


def test_a_wire_text_that_forty_take_is_found_in_all_of_them() -> None:
    wire = Report(id="wire", text=TOLD, published="2031-10-03")
    takers = [
        Report(
            id=f"r{n:02}",
            text=f"Our reporter number {n} was at quay {n} of {n * 7} by dawn, with {n} others."
            f" {TOLD} Boat {n} of the fleet stays in port {n}, as does boat {n + 1}.",
            published="2031-10-04",
        )
        for n in range(40)
    ]
    found = find_reuses([wire, *takers], {})
    assert {each.report for each in found if each.other == "wire"} == {r.id for r in takers}


def test_passages_say_the_same_in_both() -> None:
    one, other = f"{OTHER} {TOLD.replace('drifting', 'rolling')}", f"{TOLD} {OTHER}"
    wordings = read_wording(one), read_wording(other)
    found = passages(*wordings, find_shared(*wordings))
    assert len(found) >= 3
    for here, there in found:
        assert one[here.start : here.end] == other[there.start : there.end]
