"""Phrases that the parser tears apart: names, "a magnitude 6 quake", "more than a third of",
"pending an inquiry", states behind "fell"."""

from __future__ import annotations

from dataclasses import replace

from secondsource.extraction.mending.comparatives import with_measures_more, with_more_pay
from secondsource.extraction.mending.reporters import (
    with_apposed_speaker,
    with_cited_name,
    with_reporter_at_end,
    with_speaker_at_end,
)
from secondsource.extraction.wordlists.nouns import kinds_of
from secondsource.extraction.wordlists.words import words
from secondsource.syntax import Tree

_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
     "february", "march", "april", "may", "june", "july", "august", "september", "october",
     "november", "december"}
)  # fmt: skip


#: What a sum is called itself ("a record £85 million").
_SIZES = frozenset(
    {"record", "total", "further", "mere", "extra", "whopping", "cool", "additional", "single",
     "combined", "modest", "second", "final", "initial", "paltry", "staggering", "hefty"}
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
        verb = tree.head(word)
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
        if tree.upos(word) != "VERB":
            continue
        article = any(det == word - 1 for det in tree.children(word, "det"))
        named = tree.rel(word) in ("obj", "obl", "nsubj", "nmod")
        named = named and tree.lower(word) in words("predicates", "events", "nouns")
        brought = tree.child(word, "case") is not None and tree.child(word, "det") is not None
        brought = brought and tree.lower(word).endswith("ing")  # "at the Kesh crossing"
        if (named and article) or brought:
            relation = "obl" if brought and tree.rel(word) == "advcl" else tree.deprel(word)
            tokens = list(tree.tokens)
            tokens[word] = replace(
                tokens[word],
                upos="NOUN",
                feats="Number=Sing",
                lemma=tree.lower(word),
                deprel=relation,
            )
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


def with_due_verbs(tree: Tree) -> Tree:
    """The tree where "Doctors were due to strike" tells what they are to do, not that they are a
    strike."""
    for word in range(3, len(tree)):
        due, to = word - 2, word - 1
        if tree.lower(to) != "to" or tree.lower(due) != "due" or tree.head(due) != word:
            continue
        if tree.upos(word) != "NOUN" or tree.deprel(due) != "case":
            continue
        subject, be = tree.child(word, "nsubj"), tree.child(word, "cop")
        doer = subject is not None and _is_somebody(tree, subject)
        if not doer or be is None or tree.lower(word) not in words("predicates", "due", "forms"):
            continue
        tokens = list(tree.tokens)
        tokens[word] = replace(tokens[word], upos="VERB", feats="VerbForm=Inf")
        tokens[be] = replace(tokens[be], deprel="aux")
        tokens[due] = replace(tokens[due], deprel="advmod", upos="ADJ")
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        tree = tree.rehung(to, word, "mark")
        for child in tree.children(word, "nmod"):
            tree = tree.rehung(child, word, "obl")
    return tree


def _is_somebody(tree: Tree, word: int) -> bool:
    lemma = tree.lemma(word)
    somebody = {"person", "organisation", "group"} & set(kinds_of(lemma))
    doers = lemma.endswith(("er", "or", "ist", "ian", "man", "ant", "ent"))
    return bool(somebody) or doers or tree.upos(word) in ("PROPN", "PRON")


def with_clauses_said(tree: Tree) -> Tree:
    """The tree where "told the court that Crane had been nowhere near it" has a clause for what was
    told: no adverb has a subject."""
    for word in range(2, len(tree)):
        verb = tree.head(word)
        if verb is None or tree.deprel(word) != "advmod" or tree.upos(word) != "ADV":
            continue
        that = any(tree.lower(mark) == "that" for mark in tree.children(word, "mark"))
        if that and tree.child(word, "nsubj") is not None and tree.child(verb, "ccomp") is None:
            tree = tree.rehung(word, verb, "ccomp")
    return tree


def with_dates(tree: Tree) -> Tree:
    """The tree where "until 9 May" is one date."""
    for word in range(1, len(tree)):
        number = word - 1
        month = tree.upos(word) == "PROPN" and tree.lower(word) in _DAYS
        beside = tree.rel(number) == "obl" and tree.upos(number) == "NUM"
        bare = tree.child(word, "case", "det") is None and tree.rel(word) == "obl"
        if month and beside and bare and tree.head(number) == tree.head(word):
            tree = tree.rehung(word, number, "nmod:unmarked")
    return tree


def with_hyphened_participles(tree: Tree) -> Tree:
    """The tree where "from the burnt-out flat" is one phrase."""
    for word in range(3, len(tree)):
        out, hyphen, participle = word - 1, word - 2, word - 3
        if tree.form(hyphen) != "-" or tree.lower(out) not in ("out", "off", "up", "down", "in"):
            continue
        if tree.upos(word) != "NOUN" or tree.rel(word) != "obl":
            continue
        apart = tree.head(out) == tree.head(word) and tree.rel(out) == "obl"
        apart = apart and tree.child(word, "case") is None
        if not apart or tree.head(participle) != out:
            continue
        for child in tree.children(out, "case", "det", "amod", "nummod"):
            tree = tree.rehung(child, word, tree.deprel(child))
        tree = tree.rehung(out, participle, "compound:prt")
    return tree


def with_shares_of_many(tree: Tree) -> Tree:
    """The tree where "One in eight adults" is one in so many adults."""
    for word in range(3, len(tree)):
        number, of, one = word - 1, word - 2, word - 3
        if tree.lower(of) != "in" or tree.upos(number) != "NUM" or tree.upos(one) != "NUM":
            continue
        torn = tree.head(number) == one and tree.head(word) == one and tree.head(of) == number
        if torn and tree.upos(word) == "NOUN" and tree.child(word, "case") is None:
            tree = tree.rehung(of, word, "case").rehung(number, word, "nummod")
    return tree


def with_awarded_people(tree: Tree) -> Tree:
    """The tree where "awarded the sacked machinist £14,000" names who gets it."""
    for word in range(2, len(tree)):
        whom, verb = word - 1, tree.head(word)
        if tree.upos(word) != "SYM" or tree.rel(word) != "obj" or verb is None or not verb < whom:
            continue
        article = next((d for d in tree.children(word, "det") if d < whom), None)
        joined = tree.head(whom) == word and tree.rel(whom) in ("amod", "compound")
        joined = joined and tree.child(verb, "iobj") is None and tree.lower(whom) not in _SIZES
        if article is None or not joined or tree.upos(whom) not in ("ADJ", "NOUN", "PROPN"):
            continue
        before = [c for c in tree.children(word, "det", "amod", "compound") if c < whom]
        tokens = list(tree.tokens)
        tokens[whom] = replace(tokens[whom], upos="NOUN")
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        tree = tree.rehung(whom, verb, "iobj")
        for child in before:
            tree = tree.rehung(child, whom, tree.deprel(child))
    return tree


def with_tests(tree: Tree) -> Tree:
    """The tree where "The runner tested positive in May" has a verb."""
    for word in range(2, len(tree)):
        verb = word - 1
        result = tree.upos(word) == "ADJ" and tree.lower(word) in ("positive", "negative")
        if not result or tree.lemma(verb) != "test" or tree.deprel(verb) != "amod":
            continue
        subject = tree.child(word, "nsubj")
        if tree.head(verb) != word or subject is None or tree.child(word, "cop") is not None:
            continue
        above = tree.head(word)
        tokens = list(tree.tokens)
        tokens[verb] = replace(tokens[verb], upos="VERB", feats="Mood=Ind|Tense=Past|VerbForm=Fin")
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        tree = tree.rehung(verb, -1 if above is None else above, tree.deprel(word))
        for child in tree.children(word):
            if child != verb:
                tree = tree.rehung(child, verb, tree.deprel(child))
        tree = tree.rehung(word, verb, "xcomp")
    return tree


PHRASE_REPAIRS = (
    with_reporter_at_end,
    with_apposed_speaker,
    with_cited_name,
    with_speaker_at_end,
    with_measures_more,
    with_more_pay,
    with_tests,
    with_due_verbs,
    with_clauses_said,
    with_dates,
    with_hyphened_participles,
    with_shares_of_many,
    with_awarded_people,
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
