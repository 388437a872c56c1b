"""Which reports are copies of which, and which passages one took from another.

Containment of 8-grams in the shorter text, quotations masked: from ``PARTIAL`` a passage was
reused, from ``COPY`` the whole text was. An inverted index over shingles finds the pairs; each
shingle remembers a bounded number of reports, so that the work grows with the text and not with
the square of the reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from secondsource.records.copies import Reuse
from secondsource.records.reading import Boilerplate
from secondsource.records.report import Report
from secondsource.story.passages import longest_run, shared_passages
from secondsource.story.shingles import WORDS, Wording, read_wording

PARTIAL = 0.15
COPY = 0.8
ALIKE = 0.6  #: of the longer text's shingles, a copy has at least so many
LONG_RUN = 16  #: words in a row outside quotations are not written twice by chance
_FEWEST_SHINGLES = 5  #: a text with fewer is only compared as a whole
_MOST_HOLDERS = 16  #: reports remembered for one shingle

Zones = Mapping[str, Iterable[Boilerplate]]


def find_reuses(reports: Sequence[Report], boilerplate: Zones) -> tuple[Reuse, ...]:
    """Copies and reused passages among ``reports``, the same whatever order they come in.

    ``boilerplate`` holds zones by report id. Every copy names the one original of its group;
    ``other`` of a reuse is the earlier report, as far as dates and credits tell.
    """
    zones = {name: tuple(found) for name, found in boilerplate.items()}
    wordings = {
        report.id: read_wording(report.text, zones.get(report.id, ())) for report in reports
    }
    credited = {
        name for name, found in zones.items() if any(zone.kind == "syndication" for zone in found)
    }
    index = _Index(wordings)
    oldest_first = sorted(
        reports, key=lambda report: (*_age(report, report.id in credited), report.id)
    )
    found = [reuse for report in oldest_first for reuse in index.place(report.id)]
    return tuple(sorted(found, key=lambda reuse: (reuse.report, reuse.other)))


def copy_of(reuses: Iterable[Reuse]) -> dict[str, str]:
    """The original's id for each report that is a copy."""
    return {reuse.report: reuse.other for reuse in reuses if reuse.kind == "copy"}


def _age(report: Report, is_credited: bool) -> tuple[str, bool, str, int]:
    """Sorts originals first: by day, then uncredited texts, then the hour, then longer texts."""
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
class _Index:
    """Reports seen so far, by shingle and by digest."""

    wordings: Mapping[str, Wording]
    holders: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_digest: dict[bytes, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def place(self, name: str) -> Iterator[Reuse]:
        """Compare a report with the earlier ones, then remember it."""
        wording = self.wordings[name]
        same = self.by_digest.setdefault(wording.digest, name)
        if same != name:
            yield Reuse(report=name, other=same, kind="copy")
            return
        own = set(wording.shingles.tolist())
        shared = Counter(holder for shingle in own for holder in self.holders.get(shingle, ()))
        original = self._original(len(own), shared)
        if original:
            self.by_digest[wording.digest] = original
            yield Reuse(report=name, other=original, kind="copy")
        else:
            yield from self._partial(name, len(own), shared)
        self._remember(name, own, is_copy=bool(original))

    def _original(self, size: int, shared: Counter[str]) -> str:
        """The earlier report that this one mostly is; empty where there is none."""
        fitting = [
            (-count, other)
            for other, count in shared.items()
            if self._containment(size, other, count) >= COPY
            and min(size, self.sizes[other]) >= ALIKE * max(size, self.sizes[other])
        ]
        return min(fitting)[1] if fitting else ""

    def _partial(self, name: str, size: int, shared: Counter[str]) -> Iterator[Reuse]:
        one = self.wordings[name]
        for other, count in sorted(shared.items()):
            is_reuse = self._containment(size, other, count) >= PARTIAL or (
                count > LONG_RUN - WORDS and longest_run(one, self.wordings[other]) >= LONG_RUN
            )
            if is_reuse:
                passages = shared_passages(one, self.wordings[other])
                here, there = zip(*passages, strict=True)
                yield Reuse(report=name, other=other, kind="partial", spans=here, other_spans=there)

    def _containment(self, size: int, other: str, count: int) -> float:
        smaller = min(size, self.sizes[other])
        return count / smaller if smaller >= _FEWEST_SHINGLES else 0.0

    def _remember(self, name: str, own: set[int], *, is_copy: bool) -> None:
        """A copy adds only what is new in it, so that later copies find the one original."""
        self.sizes[name] = len(own)
        for shingle in own:
            holders = self.holders[shingle]
            if len(holders) < _MOST_HOLDERS and not (is_copy and holders):
                holders.append(name)
