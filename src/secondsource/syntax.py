"""A read-only view of one sentence's Universal Dependencies tree.

Word indices are 0-based here (``Token.head`` is 1-based with 0 for the root, as in CoNLL-U).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol

from secondsource.records.reading import Sentence, Span, Token


class Tree:
    """One sentence, its words and who governs whom.

    What rules ask for again and again is laid out once, a list a question.
    """

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.text, self.sentence = text, sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self._forms = [text[token.start : token.end] for token in self.tokens]
        self._lowers = [form.lower() for form in self._forms]
        self._lemmas = [token.lemma.lower() for token in self.tokens]
        self._upos = [token.upos for token in self.tokens]
        self._deprels = [token.deprel for token in self.tokens]
        self._rels = [_without_subtype(deprel) for deprel in self._deprels]
        self._heads = [token.head - 1 if token.head else None for token in self.tokens]
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for index, head in enumerate(self._heads):
            if head is not None:
                self._children[head].append(index)
        self.root = next((i for i, head in enumerate(self._heads) if head is None), 0)
        self._below: dict[int, list[int]] = {}  #: subtrees asked for so far
        self._top_down: list[int] = []

    def rehung(self, word: int, governor: int, relation: str) -> Tree:
        """The same sentence with another governor for one of its words; the tree as it is where the
        word would come to govern itself, since who follows a ring never ends."""
        if governor >= 0 and (governor == word or word in self.ancestors(governor)):
            return self
        tokens = list(self.tokens)
        tokens[word] = replace(tokens[word], head=governor + 1, deprel=relation)
        return Tree(self.text, replace(self.sentence, tokens=tuple(tokens)))

    def __len__(self) -> int:
        return len(self.tokens)

    def form(self, index: int) -> str:
        """The word as printed."""
        return self._forms[index]

    def forms(self, first: int, last: int) -> list[str]:
        """The words from ``first`` to ``last``, both included, as printed."""
        return self._forms[first : last + 1]

    def lower(self, index: int) -> str:
        """The word in lower case."""
        return self._lowers[index]

    def lemma(self, index: int) -> str:
        """The lemma in lower case."""
        return self._lemmas[index]

    def upos(self, index: int) -> str:
        """Universal part of speech."""
        return self._upos[index]

    def rel(self, index: int) -> str:
        """Dependency relation without its subtype."""
        return self._rels[index]

    def deprel(self, index: int) -> str:
        """Dependency relation with its subtype (``nsubj:pass``)."""
        return self._deprels[index]

    def feat(self, index: int, name: str) -> str | None:
        """Value of a UD feature, such as ``Tense``."""
        feats = self.tokens[index].feats
        return _features(feats).get(name) if feats else None

    def head(self, index: int) -> int | None:
        """Index of the governor, None for the root."""
        return self._heads[index]

    def children(self, index: int, *relations: str) -> list[int]:
        """Dependents in text order; with ``relations`` only these (``nsubj`` also matches
        ``nsubj:pass``; ``nsubj:pass`` matches only itself)."""
        children = self._children[index]
        if not relations or not children:
            return children
        rels, deprels = self._rels, self._deprels
        return [
            child for child in children if rels[child] in relations or deprels[child] in relations
        ]

    def child(self, index: int, *relations: str) -> int | None:
        """The first such dependent, or None."""
        rels, deprels = self._rels, self._deprels
        for child in self._children[index]:
            if not relations or rels[child] in relations or deprels[child] in relations:
                return child
        return None

    def top_down(self) -> list[int]:
        """Word indices, governors before their dependents. For reading, not for changing."""
        if not self._top_down:
            order = [self.root]
            for index in order:  # which grows meanwhile
                order += self._children[index]
            self._top_down = order
        return self._top_down

    def subtree(self, index: int, skip: Iterable[int] = ()) -> list[int]:
        """Indices of a word and all below it, in text order; branches in ``skip`` are left out."""
        if not self._children[index]:
            return [index]
        skipped = skip if isinstance(skip, set) else set(skip)
        if skipped:
            return self._walked(index, skipped)
        known = self._below.get(index)
        if known is None:
            known = self._below[index] = self._walked(index, skipped)
        return known.copy()

    def _walked(self, index: int, skipped: set[int]) -> list[int]:
        found, stack = [], [index]
        while stack:
            node = stack.pop()
            found.append(node)
            below = self._children[node]
            stack += [child for child in below if child not in skipped] if skipped else below
        return sorted(found)

    def ancestors(self, index: int) -> list[int]:
        """Governors from the nearest to the root."""
        heads = self._heads
        found, node = [], heads[index]
        while node is not None:
            found.append(node)
            node = heads[node]
        return found

    def span(self, indices: Iterable[int]) -> Span:
        """The smallest span that covers these words."""
        words = list(indices)
        return Span(start=self.tokens[min(words)].start, end=self.tokens[max(words)].end)


@lru_cache(maxsize=1024)
def _without_subtype(deprel: str) -> str:
    return deprel.partition(":")[0]


@lru_cache(maxsize=4096)
def _features(feats: str) -> dict[str, str]:
    """UD features by name; of a name that comes twice the first counts."""
    pairs = (pair.partition("=") for pair in reversed(feats.split("|")))
    return {name: value for name, _, value in pairs}


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

    def odds(
        self, asked: Sequence[tuple[int, tuple[int, int] | None, tuple[int, int] | None]]
    ) -> list[Mapping[str, float]]:
        """The probability of each PLOVER root ("" for none) for each question: a sentence, and who
        acts and on whom as half-open ranges of its words. RETREAT and CONCEDE are both YIELD."""


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
