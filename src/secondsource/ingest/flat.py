"""A page read without a tree: a linear tokenizer that no depth of nesting can starve.

libxml2 silently drops everything below some 255 nested elements, and all that follows. This
reader keeps the text; it is the yardstick for the tree parser and the way out when that fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_TOKEN = re.compile(
    r"""<(?P<close>/?)(?P<tag>[A-Za-z][^\s/<>]*+)(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+>"""
    r"|<!--|<[!?][^<>]*+>|(?P<text>[^<]++)|<"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HIDDEN = _words("script style noscript template svg math iframe head select textarea object")
_INLINE = _words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp"
    " small span strike strong sub sup time tt u var wbr"
)
_VOID = _words("area base br col embed hr img input link meta param source track wbr keygen")
_SELF_CLOSING = _words("p li dt dd option optgroup tr td th thead tbody tfoot")
_FURNITURE = _words("nav header footer aside form button figcaption")


@dataclass(frozen=True, slots=True)
class FlatPage:
    """Text blocks in page order, those outside menus and the like, and the nesting depth."""

    blocks: tuple[str, ...]
    main: tuple[str, ...]
    depth: int

    @property
    def size(self) -> int:
        """Characters of text, spaces not counted."""
        return sum(len(block) - block.count(" ") for block in self.blocks)


def read_flat(page: str) -> FlatPage:
    """Every visible text block of ``page``, in time linear in its length."""
    blocks: list[tuple[bool, str]] = []
    pending: list[str] = []
    depth = deepest = furniture = 0
    for tag, closing, text in _tokens(page):
        if text is not None:
            pending.append(text)
            continue
        if tag not in _INLINE:
            _flush(pending, blocks, furniture == 0)
        if tag in _FURNITURE:
            furniture = max(0, furniture + (-1 if closing else 1))
        if tag not in _VOID and tag not in _SELF_CLOSING:
            depth = max(0, depth + (-1 if closing else 1))
            deepest = max(deepest, depth)
    _flush(pending, blocks, furniture == 0)
    return FlatPage(
        blocks=tuple(text for _, text in blocks),
        main=tuple(text for is_main, text in blocks if is_main),
        depth=deepest,
    )


def _flush(pending: list[str], blocks: list[tuple[bool, str]], is_main: bool) -> None:
    text = " ".join(unescape("".join(pending)).split())
    pending.clear()
    if text:
        blocks.append((is_main, text))


def _tokens(page: str) -> Iterator[tuple[str, bool, str | None]]:
    """``(tag, closing, None)`` for a tag and ``("", False, text)`` for a run of text."""
    position = 0
    unclosed: set[str] = set()
    while match := _TOKEN.match(page, position):
        position = match.end()
        if match["text"] is not None or match[0] == "<":
            yield "", False, match[0]
        elif match[0] == "<!--":
            position = _skip(page, "-->", position, unclosed)
        elif match["tag"]:
            tag, closing = match["tag"].lower(), bool(match["close"])
            if tag in _HIDDEN and not closing:
                position = _skip(page, rf"</{tag}\b[^<>]*>", position, unclosed)
            else:
                yield tag, closing, None


def _skip(page: str, closing: str, position: int, unclosed: set[str]) -> int:
    """Where the hidden part ends; an unclosed one hides nothing, and is looked for only once."""
    if closing in unclosed:
        return position
    found = re.compile(closing, re.IGNORECASE).search(page, position)
    if not found:
        unclosed.add(closing)
    return found.end() if found else position
