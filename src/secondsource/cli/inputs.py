"""What every command that reads has in common: its sources, its failures, its last line."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from secondsource.cli.output import written

if TYPE_CHECKING:
    from secondsource.ingest import Failure, Ledger
    from secondsource.records.reading import Reading
    from secondsource.records.report import Report

Command = TypeVar("Command", bound=Callable[..., Any])

READ_LANGUAGE = "en"
_NETWORK = "secondsource.network"
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


def _no_network(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    context.meta[_NETWORK] = not wanted


def reading_options(command: Command) -> Command:
    """Add the sources and the options that say how to read them."""
    for option in (
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
            "--no-network",
            is_flag=True,
            expose_value=False,
            callback=_no_network,
            help="Fetch nothing: web addresses among SRC are named as not read.",
        ),
        click.argument("sources", nargs=-1, metavar="SRC..."),
    ):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Inputs:
    """The reports of one run, and the account of them."""

    sources: Sequence[str]
    published: str | None
    ledger: Ledger
    network: bool = True

    def reports(self) -> Iterator[Report]:
        """English reports, in order; the others are counted and named."""
        from secondsource.ingest import Failure, read_sources
        from secondsource.language.identify import identify

        for item in read_sources(self.sources, published=self.published, network=self.network):
            if isinstance(item, Failure):
                self.ledger.fail(item)
                continue
            language = identify(item)
            if language == READ_LANGUAGE:
                yield replace(item, language=language)
            else:
                self.ledger.other_language += 1
                _log.warning("%s: not read, its language is %r", item.source, language)

    def readings(self) -> Iterator[Reading]:
        """What each report says; one that can't be read is a failure like any other."""
        from secondsource import pipeline
        from secondsource.ingest import Failure

        for item in pipeline.read_many(self.reports()):
            if isinstance(item, Failure):
                self.ledger.fail(item)
            else:
                self.ledger.read += 1
                yield item

    def counted(self) -> Iterator[Report]:
        """Reports for commands that need no reading."""
        for report in self.reports():
            self.ledger.read += 1
            yield report


@contextmanager
def open_inputs(
    sources: Sequence[str], published: str | None, failures: str | None
) -> Iterator[Inputs]:
    """Inputs whose account ends the run: its last line, and exit status 1 where any failed."""
    from secondsource.ingest import Ledger

    if not sources:
        raise click.UsageError("Missing argument 'SRC...'.")
    with ExitStack() as stack:
        stream = stack.enter_context(written(failures)) if failures else None
        stack.enter_context(_notices())
        ledger = Ledger(_reporter(stream))
        network = click.get_current_context().meta.get(_NETWORK, True)
        yield Inputs(sources, published, ledger, network)
    click.echo(str(ledger), err=True)
    if ledger.failed:
        click.get_current_context().exit(1)


def _reporter(stream: TextIO | None) -> Callable[[Failure], None]:
    from secondsource.ingest.ledger import failure_json, failure_line

    if stream is None:
        return lambda failure: click.echo(failure_line(failure), err=True)
    return lambda failure: print(failure_json(failure), file=stream)  # noqa: T201


class _Notices(logging.Handler):
    """Warnings as one safe line each."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print the record on standard error."""
        from secondsource.ingest.ledger import show_controls

        click.echo(show_controls(f"note: {record.getMessage()}"), file=sys.stderr)


_log = logging.getLogger("secondsource")


@contextmanager
def _notices() -> Iterator[None]:
    handler = _Notices()
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
