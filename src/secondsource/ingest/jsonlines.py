"""JSON Lines: one report per line, read as a stream, so that the file may be of any size."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from secondsource.errors import InputError
from secondsource.ingest.decode import LIMIT_BYTES, byte_order_mark, refuse_binary
from secondsource.ingest.failure import Failure
from secondsource.ingest.rows import read_row
from secondsource.ingest.skipping import Skip
from secondsource.records.report import Report


def read(stream: BinaryIO, source: str, skip: Skip | None = None) -> Iterator[Report | Failure]:
    """A report for each row; a bad row is a Failure which names its line, the rest goes on."""
    found = False
    for number, line in _numbered_lines(stream):
        if number == 1:
            line = _without_mark(line, source)
        if isinstance(line, bytes) and not line.strip():
            continue
        found = True
        if skip and skip.one():
            continue
        place = f"line {number}"
        try:
            yield _report(line, source, place)
        except InputError as error:
            yield Failure(source=source, place=place, reason=error.reason)
    if not found:
        raise InputError(source, "no rows")


def _numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1; None stands for a line above the limit, never held."""
    number = 0
    while line := stream.readline(LIMIT_BYTES + 1):
        number += 1
        if len(line) <= LIMIT_BYTES or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LIMIT_BYTES)
        yield number, None


def _without_mark(line: bytes | None, source: str) -> bytes | None:
    if line is None:
        return None
    refuse_binary(line, source)
    mark = byte_order_mark(line)
    if mark and mark[1] != "utf-8":
        raise InputError(source, f"{mark[1].upper()} text; JSON Lines must be UTF-8")
    return line[len(mark[0]) :] if mark else line


def _report(line: bytes | None, source: str, place: str) -> Report:
    if line is None:
        raise InputError(source, f"longer than {LIMIT_BYTES // 1_000_000} MB", place)
    return read_row(parse_row(line, source), source, place)


def parse_row(line: bytes, source: str) -> dict[str, Any]:
    """The JSON object in ``line``; InputError where it holds none."""
    try:
        row = json.loads(line.decode("utf-8", "surrogatepass"), strict=False)
    except UnicodeDecodeError as error:
        raise InputError(source, f"not UTF-8 (byte 0x{line[error.start]:02X})") from None
    except json.JSONDecodeError as error:
        raise InputError(source, f"not JSON ({error.msg}, column {error.colno})") from None
    except (RecursionError, ValueError):
        raise InputError(source, "not JSON (nested too deeply or a number too long)") from None
    if not isinstance(row, dict):
        raise InputError(source, f"a JSON {_json_name(row)}, not an object")
    return row


def _json_name(value: object) -> str:
    names = {list: "array", str: "string", bool: "boolean", type(None): "null"}
    return names.get(type(value), "number")
