"""Who publishes what, and who owns it."""

from __future__ import annotations

import pytest

from secondsource.names.publishers import known_publisher, owner_of, publisher_of
from secondsource.records.report import Report


def named(outlet: str | None = None, url: str | None = None) -> tuple[str | None, str | None]:
    found = publisher_of(Report(text="x", outlet=outlet, url=url))
    return found.name, found.owner


@pytest.mark.parametrize(
    ("outlet", "url"),
    [
        ("BBC News", None),
        ("the bbc", None),
        (None, "https://www.bbc.co.uk/news/1"),
        ("World desk", "https://feeds.bbc.co.uk/x"),
    ],
)
def test_feeds_and_domains_of_one_publisher_are_one(outlet, url) -> None:
    assert named(outlet, url)[0] == "BBC"


def test_outlets_of_one_owner_share_it() -> None:
    assert owner_of("The Wall Street Journal") == owner_of("nypost.com") == "News Corp"
    assert owner_of("El País") == owner_of("elpais.com") is not None


def test_what_is_not_in_the_table_is_called_what_it_calls_itself() -> None:
    assert named("Harbour Post", "https://harbour.example/1") == ("Harbour Post", None)
    assert named(None, "https://www.harbour.example/1") == ("harbour.example", None)
    assert named(None, "http://[broken") == (None, None)
    assert named() == (None, None)
    assert known_publisher("") is None and known_publisher("notbbc.co.uk") is None


def test_every_line_of_the_table_is_whole_and_no_name_or_domain_stands_twice() -> None:
    from importlib.resources import files

    content = (files("secondsource.names") / "publishers.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in content.splitlines() if not line.startswith("#")]
    assert all(2 <= len(row) <= 4 and row[0] and row[1] for row in rows)
    publishers = [row[0] for row in rows]
    domains = [domain for row in rows if len(row) > 2 for domain in row[2].split()]
    assert len(set(publishers)) == len(publishers) > 300
    assert len(set(domains)) == len(domains)
