"""Checks shared by the readers for the fields beside the text."""

from __future__ import annotations

import logging
import re

from secondsource.ingest.dates import parse_published

_BY = re.compile(r"(?:written |words )?by(?::\s*|\s+)", re.IGNORECASE)

_log = logging.getLogger(__name__)


def checked_date(value: str | None, source: str, place: str | None) -> str | None:
    """The ISO form of a publication date; an unreadable one is unknown, and said so."""
    if value is None or not value.strip():
        return None
    published = parse_published(value)
    if published is None:
        where = f"{source}, {place}" if place else source
        _log.warning(
            "%s: publication date %r is not understood; taken as unknown", where, value[:80]
        )
    return published


def bare_name(author: str | None) -> str | None:
    """Who wrote it on one line, without the "By" of a byline."""
    name = " ".join((author or "").split())
    match = _BY.match(name)
    return name[match.end() if match else 0 :] or None
