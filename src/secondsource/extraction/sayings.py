"""Which clauses are no claims: mere saying, questions, chatter."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.extraction.attribution import type_of
from secondsource.extraction.cue import Cue
from secondsource.extraction.lookup import Lookup
from secondsource.extraction.predication import Clause, called_on, is_event_noun
from secondsource.extraction.words import words
from secondsource.records.reading import Argument
from secondsource.syntax import Tree

#: Stances whose act of speaking is a claim of its own ("Iran denied …"); bare saying is not.
_ACTS = frozenset(
    {"denies", "admits", "announces", "promises", "threatens", "warns", "asks", "orders",
     "accuses", "confirms", "condemns", "praises"}
)  # fmt: skip


#: Pronouns that say how many: "nobody had listened", "both had been mended".
_QUANTIFIERS = frozenset(
    {"nobody", "nothing", "none", "everybody", "everyone", "all", "both", "most", "many", "some",
     "several", "few", "neither", "each", "others", "another"}
)  # fmt: skip


def is_mere_speech(lookup: Lookup, number: int, clause: Clause) -> bool:
    """Whether a clause only says that somebody said something, which is its attribution."""
    if clause.kind == "nominal":
        return False
    tree = lookup.syntax.trees[number]
    if _is_prompt(lookup, number, clause) or _is_asking_around(lookup, tree, clause):
        return True
    index = lookup.cue_at.get((number, clause.head))
    if index is None:
        return _is_exclaimed(lookup, number, clause)
    if lookup.cues[index].naming:
        return False
    cue = lookup.cues[index]
    if any(tree.rel(head) == "obj" and not is_event_noun(tree, head) for head in cue.content_heads):
        return False  # "reported a profit": no clause says what is reported
    thing = tree.child(clause.head, "obj")
    if cue.stance == "estimates" and thing is not None and tree.lower(thing) != "it":
        return False  # "put the number of injured at 210"
    if cue.stance in ("announces", "condemns", "praises") and _is_printed(lookup, cue):
        return True  # "“We will go,” the premier declared"
    return cue.stance not in _ACTS or not (cue.source or cue.source_at)


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
    if tree.lemma(clause.head) in ("speak", "talk"):  # "speaking on condition of anonymity"
        beside = tree.children(clause.head, "obl")
        asked = asked or any(tree.lemma(word) == "condition" for word in beside)
    bare = tree.child(clause.head, "nsubj", "aux", "mark") is None
    led = above is not None and (number, above) in lookup.cue_at
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
    """ "asked whether the dam had leaked": a question claims nothing."""
    asking = tree.head(clause.top)
    if asking is None or tree.rel(clause.top) not in ("ccomp", "advcl", "obj", "xcomp"):
        return False
    marks = {tree.lower(mark) for mark in tree.children(clause.top, "mark", "advmod")}
    asks = tree.lemma(asking) in words("predicates", "asking", "lemmas")
    return asks and ("whether" in marks or ("if" in marks and asking < clause.top))


def _quote_at(lookup: Lookup, tree: Tree, index: int) -> int | None:
    return next((quote.start for quote in lookup.quotes_around(tree.tokens[index])), None)


def says_something(
    tree: Tree,
    clause: Clause,
    arguments: Sequence[Argument],
    *,
    circumstances: bool,
    answers: bool = False,
) -> bool:
    """Whether a clause has a meaning beyond its words: who, what, when, where or how many.
    ``answers``: somebody denies it, and so "it was dangerous" means what was said to be so."""
    if clause.predicate == clause.head and clause.kind == "verbal" and _is_empty(tree, clause):
        return False
    told = [
        word
        for _, word in clause.arguments
        if tree.upos(word) not in ("PRON", "DET") or tree.lower(word) in _QUANTIFIERS
    ]
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
        known = any(a.entity and a.role == "agent" for a in arguments)
        return not pronoun or known or (answers and subject is not None)
    existential = clause.predicate != clause.head and tree.child(clause.head, "expl") is not None
    held = _is_ours(tree, clause) or _is_nobodys(tree, clause)
    occurs = clause.predicate != clause.head and tree.deprel(clause.predicate) == "nsubj"
    return bool(told) or circumstances or named or existential or held or occurs


def _is_ours(tree: Tree, clause: Clause) -> bool:
    """ "We will appeal", in somebody's words: what the speaker does, though it names nothing."""
    subject = tree.child(clause.head, "nsubj")
    spoken = subject is not None and tree.lower(subject) in ("we", "i")
    return spoken and tree.child(clause.head, "aux") is not None


def _is_nobodys(tree: Tree, clause: Clause) -> bool:
    """ "Nobody warned us": that it was not done is news, though it names no one."""
    subject = tree.child(clause.head, "nsubj")
    nobody = subject is not None and tree.lower(subject) in ("nobody", "no-one", "none")
    return nobody and clause.kind == "verbal"


def _names_thing(tree: Tree, clause: Clause) -> bool:
    patient = clause.filler("patient")
    return patient is not None and tree.upos(patient) in ("NOUN", "PROPN")


def _is_comparison(tree: Tree, head: int) -> bool:
    """ "deeper than expected", "as we had hoped"."""
    if tree.lower(head) == "compared":  # "compared with 61 in the week before"
        return tree.child(head, "nsubj", "aux") is None
    marks = {tree.lower(mark) for mark in tree.children(head, "mark", "case")}
    return bool(marks & {"than"}) and tree.child(head, "nsubj") is None


def _takes_part(tree: Tree, word: int) -> bool:
    """Whether a participant of an event noun is a phrase: "Russian attacks" says too little."""
    return tree.rel(word) not in ("amod", "compound")


def _means_more(tree: Tree, clause: Clause, lemma: str) -> bool:
    """Whether an empty verb is none here: "got the animals out", "the firm knew it", "will look at
    the case", "thanked the voters", "arrived" of a car that "came on Tuesday"."""
    subject = tree.child(clause.head, "nsubj")
    somebody = subject is not None and tree.upos(subject) in ("NOUN", "PROPN")
    if lemma in ("get", "thank"):
        return _names_thing(tree, clause) and (lemma == "get" or somebody)
    if lemma == "need":
        return tree.child(clause.head, "xcomp") is None and _names_thing(tree, clause)
    if lemma == "do":
        thing = tree.child(clause.head, "obj")
        return thing is not None and "wrong" in (tree.lower(w) for w in tree.children(thing))
    if lemma == "tell":
        return _is_nobodys(tree, clause) and tree.child(clause.head, "obj", "iobj") is not None
    if lemma == "know" and tree.child(clause.head, "ccomp") is None:
        nothing = tree.child(clause.head, "obj")
        if nothing is not None and tree.lower(nothing) == "nothing":
            return True
    if lemma == "know":
        return somebody and tree.child(clause.head, "obj") is not None
    if lemma == "look":
        cases = {
            tree.lower(case)
            for noun in tree.children(clause.head, "obl")
            for case in tree.children(noun, "case")
        }
        return bool(cases & {"at", "into", "for"})
    timed = tree.child(clause.head, "obl", "obl:unmarked") is not None
    return lemma == "come" and somebody and timed and tree.child(clause.head, "xcomp") is None


def _is_denied(tree: Tree, verb: int) -> bool:
    """ "has not replied"."""
    return any(tree.lower(word) in ("not", "n't", "never") for word in tree.children(verb))


def _is_empty(tree: Tree, clause: Clause) -> bool:
    """Verbs that say nothing by themselves."""
    if tree.child(clause.head, "compound:prt") is not None:
        return False  # "go on", "come under"
    if _is_comparison(tree, clause.top):
        return True
    lemma = tree.lemma(clause.head)
    if _means_more(tree, clause, lemma):
        return False
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
    if lemma == "call" and tree.child(clause.head, "xcomp") and not called_on(tree, clause.head):
        return not _names_thing(tree, clause)  # "calling it a step forward" says no more
    if tree.child(clause.head, "ccomp", "xcomp", "parataxis", "advmod", "cc:preconj") is not None:
        return False
    return (
        not _is_denied(tree, clause.head)
        and lemma in words("predicates", "empty", "speech")
        and roles <= {"agent"}
    )
