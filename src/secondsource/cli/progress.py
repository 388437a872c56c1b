"""How far a run is, on standard error: a bar on a terminal, plain lines elsewhere on request.

Progress is told in the bytes of the files that are read, packed files and archives included, so
that the time that remains is known before anybody knows how many reports there are.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import click

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

LINE_SECONDS = 30.0  #: between two plain lines
_LEAST_SECONDS = 0.1  #: between two looks at the clock's rate


@dataclass(slots=True)
class Progress:
    """Shows nothing; ``say`` still puts a line on standard error."""

    is_shown: ClassVar[bool] = False

    def begin(self, total: int | None, done: int = 0, inputs: int = 0) -> None:
        """Reading begins: ``total`` bytes, None where unknown; ``done`` of them, and ``inputs``
        inputs, were read by an earlier run."""

    def at(self, done: int, inputs: int) -> None:
        """``done`` bytes and ``inputs`` inputs are behind."""

    def phase(self, what: str) -> None:
        """All is read; what comes now takes as long as it takes."""

    def say(self, line: str) -> None:
        """A line of its own."""
        click.echo(line, err=True)

    def close(self) -> None:
        """Nothing more is shown."""


@dataclass(slots=True)
class Lines(Progress):
    """A plain line now and then, for logs."""

    is_shown: ClassVar[bool] = True

    clock: Callable[[], float] = time.monotonic
    _total: int | None = None
    _first: int = 0
    _earlier: int = 0
    _began: float = 0.0
    _said: float = 0.0

    def begin(self, total: int | None, done: int = 0, inputs: int = 0) -> None:
        """Start the clock."""
        self._total, self._first, self._earlier = total, done, inputs
        self._began = self._said = self.clock()

    def at(self, done: int, inputs: int) -> None:
        """Say so where the last line is long ago."""
        now = self.clock()
        if now - self._said >= LINE_SECONDS:
            self._said = now
            self.say(self._line(done, inputs, now - self._began))

    def phase(self, what: str) -> None:
        """Say what comes now."""
        self.say(f"{what} …")

    def _line(self, done: int, inputs: int, seconds: float) -> str:
        line = f"{inputs} inputs, {(inputs - self._earlier) / seconds:.1f} a second"
        if not self._total:
            return line
        line += f", {min(1.0, done / self._total):.0%}"
        moved = done - self._first
        if moved <= 0:
            return line
        left = max(0, self._total - done) * seconds / moved
        return f"{line}, {_duration(left)} left"


@dataclass(slots=True)
class Bar(Progress):
    """A bar that is gone when the run is over; lines go above it."""

    is_shown: ClassVar[bool] = True

    _bar: RichProgress | None = None
    _task: TaskID | None = None
    _began: float = 0.0
    _earlier: int = 0
    _shown: float = 0.0

    def begin(self, total: int | None, done: int = 0, inputs: int = 0) -> None:
        """Draw the bar."""
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("left"),
            console=Console(file=sys.stderr, highlight=False, emoji=False, markup=False),
            transient=True,
            redirect_stdout=False,  # what goes there is data, and stays as it is
            redirect_stderr=False,
        )
        self._task = self._bar.add_task("reading", total=total, completed=done, rate="")
        self._began, self._earlier = time.monotonic(), inputs
        self._bar.start()

    def at(self, done: int, inputs: int) -> None:
        """Move the bar."""
        now = time.monotonic()
        if self._bar is None or self._task is None or now - self._shown < _LEAST_SECONDS:
            return
        self._shown = now
        rate = (inputs - self._earlier) / max(now - self._began, _LEAST_SECONDS)
        self._bar.update(self._task, completed=done, rate=f"{inputs} inputs, {rate:.1f}/s")

    def phase(self, what: str) -> None:
        """A bar that only moves."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=what, total=None, completed=0)

    def say(self, line: str) -> None:
        """A line above the bar."""
        if self._bar is None:
            click.echo(line, err=True)
        else:
            self._bar.console.out(line, highlight=False)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def make_progress(wanted: bool | None, *, rows_on_stdout: bool) -> Progress:
    """What this run shows.

    Args:
        wanted: as the user asked; None: a bar where it disturbs nobody.
        rows_on_stdout: whether the results come out one by one while the run goes on.
    """
    terminal = _is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"
    if wanted is False or (wanted is None and not terminal):
        return Progress()
    if not terminal:
        return Lines()
    if wanted is None and rows_on_stdout and _is_terminal(sys.stdout):
        return Progress()  # the rows themselves show how far it is
    return Bar()


def _is_terminal(stream: Any) -> bool:
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError):
        return False


def _duration(seconds: float) -> str:
    """Hours and minutes, or minutes and seconds, as a person says them."""
    whole = round(seconds)
    if whole >= 3600:
        return f"{whole // 3600} h {whole % 3600 // 60:02d} min"
    return f"{whole // 60} min {whole % 60:02d} s"
