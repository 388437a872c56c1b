"""Who is said to have said what: source, cue and content inside a sentence, from its tree.

Cue words are data, ``cues.toml``; ``speech.py`` carries speakers on over sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from secondsource.extraction.cue import Cue, pieces
from secondsource.extraction.headlines import beside_colon
from secondsource.extraction.phrases import has_case, phrase
from secondsource.extraction.pointed import joined
from secondsource.extraction.predication import is_passive
from secondsource.extraction.quotes import Quoted
from secondsource.extraction.relayed import relayed
from secondsource.extraction.speech import carry_on
from secondsource.extraction.speech_verbs import others_word, verbal_cue
from secondsource.extraction.words import member, words
from secondsource.records.reading import AttributionType, Span
from secondsource.syntax import Syntax, Tree


def find_cues(syntax: Syntax, quoted: Sequence[Quoted]) -> list[Cue]:
    """Every attribution of a text, in text order of the cues; then the silent ones."""
    found: list[Cue] = []
    for number, tree in enumerate(syntax.trees):
        for index in range(len(tree)):
            cue = _cue(tree, number, index)
            if cue is not None and cue.content:
                found.append(cue)
    found = joined(syntax, found, quoted)
    further = list(relayed(syntax, found, quoted))
    further += beside_colon(syntax, [*found, *further])
    taken = {(cue.sentence, cue.words[0]) for cue in further}
    kept = [cue for cue in found if not cue.aside or (cue.sentence, cue.words[0]) not in taken]
    found = sorted([*kept, *further], key=_place)
    carry_on(syntax, [cue for cue in found if not cue.silent], quoted)
    return found


def _place(cue: Cue) -> tuple[bool, int, int]:
    return cue.silent, cue.sentence, cue.words[0]


def type_of(content: Iterable[Span], quoted: Sequence[Quoted]) -> AttributionType:
    """Direct when all of the content is in quotation marks, mixed when some is."""
    total = inside = 0
    for span in content:
        total += span.end - span.start
        inside += sum(
            min(span.end, q.end + 1) - max(span.start, q.start - 1)
            for q in quoted
            if q.start <= span.end and span.start <= q.end
        )
    if inside and inside >= total - 2:
        return "direct"
    return "mixed" if inside else "indirect"


def _cue(tree: Tree, number: int, index: int) -> Cue | None:
    upos, lemma = tree.upos(index), tree.lemma(index)
    if tree.lower(index) == "according":
        return _preposition(tree, number, index)
    if upos == "VERB" and tree.rel(index) not in ("amod", "compound"):
        stance = member("cues", "verbs", lemma)
        return verbal_cue(tree, number, index, stance) if stance else None
    if upos == "ADV" and (stance := member("cues", "adverbs", tree.lower(index))):
        return _adverbial(tree, number, index, stance)
    if upos == "NOUN" and lemma in words("cues", "opinions", "nouns"):
        opinion = _opinion(tree, number, index)
        if opinion is not None:
            return opinion
    if upos == "NOUN" and (stance := member("cues", "nouns", lemma)):
        return _nominal(tree, number, index, stance)
    return None


def _opinion(tree: Tree, number: int, index: int) -> Cue | None:
    """ "in the minister's view", "by the army's count"."""
    owner, case = tree.child(index, "nmod:poss"), tree.child(index, "case")
    above = tree.head(index)
    if owner is None or case is None or above is None or tree.lower(case) not in ("in", "by"):
        return None
    if tree.rel(index) not in ("obl", "nmod", "advmod"):
        return None
    anchor = _clause_above(tree, above)
    cue = Cue(number, [index, case], tree.lemma(index), "believes", content_heads=[anchor])
    cue.source_head, cue.beside = owner, [index]
    cue.source = [w for w in phrase(tree, owner) if tree.rel(w) != "case"]
    cue.content = pieces(tree, tree.subtree(anchor, [index]), cue)
    return cue


def _preposition(tree: Tree, number: int, index: int) -> Cue | None:
    """ "according to X": the preposition hangs on X, and X on what X says."""
    head = tree.head(index) if tree.rel(index) in ("case", "fixed", "mark") else None
    source = head if head is not None else tree.child(index, "obl", "nmod")
    anchor = tree.head(source) if source is not None and head is not None else tree.head(index)
    if source is None or anchor is None:
        return None
    anchor = _beside_semicolon(tree, _clause_above(tree, anchor), index)
    marks = [
        w for w in (index, index + 1) if w < len(tree) and tree.lower(w) in ("according", "to")
    ]
    cue = Cue(number, marks, "according", "says", content_heads=[anchor])
    cue.source_head, cue.beside = source, [source]
    cue.source = [w for w in phrase(tree, source) if w not in marks]
    top = source if head is not None else index
    others = others_word(tree, anchor, index)
    inside = [w for w in tree.subtree(anchor, [top, *others]) if not _is_parted(tree, w, index)]
    cue.content = pieces(tree, inside, cue)
    return cue


def _is_parted(tree: Tree, one: int, other: int) -> bool:
    """Whether a semicolon stands between two words."""
    between = range(min(one, other), max(one, other) + 1)
    return any(tree.form(word) == ";" for word in between)


def _beside_semicolon(tree: Tree, anchor: int, index: int) -> int:
    """The clause on the same side of a semicolon as "according to", where the parser hung that on
    the other side."""
    if not _is_parted(tree, anchor, index):
        return anchor
    near = [
        word
        for word in range(len(tree))
        if not _is_parted(tree, word, index)
        and tree.upos(word) in ("VERB", "NOUN", "ADJ")
        and tree.child(word, "nsubj") is not None
        and ((above := tree.head(word)) is None or _is_parted(tree, above, index))
    ]
    return near[0] if near else anchor


def _clause_above(tree: Tree, word: int) -> int:
    """The verb or copula whose clause a word stands in; the root where there is none."""
    node = word
    while tree.upos(node) != "VERB" and tree.child(node, "cop", "nsubj") is None:
        above = tree.head(node)
        if above is None:
            return word
        node = above
    return node


def _adverbial(tree: Tree, number: int, index: int, stance: str) -> Cue | None:
    above = tree.head(index)
    if above is None:
        return None
    cue = Cue(number, [index], tree.lower(index), stance, content_heads=[above])
    cue.content = pieces(tree, tree.subtree(above, [index]), cue)
    return cue


def _nominal(tree: Tree, number: int, index: int, stance: str) -> Cue | None:
    """ "Turkey's claim that …": the owner is the source."""
    owner = _owner(tree, index)
    verb = None if owner is not None else _voicing(tree, index)
    if verb is not None:
        owner = tree.child(verb, "nsubj")
    if owner is None:
        return None
    for child in tree.children(index, "acl", "ccomp"):
        marked = {tree.lower(mark) for mark in tree.children(child, "mark")}
        if not {"that", "to"} & marked or tree.deprel(child) == "acl:relcl":
            continue
        if verb is not None and "that" not in marked:
            continue
        own = [index] if verb is None else [verb, index]
        cue = Cue(number, own, tree.lemma(own[0]), stance, content_heads=[child])
        cue.source_head, cue.source = owner, phrase(tree, owner)
        cue.content = pieces(tree, tree.subtree(child), cue)
        return cue
    return None


def _voicing(tree: Tree, noun: int) -> int | None:
    """ "expressed the opinion that": the verb that gives a noun of saying its speaker."""
    verb = tree.head(noun)
    if verb is None or tree.rel(noun) != "obj" or is_passive(tree, verb):
        return None
    return verb if tree.lemma(verb) in words("cues", "voicing", "verbs") else None


def _owner(tree: Tree, noun: int) -> int | None:
    owner = tree.child(noun, "nmod:poss")
    if owner is not None:
        return owner
    beside = tree.children(noun, "nmod")
    return next(
        (n for n in beside if any(has_case(tree, n, c) for c in ("by", "from", "of"))), None
    )
