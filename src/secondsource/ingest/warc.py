"""WARC and WARC.gz: the web server's responses, one record at a time.

The readers at hand stop at the first damaged byte (docs/decisions.md). This one looks for the next
record, so that a flipped bit costs one record, and a cut file its last.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from secondsource.errors import InputError
from secondsource.ingest.decode import LIMIT_BYTES
from secondsource.ingest.failure import Failure
from secondsource.ingest.httpmessage import Response, parse_headers, parse_response
from secondsource.ingest.responses import ONE_REPORT, kind_of, read_response
from secondsource.ingest.skipping import Skip
from secondsource.ingest.warcbytes import DamagedError, RecordBytes, open_bytes
from secondsource.records.report import Report

_log = logging.getLogger(__name__)

_VERSION = re.compile(rb"WARC/[01]\.\d+\r?\n")
_LONGEST_HEADER = 1 << 16
_KINDS = "warcinfo response request metadata revisit resource conversion continuation"
_TYPES = frozenset(_KINDS.split())
_DIGEST = re.compile(r"(sha1|sha256|md5):([A-Za-z0-9+/=_-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Record:
    offset: int
    headers: dict[str, str]
    block: bytes

    @property
    def place(self) -> str:
        return f"record at byte {self.offset}"

    @property
    def url(self) -> str | None:
        return self.headers.get("warc-target-uri", "").strip("<> ") or None


def read(stream: BinaryIO, source: str, skip: Skip | None = None) -> Iterator[Report | Failure]:
    """A report for each page in the archive, and for each item of a feed; a note says how many
    responses were no articles: redirects, errors, pictures, styles, scripts."""
    others = pages = 0
    for response in responses(stream, source):
        if isinstance(response, Failure):
            pages += 1
            yield response
        elif response.status != 200 or kind_of(response) is None:
            others += 1
        else:
            pages += 1
            if skip and kind_of(response) in ONE_REPORT and skip.one():
                continue
            yield from read_response(response, source)
    if not pages:
        raise InputError(source, "no pages in this archive")
    if others:
        told = "response holds" if others == 1 else "responses hold"
        _log.warning("%s: %d %s no page, left out", source, others, told)


def responses(stream: BinaryIO, source: str) -> Iterator[Response | Failure]:
    """Every HTTP response in the archive; damage is a Failure, and the next record is found."""
    data = open_bytes(stream)
    found = False
    while True:
        try:
            if data.at_end():
                break
            record = _record(data, source)
            found = True
            if record:
                yield parse_response(record.block, record.url, source, record.place)
        except InputError as error:
            yield Failure(source=source, place=error.place, reason=error.reason)
        except DamagedError as error:
            place = f"record at byte {data.offset()}"
            yield Failure(source=source, place=place, reason=str(error))
            data.find_next()
    if not found:
        raise InputError(source, "no WARC records")


def _record(data: RecordBytes, source: str) -> _Record | None:
    """The next record, its block checked; None for records that hold no response."""
    data.skip_blank_lines()
    offset = data.offset()
    if data.at_end():
        return None
    headers = _headers(data)
    size = _length(headers)
    kind = headers.get("warc-type", "").lower()
    if kind not in _TYPES:
        raise DamagedError("a record of no known type")
    wanted = kind == "response"
    if not wanted or size > LIMIT_BYTES:
        data.skip(size)
        _expect_end(data)
        if not wanted:
            return None
        reason = f"larger than {LIMIT_BYTES // 1_000_000} MB, the limit of one report"
        raise InputError(source, reason, f"record at byte {offset}")
    block = data.read(size)
    if len(block) < size:
        data.give_back(block)  # what follows may be whole records: the length may be wrong
        raise DamagedError(f"cut off: {len(block)} of {size} bytes")
    try:
        _expect_end(data)
    except DamagedError:
        data.give_back(block)
        raise
    _check_digest(headers.get("warc-block-digest", ""), block)
    return _Record(offset, headers, block)


def _headers(data: RecordBytes) -> dict[str, str]:
    if not _VERSION.fullmatch(data.line(_LONGEST_HEADER)):
        raise DamagedError("not a WARC record")
    lines: list[bytes] = []
    held = 0
    while (line := data.line(_LONGEST_HEADER)).strip():
        lines.append(line)
        held += len(line)
        if held > _LONGEST_HEADER:
            raise DamagedError("its header has no end")
    return parse_headers(b"".join(lines))


def _length(headers: dict[str, str]) -> int:
    value = headers.get("content-length", "")
    if not (value.isascii() and value.isdigit()) or len(value) > 15:
        raise DamagedError("its header gives no length")
    return int(value)


def _expect_end(data: RecordBytes) -> None:
    if not data.ends_record():
        raise DamagedError("its length is wrong, or bytes are missing")


def _check_digest(value: str, block: bytes) -> None:
    """Only WARC files that are not compressed need it: gzip has checksums of its own."""
    match = _DIGEST.fullmatch(value.strip())
    if not match:
        return
    found = hashlib.new(match[1].lower(), block, usedforsecurity=False)
    base32 = base64.b32encode(found.digest()).decode().rstrip("=")
    if match[2].rstrip("=").upper() not in {base32, found.hexdigest().upper()}:
        raise DamagedError("its bytes don't match their checksum")
