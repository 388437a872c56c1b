"""The places of the world by name, read once from ``gazetteer.npz``.

Built by ``training/gazetteer.py``. Contains data of GeoNames (geonames.org, CC BY 4.0).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from secondsource.names.words import split

if TYPE_CHECKING:
    from numpy.typing import NDArray

COUNTRY, REGION, COUNTY, TOWN, FEATURE = range(5)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the gazetteer; coordinates are WGS84 degrees."""

    number: int
    kind: int
    name: str  #: empty where it is as printed
    country: str | None  #: ISO 3166-1 alpha-2
    region: str | None  #: ISO 3166-2 code of the first-level region it lies in, or is
    lat: float
    lon: float
    weight: float  #: how likely before anything else is known: about log10 of its population
    alias: bool = False  #: found by another name than its own

    def __hash__(self) -> int:
        return hash(self.number)  # enough to tell places apart, and asked for again and again


def key(name: str) -> str:
    """What a printed name is looked up by: ASCII words in lower case.

    >>> key("the U.S.'s")
    'us'
    """
    words = split(name)
    words = words[1:] if words[:1] == ("the",) and len(words) > 1 else words
    return " ".join("saint" if word == "st" else word for word in words)


class Lines:
    """A column of text, one entry a line, cut only where asked for."""

    def __init__(self, column: NDArray[Any]) -> None:
        self._text = column.tobytes()
        self._ends = (column == ord("\n")).nonzero()[0]

    def __getitem__(self, index: int) -> bytes:
        start = int(self._ends[index - 1]) + 1 if index else 0
        end = int(self._ends[index]) if index < len(self._ends) else len(self._text)
        return self._text[start:end]

    def position(self, wanted: bytes) -> int | None:
        """Where a line stands among sorted lines, or None."""
        low, high = 0, len(self._ends) + 1
        while low < high:
            middle = (low + high) // 2
            if self[middle] < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low <= len(self._ends) and self[low] == wanted else None


class Gazetteer:
    """Columns of the file; a name leads to the places that bear it."""

    def __init__(self, columns: dict[str, NDArray[Any]]) -> None:
        self._columns = columns
        self._keys = Lines(columns["keys"])
        self._names = Lines(columns["names"])
        self._countries = columns["countries"].tobytes().decode().split("\n")
        self._regions = columns["regions"].tobytes().decode().split("\n")

    def find(self, name: str) -> tuple[Spot, ...]:
        """All places of that name, the weightiest first."""
        at = self._keys.position(key(name).encode())
        if at is None:
            return ()
        starts = self._columns["starts"]
        refs = self._columns["refs"][int(starts[at]) : int(starts[at + 1])]
        return tuple(self._spot(int(ref) >> 1, bool(int(ref) & 1)) for ref in refs)

    def _spot(self, number: int, alias: bool) -> Spot:
        def value(column: str) -> int:
            return int(self._columns[column][number])

        return Spot(
            number=number,
            kind=value("kind"),
            name=self._names[number].decode(),
            country=self._countries[value("country")] or None,
            region=self._regions[value("region")] or None,
            lat=value("lat") / 180,
            lon=value("lon") / 180,
            weight=value("weight") / 20,
            alias=alias,
        )


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded at the first call."""
    import numpy as np

    with (
        as_file(files(__package__).joinpath("gazetteer.npz")) as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        return Gazetteer({name: stored[name] for name in stored.files})
