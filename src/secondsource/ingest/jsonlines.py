"""JSON Lines: one report per line, read as a stream, so that the file may be of any size."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from secondsource.errors import InputError
from secondsource.ingest.decode import LIMIT_BYTES, byte_order_mark, refuse_binary, repair
from secondsource.ingest.failure import Failure
from secondsource.ingest.fields import checked_date
from secondsource.records.report import Report

_PLAIN_FIELDS = ("title", "outlet", "url")


def read(stream: BinaryIO, source: str) -> Iterator[Report | Failure]:
    """A report for each row; a bad row is a Failure which names its line, the rest goes on."""
    found = False
    for number, line in _numbered_lines(stream):
        if number == 1:
            line = _without_mark(line, source)
        if isinstance(line, bytes) and not line.strip():
            continue
        found = True
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
    row = _row(line, source)
    if isinstance(row.get("text"), str) and row["text"].strip():
        return _from_text(row, source, place)
    if isinstance(row.get("html"), str) and row["html"].strip():
        return _from_page(row, source, place)
    for field in ("text", "html"):
        if row.get(field) is not None and not isinstance(row[field], str):
            raise InputError(source, f"field {field!r} is not a string")
    blank = "text" in row or "html" in row
    raise InputError(source, "the text is blank" if blank else "neither 'text' nor 'html'")


def _row(line: bytes, source: str) -> dict[str, Any]:
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


def _from_text(row: dict[str, Any], source: str, place: str) -> Report:
    return Report(
        text=repair(row["text"]),
        id=_identifier(row, source),
        author=_author(row, source),
        published=_date(row, source, place),
        source=source,
        **_plain_fields(row, source),
    )


def _from_page(row: dict[str, Any], source: str, place: str) -> Report:
    from secondsource.ingest.webpage import parse

    page = parse(repair(row["html"]), source, place)
    named = {**_plain_fields(row, source), "author": _author(row, source)}
    return Report(
        text=page.text,
        id=_identifier(row, source),
        title=named["title"] or page.title,
        outlet=named["outlet"] or page.outlet,
        url=named["url"] or page.url,
        author=named["author"] or page.author,
        published=_date(row, source, place) or page.published,
        language=page.language,
        source=source,
    )


def _plain_fields(row: dict[str, Any], source: str) -> dict[str, str | None]:
    return {field: _string(row, field, source) for field in _PLAIN_FIELDS}


def _string(row: dict[str, Any], field: str, source: str) -> str | None:
    value = row.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(source, f"field {field!r} is not a string")
    return repair(value).strip() or None


def _author(row: dict[str, Any], source: str) -> str | None:
    """Several authors may come as a list of strings."""
    value = row.get("author")
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return repair(", ".join(value)).strip() or None
    return _string(row, "author", source)


def _identifier(row: dict[str, Any], source: str) -> str:
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(row, "id", source) or ""


def _date(row: dict[str, Any], source: str, place: str) -> str | None:
    value = row.get("published")
    text = value if isinstance(value, str) or value is None else json.dumps(value)
    return checked_date(text, source, place)
