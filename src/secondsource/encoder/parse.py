"""Scores of a batch of windows become sentences: trees, tags, lemmas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder import decode
from secondsource.encoder.storage import Weights
from secondsource.encoder.windows import Window, sure_ends
from secondsource.records.reading import Sentence, Token

Output = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A window's sentences, and ``states`` [words, 3, width], the last three layers of every
    word."""

    sentences: list[Sentence]
    states: NDArray[np.float32]


def parse(weights: Weights, text: str, rows: Sequence[Window], output: Output) -> Iterator[Parsed]:
    """What the model says of every row of a batch."""
    edges = [
        _edges(output["ends"][row], len(window.words), sure_ends(text, window.words))
        for row, window in enumerate(rows)
    ]
    heads = [_heads(output["arcs"][row], edges[row]) for row in range(len(rows))]
    labels = iter(_relations(weights, output, heads))
    for row, window in enumerate(rows):
        tokens = _tokens(weights, text, window, {n: output[n][row] for n in _TAGS})
        sentences = []
        for start, stop in pairwise(edges[row]):
            tree = [(head - start if head else 0, next(labels)) for head in heads[row][start:stop]]
            sentences.append(_sentence(tokens[start:stop], tree))
        yield Parsed(sentences, output["states"][row, : len(window.words)])


_TAGS = ("upos", "feats", "lemma")
_Word = tuple[int, int, str, str, str | None]  # start, end, lemma, upos, feats


def _tokens(weights: Weights, text: str, window: Window, tags: Output) -> list[_Word]:
    names, lemmatiser = weights.labels, weights.lemmatiser
    columns = (tags[name].tolist() for name in _TAGS)
    found: list[_Word] = []
    for (first, last), upos, feats, edit in zip(window.words, *columns, strict=False):
        tag, features = names["upos"][upos], names["feats"][feats]
        lemma = lemmatiser.lemma(text[first:last], tag, names["lemma"][edit])
        found.append((first, last, lemma, tag, None if features == "_" else features))
    return found


def _sentence(words: Sequence[_Word], tree: Sequence[tuple[int, str]]) -> Sentence:
    tokens = tuple(
        Token(start=start, end=end, lemma=lemma, upos=upos, head=head, deprel=label, feats=feats)
        for (start, end, lemma, upos, feats), (head, label) in zip(words, tree, strict=True)
    )
    return Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tokens)


def _relations(weights: Weights, output: Output, heads: Sequence[Sequence[int]]) -> list[str]:
    """Labels of all arcs of a batch, row by row: one product for all of them."""
    names = weights.labels["deprel"]
    rows = np.repeat(np.arange(len(heads)), [len(row) for row in heads])
    words = np.concatenate([np.arange(len(row)) for row in heads])
    above = np.concatenate([np.array(row) for row in heads])
    dependents, governors = output["dependents"][rows, words], output["governors"][rows, above]
    states = np.concatenate([dependents * governors, dependents, governors], axis=1)
    scores = states @ weights.arrays["relation_weight"].T + weights.arrays["relation_bias"]
    scores[:, names.index("root")] = np.where(above == 0, 1e9, -1e9)
    return [names[index] for index in scores.argmax(1).tolist()]


def _edges(ends: NDArray[np.float32], count: int, sure: list[int]) -> list[int]:
    """Word numbers where sentences begin, and the number of words."""
    return sorted({0, *(np.nonzero(ends[: count - 1] > 0)[0] + 1).tolist(), *sure, count})


def _heads(arcs: NDArray[np.float32], edges: list[int]) -> list[int]:
    """Governors of all words of a window: 1-based in the window, 0 for a root."""
    found: list[int] = []
    for start, stop in pairwise(edges):
        scores = np.concatenate([arcs[start:stop, :1], arcs[start:stop, start + 1 : stop + 1]], 1)
        found += [start + head if head else 0 for head in decode.heads(scores)]
    return found
