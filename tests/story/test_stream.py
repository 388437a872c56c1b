"""Stories over a stream: cut anywhere, looked at any time, fed at once or one by one: the same."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest

from benchmarks.intake import make
from secondsource.records.grouping import Filed
from secondsource.records.report import Report
from secondsource.story import similarity
from secondsource.story.clusters import Clusterer, components
from secondsource.story.group import Stories, group, iter_groups
from secondsource.story.linkage import MOST_EDGES, average_linkage
from secondsource.story.postings import Postings, Rows
from secondsource.story.shelf import Shelf
from secondsource.story.similarity import Edges, Neighbours, vector
from secondsource.story.spool import Spool


def invented(count: int) -> list[Filed]:
    """Stories of one to five reports, in order of their days, with some copies."""
    chance = random.Random(3)

    def word() -> str:
        return "".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(3))

    found: list[Filed] = []
    texts: list[str] = []
    for number in range(count):
        day = f"2031-{1 + number // 28 % 12:02d}-{1 + number % 28:02d}"
        if texts and chance.random() < 0.5:
            words = chance.choice(texts[-4:]).split()
            if chance.random() < 0.5:
                chance.shuffle(words)
        else:
            words = [word().capitalize() if chance.random() < 0.4 else word() for _ in range(40)]
        texts.append(" ".join(words))
        report = Report(id=f"r{number:05d}", text=texts[-1], published=day)
        found.append(Filed(report=report))
    found.sort(key=lambda filed: (filed.report.published, filed.report.id))
    return found


@pytest.fixture
def short_head(monkeypatch) -> None:
    """The stream outgrows its head after two batches."""
    monkeypatch.setattr(similarity, "HEAD", 512)


def test_one_by_one_with_looks_between_is_as_all_at_once(short_head) -> None:
    reports = invented(1_400)
    stories = Stories()
    for number, filed in enumerate(reports, 1):
        stories.add(filed)
        if number in (1, 100, 511, 512, 700, 1_301):
            assert sum(len(each.reports) for each in stories.groups()) == number
    assert list(stories.groups()) == group(reports)


def test_order_of_a_batch_changes_nothing(short_head) -> None:
    reports = invented(900)
    expected = group(reports)
    random.Random(1).shuffle(reports)
    assert group(reports) == expected


def test_a_bridge_merges_two_stories_and_a_rival_splits_none() -> None:
    first = "The ferry Solvei ran aground off Port Vell with forty people, Captain Ada Lund said."
    second = "An inquiry in Brenna asks why steering failed; Jon Riske of the owners blames rust."
    bridge = f"{first} {second}"
    stories = Stories()
    for name, text in (("a", first), ("b", second)):
        stories.add(Filed(report=Report(id=name, text=text, published="2031-05-06")))
    assert len(list(stories.groups())) == 2
    stories.add(Filed(report=Report(id="c", text=bridge, published="2031-05-07")))
    assert any({"c"} < set(each.reports) for each in stories.groups())


def test_every_story_says_why_with_words_that_stand_there() -> None:
    reports = {filed.report.id: filed.report for filed in invented(300)}
    told = group(Filed(report=one) for one in reports.values())
    several = [each for each in told if len(each.reports) - len(each.copies) > 1]
    assert several and all(each.why.summary for each in told)
    for each in several:
        for shared in each.why.words:
            assert shared.reports >= 2 and shared.places
            for place in shared.places:
                text = reports[place.report].text[place.start : place.end]
                assert text.lower() == shared.words.lower()


def test_a_copy_of_a_copy_names_the_one_original() -> None:
    for each in group(invented(600)):
        assert not set(each.copies.values()) & set(each.copies)
        assert set(each.copies.values()) <= set(each.reports)


def test_a_large_story_stays_one() -> None:
    """Two halves of a story have fewer edges than pairs: a report remembers only so many."""
    size = 400
    ones, others = np.meshgrid(np.arange(size), np.arange(size))
    near = (ones < others) & (ones >= others - MOST_EDGES)
    edges = Edges(
        ones[near].astype(np.uint32), others[near].astype(np.uint32), np.full(near.sum(), 0.4)
    )
    sizes = [len(each) for each in Clusterer(0.14).cluster(size, edges)]
    assert max(sizes) > 100


def test_parts_linked_level_by_level_are_those_linked_at_once(monkeypatch) -> None:
    chance = np.random.default_rng(5)
    story = np.repeat(np.arange(30), 10)
    ones, others = np.triu_indices(len(story), 1)
    likeness = np.where(story[ones] == story[others], 0.6, 0.03) + chance.random(len(ones)) / 50
    edges = Edges(ones.astype(np.uint32), others.astype(np.uint32), likeness)
    at_once = Clusterer(0.14).cluster(len(story), edges)
    assert [len(each) for each in at_once] == [10] * 30
    monkeypatch.setattr("secondsource.story.clusters._MOST_TOGETHER", 100)
    assert Clusterer(0.14).cluster(len(story), edges) == at_once


def test_components() -> None:
    edges = Edges(
        np.array([0, 1, 3], np.uint32), np.array([1, 2, 4], np.uint32), np.array([0.9, 0.9, 0.1])
    )
    assert components(5, edges, 0.5).tolist() == [0, 0, 0, 3, 4]
    assert average_linkage([1, 1], [(0, 1, 0.3)], 0.2) == [[0, 1]]


def test_postings_find_what_a_dictionary_finds() -> None:
    chance = np.random.default_rng(1)
    index, known = Postings(weighted=True), dict[int, list[int]]()
    for number in range(200):
        keys = np.unique(chance.integers(0, 60, 9).astype(np.uint64))
        numbers = np.full(len(keys), number, np.uint32)
        index.append(Rows(keys, numbers, keys.astype(np.float32)))
        for key in keys.tolist():
            known.setdefault(key, []).append(number)
    asked = np.arange(70, dtype=np.uint64)
    hits = index.find(asked, most=30)
    found: dict[int, list[int]] = {}
    for place, number in zip(hits.places.tolist(), hits.numbers.tolist(), strict=True):
        found.setdefault(place, []).append(number)
    assert hits.totals.tolist() == [len(known.get(key, [])) for key in range(70)]
    assert {k: sorted(v) for k, v in found.items()} == {
        key: numbers for key, numbers in known.items() if len(numbers) <= 30
    }
    assert hits.weights is not None and np.array_equal(hits.weights, asked[hits.places])


def test_neighbours_do_not_depend_on_how_the_stream_is_cut(short_head) -> None:
    vectors = [
        vector(dict.fromkeys(filed.report.text.lower().split(), 1.0), filed.report.published)
        for filed in invented(1_100)
    ]
    whole, looked = Neighbours(0.07), Neighbours(0.07)
    for number, each in enumerate(vectors):
        whole.add(each)
        looked.add(each)
        if number % 97 == 0:
            looked.edges()
    assert list(whole.edges().rows()) == list(looked.edges().rows())


def test_pairs_are_summed_alike_by_a_table_and_by_a_sort(monkeypatch) -> None:
    vectors = [
        vector(dict.fromkeys(filed.report.text.lower().split(), 1.0), filed.report.published)
        for filed in invented(700)
    ]
    found = []
    for most_cells in (0, 1 << 30):
        monkeypatch.setattr(similarity, "_SPARSEST", most_cells)
        neighbours = Neighbours(0.07)
        for each in vectors:
            neighbours.add(each)
        found.append(list(neighbours.edges().rows()))
    assert found[0] == found[1] and found[0]


def test_two_terms_of_one_hash_weigh_as_one(monkeypatch) -> None:
    monkeypatch.setattr(similarity, "term_hash", len)
    found = vector({"aa": 1.0, "b": 0.5, "cc": 0.5}, None)
    assert found.terms.tolist() == [1, 2]
    assert found.weights.tolist() == pytest.approx([0.5, 1 + np.log(1.5)])


def test_stories_come_one_at_a_time() -> None:
    reports = invented(300)
    stream = iter_groups(iter(reports))
    first = next(stream)
    assert [first, *stream] == group(reports)


def test_a_spool_reads_back_from_memory_and_from_disk() -> None:
    for limit in (1 << 20, 16):
        spool = Spool(limit)
        content = [b"", b"abc", b"x" * 40, b"\x00\xff"]
        assert [spool.append(each) for each in content] == [0, 1, 2, 3]
        assert [spool[n] for n in (3, 0, 2, 1)] == [content[n] for n in (3, 0, 2, 1)]


def test_a_shelf_keeps_any_text() -> None:
    report = Report(id="\ud800", text="a \ud83d “x” \x00 ü", title=None, outlet="O", url="u")
    shelf = Shelf()
    assert shelf[shelf.put(Filed(report=report))] == Filed(report=report)


def told(*texts: str) -> str:
    reports = [
        Report(id=f"r{n}", text=text, published="2031-05-02") for n, text in enumerate(texts)
    ]
    (story,) = group(Filed(report=report) for report in reports)
    return story.why.summary


def test_why_prints_whole_names_and_then_words() -> None:
    summary = told(
        "Harbour Master Ida Lund Marsh closed New Tarn to ships after a tanker lost its rudder.",
        "Ships wait off New Tarn, where Harbour Master Ida Lund Marsh has seen the tanker drift.",
    )
    assert summary.startswith("2 reports, 2031-05-02: both name “Harbour Master Ida Lund Marsh”")
    assert "“New Tarn” and have the word" in summary and "“tanker”" in summary
    assert summary.count("Lund") == 1


def test_why_says_first_what_is_a_copy() -> None:
    text = "Harbour Master Ida Lund closed the bay to ships after a tanker had lost its rudder."
    other = "Ships wait at sea: Harbour Master Ida Lund has seen the tanker drift in the bay."
    assert told(text, text, other).startswith(
        "3 reports, 2031-05-02: 1 is a copy of another; the other two name “Harbour Master Ida"
        " Lund”"
    )


def _ferry(chance: random.Random) -> str:
    names = " ".join("".join(chance.choices("bdfgklmnprst", k=6)) for _ in range(7))
    return f"ferry harbour captain lifeboat passengers coastguard {names}"


def test_what_looked_like_one_story_splits_when_its_words_prove_common() -> None:
    chance = random.Random(8)
    stories = Stories()
    for number in range(2):
        text = _ferry(chance)
        stories.add(Filed(report=Report(id=f"r{number}", text=text, published="2031-05-06")))
    assert [set(each.reports) for each in stories.groups()] == [{"r0", "r1"}]
    for number in range(2, 80):
        text = _ferry(chance)
        stories.add(Filed(report=Report(id=f"r{number}", text=text, published="2031-05-06")))
    assert len(list(stories.groups())) == 80


def test_a_story_lives_for_weeks_while_reports_on_it_come() -> None:
    stories = Stories()
    for week in range(12):
        text = (
            f"Witness {week} saw lamp {week * 3}, Prosecutor Ida Marsh said in Port Vell. The trial"
            f" of Captain Tom Reeve, who steered the Solvei onto the reef, has had {week} days."
        )
        day = (date(2031, 1, 6) + timedelta(weeks=week)).isoformat()
        other = f"Council {week} of Upper Tarn votes on the road, bridge {week} and tunnel."
        stories.add(Filed(report=Report(id=f"a{week:02}", text=text, published=day)))
        stories.add(Filed(report=Report(id=f"b{week:02}", text=other, published=day)))
    trial = next(each for each in stories.groups() if "a00" in each.reports)
    assert set(trial.reports) == {f"a{week:02}" for week in range(12)} and not trial.copies


def test_passages_are_the_same_however_few_texts_are_held(monkeypatch) -> None:
    reports = [Filed(report=made.report) for made in make(120)]
    expected = group(reports)
    assert sum(len(story.reuses) for story in expected) > 20
    monkeypatch.setattr("secondsource.story.group._MOST_WORDS", 50)
    assert group(reports) == expected
