"""Which windows of a text go through the encoder together."""

from __future__ import annotations

from collections.abc import Sequence

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
