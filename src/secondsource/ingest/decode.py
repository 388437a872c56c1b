"""Bytes to text without changing the text.

The only changes are the contract's: a byte order mark is removed, and a NUL or a lone surrogate
becomes U+FFFD, one for one.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from secondsource.errors import InputError

LIMIT_BYTES = 20_000_000  #: the largest single report

_MARKS = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PAR1\x15", "a Parquet table"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
_UNUSABLE = re.compile("[\x00\ud800-\udfff]")
_MIN_SAMPLE, _MAX_NUL_SHARE = 64, 0.3


def read_limited(stream: BinaryIO, source: str) -> bytes:
    """All bytes of one report; InputError when it is empty or above the limit."""
    data = stream.read(LIMIT_BYTES + 1)
    if len(data) > LIMIT_BYTES:
        raise InputError(
            source, f"larger than {LIMIT_BYTES // 1_000_000} MB, the limit of one report"
        )
    if not data:
        raise InputError(source, "empty file")
    return data


def repair(text: str) -> str:
    """Replace what no output format can carry, one code point for one."""
    return _UNUSABLE.sub("\ufffd", text)


def byte_order_mark(data: bytes) -> tuple[bytes, str] | None:
    """The mark which ``data`` begins with and its encoding."""
    return next((pair for pair in _MARKS if data.startswith(pair[0])), None)


def refuse_binary(data: bytes, source: str) -> None:
    """InputError when the bytes are plainly not text; names the kind where it is known."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(source, f"{kind}, not text")


def decode_text(data: bytes, source: str) -> str:
    """Decode UTF-8, or UTF-16/32 with a byte order mark; InputError names the first bad byte."""
    refuse_binary(data, source)
    mark = byte_order_mark(data)
    skip, encoding = (len(mark[0]), mark[1]) if mark else (0, "utf-8")
    try:
        text = data[skip:].decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        if b"\x00" in data and not mark:
            raise InputError(source, "a binary file, not text") from None
        byte = data[skip + error.start]
        reason = f"not {encoding.upper()} text (byte 0x{byte:02X}); convert it to UTF-8"
        raise InputError(source, reason, f"byte {skip + error.start}") from None
    sample = text[:4096]
    if len(sample) >= _MIN_SAMPLE and sample.count("\x00") > _MAX_NUL_SHARE * len(sample):
        raise InputError(source, "a binary file, or UTF-16 without a byte order mark")
    return repair(text)
