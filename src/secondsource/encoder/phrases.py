"""Noun phrases of the tree that no labelled span heads: too long or too odd for the span head.

On GUM's development part four in ten are mentions; the rest link to nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from secondsource.encoder.mentions import head_of
from secondsource.syntax import Tree

_NOUNS = frozenset({"NOUN", "PROPN"})
_PARTS = frozenset({"compound", "flat", "goeswith", "fixed", "amod", "nummod"})
_OUTSIDE = (
    "case", "cc", "conj", "punct", "cop", "nsubj", "mark", "advmod", "aux", "parataxis",
    "discourse", "expl", "orphan", "dislocated", "advcl", "csubj",
)  # fmt: skip


def phrases(
    trees: Sequence[Tree], spans: Collection[tuple[int, int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Spans (sentence, first, last) of nouns that head none of ``spans``, with what they govern."""
    taken = {(number, head_of(trees[number], first, last)) for number, first, last in spans}
    for number, tree in enumerate(trees):
        for index in range(len(tree)):
            if tree.upos(index) not in _NOUNS or (number, index) in taken:
                continue
            if tree.rel(index) in _PARTS:
                continue
            words = tree.subtree(index, tree.children(index, *_OUTSIDE))
            if (number, words[0], words[-1]) not in spans:
                yield number, words[0], words[-1]
