"""From characters to words: which word of which sentence heads a span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol

from secondsource.records.reading import Entity, MentionForm
from secondsource.syntax import Tree

Word = tuple[int, int]  #: sentence number, word index
_FORMS: tuple[MentionForm, ...] = ("pronoun", "nominal", "name")


class HasSpan(Protocol):
    """Anything with a half-open character span."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


class Anchors:
    """The words of a text by their characters."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        self._trees = trees
        self._starts = [tree.sentence.start for tree in trees]
        self._word_starts = [[token.start for token in tree.tokens] for tree in trees]

    def words(self, start: int, end: int) -> tuple[int, list[int]] | None:
        """Sentence number and the words that overlap a span; None where no word does."""
        number = bisect_right(self._starts, start) - 1
        for candidate in (number, number + 1):
            if 0 <= candidate < len(self._trees):
                found = self._overlapped(candidate, start, end)
                if found:
                    return candidate, list(found)
        return None

    def _overlapped(self, number: int, start: int, end: int) -> range:
        """Words of a sentence that overlap a span."""
        starts, tokens = self._word_starts[number], self._trees[number].tokens
        first = max(0, bisect_right(starts, start) - 1)
        while first < len(tokens) and tokens[first].end <= start:
            first += 1
        return range(first, bisect_left(starts, end))

    def sentences(self, start: int, end: int) -> range:
        """Numbers of the sentences that a span overlaps."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        if first < last and self._trees[first].sentence.end <= start:
            first += 1
        return range(first, last)

    def head(self, span: HasSpan) -> Word | None:
        """The word of a span whose governor lies outside it."""
        found = self.words(span.start, span.end)
        if found is None:
            return None
        number, inside = found
        tree = self._trees[number]
        members = set(inside)
        for index in inside:
            above = tree.head(index)
            if above not in members and tree.upos(index) != "PUNCT":
                return number, index
        return number, inside[-1]


class EntityIndex:
    """Which entity a noun phrase names, by the phrase's head word."""

    def __init__(self, anchors: Anchors, entities: Sequence[Entity]) -> None:
        best: dict[Word, tuple[int, int, str]] = {}
        for entity in entities:
            for mention in entity.mentions:
                word = anchors.head(mention)
                if word is None:
                    continue
                key = (_FORMS.index(mention.form), mention.end - mention.start, entity.id)
                if word not in best or key > best[word]:
                    best[word] = key
        self._entity = {word: key[2] for word, key in best.items()}

    def at(self, sentence: int, word: int | None) -> str | None:
        """Entity id of the phrase that this word heads."""
        return None if word is None else self._entity.get((sentence, word))
