"""A long run into a folder: written in parts, and gone on with where it was broken off."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from secondsource.cli.inputs import Inputs
    from secondsource.ingest import Failure, Input
    from secondsource.records.reading import Reading
    from secondsource.records.report import Report
    from secondsource.store.journal import Journal, Part, State

    Item = Report | Failure

PART_INPUTS = 256  #: of one part, a multiple of what is read at a time

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class LongRun:
    """Where a run goes, and what must be the same for it to go on."""

    folder: Path
    plan: Mapping[str, Any]
    restart: bool = False


def read_into_folder(run: LongRun, inputs: Inputs, to_line: Callable[[Reading], str]) -> None:
    """Read all inputs into the folder, or those that are left of a run that was broken off."""
    with ExitStack() as stack:
        journal = _opened(run, inputs, stack)
        if journal.note:
            inputs.progress.say(f"note: {run.folder}: {journal.note}")
        if done := _inputs_of(journal.state):
            whole = "this run is whole already" if journal.state.ended else "going on"
            inputs.progress.say(f"note: {run.folder}: {whole}, {done} inputs were read before")
        try:
            _go_on(journal, inputs, to_line)
        except (OSError, KeyboardInterrupt) as error:
            inputs.progress.close()
            kept = _inputs_of(journal.state)
            hint = f"{kept} inputs are done and kept; the same command goes on from there"
            if isinstance(error, OSError):
                raise _stopped(run.folder, f"{_said(error)}; {hint}") from None
            click.echo(f"{run.folder}: {hint}", err=True)
            raise


def _opened(run: LongRun, inputs: Inputs, stack: ExitStack) -> Journal:
    """The journal; UsageError where the folder is not for this run."""
    from secondsource.ingest import list_inputs
    from secondsource.store.journal import FolderError, open_journal

    own = os.path.join(os.path.abspath(run.folder), "")
    rows = (
        _row(each)
        for each in list_inputs(inputs.sources)
        if each.kind != "file" or not os.path.abspath(each.name).startswith(own)
    )
    try:
        journal = stack.enter_context(open_journal(run.folder, run.plan, rows, restart=run.restart))
    except FolderError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(f"{run.folder}: can't be written there ({_said(error)})") from None
    if journal.state.parts and not journal.state.ended:
        left = islice(journal.inputs(), journal.state.input, None)
        if any(row["kind"] == "stdin" for row in left):
            reason = "standard input can't be gone on with; give --restart to read it anew"
            raise click.UsageError(f"{run.folder}: {reason}")
    return journal


def _stopped(folder: Path, reason: str) -> Exception:
    from secondsource.store.journal import FolderError

    return FolderError(folder, reason)


def _said(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _go_on(journal: Journal, inputs: Inputs, to_line: Callable[[Reading], str]) -> None:
    walk = _Walk(journal, inputs)
    while (first := next(walk.left, None)) is not None:
        with journal.part() as part:
            walk.part = part
            for reading in inputs.readings(walk.items(first)):
                part.write(to_line(reading))
            part.state = walk.state()
    if not journal.state.ended:
        journal.finish()


@dataclass(slots=True)
class _Walk:
    """The items that are left, part by part, and where among the inputs they stand."""

    journal: Journal
    inputs: Inputs
    part: Part | None = None
    left: Iterator[tuple[Item, bool]] = field(init=False)
    _input: int = 0
    _items: int = 0

    def __post_init__(self) -> None:
        """Take up the account where it was left."""
        from secondsource.ingest import Failure

        state, ledger, intake = self.journal.state, self.inputs.ledger, self.inputs.intake
        self._input, self._items = state.input, state.items
        ledger.read, ledger.other_language = state.read, state.other_language
        ledger.failed = state.failed
        say = ledger.report
        for problem in self.journal.problems():
            say(Failure(**problem))

        def report(failure: Failure) -> None:
            if self.part is not None:
                self.part.problems.append(failure.to_dict())
            say(failure)

        ledger.report = report
        for name in self.journal.ids():
            intake.take_id(name)
        self._begin()
        self.left = self._walk()

    def items(self, first: tuple[Item, bool]) -> Iterator[Item]:
        """The items of the next part, of which ``first`` was taken already."""
        from secondsource.ingest import Failure

        for number, (item, may_end) in enumerate(chain([first], self.left), start=1):
            if self.part is not None and not isinstance(item, Failure):
                self.part.ids.append(item.id)
            yield item
            if number >= PART_INPUTS and may_end:
                return

    def state(self) -> State:
        """How far the run is when a part has ended."""
        from secondsource.store.journal import State

        ledger = self.inputs.ledger
        return State(
            input=self._input,
            items=self._items,
            read=ledger.read,
            other_language=ledger.other_language,
            failed=ledger.failed,
        )

    def _begin(self) -> None:
        from secondsource.ingest import total_size

        listed = (_input(row) for row in self.journal.inputs())
        total = total_size(listed)
        for number, row in enumerate(self.journal.inputs()):
            if number >= self._input:
                break
            self.inputs.intake.pass_over(_input(row))
        self.inputs.progress.begin(total, self.inputs.intake.bytes_done, self.inputs.ledger.inputs)

    def _walk(self) -> Iterator[tuple[Item, bool]]:
        """Each item, and whether a part may end after it: never inside a web address, which may
        say something else when it is asked again."""
        begin, done = self._input, self._items
        for number, row in enumerate(self.journal.inputs()):
            if number < begin:
                continue
            self._input, self._items = number, done
            each = _input(row)
            for item, is_last in _marked(self.inputs.intake.read(each, done)):
                self._items += 1
                if is_last:
                    self._input, self._items = number + 1, 0
                yield item, is_last or each.kind != "address"
            done = 0


def _marked(items: Iterator[T]) -> Iterator[tuple[T, bool]]:
    """Each item, and whether it is the last."""
    for item in items:
        for following in items:
            yield item, False
            item = following
        yield item, True


def _row(what: Input) -> dict[str, Any]:
    return {name: value for name, value in asdict(what).items() if value is not None}


def _input(row: Mapping[str, Any]) -> Input:
    from secondsource.ingest import Input

    return Input(**row)


def _inputs_of(state: State) -> int:
    return state.read + state.other_language + state.failed
