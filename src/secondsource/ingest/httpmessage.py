"""What a server sent, as it sent it: status, headers, and the body without its wrappings."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

from secondsource.errors import InputError
from secondsource.ingest.decode import LIMIT_BYTES

_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_MOST_HEADERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One answer of a web server; ``body`` is without transfer and content encodings."""

    url: str | None
    body: bytes
    status: int = 200
    media_type: str = ""  #: lower case, without parameters
    charset: str | None = None
    place: str | None = None  #: where in its archive
    headers: dict[str, str] = field(default_factory=dict)


def parse_response(message: bytes, url: str | None, source: str, place: str | None) -> Response:
    """The response which a WARC record holds; InputError where it is none."""
    status = _STATUS.match(message)
    if not status:
        raise InputError(source, "not an HTTP response", place)
    end = _HEADERS_END.search(message)
    head, body = (message[: end.start()], message[end.end() :]) if end else (message, b"")
    headers = parse_headers(head)
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    media_type, charset = content_type(headers.get("content-type", ""))
    return Response(
        url=url,
        body=decoded(body, headers.get("content-encoding", ""), source, place),
        status=int(status[1]),
        media_type=media_type,
        charset=charset,
        place=place,
        headers=headers,
    )


def parse_headers(head: bytes) -> dict[str, str]:
    """Header fields by lower-case name, the first of each; folded lines are joined."""
    found: dict[str, str] = {}
    name = ""
    for line in head.split(b"\n")[: _MOST_HEADERS + 1]:
        text = line.decode("latin-1").rstrip("\r")
        if text[:1] in {" ", "\t"} and name:
            found[name] += " " + text.strip()
        elif ":" in text:
            name, _, value = text.partition(":")
            name = name.strip().lower()
            found.setdefault(name, value.strip())
    return found


def content_type(value: str) -> tuple[str, str | None]:
    """Media type in lower case, and the charset where it names one."""
    charset = _CHARSET.search(value)
    return value.partition(";")[0].strip().lower(), charset[1] if charset else None


def _without_chunks(body: bytes) -> bytes:
    """The body put together; as it stands where it is not in chunks (crawlers join them)."""
    pieces: list[bytes] = []
    position = 0
    while match := _CHUNK_SIZE.match(body, position):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[match.end() : match.end() + size])
        position = match.end() + size
        position += 2 if body[position : position + 2] == b"\r\n" else 1
    return b"".join(pieces) if pieces and position >= len(body) else body


def decoded(body: bytes, encoding: str, source: str, place: str | None) -> bytes:
    """``body`` without its content encodings; InputError at damage and above the limit."""
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name in {"gzip", "x-gzip"}:
            body = _inflated(body, 31, source, place) if body[:2] == b"\x1f\x8b" else body
        elif name == "deflate":
            body = _inflated(body, 15 if body[:1] == b"\x78" else -15, source, place)
        elif name == "br":
            body = _without_brotli(body, source, place)
        elif name == "zstd":
            body = _without_zstd(body, source, place)
        elif name != "identity":
            raise InputError(source, f"sent with the unknown encoding {name[:20]!r}", place)
    return body


def _inflated(body: bytes, window: int, source: str, place: str | None) -> bytes:
    unpacker = zlib.decompressobj(wbits=window)
    try:
        data = unpacker.decompress(body, LIMIT_BYTES + 1)
    except zlib.error:
        raise InputError(source, "damaged compressed body", place) from None
    return _checked(data, unpacker.eof, source, place)


def _without_brotli(body: bytes, source: str, place: str | None) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    try:
        data: bytes = unpacker.process(body, output_buffer_limit=LIMIT_BYTES + 1)
    except brotli.error:
        data = b""
    if not data and b"<" in body[:1024]:
        return body  # crawlers unpack bodies and keep the header
    return _checked(data, unpacker.is_finished(), source, place)


def _without_zstd(body: bytes, source: str, place: str | None) -> bytes:
    from secondsource.ingest.zstd import Zstd

    if not body.startswith(b"\x28\xb5\x2f\xfd"):
        return body
    unpacker = Zstd()
    pieces: list[bytes] = []
    size, waiting = 0, body
    try:
        while size <= LIMIT_BYTES and (piece := unpacker.decompress(waiting, LIMIT_BYTES)):
            pieces.append(piece)
            size, waiting = size + len(piece), b""
    except ValueError:
        raise InputError(source, "damaged compressed body", place) from None
    return _checked(b"".join(pieces), unpacker.eof, source, place)


def _checked(data: bytes, whole: bool, source: str, place: str | None) -> bytes:
    if len(data) > LIMIT_BYTES:
        raise InputError(source, f"unpacks to more than {LIMIT_BYTES // 1_000_000} MB", place)
    if not whole:
        raise InputError(source, "the compressed body is damaged or cut off", place)
    return data
