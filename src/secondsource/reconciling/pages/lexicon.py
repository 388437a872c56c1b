"""How near two actions are by their words alone: derivation, shared senses, opposites, vectors.

The table is built by ``training/lexicon.py`` from WordNet 3.1 and the untouched MiniLM; it does not
depend on the reader's weights.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NO_LETTER = re.compile(r"[^a-z_]+")
_PLURALS = (("ies", "y"), ("es", ""), ("s", ""))
_LONG = 5  # letters of a word in which a misprint shows


@dataclass(frozen=True, slots=True)
class Likeness:
    """``same`` word whatever its spelling; ``derived`` from one verb ("nominee", "nominate");
    ``synonym``: a common sense of both; ``opposite``: of contrary verbs; ``cosine`` of the words'
    vectors, -1 to 1, 0 where either is unknown."""

    same: bool = False
    derived: bool = False
    synonym: bool = False
    opposite: bool = False
    cosine: float = 0.0


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The table in memory: sorted words, and a row of each column for each word."""

    words: dict[str, int]
    vectors: NDArray[np.float32]
    columns: dict[str, tuple[NDArray[np.int32], NDArray[np.int32]]]

    def of(self, column: str, row: int) -> frozenset[int]:
        """The numbers that a column holds for a word."""
        flat, ends = self.columns[column]
        start = int(ends[row - 1]) if row else 0
        return frozenset(flat[start : int(ends[row])].tolist())

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The words by their numbers."""
        return tuple(self.words)


@cache
def lexicon() -> Lexicon:
    """The table as it stands in the package."""
    import numpy as np

    source = files(__package__) / "lexicon.npz"
    with as_file(source) as path, np.load(path) as table:
        words = table["words"].tobytes().decode("ascii").split("\n")
        return Lexicon(
            words={word: number for number, word in enumerate(words)},
            vectors=table["vectors"].astype(np.float32) / 127,
            columns={
                name: (table[name], table[f"{name}_ends"])
                for name in ("roots", "senses", "opposites")
            },
        )


@lru_cache(maxsize=1 << 16)
def plain(lemma: str) -> str:
    """A lemma without signs, in the singular where only that is a known word."""
    word = _NO_LETTER.sub("", lemma.lower())
    known = lexicon().words
    for ending, instead in () if word in known else _PLURALS:
        if word.endswith(ending) and word.removesuffix(ending) + instead in known:
            return word.removesuffix(ending) + instead
    return word


@lru_cache(maxsize=1 << 18)
def likeness(one: str, other: str) -> Likeness:
    """What the table says of two lemmas; the same in either order."""
    one, other = plain(one), plain(other)
    table = lexicon()
    a, b = table.words.get(one), table.words.get(other)
    if a is None or b is None:
        return Likeness(same=bool(one) and (one == other or _misprinted(one, other)))
    roots = table.of("roots", a), table.of("roots", b)
    contrary = table.of("opposites", a) & roots[1] or table.of("opposites", b) & roots[0]
    return Likeness(
        same=a == b,
        derived=bool(roots[0] & roots[1]),
        synonym=bool(table.of("senses", a) & table.of("senses", b)),
        opposite=bool(contrary),
        cosine=round(float(table.vectors[a] @ table.vectors[b]), 3),
    )


def _misprinted(one: str, other: str) -> bool:
    """Whether one is the other with a letter wrong, too many, missing or misplaced ("arest")."""
    long = min(len(one), len(other)) >= _LONG
    return long and OSA.distance(one, other, score_cutoff=1) <= 1


@lru_cache(maxsize=1 << 16)
def families(lemma: str) -> frozenset[str]:
    """Names of the senses and verbs behind a lemma: words that share none are hardly one action."""
    table = lexicon()
    row = table.words.get(plain(lemma))
    if row is None:
        return frozenset()
    verbs = {f"verb:{table.names[number]}" for number in table.of("roots", row)}
    return frozenset(verbs | {f"sense:{number}" for number in table.of("senses", row)})
