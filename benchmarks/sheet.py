"""Size of the page and the time it takes to write it, for one report, four and ten.

    python -m benchmarks.sheet

The bundled samples and invented test stories, taken as one story: the places lie far apart, so
that the map is a large one.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from benchmarks.speed import best
from secondsource import pipeline
from secondsource.ingest.sources import read_sources
from secondsource.publish import htmlsheet
from secondsource.records.report import Report
from secondsource.samples import sample_names, sample_paths

STORIES = Path(__file__).parent.parent / "tests" / "reconcile" / "stories"
SIZES = (1, 4, 10)


def main() -> None:
    """Print a row a size."""
    paths = [str(path) for name in sample_names() for path in sample_paths(name)]
    paths += sorted(str(path) for path in STORIES.glob("*/*.txt"))
    reports = [item for item in read_sources(paths[: max(SIZES)]) if isinstance(item, Report)]
    readings = list(pipeline.Reader().read_many(reports))
    print(f"{'reports':>7} {'facts':>6} {'words':>6} {'kB':>6} {'gzip':>6} {'ms':>6}")
    for size in SIZES:
        story = pipeline.reconcile(readings[:size])
        page = htmlsheet.render([story]).encode()
        words = sum(len(item.report.text.split()) for item in story.reports)
        took = best(lambda story=story: htmlsheet.render([story])) * 1000
        sizes = f"{len(page) / 1000:6.0f} {len(gzip.compress(page)) / 1000:6.0f}"
        print(f"{size:7} {len(story.facts):6} {words:6} {sizes} {took:6.0f}")


if __name__ == "__main__":
    main()
