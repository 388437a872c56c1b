"""Slips about sums of money: "The offer values the mill at 3 million", where the verb looks like a
noun."""

from __future__ import annotations

from dataclasses import replace

from secondsource.syntax import Tree

_PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
#: verbs by which somebody or something puts a sum to something, that are plural nouns as well
_VALUING = {"values": "value", "prices": "price", "estimates": "estimate", "puts": "put"}
_BARE = frozenset(
    {"bid", "cut", "hit", "set", "quit", "shut", "split", "cast", "bet", "put", "let"}
)
_AMOUNTING = frozenset({"amount", "total"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def with_valuations(tree: Tree) -> Tree:
    """The tree where "The offer values Pell at 12 crowns a share" has a verb: there are no offer
    values of that name."""
    for verb in range(2, len(tree) - 3):
        if tree.lower(verb) not in _VALUING or tree.upos(verb) != "NOUN":
            continue
        subject = verb - 1
        if tree.head(subject) != verb or tree.upos(subject) not in _NOMINAL:
            continue
        at = next(
            (w for w in range(verb + 2, min(len(tree) - 1, verb + 9)) if _opens(tree, w)), None
        )
        if at is None or (tree.upos(verb + 1) != "DET" and tree.upos(verb + 1) not in _NOMINAL):
            continue
        tree = _valued(tree, (subject, verb, at))
    return tree


def with_joined_first_verbs(tree: Tree) -> Tree:
    """The tree where "The offer values the mill and will be paid in cash" tells two things of the
    offer: a finite verb with a subject of its own is no subject of the verb that "and" joins."""
    for word in range(1, len(tree)):
        later = tree.head(word)
        if later is None or not word < later or tree.rel(word) not in ("nsubj", "csubj"):
            continue
        finite = tree.upos(word) == "VERB" and tree.child(word, "nsubj") is not None
        joint = next((c for c in tree.children(later, "cc") if word < c < later), None)
        others = [s for s in tree.children(later, "nsubj") if s != word]
        if not finite or joint is None or others or tree.child(word, "mark") is not None:
            continue
        above, relation = tree.head(later), tree.deprel(later)
        tree = tree.rehung(word, -1 if above is None else above, relation)
        tree = tree.rehung(later, word, "conj")
    return tree


def with_bare_participles(tree: Tree) -> Tree:
    """The tree where "had bid" and "has cut" are one verb each: right behind "had" and without an
    article, such a word is no thing that somebody had."""
    for word in range(1, len(tree)):
        have = word - 1
        told = tree.lower(word) in _BARE and tree.upos(word) in ("NOUN", "VERB")
        if not told or tree.lemma(have) != "have" or tree.head(word) != have:
            continue
        if tree.rel(word) != "obj" or tree.upos(have) != "VERB":
            continue
        above, relation = tree.head(have), tree.deprel(have)
        tokens = list(tree.tokens)
        tokens[word] = replace(tokens[word], upos="VERB", feats="Tense=Past|VerbForm=Part")
        tokens[have] = replace(tokens[have], upos="AUX")
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        held = [c for c in tree.children(have) if c != word]
        tree = tree.rehung(word, -1 if above is None else above, relation)
        for other in (*held, *tree.children(word, "nmod")):
            relation = "obl" if tree.rel(other) == "nmod" else tree.deprel(other)
            tree = tree.rehung(other, word, relation)
        tree = tree.rehung(have, word, "aux")
    return tree


def with_amounts(tree: Tree) -> Tree:
    """The tree where "Its debts amount to 120 million euros" has a verb: no debt is an amount to so
    much."""
    for verb in range(1, len(tree) - 2):
        told = tree.lower(verb) in _AMOUNTING and tree.upos(verb) == "NOUN"
        if (
            not told
            or tree.lower(verb + 1) != "to"
            or tree.child(verb, "det", "nummod") is not None
        ):
            continue
        numbers = [w for w in range(verb + 2, min(len(tree), verb + 6)) if tree.upos(w) == "NUM"]
        sums = tree.head(verb + 1)
        if not numbers or sums is None or sums <= verb:
            continue
        subject = _subject_of_amount(tree, verb)
        if subject is not None:
            tree = _amounting(tree, (subject, verb, sums))
    return tree


def with_totals(tree: Tree) -> Tree:
    """The tree where "Its debts total 520 million euros" has a verb: no euros are total."""
    for verb in range(1, len(tree) - 2):
        sums = tree.head(verb)
        told = tree.lower(verb) == "total" and tree.upos(verb) == "ADJ" and tree.rel(verb) == "amod"
        if not told or sums is None or tree.upos(verb + 1) != "NUM" or sums <= verb:
            continue
        above = tree.head(sums)
        before = [w for w in (sums, above) if w is not None for w in tree.children(w, "nsubj")]
        subject = next((w for w in before if tree.subtree(w)[-1] == verb - 1), None)
        relation = tree.deprel(sums)
        if subject is None and above == verb - 1:  # the sum was hung on the debts
            subject, relation = above, tree.deprel(above)
            above = tree.head(above)
            said = above is not None and len(tree.children(above, "nsubj")) > 1
            relation = "ccomp" if said else relation
        if subject is None or tree.feat(subject, "Number") != "Plur":
            continue
        tokens = list(tree.tokens)
        tokens[verb] = replace(tokens[verb], upos="VERB", lemma="total", feats=_PRESENT)
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        held = tree.children(sums, "punct", "parataxis", "conj", "advcl", "obl")
        tree = tree.rehung(verb, -1 if above is None else above, relation)
        tree = tree.rehung(subject, verb, "nsubj").rehung(sums, verb, "obj")
        for other in held:
            tree = tree.rehung(other, verb, tree.deprel(other))
    return tree


def _subject_of_amount(tree: Tree, verb: int) -> int | None:
    """What amounts to it: what "amount" was hung on, or the plural right before it."""
    above = tree.head(verb)
    if above is not None and above < verb and tree.rel(verb) == "nmod":
        return above
    before = [w for w in tree.children(verb, "nsubj", "compound") if w < verb]
    return before[-1] if before and tree.feat(before[-1], "Number") == "Plur" else None


def _amounting(tree: Tree, places: tuple[int, int, int]) -> Tree:
    subject, verb, sums = places
    tokens = list(tree.tokens)
    tokens[verb] = replace(tokens[verb], upos="VERB", lemma="amount", feats=_PRESENT)
    tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
    if tree.head(verb) == subject:
        above, relation = tree.head(subject), tree.deprel(subject)
        said = above is not None and len(tree.children(above, "nsubj")) > 1
        tree = tree.rehung(verb, -1 if above is None else above, "ccomp" if said else relation)
        held = [w for w in tree.children(verb) if w < verb]
        names = [w for w in held if tree.upos(w) in ("NOUN", "PROPN")]
        for word in held:
            if names and word != names[-1]:
                tree = tree.rehung(word, names[-1], tree.deprel(word))
        if names:
            tree = tree.rehung(names[-1], subject, "nmod")
    for child in tree.children(verb):
        if child < subject and tree.deprel(child) in ("det", "amod", "nmod:poss"):
            tree = tree.rehung(child, subject, tree.deprel(child))
    return tree.rehung(subject, verb, "nsubj").rehung(sums, verb, "obl")


def _opens(tree: Tree, word: int) -> bool:
    """The "at" of "at about 3 million"."""
    numbers = (w for w in range(word + 1, min(len(tree), word + 4)) if tree.upos(w) == "NUM")
    return tree.lower(word) == "at" and next(numbers, None) is not None


def _valued(tree: Tree, places: tuple[int, int, int]) -> Tree:
    subject, verb, at = places
    tokens = list(tree.tokens)
    lemma = _VALUING[tree.lower(verb)]
    tokens[verb] = replace(tokens[verb], upos="VERB", lemma=lemma, feats=_PRESENT)
    tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
    sums = tree.head(at)
    thing = next((w for w in range(at - 1, verb, -1) if tree.upos(w) in _NOMINAL), verb + 1)
    if sums is None or sums == verb:
        return tree
    top = tree.head(verb)
    if top is not None and top > verb and top in (sums, thing):  # the name was taken for the head
        tree = tree.rehung(verb, -1, "root")
    for child in tree.children(verb):
        if child < subject:
            tree = tree.rehung(child, subject, tree.deprel(child))
    tree = tree.rehung(subject, verb, "nsubj").rehung(thing, verb, "obj")
    tree = tree.rehung(sums, verb, "obl")
    for part in range(verb + 1, thing):
        if tree.head(part) == verb:
            tree = tree.rehung(part, thing, "compound" if tree.upos(part) == "PROPN" else "det")
    for held in (sums, thing):
        for other in tree.children(held, "conj"):
            if tree.child(other, "aux", "cop") is not None:  # "and is to close in May"
                tree = tree.rehung(other, verb, "conj")
    return tree
