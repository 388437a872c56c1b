"""Pages that were fetched before, so that a server need only say that nothing changed (RFC 9110).

A page is kept in one file under the digest of its address: no part of an address, and nothing that
a server sends, ever becomes part of a path. A kept page is used only after the server itself has
answered 304 to the validators that came with it; a file that isn't what was written is no page.
"""

from __future__ import annotations

import json
import os
import re
import stat
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from secondsource.ingest.decode import LIMIT_BYTES

_SCHEMA = "secondsource/page@1"
_ETAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,500}"')
_DATE = re.compile(r"[A-Za-z0-9:, +-]{10,60}")
_PLAIN = re.compile(r"[\x20-\x7e]{0,500}")
_NAME = re.compile(r"[0-9a-f]{64}\.page")
_KEPT = ("Content-Type", "Content-Encoding")
_LONGEST_HEAD = 1 << 14
MOST_BYTES, MOST_PAGES = 200_000_000, 20_000  #: kept; the longest unused go first


@dataclass(frozen=True, slots=True)
class KeptPage:
    """An answer with status 200 as it was sent: its headers that matter and its body."""

    headers: Mapping[str, str]
    body: bytes
    etag: str | None
    last_modified: str | None

    @property
    def conditions(self) -> dict[str, str]:
        """Headers that ask for the page only where it has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(slots=True)
class PageCache:
    """A folder of pages by address. A cache that can't be written keeps nothing, and says nothing:
    it only ever saves work."""

    folder: Path
    _sizes: dict[str, int] | None = field(default=None, init=False)

    def get(self, url: str) -> KeptPage | None:
        """What was kept of an address; None where there is nothing that can be trusted."""
        path = self._path(url)
        try:
            with open(os.open(path, os.O_RDONLY | _FLAGS), "rb") as stream:
                if not _is_own(stream.fileno()):
                    return None
                head = stream.readline(_LONGEST_HEAD)
                body = stream.read(LIMIT_BYTES + 1)
            page = _page(json.loads(head), body, url)
            if page:
                os.utime(path)
        except (OSError, ValueError, RecursionError):
            return None
        return page

    def keep(self, url: str, headers: Mapping[str, str], body: bytes) -> None:
        """Keep an answer with status 200 that has a validator; forget the address otherwise."""
        etag, modified = headers.get("ETag") or "", headers.get("Last-Modified") or ""
        etag, modified = etag.strip(), modified.strip()
        found = {
            "etag": etag if _ETAG.fullmatch(etag) else None,
            "last_modified": modified if _DATE.fullmatch(modified) else None,
        }
        path = self._path(url)
        if not any(found.values()) or "no-store" in (headers.get("Cache-Control") or "").lower():
            with suppress(OSError):
                path.unlink()
            return
        kept = {name: headers.get(name) or "" for name in _KEPT}
        head = {
            "schema": _SCHEMA,
            "url": url,
            **found,
            "headers": {name: value for name, value in kept.items() if _PLAIN.fullmatch(value)},
            "sha256": sha256(body).hexdigest(),
        }
        with suppress(OSError):
            self._write(path, json.dumps(head).encode("ascii") + b"\n" + body)

    def _path(self, url: str) -> Path:
        return self.folder / f"{sha256(url.encode('utf-8', 'surrogatepass')).hexdigest()}.page"

    def _write(self, path: Path, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        number, part = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=".part")
        try:
            with open(number, "wb") as stream:
                stream.write(content)
            os.replace(part, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(part)
            raise
        self._make_room(path.name, len(content))

    def _make_room(self, name: str, size: int) -> None:
        """Remove the pages that were longest unused where there are too many."""
        if self._sizes is None:
            self._sizes = {each.name: each.stat().st_size for each in self._pages()}
        self._sizes[name] = size
        if sum(self._sizes.values()) <= MOST_BYTES and len(self._sizes) <= MOST_PAGES:
            return
        for path in sorted(self._pages(), key=lambda each: each.stat().st_mtime_ns):
            if path.name != name:
                path.unlink()
                self._sizes.pop(path.name, None)
            if sum(self._sizes.values()) <= 0.8 * MOST_BYTES and (
                len(self._sizes) <= 0.8 * MOST_PAGES
            ):
                return

    def _pages(self) -> list[Path]:
        return [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]


def default_folder() -> Path:
    """Where this system keeps what programs can make again."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "secondsource" / "pages"
    named = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(named) if os.path.isabs(named) else Path.home() / ".cache"
    return base / "secondsource" / "pages"


# no link is followed, and a pipe in a file's place doesn't wait for ever
_FLAGS = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


def _is_own(number: int) -> bool:
    """Whether an open file is a plain one of this user: another's could say anything."""
    status, getuid = os.fstat(number), getattr(os, "geteuid", None)
    return stat.S_ISREG(status.st_mode) and (getuid is None or status.st_uid == getuid())


def _page(head: Any, body: bytes, url: str) -> KeptPage | None:
    """The page in a file; None where it is of another address, cut off or changed."""
    if not isinstance(head, dict) or head.get("schema") != _SCHEMA or head.get("url") != url:
        return None
    if len(body) > LIMIT_BYTES or head.get("sha256") != sha256(body).hexdigest():
        return None
    headers = head.get("headers")
    etag, modified = head.get("etag"), head.get("last_modified")
    if not isinstance(headers, dict) or not all(
        isinstance(headers.get(name, ""), str) and _PLAIN.fullmatch(headers.get(name, ""))
        for name in _KEPT
    ):
        return None
    page = KeptPage(
        headers={name: headers[name] for name in _KEPT if headers.get(name)},
        body=body,
        etag=etag if isinstance(etag, str) and _ETAG.fullmatch(etag) else None,
        last_modified=modified if isinstance(modified, str) and _DATE.fullmatch(modified) else None,
    )
    return page if page.conditions else None
