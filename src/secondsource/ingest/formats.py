"""Which reader takes which input: by the end of its name, or by what a server says it sent.

Compressed files and archives are taken apart here, so that any of these may be inside another.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from secondsource.errors import InputError
from secondsource.ingest import feed, jsonfile, jsonlines, mail, parquet, plaintext, warc, webpage
from secondsource.ingest.archive import Member, tar_members, zip_members
from secondsource.ingest.failure import Failure
from secondsource.ingest.skipping import Skip
from secondsource.ingest.unpack import PACKINGS, unpacked
from secondsource.records.report import Report

Item = Report | Failure
Reader = Callable[[BinaryIO, str], Iterator[Item]]

_PASSING: dict[str, Callable[[BinaryIO, str, Skip], Iterator[Item]]] = {
    ".jsonl": jsonlines.read,
    ".ndjson": jsonlines.read,
    ".warc": warc.read,
    ".warc.gz": warc.read,
    ".mbox": mail.read_mbox,
}  #: readers that pass over what is known without reading it
READERS: dict[str, Reader] = {
    ".txt": plaintext.read,
    ".html": webpage.read,
    ".htm": webpage.read,
    ".xhtml": webpage.read,
    ".xml": feed.read,
    ".rss": feed.read,
    ".atom": feed.read,
    ".rdf": feed.read,
    ".jsonl": jsonlines.read,
    ".ndjson": jsonlines.read,
    ".json": jsonfile.read,
    ".parquet": parquet.read,
    ".warc": warc.read,
    ".warc.gz": warc.read,
    ".eml": mail.read,
    ".mbox": mail.read_mbox,
}
_ONE_REPORT = frozenset({".txt", ".html", ".htm", ".xhtml", ".eml"})
_SEEKING = frozenset({".parquet", ".zip"})  # their table of contents stands at the end
_SHORT = {".tgz": ".tar.gz", ".tbz": ".tar.bz2", ".tbz2": ".tar.bz2", ".txz": ".tar.xz"}
_MOST_LAYERS = 4
_CHUNK = 1 << 16
_HELD, _MOST_SPOOLED = 16 << 20, 4 << 30


def is_read(name: str) -> bool:
    """Whether a file of this name is of a kind that is read."""
    return _ending(name) is not None


def kinds() -> str:
    """Every ending that is read, for a message."""
    return " ".join([*READERS, ".zip", ".tar", *PACKINGS])


def read_stream(
    stream: BinaryIO, name: str, source: str, layer: int = 0, skip: Skip | None = None
) -> Iterator[Item]:
    """Reports and failures in the file called ``name``; damage to the whole is a Failure too.

    ``source`` is what the reports give as theirs; inside an archive it is ``archive!member``.
    ``skip`` says how many of the first items are known: those that can be passed over unread are
    taken off it, and the caller takes off the rest.
    An InputError of a stream that this one lies in goes on to whoever reads that.
    """
    try:
        yield from _read(_Opened(stream, source, layer, skip or Skip()), name)
    except InputError as error:
        if error.source != source:
            raise
        yield Failure(source=source, place=error.place, reason=error.reason)
    except (OSError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001  # a reader's mistake costs one file and no other
        reason = f"could not be read: {type(error).__name__}: {error}"
        yield Failure(source=source, place=None, reason=reason)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A stream, what it is called, how deep it lies, and what of it is known."""

    stream: BinaryIO
    source: str
    layer: int
    skip: Skip


def _read(opened: _Opened, name: str) -> Iterator[Item]:
    ending = _ending(name)
    if ending is None:
        raise InputError(opened.source, f"not a kind of file that is read ({kinds()})")
    if opened.layer > _MOST_LAYERS:
        raise InputError(opened.source, f"packed more than {_MOST_LAYERS} times: refused")
    if ending in _SEEKING and not _can_seek(opened.stream):
        with closing(_spooled(opened.stream, opened.source)) as held:
            yield from _read_seekable(replace(opened, stream=held), ending)
    else:
        yield from _read_seekable(opened, ending)


def _read_seekable(opened: _Opened, ending: str) -> Iterator[Item]:
    stream, source = opened.stream, opened.source
    if passing := _PASSING.get(ending):
        yield from passing(stream, source, opened.skip)
    elif reader := READERS.get(ending):
        yield from reader(stream, source)
    elif ending == ".zip":
        yield from _inside(zip_members(stream, source), opened)
    elif ending == ".tar":
        yield from _inside(tar_members(stream, source), opened)
    else:
        inner, packing = ending.rsplit(".", 1)
        plain = unpacked(stream, f".{packing}", source)
        yield from _read(replace(opened, stream=plain, layer=opened.layer + 1), f"x{inner}")
        while plain.read(_CHUNK):  # its checksum comes last
            pass


def _inside(members: Iterator[Member | Failure], opened: _Opened) -> Iterator[Item]:
    found = False
    for member in members:
        found = True
        if isinstance(member, Failure):
            yield member
        elif _ending(member.name) in _ONE_REPORT and opened.skip.one():
            continue
        else:
            inner = f"{opened.source}!{member.name}"
            layer = opened.layer + 1
            yield from read_stream(member.stream, member.name, inner, layer, opened.skip)
    if not found:
        raise InputError(opened.source, "no files in this archive")


def _ending(name: str) -> str | None:
    """The part of ``name`` that says what it is, in lower case: ``.jsonl.gz``, ``.zip``."""
    name = name.lower()
    for short, full in _SHORT.items():
        if name.endswith(short):
            name = name.removesuffix(short) + full
    for known in (*READERS, ".zip", ".tar"):
        if name.endswith(known):
            return known
    for packing in PACKINGS:
        if name.endswith(packing):
            inner = _ending(name.removesuffix(packing))
            return inner + packing if inner else None
    return None


def _can_seek(stream: BinaryIO) -> bool:
    try:
        return stream.seekable()
    except (AttributeError, ValueError):
        return False


def _spooled(stream: BinaryIO, source: str) -> BinaryIO:
    """A copy that can be sought in: in memory while it is small, then in a file without a name."""
    held = SpooledTemporaryFile(max_size=_HELD)  # noqa: SIM115  # the caller closes it
    try:
        shutil.copyfileobj(cast(BinaryIO, _Limited(stream, source)), held)
    except BaseException:
        held.close()
        raise
    held.seek(0)
    return cast(BinaryIO, held)


class _Limited(io.RawIOBase):
    """A stream that is refused from a size on."""

    def __init__(self, stream: BinaryIO, source: str) -> None:
        self._stream, self._source, self._given = stream, source, 0

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self._given += len(data)
        if self._given > _MOST_SPOOLED:
            raise InputError(self._source, "an archive in an archive larger than 4 GiB")
        return data
