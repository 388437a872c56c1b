"""What can go wrong that a caller should know about.

SecondsourceError
├── InputError       a source that can't be read: names it and the place in it
├── ModelError       the weights are missing or don't fit this version
└── WorkerError      a process that was to do part of the work ended
"""

from __future__ import annotations


class SecondsourceError(Exception):
    """Base of every error this package raises on purpose."""


class InputError(SecondsourceError):
    """A source that could not be read.

    ``source`` is the path or URL, ``place`` where in it (``line 3``, ``byte 17``) or None.
    """

    def __init__(self, source: str, reason: str, place: str | None = None) -> None:
        self.source, self.reason, self.place = source, reason, place
        super().__init__(f"{source}{f', {place}' if place else ''}: {reason}")


class ModelError(SecondsourceError):
    """The weights are missing or of another version."""


class WorkerError(SecondsourceError):
    """A process that was to do part of the work ended by itself, or was killed."""
