"""Work spread over processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from secondsource.errors import WorkerError
from secondsource.processes import spread

HANG = 120  #: seconds after which a test is taken to hang

SLOW = """
from secondsource.processes import spread
from tests.test_processes import wait_long

if __name__ == "__main__":
    try:
        print("begun", flush=True)
        list(spread(wait_long, range(4), 2))
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


def double(number: int) -> int:
    return 2 * number


def refuse(number: int) -> int:
    if number == 3:
        raise ValueError(f"not {number}")
    return number


def end(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def wait_long(number: int) -> int:
    import time

    time.sleep(10 * HANG)
    return number


def test_order_is_kept() -> None:
    assert list(spread(double, range(20), 2)) == list(range(0, 40, 2))


def test_items_are_taken_as_they_are_needed_and_no_process_is_left() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    found = spread(double, items(), 2)
    assert [next(found), next(found)] == [0, 2]
    assert len(taken) < 20
    found.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_what_the_work_raises_is_raised_in_its_turn() -> None:
    found = spread(refuse, range(9), 2)
    assert [next(found) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="not 3"):
        next(found)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
def test_a_killed_process_is_told() -> None:
    with pytest.raises(WorkerError, match="process"):
        list(spread(end, range(4), 2))


@pytest.mark.skipif(os.name == "nt", reason="interrupts are sent otherwise there")
def test_an_interrupt_ends_all_of_them(tmp_path: Path) -> None:
    script = tmp_path / "slow.py"
    script.write_text(SLOW, encoding="utf-8")
    paths = os.pathsep.join(path for path in sys.path if path)
    run = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
        start_new_session=True,
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "begun\n"
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to all of them
    # every process holds the pipe open, so that its end is the end of them all
    assert run.communicate(timeout=HANG)[0] == "interrupted\n"
