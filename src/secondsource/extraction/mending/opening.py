"""Sentences that open with what is told: "That the brakes had failed was conceded by the firm"."""

from __future__ import annotations

from secondsource.syntax import Tree


def with_opening_that(tree: Tree) -> Tree:
    """The tree where a clause with "that" before a passive is what is told, whatever part of it the
    parser hung on the passive: "that offer was refused by the union" has no clause in it."""
    if len(tree) < 6 or tree.lower(0) != "that":
        return tree
    top = next((w for w in range(len(tree)) if tree.head(w) is None), 0)
    helping = [w for w in tree.children(top, "aux:pass") if w < top]
    if tree.upos(top) != "VERB" or not helping:
        return tree
    inner = _told(tree, top, helping[-1])
    if inner is None:
        return tree
    subject = tree.child(top, "nsubj")
    tree = tree.rehung(inner, top, "ccomp").rehung(0, inner, "mark")
    if subject is not None and subject < inner and tree.child(inner, "nsubj") is None:
        passive = tree.child(inner, "aux:pass") is not None
        tree = tree.rehung(subject, inner, "nsubj:pass" if passive else "nsubj")
    for stray in [w for w in tree.children(top, "aux", "aux:pass", "cop") if w < inner]:
        tree = tree.rehung(stray, inner, tree.deprel(stray))
    return tree


def _told(tree: Tree, top: int, helping: int) -> int | None:
    """The head of the clause between "that" and the passive's own auxiliary."""
    hung = list(tree.children(top, "advcl", "ccomp", "csubj", "acl", "dep"))
    hung += [w for noun in tree.children(top, "nsubj") for w in tree.children(noun, "acl")]
    for word in hung:
        if tree.deprel(word) == "acl:relcl":
            continue  # "that offer, which was late, was refused"
        finite = (word, *tree.children(word, "aux", "aux:pass", "cop"))
        whole = tree.upos(word) in ("VERB", "ADJ", "NOUN") and 0 < word < helping
        if whole and any(tree.feat(w, "VerbForm") == "Fin" for w in finite):
            return word
    return None
