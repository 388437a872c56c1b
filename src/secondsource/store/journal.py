"""The journal of a long run: what is done, so that nothing is read twice or lost.

A run writes its rows in parts. A part is on the disk, whole and under its name, before the journal
gets its line; so whatever the journal says is there. A run that was broken off goes on after the
last line that is whole and whose part is there; what came after that is done again and comes out
the same. ``docs/journal.md`` has the format.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from secondsource.errors import SecondsourceError
from secondsource.store import durable

SCHEMA, ACCOUNT = "secondsource/journal@1", "secondsource/account@1"
_HOME = ".journal"
_SHOWN_CHANGES = 5

Row = dict[str, Any]


class FolderError(SecondsourceError):
    """A folder that this run can't write to or go on in; the message names it and says why."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(f"{folder}: {reason}")


@dataclass(frozen=True, slots=True)
class State:
    """How far a run is: the next input, by number from 0, how many of its items are done, and the
    account so far."""

    parts: int = 0
    input: int = 0
    items: int = 0
    read: int = 0
    other_language: int = 0
    failed: int = 0
    ended: bool = False


@dataclass(slots=True)
class Part:
    """A part while it is written."""

    stream: BinaryIO
    rows: int = 0
    size: int = 0
    ids: list[str] = field(default_factory=list)  #: of every report that came, read or not
    problems: list[Row] = field(default_factory=list)
    state: State = field(default_factory=State)  #: after it; whoever writes the part sets it
    _digest: Any = field(default_factory=sha256)

    def write(self, line: str) -> None:
        """Add a row, which is one line of JSON."""
        data = line.encode("utf-8") + b"\n"
        self.stream.write(data)
        self._digest.update(data)
        self.rows += 1
        self.size += len(data)

    @property
    def digest(self) -> str:
        """SHA-256 of what was written."""
        found: str = self._digest.hexdigest()
        return found


class Journal:
    """The folder of one run. Use ``open_journal``."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._home = folder, folder / _HOME
        self._path, self._inputs = self._home / "journal.jsonl", self._home / "inputs.jsonl"
        self._lines: list[Row] = []
        self._ends: list[int] = []  #: where each line ends in the file
        self.state = State()
        self.note: str | None = None  #: what was found damaged, and what that costs

    def inputs(self) -> Iterator[Row]:
        """All inputs of the run, as they were listed at its beginning."""
        return _rows(self._inputs)

    def ids(self) -> Iterator[str]:
        """Ids of the reports that are done."""
        return chain.from_iterable(line["ids"] for line in self._parts())

    def problems(self) -> Iterator[Row]:
        """Inputs that were not read, of what is done."""
        return chain.from_iterable(line["problems"] for line in self._parts())

    @contextmanager
    def part(self) -> Iterator[Part]:
        """The next part; it counts as done when the block ends without an error."""
        number = self.state.parts + 1
        name = f"readings-{number:05d}.jsonl"
        path = self.folder / name
        with durable.whole_file(path, self._home / "part") as stream:
            part = Part(stream)
            yield part
        if not part.rows:
            path.unlink()
        line = {
            "part": number,
            "file": name if part.rows else None,
            "rows": part.rows,
            "bytes": part.size,
            "sha256": part.digest,
            "next": [part.state.input, part.state.items],
            **_counts(part.state),
            "ids": part.ids,
            "problems": part.problems,
        }
        self._append(line)
        self.state = replace(part.state, parts=number)

    def finish(self) -> None:
        """Write the list of problems and the account, and say that the run is whole."""
        with durable.whole_file(self.folder / "problems.jsonl", self._home / "part") as stream:
            for problem in self.problems():
                stream.write(_line(problem))
        account = {
            "schema": ACCOUNT,
            "inputs": self.state.read + self.state.other_language + self.state.failed,
            **_counts(self.state),
            "parts": [
                {name: line[name] for name in ("file", "rows", "bytes", "sha256")}
                for line in self._parts()
                if line["file"]
            ],
        }
        text = json.dumps(account, indent=1).encode("ascii") + b"\n"
        with durable.whole_file(self.folder / "account.json", self._home / "part") as stream:
            stream.write(text)
        self._append({"ended": True})
        self.state = replace(self.state, ended=True)

    def begin(self, plan: Mapping[str, Any], inputs: Iterable[Row]) -> None:
        """Go on with the run in the folder, or begin one; FolderError where another is there."""
        self._read()
        if self._lines:
            self._compare(plan, inputs)
            self._recover()
        else:
            self._check_empty()
            self._append({"schema": SCHEMA, **plan, "inputs": self._list(inputs, self._inputs)})

    def clear(self) -> None:
        """Remove what a run wrote here, and nothing else."""
        self._remove_parts(0)
        for path in (self._path, self._inputs):  # the journal first: without it nothing counts
            path.unlink(missing_ok=True)

    def _parts(self) -> list[Row]:
        return [line for line in self._lines if "part" in line]

    def _append(self, line: Row) -> None:
        data = _line({**line, "check": _check(line)})
        durable.append(self._path, data)
        self._keep(line, len(data))

    def _keep(self, line: Row, size: int) -> None:
        self._lines.append(line)
        self._ends.append((self._ends[-1] if self._ends else 0) + size)

    def _read(self) -> None:
        """Take the journal's lines up to the first that is not whole, and cut the file there."""
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return
        begin = 0
        while (stop := data.find(b"\n", begin)) >= 0:
            line = _checked(data[begin:stop])
            if line is None:
                break
            if not self._lines and line.get("schema") != SCHEMA:
                raise FolderError(self.folder, f"its journal is no {SCHEMA}")
            self._keep(line, stop + 1 - begin)
            begin = stop + 1
        if begin < len(data):
            durable.cut(self._path, begin)

    def _compare(self, plan: Mapping[str, Any], inputs: Iterable[Row]) -> None:
        """FolderError where the run in the folder is not the one that is asked for."""
        header = self._lines[0]
        changes = [
            f"{name} was {_shown(header.get(name))} and is now {_shown(value)}"
            for name, value in plan.items()
            if header.get(name) != value
        ]
        now = self._home / "inputs.now"
        if self._list(inputs, now) != header["inputs"]:
            changes += _input_changes(self.inputs(), _rows(now))
        now.unlink()
        if not changes:
            return
        listed = "".join(f"\n  {change}" for change in changes[:_SHOWN_CHANGES])
        more = len(changes) - _SHOWN_CHANGES
        listed += f"\n  and {more} more" if more > 0 else ""
        raise FolderError(
            self.folder,
            f"holds a run that this command doesn't go on with:{listed}\n"
            "Give another folder, or --restart to throw that run away and begin anew.",
        )

    def _recover(self) -> None:
        """Take the last state whose parts are all there; remove what came after it."""
        for number, line in enumerate(self._lines):
            if not self._is_there(line):
                self.note = f"part {line['part']} is missing or changed: going on from there"
                durable.cut(self._path, self._ends[number - 1])
                del self._lines[number:], self._ends[number:]
                break
        ended = bool(self._lines[-1].get("ended"))
        if parts := self._parts():
            place, items = parts[-1]["next"]
            counts = {name: parts[-1][name] for name in _COUNTS}
            self.state = State(len(parts), place, items, **counts, ended=ended)
        if not ended:
            self._remove_parts(self.state.parts)

    def _is_there(self, line: Row) -> bool:
        if not line.get("file"):
            return True
        try:
            return bool((self.folder / line["file"]).stat().st_size == line["bytes"])
        except OSError:
            return False

    def _remove_parts(self, after: int) -> None:
        names = ["problems.jsonl", "account.json", f"{_HOME}/part"]
        for path in self.folder.glob("readings-*.jsonl"):
            number = path.stem.removeprefix("readings-")
            if number.isdecimal() and int(number) > after:
                names.append(path.name)
        for name in names:
            with suppress(FileNotFoundError):
                (self.folder / name).unlink()

    def _check_empty(self) -> None:
        others = sorted(path.name for path in self.folder.iterdir() if path.name != _HOME)
        if others:
            reason = f"holds other files ({others[0]}); give a new or an empty folder"
            raise FolderError(self.folder, reason)

    def _list(self, inputs: Iterable[Row], path: Path) -> str:
        """Write a list of inputs; its SHA-256."""
        digest = sha256()
        with durable.whole_file(path, self._home / "part") as stream:
            for row in inputs:
                line = _line(row)
                stream.write(line)
                digest.update(line)
        return digest.hexdigest()


@contextmanager
def open_journal(
    folder: Path, plan: Mapping[str, Any], inputs: Iterable[Row], *, restart: bool = False
) -> Iterator[Journal]:
    """The journal of the run that ``plan`` describes, in ``folder``, for this process alone.

    Args:
        folder: made where it is not there; otherwise empty or with this very run.
        plan: what must be the same for the run to go on: version, options.
        inputs: a row for each input; they must be the same too.
        restart: whether a run in the folder is thrown away.
    """
    journal = Journal(folder)
    if (folder / _HOME).is_symlink():
        raise FolderError(folder, f"its {_HOME} is a link")
    (folder / _HOME).mkdir(parents=True, exist_ok=True)
    with durable.locked(folder / _HOME / "lock") as alone:
        if not alone:
            raise FolderError(folder, "another run is writing there")
        if restart:
            journal.clear()
        journal.begin(plan, inputs)
        yield journal


_COUNTS = ("read", "other_language", "failed")


def _counts(state: State) -> dict[str, int]:
    return {name: getattr(state, name) for name in _COUNTS}


def _line(row: Row) -> bytes:
    return json.dumps(row).encode("ascii") + b"\n"


def _check(line: Row) -> str:
    return sha256(json.dumps(line).encode("ascii")).hexdigest()[:16]


def _checked(data: bytes) -> Row | None:
    """The line as it was written; None where it is torn or changed."""
    try:
        line = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(line, dict):
        return None
    check = line.pop("check", None)
    return line if check == _check(line) else None


def _rows(path: Path) -> Iterator[Row]:
    with open(path, encoding="ascii") as stream:
        yield from map(json.loads, stream)


def _shown(value: Any) -> str:
    return "not given" if value in (None, [], "") else json.dumps(value)


def _input_changes(old: Iterable[Row], new: Iterable[Row]) -> list[str]:
    """What is not the same about two lists of inputs, a line each."""
    before, after = list(old), list(new)
    if before == after:
        return []
    known = {row["name"]: row for row in before}
    found = {row["name"]: row for row in after}
    changes = [f"{name}: is no longer among the inputs" for name in known if name not in found]
    for name, row in found.items():
        if name not in known:
            changes.append(f"{name}: was not among the inputs")
        elif row != known[name]:
            changes.append(f"{name}: has changed{_sizes(known[name], row)}")
    return changes or ["the inputs come in another order"]


def _sizes(old: Row, new: Row) -> str:
    if old.get("size") == new.get("size"):
        return " (it was written again)" if new.get("size") is not None else ""
    return f" (from {old.get('size')} to {new.get('size')} bytes)"
