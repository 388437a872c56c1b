"""RSS 0.9x to 2.0, RSS 1.0 and Atom feeds, by expat; entity declarations are refused.

A feed's bytes are decoded as a page's are: what they are counts for more than what it declares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import BinaryIO
from xml.parsers import expat

from secondsource.errors import InputError
from secondsource.ingest.charsets import decode_page
from secondsource.ingest.dates import parse_published
from secondsource.ingest.decode import read_limited, repair
from secondsource.ingest.failure import Failure
from secondsource.ingest.fields import checked_date
from secondsource.ingest.flat import read_flat
from secondsource.ingest.webpage import clean, host_name
from secondsource.records.report import Report

_ROOTS = frozenset({"rss", "feed", "rdf"})
_ITEMS = frozenset({"item", "entry"})
_BODY = ("encoded", "content", "description", "summary")
_DATE = ("pubdate", "published", "issued", "date", "updated", "modified")
_AUTHOR = ("creator", "author")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  #: what ends a parser's patience


@dataclass(slots=True)
class _Feed:
    """What the parser has seen; an item maps lower-case local names to markup."""

    items: list[dict[str, str]] = field(default_factory=list)
    channel: dict[str, str] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    current: dict[str, str] | None = None
    top: int = 0  #: depth of the item
    pieces: list[tuple[bool, str]] = field(default_factory=list)
    root: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        self.root = self.root or local
        if self.current is None and local in _ITEMS:
            self.current, self.top = {}, len(self.path) + 1
        elif self._inside_field():
            self.pieces.append((True, f"<{local}>"))
        else:
            self.pieces.clear()
            self._link(local, attributes)
        self.path.append(local)

    def data(self, text: str) -> None:
        self.pieces.append((False, text))

    def end(self, name: str) -> None:
        self.path.pop()
        local = _local(name)
        depth = len(self.path)
        if self.current is not None and depth == self.top - 1:
            self.items.append(self.current)
            self.current = None
        elif self.current is not None and depth > self.top:
            self.pieces.append((True, f"</{local}>"))
        else:
            target = self.channel if self.current is None else self.current
            target.setdefault(local, _markup(self.pieces))
            self.pieces.clear()

    def _inside_field(self) -> bool:
        return self.current is not None and len(self.path) > self.top

    def _link(self, local: str, attributes: dict[str, str]) -> None:
        """Atom keeps the address in an attribute."""
        if self.current is None or local != "link" or "href" not in attributes:
            return
        if attributes.get("rel", "alternate") == "alternate":
            self.current.setdefault("href", attributes["href"])


def read(stream: BinaryIO, source: str) -> Iterator[Report | Failure]:
    """A report for each item; what follows broken XML is one Failure that names its line."""
    text = decode_page(read_limited(stream, source), source)
    feed, broken = _parse(_NO_XML.sub("\ufffd", text).encode("utf-8"), source)
    if feed.root not in _ROOTS and not broken:
        raise InputError(source, "not an RSS or Atom feed")
    for number, item in enumerate(feed.items, start=1):
        yield _report(item, feed.channel, source, f"item {number}")
    if broken:
        yield broken
    elif not feed.items:
        raise InputError(source, "a feed without items")


def _parse(data: bytes, source: str) -> tuple[_Feed, Failure | None]:
    feed = _Feed()
    parser = expat.ParserCreate("utf-8", "}")  # the encoding, whatever the feed declares
    parser.buffer_text = True
    parser.StartElementHandler = feed.start
    parser.EndElementHandler = feed.end
    parser.CharacterDataHandler = feed.data
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = f"not well-formed XML ({expat.ErrorString(error.code)})"
        return feed, Failure(source=source, place=f"line {error.lineno}", reason=reason)
    except _EntityError:
        place = f"line {parser.CurrentLineNumber}"
        return feed, Failure(source=source, place=place, reason="declares XML entities: refused")
    return feed, None


class _EntityError(Exception):
    """An entity declaration: the way to entity bombs and to other people's files."""


def _refuse_entity(*_declaration: object) -> None:
    raise _EntityError


def _report(
    item: dict[str, str], channel: dict[str, str], source: str, place: str
) -> Report | Failure:
    text = next((found for name in _BODY if (found := _text(item.get(name)))), "")
    if not text:
        return Failure(source=source, place=place, reason="no text")
    url = repair(item.get("href") or item.get("link", "")).strip() or None
    date = next((item[name] for name in _DATE if item.get(name)), None)
    outlet, credited = _outlet(item, channel, url)
    author = next((found for name in _AUTHOR if (found := _text(item.get(name)))), None)
    return Report(
        text=text,
        title=_text(item.get("title")) or None,
        outlet=outlet or host_name(url),
        credited=credited,
        modified=parse_published(item.get("updated") or item.get("modified") or ""),
        url=url,
        author=author,
        published=checked_date(date, source, place),
        source=source,
        place=place,
    )


def _outlet(
    item: dict[str, str], channel: dict[str, str], url: str | None
) -> tuple[str | None, str | None]:
    """Who printed an item, and whom its ``source`` credits: that is the printer itself, unless
    the item's address is on the feed's own site."""
    source, title = _text(item.get("source")) or None, _text(channel.get("title")) or None
    own = host_name((channel.get("href") or channel.get("link", "")).strip())
    if source and own and own == host_name(url):
        return title or source, source if source != title else None
    return source or title, None


def _text(markup: str | None) -> str:
    return clean("\n".join(read_flat(repair(markup)).blocks)) if markup else ""


def _markup(pieces: list[tuple[bool, str]]) -> str:
    """The field as HTML: escaped markup as it stands, nested elements (XHTML) with escaped text."""
    nested = any(is_tag for is_tag, _ in pieces)
    return "".join(
        escape(text, quote=False) if nested and not is_tag else text for is_tag, text in pieces
    )


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()
