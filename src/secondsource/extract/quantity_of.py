"""What a quantity counts: from the tree where there is one, else the next noun-like word."""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.extract.lexer import Words
from secondsource.records.reading import LemmaSpan
from secondsource.syntax import Syntax, Tree

_ADJECTIVAL = frozenset(
    "dead injured wounded missing killed hurt displaced homeless sick hospitalised hospitalized"
    " detained arrested evacuated infected trapped".split()
)
_COLLECTIVE = frozenset(
    "people men women children police personnel staff troops crew civilians dead injured wounded"
    " missing killed hurt person man woman child cattle sheep aircraft".split()
)
_SKIPPED = frozenset("of the these those other more additional such his her its their our my".split())
_CLOSED = frozenset(
    "in on at by to for from with and or but as than that which who whom when while where if is are"
    " was were be been being has have had do did does will would can could may might must should he"
    " she it they we you i not said says after before since until into over under about against"
    " during between through per a an this there also later earlier ago so then".split()
)
_REACH = 4  # words looked at for a noun


class Finder:
    """Finds what is counted in one text."""

    def __init__(self, syntax: Syntax, words: Words) -> None:
        self.syntax, self.words = syntax, words
        self._trees = iter(())
        self._tokens = dict(self._all_tokens())

    def _all_tokens(self) -> Iterator[tuple[int, tuple[Tree, int]]]:
        for tree in self.syntax.trees:
            for index, token in enumerate(tree.tokens):
                yield token.start, (tree, index)

    def counted(self, first: int, last: int, measured: bool) -> LemmaSpan | None:
        """The noun counted by words ``first`` up to ``last``; ``measured`` where they have a unit."""
        starts = self.words.starts[first:last]
        places = [self._tokens[start] for start in starts if start in self._tokens]
        if places:
            return in_tree(places[0][0], [index for _, index in places], measured)
        return None if measured and self.words.low(last) != "of" else in_text(self.words, last)

    def part_of_speech(self, index: int) -> str | None:
        """Universal part of speech of a word, None without a tree."""
        place = self._tokens.get(self.words.starts[index])
        return place[0].upos(place[1]) if place else None

    def place(self, index: int) -> tuple[Tree, int] | None:
        """Tree and index of a word, None without a tree."""
        return self._tokens.get(self.words.starts[index])


def in_tree(tree: Tree, inside: list[int], measured: bool) -> LemmaSpan | None:
    """The governor of the numeral, or what hangs on it by "of"."""
    within = set(inside)
    head = next((i for i in reversed(inside) if tree.head(i) not in within), inside[-1])
    part = _partitive(tree, head)
    if part is not None:
        return lemma_span(tree, part)
    governor = tree.head(head)
    if governor is not None and _counts(tree, head, governor, measured):
        return lemma_span(tree, governor)
    if tree.upos(head) in ("NOUN", "ADJ") and not measured and head not in (inside[0],):
        return None
    adjective = next((c for c in tree.children(head) if tree.lower(c) in _ADJECTIVAL), None)
    return lemma_span(tree, adjective) if adjective is not None else None


def _partitive(tree: Tree, head: int) -> int | None:
    for child in tree.children(head, "nmod"):
        if any(tree.lower(case) == "of" for case in tree.children(child, "case")):
            return child
    return None


def _counts(tree: Tree, head: int, governor: int, measured: bool) -> bool:
    relation = tree.rel(head)
    if tree.upos(governor) not in ("NOUN", "PROPN", "ADJ", "SYM", "NUM", "PRON", "VERB"):
        return False
    if tree.upos(governor) == "VERB":
        return relation == "nummod"
    if relation in ("nummod", "amod", "det"):
        return True
    return relation in ("compound", "nmod") and measured and governor > head


def lemma_span(tree: Tree, index: int) -> LemmaSpan:
    """Span and lemma of a word; participles used as nouns ("57 injured") keep their form."""
    token = tree.tokens[index]
    low = tree.lower(index)
    lemma = low if low in _ADJECTIVAL else tree.lemma(index)
    return LemmaSpan(start=token.start, end=token.end, lemma=lemma)


def in_text(words: Words, position: int) -> LemmaSpan | None:
    """The first plural-looking word, else the next open-class word, before the phrase breaks off."""
    fallback: int | None = None
    seen = 0
    while seen < _REACH and position < len(words):
        low = words.lows[position]
        if low in _SKIPPED:
            position += 1
            continue
        if not low[0].isalpha() or low in _CLOSED:
            break
        if looks_plural(low):
            return _text_span(words, position)
        if fallback is None:
            fallback = position
        position, seen = position + 1, seen + 1
    return _text_span(words, fallback) if fallback is not None else None


def looks_plural(low: str) -> bool:
    """Whether a lower-case word looks like a plural or a collective noun."""
    if low in _COLLECTIVE:
        return True
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is"))


def _text_span(words: Words, index: int) -> LemmaSpan:
    low = words.lows[index]
    return LemmaSpan(start=words.starts[index], end=words.ends[index], lemma=singular(low))


def singular(low: str) -> str:
    """A rough English singular, for texts without a tree."""
    irregular = {"men": "man", "women": "woman", "children": "child"}
    if low in irregular:
        return irregular[low]
    if low in _COLLECTIVE or not looks_plural(low):
        return "civilian" if low == "civilians" else "troop" if low == "troops" else low
    if low.endswith("ies"):
        return low[:-3] + "y"
    return low[:-2] if low.endswith(("ches", "shes", "sses", "xes", "zes")) else low[:-1]
