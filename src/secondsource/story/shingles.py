"""Words of a report with their places, and hashes of six in a row: the fingerprint of wording.

Quotations are left out of the fingerprint: honest reporters share them. So are boilerplate zones,
and sentences that print a telephone number or an address: notices, the same in every report.
Hashes are the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
# A quotation that opens its line and is not closed ends with the line; elsewhere with its sentence.
_QUOTED = re.compile(
    r"“[^“”\n]{0,2000}”|„[^“”„\n]{0,2000}[“”]|«[^«»\n]{0,2000}»"
    r"|(?<!\w)(?<![\w][.,!?])\"(?=\S)[^\"”\n]{0,1000}[\"”]"
    r"|^[ \t]*[“„«\"][^“”„«»\"\n]{0,2000}$|[“„«][^“”„«»\n.!?]{0,300}",
    re.M,
)
_POST = re.compile(r"^[^\n]{0,600}[—–-]\s[^\n()]{1,60}\(@\w{1,30}\)", re.M)  # "… — Ann (@ann)"
_CONTACT = re.compile(r"\b\d{3}[-. ]{1,2}(?:\d{4}|[A-Z]{4})\b|\w@\w")  # 555-0143, 222-TIPS
_CASED = 0.3  #: share of small words from which a capital tells a name
_STOP = re.compile(r"[.!?]\s|\n")
_NOTICE = 400  #: characters that a sentence with such a number has on either side of it, at most
_MULTIPLIER = 0x9E3779B97F4A7C15  # odd, so that multiplying by it loses nothing modulo 2**64


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A report's words outside boilerplate. All arrays but the last two have one row a word.

    ``words`` are hashes of the lower-cased words, ``starts`` and ``ends`` code points.
    ``joined[i]`` says that word i follows word i-1 with no boilerplate between; ``chosen[i]`` that
    it is no name (a capital tells) and no figure, so that its writer could have put another, and
    ``quoted[i]`` that it is such a word in quotation marks, so that a speaker could.
    ``shingles`` are hashes of ``WORDS`` words outside quotations and notices, ``at`` the index of
    the first word of each.
    """

    words: Hashes
    starts: Places
    ends: Places
    joined: npt.NDArray[np.bool_]
    chosen: npt.NDArray[np.bool_]
    quoted: npt.NDArray[np.bool_]
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
    quoted = _inside(starts, [match.span() for match in _QUOTED.finditer(text)])
    if "(@" in text:
        quoted |= _inside(starts, [match.span() for match in _POST.finditer(text)])
    notice = _inside(starts, list(_notices(text)))
    lower = _lower([match[0] for match in found]) & ~notice
    rows = np.flatnonzero(kept)
    joined = np.diff(rows, prepend=-2) == 1
    shingles, at = _shingles(words[kept], (quoted | notice)[kept], joined)
    return Wording(
        words=words[kept], starts=starts[kept], ends=ends[kept], joined=joined,
        chosen=(lower & ~quoted)[kept], quoted=(lower & quoted)[kept], shingles=shingles, at=at,
    )  # fmt: skip


def _lower(words: list[str]) -> npt.NDArray[np.bool_]:
    """Which words begin with a small letter; where hardly any does, which with a letter."""
    small = np.array([word[0].islower() for word in words], dtype=np.bool_)
    if np.count_nonzero(small) >= _CASED * len(words):
        return small
    return np.array([word[0].isalpha() for word in words], dtype=np.bool_)


def _notices(text: str) -> Iterator[tuple[int, int]]:
    """Sentences that hold a telephone number or a mail address, as far as stops tell."""
    position = 0
    while contact := _CONTACT.search(text, position):
        first = max(position, contact.start() - _NOTICE)
        stops = [stop.end() for stop in _STOP.finditer(text, first, contact.start())]
        closing = _STOP.search(text, contact.end(), contact.end() + _NOTICE)
        position = closing.end() if closing else min(len(text), contact.end() + _NOTICE)
        yield (stops[-1] if stops else first), position


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
