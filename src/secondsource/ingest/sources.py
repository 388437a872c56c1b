"""From what the user names (files, folders, globs, addresses, ``-``) to reports and failures."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import BinaryIO
from urllib.parse import urlsplit

from secondsource.errors import InputError
from secondsource.ingest import webpage
from secondsource.ingest.failure import Failure
from secondsource.ingest.fetch import Fetcher
from secondsource.ingest.formats import is_read, kinds, read_stream
from secondsource.ingest.listing import STDIN, Input, list_inputs, os_reason, shown
from secondsource.ingest.responses import kind_of, read_response
from secondsource.ingest.skipping import Skip
from secondsource.records.report import Report

ADDRESS_BYTES = 100_000  #: what a web address counts for in the progress of a run


def read_sources(
    sources: Sequence[str],
    *,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    network: bool = True,
) -> Iterator[Report | Failure]:
    """Reports and failures of all ``sources``, in order; every input gives exactly one of them.

    Args:
        sources: paths of files and folders, globs, web addresses, or ``-`` for JSON Lines on
            ``stdin``.
        published: ISO date for reports which have none.
        stdin: a binary stream; the process's own where None.
        network: whether web addresses are fetched; each is a failure where not.
    """
    intake = Intake(published=published, stdin=stdin, fetcher=Fetcher() if network else None)
    for each in list_inputs(sources):
        yield from intake.read(each)


@dataclass(slots=True, kw_only=True)
class Intake:
    """Reads single inputs one after another, and gives each report of the run an id of its own."""

    published: str | None = None  #: ISO date for reports which have none
    fetcher: Fetcher | None = None  #: None: addresses are failures
    stdin: BinaryIO | None = None  #: the process's own where None
    _used: dict[str, int] = field(default_factory=dict)
    _past: int = 0  #: bytes of the inputs that are done
    _open: BinaryIO | None = None

    def read(self, what: Input, done: int = 0) -> Iterator[Report | Failure]:
        """The reports and failures of one input, without the first ``done`` of them."""
        skip = Skip(done)
        try:
            for item in skip.rest(self._items(what, skip)):
                yield self._finished(item)
        finally:
            self._open = None
            self.pass_over(what)

    def pass_over(self, what: Input) -> None:
        """Count an input that need not be opened as done."""
        self._past += size_of(what) or 0

    def take_id(self, name: str) -> None:
        """No report that comes may have this id: one that was read before has it."""
        self._used.setdefault(name, 1)

    @property
    def bytes_done(self) -> int:
        """How far the run is, in bytes of its files; an address counts as ``ADDRESS_BYTES``."""
        if self._open is None:
            return self._past
        try:
            return self._past + self._open.tell()
        except (OSError, ValueError):  # a pipe, or closed by now
            return self._past

    def _items(self, what: Input, skip: Skip) -> Iterator[Report | Failure]:
        if what.kind == "failure":
            yield what.failure
        elif what.kind == "stdin":
            self._open = self.stdin or sys.stdin.buffer
            yield from read_stream(self._open, "x.jsonl", STDIN, skip=skip)
        elif what.kind == "address":
            yield from _read_address(what.name, self.fetcher)
        else:
            yield from self._file(what.name, skip)

    def _file(self, path: str, skip: Skip) -> Iterator[Report | Failure]:
        if not is_read(path):
            reason = f"not a kind of file that is read ({kinds()})"
            yield Failure(source=shown(path), place=None, reason=reason)
            return
        try:
            with open(path, "rb") as stream:
                self._open = stream
                yield from read_stream(stream, path, shown(path), skip=skip)
        except OSError as error:
            yield Failure(source=shown(path), place=None, reason=os_reason(error))

    def _finished(self, item: Report | Failure) -> Report | Failure:
        """A report with date and outlet (its address's host) where these are unknown."""
        if isinstance(item, Failure):
            return item
        report = replace(
            item,
            published=item.published or self.published,
            outlet=item.outlet or webpage.host_name(item.url),
        )
        return self._with_own_id(report)

    def _with_own_id(self, report: Report) -> Report:
        """The n-th report of one id is called ``id-n``."""
        used, name = self._used, report.id
        while name in used:
            used[report.id] += 1
            name = f"{report.id}-{used[report.id]}"
        used[name] = 1
        return report if name == report.id else replace(report, id=name)


def size_of(what: Input) -> int | None:
    """What an input counts for in the progress of a run, in bytes; None where nobody knows."""
    if what.kind == "address":
        return ADDRESS_BYTES
    return None if what.kind == "stdin" else what.size or 0


def total_size(inputs: Iterable[Input]) -> int | None:
    """Bytes of all inputs; None where one has no size that is known before it ends."""
    total = 0
    for each in inputs:
        size = size_of(each)
        if size is None:
            return None
        total += size
    return total


def _read_address(url: str, fetcher: Fetcher | None) -> Iterator[Report | Failure]:
    """What is at a web address: a page, a feed, or a file of a kind that is read."""
    if fetcher is None:
        yield Failure(source=shown(url), place=None, reason="not fetched: --no-network")
        return
    try:
        response = fetcher.fetch(url)
    except InputError as error:
        yield Failure(source=url, place=error.place, reason=error.reason)
        return
    path = urlsplit(response.url or url).path
    if kind_of(response) is None and is_read(path):
        yield from read_stream(BytesIO(response.body), path, url)
    else:
        yield from read_response(response, url)
