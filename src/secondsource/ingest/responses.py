"""What a web server sent, as reports: the reader is chosen by media type and first bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

from secondsource.errors import InputError
from secondsource.ingest import feed, jsonfile, jsonlines, plaintext, webpage
from secondsource.ingest.failure import Failure
from secondsource.ingest.httpmessage import Response
from secondsource.records.report import Report

_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/vnd.wap.wml"})
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_XML = frozenset({"text/xml", "application/xml"})
_JSON = frozenset({"application/json", "application/feed+json", "application/ld+json"})
_LINES = frozenset({"application/x-ndjson", "application/jsonl", "application/x-jsonlines"})
_UNSAID = frozenset({"", "text/plain", "application/octet-stream", "application/unknown"})
ONE_REPORT = frozenset({"page", "text"})  #: kinds that hold exactly one
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*", re.S)
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def kind_of(response: Response) -> str | None:
    """``page``, ``feed``, ``json``, ``lines``, ``text``, or None for what holds no report."""
    kind = response.media_type
    if kind in _PAGES or kind in _XML or kind in _UNSAID:
        start = _START.match(response.body[:8192])
        rest = response.body[start.end() if start else 0 :][:200]
        if _FEED.match(rest):
            return "feed"
        if kind in _PAGES or _PAGE.match(rest):
            return "page"
        return "text" if kind == "text/plain" else None
    table = ((_FEEDS, "feed"), (_JSON, "json"), (_LINES, "lines"))
    return next((name for kinds, name in table if kind in kinds), None)


def read_response(response: Response, source: str) -> Iterator[Report | Failure]:
    """The reports in one response; what can't be read is a Failure with the response's place."""
    try:
        yield from _READERS[kind_of(response) or "page"](response, source)
    except InputError as error:
        place = response.place or error.place
        yield Failure(source=source, place=place, reason=error.reason)


def _page(response: Response, source: str) -> Iterator[Report | Failure]:
    yield webpage.read_bytes(
        response.body,
        webpage.Origin(
            source=source, place=response.place, charset=response.charset, url=response.url
        ),
    )


def _text(response: Response, source: str) -> Iterator[Report | Failure]:
    for item in plaintext.read(BytesIO(_as_utf8(response)), source):
        if isinstance(item, Report):
            item = replace(item, id="", url=item.url or response.url, place=response.place)
        yield item


def _as_utf8(response: Response) -> bytes:
    """The body in UTF-8; it stays as it is without a charset that is known."""
    if response.charset is None:
        return response.body
    try:
        return response.body.decode(response.charset).encode("utf-8", "surrogatepass")
    except (LookupError, ValueError):
        return response.body


def _placed(
    reader: Callable[[BytesIO, str], Iterator[Report | Failure]],
) -> Callable[[Response, str], Iterator[Report | Failure]]:
    """A reader of files as one of responses: every item says which response it is in."""

    def read(response: Response, source: str) -> Iterator[Report | Failure]:
        for item in reader(BytesIO(response.body), source):
            if response.place:
                place = f"{response.place}, {item.place}" if item.place else response.place
                item = replace(item, place=place)
            yield item

    return read


_READERS: dict[str, Callable[[Response, str], Iterator[Report | Failure]]] = {
    "page": _page,
    "text": _text,
    "feed": _placed(feed.read),
    "json": _placed(jsonfile.read),
    "lines": _placed(jsonlines.read),
}
