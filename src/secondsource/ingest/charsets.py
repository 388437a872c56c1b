"""The bytes of a page as text: what the bytes themselves say counts for more than any label."""

from __future__ import annotations

import codecs
import logging
import re

from secondsource.errors import InputError
from secondsource.ingest.decode import byte_order_mark, refuse_binary, repair

_log = logging.getLogger(__name__)

_META = re.compile(rb"""<meta[^<>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_XML = re.compile(rb"""<\?xml[^<>]{0,100}encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""", re.I)
_SEEN = 4096  #: bytes in which a page names its charset
_STATEFUL = ("iso2022", "hz")  #: plain ASCII to look at, so that they pass for UTF-8
_NEVER_SENT = (  # whoever can read a label on the page would not find it in such bytes
    "utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode", "raw-unicode",
)  # fmt: skip
_AS_BROWSERS = {  # labels that mean more than they say
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_BAD_SHARE = 0.2  #: of the characters beyond ASCII, up to which a page is UTF-8 with errors


def decode_page(data: bytes, source: str, sent: str | None = None) -> str:
    """The text of a page; InputError where it is none.

    A byte order mark counts first, then whether it is UTF-8, then the charset that was ``sent``
    or stands on the page, then Windows-1252. Bytes that can't be decoded are counted in a note.
    """
    refuse_binary(data, source)
    if mark := byte_order_mark(data):
        return _replaced(data[len(mark[0]) :], mark[1], source)
    labels = [sent, *_on_the_page(data)]
    named = next((found for label in labels if (found := _codec(label))), None)
    if wide := _without_mark(data):
        return _replaced(data, wide, source)
    if named and named.startswith(_STATEFUL):
        return _replaced(data, named, source)
    try:
        return repair(data.decode("utf-8"))
    except UnicodeDecodeError:
        if data.count(b"\x00") > len(data) // 100:
            raise InputError(source, "a binary file, not text") from None
    if _is_mostly_utf8(data):
        named = "utf-8"
    return _replaced(data, named or "cp1252", source)


def _on_the_page(data: bytes) -> list[str]:
    found = (pattern.search(data[:_SEEN]) for pattern in (_META, _XML))
    return [match[1].decode("ascii") for match in found if match]


def _codec(label: str | None) -> str | None:
    """Python's name for a charset of the web, None for one that is none."""
    try:
        info = codecs.lookup((label or "").strip())
        b"a".decode(info.name)  # some codecs aren't of text
    except (LookupError, ValueError, UnicodeError):
        return None
    if info.name.startswith(_NEVER_SENT):
        return None
    return _AS_BROWSERS.get(info.name, info.name)


def _without_mark(data: bytes) -> str | None:
    """UTF-16 that has no byte order mark, told by the zeros of its markup."""
    head = data[: _SEEN // 2 * 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < 0.3 * len(head) / 2 or min(even, odd) > 0.05 * len(head) / 2:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether single bytes are wrong in what is otherwise UTF-8."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return bad <= _BAD_SHARE * beyond


def _replaced(data: bytes, name: str, source: str) -> str:
    text = data.decode(name, "replace")
    if lost := text.count("\ufffd") - data.count("\ufffd".encode()) * (name == "utf-8"):
        _log.warning("%s: %d characters could not be decoded as %s", source, lost, name)
    return repair(text)
