"""Clauses read by themselves and two at a time.

By themselves they become vectors, near each other where two state one fact in other words. Two that
are read together are judged: whether they state one fact, can't both hold, or neither.

The reader's own layers, with a learnt product of low rank beside each of their matrices
(``training/clauses.py``). Every clause goes through the graph by itself: int8 scales are taken
from what is in a batch, and a clause must mean the same whatever stands beside it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import IntEnum
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

DENIED = "denied: "  #: stands before what somebody says is not so, where two are read together

Row = tuple[list[int], list[int], list[int]]  #: sub-words, their shapes, which clause each is of
Vectors = NDArray[np.float32]


class Relation(IntEnum):
    """What one clause is to another."""

    NEITHER = 0
    SAME = 1  #: both state one fact
    RIVAL = 2  #: both can't hold


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
        found = self._run("vectors", (row(self._weights, clause) for clause in clauses))
        return np.concatenate([np.zeros((0, WIDTH), np.float32), *found])

    def judgements(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """Logarithms of the chances [pairs, 3] of what one clause is to the other, in the order of
        ``Relation``; whichever of the two stands first. DENIED goes before a clause that somebody
        denies. Raises ModelError where the weights are missing."""
        rows = (
            row_of_two(*(row(self._weights, clause) for clause in sorted(pair))) for pair in pairs
        )
        none = np.zeros((0, len(Relation)), np.float32)
        found: Vectors = np.concatenate([none, *self._run("pairs", rows)])
        whole: Vectors = np.log(np.exp(found).sum(-1, keepdims=True))
        return found - whole

    def _run(self, output: str, given: Iterable[Row]) -> Sequence[Vectors]:
        with self._lock:
            session = self._session
        rows = list(given)

        def run(given: Row) -> Vectors:
            names = ("ids", "shapes", "sides")
            feed = {n: np.array([v], np.int64) for n, v in zip(names, given, strict=True)}
            found: Vectors = session.run([output], feed)[0]
            return found

        if len(rows) <= _FEW or self._threads == 1:
            return [run(given) for given in rows]
        with ThreadPoolExecutor(self._threads, thread_name_prefix="clauses") as pool:
            return list(pool.map(run, rows))


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
    return [*ids, STOP], [*shapes, 0], [0] * (len(ids) + 1)


def row_of_two(one: Row, other: Row) -> Row:
    """Two clauses, one after the other: their words are of the first and the second."""
    ids, shapes = one[0] + other[0][1:], one[1] + other[1][1:]
    first, second = (len(given[0]) - 2 for given in (one, other))
    return ids, shapes, [0, *[1] * first, 0, *[2] * second, 0]
