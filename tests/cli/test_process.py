"""The command as a process: how fast it starts, and how it ends when its reader goes away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
HEAVY = ("numpy", "rich", "lxml", "trafilatura", "onnxruntime", "pyarrow", "tokenizers")


def run(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], env=ENVIRONMENT, text=True, capture_output=True, **options
    )


def test_module_is_the_command() -> None:
    assert "Usage: secondsource" in run("-m", "secondsource", "--help").stdout
    assert run("-m", "secondsource", "--version").stdout.startswith("secondsource ")
    assert run("-m", "secondsource").returncode == 2


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom secondsource.cli import main\n"
        "try: main(['read', '--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    assert run("-c", code).stderr.strip() == "[]"


def test_help_is_quick() -> None:
    bare = min(_seconds("-c", "pass") for _ in range(3))
    assert min(_seconds("-m", "secondsource", "--help") for _ in range(3)) < bare + 0.5


def _seconds(*arguments: str) -> float:
    started = time.perf_counter()
    run(*arguments)
    return time.perf_counter() - started


def test_closed_pipe_is_no_error() -> None:
    rows = "".join(
        json.dumps({"text": f"The ferry {n} ran aground, and they said that it was safe."}) + "\n"
        for n in range(20)
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "secondsource", "stories", "-", "--out", "-"],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    process.stdout.close()
    process.stdout = None
    _, errors = process.communicate(rows.encode())
    assert b"Traceback" not in errors and b"Broken pipe" not in errors
    assert process.returncode == 0


def test_several_processes_write_what_one_writes() -> None:
    rows = "".join(
        json.dumps({"id": str(n), "text": f"The ferry {n} ran aground near Lima, they said."})
        + "\n"
        for n in range(12)
    )
    one, two = (
        run("-m", "secondsource", "extract", "-", "--workers", workers, input=rows)
        for workers in ("1", "2")
    )
    assert one.stdout.count("\n") == 12
    assert (two.stdout, two.stderr, two.returncode) == (one.stdout, one.stderr, 0)


def test_there_is_at_least_one_process() -> None:
    assert run("-m", "secondsource", "extract", "-", "--workers", "0").returncode == 2


def _shell(line: str) -> subprocess.CompletedProcess[str]:
    command = f'"{sys.executable}" -m secondsource {line}'
    return subprocess.run(
        ["bash", "-c", command], env=ENVIRONMENT, text=True, capture_output=True, check=False
    )


def test_output_that_can_not_be_written_is_told() -> None:
    full = _shell("schema reading > /dev/full")
    assert (full.returncode, full.stderr) == (1, "secondsource: no space left on device\n")
    closed = _shell("schema reading >&-")
    assert (closed.returncode, closed.stderr) == (1, "secondsource: standard output is closed\n")
