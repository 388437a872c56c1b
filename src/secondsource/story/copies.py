"""Which reports are copies of which, and which passages one took from another.

Shingles of six words, quotations masked: where the shorter text has nearly all of them in common
with an earlier one it is a copy; where it has a few, the two are laid beside each other and
``passages`` tells whether text was reused. An inverted index finds the pairs; a shingle remembers
a bounded number of reports, so that the work grows with the text and not with the square of the
reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice

import numpy as np

from secondsource.records.copies import Reuse
from secondsource.records.reading import Boilerplate
from secondsource.records.report import Report
from secondsource.story.formulas import Formulas
from secondsource.story.passages import Mask, find_shared, passages
from secondsource.story.postings import Postings, Rows
from secondsource.story.shingles import Hashes, Wording, read_wording, sketch
from secondsource.story.similarity import day_number
from secondsource.story.spool import Spool

COPY = 0.8  #: of the shorter text's shingles, a copy has at least so many
ALIKE = 0.6  #: of the longer text's shingles, a copy has at least so many
FEWEST = 2  #: shared shingles from which two texts are laid beside each other
TAKEN = 0.25  #: of the shorter text's shingles: what is shared is then one text, and counted once
_MOST_HOLDERS = 16  #: a shingle that more earlier reports hold is a phrase of the trade
_MOST_COMPARED = 24  #: earlier reports one is compared with, the likeliest
_MOST_REUSED = 8  #: earlier reports one is said to have taken text from, those with most of it
_TOO_MANY = [-1] * _MOST_HOLDERS  #: stands for the holders of such a shingle
_BATCH = 256
_FEWEST_SHINGLES = 5  #: a text with fewer is only compared as a whole

Zones = Mapping[str, Iterable[Boilerplate]]


@dataclass(frozen=True, slots=True)
class Print:
    """What the finder needs of a report: a digest of its words, its shingles in order, its day."""

    digest: bytes
    distinct: Hashes
    forms: Hashes  #: of the runs of words whose names and figures are left open
    day: float = float("nan")  #: since 1970


@dataclass(frozen=True, slots=True)
class Match:
    """``report`` is a copy of the earlier ``other``, or may have taken text of it; both by number
    in the stream."""

    report: int
    other: int
    is_copy: bool


def fingerprint(wording: Wording, published: str | None = None) -> Print:
    """Of a report's words outside boilerplate, and the day it was published."""
    return Print(wording.digest, wording.distinct, wording.forms[0], day_number(published))


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
    for report, wording in zip(oldest_first, wordings, strict=True):
        finder.add(fingerprint(wording, report.published))
    found = [
        reuse(
            [oldest_first[match.report].id, oldest_first[match.other].id],
            None if match.is_copy else (wordings[match.report], wordings[match.other]),
            None if match.is_copy else finder.common_words(wordings[match.report]),
        )
        for match in finder.matches()
    ]
    return tuple(sorted(filter(None, found), key=lambda reuse: (reuse.report, reuse.other)))


def reuse(
    ids: Sequence[str],
    wordings: tuple[Wording, Wording] | None,
    common: tuple[Mask, Mask] | None = None,
) -> Reuse | None:
    """A match as a record, None where the two have too little in common after all.

    ``ids`` and ``wordings`` are those of the report and the other; a copy needs no wordings.
    ``common`` marks the report's words that belong to phrases of the trade, as
    ``CopyFinder.common_words`` does.
    """
    if wordings is None:
        return Reuse(report=ids[0], other=ids[1], kind="copy")
    shared = find_shared(*wordings, *(common or ()))
    if not shared.is_reuse:
        return None
    here, there = zip(*passages(*wordings, shared), strict=True)
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
    only what is new in it to the index, so that later copies find the one original; so does a
    report that took much of its text, lest a text that many took look like a phrase of the trade.
    """

    sampled: int
    formulas: Formulas = field(default_factory=Formulas)
    forms: Formulas = field(default_factory=Formulas)
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

    def common_words(self, wording: Wording) -> tuple[Mask, Mask]:
        """Which words of a report belong to phrases of the trade, and which whatever the names."""
        return self.formulas.words(wording), self.forms.form_words(wording)

    def matches(self) -> list[Match]:
        """What was found since the last call, in the order of the stream."""
        if self._waiting:
            self._place_waiting()
        found, self._found = self._found, []
        return found

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
        found, taken = self._compared(number, report.distinct, shared)
        is_copy = any(match.is_copy for match in found)
        if is_copy:
            self._by_digest[report.digest] = found[0].other
        elif len(taken):
            gone = set(taken.tolist())
            room = [key for key in room if key not in gone]
        own = report.distinct
        if len(taken):
            own = np.setdiff1d(own, taken, assume_unique=True)
        else:
            self.forms.note(report.forms, report.day)
        self.formulas.note(own, report.day)
        self._remember(number, fresh if is_copy else room)
        return found

    def _compared(
        self, number: int, own: Hashes, shared: Counter[int]
    ) -> tuple[list[Match], Hashes]:
        """The one original that a report mostly is, else every earlier report it may have taken
        text from; and the shingles that it surely took."""
        likeliest = sorted(shared, key=lambda other: (-shared[other], other))[:_MOST_COMPARED]
        reused: list[tuple[int, Match]] = []
        copied: list[tuple[int, int]] = []
        taken: list[Hashes] = []
        for other, length, both in self._in_common(own, likeliest):
            shorter, longer = sorted((len(own), length))
            if shorter < _FEWEST_SHINGLES:
                continue
            if len(both) >= max(FEWEST, TAKEN * shorter):
                taken.append(both)
            if len(both) >= COPY * shorter and shorter >= ALIKE * longer:
                copied.append((-len(both), other))
            elif (count := int(np.count_nonzero(~self.formulas.common(both)))) >= FEWEST:
                reused.append((-count, Match(number, other, is_copy=False)))
        if copied:
            nearest = min(copied)[1]
            self._originals[number] = self._originals.get(nearest, nearest)
            return [Match(number, self._originals[number], is_copy=True)], _united(taken)
        reused.sort(key=lambda found: (found[0], found[1].other))
        return [match for _, match in reused[:_MOST_REUSED]], _united(taken)

    def _in_common(self, own: Hashes, others: list[int]) -> Iterator[tuple[int, int, Hashes]]:
        """Each of several earlier reports, the number of its shingles, and those of them that it
        has in common with ``own``."""
        if not others:
            return
        theirs = [np.frombuffer(self._distinct[other], dtype=np.uint64) for other in others]
        every = np.concatenate(theirs)
        is_shared = own[np.minimum(np.searchsorted(own, every), len(own) - 1)] == every
        end = 0
        for other, each in zip(others, theirs, strict=True):
            begin, end = end, end + len(each)
            yield other, len(each), each[is_shared[begin:end]]

    def _remember(self, number: int, keys: list[int]) -> None:
        for key in keys:
            self._recent.setdefault(key, []).append(number)
        if keys:
            self._rows.append((np.array(keys, dtype=np.uint64), number))


def _united(parts: Sequence[Hashes]) -> Hashes:
    """All that is in one of several sorted arrays, ascending, each once."""
    return np.unique(np.concatenate(parts)) if parts else np.empty(0, np.uint64)
