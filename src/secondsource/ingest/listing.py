"""From what the user names (files, folders, globs, addresses, ``-``) to single inputs, in order."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from secondsource.ingest.failure import Failure
from secondsource.ingest.fetch import is_address

STDIN = "-"

_Identity = tuple[int, int]
InputKind = Literal["file", "address", "stdin", "failure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing to open: a file, an address, standard input, or what can't be opened and why."""

    kind: InputKind
    name: str  #: path, address or ``-`` as it is opened
    size: int | None = None  #: bytes of a file
    modified_ns: int | None = None  #: when a file was last written, in nanoseconds since 1970
    reason: str | None = None  #: of a failure

    @property
    def failure(self) -> Failure:
        """The failure that this input is."""
        return Failure(source=shown(self.name), place=None, reason=self.reason or "")


def list_inputs(sources: Iterable[str]) -> Iterator[Input]:
    """Every single input that ``sources`` name, in order; nothing is opened."""
    for source in sources:
        if source == STDIN:
            yield Input(kind="stdin", name=STDIN)
        elif is_address(source):
            yield Input(kind="address", name=source)
        else:
            yield from _expand(source)


def _expand(source: str) -> Iterator[Input]:
    """The files which ``source`` names."""
    if os.path.isdir(source):
        yield from _walk(source)
    elif os.path.lexists(source):
        yield _regular(source)
    elif glob.has_magic(source):
        yield from _matches(source)
    else:
        yield _failure(source, "no such file or folder")


def _matches(pattern: str) -> Iterator[Input]:
    """Files of a glob, each once; ``**`` already goes into folders, other patterns name them."""
    paths = sorted(glob.iglob(pattern, recursive=True))
    if "**" in pattern:
        by_file = {os.path.realpath(path): path for path in reversed(paths)}
        paths = sorted(path for path in by_file.values() if not os.path.isdir(path))
    if not paths:
        yield _failure(pattern, "no file matches")
    for path in paths:
        if os.path.isdir(path):
            yield from _walk(path)
        else:
            yield _regular(path)


def _walk(top: str) -> Iterator[Input]:
    """Files under ``top`` by name, hidden ones left out; a loop of links is reported once."""
    waiting: list[tuple[str, frozenset[_Identity]]] = [(top, frozenset())]
    visited: set[_Identity] = set()
    found = False
    while waiting:
        path, above = waiting.pop()
        is_folder = os.path.isdir(path)
        result = _children(path, above, visited) if is_folder else _regular(path)
        if isinstance(result, list):
            inside = above | {_identity(path)}
            waiting.extend((child, inside) for child in reversed(result))
        else:
            found = True
            yield result
    if not found:
        yield _failure(top, "no files in this folder")


def _children(
    folder: str, above: frozenset[_Identity], visited: set[_Identity]
) -> list[str] | Input:
    """Paths in ``folder``, none where it was seen by another way."""
    try:
        key = _identity(folder)
        if key in above:
            return _failure(folder, "a directory loop: it leads back to a folder above it")
        if key in visited:
            return []
        visited.add(key)
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name[0] != "."]
    except OSError as error:
        return _failure(folder, os_reason(error))


def _identity(path: str) -> _Identity:
    status = os.stat(path)
    return status.st_dev, status.st_ino


def _regular(path: str) -> Input:
    """The file itself unless opening it would fail or never end."""
    try:
        status = os.stat(path)
    except OSError as error:
        broken = os.path.islink(path)
        return _failure(path, "a broken link" if broken else os_reason(error))
    if stat.S_ISREG(status.st_mode):
        size, modified = status.st_size, status.st_mtime_ns
        return Input(kind="file", name=path, size=size, modified_ns=modified)
    return _failure(path, "not a regular file")


def _failure(path: str, reason: str) -> Input:
    return Input(kind="failure", name=path, reason=reason)


def os_reason(error: OSError) -> str:
    """What the system says, in lower case."""
    return (error.strerror or type(error).__name__).lower()


def shown(path: str) -> str:
    """A path as text that every output can carry: undecodable bytes become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
