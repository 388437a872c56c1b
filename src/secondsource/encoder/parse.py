"""Scores of a text's windows become sentences: trees, tags, lemmas."""

from __future__ import annotations

import math
from collections.abc import Sequence
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

_TAGS = ("upos", "feats", "lemma")
Output = dict[str, NDArray[Any]]
Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
_THIRD_PERSON = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
_SURE = math.log(0.95)  #: a word whose governor is likelier than this keeps it
_LIKELY = 3  #: governors of an unsure word that are weighed by their labels


@dataclass(frozen=True, slots=True)
class Told:
    """What the graph tells of a text: ``rows`` by output, of all words in order; ``arcs`` [words,
    1 + words] of each window; ``governors`` [1 + words, size], of the root and all words."""

    windows: Sequence[Window]
    rows: Output
    arcs: list[Floats]
    governors: Floats


def gather(windows: Sequence[Window], batches: Sequence[tuple[Sequence[int], Output]]) -> Told:
    """The outputs of a text's batches in its order. ``batches`` tell which windows they hold."""
    places = {number: (output, row) for rows, output in batches for row, number in enumerate(rows)}
    ordered = [(*places[number], len(window.words)) for number, window in enumerate(windows)]
    rows = {
        name: np.concatenate([output[name][row, :count] for output, row, count in ordered])
        for name in (*_TAGS, "ends", "dependents", *WORD_STATES)
    }
    output, row, _ = ordered[0]
    parts = [output["governors"][row, :1]]
    parts += [output["governors"][row, 1 : count + 1] for output, row, count in ordered]
    arcs = [output["arcs"][row, :count, : count + 1] for output, row, count in ordered]
    return Told(windows, rows, arcs, np.concatenate(parts))


def parse(weights: Weights, text: str, told: Told) -> list[Sentence]:
    """The sentences of a text."""
    places: list[tuple[int, int]] = []
    scores = []
    base = 0
    for window, arcs in zip(told.windows, told.arcs, strict=True):
        count = len(window.words)
        ends = told.rows["ends"][base : base + count]
        for start, stop in pairwise(_edges(ends, count, sure_ends(text, window.words))):
            places.append((base + start, base + stop))
            scores.append(_governors(arcs, start, stop))
        base += count
    _weigh_labels(weights, told, places, scores)
    heads = decode.heads(scores)
    labels = iter(_relations(weights, told, places, heads))
    words = _words(weights, text, told)
    return [
        _sentence(words[start:stop], [(head, next(labels)) for head in governors])
        for (start, stop), governors in zip(places, heads, strict=True)
    ]


_Word = tuple[int, int, str, str, str | None]  # start, end, lemma, upos, feats


def _words(weights: Weights, text: str, told: Told) -> list[_Word]:
    names, lemmatiser = weights.labels, weights.lemmatiser
    columns = (told.rows[name].tolist() for name in _TAGS)
    offsets = (word for window in told.windows for word in window.words)
    found: list[_Word] = []
    for (first, last), upos, feats, edit in zip(offsets, *columns, strict=True):
        tag, features = names["upos"][upos], names["feats"][feats]
        # "was acquitted" taken for an adjective is still the participle of a verb.
        part = tag == "ADJ" and "Voice=Pass" in features and not text.startswith("un", first)
        lemma = lemmatiser.lemma(text[first:last], "VERB" if part else tag, names["lemma"][edit])
        if tag == "VERB" and is_third_person(text[first:last].lower(), lemma):
            features = _THIRD_PERSON
        found.append((first, last, lemma, tag, None if features == "_" else features))
    return found


def is_third_person(form: str, lemma: str) -> bool:
    """Whether a verb's spelling alone says "she quits", whatever its features were taken for."""
    if form[-1] != "s" or form == lemma:
        return False
    return form in (f"{lemma}s", f"{lemma}es", f"{lemma[:-1]}ies")


def _sentence(words: Sequence[_Word], tree: Sequence[tuple[int, str]]) -> Sentence:
    tokens = tuple(
        Token(start=start, end=end, lemma=lemma, upos=upos, head=head, deprel=label, feats=feats)
        for (start, end, lemma, upos, feats), (head, label) in zip(words, tree, strict=True)
    )
    return Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tokens)


def _relations(
    weights: Weights, told: Told, places: Sequence[tuple[int, int]], heads: Sequence[Sequence[int]]
) -> list[str]:
    """Labels of all arcs of a text, word by word: one product for all of them."""
    names = weights.labels["deprel"]
    governors = [
        head + start if head else 0
        for (start, _), sentence in zip(places, heads, strict=True)
        for head in sentence
    ]
    scores = _relation_scores(weights, told, np.arange(len(governors)), np.array(governors))
    return [names[index] for index in scores.argmax(1).tolist()]


def _relation_scores(weights: Weights, told: Told, words: Numbers, above: Numbers) -> Floats:
    """[arcs, labels] for arcs to ``words`` from ``above`` (1-based, 0 for the root)."""
    dependents, governors = told.rows["dependents"][words], told.governors[above]
    states = np.concatenate([dependents * governors, dependents, governors], axis=1)
    scores = states @ weights.arrays["relation_weight"].T + weights.arrays["relation_bias"]
    scores[:, weights.labels["deprel"].index("root")] = np.where(above == 0, 1e9, -1e9)
    return np.asarray(scores)


def _edges(ends: NDArray[np.float32], count: int, sure: list[int]) -> list[int]:
    """Word numbers where sentences begin, and the number of words."""
    return sorted({0, *(np.nonzero(ends[: count - 1] > 0)[0] + 1).tolist(), *sure, count})


def _governors(arcs: Floats, start: int, stop: int) -> Floats:
    """Log-probabilities [n, 1 + n] of the governors of one sentence's words, root first."""
    scores = np.concatenate([arcs[start:stop, :1], arcs[start:stop, start + 1 : stop + 1]], 1)
    own = np.arange(stop - start)
    scores[own, own + 1] = -np.inf
    return np.asarray(scores - _log_sum(scores)[:, None])


def _log_sum(scores: Floats) -> Floats:
    """Logarithms of the rows' sums of exponentials; ``logaddexp`` takes ten times as long."""
    most = scores.max(1)
    return np.asarray(most + np.log(np.exp(scores - most[:, None]).sum(1)))


def _weigh_labels(
    weights: Weights, told: Told, places: Sequence[tuple[int, int]], scores: list[Floats]
) -> None:
    """Add, in place, how well each likely governor of an unsure word explains it: the
    log-probability of the best label of that arc. One product serves the text."""
    chosen = []
    for index, sentence in enumerate(scores):
        unsure = np.nonzero(sentence.max(1) < _SURE)[0]
        if len(unsure) and sentence.shape[1] > _LIKELY:
            likely = np.argpartition(-sentence[unsure], _LIKELY - 1, axis=1)[:, :_LIKELY]
            chosen.append((index, unsure, likely))
    if not chosen:
        return
    words, above = (
        np.concatenate(part)
        for part in zip(*(_arcs(places[index][0], u, k) for index, u, k in chosen), strict=True)
    )
    labels = _relation_scores(weights, told, words, above)
    best = labels.max(1) - _log_sum(labels)
    taken = 0
    for index, unsure, likely in chosen:
        gains = best[taken : taken + likely.size].reshape(likely.shape)
        taken += likely.size
        scores[index][unsure] += gains.min(1, keepdims=True)
        scores[index][unsure[:, None], likely] += gains - gains.min(1, keepdims=True)


def _arcs(start: int, words: Numbers, above: Numbers) -> tuple[Numbers, Numbers]:
    """Words and governors in the text, one for each of ``above`` [words, likely], of the sentence
    that begins with the word ``start``."""
    dependents = np.repeat(words + start, above.shape[1])
    return dependents, np.where(above == 0, 0, above + start).ravel()
