"""Reports into stories: which of them tell of the same happening, and which are copies."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from secondsource.names.publishers import publisher_of
from secondsource.records.copies import Reuse
from secondsource.records.grouping import Filed, Group
from secondsource.story.clusters import Clusterer
from secondsource.story.copies import CopyFinder, age, fingerprint, reuse
from secondsource.story.shelf import Shelf
from secondsource.story.shingles import SAMPLED, Wording, read_wording
from secondsource.story.similarity import Neighbours, Vector, day_number, vector
from secondsource.story.terms import terms
from secondsource.story.why import explain

THRESHOLD = 0.14  #: mean similarity of two groups that are one story
_LEAST_EDGE = THRESHOLD / 2
_BATCH = 256
_MOST_WORDS = 1_000_000  #: held while passages are looked up; a word costs some 130 bytes
_LONGEST = 10**11  #: characters of a text


def group(items: Iterable[Filed]) -> list[Group]:
    """``iter_groups`` all at once."""
    return list(iter_groups(items))


def iter_groups(
    items: Iterable[Filed], watch: Callable[[int, int], None] | None = None
) -> Iterator[Group]:
    """The stories among reports, oldest first, the same whatever order the reports come in.

    A copy is always in the story of its original. Reports wait on disk where they are many, and
    a story is made when it is asked for, so that memory holds a few hundred bytes a report.
    ``watch`` is told now and then how many of how many reports are compared.
    """
    shelf = Shelf()
    keys = []
    for filed in items:
        keys.append(_sort_key(filed))
        shelf.put(filed)
    order = array("L", sorted(range(len(keys)), key=keys.__getitem__))
    del keys
    stories = Stories(shelf)
    for number, place in enumerate(order):
        if watch and number % _BATCH == 0:
            watch(number, len(order))
        stories.take(place)
    yield from stories.groups()


def _sort_key(filed: Filed) -> bytes:
    """Sorts as age and id do; one value for each of many reports that wait."""
    day, is_credited, moment, less_text = age(filed.report, filed.boilerplate)
    parts = (day, str(int(is_credited)), moment, f"{_LONGEST + less_text:012}", filed.report.id)
    return "\0".join(parts).encode("utf-8", "surrogatepass")


class Stories:
    """A stream of reports as stories: add reports as they come, and look whenever you like.

    Fed in order of publication it gives what ``group`` gives. A look costs what is new: pairs are
    compared once, when the later report comes, and parts of the stream that no new report touches
    keep their stories. Stories split and merge as the evidence does.
    """

    def __init__(self, shelf: Shelf | None = None) -> None:
        self._shelf = shelf or Shelf()
        self._places = array("L")  #: on the shelf, by number in the stream
        self._days = array("d")
        self._ids: list[str] = []
        self._copies = CopyFinder(sampled=SAMPLED)
        self._waiting: list[Vector] = []
        self._originals = array("L")  #: number in the stream, by number among the originals
        self._original: dict[int, int] = {}
        self._takers, self._givers = array("L"), array("L")  #: of passages, takers ascending
        self._wordings: dict[int, Wording] = {}  #: the one asked for last is last
        self._words_held = 0
        self._neighbours = Neighbours(_LEAST_EDGE)
        self._clusterer = Clusterer(THRESHOLD)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, filed: Filed) -> None:
        """The next report of the stream."""
        self.take(self._shelf.put(filed))

    def take(self, place: int) -> None:
        """The next report of the stream, which stands on the shelf already."""
        filed = self._shelf[place]
        report = filed.report
        self._places.append(place)
        self._ids.append(report.id)
        self._days.append(day_number(report.published))
        wording = read_wording(report.text, filed.boilerplate)
        self._copies.add(fingerprint(wording, report.published))
        self._waiting.append(vector(terms(report, filed.boilerplate), report.published))
        if len(self._waiting) >= _BATCH:
            self._settle()

    def groups(self) -> Iterator[Group]:
        """The stories so far, oldest first."""
        self._settle()
        clusters = self._clusterer.cluster(len(self._originals), self._neighbours.edges())
        story_of = {}
        for story, members in enumerate(clusters):
            for number in members:
                story_of[self._originals[number]] = story
        stories: list[list[int]] = [[] for _ in clusters]
        for number in range(len(self)):
            stories[story_of[self._first(number)]].append(number)
        for members in stories:
            members.sort(key=self._age)
        for members in sorted(stories, key=lambda members: self._age(members[0])):
            yield self._group(members)

    def _settle(self) -> None:
        """Compare the originals among the reports that wait with those before them."""
        for match in self._copies.matches():
            if match.is_copy:
                self._original[match.report] = match.other
            else:
                self._takers.append(match.report)
                self._givers.append(match.other)
        begin = len(self) - len(self._waiting)
        for number, report in enumerate(self._waiting, begin):
            if number not in self._original:
                self._originals.append(number)
                self._neighbours.add(report)
        self._waiting = []

    def _first(self, number: int) -> int:
        return self._original.get(number, number)

    def _age(self, number: int) -> tuple[float, str]:
        day = self._days[number]
        return (day if day == day else float("inf")), self._ids[number]  # noqa: PLR0124  # NaN

    def _group(self, members: list[int]) -> Group:
        ids = tuple(self._ids[number] for number in members)
        digest = sha256(ids[0].encode("utf-8", "surrogatepass")).hexdigest()
        filed = [self._shelf[self._places[number]] for number in members]
        copies = {
            self._ids[number]: self._ids[self._original[number]]
            for number in members
            if number in self._original
        }
        return Group(
            id=f"s{digest[:16]}",
            reports=ids,
            copies=copies,
            why=explain(filed, copies),
            reuses=tuple(self._reuses(members, filed)),
            credits=tuple(credit for each in filed for credit in each.credits),
            publishers={each.report.id: publisher_of(each.report) for each in filed},
        )

    def _reuses(self, members: list[int], filed: list[Filed]) -> Iterator[Reuse]:
        """Passages that reports of a story took from earlier ones, wherever these stand."""
        for number, own in zip(members, filed, strict=True):
            first, last = bisect_left(self._takers, number), bisect_right(self._takers, number)
            if first == last:
                continue
            wording = self._wording(number)
            common = self._copies.common_words(wording)
            for other in sorted(self._givers[first:last]):
                ids = own.report.id, self._ids[other]
                if found := reuse(ids, (wording, self._wording(other)), common):
                    yield found

    def _wording(self, number: int) -> Wording:
        found = self._wordings.pop(number, None)
        if found is None:
            filed = self._shelf[self._places[number]]
            found = read_wording(filed.report.text, filed.boilerplate)
            self._words_held += len(found.words)
        self._wordings[number] = found
        while self._words_held > _MOST_WORDS and len(self._wordings) > 2:
            oldest = self._wordings.pop(next(iter(self._wordings)))
            self._words_held -= len(oldest.words)
        return found
