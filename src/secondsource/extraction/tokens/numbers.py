"""Value of a number written in digits or English words."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: value for value, word in enumerate(_ONES.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12, "lakh": 10**5, "crore": 10**7, "k": 10**3, "m": 10**6, "mn": 10**6,
    "mln": 10**6, "bn": 10**9, "b": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_ORDINAL_ENDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twentieth": 20,
    "thirtieth": 30,
}  # fmt: skip
ORDINALS = _ORDINAL_ENDS | {word + "th": SMALL[word] for word in _ONES.split()[13:]}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def value(words: Sequence[str]) -> float | None:
    """Value of lower-case words such as ``["two", "hundred", "and", "fifty"]``, else None.

    Digits, fractions and "a", "and", "half", hyphens between the words are understood.
    """
    total = group = 0.0
    seen = False
    for word in words:
        if word in SCALES:
            group = round((group or 1.0) * SCALES[word], 6)  # 4.1 million, not a hair less
            if SCALES[word] >= 1000:
                total, group = total + group, 0.0
        elif (number := _simple(word)) is not None:
            group += number
        elif word not in ("a", "an", "and", "-", "‐", "‑"):
            return None
        else:
            continue
        seen = True
    return total + group if seen else None


def _simple(word: str) -> float | None:
    if word in SMALL:
        return float(SMALL[word])
    if word in TENS or word == "fourty":
        return float(TENS.get(word, 40))
    if word == "half":
        return 0.5
    return digits(word)


def digits(word: str) -> float | None:
    """Value of ``1,234.5``, ``3/4`` or ``½``, else None."""
    if word in FRACTIONS:
        return FRACTIONS[word]
    top, slash, bottom = word.partition("/")
    if slash and top.isdecimal() and bottom.isdecimal() and int(bottom):
        return int(top) / int(bottom)
    return float(word.replace(",", "")) if _DIGITS.fullmatch(word) else None


def ordinal(word: str) -> int | None:
    """Value of ``third`` or ``23rd``, else None."""
    if word in ORDINALS:
        return ORDINALS[word]
    number = word[:-2]
    return int(number) if word.endswith(("st", "nd", "rd", "th")) and number.isdecimal() else None


def year(words: Sequence[str]) -> int | None:
    """Year of ``["nineteen", "ninety", "-", "seven"]`` or ``["two", "thousand"]``, else None."""
    spoken = [word for word in words if word not in ("-", "and")]
    if "thousand" in spoken or len(spoken) < 2:
        whole = value(spoken)
    else:
        century, rest = value(spoken[:1]), value(spoken[1:])
        whole = None if century is None or rest is None or rest < 10 else century * 100 + rest
    return int(whole) if whole is not None and 1500 <= whole <= 2099 else None
