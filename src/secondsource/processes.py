"""Work spread over processes, results in order.

Workers are fresh interpreters (``spawn``): a fork would copy locks that threads of this process
hold. They end with whoever started them, whatever ends it: each watches a pipe that closes then.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread
from typing import TypeVar

from secondsource.errors import WorkerError

_AHEAD = 2  #: pieces of work a process that may wait or be done before their turn

In = TypeVar("In")
Out = TypeVar("Out")


def spread(work: Callable[[In], Out], items: Iterable[In], workers: int) -> Iterator[Out]:
    """Yield ``work(item)`` in the order of the items, made by so many processes.

    ``work`` and what goes in and out must be picklable. Items are taken as they are needed, so
    that memory stays flat. What ``work`` raises is raised here; WorkerError where a process ended.
    """
    context = get_context("spawn")
    theirs, ours = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(theirs,))
    waiting: deque[Future[Out]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > _AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerError("a process that was reading ended: was there memory enough?") from error
    finally:
        ours.close()  # nothing is left to do, or nobody wants it
        theirs.close()
        pool.shutdown(cancel_futures=True)


def _begin(theirs: Connection) -> None:
    """A worker: it leaves interrupts to its parent and goes when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # the processes share the cores already
    Thread(target=_go_with, args=(theirs,), daemon=True).start()


def _go_with(parent: Connection) -> None:
    with suppress(EOFError, OSError):
        parent.recv()
    os._exit(0)
