"""Overlapping and nested spans cut into segments that each know what covers them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple


class Segment(NamedTuple):
    """A run of text with the same cover; ``covers``, ``opens`` and ``closes`` index the spans."""

    start: int
    end: int
    covers: tuple[int, ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]


def segments(
    length: int, spans: Sequence[tuple[int, int]], cuts: Sequence[int] = ()
) -> list[Segment]:
    """Cut ``range(length)`` at every end of a span and at every cut; joined they are all of it.

    Spans that are empty or outside the text cover nothing.
    """
    opening, closing = defaultdict(list), defaultdict(list)
    for index, (start, end) in enumerate(spans):
        if 0 <= start < end <= length:
            opening[start].append(index)
            closing[end].append(index)
    inside = {cut for cut in cuts if 0 < cut < length}
    points = sorted({0, length, *opening, *closing, *inside})
    active: dict[int, None] = {}
    found = []
    for start, end in zip(points, points[1:], strict=False):
        for index in closing[start]:
            del active[index]
        active |= dict.fromkeys(opening[start])
        found.append(Segment(start, end, tuple(active), tuple(opening[start]), tuple(closing[end])))
    return found
