"""From a character offset to the word of a tree that begins there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from secondsource.syntax import Syntax, Tree


class Positions:
    """Looks words up among all trees of a text, which stand in its order."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self._starts = [tree.sentence.start for tree in syntax.trees]

    def at(self, start: int) -> tuple[Tree, int] | None:
        """Tree and index of the word that begins at ``start``, None without one."""
        number = bisect_right(self._starts, start) - 1
        if number < 0:
            return None
        tree = self.syntax.trees[number]
        index = bisect_left(tree.tokens, start, key=lambda token: token.start)
        if index == len(tree.tokens) or tree.tokens[index].start != start:
            return None
        return tree, index
