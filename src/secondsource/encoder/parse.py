"""Scores of a batch of windows become sentences: trees, tags, lemmas."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder import decode
from secondsource.encoder.heads import WORD_STATES
from secondsource.encoder.storage import Weights
from secondsource.encoder.windows import Window, sure_ends
from secondsource.records.reading import Sentence, Token

Output = dict[str, NDArray[Any]]
Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
_SURE = math.log(0.95)  #: a word whose governor is likelier than this keeps it
_LIKELY = 3  #: governors of an unsure word that are weighed by their labels


@dataclass(frozen=True, slots=True)
class Parsed:
    """A window's sentences, and what the graph tells the other heads of every word, by output."""

    sentences: list[Sentence]
    states: Output


def parse(weights: Weights, text: str, rows: Sequence[Window], output: Output) -> Iterator[Parsed]:
    """What the model says of every row of a batch."""
    edges = [
        _edges(output["ends"][row], len(window.words), sure_ends(text, window.words))
        for row, window in enumerate(rows)
    ]
    heads = _heads(weights, output, edges)
    labels = iter(_relations(weights, output, heads))
    for row, window in enumerate(rows):
        tokens = _tokens(weights, text, window, {n: output[n][row] for n in _TAGS})
        sentences = []
        for start, stop in pairwise(edges[row]):
            tree = [(head - start if head else 0, next(labels)) for head in heads[row][start:stop]]
            sentences.append(_sentence(tokens[start:stop], tree))
        yield Parsed(sentences, {n: output[n][row, : len(window.words)] for n in WORD_STATES})


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
    scores = _relation_scores(weights, output, rows, words, above)
    return [names[index] for index in scores.argmax(1).tolist()]


def _relation_scores(
    weights: Weights, output: Output, rows: Numbers, words: Numbers, above: Numbers
) -> Floats:
    """[arcs, labels] for arcs to ``words`` from ``above`` (1-based, 0 for the root) in ``rows``."""
    dependents, governors = output["dependents"][rows, words], output["governors"][rows, above]
    states = np.concatenate([dependents * governors, dependents, governors], axis=1)
    scores = states @ weights.arrays["relation_weight"].T + weights.arrays["relation_bias"]
    scores[:, weights.labels["deprel"].index("root")] = np.where(above == 0, 1e9, -1e9)
    return np.asarray(scores)


def _edges(ends: NDArray[np.float32], count: int, sure: list[int]) -> list[int]:
    """Word numbers where sentences begin, and the number of words."""
    return sorted({0, *(np.nonzero(ends[: count - 1] > 0)[0] + 1).tolist(), *sure, count})


def _heads(weights: Weights, output: Output, edges: Sequence[Sequence[int]]) -> list[list[int]]:
    """Governors of all words of every window: 1-based in the window, 0 for a root."""
    places = [(row, *pair) for row, ends in enumerate(edges) for pair in pairwise(ends)]
    scores = [_governors(output["arcs"][row], start, stop) for row, start, stop in places]
    _weigh_labels(weights, output, places, scores)
    found: list[list[int]] = [[] for _ in edges]
    for (row, start, _), sentence in zip(places, scores, strict=True):
        found[row] += [start + head if head else 0 for head in decode.heads(sentence)]
    return found


def _governors(arcs: Floats, start: int, stop: int) -> Floats:
    """Log-probabilities [n, 1 + n] of the governors of one sentence's words, root first."""
    scores = np.concatenate([arcs[start:stop, :1], arcs[start:stop, start + 1 : stop + 1]], 1)
    own = np.arange(stop - start)
    scores[own, own + 1] = -np.inf
    return np.asarray(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))


def _weigh_labels(
    weights: Weights, output: Output, places: Sequence[tuple[int, int, int]], scores: list[Floats]
) -> None:
    """Add, in place, how well each likely governor of an unsure word explains it: the
    log-probability of the best label of that arc. One product serves the batch."""
    chosen = []
    for index, sentence in enumerate(scores):
        unsure = np.nonzero(sentence.max(1) < _SURE)[0]
        if len(unsure) and sentence.shape[1] > _LIKELY:
            likely = np.argpartition(-sentence[unsure], _LIKELY - 1, axis=1)[:, :_LIKELY]
            chosen.append((index, unsure, likely))
    if not chosen:
        return
    rows, words, above = (
        np.concatenate(part)
        for part in zip(*(_arcs(places[index], u, k) for index, u, k in chosen), strict=True)
    )
    labels = _relation_scores(weights, output, rows, words, above)
    best = labels.max(1) - np.logaddexp.reduce(labels, axis=1)
    taken = 0
    for index, unsure, likely in chosen:
        gains = best[taken : taken + likely.size].reshape(likely.shape)
        taken += likely.size
        scores[index][unsure] += gains.min(1, keepdims=True)
        scores[index][unsure[:, None], likely] += gains - gains.min(1, keepdims=True)


def _arcs(place: tuple[int, int, int], words: Numbers, above: Numbers) -> tuple[Numbers, ...]:
    """Rows, words and governors in the window, one for each of ``above`` [words, likely]."""
    row, start, _ = place
    dependents = np.repeat(words + start, above.shape[1])
    governors = np.where(above == 0, 0, above + start).ravel()
    return np.full(len(dependents), row), dependents, governors
