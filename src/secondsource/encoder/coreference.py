"""Mentions of one text linked to what they denote: a ranking of each mention's antecedents.

A mention's state meets those of up to WINDOW mentions before it, and of earlier ones with the same
words or head; with cheap features of the pair a small network scores each; "no antecedent" scores
zero (Lee et al. 2017). The code that trains it shares the candidates and the features.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder.entities import running_sums
from secondsource.encoder.mentions import Mention, class_matrix, mentions
from secondsource.encoder.pairs import likely, pair_features
from secondsource.encoder.phrases import phrases
from secondsource.encoder.storage import Arrays
from secondsource.syntax import LabelledSpan, Link, Tree

Floats = NDArray[np.float32]

MEETINGS, MEETING_SIZE = 16, 12  #: bilinear products of two states, and their width
_BLOCK = 192  #: mentions ranked at a time, so that memory stays flat
_PAIRS = 1024  #: pairs scored at a time: what stays in the cache


def clusters(scores: Floats, earlier: NDArray[np.int64]) -> list[list[int]]:
    """Mentions grouped by each one's likeliest group; mentions alone are groups of one. "none" is
    column 0 of ``scores``, column 1 + k is candidate k of ``earlier``."""
    groups: list[list[int]] = []
    group_of: dict[int, list[int]] = {}
    for number, (antecedent, _) in enumerate(ranked(scores, earlier)):
        if antecedent < 0:
            groups.append([])
        group = groups[-1] if antecedent < 0 else group_of[antecedent]
        group.append(number)
        group_of[number] = group
    return groups


def ranked(scores: Floats, earlier: NDArray[np.int64]) -> list[tuple[int, float]]:
    """Each mention's best antecedent (-1 for none), and the probability of its whole group: what
    the antecedents that are one entity have in sum."""
    shares = np.exp(scores - scores.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    group_of = np.arange(len(scores))
    found: list[tuple[int, float]] = []
    for number, best in enumerate(shares.argmax(1).tolist()):
        row = shares[number]
        if best == 0:
            found.append((-1, float(row[0])))
            continue
        antecedent = int(earlier[number, best - 1])
        group_of[number] = group_of[antecedent]
        same = group_of[earlier[number]] == group_of[antecedent]
        found.append((antecedent, float(row[1:][same].sum())))
    return found


def links(
    arrays: Arrays, states: Floats, trees: Sequence[Tree], spans: Sequence[LabelledSpan]
) -> tuple[Link, ...] | None:
    """What each mention that has an antecedent points back to, in reading order; None where the
    weights hold no such head. ``states`` [words, 4 * size] are the text's words as the first, last
    or head word of a mention and as a part of it."""
    if "coreference.out.weight" not in arrays:
        return None
    typed = {(s.sentence, s.first, s.last): s.label for s in spans}
    extra = dict.fromkeys(phrases(trees, typed), "")
    found = mentions(trees, [(*place, kind) for place, kind in (extra | typed).items()])
    if not found:
        return ()
    earlier, real = likely(found)
    choices = ranked(scores(arrays, states, found, (earlier, real)), earlier)
    return tuple(
        Link(_place(mention), _place(found[antecedent]), share)
        for mention, (antecedent, share) in zip(found, choices, strict=True)
        if antecedent >= 0
    )


def _place(mention: Mention) -> tuple[int, int, int]:
    return mention.sentence, mention.first, mention.last


def chains(found: Sequence[Link]) -> list[list[tuple[int, int, int]]]:
    """Mentions, each (sentence, first word, last word), that links join: two or more."""
    groups: dict[tuple[int, int, int], list[tuple[int, int, int]]] = {}
    for link in found:
        group = groups.setdefault(link.antecedent, [link.antecedent])
        group.append(link.mention)
        groups[link.mention] = group
    return list({id(group): group for group in groups.values()}.values())


def scores(
    arrays: Arrays,
    words: Floats,
    found: Sequence[Mention],
    weighed: tuple[NDArray[np.int64], NDArray[np.bool_]],
) -> Floats:
    """[mentions, 1 + candidates]: "none" and each candidate; those not real score -1e4."""
    earlier, real = weighed
    w = {name[12:]: value for name, value in arrays.items() if name.startswith("coreference.")}
    states = mention_states(w, words, found)
    query, key, later, before = (
        states @ w[f"{name}.weight"].T for name in ("query", "key", "later", "earlier")
    )
    query, key, later = query + w["query.bias"], key + w["key.bias"], later + w["later.bias"]
    out = np.full((len(found), 1 + earlier.shape[1]), -1e4, dtype=np.float32)
    out[:, 0] = (states @ w["new.weight"].T + w["new.bias"])[:, 0]
    for start in range(0, len(found), _BLOCK):
        rows, columns = np.nonzero(real[start : start + _BLOCK])
        if not len(rows):
            continue
        later_ones, others = start + rows, earlier[start + rows, columns]
        met = _met(query[start : start + _BLOCK], key, rows, others)
        pairs = np.concatenate([_features(found, later_ones, others).T, met.T]).T
        for first in range(0, len(rows), _PAIRS):
            part = slice(first, first + _PAIRS)
            hidden = pairs[part] @ w["pairs.weight"].T
            hidden += later[later_ones[part]]
            hidden += before[others[part]]
            np.maximum(hidden, 0, out=hidden)
            found_scores = hidden @ w["out.weight"][0] + w["out.bias"]
            out[later_ones[part], 1 + columns[part]] = found_scores
    return out


def _features(
    found: Sequence[Mention], later: NDArray[np.int64], earlier: NDArray[np.int64]
) -> Floats:
    """Features of a block of pairs, looked up among the mentions of the block alone."""
    numbers, places = _numbered(len(found), later, earlier)
    inside = [found[i] for i in numbers.tolist()]
    return pair_features(inside, places[later], places[earlier], later - earlier)


def _met(query: Floats, key: Floats, rows: NDArray[np.int64], others: NDArray[np.int64]) -> Floats:
    """[pairs, MEETINGS] products of the states' parts: all at once, then those of the pairs."""
    numbers, places = _numbered(len(key), others)
    left = query.reshape(len(query), MEETINGS, MEETING_SIZE).transpose(1, 0, 2)
    right = key[numbers].reshape(len(numbers), MEETINGS, MEETING_SIZE).transpose(1, 2, 0)
    product = np.matmul(left, right).transpose(1, 2, 0)
    met: Floats = product[rows, places[others]] / np.float32(MEETING_SIZE**0.5)
    return met


def _numbered(
    count: int, *chosen: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which of so many mentions are chosen, in order, and every mention's place among those."""
    used = np.zeros(count, dtype=bool)
    for numbers in chosen:
        used[numbers] = True
    return np.flatnonzero(used), np.cumsum(used) - 1


def mention_states(w: Arrays, words: Floats, found: Sequence[Mention]) -> Floats:
    """[mentions, size]: first, last and head word, the mean of the words, and the classes."""
    first, last, head = (
        np.array([m.base + getattr(m, name) for m in found]) for name in ("first", "last", "head")
    )
    size = words.shape[1] // 4
    sums = running_sums(words[:, 3 * size :])
    quarters = words.reshape(-1, size)  # row 4 * word is the word as a first one, then last, head
    states = (sums[last + 1] - sums[first]) / (last - first + 1)[:, None].astype(np.float32)
    for role, places in enumerate((first, last, head)):
        states += np.take(quarters, 4 * places + role, axis=0)
    states += class_matrix(found) @ w["classes.weight"].T
    rectified: Floats = np.maximum(states, 0).astype(np.float32)
    return rectified
