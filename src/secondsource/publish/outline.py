"""Coasts and borders of the world, read from ``outline.npz`` and cut to a frame.

Built by ``training/outline.py`` from Natural Earth (public domain) through world-atlas (ISC).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LAND, BORDER = range(2)
UNIT: Final = 0.01  #: degrees


class Frame(NamedTuple):
    """A part of the world in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies in it."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


def lines(kind: int, frame: Frame) -> Iterator[NDArray[np.float64]]:
    """Rings of land, or stretches of border, that lie in ``frame``, as rows of lon and lat."""
    for found, low, high, line in _outline():
        apart = high[0] < frame.west or low[0] > frame.east
        if found == kind and not (apart or high[1] < frame.south or low[1] > frame.north):
            yield from [cut_ring(line, frame)] if kind == LAND else _stretches(line, frame)


@cache
def _outline() -> list[tuple[int, Any, Any, NDArray[np.float64]]]:
    """Each line with its kind and its corners."""
    import numpy as np

    with as_file(files(__package__).joinpath("outline.npz")) as path, np.load(path) as stored:
        steps, lengths, kinds = stored["steps"], stored["lengths"], stored["kinds"]
    found: list[tuple[int, Any, Any, NDArray[np.float64]]] = []
    parts = np.split(steps, np.cumsum(lengths)[:-1])
    for kind, part in zip(kinds.tolist(), parts, strict=True):
        line = np.cumsum(part, axis=0, dtype=np.int16).astype(np.float64) * UNIT
        found.append((kind, line.min(axis=0), line.max(axis=0), line))
    return found


def cut_ring(ring: NDArray[np.float64], frame: Frame) -> NDArray[np.float64]:
    """The part of a ring inside the frame (Sutherland-Hodgman), perhaps nothing."""
    sides = ((0, frame.west, 1), (0, frame.east, -1), (1, frame.south, 1), (1, frame.north, -1))
    for axis, bound, sign in sides:
        if len(ring):
            ring = _cut_side(ring, axis, bound, sign)
    return ring


def _cut_side(ring: NDArray[np.float64], axis: int, bound: float, sign: int) -> NDArray[np.float64]:
    """Keep what lies on one side; where the ring crosses, it gets a point."""
    import numpy as np

    inside = (ring[:, axis] - bound) * sign >= 0
    if inside.all() or not inside.any():
        return ring if inside.all() else ring[:0]
    before = np.roll(ring, 1, axis=0)
    crosses = inside != np.roll(inside, 1)
    span = ring[:, axis] - before[:, axis]
    share = (bound - before[:, axis]) / np.where(crosses, span, 1)
    crossing = before + (ring - before) * share[:, None]
    both = np.stack((crossing, ring), axis=1).reshape(-1, 2)
    keep: NDArray[np.bool_] = np.stack((crosses, inside), axis=1).reshape(-1)
    kept: NDArray[np.float64] = both[keep]
    return kept


def _stretches(line: NDArray[np.float64], frame: Frame) -> Iterator[NDArray[np.float64]]:
    """Runs of a line in the frame, with one point more at each end."""
    import numpy as np

    low, high = np.array(frame[:2]), np.array(frame[2:])
    inside: NDArray[np.bool_] = np.all((line >= low) & (line <= high), axis=1)
    near = inside.copy()
    near[:-1] |= inside[1:]
    near[1:] |= inside[:-1]
    edges = np.flatnonzero(np.diff(near.astype(np.int8), prepend=0, append=0))
    yield from (line[start:end] for start, end in edges.reshape(-1, 2))
