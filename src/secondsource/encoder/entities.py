"""Entity spans: what the words say, as typed spans. NumPy in, plain tuples out.

A span of up to MAX_WIDTH words is scored from one state: its first word, its last word, the mean
of its words and its width, added and rectified. Spans with a tag at either end that mentions hardly
ever have there are not scored. Two outputs read that state: GUM's ten kinds of mention (nested,
named or not) and CrossNER's kinds of names in political news (flat).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder import decode
from secondsource.encoder.storage import Arrays
from secondsource.syntax import LabelledSpan, Tree

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
#: Tags of words that a mention doesn't begin or end with: 0.4 and 1.2 % of those in GUM's training
#: part do. A third of all spans remains to be scored.
NEVER_FIRST = frozenset({"PUNCT", "AUX", "CCONJ", "SCONJ", "PART"})
NEVER_LAST = frozenset({"PUNCT", "AUX", "CCONJ", "SCONJ", "ADP"})
_BLOCK = 160  #: words scored at a time: what stays in the cache
_STRIDE = 32  #: rows summed by one product

Ints = NDArray[np.int64]
Spans = tuple[LabelledSpan, ...]


def find(arrays: Arrays, states: Floats, trees: Sequence[Tree]) -> tuple[Spans, Spans]:
    """Mentions and names of a text.

    ``states`` [words, 3 * size] are the words of its ``trees`` (see ``scores``).
    """
    edges = [0, *np.cumsum([len(tree) for tree in trees]).tolist()]
    mentions: list[LabelledSpan] = []
    names: list[LabelledSpan] = []
    for begin, stop in blocks(edges):
        firsts, lasts = candidates(trees[begin:stop])
        words = states[edges[begin] : edges[stop]]
        told = scores(arrays, words, firsts, lasts)
        starts = np.array(edges[begin:stop]) - edges[begin]
        owners = np.searchsorted(starts, firsts, side="right") - 1
        for found, kinds, cells in zip(
            (mentions, names), (MENTION_KINDS, NAME_KINDS), told, strict=True
        ):
            labels, margins = _best(cells)
            rows = np.flatnonzero(margins > 0)
            base = starts[owners[rows]]
            columns = (firsts[rows] - base, lasts[rows] - base, labels[rows], margins[rows])
            spans = list(zip(*(column.tolist() for column in columns), strict=True))
            bounds = np.searchsorted(owners[rows], np.arange(stop - begin + 1)).tolist()
            for number, (low, high) in enumerate(pairwise(bounds), begin):
                found += [
                    LabelledSpan(number, first, last, kinds[label], score)
                    for first, last, label, score in decode.compatible(
                        spans[low:high], flat=found is names
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


def candidates(trees: Sequence[Tree]) -> tuple[Ints, Ints]:
    """First and last words of the spans that are weighed, counted from the first tree's first:
    inside a sentence, up to MAX_WIDTH words, and by the tags of both ends."""
    tags = [token.upos for tree in trees for token in tree.tokens]
    opens = np.array([tag not in NEVER_FIRST for tag in tags], dtype=bool)
    closes = np.array([tag not in NEVER_LAST for tag in tags] + [False] * MAX_WIDTH, dtype=bool)
    sizes = [len(tree) for tree in trees]
    stops = np.repeat(np.cumsum(sizes), sizes)
    lasts = np.arange(len(tags))[:, None] + np.arange(MAX_WIDTH)
    firsts, widths = np.nonzero(closes[lasts] & (lasts < stops[:, None]) & opens[:, None])
    return firsts, firsts + widths


def scores(arrays: Arrays, words: Floats, firsts: Ints, lasts: Ints) -> tuple[Floats, Floats]:
    """[spans, kinds] for mentions and for names, of spans by their first and last words.

    ``words`` [words, 3 * size] hold each word as the first of a span, as the last and as a part.
    """
    size = words.shape[1] // 3
    sums = running_sums(words[:, 2 * size :])
    thirds = words.reshape(-1, size)  # row 3 * word is the word as a first one, the next as a last
    spans, part = np.empty((2, len(firsts), size), dtype=np.float32)
    # "clip" because "raise", the default, would copy once more; no number is out of range
    np.take(sums, lasts + 1, axis=0, out=spans, mode="clip")
    spans -= np.take(sums, firsts, axis=0, out=part, mode="clip")
    widths = lasts - firsts
    spans *= (1 / (widths + 1)).astype(np.float32)[:, None]
    ends = ((thirds, 3 * firsts), (thirds, 3 * lasts + 1), (arrays["entities.width"], widths))
    for table, rows in ends:
        spans += np.take(table, rows, axis=0, out=part, mode="clip")
    np.maximum(spans, 0, out=spans)
    outputs = [arrays[f"entities.{name}.weight"] for name in ("mentions", "names")]
    biases = [arrays[f"entities.{name}.bias"] for name in ("mentions", "names")]
    out = spans @ np.concatenate(outputs).T + np.concatenate(biases)
    return out[:, : len(outputs[0])], out[:, len(outputs[0]) :]


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


def _best(cells: Floats) -> tuple[Ints, Floats]:
    """The best label of every span, and by how much it beats "none"."""
    best = cells[:, 1:].argmax(1) + 1
    margins: Floats = cells[np.arange(len(cells)), best] - cells[:, 0]
    return best, margins
