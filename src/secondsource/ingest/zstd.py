"""zstd data a little at a time: the library's own stream hides a cut end and unpacks too much."""

from __future__ import annotations

from zstandard import ZstdDecompressor, ZstdError

_SLICE = 512  #: packed bytes given at once; they unpack to 16 MB at the very most
_WINDOW = 1 << 27


class Zstd:
    """One zstd frame, with the methods of ``bz2.BZ2Decompressor``; raises ValueError at damage."""

    def __init__(self) -> None:
        self._frame = ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
        self._packed = memoryview(b"")
        self._unpacked = memoryview(b"")

    @property
    def eof(self) -> bool:
        """Whether the frame has ended and all of it was given."""
        return bool(self._frame.eof) and not self._unpacked

    @property
    def needs_input(self) -> bool:
        """Whether nothing more can be given without more data."""
        return not self._packed and not self._unpacked

    @property
    def unused_data(self) -> bytes:
        """What followed the frame."""
        return bytes(self._frame.unused_data) + bytes(self._packed)

    def decompress(self, data: bytes, max_length: int = 1 << 16, /) -> bytes:
        """The next bytes, ``max_length`` at most; the rest is kept for the next call."""
        if data:
            self._packed = memoryview(bytes(self._packed) + data)
        while self._packed and not self._unpacked and not self._frame.eof:
            piece, self._packed = self._packed[:_SLICE], self._packed[_SLICE:]
            try:
                self._unpacked = memoryview(self._frame.decompress(piece))
            except ZstdError as error:
                raise ValueError(str(error)) from None
        given, self._unpacked = self._unpacked[:max_length], self._unpacked[max_length:]
        return bytes(given)
