"""Two settings of Python that cost time while a report is read, held to others meanwhile.

Both are the whole process's, so they are given back whenever a reading is.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from threading import Lock
from typing import Any

TURN = 0.0002  #: seconds that a thread waits for Python's lock before it asks for it
YOUNG = 20_000  #: new objects after which Python looks for garbage in rings


class Held:
    """``with held:`` as often and from as many threads as one likes: a setting of the process is
    what ``wanted`` makes of it. What was set comes back when the last is done, unless somebody has
    set something else meanwhile."""

    def __init__(
        self, get: Callable[[], Any], put: Callable[[Any], object], wanted: Callable[[Any], Any]
    ) -> None:
        self._get, self._put, self._wanted = get, put, wanted
        self._lock, self._inside = Lock(), 0
        self._before = self._ours = None

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._before = self._get()
                self._put(self._wanted(self._before))
                self._ours = self._get()  # Python may keep a rounded value
            self._inside += 1

    def __exit__(self, *error: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside and self._get() == self._ours:
                self._put(self._before)


#: The encoder's thread needs Python's lock after every batch, to hand it over and begin the next,
#: while the caller's thread has the lock for its rules. By default it asks after 5 ms, half as long
#: as a batch takes, and the encoder's core is idle for as long.
short_turns = Held(sys.getswitchinterval, sys.setswitchinterval, lambda usual: min(usual, TURN))


def _seldom(usual: tuple[int, int, int]) -> tuple[int, int, int]:
    """None at all (0) stays none."""
    return (max(usual[0], YOUNG) if usual[0] else 0, *usual[1:])


#: Reading makes hardly any rings, and thousands of objects a report that live until it is read:
#: by default Python looks through them a dozen times meanwhile.
seldom_collected = Held(gc.get_threshold, lambda counts: gc.set_threshold(*counts), _seldom)
