"""Coreference on GUM with gold mentions and trees: CoNLL F1 (MUC, B-cubed, CEAF-e), no singletons.

    python -m benchmarks.coreference [DATA] [--train] [--by-genre]

``string match`` joins phrases with the same words and is the floor. ``I``, ``you`` and ``we`` are
left unresolved by design (the quote's speaker decides), which costs recall in talk genres; the
rows ``3rd person`` leave those mentions out of the key, the rows ``actors`` also all that are no
person, organization or place. ``pairs``: precision of the links made, what matters most here: a
wrong merge ruins every fact of both.
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.gum import Document, documents
from secondsource.extraction.candidates import candidates
from secondsource.extraction.coreference import link

Clusters = list[frozenset[int]]
FIRST = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
ACTORS = {"person", "organization", "place"}
SPEECH = FIRST | {"you", "your", "yours", "yourself", "yourselves"}


def key(document: Document, which: str) -> tuple[Clusters, dict[tuple[int, int, int], int]]:
    """Gold groups of two or more, and the number of every mention."""
    numbers: dict[tuple[int, int, int], int] = {}
    groups: dict[int, set[int]] = defaultdict(set)
    for mention in document.mentions:
        tree = document.syntax.trees[mention.sentence]
        alone = mention.first == mention.last
        if which != "all" and alone and tree.lower(mention.first) in SPEECH:
            continue
        if which == "actors" and mention.label not in ACTORS:
            continue
        place = (mention.sentence, mention.first, mention.last)
        numbers.setdefault(place, len(numbers))
        groups[mention.group].add(numbers[place])
    return [frozenset(g) for g in groups.values() if len(g) > 1], numbers


def by_rules(document: Document, numbers: dict[tuple[int, int, int], int]) -> Clusters:
    """What the package finds."""
    found = candidates(document.syntax)
    places = [numbers.get((c.sentence, c.first, c.last)) for c in found]
    linked = [[places[i] for i in indices] for indices in link(document.syntax, found)]
    groups = [frozenset(i for i in group if i is not None) for group in linked]
    return [group for group in groups if len(group) > 1]


def by_string(document: Document, numbers: dict[tuple[int, int, int], int]) -> Clusters:
    """The floor: same words, the article aside."""
    groups: dict[str, set[int]] = defaultdict(set)
    for (sentence, first, last), number in numbers.items():
        tree = document.syntax.trees[sentence]
        words = [tree.lower(i) for i in range(first, last + 1)]
        groups[" ".join(word for word in words if word not in {"the", "a", "an"})].add(number)
    return [frozenset(group) for group in groups.values() if len(group) > 1]


def muc(gold: Clusters, got: Clusters) -> np.ndarray:
    """Numerators and denominators of recall and precision (Vilain et al. 1995)."""

    def half(a: Clusters, b: Clusters) -> tuple[float, float]:
        top = bottom = 0
        for group in a:
            parts = {next((i for i, other in enumerate(b) if m in other), -1 - m) for m in group}
            top += len(group) - len(parts)
            bottom += len(group) - 1
        return top, bottom

    return np.array([*half(gold, got), *half(got, gold)])


def b_cubed(gold: Clusters, got: Clusters) -> np.ndarray:
    """The same for B-cubed (Bagga and Baldwin 1998)."""

    def half(a: Clusters, b: Clusters) -> tuple[float, float]:
        where = {m: group for group in b for m in group}
        top = sum(len(group & where.get(m, frozenset())) / len(group) for group in a for m in group)
        return top, sum(map(len, a))

    return np.array([*half(gold, got), *half(got, gold)])


def ceaf(gold: Clusters, got: Clusters) -> np.ndarray:
    """The same for entity-based CEAF (Luo 2005)."""
    if not gold or not got:
        return np.array([0.0, len(gold), 0.0, len(got)])
    phi = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in got] for a in gold])
    return np.array([_assign(phi), len(gold), _assign(phi), len(got)])


def _assign(gain: np.ndarray) -> float:
    """Largest total of a one-to-one assignment (auction with shrinking bids)."""
    rows, columns = gain.shape
    if rows > columns:
        return _assign(gain.T)
    prices, owner = np.zeros(columns), -np.ones(columns, dtype=int)
    for step in (0.1, 0.01, 0.001, 1e-4):
        owner[:] = -1
        waiting = list(range(rows))
        while waiting:
            row = waiting.pop()
            value = gain[row] - prices
            best = int(value.argmax())
            top = value[best]
            value[best] = -np.inf
            second = value.max() if columns > 1 else top
            if owner[best] >= 0:
                waiting.append(int(owner[best]))
            owner[best] = row
            prices[best] += top - max(second, -1.0) + step
    return float(sum(gain[owner[c], c] for c in range(columns) if owner[c] >= 0))


def f1(counts: np.ndarray) -> tuple[float, float, float]:
    """Recall, precision, F1 in percent."""
    recall = 100 * counts[0] / max(counts[1], 1e-9)
    precision = 100 * counts[2] / max(counts[3], 1e-9)
    return recall, precision, 2 * recall * precision / max(recall + precision, 1e-9)


def score(
    found: Sequence[Document],
    system: Callable[[Document, dict[tuple[int, int, int], int]], Clusters],
    which: str,
) -> str:
    """One line of figures over all documents."""
    totals = {measure: np.zeros(4) for measure in (muc, b_cubed, ceaf)}
    right = made = 0
    for document in found:
        gold, numbers = key(document, which)
        got = system(document, numbers)
        group_of = {m: i for i, group in enumerate(gold) for m in group}
        for group in got:
            ordered = sorted(group)
            made += len(ordered) - 1
            right += sum(
                any(group_of.get(m, -1 - m) == group_of.get(n, -2 - n) for n in ordered[:k])
                for k, m in enumerate(ordered)
                if k
            )
        for measure, total in totals.items():
            total += measure(gold, got)
    parts = [f1(total) for total in totals.values()]
    conll = sum(part[2] for part in parts) / 3
    text = "  ".join(
        f"{name} R {r:4.1f} P {p:4.1f} F {f:4.1f}"
        for name, (r, p, f) in zip(("MUC", "B3", "CEAFe"), parts, strict=True)
    )
    return f"CoNLL {conll:4.1f}   {text}   pairs P {100 * right / max(made, 1):4.1f}"


def main() -> None:
    """Print the scoreboard."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "data", nargs="?", default=os.environ.get("SECONDSOURCE_DATA", "../shared/data")
    )
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--by-genre", action="store_true")
    options = parser.parse_args()
    part = "train" if options.train else "dev"
    found = list(documents(Path(options.data) / "gum" / f"gum_permissive-{part}.conllu.gz"))
    genres = sorted({document.genre for document in found}) if options.by_genre else []
    for genre in ["all", *genres]:
        chosen = [d for d in found if genre in {"all", d.genre}]
        print(f"-- {genre}: {len(chosen)} documents")
        for which in ("all", "3rd person", "actors"):
            print(f"{which:10} string match  {score(chosen, by_string, which)}")
            print(f"{which:10} this package  {score(chosen, by_rules, which)}")


if __name__ == "__main__":
    main()
