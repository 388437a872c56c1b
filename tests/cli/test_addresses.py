"""Web addresses on the command line: kept between runs, or not, or not fetched at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from secondsource.cli import longrun, main
from secondsource.ingest import Fetcher, PageCache, addresses
from tests.ingest.test_pagecache import Site
from tests.ingest.test_pagecache import site as site  # noqa: PLC0414  # a fixture


@pytest.fixture(autouse=True)
def local(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Fetchers that take the host of the site for this machine, and a cache of this test's own."""

    def resolve(host: str, port: int, source: str) -> str:
        return "127.0.0.1" if host == "post.example" else addresses.resolve(host, port, source)

    def make(cache: PageCache | None = None) -> Fetcher:
        return Fetcher(pause_seconds=0, resolve=resolve, cache=cache)

    monkeypatch.setattr("secondsource.ingest.Fetcher", make)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def asked() -> list[str | None]:
    return [etag for _, etag, _ in Site.asked]


def test_pages_are_kept_for_the_user(site: str, tmp_path: Path) -> None:
    first = run("extract", f"{site}/page")
    second = run("extract", f"{site}/page")
    assert first.exit_code == 0 and second.stdout == first.stdout
    assert json.loads(second.stdout)["report"]["source"] == f"{site}/page"
    assert asked() == [None, '"v1"']
    assert len(list((tmp_path / "user" / "secondsource" / "pages").iterdir())) == 1


def test_they_are_kept_elsewhere_or_nowhere_on_request(site: str, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    for _ in range(2):
        run("extract", f"{site}/page", "--cache", str(folder))
    assert asked() == [None, '"v1"'] and len(list(folder.iterdir())) == 1
    run("extract", f"{site}/page", "--cache", str(folder), "--no-cache")
    assert asked()[2:] == [None]
    assert not (tmp_path / "user").exists()


def test_without_network_nothing_is_asked_and_nothing_kept_is_used(site: str) -> None:
    run("extract", f"{site}/page")
    result = run("extract", f"{site}/page", "--no-network")
    assert asked() == [None] and result.stdout == "" and result.exit_code == 1
    assert f"{site}/page: not fetched: --no-network" in result.stderr


def test_addresses_that_are_done_are_not_fetched_again(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part ends after an address, never in it, and a whole run asks for nothing."""
    monkeypatch.setattr(longrun, "PART_INPUTS", 1)
    monkeypatch.setattr("secondsource.encoder.storage.Weights.digest", "weights")
    arguments = ["extract", f"{site}/page", f"{site}/packed", "--out", f"{tmp_path / 'out'}/"]
    assert run(*arguments).exit_code == 0
    journal = tmp_path / "out" / ".journal" / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    assert [json.loads(line)["next"] for line in lines[1:3]] == [[1, 0], [2, 0]]
    journal.write_bytes(b"".join(lines[:2]))
    Site.asked.clear()
    assert run(*arguments).exit_code == 0
    assert [path for path, *_ in Site.asked] == ["/packed"]
    Site.asked.clear()
    assert run(*arguments).exit_code == 0
    assert not Site.asked


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    items = "".join(
        f"<item><title>Item {n}</title><description>{'The ferry ran aground, he said. ' * 5}{n}"
        "</description></item>"
        for n in range(5)
    )

    def answer(self: Site) -> None:
        found = self.path == "/feed"
        self._send(200 if found else 404, f"<rss><channel>{items}</channel></rss>".encode())

    monkeypatch.setattr(Site, "do_GET", answer)
    yield


def test_a_part_never_ends_inside_a_feed(
    site: str, feed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(longrun, "PART_INPUTS", 2)
    monkeypatch.setattr("secondsource.encoder.storage.Weights.digest", "weights")
    assert run("extract", f"{site}/feed", "--out", f"{tmp_path / 'out'}/").exit_code == 0
    account = json.loads((tmp_path / "out" / "account.json").read_text())
    assert [part["rows"] for part in account["parts"]] == [5]
