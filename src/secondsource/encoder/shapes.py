"""What an uncased vocabulary loses, given back as a small class a word.

The class travels in BERT's segment input, so the exported graph stays a plain BERT.
"""

from __future__ import annotations

KINDS = ("lower", "title", "upper", "digit", "mark", "mixed")
SHAPES = 2 * len(KINDS)  #: every kind, with and without white space before the word
MAX_PIECES = 8  #: sub-words kept of one word (long addresses)


def shape(word: str, space_before: bool) -> int:
    """Class of a word, 0 ≤ class < SHAPES."""
    return _kind(word) + (0 if space_before else len(KINDS))


def _kind(word: str) -> int:
    if word.isalpha():
        if word.islower():
            return 0
        if word.isupper() and len(word) > 1:
            return 2
        return 1 if word[0].isupper() and not any(c.isupper() for c in word[1:]) else 5
    if not any(c.isalnum() for c in word):
        return 4
    if word[0].isdigit() and not any(c.isalpha() for c in word):
        return 3
    return 0 if word.islower() and "'" in word.replace("’", "'") else 5
