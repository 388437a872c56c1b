"""What a page says of itself: JSON-LD first, then meta elements. No tree is built."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any

_LD_OPEN = re.compile(r"<script[^<>]*application/ld\+json[^<>]*>", re.IGNORECASE)
_LD_CLOSE = re.compile(r"</script", re.IGNORECASE)
_META = re.compile(
    r"""<(?P<tag>meta|link|html)\b(?P<attributes>(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+)>""",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([A-Za-z:_-]++)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'<>]++)""")
_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report)$")
_CONTAINERS = ("@graph", "mainEntity", "itemListElement")
_MAX_NODES, _MAX_BLOCKS = 2_000, 50

_TITLE = ("og:title", "twitter:title", "dc.title")
_OUTLET = ("og:site_name", "application-name", "publisher")
_AUTHOR = ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate",
    "publishdate", "dc.date", "dc.date.issued", "dcterms.created", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """The raw strings a page gives for itself; None where it doesn't."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


def read_metadata(page: str) -> PageFacts:
    """The page's own statements, JSON-LD before meta elements."""
    article = _article(page)
    meta = _meta(page)

    def first(names: tuple[str, ...]) -> str | None:
        return next((meta[name] for name in names if meta.get(name)), None)

    author = first(_AUTHOR)
    return PageFacts(
        title=_text(article.get("headline")) or first(_TITLE),
        outlet=_name(article.get("publisher")) or first(_OUTLET),
        author=_name(article.get("author")) or (author if author and "://" not in author else None),
        published=_text(article.get("datePublished")) or first(_PUBLISHED),
        url=meta.get("canonical") or meta.get("og:url") or _url(article),
        language=_text(article.get("inLanguage")) or meta.get("html-lang"),
    )


def _article(page: str) -> dict[str, Any]:
    """The first JSON-LD node that is an article, or an empty one."""
    for block in _ld_blocks(page):
        try:
            data = json.loads(block, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if _is_article(node):
                return node
    return {}


def _ld_blocks(page: str) -> Iterator[str]:
    for match in islice(_LD_OPEN.finditer(page), _MAX_BLOCKS):
        if end := _LD_CLOSE.search(page, match.end()):
            yield page[match.end() : end.start()].strip()


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Dictionaries of a JSON-LD document, breadth first, a bounded number."""
    queue = [data]
    for _ in range(_MAX_NODES):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, list):
            queue.extend(node[:_MAX_NODES])
        elif isinstance(node, dict):
            yield node
            queue.extend(
                node[key] for key in ("@graph", "mainEntity", "itemListElement") if key in node
            )


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in named)


def _name(value: Any) -> str | None:
    """Names of JSON-LD people or organisations, joined."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(item) for item in value[:20]))) or None
    if isinstance(value, dict):
        return _text(value.get("name"))
    return _text(value)


def _url(article: dict[str, Any]) -> str | None:
    page = article.get("mainEntityOfPage")
    found = page.get("@id") if isinstance(page, dict) else page
    return _text(article.get("url")) or _text(found)


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(unescape(value).split()) or None


def _meta(page: str) -> dict[str, str]:
    """Contents of meta elements by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for match in _META.finditer(page):
        attributes = {
            name.lower(): value.strip("\"'")
            for name, value in _ATTRIBUTE.findall(match["attributes"])
        }
        name, value = _meta_pair(match["tag"].lower(), attributes)
        text = _text(value)
        if name and text:
            found.setdefault(name, text)
    return found


def _meta_pair(tag: str, attributes: dict[str, str]) -> tuple[str, str | None]:
    if tag == "html":
        return "html-lang", attributes.get("lang")
    if tag == "link":
        return (
            ("canonical", attributes.get("href"))
            if attributes.get("rel") == "canonical"
            else ("", None)
        )
    name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
    return name.lower(), attributes.get("content")
