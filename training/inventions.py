"""Names to put into CrossNER's 200 training sentences in place of their own.

The sentences know few parties, elections and countries; exchanging their names for names made here
(or taken from PETRARCH's actor dictionaries) shows more of each kind in the same sentences.
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from secondsource.names.countries import Country, countries

MADE = 3000  #: names made of each kind that has a pattern

_CREEDS = (
    "Liberal", "Democratic", "Social Democratic", "Christian Democratic", "Labour", "Conservative",
    "Green", "Communist", "Socialist", "Republican", "National", "People 's", "Progressive",
    "Reform", "Radical", "Workers '", "Popular", "Independence", "Peasants '", "Centre", "Freedom",
    "Justice", "Nationalist", "Constitutional", "Agrarian", "Libertarian", "Unionist", "Pirate",
)  # fmt: skip
_GROUPS = ("Party", "Party", "Party", "Union", "Alliance", "Front", "Movement", "League")
_VOTES = (
    "general election", "presidential election", "parliamentary election", "federal election",
    "legislative election", "local elections", "Senate election", "gubernatorial election",
    "by-election", "European Parliament election", "state election", "mayoral election",
    "constitutional referendum", "presidential primary", "leadership election",
    "regional elections",
)  # fmt: skip


def further(data: Path, rng: random.Random) -> dict[str, list[str]]:
    """Names of some of CrossNER's kinds, their words parted by blanks; not sorted out by hand."""
    lands = [land for land in countries().values() if land.demonyms]
    folder = data / "plover/petrarch2"
    return {
        "politician": sorted(set(_officials(folder / "Phoenix.Countries.actors.txt.gz"))),
        "organisation": sorted(set(_bodies(folder / "Phoenix.International.actors.txt.gz"))),
        "country": [name for land in lands for name in (land.name, *land.aliases[:1])],
        "politicalparty": [_party(lands, rng) for _ in range(MADE)],
        "election": [_election(lands, rng) for _ in range(MADE)],
    }


def _officials(path: Path) -> Iterator[str]:
    """Names of two to four words whose every code is of government or opposition."""
    name = ""
    for line in _lines(path):
        if not line[0].isspace():
            name = line.lstrip("+")
        elif re.match(r"\s*\[[A-Z]{3}(GOV|OPP|LEG)", line) and 2 <= name.count("_") <= 4:
            yield _printed(name)


def _bodies(path: Path) -> Iterator[str]:
    """Names of three or more words that stand for an organisation and not for who led it when."""
    for line in _lines(path):
        name, bracket, code = line.partition("[")
        dated = any(letter.isdigit() for letter in code.partition("]")[0])
        if bracket and not dated and code.startswith(("NGO", "IGO")) and name.count("_") >= 3:
            yield _printed(name)


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="latin-1") as lines:
        for line in lines:
            text = line.partition("#")[0].rstrip()
            if text:
                yield text


def _printed(name: str) -> str:
    words = re.split(r"[_\s]+", name.strip().rstrip("_").lower())
    small = {"of", "the", "and", "for", "in", "de", "del", "al", "bin", "der", "van", "to", "on"}
    shown = [word if word in small and at else word.title() for at, word in enumerate(words)]
    return " ".join(re.sub(r"'s$", " 's", word.replace("'S", "'s")) for word in shown if word)


def _party(lands: Sequence[Country], rng: random.Random) -> str:
    land = rng.choice(lands)
    creed = rng.choice(_CREEDS)
    if rng.random() < 0.3:
        creed = f"{rng.choice(_CREEDS)} {creed}"
    name = f"{creed} {rng.choice(_GROUPS)}"
    shape = rng.random()
    if shape < 0.25:
        return f"{land.demonyms[0]} {name}"
    if shape < 0.45:
        return f"{name} of {land.name}"
    if shape < 0.65:
        return "".join(word[0] for word in f"{land.name} {name}".split() if word[0].isalpha())
    return name


def _election(lands: Sequence[Country], rng: random.Random) -> str:
    land = rng.choice(lands)
    where = rng.choice((land.demonyms[0], land.name, land.capital or land.name))
    vote, year = rng.choice(_VOTES), rng.randint(1890, 2024)
    shape = rng.random()
    if shape < 0.55:
        return f"{year} {where} {vote}"
    if shape < 0.75:
        return f"{year} {vote}"
    if shape < 0.85:
        return f"{where} {vote} , {year}"
    return f"{where} {vote}"
