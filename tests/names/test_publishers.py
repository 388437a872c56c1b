"""Who publishes what, and who owns it."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from secondsource.names.publishers import fold_name, known_publisher, owner_of, publisher_of
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
    content = (files("secondsource.names") / "publishers.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in content.splitlines() if not line.startswith("#")]
    assert all(2 <= len(row) <= 4 and row[0] and row[1] for row in rows)
    publishers = [row[0] for row in rows]
    domains = [domain for row in rows if len(row) > 2 for domain in row[2].split()]
    assert len(set(publishers)) == len(publishers) > 300
    assert len(set(domains)) == len(domains)


LOOKALIKES = ["Rеuters", "ВВС", "Тhe Guаrdian", "Аssociated Press", "Rеuters Nеws"]


@pytest.mark.parametrize("outlet", LOOKALIKES)
def test_a_name_in_letters_of_another_alphabet_is_shown_as_it_is_and_inherits_nothing(
    outlet,
) -> None:
    found = publisher_of(Report(text="x", outlet=outlet))
    assert (found.name, found.owner) == (outlet, None)
    assert found.imitates in {"Reuters", "BBC", "The Guardian", "Associated Press"}


@pytest.mark.parametrize(
    "host",
    ["rеuters.com", "xn--ruters-3of.com", "www.арnews.com"],
)
def test_a_host_in_letters_of_another_alphabet_is_not_the_real_one(host) -> None:
    found = publisher_of(Report(text="x", url=f"https://{host}/1"))
    assert found.owner is None and found.name not in {"Reuters", "Associated Press"}


@pytest.mark.parametrize(
    "host",
    [
        "reuters.com.news.example",
        "bbc.co.uk.example",
        "notbbc.co.uk",
        "abcnews.com.co",
        "nytimes-com.example",
        "apnews.com-breaking.example",
        "theguardian.com.",
    ],
)
def test_only_a_domain_itself_and_hosts_below_it_belong_to_a_publisher(host) -> None:
    found = publisher_of(Report(text="x", url=f"https://{host}/1"))
    assert (found.owner is not None) == (host == "theguardian.com.")


def test_names_printed_in_another_alphabet_are_no_imitation() -> None:
    assert publisher_of(Report(text="x", outlet="ТАСС")).name == "TASS"
    assert publisher_of(Report(text="x", outlet="Приморский листок")).imitates is None
    assert publisher_of(Report(text="x", outlet="El País")).owner == "PRISA"


def _rows() -> list[tuple[str, str, list[str], list[str]]]:
    content = (files("secondsource.names") / "publishers.tsv").read_text("utf-8")
    rows = []
    for line in content.splitlines():
        if line and not line.startswith("#"):
            name, owner, domains, names = (*line.split("\t"), "", "")[:4]
            rows.append((name, owner, domains.split(), names.split("; ") if names else []))
    return rows


def test_no_name_stands_for_two_publishers() -> None:
    holders: dict[str, set[str]] = {}
    for name, _, _, names in _rows():
        for form in (name, *names):
            assert form == form.strip() and fold_name(form), (name, form)
            holders.setdefault(fold_name(form), set()).add(name)
    assert {form: held for form, held in holders.items() if len(held) > 1} == {}


def test_every_owner_is_spelled_in_one_way_and_is_nobody_elses() -> None:
    rows = _rows()
    spellings: dict[str, set[str]] = {}
    of_name = {fold_name(form): row for row in rows for form in (row[0], *row[3])}
    for name, owner, _, _ in rows:
        stem = re.sub(r"\b(?:company|corporation|group|inc|plc|media|the)\b", "", owner.casefold())
        spellings.setdefault(fold_name(stem) or owner, set()).add(owner)
        held = of_name.get(fold_name(owner))
        assert held is None or held[1] == owner, f"{name}: {owner} belongs to {held and held[1]}"
    assert {stem: forms for stem, forms in spellings.items() if len(forms) > 1} == {}


def test_domains_are_bare_and_none_lies_below_another_publishers() -> None:
    rows = _rows()
    at = {domain: name for name, _, domains, _ in rows for domain in domains}
    for domain, name in at.items():
        assert re.fullmatch(r"(?!www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+", domain), domain
        above = domain.partition(".")[2]
        while above:
            assert at.get(above, name) == name, f"{domain} lies below {above}"
            above = above.partition(".")[2]
    assert all(domains for _, _, domains, _ in rows)
