"""Sources that a headline or the entry of a live page prints before or behind a colon: "Coast
guard: 14 rescued from ferry", "Ferry sank after collision: minister"."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from secondsource.extraction.speech.cue import Cue, pieces
from secondsource.extraction.wordlists.nouns import kinds_of
from secondsource.extraction.wordlists.words import words
from secondsource.syntax import Syntax, Tree

_LONGEST_SOURCE = 7  #: words
_ACTING = frozenset({"VERB", "AUX"})


def beside_colon(syntax: Syntax, cues: Sequence[Cue]) -> Iterator[Cue]:
    """The cues that colons make, in sentences without another."""
    taken = {cue.sentence for cue in cues if not cue.unsaid}
    people = {
        (span.sentence, word)
        for span in syntax.spans
        if span.label == "person"
        for word in range(span.first, span.last + 1)
    }
    for number, tree in enumerate(syntax.trees):
        colons = [word for word in range(len(tree)) if tree.form(word) == ":"]
        if number in taken or len(colons) != 1:
            continue
        before, after = range(colons[0]), range(colons[0] + 1, len(tree))
        if _is_unsourced(tree, before):
            yield _unsourced(tree, number, colons[0], after)
            continue
        for source, told in ((before, after), (after, before)):
            named = _named(tree, source, {word for n, word in people if n == number})
            if named and any(tree.upos(word) == "VERB" for word in told):
                yield _cue(tree, number, colons[0], (named, told))
                break


def _is_unsourced(tree: Tree, part: range) -> bool:
    """ "CLAIM: …", in a check of rumours: somebody says so, who is not printed."""
    label = [tree.lower(word) for word in part if tree.upos(word) != "PUNCT"]
    return len(label) == 1 and label[0] in words("turns", "unsourced", "words")


def _unsourced(tree: Tree, number: int, colon: int, told: range) -> Cue:
    cue = Cue(number, [colon], ":", "claims", plain=True)
    cue.content_heads = [w for w in told if tree.head(w) not in set(told)]
    cue.content = pieces(tree, list(told), cue)
    return cue


def _named(tree: Tree, part: range, people: Container[int]) -> list[int]:
    """The words of a noun phrase that fills a part and may have something to say; empty if it is
    something else: a clause, a heading, somebody of the outlet."""
    inside = [word for word in part if tree.upos(word) not in ("PUNCT", "NUM", "SYM", "X")]
    if not 0 < len(inside) <= _LONGEST_SOURCE or any(tree.upos(w) in _ACTING for w in inside):
        return []
    lowered = {tree.lower(word) for word in inside}
    if lowered & (words("turns", "own", "words") | words("turns", "no_speaker", "words") | {"our"}):
        return []
    tells = any(tree.upos(word) == "PROPN" and word in people for word in inside) or any(
        {"person", "organisation"} & set(kinds_of(name))
        for word in inside
        if tree.upos(word) in ("NOUN", "PROPN")
        for name in (tree.lemma(word), tree.lower(word))
    )
    return inside if tells else []


def _cue(tree: Tree, number: int, colon: int, parts: tuple[list[int], range]) -> Cue:
    source, told = parts
    cue = Cue(number, [colon], ":", "says")
    cue.source = source
    within = set(source)
    cue.source_head = next((w for w in source if tree.head(w) not in within), source[-1])
    cue.content_heads = [
        w for w in told if tree.upos(w) == "VERB" and tree.head(w) not in set(told)
    ]
    cue.content = pieces(
        tree, [w for w in told if tree.form(w) not in ("“", "”", '"', "''", "``")], cue
    )
    return cue
