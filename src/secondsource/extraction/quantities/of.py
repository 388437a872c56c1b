"""What a quantity counts: from the tree where there is one, else the next noun-like word."""

from __future__ import annotations

from secondsource.extraction.quantities.grammar import grammar
from secondsource.extraction.tokens import numbers
from secondsource.extraction.tokens.lexer import Words
from secondsource.extraction.tokens.positions import Positions
from secondsource.records.reading import LemmaSpan
from secondsource.syntax import Syntax, Tree

_PERSON = {"people": "person"}  # treebanks disagree on the lemma
_REACH = 4  # words looked at for a noun
#: Nouns for many people, whose number "of" brings: "a crew of 22".
_COLLECTIVE = frozenset(
    {"crew", "staff", "workforce", "team", "squad", "crowd", "population", "membership", "jury",
     "panel", "class", "congregation", "audience", "delegation", "cast", "garrison", "group"}
)  # fmt: skip


class Finder:
    """Finds what is counted in one text."""

    def __init__(self, syntax: Syntax, words: Words) -> None:
        self.words, self._positions = words, Positions(syntax)

    def place(self, index: int) -> tuple[Tree, int] | None:
        """Tree and index of a word, None without a tree."""
        return self._positions.at(self.words.starts[index])

    def part_of_speech(self, index: int) -> str | None:
        """Universal part of speech of a word, None without a tree."""
        place = self.place(index)
        return place[0].upos(place[1]) if place else None

    def counted(self, first: int, last: int, measured: bool) -> LemmaSpan | None:
        """The noun that words ``first`` up to ``last`` count; ``measured``: they have a unit."""
        places = [place for index in range(first, last) if (place := self.place(index))]
        if places:
            found = in_tree(places[0][0], [index for _, index in places], measured)
            return found or (None if measured else self._following(last))
        hyphened = "-" in self.words.lows[first:last]
        if measured and not hyphened and self.words.low(last) != "of":
            return None
        if measured and hyphened and self.words.low(last).isalpha():
            return _text_span(self.words, last)  # "the 7.8-magnitude quake"
        return in_text(self.words, last)

    def _following(self, last: int) -> LemmaSpan | None:
        """For numerals that the parser hung elsewhere: the noun that follows, if it is one."""
        noun = in_text(self.words, last)
        place = self._positions.at(noun.start) if noun else None
        if place is None or place[0].upos(place[1]) not in ("NOUN", "ADJ"):
            return None
        return lemma_span(*place)


def in_tree(tree: Tree, inside: list[int], measured: bool) -> LemmaSpan | None:
    """The governor of the numeral, or what hangs on it by "of"."""
    within = set(inside)
    head = next((i for i in reversed(inside) if tree.head(i) not in within), inside[-1])
    part = _partitive(tree, inside)
    if part is not None:
        return lemma_span(tree, part)
    governor = tree.head(head)
    after = inside[-1] + 1
    led = governor is not None and after < governor and _stands(tree, after)
    if led and not _describes(tree, after):
        return lemma_span(tree, after)  # "two dead and many others hurt"
    if governor is not None and _counts(tree, head, governor, measured):
        return lemma_span(tree, governor)
    if governor is not None and not measured and _is_crew_of(tree, head, governor):
        return lemma_span(tree, governor)
    states = [child for child in tree.children(head) if _stands(tree, child)]
    states = [child for child in states if tree.child(child, "cc") is None]  # "one and wounded six"
    return lemma_span(tree, states[0]) if states else None


def _describes(tree: Tree, state: int) -> bool:
    """Whether a state only says of what kind the noun behind it is: "two sick crew members"."""
    noun = tree.head(state)
    if noun is None or tree.rel(state) != "amod" or noun < state:
        return False
    return all(tree.upos(word) in ("ADJ", "NOUN", "PROPN") for word in range(state, noun))


def _is_crew_of(tree: Tree, number: int, noun: int) -> bool:
    """ "A crew of 22": the bare number says how many they are."""
    cases = [tree.lower(case) for case in tree.children(number, "case")]
    return cases == ["of"] and noun < number and tree.lemma(noun) in _COLLECTIVE


def _partitive(tree: Tree, inside: list[int]) -> int | None:
    """The word that "of" hangs on the number: ``57 of the passengers``, ``dozens of missiles``."""
    for node in reversed(inside):
        for child in tree.children(node, "nmod", "obl"):
            cases = [tree.lower(case) for case in tree.children(child, "case")]
            if child not in inside and "of" in cases and child > node:
                return child if tree.upos(child) != "ADJ" or _stands(tree, child) else None
    return None


def _stands(tree: Tree, index: int) -> bool:
    return tree.lower(index) in grammar().lists["states"]


def _counts(tree: Tree, head: int, governor: int, measured: bool) -> bool:
    relation = tree.rel(head)
    if tree.upos(governor) not in ("NOUN", "PROPN", "ADJ", "SYM", "NUM", "PRON", "VERB"):
        return False
    if tree.upos(governor) == "VERB":
        return relation == "nummod"
    if relation in ("nummod", "amod", "det"):
        return True
    return governor > head and (relation == "compound" or (relation == "nmod" and measured))


def lemma_span(tree: Tree, index: int) -> LemmaSpan:
    """Span and lemma of a word; participles used as nouns ("57 injured") keep their form."""
    token = tree.tokens[index]
    low = tree.lower(index)
    lemma = low if low in grammar().lists["states"] else tree.lemma(index)
    return LemmaSpan(start=token.start, end=token.end, lemma=_PERSON.get(lemma, lemma))


def in_text(words: Words, position: int) -> LemmaSpan | None:
    """The first plural-looking word, else the next open-class one, before the phrase breaks off."""
    lists, seen = grammar().lists, 0
    fallback: int | None = None
    while seen < _REACH and position < len(words):
        low = words.lows[position]
        if low in lists["skipped"] or numbers.value([low]) is not None:
            position += 1
            continue
        if not low[0].isalpha() or low in lists["closed"]:
            break
        if looks_plural(low):
            compound = looks_plural(words.low(position + 1))  # "crew members"
            return _text_span(words, position + compound)
        if fallback is None and not (low.endswith("ed") or low in lists["verbs"]):
            fallback = position
        position, seen = position + 1, seen + 1
    return _text_span(words, fallback) if fallback is not None else None


def looks_plural(low: str) -> bool:
    """Whether a lower-case word looks like a plural or a collective noun."""
    lists = grammar().lists
    if low in lists["collectives"] or low in lists["states"]:
        return True
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is"))


def _text_span(words: Words, index: int) -> LemmaSpan:
    low = words.lows[index]
    return LemmaSpan(start=words.starts[index], end=words.ends[index], lemma=singular(low))


def singular(low: str) -> str:
    """A rough English singular, for texts without a tree."""
    irregular = {
        "men": "man",
        "women": "woman",
        "children": "child",
        "people": "person",
        "buses": "bus",
    }
    if low in irregular:
        return irregular[low]
    if not low.endswith("s") or not looks_plural(low):
        return low
    if low.endswith("ies"):
        return low[:-3] + "y"
    return low[:-2] if low.endswith(("ches", "shes", "sses", "xes", "zes")) else low[:-1]
