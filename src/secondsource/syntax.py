"""A read-only view of one sentence's Universal Dependencies tree.

Word indices are 0-based here (``Token.head`` is 1-based with 0 for the root, as in CoNLL-U).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from secondsource.records.reading import Sentence, Span, Token


class Tree:
    """One sentence, its words and who governs whom."""

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.text, self.sentence = text, sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self._rels = [token.deprel.partition(":")[0] for token in sentence.tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head:
                children[token.head - 1].append(index)
        return children

    @cached_property
    def root(self) -> int:
        """Index of the root word."""
        return next((i for i, token in enumerate(self.tokens) if token.head == 0), 0)

    def form(self, index: int) -> str:
        """The word as printed."""
        token = self.tokens[index]
        return self.text[token.start : token.end]

    def lower(self, index: int) -> str:
        """The word in lower case."""
        return self.form(index).lower()

    def lemma(self, index: int) -> str:
        """The lemma in lower case."""
        return self.tokens[index].lemma.lower()

    def upos(self, index: int) -> str:
        """Universal part of speech."""
        return self.tokens[index].upos

    def rel(self, index: int) -> str:
        """Dependency relation without its subtype."""
        return self._rels[index]

    def deprel(self, index: int) -> str:
        """Dependency relation with its subtype (``nsubj:pass``)."""
        return self.tokens[index].deprel

    def feat(self, index: int, name: str) -> str | None:
        """Value of a UD feature, such as ``Tense``."""
        for pair in (self.tokens[index].feats or "").split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return None

    def head(self, index: int) -> int | None:
        """Index of the governor, None for the root."""
        head = self.tokens[index].head
        return head - 1 if head else None

    def children(self, index: int, *relations: str) -> list[int]:
        """Dependents in text order; with ``relations`` only these (``nsubj`` also matches
        ``nsubj:pass``; ``nsubj:pass`` matches only itself)."""
        children = self._children[index]
        if not relations:
            return children
        if not children:
            return children
        rels, tokens = self._rels, self.tokens
        return [
            child
            for child in children
            if rels[child] in relations or tokens[child].deprel in relations
        ]

    def child(self, index: int, *relations: str) -> int | None:
        """The first such dependent, or None."""
        found = self.children(index, *relations)
        return found[0] if found else None

    def subtree(self, index: int, skip: Iterable[int] = ()) -> list[int]:
        """Indices of a word and all below it, in text order; branches in ``skip`` are left out."""
        skipped = set(skip)
        if not self._children[index]:
            return [index]
        found, stack = [], [index]
        while stack:
            node = stack.pop()
            found.append(node)
            below = self._children[node]
            stack += [child for child in below if child not in skipped] if skipped else below
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[int]:
        """Governors from the nearest to the root."""
        node = self.head(index)
        while node is not None:
            yield node
            node = self.head(node)

    def span(self, indices: Iterable[int]) -> Span:
        """The smallest span that covers these words."""
        tokens = [self.tokens[index] for index in indices]
        return Span(start=min(t.start for t in tokens), end=max(t.end for t in tokens))


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """Words ``first``..``last`` (both included) of one sentence, labelled by the model."""

    sentence: int
    first: int
    last: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution as the model points to it, in characters of the text; ``score`` is the
    probability of its cue."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """A mention and an earlier one of the same entity, each (sentence, first word, last word);
    ``score`` is the probability that the mention denotes that entity."""

    mention: tuple[int, int, int]
    antecedent: tuple[int, int, int]
    score: float


class EventRoots(Protocol):
    """Codes what one actor does to another in a sentence."""

    def root(
        self, sentence: int, source: tuple[int, int] | None, target: tuple[int, int] | None
    ) -> tuple[str, float]:
        """PLOVER root ("" for none) and its probability; actors are half-open ranges of the
        sentence's words. RETREAT and CONCEDE are both called YIELD."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """What the encoder says of one text: the input of every finder in ``extract``.

    ``vectors`` has one row a sentence (float32, 384 wide, unit length), ``factuality`` one value a
    word (about -2 for what did not happen, +2 for what did). They, ``said`` (attribution),
    ``names`` (CrossNER's kinds), ``links`` (coreference) and ``events`` (PLOVER) are None where the
    weights hold no such head.
    """

    text: str
    trees: tuple[Tree, ...]
    spans: tuple[LabelledSpan, ...] = ()  #: GUM entity types; nested spans are kept
    vectors: Any = None
    said: tuple[Said, ...] | None = None
    names: tuple[LabelledSpan, ...] | None = None
    links: tuple[Link, ...] | None = None
    factuality: Any = None
    events: EventRoots | None = None
