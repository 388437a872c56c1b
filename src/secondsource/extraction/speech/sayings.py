"""Which clauses are no claims: mere saying, questions, chatter."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.extraction.speech.attribution import type_of
from secondsource.extraction.speech.cue import Cue
from secondsource.extraction.speech.lookup import Lookup
from secondsource.extraction.trees.phrases import has_case
from secondsource.extraction.trees.predication import (
    Clause,
    is_event_noun,
    is_passive,
    is_unknown,
)
from secondsource.extraction.wordlists.words import member, words
from secondsource.syntax import Tree

#: Stances whose act of speaking is a claim of its own ("Iran denied …"); bare saying is not.
_ACTS = frozenset(
    {"denies", "admits", "announces", "promises", "threatens", "warns", "asks", "orders",
     "accuses", "confirms", "condemns", "praises"}
)  # fmt: skip


def is_mere_speech(lookup: Lookup, number: int, clause: Clause) -> bool:
    """Whether a clause only says that somebody said something, which is its attribution."""
    if clause.kind == "nominal":
        return False
    tree = lookup.syntax.trees[number]
    if is_unknown(tree, clause.head):
        return False
    if _is_prompt(lookup, number, clause) or _is_asking_around(lookup, tree, clause):
        return True
    index = lookup.cue_at.get((number, clause.head))
    if index is None:
        return _is_exclaimed(lookup, number, clause)
    if lookup.cues[index].naming or _is_deed(lookup.cues[index]):
        return False
    cue = lookup.cues[index]
    if cue.lemma == "know" and _is_of_long_ago(tree, clause.head):
        return False
    if any(tree.rel(head) == "obj" and not _tells_itself(tree, head) for head in cue.content_heads):
        return False  # "reported a profit": no clause says what is reported
    thing = tree.child(clause.head, "obj")
    if cue.stance == "estimates" and thing is not None and tree.lower(thing) != "it":
        return False  # "put the number of injured at 210"
    if cue.stance in ("announces", "condemns", "praises") and _is_printed(lookup, cue):
        return True  # "“We will go,” the premier declared"
    named = bool(cue.source or cue.source_at) or cue.stance == "accuses"  # "is accused of lying"
    return cue.stance not in _ACTS or not named


def _is_of_long_ago(tree: Tree, verb: int) -> bool:
    """ "The firm knew since January that …": since when somebody knows is told of him."""
    content = tree.child(verb, "ccomp") or len(tree)
    spans = (span for span in tree.children(verb, "obl", "obl:unmarked", "nmod") if span < content)
    return any(has_case(tree, span, "since", "for") for span in spans)


def _is_deed(cue: Cue) -> bool:
    """ "is looking for two ships to charter": the model takes a search for a saying that passes
    nothing on."""
    return cue.aside and cue.unsaid and member("cues", "verbs", cue.lemma) is None


def _tells_itself(tree: Tree, noun: int) -> bool:
    """Whether what is reported is a claim of its own: "reported two deaths", against "reported a
    bird strike"."""
    bare = tree.child(noun, "nmod", "nummod", "acl", "amod") is None
    return is_event_noun(tree, noun) and not (bare and tree.child(noun, "compound") is not None)


def _is_printed(lookup: Lookup, cue: Cue) -> bool:
    """Whether what is said stands in quotation marks, all of it."""
    return bool(cue.content) and type_of(cue.content, lookup.quoted) == "direct"


def _is_exclaimed(lookup: Lookup, number: int, clause: Clause) -> bool:
    """ "“It's a joke,” stormed Ivy Marchbank": whatever the verb, it prints her words."""
    if clause.kind != "verbal" or clause.filler("patient", "recipient", "theme") is not None:
        return False
    return any(
        cue.aside
        and cue.sentence == number
        and cue.words[0] == clause.head
        and cue.stance == "says"
        and _is_printed(lookup, cue)
        for cue in lookup.cues
    )


def _is_prompt(lookup: Lookup, number: int, clause: Clause) -> bool:
    """ "Asked whether it was safe, he said": the question only leads to the answer."""
    tree, above = lookup.syntax.trees[number], lookup.syntax.trees[number].head(clause.top)
    asked = tree.lemma(clause.head) in words("predicates", "empty", "prompts")
    answers = tree.lower(clause.head).endswith("ing")
    asked = asked or (
        answers and tree.lemma(clause.head) in words("predicates", "empty", "answers")
    )
    bare = tree.child(clause.head, "nsubj", "aux", "mark") is None
    led = above is not None and (number, above) in lookup.cue_at
    if above is None:  # the answer hung on the question
        beside = tree.children(clause.head, "parataxis")
        return asked and bare and any((number, verb) in lookup.cue_at for verb in beside)
    return asked and bare and led and tree.rel(clause.top) == "advcl"


def _is_asking_around(lookup: Lookup, tree: Tree, clause: Clause) -> bool:
    """ "residents we spoke to": the outlet at work."""
    subject = tree.child(clause.head, "nsubj")
    if subject is None or tree.lower(subject) not in ("we", "i"):
        return False
    asks = tree.lemma(clause.head) in words("predicates", "empty", "asking_around")
    return asks and not lookup.quotes_around(tree.tokens[clause.predicate])


def is_question(lookup: Lookup, tree: Tree, predicate: int) -> bool:
    """Whether the next full stop after a word is a question mark, on the same side of any
    quotation marks: a question claims nothing."""
    for index in range(predicate + 1, len(tree)):
        form = tree.form(index)
        if tree.upos(index) == "PUNCT" and form[0] in ".?!…":
            return form[0] == "?" and _quote_at(lookup, tree, index) == _quote_at(
                lookup, tree, predicate
            )
    return False


def is_asked(tree: Tree, clause: Clause) -> bool:
    """ "asked whether the dam had leaked": a question claims nothing, nor does "asked not to be
    named"."""
    asking = tree.head(clause.top)
    if asking is not None and _is_unnamed(tree, clause.head, asking, clause.raised):
        return True
    if _is_on_terms(tree, clause.head):
        return True
    if asking is None or tree.rel(clause.top) not in ("ccomp", "advcl", "obj", "xcomp"):
        return False
    marks = {tree.lower(mark) for mark in tree.children(clause.top, "mark", "advmod")}
    asks = tree.lemma(asking) in words("predicates", "asking", "lemmas")
    return asks and ("whether" in marks or ("if" in marks and asking < clause.top))


def is_of_nothing(tree: Tree, clause: Clause) -> bool:
    """ "has seen no evidence that supports it": there is none, and so nothing supports it."""
    noun = tree.head(clause.top)
    if noun is None or tree.deprel(clause.top) != "acl:relcl" or tree.upos(noun) != "NOUN":
        return False
    determiners = [tree.lower(det) for det in tree.children(noun, "det")]
    pronouns = [tree.lower(s) for s in tree.children(clause.head, "nsubj")]
    return determiners == ["no"] and pronouns == ["that"]


def _is_on_terms(tree: Tree, verb: int) -> bool:
    """ "an official who asked not to be named", "spoke on condition of anonymity"."""
    if tree.lemma(verb) in ("speak", "talk"):
        return any(tree.lemma(word) == "condition" for word in tree.children(verb, "obl"))
    return any(
        _is_unnamed(tree, other, verb, ()) for other in tree.children(verb, "xcomp", "ccomp")
    )


def _is_unnamed(tree: Tree, naming: int, asking: int, raised: Sequence[int]) -> bool:
    """ "asked not to be identified": on what terms somebody speaks."""
    if tree.lemma(naming) not in words("predicates", "empty", "naming"):
        return False
    denied = any(tree.lower(w) in ("not", "n't") for w in tree.children(naming, "advmod"))
    refused = any(tree.lemma(v) in ("decline", "refuse") for v in (asking, *raised))
    asked = tree.lemma(asking) in ("ask", "request", "want", "wish", "prefer", "agree")
    return is_passive(tree, naming) and (refused or (asked and denied))


def _quote_at(lookup: Lookup, tree: Tree, index: int) -> int | None:
    return next((quote.start for quote in lookup.quotes_around(tree.tokens[index])), None)
