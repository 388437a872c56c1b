"""Compressed streams, unpacked as they are read: never whole, and never a bomb."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol

from secondsource.errors import InputError

FREE_BYTES = 50_000_000  #: what may come out of a stream before its ratio is looked at
MAX_RATIO = 200  #: text packs to a tenth; what packs to a two-hundredth says nothing
_CHUNK = 1 << 16
_LZMA_MEMORY = 256 << 20


class Decompressor(Protocol):
    """What zlib, bz2 and lzma share."""

    @property
    def eof(self) -> bool: ...  # noqa: D102
    @property
    def unused_data(self) -> bytes: ...  # noqa: D102
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...  # noqa: D102


def _xz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(memlimit=_LZMA_MEMORY)


def _zstd() -> Decompressor:
    from secondsource.ingest.zstd import Zstd

    return Zstd()


PACKINGS: dict[str, tuple[str, Callable[[], Decompressor]]] = {
    ".gz": ("gzip", lambda: zlib.decompressobj(wbits=31)),
    ".bz2": ("bzip2", bz2.BZ2Decompressor),
    ".xz": ("xz", _xz),
    ".zst": ("zstd", _zstd),
}


def check_ratio(packed: int, unpacked: int, source: str, place: str | None = None) -> None:
    """InputError where ``unpacked`` bytes out of ``packed`` can only be a bomb."""
    if unpacked > FREE_BYTES and unpacked > MAX_RATIO * max(packed, 1):
        raise InputError(source, f"unpacks to more than {MAX_RATIO} times its size: refused", place)


class Unpacked(io.RawIOBase):
    """The bytes in a compressed stream, of one part or several; memory stays at a few chunks.

    Reading raises InputError at damage, at a cut end and at a bomb, after what came before it.
    """

    def __init__(self, stream: BinaryIO, packing: str, source: str) -> None:
        self._stream, self._source = stream, source
        self._name, self._make = PACKINGS[packing]
        self._part = self._make()
        self._waiting = b""
        self._taken = self._given = 0
        self._fed = False

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill ``buffer`` with the next bytes; 0 at the end."""
        data = self._next(len(buffer))
        buffer[: len(data)] = data
        self._given += len(data)
        check_ratio(self._taken, self._given, self._source)
        return len(data)

    def _next(self, size: int) -> bytes:
        while True:
            if self._part.eof and not self._another_part():
                return b""
            if not self._waiting and self._needs_input():
                self._waiting = self._take()
                if not self._waiting:
                    return self._end()
            if data := self._decompress(size):
                return data

    def _needs_input(self) -> bool:
        return bool(getattr(self._part, "needs_input", True))

    def _take(self) -> bytes:
        data = self._stream.read(_CHUNK)
        self._taken += len(data)
        return data

    def _end(self) -> bytes:
        if self._fed:
            raise InputError(self._source, f"the {self._name} data is cut off", self._where())
        return b""

    def _decompress(self, size: int) -> bytes:
        self._fed = True
        try:
            data = self._part.decompress(self._waiting, size)
        except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError) as error:
            if self._given and self._part.unused_data == b"" and not self._waiting.strip(b"\0"):
                return b""
            reason = f"damaged {self._name} data ({_plain(error)})"
            raise InputError(self._source, reason, self._where()) from None
        self._waiting = bytes(getattr(self._part, "unconsumed_tail", b""))
        return data

    def _another_part(self) -> bool:
        """Start the next part of the stream; zeros after the last one are padding."""
        left = self._part.unused_data.lstrip(b"\0")
        while not left and (more := self._take()):
            left = more.lstrip(b"\0")
        if not left:
            return False
        self._part, self._waiting, self._fed = self._make(), left, False
        return True

    def _where(self) -> str:
        return f"byte {max(0, self._taken - len(self._waiting))}"


def _plain(error: Exception) -> str:
    return str(error).rpartition(": ")[2] or type(error).__name__


def unpacked(stream: BinaryIO, packing: str, source: str) -> BinaryIO:
    """``stream`` without its packing (``.gz``, ``.bz2``, ``.xz``, ``.zst``), buffered."""
    return io.BufferedReader(Unpacked(stream, packing, source), _CHUNK)
