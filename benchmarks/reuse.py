"""Copies and reused passages: recall on generated reuse, false alarms on honest pairs.

Usage: python -m benchmarks.reuse [DATA]

Reuse is generated from development reports: sentences of one report make up a share of another on
a different story, in one piece (cut) or scattered and out of order (mixed), with a share of the
words replaced, dropped or added (paraphrased). Honest pairs are reports of outlets of different
owners on one story, less those that do share text (``reusegold.tsv``). The baseline flags a
Jaccard similarity of the texts' sets of words.
"""

from __future__ import annotations

import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np

from benchmarks.stories import load
from secondsource.extraction.boilerplate import file_report
from secondsource.names.publishers import publisher_of
from secondsource.records.report import Report
from secondsource.story.copies import FEWEST
from secondsource.story.group import group
from secondsource.story.passages import ENOUGH, Shared, find_shared
from secondsource.story.shingles import Wording, read_wording

_GOLD = Path(__file__).with_name("reusegold.tsv")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_CREDIT = "\n\nThis article was originally published by {outlet}."
_JACCARD = 0.3
_TAKEN = ("text", "release")  #: classes of pairs that are not honest
_TOTAL = 400  #: words of a made report, at most
_LEAST_OF_SHARE, _MOST_OF_SHARE = 0.9, 1.15  #: of the share wanted, what a made report may have
SHARES, RATES = (0.1, 0.2, 0.3, 0.5, 0.7, 0.9), (0.0, 0.05, 0.1, 0.2)
SETTINGS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0)  #: times the words that are enough
_PAIRS = 100  #: of a share, a rate and a form


@dataclass(frozen=True, slots=True)
class Pair:
    """What two reports share, and whether the baseline flags them."""

    shared: Shared | None
    alike: bool

    def flagged(self, setting: float = 1.0) -> bool:
        """Whether that is reuse, with so many times the words wanted."""
        if self.shared is None:
            return False
        chosen, share = self.shared.chosen, self.shared.share
        return any(
            chosen >= setting * words and share >= setting * least for words, least in ENOUGH
        )


@dataclass(frozen=True, slots=True)
class Read:
    """A report and its wording."""

    report: Report
    wording: Wording
    vocabulary: frozenset[str]


def read(report: Report) -> Read:
    """A report as the detector sees it."""
    wording = read_wording(report.text, file_report(report).boilerplate)
    return Read(report, wording, frozenset(report.text.lower().split()))


def compare(one: Read, other: Read) -> Pair:
    """As in a stream: texts with too few runs of words in common are not laid side by side."""
    both = np.intersect1d(one.wording.distinct, other.wording.distinct, assume_unique=True)
    shared = find_shared(one.wording, other.wording) if len(both) >= FEWEST else None
    common = len(one.vocabulary & other.vocabulary)
    return Pair(shared, common >= _JACCARD * len(one.vocabulary | other.vocabulary))


def paraphrased(sentence: str, rate: float, words: Sequence[str], chance: random.Random) -> str:
    """The sentence with a share of its words replaced, dropped or followed by another."""
    out: list[str] = []
    for word in sentence.split():
        draw = chance.random()
        if draw >= 0.2 * rate:
            out.append(chance.choice(words) if draw < 0.8 * rate else word)
        if 0.8 * rate <= draw < rate:
            out.append(chance.choice(words))
    return " ".join(out)


def mixed(
    source: Report, host: Report, share: float, rate: float, chance: random.Random
) -> tuple[str, str] | None:
    """A report of which ``share`` are sentences of ``source``, the rest of ``host``: cut, mixed.

    None where no sentences of the two make up about that share.
    """
    words = host.text.split()
    total = min(_TOTAL, len(words), int(0.9 * len(source.text.split()) / share))
    theirs = [sentence for sentence in _SENTENCE_END.split(source.text) if len(sentence) > 20]
    first = chance.randrange(max(1, len(theirs) // 3))
    taken = list(_first_words(theirs[first:] + theirs[:first], share * total))
    own = list(_first_words(_SENTENCE_END.split(host.text), (1 - share) * total))
    count = len(" ".join(taken).split())
    real = count / (count + len(" ".join(own).split()))
    if not _LEAST_OF_SHARE * share <= real <= _MOST_OF_SHARE * share:
        return None
    taken = [paraphrased(sentence, rate, words, chance) for sentence in taken]
    scattered = list(own)
    for sentence in taken:
        scattered.insert(chance.randrange(len(scattered) + 1), sentence)
    return " ".join([*taken, *own]), " ".join(scattered)


def _first_words(sentences: Sequence[str], count: float) -> Iterator[str]:
    """Sentences until there are ``count`` words; one that would go far beyond is left out."""
    found = 0
    for sentence in sentences:
        length = len(sentence.split())
        if found >= count:
            return
        if not found or found + length <= 1.25 * count:
            found += length
            yield sentence


def honest(reports: Sequence[Report], stories: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs on one story by outlets that no owner connects, by number."""
    owners = []
    for report in reports:
        outlet = re.sub(r":\d+$", "", report.outlet or "")
        found = publisher_of(replace(report, outlet=outlet))
        owners.append(found.owner or found.name)
    by_story: dict[str, list[int]] = {}
    for number, story in enumerate(stories):
        by_story.setdefault(story, []).append(number)
    for members in by_story.values():
        for one, other in combinations(members, 2):
            if owners[one] != owners[other]:
                yield one, other


@cache
def gold() -> dict[tuple[int, int], str]:
    """What was found by reading, for pairs of the GVA reports."""
    rows = (line.split("\t") for line in _GOLD.read_text("utf-8").splitlines() if line[0] != "#")
    return {(int(one), int(other)): kind for one, other, kind in rows}


def measure_honest(name: str, reports: Sequence[Report], stories: Sequence[str]) -> list[Pair]:
    """Print what is flagged among real pairs; those that are honest."""
    known = gold() if name == "gva_dev" else {(0, 2): "text"}
    reading = cache(lambda number: read(reports[number]))
    kinds = {pair: known.get(pair, "unread") for pair in honest(reports, stories)}
    found = {pair: compare(reading(pair[0]), reading(pair[1])) for pair in kinds}
    _tell_flagged(name, kinds, [pair for pair in found if found[pair].flagged()])
    return [found[pair] for pair in kinds if kinds[pair] not in _TAKEN]


def measure_honest_stream(name: str, reports: Sequence[Report], stories: Sequence[str]) -> None:
    """Print the same for reports that come in a stream, where phrases of the trade are known."""
    numbers = {report.id: number for number, report in enumerate(reports)}
    kinds = {pair: gold().get(pair, "unread") for pair in honest(reports, stories)}
    flagged: set[tuple[int, int]] = set()
    for each in group(map(file_report, reports)):
        taken = [(reuse.report, reuse.other) for reuse in each.reuses] + list(each.copies.items())
        pairs = ((numbers[one], numbers[other]) for one, other in taken)
        flagged.update((min(pair), max(pair)) for pair in pairs)
    _tell_flagged(f"{name}, stream", kinds, [pair for pair in kinds if pair in flagged])


def _tell_flagged(
    name: str, kinds: Mapping[tuple[int, int], str], pairs: Iterable[tuple[int, int]]
) -> None:
    counts, flagged = Counter(kinds.values()), Counter(kinds[pair] for pair in pairs)
    told = "  ".join(f"{kind} {flagged[kind]}/{counts[kind]}" for kind in sorted(counts))
    print(f"{name:10} flagged of pairs of other owners: {told}")


def measure_made(
    name: str, reports: Sequence[Report], stories: Sequence[str], honest_pairs: Sequence[Pair]
) -> None:
    """Print what is found of generated reuse: by share and rate, by credit, by setting."""
    made = {
        (share, rate): list(_made(reports, stories, share, rate))
        for share in SHARES
        for rate in RATES
    }
    false = sum(pair.flagged() for pair in honest_pairs) / len(honest_pairs)
    basic = sum(pair.alike for pair in honest_pairs) / len(honest_pairs)
    print(
        f"{name:10} honest pairs {len(honest_pairs)}: flagged {false:.2%}, one in"
        f" {1 / false if false else float('inf'):.0f}; baseline {basic:.1%}"
    )
    shares = "".join(f"{share:>7.0%}" for share in SHARES)
    print(f"found, by the share that is reused {shares}   precision at 30%")
    for rate in RATES:
        for place, form in enumerate(("cut", "mixed")):
            found = {s: _rate([pair[place] for _, pair in made[s, rate]]) for s in SHARES}
            row = "".join(f"{found[share]:>7.0%}" for share in SHARES)
            precision = found[0.3] / (found[0.3] + false) if found[0.3] else 0.0
            print(f"  {rate:>3.0%} of words changed, {form:5}         {row} {precision:>12.1%}")
    for credited, label in ((False, "without"), (True, "with")):
        chosen = {s: [p for c, pair in made[s, 0.1] for p in pair if c == credited] for s in SHARES}
        row = "".join(f"{_rate(chosen[share]):>7.0%}" for share in SHARES)
        print(f"   10% changed, {label + ' a credit':17} {row}")
    alike = {s: [p.alike for _, pair in made[s, 0.1] for p in pair] for s in SHARES}
    row = "".join(f"{sum(alike[share]) / len(alike[share]):>7.0%}" for share in SHARES)
    print(f"   10% changed, baseline          {row}")
    print("setting    false alarms  precision and recall at 10% changed, by share")
    for setting in SETTINGS:
        wrong = sum(pair.flagged(setting) for pair in honest_pairs) / len(honest_pairs)
        cells = []
        for share in SHARES:
            right = _rate([p for _, pair in made[share, 0.1] for p in pair], setting)
            cells.append(f"{right / (right + wrong) if right else 0:>5.0%}/{right:<4.0%}")
        print(f"x {setting:<8} {wrong:>10.2%}   {'  '.join(cells)}")


def _rate(pairs: Sequence[Pair], setting: float = 1.0) -> float:
    return sum(pair.flagged(setting) for pair in pairs) / len(pairs)


def _made(
    reports: Sequence[Report], stories: Sequence[str], share: float, rate: float
) -> Iterator[tuple[bool, tuple[Pair, Pair]]]:
    """Whether a credit was added, and what source and made report share: cut, mixed."""
    for source, _, credited, texts in _texts(reports, stories, share, rate):
        original = read(source)
        cut, scattered = (compare(read(replace(source, text=text)), original) for text in texts)
        yield credited, (cut, scattered)


def _texts(
    reports: Sequence[Report], stories: Sequence[str], share: float, rate: float
) -> Iterator[tuple[Report, Report, bool, tuple[str, str]]]:
    """A source, a host, whether a credit was added, and the texts made of both."""
    chance = random.Random(f"{share} {rate}")
    lengths = [len(report.text.split()) for report in reports]
    hosts = [number for number, length in enumerate(lengths) if length >= 150]
    sources = [number for number in hosts if lengths[number] >= 250 * share]
    for number in range(_PAIRS):
        made = None
        while made is None:
            source, host = chance.choice(sources), chance.choice(hosts)
            if stories[source] != stories[host]:
                made = mixed(reports[source], reports[host], share, rate, chance)
        credited = number % 2 == 1
        credit = _CREDIT.format(outlet=reports[source].outlet) if credited else ""
        cut, scattered = made
        yield reports[source], reports[host], credited, (cut + credit, scattered + credit)


def measure_stream(reports: Sequence[Report], stories: Sequence[str]) -> None:
    """Print what is found where the made reports come in the middle of all the others but their
    hosts, on the evening of the day of their sources, and phrases of the trade are known: reuse of
    any report on the source's story, which may have the text from an earlier one itself."""
    story = {report.id: told for report, told in zip(reports, stories, strict=True)}
    wanted: dict[str, tuple[str, float]] = {}
    made: list[Report] = []
    hosts: set[str] = set()
    kept: set[str] = set()
    for share in SHARES:
        for number, (source, host, _, texts) in enumerate(_texts(reports, stories, share, 0.1)):
            name = f"made {share} {number}"
            later = (source.published or "2020-01-01")[:10] + "T23:59:59+00:00"
            made.append(Report(id=name, text=texts[1], published=later, outlet="Made"))
            wanted[name] = story[source.id], share
            hosts.add(host.id)
            kept.add(source.id)
    others = [report for report in reports if report.id in kept or report.id not in hosts]
    found: set[str] = set()
    for each in group(map(file_report, [*others, *made])):
        taken = [(reuse.report, reuse.other) for reuse in each.reuses] + list(each.copies.items())
        for pair in taken:
            for one, other in (pair, pair[::-1]):
                if one in wanted and story.get(other) == wanted[one][0]:
                    found.add(one)
    counts = Counter(wanted[name][1] for name in found)
    row = "".join(f"{counts[share] / _PAIRS:>7.0%}" for share in SHARES)
    shares = "".join(f"{share:>7.0%}" for share in SHARES)
    print(f"found in the stream, by share       {shares}")
    print(f"  10% of words changed, mixed       {row}")


def main() -> None:
    """Print every set."""
    default = os.environ.get("SECONDSOURCE_DATA", Path(__file__).parents[2] / "shared" / "data")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else default) / "stories"
    for name in ("basil_dev", "gva_dev"):
        reports, stories = load(folder / f"{name}.jsonl.gz")
        measure_made(name, reports, stories, measure_honest(name, reports, stories))
        if name == "gva_dev":  # large enough that no two made reports have one source or host
            measure_stream(reports, stories)
            measure_honest_stream(name, reports, stories)


if __name__ == "__main__":
    main()
