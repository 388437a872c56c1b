"""Vectors of clauses: near each other where two clauses state one fact in other words.

The reader's own layers, with a learnt product of low rank beside each of their matrices
(``training/clauses.py``). Every clause goes through the graph by itself: int8 scales are taken
from what is in a batch, and a clause must mean the same whatever stands beside it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder.shapes import shape
from secondsource.encoder.storage import START, STOP, Weights, weights_of

WIDTH = 192  #: numbers a vector
LONGEST = 48  #: sub-words that are read of a clause
_FEW = 64  #: clauses for which a second thread is not worth its start

Row = tuple[list[int], list[int]]  #: sub-words of a clause, and their shapes
Vectors = NDArray[np.float32]


class ClauseEncoder:
    """Clauses to vectors. Cheap to make; the weights load at first use. Thread-safe."""

    def __init__(self, folder: Path | None = None, *, threads: int = 2) -> None:
        self._weights = weights_of(folder)
        self._threads = max(1, min(threads, os.cpu_count() or 1))
        self._lock = Lock()

    @cached_property
    def _session(self) -> Any:
        return self._weights.clauses()

    def vectors(self, clauses: Sequence[str]) -> Vectors:
        """Unit vectors [clauses, WIDTH]; the cosine of two tells how likely they state one fact.
        Raises ModelError where the weights are missing."""
        with self._lock:
            session = self._session
        given = [self._feed(clause) for clause in clauses]
        if len(given) <= _FEW or self._threads == 1:
            found = [session.run(None, each)[0] for each in given]
        else:
            with ThreadPoolExecutor(self._threads, thread_name_prefix="clauses") as pool:
                found = list(pool.map(lambda each: session.run(None, each)[0], given))
        return np.concatenate([np.zeros((0, WIDTH), np.float32), *found])

    def _feed(self, clause: str) -> dict[str, NDArray[np.int64]]:
        ids, shapes = row(self._weights, clause)
        return {"ids": np.array([ids], np.int64), "shapes": np.array([shapes], np.int64)}


def row(weights: Weights, clause: str) -> Row:
    """A clause as far as LONGEST goes."""
    ids, shapes = [START], [0]
    for start, end in weights.splitter.words(clause, 0, len(clause)):
        word = clause[start:end]
        pieces = weights.pieces(word)
        if len(ids) + len(pieces) >= LONGEST:
            break
        ids += pieces
        shapes += [shape(word, start == 0 or clause[start - 1].isspace())] * len(pieces)
    return [*ids, STOP], [*shapes, 0]
