"""Files that survive a crash of the machine: whole, or not there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path, part: Path) -> Iterator[BinaryIO]:
    """A file that appears under ``path`` only when all of it is on the disk.

    ``part`` is its name until then, in a folder of the same file system.
    """
    part.unlink(missing_ok=True)
    try:
        with open(part, "xb") as stream:  # never into what a link of this name leads to
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    if os.name == "nt":  # where a folder can't be opened
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def append(path: Path, content: bytes) -> None:
    """Add to the end of a file and wait until it is on the disk."""
    number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    try:
        while content:
            content = content[os.write(number, content) :]
        os.fsync(number)
    finally:
        os.close(number)


def cut(path: Path, size: int) -> None:
    """Shorten a file and wait until that is on the disk."""
    with open(path, "r+b") as stream:
        stream.truncate(size)
        os.fsync(stream.fileno())


@contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Whether this process alone has the lock ``path``; it goes with the process, however that
    ends."""
    try:
        import fcntl
    except ImportError:  # where there are no such locks nobody is kept out
        yield True
        return
    with open(path, "ab") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True
