"""Cold start: ``secondsource read`` of the bundled sample's first two reports against importing
spaCy and loading a small English pipeline, alternately in one run.

``python -m benchmarks.startup [--spacy PYTHON] [--pipeline NAME] [--rounds N]``: ``--spacy`` is a
Python that has spaCy (default: this one). Prints medians and their ratio; the aim is at most 0.5.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from secondsource.samples import sample_paths


def seconds(command: Sequence[str]) -> float:
    """Wall time of one run of a command that must succeed."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spacy", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--pipeline", default="en_core_web_sm")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    reports = [str(path) for path in sample_paths("ferry-fire")[:2]]
    ours = [sys.executable, "-m", "secondsource", "read", *reports]
    theirs = [options.spacy, "-c", f"import spacy; spacy.load({options.pipeline!r})"]
    bare = [sys.executable, "-c", "import numpy, onnxruntime"]
    rows = {"read two reports": ours, "spaCy, loaded": theirs, "numpy and onnxruntime": bare}
    times: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(options.rounds):
        for name, command in rows.items():
            times[name].append(seconds(command))
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, value in medians.items():
        print(f"{name:24s} {value:6.2f} s")
    print(f"ratio to spaCy           {medians['read two reports'] / medians['spaCy, loaded']:6.2f}")


if __name__ == "__main__":
    main()
