"""Rows of JSON Lines, JSON and Parquet files as reports, whichever names their fields have.

``text`` and ``html`` are this project's own names. The others stand in ``rows.toml``.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from secondsource.errors import InputError
from secondsource.ingest import webpage
from secondsource.ingest.decode import repair
from secondsource.ingest.failure import Failure
from secondsource.ingest.fields import bare_name, checked_date
from secondsource.records.report import Report

_MARKUP = re.compile(r"</(?:p|div|span|a|li|ul|h[1-6]|article|em|strong)>|<br ?/?>|<p[ >]", re.I)
_PATH = re.compile(r"[/\\!]|\.(?:jsonl?|txt|html?|xml|csv|parquet|gz|zip)$", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?")
_SECONDS = range(600_000_000, 4_000_000_000)  #: 1989 to 2096, what an epoch number may mean
_LONGEST_ID = 200
_IN_SECTIONS = ("headline", "title", "text", "paragraphs")
_MOST_NESTED = 4
_SCHEMES = ("http://", "https://")
_BARE = frozenset({"timestamp"})  #: of a row without a title: when it was crawled

Row = Mapping[str, Any]


def read_row(row: Row, source: str, place: str) -> Report:
    """The report a row holds; InputError with the reason where it holds none."""
    row = _unwrapped(row)
    _check_own_fields(row, source)
    row = {name: _text(value) for name, value in row.items()}
    body = _string(row, "text")
    if body and (row.get("text") == body or not _MARKUP.search(body)):
        report = Report(text=repair(body))
    elif page := body or _string(row, "html"):
        report = _from_page(page, source)
    elif pieces := _pieces(row):
        report = Report(text=repair(pieces))
    else:
        raise InputError(source, _why_no_text(row))
    return replace(
        report,
        id=_identifier(row) or report.id,
        title=_field(row, "title") or report.title,
        outlet=_outlet(row) or report.outlet,
        url=_field(row, "url") or _address(row) or report.url,
        author=_author(row) or report.author,
        published=_published(row, source, place) or report.published,
        language=_language(row) or report.language,
        source=source,
        place=place,
    )


def is_row(value: object) -> bool:
    """Whether a JSON object holds a text, and not a list of articles."""
    return isinstance(value, Mapping) and _has_body(_unwrapped(value))


def rows_inside(value: Row) -> Sequence[Any] | None:
    """The list of articles in the answer of a news service, or None."""
    for path in _shapes()["lists"]:
        found = _at(value, path)
        if isinstance(found, list):
            return found
    return None


@cache
def known_columns() -> frozenset[str]:
    """First names of all paths: what a table needs to be read for."""
    paths = [path for value in _shapes().values() if isinstance(value, list) for path in value]
    return frozenset(path.partition(".")[0] for path in paths)


def _unwrapped(row: Row) -> Row:
    """The row, or the article in it; what stands beside the article fills its gaps."""
    if _has_body(row):
        return row
    for name in _shapes()["inside"]:
        inner = row.get(name)
        if isinstance(inner, Mapping) and _has_body(inner):
            return {**row, **inner}
    return row


def _has_body(row: Row) -> bool:
    return bool(_string(row, "text") or _string(row, "html") or _pieces(row))


@cache
def _shapes() -> dict[str, Any]:
    text = files("secondsource.ingest").joinpath("rows.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _text(value: Any) -> Any:
    """Binary columns of tables hold text or pages."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _at(row: Row, path: str) -> Any:
    value: Any = row
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _string(row: Row, kind: str) -> str:
    """The first value of a kind that is a string with something in it."""
    for path in _shapes()[kind]:
        value = _at(row, path)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _pieces(row: Row) -> str:
    """A text that is kept in pieces, one line a piece."""
    for path in _shapes()["pieces"]:
        value = _at(row, path)
        if isinstance(value, list) and (
            path.endswith("sections") or all(isinstance(piece, str) for piece in value)
        ):
            return "\n".join(_lines(value, _MOST_NESTED))
    return ""


def _lines(value: Any, deepest: int) -> Iterator[str]:
    """Strings in lists and in the sections' headlines and paragraphs, as far down as is usual."""
    if isinstance(value, str) and value.strip():
        yield value.strip()
    elif isinstance(value, list) and deepest:
        for item in value:
            yield from _lines(item, deepest - 1)
    elif isinstance(value, Mapping) and deepest:
        for name in _IN_SECTIONS:
            yield from _lines(value.get(name), deepest - 1)


def _address(row: Row) -> str | None:
    """``source`` where it is the address of the text."""
    source = row.get("source")
    return source if isinstance(source, str) and source.startswith(_SCHEMES) else None


def _field(row: Row, kind: str) -> str | None:
    return " ".join(repair(_string(row, kind)).split()) or None


def _check_own_fields(row: Row, source: str) -> None:
    """Fields of this project's name and of another type are mistakes; other people's are theirs."""
    for name, allowed in (("text", str), ("html", str | Mapping)):
        if row.get(name) is not None and not isinstance(row[name], allowed):
            raise InputError(source, f"field {name!r} is not a string")
    for name in ("title", "outlet", "url"):
        if isinstance(row.get(name), int | list) or _is_number(row.get(name)):
            raise InputError(source, f"field {name!r} is not a string")


def _is_number(value: object) -> bool:
    return isinstance(value, float) and not math.isnan(value)


def _why_no_text(row: Row) -> str:
    blank = "text" in row or "html" in row
    return "the text is blank" if blank else "no field with a text ('text', 'html', 'content', …)"


def _from_page(page: str, source: str) -> Report:
    for item in webpage.read(BytesIO(b"\xef\xbb\xbf" + repair(page).encode()), source):
        if isinstance(item, Failure):
            raise InputError(source, item.reason, item.place)
        return replace(item, id="")
    raise InputError(source, "no article text found on the page")


def _outlet(row: Row) -> str | None:
    """A name, else a host; ``source`` may also be the address or the file of the text."""
    found = _field(row, "outlet")
    if found and found == row.get("source"):
        return webpage.host_name(found) or (None if _PATH.search(found) else found)
    return found.removeprefix("www.") if found else None


def _author(row: Row) -> str | None:
    """One name or several, as strings or as objects with a name."""
    for path in _shapes()["author"]:
        value = _at(row, path)
        people = value if isinstance(value, list) else [value]
        names = (one.get("name") if isinstance(one, Mapping) else one for one in people[:50])
        joined = ", ".join(name.strip() for name in names if isinstance(name, str) and name.strip())
        if joined:
            return bare_name(repair(joined))
    return None


def _identifier(row: Row) -> str:
    for path in _shapes()["id"]:
        value = _at(row, path)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST_ID:
            return repair(value).strip()
    return ""


def _published(row: Row, source: str, place: str) -> str | None:
    crawled = any(_at(row, path) is not None for path in _shapes()["crawled"])
    unsure = frozenset(_shapes()["crawl_dates"]) if crawled else frozenset[str]()
    if not _string(row, "title"):
        unsure |= _BARE
    for path in _shapes()["published"]:
        value = _at(row, path) if path not in unsure else None
        if value is None or value == "" or isinstance(value, Mapping | list):
            continue
        return checked_date(_date_text(value), source, place)
    return None


def _date_text(value: Any) -> str:
    """A date as text; numbers are seconds or milliseconds since 1970."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        for seconds in (int(value), int(value) // 1000):
            if seconds in _SECONDS:
                return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value if isinstance(value, str) else json.dumps(value, default=str)


def _language(row: Row) -> str | None:
    value = _string(row, "language").strip()
    if _CODE.fullmatch(value):
        return value[:2].lower()
    found = _shapes()["languages"].get(value.lower())
    return found if isinstance(found, str) else None
