"""Words of a report with their places, and hashes of six in a row: the fingerprint of wording.

Quotations are left out of the fingerprint: honest reporters share them. So are boilerplate
zones. Hashes are the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from secondsource.records.reading import Boilerplate

WORDS = 6  #: in a shingle
SAMPLED = 4  #: of so many shingles, a sketch keeps one: the same ones in every report

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_WORD = re.compile(r"\w+(?:['’]\w+)*")
# An unclosed quotation ends with its line; a far longer one is a mark that went astray.
_QUOTED = re.compile(
    r"“[^“”\n]{0,2000}(?:”|$|(?=“))|(?<!\w)(?<![\w][.,!?])\"(?=\S)[^\"\n]{0,2000}(?:\"|$)"
    r"|«[^»\n]{0,2000}(?:»|$)|„[^“”\n]{0,2000}(?:[“”]|$)",
    re.M,
)
_MULTIPLIER = 0x9E3779B97F4A7C15  # odd, so that multiplying by it loses nothing modulo 2**64


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A report's words outside boilerplate. All arrays but the last two have one row per word.

    ``words`` are hashes of the lower-cased words, ``starts`` and ``ends`` code points.
    ``joined[i]`` says that word i follows word i-1 with no boilerplate between. ``shingles`` are
    hashes of ``WORDS`` words outside quotations, ``at`` the index of the first word of each.
    """

    words: Hashes
    starts: Places
    ends: Places
    joined: npt.NDArray[np.bool_]
    shingles: Hashes
    at: Places

    @property
    def digest(self) -> bytes:
        """Equal for texts of the same words."""
        return blake2b(self.words.astype("<u8").tobytes(), digest_size=16).digest()

    @property
    def distinct(self) -> Hashes:
        """Its shingles in ascending order, each once."""
        return np.unique(self.shingles)


def read_wording(text: str, boilerplate: Iterable[Boilerplate] = ()) -> Wording:
    """The wording of ``text`` without its boilerplate zones."""
    found = list(_WORD.finditer(text))
    starts = np.array([match.start() for match in found], dtype=np.int64)
    ends = np.array([match.end() for match in found], dtype=np.int64)
    words = np.array([_word_hash(match[0].lower()) for match in found], dtype=np.uint64)
    zones = [(zone.start, zone.end) for zone in boilerplate]
    kept = ~_inside(starts, zones)
    quoted = _inside(starts, [match.span() for match in _QUOTED.finditer(text)])[kept]
    rows = np.flatnonzero(kept)
    joined = np.diff(rows, prepend=-2) == 1
    shingles, at = _shingles(words[kept], quoted, joined)
    return Wording(words[kept], starts[kept], ends[kept], joined, shingles, at)


@lru_cache(maxsize=65_536)
def _word_hash(word: str) -> int:
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def sketch(distinct: Hashes, sampled: int) -> Hashes:
    """One in ``sampled`` of the shingles, chosen by their hash alone."""
    return distinct if sampled == 1 else distinct[distinct % np.uint64(sampled) == 0]


def _inside(places: Places, zones: list[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    """Which places fall into one of ``zones`` (half-open)."""
    inside = np.zeros(len(places), dtype=np.bool_)
    for start, end in zones:
        first, last = np.searchsorted(places, (start, end))
        inside[first:last] = True
    return inside


def _shingles(
    words: Hashes, quoted: npt.NDArray[np.bool_], joined: npt.NDArray[np.bool_]
) -> tuple[Hashes, Places]:
    count = len(words) - WORDS + 1
    if count <= 0:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    total = np.zeros(count, dtype=np.uint64)
    usable = np.ones(count, dtype=np.bool_)
    for offset in range(WORDS):
        total = total * np.uint64(_MULTIPLIER) + words[offset : offset + count]
        usable &= ~quoted[offset : offset + count]
        if offset:
            usable &= joined[offset : offset + count]
    total ^= total >> np.uint64(31)
    return total[usable], np.flatnonzero(usable)
