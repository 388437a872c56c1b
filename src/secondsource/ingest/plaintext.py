"""Plain text files, with or without header lines.

A file may open with ``Title:``, ``Outlet:``, ``Published:``, ``URL:`` and ``Author:`` lines, or
other people's names of these, and a blank line; they are then not part of the text. Everything
after is the text, unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from secondsource.errors import InputError
from secondsource.ingest.decode import decode_text, read_limited
from secondsource.ingest.failure import Failure
from secondsource.ingest.fields import checked_date
from secondsource.records.report import Report

_NAMES = {
    "title": "title", "headline": "title", "subject": "title",
    "outlet": "outlet", "publisher": "outlet", "newspaper": "outlet", "publication": "outlet",
    "source": "outlet",
    "published": "published", "date": "published", "publication date": "published",
    "url": "url", "link": "url", "address": "url",
    "author": "author", "authors": "author", "byline": "author", "by": "author",
}  # fmt: skip
_HEADER_LINE = re.compile(rf"({'|'.join(_NAMES)})[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_LINE = re.compile(r"(title|outlet|published|url|author)[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")


def read(stream: BinaryIO, source: str) -> Iterator[Report | Failure]:
    """The one report of a text file."""
    header, text = split_header(decode_text(read_limited(stream, source), source))
    if not text.strip():
        raise InputError(source, "no text" if header else "blank file")
    yield Report(
        text=text,
        title=header.get("title") or None,
        outlet=header.get("outlet") or None,
        url=header.get("url") or None,
        author=header.get("author") or None,
        published=checked_date(header.get("published"), source, None),
        source=source,
    )


def split_header(content: str) -> tuple[dict[str, str], str]:
    """Header fields by lower-case name, and the text after them.

    Lines that look like a header but are not closed by a blank line are text.
    """
    fields: dict[str, str] = {}
    position = 0
    while match := _LINE.match(content, position):
        line, position = match[1], match.end()
        if fields and not line.strip():
            return fields, content[position:]
        header = _HEADER_LINE.fullmatch(line)
        name = _NAMES[header[1].lower()] if header else ""
        if not header or name in fields:
            break
        fields[name] = header[2].strip()
    return {}, content
