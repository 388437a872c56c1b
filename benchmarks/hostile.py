"""Hostile input: what each kind costs, and that nothing beside it is lost.

Usage: python -m benchmarks.hostile [--small] [WORD ...]    (WORD: only cases whose name has it)

Each case is a folder of hostile files and one good report, which ``secondsource stories`` reads in
a process of its own, with at most 4 GiB of addresses. Looked at are the account of all inputs, the
names, places and reasons of what was not read, tracebacks, files written anywhere but in the
output folder, processor time, and the most memory that was held.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.hostilecases import CASES, Case
from tests.ingest.builders import LEAD

_LARGE = 1_024  #: megabytes of the large files
_OUTPUTS = ("stories.jsonl", "failures.jsonl", "cost.json")
_MOST_MIB = 700  #: of memory, whatever the input
_LAST_LINE = re.compile(r"(\d+) inputs: (\d+) read, (\d+) other language, (\d+) failed")
_CHILD = """
import atexit, json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))

def tell():
    peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    with open(sys.argv.pop(), "w") as out:
        json.dump([time.process_time(), int(peak) / 1024], out)

cost = sys.argv.pop(1)
atexit.register(lambda: (sys.argv.append(cost), tell()))
from secondsource.cli import main
main()
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading a case gave: counts of the last line, failures, costs, and what was wrong."""

    read: int
    failed: int
    first: str
    seconds: float
    peak_mib: float
    wrong: tuple[str, ...]


def run(case: Case, scale: int) -> Outcome:
    """Build a case in a folder of its own and read it."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        root = Path(name)
        for folder in ("in", "in/case", "out", "work", "temp"):
            (root / folder).mkdir()
        case.build(root / "in" / "case", scale)
        (root / "in" / "zz-good.txt").write_text(f"Title: Good\n\n{LEAD} It was good.")
        before = _files(root)
        done = _read(root)
        after = _files(root)
        return _judged(case, root, done, sorted(before ^ after))


def _read(root: Path) -> subprocess.CompletedProcess[str]:
    out, failures, cost = (str(root / "out" / name) for name in _OUTPUTS)
    words = ["stories", "--no-network", "--out", out, "--failures", failures, str(root / "in")]
    return subprocess.run(
        [sys.executable, "-c", _CHILD, cost, *words],
        cwd=root / "work",
        env={**os.environ, "TMPDIR": str(root / "temp")},
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip


def _files(root: Path) -> set[tuple[str, int]]:
    """Everything under ``root`` but the output folder, with sizes."""
    found = set()
    for folder, _, names in os.walk(os.fsencode(root)):
        if os.path.basename(folder) != b"out":
            for name in names:
                path = os.path.join(folder, name)
                found.add((os.fsdecode(path), os.lstat(path).st_size))
    return found


def _judged(
    case: Case, root: Path, done: subprocess.CompletedProcess[str], changed: list[Any]
) -> Outcome:
    last = _LAST_LINE.search(done.stderr)
    total, read, other, failed = map(int, last.groups()) if last else (0, 0, 0, 0)
    failures = list(_rows(root / "out/failures.jsonl"))
    stories = list(_rows(root / "out/stories.jsonl"))
    cost = root / "out/cost.json"
    seconds, peak = json.loads(cost.read_text()) if cost.exists() else (0.0, 0.0)
    wrong = [
        *(["no last line, or a traceback"] if not last or "Traceback" in done.stderr else []),
        *(["the account is wrong"] if total != read + other + failed else []),
        *(["not every failure is named"] if failed != len(failures) else []),
        *([f"exit status {done.returncode}"] if done.returncode != int(failed > 0) else []),
        *(["not every report is in a story"] if _grouped(stories) != read else []),
        *([f"files changed: {changed[:3]}"] if changed else []),
        *([f"{peak:.0f} MiB"] if peak > _MOST_MIB else []),
        *unexpected(case, read - 1, failures),
    ]
    first = f"{failures[0]['place'] or '—'}: {failures[0]['reason']}" if failures else "—"
    return Outcome(read, failed, first, seconds, peak, tuple(wrong))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        yield from map(json.loads, path.read_text("utf-8").splitlines())


def _grouped(stories: list[dict[str, Any]]) -> int:
    return sum(len(story["reports"]) for story in stories)


def unexpected(case: Case, read: int, failures: list[dict[str, Any]]) -> Iterator[str]:
    """How what was read and named differs from what the case has to give."""
    if case.reports is not None and read != case.reports:
        yield f"{read} reports, not {case.reports}"
    if case.failures is None and not failures:
        yield "no failure"
    if case.failures is not None and len(failures) != case.failures:
        yield f"{len(failures)} failures, not {case.failures}"
    if case.place and not any((row["place"] or "").startswith(case.place) for row in failures):
        yield f"no place {case.place!r}"
    if case.failures != 0 and not any(case.reason in row["reason"] for row in failures):
        yield f"no reason {case.reason!r}"
    if not all(row["source"] and row["reason"] for row in failures):
        yield "a failure without source or reason"


def main() -> None:
    """Print one line a case; exit status 1 where one is not as it has to be."""
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    scale = 1 if "--small" in sys.argv else _LARGE
    print("| case | read | failed | first failure | CPU s | peak MiB |")
    print("|---|---|---|---|---|---|")
    bad = 0
    for case in CASES:
        if words and not any(word in case.name for word in words):
            continue
        found = run(case, scale)
        bad += bool(found.wrong)
        print(
            f"| {case.name} | {found.read} | {found.failed} | {found.first[:90]} |"
            f" {found.seconds:.1f} | {found.peak_mib:.0f} |"
            + "".join(f" {w};" for w in found.wrong),
            flush=True,
        )
    sys.exit(int(bad > 0))


if __name__ == "__main__":
    main()
