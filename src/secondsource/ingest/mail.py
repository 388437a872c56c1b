"""Newsletters: EML messages, and MBOX files of any size, one message at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from io import BytesIO
from typing import BinaryIO

from secondsource.errors import InputError
from secondsource.ingest import webpage
from secondsource.ingest.decode import LIMIT_BYTES, read_limited, refuse_binary, repair
from secondsource.ingest.failure import Failure
from secondsource.ingest.fields import checked_date
from secondsource.ingest.skipping import Skip
from secondsource.records.report import Report

_FROM = b"From "
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_LIST_NAME = re.compile(r"([^<>]*)<([^<>]+)>")
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_MOST_PARTS = 200
_NOTE = re.compile(r"\([^()]{1,20}\)\s*$")  #: a zone's name after a date


def read(stream: BinaryIO, source: str) -> Iterator[Report | Failure]:
    """The one report of a message."""
    yield _report(read_limited(stream, source), source)


def read_mbox(
    stream: BinaryIO, source: str, skip: Skip | None = None
) -> Iterator[Report | Failure]:
    """A report for each message; one that can't be read is a Failure with its number."""
    number = 0
    for number, data in enumerate(_messages(stream, source), start=1):
        if skip and skip.one():
            continue
        place = f"message {number}"
        try:
            if data is None:
                raise InputError(source, f"longer than {LIMIT_BYTES // 1_000_000} MB")
            yield replace(_report(data, source), place=place)
        except InputError as error:
            yield Failure(source=source, place=place, reason=error.reason)
    if not number:
        raise InputError(source, "no messages")


def _messages(stream: BinaryIO, source: str) -> Iterator[bytes | None]:
    """Bytes of each message; None for one above the limit, which is never held."""
    held = bytearray()
    size, after_blank, started = 0, True, False
    while line := stream.readline(1 << 16):
        if after_blank and line.startswith(_FROM):
            if started:
                yield _joined(held, size)
            held, size, started = bytearray(), 0, True
        elif not started:
            refuse_binary(line, source)
            if line.strip():
                raise InputError(source, "not an mbox file: it doesn't begin with 'From '")
        else:
            size += len(line)
            if size <= LIMIT_BYTES:
                held += line
            else:
                held.clear()
        after_blank = not line.strip(b"\r\n")
    if started:
        yield _joined(held, size)


def _joined(held: bytearray, size: int) -> bytes | None:
    return _QUOTED_FROM.sub(rb"\1", bytes(held)) if size <= LIMIT_BYTES else None


def _report(data: bytes, source: str) -> Report:
    refuse_binary(data, source)
    try:
        message = message_from_bytes(data)
        parts = _parts(message)
    except (RecursionError, MessageError, ValueError, LookupError):
        raise InputError(source, "a message that can't be taken apart") from None
    if not message.keys():
        raise InputError(source, "not a message: it has no headers")
    report = _body(parts, source)
    date = _NOTE.sub("", _header(message, "Date"))
    return replace(
        report,
        id="",
        title=_header(message, "Subject") or report.title,
        outlet=_outlet(message) or report.outlet,
        url=_archived(message) or report.url,
        published=checked_date(date, source, None) or report.published,
        source=source,
    )


def _parts(message: Message) -> list[Message]:
    """Text parts that are no attachments, a bounded number, in order."""
    waiting, found = [message], []
    for _ in range(_MOST_PARTS):
        if not waiting:
            break
        part = waiting.pop(0)
        inner = part.get_payload()
        if part.is_multipart() and isinstance(inner, list):
            waiting[:0] = [one for one in inner if isinstance(one, Message)]
        elif part.get_content_maintype() == "text" and not _is_attachment(part):
            found.append(part)
    return found


def _is_attachment(part: Message) -> bool:
    return (part.get_content_disposition() or "") == "attachment"


def _body(parts: list[Message], source: str) -> Report:
    """The HTML part; the plain one where there is none or it gives no text."""
    reason = "no text part"
    for part in parts:
        if part.get_content_subtype() == "html":
            try:
                return _from_page(part, source)
            except InputError as error:
                reason = error.reason
    for part in parts:
        text = "" if part.get_content_subtype() == "html" else _decoded(part)
        if text.strip():
            return Report(text=text.replace("\r\n", "\n").rstrip() + "\n")
    raise InputError(source, reason)


def _from_page(part: Message, source: str) -> Report:
    for item in webpage.read(BytesIO(b"\xef\xbb\xbf" + _decoded(part).encode()), source):
        if isinstance(item, Report):
            return item
    raise InputError(source, "no article text found in the message")


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    for name in (part.get_content_charset(), "utf-8"):
        try:
            return repair(data.decode(name or "utf-8"))
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return repair(data.decode("cp1252", "replace"))


def _header(message: Message, name: str) -> str:
    """A header on one line, its encoded words read."""
    value = message.get(name)
    if value is None:
        return ""
    try:
        text = str(make_header(decode_header(str(value)[:2_000])))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        text = str(value)[:2_000]
    return " ".join(webpage.clean(repair(text)).split())


def _outlet(message: Message) -> str | None:
    """The sender's name, else the list's, else the sender's domain."""
    name, address = parseaddr(_header(message, "From"))
    mailing_list = _LIST_NAME.match(_header(message, "List-Id"))
    listed = mailing_list[1].strip(' "') if mailing_list else ""
    return name.strip() or listed or address.rpartition("@")[2].lower() or None


def _archived(message: Message) -> str | None:
    """The address at which the sender keeps the message for reading."""
    for name in ("Archived-At", "Content-Location", "Content-Base"):
        if match := _ADDRESS.search(_header(message, name)):
            return match[0]
    return None
