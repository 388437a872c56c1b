"""Which wordings of the news tell one deed: pairs of clauses written from knowledge of English.

``python -m benchmarks.deeds`` reads the clauses of ``deeds.tsv`` as reports of two outlets and
compares each pair as stories are compared: how many that tell one deed are looked up together, are
thought to be one action and are put together, and how many that tell two are. Half of the pairs,
chosen by their first clause, is held out: tables are mended looking at the other half only, whose
mistakes ``--mistakes`` lists. ``--fields`` prints every field of the news.
"""

from __future__ import annotations

import argparse
import csv
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from secondsource.pipeline import Reader
from secondsource.reconciling.aligning.align import block_keys
from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.deeds import alike
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.facts.facts import Options
from secondsource.reconciling.story import work
from secondsource.records.copies import CopyMap
from secondsource.records.reading import Reading
from secondsource.records.report import Report

CLAUSES = Path(__file__).with_name("deeds.tsv")
_DATE = "2031-05-06"
_APART = frozenset({"action", "opposite"})


@dataclass(frozen=True, slots=True)
class ClausePair:
    """Two clauses; ``same`` where they tell one deed."""

    one: str
    other: str
    same: bool
    field: str

    @property
    def held_out(self) -> bool:
        """Whether it is in the half that no table is mended by."""
        return zlib.crc32(self.one.encode()) % 2 == 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a pair gets: ``read`` at all, ``met`` in the look-up, ``one`` action, ``joined``."""

    pair: ClausePair
    read: bool = False
    met: bool = False
    one: bool = False
    joined: bool = False
    told: str = ""


def clause_pairs(path: Path = CLAUSES) -> Iterator[ClausePair]:
    """The pairs of the table."""
    with path.open(encoding="utf-8") as lines:
        rows = csv.reader((line for line in lines if line[0] != "#"), delimiter="\t")
        for one, other, verdict, field in rows:
            yield ClausePair(one, other, verdict == "same", field)


def outcomes(pairs: Sequence[ClausePair]) -> list[Outcome]:
    """What becomes of each pair."""
    reader = Reader()
    clauses = sorted({clause for pair in pairs for clause in (pair.one, pair.other)})
    sides = [
        dict(zip(clauses, reader.read_many(_reports(clauses, outlet)), strict=True))
        for outlet in ("Courier", "Post")
    ]
    return [_outcome(pair, sides[0][pair.one], sides[1][pair.other]) for pair in pairs]


def _reports(clauses: Iterable[str], outlet: str) -> list[Report]:
    return [Report(text=f"{clause}.", published=_DATE, outlet=outlet) for clause in clauses]


def _outcome(pair: ClausePair, first: Reading, second: Reading) -> Outcome:
    workings = work([first, second], CopyMap(), Options())
    mine, theirs = (
        main_statement([s for s in workings.statements if s.page.report == reading.report.id])
        for reading in (first, second)
    )
    if mine is None or theirs is None:
        return Outcome(pair)
    ground = workings.case.ground
    found = compare(mine, theirs, ground)
    lemmas = f"{mine.lemma} / {theirs.lemma}"
    return Outcome(
        pair,
        read=True,
        met=bool(block_keys(mine, ground) & block_keys(theirs, ground)),
        one=not found.vetoes & _APART,
        joined=found.same,
        told=f"{found.score:5.2f} {alike(mine.deeds, theirs.deeds):.2f} {lemmas} "
        f"{'+'.join(sorted(found.vetoes))}",
    )


def main_statement(statements: Sequence[Statement]) -> Statement | None:
    """The statement of a clause's main verb, else the first of it."""
    roots = [s for s in statements if s.page.deprel(s.claim.predicate.start) == "root"]
    return min(roots or statements, key=lambda s: s.claim.predicate.start, default=None)


def _share(found: Sequence[bool]) -> str:
    return f"{100 * sum(found) / len(found):6.1f}" if found else "     -"


def _line(name: str, found: Sequence[Outcome]) -> str:
    same = [o for o in found if o.pair.same]
    other = [o for o in found if not o.pair.same]
    figures = (
        [o.read for o in same], [o.met for o in same], [o.one for o in same],
        [o.joined for o in same], [o.one for o in other], [o.joined for o in other],
    )  # fmt: skip
    return f"{name:28}{len(same):5}{len(other):6}" + "".join(f"{_share(f):>8}" for f in figures)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fields", action="store_true", help="a line for every field")
    parser.add_argument("--mistakes", action="store_true", help="of the half that is not held out")
    options = parser.parse_args()
    found = outcomes(list(clause_pairs()))
    halves = (
        ("mended by", [o for o in found if not o.pair.held_out]),
        ("held out", [o for o in found if o.pair.held_out]),
    )
    print(f"{'':28} same other    read     met     one  joined  f.one f.joined")
    for name, half in halves:
        print(_line(name, half))
        if options.fields:
            fields = defaultdict(list)
            for outcome in half:
                fields[outcome.pair.field].append(outcome)
            for field, some in fields.items():
                print(_line(f"  {field}", some))
    if options.mistakes:
        for outcome in halves[0][1]:
            if outcome.pair.same != outcome.joined or outcome.pair.same != outcome.one:
                kind = "same" if outcome.pair.same else "DIFF"
                state = "joined" if outcome.joined else "one" if outcome.one else "apart"
                told = f"{kind} {state:6} {outcome.told}"
                print(f"{told:60} {outcome.pair.one} | {outcome.pair.other}")


if __name__ == "__main__":
    main()
