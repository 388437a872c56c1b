"""How fast reports are read, against a bare matrix product of the encoder's size in the same run.

``python -m benchmarks.reading [--rounds N]`` reads the bundled samples again and again and prints
words a second, the encoder's share, and the encoder's arithmetic over the machine's fp32 GEMM rate.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np

from secondsource.encoder.runtime import Encoder
from secondsource.pipeline import Reader
from secondsource.records.report import Report
from secondsource.samples import sample_names, sample_paths

_MATRIX_WEIGHTS = 6 * 12 * 384 * 384  #: of the encoder; each costs two operations a sub-word


def seconds(work: Callable[[], object]) -> float:
    """The best of three."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def gemm_rate(size: int = 1024) -> float:
    """Operations a second of an fp32 matrix product."""
    one = np.random.default_rng(0).normal(size=(size, size)).astype(np.float32)
    return float(2 * size**3 / seconds(lambda: one @ one))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    paths = [path for name in sample_names() for path in sample_paths(name)]
    texts = [path.read_text(encoding="utf-8") for path in paths] * options.rounds
    reports = [Report(text=text, published="2025-10-17") for text in texts]
    reader, encoder = Reader(), Encoder()
    pieces = sum(len(encoder.weights.pieces(word)) for text in texts for word in text.split())
    list(reader.read_many(reports[:8]))
    list(encoder.annotate(texts[:8]))
    whole = seconds(lambda: list(reader.read_many(reports)))
    alone = seconds(lambda: list(encoder.annotate(texts)))
    words = sum(len(text.split()) for text in texts)
    print(f"reports      {len(texts) / whole:8.1f} a second")
    print(f"words        {words / whole:8.0f} a second")
    print(f"encoder      {alone / whole:8.0%} of the time, splitting and decoding included")
    print(f"arithmetic   {2 * _MATRIX_WEIGHTS * pieces / alone / gemm_rate():8.2f} of fp32 GEMM")


if __name__ == "__main__":
    main()
