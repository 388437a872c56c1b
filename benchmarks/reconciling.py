"""Reconciliation against invented stories annotated by hand.

``python -m benchmarks.reconciling`` prints one row for each part; ``--mistakes`` lists what went
wrong in the parts that are open (never in the sealed one). ``--aligned`` takes the alignment of the
annotation, so that what is left is lost by origins, grades, conflicts, updates and ranges.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import combinations

from benchmarks.alignedgold import aligned
from benchmarks.markedclaims import claims_on
from benchmarks.reconcilegold import HALVES, OWN, UNNAMED, GoldClaim, GoldFact, GoldStory, load
from benchmarks.storypairs import is_one_fact, is_optional, two_texts, wanted_pairs
from secondsource.pipeline import Reader, reconcile
from secondsource.records.reading import Reading
from secondsource.records.story import Fact, Story

Key = tuple[str, str]  #: (report id, claim id)
AIMS = "aims: P 95, R 80, origins 90, grades 90, conflicts 80, updates 75, ranges 90"


@dataclass(slots=True)
class Score:
    """Right, made and wanted of one measure, in one half; made is wanted for mere shares."""

    right: int = 0
    made: int = 0
    wanted: int = 0

    def add(self, other: Score) -> None:
        """Count another story's in."""
        self.right += other.right
        self.made += other.made
        self.wanted += other.wanted

    @property
    def precision(self) -> float:
        """In percent."""
        return 100 * self.right / self.made if self.made else 100.0

    @property
    def recall(self) -> float:
        """In percent."""
        return 100 * self.right / self.wanted if self.wanted else 100.0

    @property
    def f1(self) -> float:
        """In percent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Paired:
    """A story and its gold: which claims were read, and which fact of the sheet is which."""

    gold: GoldStory
    told: Story
    readings: Mapping[str, Reading]
    of_claim: dict[Key, GoldClaim] = field(default_factory=dict)
    of_added: dict[Key, GoldClaim] = field(default_factory=dict)
    of_gold: dict[GoldClaim, set[Key]] = field(default_factory=dict)
    fact_of: dict[str, Fact] = field(default_factory=dict)

    def claims(self, fact: Fact) -> list[GoldClaim | None]:
        """The annotated claims of a fact of the sheet; None for one that isn't annotated. Parts
        shown under their total say something else."""
        told = (c for c in fact.claims if c.relation != "part of")
        return [self.of_claim.get((c.report, c.claim)) for c in told]


def pair(gold: GoldStory, readings: Iterable[Reading]) -> Paired:
    """Reconcile the readings and lay the gold beside."""
    by_id = {reading.report.id: reading for reading in readings}
    paired = Paired(gold, reconcile(list(by_id.values())), by_id)
    for report, reading in by_id.items():
        marks = [claim for claim in gold.claims if claim.report == report]
        added = [claim for claim in gold.added if claim.report == report]
        for read, later in claims_on(added, reading).items():
            for claim in later:
                paired.of_added[report, read] = claim
        for read, first in claims_on(marks, reading).items():
            for claim in first:
                paired.of_claim[report, read] = claim
                paired.of_gold.setdefault(claim, set()).add((report, read))
    for name in gold.facts:
        found = Counter({
            fact.id: len({c for c in paired.claims(fact) if c is not None and c.fact == name})
            for fact in paired.told.facts
        })  # fmt: skip
        best = max(found, key=lambda key: (found[key], -_strangers(paired, key, name), key),
                   default=None)  # fmt: skip
        if best is not None and found[best]:
            paired.fact_of[name] = next(f for f in paired.told.facts if f.id == best)
    return paired


def _strangers(paired: Paired, identity: str, name: str) -> int:
    fact = next(f for f in paired.told.facts if f.id == identity)
    return sum(c is None or c.fact != name for c in paired.claims(fact))


def score(paired: Paired) -> tuple[dict[str, Score], list[str]]:
    """All measures of one story, and what went wrong in words."""
    scores: dict[str, Score] = {}
    wrong: list[str] = []
    for name, measure in MEASURES.items():
        scores[name] = Score()
        wrong += [f"{name}: {line}" for line in measure(paired, scores[name])]
    return scores, wrong


def _read(paired: Paired, tally: Score) -> Iterator[str]:
    for claim in paired.gold.claims:
        if not claim.optional and "@" not in claim.fact:
            tally.wanted += 1
            tally.made += 1
            tally.right += claim in paired.of_gold
            if claim not in paired.of_gold:
                yield f"not read: {_shown(paired, claim)}"


def _alignment(paired: Paired, tally: Score) -> Iterator[str]:
    """Pairs of claims of one fact in different texts. A pair with a claim that was not marked at
    first is wrong, whatever it says."""
    made = _made(paired, paired.of_claim)
    wanted = wanted_pairs(paired.gold)
    tally.made += len(made)
    tally.wanted += len(wanted)
    tally.right += len(wanted & made.keys())
    for missed in wanted - made.keys():
        told = (_shown(paired, claim) for claim in missed if isinstance(claim, GoldClaim))
        yield "apart: " + " | ".join(sorted(told))


def _all_marks(paired: Paired, tally: Score) -> Iterator[str]:
    """The same pairs by all marks, those that were added later among them."""
    for link, keys in _made(paired, {**paired.of_added, **paired.of_claim}).items():
        right = is_one_fact(link)
        tally.made += 1
        tally.wanted += 1
        tally.right += right
        if not right:
            yield "together: " + " | ".join(_words(paired, key) for key in keys)


def _made(
    paired: Paired, marks: Mapping[Key, GoldClaim]
) -> dict[frozenset[GoldClaim | Key], tuple[Key, Key]]:
    """Pairs of claims in different texts that stand in one fact, by their marks where they have
    any; none with an optional one."""
    made: dict[frozenset[GoldClaim | Key], tuple[Key, Key]] = {}
    for fact in paired.told.facts:
        for one, other in combinations(_keys(paired, fact), 2):
            mine, theirs = marks.get(one, one), marks.get(other, other)
            counted = not (is_optional(mine) or is_optional(theirs))
            if counted and two_texts(paired.gold, one[0], other[0]):
                made[frozenset({mine, theirs})] = one, other
    return made


def _keys(paired: Paired, fact: Fact) -> list[Key]:
    return sorted((c.report, c.claim) for c in fact.claims if c.relation != "part of")


def _origins(paired: Paired, tally: Score) -> Iterator[str]:
    names = {origin.id: origin for origin in paired.told.origins}
    for fact in paired.told.facts:
        for claim in fact.claims:
            gold = paired.of_claim.get((claim.report, claim.claim))
            if gold is None or gold.optional or claim.origin is None:
                continue
            origin = names[claim.origin]
            tally.wanted += 1
            tally.made += 1
            right = _is_origin(paired, gold, origin.name, origin.kind)
            tally.right += right
            if not right:
                yield f"{_shown(paired, gold)}: {origin.name} ({origin.kind}), not {gold.origin}"


def _is_origin(paired: Paired, claim: GoldClaim, name: str, kind: str) -> bool:
    report = paired.readings[claim.report].report
    if claim.origin == OWN:
        first = paired.gold.copies.get(claim.report)
        outlet = paired.readings[first].report.outlet if first else report.outlet
        return name == outlet
    if claim.origin == UNNAMED:
        return kind == UNNAMED
    accepted = paired.gold.origins[claim.origin]
    return any(a.casefold() in name.casefold() or (a == UNNAMED and kind == UNNAMED)
               for a in accepted)  # fmt: skip


def _grades(paired: Paired, tally: Score) -> Iterator[str]:
    for name, gold in paired.gold.facts.items():
        yield from _grade(paired, gold, paired.fact_of.get(name), tally)


def _shared_grades(paired: Paired, tally: Score) -> Iterator[str]:
    """Only facts that anything hangs on: told by several reports, in conflict or revised."""
    for name, gold in paired.gold.facts.items():
        if gold.grade != "single source":
            yield from _grade(paired, gold, paired.fact_of.get(name), tally)


def _grade(paired: Paired, gold: GoldFact, fact: Fact | None, tally: Score) -> Iterator[str]:
    if fact is None:
        return
    tally.wanted += 1
    tally.made += 1
    tally.right += fact.grade == gold.grade
    if fact.grade != gold.grade:
        yield f"{gold.name} is {fact.grade}, not {gold.grade}: {fact.summary} ({fact.why})"


def _conflicts(paired: Paired, tally: Score) -> Iterator[str]:
    made = {frozenset({f.id, c.fact}) for f in paired.told.facts for c in f.conflicts}
    wanted = {frozenset({f.name, n}) for f in paired.gold.facts.values() for n in f.against}
    yield from _links(paired, made, wanted, tally)


def _updates(paired: Paired, tally: Score) -> Iterator[str]:
    made = {frozenset({f.id, older}) for f in paired.told.facts for older in f.supersedes}
    wanted = {frozenset({f.name, n}) for f in paired.gold.facts.values() for n in f.supersedes}
    yield from _links(paired, made, wanted, tally)


def _links(
    paired: Paired, made: set[frozenset[str]], wanted: set[frozenset[str]], tally: Score
) -> Iterator[str]:
    facts = {fact.id: fact for fact in paired.told.facts}
    found = {frozenset(_name(paired, facts[i]) for i in link): link for link in made}
    tally.made += len(found)
    tally.wanted += len(wanted)
    tally.right += len(wanted & found.keys())
    yield from (f"missed: {' / '.join(sorted(link))}" for link in wanted - found.keys())
    for link in found.keys() - wanted:
        yield "false: " + " / ".join(sorted(facts[i].summary for i in found[link]))


def _name(paired: Paired, fact: Fact) -> str:
    names = Counter(c.fact for c in paired.claims(fact) if c is not None)
    return min(names, key=lambda n: (-names[n], n), default=f"?{fact.id}")


def _ranges(paired: Paired, tally: Score) -> Iterator[str]:
    for name, gold in paired.gold.facts.items():
        fact = paired.fact_of.get(name)
        if fact is None or gold.low is None:
            continue
        value = fact.value
        right = value is not None and (value.low, value.high) == (gold.low, gold.high)
        tally.wanted += 1
        tally.made += 1
        tally.right += right
        if not right:
            shown = (value.low, value.high) if value else None
            yield f"{name} is {shown}, not {gold.low}-{gold.high}"


MEASURES = {
    "claims read": _read,
    "alignment": _alignment,
    "all marks": _all_marks,
    "origins": _origins,
    "grades": _grades,
    "shared": _shared_grades,
    "conflicts": _conflicts,
    "updates": _updates,
    "ranges": _ranges,
}


def _shown(paired: Paired, claim: GoldClaim) -> str:
    text = paired.readings[claim.report].report.text
    around = text[max(0, claim.start - 40) : claim.end + 30]
    return f"{claim.report} {claim.fact} “{' '.join(around.split())}”"


def _words(paired: Paired, key: Key) -> str:
    reading = paired.readings[key[0]]
    claim = next(c for c in reading.claims if c.id == key[1])
    return f"{key[0]} “{' '.join(reading.report.text[claim.start : claim.end].split())}”"


def run(
    stories: Iterable[GoldStory], reader: Reader, *, as_annotated: bool = False
) -> tuple[dict[str, Score], list[str]]:
    """Scores of several stories together; ``as_annotated`` with the alignment of the annotation."""
    totals = {name: Score() for name in MEASURES}
    wrong: list[str] = []
    for gold in stories:
        with aligned(gold) if as_annotated else nullcontext():
            found, lines = score(pair(gold, reader.read_many(gold.reports)))
        for name, part in found.items():
            totals[name].add(part)
        wrong += [f"{gold.name}: {line}" for line in lines]
    return totals, wrong


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mistakes", action="store_true", help="of the parts that are open")
    parser.add_argument(
        "--aligned",
        action="store_true",
        help="with claims aligned as annotated: what everything else loses by itself",
    )
    parser.add_argument(
        "--parts",
        nargs="+",
        choices=HALVES,
        default=[half for half in HALVES if half != "sealed"],
        help="all but the sealed one, unless told: even totals, seen often, tune rules",
    )
    options = parser.parse_args()
    reader = Reader()
    rest = [name for name in MEASURES if name not in ("alignment", "all marks")]
    print(f"{'half':8}{'stories':>8}{'reports':>8}{'P':>9}{'P first':>9}{'R':>7}"
          + "".join(f"{name:>12}" for name in rest))  # fmt: skip
    for half in options.parts:
        stories = load(half)
        if not stories:
            print(f"{half:8}{0:8}")
            continue
        totals, wrong = run(stories, reader, as_annotated=options.aligned)
        line = f"{half:8}{len(stories):8}{sum(len(s.reports) for s in stories):8}"
        line += f"{totals['all marks'].precision:9.1f}"
        line += f"{totals['alignment'].precision:9.1f}{totals['alignment'].recall:7.1f}"
        for name in rest:
            line += f"{totals[name].f1:7.1f}/{totals[name].wanted:<4}"
        print(line)
        if options.mistakes and half != "sealed":
            print("\n".join(f"    {line}" for line in wrong))
    print(AIMS)


if __name__ == "__main__":
    main()
