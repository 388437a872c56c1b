"""Invented files in every form that is read, and what reading them gave."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from secondsource.ingest import Failure, read_sources
from secondsource.ingest.formats import read_stream
from secondsource.records.report import Report

LEAD = (
    "A ferry with forty people on board ran aground near Port Vell on Thursday evening, the"
    " coastguard said, and all were brought ashore."
)


def page(number: int = 1, head: str = "") -> str:
    return (
        f"<!doctype html><html lang=en><head><title>Ferry {number}</title>{head}</head><body>"
        f"<article><h1>Ferry {number}</h1><p>{LEAD}</p><p>It was ferry number {number} of the"
        " line, which has run between the two towns for a hundred years.</p></article></body>"
    )


def http(body: bytes, kind: str = "text/html", *, status: str = "200 OK", extra: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


def record(block: bytes, kind: str = "response", url: str = "https://post.example/1") -> bytes:
    digest = hashlib.sha256(block).hexdigest()
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Block-Digest: sha256:{digest}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(count: int) -> list[bytes]:
    """Records of an archive: a header, then requests and the pages that answered them."""
    records = [record(b"software: none\r\n", "warcinfo", "")]
    for number in range(1, count + 1):
        url = f"https://post.example/{number}"
        records.append(record(b"GET / HTTP/1.1\r\n\r\n", "request", url))
        records.append(record(http(page(number).encode()), url=url))
    return records


def packed_warc(count: int) -> bytes:
    return b"".join(gzip.compress(one) for one in warc(count))


def zipped(members: Sequence[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(members: Sequence[tuple[str, bytes]], mode: str = "w") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def split(items: Iterator[Report | Failure]) -> tuple[list[Report], list[Failure]]:
    found = list(items)
    return (
        [item for item in found if isinstance(item, Report)],
        [item for item in found if isinstance(item, Failure)],
    )


def read_bytes(data: bytes, name: str) -> tuple[list[Report], list[Failure]]:
    """What ``data`` holds, read as a file called ``name``."""
    return split(read_stream(io.BytesIO(data), name, name))


def read_path(path: Path) -> tuple[list[Report], list[Failure]]:
    return split(read_sources([str(path)]))


def peak_megabytes(action: Callable[[], object]) -> float:
    """The most memory that Python held during ``action``."""
    with _traced():
        action()
        return tracemalloc.get_traced_memory()[1] / 1e6


@contextmanager
def _traced() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()


def tar_of_links() -> bytes:
    """A TAR of a symbolic link, a hard link, a device and a pipe, and one good text."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, kind in (("l.txt", tarfile.SYMTYPE), ("h.txt", tarfile.LNKTYPE),
                           ("d.txt", tarfile.CHRTYPE), ("p.txt", tarfile.FIFOTYPE)):  # fmt: skip
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/hostname"
            archive.addfile(info)
        good = tarfile.TarInfo("z.txt")
        good.size = len(LEAD.encode())
        archive.addfile(good, io.BytesIO(LEAD.encode()))
    return stream.getvalue()


def zip_of_links() -> bytes:
    """A ZIP of a symbolic link and one good text."""
    link = zipfile.ZipInfo("l.txt")
    link.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(link, "/etc/hostname")
        archive.writestr("z.txt", LEAD)
    return stream.getvalue()
