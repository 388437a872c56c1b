"""Pairs of mentions that may denote the same, and cheap features of each pair."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder.mentions import ROLES, Mention

Floats = NDArray[np.float32]

WINDOW = 80  #: nearest mentions that are weighed
FAR = 16  #: of those before, how many with the same head or words are weighed
NEAR = 16  #: nearest mentions that a noun is weighed against whatever their words
_BUCKETS = (1, 2, 3, 4, 6, 9, 16, 32, 64)  #: distances that open a new class
_APPOSITION = ROLES.index("appos")
PAIRS = 2 * len(_BUCKETS) + 30  #: features of a pair


def candidates(found: Sequence[Mention]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Antecedents to weigh: [mentions, WINDOW + FAR] numbers, and which of them are real."""
    index = np.zeros((len(found), WINDOW + FAR), dtype=np.int64)
    real = np.zeros((len(found), WINDOW + FAR), dtype=bool)
    heads: dict[str, list[int]] = defaultdict(list)
    strings: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(found):
        first = max(0, number - WINDOW)
        index[number, : number - first] = np.arange(first, number)
        real[number, : number - first] = True
        if first and mention.classes[1] == 0:
            alike = {*heads[mention.lemma], *strings[mention.string]}
            far = sorted(other for other in alike if other < first)[-FAR:]
            index[number, WINDOW : WINDOW + len(far)] = far
            real[number, WINDOW : WINDOW + len(far)] = True
        heads[mention.lemma].append(number)
        strings[mention.string].append(number)
    return index, real


def likely(found: Sequence[Mention]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Those of ``candidates`` that are ever chosen, [mentions, most]: a noun or name's antecedent
    either shares a word with it or is one of the NEAR before it; a pronoun's is any of WINDOW.

    Half of the pairs. Of 2,095 links in reports of news 2 change by it. Training weighs them all.
    """
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    rows: list[list[int]] = []
    for number, mention in enumerate(found):
        first = max(0, number - WINDOW)
        whole = [("head", mention.lemma), ("string", mention.string)]
        keys = [*whole, *(("word", word) for word in mention.words)]
        if mention.classes[1]:
            rows.append(list(range(first, number)))
        else:
            near = max(0, number - NEAR)
            far: set[int] = set()
            same: set[int] = set()
            for key in whole if first else ():
                numbers = alike[key]
                end = bisect_left(numbers, first)
                far.update(numbers[max(0, end - FAR) : end])
            for key in keys if near else ():
                numbers = alike[key]
                same.update(numbers[bisect_left(numbers, first) : bisect_left(numbers, near)])
            rows.append([*sorted(same), *range(near, number), *sorted(far)[-FAR:]])
        for key in keys:
            alike[key].append(number)
    sizes = np.array([len(row) for row in rows], dtype=np.int64)
    real = np.arange(sizes.max(initial=0)) < sizes[:, None]
    index = np.zeros(real.shape, dtype=np.int64)
    index[real] = np.fromiter(chain.from_iterable(rows), np.int64, int(sizes.sum()))
    return index, real


def pair_features(
    found: Sequence[Mention],
    later: NDArray[np.int64],
    earlier: NDArray[np.int64],
    distances: NDArray[np.int64] | None = None,
) -> Floats:
    """[pairs, PAIRS] features of mentions ``later`` with their candidates ``earlier``, so many
    mentions apart (the difference of their numbers unless given)."""
    steps = later - earlier if distances is None else distances
    rows = [(m.sentence, m.first, m.last, m.head, m.classes[6]) for m in found]
    told = np.array(rows, dtype=np.int32).reshape(-1, 5).T.copy()
    sentence, first, last, head, role = told[:, later]
    sentence_b, first_b, last_b, head_b, _ = told[:, earlier]
    apart = sentence - sentence_b
    same = apart == 0
    contains = same & (first_b <= first) & (last <= last_b)
    gap = first - last_b
    places = [
        same,
        contains,
        contains & (head == head_b),
        (role == _APPOSITION) & same & (gap > 0) & (gap <= 2),
    ]
    columns = [
        *_buckets(steps),
        *_buckets(apart),
        *places,
        *_class_features(found, later, earlier),
        *_word_features(found, later, earlier),
    ]
    # each feature lies in one piece: written side by side they would take twice as long
    return np.stack(columns).astype(np.float32).T


def _buckets(distance: NDArray[np.integer[Any]]) -> list[NDArray[np.bool_]]:
    """One-hot classes of distances; none for zero."""
    bucket = np.searchsorted(_BUCKETS, distance, side="right")
    return [bucket == number for number in range(1, len(_BUCKETS) + 1)]


def _class_features(
    found: Sequence[Mention], later: NDArray[np.int64], earlier: NDArray[np.int64]
) -> list[NDArray[np.bool_]]:
    """What the classes of both mentions say: 18 features."""
    classes = np.array([m.classes[:7] for m in found], dtype=np.int8).reshape(-1, 7).T.copy()
    kind, person, number, gender, form, article, role = classes[:, later]
    kind_b, person_b, number_b, gender_b, form_b, _, role_b = classes[:, earlier]
    known_number = (number > 0) & (number_b > 0)
    known_gender = (gender > 0) & (gender_b > 0)
    clash = known_gender & ~_compatible(gender, gender_b)
    pronoun, pronoun_b = person > 0, person_b > 0
    return [
        kind == kind_b,
        known_number & (number == number_b),
        known_number & (number != number_b),
        known_gender & ~clash,
        clash,
        pronoun & pronoun_b,
        pronoun & ~pronoun_b,
        ~pronoun & pronoun_b,
        pronoun & pronoun_b & (person == person_b),
        (form == 1) & (form_b == 1),
        (form == 2) & (form_b == 2),
        (form == 2) & (form_b == 1),
        (form == 1) & (form_b == 2),
        article == 1,
        (article == 2) & ~pronoun_b,
        article == 3,
        role == role_b,
        role_b == 1,
    ]


def _compatible(a: NDArray[np.int8], b: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Equal, or human beside he or she."""
    low, high = np.minimum(a, b), np.maximum(a, b)
    fits: NDArray[np.bool_] = (a == b) | ((high == 4) & (low != 3))
    return fits


def _word_features(
    found: Sequence[Mention], later: NDArray[np.int64], earlier: NDArray[np.int64]
) -> list[NDArray[np.bool_]]:
    """Eight features of the words, each looked up once a pair of distinct phrases."""
    strings = _numbered([m.string for m in found])
    lemmas = _numbered([m.lemma for m in found])
    same_string = strings[later] == strings[earlier]
    same_head = lemmas[later] == lemmas[earlier]
    shared, names, parts, whole = _overlaps(found, later, earlier)
    return [
        same_string, same_head, shared > 0, shared >= whole, names > 0, names >= parts,
        same_head & (shared < whole), (shared == 0) & (whole > 0),
    ]  # fmt: skip


def _numbered(values: Sequence[str]) -> NDArray[np.int64]:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)


def _overlaps(
    found: Sequence[Mention], later: NDArray[np.int64], earlier: NDArray[np.int64]
) -> tuple[Floats, Floats, Floats, Floats]:
    """Shared content words and shared name words of each pair; then the fewest name words, and the
    fewest content words (at least one), that either has."""
    words, names = (_incidence([getattr(m, name) for m in found]) for name in ("words", "names"))
    with np.errstate(all="ignore"):  # kernels with SVE raise flags for nothing in such products
        shared, common = words @ words.T, names @ names.T
    sizes, parts = words.sum(1), names.sum(1)
    return (
        shared[later, earlier],
        common[later, earlier],
        np.maximum(np.minimum(parts[later], parts[earlier]), 1),
        np.maximum(np.minimum(sizes[later], sizes[earlier]), 1),
    )


def _incidence(sets: Sequence[frozenset[str]]) -> Floats:
    numbers: dict[str, int] = {}
    places = [
        (row, numbers.setdefault(word, len(numbers)))
        for row, group in enumerate(sets)
        for word in sorted(group)
    ]
    out = np.zeros((len(sets), max(1, len(numbers))), dtype=np.float32)
    if places:
        rows, columns = zip(*places, strict=True)
        out[list(rows), list(columns)] = 1
    return out
