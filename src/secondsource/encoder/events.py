"""PLOVER: what the source of an event does to its target, from the words of their sentence.

The means of both actors' words, the mean of the sentence and a mean that weighs its words by how
much they tell of an event are scored for every root and for "none" (Halterman et al. 2021 for the
ontology). The head is flat on purpose: what passes between the actors is the encoder's work, which
learns from far more text than there are sentences with roots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
Asked = tuple[int, Span | None, Span | None]  #: a sentence, and its words that act and are acted on


@dataclass(frozen=True, slots=True)
class EventScorer:
    """Codes pairs of actors of one text. ``states`` [words, width] are those of its words,
    ``edges`` its sentences' first words and the number of words."""

    arrays: Arrays
    states: Floats
    edges: tuple[int, ...]

    def odds(self, asked: Sequence[Asked]) -> list[Mapping[str, float]]:
        """For each pair of actors the probability of every one of ROOTS; spans count words of the
        sentence. All at once, because a single question takes as long as twenty."""
        if not asked:
            return []
        places = {one: place for place, one in enumerate(dict.fromkeys(asked))}
        with one_thread():
            found = scores(self.arrays, np.stack([self._features(*one) for one in places]))
        odds = np.exp(found - found.max(1, keepdims=True))
        odds /= odds.sum(1, keepdims=True)
        told = [dict(zip(ROOTS, row, strict=True)) for row in odds.tolist()]
        return [told[places[one]] for one in asked]

    def _features(self, sentence: int, source: Span | None, target: Span | None) -> Floats:
        words = self.states[self.edges[sentence] : self.edges[sentence + 1]]
        return features(self.arrays, words, source, target)


def scorer(arrays: Arrays, states: Floats, sizes: Sequence[int]) -> EventScorer | None:
    """For a text's word states [words, width] and sentence lengths; None without such a head."""
    if "events.absent" not in arrays:
        return None
    return EventScorer(arrays, states, tuple(accumulate(sizes, initial=0)))


def features(arrays: Arrays, states: Floats, source: Span | None, target: Span | None) -> Floats:
    """[4 * width] of one sentence's words [words, width] and its two actors."""
    owner = np.full(len(states), NEITHER)
    for span, actor in ((source, SOURCE), (target, TARGET)):
        if span is not None:
            owner[span[0] : span[1]] = actor
    actors = [_mean(arrays, states, owner == actor, actor) for actor in (SOURCE, TARGET)]
    weights = _linear(arrays, "telling", states)
    weights = np.exp(weights - weights.max())
    told = (weights * states).sum(0) / weights.sum()
    return np.concatenate([*actors, told, states.mean(0)])


def scores(arrays: Arrays, pairs: Floats) -> Floats:
    """[pairs, roots] of what ``features`` gives for each pair of actors."""
    found: Floats = _linear(arrays, "out", np.maximum(_linear(arrays, "inner", pairs), 0))
    return found


def _mean(arrays: Arrays, states: Floats, chosen: NDArray[np.bool_], actor: int) -> Floats:
    mean: Floats = states[chosen].mean(0) if chosen.any() else arrays["events.absent"][actor - 1]
    return mean


def _linear(arrays: Arrays, name: str, x: Floats) -> Floats:
    product: Floats = x @ arrays[f"events.{name}.weight"].T + arrays[f"events.{name}.bias"]
    return product
