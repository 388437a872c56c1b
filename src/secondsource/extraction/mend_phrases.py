"""Phrases that the parser tears apart: names, "a magnitude 6 quake", "more than a third of",
"pending an inquiry", states behind "fell"."""

from __future__ import annotations

from dataclasses import replace

from secondsource.extraction.words import words
from secondsource.syntax import Tree

_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
     "february", "march", "april", "may", "june", "july", "august", "september", "october",
     "november", "december"}
)  # fmt: skip


def with_named_objects(tree: Tree) -> Tree:
    """The tree where "banned striker Ivo Marsh" has an object: no name is a part of a verb's."""
    for word in range(1, len(tree)):
        verb = tree.head(word)
        if verb is None or not verb < word or tree.deprel(word) not in ("flat", "xcomp"):
            continue
        if tree.deprel(word) == "xcomp" and tree.child(word, "nmod:desc") is None:
            continue
        if tree.upos(word) != "PROPN" or tree.upos(verb) != "VERB":
            continue
        if tree.child(verb, "obj", "nsubj:pass", "ccomp") is None:
            tree = tree.rehung(word, verb, "obj")
    return tree


def with_parted_names(tree: Tree) -> Tree:
    """The tree where the second word of "Cape Lorne" hangs on the first: no second name stands
    right behind one that a preposition brings. "Mill & Tarn" is one name as well."""
    for word in range(1, len(tree)):
        first, above = word - 1, tree.head(word)
        if tree.upos(word) != "PROPN" or above is None or tree.lower(word) in _DAYS:
            continue
        if _is_firm(tree, word):
            tree = tree.rehung(word, above, "flat")
            continue
        bare = tree.child(word, "case", "det", "cc", "punct") is None
        if tree.upos(first) != "PROPN" or tree.lower(first) in _DAYS or not bare:
            continue
        if tree.deprel(word) not in ("obl", "nmod") or above in (first, word):
            continue
        brought = tree.deprel(first) in ("obl", "nmod") and tree.head(first) not in (None, word)
        case = tree.child(first, "case") == first - 1 or tree.deprel(first - 1) == "compound:prt"
        if brought and case and first > 1:
            tree = tree.rehung(word, first, "flat")
    return tree


def _is_firm(tree: Tree, word: int) -> bool:
    """The last word of "Mill & Tarn"."""
    first = tree.head(word)
    joint = word - 1
    ampersand = tree.form(joint) == "&" and tree.head(joint) == word
    joined = first is not None and tree.deprel(word) == "conj" and first == joint - 1
    return ampersand and joined and first is not None and tree.upos(first) == "PROPN"


def with_graded_nouns(tree: Tree) -> Tree:
    """The tree where "A magnitude 6.4 quake struck" has one subject, not a magnitude beside it."""
    for word in range(2, len(tree)):
        number, grade, verb = word - 1, word - 2, tree.head(word)
        if tree.upos(number) != "NUM" or tree.head(number) != grade or verb is None:
            continue
        alike = tree.head(grade) == verb and tree.rel(grade) == tree.rel(word)
        if not alike or tree.upos(word) != "NOUN" or tree.upos(grade) != "NOUN":
            continue
        for child in tree.children(grade, "det", "amod"):
            tree = tree.rehung(child, word, tree.deprel(child))
        tree = tree.rehung(grade, word, "compound")
    return tree


def with_shares(tree: Tree) -> Tree:
    """The tree where "More than a third of pupils missed it" is told of a third of them."""
    for word in range(2, len(tree)):
        more, verb = tree.head(word), tree.head(word)
        if verb is None or tree.rel(word) != "obl" or not word < verb:
            continue
        more = next((s for s in tree.children(verb, "nsubj") if s < word), None)
        if more is None or tree.lower(more) not in ("more", "less", "fewer"):
            continue
        than = any(tree.lower(c) == "than" for c in tree.children(more))
        share = tree.lemma(word) in words("predicates", "shares", "nouns")
        if than and share and tree.child(word, "case") is None:
            tree = tree.rehung(word, verb, tree.deprel(more)).rehung(more, word, "advmod")
    return tree


def with_pending(tree: Tree) -> Tree:
    """The tree where "pending" is a preposition: "was suspended pending an inquiry"."""
    for word in range(1, len(tree) - 1):
        if tree.lower(word) != "pending" or tree.upos(word) != "VERB":
            continue
        noun = tree.child(word, "obj") if tree.rel(word) in ("advcl", "acl") else tree.head(word)
        if noun is None or not word < noun or tree.upos(noun) not in ("NOUN", "PROPN"):
            continue
        above = tree.head(word) if tree.head(noun) == word else tree.head(noun)
        if above is None or above == word or not above < word:
            continue
        if tree.rel(above) == "obj" and (verb := tree.head(above)) is not None:
            above = verb
        tokens = list(tree.tokens)
        tokens[word] = replace(tokens[word], upos="ADP", feats=None)
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        tree = tree.rehung(noun, above, "obl" if tree.upos(above) == "VERB" else "nmod")
        tree = tree.rehung(word, noun, "case")
    return tree


def with_states_fallen_into(tree: Tree) -> Tree:
    """The tree where "ill" is what somebody fell: "14 passengers fell ill"."""
    for word in range(1, len(tree)):
        verb = tree.head(word)
        if verb != word - 1 or tree.deprel(word) != "advmod" or tree.upos(word) != "ADV":
            continue
        if tree.lower(word) not in words("predicates", "states", "fallen"):
            continue
        if tree.lemma(verb) in words("predicates", "copular", "beginning"):
            tokens = list(tree.tokens)
            tokens[word] = replace(tokens[word], upos="ADJ", deprel="xcomp")
            tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
    return tree


def with_event_nouns(tree: Tree) -> Tree:
    """The tree where "the evacuation" is a noun, whatever its tag."""
    for word in range(1, len(tree)):
        verb = tree.upos(word) == "VERB" and tree.rel(word) in ("obj", "obl", "nsubj", "nmod")
        article = any(det == word - 1 for det in tree.children(word, "det"))
        if verb and article and tree.lower(word) in words("predicates", "events", "nouns"):
            tokens = list(tree.tokens)
            tokens[word] = replace(tokens[word], upos="NOUN", feats="Number=Sing")
            tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
    return tree


def with_yearly_changes(tree: Tree) -> Tree:
    """The tree where "plunged 18% year on year" tells by how much, and no percent of a year."""
    for word in range(1, len(tree) - 3):
        spans = tree.forms(word + 1, word + 3)
        yearly = spans[1:2] == ["on"] and spans[0] == spans[2]
        period, verb = word + 1, tree.head(word + 1)
        if tree.lower(word) not in ("%", "percent") or not yearly or verb is None:
            continue
        if tree.head(word) == period and tree.upos(verb) == "VERB" and verb < word:
            tree = tree.rehung(word, verb, "obj").rehung(period, word, "nmod:unmarked")
            tree = tree.rehung(word + 3, period, "nmod")
    return tree


def with_multiples(tree: Tree) -> Tree:
    """The tree where "lead levels 12 times the limit" is what tests found, and no clause."""
    for word in range(2, len(tree)):
        verb = tree.head(word)
        if verb is None or tree.deprel(word) != "ccomp" or tree.upos(word) != "NOUN":
            continue
        thing = next((t for t in tree.children(verb, "obj") if verb < t < word), None)
        if thing is None or tree.child(word, "cop", "nsubj", "aux", "mark") is not None:
            continue
        times = any(tree.lower(part) == "times" for part in tree.children(word))
        if times and tree.subtree(word)[0] == thing + 1:
            tree = tree.rehung(word, thing, "nmod")
    return tree


def with_accused_doings(tree: Tree) -> Tree:
    """The tree where "accused it of bargaining in bad faith" tells what it did."""
    for word in range(2, len(tree)):
        verb, of = tree.head(word), word - 1
        if tree.upos(word) != "NOUN" or not tree.lower(word).endswith("ing") or verb is None:
            continue
        if tree.lower(of) not in ("of", "for") or tree.head(of) != word:
            continue
        if tree.upos(verb) != "VERB":
            above = tree.head(verb)
            verb = above if tree.rel(verb) == "obj" and above is not None else verb
        blames = tree.lemma(verb) in words("predicates", "object_control", "lemmas")
        parts = tree.child(word, "det", "amod", "compound", "nmod:poss")
        told = any(child > word for child in tree.children(word, "nmod", "obl", "obj", "advmod"))
        if not blames or parts is not None or not told or tree.lemma(word) in _things():
            continue
        tokens = list(tree.tokens)
        tokens[word] = replace(tokens[word], upos="VERB", feats="VerbForm=Ger")
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        for child in tree.children(word, "nmod"):
            of_thing = [tree.lower(c) for c in tree.children(child, "case")] == ["of"]
            tree = tree.rehung(child, word, "nmod" if of_thing else "obl")
        tree = tree.rehung(word, verb, "advcl").rehung(of, word, "mark")
    return tree


def _things() -> frozenset[str]:
    """Nouns in -ing that name what is done as a thing: "convicted of the killing"."""
    return words("predicates", "events", "nouns") | words("predicates", "misdeeds", "nouns")


PHRASE_REPAIRS = (
    with_event_nouns,
    with_yearly_changes,
    with_named_objects,
    with_parted_names,
    with_graded_nouns,
    with_shares,
    with_pending,
    with_states_fallen_into,
    with_multiples,
    with_accused_doings,
)
