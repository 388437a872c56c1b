"""PLOVER: what the source of an event does to its target, from the words of their sentence.

The means of both actors' words, the mean of the sentence and a mean that weighs its words by how
much they tell of an event are scored for every root and for "none" (Halterman et al. 2021 for the
ontology). The head is flat on purpose: what passes between the actors is the encoder's work, which
learns from far more text than there are sentences with roots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder.products import one_thread
from secondsource.encoder.storage import Arrays

Floats = NDArray[np.float32]

#: Roots that the training data tell apart (RETREAT and CONCEDE are one there); 0 is "no event".
ROOTS = (
    "", "AGREE", "CONSULT", "SUPPORT", "YIELD", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
#: Quad of each of ROOTS: 1 and 2 verbal and material cooperation, 3 and 4 conflict, 0 none.
QUADS = (0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4)
SIZE = 384  #: of the hidden layer
NEITHER, SOURCE, TARGET = 0, 1, 2  #: what a word belongs to

Span = tuple[int, int]  #: half-open, in words


@dataclass(frozen=True, slots=True)
class EventScorer:
    """Codes pairs of actors of one text. ``states`` [words, width] are those of its words,
    ``edges`` its sentences' first words and the number of words."""

    arrays: Arrays
    states: Floats
    edges: tuple[int, ...]
    _known: dict[tuple[int, Span | None, Span | None], tuple[str, float]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def root(self, sentence: int, source: Span | None, target: Span | None) -> tuple[str, float]:
        """The likeliest of ROOTS and its probability; spans count words of the sentence."""
        asked = sentence, source, target  # by each claim of the same actors in a sentence
        known = self._known.get(asked)
        if known is None:
            with one_thread():
                known = self._known[asked] = self._likeliest(sentence, source, target)
        return known

    def _likeliest(
        self, sentence: int, source: Span | None, target: Span | None
    ) -> tuple[str, float]:
        words = self.states[self.edges[sentence] : self.edges[sentence + 1]]
        found = scores(self.arrays, words, source, target)
        odds = np.exp(found - found.max())
        best = int(odds.argmax())
        return ROOTS[best], float(odds[best] / odds.sum())


def scorer(arrays: Arrays, states: Floats, sizes: Sequence[int]) -> EventScorer | None:
    """For a text's word states [words, width] and sentence lengths; None without such a head."""
    if "events.absent" not in arrays:
        return None
    return EventScorer(arrays, states, tuple(accumulate(sizes, initial=0)))


def scores(arrays: Arrays, states: Floats, source: Span | None, target: Span | None) -> Floats:
    """[roots] of one sentence's words [words, width] and its two actors."""
    owner = np.full(len(states), NEITHER)
    for span, actor in ((source, SOURCE), (target, TARGET)):
        if span is not None:
            owner[span[0] : span[1]] = actor
    actors = [_mean(arrays, states, owner == actor, actor) for actor in (SOURCE, TARGET)]
    weights = _linear(arrays, "telling", states)
    weights = np.exp(weights - weights.max())
    told = (weights * states).sum(0) / weights.sum()
    inner = np.concatenate([*actors, told, states.mean(0)])
    found: Floats = _linear(arrays, "out", np.maximum(_linear(arrays, "inner", inner), 0))
    return found


def _mean(arrays: Arrays, states: Floats, chosen: NDArray[np.bool_], actor: int) -> Floats:
    mean: Floats = states[chosen].mean(0) if chosen.any() else arrays["events.absent"][actor - 1]
    return mean


def _linear(arrays: Arrays, name: str, x: Floats) -> Floats:
    product: Floats = x @ arrays[f"events.{name}.weight"].T + arrays[f"events.{name}.bias"]
    return product
