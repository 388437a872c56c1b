"""How fast reports are read: the whole, each stage's share, and what the machine could do.

    python -m benchmarks.speed [--documents N] [--threads T] [--workers W]
                               [--spacy PYTHON --pipeline NAME]
                               [--memory N [--words W] [--every N] [--strange]]

Invented reports of about 450 words, mixed from the bundled samples, the same in every row:
``read_many`` as a whole with its default settings, before and after spaCy's turn, and spread over
``--workers``; spaCy's tagger, parser and names in its own Python, where named, in one process (its
own default) and in as many; the encoder's graph alone against the fp32 and int8 GEMM rates of one
thread times the threads; processor time of each stage. Wall time means something on idle cores
only; processor time is what other work on the machine changes least. Between the two, and a guess
at wall time on idle cores, is wall time less what the caller's thread waited for a core (Linux),
the other threads' waits not taken off. ``--memory N`` reads N short varied reports instead (of the
data folder where SECONDSOURCE_DATA names one, of ``--words`` each) and tells on the way, after
1,000 and every ``--every`` of them, what the process holds; once all texts are used up they come
again, cut elsewhere and with other names. With ``--strange`` every capital begins a word that was
never there before, so that whatever is kept by name is soon full.

The kernel of NumPy's products is told, too: where OPENBLAS_CORETYPE names an older processor, the
heads take a tenth to a fifth longer, and spaCy, which has products of its own, doesn't.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_info

from secondsource.encoder.batches import batches, feeds
from secondsource.encoder.products import one_thread
from secondsource.encoder.runtime import Encoder
from secondsource.encoder.windows import windows
from secondsource.events.plover import code_events
from secondsource.extraction.boilerplate import find_boilerplate
from secondsource.extraction.reading import read_syntax
from secondsource.pipeline import Reader
from secondsource.records.report import Report
from secondsource.samples import sample_names, sample_paths
from secondsource.syntax import Syntax

WORDS = 450
_MATRIX_WEIGHTS = 6 * 12 * 384 * 384  #: of the encoder; each costs two operations a sub-word
SHORT = 60  #: words of the reports whose memory is watched
SPACY = """
import json, os, sys, time, spacy
def waited(path="/proc/thread-self/schedstat"):
    return int(open(path).read().split()[1]) / 1e9 if os.path.exists(path) else 0.0
if __name__ == "__main__":
    texts = json.load(sys.stdin)
    nlp = spacy.load(sys.argv[1], exclude=["lemmatizer", "attribute_ruler"])
    list(nlp.pipe(texts[:8]))
    for processes in (1, int(sys.argv[2])):
        began, used, wait = time.perf_counter(), time.process_time(), waited()
        for doc in nlp.pipe(texts, batch_size=32, n_process=processes): pass
        print(time.perf_counter() - began, time.process_time() - used, waited() - wait)
"""


def documents(number: int) -> list[str]:
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
    for _ in range(number):
        text: list[str] = []
        while sum(len(part.split()) for part in text) < WORDS:
            text.append(rng.choice(parts).strip())
        found.append("\n\n".join(text))
    return found


ROWS, WIDTH, INNER = 1024, 384, 1536  #: of the products whose rate is the machine's


def gemm_rate(threads: int) -> float:
    """fp32 operations a second: products of the encoder's own shapes, one thread each."""
    rng = np.random.default_rng(0)
    one = rng.normal(size=(ROWS, WIDTH)).astype(np.float32)
    other = rng.normal(size=(WIDTH, INNER)).astype(np.float32)
    with one_thread():
        return _rate(lambda: one @ other, threads)


def int8_rate(threads: int) -> float | None:
    """int8 operations a second of ONNX Runtime's bare product; None without the package onnx."""
    try:
        from onnx import TensorProto, helper, numpy_helper
    except ImportError:
        return None
    from onnxruntime import InferenceSession, SessionOptions

    rng = np.random.default_rng(0)
    one, other = (
        rng.integers(0, 100, size).astype(kind)
        for size, kind in (((ROWS, WIDTH), np.uint8), ((WIDTH, INNER), np.int8))
    )
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["one", "other"], ["product"])],
        "product",
        [helper.make_tensor_value_info("one", TensorProto.UINT8, one.shape)],
        [helper.make_tensor_value_info("product", TensorProto.INT32, [ROWS, INNER])],
        [numpy_helper.from_array(other, "other")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = SessionOptions()
    options.intra_op_num_threads = 1
    session = InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    return _rate(lambda: session.run(None, {"one": one}), threads)


def _rate(product: Callable[[], object], threads: int) -> float:
    def work() -> None:
        for _ in range(100):
            product()

    def side_by_side() -> None:
        with ThreadPoolExecutor(threads) as pool:
            for job in [pool.submit(work) for _ in range(threads)]:
                job.result()

    return float(threads * 100 * 2 * ROWS * WIDTH * INNER / best(side_by_side))


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
    given, pieces = [], 0
    for text in texts:
        cut = list(windows(text, (), weights.splitter, weights.pieces))
        pieces += sum(window.length for window in cut)
        for rows in batches([window.length for window in cut]):
            given.append(feeds([cut[index] for index in rows]))
    session = weights.session()

    def work() -> None:
        with ThreadPoolExecutor(threads) as pool:
            for job in [pool.submit(session.run, None, feed) for feed in given]:
                job.result()

    session.run(None, given[0])
    return 2 * _MATRIX_WEIGHTS * pieces / best(work, 2)


class Watched(Encoder):
    """An encoder that knows how much processor time its graph and its trees and heads took."""

    graph = heads = 0.0

    def _run(self, rows: Any) -> Any:
        began = time.thread_time()
        found = super()._run(rows)
        self.graph += time.thread_time() - began
        return found

    def _assemble(self, *parts: Any) -> Syntax:
        began = time.thread_time()
        found = super()._assemble(*parts)
        self.heads += time.thread_time() - began
        return found


def stages(texts: Sequence[str]) -> dict[str, float]:
    """Processor seconds of each stage: the least of three runs."""
    encoder = Watched(threads=1)
    runs = [_stages(encoder, texts[:4]), *(_stages(encoder, texts) for _ in range(3))][1:]
    return {name: min(run[name] for run in runs) for name in runs[0]}


def _stages(encoder: Watched, texts: Sequence[str]) -> dict[str, float]:
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[[], list[Any]]) -> list[Any]:
        began = time.thread_time()
        found = work()
        spent[name] = time.thread_time() - began
        return found

    reports = [Report(text=text, published="2025-10-17") for text in texts]
    zones = timed("boilerplate", lambda: [find_boilerplate(text) for text in texts])
    skipped = [[(zone.start, zone.end) for zone in found] for found in zones]
    encoder.graph = encoder.heads = 0.0
    syntaxes = timed("words", lambda: list(encoder.annotate(texts, skipped)))
    spent["graph"], spent["trees and heads"] = encoder.graph, encoder.heads
    spent["words"] -= encoder.graph + encoder.heads
    readings = timed(
        "rules", lambda: [read_syntax(*each) for each in zip(reports, syntaxes, zones, strict=True)]
    )
    timed("events", lambda: [code_events(*each) for each in zip(readings, syntaxes, strict=True)])
    return spent


def short_texts(size: int) -> Iterator[str]:
    """Endless reports of ``size`` words: the data folder's, each cut to pieces, or invented ones;
    from the second time on cut elsewhere, and with other names."""
    path = Path(os.environ.get("SECONDSOURCE_DATA", "-")) / "stories/gva_dev.jsonl.gz"
    texts = documents(200)
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
    names = sorted({name for text in texts for name in _NAME.findall(text)})
    rng = random.Random(1)
    longest = max(len(text.split()) for text in texts)
    for turn in count():
        for first in range(turn * size // 3 % size, longest, size):
            for text in texts:
                words = text.split()[first : first + size]
                if len(words) > size // 2:
                    short = " ".join(words)
                    yield renamed(short, names, rng) if turn else short


_NAME = re.compile(r"\b[A-Z][a-z]+")


def renamed(text: str, names: Sequence[str], rng: random.Random) -> str:
    """The text with a third of its words with a capital changed for others that texts have, and a
    tenth for words that were never there."""

    def word(found: re.Match[str]) -> str:
        chance = rng.random()
        return (
            rng.choice(names) if chance < 1 / 3 else _new(found, rng) if chance < 0.43 else found[0]
        )

    return _NAME.sub(word, text)


def strange(text: str, rng: random.Random) -> str:
    """The text with another word for every word with a capital: "Kasomi" for "Monday"."""
    return _NAME.sub(lambda found: _new(found, rng), text)


def _new(found: re.Match[str], rng: random.Random) -> str:
    sounds = (rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in found[0][::2])
    return "".join(sounds).capitalize()


def watch_memory(total: int, size: int, every: int, new_names: bool) -> None:
    """Read so many reports of ``size`` words, keep nothing, and print what the process holds."""
    rng = random.Random(1)
    texts = (strange(text, rng) if new_names else text for text in short_texts(size))
    reports = (Report(text=text) for text in islice(texts, total))
    words = 0
    began = time.perf_counter()
    print("  reports       words  MiB now   peak  processor s  clock s")
    for number, reading in enumerate(Reader().read_many(reports), 1):
        words += len(reading.report.text.split())
        if number == 1000 or not number % every or number == total:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            clock = time.perf_counter() - began
            print(
                f"{number:9,} {words:11,} {resident():8.0f} {peak:6.0f}"
                f" {time.process_time():12.0f} {clock:8.0f}",
                flush=True,
            )


def resident() -> float:
    """MiB of memory that the process holds now; not a number where the system doesn't tell."""
    path = Path("/proc/self/statm")
    if not path.exists():
        return float("nan")
    return int(path.read_text().split()[1]) * resource.getpagesize() / 2**20


@dataclass(frozen=True)
class Pass:
    """Seconds of reading all texts once: by the clock, of processors, and what of the first the
    caller's thread waited for a core."""

    wall: float
    used: float
    waited: float

    @property
    def undisturbed(self) -> float:
        """Seconds as if nothing else had kept the caller's thread from a core."""
        return self.wall - self.waited


def waited() -> float:
    """Seconds this thread has been kept waiting for a core; 0 where the system doesn't tell."""
    path = Path("/proc/thread-self/schedstat")
    return int(path.read_text().split()[1]) / 1e9 if path.exists() else 0.0


def _spacy(options: argparse.Namespace, texts: Sequence[str]) -> list[Pass]:
    """A pass with one process and one with several; nothing where absent."""
    command = [options.spacy, "-c", SPACY, options.pipeline, str(options.workers)]
    told = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True)
    if told.returncode:
        return []
    return [Pass(*map(float, line.split())) for line in told.stdout.splitlines()]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--spacy", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--pipeline", default="en_core_web_sm")
    parser.add_argument("--memory", type=int, metavar="N")
    parser.add_argument("--words", type=int, default=SHORT, help="of the reports of --memory")
    parser.add_argument("--every", type=int, metavar="N", help="of them a row (an eighth of all)")
    parser.add_argument("--strange", action="store_true")
    options = parser.parse_args()
    if options.memory:
        every = options.every or max(1, options.memory // 8)
        watch_memory(options.memory, options.words, every, options.strange)
        return
    texts = documents(options.documents)
    words = sum(len(text.split()) for text in texts)
    reports = [Report(text=text, published="2025-10-17") for text in texts]
    print(f"{len(texts)} documents, {words / len(texts):.0f} words each, {options.threads} threads")
    whole = read_all(reports, options.threads)
    theirs = _spacy(options, texts)
    whole = min(whole, read_all(reports, options.threads), key=lambda each: each.undisturbed)
    print(f"reader                {words / whole.wall:8.0f} words a second")
    print(f"  without waits       {words / whole.undisturbed:8.0f}")
    print(f"  processor time      {whole.used / words * 1e6:8.1f} µs a word, all threads")
    spread = best(lambda: sum(1 for _ in Reader().read_many(reports, workers=options.workers)), 1)
    print(f"  {options.workers} processes         {words / spread:8.0f}, loading included")
    _print_rates(options.threads, texts[:60])
    _print_stages(texts[: max(8, len(texts) // 20)])
    if not theirs:
        print("spaCy                 not measured: no such pipeline in that Python")
        return
    alone, side_by_side = theirs
    print(f"spaCy, one process    {words / alone.wall:8.0f} words a second")
    print(f"  without waits       {words / alone.undisturbed:8.0f}")
    print(f"  {options.workers} processes         {words / side_by_side.wall:8.0f}")
    print(f"  processor time      {alone.used / words * 1e6:8.1f} µs a word")
    print(f"reader against spaCy  {alone.wall / whole.wall:8.2f} times as fast, each by default")
    print(f"  without waits       {alone.undisturbed / whole.undisturbed:8.2f}")
    print(f"  {options.workers} processes each    {side_by_side.wall / spread:8.2f}")
    print(f"  processor time      {alone.used / whole.used:8.2f}")


def read_all(reports: Sequence[Report], threads: int) -> Pass:
    """One pass, the model loaded before."""
    reader = Reader(threads=threads)
    list(reader.read_many(reports[:8]))
    began, used, wait = time.perf_counter(), time.process_time(), waited()
    for _ in reader.read_many(reports):
        pass
    return Pass(time.perf_counter() - began, time.process_time() - used, waited() - wait)


def _print_rates(threads: int, texts: Sequence[str]) -> None:
    kernels = {library.get("architecture", "?") for library in threadpool_info()}
    print(f"NumPy's products      {', '.join(sorted(kernels))}")
    peak, int8 = gemm_rate(threads), int8_rate(threads)
    graph = graph_rate(Encoder(threads=threads), texts, threads)
    print(f"fp32 GEMM             {peak / 1e9:8.1f} GFLOP/s")
    print(f"int8 GEMM             {int8 / 1e9:8.1f} GOP/s" if int8 else "int8 GEMM needs onnx")
    share = f", {graph / int8:.2f} of int8" if int8 else ""
    print(f"encoder's matrices    {graph / 1e9:8.1f} GOP/s, {graph / peak:.2f} of fp32{share}")


def _print_stages(texts: Sequence[str]) -> None:
    spent, read = stages(texts), sum(len(text.split()) for text in texts)
    total = sum(spent.values())
    print(f"stages one by one     {total / read * 1e6:8.1f} µs of processor time a word")
    for stage, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {stage:20}{seconds / read * 1e6:8.1f} {seconds / total:8.1%}")


if __name__ == "__main__":
    main()
