"""Coreference on GUM, without singletons: CoNLL F1 (MUC, B-cubed, CEAF-e) and LEA.

    python -m benchmarks.coreference [DATA] [--train] [--weights DIR]

First with gold mentions and trees: phrases with the same words joined (``string match``), and the
rules of ``extraction``. Then from raw text: ``string match`` over the spans that the reader finds,
the rules over its phrases, the encoder's ``chains``, and what ``Reader.read`` gives as entities.
A found mention counts where its characters are exactly the key's; in the rows ``by head`` where its
head word is, since the reader prints shorter phrases than GUM marks (no relative clauses).
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import gum
from benchmarks.corefscores import Clusters, conll, tallies
from secondsource.encoder.coreference import chains
from secondsource.encoder.mentions import head_of
from secondsource.encoder.runtime import Encoder
from secondsource.extraction.mentions.candidates import candidates
from secondsource.extraction.mentions.coreference import link
from secondsource.extraction.mentions.mentions import find_entities
from secondsource.syntax import Syntax, Tree
from training import conllu

Place = tuple[int, int, int]  #: sentence, first word, last word
Name = Callable[[Tree, int, int], tuple[int, int]]
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A document with its gold annotation, and as it is read from raw text."""

    gold: gum.Document
    read: Syntax


def by_string(syntax: Syntax, places: Iterable[Place]) -> list[list[Place]]:
    """The floor: same words, the article aside."""
    groups: dict[str, list[Place]] = defaultdict(list)
    for sentence, first, last in places:
        tree = syntax.trees[sentence]
        words = [tree.lower(i) for i in range(first, last + 1)]
        groups[" ".join(word for word in words if word not in _ARTICLES)].append(
            (sentence, first, last)
        )
    return list(groups.values())


def by_rules(syntax: Syntax) -> list[list[Place]]:
    """The rules of ``extraction`` over its own phrases."""
    found = candidates(syntax)
    return [
        [(found[i].sentence, found[i].first, found[i].last) for i in indices]
        for indices in link(syntax, found)
    ]


def by_reader(syntax: Syntax) -> list[list[Place]]:
    """Entities as published."""
    starts: dict[int, tuple[int, int]] = {}
    ends: dict[int, tuple[int, int]] = {}
    for number, tree in enumerate(syntax.trees):
        for index, token in enumerate(tree.tokens):
            starts[token.start], ends[token.end] = (number, index), (number, index)
    groups: list[list[Place]] = []
    for entity in find_entities(syntax):
        edges = [(starts.get(m.start), ends.get(m.end)) for m in entity.mentions]
        groups.append([(*a, b[1]) for a, b in edges if a and b and a[0] == b[0]])
    return groups


def by_span(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """A mention's name in exact scoring: its characters, white space not counted."""
    return _place(tree, tree.tokens[first].start), _place(tree, tree.tokens[last].end)


def by_head(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """A mention's name in head scoring: the characters of its head word."""
    token = tree.tokens[head_of(tree, first, last)]
    return _place(tree, token.start), _place(tree, token.end)


def _place(tree: Tree, offset: int) -> int:
    """An offset without white space, the same however a text is laid out."""
    return len("".join(tree.text[:offset].split()))


def named(
    syntax: Syntax, groups: Iterable[Iterable[Place]], name: Name
) -> list[set[tuple[int, int]]]:
    """Clusters of mention names; of two mentions with one name the first counts."""
    seen: set[tuple[int, int]] = set()
    clusters: list[set[tuple[int, int]]] = []
    for group in groups:
        members = {name(syntax.trees[s], first, last) for s, first, last in group} - seen
        seen |= members
        clusters.append(members)
    return clusters


def gold_groups(document: gum.Document) -> list[list[Place]]:
    """The key."""
    groups: dict[int, list[Place]] = defaultdict(list)
    for mention in document.mentions:
        groups[mention.group].append((mention.sentence, mention.first, mention.last))
    return list(groups.values())


def line(title: str, pairs: Sequence[tuple[Clusters, Clusters]]) -> str:
    """One row of figures."""
    totals = tallies(pairs)
    parts = "  ".join(
        f"{name} R {t.recall:4.1f} P {t.precision:4.1f} F {t.f1:4.1f}" for name, t in totals.items()
    )
    return f"{title:28} CoNLL {conll(totals):4.1f}   {parts}"


def board(pairs: Sequence[Pair]) -> Iterable[str]:
    """All rows."""
    golds = [pair.gold for pair in pairs]
    keys = [named(d.syntax, gold_groups(d), by_span) for d in golds]
    spans = [[(m.sentence, m.first, m.last) for m in d.mentions] for d in golds]
    floor = [
        named(d.syntax, by_string(d.syntax, s), by_span) for d, s in zip(golds, spans, strict=True)
    ]
    known = [set().union(*key) for key in keys]
    rules = [
        [cluster & mentions for cluster in named(d.syntax, by_rules(d.syntax), by_span)]
        for d, mentions in zip(golds, known, strict=True)
    ]
    yield line("gold: string match", list(zip(keys, floor, strict=True)))
    yield line("gold: rules", list(zip(keys, rules, strict=True)))
    systems: dict[str, Callable[[Syntax], Iterable[Iterable[Place]]]] = {
        "string match": lambda s: by_string(s, [(m.sentence, m.first, m.last) for m in s.spans]),
        "rules": by_rules,
        "chains of the encoder": lambda s: chains(s.links or ()),
        "Reader.read": by_reader,
    }
    for way, name in (("raw", by_span), ("raw, by head", by_head)):
        keys = [named(d.syntax, gold_groups(d), name) for d in golds]
        for title, system in systems.items():
            got = [named(pair.read, system(pair.read), name) for pair in pairs]
            yield line(f"{way}: {title}", list(zip(keys, got, strict=True)))


def main() -> None:
    """Print the scoreboard."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "data", nargs="?", default=os.environ.get("SECONDSOURCE_DATA", "../shared/data")
    )
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--weights", type=Path, default=None)
    options = parser.parse_args()
    part = "train" if options.train else "dev"
    path = Path(options.data) / "gum" / f"gum_permissive-{part}.conllu.gz"
    texts = [conllu.raw_text(document)[0] for document in conllu.read(path)]
    read = Encoder(options.weights).annotate(texts)
    pairs = [Pair(g, r) for g, r in zip(gum.documents(path), read, strict=True)]
    for row in board(pairs):
        print(row)


if __name__ == "__main__":
    main()
