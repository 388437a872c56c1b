"""Other names of one country or body, and what they stand for."""

from __future__ import annotations

from functools import cache, lru_cache

from secondsource.names.countries import countries
from secondsource.names.words import rows, split, tables

_LONGEST = 9  #: words in an alias


@cache
def aliases() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Words of every known name to the words of its usual name."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for country in countries().values():
        for name in (country.name, *country.aliases):
            found.setdefault(_plain(name), _plain(country.name))
    for row in rows("aliases.tsv"):
        for name in row:
            found.setdefault(_plain(name), _plain(row[0]))
    return found


def _plain(name: str) -> tuple[str, ...]:
    words = split(name)
    return words[1:] if len(words) > 1 and words[0] == "the" else words


@lru_cache(maxsize=16384)
def expand(words: tuple[str, ...]) -> tuple[str, ...]:
    """Known aliases inside a name replaced by the usual name, the longest first."""
    known, out, start = aliases(), list[str](), 0
    while start < len(words):
        for end in range(min(len(words), start + _LONGEST), start, -1):
            usual = known.get(words[start:end])
            if usual is not None and (end - start > 1 or words[start] not in tables().stopwords):
                out.extend(usual)
                start = end
                break
        else:
            out.append(words[start])
            start += 1
    return tuple(out)
