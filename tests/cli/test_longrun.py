"""A run into a folder that is broken off, at any moment, ends as one that was not."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.cli import longrun, main
from secondsource.ingest import Failure
from secondsource.records.reading import Reading
from secondsource.records.report import Report
from tests.cli.conftest import TEXT, read_many
from tests.ingest.builders import http, record

GERMAN = (
    "Eine Fähre mit vierzig Menschen an Bord ist vor dem Hafen auf Grund gelaufen, wie die"
    " Küstenwache am Donnerstag mitteilte. Alle Fahrgäste wurden an Land gebracht."
)
PART = 4
TOTAL = "30 inputs: 26 read, 1 other language, 3 failed"


def row(number: int, **fields: str) -> str:
    return json.dumps({"text": f"Row {number}. {TEXT}", **fields})


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Files of one report and of several, packed and not, with failures and equal ids."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(5):
        (folder / f"a{number}.txt").write_text(f"File {number}. {TEXT}")
    (folder / "b.txt").write_text(f"File 0. {TEXT}")  # the same once more: an id of its own
    lines = [row(0, id="x"), row(1, id="x"), "bad", json.dumps({"text": GERMAN}), row(2, id="x-2")]
    (folder / "c.jsonl").write_text("\n".join([*lines, "", *(row(n) for n in range(3, 9))]))
    (folder / "d.txt").write_text(f"UNREADABLE. {TEXT}")
    with zipfile.ZipFile(folder / "e.zip", "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", f"Member {number}. {TEXT}")
        archive.writestr("rows.jsonl", "\n".join(row(n) for n in range(20, 23)))
    answers = (http(f"Answer {number}. {TEXT}".encode(), "text/plain") for number in range(5))
    (folder / "f.warc").write_bytes(b"".join(record(answer) for answer in answers))
    (folder / "g.xyz").write_text("of no known kind")
    return folder


@pytest.fixture(autouse=True)
def small_and_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short parts; no waiting for the disk, which only a loss of power can tell from this."""
    monkeypatch.setattr(longrun, "PART_INPUTS", PART)
    monkeypatch.setattr("os.fsync", lambda _: None)
    monkeypatch.setattr("secondsource.encoder.storage.Weights.digest", "weights")


@pytest.fixture
def unbroken(sources: Path, tmp_path: Path) -> dict[str, bytes]:
    result = extract(sources, tmp_path / "unbroken")
    assert result.exit_code == 1 and result.stderr.splitlines()[-1] == TOTAL
    return contents(tmp_path / "unbroken")


def extract(sources: Path, out: Path, *options: str) -> Result:
    arguments = ["extract", str(sources), "--out", f"{out}/", *options]
    return CliRunner().invoke(main, arguments)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a run but the lock, hidden ones included."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def ids(folder: Path) -> list[str]:
    return [
        json.loads(line)["report"]["id"]
        for path in sorted(folder.glob("readings-*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the reports that were given to the reader."""
    given_ids: list[str] = []

    def listening(reports: Iterable[Report], *, workers: int = 1) -> Iterator[Reading | Failure]:
        def noted() -> Iterator[Report]:
            for report in reports:
                given_ids.append(report.id)
                yield report

        yield from read_many(noted())

    monkeypatch.setattr(sys.modules["secondsource.pipeline"], "read_many", listening)
    return given_ids


def test_a_folder_has_rows_in_parts_problems_and_an_account(
    sources: Path, tmp_path: Path, unbroken: dict[str, bytes]
) -> None:
    out = tmp_path / "unbroken"
    assert len(ids(out)) == len(set(ids(out))) == 26
    problems = [json.loads(line) for line in unbroken["problems.jsonl"].splitlines()]
    assert [(Path(p["source"]).name, p["place"]) for p in problems] == [
        ("c.jsonl", "line 3"),
        ("c.jsonl", "line 4"),
        ("d.txt", None),
        ("g.xyz", None),
    ]
    assert problems[1]["reason"] == "other language: 'de'; only English is read"
    account = json.loads(unbroken["account.json"])
    counts = {name: account[name] for name in ("inputs", "read", "other_language", "failed")}
    assert counts == {"inputs": 30, "read": 26, "other_language": 1, "failed": 3}
    assert sum(part["rows"] for part in account["parts"]) == 26
    one_file = tmp_path / "one.jsonl"
    CliRunner().invoke(main, ["extract", str(sources), "--out", str(one_file)])
    parts = b"".join(unbroken[part["file"]] for part in account["parts"])
    assert parts == one_file.read_bytes()


def in_child(action: Callable[[], object]) -> int:
    """How a copy of this process ends that does ``action``."""
    child = os.fork()
    if child == 0:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            action()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]


def killed_at(number: int) -> None:
    """From here on: end this process at its n-th step that changes the disk, in the middle of it
    where it is a write."""
    steps = iter(range(1, number + 1))

    def wrap(name: str) -> None:
        function = getattr(os, name)

        def step(*arguments, **options):
            if next(steps, None) == number:
                if name == "write":
                    function(arguments[0], arguments[1][: len(arguments[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **options)

        setattr(os, name, step)

    for name in ("write", "fsync", "replace", "unlink"):
        wrap(name)


def test_killed_at_any_step_it_goes_on_and_ends_the_same(
    sources: Path, tmp_path: Path, unbroken: dict[str, bytes], heard: list[str]
) -> None:
    """Every step that changes the disk, one after another, until one run is not killed."""
    everything = ids(tmp_path / "unbroken")
    for number in range(1, 1000):
        out = tmp_path / f"broken-{number}"

        def run(out: Path = out, number: int = number) -> None:
            killed_at(number)
            extract(sources, out)

        status = in_child(run)
        if status == 0:
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
        journalled = _journalled(out)
        heard.clear()
        result = extract(sources, out)
        assert result.stderr.splitlines()[-1] == TOTAL and result.exit_code == 1
        assert contents(out) == unbroken, number
        assert not set(heard) & set(journalled), "read a second time"
        assert set(everything) <= set(heard) | set(journalled), "lost"
        shutil.rmtree(out)
    assert number > 40


def _journalled(out: Path) -> list[str]:
    """Ids of the reports which the journal says are done, its torn line left aside."""
    path = out / ".journal" / "journal.jsonl"
    data = path.read_bytes() if path.exists() else b""
    lines = data[: data.rfind(b"\n") + 1].splitlines()
    return [name for line in lines for name in json.loads(line).get("ids", [])]


def test_killed_again_and_again_it_still_gets_there(
    sources: Path, tmp_path: Path, unbroken: dict[str, bytes]
) -> None:
    """Each run gets a few steps further than the last one."""
    out = tmp_path / "broken"
    for _ in range(60):

        def run() -> None:
            killed_at(18)
            extract(sources, out)

        if in_child(run) == 0:
            break
    else:
        pytest.fail("it never got there")
    assert contents(out) == unbroken


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_journal_cut_or_spoilt_anywhere_is_gone_on_from(
    sources: Path, tmp_path: Path, unbroken: dict[str, bytes], data: st.DataObject
) -> None:
    out = tmp_path / "cut"
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(tmp_path / "unbroken", out)
    path = out / ".journal" / "journal.jsonl"
    whole = path.read_bytes()
    header = whole.index(b"\n") + 1
    at = data.draw(st.integers(header, len(whole) - 1), label="cut")
    tail = data.draw(st.sampled_from([b"", b"\x00" * 700, b"{}\n", b"\xff\n" + whole[at:]]))
    path.write_bytes(whole[:at] + tail)
    assert extract(sources, out).exit_code == 1
    assert contents(out) == unbroken


def test_a_journal_without_a_whole_header_counts_for_nothing(
    sources: Path, tmp_path: Path, unbroken: dict[str, bytes]
) -> None:
    out = tmp_path / "cut"
    (out / ".journal").mkdir(parents=True)
    header = unbroken[".journal/journal.jsonl"].partition(b"\n")[0]
    for torn in (b"", header[:30], header):
        (out / ".journal" / "journal.jsonl").write_bytes(torn)
        assert extract(sources, out).exit_code == 1
        assert contents(out) == unbroken
        shutil.rmtree(out)
        (out / ".journal").mkdir(parents=True)


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"short")])
def test_a_part_that_is_gone_or_cut_is_made_anew(
    sources: Path, tmp_path: Path, unbroken: dict[str, bytes], heard: list[str], spoil
) -> None:
    out = tmp_path / "unbroken"
    spoil(out / "readings-00003.jsonl")
    heard.clear()
    result = extract(sources, out)
    assert "part 3 is missing or changed" in result.stderr
    assert contents(out) == unbroken
    assert 0 < len(heard) <= 30 - 2 * PART


def test_a_whole_run_is_not_read_again(
    sources: Path, tmp_path: Path, unbroken: dict[str, bytes], heard: list[str]
) -> None:
    result = extract(sources, tmp_path / "unbroken")
    assert "this run is whole already, 30 inputs" in result.stderr
    assert result.stderr.splitlines()[-1] == TOTAL and result.exit_code == 1
    assert not heard and contents(tmp_path / "unbroken") == unbroken


def _interrupted(monkeypatch: pytest.MonkeyPatch, error: BaseException, after: int) -> None:
    def broken(reports: Iterable[Report], *, workers: int = 1) -> Iterator[Reading | Failure]:
        for number, item in enumerate(read_many(reports)):
            if number == after:
                raise error
            yield item

    monkeypatch.setattr(sys.modules["secondsource.pipeline"], "read_many", broken)


def test_interrupted_it_says_what_is_kept_and_goes_on(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = tmp_path / "reference"
    extract(sources, reference)
    with monkeypatch.context() as patch:
        _interrupted(patch, KeyboardInterrupt(), after=9)
        result = extract(sources, tmp_path / "out")
    assert result.exit_code == 130
    assert "8 inputs are done and kept; the same command goes on from there" in result.stderr
    assert "so far 11 inputs: 9 read, 1 other language, 1 failed\n\ninterrupted\n" in result.stderr
    assert not (tmp_path / "out" / "account.json").exists()
    log = tmp_path / "failures.jsonl"
    again = extract(sources, tmp_path / "out", "--failures", str(log))
    assert "going on, 8 inputs were read before" in again.stderr
    assert contents(tmp_path / "out") == contents(reference)
    assert log.read_text() == (tmp_path / "out" / "problems.jsonl").read_text()


def test_an_error_of_the_disk_is_not_taken_for_one_of_a_report(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pipeline's reader may hold back what its source raises until other reports are read:
    nothing more goes into the folder by then."""

    def holding_back(reports: Iterable[Report], *, workers: int = 1) -> Iterator[Reading | Failure]:
        taken: list[Report] = []
        held: list[Exception] = []
        try:
            for report in reports:
                taken.append(report)
                if len(taken) > 2:
                    yield from read_many([taken.pop(0)])
        except OSError as error:
            held.append(error)
        yield from read_many(taken)
        if held:
            raise held[0]

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (sources / "a5.xyz").write_text("a problem between reports")
    reference = extract(sources, tmp_path / "reference")
    with monkeypatch.context() as patch:
        patch.setattr(sys.modules["secondsource.pipeline"], "read_many", holding_back)
        patch.setattr("secondsource.store.journal.Part.write", full)
        result = extract(sources, tmp_path / "out")
    assert result.exit_code == 1 and "no space left on device; 0 inputs" in result.stderr
    assert not list((tmp_path / "out").glob("readings-*"))
    assert extract(sources, tmp_path / "out").exit_code == reference.exit_code == 1
    assert contents(tmp_path / "out") == contents(tmp_path / "reference")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda folder: (folder / "a1.txt").write_text("Another."), "a1.txt: has changed (from"),
        (lambda folder: os.utime(folder / "a1.txt", (1, 1)), "(it was written again)"),
        (lambda folder: (folder / "a9.txt").write_text(TEXT), "a9.txt: was not among the inputs"),
        (lambda folder: (folder / "a1.txt").unlink(), "a1.txt: is no longer among the inputs"),
    ],
)
def test_changed_inputs_are_told(
    sources: Path, tmp_path: Path, unbroken: dict[str, bytes], change, said: str
) -> None:
    change(sources)
    result = extract(sources, tmp_path / "unbroken")
    assert result.exit_code == 2 and said in result.stderr and "--restart" in result.stderr
    assert contents(tmp_path / "unbroken") == unbroken
    anew = extract(sources, tmp_path / "unbroken", "--restart")
    assert anew.exit_code == 1
    extract(sources, tmp_path / "fresh")
    assert contents(tmp_path / "unbroken") == contents(tmp_path / "fresh")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--layers", "syntax"], '--layers was not given and is now ["syntax"]'),
        (["--published", "2031-01-01"], '--published was not given and is now "2031-01-01"'),
        (["--no-network"], "--no-network was false and is now true"),
    ],
)
def test_changed_options_are_told(
    sources: Path, tmp_path: Path, unbroken: dict[str, bytes], options: list[str], said: str
) -> None:
    result = extract(sources, tmp_path / "unbroken", *options)
    assert result.exit_code == 2 and said in result.stderr
    assert contents(tmp_path / "unbroken") == unbroken


def test_other_weights_and_versions_are_told(
    sources: Path, tmp_path: Path, unbroken: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secondsource.__version__", "9.9")
    monkeypatch.setattr("secondsource.encoder.storage.Weights.digest", "another")
    result = extract(sources, tmp_path / "unbroken")
    assert result.exit_code == 2
    assert 'is now "9.9"' in result.stderr and 'is now "another"' in result.stderr


def test_a_folder_with_other_things_is_left_alone(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    for options in ([], ["--restart"]):
        result = extract(sources, tmp_path / "mine", *options)
        assert result.exit_code == 2 and "holds other files (notes.txt)" in result.stderr
    assert (tmp_path / "mine" / "notes.txt").read_text() == "mine"
    (tmp_path / "file").write_text("in the way")
    assert extract(sources, tmp_path / "file").exit_code == 2
    result = CliRunner().invoke(
        main, ["extract", str(sources), "--out", str(tmp_path / "x.jsonl"), "--restart"]
    )
    assert result.exit_code == 2 and "--restart needs --out with a folder" in result.stderr


def test_links_in_the_folder_lead_nowhere(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    home = tmp_path / "out" / ".journal"
    home.mkdir(parents=True)
    (home / "part").symlink_to(tmp_path / "mine")
    assert extract(sources, tmp_path / "out").exit_code == 1
    assert (tmp_path / "mine").read_text() == "mine"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / ".journal").symlink_to(home)
    result = extract(sources, tmp_path / "other")
    assert result.exit_code == 2 and "is a link" in result.stderr


def test_the_folder_may_lie_among_the_sources(sources: Path) -> None:
    out = sources / "out"
    extract(sources, out)
    first = contents(out)
    result = extract(sources, out)
    assert "whole already" in result.stderr and contents(out) == first


def test_two_runs_do_not_write_to_one_folder(
    sources: Path, tmp_path: Path, unbroken: dict[str, bytes]
) -> None:
    import fcntl

    with open(tmp_path / "unbroken" / ".journal" / "lock", "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = extract(sources, tmp_path / "unbroken")
    assert result.exit_code == 2 and "another run is writing there" in result.stderr


def test_standard_input_can_be_read_into_a_folder_but_not_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"{row(number)}\n" for number in range(9))
    arguments = ["extract", "-", "--out", f"{tmp_path / 'out'}/"]
    with monkeypatch.context() as patch:
        _interrupted(patch, KeyboardInterrupt(), after=2)
        CliRunner().invoke(main, arguments, input=rows)
    assert CliRunner().invoke(main, arguments, input=rows).exit_code == 0  # nothing was kept yet
    journal = tmp_path / "out" / ".journal" / "journal.jsonl"
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:2]))
    result = CliRunner().invoke(main, arguments, input=rows)
    assert result.exit_code == 2 and "standard input can't be gone on with" in result.stderr
    assert CliRunner().invoke(main, [*arguments, "--restart"], input=rows).exit_code == 0
    assert len(ids(tmp_path / "out")) == 9


def test_a_file_that_can_not_grow_is_told_and_gone_on_from(
    sources: Path, tmp_path: Path, unbroken: dict[str, bytes]
) -> None:
    """The system's own limit on the size of files stands for the disk."""
    out, told = tmp_path / "full", tmp_path / "told"
    sizes = [len(data) for name, data in unbroken.items() if name.startswith("readings")]
    assert len(unbroken[".journal/inputs.jsonl"]) < max(sizes) - 1

    def run() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(sizes) - 1, max(sizes) - 1))
        result = extract(sources, out)
        told.write_text(f"{result.exit_code} {result.stderr[-500:]}")

    assert in_child(run) == 0
    said = told.read_text()
    assert said.startswith("1 ") and "Traceback" not in said
    assert os.strerror(errno.EFBIG).lower() in said and "the same command goes on" in said
    assert extract(sources, out).exit_code == 1
    assert contents(out) == unbroken


@pytest.mark.parametrize("number", range(1, 9))
def test_a_full_disk_is_told_and_gone_on_from(
    sources: Path,
    tmp_path: Path,
    unbroken: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
) -> None:
    """Half of the journal's n-th line fits."""
    out, write = tmp_path / "full", os.write
    calls = 0

    def full(file: int, data: bytes) -> int:
        nonlocal calls
        calls += 1
        if calls == number:
            return write(file, data[: len(data) // 2])
        if calls > number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(file, data)

    with monkeypatch.context() as patch:
        patch.setattr("os.write", full)
        result = extract(sources, out)
    wanted = 2 if number == 1 else 1  # nothing can be written there at all
    assert result.exit_code == wanted and "no space left on device" in result.stderr
    assert len(_journalled(out)) <= PART * (number - 1)
    assert extract(sources, out).exit_code == 1
    assert contents(out) == unbroken


DRIVER = """
import os, signal, sys
from secondsource.cli import longrun, main
longrun.PART_INPUTS = 2
number, how = int(sys.argv[1]), signal.Signals(int(sys.argv[2]))
replace, seen = os.replace, 0
def step(old, new):
    global seen
    seen += str(new).endswith(".jsonl") and "readings" in str(new)
    if seen == number:
        os.kill(os.getpid(), how)
    replace(old, new)
os.replace = step
main(sys.argv[3:])
"""


def test_the_command_with_its_model_killed_and_interrupted(tmp_path: Path) -> None:
    """A real process: killed at its second part, then stopped as by Ctrl-C, then let through."""
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text(
            f"A fire on the ferry Anna {number} killed {number + 2} people near Port Vell on"
            " Monday, the coastguard said. Rescuers may reach the wreck on Tuesday."
        )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    def run(number: int, how: signal.Signals, out: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-c", DRIVER, str(number), str(int(how)), "extract"]
        return subprocess.run(
            [*command, str(tmp_path / "*.txt"), "--out", str(tmp_path / out) + "/"],
            env=environment,
            capture_output=True,
        )

    assert run(2, signal.SIGKILL, "out").returncode == -signal.SIGKILL
    assert len(ids(tmp_path / "out")) == 2
    interrupted = run(2, signal.SIGINT, "out")
    assert interrupted.returncode == 130 and b"4 inputs are done and kept" in interrupted.stderr
    assert run(99, signal.SIGKILL, "out").returncode == 0
    assert run(99, signal.SIGKILL, "whole").returncode == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert len(ids(tmp_path / "out")) == 7
