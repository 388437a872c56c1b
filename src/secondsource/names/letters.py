"""How alike two words of names are, whatever the transliteration."""

from __future__ import annotations

import re
from functools import lru_cache

from jellyfish import metaphone
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from secondsource.names.words import given_names, nicknames

# Spellings of one sound across romanisations, applied in this order to lower-case ASCII.
_FOLDS = (
    (re.compile(r"^abd(?:[aeou]{1,2}[lrsn]|i(?=r))|^abed$"), "abd"),  # Abdul, Abd al-, Abder-
    (re.compile(r"shch|stch|schtsch|sch"), "sh"),
    (re.compile(r"tch|tsch|cz"), "ch"),
    (re.compile(r"dzh|dj"), "j"),
    (re.compile(r"kh|gh|q|ck"), "k"),
    (re.compile(r"c(?=[aoulrkt])|c$"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"zh|ts|tz"), "z"),
    (re.compile(r"ou|oo|w(?=[aeiou])|ow$"), "u"),
    (re.compile(r"ff$|v$|w$"), "f"),
    (re.compile(r"yi|iy|ij|ii|yy|ey|ei|ee|ie|ay|ai|y|j(?=[aeiou]?i)"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"ah$"), "a"),
)
_VOWELS = re.compile(r"[aeiouhw]")
SHORT = 4  #: words up to this length differ by a letter too easily: Iran and Iraq


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """One spelling for the common romanisations of a word (``zelenskyy``, ``zelensky``)."""
    for pattern, letter in _FOLDS:
        word = pattern.sub(letter, word)
    return word


_KOREAN = (
    (re.compile(r"ch"), "j"),
    (re.compile(r"eo"), "o"),
    (re.compile(r"oo"), "u"),
    (re.compile(r"^(?:r|l|n|d)(?=[aeiouy])"), "n"),
    (re.compile(r"k(?!w$)"), "g"),
    (re.compile(r"p"), "b"),
    (re.compile(r"t"), "d"),
    (re.compile(r"^[vl]y|^y(?=i)"), "y"),
)


@lru_cache(maxsize=16384)
def korean(word: str) -> str:
    """One spelling for the romanisations of a Korean syllable (``chong``, ``jong``, ``jeong``)."""
    for pattern, letter in _KOREAN:
        word = pattern.sub(letter, word)
    return word


def skeleton(word: str) -> str:
    """The consonants of a folded word; Arabic names differ mostly in their vowels."""
    folded = fold(word)
    return _VOWELS.sub("a", folded[:1]) + _VOWELS.sub("", folded[1:])


@lru_cache(maxsize=32768)
def similarity(a: str, b: str) -> float:
    """0..1 for two words of a name; an initial matches the word it begins."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.88 if a[0] == b[0] else 0.0
    fold_a, fold_b = fold(a), fold(b)
    if fold_a == fold_b:
        return 0.98
    groups = nicknames()
    if groups.get(a, frozenset()) & groups.get(b, frozenset()):
        return 0.93
    return 0.5 if of_two_sexes(a, b) else _spelling(fold_a, fold_b)


def of_two_sexes(a: str, b: str) -> bool:
    """Given names of a man and of a woman: Mario and Maria."""
    known = given_names()
    return a in known and b in known and known[a] != known[b]


def same_word(a: str, b: str) -> bool:
    """Strict: the same word of a body or place, at most one letter off in a long word.

    Jaro-Winkler is too kind to prefixes here (Niger and Nigeria, Austria and Australia).
    """
    if a == b or fold(a) == fold(b):
        return True
    shorter = min(len(a), len(b))
    return (
        shorter > 5
        and a[0] == b[0]
        and DamerauLevenshtein.distance(a, b) <= (1 if shorter < 9 else 2)
    )


def _spelling(a: str, b: str) -> float:
    score = float(JaroWinkler.similarity(a, b))
    if min(len(a), len(b)) <= SHORT:
        return score if score >= 0.95 else score * 0.7
    if metaphone(a) == metaphone(b) and score >= 0.8:
        return max(score, 0.93)
    bones_a, bones_b = skeleton(a), skeleton(b)
    if bones_a == bones_b and len(bones_a) >= 3 and score >= 0.75:
        return max(score, 0.91)
    if min(len(a), len(b)) > SHORT + 1 and DamerauLevenshtein.distance(a, b) == 1:
        return max(score, 0.87)
    return score if score >= 0.88 else score * 0.8
