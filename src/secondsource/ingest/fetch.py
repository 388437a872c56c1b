"""Web addresses, fetched politely: robots.txt, a pause for each host, limits of size and time.

Every hop of a redirect is resolved once, checked, and connected to at the address that was checked.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from secondsource.errors import InputError
from secondsource.ingest import addresses
from secondsource.ingest.decode import LIMIT_BYTES
from secondsource.ingest.httpmessage import Response, content_type, decoded
from secondsource.ingest.pagecache import PageCache

AGENT = "secondsource"
_HEADERS = {
    "User-Agent": f"{AGENT}/0 (reads news reports; keeps to robots.txt)",
    "Accept": "text/html, application/rss+xml, application/atom+xml, */*;q=0.5",
    "Accept-Encoding": "gzip, br, zstd",
    "Connection": "close",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS, _LONGEST_URL = 5, 4_000
_ROBOTS_BYTES = 500_000
_LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a server sent, before its encodings are taken off."""

    status: int
    headers: Mapping[str, str]  #: looked up whatever the case
    body: bytes


@dataclass(slots=True)
class Fetcher:
    """Fetches pages one after another; ``resolve`` is there for tests against a local server."""

    pause_seconds: float = 1.0  #: between two requests to one host
    limit_seconds: float = 60.0  #: for one answer
    resolve: Callable[[str, int, str], str] = addresses.resolve
    cache: PageCache | None = None  #: pages kept from earlier runs; None: nothing is kept
    _robots: dict[str, RobotFileParser | str] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Response:
        """The answer to ``url``, redirects followed; InputError with the reason for any other.

        A page that was kept is asked for on the condition that it changed.
        """
        target = url
        for _ in range(_MOST_REDIRECTS + 1):
            self._check_robots(target, url)
            kept = self.cache.get(target) if self.cache else None
            sent = self._get(target, url, LIMIT_BYTES, kept.conditions if kept else None)
            if kept and sent.status == 304:
                return _response(_Sent(200, kept.headers, kept.body), target, url)
            location = sent.headers.get("Location")
            if sent.status not in _REDIRECTS or not location:
                response = _response(sent, target, url)
                if self.cache:  # only what could be unpacked: a damaged answer is asked for again
                    self.cache.keep(target, sent.headers, sent.body)
                return response
            target = urljoin(target, location)
        raise InputError(url, f"more than {_MOST_REDIRECTS} redirects")

    def _check_robots(self, target: str, source: str) -> None:
        origin = "{0.scheme}://{0.netloc}".format(_parts(target, source))
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin, source)
        rules = self._robots[origin]
        if isinstance(rules, str):
            raise InputError(source, rules)
        if not rules.can_fetch(AGENT, target):
            raise InputError(source, "its robots.txt asks not to read it")

    def _read_robots(self, origin: str, source: str) -> RobotFileParser | str:
        """The rules of a site, or why nothing of it may be read."""
        rules = RobotFileParser()
        target = f"{origin}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            sent = self._get(target, source, _ROBOTS_BYTES)
            location = sent.headers.get("Location")
            if sent.status not in _REDIRECTS or not location:
                break
            target = urljoin(target, location)
        if sent.status >= 500 or sent.status == 429:
            return f"its robots.txt can't be had (status {sent.status})"
        text = ""
        if sent.status == 200:
            encoding = sent.headers.get("Content-Encoding", "")
            text = decoded(sent.body, encoding, source, "robots.txt").decode("utf-8", "replace")
        rules.parse(text.splitlines())
        return rules

    def _get(
        self, target: str, source: str, limit: int, conditions: Mapping[str, str] | None = None
    ) -> _Sent:
        parts = _parts(target, source)
        host = cast(str, parts.hostname)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        self._wait(parts.netloc)
        address = self.resolve(host, port, source)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            with _connected(parts.scheme, (host, port), address, self.limit_seconds) as connection:
                headers = {**_HEADERS, **(conditions or {})}
                connection.request("GET", _ascii(path), headers=headers)
                answer = connection.getresponse()
                body = answer.read(limit + 1)
                if answer.length:
                    raise InputError(source, _why_short(len(body), limit))
        except TimeoutError:
            raise InputError(source, "no answer in time") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise InputError(source, f"can't be fetched ({_plain(error)})") from None
        if len(body) > limit:
            raise InputError(source, _why_short(len(body), limit))
        return _Sent(answer.status, cast(Mapping[str, str], answer.msg), body)

    def _wait(self, host: str) -> None:
        """Pause until this host may be asked again."""
        rules = self._robots.get(f"https://{host}") or self._robots.get(f"http://{host}")
        asked = rules.crawl_delay(AGENT) if isinstance(rules, RobotFileParser) else None
        pause = min(max(self.pause_seconds, float(asked or 0)), _LONGEST_PAUSE)
        time.sleep(max(0.0, self._next.get(host, 0.0) - time.monotonic()))
        self._next[host] = time.monotonic() + pause


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, whatever the name of the host says later."""

    def __init__(self, at: tuple[str, int], address: str, seconds: float, secure: bool) -> None:
        super().__init__(at[0], at[1], timeout=min(20.0, seconds))
        if secure:
            self.default_port = 443
        self._address, self._secure = address, secure

    def connect(self) -> None:
        """Connect to the address that was checked; the certificate is that of the host."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


@contextmanager
def _connected(
    scheme: str, at: tuple[str, int], address: str, seconds: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection that is cut when the time is over, however slowly its bytes come."""
    connection = _Pinned(at, address, seconds, scheme == "https")
    over = threading.Event()

    def cut() -> None:
        over.set()
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield connection
    except (OSError, http.client.HTTPException, ValueError):
        if over.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
        connection.close()
    if over.is_set():
        raise TimeoutError


def is_address(source: str) -> bool:
    """Whether a source is a web address and no path."""
    return source.lower().startswith(("http://", "https://"))


def _parts(url: str, source: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = None
    if not usable or len(url) > _LONGEST_URL or parts.scheme not in {"http", "https"}:
        raise InputError(source, "not an address that is fetched (http and https only)")
    return parts


def _response(sent: _Sent, target: str, url: str) -> Response:
    if sent.status != 200:
        raise InputError(url, f"the server answered with status {sent.status}")
    media_type, charset = content_type(sent.headers.get("Content-Type", ""))
    body = decoded(sent.body, sent.headers.get("Content-Encoding", ""), url, None)
    return Response(url=target, body=body, media_type=media_type, charset=charset)


def _ascii(path: str) -> str:
    """A path as a request line can carry it: spaces, controls and letters beyond ASCII escaped."""
    return "".join(
        chr(byte) if 0x21 <= byte <= 0x7E else f"%{byte:02X}"
        for byte in path.encode("utf-8", "surrogatepass")
    )


def _why_short(size: int, limit: int) -> str:
    return (
        f"larger than {limit // 1_000} kB, the limit" if size > limit else "the answer is cut off"
    )


def _plain(error: BaseException) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
