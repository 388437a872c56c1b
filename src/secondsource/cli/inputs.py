"""What every command that reads has in common: its sources, its failures, its last line."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TextIO, TypeVar, Union

import click

from secondsource.cli.output import written
from secondsource.cli.progress import Progress, make_progress
from secondsource.records.report import Report

if TYPE_CHECKING:
    from secondsource.ingest import Failure, Intake, Ledger
    from secondsource.records.reading import Reading

Command = TypeVar("Command", bound=Callable[..., Any])

READ_LANGUAGE = "en"
_META = "secondsource"
_NOISY = ("trafilatura", "htmldate", "courlan", "charset_normalizer")


def _iso_date(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """The ISO form of a date in any form that can't be misread."""
    if value is None:
        return None
    from secondsource.ingest.dates import parse_published

    published = parse_published(value)
    if published is None:
        raise click.BadParameter(f"{value!r} is not a date")
    return published


def _remember(context: click.Context, option: click.Parameter, value: Any) -> None:
    """Keep what concerns all commands that read, for ``open_inputs``."""
    context.meta[f"{_META}.{option.name}"] = value


def remembered(name: str) -> Any:
    """The value of an option that concerns all commands that read."""
    return click.get_current_context().meta.get(f"{_META}.{name}")


def reading_options(command: Command) -> Command:
    """Add the sources and the options that say how to read them."""
    for option in (
        click.option(
            "--progress/--no-progress",
            default=None,
            expose_value=False,
            callback=_remember,
            help="Show how far the run is, also where standard error is no terminal; or never.",
        ),
        click.option(
            "--failures",
            metavar="FILE",
            help="Write a JSON line for each input that was not read, instead of naming it.",
        ),
        click.option(
            "--published",
            callback=_iso_date,
            metavar="DATE",
            help="The date of reports that don't give one (2025-10-17).",
        ),
        click.option(
            "--cache",
            metavar="FOLDER",
            expose_value=False,
            callback=_remember,
            help="Keep fetched pages there, not in the user's cache, for conditional requests.",
        ),
        click.option(
            "--no-cache",
            is_flag=True,
            expose_value=False,
            callback=_remember,
            help="Keep no fetched pages, and fetch each anew.",
        ),
        click.option(
            "--no-network",
            is_flag=True,
            expose_value=False,
            callback=_remember,
            help="Fetch nothing: web addresses among SRC are named as not read.",
        ),
        click.option(
            "--sample",
            metavar="NAME",
            expose_value=False,
            callback=_remember,
            help="Read a bundled sample story, beside SRC or instead.",
        ),
        click.argument("sources", nargs=-1, metavar="SRC..."),
    ):
        command = option(command)
    return command


workers_option = click.option(
    "--workers",
    type=click.IntRange(min=1, max=256),
    default=1,
    show_default=True,
    metavar="N",
    expose_value=False,
    callback=_remember,
    help="Read in N processes side by side, for many reports; each holds the model.",
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A report in a language that is not read, as a line of the problems."""

    failure: Failure


NotRead = Union["Failure", LeftOut]


@dataclass(frozen=True, slots=True)
class Inputs:
    """The reports of one run, and the account of them."""

    sources: Sequence[str]
    intake: Intake
    ledger: Ledger
    progress: Progress
    workers: int = 1

    def items(self) -> Iterator[Report | Failure]:
        """All reports and failures, in order."""
        from secondsource.ingest import list_inputs, total_size

        if self.progress.is_shown:  # the listing is done twice only to be shown
            self.progress.begin(total_size(list_inputs(self.sources)))
        for each in list_inputs(self.sources):
            yield from self.intake.read(each)

    def reports(self) -> Iterator[Report]:
        """English reports, in order, for commands that need no reading."""
        for item in self.items():
            found = _sorted_out(item)
            if not isinstance(found, Report):
                self.account(found)
                continue
            self.ledger.read += 1
            self._moved()
            yield found

    def comparing(self, done: int, total: int) -> None:
        """All inputs are in, and so many of their reports are compared."""
        if done == 0:
            self.progress.phase("comparing", total)
        self.progress.at(done)

    def readings(self) -> Iterator[Reading]:
        """What each report says; one that can't be read is a failure like any other."""
        for found in self.outcomes(self.items(), self.account):
            self.account(found)
            yield found

    def outcomes(
        self, items: Iterable[Report | Failure], settle: Callable[[NotRead], None]
    ) -> Iterator[Reading]:
        """The readings among what becomes of ``items``; for what was not read ``settle`` is
        called, in the order of the items. The reader takes items ahead of what it gives."""
        from secondsource import pipeline
        from secondsource.ingest import Failure

        order: deque[NotRead | None] = deque()  # None: being read; the first of them always is

        def english() -> Iterator[Report]:
            for item in items:
                found = _sorted_out(item)
                if isinstance(found, Report):
                    order.append(None)
                    yield found
                elif order:
                    order.append(found)
                else:
                    settle(found)

        for read in pipeline.read_many(english(), workers=self.workers):
            order.popleft()
            if isinstance(read, Failure):
                settle(read)
            else:
                yield read
            while order and (found := order[0]) is not None:
                order.popleft()
                settle(found)

    def account(self, outcome: Reading | NotRead) -> None:
        """Count an input, and name it where it was not read."""
        from secondsource.ingest import Failure

        if isinstance(outcome, Failure):
            self.ledger.fail(outcome)
        elif isinstance(outcome, LeftOut):
            self.ledger.leave_out(outcome.failure)
        else:
            self.ledger.read += 1
        self._moved()

    def _moved(self) -> None:
        self.progress.at(self.intake.bytes_done, self.ledger.inputs)


@contextmanager
def open_inputs(
    sources: Sequence[str],
    published: str | None,
    failures: str | None,
    *,
    rows_on_stdout: bool = False,
) -> Iterator[Inputs]:
    """Inputs whose account ends the run: its last line, and exit status 1 where any failed."""
    from secondsource.ingest import Intake, Ledger

    sources = (*sources, *_sample(remembered("sample")))
    if not sources:
        raise click.UsageError("Missing argument 'SRC...' (or a sample: --sample ferry-fire).")
    progress = make_progress(remembered("progress"), rows_on_stdout=rows_on_stdout)
    with ExitStack() as stack:
        stream = stack.enter_context(written(failures)) if failures else None
        stack.callback(progress.close)
        stack.enter_context(_notices(progress))
        ledger = Ledger(_reporter(stream, progress))
        intake = Intake(published=published, fetcher=_fetcher())
        workers = remembered("workers") or 1
        try:
            yield Inputs(sources, intake, ledger, progress, workers)
        except KeyboardInterrupt:
            progress.say(f"so far {ledger}")
            raise
    for line in ledger.lines():
        click.echo(line, err=True)
    if ledger.failed:
        click.get_current_context().exit(1)


def _sample(name: str | None) -> list[str]:
    """The files of a bundled story; none where none is asked for."""
    if name is None:
        return []
    from secondsource.errors import InputError
    from secondsource.samples import sample_paths

    try:
        return [str(path) for path in sample_paths(name)]
    except InputError as error:
        raise click.UsageError(str(error)) from None


def _sorted_out(item: Report | Failure) -> Report | NotRead:
    """An English report, or why the item is not read."""
    from secondsource.ingest import Failure
    from secondsource.language.identify import identify

    if isinstance(item, Failure):
        return item
    language = identify(item)
    if language == READ_LANGUAGE:
        return replace(item, language=language)
    reason = f"other language: {language!r}; only English is read"
    source = item.source or item.id
    return LeftOut(Failure(source=source, place=item.place, reason=reason))


def _fetcher() -> Any:
    """What fetches web addresses; None where none may be fetched."""
    if remembered("no_network"):
        return None
    from pathlib import Path

    from secondsource.ingest import Fetcher, PageCache, default_folder

    if remembered("no_cache"):
        return Fetcher()
    named = remembered("cache")
    return Fetcher(cache=PageCache(Path(named) if named else default_folder()))


def _reporter(stream: TextIO | None, progress: Progress) -> Callable[[Failure], None]:
    from secondsource.ingest.ledger import failure_json, failure_line

    if stream is None:
        return lambda failure: progress.say(failure_line(failure))
    return lambda failure: print(failure_json(failure), file=stream)  # noqa: T201


class _Notices(logging.Handler):
    """Warnings as one safe line each."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        """Print the record on standard error."""
        from secondsource.ingest.ledger import show_controls

        self._progress.say(show_controls(f"note: {record.getMessage()}"))


_log = logging.getLogger("secondsource")


@contextmanager
def _notices(progress: Progress) -> Iterator[None]:
    handler = _Notices(progress)
    quiet = [logging.getLogger(name) for name in _NOISY]
    levels = [logger.level for logger in quiet]
    _log.addHandler(handler)
    propagate, _log.propagate = _log.propagate, False
    for logger in quiet:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        _log.removeHandler(handler)
        _log.propagate = propagate
        for logger, level in zip(quiet, levels, strict=True):
            logger.setLevel(level)
