"""What ZIP and TAR archives hold, member by member; nothing is ever written to a disk.

A member's name is only ever shown. Numbers, sizes and ratios are bounded.
"""

from __future__ import annotations

import io
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from struct import error as struct_error
from typing import BinaryIO

from secondsource.errors import InputError
from secondsource.ingest.decode import repair
from secondsource.ingest.failure import Failure
from secondsource.ingest.unpack import FREE_BYTES, MAX_RATIO, check_ratio

MOST_MEMBERS = 100_000
_DIRECTORY_END = b"PK\x05\x06"
_LARGEST_HEADER = 1 << 20
_BLOCK = 512
_LOCAL_HEADER = 30  #: bytes before a member of a ZIP, at least
_MOST_LOOSE = 4 * FREE_BYTES
_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError,
    NotImplementedError, RuntimeError, ValueError, OverflowError, struct_error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive: its name there, and its bytes, to be read before the next one."""

    name: str
    stream: BinaryIO


class _Budget:
    """What may come out of one archive in all by members packed as no text is: many small bombs are
    a large one."""

    def __init__(self) -> None:
        self._left = _MOST_LOOSE

    def spend(self, packed: int, given: int, more: int, source: str) -> None:
        """InputError where a member gave too much; of its ``given`` bytes ``more`` are new."""
        check_ratio(packed, given, source)
        if given > MAX_RATIO * max(packed, 1):
            self._left -= more
            if self._left < 0:
                reason = f"one of many members that unpack to {MAX_RATIO} times their size: refused"
                raise InputError(source, reason)


class _Counted(io.RawIOBase):
    """A member's bytes, counted against the size that the archive gives for it."""

    def __init__(self, stream: BinaryIO, packed: int, source: str, budget: _Budget) -> None:
        self._stream, self._packed, self._source = stream, packed, source
        self._given, self._budget = 0, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except _BROKEN as error:
            raise InputError(self._source, f"a damaged member ({_plain(error)})") from None
        buffer[: len(data)] = data
        self._given += len(data)
        self._budget.spend(self._packed, self._given, len(data), self._source)
        return len(data)


def zip_members(stream: BinaryIO, source: str) -> Iterator[Member | Failure]:
    """Members of a ZIP archive, in the order of its directory."""
    _check_directory(stream, source)
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN as error:
        raise InputError(source, f"a damaged ZIP archive ({_plain(error)})") from None
    with archive:
        budget, ends = _Budget(), _ends(archive)
        for info in archive.infolist():
            if info.is_dir() or is_hidden(info.filename):
                continue
            if info.header_offset + _LOCAL_HEADER + info.compress_size > ends[info.header_offset]:
                place = f"{source}!{shown_name(info.filename)}"
                yield Failure(source=place, place=None, reason="overlaps another member: refused")
                continue
            yield _zip_member(archive, info, source, budget)


def _ends(archive: zipfile.ZipFile) -> dict[int, int]:
    """Where each member has to end, by where it begins: before the next one. Members that share a
    place, of which each would be unpacked anew, have no room at all."""
    begins = sorted(info.header_offset for info in archive.infolist())
    ends = dict(zip(begins, [*begins[1:], archive.start_dir], strict=True))
    return ends | {one: one for one, other in pairwise(begins) if one == other}


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, budget: _Budget
) -> Member | Failure:
    name = shown_name(info.filename)
    place = f"{source}!{name}"
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return Failure(source=place, place=None, reason="a link or a device, not a file")
    if info.flag_bits & 0x1:
        return Failure(source=place, place=None, reason="encrypted")
    try:
        opened = archive.open(info)
    except _BROKEN as error:
        return Failure(source=place, place=None, reason=f"a damaged member ({_plain(error)})")
    packed = info.compress_size
    return Member(name, io.BufferedReader(_Counted(opened, packed, place, budget)))  # type: ignore[arg-type]


def _check_directory(stream: BinaryIO, source: str) -> None:
    """InputError where the directory, which is held whole, would be too large."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 65_557))
    tail = stream.read(65_557)
    stream.seek(0)
    end = tail.rfind(_DIRECTORY_END)
    if end < 0:
        raise InputError(source, "not a ZIP archive, or cut off: it has no directory")
    members = int.from_bytes(tail[end + 10 : end + 12], "little")
    length = int.from_bytes(tail[end + 12 : end + 16], "little")
    large = tail.rfind(b"PK\x06\x06", 0, end)
    if members == 0xFFFF and large >= 0:
        members = int.from_bytes(tail[large + 32 : large + 40], "little")
        length = int.from_bytes(tail[large + 40 : large + 48], "little")
    if members > MOST_MEMBERS or length > MOST_MEMBERS * 512:
        raise InputError(source, f"an archive of more than {MOST_MEMBERS} members")


class _Header(tarfile.TarInfo):
    """A header whose long names are refused before they are held."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo | tarfile.TarFile:
        is_data = self.type in tarfile.SUPPORTED_TYPES and self.type not in _EXTENDED
        if not is_data and self.size > _LARGEST_HEADER:
            raise tarfile.ReadError("an oversized header")
        return super()._proc_member(archive)  # type: ignore[misc, no-any-return]


_EXTENDED = (
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)  # fmt: skip


def tar_members(stream: BinaryIO, source: str) -> Iterator[Member | Failure]:
    """Members of an unpacked TAR stream; damage ends it with an InputError."""
    number = 0
    ended = _Ended(stream)
    try:
        archive = tarfile.open(fileobj=ended, mode="r|", tarinfo=_Header)  # noqa: SIM115
    except _BROKEN as error:
        raise InputError(source, f"not a TAR archive ({_plain(error)})") from None
    with archive:
        while info := _next_header(archive, source):
            number += 1
            if number > MOST_MEMBERS:
                raise InputError(source, f"an archive of more than {MOST_MEMBERS} members")
            if not (info.isdir() or is_hidden(info.name)):
                yield _tar_member(archive, info, source)
    if ended.tail.strip(b"\0"):
        raise InputError(source, "a TAR archive without an end: cut off")


class _Ended(io.RawIOBase):
    """A stream that remembers its last bytes: a whole archive ends with zeros."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.tail = stream, b""

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self.tail = (self.tail + data)[-_BLOCK:]
        return data


def _next_header(archive: tarfile.TarFile, source: str) -> tarfile.TarInfo | None:
    try:
        info = archive.next()
    except _BROKEN as error:
        raise InputError(source, f"a damaged TAR archive ({_plain(error)})") from None
    archive.members.clear()  # type: ignore[attr-defined]  # they would be kept for ever
    return info


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, source: str) -> Member | Failure:
    name = shown_name(info.name)
    place = f"{source}!{name}"
    opened = archive.extractfile(info) if info.isreg() and not info.issparse() else None
    if opened is None:
        return Failure(source=place, place=None, reason="a link or a device, not a file")
    return Member(name, io.BufferedReader(_Counted(opened, info.size, place, _Budget())))  # type: ignore[arg-type]


def is_hidden(name: str) -> bool:
    """Whether a part of the name begins with a dot, as for files in folders, or is macOS's own."""
    parts = [part for part in re.split(r"[/\\]", name) if part not in {"", ".", ".."}]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def shown_name(name: str) -> str:
    """A member's name as text that every output can carry."""
    return repair(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _plain(error: BaseException) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__
