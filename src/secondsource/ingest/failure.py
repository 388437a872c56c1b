"""An input that was not read: a value that travels with the reports, never an exception."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One input that was not read; ``place`` is where in ``source`` (``line 3``) or None."""

    source: str
    place: str | None
    reason: str

    def to_dict(self) -> dict[str, str | None]:
        """The row of the failures file."""
        return {"source": self.source, "place": self.place, "reason": self.reason}

    def __str__(self) -> str:
        """``source, place: reason``."""
        return f"{self.source}{f', {self.place}' if self.place else ''}: {self.reason}"
