"""Which reports are copies of which, and which passages one took from another.

Shingles of six words, quotations masked: where the shorter text has enough of them in common with
an earlier one a passage was reused, where it has nearly all the whole text was. An inverted index
finds the pairs; a shingle remembers a bounded number of reports, so that the work grows with the
text and not with the square of the reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice

import numpy as np

from secondsource.records.copies import Reuse
from secondsource.records.reading import Boilerplate
from secondsource.records.report import Report
from secondsource.story.passages import shared_passages
from secondsource.story.postings import Postings, Rows
from secondsource.story.shingles import Hashes, Wording, read_wording, sketch
from secondsource.story.spool import Spool

COPY = 0.8  #: of the shorter text's shingles, a copy has at least so many
ALIKE = 0.6  #: of the longer text's shingles, a copy has at least so many
PARTIAL, FEWEST = 0.06, 7  #: share and number of the shorter text's shingles that are reuse
ENOUGH = 9  #: shared shingles that are reuse however long the texts are
_MOST_HOLDERS = 16  #: a shingle that more earlier reports hold is a phrase of the trade
_MOST_COMPARED = 24  #: earlier reports one is compared with, the likeliest
_MOST_REUSED = 8  #: earlier reports one is said to have taken text from, those with most of it
_TOO_MANY = [-1] * _MOST_HOLDERS  #: stands for the holders of such a shingle
_BATCH = 256
_FEWEST_SHINGLES = 5  #: a text with fewer is only compared as a whole

Zones = Mapping[str, Iterable[Boilerplate]]


@dataclass(frozen=True, slots=True)
class Print:
    """What the finder needs of a report: a digest of its words, its shingles in order."""

    digest: bytes
    distinct: Hashes


@dataclass(frozen=True, slots=True)
class Match:
    """``report`` took text of the earlier ``other``; both by number in the stream."""

    report: int
    other: int
    is_copy: bool


def fingerprint(wording: Wording) -> Print:
    """Of a report's words outside boilerplate."""
    return Print(wording.digest, wording.distinct)


def find_reuses(reports: Sequence[Report], boilerplate: Zones) -> tuple[Reuse, ...]:
    """Copies and reused passages among ``reports``, the same whatever order they come in.

    ``boilerplate`` holds zones by report id. Every copy names the one original of its group;
    ``other`` of a reuse is the earlier report, as far as dates and credits tell.
    """
    zones = {name: tuple(found) for name, found in boilerplate.items()}
    oldest_first = sorted(
        reports, key=lambda report: (*age(report, zones.get(report.id, ())), report.id)
    )
    wordings = [read_wording(report.text, zones.get(report.id, ())) for report in oldest_first]
    finder = CopyFinder(sampled=1)
    for wording in wordings:
        finder.add(fingerprint(wording))
    found = [
        reuse(match, [oldest_first[match.report].id, oldest_first[match.other].id], wordings)
        for match in finder.matches()
    ]
    return tuple(sorted(found, key=lambda reuse: (reuse.report, reuse.other)))


def reuse(
    match: Match, ids: Sequence[str], wordings: Sequence[Wording] | Mapping[int, Wording]
) -> Reuse:
    """A match as a record, with the passages of a partial reuse.

    ``ids`` are those of the report and the other; ``wordings`` is looked up by number.
    """
    if match.is_copy:
        return Reuse(report=ids[0], other=ids[1], kind="copy")
    passages = shared_passages(wordings[match.report], wordings[match.other])
    here, there = zip(*passages, strict=True)
    return Reuse(report=ids[0], other=ids[1], kind="partial", spans=here, other_spans=there)


def copy_of(reuses: Iterable[Reuse]) -> dict[str, str]:
    """The original's id for each report that is a copy."""
    return {reuse.report: reuse.other for reuse in reuses if reuse.kind == "copy"}


def age(report: Report, zones: Iterable[Boilerplate]) -> tuple[str, bool, str, int]:
    """Sorts originals first: by day, then uncredited texts, then the hour, then longer texts."""
    is_credited = any(zone.kind == "syndication" for zone in zones)
    moment = "~"
    if report.published:
        try:
            parsed = datetime.fromisoformat(report.published)
        except ValueError:
            return "~", is_credited, "~", -len(report.text)
        aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
        moment = aware.astimezone(UTC).isoformat()
    return moment[:10], is_credited, moment, -len(report.text)


@dataclass(slots=True)
class CopyFinder:
    """Takes reports one after another and finds what each took from earlier ones.

    One shingle in ``sampled`` is indexed; pairs that share some are compared in full. A copy adds
    only what is new in it to the index, so that later copies find the one original.
    """

    sampled: int
    _index: Postings = field(default_factory=Postings)
    _recent: dict[int, list[int]] = field(default_factory=dict)
    _rows: list[tuple[Hashes, int]] = field(default_factory=list)
    _waiting: list[Print] = field(default_factory=list)
    _by_digest: dict[bytes, int] = field(default_factory=dict)
    _originals: dict[int, int] = field(default_factory=dict)
    _distinct: Spool = field(default_factory=Spool)
    _found: list[Match] = field(default_factory=list)

    def add(self, report: Print) -> None:
        """The next report of the stream."""
        self._waiting.append(report)
        if len(self._waiting) == _BATCH:
            self._place_waiting()

    def matches(self) -> Sequence[Match]:
        """Everything found so far, in the order of the stream."""
        if self._waiting:
            self._place_waiting()
        return self._found

    def _place_waiting(self) -> None:
        sketches = [sketch(each.distinct, self.sampled) for each in self._waiting]
        for each, held in zip(self._waiting, self._held(sketches), strict=True):
            number = self._distinct.append(each.distinct.tobytes())
            self._found += self._place(number, each, held)
        if self._rows:
            lengths = [len(keys) for keys, _ in self._rows]
            numbers = np.repeat([number for _, number in self._rows], lengths)
            keys = np.concatenate([keys for keys, _ in self._rows])
            self._index.append(Rows(keys, numbers.astype(np.uint32)))
        self._recent, self._rows, self._waiting = {}, [], []

    def _held(self, sketches: list[Hashes]) -> list[dict[int, list[int]]]:
        """For each report of the batch its sampled shingles, and who in the index holds each; of
        one that too many hold, only that."""
        every = np.concatenate(sketches)
        hits = self._index.find(every, _MOST_HOLDERS)
        holders: list[list[int]] = [
            [] if total <= _MOST_HOLDERS else _TOO_MANY for total in hits.totals.tolist()
        ]
        for place, number in zip(hits.places.tolist(), hits.numbers.tolist(), strict=True):
            holders[place].append(number)
        keys, found = iter(every.tolist()), iter(holders)
        return [dict(islice(zip(keys, found, strict=True), len(own))) for own in sketches]

    def _place(self, number: int, report: Print, held: dict[int, list[int]]) -> list[Match]:
        """Compare a report with the earlier ones, then remember it."""
        same = self._by_digest.setdefault(report.digest, number)
        if same != number:
            return [Match(number, same, is_copy=True)]
        shared: Counter[int] = Counter()
        fresh: list[int] = []
        room: list[int] = []
        for key, known in held.items():
            holders = known + self._recent.get(key, [])
            if len(holders) < _MOST_HOLDERS:
                shared.update(holders)
                room.append(key)
                if not holders:
                    fresh.append(key)
        found = self._compared(number, report.distinct, shared)
        is_copy = any(match.is_copy for match in found)
        if is_copy:
            self._by_digest[report.digest] = found[0].other
        self._remember(number, fresh if is_copy else room)
        return found

    def _compared(self, number: int, own: Hashes, shared: Counter[int]) -> list[Match]:
        """The one original that a report mostly is, else every earlier report it took from."""
        likeliest = sorted(shared, key=lambda other: (-shared[other], other))[:_MOST_COMPARED]
        reused: list[tuple[int, Match]] = []
        copied: list[tuple[int, int]] = []
        for other in likeliest:
            theirs = np.frombuffer(self._distinct[other], dtype=np.uint64)
            count = len(np.intersect1d(own, theirs, assume_unique=True))
            shorter, longer = sorted((len(own), len(theirs)))
            if shorter < _FEWEST_SHINGLES:
                continue
            if count >= COPY * shorter and shorter >= ALIKE * longer:
                copied.append((-count, other))
            elif count >= ENOUGH or (count >= FEWEST and count >= PARTIAL * shorter):
                reused.append((-count, Match(number, other, is_copy=False)))
        if copied:
            nearest = min(copied)[1]
            self._originals[number] = self._originals.get(nearest, nearest)
            return [Match(number, self._originals[number], is_copy=True)]
        reused.sort(key=lambda found: (found[0], found[1].other))
        return [match for _, match in reused[:_MOST_REUSED]]

    def _remember(self, number: int, keys: list[int]) -> None:
        for key in keys:
            self._recent.setdefault(key, []).append(number)
        if keys:
            self._rows.append((np.array(keys, dtype=np.uint64), number))
