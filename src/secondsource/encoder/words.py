"""Words by the conventions of Universal Dependencies, with exact offsets.

White space parts chunks; inside a chunk a linear model decides at every place where a word
may end. Its weights come from ``training.words``; a chunk's answer depends on the chunk and on
what follows it only, so it is kept in a cache and most text never reaches the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

CHUNK = re.compile(r"\S+")
BUCKETS = 1 << 18
_SLIP = re.compile(r"(?<=\w)[(\[{„](?!\w)")
#: The stop behind "Kyiv" ends a sentence; treebanks have only "Gov.", "Rev." and "Nov." like it.
_NO_ABBREVIATION = re.compile(r"(?<=[^\W\d_]{3}v)(?<!\buniv)\.(?=\W*$)", re.IGNORECASE)
#: Titles whose stop is their own: treebanks have next to none of them in the plural ("Reps. Lind
#: and Roe", "Asst. Chief Moll"), and a sentence would end in the middle of a name.
_TITLES = re.compile(
    r"(?:Reps|Sens|Gens|Govs|Profs|Drs|Messrs|Mses|Mmes|Cols|Lts|Sgts|Capts|Cmdrs|Revs|Hons|Supts?"
    r"|Asst|Atty|Attys|Insps?|Cpls?|Pvts?|Cmdr|Brig|Ald|Dep|Dets?)\."
)
#: One word, which cut in three would have the shooting done "by" somebody.
_WHOLE_HYPHENED = re.compile(r"\b(?:drive|hit|drop|walk|fly)-by\b", re.IGNORECASE)
_CACHED_CHUNKS = 1 << 15
LONGEST = 200  #: chunks beyond this are split at class changes only (data, not words)
#: Links and e-mail addresses are one word each, without the stops after them.
_ADDRESS = re.compile(
    r"(?:(?:https?|ftp)://|www\.)[^\s<>\"]*[^\s<>\".,;:!?'()\[\]{}]|[\w.+-]*\w@\w[\w-]*(?:\.\w[\w-]*)+",
    re.IGNORECASE,
)
_ALIKE = str.maketrans("’‘“”", "''\"\"")


def char_class(char: str) -> str:
    """One letter for the kind of a character."""
    if char.isdigit():
        return "0"
    if char.isalpha():
        return "A" if char.isupper() else "a"
    return char


@lru_cache(maxsize=1024)
def _class(char: str) -> str:
    return char_class(char)


def outline(chunk: str) -> str:
    """The chunk's shape with runs squeezed: ``U.S.-led`` is ``A.A.-a``."""
    out: list[str] = []
    for char in chunk:
        kind = _class(char)
        if not out or out[-1] != kind:
            out.append(kind)
    return "".join(out)


def places(chunk: str, fused: dict[str, list[int]]) -> list[int]:
    """Offsets inside the chunk where a word may end. ``fused`` holds words such as "cannot"
    that are split between letters."""
    found = []
    kinds = [_class(char) for char in chunk]
    for index in range(1, len(chunk)):
        left, right = kinds[index - 1], kinds[index]
        if left in "aA" and right in "aA":
            if chunk[index] == "n" and chunk[index + 1 : index + 3] == "'t":
                found.append(index)
        elif left != "0" or right != "0":
            found.append(index)
    for match in re.finditer(r"[^\W\d_]+", chunk):
        found += [match.start() + cut for cut in fused.get(match.group().lower(), ())]
    return sorted(set(found))


def features(chunk: str, place: int, after: str) -> list[int]:
    """Hashed features of one place; ``after`` tells what follows the chunk (see ``follow``)."""
    padded = f"   {chunk}   "
    at = place + 3
    kinds = "".join(_class(char) for char in padded[at - 3 : at + 3])
    left, right = chunk[:place].lower(), chunk[place:].lower()
    run_left = re.search(r"[^\W\d_]*$", left)
    run_right = re.match(r"[^\W\d_]*", right)
    tail, head = run_left.group() if run_left else "", run_right.group() if run_right else ""
    c1, c2 = padded[at - 1], padded[at]
    site = "@" in chunk or "://" in chunk or "www." in chunk.lower()
    named = (
        f"k{kinds}", f"c{c1}{c2}", f"d{padded[at - 2 : at + 1]}", f"e{padded[at - 1 : at + 2]}",
        f"l{left[-8:]}", f"r{right[:8]}", f"L{tail}{c1}|{c2}", f"R{c1}|{c2}{head}",
        f"o{outline(chunk)[:12]}|{outline(chunk[:place])[-6:]}",
        f"s{site}{c1}{c2}", f"f{after}{kinds[1:5]}", f"F{after}{left[-6:]}|{right[:3]}",
        f"n{min(place, 4)}{min(len(chunk) - place, 4)}{kinds[2:4]}", f"w{left}|{right}",
        f"x{kinds[2:4]}{tail}|{head}",
    )  # fmt: skip
    return [crc32(name.encode("utf-8", "surrogatepass")) % BUCKETS for name in named]


def follow(text: str, end: int) -> str:
    """What follows a chunk that ends at ``end``: E(nd), N(ewline), U(pper), l(ower), 0, or mark."""
    rest = text[end : end + 4]
    if not rest.strip():
        return "E" if end + 4 >= len(text) else "N"
    if "\n" in rest[: len(rest) - len(rest.lstrip())]:
        return "N"
    kind = _class(rest.lstrip()[0])
    return {"A": "U", "a": "l", "0": "0"}.get(kind, ".")


#: Words of edited text that are slips for two only where people chat ("lets" for "let's").
_WHOLE = frozenset({"lets", "won", "haven", "ma", "ta"})


class WordSplitter:
    """Offsets of the words of a text. Safe to share between threads (the cache only grows)."""

    def __init__(self, weights: NDArray[np.float32], fused: dict[str, list[int]]) -> None:
        self._weights, self._fused = weights, fused
        self._listed: list[float] = []
        self._cache: dict[tuple[str, str], tuple[int, ...]] = {}

    @property
    def _scores(self) -> list[float]:
        if not self._listed:
            self._listed = self._weights.astype(float).tolist()
        return self._listed

    def words(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield half-open code-point offsets of the words of ``text[start:end]``."""
        for match in CHUNK.finditer(text, start, end):
            begin, chunk = match.start(), match.group()
            if chunk.isalpha() and (chunk.lower() not in self._fused or chunk.lower() in _WHOLE):
                yield begin, match.end()
                continue
            previous = 0
            for cut in self._cuts(chunk, follow(text, match.end())):
                yield begin + previous, begin + cut
                previous = cut
            yield begin + previous, match.end()

    def _cuts(self, chunk: str, after: str) -> tuple[int, ...]:
        key = (chunk, after)
        known = self._cache.get(key)
        if known is None:
            known = tuple(self._decide(chunk.translate(_ALIKE), after))
            if len(self._cache) < _CACHED_CHUNKS:
                self._cache[key] = known
        return known

    def _decide(self, chunk: str, after: str) -> list[int]:
        found = places(chunk, self._fused)
        if len(chunk) > LONGEST:
            return [place for place in found if not chunk[place - 1].isalnum()]
        scores = self._scores
        cuts = [p for p in found if sum(scores[f] for f in features(chunk, p, after)) > 0]
        # "word(" is a slip of the keyboard, which treebanks seldom show.
        slips = {match.end() - 1 for match in _SLIP.finditer(chunk)}
        slips.update(match.start() for match in _NO_ABBREVIATION.finditer(chunk))
        if after == "U" and _TITLES.fullmatch(chunk):
            return []
        whole = [match.span() for match in _ADDRESS.finditer(chunk)]
        whole += [match.span() for match in _WHOLE_HYPHENED.finditer(chunk)]
        return sorted(
            cut for cut in {*cuts, *slips} if not any(first < cut < end for first, end in whole)
        )
