"""Score boilerplate on the invented pages of ``boilerplate.txt``, line by line.

    python benchmarks/boilerplate.py [--errors]

A line is taken for boilerplate where zones cover more than half of its characters. Precision is
the share of such lines that are boilerplate, recall the share of boilerplate lines so taken;
``kind`` is the share of these whose kind is right too. A dateline is right where the zone at the
line's begin ends with the prefix.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from secondsource.extraction.boilerplate import find_boilerplate
from secondsource.records.reading import Boilerplate

PAGES = Path(__file__).with_name("boilerplate.txt")
MARK = " || "  #: between a dateline and the news behind it


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its kind, where it begins in the text, its words, its dateline's length."""

    kind: str
    start: int
    text: str
    dateline: int = 0


def pages(path: Path = PAGES) -> Iterator[tuple[str, list[Line]]]:
    """Texts of the pages with their lines."""
    rows = [row for row in path.read_text(encoding="utf-8").splitlines() if row[:1] != "#"]
    for page in "\n".join(rows).strip("\n").split("\n\n"):
        lines: list[Line] = []
        position = 0
        for row in page.splitlines():
            kind, _, text = row.partition("\t")
            prefix, mark, rest = text.partition(MARK)
            text = f"{prefix} {rest}" if mark else text
            lines.append(Line(kind, position, text, len(prefix) if mark else 0))
            position += len(text) + 2
        yield "\n\n".join(line.text for line in lines), lines


def compare(line: Line, zones: tuple[Boilerplate, ...]) -> Counter[str]:
    """Counts over one line."""
    end = line.start + len(line.text)
    over = [zone for zone in zones if zone.start < end and line.start < zone.end]
    if line.dateline:
        right = any((zone.start, zone.kind) == (line.start, "dateline") for zone in over)
        held = all(zone.end <= line.start + line.dateline + 1 for zone in over)
        return Counter(datelines=1, dateline_right=right and held)
    covered = sum(min(zone.end, end) - max(zone.start, line.start) for zone in over)
    taken = 2 * covered > len(line.text)
    gold = line.kind != "-"
    kind = any(zone.kind == line.kind for zone in over)
    both = taken and gold
    return Counter(gold=gold, system=taken, right=both, kind=both and kind)


def score(errors: bool = False) -> Counter[str]:
    """Counts over all pages."""
    counts: Counter[str] = Counter()
    for text, lines in pages():
        zones = find_boilerplate(text)
        for line in lines:
            one = compare(line, zones)
            counts.update(one)
            wrong = one["gold"] != one["system"] or one["right"] != one["kind"]
            if errors and (wrong or one["datelines"] != one["dateline_right"]):
                found = [
                    z.kind for z in zones if line.start <= z.start < line.start + len(line.text)
                ]
                print(f"{line.kind} / {','.join(found) or '-'}\t{line.text[:90]}")
        counts["lines"] += len(lines)
    return counts


def report(counts: Counter[str]) -> str:
    """The result in one line."""
    precision = 100 * counts["right"] / max(1, counts["system"])
    recall = 100 * counts["right"] / max(1, counts["gold"])
    kind = 100 * counts["kind"] / max(1, counts["right"])
    return (
        f"lines {counts['lines']}: P {precision:.1f} R {recall:.1f}, kind right {kind:.1f} %;"
        f" datelines {counts['dateline_right']} of {counts['datelines']}"
    )


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description="Score boilerplate")
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    print(report(score(parser.parse_args().errors)))


if __name__ == "__main__":
    main()
