"""Who says it: the source of a verb of saying, by its tree."""

from __future__ import annotations

from secondsource.extraction.speech.cue import Cue
from secondsource.extraction.trees.phrases import after_comma, is_participle, phrase
from secondsource.extraction.trees.predication import is_passive, sibling_subject
from secondsource.syntax import Tree


def set_source(tree: Tree, cue: Cue, index: int) -> None:
    """Give a cue whoever its verb has for a subject, near or far, or behind "by"."""
    if is_passive(tree, index):
        head = tree.child(index, "obl:agent")
        head = letting(tree, index) if head is None else head
    else:
        head = _last_subject(tree, index)
        head = _inherited_subject(tree, index) if head is None else head
        head = _stray_subject(tree, index) if head is None else head
    if head is None:
        return
    cue.source_head = _relative(tree, head, index)
    cue.source = phrase(tree, cue.source_head)


def letting(tree: Tree, index: int) -> int | None:
    """Who "let it be known that"."""
    above = tree.head(index)
    if above is None or tree.lemma(above) != "let" or tree.rel(index) not in ("xcomp", "ccomp"):
        return None
    return tree.child(above, "nsubj")


def _last_subject(tree: Tree, index: int) -> int | None:
    """The subject; of a title and a name that the parser took for two, the name; of two that a
    comma parts from one another ("“My hope,” she said, “is that …”"), the one beside the verb."""
    subjects = tree.children(index, "nsubj")
    beside = [s for s in subjects if not _is_parted(tree, s, index)]
    if len(subjects) > 1 and len(beside) == 1:
        return beside[0]
    for one, other in zip(subjects, subjects[1:], strict=False):
        if tree.subtree(one)[-1] + 1 == tree.subtree(other)[0] and tree.upos(other) == "PROPN":
            return other
    return next(iter(subjects), None)


def _is_parted(tree: Tree, one: int, other: int) -> bool:
    between = range(min(one, other) + 1, max(one, other))
    return any(tree.form(word) in (",", "”", '"', "''") for word in between)


def _relative(tree: Tree, head: int, verb: int) -> int:
    noun = tree.head(verb)
    pronoun = tree.lower(head) in ("who", "which", "that") and tree.upos(head) == "PRON"
    return noun if pronoun and tree.deprel(verb) == "acl:relcl" and noun is not None else head


def _inherited_subject(tree: Tree, index: int) -> int | None:
    relation, above = tree.rel(index), tree.head(index)
    if above is None:
        return None
    participle = is_participle(tree, index)
    if relation == "acl" and participle:
        verb = tree.head(above)
        if tree.rel(above) in ("obj", "obl") and after_comma(tree, index) and verb is not None:
            return tree.child(verb, "nsubj")  # "hailed the deal, calling it a start"
        return above  # "a statement saying", "officials warning"
    if relation == "conj" and (nearer := sibling_subject(tree, index)) is not None:
        return nearer
    if relation in ("conj", "xcomp") or (relation == "advcl" and participle):
        subject = tree.child(above, "nsubj")
        return _inherited_subject(tree, above) if subject is None else subject
    return None


def _stray_subject(tree: Tree, index: int) -> int | None:
    """A speaker beside the cue that the parser hung on the words quoted: a subject that a closing
    mark or comma parts from them."""
    for word in range(len(tree)):
        if tree.rel(word) != "nsubj" or tree.upos(word) not in ("PROPN", "NOUN", "PRON"):
            continue
        inside = tree.subtree(word)
        before = inside[-1] == index - 1 and tree.upos(inside[0] - 1) == "PUNCT" and inside[0] > 0
        after = inside[0] == index + 1 and index > 0 and tree.upos(index - 1) == "PUNCT"
        if before or after:
            return word
    return None
