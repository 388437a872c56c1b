"""Bytes by number, in memory while they are few and in a temporary file once they are many."""

from __future__ import annotations

import tempfile
from array import array
from typing import IO

IN_MEMORY = 1 << 25  #: bytes


class Spool:
    """Appended to and read at any place. The file has no name and goes when the spool does."""

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._held = bytearray()  #: the last bytes, which are not in the file yet
        self._file: IO[bytes] | None = None
        self._written = 0
        self._ends = array("q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, content: bytes) -> int:
        """Keep ``content``; its number."""
        self._held += content
        self._ends.append(self._ends[-1] + len(content))
        if len(self._held) > self._in_memory:
            self._write()
        return len(self) - 1

    def __getitem__(self, number: int) -> bytes:
        start, end = self._ends[number], self._ends[number + 1]
        if self._file is None or start >= self._written:
            return bytes(self._held[start - self._written : end - self._written])
        self._file.seek(start)
        return self._file.read(end - start)

    def _write(self) -> None:
        if self._file is None:
            # Unbuffered: reads jump about, and what is written is collected here.
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
        self._file.seek(self._written)
        left = memoryview(self._held)
        while left:
            left = left[self._file.write(left) :]
        self._written = self._ends[-1]
        self._held = bytearray()
