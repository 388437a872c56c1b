"""Which clauses are no claims: mere saying, questions, chatter."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.extraction.lookup import Lookup
from secondsource.extraction.predication import Clause, is_event_noun
from secondsource.extraction.words import words
from secondsource.records.reading import Argument
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
    index = lookup.cue_at.get((number, clause.head))
    if index is None or lookup.cues[index].naming:
        return False
    tree, cue = lookup.syntax.trees[number], lookup.cues[index]
    if any(tree.rel(head) == "obj" and not is_event_noun(tree, head) for head in cue.content_heads):
        return False  # "reported a profit": no clause says what is reported
    return cue.stance not in _ACTS or not (cue.source or cue.source_at)


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


def _quote_at(lookup: Lookup, tree: Tree, index: int) -> int | None:
    return next((quote.start for quote in lookup.quotes_around(tree.tokens[index])), None)


def says_something(
    tree: Tree, clause: Clause, arguments: Sequence[Argument], *, circumstances: bool
) -> bool:
    """Whether a clause has a meaning beyond its words: who, what, when, where or how many."""
    if clause.predicate == clause.head and clause.kind == "verbal" and _is_empty(tree, clause):
        return False
    told = [word for _, word in clause.arguments if tree.upos(word) not in ("PRON", "DET")]
    named = any(argument.entity for argument in arguments)
    if clause.kind == "nominal":
        return circumstances or named or any(_takes_part(tree, w) for w in told)
    if clause.kind == "copular":
        it = tree.child(clause.head, "expl")
        if it is not None and tree.lower(it) == "it":
            return False  # "it was not clear whether"
        subject = clause.filler("agent", "patient")
        pronoun = subject is None or tree.upos(subject) in ("PRON", "DET")
        if tree.upos(clause.head) in ("PRON", "DET"):
            return False
        return not pronoun or any(a.entity and a.role == "agent" for a in arguments)
    existential = clause.predicate != clause.head and tree.child(clause.head, "expl") is not None
    return bool(told) or circumstances or named or existential


def _is_comparison(tree: Tree, head: int) -> bool:
    """ "deeper than expected", "as we had hoped"."""
    marks = {tree.lower(mark) for mark in tree.children(head, "mark", "case")}
    return bool(marks & {"than"}) and tree.child(head, "nsubj") is None


def _takes_part(tree: Tree, word: int) -> bool:
    """Whether a participant of an event noun is a phrase: "Russian attacks" says too little."""
    return tree.rel(word) not in ("amod", "compound")


def _is_empty(tree: Tree, clause: Clause) -> bool:
    """Verbs that say nothing by themselves."""
    if tree.child(clause.head, "compound:prt") is not None:
        return False  # "go on", "come under"
    if _is_comparison(tree, clause.top):
        return True
    lemma = tree.lemma(clause.head)
    roles = {role for role, _ in clause.arguments}
    if (
        lemma in words("cues", "naming", "verbs")
        and "attribute" in roles
        and "patient" not in roles
    ):
        return True  # "what it described as"
    if lemma in words("predicates", "empty", "motion"):
        return not roles & {"goal", "source", "place"}
    if lemma in words("predicates", "empty", "lemmas"):
        return True
    if lemma == "call" and tree.child(clause.head, "xcomp") is not None:
        return True  # "calling it a step forward" names, and nobody is called
    if tree.child(clause.head, "ccomp", "xcomp", "parataxis", "advmod", "cc:preconj") is not None:
        return False
    return lemma in words("predicates", "empty", "speech") and roles <= {"agent"}
