"""Where the model points meets what the trees say: one list of cues from both.

The model's spans are kept as they are (its conventions are PolNeAR's: "that" and the quotation
marks belong to the content). The tree's reading of the same cue adds what claims need: the verb,
its complement's head, the stance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.extraction.anchors import Anchors, HasSpan, Word
from secondsource.extraction.cue import Cue
from secondsource.extraction.quotes import Quoted
from secondsource.extraction.words import member
from secondsource.syntax import Said, Syntax, Tree

_COMPLEMENTS = frozenset({"ccomp", "parataxis", "acl"})
_TALK = frozenset(
    {"says", "claims", "announces", "confirms", "denies", "warns", "admits", "accuses", "promises"}
)
_FORMS = ("verbs", "nouns", "adverbs", "prepositions", "attitudes")


def joined(syntax: Syntax, ruled: Sequence[Cue], quoted: Sequence[Quoted]) -> list[Cue]:
    """The cues of a text, by the model where it has a head for them, else by the trees alone."""
    if syntax.said is None:
        return list(ruled)
    anchors = Anchors(syntax.trees)
    by_word = {(cue.sentence, word): cue for cue in ruled for word in cue.words}
    met: set[int] = set()
    found: list[Cue] = []
    for said in syntax.said:
        place = anchors.words(said.cue.start, said.cue.end)
        head = anchors.head(said.cue)
        if place is None or head is None:
            continue
        number, inside = place
        seen = (by_word.get((number, word)) for word in (head[1], *inside))
        cue = next((c for c in seen if c is not None and id(c) not in met), None)
        if cue is None:
            cue = _pointed(syntax.trees[number], head, inside)
        met.add(id(cue))
        found.append(_placed(cue, said, anchors))
    return [*found, *_alone(syntax, ruled, met, quoted)]


def _pointed(tree: Tree, head: Word, inside: Sequence[int]) -> Cue:
    """A cue that the trees' rules did not see."""
    number, word = head
    words = [word, *(other for other in inside if other != word)]
    spoken = tree.upos(word) == "VERB" and member("cues", "verbs", tree.lemma(word)) is not None
    lemma = tree.lower(word) if tree.upos(word) in ("ADV", "ADP") else tree.lemma(word)
    return Cue(number, words, lemma, _stance(tree, words), aside=not spoken)


def _stance(tree: Tree, words: Sequence[int]) -> str:
    found = (
        member("cues", form, name)
        for word in words
        for form in _FORMS
        for name in (tree.lemma(word), tree.lower(word))
    )
    return next((stance for stance in found if stance), "says")


def _placed(cue: Cue, said: Said, anchors: Anchors) -> Cue:
    """The cue with the model's spans."""
    cue.at, cue.content = said.cue, list(said.content)
    if said.source is not None:
        cue.source_at = said.source
        head = anchors.head(said.source)
        place = anchors.words(said.source.start, said.source.end)
        here = head is not None and place is not None and head[0] == cue.sentence
        cue.source = place[1] if here and place else []
        cue.source_head = head[1] if here and head else None
    if not cue.content_heads:
        cue.content_heads = list(_heads(cue.sentence, cue.content, anchors))
    return cue


def _heads(sentence: int, content: Sequence[HasSpan], anchors: Anchors) -> Iterator[int]:
    for piece in content:
        head = anchors.head(piece)
        if head is not None and head[0] == sentence:
            yield head[1]


def _alone(
    syntax: Syntax, ruled: Sequence[Cue], met: set[int], quoted: Sequence[Quoted]
) -> Iterator[Cue]:
    """What only the trees see; silent unless it is plain that somebody says something: elsewhere
    annotators agree with one in ten, inside quotation marks with none."""
    held = [said.cue for said in syntax.said or ()]
    for cue in ruled:
        tree = syntax.trees[cue.sentence]
        at = tree.span(cue.words)
        if id(cue) in met or any(s.start < at.end and at.start < s.end for s in held):
            continue
        inside = any(quote.start <= at.start < quote.end for quote in quoted)
        cue.silent = inside or not _is_plain(tree, cue)
        yield cue


def _is_plain(tree: Tree, cue: Cue) -> bool:
    word = cue.words[0]
    if tree.upos(word) not in ("VERB", "NOUN"):
        return True  # "allegedly", "according to"
    told = any(tree.rel(head) in _COMPLEMENTS for head in cue.content_heads)
    finite = tree.feat(word, "VerbForm") == "Fin"
    return bool(cue.source) and told and (finite or cue.stance in _TALK)
