"""Invented clauses that tell the same facts in other words, and facts that are easily confused.

``benchmarks/scene_texts/`` holds 180 scenes: eight to eleven facts of one story each, told in
four to six lines whose words differ as far as they can; beside each stand its likes (arrested and
charged, proposed and passed, twelve and fourteen). ``python -m benchmarks.scenes`` makes reports
of them, one line of each fact a report, and prints how many lines the reader has a claim for, how
many pairs of lines that tell one fact are put together, and how many that are put together tell
one fact. The lines were written without the program's tables and no rule is mended against them;
the vectors of clauses have learnt from them all.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from secondsource.pipeline import Reader
from secondsource.reconciling.aligning.align import align
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.facts.facts import Options
from secondsource.reconciling.story import work
from secondsource.records.copies import CopyMap
from secondsource.records.report import Report

FOLDER = Path(__file__).with_name("scene_texts")
_DAY = "2034-03-09"


@dataclass(frozen=True, slots=True)
class Scene:
    """What a story tells: for each fact the lines that tell it."""

    name: str
    facts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Where a line of a fact stands: report and characters."""

    report: str
    start: int
    end: int
    fact: int


def scenes() -> Iterator[Scene]:
    """All scenes, file by file. A file has lines "# scene: …", "= fact" and what tells it."""
    for path in sorted(FOLDER.glob("*.txt")):
        name, facts = "", list[list[str]]()
        for line in [*path.read_text(encoding="utf-8").splitlines(), "# scene: "]:
            if line.startswith("# scene: "):
                if facts:
                    yield Scene(f"{path.stem}: {name}", tuple(map(tuple, facts)))
                name, facts = line.removeprefix("# scene: "), []
            elif line.startswith("= "):
                facts.append([])
            elif line.strip():
                facts[-1].append(line.strip())


def reports_of(scene: Scene) -> tuple[list[Report], list[Line]]:
    """A report for each first, second … line of all facts, in an order of its own."""
    order = random.Random(scene.name)
    reports, lines = [], list[Line]()
    for number in range(max(map(len, scene.facts))):
        told = [(i, fact[number]) for i, fact in enumerate(scene.facts) if number < len(fact)]
        order.shuffle(told)
        text = ""
        for fact, words in told:
            ended = words if words[-1] in '.!?"' else f"{words}."
            lines.append(Line(str(number), len(text), len(text) + len(ended), fact))
            text += f"{ended} "
        report = Report(id=str(number), text=text, outlet=f"Paper {number}", published=_DAY)
        reports.append(report)
    return reports, lines


def main() -> None:
    """Command line."""
    reader = Reader()
    read = told = made = right = wanted = 0
    for scene in scenes():
        reports, lines = reports_of(scene)
        readings = list(reader.read_many(reports))
        workings = work(readings, CopyMap(), Options())
        of = _statements_of(workings.statements, lines)
        read, told = read + len(of), told + len(lines)
        groups = align(workings.statements, workings.case.ground)
        group = {s.key: g.number for g in groups for s in g.statements()}
        for one, other in combinations(lines, 2):
            if one.report == other.report:
                continue
            same = one.fact == other.fact
            mine, theirs = ({group[key] for key in of.get(line, ())} for line in (one, other))
            joined = bool(mine & theirs)
            wanted, made, right = wanted + same, made + joined, right + (same and joined)
    print(f"lines {told}, with a claim {100 * read / told:.1f} %")
    print(f"pairs of one fact {wanted}: P {100 * right / made:.1f} R {100 * right / wanted:.1f}")


def _statements_of(
    statements: Sequence[Statement], lines: Sequence[Line]
) -> dict[Line, list[tuple[str, str]]]:
    found: dict[Line, list[tuple[str, str]]] = {}
    for line in lines:
        for statement in statements:
            at = statement.claim.predicate.start
            if statement.key[0] == line.report and line.start <= at < line.end:
                found.setdefault(line, []).append(statement.key)
    return found


if __name__ == "__main__":
    main()
