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
MAX_WIDTH = 16  #: longest span, in words
_BLOCK = 160  #: words scored at a time: what stays in the cache
_STRIDE = 32  #: rows summed by one product


def find(
    arrays: Arrays, states: Floats, sizes: Sequence[int]
) -> tuple[tuple[LabelledSpan, ...], tuple[LabelledSpan, ...]]:
    """Mentions and names of a text.

    ``states`` [words, 3 * size] are the text's words (see ``scores``), ``sizes`` its sentences'
    lengths in words.
    """
    edges = [0, *np.cumsum(sizes).tolist()]
    mentions: list[LabelledSpan] = []
    names: list[LabelledSpan] = []
    for first, stop in blocks(edges):
        inner = edges[first : stop + 1]
        both = [_best(cells) for cells in scores(arrays, states[inner[0] : inner[-1]])]
        for number, (start, end) in enumerate(pairwise(inner), first):
            rows = slice(start - inner[0], end - inner[0])
            for found, kinds, (labels, margins) in zip(
                (mentions, names), (MENTION_KINDS, NAME_KINDS), both, strict=True
            ):
                found += [
                    LabelledSpan(number, opening, last, kinds[label], score)
                    for opening, last, label, score in decode.spans(
                        labels[rows], margins[rows], flat=found is names
                    )
                ]
    return tuple(mentions), tuple(names)


def blocks(edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of sentences with about so many words together."""
    first = 0
    for number in range(1, len(edges)):
        if edges[number] - edges[first] >= _BLOCK or number == len(edges) - 1:
            yield first, number
            first = number


def scores(arrays: Arrays, words: Floats) -> tuple[Floats, Floats]:
    """[words, MAX_WIDTH, kinds] for mentions and for names; a span may leave its sentence, and
    one that leaves the text has the biases alone.

    ``words`` [words, 3 * size] hold each word as the first of a span, as the last and as a part.
    """
    count = len(words)
    first, last, mean = np.split(words, 3, axis=1)
    sums = running_sums(mean)
    outputs = [arrays[f"entities.{name}.weight"] for name in ("mentions", "names")]
    weight = np.concatenate(outputs).T
    bias = np.concatenate([arrays[f"entities.{name}.bias"] for name in ("mentions", "names")])
    out = np.zeros((count, MAX_WIDTH, len(bias)), dtype=np.float32)
    buffer = np.empty_like(first)
    for width in range(1, min(MAX_WIDTH, count) + 1):  # all spans of one width at once
        spans = buffer[: count - width + 1]
        np.subtract(sums[width:], sums[:-width], out=spans)
        spans *= np.float32(1 / width)
        spans += last[width - 1 :]
        spans += first[: len(spans)]
        spans += arrays["entities.width"][width - 1]
        np.maximum(spans, 0, out=spans)
        out[: len(spans), width - 1] = spans @ weight
    out += bias
    return out[..., : len(outputs[0])], out[..., len(outputs[0]) :]


def running_sums(rows: Floats) -> Floats:
    """[1 + n, size]: sums of the first 0, 1, … n rows. NumPy's own cumsum takes several times as
    long down the columns of a matrix."""
    count, size = rows.shape
    blocks = -(-count // _STRIDE)
    padded = np.zeros((blocks, _STRIDE, size), dtype=np.float32)
    padded.reshape(-1, size)[:count] = rows
    within = np.tri(_STRIDE, dtype=np.float32) @ padded
    within[1:] += within[:-1, -1].cumsum(0)[:, None]
    sums = np.zeros((count + 1, size), dtype=np.float32)
    sums[1:] = within.reshape(-1, size)[:count]
    return sums


def _best(cells: Floats) -> tuple[NDArray[np.int64], Floats]:
    """The best label of every span, and by how much it beats "none"."""
    best = cells[..., 1:].argmax(-1) + 1
    margins = np.take_along_axis(cells, best[..., None], -1)[..., 0] - cells[..., 0]
    return best, margins
