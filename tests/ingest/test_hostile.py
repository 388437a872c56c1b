"""Hostile input, small: what is bad is named with its place, and nothing beside it is lost."""

from __future__ import annotations

import io
import os
import random
import struct
from pathlib import Path

import pytest

from benchmarks.hostile import unexpected
from benchmarks.hostilecases import CASES, Case
from benchmarks.hostilefiles import BAD_ROWS, ENCODINGS, feed, rows
from secondsource.ingest import formats
from secondsource.ingest.ledger import failure_line
from tests.ingest.builders import LEAD, read_bytes, read_path, zipped


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs, temporary = tmp_path / "in" / "case", tmp_path / "temp"
    inputs.mkdir(parents=True)
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    case.build(inputs, 1)
    (tmp_path / "in" / "zz.txt").write_text(f"{LEAD} It was good.")
    before = files(tmp_path)
    reports, failures = read_path(tmp_path / "in")
    assert any(report.text.endswith("It was good.") for report in reports)
    assert not list(unexpected(case, len(reports) - 1, [each.to_dict() for each in failures]))
    for failure in failures:
        assert str(tmp_path) in failure.source and "\n" not in failure_line(failure)
    for report in reports:
        f"{report.text}{report.title}{report.source}{report.id}".encode()
    assert files(tmp_path) == before


def files(top: Path) -> set[bytes]:
    """Everything under ``top``, by name."""
    walked = os.walk(os.fsencode(top))
    return {os.path.join(folder, name) for folder, _, names in walked for name in names}


@pytest.mark.parametrize("kind", BAD_ROWS)
def test_a_bad_row_of_a_hundred_is_lost_alone(kind: str) -> None:
    reports, failures = read_bytes(rows(100, BAD_ROWS[kind]), "x.jsonl")
    kept = [f"{LEAD} Row {n}." for n in range(1, 101) if n != 37]
    assert [report.text for report in reports] == kept
    assert [(failure.source, failure.place) for failure in failures] == [("x.jsonl", "line 37")]


@pytest.mark.parametrize("place", [1, 50, 100])
def test_a_bad_row_may_be_any_row(place: int) -> None:
    reports, failures = read_bytes(rows(100, b"{", place), "x.jsonl")
    assert len(reports) == 99 and [failure.place for failure in failures] == [f"line {place}"]


@pytest.mark.parametrize("seed", range(20))
def test_a_mutated_feed_never_crashes(seed: int) -> None:
    draw = random.Random(seed)
    for declared, real in draw.sample(ENCODINGS, 6):
        data = bytearray(feed(f"{LEAD} Café.", declared).encode(real))
        for _ in range(draw.randint(1, 4)):
            position = draw.randrange(len(data))
            extra = draw.choice([b"", b"\x00", b"<", b">", b"&", b"]]>", b"<![CDATA[", b"\xff"])
            data[position : position + draw.randint(0, 4)] = extra
        reports, failures = read_bytes(bytes(data), "x.xml")
        assert reports or failures
        assert all(failure.reason for failure in failures)


MARKUP = """
< > </ /> <! <!-- --> <![CDATA[ ]]> & &amp &#0; &#x110000; &bogus; " ' = <p> </p> <div
<table><tr><td> </table> <b><i></b></i> <svg> <math> <select><p> <script> </script> <style>
<template> <title> <noscript> <plaintext> <textarea> <a href=' <img onerror=x <meta
charset=utf-16> <base href=//x> <?xml ?> <html lang=
"""
TOKENS = (*MARKUP.split(), "\x00", "\x0b", "\ud800", "\u202e", "\ufeff", LEAD, "words of a page ")


@pytest.mark.parametrize("seed", range(20))
def test_generated_fragments_are_read_or_named(seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(10):
        page = "".join(draw.choices(TOKENS, k=draw.randint(1, 60)))
        reports, failures = read_bytes(page.encode("utf-8", "surrogatepass"), "x.html")
        assert len(reports) + len(failures) == 1
        assert all("could not be read" not in failure.reason for failure in failures)
        for report in reports:
            report.text.encode("utf-8")


def test_members_that_share_bytes_are_refused() -> None:
    data = zipped([("a.txt", LEAD.encode()), ("b.txt", LEAD.encode())])
    begin, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    one = data[begin : begin + (end - begin) // 2]
    tail = bytearray(data[end:])
    tail[8:12] = struct.pack("<HH", 3, 3)
    tail[12:16] = struct.pack("<I", 3 * len(one))
    forged = data[:begin] + one + one + data[begin + len(one) : end] + bytes(tail)
    reports, failures = read_bytes(forged, "x.zip")
    assert [report.source for report in reports] == ["x.zip!b.txt"]
    assert ["overlaps" in failure.reason for failure in failures] == [True, True]


def test_many_small_bombs_are_one_large_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secondsource.ingest.archive._MOST_LOOSE", 3_000_000)
    members = [(f"{n}.jsonl", b" " * 1_000_000) for n in range(9)]
    reports, failures = read_bytes(zipped([*members, ("z.txt", LEAD.encode())]), "x.zip")
    assert [report.source for report in reports] == ["x.zip!z.txt"]
    assert sum("refused" in failure.reason for failure in failures) >= 6


def test_a_reader_that_breaks_costs_its_file_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(stream: io.BytesIO, source: str) -> object:
        raise KeyError("no such thing")

    monkeypatch.setitem(formats.READERS, ".eml", broken)
    (tmp_path / "a.eml").write_text("Subject: x\n\nWords.")
    (tmp_path / "b.txt").write_text(LEAD)
    reports, failures = read_path(tmp_path)
    assert len(reports) == 1
    assert [(each.source, "KeyError" in each.reason) for each in failures] == [
        (str(tmp_path / "a.eml"), True)
    ]


def test_an_extractor_that_breaks_loses_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_options: object) -> object:
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.bare_extraction", broken)
    page = b"<html><title>Ferry</title><body><p>" + LEAD.encode() + b"</p></body></html>"
    reports, failures = read_bytes(page, "x.html")
    assert [report.text for report in reports] == [LEAD] and not failures
