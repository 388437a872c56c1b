"""A page that was fetched before is asked for only where it changed, and never trusted blindly."""

from __future__ import annotations

import gzip
import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from secondsource.errors import InputError
from secondsource.ingest import addresses, pagecache
from secondsource.ingest.fetch import Fetcher
from secondsource.ingest.pagecache import PageCache, default_folder
from tests.ingest.builders import page

DAY = "Thu, 26 Nov 2026 09:00:00 GMT"


class Site(BaseHTTPRequestHandler):
    """Answers that can be validated; ``version`` is the state of all pages."""

    version = 1
    always: int | None = None  #: a status that every page is answered with
    headers_sent: dict[str, str] = {}
    asked: list[tuple[str, str | None, str | None]] = []

    def do_GET(self) -> None:
        given = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if self.path == "/robots.txt":
            self._send(404, b"")
            return
        Site.asked.append((self.path, *given))
        etag = f'"v{self.version}"'
        if self.always is not None:
            self._send(self.always, b"")
        elif self.path.startswith("/moved"):
            self._send(302, b"", {"Location": "/page"})
        elif given[0] == etag:
            self._send(304, b"")
        else:
            body = page(number=self.version).encode()
            headers = {"ETag": etag, "Last-Modified": DAY, **self.headers_sent}
            if self.path == "/packed":
                headers["Content-Encoding"] = "gzip"
                body = gzip.compress(body)
            if self.path == "/damaged":
                headers["Content-Encoding"] = "gzip"
                body = gzip.compress(body)[:-20]
            self._send(200, body, headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.version, Site.always, Site.headers_sent, Site.asked = 1, None, {}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://post.example:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "pages"


def fetcher(folder: Path | None) -> Fetcher:
    """A fetcher that takes the host of the site for this machine, as a new run would make it."""

    def resolve(host: str, port: int, source: str) -> str:
        return "127.0.0.1" if host == "post.example" else addresses.resolve(host, port, source)

    return Fetcher(pause_seconds=0, resolve=resolve, cache=PageCache(folder) if folder else None)


def conditions() -> list[tuple[str | None, str | None]]:
    return [(etag, day) for _, etag, day in Site.asked]


@pytest.mark.parametrize("path", ["/page", "/packed"])
def test_an_unchanged_page_comes_from_the_folder(site: str, folder: Path, path: str) -> None:
    first = fetcher(folder).fetch(site + path)
    second = fetcher(folder).fetch(site + path)
    assert second == first and b"Ferry 1" in second.body
    assert conditions() == [(None, None), ('"v1"', DAY)]
    assert (second.media_type, second.charset) == ("text/html", "utf-8")


def test_a_changed_page_is_read_and_kept_anew(site: str, folder: Path) -> None:
    fetcher(folder).fetch(f"{site}/page")
    Site.version = 2
    assert b"Ferry 2" in fetcher(folder).fetch(f"{site}/page").body
    assert b"Ferry 2" in fetcher(folder).fetch(f"{site}/page").body
    assert [etag for etag, _ in conditions()] == [None, '"v1"', '"v2"']
    assert len(list(folder.iterdir())) == 1


def test_a_date_alone_is_a_condition_too(site: str, folder: Path) -> None:
    Site.headers_sent = {"ETag": ""}
    fetcher(folder).fetch(f"{site}/page")
    fetcher(folder).fetch(f"{site}/page")
    assert conditions() == [(None, None), (None, DAY)]


def test_redirects_are_followed_to_the_kept_page(site: str, folder: Path) -> None:
    fetcher(folder).fetch(f"{site}/moved")
    response = fetcher(folder).fetch(f"{site}/moved")
    assert response.url == f"{site}/page" and b"Ferry 1" in response.body
    assert [etag for _, etag, _ in Site.asked] == [None, None, None, '"v1"']


@pytest.mark.parametrize(
    "headers",
    [
        {"ETag": "", "Last-Modified": ""},
        {"Cache-Control": "private, No-Store"},
        {"ETag": "unquoted", "Last-Modified": "yesterday; or so"},
        {"ETag": '"' + "x" * 600 + '"', "Last-Modified": ""},
    ],
)
def test_what_can_not_be_validated_or_must_not_be_kept_is_not(
    site: str, folder: Path, headers: dict[str, str]
) -> None:
    Site.headers_sent = headers
    fetcher(folder).fetch(f"{site}/page")
    assert not folder.exists() or not list(folder.iterdir())
    fetcher(folder).fetch(f"{site}/page")
    assert conditions() == [(None, None)] * 2


def test_a_damaged_answer_is_not_kept(site: str, folder: Path) -> None:
    for _ in range(2):
        with pytest.raises(InputError, match="damaged or cut off"):
            fetcher(folder).fetch(f"{site}/damaged")
    assert conditions() == [(None, None)] * 2


def test_an_error_is_an_error_and_forgets_nothing(site: str, folder: Path) -> None:
    fetcher(folder).fetch(f"{site}/page")
    Site.always = 503
    with pytest.raises(InputError, match="status 503"):
        fetcher(folder).fetch(f"{site}/page")
    Site.always = None
    assert b"Ferry 1" in fetcher(folder).fetch(f"{site}/page").body
    assert Site.asked[-1][1] == '"v1"'


@pytest.mark.parametrize("kept", [True, False])
def test_nothing_changed_is_no_answer_to_who_has_nothing(
    site: str, folder: Path, kept: bool
) -> None:
    Site.always = 304
    with pytest.raises(InputError, match="status 304"):
        fetcher(folder if kept else None).fetch(f"{site}/page")


def _changed(content: bytes, **changes: object) -> bytes:
    head, _, body = content.partition(b"\n")
    return json.dumps({**json.loads(head), **changes}).encode() + b"\n" + body


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content.replace(b"Ferry 1", b"Ferry 9"),
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: content[:40],
        lambda content: b"",
        lambda content: b"[]\n",
        lambda content: b"\x00" * 500,
        lambda content: _changed(content, url="http://post.example/other"),
        lambda content: _changed(content, schema="secondsource/page@2"),
        lambda content: _changed(content, etag='"v1"\r\nX-Evil: 1', last_modified=None),
        lambda content: _changed(content, etag=7, last_modified=[]),
        lambda content: _changed(content, headers={"Content-Type": "text/html\r\nX: 1"}),
        lambda content: _changed(content, headers=[]),
    ],
)
def test_a_file_that_was_changed_is_no_page(site: str, folder: Path, spoil) -> None:
    fetcher(folder).fetch(f"{site}/page")
    (path,) = folder.iterdir()
    path.write_bytes(spoil(path.read_bytes()))
    assert b"Ferry 1" in fetcher(folder).fetch(f"{site}/page").body
    assert conditions() == [(None, None)] * 2


def test_links_and_pipes_in_a_page_s_place_are_not_read(
    site: str, folder: Path, tmp_path: Path
) -> None:
    fetcher(folder).fetch(f"{site}/page")
    (path,) = folder.iterdir()
    elsewhere = tmp_path / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    assert PageCache(folder).get(f"{site}/page") is None
    path.unlink()
    os.mkfifo(path)
    assert PageCache(folder).get(f"{site}/page") is None


@pytest.mark.parametrize(
    "url",
    [
        "http://post.example/../../../etc/passwd",
        "http://post.example/%2e%2e/%00\x00/\ud800",
        "http://post.example/" + "a" * 3_000,
        "http://post.example/C:\\x|y?*",
    ],
)
def test_no_address_leaves_the_folder(folder: Path, url: str) -> None:
    cache = PageCache(folder)
    cache.keep(url, {"ETag": '"1"'}, b"body")
    (path,) = folder.parent.rglob("*.page")
    assert path.parent == folder and len(path.name) == 69
    kept = cache.get(url)
    assert kept and kept.body == b"body"
    assert folder.stat().st_mode & 0o077 == 0 and path.stat().st_mode & 0o077 == 0


def test_the_folder_stays_small_and_other_files_stay(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagecache, "MOST_PAGES", 10)
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    cache = PageCache(folder)
    for number in range(11):
        cache.keep(f"http://a.example/{number}", {"ETag": '"1"'}, b"body")
        os.utime(cache._path(f"http://a.example/{number}"), (number, number))
        if number == 9:
            assert cache.get("http://a.example/0")  # used now: the others are older
    assert len(list(folder.glob("*.page"))) == 8
    assert cache.get("http://a.example/0") and cache.get("http://a.example/10")
    assert not cache.get("http://a.example/1")
    assert (folder / "notes.txt").read_text() == "mine"


def test_a_folder_that_can_not_be_written_costs_nothing(site: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for _ in range(2):
        assert fetcher(tmp_path / "file" / "pages").fetch(f"{site}/page").body
    assert conditions() == [(None, None)] * 2


def test_the_folder_is_where_the_system_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "secondsource" / "pages"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")  # to be ignored, by the specification
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert default_folder() == tmp_path / "home" / ".cache" / "secondsource" / "pages"
