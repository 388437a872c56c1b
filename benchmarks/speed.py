"""How fast reports are read: the whole, each stage's share, and what the machine could do.

    python -m benchmarks.speed [--documents N] [--threads T] [--spacy PYTHON --pipeline NAME]

Invented reports of about 450 words, mixed from the bundled samples, the same in every row:
``read_many`` as a whole; the encoder's graph alone against the fp32 GEMM rate of one thread times
the threads (and the int8 rate of ONNX Runtime's own kernel where ``onnx`` is installed); the share
of each stage on one thread; and spaCy's tagger, parser and names in its own Python, where named.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from secondsource.encoder.batches import batches
from secondsource.encoder.runtime import Encoder, _feeds
from secondsource.encoder.windows import windows
from secondsource.pipeline import Reader
from secondsource.records.report import Report
from secondsource.samples import sample_names, sample_paths

WORDS = 450
_MATRIX_WEIGHTS = 6 * 12 * 384 * 384  #: of the encoder; each costs two operations a sub-word
#: Where a function's own time belongs; the first piece found in its file's path.
STAGES = (
    ("encoder/attribution", "attribution head"), ("encoder/coreference", "coreference head"),
    ("encoder/pairs", "coreference head"), ("encoder/mentions", "coreference head"),
    ("encoder/phrases", "coreference head"), ("encoder/entities", "entities head"),
    ("encoder/events", "events head"), ("encoder/windows", "words and windows"),
    ("encoder/words", "words and windows"), ("encoder/storage", "words and windows"),
    ("encoder/lemmas", "decoding"), ("encoder/", "decoding"),
    ("extraction/boilerplate", "boilerplate"), ("extraction/", "rules"), ("syntax.py", "rules"),
    ("names/", "rules"), ("events/", "events"), ("onnxruntime", "graph"),
)  # fmt: skip
SPACY = """
import json, sys, time, spacy
texts = json.load(sys.stdin)
nlp = spacy.load(sys.argv[1], exclude=["lemmatizer", "attribute_ruler"])
list(nlp.pipe(texts[:8]))
began = time.perf_counter()
for doc in nlp.pipe(texts, batch_size=32): pass
print(time.perf_counter() - began)
"""


def documents(count: int) -> list[str]:
    """Reports of about WORDS words from the samples' paragraphs."""
    parts = [
        paragraph
        for name in sample_names()
        for path in sample_paths(name)
        for paragraph in path.read_text(encoding="utf-8").split("\n\n")[1:]
        if paragraph.strip()
    ]
    rng = random.Random(1)
    found = []
    for _ in range(count):
        text: list[str] = []
        while sum(len(part.split()) for part in text) < WORDS:
            text.append(rng.choice(parts).strip())
        found.append("\n\n".join(text))
    return found


def gemm_rate(threads: int) -> float:
    """fp32 operations a second: products of the encoder's own shapes, one thread each."""
    rng = np.random.default_rng(0)
    one, other = (rng.normal(size=size).astype(np.float32) for size in ((1024, 384), (384, 1536)))

    def work() -> None:
        for _ in range(100):
            one @ other

    def side_by_side() -> None:
        with ThreadPoolExecutor(threads) as pool:
            for job in [pool.submit(work) for _ in range(threads)]:
                job.result()

    return float(threads * 100 * 2 * 1024 * 384 * 1536 / best(side_by_side))


def best(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of several runs."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)


def graph_rate(encoder: Encoder, texts: Sequence[str], threads: int) -> float:
    """Operations a second of the encoder's matrices: prepared batches, side by side, padding not
    counted."""
    weights = encoder.weights
    feeds, pieces = [], 0
    for text in texts:
        cut = list(windows(text, (), weights.splitter, weights.pieces))
        pieces += sum(window.length for window in cut)
        for rows in batches([window.length for window in cut]):
            feeds.append(_feeds([cut[index] for index in rows]))
    session = weights.session()

    def work() -> None:
        with ThreadPoolExecutor(threads) as pool:
            for job in [pool.submit(session.run, None, feed) for feed in feeds]:
                job.result()

    session.run(None, feeds[0])
    return 2 * _MATRIX_WEIGHTS * pieces / best(work, 2)


def shares(texts: Sequence[str]) -> dict[str, float]:
    """Each stage's share of the time, by the profile of one thread."""
    reader = Reader(threads=1)
    reports = [Report(text=text, published="2025-10-17") for text in texts]
    list(reader.read_many(reports[:4]))
    profile = cProfile.Profile()
    profile.enable()
    list(reader.read_many(reports))
    profile.disable()
    sums: dict[str, float] = {}
    for (path, _, name), (_, _, own, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        place = path.replace("\\\\", "/")
        stage = next((stage for piece, stage in STAGES if piece in place), "library code")
        if "acquire" in name:  # the caller waits for the graph, which runs in another thread
            stage = "graph"
        sums[stage] = sums.get(stage, 0.0) + own
    total = sum(sums.values())
    return {stage: own / total for stage, own in sorted(sums.items(), key=lambda item: -item[1])}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--spacy", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--pipeline", default="en_core_web_sm")
    options = parser.parse_args()
    texts = documents(options.documents)
    words = sum(len(text.split()) for text in texts)
    reports = [Report(text=text, published="2025-10-17") for text in texts]
    reader = Reader(threads=options.threads)
    list(reader.read_many(reports[:8]))
    whole = best(lambda: sum(1 for _ in reader.read_many(reports)), 2)
    print(f"{len(texts)} documents, {words / len(texts):.0f} words each, {options.threads} threads")
    print(f"reader                {words / whole:8.0f} words a second")
    peak = gemm_rate(options.threads)
    graph = graph_rate(Encoder(threads=options.threads), texts[:60], options.threads)
    print(f"fp32 GEMM             {peak / 1e9:8.1f} GFLOP/s")
    print(f"encoder's matrices    {graph / 1e9:8.1f} GOP/s, {graph / peak:.2f} of fp32 GEMM")
    for stage, share in shares(texts[: max(20, len(texts) // 5)]).items():
        print(f"  {stage:20} {share:8.1%}")
    command = [options.spacy, "-c", SPACY, options.pipeline]
    told = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True)
    if told.returncode:
        print("spaCy                 not measured: no such pipeline in that Python")
    else:
        theirs = float(told.stdout)
        print(f"spaCy                 {words / theirs:8.0f} words a second")
        print(f"reader against spaCy  {theirs / whole:8.2f} times as fast")


if __name__ == "__main__":
    main()
