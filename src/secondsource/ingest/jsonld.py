"""JSON-LD of a page: the node that describes the article, with its references followed."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

Node = Mapping[str, Any]

_OPEN = re.compile(r"<script[^<>]*application/(?:ld\+json|json\+ld)[^<>]*>", re.IGNORECASE)
_CLOSE = re.compile(r"</script", re.IGNORECASE)
_BEFORE, _AFTER = ("<!--", "//", "/*", "<![CDATA[", "*/"), ("-->", "//", "/*", "]]>", "*/", ";")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_BAD_ESCAPE = re.compile(r"""\\(?!["\\/bfnrtu])""")
_SHORT_ESCAPE = re.compile(r"\\u(?![0-9A-Fa-f]{4})")
_FIELD = re.compile(
    r'"(?P<key>headline|datePublished|dateModified|inLanguage)"\s*+:\s*+"(?P<value>[^"\\\n]{1,400}+)"'
)
_SOME_ARTICLE = re.compile(r'"@type"\s*+:\s*+\[?\s*+"[\w:/.#]{0,40}(?:Article|Posting)"')

_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report)$")
_PAGE = re.compile(r"WebPage$")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
_LISTED = frozenset({"itemListElement", "item", "hasPart"})
_MOST_NODES, _MOST_BLOCKS, _MOST_REFERENCES = 2_000, 50, 20


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The article's node and the page's, empty where there is none, and every node by ``@id``."""

    article: Node
    page: Node
    by_id: Mapping[str, Node]

    def names(self, value: Any) -> tuple[str, ...]:
        """Names of people or organisations: strings, objects, references, or lists of these."""
        if isinstance(value, list):
            found = (name for item in value[:_MOST_REFERENCES] for name in self.names(item))
            return tuple(dict.fromkeys(found))
        if isinstance(value, dict):
            known = self.by_id.get(str(value.get("@id")), {})
            name = value.get("name") or known.get("name")
            return self.names(name) if isinstance(name, str | list) else ()
        text = plain(value)
        return (text,) if text else ()

    def address(self) -> str | None:
        """The article's own web address."""
        page = self.article.get("mainEntityOfPage")
        named = page.get("@id") if isinstance(page, dict) else page
        for value in (self.article.get("url"), named, self.article.get("@id")):
            text = plain(value)
            if text and text.startswith(("http://", "https://")):
                return text
        return None


def read_linked_data(
    page: str, canonical: str | None = None, titles: Collection[str] = ()
) -> LinkedData:
    """The article that ``page`` describes in JSON-LD: of several, the one at ``canonical``, else
    one whose headline begins one of the page's ``titles``, else the first that isn't an entry of a
    list."""
    articles: list[tuple[bool, Node]] = []
    web_page: Node = {}
    by_id: dict[str, Node] = {}
    for block in _blocks(page):
        for listed, node in _nodes(_loaded(block)):
            if isinstance(node.get("@id"), str) and "name" in node:
                by_id.setdefault(node["@id"], node)
            if _is_a(node, _ARTICLE):
                articles.append((listed, node))
            elif not web_page and _is_a(node, _PAGE):
                web_page = node
    return LinkedData(_chosen(articles, canonical, titles), web_page, by_id)


def plain(value: Any) -> str | None:
    """The string on one line, entities resolved; None for anything else."""
    if not isinstance(value, str):
        return None
    return " ".join(unescape(value).split()) or None


def _chosen(
    articles: list[tuple[bool, Node]], canonical: str | None, titles: Collection[str]
) -> Node:
    wanted = _path(canonical)
    if wanted:
        for _, node in articles:
            if _path(LinkedData(node, {}, {}).address()) == wanted:
                return node
    if len(articles) > 1:
        for _, node in articles:
            headline = (plain(node.get("headline")) or "").lower()
            if headline and any(title.lower().startswith(headline) for title in titles):
                return node
    alone = [node for listed, node in articles if not listed]
    return (alone or [node for _, node in articles] or [{}])[0]


def _path(url: str | None) -> str:
    try:
        return urlsplit(url or "").path.rstrip("/")
    except ValueError:
        return ""


def _blocks(page: str) -> Iterator[str]:
    for match in islice(_OPEN.finditer(page), _MOST_BLOCKS):
        end = _CLOSE.search(page, match.end())
        yield page[match.end() : end.start() if end else len(page)].strip()


def _loaded(block: str) -> Any:
    """The block's data; where it is broken, mended as little as helps; else its plain fields."""
    for attempt in (_as_it_is, _unwrapped, _mended, _unescaped):
        try:
            return _parsed(attempt(block))
        except (ValueError, RecursionError):
            continue
    return _fields(block)


def _as_it_is(block: str) -> str:
    return block


def _unwrapped(block: str) -> str:
    """Without the comment and CDATA marks that hide a block from old browsers."""
    block = block.strip(" \t\r\n;")
    while mark := next((mark for mark in _BEFORE if block.startswith(mark)), ""):
        block = block.removeprefix(mark).lstrip()
    while mark := next((mark for mark in _AFTER if block.endswith(mark)), ""):
        block = block.removesuffix(mark).rstrip()
    return block


def _mended(block: str) -> str:
    block = _TRAILING_COMMA.sub("", _unwrapped(block))
    return _SHORT_ESCAPE.sub("", _BAD_ESCAPE.sub("", block))


def _unescaped(block: str) -> str:
    """A block that was escaped as if it were HTML text."""
    return unescape(block) if '"' not in block else block


def _parsed(text: str) -> Any:
    """One document, or several in a row."""
    decoder = json.JSONDecoder(strict=False)
    first, position = decoder.raw_decode(text.lstrip())
    rest = text.lstrip()[position:].lstrip(" \t\r\n,;")
    if not rest:
        return first
    found = [first]
    while rest and len(found) < _MOST_BLOCKS:
        item, position = decoder.raw_decode(rest)
        found.append(item)
        rest = rest[position:].lstrip(" \t\r\n,;")
    return found


def _fields(block: str) -> Any:
    """The unmistakable fields of an article whose JSON is beyond repair, the first of each."""
    if not _SOME_ARTICLE.search(block):
        return {}
    found: dict[str, str] = {"@type": "Article"}
    for match in _FIELD.finditer(block):
        found.setdefault(match["key"], match["value"])
    return found


def _nodes(data: Any) -> Iterator[tuple[bool, dict[str, Any]]]:
    """(whether it is an entry of a list, object) for a document, breadth first, so many."""
    queue: deque[tuple[bool, Any]] = deque([(False, data)])
    for _ in range(_MOST_NODES):
        if not queue:
            return
        listed, node = queue.popleft()
        if isinstance(node, list):
            queue.extend((listed, item) for item in node[:_MOST_NODES])
        elif isinstance(node, dict):
            yield listed, node
            queue.extend((listed or key in _LISTED, node[key]) for key in _INSIDE if key in node)


def _is_a(node: Node, kind: re.Pattern[str]) -> bool:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and kind.search(name) for name in named)
