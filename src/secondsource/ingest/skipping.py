"""Going on in the middle of an input: what was read before is passed over, not read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(slots=True)
class Skip:
    """How many of the next reports and failures are known already.

    A reader that can tell where a report ends without reading it takes them off one by one with
    ``one``; what it leaves is taken off by ``rest``, after reading.
    """

    left: int = 0

    def one(self) -> bool:
        """Whether the next item is known; it is then taken off."""
        if self.left == 0:
            return False
        self.left -= 1
        return True

    def rest(self, items: Iterator[Item]) -> Iterator[Item]:
        """``items`` without those that are known."""
        return (item for item in items if not self.one())
