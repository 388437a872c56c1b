"""How likely two names denote one actor: a small logistic model over the likeness of their words.

Rules tell spellings that are surely the same or surely not; in between, where several words differ
a little each, weighing is better than any one rule. Points are learnt by ``training/names.py`` on
one half of the pairs of ``benchmarks/names.py`` and kept in ``likelihood.toml``. Surnames alone and
acronyms are left to the rules.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein, Indel, JaroWinkler

from secondsource.names.letters import fold, similarity, skeleton

MATCH = 0.84  #: two words are spellings of one another
_INITIAL = 0.8  #: an initial and a word it begins
_SURE = 0.9  #: nicknames, one sound in several spellings
_BARRED = 0.3  #: rules below this keep two names apart for good
_AGREED = 0.6  #: from here on rules let two names be one, see ``names.COMPATIBLE``
_BELOW = 0.98  #: what the model alone finds stays under that
_EVEN = 0.5
_FAR = 30.0  #: log odds beyond which nothing changes

Words = tuple[str, ...]


def weighed(rules: float, a: Words, b: Words, people: bool) -> float:
    """The rules' score where the model agrees, else what the model says, below ``compatible``.

    It can't lift a veto, nor make two names the same or compatible; it can take back what rules
    that look at words one by one found alike. ``a`` and ``b`` are lower-case ASCII words.
    """
    if min(len(a), len(b)) < 2 or a == b or (people and rules < _BARRED):
        return rules
    likely = likelihood(a, b, rules, people)
    if rules >= _AGREED and likely >= _EVEN:
        return rules
    return min(_AGREED * likely, _BARRED if rules < _BARRED else _AGREED) * _BELOW


def likelihood(a: Words, b: Words, rules: float, people: bool) -> float:
    """0..1, symmetric: that two names of several words each denote one person, or one body."""
    found = evidence(a, b) | {"base": 1.0, "rules": rules}
    model = points()["people" if people else "bodies"]
    total = sum(value * found[name] for name, value in model.items())
    return 1 / (1 + math.exp(-max(-_FAR, min(_FAR, total))))


@cache
def points() -> Mapping[str, Mapping[str, float]]:
    """Of both models, for each kind of evidence, ``base`` and ``rules``."""
    text = files(__package__).joinpath("likelihood.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def evidence(a: Words, b: Words) -> dict[str, float]:
    """Named evidence for two names of at least one word each.

    ``words`` and ``worst``: how alike the words of the shorter name are to their partners, on
    average and at worst; ``first`` and ``last`` words; the whole names run together: ``letters``,
    ``bones`` (consonants), ``sorted`` (words in alphabetical order) and ``part`` (the shorter
    against the part of the longer most like it); ``spelled``: words that match and are no
    initials; ``length``: words of the shorter; ``surplus``: words that one name has more;
    ``crossed``: pairs in another order; ``initials``.
    """
    short, long = sorted((a, b), key=lambda words: (len(words), words))
    partners = pair(short, long)
    scores = [score for _, score in partners]
    spelled = sum(
        score >= MATCH and min(len(word), len(long[at])) > 1
        for word, (at, score) in zip(short, partners, strict=True)
    )
    order = [at for at, _ in partners]
    return {
        "words": sum(scores) / len(scores),
        "worst": min(scores),
        "first": likeness(short[0], long[0]),
        "last": likeness(short[-1], long[-1]),
        "letters": _alike(fold("".join(a)), fold("".join(b))),
        "bones": _alike(skeleton("".join(a)), skeleton("".join(b))),
        "sorted": _alike(" ".join(sorted(map(fold, a))), " ".join(sorted(map(fold, b)))),
        "part": fuzz.partial_ratio(fold("".join(a)), fold("".join(b))) / 100,
        "spelled": float(spelled),
        "length": float(len(short)),
        "surplus": float(len(long) - len(short)),
        "crossed": float(sum(x > y for x, y in zip(order, order[1:], strict=False))),
        "initials": float(sum(len(word) == 1 for word in a + b)),
    }


def pair(short: Words, long: Words) -> list[tuple[int, float]]:
    """For each word of ``short`` its partner in ``long`` and their likeness, best pairs first."""
    ranked = sorted(
        (-likeness(word, other), abs(i - j), i, j)
        for i, word in enumerate(short)
        for j, other in enumerate(long)
    )
    found: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for negative, _, i, j in ranked:
        if i not in found and j not in taken:
            found[i] = (j, -negative)
            taken.add(j)
    return [found[i] for i in range(len(short))]


@lru_cache(maxsize=32768)
def likeness(a: str, b: str) -> float:
    """0..1 for two words, without steps: how many letters differ, the first ones counting most."""
    if len(a) == 1 or len(b) == 1:
        return _INITIAL * (a[0] == b[0])
    known = similarity(a, b)
    if known > _SURE:
        return known
    one, other = fold(a), fold(b)
    apart = DamerauLevenshtein.normalized_distance(one, other)
    return (float(JaroWinkler.similarity(one, other)) + 1 - apart) / 2


def _alike(a: str, b: str) -> float:
    return float(Indel.normalized_similarity(a, b))
