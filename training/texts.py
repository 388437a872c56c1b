"""Texts cut as the served encoder cuts them, and padded for training.

A text's windows have many lengths; they are grouped by padded width, and rows are added to reach a
multiple of ROWS, because oneDNN compiles for every new shape.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from secondsource.encoder import windows as cutting
from secondsource.encoder.storage import Weights
from secondsource.encoder.windows import Window

WIDTHS = (32, 48, 64, 80, 96, 112, 128, 192, 320)
ROWS = 2
_START, _STOP = 101, 102


@dataclass(frozen=True, slots=True)
class Packed:
    """Windows as tensors: ``groups`` of encoder inputs, and ``order``, the place of every word of
    the windows, in text order, among the flattened [rows * words] states of all groups."""

    groups: list[dict[str, Tensor]]
    order: Tensor

    @property
    def pieces(self) -> int:
        """Sub-words, without padding."""
        return sum(int(group["mask"].sum()) for group in self.groups)


class Cutter:
    """Cuts texts into windows with the served word splitter, or at given words."""

    def __init__(self, weights: Path | None = None) -> None:
        self._weights = Weights(weights)

    def windows(self, text: str, words: Sequence[tuple[int, int]] | None = None) -> list[Window]:
        """Windows of a text in order; ``words`` (offsets) replace the splitter's."""
        splitter = self._weights.splitter if words is None else _Given(words)
        return list(cutting.windows(text, (), splitter, self._weights.pieces))  # type: ignore[arg-type]


class _Given:
    """Stands in for the word splitter where the words are known."""

    def __init__(self, words: Sequence[tuple[int, int]]) -> None:
        self._words = words

    def words(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Those inside [start, end)."""
        return (word for word in self._words if start <= word[0] and word[1] <= end)


def pack(windows: Sequence[Window]) -> Packed:
    """Tensors of windows, from one text or several after each other."""
    by_width: dict[int, list[int]] = {}
    for index, window in enumerate(windows):
        width = next((w for w in WIDTHS if window.length <= w), WIDTHS[-1])
        by_width.setdefault(width, []).append(index)
    groups, places, base = [], {}, 0
    for width, members in sorted(by_width.items()):
        count = -(-len(members) // ROWS) * ROWS
        groups.append(_tensors([windows[i] for i in members], count, width))
        for row, index in enumerate(members):
            places[index] = base + row * width
        base += count * width
    order = [
        torch.arange(len(window.words)) + places[index] for index, window in enumerate(windows)
    ]
    return Packed(groups, torch.cat(order))


def _tensors(windows: Sequence[Window], count: int, width: int) -> dict[str, Tensor]:
    names = ("ids", "shapes", "mask", "first", "last")
    out = {name: np.zeros((count, width), dtype=np.int64) for name in names}
    out["ids"][:, 0], out["ids"][:, 1] = _START, _STOP
    out["mask"][:, :2] = 1
    for row, window in enumerate(windows):
        flat = [piece for pieces in window.pieces for piece in pieces][: width - 2]
        sizes = np.fromiter((len(pieces) for pieces in window.pieces), np.int64)
        ends = np.minimum(np.cumsum(sizes), width - 2)
        out["ids"][row, : len(flat) + 2] = [_START, *flat, _STOP]
        out["mask"][row, : len(flat) + 2] = 1
        out["shapes"][row, 1 : len(flat) + 1] = np.repeat(window.shapes, sizes)[: len(flat)]
        out["first"][row, : len(sizes)] = np.minimum(ends - sizes + 1, width - 2)
        out["last"][row, : len(sizes)] = ends
    return {name: torch.from_numpy(array) for name, array in out.items()}


def fitted(states: Tensor, rows: int) -> Tensor:
    """States [words, width] padded with zeros to so many rows."""
    return functional.pad(states, (0, 0, 0, rows - states.shape[0]))
