"""The bytes of a WARC file, packed or not, with a way to go on after damage."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from secondsource.ingest.unpack import FREE_BYTES, MAX_RATIO

_CHUNK = 1 << 16
_MAGIC = b"\x1f\x8b\x08"
_START = b"WARC/"
_BLANK = b"\r\n"
_TRIAL = 1024


class DamagedError(Exception):
    """A record that can't be told: the message is the reason."""


class RecordBytes:
    """A plain WARC file, read in chunks; only what one record needs is held."""

    def __init__(self, stream: BinaryIO, head: bytes = b"") -> None:
        self._stream = stream
        self._buffer = bytearray(head)
        self._start = 0  #: of the buffer, in the file

    def offset(self) -> int:
        """Where in the file the next byte is."""
        return self._start

    def at_end(self) -> bool:
        """Whether nothing is left."""
        return not self._fill(1)

    def line(self, longest: int) -> bytes:
        """The next line with its end; DamagedError where it has none within ``longest`` bytes."""
        while (end := self._buffer.find(b"\n")) < 0:
            if len(self._buffer) > longest or not self._more():
                raise DamagedError("its header is cut off or no header")
        return self._take(end + 1)

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes, fewer only at the end of the file or before damage."""
        try:
            self._fill(size)
        except DamagedError:
            self._take(len(self._buffer))
            raise
        return self._take(size)

    def give_back(self, data: bytes) -> None:
        """Put bytes before the next one, for ``find_next`` to look at."""
        self._buffer[:0] = data
        self._start -= len(data)

    def skip(self, size: int) -> None:
        """Pass over ``size`` bytes, or up to a record that begins before: the length was wrong."""
        while size > 0 and self._fill(min(size, _CHUNK)):
            piece = self._buffer[: min(size, len(self._buffer))]
            if size > _CHUNK and (found := piece.find(b"\nWARC/1.")) >= 0:
                self._take(found)
                raise DamagedError("its length is wrong")
            size -= len(self._take(min(len(piece), size)))
        if size > 0:
            raise DamagedError(f"cut off: {size} bytes are missing")

    def skip_blank_lines(self) -> None:
        """Pass over empty lines between records."""
        while self._fill(1) and self._buffer[0] in _BLANK:
            self._take(1)

    def ends_record(self) -> bool:
        """Whether a record ends here: empty lines, then another one or the end."""
        self._fill(len(_START) + 4)
        rest = bytes(self._buffer[: len(_START) + 4]).lstrip(_BLANK)
        return not rest or _START.startswith(rest[: len(_START)])

    def find_next(self) -> None:
        """Go on at the next line that begins a record, or to the end."""
        while True:
            found = self._buffer.find(b"\n" + _START)
            if found >= 0:
                self._take(found + 1)
                return
            self._take(max(0, len(self._buffer) - len(_START)))
            if not self._more():
                self._take(len(self._buffer))
                return

    def _fill(self, size: int) -> bool:
        """Hold ``size`` bytes, or all that are left; False where nothing is."""
        while len(self._buffer) < size and self._more():
            pass
        return bool(self._buffer)

    def _more(self) -> bool:
        data = self._stream.read(_CHUNK)
        self._buffer += data
        return bool(data)

    def _take(self, size: int) -> bytes:
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._start += len(data)
        return data


class PackedBytes(RecordBytes):
    """A WARC.gz file: after damage it goes on with the next gzip member."""

    def __init__(self, stream: BinaryIO, head: bytes = b"") -> None:
        super().__init__(stream)
        self._raw = bytearray(head)
        self._raw_start = 0
        self._member = 0  #: where the current member begins
        self._unpacker = zlib.decompressobj(wbits=31)
        self._member_size = self._given = 0
        self._fed = False

    def offset(self) -> int:
        """Where in the file the current member begins."""
        return self._member

    def ends_record(self) -> bool:
        """Whether a record ends here; the member's checksum is looked at too."""
        while not self._unpacker.eof and len(self._buffer) < 5 and self._more_of_member():
            pass
        rest = bytes(self._buffer[: len(_START) + 4]).lstrip(_BLANK)
        return not rest or _START.startswith(rest[: len(_START)])

    def find_next(self) -> None:
        """Go on at the next record in this member, else at the next member."""
        self._buffer.clear()
        self._drop(self._member + 1 - self._raw_start)
        while self._next_member() and not self._begins_record():
            self._drop(1)

    def _more(self) -> bool:
        if self._more_of_member():
            return True
        return self._unpacker.eof and self._begins_member() and self._next_member()

    def _begins_member(self) -> bool:
        """Whether another member follows; DamagedError where something else does."""
        while len(self._raw) < len(_MAGIC) and self._read_raw():
            pass
        if self._raw.strip(b"\0") and not self._raw.startswith(_MAGIC):
            self._member = self._raw_start
            raise DamagedError("bytes that begin no record")
        return bool(self._raw)

    def _more_of_member(self) -> bool:
        """Unpack some more; False at the member's end."""
        while not self._unpacker.eof:
            if not self._raw and not self._read_raw():
                if self._fed:
                    self._unpacker, self._fed = zlib.decompressobj(wbits=31), False
                    raise DamagedError("the gzip data is cut off")
                return False
            if data := self._unpack():
                self._buffer += data
                return True
        return False

    def _unpack(self) -> bytes:
        packed, self._fed = bytes(self._raw), True
        try:
            data = self._unpacker.decompress(packed, _CHUNK)
        except zlib.error as error:
            raise DamagedError(f"damaged gzip data ({str(error).rpartition(': ')[2]})") from None
        left = self._unpacker.unused_data or self._unpacker.unconsumed_tail
        used = len(packed) - len(left)
        del self._raw[:used]
        self._raw_start += used
        self._member_size += used
        self._given += len(data)
        if self._given > FREE_BYTES and self._given > MAX_RATIO * self._member_size:
            raise DamagedError(f"unpacks to more than {MAX_RATIO} times its size: refused")
        return data

    def _begins_record(self) -> bool:
        """Whether what looks like a gzip header is one: three bytes can come by chance."""
        while len(self._raw) < _TRIAL and self._read_raw():
            pass
        try:
            head = zlib.decompressobj(wbits=31).decompress(bytes(self._raw[:_TRIAL]), len(_START))
        except zlib.error:
            return False
        return head == _START

    def _next_member(self) -> bool:
        """Begin at the next gzip header; False where there is none."""
        while (found := self._raw.find(_MAGIC)) < 0:
            self._drop(max(0, len(self._raw) - len(_MAGIC) + 1))
            if not self._read_raw():
                self._drop(len(self._raw))
                self._unpacker, self._fed = zlib.decompressobj(wbits=31), False
                return False
        self._drop(found)
        self._member = self._raw_start
        self._unpacker, self._fed = zlib.decompressobj(wbits=31), False
        self._member_size = self._given = 0
        return True

    def _read_raw(self) -> bool:
        data = self._stream.read(_CHUNK)
        self._raw += data
        return bool(data)

    def _drop(self, size: int) -> None:
        size = max(0, min(size, len(self._raw)))
        del self._raw[:size]
        self._raw_start += size


def open_bytes(stream: BinaryIO) -> RecordBytes:
    """The reader for ``stream``, packed or not, told by its first bytes."""
    head = stream.read(_CHUNK)
    packed = head.startswith(_MAGIC) or (not head.startswith(_START) and _MAGIC in head)
    return (PackedBytes if packed else RecordBytes)(stream, head)
