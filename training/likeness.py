"""How like a larger encoder finds clauses, for the small one to learn from.

``training.teacher`` writes the vectors; ``training.clauses --teacher FILE`` holds its own likeness
of the same clauses to theirs, among the clauses of a step's stories and among clauses of real news
that the larger encoder puts near each other (Hinton et al. 2015; relations instead of outputs, Park
et al. 2019).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from secondsource.encoder.clauses import WIDTH

_SHARPNESS = 20.0  #: of the softmax over likenesses
_DISTANCE = 8.0  #: weight of how far likenesses are apart, beside their order
_FEW = 0.05  #: weight of a pair that is not alike at all
_ANCHORS, _EACH, _NEAREST = 7, 14, 40  #: clauses of real news a step, each with some of its nearest


@dataclass(frozen=True)
class Likeness:
    """Texts and their unit vectors [texts, WIDTH]; ``real`` are the numbers of those from news."""

    texts: Sequence[str]
    vectors: NDArray[np.float32]
    real: NDArray[np.int64]

    @cached_property
    def _at(self) -> dict[str, int]:
        return {text: number for number, text in enumerate(self.texts)}

    def near(self) -> list[str]:
        """Some clauses of real news, each with others that are near it."""
        found = dict[str, None]()
        vectors = self.vectors[self.real]
        for anchor in random.sample(range(len(self.real)), _ANCHORS):
            alike = vectors @ vectors[anchor]
            nearest = np.argsort(-alike)[1:_NEAREST]
            for number in (anchor, *random.sample(list(nearest), _EACH - 1)):
                found[self.texts[self.real[number]]] = None
        return list(found)

    def cost(self, found: Tensor, texts: Sequence[str]) -> Tensor:
        """How far the likeness of vectors found for texts is from the larger encoder's: of each
        text the order of the others, and of each pair how alike it is. Texts that are not known
        count for nothing."""
        rows = {text: row for row, text in enumerate(texts) if text in self._at}
        own = found[list(rows.values()), :WIDTH]
        theirs = torch.from_numpy(self.vectors[[self._at[text] for text in rows]])
        others = ~torch.eye(len(rows), dtype=torch.bool)
        shape = (len(rows), len(rows) - 1)
        is_, wanted = ((v @ v.T)[others].view(shape) for v in (own, theirs))
        order = nn.functional.kl_div(
            (_SHARPNESS * is_).log_softmax(-1),
            (_SHARPNESS * wanted).softmax(-1),
            reduction="batchmean",
        )
        weight = _FEW + wanted.clamp(min=0)
        return order + _DISTANCE * ((is_ - wanted).square() * weight).sum() / weight.sum()

    def save(self, path: Path) -> None:
        """Write it as one NumPy archive."""
        texts = np.array(self.texts)
        np.savez_compressed(path, texts=texts, vectors=self.vectors.astype("f2"), real=self.real)


def load(path: Path) -> Likeness:
    """What ``save`` wrote."""
    with np.load(path) as archive:
        texts = [str(text) for text in archive["texts"]]
        return Likeness(texts, archive["vectors"].astype(np.float32), archive["real"])
