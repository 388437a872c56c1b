"""Which windows of a text go through the encoder together, and what the graph is given of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder.storage import START, STOP
from secondsource.encoder.windows import Window

BATCH_PIECES = 1024  #: sub-words a batch: larger ones leave the cache and run slower
CALL_PIECES = 25  #: what one more batch costs, in sub-words of time
SORTED_ROWS = 64  #: windows weighed against each other: keeps long texts linear


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Indices of windows, batch by batch, shortest windows first.

    A batch is padded to its longest window; the cut minimises padding and calls together by
    dynamic programming over windows of like length: O(n log n) in windows.
    """
    order = sorted(range(len(lengths)), key=lambda index: lengths[index])
    found = []
    for start in range(0, len(order), SORTED_ROWS):
        rows = order[start : start + SORTED_ROWS]
        cuts = _cuts([lengths[index] for index in rows])
        found += [rows[first:last] for first, last in cuts]
    return found


def _cuts(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Half-open ranges of ascending lengths with the least padded size."""
    best = [0] + [0] * len(lengths)
    origin = [0] * (len(lengths) + 1)
    for stop in range(1, len(lengths) + 1):
        longest = lengths[stop - 1]
        costs = [
            (best[start] + (stop - start) * longest + CALL_PIECES, start)
            for start in range(max(0, stop - max(1, BATCH_PIECES // longest)), stop)
        ]
        best[stop], origin[stop] = min(costs)
    found = []
    stop = len(lengths)
    while stop:
        found.append((origin[stop], stop))
        stop = origin[stop]
    return found[::-1]


def feeds(rows: Sequence[Window]) -> dict[str, NDArray[np.int64]]:
    """Inputs of the graph: sub-words, shapes and mask, and every word's first and last one, counted
    through the rows of the batch. Made in lists: a row is too short for NumPy's many small steps.
    """
    lengths = [window.length for window in rows]
    width = max(lengths)
    count = max([len(window.words) for window in rows])
    ids: list[int] = []
    shapes: list[int] = []
    first: list[int] = []
    last: list[int] = []
    for row, window in enumerate(rows):
        place = row * width + 1
        ids.append(START)
        shapes.append(0)
        for pieces, shape in zip(window.pieces, window.shapes, strict=True):
            size = len(pieces)
            ids += pieces
            shapes += [shape] * size
            first.append(place)
            place += size
            last.append(place - 1)
        ids.append(STOP)
        for values, stop in ((ids, width), (shapes, width), (first, count), (last, count)):
            values += [0] * ((row + 1) * stop - len(values))
    told = {"ids": ids, "shapes": shapes, "first": first, "last": last}
    given = {name: _rows(values, len(rows)) for name, values in told.items()}
    given["mask"] = (np.arange(width) < np.array(lengths)[:, None]).astype(np.int64)
    return given


def _rows(values: list[int], count: int) -> NDArray[np.int64]:
    """[count, …] of as many numbers a row."""
    return np.fromiter(values, np.int64, len(values)).reshape(count, -1)
