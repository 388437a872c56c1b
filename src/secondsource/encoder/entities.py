"""Entity spans: what the words say, as typed spans. NumPy in, plain tuples out.

Every span of up to MAX_WIDTH words is scored from one state: its first word, its last word, the
mean of its words and its width, added and rectified. Two outputs read that state: GUM's ten kinds
of mention (nested, named or not) and CrossNER's kinds of names in political news (flat).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder import decode
from secondsource.encoder.storage import Arrays
from secondsource.syntax import LabelledSpan

Floats = NDArray[np.float32]

#: Labels of the outputs, index 0 is "no mention".
MENTION_KINDS = (
    "", "abstract", "animal", "event", "object", "organization", "person", "place", "plant",
    "substance", "time",
)  # fmt: skip
NAME_KINDS = (
    "", "country", "election", "event", "location", "misc", "organisation", "person",
    "politicalparty", "politician",
)  # fmt: skip
MAX_WIDTH = 12  #: longest span, in words
_BLOCK = 512  #: words scored at a time, so that memory stays flat


def find(
    arrays: Arrays, states: Floats, sizes: Sequence[int]
) -> tuple[tuple[LabelledSpan, ...], tuple[LabelledSpan, ...]] | None:
    """Mentions and names of a text; None where the weights hold no such head.

    ``states`` [words, width] are the text's words, ``sizes`` its sentences' lengths in words.
    """
    if "entities.width" not in arrays:
        return None
    edges = [0, *np.cumsum(sizes).tolist()]
    mentions: list[LabelledSpan] = []
    names: list[LabelledSpan] = []
    for first, stop in blocks(edges):
        inner = edges[first : stop + 1]
        both = scores(arrays, states[inner[0] : inner[-1]])
        for number, (start, end) in enumerate(pairwise(inner), first):
            rows = slice(start - inner[0], end - inner[0])
            mentions += _spans(both[0][rows], number, MENTION_KINDS, flat=False)
            names += _spans(both[1][rows], number, NAME_KINDS, flat=True)
    return tuple(mentions), tuple(names)


def blocks(edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of sentences with about so many words together."""
    first = 0
    for number in range(1, len(edges)):
        if edges[number] - edges[first] >= _BLOCK or number == len(edges) - 1:
            yield first, number
            first = number


def scores(arrays: Arrays, words: Floats) -> tuple[Floats, Floats]:
    """[words, MAX_WIDTH, kinds] for mentions and for names; a span may leave its sentence."""
    count = len(words)
    part = {name: words @ arrays[f"entities.{name}.weight"].T for name in ("first", "last", "mean")}
    firsts = part["first"] + arrays["entities.first.bias"]
    size = firsts.shape[1]
    last = np.zeros((count + MAX_WIDTH, size), dtype=np.float32)
    last[:count] = part["last"]
    sums = np.zeros((count + MAX_WIDTH, size), dtype=np.float32)
    np.cumsum(part["mean"], axis=0, out=sums[1 : count + 1])
    sums[count + 1 :] = sums[count]
    spans = np.empty((count, MAX_WIDTH, size), dtype=np.float32)
    for width in range(MAX_WIDTH):
        state = (sums[width + 1 : width + 1 + count] - sums[:count]) / np.float32(width + 1)
        state += last[width : width + count]
        state += firsts
        state += arrays["entities.width"][width]
        np.maximum(state, 0, out=spans[:, width])
    flat = spans.reshape(-1, size)
    found = []
    for name in ("mentions", "names"):
        out = flat @ arrays[f"entities.{name}.weight"].T + arrays[f"entities.{name}.bias"]
        found.append(out.reshape(count, MAX_WIDTH, -1))
    return found[0], found[1]


def _spans(
    cells: Floats, sentence: int, kinds: Sequence[str], flat: bool
) -> Iterator[LabelledSpan]:
    best = cells[..., 1:].argmax(-1) + 1
    margins = np.take_along_axis(cells, best[..., None], -1)[..., 0] - cells[..., 0]
    for first, last, label, score in decode.spans(best, margins, flat):
        yield LabelledSpan(sentence, first, last, kinds[label], score)
