"""From a character offset to the word of a tree that begins there."""

from __future__ import annotations

from functools import cached_property

from secondsource.syntax import Syntax, Tree


class Positions:
    """Index over all trees of a text, built at the first question."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax

    @cached_property
    def _words(self) -> dict[int, tuple[Tree, int]]:
        return {
            token.start: (tree, index)
            for tree in self.syntax.trees
            for index, token in enumerate(tree.tokens)
        }

    def at(self, start: int) -> tuple[Tree, int] | None:
        """Tree and index of the word that begins at ``start``, None without one."""
        return self._words.get(start)
