"""Progress goes to standard error and to terminals, tells bytes, and never touches the data."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from secondsource.cli import main, progress
from secondsource.cli.progress import Bar, Lines, Progress, make_progress
from secondsource.ingest import Intake, list_inputs, total_size
from secondsource.ingest.sources import ADDRESS_BYTES
from tests.cli.conftest import TEXT
from tests.ingest.builders import packed_warc, tarred


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [json.dumps({"text": f"Row {number}. {TEXT}"}) for number in range(200)]
    (folder / "rows.jsonl").write_text("\n".join([*rows, "bad"]))
    (folder / "a.txt").write_text(TEXT)
    return folder


def on_terminal(
    arguments: list[str],
    *,
    stdout_too: bool = False,
    environment: dict[str, str] | None = None,
) -> tuple[int, bytes, bytes]:
    """Exit status, standard output, and what a terminal on standard error was sent."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "secondsource", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm"}
        | (environment or {}),
        stdout=theirs if stdout_too else subprocess.PIPE,
        stderr=theirs,
        stdin=subprocess.DEVNULL,
    )
    os.close(theirs)
    sent = b"".join(_sent(ours))
    os.close(ours)
    data = process.stdout.read() if process.stdout else b""
    return process.wait(), data, sent


def _sent(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(terminal, 1 << 16)
        except OSError:  # its other end is closed
            return
        if not data:
            return
        yield data


def test_a_terminal_gets_a_bar_and_the_data_stays_the_same(sources: Path) -> None:
    arguments = ["stories", str(sources)]
    plain = CliRunner().invoke(main, arguments)
    status, data, sent = on_terminal(arguments)
    assert status == plain.exit_code == 1
    assert data == plain.stdout.encode() and b"\x1b" not in data
    assert b"reading" in sent and b"comparing" in sent and b"%" in sent
    assert b"inputs, " in sent and b" a second" in sent
    assert sent.rstrip().endswith(b"202 inputs: 201 read, 0 other language, 1 failed")
    assert b"line 201: not JSON" in sent  # named above the bar


@pytest.mark.parametrize(
    ("options", "environment"),
    [(["--no-progress"], {}), ([], {"TERM": "dumb"})],
)
def test_no_bar_where_it_is_not_wanted_or_can_not_be(
    sources: Path, options: list[str], environment: dict[str, str]
) -> None:
    _, data, sent = on_terminal(["stories", str(sources), *options], environment=environment)
    assert data and b"reading" not in sent and b"\x1b" not in sent


def test_colour_is_left_out_of_the_bar_too(sources: Path) -> None:
    _, _, sent = on_terminal(["stories", str(sources)], environment={"NO_COLOR": "1"})
    assert b"reading" in sent and b"\x1b[3" not in sent.replace(b"\x1b[3m", b"")


def test_rows_and_bar_do_not_share_a_terminal(sources: Path) -> None:
    """Rows that come out at once when all is read come after the bar has gone."""
    _, _, sent = on_terminal(["stories", str(sources)], stdout_too=True)
    assert b"reading" in sent
    rows = sent[sent.index(b'{"schema"') :]
    assert b"reading" not in rows and b"\x1b" not in rows


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("wanted", "terminal", "rows_on_stdout", "kind"),
    [
        (None, False, False, Progress),
        (True, False, False, Lines),
        (False, True, False, Progress),
        (None, True, False, Bar),
        (None, True, True, Progress),
        (True, True, True, Bar),
    ],
)
def test_what_is_shown(
    monkeypatch: pytest.MonkeyPatch,
    wanted: bool | None,
    terminal: bool,
    rows_on_stdout: bool,
    kind: type,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr("sys.stdout", stream)
    assert type(make_progress(wanted, rows_on_stdout=rows_on_stdout)) is kind


def test_plain_lines_tell_rate_share_and_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    lines = Lines(clock=lambda: now[0])
    lines.begin(4_000, done=1_000, inputs=50)
    looks = ((10, 1_100, 55), (40, 2_000, 130), (50, 2_500, 150), (100, 2_000, 250))
    for seconds, done, inputs in (*looks, (200, 1_000, 250)):
        now[0] = seconds
        lines.at(done, inputs)
    assert capsys.readouterr().err.splitlines() == [
        "50%, 130 inputs, 2.0 a second, 1 min 20 s left",
        "50%, 250 inputs, 2.0 a second, 3 min 20 s left",
        "25%, 250 inputs, 1.0 a second",
    ]
    lines = Lines(clock=lambda: now[0])
    lines.begin(None)
    now[0] += 40
    lines.at(0, 80)
    lines.phase("comparing", 80)
    assert lines._pace and lines._pace.told(40, None, now[0] + 1) == ""
    now[0] += 40
    lines.at(20)
    assert capsys.readouterr().err.splitlines() == [
        "80 inputs, 2.0 a second",
        "comparing …",
        "comparing: 25%, 2 min 00 s left",
    ]
    assert progress._duration(3_600 * 11 + 65) == "11 h 01 min"


def test_the_option_gives_lines_where_there_is_no_terminal(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "LINE_SECONDS", 0.0)
    result = CliRunner().invoke(main, ["stories", str(sources), "--progress"])
    assert "202 inputs, " in result.stderr and "100%" in result.stderr
    assert "a second" not in CliRunner().invoke(main, ["stories", str(sources)]).stderr


@pytest.mark.parametrize("name", ["rows.jsonl", "pages.zip", "pages.tar.gz", "pages.warc.gz"])
def test_bytes_that_are_done_grow_to_the_size_of_the_file(tmp_path: Path, name: str) -> None:
    texts = [(f"{n}.txt", os.urandom(3_000).hex().encode()) for n in range(60)]
    path = tmp_path / name
    if name == "rows.jsonl":
        rows = (json.dumps({"text": text.decode()}).encode() for _, text in texts)
        path.write_bytes(b"\n".join(rows))
    elif name == "pages.zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, text in texts:
                archive.writestr(member, text)
    elif name == "pages.tar.gz":
        path.write_bytes(tarred(texts, "w:gz"))
    else:
        path.write_bytes(packed_warc(60))
    (what,) = list_inputs([str(path)])
    intake, seen = Intake(), [0]
    for _ in intake.read(what):
        seen.append(intake.bytes_done)
    size = path.stat().st_size
    assert len(seen) == 61 and seen == sorted(seen) and seen[-1] <= size
    assert intake.bytes_done == size
    if name != "pages.warc.gz":  # which is smaller than what is read at a time
        assert 0.2 * size < seen[30] < 0.8 * size


def test_what_has_no_size_promises_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12345")
    known = [str(tmp_path / "a.txt"), "https://post.example/1", "missing.txt"]
    assert total_size(list_inputs(known)) == 5 + ADDRESS_BYTES
    assert total_size(list_inputs([*known, "-"])) is None
