"""Words of a report with their places, and hashes of six in a row: the fingerprint of wording.

Quotations are left out of the fingerprint: honest reporters share them. So are boilerplate zones,
and sentences that print a telephone number or an address: notices, the same in every report.
Hashes are the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from secondsource.records.reading import Boilerplate

WORDS = 6  #: in a shingle
SAMPLED = 4  #: of so many shingles, a sketch keeps one: the same ones in every report

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_PRINTED = re.compile(r"(\w+(?:['’]\w+)*)")  # as a group, so that splitting keeps the words
# A quotation that opens its line and is not closed ends with the line; elsewhere with its sentence.
_QUOTED = re.compile(
    r"“[^“”\n]{0,2000}”|„[^“”„\n]{0,2000}[“”]|«[^«»\n]{0,2000}»"
    r"|(?<!\w)(?<![\w][.,!?])\"(?=\S)[^\"”\n]{0,1000}[\"”]"
    r"|^[ \t]*[“„«\"][^“”„«»\"\n]{0,2000}$|[“„«][^“”„«»\n.!?]{0,300}",
    re.M,
)
_MARKS = '“"«„'  #: one of them begins every quotation
_POST = re.compile(r"^[^\n]{0,600}[—–-]\s[^\n()]{1,60}\(@\w{1,30}\)", re.M)  # "… — Ann (@ann)"
_CONTACT = re.compile(r"\b\d{3}[-. ]{1,2}(?:\d{4}|[A-Z]{4})\b|\w@\w")  # 555-0143, 222-TIPS
_DIGITS = re.compile(r"\d{3}[-. ]")  # of every such number: quickly looked for
_CASED = 0.3  #: share of small words from which a capital tells a name
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s|\n")
_NOTICE = 400  #: characters that a sentence with such a number has on either side of it, at most
_ANY_NAME = np.uint64(1)  #: stands for a name or a figure
_MULTIPLIER = 0x9E3779B97F4A7C15  # odd, so that multiplying by it loses nothing modulo 2**64


@dataclass(frozen=True, eq=False)  # without slots: what is asked for again and again is kept
class Wording:
    """A report's words outside boilerplate: arrays with one row a word, but for the last two.

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
    text: str

    @property
    def digest(self) -> bytes:
        """Equal for texts of the same words."""
        return blake2b(self.words.astype("<u8").tobytes(), digest_size=16).digest()

    @property
    def distinct(self) -> Hashes:
        """Its shingles in ascending order, each once."""
        return np.unique(self.shingles)

    @cached_property
    def ascending(self) -> tuple[Hashes, Places]:
        """Its shingles in ascending order, and the row of each; of equal ones the first first."""
        order = np.argsort(self.shingles, kind="stable")
        return self.shingles[order], order

    @cached_property
    def numbers(self) -> tuple[list[int], list[int]]:
        """The words, and the piece between boilerplate that each stands in, as plain numbers."""
        return self.words.tolist(), np.cumsum(~self.joined).tolist()

    @cached_property
    def flags(self) -> tuple[list[bool], list[bool]]:
        """``chosen`` and ``quoted`` to be looked up one by one."""
        return self.chosen.tolist(), self.quoted.tolist()

    @cached_property
    def forms(self) -> tuple[Hashes, Places, Places]:
        """Hashes of ``WORDS`` in a row outside quotations where a run of names and figures is one
        word, whichever it is; the first word of each and the word after its last."""
        written = self.chosen | self.quoted
        kept = written.copy()
        kept[:1] = True
        kept[1:] |= written[:-1]
        rows = np.flatnonzero(kept)
        pieces = np.cumsum(~self.joined)[rows]
        joined = np.ones(len(rows), dtype=np.bool_)
        joined[1:] = pieces[1:] == pieces[:-1]
        words = np.where(written, self.words, _ANY_NAME)[rows]
        forms, at = _shingles(words, self.quoted[rows], joined)
        ends = np.append(rows[1:], len(self.words))
        return forms, rows[at], ends[at + WORDS - 1]

    @cached_property
    def sentences(self) -> tuple[list[int], list[int]]:
        """The sentence each word stands in, as far as stops and lines tell, and how many words each
        sentence has."""
        stops = [stop.end() for stop in _STOP.finditer(self.text)]
        numbers = np.searchsorted(np.array(stops, np.int64), self.starts, side="right")
        return numbers.tolist(), np.bincount(numbers, minlength=1).tolist()

    @cached_property
    def own_words(self) -> int:
        """How many of its words somebody chose, its writer or a speaker."""
        return int(np.count_nonzero(self.chosen | self.quoted))


def read_wording(text: str, boilerplate: Iterable[Boilerplate] = ()) -> Wording:
    """The wording of ``text`` without its boilerplate zones."""
    pieces = _PRINTED.split(text)  # what is between words, and the words, by turns
    printed = pieces[1::2]
    ends = np.cumsum(np.fromiter(map(len, pieces), np.int64, len(pieces)))
    starts, ends = ends[:-1:2], ends[1::2]
    words = np.fromiter(map(_word_hash, map(str.lower, printed)), np.uint64, len(printed))
    quoted = _inside(starts, _quotations(text))
    if "(@" in text:
        quoted |= _inside(starts, [match.span() for match in _POST.finditer(text)])
    notice = _inside(starts, list(_notices(text)))
    lower = _lower(printed) & ~notice
    rows = np.flatnonzero(~_inside(starts, [(zone.start, zone.end) for zone in boilerplate]))
    joined = np.ones(len(rows), dtype=np.bool_)
    joined[:1] = False
    joined[1:] = rows[1:] - rows[:-1] == 1
    shingles, at = _shingles(words[rows], (quoted | notice)[rows], joined)
    return Wording(
        words=words[rows], starts=starts[rows], ends=ends[rows], joined=joined,
        chosen=(lower & ~quoted)[rows], quoted=(lower & quoted)[rows], shingles=shingles, at=at,
        text=text,
    )  # fmt: skip


def _quotations(text: str) -> list[tuple[int, int]]:
    if not any(mark in text for mark in _MARKS):
        return []
    return [match.span() for match in _QUOTED.finditer(text)]


def _lower(words: list[str]) -> npt.NDArray[np.bool_]:
    """Which words begin with a small letter; where hardly any does, which with a letter."""
    small = np.fromiter((word[0].islower() for word in words), np.bool_, len(words))
    if np.count_nonzero(small) >= _CASED * len(words):
        return small
    return np.fromiter((word[0].isalpha() for word in words), np.bool_, len(words))


def _notices(text: str) -> Iterator[tuple[int, int]]:
    """Sentences that hold a telephone number or a mail address, as far as stops tell."""
    if "@" not in text and not _DIGITS.search(text):
        return
    position = 0
    while contact := _CONTACT.search(text, position):
        first = max(position, contact.start() - _NOTICE)
        stops = [stop.end() for stop in _STOP.finditer(text, first, contact.start())]
        closing = _STOP.search(text, contact.end(), contact.end() + _NOTICE)
        position = closing.end() if closing else min(len(text), contact.end() + _NOTICE)
        yield (stops[-1] if stops else first), position


@lru_cache(maxsize=1 << 18)
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
    total = words[:count].copy()
    for offset in range(1, WORDS):
        total *= np.uint64(_MULTIPLIER)
        total += words[offset : offset + count]
    total ^= total >> np.uint64(31)
    if joined[1:].all() and not quoted.any():
        return total, np.arange(count)
    # A shingle holds no quoted word, and none after its first that does not follow on.
    breaks = _sums(quoted)
    gaps = _sums(~joined)
    usable = (breaks[WORDS:] == breaks[:count]) & (gaps[WORDS:] == gaps[1 : count + 1])
    return total[usable], np.flatnonzero(usable)


def _sums(flags: npt.NDArray[np.bool_]) -> Places:
    """How many are set before each place, and before the end."""
    sums = np.zeros(len(flags) + 1, dtype=np.int64)
    np.cumsum(flags, out=sums[1:])
    return sums
