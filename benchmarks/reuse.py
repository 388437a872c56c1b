"""Copies and reused passages on generated reuse, beside honest pairs: recall and false alarms.

Usage: python -m benchmarks.reuse [DATA]

Reuse is generated from development reports: sentences of one report are put into a report on
another story, in one piece (cut) or scattered (mixed), with a share of the words replaced, dropped
or added (paraphrased), and with or without a credit. Honest pairs are reports of different outlets
on the same story. The baseline flags a pair by the Jaccard similarity of the texts' sets of words.
"""

from __future__ import annotations

import os
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from benchmarks.stories import load
from secondsource.extraction.boilerplate import find_boilerplate
from secondsource.records.report import Report
from secondsource.story.copies import find_reuses

_PAIRS = 50
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_CREDIT = "\n\nThis article was originally published by {outlet}."
_JACCARD = 0.3
SHARES, RATES = (0.15, 0.3, 0.6), (0.0, 0.05, 0.1, 0.2)


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
) -> tuple[str, str]:
    """``host`` with sentences of ``source`` that are ``share`` of the whole: cut, scattered."""
    own = [sentence for sentence in _SENTENCE_END.split(host.text) if sentence]
    theirs = [sentence for sentence in _SENTENCE_END.split(source.text) if len(sentence) > 20]
    wanted = share / (1 - share) * len(host.text.split())
    first = chance.randrange(max(1, len(theirs) // 3))
    taken: list[str] = []
    for sentence in theirs[first:]:
        if sum(len(each.split()) for each in taken) < wanted:
            taken.append(paraphrased(sentence, rate, host.text.split(), chance))
    scattered = list(own)
    for sentence in taken:
        scattered.insert(chance.randrange(len(scattered) + 1), sentence)
    return " ".join([*taken, *own]), " ".join(scattered)


def flagged(one: Report, other: Report) -> bool:
    """Whether secondsource says that one of two reports took text from the other."""
    zones = {report.id: find_boilerplate(report.text) for report in (one, other)}
    return bool(find_reuses([one, other], zones))


def alike(one: Report, other: Report) -> bool:
    """The baseline."""
    first, second = set(one.text.lower().split()), set(other.text.lower().split())
    return len(first & second) >= _JACCARD * len(first | second)


def honest(reports: Sequence[Report], stories: Sequence[str]) -> Iterator[tuple[Report, Report]]:
    """Pairs on one story by different outlets."""
    by_story: dict[str, list[Report]] = {}
    for report, story in zip(reports, stories, strict=True):
        by_story.setdefault(story, []).append(report)
    for members in by_story.values():
        for one, other in combinations(members, 2):
            if one.outlet != other.outlet:
                yield one, other


def measure(name: str, reports: Sequence[Report], stories: Sequence[str]) -> None:
    """Rows of one set."""
    chance = random.Random(11)
    long = [report for report in reports if len(report.text.split()) >= 150]
    pairs = list(honest(reports, stories))
    false = sum(flagged(one, other) for one, other in pairs)
    basic = sum(alike(one, other) for one, other in pairs)
    print(f"{name:10} honest pairs {len(pairs):5}   flagged {false:4}   baseline {basic:4}")
    for share in SHARES:
        for rate in RATES:
            found = [0, 0, 0, 0]
            for number in range(_PAIRS):
                source, host = chance.sample(long, 2)
                for place, text in enumerate(mixed(source, host, share, rate, chance)):
                    credit = _CREDIT.format(outlet=source.outlet) if number % 2 else ""
                    made = replace(host, text=text + credit)
                    found[place] += flagged(source, made)
                    found[place + 2] += alike(source, made)
            right = found[0] + found[1]
            precision = right / (right + 2 * _PAIRS * false / len(pairs))
            print(
                f"{name:10} {share:5.0%} reused, {rate:4.0%} of words changed   found: cut"
                f" {found[0] / _PAIRS:5.0%}  mixed {found[1] / _PAIRS:5.0%}   precision"
                f" {precision:6.1%}   baseline: {found[2] / _PAIRS:4.0%} {found[3] / _PAIRS:4.0%}"
            )


def main() -> None:
    """Print every set."""
    default = os.environ.get("SECONDSOURCE_DATA", Path(__file__).parents[2] / "shared" / "data")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else default) / "stories"
    for name in ("basil_dev", "gva_dev"):
        measure(name, *load(folder / f"{name}.jsonl.gz"))


if __name__ == "__main__":
    main()
