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
_SURE_SECONDS = 2.0  #: before that the rate says nothing about the rest
_LEAST_SECONDS = 0.1  #: between two states of the bar


@dataclass(slots=True)
class _Pace:
    """What a stretch of work has done since when, and so how long the rest will take."""

    total: int | None  #: bytes, or steps; None where unknown
    first: int  #: of them done before the stretch
    inputs: int  #: done before the stretch
    began: float

    def told(self, done: int, inputs: int | None, now: float) -> str:
        """Inputs with their rate, and the time that remains, as far as anything is known."""
        seconds = max(now - self.began, _LEAST_SECONDS)
        words = []
        if inputs is not None:
            words.append(f"{inputs} inputs, {(inputs - self.inputs) / seconds:.1f} a second")
        moved = done - self.first
        if self.total and moved > 0 and seconds >= _SURE_SECONDS:
            left = max(0, self.total - done) * seconds / moved
            words.append(f"{_duration(left)} left")
        return ", ".join(words)


@dataclass(slots=True)
class Progress:
    """Shows nothing; ``say`` still puts a line on standard error."""

    is_shown: ClassVar[bool] = False

    def begin(self, total: int | None, done: int = 0, inputs: int = 0) -> None:
        """Reading begins: ``total`` bytes, None where unknown; ``done`` of them, and ``inputs``
        inputs, were read by an earlier run."""

    def at(self, done: int, inputs: int | None = None) -> None:
        """``done`` bytes and ``inputs`` inputs are behind; in a later phase so many steps."""

    def phase(self, what: str, total: int | None = None) -> None:
        """All is read; what comes now has so many steps, or nobody knows how many."""

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
    _pace: _Pace | None = None
    _what: str = ""
    _said: float = 0.0

    def begin(self, total: int | None, done: int = 0, inputs: int = 0) -> None:
        """Start the clock."""
        self._said = self.clock()
        self._pace = _Pace(total, done, inputs, self._said)

    def at(self, done: int, inputs: int | None = None) -> None:
        """Say so where the last line is long ago."""
        now = self.clock()
        if self._pace and now - self._said >= LINE_SECONDS:
            self._said = now
            total = self._pace.total
            share = f"{min(1.0, done / total):.0%}" if total else ""
            told = self._pace.told(done, inputs, now)
            self.say(self._what + ", ".join(filter(None, (share, told))))

    def phase(self, what: str, total: int | None = None) -> None:
        """Say what comes now."""
        if self._what != f"{what}: ":
            self.say(f"{what} …")
        self.begin(total)
        self._what = f"{what}: "


@dataclass(slots=True)
class Bar(Progress):
    """A bar that is gone when the run is over; lines go above it."""

    is_shown: ClassVar[bool] = True

    _bar: RichProgress | None = None
    _task: TaskID | None = None
    _pace: _Pace | None = None
    _shown: float = 0.0
    _last: tuple[int, int | None] | None = None  #: what ``at`` was told last in this stretch

    def begin(self, total: int | None, done: int = 0, inputs: int = 0) -> None:
        """Draw the bar."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[told]}"),
            console=Console(file=sys.stderr, highlight=False, emoji=False, markup=False),
            transient=True,
            redirect_stdout=False,  # what goes there is data, and stays as it is
            redirect_stderr=False,
        )
        self._task = self._bar.add_task("reading", total=total, completed=done, told="")
        self._pace = _Pace(total, done, inputs, time.monotonic())
        self._bar.start()

    def at(self, done: int, inputs: int | None = None) -> None:
        """Move the bar."""
        now = time.monotonic()
        self._last = done, inputs
        if now - self._shown >= _LEAST_SECONDS:
            self._shown = now
            self._draw(now)

    def _draw(self, now: float, *, at_once: bool = False) -> None:
        if self._bar is None or self._task is None or self._last is None:
            return
        told = self._pace.told(*self._last, now) if self._pace else ""
        self._bar.update(self._task, completed=self._last[0], told=told, refresh=at_once)

    def phase(self, what: str, total: int | None = None) -> None:
        """The bar of the next stretch; one that only moves where nobody knows how long it is."""
        if self._bar is not None and self._task is not None:
            self._draw(time.monotonic(), at_once=True)  # a quick stretch is seen as well
            self._bar.remove_task(self._task)
            self._last = None
            self._task = self._bar.add_task(what, total=total, told="")
            self._pace = _Pace(total, 0, 0, time.monotonic())

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
