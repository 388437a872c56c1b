"""Main text and facts of the invented layouts: ``python -m benchmarks.pages [--each]``.

The tidy ones and the noisy ones apart.
"""

from __future__ import annotations

import argparse
import re
import statistics
from collections import Counter
from collections.abc import Sequence

from benchmarks.layouts import Layout, pages
from benchmarks.noisylayouts import noisy_pages
from secondsource.ingest.webpage import Page, parse

_WORD = re.compile(r"\w+")


def text_f1(found: str, wanted: str) -> float:
    """F1 of words, each as often as it stands there."""
    ours, theirs = Counter(_WORD.findall(found)), Counter(_WORD.findall(wanted))
    shared = sum((ours & theirs).values())
    return 2 * shared / max(1, ours.total() + theirs.total())


def score(layout: Layout, page: Page) -> dict[str, float]:
    """What is right of one page; author and day only where it gives them."""
    marks = {
        "main text F1": text_f1(page.text, " ".join(layout.paragraphs)),
        "title": float(page.title == layout.title),
        "outlet": float(page.outlet == layout.outlet),
    }
    if layout.author:
        marks["author"] = float(page.author == layout.author)
    if layout.day:
        marks["day"] = float((page.published or "")[:10] == layout.day)
    if layout.dateless:
        marks["day"] = float(page.published is None)
    return marks


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", action="store_true", help="a line for every layout")
    options = parser.parse_args()
    for kind, layouts in (("tidy", list(pages())), ("noisy", list(noisy_pages()))):
        _measure(kind, layouts, options.each)


def _measure(kind: str, layouts: Sequence[Layout], each: bool) -> None:
    marks: dict[str, list[float]] = {}
    for layout in layouts:
        found = score(layout, parse(layout.html, layout.name, None))
        for name, value in found.items():
            marks.setdefault(name, []).append(value)
        if each:
            print(layout.name, {name: round(value, 3) for name, value in found.items()})
    print(f"{len(layouts)} {kind} layouts\n\n| | mean | lowest |\n|---|---|---|")
    for name, values in marks.items():
        print(f"| {name} | {statistics.mean(values):.3f} | {min(values):.3f} |")
    print()


if __name__ == "__main__":
    main()
