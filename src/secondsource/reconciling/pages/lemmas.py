"""Words of a text that has no syntax layer: cut apart, and brought to a crude lemma."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from secondsource.reconciling.tables import table_of

_WORD = re.compile(r"\w+(?:[-’']\w+)*")


@cache
def wording(name: str) -> frozenset[str]:
    """A word list of ``wording.toml``."""
    return frozenset(table_of(__package__, "wording.toml")[name])


def words_in(text: str) -> list[str]:
    """The words of a text as they are printed."""
    return _WORD.findall(text)


@lru_cache(maxsize=1 << 16)
def lemma_of(word: str) -> str:
    """A crude lemma for text that has no syntax layer: lower case, plural ending off."""
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is", "'s", "’s")):
        return low[:-1]
    return low
