"""A number's row as a line of text: where a report's figure stands between all of them."""

from __future__ import annotations

from typing import Final

from secondsource.publish.sections import Number, NumberRow

WIDTH: Final = 21


def plot_row(number: Number, row: NumberRow) -> str:
    """``├─────●─────┤`` on the axis of all figures; an open end is an arrow."""
    axis = number.axis()
    if axis is None:
        return "?".ljust(WIDTH)
    cells = ["├", *"·" * (WIDTH - 2), "┤"]
    low, high = _column(row.low, axis), _column(row.high, axis)
    at = _column(row.value, axis)
    start = low if low is not None else at if at is not None else high
    if start is None:
        return "".join(cells)
    end = high if high is not None else WIDTH - 1 if row.low is not None else start
    for column in range(min(start, end), max(start, end) + 1):
        cells[column] = "─"
    if row.high is None and row.low is not None:
        cells[WIDTH - 1] = "▸"
    if row.low is None and row.high is not None:
        cells[0] = "◂"
    cells[at if at is not None else start] = "●"
    return "".join(cells)


def _column(value: float | None, axis: tuple[float, float]) -> int | None:
    if value is None or value != value or value in (float("inf"), float("-inf")):
        return None
    low, high = axis
    return WIDTH // 2 if high == low else round((value - low) / (high - low) * (WIDTH - 1))
