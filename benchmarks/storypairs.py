"""Pairs of claims of the annotated stories, and where those that state one fact are lost.

``python -m benchmarks.storypairs`` prints, for pairs of marked claims that state one fact in two
texts, how far each gets: read by the reader, kept as a statement, compared at all, free of vetoes,
above the threshold, and on one line of the sheet in the end. Sealed stories are never looked at.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks.markedclaims import claims_on
from benchmarks.reconcilegold import HALVES, GoldClaim, GoldStory, load
from secondsource.pipeline import Reader
from secondsource.reconciling.aligning.align import Group, align, block_keys
from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.evidence import Comparison, thresholds
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.facts.conflicts import Tensions
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.facts import Options
from secondsource.reconciling.story import work
from secondsource.records.copies import CopyMap
from secondsource.records.reading import Reading

READ = tuple(half for half in HALVES if half != "sealed")
#: How far a pair gets, in order; "veto …" stands for each kind of veto.
STEPS = ("not read", "no statement", "never compared", "veto", "below threshold", "split", "joined")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The statements of a story, what each is by the annotation (None: not marked), the group
    of the alignment it stands in, and the facts that came of them."""

    gold: GoldStory
    statements: tuple[Statement, ...]
    of: Mapping[Key, GoldClaim]
    group: Mapping[Key, int]
    ground: Ground
    drafts: tuple[Draft, ...]
    tensions: Tensions


@dataclass(frozen=True, slots=True, eq=False)
class StoryPair:
    """Two statements of two texts, and whether they state one fact."""

    one: Statement
    other: Statement
    found: Comparison
    same: bool


def told(gold: GoldStory, readings: Sequence[Reading]) -> Told:
    """A story reconciled, beside its annotation."""
    workings = work(readings, CopyMap(), Options())
    ground = workings.case.ground
    of: dict[Key, GoldClaim] = {}
    stated = {statement.key for statement in workings.statements}
    for marks in (gold.added, gold.claims):
        of |= {key: claim for key, claim in _marked(marks, readings) if key in stated}
    groups = align(workings.statements, ground)
    numbers, tensions = _numbers(groups), workings.case.tensions
    return Told(gold, workings.statements, of, numbers, ground, workings.drafts, tensions)


def _marked(
    marks: Sequence[GoldClaim], readings: Iterable[Reading]
) -> Iterator[tuple[Key, GoldClaim]]:
    for reading in readings:
        report = reading.report.id
        here = [mark for mark in marks if mark.report == report]
        for claim, found in claims_on(here, reading).items():
            yield from (((report, claim), mark) for mark in found)


def counted(story: Told) -> tuple[int, int, int, int]:
    """Pairs of claims of one fact in two texts: how many the points in force put together, how
    many of those are right, those wanted, and how many of those are found. What was marked later
    is right and not wanted."""
    made: set[frozenset[GoldClaim | Key]] = set()
    for group in align(story.statements, story.ground):
        for one, other in combinations([s.key for s in group.statements()], 2):
            pair = frozenset({story.of.get(one, one), story.of.get(other, other)})
            if two_texts(story.gold, one[0], other[0]) and not any(map(is_optional, pair)):
                made.add(pair)
    wanted = wanted_pairs(story.gold)
    return len(made), sum(map(is_one_fact, made)), len(wanted), len(made & wanted)


def is_one_fact(pair: Iterable[GoldClaim | Key]) -> bool:
    """Whether all are marked, with one fact."""
    facts = {claim.fact if isinstance(claim, GoldClaim) else claim for claim in pair}
    return len(facts) == 1 and all(isinstance(fact, str) for fact in facts)


def wanted_pairs(gold: GoldStory) -> set[frozenset[GoldClaim | Key]]:
    """The pairs of claims of one fact in two texts, by the first marks."""
    claims = [claim for claim in gold.claims if not claim.optional]
    return {
        frozenset[GoldClaim | Key]({one, other})
        for one, other in combinations(claims, 2)
        if one.fact == other.fact and two_texts(gold, one.report, other.report)
    }


def is_optional(claim: GoldClaim | Key) -> bool:
    """Whether a claim is marked so that it counts neither for nor against."""
    return isinstance(claim, GoldClaim) and claim.optional


def _numbers(groups: Iterable[Group]) -> dict[Key, int]:
    return {s.key: group.number for group in groups for s in group.statements()}


def story_pairs(story: Told) -> Iterator[StoryPair]:
    """All pairs that are compared at all, but for optional marks and copies."""
    keys = {s.key: block_keys(s, story.ground) for s in story.statements}
    for one, other in combinations(story.statements, 2):
        if not two_texts(story.gold, one.key[0], other.key[0]):
            continue
        mine, theirs = story.of.get(one.key), story.of.get(other.key)
        if (mine and mine.optional) or (theirs and theirs.optional):
            continue
        if keys[one.key] & keys[other.key]:
            same = mine is not None and theirs is not None and mine.fact == theirs.fact
            yield StoryPair(one, other, compare(one, other, story.ground), same)


def two_texts(gold: GoldStory, one: str, other: str) -> bool:
    """Whether two reports are no copies of one text."""
    return gold.copies.get(one, one) != gold.copies.get(other, other)


def losses(story: Told, readings: Iterable[Reading]) -> Iterator[tuple[str, GoldClaim, GoldClaim]]:
    """For each pair of marked claims that state one fact, the step at which it is lost."""
    wanted = [claim for claim in story.gold.claims if not claim.optional]
    read = {claim for _, claim in _marked(wanted, readings)}
    for one, other in combinations(wanted, 2):
        if one.fact == other.fact and two_texts(story.gold, one.report, other.report):
            yield _lost(story, one, other) if {one, other} <= read else "not read", one, other


def _lost(story: Told, one: GoldClaim, other: GoldClaim) -> str:
    mine = [s for s in story.statements if story.of.get(s.key) is one]
    theirs = [s for s in story.statements if story.of.get(s.key) is other]
    if not mine or not theirs:
        return "no statement"
    steps = [_step(story, a, b) for a in mine for b in theirs]
    return max(steps, key=lambda step: STEPS.index(step.split()[0] if "veto" in step else step))


def _step(story: Told, one: Statement, other: Statement) -> str:
    if story.group[one.key] == story.group[other.key]:
        return "joined"
    if not block_keys(one, story.ground) & block_keys(other, story.ground):
        return "never compared"
    found = compare(one, other, story.ground)
    if found.vetoes:
        return "veto " + " + ".join(sorted(found.vetoes))
    return "split" if found.score >= thresholds()["fact"] else "below threshold"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parts", nargs="+", choices=READ, default=list(READ))
    options = parser.parse_args()
    reader = Reader()
    for half in options.parts:
        tally: Counter[str] = Counter()
        for gold in load(half):
            readings = list(reader.read_many(gold.reports))
            tally.update(step for step, _, _ in losses(told(gold, readings), readings))
        print(f"{half}: {tally.total()} pairs")
        for step, count in tally.most_common():
            print(f"{count:6} {step}")


if __name__ == "__main__":
    main()
