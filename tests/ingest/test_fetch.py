"""Addresses are fetched politely, and never inside the network the program runs in."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from secondsource.errors import InputError
from secondsource.ingest import Failure, addresses, read_sources
from secondsource.ingest.fetch import Fetcher
from secondsource.ingest.responses import read_response
from secondsource.records.report import Report
from tests.ingest.builders import page

INSIDE = [
    "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "192.0.2.1", "203.0.113.9", "::1", "::", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "::127.0.0.1", "2002:7f00:1::", "2002:a00:1::",
    "64:ff9b::7f00:1", "64:ff9b::a00:1", "2001:db8::1", "2001:0:7f00:1::", "no address",
]  # fmt: skip


class Site(BaseHTTPRequestHandler):
    """A site with a rule for robots, redirects, and answers that never end."""

    asked: list[tuple[float, str]] = []

    def do_GET(self) -> None:
        self.asked.append((time.monotonic(), self.path))
        if self.path == "/robots.txt":
            self._send(b"User-agent: *\nDisallow: /secret\n", "text/plain")
        elif self.path == "/loop":
            self._send(b"", "text/html", 302, "/loop")
        elif self.path.startswith("/to?"):
            self._send(b"", "text/html", 302, self.path[4:])
        elif self.path == "/large":
            self._send(b"x" * 21_000_000, "text/html")
        elif self.path == "/slow":
            self._trickle()
        elif self.path == "/cut":
            self._send(page().encode()[:100], "text/html", length=5_000)
        elif self.path == "/gone":
            self._send(b"", "text/html", 404)
        else:
            self._send(page().encode(), "text/html; charset=utf-8")

    def _send(
        self, body: bytes, kind: str, status: int = 200, location: str = "", length: int = 0
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length or len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return

    def _trickle(self) -> None:
        try:
            for _ in range(200):
                self.wfile.write(b"H")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://post.example:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def local(seconds: float = 20.0, pause: float = 0.0) -> Fetcher:
    """A fetcher that takes the host of the site for this machine, and checks every other one."""

    def resolve(host: str, port: int, source: str) -> str:
        return "127.0.0.1" if host == "post.example" else addresses.resolve(host, port, source)

    return Fetcher(pause_seconds=pause, limit_seconds=seconds, resolve=resolve)


def test_a_page_is_fetched_with_its_final_address(site: str) -> None:
    response = local().fetch(f"{site}/to?/1")
    (report,) = read_response(response, site)
    assert isinstance(report, Report)
    assert (report.title, report.url) == ("Ferry 1", f"{site}/1")
    assert [path for _, path in Site.asked] == ["/robots.txt", "/to?/1", "/1"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/secret/1", "robots.txt"),
        ("/to?/secret/1", "robots.txt"),
        ("/loop", "redirects"),
        ("/large", "larger than 20000 kB"),
        ("/cut", "cut off"),
        ("/gone", "status 404"),
        ("/to?file:///etc/hostname", "http and https only"),
        ("/to?ftp://post.example/", "http and https only"),
        ("/to?http://127.0.0.1:1/", "private, loopback"),
        ("/to?http://localhost/", "private, loopback"),
        ("/to?http://[::1]/", "private, loopback"),
        ("/to?http://2130706433/", "private, loopback"),
        ("/to?http://0x7f.1/", "private, loopback"),
        ("/to?http://169.254.169.254/latest", "private, loopback"),
    ],
)
def test_refusals_name_their_reason(site: str, path: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        local().fetch(site + path)
    assert caught.value.source == site + path


def test_an_answer_that_never_ends_is_cut(site: str) -> None:
    started = time.monotonic()
    with pytest.raises(InputError, match="in time"):
        fetcher = local(seconds=1.0)
        fetcher.fetch(f"{site}/slow")
    assert time.monotonic() - started < 8


def test_a_host_is_not_asked_at_once_again(site: str) -> None:
    fetcher = local(pause=0.3)
    fetcher.fetch(f"{site}/1")
    fetcher.fetch(f"{site}/2")
    moments = [moment for moment, _ in Site.asked]
    assert [path for _, path in Site.asked] == ["/robots.txt", "/1", "/2"]
    assert all(later - sooner > 0.25 for sooner, later in zip(moments, moments[1:], strict=False))


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside_are_never_connected_to(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where one of several answers is inside, and where the second answer would be."""
    assert not addresses.is_public(address)
    answers = [(0, 0, 0, "", ("8.8.8.8", 80)), (0, 0, 0, "", (address, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)

    def connect(*_: object, **__: object) -> None:
        pytest.fail("connected")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(InputError, match="private"):
        Fetcher(pause_seconds=0).fetch("http://rebinding.example/")


def test_public_addresses_are_asked_at_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, int]] = []
    calls: list[object] = []

    def resolved(*arguments: object, **_: object) -> list[object]:
        calls.append(arguments)
        return [(0, 0, 0, "", ("8.8.8.8" if len(calls) == 1 else "127.0.0.1", 80))]

    def connect(at: tuple[str, int], *_: object) -> None:
        asked.append(at)
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(InputError, match="can't be fetched"):
        Fetcher(pause_seconds=0).fetch("http://rebinding.example/")
    assert asked == [("8.8.8.8", 80)] and len(calls) == 1
    assert addresses.is_public("2606:4700::1111") and addresses.is_public("1.1.1.1")


def test_addresses_are_sources_and_can_be_switched_off(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"{site}/1"
    (failure,) = read_sources([url], network=False)
    assert isinstance(failure, Failure) and "--no-network" in failure.reason
    assert not Site.asked
    (failure,) = read_sources(["http://127.0.0.1/"])
    assert isinstance(failure, Failure) and "private" in failure.reason
    monkeypatch.setattr("secondsource.ingest.sources.Fetcher", local)
    report, failure = read_sources([url, f"{site}/gone"])
    assert isinstance(report, Report) and report.source == url
    assert isinstance(failure, Failure) and failure.source == f"{site}/gone"
