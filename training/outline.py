"""Distil the world outline that the map is drawn on, ``publish/outline.npz``.

    npm install world-atlas@2
    python -m training.outline node_modules/world-atlas/countries-50m.json

Natural Earth 1:50m (public domain) through world-atlas (ISC). Lines are thinned to what a map of
a few degrees needs and kept in hundredths of a degree.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.publish.outline import BORDER, LAND, UNIT, Frame, cut_ring

OUT = Path(__file__).parent.parent / "src" / "secondsource" / "publish" / "outline.npz"
TOLERANCE = 0.03  #: degrees by which a thinned line may stray
SMALLEST = 0.0004  #: square degrees; smaller islands are left out

HALF = 180.0  #: degrees to the date line
POLAR = -60.0

Line = NDArray[np.float64]


def main(source: str) -> None:
    """Read the topology, thin it and pack it."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = list(_arcs(topology))
    thin = [_thinned(arc) for arc in arcs]
    whole = (_joined(thin, ring) for ring in _rings(topology["objects"]["land"]))
    rings = [part for ring in whole for part in _parted(ring)]
    lines = [(LAND, ring) for ring in rings if len(ring) > 3 and _area(ring) >= SMALLEST]
    lines += [(BORDER, thin[index]) for index in sorted(_shared(topology))]
    points = [np.rint(line / UNIT).astype(np.int16) for _, line in lines]
    steps = [np.diff(line, axis=0, prepend=np.int16(0)) for line in points]
    np.savez_compressed(
        OUT,
        steps=np.concatenate(steps),
        lengths=np.array([len(line) for line in points], dtype=np.int32),
        kinds=np.array([kind for kind, _ in lines], dtype=np.int8),
    )
    print(f"{OUT}: {len(lines)} lines, {sum(map(len, points))} points, {OUT.stat().st_size} bytes")


def _arcs(topology: dict[str, Any]) -> Iterator[Line]:
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    for arc in topology["arcs"]:
        yield np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + shift


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """Rings of arc numbers of a geometry, holes too: an even-odd fill tells them apart."""
    match geometry["type"]:
        case "GeometryCollection":
            for part in geometry["geometries"]:
                yield from _rings(part)
        case "Polygon":
            yield from geometry["arcs"]
        case "MultiPolygon":
            for polygon in geometry["arcs"]:
                yield from polygon


def _shared(topology: dict[str, Any]) -> set[int]:
    """Arcs on which two countries meet."""
    used: Counter[int] = Counter()
    for ring in _rings(topology["objects"]["countries"]):
        used.update(~arc if arc < 0 else arc for arc in ring)
    return {arc for arc, times in used.items() if times > 1}


def _joined(arcs: list[Line], ring: list[int]) -> Line:
    pieces = [arcs[~arc][::-1] if arc < 0 else arcs[arc] for arc in ring]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _parted(ring: Line) -> Iterator[Line]:
    """A ring that crosses the date line as one on each side; Antarctica closes at the pole."""
    steps = np.diff(ring[:, 0], prepend=ring[-1, 0])
    if np.abs(steps).max() < HALF:
        yield ring
        return
    if ring[:, 1].max() < POLAR:
        coast = np.roll(ring, -int(np.abs(steps).argmax()), axis=0)
        ends = np.array([(coast[-1, 0], -90), (coast[0, 0], -90)])
        yield np.concatenate((coast, np.sign(ends) * (HALF, 90)))
        return
    turns = np.cumsum(np.where(steps > HALF, -1, np.where(steps < -HALF, 1, 0)))
    unrolled = ring + np.stack((turns * 2 * HALF, np.zeros(len(ring))), axis=1)
    for shift in (-2 * HALF, 0, 2 * HALF):
        part = cut_ring(unrolled + (shift, 0), Frame(-HALF, -90, HALF, 90))
        if len(part):
            yield part


def _thinned(line: Line) -> Line:
    """Ramer-Douglas-Peucker; the ends stay, so that neighbours still meet."""
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    open_runs = [(0, len(line) - 1)]
    while open_runs:
        first, last = open_runs.pop()
        if last - first < 2:
            continue
        strays = _distance(line[first + 1 : last], line[first], line[last])
        worst = int(strays.argmax())
        if strays[worst] > TOLERANCE:
            middle = first + 1 + worst
            keep[middle] = True
            open_runs += [(first, middle), (middle, last)]
    return line[keep]


def _distance(points: Line, start: Line, end: Line) -> Line:
    """Distances of points from a segment; of a closed one from its start."""
    along = end - start
    length = float(along @ along)
    share = np.clip((points - start) @ along / length, 0, 1) if length else np.zeros(len(points))
    away: Line = np.hypot(*(points - start - share[:, None] * along).T)
    return away


def _area(ring: Line) -> float:
    x, y = ring.T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


if __name__ == "__main__":
    main(sys.argv[1])
