"""The whole flow on one screen: reports are read one by one, then reconciled story by story.

report → zones → syntax → Reading        (per report, batched)
readings → groups and copies → Story     (per story)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import cache
from itertools import islice, tee
from typing import TYPE_CHECKING

from secondsource.extraction.boilerplate import file_report, find_boilerplate, find_credits
from secondsource.ingest.failure import Failure
from secondsource.processes import spread
from secondsource.records.copies import CopyMap, Owner
from secondsource.records.grouping import Filed, Group
from secondsource.records.reading import Boilerplate, Event, Reading
from secondsource.records.report import Report
from secondsource.records.story import Story

if TYPE_CHECKING:
    import pyarrow

    from secondsource.encoder.runtime import Encoder
    from secondsource.extraction.explanation import Explanation
    from secondsource.reconciling.explain import Explanation as FactExplanation

#: Reports that go to another process together: few enough to share the work out evenly.
BATCH_REPORTS = 8


class Reader:
    """Reads reports. Cheap to make: the weights load at first use. Safe to share by threads."""

    def __init__(self, *, threads: int = 2) -> None:
        self._threads = threads
        self._loaded: Encoder | None = None

    @property
    def _encoder(self) -> Encoder:
        if self._loaded is None:
            from secondsource.encoder.runtime import Encoder

            self._loaded = Encoder(threads=self._threads)
            self._loaded.prefetch()
        return self._loaded

    def read(self, report: Report) -> Reading:
        """What one report says."""
        (reading,) = self._read([report])
        return reading

    def read_many(self, reports: Iterable[Report], *, workers: int = 1) -> Iterator[Reading]:
        """Readings in the order of the reports, which are taken as they are needed.

        With ``workers`` above 1 so many other processes read, each with one thread for the model
        (a script then needs its ``if __name__ == "__main__":``). What is read is the same.
        """
        if workers < 2:
            yield from self._read(reports)
            return
        for batch in spread(_read_batch, _batches(reports), workers):
            yield from batch

    def explain(self, report: Report) -> Explanation:
        """What one report says, with its trees and the rules that decided something."""
        from secondsource.events.plover import code_events
        from secondsource.extraction.aswritten import as_written

        zones = find_boilerplate(report.text)
        skipped = [[(zone.start, zone.end) for zone in zones]]
        (syntax,) = self._encoder.annotate([report.text], skipped)
        watched = as_written("explanation")
        explained: Explanation = watched.explain_syntax(report, syntax, zones)
        return replace(explained, reading=code_events(explained.reading, syntax))

    def code(self, text: str, source: tuple[int, int], target: tuple[int, int]) -> Event | None:
        """The PLOVER event between two spans of a text (half-open, code points), or None.

        ``source`` and ``target`` of the event are the words of the spans.
        """
        from secondsource.events.plover import code

        for start, end in (source, target):
            if not 0 <= start < end <= len(text):
                raise ValueError(f"not a span of the text: {start}, {end}")
        return code(next(self._encoder.annotate([text])), source, target)

    def _read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """The encoder is some reports ahead of the rules, and both go on side by side."""
        encoder = self._encoder  # loads while the rules are imported and compiled
        from secondsource.encoder.pace import seldom_collected, short_turns
        from secondsource.events.plover import code_events
        from secondsource.extraction.reading import read_syntax

        zoned = ((report, find_boilerplate(report.text)) for report in reports)
        texts, skipped, ahead = tee(zoned, 3)
        syntaxes = encoder.annotate(
            (report.text for report, _ in texts),
            ([(zone.start, zone.end) for zone in zones] for _, zones in skipped),
        )
        steps = zip(syntaxes, ahead, strict=False)
        while True:
            with short_turns, seldom_collected:  # not while the caller has the reading
                step = next(steps, None)
                if step is None:
                    return
                syntax, (report, zones) = step
                reading = code_events(read_syntax(report, syntax, zones), syntax)
            yield reading


def read_many(
    reports: Iterable[Report], reader: Reader | None = None, *, workers: int = 1
) -> Iterator[Reading | Failure]:
    """As ``Reader.read_many``, but a report that breaks the reader becomes a Failure and the rest
    goes on. Other processes have readers of their own."""
    if workers > 1:
        for batch in spread(_read_or_fail, _batches(reports), workers):
            yield from batch
        return
    reader = reader or Reader()
    taken: deque[Report] = deque()  #: by the reader, and not yet read
    errors: list[Exception] = []  #: of the reports' source
    remaining = _noted(reports, taken, errors)
    while True:
        try:
            for reading in reader._read(remaining):
                taken.popleft()
                yield reading
            break
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  # the one boundary: find out whose fault it was
            for report in tuple(taken):
                yield _read_alone(reader, report)
            taken.clear()
    for error in errors:
        raise error


def _noted(
    reports: Iterable[Report], taken: deque[Report], errors: list[Exception]
) -> Iterator[Report]:
    """The reports as they are taken. What their source raises waits until those before are read."""
    try:
        for report in reports:
            taken.append(report)
            yield report
    except Exception as error:  # noqa: BLE001  # raised again by whoever asked for the reports
        errors.append(error)


def _read_alone(reader: Reader, report: Report) -> Reading | Failure:
    try:
        return reader.read(report)
    except Exception as error:  # noqa: BLE001
        reason = f"could not be read: {type(error).__name__}: {error}"
        return Failure(source=report.source or report.id, place=report.place, reason=reason)


def _batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    remaining = iter(reports)
    while batch := list(islice(remaining, BATCH_REPORTS)):
        yield batch


def _read_batch(batch: list[Report]) -> list[Reading]:
    return list(_own_reader().read_many(batch))


def _read_or_fail(batch: list[Report]) -> list[Reading | Failure]:
    return list(read_many(batch, _own_reader()))


@cache
def _own_reader() -> Reader:
    """The reader of a process that is one of several."""
    return Reader(threads=1)


def group(items: Iterable[Report | Reading]) -> list[Group]:
    """Stories among reports or readings: which are copies, what they took from one another, whom
    they credit, who publishes them, and why each story is one.

    Reports are read from ``items`` one by one and wait on disk where they are many.
    """
    return list(iter_groups(items))


def iter_groups(
    items: Iterable[Report | Reading], watch: Callable[[int, int], None] | None = None
) -> Iterator[Group]:
    """The stories that ``group`` gives, one at a time: for more reports than fit into memory.

    ``watch`` is told now and then how many of how many reports are compared.
    """
    from secondsource.story import group as grouping

    return grouping.iter_groups(map(_filed, items), watch)


class Stories:
    """A stream of reports as stories: add reports as they come, look whenever you like.

    The same stream gives the same stories however it is cut into calls; fed in order of
    publication it gives what ``group`` gives.
    """

    def __init__(self) -> None:
        from secondsource.story.group import Stories as Stream

        self._stream = Stream()

    def add(self, *items: Report | Reading) -> None:
        """The next reports of the stream."""
        for item in items:
            self._stream.add(_filed(item))

    def groups(self) -> list[Group]:
        """The stories so far, oldest first."""
        return list(self.iter_groups())

    def iter_groups(self) -> Iterator[Group]:
        """The stories so far, one at a time; nothing may be added before the last is taken."""
        return self._stream.groups()


def _filed(item: Report | Reading) -> Filed:
    return file_report(item.report if isinstance(item, Reading) else item)


def reconcile(readings: Sequence[Reading]) -> Story:
    """One story from all these readings."""
    from secondsource.reconciling.story import reconcile as reconciled

    return reconciled(readings, copy_map(readings))


def stories(readings: Sequence[Reading], *, one_story: bool = False) -> list[Story]:
    """The stories of a batch of readings, oldest first; all in one with ``one_story``."""
    if one_story or len(readings) < 2:
        return [reconcile(readings)] if readings else []
    by_id = {reading.report.id: reading for reading in readings}
    return [reconcile([by_id[name] for name in found.reports]) for found in group(readings)]


def copy_map(readings: Sequence[Reading]) -> CopyMap:
    """Shared passages, credits and owners among the reports of one story.

    Of readings with one report id the last counts.
    """
    from secondsource.names.publishers import owner_of, publisher_of
    from secondsource.story.copies import find_reuses

    reports = list({reading.report.id: reading.report for reading in readings}.values())
    zones: dict[str, Iterable[Boilerplate]] = {r.report.id: r.boilerplate for r in readings}
    credits = tuple(credit for report in reports for credit in find_credits(report))
    names = {publisher_of(report).name for report in reports} | {each.name for each in credits}
    owners = ((name, owner_of(name)) for name in sorted(name for name in names if name))
    return CopyMap(
        reuses=find_reuses(reports, zones),
        credits=credits,
        owners=tuple(Owner(outlet=name, name=owner) for name, owner in owners if owner),
    )


def explain(readings: Sequence[Reading], fact: str) -> FactExplanation | None:
    """Why a fact of the story of these readings has its claims and its grade; None without it."""
    from secondsource.reconciling.explain import explain as explained

    return explained(readings, fact, copy_map(readings))


@cache
def _shared_reader() -> Reader:
    return Reader()


def extract(batch: pyarrow.RecordBatch) -> pyarrow.RecordBatch:
    """Readings of a batch of reports, row by row: a pure function for engines.

    Needs a column ``text``; other columns of a report are used where they are there.
    """
    from secondsource.records.arrow import to_arrow

    names = {field.name for field in fields(Report)} & set(batch.schema.names)
    rows = batch.select(sorted(names)).to_pylist()
    reports = [Report(**{k: v for k, v in row.items() if v is not None}) for row in rows]
    return to_arrow(Reading, list(_shared_reader().read_many(reports)))


def reconcile_table(readings: pyarrow.Table) -> pyarrow.Table:
    """Stories of a table of readings (as ``extract`` makes them), a row each: a pure function."""
    import pyarrow

    from secondsource.records.arrow import from_arrow, to_arrow

    return pyarrow.Table.from_batches([to_arrow(Story, stories(from_arrow(Reading, readings)))])
