"""A number's row as a line of text: where a report's figure stands between all of them."""

from __future__ import annotations

from typing import Final

from secondsource.publish.sections import Number, NumberRow

WIDTH: Final = 21


def plot_row(number: Number, row: NumberRow) -> str:
    """``├─────●─────┤`` on the axis of all figures; an open end is an arrow."""
    cells = ["├", *"·" * (WIDTH - 2), "┤"]
    low, at, high = (_column(number.share(value)) for value in (row.low, row.value, row.high))
    known = [column for column in (low, at, high) if column is not None]
    if not known:
        return "".join(cells)
    start = 0 if low is None and at is None else min(known)
    end = WIDTH - 1 if high is None and low is not None else max(known)
    cells[start : end + 1] = "─" * (end + 1 - start)
    if start == 0 and low is None and at is None:
        cells[0] = "◂"
    if high is None and low is not None:
        cells[-1] = "▸"
    for column in (at,) if at is not None else known:
        cells[column] = "●"
    return "".join(cells)


def _column(share: float | None) -> int | None:
    return None if share is None else round(share * (WIDTH - 1))
