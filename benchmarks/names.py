"""Names: do two printed names denote one actor? Pairs from the PETRARCH2 actor dictionaries.

    python -m benchmarks.names [DATA]    # default: $SECONDSOURCE_DATA, then ../shared/data

Positive pairs are two names of one entry with a word in common, give or take its spelling (what
shares none, Stasi and Ministry for State Security, is knowledge and no comparison; so are offices,
"US Secretary of Defense"). Negative pairs are names of two entries that share a word, as many as
positives, and belong to two countries (the dictionary often enters a person of a country twice);
the same words twice are no pair, give or take titles and initials, for it also enters some people
under two countries.
Entries fall into two halves by a hash of their first name: the threshold is chosen on one, figures
are printed for the other.
Groups are armed groups, whose noms de guerre no comparison of letters can know. Entries of
countries and territories (with their cities and demonyms) and lists of bodies under one code
(``names_lists.txt``) are left out: their names denote different things.
The dictionaries (Open Event Data Alliance, MIT): github.com/openeventdata/petrarch2.
"""

from __future__ import annotations

import gzip
import itertools
import os
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha1
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from secondsource.names import compare
from secondsource.names.words import split, tables

SETS = {
    "people and bodies": ("Phoenix.Countries", "Phoenix.International"),
    "groups": ("Phoenix.MilNonState",),
}
LINE = re.compile(r"^\s*(\+?)([^\[\t]*)\s*(.*)$")
OFFICES = {"american", "israeli", "united", "nations", "department", "staff", "dod", "joint", "nsc"}
#: Second parts of codes that say what an actor is: the agents file's, and three that it leaves out.
ROLES = {
    "AGR", "BUD", "BUS", "CHR", "COP", "CRM", "CVL", "EDU", "ELI", "ENV", "GOV", "HIN",
    "HLH", "HRI", "IMG", "JEW", "JUD", "LAB", "LEG", "MED", "MIL", "MUS", "NGO", "OPP",
    "PPL", "PTY", "RAD", "REB", "REF", "REL", "SPY", "UAF", "UNO", "UNR", "INS",
}  # fmt: skip
LARGEST_ENTRY = 8  # larger ones are countries and lists of sub-bodies, not spellings of a name

Entry = tuple[list[str], str]  #: names, first code
Pair = tuple[str, str, bool, bool]  #: two names, same actor, both people


def entries(path: Path) -> Iterator[Entry]:
    """The dictionary's entries: names as printed there without underscores, and first code."""
    names: list[str] = []
    code = ""
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            match = LINE.match(line.split("#")[0].rstrip())
            if match is None:
                continue
            plus, name, rest = match[1], match[2].replace("_", " ").strip(), match[3]
            if name and not plus:
                if names:
                    yield names, code
                names, code = [], ""
            names += [name] * bool(name)
            code = code or "".join(re.findall(r"\[([A-Z]+)", rest)[:1])
    if names:
        yield names, code


def is_land(code: str, file: str) -> bool:
    """A country, or a territory of one: ``GBRIMY`` is the Isle of Man, ``GBRGOV`` a role."""
    territory = len(code) == 6 and code[3:] not in ROLES and file == "Phoenix.Countries"
    return len(code) == 3 or territory


def is_list(names: list[str]) -> bool:
    """Names of several bodies: a department and its agencies, an army and its services."""
    return len(names) > LARGEST_ENTRY or names[0] in lists()


@cache
def lists() -> frozenset[str]:
    """First names of entries that list several bodies."""
    lines = Path(__file__).with_name("names_lists.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def is_person(code: str) -> bool:
    """Countries' entries whose code names an office or elite; the rest are bodies."""
    return len(code) > 3 and bool(re.search(r"GOV|ELI|LEG|OPP", code[3:]))


def pairs(folder: Path, files: tuple[str, ...], seed: int = 7) -> dict[str, list[Pair]]:
    """Pairs of both halves, ``tune`` and ``test``."""
    halves: dict[str, list[Pair]] = {"tune": [], "test": []}
    for half, found in halves.items():
        chosen: list[Entry] = []
        for file in files:
            for names, code in entries(folder / f"{file}.actors.txt.gz"):
                mine = int(sha1(names[0].encode()).hexdigest(), 16) % 2 == (half == "test")
                if mine and not (is_land(code, file) or is_list(names)):
                    chosen.append((list(dict.fromkeys(names)), code))
        positive = [
            (a, b, True, is_person(code))
            for names, code in chosen
            for a, b in itertools.combinations(names, 2)
            if kindred(a, b) and not (is_office(a) or is_office(b))
        ]
        found += positive + negatives(chosen, len(positive), random.Random(seed))
    return halves


def own_words(name: str) -> set[str]:
    """The words that could tell two actors apart."""
    weak = tables().titles | tables().stopwords | tables().particles
    return set(split(name)) - weak


def kindred(a: str, b: str) -> bool:
    """Do two names have a word in common, give or take its spelling?"""
    pairs = itertools.product(own_words(a), own_words(b))
    return any(JaroWinkler.similarity(x, y) >= 0.8 for x, y in pairs)


def is_office(name: str) -> bool:
    """Only titles and words of bodies, no name: "US Secretary of Defense"."""
    return bool(set(split(name)) & tables().titles) and own_words(name) <= OFFICES


def negatives(chosen: list[Entry], wanted: int, rng: random.Random) -> list[Pair]:
    """Pairs of names of different entries that share a word other than a title or stop word."""
    by_word: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, (names, _) in enumerate(chosen):
        for name in names:
            for word in own_words(name):
                by_word[word].append((number, name))
    words = sorted(word for word, owners in by_word.items() if len({n for n, _ in owners}) > 1)
    found: dict[tuple[str, str], Pair] = {}
    while len(found) < wanted:
        (i, a), (j, b) = rng.choices(by_word[rng.choice(words)], k=2)
        if i != j and chosen[i][1][:3] != chosen[j][1][:3] and not _identical(a, b):
            people = is_person(chosen[i][1]) and is_person(chosen[j][1])
            found[min(a, b), max(a, b)] = (a, b, False, people)
    return list(found.values())


def _identical(a: str, b: str) -> bool:
    """The dictionary's own doubles: one name under two countries tells no two actors apart, give
    or take a title or an initial."""
    bare = [sorted(word for word in own_words(name) if len(word) > 1) for name in (a, b)]
    return split(a) == split(b) or (bare[0] == bare[1] and len(bare[0]) > 1)


def curve(scored: list[tuple[float, bool]]) -> list[tuple[float, float, float]]:
    """(threshold, precision, recall) at every distinct score, highest first."""
    total = sum(same for _, same in scored)
    hits, points = 0, []
    ranked = sorted(scored, reverse=True)
    for number, (score, same) in enumerate(ranked, 1):
        hits += same
        if number == len(ranked) or ranked[number][0] < score:
            points.append((score, hits / number, hits / total))
    return points


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def report(label: str, score: Callable[[str, str], float], halves: dict[str, list[Pair]]) -> None:
    """One line: threshold from the one half, F1 and recall at 99 % precision on the other."""
    tune, test = (
        curve([(score(a, b), same) for a, b, same, _ in halves[half]]) for half in ("tune", "test")
    )
    threshold = max(tune, key=lambda point: f1(*point[1:]))[0]
    sure = min((t for t, p, _ in tune if p >= 0.99), default=1.1)
    at = [point for point in test if point[0] >= threshold][-1]
    strict = ([point for point in test if point[0] >= sure] or [(1.0, 1.0, 0.0)])[-1]
    best = max((r for _, p, r in test if p >= 0.99), default=0.0)
    print(
        f"{label:28} F1 {f1(*at[1:]):.3f} (P {at[1]:.3f} R {at[2]:.3f} at {threshold:.2f})   "
        f"recall at 99 % precision {best:.3f}; at the tuned threshold {sure:.2f}: "
        f"P {strict[1]:.3f} R {strict[2]:.3f}"
    )


def main() -> None:
    """Print the scoreboard; baselines beside."""
    default = os.environ.get("SECONDSOURCE_DATA", "../shared/data")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else default) / "plover" / "petrarch2"
    for name, files in SETS.items():
        halves = pairs(folder, files)
        parts = {name: halves}
        if len(files) > 1:
            parts["of these people"] = {k: [p for p in v if p[3]] for k, v in halves.items()}
        for label, part in parts.items():
            print(f"-- {label}: {len(part['tune'])} pairs to tune, {len(part['test'])} to test")
            report("equal words", lambda a, b: float(split(a) == split(b)), part)
            report("Jaro-Winkler", lambda a, b: float(JaroWinkler.similarity(a, b)), part)
            report("names.compare", compare, part)


if __name__ == "__main__":
    main()
