"""NumPy's matrix products on one thread, while a report is read.

The heads' products are too small to share out: BLAS threads wait for each other in busy loops, on
the very cores that the encoder's threads need. On two cores that cost as much as the products.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any


def one_thread() -> AbstractContextManager[Any]:
    """``with one_thread():`` holds BLAS to one thread and gives back what was set. About 10 µs.

    Of several threads that ask at a time the first decides until it is done.
    """
    found: AbstractContextManager[Any] = _libraries().limit(limits=1, user_api="blas")
    return found


@cache
def _libraries() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
