"""PLOVER roots: political sentences with the actors given, and neutral ones as "none".

Rows whose quad alone is known count as right for any root of that quad. Every epoch also shows
the rows with other actors, and sentences that ``training.madeevents`` makes. A fifth of all texts
is kept for the scores.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from secondsource.encoder.events import NEITHER, QUADS, ROOTS, SIZE, SOURCE, TARGET
from training.eventrows import Row, Span, fold, read, shown
from training.madeevents import made, retold
from training.model import Reader
from training.precision import autocast
from training.texts import Cutter, Packed, pack

ROWS = 20  #: sentences a batch
MADE = 60  #: sentences of each root and of none that are made for an epoch


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences after each other: ``index`` [rows, words] of their words, ``owner`` of each,
    and ``right`` [rows, roots], what counts as right."""

    packed: Packed
    index: Tensor
    real: Tensor
    owner: Tensor
    right: Tensor
    weight: Tensor


class EventsHead(nn.Module):
    """As ``secondsource.encoder.events`` computes it."""

    def __init__(self, width: int = 384, dropout: float = 0.25) -> None:
        super().__init__()
        self.absent = nn.Parameter(0.05 * torch.randn(2, width))
        self.telling = nn.Linear(width, 1)
        self.inner, self.out = nn.Linear(4 * width, SIZE), nn.Linear(SIZE, len(ROOTS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, real: Tensor, owner: Tensor) -> Tensor:
        """[rows, roots] of [rows, words, width]; ``owner`` says what a word belongs to."""
        actors = [self._actor(states, (owner == value) & real, value) for value in (SOURCE, TARGET)]
        telling = self.telling(states).masked_fill(~real.unsqueeze(-1), -1e4)
        told = (torch.softmax(telling, 1) * states).sum(1)
        mean = (states * real.unsqueeze(-1)).sum(1) / real.sum(1, keepdim=True)
        inner = self.inner(self.dropout(torch.cat([*actors, told, mean], 1)))
        found: Tensor = self.out(self.dropout(torch.relu(inner)))
        return found

    def _actor(self, words: Tensor, chosen: Tensor, value: int) -> Tensor:
        count = chosen.sum(1, keepdim=True)
        mean = (words * chosen.unsqueeze(-1)).sum(1) / count.clamp(min=1)
        return torch.where(count > 0, mean, self.absent[value - 1])


def arrays(head: EventsHead) -> dict[str, NDArray[np.float16]]:
    """What the served head needs."""
    return {
        f"events.{name}": value.detach().float().numpy().astype(np.float16)
        for name, value in head.state_dict().items()
    }


class EventsTask:
    """PLV's and ConfliBERT's training rows as batches, loss and scores."""

    name = "events"
    mixes = ("event",)

    def __init__(self, data: Path, cutter: Cutter, held: int = 0) -> None:
        self.cutter = cutter
        rows = list(read(data / "plover"))
        self.train = [row for row in rows if fold(row.text) != held]
        self.dev = [row for row in rows if fold(row.text) == held]
        counts = Counter(row.root for row in self.train if row.root)
        most = max(counts.values())
        self.weights = {root: (most / count) ** 0.5 for root, count in counts.items()}

    def batches(self, rng: random.Random) -> list[Batch]:
        """One epoch."""
        others = (retold(row, rng) for row in self.train)
        order = [*self.train, *(row for row in others if row), *made(rng, MADE)]
        rng.shuffle(order)
        order.sort(key=lambda row: len(row.text) // 60)
        groups = [order[i : i + ROWS] for i in range(0, len(order), ROWS)]
        rng.shuffle(groups)
        return [self.batch([shown(row, rng) for row in group]) for group in groups]

    def batch(self, rows: Sequence[Row]) -> Batch:
        """Sentences as tensors."""
        cut = [self.cutter.windows(row.text) for row in rows]
        words = [[word for window in windows for word in window.words] for windows in cut]
        longest = max(len(places) for places in words)
        index, owner = (np.zeros((len(rows), longest), dtype=np.int64) for _ in range(2))
        real = np.zeros((len(rows), longest), dtype=bool)
        right = np.zeros((len(rows), len(ROOTS)), dtype=bool)
        base = 0
        for number, (row, places) in enumerate(zip(rows, words, strict=True)):
            index[number, : len(places)] = np.arange(base, base + len(places))
            real[number, : len(places)] = True
            owner[number, : len(places)] = owners(row, places)
            right[number] = [_counts(row, root) for root in range(len(ROOTS))]
            base += len(places)
        weight = [1.0 if row.made else self.weights.get(row.root or "", 1.0) for row in rows]
        tensors = (torch.from_numpy(array) for array in (index, real, owner, right))
        packed = pack([window for windows in cut for window in windows])
        return Batch(packed, *tensors, torch.tensor(weight))

    def pieces(self, batch: Batch) -> int:
        """Sub-words."""
        return batch.packed.pieces

    def loss(self, model: Reader, head: EventsHead, batch: Batch) -> dict[str, Tensor]:
        """The loss of a batch."""
        return self.losses(head, model.text_states(batch.packed, self.mixes), batch)

    def losses(
        self, head: EventsHead, states: dict[str, Tensor], batch: Batch
    ) -> dict[str, Tensor]:
        """Mean negative log-likelihood of what counts as right."""
        scores = head(states["event"][batch.index], batch.real, batch.owner).float()
        right = torch.logsumexp(scores.masked_fill(~batch.right, -1e4), 1)
        missed = (torch.logsumexp(scores, 1) - right) * batch.weight
        return {"events": missed.sum() / batch.weight.sum()}

    def evaluate(self, model: Reader, head: EventsHead) -> dict[str, float]:
        """Macro-F1 of roots and quads with actors given, and F1 of "an event" and "none"."""
        return scored(self.dev, self.scores(model, head))

    @torch.no_grad()
    def scores(self, model: Reader, head: EventsHead) -> NDArray[np.float32]:
        """[rows, roots] of the kept rows."""
        model.eval()
        head.eval()
        found: list[NDArray[np.float32]] = []
        for start in range(0, len(self.dev), ROWS):
            batch = self.batch(self.dev[start : start + ROWS])
            with autocast():
                states = model.text_states(batch.packed, self.mixes)["event"]
                found.append(head(states[batch.index], batch.real, batch.owner).float().numpy())
        model.train()
        head.train()
        return np.concatenate(found)


def scored(rows: Sequence[Row], found: NDArray[np.float32]) -> dict[str, float]:
    """Percentages: ``root`` and ``quad`` macro-F1 on rows with a root (events only, as PLV is
    scored), ``none`` F1 of no event and ``event`` F1 of its opposite on all rows."""
    with_root = [i for i, row in enumerate(rows) if row.root]
    best = found[with_root, 1:].argmax(1) + 1
    wanted = [ROOTS.index(rows[i].root or "") for i in with_root]
    nothing = found.argmax(1) == 0
    neutral = np.array([row.quad == 0 for row in rows])
    return {
        "root": macro(wanted, best.tolist()),
        "quad": macro([QUADS[i] for i in wanted], [QUADS[i] for i in best.tolist()]),
        "none": macro(neutral.tolist(), nothing.tolist(), [True]),
        "event": macro((~neutral).tolist(), (~nothing).tolist(), [True]),
        "rows": len(with_root),
    }


def macro(
    gold: Sequence[object], found: Sequence[object], classes: Sequence[object] | None = None
) -> float:
    """Mean F1 of the classes, in percent."""
    values = []
    for name in classes or sorted(set(gold), key=str):
        right = sum(a == b == name for a, b in zip(gold, found, strict=True))
        total = sum(a == name for a in gold) + sum(b == name for b in found)
        values.append(200 * right / max(total, 1))
    return round(sum(values) / len(values), 2)


def owners(row: Row, places: Sequence[Span]) -> list[int]:
    """What every word belongs to."""
    found = [NEITHER] * len(places)
    for span, value in ((row.source, SOURCE), (row.target, TARGET)):
        for number, (start, end) in enumerate(places):
            if span is not None and start < span[1] and end > span[0]:
                found[number] = value
    return found


def _counts(row: Row, root: int) -> bool:
    return ROOTS[root] == row.root if row.root is not None else QUADS[root] == row.quad
