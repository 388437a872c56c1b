"""Files, folders, globs and streams: every input gives one report or one named failure."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from secondsource.ingest import Failure, Ledger, read_sources
from secondsource.ingest.ledger import failure_json, failure_line
from secondsource.ingest.listing import shown
from secondsource.records.report import Report


def write(path: Path, text: str = "A ferry ran aground near Port Vell.") -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def outcome(*sources: str, **options) -> tuple[list[Report], list[Failure]]:
    items = list(read_sources(sources, **options))
    reports = [item for item in items if isinstance(item, Report)]
    failures = [item for item in items if isinstance(item, Failure)]
    assert len(reports) + len(failures) == len(items)
    return reports, failures


def test_folder_is_read_in_name_order_and_hidden_files_are_not(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt", ".hidden.txt", ".git/config.txt"):
        write(tmp_path / name, f"Report in {name}.")
    reports, failures = outcome(str(tmp_path))
    names = [os.path.relpath(report.source or "", tmp_path) for report in reports]
    assert names == ["a.txt", os.path.join("b", "1.txt"), os.path.join("b", "2.txt")]
    assert not failures


def test_loop_of_links_is_reported_and_the_rest_read(tmp_path: Path) -> None:
    write(tmp_path / "a" / "one.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    reports, failures = outcome(str(tmp_path))
    assert len(reports) == 1
    assert [failure.source for failure in failures] == [str(tmp_path / "a" / "again")]
    assert "loop" in failures[0].reason


def test_a_folder_reached_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "a" / "one.txt")
    (tmp_path / "b").symlink_to(tmp_path / "a", target_is_directory=True)
    reports, failures = outcome(str(tmp_path))
    assert len(reports) == 1 and not failures


def test_very_deep_folders_are_no_recursion_error(tmp_path: Path) -> None:
    folder, start = tmp_path, os.getcwd()
    try:
        os.chdir(folder)
        for _ in range(1050):  # relative steps: the whole path is longer than the system allows
            os.mkdir("d")
            os.chdir("d")
    finally:
        os.chdir(start)
    reports, failures = outcome(str(tmp_path))
    assert not reports and len(failures) == 1
    try:
        os.chdir(tmp_path)
        depth = 0
        while os.path.isdir("d"):
            os.chdir("d")
            depth += 1
        for _ in range(depth):
            os.chdir("..")
            os.rmdir("d")
    finally:
        os.chdir(start)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n", "blank"),
        ("binary.txt", b"\x00\x01\xff\xfe\x80", "binary"),
        ("latin.txt", "Caf\xe9".encode("latin-1"), "not UTF-8"),
        ("report.pdf", b"%PDF-1.7", "not a kind of file"),
        ("empty.html", b"", "empty"),
        ("bare.html", b"<html><body></body></html>", "no article text"),
        ("empty.jsonl", b"", "no rows"),
        ("wide.jsonl", '{"text": "x"}'.encode("utf-16"), "UTF-16"),
        ("page.xml", b"<page/>", "not an RSS or Atom feed"),
    ],
)
def test_bad_file_is_named_and_the_next_is_read(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    good = write(tmp_path / "z.txt")
    reports, failures = outcome(str(tmp_path / name), good)
    assert len(reports) == 1
    assert [failure.source for failure in failures] == [str(tmp_path / name)]
    assert reason in failures[0].reason


def test_fifty_megabytes_of_text_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    reports, failures = outcome(str(path))
    assert not reports and "20 MB" in failures[0].reason


def test_large_jsonl_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    with path.open("w") as file:
        for number in range(2_000):
            file.write(json.dumps({"text": f"Ferry {number} ran aground. " * 20}) + "\n")
    items = read_sources([str(path)])
    assert isinstance(next(items), Report)
    assert sum(1 for _ in items) == 1_999


def test_missing_paths_globs_and_empty_folders(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")
    sources = ["gone.txt", "*.none", "empty", "broken.txt"]
    reports, failures = outcome(*(str(tmp_path / name) for name in sources))
    assert not reports
    reasons = [failure.reason for failure in failures]
    assert reasons == [
        "no such file or folder", "no file matches", "no files in this folder", "a broken link",
    ]  # fmt: skip


def test_globs_are_expanded_once_each(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "in/c.txt", "[x].txt"):
        write(tmp_path / name, f"Report {name}.")
    assert len(outcome(str(tmp_path / "*.txt"))[0]) == 3
    assert len(outcome(str(tmp_path / "**"))[0]) == 4
    assert len(outcome(str(tmp_path / "[x].txt"))[0]) == 1


def test_named_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert outcome(str(tmp_path))[1][0].reason == "not a regular file"


def test_standard_input_is_json_lines() -> None:
    stream = io.BytesIO(b'{"text": "A ferry ran aground."}\nplain words\n')
    reports, failures = outcome("-", stdin=stream)
    assert [report.source for report in reports] == ["-"]
    assert [(failure.source, failure.place) for failure in failures] == [("-", "line 2")]


def test_ids_are_unique_in_a_run(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    rows = (
        b'{"id": "x", "text": "One."}\n{"id": "x", "text": "Two."}\n{"id": "x-2", "text": "3."}\n'
    )
    reports, _ = outcome(path, path, "-", stdin=io.BytesIO(rows))
    identifiers = [report.id for report in reports]
    assert len(set(identifiers)) == len(identifiers) == 5
    assert identifiers[2] == "x"


def test_published_fills_only_gaps(tmp_path: Path) -> None:
    dated = write(tmp_path / "a.txt", "Published: 2025-10-16\n\nBody.")
    reports, _ = outcome(dated, write(tmp_path / "b.txt"), published="2025-10-17")
    assert [report.published for report in reports] == ["2025-10-16", "2025-10-17"]


def test_an_address_names_the_outlet_where_nothing_else_does() -> None:
    rows = (
        b'{"text": "One.", "url": "https://www.post.example/1"}\n'
        b'{"text": "Two.", "url": "https://post.example/2", "outlet": "Harbour Post"}\n'
        b'{"text": "Three.", "url": "http://[bad"}\n'
    )
    reports, _ = outcome("-", stdin=io.BytesIO(rows))
    assert [report.outlet for report in reports] == ["post.example", "Harbour Post", None]


def test_undecodable_file_names_can_be_shown(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff\xfename.txt")
    Path(path).write_text("A ferry ran aground.")
    reports, _ = outcome(str(tmp_path))
    assert reports[0].source == shown(path)
    (reports[0].source or "").encode("utf-8")


def test_ledger_adds_up_and_failures_are_one_safe_line() -> None:
    named: list[Failure] = []
    ledger = Ledger(named.append)
    failure = Failure(source="a\x1b]8;;x\x07\nb.txt", place="line 3", reason="\u202egpj")
    ledger.read += 2
    ledger.other_language += 1
    ledger.fail(failure)
    assert str(ledger) == "4 inputs: 2 read, 1 other language, 1 failed"
    assert named == [failure]
    assert failure_line(failure) == r"a\x1b]8;;x\x07\nb.txt, line 3: \u202egpj"
    assert json.loads(failure_json(failure)) == failure.to_dict()
