"""A long run into a folder: written in parts, and gone on with where it was broken off."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from secondsource.cli.inputs import LeftOut

if TYPE_CHECKING:
    from secondsource.cli.inputs import Inputs, NotRead
    from secondsource.ingest import Failure, Input
    from secondsource.records.reading import Reading
    from secondsource.records.report import Report
    from secondsource.store.journal import Journal, Part, State

    Item = Report | Failure

PART_INPUTS = (
    256  #: of one part: at most so much is read a second time, and what the reader is ahead
)

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
    with _Parts(journal, inputs, walk.seen) as parts:
        for reading in inputs.outcomes(walk.items(), parts.problem):
            parts.reading(reading, to_line(reading))
    if not journal.state.ended:
        journal.finish()
        inputs.progress.say(f"wrote {journal.folder}")


@dataclass(frozen=True, slots=True)
class _Seen:
    """An item that was taken and not yet accounted for: its id where it is a report, the place
    after it, and whether a part may end there."""

    id: str | None
    input: int
    items: int
    may_end: bool


@dataclass(slots=True)
class _Walk:
    """The items that are left, in order; what the reader is ahead waits in ``seen``."""

    journal: Journal
    inputs: Inputs
    seen: deque[_Seen] = field(default_factory=deque)

    def items(self) -> Iterator[Item]:
        """All of them. A part never ends inside a web address, which may say something else when
        it is asked again."""
        from secondsource.ingest import Failure

        state, intake = self.journal.state, self.inputs.intake
        self._begin()
        for number, row in enumerate(self.journal.inputs()):
            if number < state.input:
                continue
            each = _input(row)
            done = state.items if number == state.input else 0
            for item, is_last in _marked(intake.read(each, done)):
                done += 1
                name = None if isinstance(item, Failure) else item.id
                place = (number + 1, 0) if is_last else (number, done)
                self.seen.append(_Seen(name, *place, is_last or each.kind != "address"))
                yield item

    def _begin(self) -> None:
        """Take up account and progress where they were left."""
        from secondsource.ingest import Failure, total_size

        state, ledger, intake = self.journal.state, self.inputs.ledger, self.inputs.intake
        ledger.read, ledger.other_language = state.read, state.other_language
        ledger.failed = state.failed
        for problem in self.journal.problems():
            ledger.report(Failure(**problem))
        for name in self.journal.ids():
            intake.take_id(name)
        total = total_size(map(_input, self.journal.inputs()))
        for row in islice(self.journal.inputs(), state.input):
            intake.pass_over(_input(row))
        self.inputs.progress.begin(total, intake.bytes_done, ledger.inputs)


@dataclass(slots=True)
class _Parts:
    """Puts what becomes of each item into parts of a fixed number of items."""

    journal: Journal
    inputs: Inputs
    seen: deque[_Seen]
    _part: Part | None = None
    _items: int = 0
    _stack: ExitStack = field(default_factory=ExitStack)
    _error: BaseException | None = None

    def __enter__(self) -> _Parts:
        return self

    def __exit__(self, *error: Any) -> None:
        """Keep the last part where all is well."""
        self._stack.__exit__(*error)

    def reading(self, reading: Reading, line: str) -> None:
        """A report that was read, as a row."""
        with self._next() as part:
            part.write(line)
            self.inputs.account(reading)

    def problem(self, problem: NotRead) -> None:
        """An input that was not read."""
        with self._next() as part:
            named = problem.failure if isinstance(problem, LeftOut) else problem
            part.problems.append(named.to_dict())
            self.inputs.account(problem)

    @contextmanager
    def _next(self) -> Iterator[Part]:
        """The part in which the next item goes; ended when it is full. After an error nothing more
        is taken, whoever caught it: what comes would stand where something is missing."""
        if self._error:
            raise self._error
        try:
            if self._part is None:
                self._part = self._stack.enter_context(self.journal.part())
                self._items = 0
            seen = self.seen.popleft()
            if seen.id is not None:
                self._part.ids.append(seen.id)
            yield self._part
            self._items += 1
            self._part.state = self._state(seen)
            if self._items >= PART_INPUTS and seen.may_end:
                self._part = None
                self._stack.close()
        except BaseException as error:
            self._error = error
            raise

    def _state(self, seen: _Seen) -> State:
        from secondsource.store.journal import State

        ledger = self.inputs.ledger
        return State(
            input=seen.input,
            items=seen.items,
            read=ledger.read,
            other_language=ledger.other_language,
            failed=ledger.failed,
        )


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
