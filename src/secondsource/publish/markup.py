"""HTML built from values: every plain string is escaped, only ``Markup`` passes as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from secondsource.publish import safetext

_VOID: Final = frozenset({"br", "circle", "input", "line", "link", "meta", "path", "rect"})
_FLAGGED: Final = re.compile(
    safetext.DIRECTION.pattern + "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
)


class Markup(str):
    """HTML that is already safe."""

    __slots__ = ()


Child = str | Markup | Iterable[str | Markup | None] | None


def el(tag: str, *children: Child, **attributes: str | float | None) -> Markup:
    """An element. ``class_`` and ``for_`` lose the underscore, others turn ``_`` into ``-``.

    A None attribute is left out, an empty one is written without a value.
    """
    parts = [tag]
    for name, value in attributes.items():
        if value is None:
            continue
        key = name.rstrip("_").replace("_", "-")
        parts.append(f'{key}="{_escaped(str(value))}"' if value != "" else key)
    head = " ".join(parts)
    if tag in _VOID:
        return Markup(f"<{head}>" if tag in ("br", "input", "link", "meta") else f"<{head}/>")
    return Markup(f"<{head}>{join(children)}</{tag}>")


def join(children: Iterable[Child]) -> Markup:
    """Several children as one piece."""
    pieces: list[str] = []
    for child in children:
        if isinstance(child, Markup):
            pieces.append(child)
        elif isinstance(child, str):
            pieces.append(_escaped(child))
        elif child is not None:
            pieces.append(join(child))
    return Markup("".join(pieces))


def line(text: str) -> Markup:
    """A report's words on one line, without controls."""
    return Markup(escape(safetext.plain(text)))


def verbatim(text: str) -> Markup:
    """A report's words, every character kept; controls and direction marks get a flag."""
    pieces: list[str] = []
    last = 0
    for match in _FLAGGED.finditer(text):
        pieces.append(_escaped(text[last : match.start()]))
        flag = safetext.named(match)
        pieces.append(f'<bdi class="ctl" data-u="{flag}">{_escaped(match[0])}</bdi>')
        last = match.end()
    pieces.append(_escaped(text[last:]))
    return Markup("".join(pieces))


def _escaped(text: str) -> str:
    """Escaped so that a browser's parser gives back the same characters."""
    text = escape(text).replace("\r", "&#13;").replace("\x00", "\ufffd")
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
