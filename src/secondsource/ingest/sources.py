"""From what the user names (files, folders, globs, ``-``) to reports and failures."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO
from urllib.parse import urlsplit

from secondsource.errors import InputError
from secondsource.ingest import webpage
from secondsource.ingest.failure import Failure
from secondsource.ingest.fetch import Fetcher, is_address
from secondsource.ingest.formats import is_read, kinds, read_stream
from secondsource.ingest.responses import kind_of, read_response
from secondsource.records.report import Report

_Identity = tuple[int, int]
STDIN = "-"


def read_sources(
    sources: Sequence[str],
    *,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    network: bool = True,
) -> Iterator[Report | Failure]:
    """Reports and failures of all ``sources``, in order; every input gives exactly one of them.

    Args:
        sources: paths of files and folders, globs, web addresses, or ``-`` for JSON Lines on
            ``stdin``.
        published: ISO date for reports which have none.
        stdin: a binary stream; the process's own where None.
        network: whether web addresses are fetched; each is a failure where not.
    """
    return _finish(_read_all(sources, stdin, network), published)


def _read_all(
    sources: Sequence[str], stdin: BinaryIO | None, network: bool
) -> Iterator[Report | Failure]:
    fetcher = Fetcher() if network else None
    for source in sources:
        if source == STDIN:
            yield from read_stream(stdin or sys.stdin.buffer, "x.jsonl", STDIN)
            continue
        if is_address(source):
            yield from _read_address(source, fetcher)
            continue
        for found in _expand(source):
            if isinstance(found, Failure):
                yield found
            else:
                yield from _read_file(found)


def _read_address(url: str, fetcher: Fetcher | None) -> Iterator[Report | Failure]:
    """What is at a web address: a page, a feed, or a file of a kind that is read."""
    if fetcher is None:
        yield _failure(url, "not fetched: --no-network")
        return
    try:
        response = fetcher.fetch(url)
    except InputError as error:
        yield Failure(source=url, place=error.place, reason=error.reason)
        return
    path = urlsplit(response.url or url).path
    if kind_of(response) is None and is_read(path):
        yield from read_stream(BytesIO(response.body), path, url)
    else:
        yield from read_response(response, url)


def _finish(items: Iterable[Report | Failure], published: str | None) -> Iterator[Report | Failure]:
    """Fill in date and outlet (its address's host) where unknown; give each an id of its own."""
    used: dict[str, int] = {}
    for item in items:
        if isinstance(item, Failure):
            yield item
            continue
        report = replace(
            item,
            published=item.published or published,
            outlet=item.outlet or webpage.host_name(item.url),
        )
        yield _with_own_id(report, used)


def _with_own_id(report: Report, used: dict[str, int]) -> Report:
    """The n-th report of one id is called ``id-n``."""
    name = report.id
    while name in used:
        used[report.id] += 1
        name = f"{report.id}-{used[report.id]}"
    used[name] = 1
    return report if name == report.id else replace(report, id=name)


def _read_file(path: str) -> Iterator[Report | Failure]:
    source = shown(path)
    if not is_read(path):
        yield _failure(path, f"not a kind of file that is read ({kinds()})")
        return
    try:
        with open(path, "rb") as stream:
            yield from read_stream(stream, path, source)
    except OSError as error:
        yield _failure(path, _os_reason(error))


def _expand(source: str) -> Iterator[str | Failure]:
    """Paths of the files which ``source`` names."""
    if os.path.isdir(source):
        yield from _walk(source)
    elif os.path.lexists(source):
        yield _regular(source)
    elif glob.has_magic(source):
        yield from _matches(source)
    else:
        yield _failure(source, "no such file or folder")


def _matches(pattern: str) -> Iterator[str | Failure]:
    """Files of a glob, each once; ``**`` already goes into folders, other patterns name them."""
    paths = sorted(glob.iglob(pattern, recursive=True))
    if "**" in pattern:
        by_file = {os.path.realpath(path): path for path in reversed(paths)}
        paths = sorted(path for path in by_file.values() if not os.path.isdir(path))
    if not paths:
        yield _failure(pattern, "no file matches")
    for path in paths:
        if os.path.isdir(path):
            yield from _walk(path)
        else:
            yield _regular(path)


def _walk(top: str) -> Iterator[str | Failure]:
    """Files under ``top`` by name, hidden ones left out; a loop of links is reported once."""
    waiting: list[tuple[str, frozenset[_Identity]]] = [(top, frozenset())]
    visited: set[_Identity] = set()
    found = False
    while waiting:
        path, above = waiting.pop()
        is_folder = os.path.isdir(path)
        result = _children(path, above, visited) if is_folder else _regular(path)
        if isinstance(result, list):
            inside = above | {_identity(path)}
            waiting.extend((child, inside) for child in reversed(result))
        else:
            found = True
            yield result
    if not found:
        yield _failure(top, "no files in this folder")


def _children(
    folder: str, above: frozenset[_Identity], visited: set[_Identity]
) -> list[str] | Failure:
    """Paths in ``folder``, none where it was seen by another way."""
    try:
        key = _identity(folder)
        if key in above:
            return _failure(folder, "a directory loop: it leads back to a folder above it")
        if key in visited:
            return []
        visited.add(key)
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name[0] != "."]
    except OSError as error:
        return _failure(folder, _os_reason(error))


def _identity(path: str) -> _Identity:
    status = os.stat(path)
    return status.st_dev, status.st_ino


def _regular(path: str) -> str | Failure:
    """The path itself unless opening it would fail or never end."""
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        broken = os.path.islink(path)
        return _failure(path, "a broken link" if broken else _os_reason(error))
    if stat.S_ISREG(mode):
        return path
    return _failure(path, "not a regular file")


def _failure(path: str, reason: str) -> Failure:
    return Failure(source=shown(path), place=None, reason=reason)


def _os_reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def shown(path: str) -> str:
    """A path as text that every output can carry: undecodable bytes become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
