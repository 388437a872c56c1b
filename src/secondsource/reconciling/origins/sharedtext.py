"""Which passages of which reports are the same text, and which of them had it first."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from hashlib import sha256

from secondsource.names.publishers import fold_name
from secondsource.reconciling.origins.publishers import Publishers
from secondsource.reconciling.pages.page import Page, shingles
from secondsource.records.copies import CopyMap
from secondsource.records.reading import Span

_AROUND = 2  # sentences before and after the evidence
_TAKEN = 0.5  # share of a sentence's 5-grams from which the original has it too


class Clusters:
    """Disjoint sets with a deterministic representative: the smallest member."""

    def __init__(self) -> None:
        self._parent: dict[Hashable, Hashable] = {}

    def find(self, item: str) -> str:
        """The representative of the set that holds an item."""
        root: Hashable = item
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(item, item)) != root:
            self._parent[item], item = root, str(above)
        return str(root)

    def join(self, one: str, other: str) -> None:
        """Put two items in one set."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low


class SharedText:
    """Copies with their original, reused passages, and the wording around a claim.

    The original of a group is the report whose outlet the others credit, else the one that the
    copy map names, else the earliest.
    """

    def __init__(self, pages: Iterable[Page], copies: CopyMap, publishers: Publishers) -> None:
        self._pages = {page.report: page for page in pages}
        self._publishers = publishers
        self._partial: dict[str, list[tuple[Span, str, Span]]] = {}
        self.owners = {fold_name(owner.outlet): owner.name for owner in copies.owners}
        self._shingles: dict[tuple[str, int], frozenset[str]] = {}
        self._whole: dict[str, tuple[frozenset[str], str]] = {}
        self._groups = self._grouped(copies)
        taken = {reuse.report for reuse in copies.reuses if reuse.kind == "copy"}
        self._original = {
            report: self._first(group, taken) for group in self._groups for report in group
        }

    def _grouped(self, copies: CopyMap) -> list[list[str]]:
        joined, texts = Clusters(), dict[str, str]()
        for page in self._pages.values():
            joined.join(texts.setdefault(_fingerprint(page.text), page.report), page.report)
        for reuse in copies.reuses:
            if reuse.kind == "copy":
                joined.join(reuse.report, reuse.other)
            for mine, theirs in zip(reuse.spans, reuse.other_spans, strict=False):
                self._partial.setdefault(reuse.report, []).append((mine, reuse.other, theirs))
                self._partial.setdefault(reuse.other, []).append((theirs, reuse.report, mine))
        groups: dict[str, list[str]] = {}
        for report in sorted(self._pages):
            groups.setdefault(joined.find(report), []).append(report)
        return list(groups.values())

    def _first(self, group: list[str], taken: set[str]) -> str:
        reports = [self._pages[name].reading.report for name in group]
        credited = {self._publishers.credited_by(report) for report in reports} - {None}
        own = {r.id for r in reports if self._publishers.credited_by(r) == self._publishers.key(r)}

        def rank(name: str) -> tuple[bool, bool, str, bool, str]:
            report = self._pages[name].reading.report
            others = {
                self._publishers.credited_by(r) for r in reports if r.id != name and r.id not in own
            }
            wanted = bool(credited) and self._publishers.key(report) in others
            return (not wanted, name in taken, report.published or "9999", name in own, name)

        return min(group, key=rank)

    def group(self, report: str) -> str:
        """The original that stands for a report and all its copies."""
        return self._original.get(report, report)

    def copies(self, report: str) -> tuple[str, ...]:
        """The copies of an original; none where the report is a copy itself."""
        return tuple(r for r, first in self._original.items() if first == report != r)

    def taken_from(self, page: Page, position: int) -> Page | None:
        """The original of a copy, where the sentence at a character stands there too."""
        first = self.group(page.report)
        if first == page.report:
            return None
        original = self._pages[first]
        grams, folded = self._text_of(original)
        span = page.sentence(position)
        mine = shingles(page, span)
        if not mine:
            said = _fold(page.text[span.start : span.end])
            return original if said in folded else None
        return original if len(mine & grams) >= _TAKEN * len(mine) else None

    def _text_of(self, page: Page) -> tuple[frozenset[str], str]:
        if page.report not in self._whole:
            whole = Span(start=0, end=len(page.text))
            self._whole[page.report] = shingles(page, whole), _fold(page.text)
        return self._whole[page.report]

    def elsewhere(self, report: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
        """Other reports that share the passage around some characters, and where."""
        for mine, other, theirs in self._partial.get(report, ()):
            if mine.start < end and start < mine.end:
                yield other, theirs

    def passage(self, page: Page, position: int) -> frozenset[str]:
        """5-grams of the sentence that holds a character and two on either side."""
        number = page.sentence_index(position)
        key = (page.report, number)
        if key not in self._shingles:
            first = page.sentences[max(0, number - _AROUND)]
            last = page.sentences[min(len(page.sentences) - 1, number + _AROUND)]
            self._shingles[key] = shingles(page, Span(start=first.start, end=last.end))
        return self._shingles[key]


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _fingerprint(text: str) -> str:
    return sha256(_fold(text).encode("utf-8", "surrogatepass")).hexdigest()
