"""Bytes by number, in memory while they are few and in a temporary file once they are many."""

from __future__ import annotations

import tempfile
from array import array
from typing import IO

IN_MEMORY = 1 << 26  #: bytes


class Spool:
    """Appended to and read at any place. The file has no name and goes when the spool does."""

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(  # noqa: SIM115
            max_size=in_memory
        )
        self._ends = array("q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, content: bytes) -> int:
        """Keep ``content``; its number."""
        self._file.seek(self._ends[-1])
        self._file.write(content)
        self._ends.append(self._ends[-1] + len(content))
        return len(self) - 1

    def __getitem__(self, number: int) -> bytes:
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return self._file.read(end - start)
