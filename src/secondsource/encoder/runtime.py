"""The shipped weights at work: texts in, Universal Dependencies and what the heads say out.

Batches of windows run ahead in other threads while the caller's thread decodes: matrix products
leave Python's lock free, so both cores stay busy. Where the caller would have to wait for a batch
that nobody has begun, it runs that batch itself, so no more threads than asked for ever compute.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder import attribution, coreference, entities, events, factuality
from secondsource.encoder.batches import batches, feeds
from secondsource.encoder.parse import Output, Told, gather, parse
from secondsource.encoder.products import one_thread
from secondsource.encoder.storage import weights_of
from secondsource.encoder.windows import Window, Zones, windows
from secondsource.errors import ModelError
from secondsource.syntax import Syntax, Tree

_AHEAD = 4  #: texts whose batches may wait for the caller


@dataclass(slots=True)
class _Batch:
    """Windows of a text by number, and their scores to come: from another thread that may have
    begun, or from the caller's."""

    rows: list[int]
    windows: list[Window]
    ahead: Future[Output]
    own: Output | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    """A text on its way: its windows, all of them and in batches."""

    text: str
    windows: list[Window]
    batches: list[_Batch]


class Encoder:
    """Reads texts into Syntax. Cheap to make; the weights load at first use. Thread-safe.

    ``threads`` work on one call, the caller's among them.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 2) -> None:
        self.weights = weights_of(folder)
        self._others, self._lock = min(threads, os.cpu_count() or 1) - 1, Lock()

    def prefetch(self) -> None:
        """Begin to load the model in another thread, while the caller has other things to do.

        Not a daemon: a program that ends while ONNX Runtime loads would be aborted by it.
        """
        Thread(target=self._load_quietly).start()

    def _load_quietly(self) -> None:
        with suppress(ModelError, ImportError, OSError):  # whoever reads next meets it again
            self._load()

    def _load(self) -> tuple[Any, list[str]]:
        with self._lock:  # loading must happen once; running itself is thread-safe
            return self._session

    @cached_property
    def _session(self) -> tuple[Any, list[str]]:
        """The session and its outputs' names."""
        session = self.weights.session()
        return session, [output.name for output in session.get_outputs()]

    def annotate(
        self, texts: Iterable[str], skip: Iterable[Zones] | None = None
    ) -> Iterator[Syntax]:
        """Yield one Syntax a text, in order.

        ``skip`` gives for each text the half-open zones that are not read (boilerplate). No batch
        holds windows of two texts: int8 scales are taken from what is in a batch, and a report
        must read the same whatever it is read beside.
        """
        waiting: deque[_Job] = deque()
        # a pool starts no thread before it is given work, which one without helpers never is
        with ThreadPoolExecutor(max(1, self._others), thread_name_prefix="encoder") as pool:
            for text, zones in zip(texts, repeat(()) if skip is None else skip, strict=False):
                waiting.append(self._begin(pool, text, zones))
                if len(waiting) > _AHEAD:
                    yield self._finish(waiting.popleft(), waiting)
            while waiting:
                yield self._finish(waiting.popleft(), waiting)

    def _begin(self, pool: ThreadPoolExecutor, text: str, zones: Zones) -> _Job:
        todo = list(windows(text, zones, self.weights.splitter, self.weights.pieces))
        job = _Job(text, todo, [])
        for rows in batches([window.length for window in todo]):
            inside = [todo[index] for index in rows]
            ahead = pool.submit(self._run, inside) if self._others else Future()
            job.batches.append(_Batch(rows, inside, ahead))
        return job

    def _run(self, rows: Sequence[Window]) -> Output:
        session, names = self._load()
        return dict(zip(names, session.run(names, feeds(rows)), strict=True))

    def _finish(self, job: _Job, later: Sequence[_Job]) -> Syntax:
        if not job.windows:
            return Syntax(job.text, ())
        told = gather(job.windows, self._scored(job, later))
        with one_thread():
            return self._assemble(job.text, told)

    def _scored(self, job: _Job, later: Sequence[_Job]) -> list[tuple[list[int], Output]]:
        """The scores of a text's batches. Those that no other thread has begun are run here, the
        last first, since the others take the first; and while those are at theirs, what comes
        later."""
        for batch in reversed(job.batches):
            self._taken(batch)
        coming = (batch for each in reversed(later) for batch in reversed(each.batches))
        for batch in job.batches:
            while batch.own is None and not batch.ahead.done():
                if not any(self._taken(other) for other in coming):
                    break
        return [
            (batch.rows, batch.ahead.result() if batch.own is None else batch.own)
            for batch in job.batches
        ]

    def _taken(self, batch: _Batch) -> bool:
        """Run a batch that no thread has begun; whether there was anything to do."""
        if batch.own is not None or not batch.ahead.cancel():
            return False
        batch.own = self._run(batch.windows)
        return True

    def _assemble(self, text: str, told: Told) -> Syntax:
        """What all heads say of a text."""
        trees = [Tree(text, sentence) for sentence in parse(self.weights, text, told)]
        arrays, rows = self.weights.arrays, told.rows
        sizes = [len(tree) for tree in trees]
        typed = entities.find(arrays, rows["spans"], trees)
        words = [(token.start, token.end) for tree in trees for token in tree.tokens]
        return Syntax(
            text=text,
            trees=tuple(trees),
            spans=typed[0],
            names=typed[1],
            vectors=self._vectors(rows["meaning"], sizes),
            said=attribution.said(arrays, rows["saying"], text, words),
            links=coreference.links(arrays, rows["mentions"], trees, typed[0]),
            factuality=factuality.values(arrays, rows["facts"]),
            events=events.scorer(arrays, rows["acting"], sizes),
        )

    def _vectors(self, words: NDArray[np.float32], sizes: Sequence[int]) -> NDArray[np.float32]:
        """Unit vectors of sentences: the projected mean of their words' states."""
        # sentence by sentence: reduceat takes three times as long
        sums = [rows.sum(0) for rows in np.split(words, np.cumsum(sizes[:-1]))]
        means = np.stack(sums) / np.array(sizes, dtype=np.float32)[:, None]
        arrays = self.weights.arrays
        projected = means @ arrays["vector_weight"].T + arrays["vector_bias"]
        norms = np.linalg.norm(projected, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (projected / np.maximum(norms, 1e-9)).astype(np.float32)
        return unit
