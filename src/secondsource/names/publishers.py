"""Who publishes a report, and who owns that publisher: by outlet name and by address.

The table is ``publishers.tsv``; names are compared without case, marks and "The". A name or an
address in which letters of another alphabet stand for Latin ones ("Rеuters" with a Cyrillic е) is
not the publisher that it looks like; ``imitates`` says which one that is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from anyascii import anyascii

from secondsource.records.grouping import Publisher
from secondsource.records.report import Report

# Letters that look like a Latin one.
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсхуΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχօսһԁԛԝɑɡı",
    "ABESIJKMHOPCTXYaesijopcxyABEZHIKMNOPTYXaikvoptuxouhdqwagi",
)
_ALPHABETS = ("CYRILLIC", "GREEK", "ARMENIAN")


@dataclass(frozen=True, slots=True)
class _Table:
    by_name: Mapping[str, Publisher]
    by_domain: Mapping[str, Publisher]


def publisher_of(report: Report) -> Publisher:
    """The publisher of a report, by its outlet or else its address.

    One the table does not know is called what the report calls it.
    """
    named = known_publisher(report.outlet)
    if named is not None:
        return named
    host = host_of(report.url)
    imitated = imitated_by(report.outlet) or imitated_by(host)
    if imitated is not None:
        return Publisher(name=report.outlet or host, imitates=imitated.name)
    return publisher_at(host) or Publisher(name=report.outlet or host or None)


def imitated_by(name: str | None) -> Publisher | None:
    """The publisher that a name or host looks like through letters of another alphabet."""
    if not name or name.isascii() and "xn--" not in name:
        return None
    looked = _unicode_host(name).translate(_LOOKALIKES)
    return known_publisher(looked) if looked.isascii() and not known_publisher(name) else None


def as_seen(name: str) -> str:
    """A name with Latin letters for those that look like them, word by word where a word is then
    in Latin letters throughout: what a reader takes it for."""
    return name if name.isascii() else re.sub(r"\w+", _word_as_seen, name)


def _word_as_seen(word: re.Match[str]) -> str:
    seen = word[0].translate(_LOOKALIKES)
    return seen if seen.isascii() else word[0]


def _unicode_host(name: str) -> str:
    try:
        return name.encode("ascii").decode("idna")
    except UnicodeError:
        return name


@lru_cache(maxsize=4_096)  # a stream has the same few outlets again and again
def known_publisher(name: str | None) -> Publisher | None:
    """The publisher that a name or a bare domain ("apnews.com") stands for, where the table has
    it."""
    if not name or _mixes_alphabets(name):
        return None
    return _table().by_name.get(fold_name(name)) or publisher_at(name.strip().lower())


def _mixes_alphabets(name: str) -> bool:
    """Whether a word has Latin letters beside those of an alphabet that looks alike."""
    if name.isascii():
        return False
    for word in re.findall(r"\w+", name):
        alphabets = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
        if "LATIN" in alphabets and not alphabets.isdisjoint(_ALPHABETS):
            return True
    return False


def publisher_at(host: str) -> Publisher | None:
    """The publisher that a host belongs to: the longest domain that ends it."""
    domain = host.removeprefix("www.").rstrip(".")
    known = _table().by_domain
    while domain:
        if domain in known:
            return known[domain]
        domain = domain.partition(".")[2]
    return None


def host_of(url: str | None) -> str:
    """The host of an address without ``www.``; empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def fold_name(name: str) -> str:
    """A publisher's name without case, accents, spaces, marks and "The"."""
    plain = re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)
    return re.sub(r"\W+", "", plain if plain.isascii() else anyascii(plain)).casefold()


@cache
def _table() -> _Table:
    by_name: dict[str, Publisher] = {}
    by_domain: dict[str, Publisher] = {}
    content = (files("secondsource.names") / "publishers.tsv").read_text("utf-8")
    for line in content.splitlines():
        if line and not line.startswith("#"):
            name, owner, domains, names = (line.split("\t") + ["", ""])[:4]
            found = Publisher(name=name, owner=owner or None)
            for form in (name, *names.split("; ")):
                by_name.setdefault(fold_name(form), found)
            by_domain.update(dict.fromkeys(domains.split(), found))
    by_name.pop("", None)
    return _Table(by_name, by_domain)


def owner_of(name: str) -> str | None:
    """Who owns a publisher by its name, where the table knows; a publisher nobody owns is its own
    owner, so that all its names and feeds have one."""
    known = known_publisher(name)
    return None if known is None else known.owner or known.name
