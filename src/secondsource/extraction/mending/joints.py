"""Slips about what a second verb, a second noun or a tail goes on with. Rules as in ``mend``."""

from __future__ import annotations

from secondsource.extraction.mending.objects import Change
from secondsource.extraction.trees.phrases import after_comma
from secondsource.extraction.wordlists.words import member, words
from secondsource.syntax import Tree

_SHIFTED = frozenset({"had", "would"})
_TAILS = frozenset({"down", "up", "compared"})


def joined_infinitive(tree: Tree, word: int) -> Change | None:
    """ "ordered the paper to print it and pay 20,000 marks": the payment is ordered, too; a bare
    infinitive joins the infinitive before it, not the finite verb above."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "conj" or tree.feat(word, "VerbForm") != "Inf":
        return None
    if tree.child(word, "nsubj", "aux", "mark") is not None or tree.upos(verb) != "VERB":
        return None
    if tree.feat(verb, "VerbForm") == "Inf" or _shares_base(tree, verb):
        return None
    for other in reversed(tree.children(verb, "xcomp", "advcl", "ccomp")):
        to = [mark for mark in tree.children(other, "mark") if tree.lower(mark) == "to"]
        if verb < other < word and to and tree.feat(other, "VerbForm") == "Inf":
            return word, other, "conj"
    return None


def _shares_base(tree: Tree, verb: int) -> bool:
    """Whether a verb's auxiliary may be meant of a bare infinitive: "will be asked to go and …"."""
    return any(member("predicates", "modals", tree.lower(a)) for a in tree.children(verb, "aux"))


def shifted_speech(tree: Tree, word: int) -> Change | None:
    """ "said it was sound, had been tested and would open": a tense shifted back behind a past
    verb of saying goes on with what was said."""
    said = tree.head(word)
    if said is None or tree.rel(word) != "conj" or tree.child(word, "nsubj", "mark") is not None:
        return None
    shifted = any(tree.lower(aux) in _SHIFTED for aux in tree.children(word, "aux"))
    told = member("cues", "verbs", tree.lemma(said)) in ("says", "claims", "announces", "confirms")
    past = tree.feat(said, "Tense") == "Past" and tree.child(said, "aux") is None
    had = any(tree.lower(aux) == "had" for aux in tree.children(word, "aux"))
    speaks = member("cues", "verbs", tree.lemma(word)) is not None and not had
    if not (shifted and told and past) or speaks:
        return None
    for clause in tree.children(said, "ccomp"):
        subject = tree.child(clause, "nsubj")
        if said < clause < word and subject is not None:
            return word, clause, "conj"
    return None


def second_behind(tree: Tree, word: int) -> Change | None:
    """ "sentenced the smuggler to nine years": a second subject, right behind a finite verb that
    has one before it, is the object."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "nsubj" or not verb < word:
        return None
    if tree.child(verb, "obj", "cop", "expl", "ccomp", "parataxis") is not None:
        return None
    others = [o for o in tree.children(verb, "nsubj") if o < verb]
    first = any(tree.upos(other) in ("NOUN", "PROPN") for other in others)
    beside = tree.subtree(word)[0] == verb + 1 and tree.upos(verb + 1) != "PUNCT"
    beside = beside and tree.feat(verb, "VerbForm") == "Fin"
    says = member("cues", "verbs", tree.lemma(verb)) is not None
    return (word, verb, "obj") if first and beside and not says else None


def called_so(tree: Tree, word: int) -> Change | None:
    """ "calling the raid an act of war": the second object is what the first is called."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "obj" or tree.upos(word) not in ("NOUN", "ADJ"):
        return None
    things = tree.children(verb, "obj")
    second = len(things) > 1 and word == things[-1] and tree.child(verb, "iobj") is None
    named = tree.lemma(verb) in words("cues", "naming", "verbs")
    return (word, verb, "xcomp") if second and named and verb < things[0] else None


def tail_of_figure(tree: Tree, word: int) -> Change | None:
    """ "Turnout was 41 percent, the board said, down from 48": what the figure came down from is
    no clause that the board said."""
    said = tree.head(word)
    if said is None or tree.rel(word) != "ccomp" or tree.lower(word) not in _TAILS:
        return None
    told, behind = tree.head(said), tree.subtree(word)[0] > said
    loose = tree.rel(said) == "parataxis" and behind and after_comma(tree, word)
    loose = loose and tree.child(word, "nsubj", "cop", "aux") is None
    return (word, told, "advmod") if told is not None and loose else None


def said_where(tree: Tree, word: int) -> Change | None:
    """ "The rebels, he said in an address, would be given time": the address is where he said
    it."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "obl":
        return None
    for said in tree.children(verb, "parataxis"):
        beside = said < word and tree.subtree(word)[0] == max(said, tree.subtree(said)[-1]) + 1
        says = member("cues", "verbs", tree.lemma(said)) is not None
        if beside and says and tree.child(said, "nsubj") is not None and word < verb:
            return word, said, "obl"
    return None


def subject_of_last(tree: Tree, word: int) -> Change | None:
    """ "Troops called to the scene found nobody": of a participle and a finite verb behind it,
    without a comma between, the noun is the subject of the finite one."""
    participle = tree.head(word)
    if participle is None or tree.rel(word) != "nsubj" or not _is_reduced(tree, participle):
        return None
    verb = tree.head(participle)
    beside = tree.subtree(word)[-1] + 1 == participle
    if verb is None or not beside or tree.child(verb, "nsubj", "expl") is not None:
        return None
    passive = tree.child(verb, "aux:pass") is not None
    return word, verb, "nsubj:pass" if passive else "nsubj"


def participle_of_subject(tree: Tree, word: int) -> Change | None:
    """The "called" of such a sentence describes its subject."""
    verb = tree.head(word)
    if verb is None or not _is_reduced(tree, word) or tree.child(word, "nsubj") is not None:
        return None
    for subject in tree.children(verb, "nsubj"):
        if tree.subtree(subject)[-1] + 1 == word and tree.upos(subject) in ("NOUN", "PROPN"):
            return word, subject, "acl"
    return None


def _is_reduced(tree: Tree, word: int) -> bool:
    """A bare past participle that a finite verb follows at once, behind what belongs to it."""
    verb = tree.head(word)
    if verb is None or verb < word or tree.rel(word) not in ("csubj", "ccomp", "advcl"):
        return False
    participle = tree.feat(word, "VerbForm") == "Part" and tree.feat(word, "Tense") == "Past"
    bare = tree.child(word, "aux", "cop", "mark", "obj", "expl") is None
    first = min([verb, *(a for a in tree.children(verb, "aux", "cop") if a > word)])
    beside = tree.subtree(word)[-1] + 1 == first
    finite = tree.feat(first, "VerbForm") == "Fin"
    return participle and bare and beside and finite and tree.upos(first - 1) != "PUNCT"


def told_before(tree: Tree, word: int) -> Change | None:
    """ "The pipe burst on Friday, its owner said": a verb with a subject of its own is what is
    said, and nobody who says it."""
    said = tree.head(word)
    if said is None or not word < said or tree.upos(word) != "VERB":
        return None
    own = any(subject < word for subject in tree.children(word, "nsubj"))
    finite = tree.feat(word, "VerbForm") == "Fin" and tree.child(word, "mark") is None
    told = member("cues", "verbs", tree.lemma(said)) is not None
    return (word, said, "ccomp") if own and finite and told else None


def admitted_doing(tree: Tree, word: int) -> Change | None:
    """ "admitted to pointing the gun at him": what is admitted, no circumstance of it."""
    verb = tree.head(word)
    if verb is None or not verb < word or tree.lemma(verb) not in ("admit", "confess"):
        return None
    to = [mark for mark in tree.children(word, "mark", "case") if tree.lower(mark) == "to"]
    return (word, verb, "xcomp") if to and tree.lower(word).endswith("ing") else None


JOINT_RULES = (
    told_before,
    admitted_doing,
    subject_of_last,
    participle_of_subject,
    joined_infinitive,
    shifted_speech,
    second_behind,
    called_so,
    tail_of_figure,
    said_where,
)

#: The relations of the words that these rules are about.
JOINT_ABOUT = {
    told_before: frozenset({"nsubj"}),
    admitted_doing: frozenset({"advcl"}),
    subject_of_last: frozenset({"nsubj"}),
    participle_of_subject: frozenset({"csubj", "ccomp", "advcl"}),
    joined_infinitive: frozenset({"conj"}),
    shifted_speech: frozenset({"conj"}),
    second_behind: frozenset({"nsubj"}),
    called_so: frozenset({"obj"}),
    tail_of_figure: frozenset({"ccomp"}),
    said_where: frozenset({"obl"}),
}
