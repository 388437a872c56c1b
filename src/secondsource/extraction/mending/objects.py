"""Slips about objects: what hangs on the verb and was hung on its object. Rules as in ``mend``."""

from __future__ import annotations

import re

from secondsource.extraction.trees.phrases import LOCATIVE, after_comma
from secondsource.extraction.trees.predication import is_event_noun
from secondsource.extraction.wordlists.nouns import kinds_of
from secondsource.extraction.wordlists.words import words
from secondsource.syntax import Tree

Change = tuple[int, int, str]  #: word, its governor, the relation between them

_MEASURES = frozenset({"number", "toll", "count", "figure", "tally", "total", "estimate", "share"})
_DAY = re.compile(r"(mon|tues|wednes|thurs|fri|satur|sun)day|(19|20)\d\d", re.IGNORECASE)


def left_open(tree: Tree, word: int) -> Change | None:
    """ "left the question open": an adjective after the object says what it was made."""
    noun = tree.head(word)
    if noun is None or tree.rel(word) != "amod" or word < noun or tree.rel(noun) != "obj":
        return None
    verb = tree.head(noun)
    makes = verb is not None and tree.lemma(verb) in words("predicates", "making", "verbs")
    return (word, verb, "xcomp") if verb is not None and makes else None


def apposed_object(tree: Tree, word: int) -> Change | None:
    """ "bought the mill, a ruin that nobody wanted,": the ruin is the mill; no verb has an object
    and then, behind a comma, another, such as "something she denies"."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "obj":
        return None
    if tree.child(word, "det") is None and tree.lower(word) != "something":
        return None
    gives = tree.lemma(verb) in words("predicates", "recipient", "verbs")
    first = next((n for n in tree.children(verb, "obj") if verb < n < word), None)
    beside = first is not None and tree.subtree(first)[-1] + 2 == first_word(tree, word)
    if gives or first is None or not beside or not after_comma(tree, word):
        return None
    return word, first, "appos"


def first_word(tree: Tree, word: int) -> int:
    """The first word of a branch that is no punctuation."""
    return next(w for w in tree.subtree(word) if tree.upos(w) != "PUNCT" or w == word)


def given_to(tree: Tree, word: int) -> Change | None:
    """ "promised 500 euros to each widow": the promise is to her, not the euros."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.deprel(word) != "nmod" or tree.rel(noun) != "obj":
        return None
    cases = [tree.lower(case) for case in tree.children(word, "case")]
    gives = tree.lemma(verb) in words("predicates", "recipient", "verbs")
    somebody = {"person", "organisation"} & set(kinds_of(tree.lemma(word)))
    each = any(tree.lower(det) in ("each", "every") for det in tree.children(word, "det"))
    return (word, verb, "obl") if cases == ["to"] and gives and (somebody or each) else None


def dated(tree: Tree, word: int) -> Change | None:
    """ "voted on the treaty on Tuesday": the vote was on Tuesday; an event may have its own day."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.deprel(word) != "nmod" or verb > noun:
        return None
    cases = [tree.lower(case) for case in tree.children(word, "case")]
    timed = cases in (["on"], ["in"]) and _DAY.fullmatch(tree.form(word)) is not None
    hung = tree.rel(noun) in ("obj", "obl") and tree.upos(verb) == "VERB"
    hour = tree.upos(noun) == "NUM" or "time" in kinds_of(tree.lemma(noun))
    return (
        (word, verb, "obl")
        if timed and hung and not hour and not is_event_noun(tree, noun)
        else None
    )


def reported_at(tree: Tree, word: int) -> Change | None:
    """ "Residents reported explosions at a depot": there they happened, wherever they were
    reported."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "obl" or tree.upos(word) not in ("NOUN", "PROPN"):
        return None
    noun = next((n for n in tree.children(verb, "obj") if n < word), None)
    cases = [tree.lower(case) for case in tree.children(word, "case")]
    if noun is None or len(cases) != 1 or cases[0] not in LOCATIVE:
        return None
    dated = _DAY.fullmatch(tree.form(word)) is not None or "time" in kinds_of(tree.lemma(word))
    beside = tree.subtree(noun)[-1] == tree.subtree(word)[0] - 1
    reports = tree.lemma(verb) in words("cues", "bare", "object")
    bare = tree.child(noun, "det") is None and is_event_noun(tree, noun)
    return (word, noun, "nmod") if beside and reports and bare and not dated else None


def second_verb(tree: Tree, word: int) -> Change | None:
    """ "delivered 90 kits and treated 40 children": the second verb joins the first one, not its
    object."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.upos(word) != "VERB" or tree.rel(word) != "conj":
        return None
    if tree.rel(noun) != "obj" or tree.child(word, "cc") is None:
        return None
    after = [other for other in tree.children(noun, "conj") if other > word]
    return (word, verb, "conj") if after and tree.upos(verb) == "VERB" else None


def second_object(tree: Tree, word: int) -> Change | None:
    """The children of "delivered 90 kits and treated 40 children", once the verbs are joined."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.rel(word) != "conj" or tree.rel(noun) != "obj":
        return None
    if tree.child(word, "cc") is not None:
        return None
    between = [other for other in tree.children(verb, "conj") if noun < other < word]
    bare = [other for other in between if tree.child(other, "obj", "aux:pass") is None]
    return (word, bare[-1], "obj") if bare and tree.upos(bare[-1]) == "VERB" else None


def verb_before_number(tree: Tree, word: int) -> Change | None:
    """ "killed two soldiers and wounded five civilians": no adjective stands before a number; the
    second verb joins the first one."""
    noun = tree.head(word)
    first = None if noun is None else tree.head(noun)
    verb = None if first is None else tree.head(first)
    if noun is None or first is None or verb is None or tree.rel(word) != "amod":
        return None
    if tree.upos(word) != "VERB":
        return None
    joined = tree.rel(noun) == "conj" and tree.rel(first) == "obj" and tree.upos(verb) == "VERB"
    numbered = any(word < number < noun for number in tree.children(noun, "nummod", "det"))
    behind_and = tree.child(noun, "cc") == word - 1
    return (word, verb, "conj") if joined and numbered and behind_and else None


def and_before_verb(tree: Tree, word: int) -> Change | None:
    """The "and" of such a verb."""
    noun, verb = tree.head(word), word + 1
    first = None if noun is None else tree.head(noun)
    if noun is None or first is None or tree.rel(word) != "cc" or not verb < noun:
        return None
    if tree.upos(verb) != "VERB" or tree.rel(verb) != "conj" or tree.rel(noun) != "conj":
        return None
    return (word, verb, "cc") if tree.head(verb) == tree.head(first) else None


def blamed_doing(tree: Tree, word: int) -> Change | None:
    """ "accused the port of bribing inspectors": no inspectors that bribe."""
    noun = tree.head(word)
    above = None if noun is None else tree.head(noun)
    if noun is None or above is None or tree.upos(word) != "VERB" or not word < noun:
        return None
    opened = any(case == word - 1 for case in tree.children(noun, "case"))
    verb = tree.head(above) if tree.rel(above) == "obj" else above
    if not opened or verb is None or not tree.lower(word).endswith("ing"):
        return None
    blames = tree.lemma(verb) in words("predicates", "object_control", "lemmas")
    return (word, verb, "advcl") if blames else None


def object_of_doing(tree: Tree, word: int) -> Change | None:
    """The inspectors, once "bribing" hangs on "accused"."""
    doing = _doing_before(tree, word)
    return (word, doing, "obj") if doing is not None else None


def of_before_doing(tree: Tree, word: int) -> Change | None:
    """The "of" of such a clause."""
    noun, doing = tree.head(word), word + 1
    if noun is None or doing >= len(tree) or tree.deprel(noun) != "obj":
        return None
    own = tree.head(noun) == doing and tree.deprel(doing) == "advcl"
    return (word, doing, "mark") if own else None


def _doing_before(tree: Tree, noun: int) -> int | None:
    """A gerund right behind the preposition of a noun, that hangs on the same verb as the noun or
    as what the noun hangs on."""
    above = tree.head(noun)
    cases = tree.children(noun, "case")
    if above is None or not cases or tree.rel(noun) not in ("nmod", "obl"):
        return None
    doing = cases[0] + 1
    verb = tree.head(above) if tree.rel(above) == "obj" else above
    hung = doing < noun and tree.deprel(doing) == "advcl" and tree.head(doing) == verb
    return doing if hung and tree.lower(doing).endswith("ing") else None


def changed_from(tree: Tree, word: int) -> Change | None:
    """ "revised the number of missing from 17 to 14": both figures are what the verb does."""
    cases = [tree.lower(case) for case in tree.children(word, "case")]
    if tree.upos(word) != "NUM" or cases not in (["from"], ["to"]):
        return None
    above = tree.head(word)
    while above is not None and tree.deprel(above) in ("nmod", "obl"):
        above = tree.head(above)
    verb = tree.head(above) if above is not None and tree.rel(above) == "obj" else above
    if verb is None or verb == tree.head(word):
        return None
    noun = next((n for n in tree.children(verb, "obj") if tree.lemma(n) in _MEASURES), None)
    told = {tree.lower(c) for n in tree.subtree(verb) for c in tree.children(n, "case")}
    both = noun is not None and noun < word and told.issuperset(("from", "to"))
    return (word, verb, "obl") if both else None


OBJECT_RULES = (
    apposed_object,
    left_open, given_to, changed_from, dated, reported_at, second_verb, second_object,
    verb_before_number,
    and_before_verb, blamed_doing, object_of_doing, of_before_doing,
)  # fmt: skip
