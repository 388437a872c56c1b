"""May two names of people denote one person?"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from secondsource.names.countries import country_of_people
from secondsource.names.letters import fold, korean, of_two_sexes, similarity, skeleton
from secondsource.names.words import given_names, split, tables, without_titles

MATCH = 0.84  #: two words are spellings of one another
_VETO = 0.1
_GIVEN = frozenset({"ben", "le", "do", "san"})  #: particles that open a name as a given name
_SLIP = 0.6  #: the same name but for a slip of the pen: compatible, no more
_SURE = 0.9  #: how alike the other words must be
_SHORTEST_SLIP, LONG = 3, 5  #: letters
_LONG_TITLE = 8  #: letters; in shorter ones a letter more or less may be a name
_LOOSE = 0.66  #: words so alike may be a misspelling: neither the same nor barred


@lru_cache(maxsize=16384)
def core(name: str) -> tuple[tuple[str, ...], str | None]:
    """Words that tell people apart, and the suffix (``jr``, ``3``) if one is printed."""
    words = without_offices(split(name))
    table, suffix = tables(), None
    while len(words) > 1 and words[-1] in table.suffixes:
        suffix, words = table.suffixes[words[-1]], words[:-1]
    kept = tuple(
        word
        for i, word in enumerate(words)
        if word not in table.particles or (i == 0 and (word in _GIVEN or len(word) == 1))
    )
    kept = kept or words
    return kept, suffix


@lru_cache(maxsize=16384)
def without_offices(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words after an office: "Israeli President", "Secretary of the Army"."""
    titles, fields = tables().titles, tables().fields
    words, start = _after_rank((*map(_mended, words[:-1]), *words[-1:])), 0
    for index, word in enumerate(words[:-1]):
        if word in titles:
            start = index + 1
        elif not (word in fields or country_of_people(word)) or len(words) - index < 2:
            break
        elif start == index and start and word in fields:
            start = index + 1
    return without_titles(words[start:])


@lru_cache(maxsize=16384)
def _mended(word: str) -> str:
    """A long title for a slip of the pen in it: ``secretaty``; other words as they are.

    A letter more or less is no slip here: "Marshall" is a name.
    """
    titles = tables().titles
    if len(word) < _LONG_TITLE or word in titles:
        return word
    near = (t for t in titles if len(t) == len(word) and t[0] == word[0])
    return next((t for t in near if DamerauLevenshtein.distance(t, word) == 1), word)


def _after_rank(words: tuple[str, ...]) -> tuple[str, ...]:
    """From the last title that is nobody's name on: "Lakeland Governor", "Assembly Speaker"."""
    found = [at for at, word in enumerate(words[:-1]) if word in tables().ranks]
    return words[found[-1] :] if found else words


def compare_people(a: str, b: str) -> float:
    """1 for the same words, about .75 for a surname against a full name, below .3 for a veto."""
    (words_a, suffix_a), (words_b, suffix_b) = core(a), core(b)
    if suffix_a and suffix_b and suffix_a != suffix_b:
        return _VETO
    score = _compare(words_a, words_b)
    if suffix_a != suffix_b:
        score = min(score, 0.7)
    return score


def _compare(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    joined_a, joined_b = fold("".join(a)), fold("".join(b))
    if joined_a == joined_b:
        return 0.97
    if _syllables(a) and _syllables(b) and [*map(korean, a)] == [*map(korean, b)]:
        return 0.92
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return max(_single(short[0], long), _joined(joined_a, joined_b))
    pairs = align(short, long)
    if len(pairs) == len(short):
        return _all_matched(pairs, short, long)
    conflict = _conflict(pairs, short, long)
    return max(conflict, _joined(joined_a, joined_b)) if len(short) < len(long) else conflict


def _syllables(words: tuple[str, ...]) -> bool:
    """Three short words, as Korean names are printed: ``Kim Jong Un``."""
    return len(words) == 3 and all(2 <= len(word) <= 6 for word in words)


def _joined(a: str, b: str) -> float:
    """Words run together in one spelling: ``Abd-Rabbu``, ``Abdrabbuh``."""
    score = similarity(a, b)
    return 0.95 * score if score >= 0.92 and abs(len(a) - len(b)) <= 2 else 0.0


def align(short: tuple[str, ...], long: tuple[str, ...]) -> dict[int, tuple[int, float]]:
    """Words of ``short`` to their likeliest partner in ``long``, best pairs first."""
    ranked = sorted(
        (
            (-similarity(word, other), abs(i - j), i, j)
            for i, word in enumerate(short)
            for j, other in enumerate(long)
            if not _initial_of_surname(word, i == len(short) - 1, other, j == len(long) - 1)
        ),
    )
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for negative, _, i, j in ranked:
        if -negative >= MATCH and i not in pairs and j not in taken:
            pairs[i] = (j, -negative)
            taken.add(j)
    return pairs


def _initial_of_surname(a: str, a_last: bool, b: str, b_last: bool) -> bool:
    """ "Samuel Rossi" is not "Samuel R. Okoro": a middle initial stands for no surname."""
    return (len(a) == 1 < len(b) and b_last > a_last) or (len(b) == 1 < len(a) and a_last > b_last)


def _nearest(word: str, others: tuple[str, ...]) -> float:
    scores = [
        float(JaroWinkler.similarity(fold(word), fold(other)))
        for other in others
        if len(other) > 1 and not of_two_sexes(word, other)
    ]
    return max(scores, default=0.0)


def _single(word: str, long: tuple[str, ...]) -> float:
    """One word against a name: its surname may be spelled otherwise, a given name may not."""
    if len(long) == 1:
        one = _spelled_alike(word, long[0]) and not _is_built_on(*sorted((word, long[0]), key=len))
        return similarity(word, long[0]) if one else 0.2
    if len(word) == 1:
        return 0.0
    if _spelled_alike(word, long[-1]):
        return 0.76 * max(similarity(word, long[-1]), 0.9)
    exact = any(fold(word) == fold(other) for other in long)
    return 0.66 if exact else 0.0


def _is_built_on(short: str, long: str) -> bool:
    """ "Vessarail" is no other spelling of "Vessara"."""
    grown = long.startswith(short) and len(long) > len(short) + 1
    return grown and skeleton(short) != skeleton(long)


def _spelled_alike(a: str, b: str) -> bool:
    if fold(a) == fold(b):
        return True
    return min(len(a), len(b)) > 4 and similarity(a, b) >= 0.9


def _all_matched(
    pairs: dict[int, tuple[int, float]], short: tuple[str, ...], long: tuple[str, ...]
) -> float:
    scores = [score for _, score in pairs.values()]
    score = min(scores) * 0.5 + sum(scores) / len(scores) * 0.5
    partners = [pairs[i][0] for i in range(len(short))]
    if partners != sorted(partners):
        score *= 0.97
    spelled = sum(len(short[i]) > 1 and len(long[j]) > 1 for i, (j, _) in pairs.items())
    if spelled < 2:
        score *= 0.93
    if len(long) == len(short):
        return score
    ends = pairs[0][0] == 0 and partners[-1] == len(long) - 1
    return score * (0.96 if ends else 0.9)


def _conflict(
    pairs: dict[int, tuple[int, float]], short: tuple[str, ...], long: tuple[str, ...]
) -> float:
    doubt = min(_nearest(word, long) for i, word in enumerate(short) if i not in pairs)
    if _is_slip(pairs, short, long):
        return _SLIP
    if pairs and doubt >= _LOOSE:
        return 0.25 + 0.35 * doubt
    if len(pairs) < 2:
        return _VETO + 0.15 * bool(pairs)
    ends = 0 in pairs and len(short) - 1 in pairs and pairs[len(short) - 1][0] == len(long) - 1
    return (0.6 if ends else 0.28) * min(score for _, score in pairs.values())


def _is_slip(
    pairs: dict[int, tuple[int, float]], short: tuple[str, ...], long: tuple[str, ...]
) -> bool:
    """All words but one are the same in the same places, and that one is a slip of a letter or two
    away: "Osei", "Asei"; two given names that both exist are no slip."""
    rest = [i for i in range(len(short)) if i not in pairs]
    if len(short) != len(long) or len(rest) != 1 or any(i != j for i, (j, _) in pairs.items()):
        return False
    a, b = short[rest[0]], long[rest[0]]
    known = given_names()
    if (a in known and b in known) or min(score for _, score in pairs.values()) < _SURE:
        return False
    shorter = min(len(a), len(b))
    if shorter < _SHORTEST_SLIP:
        return False
    distance = DamerauLevenshtein.distance(fold(a), fold(b))
    return distance == 1 or (distance == 2 and shorter > LONG) or skeleton(a) == skeleton(b)
