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
_BLOCK = 512  #: words scored at a time, so that memory stays flat
_CACHED = 32  #: words whose spans fit the processor's cache


def find(
    arrays: Arrays, states: Floats, sizes: Sequence[int]
) -> tuple[tuple[LabelledSpan, ...], tuple[LabelledSpan, ...]]:
    """Mentions and names of a text.

    ``states`` [words, width] are the text's words, ``sizes`` its sentences' lengths in words.
    """
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
    first, last, mean = (
        words @ arrays[f"entities.{name}.weight"].T for name in ("first", "last", "mean")
    )
    first += arrays["entities.first.bias"]
    sums = np.cumsum(mean, axis=0)
    tail = np.repeat(sums[-1:], MAX_WIDTH, axis=0)
    sums = np.concatenate([np.zeros_like(tail[:1]), sums, tail])
    last = np.concatenate([last, np.zeros_like(tail)])
    outputs = [arrays[f"entities.{name}.weight"] for name in ("mentions", "names")]
    weight = np.concatenate(outputs).T
    bias = np.concatenate([arrays[f"entities.{name}.bias"] for name in ("mentions", "names")])
    shares = (1 / np.arange(1, MAX_WIDTH + 1, dtype=np.float32))[:, None]
    out = np.empty((count, MAX_WIDTH, len(bias)), dtype=np.float32)
    for start in range(0, count, _CACHED):
        stop = min(start + _CACHED, count)
        spans = _over(sums, start + 1, stop + 1) - sums[start:stop, None]
        spans *= shares
        spans += _over(last, start, stop)
        spans += first[start:stop, None]
        spans += arrays["entities.width"]
        np.maximum(spans, 0, out=spans)
        flat = spans.reshape(-1, spans.shape[2]) @ weight  # one product, not one a word
        out[start:stop] = flat.reshape(stop - start, MAX_WIDTH, -1)
    out += bias
    return out[..., : len(outputs[0])], out[..., len(outputs[0]) :]


def _over(rows: Floats, start: int, stop: int) -> Floats:
    """[stop - start, MAX_WIDTH, size]: every row and those that follow it, without a copy."""
    view = np.lib.stride_tricks.sliding_window_view(
        rows[start : stop + MAX_WIDTH - 1], MAX_WIDTH, axis=0
    )
    return view.transpose(0, 2, 1)


def _spans(
    cells: Floats, sentence: int, kinds: Sequence[str], flat: bool
) -> Iterator[LabelledSpan]:
    best = cells[..., 1:].argmax(-1) + 1
    margins = np.take_along_axis(cells, best[..., None], -1)[..., 0] - cells[..., 0]
    for first, last, label, score in decode.spans(best, margins, flat):
        yield LabelledSpan(sentence, first, last, kinds[label], score)
