"""Copies and reused passages: found by wording, never by shared quotations."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.records.copies import Reuse
from secondsource.records.reading import Boilerplate
from secondsource.records.report import Report
from secondsource.story.copies import copy_of, find_reuses
from secondsource.story.shingles import read_wording
from tests.steps import lines_run

FERRY = (
    "A ferry with forty people on board ran aground near Port Vell on Thursday evening and began"
    " to take in water. Fishing boats from the village reached the wreck within twenty minutes."
    " By midnight every passenger had been brought ashore, wrapped in blankets from the school."
    " The owner of the ferry had been warned twice about its steering gear since the spring."
)
FIRE = (
    "Flames destroyed the old customs house of Port Vell before dawn on Monday. Crews from three"
    " towns pumped water from the harbour for six hours while neighbours carried the archive of"
    " the parish into the street. Nobody has been able to say how the fire began, though painters"
    " had worked in the attic until late on Sunday."
)
QUOTE = (
    "“We were told that the ship was safe, and then we were told that it was not, and in the end"
    " nobody told us anything at all until the water was up to our knees,” said Ada Lund."
)


def report(name: str, text: str, published: str | None = None) -> Report:
    return Report(id=name, text=text, published=published)


def kinds(*reports: Report, boilerplate=None) -> list[tuple[str, str, str]]:
    return [
        (each.report, each.kind, each.other) for each in find_reuses(reports, boilerplate or {})
    ]


def test_same_words_are_a_copy_of_the_earlier() -> None:
    later = report("a", FERRY.replace(". ", ".\n\n").upper(), "2025-10-17")
    assert kinds(later, report("b", FERRY, "2025-10-16")) == [("a", "copy", "b")]


def test_near_copy_is_a_copy_and_a_group_is_a_star() -> None:
    texts = [FERRY + f" It was the {word} in a year." for word in ("first", "second", "third")]
    reports = [report(str(n), text, f"2025-10-1{n}") for n, text in enumerate(texts)]
    assert copy_of(find_reuses(reports, {})) == {"1": "0", "2": "0"}


def test_reused_passage_is_partial_and_its_spans_say_the_same() -> None:
    taken = FERRY.partition(". ")[0]
    reports = [report("a", FERRY, "2025-10-16"), report("b", f"{FIRE} {taken}.", "2025-10-17")]
    (reuse,) = find_reuses(reports, {})
    assert (reuse.report, reuse.kind, reuse.other) == ("b", "partial", "a")
    for mine, theirs in zip(reuse.spans, reuse.other_spans, strict=True):
        assert reports[1].text[mine.start : mine.end] == FERRY[theirs.start : theirs.end] == taken


def test_brief_that_is_part_of_a_long_report_is_not_the_same_text() -> None:
    brief = FERRY.partition(". ")[0] + "."
    assert kinds(report("a", brief), report("b", FERRY + " " + FIRE))[0][1] == "partial"


def test_shared_quotation_is_not_reuse() -> None:
    assert kinds(report("a", f"{FERRY} {QUOTE}"), report("b", f"{FIRE} {QUOTE}")) == []
    straight = QUOTE.replace("“", '"').replace("”", '"')
    assert kinds(report("a", f"{FERRY}\n{straight}"), report("b", f"{FIRE}\n{straight}")) == []


def test_a_passage_grows_over_the_quotation_inside_it() -> None:
    shared = (
        f"The hearing began at nine in the packed hall of the village by the sea. {QUOTE}"
        " It was closed by ten at night, when the last of the lamps had burned out."
    )
    (reuse,) = find_reuses([report("a", f"{FERRY} {shared}"), report("b", f"{FIRE} {shared}")], {})
    (span,) = reuse.spans
    text = f"{FIRE} {shared}" if reuse.report == "b" else f"{FERRY} {shared}"
    assert text[span.start : span.end] == shared.rstrip(".")


def test_boilerplate_is_not_reuse_and_marks_the_copy() -> None:
    footer = " Harbour Post tells the coast what happens on the coast every morning of the year."
    one, two = FERRY + footer, FIRE + footer
    zones = {
        "a": (Boilerplate(start=len(FERRY), end=len(one), kind="syndication"),),
        "b": (Boilerplate(start=len(FIRE), end=len(two), kind="other"),),
    }
    assert kinds(report("a", one), report("b", two), boilerplate=zones) == []
    assert kinds(report("a", one), report("c", FERRY), boilerplate=zones) == [("a", "copy", "c")]


def test_empty_and_short_texts() -> None:
    assert kinds(report("a", "…"), report("b", "One word.")) == []
    assert kinds(report("a", "The quay burned."), report("b", "the quay burned")) == [
        ("b", "copy", "a")
    ]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_order_of_reports_changes_nothing(data) -> None:
    sentences = (FERRY + " " + FIRE).split(". ")
    reports = [
        report(
            str(n),
            ". ".join(data.draw(st.lists(st.sampled_from(sentences), max_size=7))),
            data.draw(st.sampled_from([None, "2025-10-16", "2025-10-17T08:00:00Z", "2025"])),
        )
        for n in range(data.draw(st.integers(0, 6)))
    ]
    found = find_reuses(reports, {})
    assert find_reuses(data.draw(st.permutations(reports)), {}) == found
    originals = set(copy_of(found).values())
    assert not originals & set(copy_of(found))
    for reuse in found:
        check_spans(reuse, {each.id: each.text for each in reports})


def check_spans(reuse: Reuse, texts: dict[str, str]) -> None:
    assert (reuse.kind == "copy") == (not reuse.spans)
    for mine, theirs in zip(reuse.spans, reuse.other_spans, strict=True):
        here = texts[reuse.report][mine.start : mine.end].lower().split()
        there = texts[reuse.other][theirs.start : theirs.end].lower().split()
        assert [word.strip(".") for word in here] == [word.strip(".") for word in there]


@pytest.mark.parametrize("text", ["a " * 20_000, "“" * 20_000, '"a ' * 10_000, "word " * 20_000])
def test_repetition_is_not_quadratic(text: str) -> None:
    started = time.process_time()
    find_reuses([report("a", text), report("b", text + FERRY), report("c", FIRE + text)], {})
    assert time.process_time() - started < 5


def test_many_copies_stay_linear() -> None:
    chance = random.Random(1)
    words = (FERRY + FIRE).split()

    def lines(count: int) -> int:
        reports = [
            report(f"{n}", " ".join([*words, *chance.choices(words, k=9)])) for n in range(count)
        ]
        assert len(copy_of(find_reuses(reports, {}))) == count - 1
        return lines_run(lambda: find_reuses(reports, {}))

    assert lines(400) < 5 * lines(100)


def test_hashes_are_the_same_everywhere() -> None:
    wording = read_wording("The quay of Port Vell burned for two whole days.")
    assert len(wording.shingles) == 5
    assert wording.digest.hex() == "72d83f17f11b12c53a5f2e1a73278d4f"
