"""JSON files: a list of rows, a news service's answer, a JSON Feed, or rows one after another.

A list is read row by row, so that the file may be of any size; a single object is held whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from secondsource.errors import InputError
from secondsource.ingest.decode import LIMIT_BYTES, byte_order_mark, refuse_binary
from secondsource.ingest.failure import Failure
from secondsource.ingest.jsonlines import parse_row
from secondsource.ingest.rows import is_row, read_row, rows_inside
from secondsource.records.report import Report

_CHUNK = 1 << 16
_FEED = "https://jsonfeed.org/version/"
_SPACE = b" \t\r\n"
_TOKEN = re.compile(rb'["{}\[\]]')
_STRING_END = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)


def read(stream: BinaryIO, source: str) -> Iterator[Report | Failure]:
    """A report for each row; a bad row is a Failure which names its place, the rest goes on."""
    found = False
    for number, value in enumerate(_values(stream, source), start=1):
        found = True
        place = f"item {number}"
        try:
            row = parse_row(value, source)
        except InputError as error:
            yield Failure(source=source, place=place, reason=error.reason)
            continue
        inside = rows_inside(row)
        if inside is not None and not is_row(row):
            yield from _listed(inside, row, source)
        else:
            yield _read(row, source, place)
    if not found:
        raise InputError(source, "no rows")


def _listed(rows: Any, container: dict[str, Any], source: str) -> Iterator[Report | Failure]:
    outlet = container.get("title") if _is_feed(container) else None
    authors = container.get("authors") if _is_feed(container) else None
    if not rows:
        raise InputError(source, "a list without items")
    for number, row in enumerate(rows, start=1):
        place = f"item {number}"
        if not isinstance(row, dict):
            yield Failure(source=source, place=place, reason="not a JSON object")
            continue
        filled = {"outlet": outlet, "author": row.get("author") or row.get("authors") or authors}
        yield _read({**{k: v for k, v in filled.items() if v}, **row}, source, place)


def _is_feed(container: dict[str, Any]) -> bool:
    version = container.get("version")
    return isinstance(version, str) and version.startswith(_FEED)


def _read(row: dict[str, Any], source: str, place: str) -> Report | Failure:
    try:
        return read_row(row, source, place)
    except InputError as error:
        return Failure(source=source, place=place, reason=error.reason)


def _values(stream: BinaryIO, source: str) -> Iterator[bytes]:
    """The bytes of each object or list at the top, or in the one list that the file is."""
    text = _Text(stream, source)
    in_list = text.skip(b"") == b"["
    if in_list:
        text.take(1)
    while True:
        head = text.skip(b",")
        if head == b"]" and in_list:
            text.take(1)
            head = text.skip(b",")
        if not head:
            return
        yield text.value()


class _Text:
    """A buffer over the file that holds one value at most."""

    def __init__(self, stream: BinaryIO, source: str) -> None:
        self._stream, self._source = stream, source
        head = stream.read(_CHUNK)
        refuse_binary(head, source)
        mark = byte_order_mark(head)
        if mark and mark[1] != "utf-8":
            raise InputError(source, f"{mark[1].upper()} text; JSON must be UTF-8")
        self._buffer = bytearray(head[len(mark[0]) :] if mark else head)
        self._taken = len(mark[0]) if mark else 0

    def skip(self, separators: bytes) -> bytes:
        """Pass over spaces and separators; the byte after them, or nothing at the end."""
        while True:
            kept = self._buffer.lstrip(_SPACE + separators)
            self.take(len(self._buffer) - len(kept))
            if self._buffer or not self._more():
                return bytes(self._buffer[:1])

    def take(self, size: int) -> bytes:
        """Remove and give the next ``size`` bytes."""
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._taken += len(data)
        return data

    def value(self) -> bytes:
        """The next value with all its brackets; InputError where it never ends."""
        if bytes(self._buffer[:1]) not in {b"{", b"["}:
            return self._bare()
        depth = position = 0
        while True:
            position = self._find(_TOKEN, position)
            token = self._buffer[position - 1]
            if token == ord('"'):
                position = self._find(_STRING_END, position)
                continue
            depth += 1 if token in b"{[" else -1
            if depth == 0:
                return self.take(position)

    def _bare(self) -> bytes:
        """A number, a word, a string, or what is no JSON: up to the next comma or line end."""
        end = re.compile(rb"[,\n\]]")
        while not (match := end.search(self._buffer)) and len(self._buffer) < _CHUNK:
            if not self._more():
                return self.take(len(self._buffer))
        return self.take(max(1, match.start()) if match else len(self._buffer))

    def _find(self, pattern: re.Pattern[bytes], start: int) -> int:
        """Where the next match ends; more of the file is read for it."""
        while True:
            if match := (pattern.search if pattern is _TOKEN else pattern.match)(
                self._buffer, start
            ):
                return match.end()
            if len(self._buffer) > LIMIT_BYTES:
                where = f"byte {self._taken}"
                reason = f"a value longer than {LIMIT_BYTES // 1_000_000} MB"
                raise InputError(self._source, reason, where)
            if not self._more():
                where = f"byte {self._taken}"
                raise InputError(self._source, "not JSON (a value has no end)", where)

    def _more(self) -> bool:
        data = self._stream.read(max(_CHUNK, len(self._buffer)))  # doubling: linear in the end
        self._buffer += data
        return bool(data)
