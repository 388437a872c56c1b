"""Text of reports made safe to show on one line; an article is never a control sequence."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

#: Direction overrides, embeddings and isolates: they can make a line read as what it is not.
DIRECTION: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: Characters without width that carry no meaning in running text.
INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINERS: Final = re.compile("[\u200c\u200d]")
_SPACE: Final = re.compile(r"\s+")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def plain(text: str) -> str:
    """One line without control characters: controls are shown as pictures, directions named."""
    line = _SPACE.sub(" ", text).strip()
    line = _CONTROL.sub(_picture, line)
    return INVISIBLE.sub("", DIRECTION.sub(named, line))


def named(match: re.Match[str]) -> str:
    """The code point in brackets, ``[U+202E]``."""
    return f"[U+{ord(match[0]):04X}]"


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def shortened(text: str, limit: int) -> str:
    """At most ``limit`` characters, cut at a word, with an ellipsis where something is left out."""
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", limit // 2, limit)
    return text[: cut if cut > 0 else limit - 1].rstrip(" ,;:") + " …"


def is_odd_name(name: str) -> bool:
    """Whether a name hides characters or mixes alphabets as a look-alike would."""
    if DIRECTION.search(name) or INVISIBLE.search(name) or _JOINERS.search(name):
        return True
    if _CONTROL.search(name):
        return True
    return any(len(_scripts(word)) > 1 for word in re.findall(r"\w+", name))


def _scripts(word: str) -> set[str]:
    """Alphabets of a word, of those that look alike."""
    first = {unicodedata.name(char, "").split(" ")[0] for char in word if char.isalpha()}
    return first & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH"}


def web_address(url: str | None) -> str | None:
    """The address when it is one for the web, else None (``javascript:`` and the like)."""
    if not url or _CONTROL.search(url) or _SPACE.search(url) or DIRECTION.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None
